"""What waits for a day, and how an entry is put, moved and stretched there."""

from datetime import date, time, timedelta
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.owner import Owner
from tradesman.book.enquiry import Enquiry, EnquiryKind, Stage, Urgency
from tradesman.book.errors import BookError
from tradesman.book.followup import Purpose
from tradesman.book.job import Job, JobDay, JobKind
from tradesman.book.promise import Promise
from tradesman.book.store import Session
from tradesman.book.visit import Visit, VisitPurpose, VisitState
from tradesman.services import bookings, jobs, quotes, visits
from tradesman.services.bookings import ToBook, Wants, days_of

MON = date(2026, 11, 23)
TUE, WED = MON + timedelta(days=1), MON + timedelta(days=2)


def rows(owner: Owner) -> list[ToBook]:
    return owner.ask(bookings.rows)


def visit(owner: Owner, at: str = "09:00", minutes: int = 60, on: date = MON) -> Visit:
    return owner.do(visits.book, owner.enquiry(), on, time.fromisoformat(at), minutes=minutes)


def planned(owner: Owner, *days: date, promised: date | None = None) -> tuple[UUID, list[JobDay]]:
    job = owner.accepted()
    owner.do(jobs.plan, job, list(days), promised)
    return job, owner.get(Job, job).days


# What waits


def test_what_wants_a_day_waits_with_the_most_pressing_first(owner: Owner) -> None:
    look = owner.enquiry(what="A new bath")
    again = owner.enquiry(what="It drips again", kind=EnquiryKind.SERVICE_CALL)
    leak = owner.enquiry(what="Water runs", urgency=Urgency.DANGER)
    owner.enquiry(what="What does a bath cost?", kind=EnquiryKind.QUESTION)
    job = owner.accepted()
    assert [(row.wants, row.subject_id) for row in rows(owner)] == [
        (Wants.VISIT, leak),
        (Wants.SERVICE_CALL, again),
        (Wants.VISIT, look),
        (Wants.WORK, job),
    ]
    owner.do(visits.book, look, MON, time(9))
    owner.do(jobs.plan, job, [TUE])
    assert {row.subject_id for row in rows(owner)} == {leak, again}


def test_who_was_seen_waits_no_more_unless_it_fell_through(owner: Owner) -> None:
    booked = visit(owner)
    assert rows(owner) == []
    owner.do(visits.cancel, booked.id, "Ill")
    assert [row.subject_id for row in rows(owner)] == [booked.enquiry_id]
    again = owner.do(visits.book, booked.enquiry_id, MON, time(9))
    owner.do(visits.finish, again.id)
    assert rows(owner) == []


@pytest.mark.parametrize(
    ("takes", "days"),
    [
        *(("1 day", 1), ("1½ days", 2), ("2.5 days", 3), ("10 days", 10), ("2 weeks", 10), ("½ day", 1), ("3 Tage", 3)),
        *(("", 1), ("a morning", 1), ("4 h", 1), ("soon", 1), ("90000 days", 250), ("1½ Wochen", 8)),
    ],
)
def test_how_many_days_words_speak_of(takes: str, days: int) -> None:
    assert days_of(takes) == days


@given(st.text())
def test_any_words_are_some_days(takes: str) -> None:
    assert 1 <= days_of(takes) <= 250


def test_a_job_waits_with_the_days_of_its_option(owner: Owner) -> None:
    quote = owner.drafted()
    owner.do(quotes.change_option, quote, owner.option(quote), takes="3 days")
    job = owner.accepted(owner.given(quote))
    (row,) = rows(owner)
    assert (row.wants, row.days, row.what) == (Wants.WORK, 3, "New boiler")
    owner.do(bookings.book, row, date(2026, 11, 26), 0)
    kept = owner.get(Job, job)
    assert [day.day_on.day for day in kept.days] == [26, 27, 30]
    assert {day.starts for day in kept.days} == {None}
    owner.undo()
    assert rows(owner) == [row]


# Booked


def test_a_visit_is_booked_in_one_step(owner: Owner) -> None:
    enquiry = owner.enquiry()
    (row,) = rows(owner)
    owner.do(bookings.book, row, MON, 9 * 60 + 15, 90)
    (booked,) = owner.all(Visit)
    assert (booked.day_on, booked.starts, booked.minutes, booked.purpose) == (MON, time(9, 15), 90, VisitPurpose.LOOK)
    assert owner.get(Enquiry, enquiry).stage == Stage.VISIT
    owner.undo()
    assert owner.all(Visit) == []
    assert rows(owner) == [row]


def test_a_service_call_has_a_time(owner: Owner) -> None:
    earlier = owner.completed()
    enquiry = owner.enquiry(what="It drips again", kind=EnquiryKind.SERVICE_CALL)
    (row,) = rows(owner)
    owner.do(bookings.book, row, MON, 540)
    assert owner.all(Visit)[-1].purpose == VisitPurpose.CHECK
    owner.undo()
    job = owner.do(jobs.take_on, enquiry, kind=JobKind.SERVICE_CALL, earlier_job_id=earlier).id
    (row,) = rows(owner)
    assert (row.wants, row.subject_id) == (Wants.SERVICE_CALL, job)
    owner.do(bookings.book, row, MON, 600, 45)
    (day,) = owner.get(Job, job).days
    assert (day.day_on, day.starts, day.minutes) == (MON, time(10), 45)


