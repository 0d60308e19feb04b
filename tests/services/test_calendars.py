"""What stands in a span of days, and which hours it takes there."""

from datetime import date, time, timedelta
from uuid import UUID

import pytest

from tests.owner import Owner
from tradesman.book.followup import FollowUpState, Purpose
from tradesman.book.job import Job
from tradesman.book.promise import PromiseKind
from tradesman.book.visit import Visit, VisitState
from tradesman.services import bookings, businesses, calendars, followups, jobs, promises, visits
from tradesman.services.calendars import DAY, Day, DueKind, Entry, EntryKind

MON = date(2026, 11, 23)
TUE = MON + timedelta(days=1)


def span(owner: Owner, first: date = MON, count: int = 7) -> list[Day]:
    return owner.ask(calendars.span, first, count)


def only(owner: Owner, on: date = MON) -> Entry:
    (entry,) = span(owner, on, 1)[0].entries
    return entry


def visit(owner: Owner, on: date = MON, at: str = "09:00", minutes: int = 60, enquiry: UUID | None = None) -> Visit:
    starts = time.fromisoformat(at)
    return owner.do(visits.book, enquiry or owner.enquiry(), on, starts, minutes=minutes)


def planned(owner: Owner, *days: date) -> UUID:
    job = owner.accepted()
    owner.do(jobs.plan, job, list(days))
    return job


def test_a_visit_is_held_until_the_customer_confirms_and_grey_once_it_has_been(owner: Owner) -> None:
    booked = visit(owner, at="09:30", minutes=90)
    entry = only(owner)
    assert (entry.kind, entry.begins, entry.ends, entry.held, entry.over) == (EntryKind.VISIT, 570, 660, True, False)
    assert (entry.customer, entry.first_name, entry.what, entry.place) == (
        *("Leah Novak", "Leah", "The boiler drips"),
        "3 Mill Lane, Harrow",
    )
    owner.do(visits.confirm, booked.id)
    assert not only(owner).held
    owner.at("2026-11-23", "11:00")
    assert only(owner).over
    assert not only(owner).settled
    owner.at("2026-11-23", "10:59")
    assert not only(owner).over
    owner.do(visits.finish, booked.id)
    assert only(owner).settled
    owner.do(visits.book, owner.enquiry(), TUE, time(9))
    assert owner.ask(calendars.span, TUE, 1)[0].entries


def test_what_fell_through_is_gone(owner: Owner) -> None:
    owner.do(visits.cancel, visit(owner).id, "Ill")
    owner.do(visits.nobody_there, visit(owner).id)
    owner.do(jobs.cancel, planned(owner, MON), "Too dear")
    assert span(owner)[0].entries == ()


def test_work_without_a_time_takes_the_hours_of_its_day(owner: Owner) -> None:
    sunday = MON + timedelta(days=6)
    planned(owner, MON, sunday)
    first, last = only(owner), only(owner, sunday)
    assert (first.kind, first.begins, first.ends, first.timed, first.number, first.count) == (
        *(EntryKind.WORK, 8 * 60, 17 * 60, False),
        *(1, 2),
    )
    assert (last.begins, last.ends, last.number) == (8 * 60, 17 * 60, 2)  # the usual hours
    assert span(owner, sunday, 1)[0].hours == ()


def test_work_without_a_time_gives_way_to_a_visit_and_the_way_there(owner: Owner) -> None:
    planned(owner, MON)
    visit(owner, at="13:30")
    work, look = span(owner)[0].entries
    assert (work.begins, work.ends) == (8 * 60, 13 * 60)
    assert not work.meets(look)
    visit(owner, at="08:30", minutes=270)  # 08:30 to 13:00: too little is left before, between and behind
    visit(owner, at="15:00", minutes=120)
    work = next(entry for entry in span(owner)[0].entries if not entry.is_visit)
    assert (work.begins, work.ends) == (8 * 60, 17 * 60)  # seen to be impossible


def test_work_at_the_place_of_the_visit_needs_no_way(owner: Owner) -> None:
    job = owner.get(Job, planned(owner, MON))
    visit(owner, at="13:30", enquiry=None)
    enquiry = owner.enquiry(job.customer_id, property_id=job.property_id)
    visit(owner, TUE, at="12:00", minutes=300, enquiry=enquiry)
    owner.do(jobs.plan, job.id, [MON, TUE])
    work = next(entry for entry in span(owner)[1].entries if not entry.is_visit)
    assert work.ends == 12 * 60


