"""Calendars: what stands in a span of days, by the wall clock of the book: visits, work, and what is due on each day.

A time of day is a number of minutes since the midnight that begins the day, as clocks on the wall count them: on a day
whose clocks change an entry keeps the times that were agreed, whichever way they change.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from typing import Any
from uuid import UUID

from sqlmodel import col, select

from tradesman.book import clock
from tradesman.book.customer import Customer, Property
from tradesman.book.enquiry import Enquiry, EnquiryKind
from tradesman.book.followup import FollowUp, FollowUpState, Purpose
from tradesman.book.job import Job, JobDay, JobKind, JobState
from tradesman.book.promise import Promise, PromiseKind, PromiseState
from tradesman.book.quote import Quote, QuoteState
from tradesman.book.store import Session
from tradesman.book.visit import FELL_THROUGH, Visit, VisitState
from tradesman.services import businesses

DAY = 24 * 60  # minutes on the wall clock of a day, also of one whose clocks change
LEAST_STRETCH = 60  # minutes; work without a time gives way to visits as long as this much is left of it
OFF = (JobState.CANCELLED, JobState.WITHDRAWN)
_USUAL = ((8 * 60, 17 * 60),)  # where no day of the week has hours

Span = tuple[int, int]


class EntryKind(StrEnum):
    """What stands in the calendar."""

    VISIT = "visit"
    WORK = "work"
    SERVICE_CALL = "service_call"


class DueKind(StrEnum):
    """What is due on a day and has no hours of its own."""

    PROMISE = "promise"
    FINISH = "finish"
    THEIRS = "theirs"
    DECISION = "decision"
    FOLLOW_UP = "follow_up"


@dataclass(frozen=True)
class Entry:
    """A visit or a day of work, from and to a minute of its day; work that is not `timed` takes the hours it finds.

    `held` until the customer confirms, `over` once it has been; `number` of `count` are the days of a job's plan.
    """

    kind: EntryKind
    row_id: UUID
    subject_id: UUID
    customer_id: UUID
    customer: str
    first_name: str
    what: str
    place_id: UUID | None
    place: str
    on: date
    begins: int
    ends: int
    timed: bool = True
    held: bool = False
    over: bool = False
    settled: bool = False
    number: int = 0
    count: int = 0

    @property
    def is_visit(self) -> bool:
        """Whether somebody drives there for a visit; otherwise it is work."""
        return not self.number

    def meets(self, other: "Entry") -> bool:
        """Whether both want the same minutes."""
        return self.on == other.on and self.begins < other.ends and other.begins < self.ends

    def is_elsewhere(self, other: "Entry") -> bool:
        """Whether one drives from one to the other; without an address another customer is another place."""
        if self.place_id is None or other.place_id is None:
            return self.customer_id != other.customer_id
        return self.place_id != other.place_id


@dataclass(frozen=True)
class Due:
    """A promise, a decision or a follow-up of a day; `page` and `subject_id` say where it is looked after.

    `title` says what a rule of the owner's own asks for.
    """

    kind: DueKind
    on: date
    customer_id: UUID
    customer: str
    first_name: str
    what: str
    page: str
    subject_id: UUID
    purpose: Purpose | None = None
    title: str = ""


@dataclass(frozen=True)
class Day:
    """One day: its working hours in minutes, why it is off, what stands on it, and what is due."""

    on: date
    hours: tuple[Span, ...] = ()
    holiday: str = ""
    away: bool = False
    entries: tuple[Entry, ...] = ()
    dues: tuple[Due, ...] = ()

    @property
    def is_off(self) -> bool:
        """Whether it is a holiday, or the owner is away."""
        return self.away or bool(self.holiday)


def span(session: Session, first: date, count: int) -> list[Day]:
    """So many days from the first on, each with everything that stands on it, in the order of time."""
    last = first + timedelta(days=count - 1)
    calendar = businesses.calendar(session)
    entries = _by_day(_visits(session, first, last) + _work(session, first, last))
    dues = _by_day(
        _promises(session, first, last) + _decisions(session, first, last) + _follow_ups(session, first, last)
    )
    days = []
    for on in (first + timedelta(days=ahead) for ahead in range(count)):
        hours = hours_of(calendar, on)
        holiday, away = calendar.holiday_name(on) or "", calendar.is_away(on)
        placed = give_way(entries[on], hours or usual_hours(calendar), businesses.current(session).travel_minutes)
        told = tuple(sorted((_past(session, entry) for entry in placed), key=lambda entry: (entry.begins, entry.ends)))
        open_hours = () if holiday or away else hours
        due = sorted(dues[on], key=lambda one: (list(DueKind).index(one.kind), one.customer))
        days.append(Day(on, open_hours, holiday, away, told, tuple(due)))
    return days


def _by_day(found: Iterable[Any]) -> Mapping[date, list[Any]]:
    sorted_out: dict[date, list[Any]] = defaultdict(list)
    for one in found:
        sorted_out[one.on].append(one)
    return sorted_out


def hours_of(calendar: clock.Calendar, on: date) -> tuple[Span, ...]:
    """The working hours of a day of the week, in minutes."""
    return tuple((minute(opens), minute(closes) or DAY) for opens, closes in calendar.hours.week[on.weekday()])


def usual_hours(calendar: clock.Calendar) -> tuple[Span, ...]:
    """The hours of the first day of the week that is worked, for work on a day that has none."""
    week = (hours_of(calendar, date(2024, 1, 1) + timedelta(days=ahead)) for ahead in range(7))  # a Monday
    return next((hours for hours in week if hours), _USUAL)


def minute(wall: time) -> int:
    """The minutes since the day began, by the wall clock."""
    return wall.hour * 60 + wall.minute


def moment(calendar: clock.Calendar, on: date, wall: int) -> datetime:
    """The instant at a minute of a day, which may be the midnight that ends it."""
    return calendar.at_local(on + timedelta(days=wall // DAY), time(*divmod(wall % DAY, 60)))


def address(site: Property | None) -> str:
    """Where something is, empty where nobody wrote it down."""
    return site.address if site is not None else ""


def give_way(entries: Iterable[Entry], hours: tuple[Span, ...], travel_minutes: int) -> list[Entry]:
    """Gives work without a time the longest stretch that what has a time leaves of the hours, the ways there included.

    Where too little is left it keeps the whole day, so that it is seen that both cannot be.
    """
    found = list(entries)
    fixed = [entry for entry in found if entry.timed]
    placed = []
    for entry in found:
        if entry.timed:
            placed.append(entry)
            continue
        whole = (hours[0][0], hours[-1][1])
        ways = [travel_minutes if entry.is_elsewhere(other) else 0 for other in fixed]
        taken = [(other.begins - way, other.ends + way) for other, way in zip(fixed, ways, strict=True)]
        longest = max(without(whole, taken), key=lambda left: left[1] - left[0], default=whole)
        begins, ends = longest if longest[1] - longest[0] >= LEAST_STRETCH else whole
        placed.append(replace(entry, begins=begins, ends=ends))
    return placed


def without(whole: Span, taken: Iterable[Span]) -> list[Span]:
    """What is left of a span, in order."""
    left, here = [], whole[0]
    for begins, ends in sorted(taken):
        if begins > here:
            left.append((here, min(begins, whole[1])))
        here = max(here, ends)
    left.append((here, whole[1]))
    return [(begins, ends) for begins, ends in left if begins < ends]


def _past(session: Session, entry: Entry) -> Entry:
    """The same entry, over once its end has passed; the second time that a clock shows an hour is not asked after."""
    if entry.over:
        return entry
    return replace(entry, over=moment(businesses.calendar(session), entry.on, entry.ends) <= session.now)


def _visits(session: Session, first: date, last: date) -> list[Entry]:
    query = (
        select(Visit, Customer, Enquiry, Property)
        .join(Customer, col(Customer.id) == col(Visit.customer_id))
        .join(Enquiry, col(Enquiry.id) == col(Visit.enquiry_id))
        .outerjoin(Property, col(Property.id) == col(Visit.property_id))
        .where(col(Visit.day_on).between(first, last), col(Visit.state).not_in(list(FELL_THROUGH)))
    )
    found = []
    for visit, customer, enquiry, site in session.exec(query).all():
        begins = minute(visit.starts)
        again = enquiry.kind in (EnquiryKind.SERVICE_CALL, EnquiryKind.COMPLAINT)
        entry = Entry(
            kind=EntryKind.SERVICE_CALL if again else EntryKind.VISIT,
            row_id=visit.id,
            subject_id=visit.id,
            customer_id=customer.id,
            customer=customer.name,
            first_name=customer.greet(),
            what=enquiry.what,
            place_id=visit.property_id,
            place=address(site),
            on=visit.day_on,
            begins=begins,
            ends=min(begins + visit.minutes, DAY),
            held=visit.state == VisitState.BOOKED,
            over=visit.state == VisitState.DONE,
            settled=not visit.is_ahead,
        )
        found.append(entry)
    return found


def _work(session: Session, first: date, last: date) -> list[Entry]:
    """The days of work; what was planned for days after the work was done is free again."""
    query = (
        select(JobDay, Job, Customer, Property)
        .join(Job, col(Job.id) == col(JobDay.job_id))
        .join(Customer, col(Customer.id) == col(Job.customer_id))
        .outerjoin(Property, col(Property.id) == col(Job.property_id))
        .where(col(JobDay.day_on).between(first, last), col(Job.state).not_in(OFF))
        .where(col(Job.completed_on).is_(None) | (col(JobDay.day_on) <= col(Job.completed_on)))
    )
    return [_day_of_work(*row) for row in session.exec(query).all()]


def _day_of_work(day: JobDay, job: Job, customer: Customer, site: Property | None) -> Entry:
    days = sorted(one.day_on for one in job.days)
    timed = day.starts is not None and day.minutes is not None
    begins = minute(day.starts) if day.starts is not None else 0
    paused, waits = job.state == JobState.PAUSED, job.state == JobState.PLANNED and job.confirmed_at is None
    return Entry(
        kind=EntryKind.SERVICE_CALL if job.kind == JobKind.SERVICE_CALL else EntryKind.WORK,
        row_id=day.id,
        subject_id=job.id,
        customer_id=customer.id,
        customer=customer.name,
        first_name=customer.greet(),
        what=job.title,
        place_id=job.property_id,
        place=address(site),
        on=day.day_on,
        begins=begins,
        ends=min(begins + (day.minutes or 0), DAY),
        timed=timed,
        held=paused or waits,
        over=job.state == JobState.COMPLETED,
        settled=not job.is_open,
        number=days.index(day.day_on) + 1,
        count=len(days),
    )


def _promises(session: Session, first: date, last: date) -> list[Due]:
    query = (
        select(Promise, Customer)
        .join(Customer, col(Customer.id) == col(Promise.customer_id))
        .where(Promise.state == PromiseState.OPEN, col(Promise.due_on).between(first, last))
    )
    found = []
    for promise, customer in session.exec(query).all():
        mine = DueKind.FINISH if promise.kind == PromiseKind.FINISH else DueKind.PROMISE
        page, subject = ("job", promise.job_id) if promise.job_id is not None else ("customer", customer.id)
        kind = mine if promise.mine else DueKind.THEIRS
        found.append(_due(kind, promise.due_on, customer, promise.words, (page, subject)))
    return found


def _decisions(session: Session, first: date, last: date) -> list[Due]:
    query = (
        select(Quote, Customer)
        .join(Customer, col(Customer.id) == col(Quote.customer_id))
        .where(Quote.state == QuoteState.GIVEN, col(Quote.decision_on).between(first, last))
    )
    return [
        _due(DueKind.DECISION, quote.decision_on, customer, quote.title, ("quote", quote.id))
        for quote, customer in session.exec(query).all()
        if quote.decision_on is not None
    ]


def _follow_ups(session: Session, first: date, last: date) -> list[Due]:
    """On the day each is due, or on the one until which it is put off."""
    query = (
        select(FollowUp, Customer)
        .join(Customer, col(Customer.id) == col(FollowUp.customer_id))
        .where(FollowUp.state == FollowUpState.OPEN, col(FollowUp.due_on) <= last)
    )
    # What was due long before can only be put off into these days.
    query = query.where((col(FollowUp.due_on) >= first) | col(FollowUp.snoozed_until).is_not(None))
    found = []
    for follow_up, customer in session.exec(query).all():
        on = max(follow_up.due_on, _local_day(session, follow_up.snoozed_until) or date.min)
        if first <= on <= last:
            place = ("customer", customer.id)
            due = _due(DueKind.FOLLOW_UP, on, customer, "", place, follow_up.purpose)
            found.append(replace(due, title=follow_up.title))
    return found


def _local_day(session: Session, at: datetime | None) -> date | None:
    return None if at is None else businesses.calendar(session).local_day(at)


def _due(
    kind: DueKind, on: date, customer: Customer, what: str, place: tuple[str, UUID], purpose: Purpose | None = None
) -> Due:
    return Due(kind, on, customer.id, customer.name, customer.greet(), what, *place, purpose)
