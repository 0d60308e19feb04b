"""Pausing and calling off: what follows is said, and the customer is told when that is asked for."""

from collections.abc import Callable
from datetime import date
from typing import Any
from uuid import UUID

import pytest
from PySide6.QtWidgets import QWidget

from tests.ui.conftest import Hand
from tests.ui.job_cards import begun
from tradesman.book.job import Job, JobState
from tradesman.book.promise import Promise, PromiseState
from tradesman.book.quote import Quote
from tradesman.book.store import Session
from tradesman.services import costs, customers, job_sheets, jobs, materials, payments, promises
from tradesman.ui.desk import Desk
from tradesman.ui.dialogs.job_state_dialog import CallOffDialog, PauseDialog
from tradesman.ui.theme import Theme
from tradesman.ui.widgets.labels import Label

Show = Callable[..., Hand]
Open = Callable[..., Hand]


@pytest.fixture
def job_id(desk: Desk) -> UUID:
    job = desk.do(begun, label="Job")
    assert job is not None
    return UUID(str(job.id))


@pytest.fixture
def opened(desk: Desk, theme: Theme, show: Show, job_id: UUID) -> Open:
    def open_dialog(kind: Any) -> Hand:
        hand = show()
        kind(hand.window, desk, theme, desk.ask(job_sheets.sheet, job_id))
        return hand

    return open_dialog


def job(desk: Desk, job_id: UUID) -> Job:
    return desk.ask(lambda session: session.load(Job, job_id))


def words(desk: Desk, job_id: UUID) -> list[tuple[str, date, PromiseState]]:
    found: list[Promise] = desk.ask(promises.of_job, job_id)
    return [(one.words, one.due_on, one.state) for one in found if one.words != "Finished"]


def seen(hand: Hand, name: str) -> str:
    return hand.find(Label, name).text()


def follows(hand: Hand) -> list[str]:
    return [one.text() for one in hand.sheet().findChildren(Label) if one.objectName().startswith("call_off_follows")]


def test_paused_until_a_day_that_is_promised(opened: Open, desk: Desk, job_id: UUID) -> None:
    hand = opened(PauseDialog)
    hand.press("main")
    assert job(desk, job_id).state == JobState.IN_PROGRESS
    hand.type("reason", "The scaffold is late.")
    hand.type("until_on", "1 Dec")
    hand.press("main")
    assert hand.no_sheet()
    found = job(desk, job_id)
    assert (found.state, found.reason) == (JobState.PAUSED, "The scaffold is late, until 1 December")
    assert words(desk, job_id) == [("Go on with the work", date(2026, 12, 1), PromiseState.OPEN)]
    desk.do(jobs.start, job_id, label="Goes on")
    assert words(desk, job_id)[0][2] == PromiseState.KEPT


def test_paused_for_nobody_knows_how_long_it_is_looked_at_in_a_week(opened: Open, desk: Desk, job_id: UUID) -> None:
    hand = opened(PauseDialog)
    hand.type("reason", "The scaffold is late")
    hand.press("main")
    assert words(desk, job_id) == [("Say when the work goes on", date(2026, 11, 27), PromiseState.OPEN)]


@pytest.mark.parametrize("until", ["2 Nov 2026", "someday"])
def test_a_day_that_cannot_be_pauses_nothing(opened: Open, desk: Desk, job_id: UUID, until: str) -> None:
    hand = opened(PauseDialog)
    hand.type("reason", "The scaffold is late")
    hand.type("until_on", until)
    hand.press("main")
    assert job(desk, job_id).state == JobState.IN_PROGRESS
    hand.sheet("pause_job")


def test_the_customer_is_told_why_the_work_rests(opened: Open, desk: Desk, job_id: UUID) -> None:
    hand = opened(PauseDialog)
    hand.press("and_write")
    assert job(desk, job_id).state == JobState.IN_PROGRESS
    hand.type("reason", "The scaffold is late")
    hand.type("until_on", "1 Dec")
    hand.press("and_write")
    message: Any = hand.sheet("message")
    told = message.words.toPlainText()
    assert "The work (“Re-roof the dormer”) has to wait for now. The reason: The scaffold is late, until Tues" in told
    assert job(desk, job_id).is_paused


def test_who_is_left_alone_is_not_written_to(opened: Open, desk: Desk, job_id: UUID) -> None:
    customer_id = job(desk, job_id).customer_id
    desk.do(customers.set_do_not_contact, customer_id, leave_alone=True, label="Left alone")
    hand = opened(PauseDialog)
    assert not [one for one in hand.sheet().findChildren(QWidget, "and_write") if one.isVisible()]


def test_called_off_says_what_is_closed_and_what_is_left(opened: Open, desk: Desk, job_id: UUID) -> None:
    def left(session: Session) -> bool:
        slate = materials.note(session, job_id, "Slates", supplier="Marley")
        session.flush()
        materials.order(session, slate.id)
        costs.note_spent(session, job_id, date(2026, 11, 20), "Skip", 20_000)
        quote = session.load(Quote, session.load(Job, job_id).quote_id)
        steps = (payments.Step("On acceptance", 3_000, deposit=True), payments.Step("At the end", 7_000))
        payments.put(quote, steps)
        return True

    desk.do(left, label="Loose ends")
    hand = opened(CallOffDialog)
    closed, ordered, deposit, cost = follows(hand)
    assert closed.startswith("Closed with it: ")
    assert closed.endswith(", 1 promise.")
    assert ordered == "Ordered and not here: Slates. Tell the supplier."
    assert deposit.startswith("Quote 0001 asks for a deposit of £2,646.00. If Ruth has paid it")
    assert cost == "It has cost you £200.00 so far."
    assert not [one for one in hand.sheet().findChildren(Label, "call_off_law") if one.isVisible()]
    hand.type("reason", "The house is sold")
    hand.press("and_write")
    message: Any = hand.sheet("message")
    assert "will not go ahead" in message.words.toPlainText()
    found = job(desk, job_id)
    assert (found.state, found.reason) == (JobState.CANCELLED, "The house is sold")
    assert {one.state for one in desk.ask(promises.of_job, job_id)} == {PromiseState.CANCELLED}


@pytest.mark.parametrize(
    ("until", "says", "reason"),
    [
        (date(2026, 12, 4), "In time: Ruth may withdraw until Fri 4 Dec.", "Changed plans (withdrawn in time)"),
        (date(2026, 11, 20), "In time: Ruth may withdraw until today.", "Changed plans (withdrawn in time)"),
        (date(2026, 11, 18), "The time to withdraw ended Wed 18 Nov.", "Changed plans"),
        (None, "No time to withdraw is noted for this job.", "Changed plans"),
    ],
)
def test_withdrawing_says_whether_the_law_still_allows_it(
    opened: Open, desk: Desk, job_id: UUID, until: date | None, says: str, reason: str
) -> None:
    def may(session: Session) -> bool:
        session.load(Job, job_id).withdraw_until_on = until
        return True

    desk.do(may, label="May withdraw")
    hand = opened(CallOffDialog)
    hand.choose("how", "Withdrawn, as the law allows")
    assert seen(hand, "call_off_law").startswith(says)
    hand.type("reason", "Changed plans")
    hand.press("main")
    found = job(desk, job_id)
    assert (found.state, found.reason) == (JobState.WITHDRAWN, reason)
