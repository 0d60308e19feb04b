"""Chips filter, one at a time."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QWidget
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
