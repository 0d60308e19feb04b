"""The way into the palette looks like a field and is pressed like a button."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tradesman.ui.theme import Theme
from tradesman.ui.widgets.header import PageHeader
from tradesman.ui.widgets.search_button import SearchButton

from .conftest import Shown


def test_it_stands_at_the_right_of_a_header_that_has_it(qtbot: QtBot, theme: Theme, shown: Shown) -> None:
    header = PageHeader("Today", theme, "Tuesday 13 October", search=True)
    shown(header)
    button = header.findChild(SearchButton, "jump")
    assert isinstance(button, SearchButton)
    assert button.geometry().right() == header.width() - 21
    assert button.height() == theme.size("input")
    with qtbot.waitSignal(header.search_asked):
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    with qtbot.waitSignal(header.search_asked):
        QTest.keyClick(button, Qt.Key.Key_Return)
    with qtbot.waitSignal(header.search_asked):
        QTest.keyClick(button, Qt.Key.Key_Space)


def test_a_header_without_it_has_none(theme: Theme, shown: Shown) -> None:
    header = PageHeader("Customers", theme)
    shown(header)
    assert header.findChild(SearchButton) is None


def test_it_grows_with_the_text_and_gives_way_in_little_room(theme: Theme, shown: Shown) -> None:
    button = SearchButton("Search or jump to…", "Ctrl K", theme, name="jump")
    shown(button)
    usual = button.sizeHint()
    assert button.minimumSizeHint().width() < usual.width() / 2
    theme.set_text_percent(130)
    try:
        assert button.sizeHint().width() > usual.width()
        assert button.sizeHint().height() > usual.height()
    finally:
        theme.set_text_percent(100)