def test_nothing_is_booked_in_the_past_or_beyond_the_day(owner: Owner) -> None:
    owner.enquiry()
    (row,) = rows(owner)
    with pytest.raises(BookError, match="has passed"):
        owner.do(bookings.book, row, date(2026, 11, 20), 9 * 60)
    with pytest.raises(BookError, match="beyond the day"):
        owner.do(bookings.book, row, MON, 23 * 60 + 30, 60)
    with pytest.raises(BookError, match="at least 15 minutes"):
        owner.do(bookings.book, row, MON, 540, 10)
    assert owner.all(Visit) == []


# Moved and stretched


def test_a_visit_moves_and_is_to_be_confirmed_again(owner: Owner) -> None:
    booked = visit(owner)
    owner.do(visits.confirm, booked.id)
    owner.do(bookings.move_visit, booked.id, TUE, 13 * 60 + 30, 60)
    kept = owner.get(Visit, booked.id)
    assert (kept.day_on, kept.starts, kept.minutes, kept.state) == (TUE, time(13, 30), 60, VisitState.BOOKED)
    owner.undo()
    kept = owner.get(Visit, booked.id)
    assert (kept.day_on, kept.starts, kept.state) == (MON, time(9), VisitState.CONFIRMED)


def test_a_visit_takes_longer_and_stays_confirmed(owner: Owner) -> None:
    booked = visit(owner)
    owner.do(visits.confirm, booked.id)
    owner.do(bookings.move_visit, booked.id, MON, 540, 120)
    kept = owner.get(Visit, booked.id)
    assert (kept.minutes, kept.state) == (120, VisitState.CONFIRMED)


def test_what_has_been_stays_where_it_was(owner: Owner) -> None:
    booked = visit(owner)
    owner.do(visits.finish, booked.id)
    for at in ((TUE, 540, 60), (MON, 540, 120)):
        with pytest.raises(BookError, match="has happened"):
            owner.do(bookings.move_visit, booked.id, *at)
    with pytest.raises(BookError, match="has passed"):
        owner.do(bookings.move_visit, visit(owner).id, date(2026, 11, 19), 540, 60)


def test_a_day_of_work_moves_with_its_words_and_its_row(owner: Owner) -> None:
    job, days = planned(owner, MON, TUE)
    owner.do(jobs.describe_day, job, TUE, "Tiles")
    shifted = owner.do(bookings.move_day, days[1].id, WED)
    kept = owner.get(Job, job)
    assert [(day.id, day.day_on, day.words) for day in kept.days] == [(days[0].id, MON, ""), (days[1].id, WED, "Tiles")]
    assert (kept.starts_on, kept.ends_on, shifted.ends_on) == (MON, WED, WED)
    owner.undo()
    assert [day.day_on for day in owner.get(Job, job).days] == [MON, TUE]
    assert owner.get(Job, job).ends_on == TUE


def test_a_day_of_work_gets_times_and_loses_them(owner: Owner) -> None:
    job, days = planned(owner, MON)
    owner.do(bookings.move_day, days[0].id, MON, 600, 240)
    (day,) = owner.get(Job, job).days
    assert (day.starts, day.minutes) == (time(10), 240)
    owner.do(bookings.move_day, days[0].id, MON)
    (day,) = owner.get(Job, job).days
    assert (day.starts, day.minutes) == (None, None)


def test_work_is_not_put_on_a_day_that_has_passed(owner: Owner) -> None:
    job, days = planned(owner, MON, WED)
    owner.at("2026-11-25")
    for at in ((TUE,), (TUE, 540, 60)):
        with pytest.raises(BookError, match="That day has passed"):
            owner.do(bookings.move_day, days[1].id, *at)
    owner.do(bookings.move_day, days[0].id, MON, 540, 60)  # how long it took can still be put right
    owner.do(bookings.move_day, days[0].id, date(2026, 11, 26))  # it was not done, and is done later
    assert [day.day_on for day in owner.get(Job, job).days] == [WED, date(2026, 11, 26)]
    owner.accepted()
    (row,) = rows(owner)
    with pytest.raises(BookError, match="That day has passed"):
        owner.do(bookings.book, row, MON, 0)


def test_two_days_of_a_job_do_not_become_one(owner: Owner) -> None:
    _job, days = planned(owner, MON, TUE)
    with pytest.raises(BookError, match="planned for that day already"):
        owner.do(bookings.move_day, days[0].id, TUE)


def words(owner: Owner, job: UUID) -> list[tuple[int, str]]:
    return [(day.day_on.day, day.words) for day in owner.get(Job, job).days]


