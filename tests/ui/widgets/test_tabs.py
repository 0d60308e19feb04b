"""One tab is on; what has no room waits in a menu, whole."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu, QToolButton
from pytestqt.qtbot import QtBot

from tradesman.ui.theme import Theme
from tradesman.ui.widgets.tabs import Tab, Tabs

from .conftest import Shown

TABS = (
    Tab("all", "Experience"),
    Tab("quotes", "Quotes", "2"),
    Tab("findings", "Findings", "3"),
    Tab("photos", "Photos", "14"),
    Tab("notes", "Notes"),
)
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)  # menus, offscreen


@pytest.fixture
def tabs(theme: Theme, shown: Shown) -> Tabs:
    tabs = Tabs(theme, words="What to show", name="tab")
    tabs.set_tabs(TABS)
    shown(tabs)
    return tabs


def buttons(tabs: Tabs) -> list[QToolButton]:
    return [button for button in tabs.findChildren(QToolButton) if button.isVisible()]


def test_the_first_is_on_and_each_says_its_count(tabs: Tabs) -> None:
    assert tabs.value() == "all"
    assert [one.accessibleName() for one in buttons(tabs)] == [
        "Experience",
        "Quotes 2",
        "Findings 3",
        "Photos 14",
        "Notes",
    ]
    assert not tabs.more.isVisible()


def test_a_click_and_enter_turn_one_on(qtbot: QtBot, tabs: Tabs) -> None:
    with qtbot.waitSignal(tabs.picked) as caught:
        QTest.mouseClick(buttons(tabs)[1], Qt.MouseButton.LeftButton)
    assert caught.args == ["quotes"]
    buttons(tabs)[3].setFocus()
    with qtbot.waitSignal(tabs.picked) as caught:
        QTest.keyClick(buttons(tabs)[3], Qt.Key.Key_Return)
    assert caught.args == ["photos"]
    with qtbot.waitSignal(tabs.picked) as caught:
        QTest.keyClick(buttons(tabs)[4], Qt.Key.Key_Space)
    assert (caught.args, tabs.value()) == (["notes"], "notes")


def test_the_arrow_keys_walk_and_stop_at_both_ends(tabs: Tabs) -> None:
    buttons(tabs)[0].setFocus()
    walked = []
    for key in (Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_End, Qt.Key.Key_Right, Qt.Key.Key_Left, Qt.Key.Key_Home):
        QTest.keyClick(tabs.window().focusWidget(), key)
        walked.append(tabs.value())
    assert walked == ["all", "quotes", "notes", "notes", "photos", "all"]
    assert tabs.window().focusWidget() is buttons(tabs)[0]


def test_tab_key_visits_the_row_once(tabs: Tabs) -> None:
    tabs.set_value("findings")
    buttons(tabs)[2].setFocus()
    QTest.keyClick(buttons(tabs)[2], Qt.Key.Key_Tab)
    assert tabs.window().focusWidget() not in [one for one in buttons(tabs) if one is not buttons(tabs)[2]]


def test_where_there_is_no_room_the_rest_is_in_a_menu_and_nothing_is_cut(tabs: Tabs) -> None:
    tabs.setFixedWidth(260)
    seen = [one.text() for one in buttons(tabs)]
    assert seen == ["Experience", "Quotes"]
    assert all(one.width() >= one.sizeHint().width() for one in buttons(tabs))
    assert tabs.more.geometry().right() < 260
    QTest.mouseClick(tabs.more, Qt.MouseButton.LeftButton)
    menu = tabs.findChild(QMenu, "tab_menu")
    assert isinstance(menu, QMenu)
    assert [action.text() for action in menu.actions()] == ["Findings\t3", "Photos\t14", "Notes"]
    choice = menu.findChild(QAction, "photos")
    assert isinstance(choice, QAction)
    QTest.mouseClick(menu, Qt.MouseButton.LeftButton, pos=menu.actionGeometry(choice).center())
    assert tabs.value() == "photos"
    assert [one.text() for one in buttons(tabs)] == ["Experience", "Photos"]
    tabs.setFixedWidth(600)
    assert len(buttons(tabs)) == len(TABS)


def test_what_is_on_stays_on_when_others_come_and_go(tabs: Tabs) -> None:
    tabs.set_value("notes")
    tabs.set_tabs((*TABS[:2], TABS[4]))
    QApplication.processEvents()
    assert (tabs.value(), len(buttons(tabs))) == ("notes", 3)
    tabs.set_tabs(TABS[:2])
    assert tabs.value() == "all"
    tabs.set_value("photos")  # is not there
    assert tabs.value() == "all"


def test_the_one_that_is_on_is_underlined(theme: Theme, tabs: Tabs) -> None:
    first, second = (one.grab().toImage() for one in buttons(tabs)[:2])
    low = first.height() - 2
    assert first.pixelColor(first.width() // 2, low) == theme.colour("primary")
    assert second.pixelColor(second.width() // 2, low) != theme.colour("primary")
