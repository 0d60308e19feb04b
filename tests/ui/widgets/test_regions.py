"""F6 goes from part to part of a window, in the order one reads them, and comes back to where one was."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from tests.ui.conftest import Hand
from tests.ui.person import Person
from tradesman.ui.theme import Theme
from tradesman.ui.widgets import regions
from tradesman.ui.widgets.buttons import Button
from tradesman.ui.widgets.fields import LineField
from tradesman.ui.widgets.focus_ring import FocusRing
from tradesman.ui.widgets.sheet import Sheet

SHIFT = Qt.KeyboardModifier.ShiftModifier


def part(theme: Theme, *names: str) -> QWidget:
    made = QWidget()
    column = QVBoxLayout(made)
    for name in names:
        column.addWidget(Button(name, theme, name=name))
    regions.mark_regions(made)
    return made


@pytest.fixture
def hand(show: Callable[..., Hand], theme: Theme) -> Hand:
    """A foot made first, two parts side by side under a head, and one with nothing to press."""
    page = QWidget()
    foot, head, left, right, words = (
        part(theme, *names) for names in (("foot",), ("head",), ("left", "left_2"), ("right",), ())
    )
    words.layout().addWidget(QLabel("Nothing to press"))  # type: ignore[union-attr]
    beside = QHBoxLayout()
    for one in (left, words, right):
        beside.addWidget(one)
    column = QVBoxLayout(page)
    column.addWidget(head)
    column.addWidget(Button("loose", theme, name="loose"))
    column.addLayout(beside)
    column.addWidget(foot)
    return show(page)


def walk(hand: Hand, steps: int, *, forward: bool = True) -> list[str]:
    been = []
    for _ in range(steps):
        regions.go_on(hand.window, forward=forward)
        been.append(hand.window.focusWidget().objectName())
    return been


def test_it_goes_round_in_the_order_one_reads_and_back(hand: Hand) -> None:
    hand.find(Button, "head").setFocus()
    assert walk(hand, 4) == ["left", "right", "foot", "head"]
    assert walk(hand, 4, forward=False) == ["foot", "right", "left", "head"]


def test_it_comes_back_to_where_one_was_unless_that_cannot_be_any_more(hand: Hand) -> None:
    hand.find(Button, "left_2").setFocus()
    assert walk(hand, 4) == ["right", "foot", "head", "left_2"]
    hand.find(Button, "left_2").setEnabled(False)
    hand.find(Button, "head").setFocus()
    assert walk(hand, 1) == ["left"]


def test_from_between_the_parts_it_goes_to_the_nearest(hand: Hand) -> None:
    hand.find(Button, "loose").setFocus()
    assert walk(hand, 1) == ["left"]
    hand.find(Button, "loose").setFocus()
    assert walk(hand, 1, forward=False) == ["head"]


def test_without_another_part_the_keyboard_stays(show: Callable[..., Hand], theme: Theme) -> None:
    hand = show(part(theme, "only"))
    hand.find(Button, "only").setFocus()
    assert walk(hand, 1) == ["only"]
    bare = show(Button("bare", theme, name="bare"))
    bare.find(Button, "bare").setFocus()
    assert walk(bare, 1) == ["bare"]


def test_in_a_sheet_it_goes_between_its_middle_its_buttons_and_its_cross(hand: Hand, theme: Theme) -> None:
    sheet = Sheet(hand.window, "Sheet", theme)
    sheet.body.addWidget(Button("field", theme, name="field"))
    sheet.set_main("Keep")
    sheet.open()
    been = []
    for modifier in (Qt.KeyboardModifier.NoModifier,) * 3 + (SHIFT,):
        hand.qtbot.keyClick(hand.window.focusWidget(), Qt.Key.Key_F6, modifier)
        been.append(hand.window.focusWidget().objectName())
    assert been == ["main", "close", "field", "close"]


def test_in_the_window_f6_goes_from_the_rail_over_the_list_to_the_side_with_the_ring(person: Person) -> None:
    window = person.app.window
    window.open_page("settings")
    ring = window.findChildren(FocusRing)[0]

    def region() -> QWidget:
        focus = window.focusWidget()
        return next(one for one in window.findChildren(QWidget) if one.property("region") and one.isAncestorOf(focus))

    been = []
    for _ in range(3):
        person.qtbot.keyClick(window.windowHandle(), Qt.Key.Key_F6)
        been.append(region())
        focus = window.focusWidget()
        shows_itself = isinstance(focus, LineField) or focus.property("own_focus")
        assert ring.isVisible() or shows_itself
    nav, stack = window.page._nav, window.page._stack
    assert been == [nav, stack, window.rail]
    person.qtbot.keyClick(window.windowHandle(), Qt.Key.Key_F6, SHIFT)
    assert region() is stack


@pytest.mark.parametrize(
    "key", ["today", "pipeline", "customers", "quotes", "jobs", "partners", "testimonials", "library"]
)
def test_every_page_of_the_rail_has_parts_beside_the_rail(person: Person, key: str) -> None:
    window = person.app.window
    window.open_page(key)
    for _ in range(9):
        person.qtbot.keyClick(window.windowHandle(), Qt.Key.Key_F6)
        if window.page.isAncestorOf(window.focusWidget()):
            break
    else:
        pytest.fail("F6 does not lead into the page")
    person.key(Qt.Key.Key_F1)
    assert {"F6", "Shift F6"} <= {cap.text() for cap in person.sheet().findChildren(QLabel)}
