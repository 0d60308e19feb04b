from collections.abc import Callable
from typing import Any
from uuid import UUID

import pytest
from PySide6.QtWidgets import QWidget
from sqlmodel import select

from tests.owner import Owner
from tests.ui.conftest import Hand
from tradesman.book.followup import FollowUpState, Purpose
from tradesman.book.job import Job, JobKind
from tradesman.book.promise import Promise
from tradesman.book.store import Book
from tradesman.book.testimonial import Complaint, Feedback, Testimonial
from tradesman.services import complaints
from tradesman.ui.desk import Desk
from tradesman.ui.dialogs.feedback_dialog import FeedbackDialog
from tradesman.ui.theme import Theme

Open = Callable[..., Hand]


@pytest.fixture
def job_id(book: Book, clock: Any) -> UUID:
    return Owner(book, clock()).completed()


@pytest.fixture
def opened(desk: Desk, theme: Theme, show: Callable[..., Hand], job_id: UUID, book: Book, clock: Any) -> Open:
    """The call sheet of the job, three months on unless said."""

    def open_sheet(purpose: Purpose = Purpose.THREE_MONTHS) -> Hand:
        hand = show()
        followup_id = Owner(book, clock()).asked(job_id)[purpose].id
        FeedbackDialog(hand.window, desk, theme, job_id, followup_id).open()
        return hand

    return open_sheet


def rows(desk: Desk, kind: type[Any]) -> list[Any]:
    return desk.ask(lambda session: list(session.exec(select(kind)).all()))


def seen(hand: Hand) -> set[str]:
    names = ("promised", "promised_on", "quote", "who_else", "put_right_first", "enquire")
    return {name for name in names for one in hand.window.findChildren(QWidget, name) if one.isVisible()}


def test_what_is_not_holding_asks_no_favour_and_says_why(opened: Open, desk: Desk) -> None:
    hand = opened()
    hand.type("words", "It drips again")
    hand.choose("quote", "Yes")
    assert seen(hand) == {"quote", "who_else"}
    hand.choose("holding", "No")
    assert seen(hand) == {"promised", "promised_on", "put_right_first"}
    assert "service call" in hand.find(QWidget, "put_right_first").text()  # type: ignore[attr-defined]
    hand.press("main")
    assert hand.no_sheet()
    [service] = [job for job in rows(desk, Job) if job.kind == JobKind.SERVICE_CALL]
    [promise] = rows(desk, Promise)
    assert (promise.words, str(promise.due_on), promise.job_id) == ("Come and put it right", "2026-11-23", service.id)
    [feedback] = rows(desk, Feedback)
    assert (feedback.holding, feedback.may_quote, rows(desk, Testimonial)) == (False, None, [])


def test_a_promise_that_was_taken_out_is_asked_for(opened: Open, desk: Desk) -> None:
    hand = opened()
    hand.choose("holding", "No")
    hand.type("promised", " ")
    hand.press("main")
    assert hand.find(QWidget, "error").text().startswith("What do you promise")  # type: ignore[attr-defined]
    hand.type("promised", "Come at eight")
    hand.type("promised_on", "32/13")
    hand.press("main")
    assert rows(desk, Feedback) == []
    hand.type("promised_on", "24/11")
    hand.press("main")
    assert hand.no_sheet()
    assert [(one.words, str(one.due_on)) for one in rows(desk, Promise)] == [("Come at eight", "2026-11-24")]


def test_a_low_score_is_a_complaint_and_what_was_named_is_not_lost(opened: Open, desk: Desk) -> None:
    hand = opened()
    hand.choose("holding", "Yes")
    hand.type("who_else", "Jane")
    hand.choose("score", "3")
    assert seen(hand) == {"promised", "promised_on", "put_right_first"}
    hand.type("words", "Dust everywhere")
    hand.press("main")
    assert hand.no_sheet()
    assert [found.what for found in rows(desk, Complaint)] == ["Dust everywhere"]
    assert (rows(desk, Promise), rows(desk, Testimonial)) == ([], [])
    assert rows(desk, Feedback)[0].who_else == "Jane"


def test_while_a_complaint_is_open_no_favour_is_asked(opened: Open, desk: Desk, job_id: UUID) -> None:
    customer_id = desk.ask(lambda session: session.load(Job, job_id)).customer_id
    desk.do(complaints.open_one, customer_id, "Mud", label="Complaint")
    hand = opened()
    hand.type("words", "Good now")
    assert seen(hand) == {"put_right_first"}
    assert "complaint is open" in hand.find(QWidget, "put_right_first").text()  # type: ignore[attr-defined]


def test_the_service_check_asks_nobody_whom_else(opened: Open) -> None:
    hand = opened(Purpose.SERVICE_CHECK)
    assert seen(hand) == set()
    assert hand.sheet().accessibleName() == "Anything to fix?"


def test_not_reached_it_comes_back(opened: Open, desk: Desk, book: Book, clock: Any, job_id: UUID) -> None:
    hand = opened()
    hand.press("not_reached")
    assert hand.no_sheet()
    found = Owner(book, clock()).asked(job_id)[Purpose.THREE_MONTHS]
    assert (found.state, found.snoozed_until is not None) == (FollowUpState.OPEN, True)


def test_nothing_said_is_not_kept(opened: Open, desk: Desk) -> None:
    hand = opened()
    hand.press("main")
    assert hand.find(QWidget, "error").text().startswith("Nothing was noted yet")  # type: ignore[attr-defined]
    assert rows(desk, Feedback) == []