def told(owner: Owner) -> tuple[UUID, list[JobDay]]:
    """A plan from Monday to Wednesday with words for each day."""
    job, days = planned(owner, MON, TUE, WED)
    for day, said in zip(days, ("Strip", "Tiles", "Clean"), strict=True):
        owner.do(jobs.describe_day, job, day.day_on, said)
    return job, days


def test_a_day_takes_another_place_and_the_others_close_up(owner: Owner) -> None:
    job, days = told(owner)
    owner.do(bookings.place_day, days[0].id, 1)
    assert words(owner, job) == [(23, "Tiles"), (24, "Strip"), (25, "Clean")]
    owner.do(bookings.place_day, days[0].id, 0)
    owner.do(bookings.place_day, days[2].id, 0)
    assert words(owner, job) == [(23, "Clean"), (24, "Strip"), (25, "Tiles")]
    owner.undo()
    assert words(owner, job) == [(23, "Strip"), (24, "Tiles"), (25, "Clean")]


def test_a_day_goes_behind_the_last_and_before_the_first(owner: Owner) -> None:
    job, days = told(owner)
    shifted = owner.do(bookings.place_day, days[0].id, 3)
    assert words(owner, job) == [(24, "Tiles"), (25, "Clean"), (26, "Strip")]
    assert shifted.ends_on == owner.get(Job, job).ends_on == date(2026, 11, 26)
    owner.do(bookings.place_day, days[0].id, 3)  # on by itself
    assert words(owner, job) == [(24, "Tiles"), (25, "Clean"), (27, "Strip")]
    owner.do(bookings.place_day, days[0].id, 3)
    assert words(owner, job)[-1] == (30, "Strip")  # over the weekend
    owner.do(bookings.place_day, days[2].id, -1)
    assert words(owner, job) == [(23, "Clean"), (24, "Tiles"), (30, "Strip")]
    assert owner.get(Job, job).starts_on == MON


def test_what_has_been_is_not_planned_anew(owner: Owner) -> None:
    job, days = told(owner)
    owner.at("2026-11-24")
    for day, position in ((0, 1), (1, 0), (1, -1)):
        with pytest.raises(BookError, match="has passed"):
            owner.do(bookings.place_day, days[day].id, position)
    owner.do(bookings.place_day, days[0].id, 3)  # it rained, and is done later
    assert words(owner, job) == [(24, "Tiles"), (25, "Clean"), (26, "Strip")]
    owner.do(jobs.complete, job)
    with pytest.raises(BookError, match="is over"):
        owner.do(bookings.place_day, days[1].id, 2)


def test_the_reminder_moves_with_the_first_day(owner: Owner) -> None:
    owner.at("2026-11-16")
    job, days = planned(owner, MON, TUE)
    assert owner.asked(job)[Purpose.CONFIRM_START].due_on == date(2026, 11, 20)
    owner.do(bookings.move_day, days[0].id, date(2026, 11, 26))
    assert owner.get(Job, job).starts_on == TUE
    assert owner.asked(job)[Purpose.CONFIRM_START].due_on == MON


def test_moving_past_the_promised_finish_says_so(owner: Owner) -> None:
    job, days = planned(owner, MON, TUE, promised=WED)
    assert not owner.do(bookings.move_day, days[1].id, WED).late
    shifted = owner.do(bookings.move_day, days[1].id, date(2026, 11, 27))
    promise = owner.all(Promise)[0]
    assert shifted.late
    assert (shifted.promise_id, shifted.promised_on, shifted.first_name) == (promise.id, WED, "Leah")
    assert promise.due_on == WED  # nothing is agreed by moving
    assert owner.get(Job, job).ends_on == date(2026, 11, 27)


def test_the_right_to_withdraw_is_obeyed(owner: Owner) -> None:
    job = owner.accepted()
    owner.do(_withdraw_until, job, date(2026, 12, 4))
    (row,) = rows(owner)
    with pytest.raises(BookError, match="may withdraw until"):
        owner.do(bookings.book, row, MON, 0)
    owner.do(jobs.plan, job, [date(2026, 12, 14)])
    (day,) = owner.get(Job, job).days
    with pytest.raises(BookError, match="may withdraw until"):
        owner.do(bookings.move_day, day.id, MON)
    assert owner.get(Job, job).starts_on == date(2026, 12, 14)


def _withdraw_until(session: Session, job_id: UUID, on: date) -> None:
    session.load(Job, job_id).withdraw_until_on = on


def test_work_that_is_over_is_not_moved(owner: Owner) -> None:
    job, days = planned(owner, MON)
    owner.do(jobs.cancel, job, "Too dear")
    for at in ((TUE,), (MON, 600, 60)):
        with pytest.raises(BookError, match="is over"):
            owner.do(bookings.move_day, days[0].id, *at)


def test_confirming_is_one_step_for_visits_and_work(owner: Owner) -> None:
    booked = visit(owner)
    owner.do(bookings.confirm, booked.id)
    assert owner.get(Visit, booked.id).state == VisitState.CONFIRMED
    job, _days = planned(owner, MON)
    owner.do(bookings.confirm, job)
    assert owner.get(Job, job).confirmed_at == owner.now
