"""What the book knows beside a row of Today: since when, until when, what is ready; asked for the rows seen."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time
from enum import StrEnum
from typing import Any
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import lazyload
from sqlmodel import col

from tradesman.book.enquiry import Enquiry
from tradesman.book.finding import Finding
from tradesman.book.followup import FollowUp, FollowUpState, Purpose
from tradesman.book.history import changes, steps
from tradesman.book.job import Job
from tradesman.book.partner import Referral
from tradesman.book.photo import Photo
from tradesman.book.quote import Quote
from tradesman.book.store import Session
from tradesman.book.visit import Visit
from tradesman.services import businesses, cards, complaints, last_contacts, subjects, today, worth_asking
from tradesman.services.complaints import Answer
from tradesman.services.decisions import Decision
from tradesman.services.subjects import SUBJECTS
from tradesman.services.today import Kind, TodayRow

_UNDECIDED = frozenset({Purpose.HIDDEN_SLOT, Purpose.ANSWER_QUESTIONS, Purpose.OFFER_TO_RENEW})
FIRST = 40  # rows that are shown at once
_QUOTES = (Decision.GIVE_QUOTE, Decision.RENEW_QUOTE)


class Told(StrEnum):
    """What a fact says of its day or its number."""

    PROMISED = "promised"
    QUESTIONS = "questions"
    SIGNED_OFF = "signed_off"
    COMPLETED = "completed"
    QUIET = "quiet"
    WAITED = "waited"
    GIVEN = "given"
    VALID = "valid"
    VISIT = "visit"
    STARTS = "starts"
    ACCEPTED = "accepted"
    PHOTOS = "photos"
    TOLD = "told"
    INTRODUCED = "introduced"
    REACHED = "reached"
    SEEN = "seen"
    DRAFTED = "drafted"
    CALL_DONE = "call_done"
    PROMISE_KEPT = "promise_kept"


@dataclass(frozen=True)
class Fact:
    """One thing the book knows of a row, and what belongs to its subject.

    `on` is the day of what is told and `at` its time, `number` how many questions, photos or days. `decides_on` is the
    day of the customer's decision, `week` of `weeks` how far a job has come, `price_minor` gross, `lost_on` and
    `lost_why` what became of a quote.
    """

    told: Told | None = None
    on: date | None = None
    at: time | None = None
    number: int = 0
    paid: bool = False
    decides_on: date | None = None
    week: int = 0
    weeks: int = 0
    price_minor: int | None = None
    currency: str = ""
    rivals: int = 0
    lost_on: date | None = None
    lost_why: str = ""


_ANSWERS = {Answer.SERVICE_CALL: Told.CALL_DONE, Answer.PROMISE: Told.PROMISE_KEPT}
Facts = dict[UUID, Fact]  # by follow-up, or by subject where the row is none


def first(session: Session) -> Facts:
    """What is known beside the rows that are seen first; asked right after them, they are not read again."""
    ranked = session.info.get("today_rows")
    return of(session, (ranked if ranked is not None else today.rows(session))[:FIRST])


def of(session: Session, rows: Sequence[TodayRow]) -> Facts:
    """What is known beside these rows."""
    known = _followups(session, [row for row in rows if row.followup_id is not None])
    known |= _promised(session, [row.subject_id for row in rows if row.kind == Kind.PROMISE and row.mine])
    visits = [row for row in rows if row.kind == Kind.VISIT]
    if visits:
        lists, trade = worth_asking.lists(session), businesses.current(session).trade
        for row in visits:
            known[row.subject_id] = Fact(Told.QUESTIONS, number=len(lists.at_a_visit(row.what, trade)))
    return known | _decisions(session, [row for row in rows if row.decision is not None])


# Follow-ups


def _followups(session: Session, rows: list[TodayRow]) -> Facts:
    asked = subjects.by_id(session, FollowUp, (row.followup_id for row in rows))
    about = _subjects(session, asked.values())
    known: Facts = {}
    for found in asked.values():
        subject = about.get(found.subject_id)
        tell = _TELLERS.get(type(subject))
        if tell is not None:
            known[found.id] = tell(session, found, subject)
    quiet = {found.customer_id for found in asked.values() if found.purpose == Purpose.HIDDEN_SLOT}
    return _quiet(session, known, asked, quiet)


def _subjects(session: Session, asked: Iterable[FollowUp]) -> dict[UUID, Any]:
    """What each is about; only of undecided quotes the lines and the rival bids are read as well."""
    found: dict[UUID, Any] = {}
    undecided = {row.subject_id for row in asked if row.purpose in _UNDECIDED}
    for kind in set(SUBJECTS.values()):
        ids = [row.subject_id for row in asked if SUBJECTS[row.event] is kind and row.subject_id not in undecided]
        found |= subjects.by_id(session, kind, ids)
    query = select(Quote).where(col(Quote.id).in_(undecided)).options(lazyload(Quote.given))  # type: ignore[arg-type]
    quotes = session.execute(query).scalars() if undecided else ()
    return found | {row.id: row for row in quotes}


def _of_job(session: Session, asked: FollowUp, job: Job) -> Fact:
    day = businesses.today(session)
    if asked.purpose == Purpose.PROGRESS_UPDATE:
        fact = Fact(Told.PHOTOS, number=_new_photos(session, asked))
        if job.starts_on is None or job.ends_on is None or not job.starts_on <= day <= job.ends_on:
            return fact
        first = _week(job.starts_on)
        return replace(fact, week=_week(day) - first + 1, weeks=_week(job.ends_on) - first + 1)
    if asked.purpose == Purpose.CONFIRM_START:
        return Fact(Told.STARTS, job.starts_on) if job.starts_on is not None else Fact()
    if job.completed_on is None:
        return Fact(Told.ACCEPTED, job.agreed_on)
    told = Told.SIGNED_OFF if job.signed_who else Told.COMPLETED
    return Fact(told, job.completed_on, paid=bool(job.paid_how))


def _week(day: date) -> int:
    """Weeks as they stand in a calendar, Monday first."""
    return (day.toordinal() - 1) // 7


def _new_photos(session: Session, asked: FollowUp) -> int:
    """How many photos there are of the job since the last update."""
    last = select(func.max(col(FollowUp.settled_at))).where(
        col(FollowUp.subject_id) == asked.subject_id,
        col(FollowUp.rule_key) == asked.rule_key,
        col(FollowUp.state) == FollowUpState.DONE,
    )
    since = session.execute(last).scalar()
    photos = select(func.count()).where(col(Photo.job_id) == asked.subject_id)
    if since is not None:
        photos = photos.where(col(Photo.taken_at) > since)
    return int(session.execute(photos).scalar_one())


def _of_quote(session: Session, asked: FollowUp, quote: Quote) -> Fact:
    if asked.purpose in _UNDECIDED:
        return _undecided(session, asked, quote)
    if quote.lost_at is None:
        return Fact()
    lost_on = businesses.calendar(session).local_day(quote.lost_at)
    return Fact(Told.WAITED, asked.counted_from_on, lost_on=lost_on, lost_why=quote.lost_reason)


def _undecided(session: Session, asked: FollowUp, quote: Quote) -> Fact:
    fact = Fact(price_minor=cards.price_of(quote), currency=quote.currency, rivals=len(quote.rivals))
    if asked.purpose == Purpose.OFFER_TO_RENEW:
        return replace(fact, told=Told.VALID, on=quote.valid_until_on)
    if asked.purpose == Purpose.HIDDEN_SLOT:
        return replace(fact, told=Told.QUIET, decides_on=quote.decision_on)
    given_at = quote.given_at
    return fact if given_at is None else replace(fact, told=Told.GIVEN, on=_day(session, given_at))


def _of_visit(_session: Session, _asked: FollowUp, visit: Visit) -> Fact:
    return Fact(Told.VISIT, visit.day_on, visit.starts)


def _of_finding(session: Session, _asked: FollowUp, finding: Finding) -> Fact:
    return Fact(Told.TOLD, _day(session, finding.told_at)) if finding.told_at is not None else Fact()


def _of_referral(session: Session, _asked: FollowUp, referral: Referral) -> Fact:
    return Fact(Told.INTRODUCED, _day(session, referral.introduced_at))


_TELLERS: dict[type[Any], Callable[[Session, FollowUp, Any], Fact]] = {
    Job: _of_job,
    Quote: _of_quote,
    Visit: _of_visit,
    Finding: _of_finding,
    Referral: _of_referral,
}


def _quiet(session: Session, known: Facts, asked: dict[UUID, FollowUp], who: set[UUID]) -> Facts:
    """For how many days nothing was heard or said in the hidden slot."""
    last = last_contacts.last(session, list(who)) if who else {}
    day = businesses.today(session)
    for followup_id, fact in known.items():
        when = last.get(asked[followup_id].customer_id)
        if fact.told == Told.QUIET and when is not None:
            then = _day(session, when) if isinstance(when, datetime) else when
            known[followup_id] = replace(fact, number=max((day - then).days, 0))
    return known


# Promises and decisions


def _promised(session: Session, ids: list[UUID]) -> Facts:
    """On which day each promise was given: the record has the step that wrote it down."""
    made = (
        select(changes.c.row_id, steps.c.at)
        .join(steps, steps.c.id == changes.c.step_id)
        .where(changes.c.row_id.in_([one.hex for one in ids]), changes.c.before.is_(None), steps.c.undoes_id.is_(None))
    )
    found = session.execute(made).all() if ids else []
    return {UUID(row_id): Fact(Told.PROMISED, _day(session, datetime.fromisoformat(at))) for row_id, at in found}


def _decisions(session: Session, rows: list[TodayRow]) -> Facts:
    quotes = subjects.by_id(session, Quote, (row.subject_id for row in rows if row.decision in _QUOTES))
    known = {
        quote.id: Fact(Told.DRAFTED, _day(session, quote.drafted_at))
        if quote.given_at is None
        else Fact(Told.VALID, quote.valid_until_on)
        for quote in quotes.values()
    }
    jobs = subjects.by_id(session, Job, (row.subject_id for row in rows if row.decision == Decision.PLAN_JOB))
    known |= {job.id: Fact(Told.ACCEPTED, job.agreed_on) for job in jobs.values()}
    waiting = subjects.by_id(session, Job, (row.subject_id for row in rows if row.decision == Decision.LATE_MATERIAL))
    known |= {job.id: Fact(Told.STARTS, job.starts_on) for job in waiting.values() if _begins(session, job)}
    reached = subjects.by_id(session, Enquiry, (row.subject_id for row in rows if row.decision == Decision.NEXT_STEP))
    for enquiry in reached.values():
        if enquiry.reached_at is not None:
            known[enquiry.id] = Fact(Told.REACHED, _day(session, enquiry.reached_at))
    unhappy = [row.subject_id for row in rows if row.decision == Decision.PUT_RIGHT]
    for complaint_id, last in complaints.answered(session, unhappy).items() if unhappy else ():
        known[complaint_id] = Fact(_ANSWERS[last.by], last.on)
    seen = [row.subject_id for row in rows if row.decision == Decision.WRITE_QUOTE]
    looks = select(col(Visit.enquiry_id), func.max(col(Visit.day_on)).label("on")).where(
        col(Visit.enquiry_id).in_(seen)
    )
    for look in session.execute(looks.group_by(col(Visit.enquiry_id))).all() if seen else ():
        known[look.enquiry_id] = Fact(Told.SEEN, look.on)
    return known


def _begins(session: Session, job: Job) -> bool:
    return job.starts_on is not None and job.starts_on >= businesses.today(session)


def _day(session: Session, at: datetime) -> date:
    return businesses.calendar(session).local_day(at)
