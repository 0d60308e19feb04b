"""A grid of hours alone: walked by keys, entries moved and stretched by real mouse events and by keys."""

from typing import Any

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QColor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QScrollArea, QWidget
from pytestqt.qtbot import QtBot

from tradesman.ui.parts.calendar_words import clock
from tradesman.ui.theme import Theme
from tradesman.ui.widgets.entry_block import Block, EntryBlock
from tradesman.ui.widgets.grid_marks import Column, Ghost
from tradesman.ui.widgets.time_grid import TimeGrid

COLUMNS = [Column("Mon 12"), Column("Tue 13"), Column("Sat 17", worked=False)]
ALT, SHIFT = Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ShiftModifier
Key = Qt.Key


def block(key: str, day: int, begins: int, ends: int, **rest: Any) -> Block:
    said = {"title": key.title(), "words": "Visit", "icon": "map-pin", "look": "visit", "sentence": f"{key}, a visit."}
    return Block(key, day, begins, ends, **{**said, **rest})


LEAH = block("leah", 0, 540, 600)
RUTH = block("ruth", 1, 480, 1020, look="work", held=True)
GRACE = block("grace", 1, 600, 660)


@pytest.fixture
def grid(theme: Theme, qtbot: QtBot) -> TimeGrid:
    made = TimeGrid(theme, clock, words="Days and hours", name="grid")
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setWidget(made)
    area.setObjectName("area")
    window = QWidget()
    qtbot.addWidget(window)
    area.setParent(window)
    window.resize(700, 700)
    area.setGeometry(0, 0, 700, 700)
    with qtbot.waitExposed(window):
        window.show()
    window.activateWindow()
    qtbot.waitActive(window)
    made.set_days(COLUMNS, [LEAH, RUTH, GRACE])
    made._kept = (window, area)  # type: ignore[attr-defined]
    made.looked_at.connect(
        lambda place: area.ensureVisible(place.center().x(), place.center().y(), 0, 40)  # as its frame does
    )
    area.verticalScrollBar().setValue(made.measures.top(420))
    return made


def of(grid: TimeGrid, key: str) -> EntryBlock:
    found = grid.block(key)
    assert found is not None
    return found


def drag(grid: TimeGrid, key: str, by: QPoint, start: QPoint | None = None, *, drop: bool = True) -> None:
    """Presses, pulls in steps and lets go, as a hand does."""
    entry = of(grid, key)
    place = start or entry.rect().center()
    QTest.mousePress(entry, Qt.MouseButton.LeftButton, pos=place)
    for part in (0.3, 0.7, 1.0):
        QTest.mouseMove(entry, place + by * part)
    if drop:
        QTest.mouseRelease(entry, Qt.MouseButton.LeftButton, pos=place + by)


def pixels(grid: TimeGrid, *, days: int = 0, minutes: int = 0) -> QPoint:
    measures = grid.measures
    return QPoint(days * (measures.left(1) - measures.left(0)), measures.top(minutes))


def heard(signal: Any) -> list[Any]:
    found: list[Any] = []
    signal.connect(lambda *args: found.append(args))
    return found


def focused(grid: TimeGrid) -> str:
    widget = grid.window().focusWidget()
    if widget is grid:
        return f"{grid.cursor_at[0]} {clock(grid.cursor_at[1])}"
    assert isinstance(widget, EntryBlock)
    assert widget.block is not None
    return widget.block.key


