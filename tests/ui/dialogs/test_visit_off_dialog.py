"""A visit that does not take place leaves the enquiry with a next step."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

import pytest

from tests.ui.conftest import Hand
from tests.ui.dialogs.test_visit_dialog import agreed
from tradesman.book.visit import Visit, VisitState
from tradesman.services import today, visits
from tradesman.services.decisions import Decision
from tradesman.ui.desk import Desk
from tradesman.ui.dialogs.visit_off_dialog import CallOffVisitDialog, NobodyThereDialog
from tradesman.ui.theme import Theme

Show = Callable[..., Hand]


@pytest.fixture
def visit(desk: Desk) -> Visit:
    made = desk.do(agreed, label="Visit")
    assert made is not None
    return made


@pytest.fixture
def opened(desk: Desk, theme: Theme, show: Show, visit: Visit) -> Callable[..., Hand]:
    def open_sheet(kind: Any) -> Hand:
        hand = show()
        kind(hand.window, desk, theme, visit.id).open()
        return hand

    return open_sheet


Opened = Callable[..., Hand]


def states(desk: Desk, enquiry_id: UUID) -> list[VisitState]:
    return [found.state for found in desk.ask(visits.of_enquiry, enquiry_id)]


def decisions(desk: Desk) -> list[Decision | None]:
    return [row.decision for row in desk.ask(today.rows)]


def test_word_is_left_in_one_click_and_today_asks_for_the_next_step(opened: Opened, desk: Desk, visit: Visit) -> None:
    hand = opened(NobodyThereDialog)
    hand.press("main")
    assert states(desk, visit.enquiry_id) == [VisitState.NOBODY_THERE]
    message: Any = hand.sheet("message")
    assert "I was at your door today at 11:00 and must have missed you." in message.words.value()
    assert decisions(desk) == [Decision.NEXT_STEP]
    assert desk.undo() == "Nobody was there"


def test_another_time_is_booked_in_one_go(opened: Opened, desk: Desk, visit: Visit) -> None:
    hand = opened(NobodyThereDialog)
    hand.choose("then", "Book another time")
    hand.press("main")
    assert not hand.no_sheet()  # the day is missing
    hand.press("slot_0")
    hand.press("main")
    assert hand.no_sheet()
    assert states(desk, visit.enquiry_id) == [VisitState.NOBODY_THERE, VisitState.BOOKED]
    assert Decision.NEXT_STEP not in decisions(desk)


def test_what_follows_can_be_decided_later(opened: Opened, desk: Desk) -> None:
    hand = opened(NobodyThereDialog)
    hand.choose("then", "Decide later")
    hand.press("main")
    assert hand.no_sheet()
    assert decisions(desk) == [Decision.NEXT_STEP]


def test_another_time_that_has_passed_is_asked_about(opened: Opened, desk: Desk, visit: Visit) -> None:
    hand = opened(NobodyThereDialog)
    hand.choose("then", "Book another time")
    hand.type("day", "yesterday")
    hand.type("day", "19/11")
    hand.type("starts", "9:00")
    hand.press("main")
    assert states(desk, visit.enquiry_id) == [VisitState.BOOKED]
    hand.press("main")
    assert len(states(desk, visit.enquiry_id)) == 2


def test_calling_off_takes_a_reason(opened: Opened, desk: Desk, visit: Visit) -> None:
    hand = opened(CallOffVisitDialog)
    sheet: Any = hand.sheet("visit_off")
    hand.press("main")
    assert sheet.form.box("reason").error == "This is needed."
    hand.type("reason", "They are ill")
    hand.choose("then", "Write to them")
    hand.press("main")
    [found] = desk.ask(visits.of_enquiry, visit.enquiry_id)
    assert (found.state, found.words) == (VisitState.CANCELLED, "They are ill")
    message: Any = hand.sheet("message")
    assert "I am sorry that my visit today at 11:00 cannot take place." in message.words.value()


def test_a_visit_that_is_over_is_not_called_off(opened: Opened, desk: Desk, visit: Visit) -> None:
    hand = opened(CallOffVisitDialog)
    desk.do(visits.finish, visit.id, label="Done")
    hand.type("reason", "Ill")
    hand.press("main")
    sheet: Any = hand.sheet("visit_off")
    assert "is over" in sheet._error.text()
