from datetime import date
from uuid import UUID, uuid4

import pytest

from tests.owner import Owner
from tradesman.book.job import JobKind, JobState
from tradesman.services import job_rows, job_sheets, jobs, promises
from tradesman.services.job_rows import Finish, JobRow

MONDAY, WEDNESDAY = date(2026, 11, 23), date(2026, 11, 25)


def row(owner: Owner, job_id: UUID) -> JobRow:
    (found,) = owner.ask(job_rows.rows, [job_id])
    return found


def test_a_job_says_whose_it_is_how_far_it_has_come_and_what_it_costs(owner: Owner) -> None:
    job_id = owner.accepted()
    assert row(owner, job_id).not_planned
    owner.do(jobs.plan, job_id, [MONDAY, WEDNESDAY, date(2026, 11, 27)])
    owner.do(jobs.start, job_id)
    owner.at("2026-11-25")
    found = row(owner, job_id)
    assert (found.customer, found.place, found.title) == ("Leah Novak", "3 Mill Lane, Harrow", "New boiler")
    assert (found.kind, found.state, found.not_planned) == (JobKind.WORK, JobState.IN_PROGRESS, False)
    assert (found.day, found.days, found.starts_on) == (2, 3, MONDAY)
    assert (found.price_minor, found.currency, found.paid) == (60_000, "GBP", None)
    assert (found.finish, found.finish_on, found.late_days) == (None, None, 0)


@pytest.mark.parametrize(
    ("seen", "finish", "late"), [("2026-11-24", Finish.PLAN_LATER, 0), ("2026-11-26", Finish.LATE, 2)]
)
def test_an_open_finish_is_held_against_the_plan_and_today(owner: Owner, seen: str, finish: Finish, late: int) -> None:
    job_id = owner.accepted()
    owner.do(jobs.plan, job_id, [MONDAY], date(2026, 11, 24))
    assert row(owner, job_id).finish == Finish.AHEAD
    owner.do(job_sheets.plan, job_id, MONDAY, 3)
    owner.at(seen)
    found = row(owner, job_id)
    assert (found.finish, found.finish_on, found.late_days) == (finish, date(2026, 11, 24), late)


@pytest.mark.parametrize(("done", "finish"), [("2026-11-24", Finish.KEPT), ("2026-11-26", Finish.KEPT_LATE)])
def test_a_finish_was_kept_in_time_or_late(owner: Owner, done: str, finish: Finish) -> None:
    job_id = owner.accepted()
    owner.do(jobs.plan, job_id, [MONDAY], date(2026, 11, 24))
    owner.at(done)
    owner.completed(job_id)
    found = row(owner, job_id)
    assert (found.finish, found.completed_on, found.paid) == (finish, date.fromisoformat(done), False)


def test_a_broken_finish_gives_way_to_the_one_that_is_agreed_anew(owner: Owner) -> None:
    job_id = owner.accepted()
    owner.do(jobs.plan, job_id, [MONDAY], date(2026, 11, 24))
    (promise,) = owner.ask(promises.of_job, job_id)
    owner.do(promises.break_, promise.id, "A free service")
    assert row(owner, job_id).finish == Finish.NOT_KEPT
    owner.do(jobs.plan, job_id, [MONDAY], date(2026, 11, 23))
    assert (row(owner, job_id).finish, row(owner, job_id).finish_on) == (Finish.AHEAD, MONDAY)
    owner.do(jobs.cancel, job_id, "No money")
    assert row(owner, job_id).finish == Finish.NOT_KEPT


def test_what_is_not_in_the_book_is_left_out(owner: Owner) -> None:
    assert owner.ask(job_rows.rows, []) == []
    assert owner.ask(job_rows.rows, [uuid4()]) == []