def press(grid: TimeGrid, key: Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    widget = grid.window().focusWidget()
    assert widget is not None
    QTest.keyClick(widget, key, modifier)


# What it shows


def test_entries_stand_at_their_hours_and_share_the_column(grid: TimeGrid) -> None:
    leah, ruth, grace = (of(grid, key).geometry() for key in ("leah", "ruth", "grace"))
    measures = grid.measures
    assert abs(leah.top() - measures.top(540)) <= 1
    assert abs(leah.height() - measures.top(60)) <= 2
    assert not ruth.intersects(grace)
    assert measures.cell(1, 0, 1440).contains(ruth.united(grace))
    assert of(grid, "leah").accessibleName() == "leah, a visit."
    assert of(grid, "leah").toolTip() == "leah, a visit."


def test_the_present_moment_is_a_line_above_the_entries(theme: Theme, grid: TimeGrid) -> None:
    grid.set_now(0, 570)
    image = grid.grab(QRect(grid.measures.left(0), 0, 200, grid.measures.height)).toImage()
    assert image.pixelColor(100, grid.measures.top(570)) == theme.colour("danger")
    grid.set_now(None, 0)
    image = grid.grab(QRect(grid.measures.left(0), 0, 200, grid.measures.height)).toImage()
    assert image.pixelColor(100, grid.measures.top(570)) != theme.colour("danger")


def test_days_that_are_not_worked_are_grey(theme: Theme, grid: TimeGrid) -> None:
    image = grid.grab().toImage()
    places = [grid.measures.cell(day, 1230, 1260).center() for day in (0, 2)]
    colours = [QColor(image.pixelColor(place)) for place in places]
    assert colours == [theme.colour("surface"), theme.colour("surface_alt")]


def test_an_entry_that_stays_keeps_the_keyboard_and_one_that_goes_gives_it_back(grid: TimeGrid) -> None:
    grid.take("leah")
    grid.set_days(COLUMNS, [block("leah", 0, 600, 660)])
    assert focused(grid) == "leah"
    grid.set_days(COLUMNS, [])
    assert focused(grid) == "0 09:00"


# Keys


def test_the_free_hour_with_the_keyboard_has_a_line_around_it(theme: Theme, grid: TimeGrid) -> None:
    grid.go_to(2, 600)
    place = grid.measures.cell(2, 600, 660)
    edge = QPoint(place.center().x(), place.top() + 2)
    assert grid.grab().toImage().pixelColor(edge) == theme.colour("focus")
    grid.take("leah")
    assert grid.grab().toImage().pixelColor(edge) != theme.colour("focus")


def test_arrows_walk_entries_and_free_hours(grid: TimeGrid) -> None:
    grid.go_to(0, 420)
    press(grid, Key.Key_Down)
    assert focused(grid) == "0 08:00"
    press(grid, Key.Key_Down)
    assert focused(grid) == "leah"
    press(grid, Key.Key_Down)
    assert focused(grid) == "0 10:00"
    press(grid, Key.Key_Up)
    assert focused(grid) == "leah"
    press(grid, Key.Key_Right)
    assert focused(grid) == "ruth"
    press(grid, Key.Key_Right)
    assert focused(grid) == "grace"
    press(grid, Key.Key_Right)
    assert focused(grid) == "2 10:00"
    press(grid, Key.Key_Left)
    assert focused(grid) == "ruth"


def test_arrows_end_at_midnight_and_lead_out_at_the_sides(grid: TimeGrid) -> None:
    out, leaves = heard(grid.walked_out), heard(grid.leafed)
    grid.go_to(0, 0)
    press(grid, Key.Key_Up)
    assert focused(grid) == "0 00:00"
    press(grid, Key.Key_Left)
    grid.go_to(2, 23 * 60)
    press(grid, Key.Key_Down)
    assert focused(grid) == "2 23:00"
    press(grid, Key.Key_Right)
    press(grid, Key.Key_PageDown)
    grid.take("leah")
    press(grid, Key.Key_PageUp)
    assert (out, leaves) == ([(-1,), (1,)], [(1,), (-1,)])


def test_enter_books_a_free_hour_and_opens_an_entry(grid: TimeGrid) -> None:
    booked, opened = heard(grid.booked), heard(grid.opened)
    grid.go_to(2, 600)
    press(grid, Key.Key_Return)
    grid.take("grace")
    press(grid, Key.Key_Return)
    assert (booked, opened) == ([(2, 600)], [("grace",)])


def test_a_free_hour_is_told_to_who_does_not_see_it(grid: TimeGrid) -> None:
    grid.go_to(2, 600)
    assert grid.accessibleDescription() == "Sat 17, 10:00, free. Enter to book"


@pytest.mark.parametrize(
    ("key", "modifier", "to"),
    [
        (Key.Key_Down, ALT, ("leah", 0, 570, 630)),
        (Key.Key_Up, ALT, ("leah", 0, 510, 570)),
        (Key.Key_Right, ALT, ("leah", 1, 540, 600)),
        (Key.Key_Left, ALT, ("leah", -1, 540, 600)),
        (Key.Key_Down, ALT | SHIFT, ("leah", 0, 540, 630)),
        (Key.Key_Up, ALT | SHIFT, ("leah", 0, 540, 570)),
    ],
)
def test_keys_move_and_stretch(grid: TimeGrid, key: Key, modifier: Any, to: tuple[Any, ...]) -> None:
    moved = heard(grid.moved)
    grid.take("leah")
    press(grid, key, modifier)
    assert moved == [to]


def test_what_is_settled_is_not_moved(grid: TimeGrid) -> None:
    moved = heard(grid.moved)
    grid.set_days(COLUMNS, [block("leah", 0, 540, 600, movable=False)])
    grid.take("leah")
    press(grid, Key.Key_Down, ALT)
    drag(grid, "leah", pixels(grid, minutes=60))
    assert moved == []


def test_the_menu_opens_by_key_and_by_mouse(grid: TimeGrid, qtbot: QtBot) -> None:
    asked = heard(grid.menu_asked)
    grid.take("leah")
    press(grid, Key.Key_Menu)
    press(grid, Key.Key_F10, SHIFT)
    assert [found[0] for found in asked] == ["leah", "leah"]


# The mouse


def test_a_click_opens_and_a_drag_does_not(grid: TimeGrid) -> None:
    opened, moved = heard(grid.opened), heard(grid.moved)
    QTest.mouseClick(of(grid, "leah"), Qt.MouseButton.LeftButton)
    drag(grid, "leah", pixels(grid, days=1, minutes=90))
    assert opened == [("leah",)]
    assert moved == [("leah", 1, 630, 690)]


def test_a_drag_shows_where_it_would_go(grid: TimeGrid) -> None:
    drag(grid, "leah", pixels(grid, minutes=60), drop=False)
    ghost = grid.findChild(Ghost)
    assert ghost is not None
    assert ghost.isVisible()
    assert ghost.accessibleName() == "Mon 12, 10:00–11:00"
    QTest.keyClick(of(grid, "leah"), Key.Key_Escape)
    assert not ghost.isVisible()
    moved = heard(grid.moved)
    QTest.mouseRelease(of(grid, "leah"), Qt.MouseButton.LeftButton)
    assert moved == []


def test_a_long_entry_does_not_run_away_under_the_mouse(grid: TimeGrid) -> None:
    """Its lower end is out of sight; only the mouse at the edge of what is seen scrolls on."""
    window, area = grid._kept  # type: ignore[attr-defined]
    area.setGeometry(0, 0, 700, 400)
    area.verticalScrollBar().setValue(grid.measures.top(420))
    moved, before = heard(grid.moved), area.verticalScrollBar().value()
    drag(grid, "ruth", pixels(grid, minutes=30), QPoint(20, 100))
    assert moved == [("ruth", 1, 510, 1050)]
    assert area.verticalScrollBar().value() == before
    assert window.isVisible()


def test_the_mouse_at_the_edge_scrolls_on(grid: TimeGrid) -> None:
    _window, area = grid._kept  # type: ignore[attr-defined]
    area.setGeometry(0, 0, 700, 300)
    area.verticalScrollBar().setValue(grid.measures.top(420))
    before = area.verticalScrollBar().value()
    drag(grid, "leah", pixels(grid, minutes=270), drop=False)
    assert area.verticalScrollBar().value() > before


def test_edges_stretch(grid: TimeGrid) -> None:
    moved = heard(grid.moved)
    entry = of(grid, "leah")
    drag(grid, "leah", pixels(grid, minutes=45), QPoint(20, entry.height() - 2))
    drag(grid, "leah", pixels(grid, minutes=-30), QPoint(20, 1))
    drag(grid, "leah", pixels(grid, days=1, minutes=240), QPoint(20, 1))
    assert moved == [("leah", 0, 540, 645), ("leah", 0, 510, 600), ("leah", 0, 585, 600)]


def test_a_drag_that_comes_back_is_none(grid: TimeGrid) -> None:
    moved, opened = heard(grid.moved), heard(grid.opened)
    entry = of(grid, "leah")
    place = entry.rect().center()
    QTest.mousePress(entry, Qt.MouseButton.LeftButton, pos=place)
    QTest.mouseMove(entry, place + pixels(grid, minutes=60))
    QTest.mouseMove(entry, place)
    QTest.mouseRelease(entry, Qt.MouseButton.LeftButton, pos=place)
    assert (moved, opened) == ([], [])


def test_a_free_hour_is_chosen_by_click_and_booked_by_two(grid: TimeGrid) -> None:
    booked = heard(grid.booked)
    place = grid.measures.cell(2, 615, 630).center()
    QTest.mouseClick(grid, Qt.MouseButton.LeftButton, pos=place)
    assert focused(grid) == "2 10:00"
    QTest.mouseDClick(grid, Qt.MouseButton.LeftButton, pos=place)
    assert booked == [(2, 615)]


def test_what_comes_from_beside_is_shown_only_over_the_hours(grid: TimeGrid) -> None:
    ghost = grid.findChild(Ghost)
    assert ghost is not None
    inside = grid.mapToGlobal(grid.measures.cell(2, 600, 615).center())
    grid.show_slot(inside, 60)
    assert (ghost.isVisible(), ghost.accessibleName()) == (True, "Sat 17, 10:00–11:00")
    assert grid.slot_at(inside) == (2, 600)
    outside = grid.mapToGlobal(QPoint(5, grid.measures.top(600)))
    grid.show_slot(outside, 60)
    assert not ghost.isVisible()
    assert grid.slot_at(outside) is None


def test_larger_text_makes_larger_hours(theme: Theme, grid: TimeGrid) -> None:
    before = of(grid, "leah").height()
    theme.set_text_percent(130)
    try:
        assert of(grid, "leah").height() > before
    finally:
        theme.set_text_percent(100)
