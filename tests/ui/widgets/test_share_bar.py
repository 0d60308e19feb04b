"""A bar shows how much is used up, never more than there is room."""

import pytest
from pytestqt.qtbot import QtBot

from tradesman.ui.theme import Theme
from tradesman.ui.widgets.share_bar import ShareBar


@pytest.mark.parametrize(("used", "shown"), [(0.0, 0.0), (0.5, 0.5), (1.0, 1.0), (3.0, 1.0), (-1.0, 0.0)])
def test_a_share_is_shown_and_read_aloud(qtbot: QtBot, theme: Theme, used: float, shown: float) -> None:
    bar = ShareBar(theme)
    qtbot.addWidget(bar)
    bar.resize(200, 8)
    bar.set_share(used, "danger", "£20.00 over")
    assert (bar.used, bar.accessibleName()) == (shown, "£20.00 over")
    picture = bar.grab().toImage()
    filled = [picture.pixelColor(x, 4) == theme.colour("danger") for x in range(200)]
    assert sum(filled) == pytest.approx(200 * shown, abs=3)
