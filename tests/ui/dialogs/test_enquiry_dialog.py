from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest
from sqlmodel import select

from tests.ui.conftest import Hand
from tradesman.book.enquiry import CameBy, Enquiry, EnquiryKind, Fit, RoleKind, Stage, Urgency
from tradesman.book.followup import FollowUp, FollowUpState
from tradesman.services import deeds
from tradesman.ui.desk import Desk
from tradesman.ui.dialogs.enquiry_dialog import EnquiryDialog
from tradesman.ui.theme import Theme
from tradesman.ui.widgets.fields import TextField


class Opened:
    def __init__(self, desk: Desk, theme: Theme, hand: Hand) -> None:
        self.desk, self.theme, self.hand = desk, theme, hand
        intake = deeds.Intake("Leah Novak", "No hot water", CameBy.PHONE, phone="020 7946 0161")
        made = desk.do(deeds.take, intake, label="New enquiry")
        assert made is not None
        self.enquiry_id = made.id
        EnquiryDialog(hand.window, desk, theme, made.id).open()

    @property
    def enquiry(self) -> Enquiry:
        return self.desk.ask(lambda session: session.load(Enquiry, self.enquiry_id))

    @property
    def call(self) -> FollowUp:
        return self.desk.ask(lambda session: session.exec(select(FollowUp)).one())


@pytest.fixture
def opened(desk: Desk, theme: Theme, show: Callable[..., Hand]) -> Opened:
    return Opened(desk, theme, show())


def test_the_clock_moves_with_the_corrected_time(opened: Opened) -> None:
    opened.hand.type("what", "No hot water since Thursday")
    opened.hand.type("day", "19/11")
    opened.hand.type("at", "16:30")
    opened.hand.press("main")
    assert opened.hand.no_sheet()
    assert opened.enquiry.what == "No hot water since Thursday"
    assert opened.enquiry.came_in_at == datetime(2026, 11, 19, 16, 30, tzinfo=UTC)
    assert opened.call.due_at == datetime(2026, 11, 20, 8, 30, tzinfo=UTC)


def test_came_in_on_reads_what_has_been(opened: Opened) -> None:
    opened.hand.type("day", "thu")  # today is a Friday
    opened.hand.type("at", "16:30")
    opened.hand.press("main")
    assert opened.hand.no_sheet()
    assert opened.enquiry.came_in_at == datetime(2026, 11, 19, 16, 30, tzinfo=UTC)


def test_kind_fit_urgency_and_roles_are_put_right_in_one_step(opened: Opened) -> None:
    sheet: Any = opened.hand.sheet("enquiry")
    sheet.form.box("kind").editor.set_value(EnquiryKind.COMPLAINT)
    opened.hand.press("fit-poor")
    opened.hand.press("urgency-danger")
    opened.hand.press("add_role")
    opened.hand.type("role_person_0", "Tom Lake")
    opened.hand.press("main")
    assert opened.hand.no_sheet()
    enquiry = opened.enquiry
    assert (enquiry.kind, enquiry.fit, enquiry.urgency) == (EnquiryKind.COMPLAINT, Fit.POOR, Urgency.DANGER)
    assert [role.kind for role in enquiry.roles] == [RoleKind.DECIDES]
    EnquiryDialog(opened.hand.window, opened.desk, opened.theme, enquiry.id).open()
    again: Any = opened.hand.sheet("enquiry")
    assert [(kind, person.name) for kind, person in again.roles.value()] == [(RoleKind.DECIDES, "Tom Lake")]
    assert (again.form.values()["kind"], again.form.values()["fit"]) == (EnquiryKind.COMPLAINT, Fit.POOR)
    again.dismiss()
    assert opened.desk.undo() == "Enquiry changed"
    assert (opened.enquiry.kind, opened.enquiry.fit, opened.enquiry.roles) == (EnquiryKind.NEW_WORK, None, [])


def test_other_words_leave_the_moment_to_the_second(opened: Opened) -> None:
    before = opened.enquiry.came_in_at
    opened.hand.type("what", "Cold")
    opened.hand.press("main")
    assert (opened.enquiry.what, opened.enquiry.came_in_at) == ("Cold", before)


@pytest.mark.parametrize(("what", "day", "says"), [("No hot water", "21/11", "later than now"), ("", "20/11", "")])
def test_what_cannot_be_is_said_and_kept_as_typed(opened: Opened, what: str, day: str, says: str) -> None:
    opened.hand.find(TextField, "what").clear()
    opened.hand.type("what", what)
    opened.hand.type("day", day)
    opened.hand.press("main")
    sheet: Any = opened.hand.sheet("enquiry")
    assert says in sheet._error.text()
    assert sheet.form.values()["what"] == what
    assert opened.enquiry.what == "No hot water"


def test_spam_is_put_aside_and_asks_for_nothing_more(opened: Opened) -> None:
    opened.hand.press("spam")
    assert opened.hand.no_sheet()
    assert opened.enquiry.stage == Stage.SPAM
    assert opened.call.state == FollowUpState.CANCELLED
    assert opened.desk.undo() == "Put aside as spam"
    assert opened.enquiry.is_open
