"""A view on what is larger than its room."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QWidget

from tradesman.ui.theme import Theme
from tradesman.ui.widgets.scroll import Scroll

from .conftest import Shown


class Arranged(Scroll):
    """Counts how often it is arranged."""

    times = 0

    def arrange(self) -> None:
        self.times += 1


def large() -> QWidget:
    made = QLabel("Large")
    made.setMinimumSize(900, 900)
    return made


def test_it_scrolls_where_it_may_and_stops_no_tab(shown: Shown) -> None:
    content = large()
    down, across = Scroll(content), Scroll(large(), down=False, across=True)
    for area in (down, across):
        area.setFixedSize(200, 200)
    shown(down, across)
    assert down.verticalScrollBar().isVisible()
    assert not down.horizontalScrollBar().isVisible()
    assert across.horizontalScrollBar().isVisible()
    assert not across.verticalScrollBar().isVisible()
    assert down.focusPolicy() == Qt.FocusPolicy.NoFocus
    assert content.property("role") == "scrolled"


def test_it_is_arranged_with_its_width_and_with_the_size_of_the_text(theme: Theme, shown: Shown) -> None:
    area = Arranged(large())
    page = shown(area)
    before = area.times
    page.resize(page.width() + 40, page.height())
    wider = area.times
    area.setStyleSheet("font-size: 20px")
    assert before < wider < area.times
