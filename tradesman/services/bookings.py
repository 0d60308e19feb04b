"""Bookings: what waits for a day in the calendar, and how an entry is put there, moved and stretched."""

import re
from dataclasses import dataclass
from datetime import date, time
from enum import StrEnum
from uuid import UUID

from sqlmodel import col, exists, select

from tradesman.book.customer import Customer
from tradesman.book.enquiry import Enquiry, EnquiryKind, Stage, Urgency
from tradesman.book.errors import BookError
from tradesman.book.job import Job, JobDay, JobKind, JobState
from tradesman.book.promise import PromiseState
from tradesman.book.quote import Quote
from tradesman.book.store import Session
from tradesman.book.visit import FELL_THROUGH, Visit, VisitPurpose
from tradesman.services import businesses, job_sheets, jobs, promises, visits
from tradesman.services.calendars import DAY, minute

USUAL = 60  # minutes of a visit
SHORTEST = 15  # minutes
MOST = 100  # things that are offered at once
_VULGAR = {"½": 0.5, "¼": 0.25, "¾": 0.75}
_TAKES = re.compile(r"\s*(\d+)?(?:[.,](\d+))?\s*([½¼¾])?\s*(\w*)")


class Wants(StrEnum):
    """What is to be booked, the most pressing first."""

    SERVICE_CALL = "service_call"
    VISIT = "visit"
    WORK = "work"


@dataclass(frozen=True)
class ToBook:
    """An enquiry that wants a visit, or a job that has no days; `days` of work, or `minutes` of a visit."""

    wants: Wants
    subject_id: UUID
    customer_id: UUID
    customer: str
    what: str
    minutes: int = USUAL
    days: int = 0
    danger: bool = False


@dataclass(frozen=True)
class Shifted:
    """How a plan stands after a day of it was moved: its last day beside the finish that was promised, if one was."""

    job_id: UUID
    customer_id: UUID
    first_name: str
    what: str
    ends_on: date
    promise_id: UUID | None = None
    promised_on: date | None = None

    @property
    def late(self) -> bool:
        """Whether the work ends after the promised finish."""
        return self.promised_on is not None and self.ends_on > self.promised_on


# What waits


def rows(session: Session) -> list[ToBook]:
    """What waits for a day: danger and service calls first, then visits, then work, each the oldest first."""
    found = [*_enquiries(session), *_jobs(session)]
    return sorted(found, key=lambda row: (not row.danger, list(Wants).index(row.wants)))


def _enquiries(session: Session) -> list[ToBook]:
    booked = exists().where(col(Visit.enquiry_id) == Enquiry.id, col(Visit.state).not_in(list(FELL_THROUGH)))
    query = (
        select(Enquiry, Customer)
        .join(Customer, col(Customer.id) == col(Enquiry.customer_id))
        .where(col(Enquiry.stage).in_((Stage.ENQUIRY, Stage.VISIT)), Enquiry.kind != EnquiryKind.QUESTION, ~booked)
        .order_by(col(Enquiry.came_in_at))
    )
    return [
        ToBook(
            Wants.SERVICE_CALL if enquiry.kind == EnquiryKind.SERVICE_CALL else Wants.VISIT,
            enquiry.id,
            customer.id,
            customer.name,
            enquiry.what,
            danger=enquiry.urgency == Urgency.DANGER,
        )
        for enquiry, customer in session.exec(query.limit(MOST)).all()
    ]


def _jobs(session: Session) -> list[ToBook]:
    query = (
        select(Job, Customer)
        .join(Customer, col(Customer.id) == col(Job.customer_id))
        .where(Job.state == JobState.PLANNED, col(Job.starts_on).is_(None))
        .order_by(col(Job.agreed_on), col(Job.id))
    )
    found = []
    for job, customer in session.exec(query.limit(MOST)).all():
        again = job.kind == JobKind.SERVICE_CALL
        wants, days = (Wants.SERVICE_CALL, 0) if again else (Wants.WORK, _days(session, job))
        found.append(ToBook(wants, job.id, customer.id, customer.name, job.title, days=days))
    return found


def _days(session: Session, job: Job) -> int:
    quote = session.get(Quote, job.quote_id) if job.quote_id is not None else None
    if quote is None or quote.accepted_option_id is None:
        return 1
    return days_of(quote.option(quote.accepted_option_id).takes)


