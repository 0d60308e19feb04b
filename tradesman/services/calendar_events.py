"""Calendar events: visits and days of work as another calendar may keep them, with no more than it needs to know."""

from dataclasses import dataclass, replace
from datetime import date, time, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import and_
from sqlmodel import col, select

from tradesman.book.customer import Customer, Property
from tradesman.book.enquiry import Enquiry
from tradesman.book.history import changes, steps
from tradesman.book.job import Job, JobDay, JobKind, JobState
from tradesman.book.store import Session
from tradesman.book.visit import Visit, VisitState
from tradesman.services import businesses
from tradesman.services.calendars import OFF, EntryKind, address

BACK = timedelta(days=31)  # what has been stays in the other calendar; this much of it may still have changed


@dataclass(frozen=True)
class Event:
    """One appointment by the wall clock of its zone, or of the book's; without `starts` it is the whole day.

    `row_id` stays the same as long as the book knows it, so that another calendar can tell that it has it already.
    """

    row_id: UUID
    kind: EntryKind
    customer: str
    what: str
    place: str
    on: date
    starts: time | None = None
    minutes: int = 0
    zone: str = ""
    held: bool = False
    cancelled: bool = False


def events(session: Session) -> list[Event]:
    """Everything from a month ago on, in the order of time; what was called off or taken from a plan is cancelled."""
    since = businesses.today(session) - BACK
    found = [*_visits(session, since), *_work(session, since)]
    found += _taken_away(session, since, {event.row_id for event in found})
    return sorted(found, key=lambda event: (event.on, event.starts or time.min, event.row_id))


def _visits(session: Session, since: date) -> list[Event]:
    query = (
        select(Visit, Customer, Enquiry, Property)
        .join(Customer, col(Customer.id) == col(Visit.customer_id))
        .join(Enquiry, col(Enquiry.id) == col(Visit.enquiry_id))
        .outerjoin(Property, col(Property.id) == col(Visit.property_id))
        .where(col(Visit.day_on) >= since)
    )
    return [_visit(*row) for row in session.exec(query).all()]


def _visit(visit: Visit, customer: Customer, enquiry: Enquiry, site: Property | None) -> Event:
    return Event(
        visit.id,
        EntryKind.VISIT,
        customer.name,
        enquiry.what,
        address(site),
        visit.day_on,
        visit.starts,
        visit.minutes,
        visit.zone,
        held=visit.state == VisitState.BOOKED,
        cancelled=visit.state == VisitState.CANCELLED,
    )


def _work(session: Session, since: date) -> list[Event]:
    query = (
        select(JobDay, Job, Customer, Property)
        .join(Job, col(Job.id) == col(JobDay.job_id))
        .join(Customer, col(Customer.id) == col(Job.customer_id))
        .outerjoin(Property, col(Property.id) == col(Job.property_id))
        .where(col(JobDay.day_on) >= since)
    )
    return [
        _day(job, customer, site, day.id, (day.day_on, day.starts, day.minutes or 0))
        for day, job, customer, site in session.exec(query).all()
    ]


def _day(job: Job, customer: Customer, site: Property | None, row_id: UUID, at: tuple[date, time | None, int]) -> Event:
    held = job.state == JobState.PAUSED or (job.state == JobState.PLANNED and job.confirmed_at is None)
    too_late = job.completed_on is not None and at[0] > job.completed_on
    return Event(
        row_id,
        EntryKind.SERVICE_CALL if job.kind == JobKind.SERVICE_CALL else EntryKind.WORK,
        customer.name,
        job.title,
        address(site),
        *at,
        held=held,
        cancelled=job.state in OFF or too_late,
    )


def _taken_away(session: Session, since: date, there: set[UUID]) -> list[Event]:
    """Days that a plan has no more, and visits whose booking was undone: another calendar may have them.

    The record of the steps remembers them.
    """
    found = [_day_once(session, row_id, before) for row_id, before in _gone(session, JobDay)]
    found += [_visit_once(session, row_id, before) for row_id, before in _gone(session, Visit)]
    return [
        replace(event, cancelled=True)
        for event in found
        if event is not None and event.row_id not in there and event.on >= since
    ]


def _gone(session: Session, kind: type[JobDay] | type[Visit]) -> list[tuple[UUID, dict[str, Any]]]:
    """The rows of a kind that were taken out of late, as they were last."""
    query = (
        select(changes.c.row_id, changes.c.before)
        .join(steps, steps.c.id == changes.c.step_id)
        .where(and_(changes.c.entity == kind.__tablename__, changes.c.after.is_(None)))
        .where(steps.c.at >= (session.now - 2 * BACK).isoformat())
    )
    # Of a person who was erased, nothing is left to tell of.
    last = {UUID(row_id): before for row_id, before in session.execute(query).all() if before is not None}
    return list(last.items())


def _day_once(session: Session, row_id: UUID, before: dict[str, Any]) -> Event | None:
    job = session.get(Job, UUID(before["job_id"]))
    if job is None:
        return None
    site = session.get(Property, job.property_id) if job.property_id is not None else None
    starts = time.fromisoformat(before["starts"]) if before.get("starts") else None
    at = (date.fromisoformat(before["day_on"]), starts, before.get("minutes") or 0)
    return _day(job, session.load(Customer, job.customer_id), site, row_id, at)


def _visit_once(session: Session, row_id: UUID, before: dict[str, Any]) -> Event:
    customer = session.get(Customer, UUID(before["customer_id"]))  # undone or joined with another, it may be gone too
    enquiry = session.get(Enquiry, UUID(before["enquiry_id"]))
    site = session.get(Property, UUID(before["property_id"])) if before.get("property_id") else None
    return Event(
        row_id,
        EntryKind.VISIT,
        customer.name if customer is not None else "",
        enquiry.what if enquiry is not None else "",
        address(site),
        date.fromisoformat(before["day_on"]),
        time.fromisoformat(before["starts"]),
        before["minutes"],
        before["zone"],
    )
