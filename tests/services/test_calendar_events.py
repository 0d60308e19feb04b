"""What another calendar is told."""

from datetime import date, time, timedelta

from tests.owner import Owner
from tradesman.book.job import Job
from tradesman.services import bookings, calendar_events, calendars, customers, jobs, visits
from tradesman.services.calendar_events import Event
from tradesman.services.calendars import EntryKind

MON = date(2026, 11, 23)


def events(owner: Owner) -> list[Event]:
    return owner.ask(calendar_events.events)


def test_visits_and_work_with_no_more_than_is_needed(owner: Owner) -> None:
    booked = owner.do(visits.book, owner.enquiry(), MON, time(9, 30), minutes=90)
    job = owner.accepted()
    owner.do(jobs.plan, job, [MON])
    work, look = events(owner)
    assert look == Event(
        *(booked.id, EntryKind.VISIT, "Leah Novak", "The boiler drips", "3 Mill Lane, Harrow"),
        *(MON, time(9, 30), 90, "Europe/London"),
        held=True,
    )
    assert (work.kind, work.starts, work.held, work.cancelled) == (EntryKind.WORK, None, True, False)
    owner.do(visits.confirm, booked.id)
    owner.do(jobs.confirm, job)
    assert not any(event.held for event in events(owner))


def test_what_moves_stays_the_same_event(owner: Owner) -> None:
    booked = owner.do(visits.book, owner.enquiry(), MON, time(9))
    owner.do(jobs.plan, owner.accepted(), [MON])
    before = {event.row_id for event in events(owner)}
    owner.do(bookings.move_visit, booked.id, MON + timedelta(days=1), 600, 60)
    day = next(event for event in events(owner) if event.kind == EntryKind.WORK)
    owner.do(bookings.move_day, day.row_id, MON + timedelta(days=2))
    assert {event.row_id for event in events(owner)} == before


def test_what_was_called_off_or_taken_from_a_plan_is_cancelled(owner: Owner) -> None:
    booked = owner.do(visits.book, owner.enquiry(), MON, time(9))
    owner.do(visits.cancel, booked.id, "Ill")
    off = owner.accepted()
    owner.do(jobs.plan, off, [MON])
    owner.do(jobs.cancel, off, "Too dear")
    other = owner.accepted()
    owner.do(jobs.plan, other, [MON, MON + timedelta(days=1)])
    taken = owner.get(Job, other).days[0].id
    owner.do(jobs.plan, other, [MON + timedelta(days=1)])
    found = {event.row_id: event for event in events(owner)}
    assert [event.cancelled for event in found.values()].count(True) == 3
    assert (found[taken].cancelled, found[taken].on, found[taken].what) == (True, MON, "New boiler")
    owner.undo()
    found = {event.row_id: event for event in events(owner)}
    assert not found[taken].cancelled


def test_a_visit_whose_booking_was_undone_is_cancelled(owner: Owner) -> None:
    booked = owner.do(visits.book, owner.enquiry(), MON, time(9), minutes=90)
    owner.undo()
    [event] = events(owner)
    assert (event.row_id, event.cancelled, event.on, event.starts, event.minutes) == (booked.id, True, MON, time(9), 90)
    assert (event.customer, event.what) == ("Leah Novak", "The boiler drips")


def test_work_that_is_done_early_leaves_its_later_days(owner: Owner) -> None:
    job = owner.accepted()
    owner.do(jobs.plan, job, [MON, MON + timedelta(days=1), MON + timedelta(days=2)])
    owner.at("2026-11-23", "16:00")
    owner.completed(job)
    assert [event.cancelled for event in events(owner)] == [False, True, True]
    assert [len(day.entries) for day in owner.ask(calendars.span, MON, 3)] == [1, 0, 0]


def test_what_has_long_been_stays_away(owner: Owner) -> None:
    owner.do(visits.book, owner.enquiry(), MON, time(9))
    owner.at("2027-01-10")
    assert events(owner) == []


def test_of_a_person_who_was_erased_nothing_is_told(owner: Owner) -> None:
    customer_id = owner.customer()
    enquiry_id = owner.enquiry(customer_id)
    owner.do(visits.book, enquiry_id, MON, time(9))
    job = owner.do(jobs.take_on, enquiry_id)
    owner.do(jobs.plan, job.id, [MON])
    owner.do(customers.erase, customer_id)
    assert events(owner) == []


def test_a_visit_is_cancelled_though_the_enquiry_was_undone_too(owner: Owner) -> None:
    booked = owner.do(visits.book, owner.enquiry(), MON, time(9))
    owner.undo()
    owner.undo()
    [event] = events(owner)
    assert (event.row_id, event.cancelled) == (booked.id, True)
