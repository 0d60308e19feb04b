"""Checklists are written, changed and removed among the follow-ups."""

from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from tests.ui.conftest import Hand
from tradesman.services import checklists
from tradesman.ui.desk import Desk
from tradesman.ui.pages.followups_page import FollowupsPage
from tradesman.ui.theme import Theme
from tradesman.ui.widgets.labels import Label

Show = Callable[..., Hand]


@pytest.fixture
def hand(desk: Desk, theme: Theme, show: Show) -> Hand:
    page = FollowupsPage(desk, theme)
    page.tabs.set_value("checklists")
    return show(page)


def enter(hand: Hand, field: str) -> None:
    hand.qtbot.keyClick(hand.find(QWidget, field), Qt.Key.Key_Return)


def steps(desk: Desk) -> list[tuple[str, bool]]:
    (only,) = desk.ask(checklists.rows)
    return [(step["words"], step["wants_photo"]) for step in only.steps]


def test_a_list_is_written_line_by_line(hand: Hand, desk: Desk) -> None:
    assert hand.find(Label, "sub").text() == "0 checklists"
    hand.press("act")
    sheet: Any = hand.sheet("checklist")
    hand.press("main", sheet)
    assert sheet.form.box("name").error == "This is needed."
    hand.type("name", "Roof")
    hand.press("main", sheet)
    assert hand.find(Label, "steps_fault").text() == "A list needs at least one step."
    hand.type("step_0", "Felt lapped")
    hand.press("step_photo_0")
    enter(hand, "step_0")
    focus = hand.window.focusWidget()
    assert focus is not None
    assert focus.objectName() == "step_1"
    hand.type("step_2", "Gutters cleared")
    enter(hand, "step_2")
    hand.type("step_1", "W" * 500)
    hand.press("step_remove_1")
    hand.press("main", sheet)
    assert hand.no_sheet()
    assert steps(desk) == [("Felt lapped", True), ("Gutters cleared", False)]
    assert hand.find(Label, "sub").text() == "1 checklist"
    assert hand.find(Label, "checklist_step_1").text() == "Gutters cleared"


def test_a_list_is_changed_and_removed(hand: Hand, desk: Desk) -> None:
    desk.do(checklists.add, "Roof", [("Felt", True)], trade="Roofer", label="List")
    hand.press("checklist_edit")
    hand.press("step_photo_0")
    hand.press("step_add")
    hand.type("step_1", "Swept")
    hand.press("main")
    assert steps(desk) == [("Felt", False), ("Swept", False)]
    hand.press("checklist_remove")
    assert desk.ask(checklists.rows) == []
    desk.undo()
    assert len(desk.ask(checklists.rows)) == 1


def test_too_many_steps_are_said_and_nothing_is_lost(hand: Hand, desk: Desk) -> None:
    desk.do(checklists.add, "Roof", [(f"Step {number}", False) for number in range(200)], label="List")
    hand.press("checklist_edit")
    hand.press("step_add")
    hand.type("step_200", "One more")
    hand.press("main")
    assert (
        hand.find(Label, "error").text() == "A checklist has from 1 to 200 steps, each with words. Nothing was saved."
    )
    assert len(steps(desk)) == 200