def test_days_of_work_are_held_until_the_start_is_confirmed(owner: Owner) -> None:
    owner.at("2026-11-16")
    job = planned(owner, MON)
    assert only(owner).held
    follow_up = owner.asked(job)[Purpose.CONFIRM_START]
    owner.do(followups.do, follow_up.id, "Suits")
    assert not only(owner).held
    assert owner.get(Job, job).confirmed_at == owner.now
    owner.undo()
    assert only(owner).held
    owner.do(jobs.confirm, job)
    assert not only(owner).held
    assert owner.asked(job)[Purpose.CONFIRM_START].state == FollowUpState.DONE
    owner.do(jobs.plan, job, [TUE])
    assert only(owner, TUE).held  # another day is to be confirmed again
    owner.do(jobs.start, job)
    assert not only(owner, TUE).held
    owner.do(jobs.pause, job, "Rain")
    assert only(owner, TUE).held
    owner.at("2026-11-24")
    owner.do(jobs.complete, job)
    assert only(owner, TUE).over


def test_what_is_due_stands_on_its_day(owner: Owner) -> None:
    job = planned(owner, MON)
    customer = owner.get(Job, job).customer_id
    owner.do(promises.make, customer, "Bring the tiles", TUE, job_id=job)
    owner.do(promises.make, customer, "Room empty", TUE, job_id=job, mine=False)
    owner.do(promises.make, customer, "Finished", TUE, job_id=job, kind=PromiseKind.FINISH)
    quote = owner.given(decision_on=TUE)
    dues = span(owner)[1].dues
    assert [due.kind for due in dues if due.purpose is None] == [
        *(DueKind.PROMISE, DueKind.FINISH, DueKind.THEIRS, DueKind.DECISION),
    ]
    decision = next(due for due in dues if due.kind == DueKind.DECISION)
    assert (decision.page, decision.subject_id, decision.what) == ("quote", quote, "New boiler")
    assert {due.purpose for due in dues if due.purpose is not None} >= {Purpose.ANSWER_QUESTIONS}
    kept = next(due for due in dues if due.kind == DueKind.PROMISE)
    assert (kept.page, kept.subject_id) == ("job", job)


def test_what_is_put_off_is_due_when_it_wakes(owner: Owner) -> None:
    quote = owner.given(decision_on=MON + timedelta(days=4))
    asked = owner.asked(quote)[Purpose.ANSWER_QUESTIONS]
    owner.snooze(asked.id, owner.now + timedelta(days=6))
    on = [day.on for day in span(owner) if any(due.purpose == Purpose.ANSWER_QUESTIONS for due in day.dues)]
    assert on == [date(2026, 11, 26)]


def test_holidays_by_name_and_days_away(owner: Owner) -> None:
    owner.do(businesses.add_days_away, date(2026, 12, 29), date(2026, 12, 30))
    week = {day.on.day: day for day in span(owner, date(2026, 12, 25), 6)}
    assert (week[25].holiday, week[25].hours, week[25].is_off) == ("Christmas Day", (), True)
    assert (week[29].away, week[29].is_off, week[29].hours) == (True, True, ())
    assert not week[26].hours
    assert not week[30].holiday


def test_the_clock_that_goes_back_during_a_visit_loses_nothing(owner: Owner) -> None:
    owner.at("2026-10-20")
    night = date(2026, 10, 25)  # at 02:00 it is 01:00 again
    booked = visit(owner, night, at="00:30", minutes=120)
    owner.do(visits.confirm, booked.id)
    begins = owner.at("2026-10-25", "00:30")
    owner.do(visits.arrive, booked.id)
    owner.now = begins + timedelta(minutes=150)  # 02:00 has been an hour ago, and is shown again
    entry = only(owner, night)
    assert (entry.begins, entry.ends, entry.over) == (30, 150, False)
    owner.do(visits.finish, booked.id, "The valve was stuck")
    kept = owner.get(Visit, booked.id)
    assert (kept.state, kept.arrived_at, kept.minutes) == (VisitState.DONE, begins, 120)
    assert only(owner, night).over


@pytest.mark.parametrize(("on", "hours"), [(date(2026, 3, 29), 23), (date(2026, 10, 25), 25)])
def test_a_day_of_any_length_has_its_wall_clock(owner: Owner, on: date, hours: int) -> None:
    owner.at("2026-02-02")
    calendar = owner.ask(businesses.calendar)
    midnights = (calendar.at_local(on + timedelta(days=ahead), time(0)) for ahead in range(2))
    begins, ends = midnights
    assert ends - begins == timedelta(hours=hours)
    visit(owner, on, at="08:00")
    assert (only(owner, on).begins, only(owner, on).ends) == (480, 540)


def test_a_time_that_the_clock_skips_becomes_the_first_there_is(owner: Owner) -> None:
    owner.at("2026-02-02")
    spring = date(2026, 3, 29)
    booked = visit(owner, date(2026, 3, 28), at="08:00")
    owner.do(bookings.move_visit, booked.id, spring, 90, 60)
    assert only(owner, spring).begins == 120


def test_what_is_left_of_a_span() -> None:
    assert calendars.without((0, 100), []) == [(0, 100)]
    assert calendars.without((0, 100), [(20, 30), (25, 40), (90, 200), (-5, 5)]) == [(5, 20), (40, 90)]
    assert calendars.without((0, 100), [(0, DAY)]) == []
