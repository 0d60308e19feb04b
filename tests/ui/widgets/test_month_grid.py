"""A month of weeks: days walked by keys, entries opened and moved by real mouse events."""

from itertools import combinations
from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from tradesman.ui.theme import Theme
from tradesman.ui.widgets.day_heads import DayHeads, DueChip, DueItem, Head
from tradesman.ui.widgets.entry_block import Block, EntryBlock
from tradesman.ui.widgets.month_grid import MonthDay, MonthGrid

NAMES = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
Key = Qt.Key


def block(key: str, day: int) -> Block:
    return Block(key, day, 540, 600, f"09:00 {key}", "", "map-pin", "visit", f"{key}, a visit.")


def days(**blocks: int) -> list[MonthDay]:
    """Five weeks; each name has an entry on the day of that number."""
    on: dict[int, list[Block]] = {}
    for key, day in blocks.items():
        on.setdefault(day, []).append(block(key, day))
    return [
        MonthDay(str(number + 1), f"Day {number + 1}", blocks=tuple(on.get(number, ())), worked=number % 7 < 5)
        for number in range(35)
    ]


@pytest.fixture
def month(theme: Theme, qtbot: QtBot) -> MonthGrid:
    made = MonthGrid(theme, NAMES, words="Days", name="month")
    window = QWidget()
    qtbot.addWidget(window)
    made.setParent(window)
    window.resize(800, 600)
    made.setGeometry(0, 0, 800, 600)
    with qtbot.waitExposed(window):
        window.show()
    window.activateWindow()
    qtbot.waitActive(window)
    made.set_days(days(leah=8, grace=8, ruth=20))
    made._kept = window  # type: ignore[attr-defined]
    return made


def entry(month: MonthGrid, key: str) -> EntryBlock:
    return next(one for one in month.findChildren(EntryBlock) if one.isVisible() and one.objectName() == f"entry_{key}")


def heard(signal: Any) -> list[Any]:
    found: list[Any] = []
    signal.connect(lambda *args: found.append(args))
    return found


def test_entries_stand_in_the_cells_of_their_days(month: MonthGrid) -> None:
    for key, day in (("leah", 8), ("grace", 8), ("ruth", 20)):
        assert month.cell(day).contains(entry(month, key).geometry())
    assert not entry(month, "leah").geometry().intersects(entry(month, "grace").geometry())


def test_what_has_no_room_is_counted_and_opens_the_day(month: MonthGrid) -> None:
    picked = heard(month.day_picked)
    month.set_days(days(**{f"visit{number}": 3 for number in range(9)}))
    seen = [one for one in month.findChildren(EntryBlock) if one.isVisible()]
    (more,) = [one for one in month.findChildren(DueChip) if one.isVisible()]
    assert more.text() == f"+{9 - len(seen)}"
    assert month.cell(3).contains(more.geometry())
    QTest.mouseClick(more, Qt.MouseButton.LeftButton)
    assert picked == [(3,)]


def test_arrows_walk_the_days_and_lead_on(month: MonthGrid) -> None:
    picked, leaves = heard(month.day_picked), heard(month.leafed)
    month.go_to(0)
    assert month.accessibleDescription() == "Day 1"
    for key in (Key.Key_Right, Key.Key_Down, Key.Key_Left, Key.Key_Up):
        QTest.keyClick(month, key)
    assert month.cursor_at == 0
    QTest.keyClick(month, Key.Key_Up)
    QTest.keyClick(month, Key.Key_PageDown)
    QTest.keyClick(month, Key.Key_Right)
    QTest.keyClick(month, Key.Key_Return)
    assert (leaves, picked) == ([(-1,), (1,)], [(1,)])


