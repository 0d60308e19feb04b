"""Times of visits: what stands on a day already, what meets it, and whether it has passed."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from uuid import UUID

from sqlmodel import col, select

from tradesman.book.customer import Customer
from tradesman.book.job import ENDED, Job, JobDay
from tradesman.book.store import Session
from tradesman.book.visit import FELL_THROUGH, Visit
from tradesman.services import businesses
from tradesman.services.calendars import minute


@dataclass(frozen=True)
class Stands:
    """A visit or a day of work that stands in the calendar; work has no times. `meets` tells of the same minutes."""

    customer: str
    starts: time | None = None
    ends: time | None = None
    meets: bool = False


@dataclass(frozen=True)
class TimeLook:
    """What speaks for or against a time: `near` are visits with fewer minutes between than `travel`, and how many."""

    stands: tuple[Stands, ...]
    past: bool
    working: bool
    travel: int = 0
    near: tuple[tuple[str, int], ...] = ()


def look(session: Session, day: date, starts: time | None, minutes: int, *, visit_id: UUID | None = None) -> TimeLook:
    """What stands on a day, and what meets a visit at that time; `visit_id` names the visit that is moved there.

    Without a time only the day is looked at.
    """
    calendar = businesses.calendar(session)
    past = calendar.at_local(day, starts) < session.now if starts is not None else day < businesses.today(session)
    stands = (*_work(session, day), *_visits(session, day, starts, minutes, visit_id))
    travel = businesses.current(session).travel_minutes
    near = _near(stands, starts, minutes, travel) if starts is not None else ()
    return TimeLook(stands, past, calendar.is_working_day(day), travel, near)


def _near(stands: tuple[Stands, ...], starts: time, minutes: int, travel: int) -> tuple[tuple[str, int], ...]:
    found = []
    for one in stands:
        if one.starts is not None and one.ends is not None and not one.meets:
            between = max(minute(starts) - minute(one.ends), minute(one.starts) - minute(starts) - minutes)
            found += [(one.customer, between)] if between < travel else []
    return tuple(found)


def _work(session: Session, day: date) -> list[Stands]:
    query = (
        select(Customer.name)
        .join(Job, col(Job.customer_id) == col(Customer.id))
        .join(JobDay, col(JobDay.job_id) == col(Job.id))
        .where(JobDay.day_on == day, col(Job.state).not_in(list(ENDED)))
        .order_by(Customer.name)
    )
    return [Stands(name) for name in session.exec(query).all()]


def _visits(session: Session, day: date, starts: time | None, minutes: int, visit_id: UUID | None) -> list[Stands]:
    query = (
        select(Visit, Customer)
        .join(Customer, col(Customer.id) == col(Visit.customer_id))
        .where(Visit.day_on == day, col(Visit.state).not_in(list(FELL_THROUGH)))
        .order_by(col(Visit.starts), Customer.name)
    )
    begins = datetime.combine(day, starts) if starts is not None else None
    found = []
    for visit, customer in session.exec(query).all():
        if visit.id == visit_id:
            continue
        its_start = datetime.combine(day, visit.starts)
        its_end = its_start + timedelta(minutes=visit.minutes)
        meets = begins is not None and begins < its_end and its_start < begins + timedelta(minutes=minutes)
        found.append(Stands(customer.name, visit.starts, its_end.time(), meets))
    return found
