"""Sheets take the keyboard, keep it, and give it back."""

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from tradesman.ui.theme import Theme
from tradesman.ui.widgets.action_list import ActionGroup, ActionList
from tradesman.ui.widgets.action_row import Action
from tradesman.ui.widgets.buttons import Button, IconButton
from tradesman.ui.widgets.fields import LineField, TextField
from tradesman.ui.widgets.labels import Label
from tradesman.ui.widgets.scroll import Scroll
from tradesman.ui.widgets.sheet import Sheet

CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def page(window: QWidget, theme: Theme) -> QWidget:
    """A page with the button that opens the sheet."""
    page = QWidget(window)
    page.resize(window.size())
    opener = Button("New enquiry", theme, name="opener")
    QVBoxLayout(page).addWidget(opener)
    page.show()
    opener.setFocus()
    return page


@pytest.fixture
def sheet(page: QWidget, theme: Theme) -> Sheet:
    sheet = Sheet(page.window(), "New enquiry", theme)
    sheet.body.addWidget(LineField(theme, name="who"))
    sheet.body.addWidget(TextField(theme, name="words"))
    sheet.add_left(Label("Draft kept if you leave", theme, "small", "ink_3"))
    sheet.add_button("Book a visit", icon="map-pin", name="book")
    sheet.set_main("Save and call", "phone")
    sheet.open()
    return sheet


def part(parent: QWidget, name: str) -> QWidget:
    found = parent.findChild(QWidget, name)
    assert isinstance(found, QWidget)
    return found


def test_it_takes_the_focus_and_lets_the_page_sleep(sheet: Sheet, page: QWidget) -> None:
    assert part(sheet, "who").hasFocus()
    assert not page.isEnabled()


def test_esc_closes_and_gives_the_focus_back(qtbot: QtBot, sheet: Sheet, page: QWidget) -> None:
    with qtbot.waitSignal(sheet.closed):
        QTest.keyClick(part(sheet, "who"), Qt.Key.Key_Escape)
    assert page.isEnabled()
    assert part(page, "opener").hasFocus()


def test_the_cross_closes(qtbot: QtBot, sheet: Sheet) -> None:
    with qtbot.waitSignal(sheet.destroyed):
        QTest.mouseClick(part(sheet, "close"), Qt.MouseButton.LeftButton)


@pytest.mark.parametrize("field", ["who", "words"])
def test_ctrl_enter_presses_the_main_button(qtbot: QtBot, sheet: Sheet, field: str) -> None:
    part(sheet, field).setFocus()
    with qtbot.waitSignal(sheet.accepted):
        QTest.keyClick(part(sheet, field), Qt.Key.Key_Return, CTRL)
    assert sheet.isVisible()


def test_tab_walks_round_inside(sheet: Sheet, window: QWidget) -> None:
    walked = []
    for _ in range(6):
        focused = window.focusWidget()
        walked.append(focused.objectName())
        QTest.keyClick(focused, Qt.Key.Key_Tab)
    assert walked == ["who", "words", "book", "main", "close", "who"]
    QTest.keyClick(window.focusWidget(), Qt.Key.Key_Tab, Qt.KeyboardModifier.ShiftModifier)
    assert part(sheet, "who").hasFocus()


def test_window_shortcuts_sleep_while_it_is_open(qtbot: QtBot, sheet: Sheet, window: QWidget) -> None:
    shortcut = QShortcut(QKeySequence("Ctrl+N"), window)
    with qtbot.assertNotEmitted(shortcut.activated):
        QTest.keyClick(part(sheet, "who"), Qt.Key.Key_N, CTRL)
    sheet.finish()
    with qtbot.waitSignal(shortcut.activated):
        QTest.keyClick(part(window, "opener"), Qt.Key.Key_N, CTRL)


def test_at_work_it_cannot_be_left(qtbot: QtBot, sheet: Sheet) -> None:
    part(sheet, "words").setFocus()
    sheet.set_busy(True)
    with qtbot.assertNotEmitted(sheet.closed):
        sheet.dismiss()
    assert not part(sheet, "main").isEnabled()
    sheet.set_busy(False)
    assert part(sheet, "main").isEnabled()
    assert part(sheet, "words").hasFocus()


def test_what_went_wrong_stands_above_the_footer(sheet: Sheet) -> None:
    sheet.set_error("The book could not be saved: disk full. Free some space, then save again.")
    error = part(sheet, "error")
    assert error.isVisible()
    sheet.set_error("")
    assert not error.isVisible()


def test_it_is_760_wide_and_never_taller_than_the_window(
    qtbot: QtBot, sheet: Sheet, window: QWidget, theme: Theme
) -> None:
    assert sheet.width() == 760
    assert sheet.height() < window.height() - 48
    for number in range(40):
        sheet.body.addWidget(Label(f"Question {number}", theme))
    qtbot.waitUntil(lambda: sheet.height() == window.height() - 48)
    window.resize(1100, 700)
    assert sheet.height() == 700 - 48
    window.resize(600, 640)
    assert sheet.width() == 600 - 48


def test_toasts_stay_awake_over_it(window: QWidget, theme: Theme, page: QWidget) -> None:
    floating = IconButton("x", "Undo", theme)
    floating.setParent(window)
    floating.setProperty("above_sheets", True)
    Sheet(window, "Snooze", theme).open()
    assert floating.isEnabled()
    assert not page.isEnabled()


def test_one_sheet_over_another(sheet: Sheet, window: QWidget, theme: Theme) -> None:
    second = Sheet(window, "Why?", theme)
    second.set_main("Skip")
    second.open()
    assert not sheet.isEnabled()
    QTest.keyClick(part(second, "main"), Qt.Key.Key_Escape)
    assert sheet.isEnabled()
    assert part(sheet, "who").hasFocus()


def test_the_focus_comes_back_to_the_row_that_the_page_drew_anew(window: QWidget, theme: Theme) -> None:
    def group(*keys: str) -> ActionGroup:
        words = ("phone", "Leah Novak", "Return the call", "", "", "", "Call", "phone", "Leah Novak")
        return ActionGroup("Now", "", tuple(Action(key, *words) for key in keys))

    actions = ActionList(theme)
    actions.setParent(window)
    actions.set_groups((group("a", "b", "c"),))
    actions.show()
    actions.row("b").main.setFocus()
    sheet = Sheet(window, "Why?", theme)
    sheet.set_main("Skip")
    sheet.open()
    old = actions.row("b")
    actions.set_groups((group("a", "c"),))
    QCoreApplication.sendPostedEvents(old, QEvent.Type.DeferredDelete)
    sheet.finish()
    assert actions.current_key() == "c"


def test_the_bar_stands_in_the_margin_so_that_fields_end_with_the_footers_buttons(
    sheet: Sheet, theme: Theme, window: QWidget
) -> None:
    def edges() -> set[int]:
        QCoreApplication.processEvents()
        parts = part(sheet, "who"), part(sheet, "main")
        return {one.mapTo(sheet, one.rect().topRight()).x() for one in parts}

    before = edges()
    assert len(before) == 1
    tall = QWidget()
    tall.setMinimumHeight(2 * window.height())
    sheet.body.addWidget(tall)
    QCoreApplication.processEvents()
    bars = [one.verticalScrollBar() for one in sheet.findChildren(Scroll)]
    assert any(bar.maximum() > 0 for bar in bars)
    assert edges() == before
