"""Days: what stands on one day of the calendar, and the moments to which a thing can be put off."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from uuid import UUID

from sqlmodel import col, select

from tradesman.book.customer import Customer
from tradesman.book.job import ENDED, Job, JobDay
from tradesman.book.store import Session
from tradesman.book.visit import Visit, VisitState
from tradesman.services import businesses

LUNCH_ENDS = time(13)


@dataclass(frozen=True)
class DayEntry:
    """A visit or a day of work; work without a clock time has no `starts`."""

    starts: time | None
    customer: str
    customer_id: UUID
    what: str
    job_id: UUID | None = None
    place: str = ""
    over: bool = False


def entries(session: Session, day: date) -> list[DayEntry]:
    """The visits and the work of one day, work first, then by time."""
    work = (
        select(JobDay, Job, Customer)
        .join(Job, col(Job.id) == col(JobDay.job_id))
        .join(Customer, col(Customer.id) == col(Job.customer_id))
        .where(JobDay.day_on == day, col(Job.state).not_in(list(ENDED)))
    )
    found = [
        DayEntry(None, customer.name, customer.id, planned.words or job.title, job.id)
        for planned, job, customer in session.exec(work).all()
    ]
    calls_off = [VisitState.CANCELLED, VisitState.NOBODY_THERE]
    looks = (
        select(Visit, Customer)
        .join(Customer, col(Customer.id) == col(Visit.customer_id))
        .where(Visit.day_on == day, col(Visit.state).not_in(calls_off))
    )
    found += [
        DayEntry(visit.starts, customer.name, customer.id, "", over=visit.state == VisitState.DONE)
        for visit, customer in session.exec(looks).all()
    ]
    return sorted(found, key=lambda entry: (entry.starts is not None, entry.starts or time.min, entry.customer))


def today(session: Session) -> list[DayEntry]:
    """The visits and the work of today."""
    return entries(session, businesses.today(session))


def next_opening(session: Session, day: date | None = None) -> datetime:
    """The moment work begins on the next working day, or on the working day at or after `day`."""
    calendar = businesses.calendar(session)
    if day is None:
        day = calendar.next_working_day(businesses.today(session))
    spans = calendar.hours.week[day.weekday()]
    return calendar.at_local(day, spans[0][0] if spans else time(8))


@dataclass(frozen=True)
class PutOff:
    """The moments to which something can be put off; after lunch is None once lunch is over."""

    hour: datetime
    after_lunch: datetime | None
    tomorrow: datetime


def put_off(session: Session) -> PutOff:
    """One hour, after lunch, and the next working morning, as instants."""
    calendar = businesses.calendar(session)
    lunch = calendar.at_local(businesses.today(session), LUNCH_ENDS)
    return PutOff(
        hour=session.now + timedelta(hours=1),
        after_lunch=lunch if lunch > session.now else None,
        tomorrow=next_opening(session),
    )
