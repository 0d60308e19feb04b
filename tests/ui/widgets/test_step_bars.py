"""Six bars say which step is the weakest, in words as well."""

from tradesman.ui.theme import Theme
from tradesman.ui.widgets.step_bars import Bar, StepBars

from .conftest import Shown


def test_the_weakest_has_its_own_colour_and_all_are_read_aloud(theme: Theme, shown: Shown) -> None:
    bars = StepBars(theme)
    bars.resize(205, 40)
    shown(bars)
    bars.set_bars([Bar(100), Bar(50, weakest=True), Bar(None)], "1: 100%\n2: 50%\n3: nothing due")
    bars.resize(205, bars.sizeHint().height())
    picture = bars.grab().toImage()
    wide = (bars.width() + 5) / 3
    middle = [picture.pixelColor(round(place * wide + 15), 4).name() for place in range(3)]
    assert middle == [theme.chart(0).name(), theme.chart(1).name(), theme.chart_grid().name()]
    assert bars.accessibleName() == bars.toolTip() == "1: 100%\n2: 50%\n3: nothing due"


def test_they_grow_with_the_text(theme: Theme, shown: Shown) -> None:
    bars = StepBars(theme)
    shown(bars)
    before = bars.minimumSizeHint().height()
    theme.set_text_percent(130)
    try:
        assert bars.minimumSizeHint().height() > before
    finally:
        theme.set_text_percent(100)
