"""Chips filter, one at a time."""

import pytest
from PySide6.QtCore import QEvent, QObject, QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QMenu, QWidget
from pytestqt.qtbot import QtBot

from tradesman.ui.theme import Theme
from tradesman.ui.widgets.chips import Chip, ChipRow
from tradesman.ui.widgets.flow import Flow

from .conftest import Shown

CHOICES = (("all", "All"), ("calls", "Calls"), ("visits", "Visits"))


@pytest.fixture
def row(theme: Theme, shown: Shown) -> ChipRow:
    row = ChipRow(CHOICES, theme, words="Show")
    shown(row)
    return row


def chip(row: QWidget, name: str) -> QAbstractButton:
    found = row.findChild(QAbstractButton, name)
    assert isinstance(found, QAbstractButton)
    return found


def test_a_click_picks_one(qtbot: QtBot, row: ChipRow) -> None:
    assert row.value() == "all"
    with qtbot.waitSignal(row.picked) as caught:
        QTest.mouseClick(chip(row, "calls"), Qt.MouseButton.LeftButton)
    assert caught.args == ["calls"]
    assert row.value() == "calls"
    assert not chip(row, "all").isChecked()


def test_arrow_keys_pick_too(qtbot: QtBot, row: ChipRow) -> None:
    chip(row, "all").setFocus()
    with qtbot.waitSignal(row.picked) as caught:
        QTest.keyClick(chip(row, "all"), Qt.Key.Key_Right)
    assert caught.args == ["calls"]
    assert chip(row, "calls").hasFocus()


def test_set_by_the_page_without_a_signal(qtbot: QtBot, row: ChipRow) -> None:
    with qtbot.assertNotEmitted(row.picked):
        row.set_value("visits")
    assert row.value() == "visits"


def test_counts_are_seen_and_heard(row: ChipRow) -> None:
    width = chip(row, "calls").sizeHint().width()
    row.set_counts({"calls": 12})
    assert chip(row, "calls").accessibleName() == "Calls 12"
    assert chip(row, "calls").sizeHint().width() > width


class Watch(QObject):
    """Notes at each painting of a widget whether the mouse was on it."""

    def __init__(self, watched: QWidget) -> None:
        super().__init__(watched)
        self.seen: list[bool] = []
        self._watched = watched
        watched.installEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Paint:
            self.seen.append(self._watched.underMouse())
        return False


class TestMore:
    """Choices that stand in a menu behind the chips."""

    @pytest.fixture
    def row(self, theme: Theme, shown: Shown) -> ChipRow:
        row = ChipRow(CHOICES, theme, more=(("late", "Late"), ("kept", "Kept")), words="Show")
        row.set_counts({"calls": 3, "late": 7, "kept": 2})
        shown(row)
        return row

    def take(self, row: ChipRow, key: str) -> None:
        QTest.mouseClick(chip(row, "more"), Qt.MouseButton.LeftButton)
        (menu,) = row.findChildren(QMenu, "more_menu")
        place = menu.actionGeometry(next(one for one in menu.actions() if one.objectName() == key)).center()
        QTest.mouseClick(menu, Qt.MouseButton.LeftButton, pos=place)

    def test_one_of_the_menu_is_picked_and_the_chip_says_which(self, qtbot: QtBot, row: ChipRow) -> None:
        with qtbot.waitSignal(row.picked) as caught:
            self.take(row, "late")
        assert caught.args == ["late"]
        assert (row.value(), chip(row, "more").accessibleName()) == ("late", "Late 7")
        assert not chip(row, "all").isChecked()
        QTest.mouseClick(chip(row, "calls"), Qt.MouseButton.LeftButton)
        assert (row.value(), chip(row, "more").accessibleName()) == ("calls", "More")

    def test_a_menu_that_is_left_changes_nothing(self, qtbot: QtBot, row: ChipRow) -> None:
        with qtbot.assertNotEmitted(row.picked):
            QTest.mouseClick(chip(row, "more"), Qt.MouseButton.LeftButton)
            (menu,) = row.findChildren(QMenu, "more_menu")
            QTest.keyClick(menu, Qt.Key.Key_Escape)
        assert (row.value(), chip(row, "all").isChecked()) == ("all", True)

    def test_the_arrows_stop_at_it_and_the_space_bar_opens_it(self, qtbot: QtBot, row: ChipRow) -> None:
        row.set_value("visits")
        chip(row, "visits").setFocus()
        with qtbot.assertNotEmitted(row.picked):
            QTest.keyClick(chip(row, "visits"), Qt.Key.Key_Right)
        assert chip(row, "more").hasFocus()
        QTest.keyClick(chip(row, "more"), Qt.Key.Key_Space)
        (menu,) = row.findChildren(QMenu, "more_menu")
        QTest.keyClick(menu, Qt.Key.Key_Down)
        QTest.keyClick(menu, Qt.Key.Key_Return)
        assert row.value() == "late"

    def test_counts_come_while_it_is_on(self, row: ChipRow) -> None:
        row.set_value("kept")
        row.set_counts({"kept": 12})
        assert chip(row, "more").accessibleName() == "Kept 12"


def test_a_chip_is_painted_anew_when_the_mouse_comes_and_goes(qtbot: QtBot, row: ChipRow) -> None:
    window, calls = row.window(), chip(row, "calls")
    watch = Watch(calls)
    QTest.mouseMove(window.windowHandle(), calls.mapTo(window, calls.rect().center()))
    qtbot.waitUntil(lambda: watch.seen[-1:] == [True])
    QTest.mouseMove(window.windowHandle(), QPoint(1, window.height() - 2))
    qtbot.waitUntil(lambda: watch.seen[-1:] == [False])


def test_a_chip_grows_with_the_text(qtbot: QtBot, theme: Theme, row: ChipRow) -> None:
    try:
        theme.set_text_percent(130)
        qtbot.waitUntil(lambda: chip(row, "calls").height() == theme.size("chip") == 36)
    finally:
        theme.set_text_percent(100)
    qtbot.waitUntil(lambda: chip(row, "calls").height() == 28)


def test_a_removable_chip_asks_to_go(qtbot: QtBot, theme: Theme, shown: Shown) -> None:
    roofing = Chip("Roofing", theme, removable=True)
    shown(roofing)
    with qtbot.waitSignal(roofing.removed):
        QTest.mouseClick(roofing, Qt.MouseButton.LeftButton)
    assert roofing.toolTip() == "Remove Roofing"


def test_chips_wrap_and_hidden_ones_leave_no_gap(theme: Theme, shown: Shown) -> None:
    flow = Flow(8)
    chips = [Chip(f"Chip {number}", theme) for number in range(6)]
    for one in chips:
        flow.addWidget(one)
    shown(flow)
    flow.resize(200, 200)
    assert chips[0].y() == 0
    assert chips[-1].y() > 0
    assert flow.heightForWidth(200) > flow.heightForWidth(2000) == 28
    place = chips[1].pos()
    chips[1].hide()
    assert chips[2].pos() == place
    chips[1].show()
    assert chips[1].pos() == place
