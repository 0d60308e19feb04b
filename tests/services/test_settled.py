from datetime import date, time, timedelta

import pytest

from tests.owner import Owner
from tradesman.book import history
from tradesman.book.errors import BookError
from tradesman.book.followup import Purpose
from tradesman.book.job import Job
from tradesman.book.promise import Promise, PromiseState
from tradesman.book.store import Session
from tradesman.services import complaints, customers, followups, jobs, messages, promises, settled, visits
from tradesman.services.settled import Deed


def deeds(owner: Owner) -> list[Deed]:
    return [row.deed for row in owner.ask(settled.rows)]


def test_each_row_has_the_step_that_takes_it_back(owner: Owner) -> None:
    customer_id = owner.customer("Ruth Okafor")
    kept = owner.do(promises.make, customer_id, "Bring the slate", date(2026, 11, 20))
    owner.do(promises.keep, kept.id)
    owner.now += timedelta(minutes=5)
    other = owner.do(promises.make, customer_id, "Ring the supplier", date(2026, 11, 20))
    owner.do(promises.keep, other.id)
    newest, first = owner.ask(settled.rows)
    assert (newest.what, first.what, first.customer) == ("Ring the supplier", "Bring the slate", "Ruth Okafor")
    owner.book.undo(owner.now, first.step_id)
    assert owner.get(Promise, kept.id).state == PromiseState.OPEN
    assert [row.what for row in owner.ask(settled.rows)] == ["Ring the supplier"]
    owner.book.redo(owner.now)
    assert [row.what for row in owner.ask(settled.rows)] == ["Ring the supplier", "Bring the slate"]


def test_what_stands_on_it_is_named(owner: Owner) -> None:
    promise = owner.do(promises.make, owner.customer(), "Bring the slate", date(2026, 11, 20))
    owner.do(promises.keep, promise.id)
    (row,) = owner.ask(settled.rows)
    owner.do(promises.reopen, promise.id)
    owner.now += timedelta(minutes=1)
    owner.do(promises.keep, promise.id)
    with pytest.raises(BookError, match="came later and stands on this"):
        owner.book.undo(owner.now, row.step_id)


def test_visits_quotes_and_plans_are_told_too(owner: Owner) -> None:
    visit = owner.do(visits.book, owner.enquiry(), date(2026, 11, 20), time(9))
    owner.do(visits.finish, visit.id, "The trap is dry")
    assert deeds(owner) == [Deed.FOLLOW_UP, Deed.VISIT] or deeds(owner) == [Deed.VISIT]
    quote_id = owner.given()
    job_id = owner.accepted(quote_id)
    assert Deed.JOB not in deeds(owner)
    owner.do(jobs.plan, job_id, [date(2026, 11, 23)])
    told = [(row.deed, row.what) for row in owner.ask(settled.rows)]
    assert (Deed.JOB, "New boiler") in told
    assert told.count((Deed.QUOTE, "New boiler")) == 1  # given and accepted: one row, that of the last step
    assert owner.ask(settled.count) == len(told)


def test_what_left_the_house_says_why_it_stays(owner: Owner) -> None:
    thanks = owner.asked(owner.completed())[Purpose.THANK_YOU]

    def sent(session: Session) -> None:
        followups.do(session, thanks.id, "Sent")
        history.seal(session, messages.SENT)

    owner.do(sent)
    row = next(row for row in owner.ask(settled.rows) if row.purpose == Purpose.THANK_YOU)
    assert row.sealed == messages.SENT


def test_yesterday_is_over_however_many_steps_there_were(owner: Owner) -> None:
    owner.at("2026-11-19", "23:30")
    early = owner.do(promises.make, owner.customer(), "Bring the slate", date(2026, 11, 20))
    owner.do(promises.keep, early.id)
    owner.at("2026-11-20", "08:00")
    customer_id = owner.customer("Tom Reed")
    for number in range(settled._AT_ONCE):
        owner.do(customers.add_note, customer_id, f"Note {number}")
    late = owner.do(promises.make, customer_id, "Ring the supplier", date(2026, 11, 20))
    owner.do(promises.keep, late.id)
    assert [row.what for row in owner.ask(settled.rows)] == ["Ring the supplier"]
    assert owner.get(Job, owner.accepted()).starts_on is None


def test_what_was_put_right_is_told_and_taken_back(owner: Owner) -> None:
    complaint = owner.do(complaints.open_one, owner.customer("Ruth Okafor"), "It drips")
    assert owner.ask(settled.rows) == []
    owner.do(complaints.settle, complaint.id, "New seal")
    [row] = owner.ask(settled.rows)
    assert (row.deed, row.what, row.customer, row.sealed) == (Deed.COMPLAINT, "It drips", "Ruth Okafor", "")
    owner.book.undo(owner.now, row.step_id)
    assert (owner.ask(settled.count), owner.ask(settled.rows)) == (0, [])
