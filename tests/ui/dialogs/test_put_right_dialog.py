"""What a service call was, in one sheet."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit

from tests.owner import Owner
from tests.ui.conftest import Clock, Hand
from tradesman.book.enquiry import EnquiryKind
from tradesman.book.guarantee import GuaranteeKind
from tradesman.book.job import Job, JobKind
from tradesman.book.store import Book
from tradesman.services import jobs, quotes
from tradesman.ui.desk import Desk
from tradesman.ui.dialogs.put_right_dialog import PutRightDialog
from tradesman.ui.theme import Theme
from tradesman.ui.widgets.labels import Label
from tradesman.ui.widgets.sheet import Sheet


@pytest.fixture
def owner(book: Book, clock: Clock) -> Owner:
    return Owner(book, clock.now)


@pytest.fixture
def call(owner: Owner) -> UUID:
    """A service call for a job under guarantee, which came in on the day when that was done."""
    quote_id = owner.drafted()
    promised = {"guarantee": "No drips", "guarantee_kind": GuaranteeKind.RESULT, "guarantee_months": 12}
    owner.do(quotes.change_option, quote_id, owner.option(quote_id), **promised)
    earlier = owner.completed(owner.accepted(owner.given(quote_id)))
    customer_id = owner.get(Job, earlier).customer_id
    asked = owner.enquiry(customer_id, "It drips again", kind=EnquiryKind.SERVICE_CALL, answered_live=True)
    return owner.do(jobs.take_on, asked, kind=JobKind.SERVICE_CALL, earlier_job_id=earlier).id


@pytest.fixture
def sheet(call: UUID, desk: Desk, theme: Theme, show: Callable[..., Hand]) -> Hand:
    hand = show()
    PutRightDialog(hand.window, desk, theme, call)
    return hand


def faults(hand: Hand) -> list[str]:
    labels = hand.window.findChildren(Label)
    return [label.text() for label in labels if label.isVisible() and label._tone == "danger"]


def test_the_guarantee_suggests_who_bears_it(sheet: Hand, call: UUID, owner: Owner, desk: Desk) -> None:
    assert sheet.find(Label, "who").text() == "Leah Novak: It drips again"
    assert sheet.find(Label, "earlier_words").text() == (
        "Puts right: New boiler, done 20 November. Its guarantee, No drips, holds until 20 November 2027."
        " Came in today, not fixed yet."
    )
    sheet.type("cause", "Washer split")
    sheet.press("main", sheet.sheet("put_right"))
    assert sheet.no_sheet()
    job = owner.get(Job, call)
    assert (job.cause, job.cost_to_me_minor, job.under_guarantee) == ("Washer split", None, True)
    assert desk.undo() is not None
    assert owner.get(Job, call).cause == ""


def test_what_is_missing_or_cannot_be_is_said_and_nothing_is_lost(sheet: Hand, call: UUID, owner: Owner) -> None:
    sheet.type("cost", "12,3.4,5")
    sheet.press("main", sheet.sheet("put_right"))
    assert len(faults(sheet)) == 2
    assert "This is needed." in faults(sheet)
    assert any(fault.startswith("This is not an amount.") for fault in faults(sheet))
    sheet.type("cause", "Washer split")
    sheet.type("cost", "-5")
    sheet.press("main", sheet.sheet("put_right"))
    assert faults(sheet) == ["A cost cannot be less than nothing."]
    assert owner.get(Job, call).cause == ""
    sheet.type("cost", "1,045.50")
    sheet.press("covered-no")
    sheet.press("main", sheet.sheet("put_right"))
    job = owner.get(Job, call)
    assert (job.cause, job.cost_to_me_minor, job.under_guarantee) == ("Washer split", 104_550, False)


def test_what_was_noted_comes_back_to_be_corrected(
    call: UUID, owner: Owner, desk: Desk, theme: Theme, clock: Clock, show: Callable[..., Hand]
) -> None:
    owner.do(jobs.put_right, call, "Washer split", 4_500, under_guarantee=False)
    owner.at("2026-11-24")
    owner.completed(call)
    clock.now = owner.now
    hand = show()
    sheet: Any = PutRightDialog(hand.window, desk, theme, call)
    assert sheet.values() == {"cause": "Washer split", "covered": "no", "cost": "45.00"}
    assert hand.find(Label, "earlier_words").text().endswith("Came in Fri 20 Nov, fixed in 4 days.")
    hand.type("cost", "")
    hand.qtbot.keyClick(hand.find(QLineEdit, "cost"), Qt.Key.Key_Delete)
    hand.press("main", hand.sheet("put_right"))
    assert owner.get(Job, call).cost_to_me_minor is None


@pytest.mark.parametrize(("day", "words"), [("2026-11-20", "the same day."), ("2026-11-21", "in 1 day.")])
def test_days_to_fix_are_said_as_people_say_them(
    call: UUID, owner: Owner, desk: Desk, theme: Theme, show: Callable[..., Hand], day: str, words: str
) -> None:
    owner.at(day)
    owner.completed(call)
    hand = show()
    PutRightDialog(hand.window, desk, theme, call)
    assert hand.find(Label, "earlier_words").text().endswith(f"fixed {words}")


def test_a_guarantee_that_ended_suggests_the_customer_bears_it(
    call: UUID, owner: Owner, desk: Desk, theme: Theme, clock: Clock, show: Callable[..., Hand]
) -> None:
    owner.at("2027-12-01")
    clock.now = owner.now
    earlier = owner.get(Job, call).earlier_job_id
    customer_id = owner.get(Job, call).customer_id
    asked = owner.enquiry(customer_id, "Again", kind=EnquiryKind.SERVICE_CALL, answered_live=True)
    late = owner.do(jobs.take_on, asked, kind=JobKind.SERVICE_CALL, earlier_job_id=earlier).id
    hand = show()
    sheet = PutRightDialog(hand.window, desk, theme, late)
    assert sheet.values()["covered"] == "no"
    assert "ended 20 November." in hand.find(Label, "earlier_words").text()
    assert isinstance(hand.sheet("put_right"), Sheet)