def days_of(takes: str) -> int:
    """The working days that words such as "1½ days" or "2 weeks" speak of; 1 where they speak of none."""
    found = _TAKES.match(takes)
    if found is None or not (found[1] or found[3]):
        return 1
    amount = float(f"{found[1] or 0}.{found[2] or 0}") + _VULGAR.get(found[3] or "", 0)
    word = found[4].lower()
    if word.startswith(("week", "woche")):
        amount *= 5
    elif not word.startswith(("day", "tag")):
        amount = 1
    return min(max(-int(-amount // 1), 1), 250)


# How it is put into the calendar


def book(session: Session, row: ToBook, on: date, begins: int, minutes: int = USUAL) -> Visit | Job:
    """Books what waits: a visit or a service call at a minute of a day, work from the day on, as many as it takes.

    BookError for a time that has passed, and where the law still lets the customer withdraw.
    """
    if row.wants == Wants.WORK:
        _not_gone(session, on)
        return job_sheets.plan(session, row.subject_id, on, row.days or 1)
    _check(begins, minutes)
    _not_past(session, on, begins)
    wall = _wall(session, on, begins)
    job = session.get(Job, row.subject_id)
    if job is not None:
        planned = jobs.plan(session, job.id, [on])
        planned.days[0].starts, planned.days[0].minutes = wall, minutes
        return planned
    purpose = VisitPurpose.CHECK if row.wants == Wants.SERVICE_CALL else VisitPurpose.LOOK
    return visits.book(session, row.subject_id, on, wall, minutes=minutes, purpose=purpose)


def move_visit(session: Session, visit_id: UUID, on: date, begins: int, minutes: int) -> Visit:
    """Moves a visit, makes it longer or shorter, or both; moved, it is to be confirmed again.

    BookError for one that is not ahead any more, a time that has passed, or one that runs beyond the day.
    """
    visit = session.load(Visit, visit_id)
    _check(begins, minutes)
    if (on, begins) != (visit.day_on, minute(visit.starts)):
        _not_past(session, on, begins)
        visits.move(session, visit.id, on, _wall(session, on, begins))
    elif not visit.is_ahead:
        raise BookError("This visit has happened or was cancelled. Nothing was changed. Book a new one.")
    visit.minutes = minutes
    return visit


def move_day(
    session: Session, day_id: UUID, on: date, begins: int | None = None, minutes: int | None = None
) -> Shifted:
    """Moves one day of work with all that is written for it; without a minute it takes the hours that it finds.

    BookError for a job that is over, another day that has passed or that its plan has already, and where the law lets
    the customer withdraw.
    """
    job = session.load(Job, session.load(JobDay, day_id).job_id)
    day = next(one for one in job.days if one.id == day_id)
    if day.day_on != on:
        _not_gone(session, on)
    if any(other.day_on == on and other.id != day_id for other in job.days):
        raise BookError(f"{job.title} is planned for that day already. Nothing was changed.")
    if begins is not None and minutes is not None:
        _check(begins, minutes)
        day.starts, day.minutes = _wall(session, on, begins), minutes
    else:
        day.starts, day.minutes = None, None
    if day.day_on != on:
        day.day_on = on
        jobs.plan(session, job.id, [one.day_on for one in job.days])
    elif not job.is_open:
        raise BookError("This job is over. Nothing was changed.")
    return shifted(session, job.id)


def place_day(session: Session, day_id: UUID, position: int) -> Shifted:
    """Puts a day of work, with what is written for it, in another place of its plan, from 0; the others close up.

    Behind the last it takes the next working day, before the first the working day before. BookError where a day that
    has passed would be planned anew, for a job that is over, and where the law lets the customer withdraw.
    """
    job = session.load(Job, session.load(JobDay, day_id).job_id)
    rows = sorted(job.days, key=lambda day: day.day_on)
    dates, today = [day.day_on for day in rows], businesses.today(session)
    day = rows.pop(next(number for number, one in enumerate(rows) if one.id == day_id))
    if 0 <= position < len(dates):
        rows.insert(position, day)
        if min(day.day_on, dates[position]) < today:
            raise BookError("That day has passed. Nothing was changed. Move it behind the last day.")
    else:
        calendar = businesses.calendar(session)
        behind, before = calendar.next_working_day(dates[-1]), calendar.previous_working_day(dates[0])
        dates.remove(day.day_on)
        rows = [*rows, day] if position > 0 else [day, *rows]
        dates = [*dates, behind] if position > 0 else [before, *dates]
        if dates[0] == before and before < today:
            raise BookError("The day before has passed. Nothing was changed.")
    for one, on in zip(rows, dates, strict=True):
        one.day_on = on
    jobs.plan(session, job.id, dates)
    return shifted(session, job.id)


def shifted(session: Session, job_id: UUID) -> Shifted:
    """How the plan of a job stands to the finish that was promised."""
    job = session.load(Job, job_id)
    if job.ends_on is None:
        raise BookError("This job has no days yet.")
    customer = session.load(Customer, job.customer_id)
    finish = promises.finish_of(promises.of_job(session, job.id))
    is_open = finish is not None and finish.state == PromiseState.OPEN
    promised = (finish.id, finish.due_on) if finish is not None and is_open else (None, None)
    return Shifted(job.id, customer.id, customer.greet(), job.title, job.ends_on, *promised)


def confirm(session: Session, row_id: UUID) -> Visit | Job:
    """The customer said that a visit, or the days of a job, suit."""
    visit = session.get(Visit, row_id)
    return visits.confirm(session, visit.id) if visit is not None else jobs.confirm(session, row_id)


def _check(begins: int, minutes: int) -> None:
    if minutes < SHORTEST:
        raise BookError(f"An entry takes at least {SHORTEST} minutes. Nothing was changed.")
    if begins < 0 or begins + minutes > DAY:
        raise BookError("It would run beyond the day. Nothing was changed. Choose an earlier time, or make it shorter.")


def _not_past(session: Session, on: date, begins: int) -> None:
    if businesses.calendar(session).at_local(on, time(*divmod(begins, 60))) < session.now:
        raise BookError("That time has passed. Nothing was changed. Choose a later one.")


def _not_gone(session: Session, on: date) -> None:
    if on < businesses.today(session):
        raise BookError("That day has passed. Nothing was changed. Choose a later one.")


def _wall(session: Session, on: date, begins: int) -> time:
    """The time on the wall; one that a changing clock skips becomes the first that there is."""
    calendar = businesses.calendar(session)
    return calendar.local(calendar.at_local(on, time(*divmod(begins, 60)))).time().replace(fold=0, microsecond=0)
