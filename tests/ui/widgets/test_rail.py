"""The rail asks for pages and shows what waits there."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication
from pytestqt.qtbot import QtBot

from tradesman.ui.theme import Theme
from tradesman.ui.widgets.rail import Rail, RailEntry

from .conftest import Shown

ENTRIES = (
    RailEntry("today", "Today", "sun"),
    RailEntry("testimonials", "Testimonials", "quote", "Praise"),
    RailEntry("settings", "Settings", "settings", at_bottom=True),
)


@pytest.fixture
def rail(theme: Theme, shown: Shown) -> Rail:
    rail = Rail(ENTRIES, theme)
    rail.setFixedHeight(600)
    shown(rail)
    return rail


def item(rail: Rail, name: str) -> QAbstractButton:
    found = rail.findChild(QAbstractButton, name)
    assert isinstance(found, QAbstractButton)
    return found


def test_a_click_asks_and_the_window_decides(qtbot: QtBot, rail: Rail) -> None:
    rail.set_current("today")
    with qtbot.waitSignal(rail.page_asked) as caught:
        QTest.mouseClick(item(rail, "rail-settings"), Qt.MouseButton.LeftButton)
    assert caught.args == ["settings"]
    assert item(rail, "rail-today").isChecked()
    rail.set_current("settings")
    assert item(rail, "rail-settings").isChecked()
    assert not item(rail, "rail-today").isChecked()


def test_new_enquiry(qtbot: QtBot, rail: Rail) -> None:
    with qtbot.waitSignal(rail.enquiry_asked):
        QTest.mouseClick(item(rail, "new-enquiry"), Qt.MouseButton.LeftButton)


def test_up_and_down_walk_and_enter_goes(qtbot: QtBot, rail: Rail) -> None:
    item(rail, "new-enquiry").setFocus()
    for name in ("new-enquiry", "rail-today"):
        QTest.keyClick(item(rail, name), Qt.Key.Key_Down)
    assert item(rail, "rail-testimonials").hasFocus()
    with qtbot.waitSignal(rail.page_asked) as caught:
        QTest.keyClick(item(rail, "rail-testimonials"), Qt.Key.Key_Return)
    assert caught.args == ["testimonials"]
    QTest.keyClick(item(rail, "rail-testimonials"), Qt.Key.Key_Up)
    assert item(rail, "rail-today").hasFocus()


def test_counts_are_heard(rail: Rail) -> None:
    rail.set_count("today", 10, loud=True)
    assert item(rail, "rail-today").accessibleName() == "Today, 10 waiting"
    rail.set_count("today", 0)
    assert item(rail, "rail-today").accessibleName() == "Today"


def test_narrow_is_64_wide_with_the_words_as_tooltips(rail: Rail) -> None:
    assert rail.width() == 184
    assert item(rail, "rail-today").toolTip() == ""
    rail.set_narrow(True)
    assert rail.width() == 64
    assert item(rail, "rail-today").toolTip() == "Today"
    rail.set_count("today", 3)
    assert not rail.grab().isNull()


def test_in_a_low_window_the_entries_move_together(rail: Rail, theme: Theme) -> None:
    rail.set_narrow(True)
    usual = item(rail, "rail-today").height()
    wide, narrow = rail.sizeHint().height(), rail.minimumSizeHint().height()
    assert (usual, narrow < wide) == (theme.size("button"), True)
    with_words = item(rail, "rail-today").grab().toImage()
    rail.setFixedHeight(narrow)
    QApplication.processEvents()
    low = item(rail, "rail-today")
    assert low.height() == theme.scaled(18) + 12
    top = with_words.copy(0, with_words.height() - 10, with_words.width(), 10)
    assert low.grab().toImage().copy(0, 2, with_words.width(), 10) != top
    assert low.toolTip() == "Today"


def test_bottom_entries_stand_at_the_bottom(rail: Rail) -> None:
    assert item(rail, "rail-settings").geometry().bottom() > 550
