"""Days: what stands on one day of the calendar, and the moments to which a thing can be put off."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from uuid import UUID

from sqlmodel import col, select

from tradesman.book.customer import Customer
from tradesman.book.history import steps
from tradesman.book.job import ENDED, Job, JobDay
from tradesman.book.store import Session
from tradesman.book.visit import Visit, VisitState
from tradesman.services import businesses

LUNCH_ENDS = time(13)
NOON = time(12)
_LOOK_AHEAD = 60  # days in which a free time is looked for
_FAR_AHEAD = 120  # working days in which a free day is looked for
_DAY = 24 * 60  # minutes; hours that end at midnight end here
_CALLED_OFF = (VisitState.CANCELLED, VisitState.NOBODY_THERE)


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
    looks = (
        select(Visit, Customer)
        .join(Customer, col(Customer.id) == col(Visit.customer_id))
        .where(Visit.day_on == day, col(Visit.state).not_in(_CALLED_OFF))
    )
    found += [
        DayEntry(visit.starts, customer.name, customer.id, "", over=visit.state == VisitState.DONE)
        for visit, customer in session.exec(looks).all()
    ]
    return sorted(found, key=lambda entry: (entry.starts is not None, entry.starts or time.min, entry.customer))


def today(session: Session) -> list[DayEntry]:
    """The visits and the work of today; work begins when the business opens, where it does."""
    day = businesses.today(session)
    spans = businesses.calendar(session).hours.week[day.weekday()]
    opens = spans[0][0] if spans else None
    found = [replace(entry, starts=opens) if entry.job_id is not None else entry for entry in entries(session, day)]
    return sorted(found, key=lambda entry: (entry.starts is not None, entry.starts or time.min, entry.job_id is None))


def begun(session: Session) -> date:
    """The day on which the first thing was written into this book."""
    first = session.execute(select(steps.c.at).order_by(steps.c.id).limit(1)).scalar()
    return businesses.calendar(session).local_day(datetime.fromisoformat(first) if first else session.now)


def next_opening(session: Session, day: date | None = None) -> datetime:
    """The moment work begins on the next working day, or on the working day at or after `day`."""
    calendar = businesses.calendar(session)
    if day is None:
        day = calendar.next_working_day(businesses.today(session))
    spans = calendar.hours.week[day.weekday()]
    return calendar.at_local(day, spans[0][0] if spans else time(8))


def free_times(session: Session, *, minutes: int = 60, most: int = 4) -> list[tuple[date, time]]:
    """The next full hours for a visit, by the wall clock: on each working day one in the morning, one after noon.

    A day on which work is planned, a time that another visit and the way to it take, or that is less than an hour away,
    is left out.
    """
    calendar = businesses.calendar(session)
    soonest = calendar.local(session.now + timedelta(hours=1)).replace(tzinfo=None)
    today = businesses.today(session)
    found: list[tuple[date, time]] = []
    at_work, way = _at_work(session, today), businesses.current(session).travel_minutes
    for day in (today + timedelta(days=ahead) for ahead in range(_LOOK_AHEAD)):
        if len(found) >= most or not calendar.is_working_day(day) or day in at_work:
            continue
        taken = [(visit.starts, visit.minutes) for visit in _looks(session, day)]
        free = [
            starts
            for starts in map(time, range(24))
            if datetime.combine(day, starts) >= soonest
            and _inside(starts, minutes, calendar.hours.week[day.weekday()])
            and not any(_meets(starts, minutes + way, other, length + way) for other, length in taken)
        ]
        halves = ([one for one in free if one < NOON], [one for one in free if one >= NOON])
        found += [(day, half[0]) for half in halves if half]
    return found[:most]


def first_free(session: Session, *, after: date | None = None, most: int = 2) -> list[date]:
    """The next working days, from the one after next on, on which neither work nor a visit stands.

    Those are the days a customer can be told of; `after` leaves out what lies up to that day.
    """
    calendar = businesses.calendar(session)
    day = calendar.next_working_day(max(businesses.today(session), after or date.min))
    found: list[date] = []
    for _ in range(_FAR_AHEAD):
        day = calendar.next_working_day(day)
        if not entries(session, day):
            found.append(day)
        if len(found) == most:
            break
    return found


def _at_work(session: Session, today: date) -> frozenset[date]:
    """The days from today on on which work is planned."""
    planned = select(col(JobDay.day_on)).join(Job, col(Job.id) == col(JobDay.job_id)).where(JobDay.day_on >= today)
    return frozenset(session.exec(planned.where(col(Job.state).not_in(list(ENDED)))).all())


def _looks(session: Session, day: date) -> list[Visit]:
    query = select(Visit).where(Visit.day_on == day, col(Visit.state).not_in(_CALLED_OFF))
    return list(session.exec(query).all())


def _inside(starts: time, minutes: int, spans: Iterable[tuple[time, time]]) -> bool:
    return any(first <= starts and _minute(starts) + minutes <= (_minute(last) or _DAY) for first, last in spans)


def _meets(starts: time, minutes: int, other: time, length: int) -> bool:
    return _minute(starts) < _minute(other) + length and _minute(other) < _minute(starts) + minutes


def _minute(moment: time) -> int:
    return moment.hour * 60 + moment.minute


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