def test_an_entry_is_dragged_to_another_day(month: MonthGrid) -> None:
    moved, opened = heard(month.moved), heard(month.opened)
    leah = entry(month, "leah")
    place = leah.rect().center()
    far = month.cell(17).center() - month.cell(8).center()
    QTest.mousePress(leah, Qt.MouseButton.LeftButton, pos=place)
    QTest.mouseMove(leah, place + far / 2)
    QTest.mouseMove(leah, place + far)
    QTest.mouseRelease(leah, Qt.MouseButton.LeftButton, pos=place + far)
    assert (moved, opened) == ([("leah", 17)], [])
    QTest.mouseClick(entry(month, "ruth"), Qt.MouseButton.LeftButton)
    assert opened == [("ruth",)]


def test_a_day_is_found_by_its_place(month: MonthGrid) -> None:
    assert month.day_at(month.mapToGlobal(month.cell(17).center())) == 17
    assert month.day_at(month.mapToGlobal(QPoint(5, 5))) is None
    picked = heard(month.day_picked)
    QTest.mouseClick(month, Qt.MouseButton.LeftButton, pos=month.cell(17).center())
    assert month.cursor_at == 17
    QTest.mouseDClick(month, Qt.MouseButton.LeftButton, pos=month.cell(17).center())
    assert picked == [(17,)]


# The heads above the hours


@pytest.fixture
def heads(theme: Theme, qtbot: QtBot) -> DayHeads:
    made = DayHeads(theme, 50, name="heads")
    window = QWidget()
    qtbot.addWidget(window)
    made.setParent(window)
    window.resize(800, 300)
    made.setGeometry(0, 0, 800, 300)
    with qtbot.waitExposed(window):
        window.show()
    dues = tuple(DueItem(f"customer/{number}", f"Ruth: {number}", "flag", f"Ruth, {number}") for number in range(5))
    made.set_heads([Head("Mon", "12", "Monday", dues=dues), Head("Tue", "13", "Tuesday", off="Easter", today=True)], 3)
    made._kept = window  # type: ignore[attr-defined]
    return made


def chips(heads: DayHeads) -> dict[str, DueChip]:
    return {chip.text(): chip for chip in heads.findChildren(DueChip) if chip.isVisible()}


def test_what_is_due_is_capped_and_opens_where_it_is_looked_after(heads: DayHeads) -> None:
    shown = chips(heads)
    assert list(shown) == ["Ruth: 0", "Ruth: 1", "+3", "Easter"]
    opened, picked = heard(heads.due_opened), heard(heads.day_picked)
    QTest.mouseClick(shown["Ruth: 1"], Qt.MouseButton.LeftButton)
    QTest.keyClick(shown["Ruth: 0"], Key.Key_Return)
    QTest.mouseClick(shown["+3"], Qt.MouseButton.LeftButton)
    QTest.mouseClick(shown["Easter"], Qt.MouseButton.LeftButton)  # a holiday only says so
    assert (opened, picked) == ([("customer/1",), ("customer/0",)], [(0,)])
    assert shown["Ruth: 1"].accessibleName() == "Ruth, 1"
    assert shown["+3"].accessibleName() == shown["+3"].toolTip() == "3 more: Ruth: 2; Ruth: 3; Ruth: 4"


def test_of_one_day_several_stand_side_by_side(heads: DayHeads) -> None:
    heads.set_heads(heads._heads[:1], 24, 4)
    shown = chips(heads)
    assert list(shown) == [f"Ruth: {number}" for number in range(5)]
    places = [chip.geometry() for chip in shown.values()]
    assert len({place.top() for place in places[:4]}) == 1
    assert places[4].top() > places[0].top()
    assert not any(one.intersects(other) for one, other in combinations(places, 2))


def test_the_name_of_a_day_opens_it(heads: DayHeads) -> None:
    picked = heard(heads.day_picked)
    QTest.mouseClick(heads, Qt.MouseButton.LeftButton, pos=QPoint(700, 12))
    QTest.mouseClick(heads, Qt.MouseButton.LeftButton, pos=QPoint(20, 12))
    assert picked == [(1,)]


def test_the_same_days_leave_the_keyboard_where_it_is(heads: DayHeads) -> None:
    chip = chips(heads)["Ruth: 0"]
    heads.set_heads(heads._heads, 3)
    assert chips(heads)["Ruth: 0"] is chip
