"""Cards: every enquiry before its job and every job, where they stand, what they are worth and what they wait for.

Where a card stands follows from the enquiry, its quote and its job. Everything is looked up by an index and capped, so
that a large book answers as fast as a small one.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from uuid import UUID

from sqlalchemy.orm import aliased, lazyload, load_only
from sqlmodel import col, select

from tradesman.book.enquiry import Enquiry, Stage
from tradesman.book.followup import FollowUp, FollowUpState, Purpose
from tradesman.book.job import Job, JobState
from tradesman.book.promise import Promise
from tradesman.book.quote import Quote
from tradesman.book.store import Session
from tradesman.book.testimonial import Feedback
from tradesman.book.visit import FELL_THROUGH, Visit
from tradesman.services import businesses, complaints, standings, today
from tradesman.services.decisions import AHEAD, Decision
from tradesman.services.standings import Standing
from tradesman.services.today import TodayRow

MOST = 200  # cards of one kind that are counted: more than a business of one has
MOST_DUE = 5000  # open follow-ups, the next first, among which the win-backs are
MOST_RECENT = 2000  # enquiries, the newest first, among which those closed lately are
LEAVES = timedelta(days=90)  # after which what is over leaves the board
CALLED_WITHIN = timedelta(days=180)  # of its day: later the three-month call is not waited for
LAST = 10**6  # the rank of a card that nothing is due for


class Afterwards(StrEnum):
    """What came of a job that was followed up."""

    COMPLAINT = "complaint"
    TESTIMONIAL = "testimonial"
    NOT_HOLDING = "not_holding"
    HOLDING = "holding"
    TALKED = "talked"


@dataclass(frozen=True)
class Card:
    """One enquiry before its job, or one job: where it stands, what it is worth, and what it waits for.

    `price_minor` is gross, None while there is none. `due` is what Today asks for it; where that is None, `on` (and
    `at`, a time of that day or an instant) say what comes next: the visit, the decision, the start, the follow-up
    of this `purpose`, by its `title` where a rule of the owner's own asks for it, the win-back. `visit_id` is the visit
    that is still ahead, `followup_id` the three-month call that is, `complaint_id` what is not put right of a job that
    was followed up. `reason` is why it is lost or paused.
    """

    standing: Standing
    enquiry_id: UUID
    customer_id: UUID
    what: str
    customer: str = ""
    price_minor: int | None = None
    quote_id: UUID | None = None
    job_id: UUID | None = None
    visit_id: UUID | None = None
    followup_id: UUID | None = None
    complaint_id: UUID | None = None
    due: TodayRow | None = None
    rank: int = LAST
    needs_me_today: bool = False
    purpose: Purpose | None = None
    title: str = ""
    on: date | None = None
    at: time | datetime | None = None
    reason: str = ""
    closed_on: date | None = None
    paused: bool = False
    afterwards: Afterwards | None = None

    @property
    def key(self) -> UUID:
        """What tells a card from every other."""
        return self.job_id or self.enquiry_id


def every(session: Session, rows: Sequence[TodayRow]) -> list[Card]:
    """Every card there is, in no order and without what only a card that is seen needs; `rows` are those of Today."""
    asked = _Asked(session, rows)
    return [*_open(session, asked), *_working(session, asked), *_finished(session, asked), *_lost(session, asked)]


class _Asked:
    """What Today asks for, by the enquiry, visit, quote or job it is about."""

    def __init__(self, session: Session, rows: Sequence[TodayRow]) -> None:
        self._today = businesses.today(session)
        self._found: dict[UUID, tuple[int, TodayRow]] = {}
        each = [row for first in rows for row in (first, *first.also) if row.mine]
        jobs = _jobs_promised(session, [row.subject_id for row in each if row.kind == today.Kind.PROMISE])
        unhappy = [row.subject_id for row in each if row.decision == Decision.PUT_RIGHT]
        jobs |= complaints.jobs_of(session, unhappy) if unhappy else {}
        for rank, row in enumerate(each):
            # What goes along with a contact of today is not due itself; a call back is owed from the start.
            if row.due_on <= self._today or row.purpose == Purpose.CALL_BACK:
                self._found.setdefault(jobs.get(row.subject_id, row.subject_id), (rank, row))

    def put(self, card: Card, subject_ids: Iterable[UUID]) -> Card:
        """The card with what is due first for one of its subjects."""
        rank, row = min(
            (self._found[one] for one in subject_ids if one in self._found), default=(LAST, None), key=_rank
        )
        if row is None:
            return card
        return replace(card, due=row, rank=rank, needs_me_today=row.due_on <= self._today)


def _rank(found: tuple[int, TodayRow | None]) -> int:
    return found[0]


def _jobs_promised(session: Session, promise_ids: list[UUID]) -> dict[UUID, UUID]:
    """The jobs that promises belong to, by promise."""
    query = select(Promise.id, Promise.job_id).where(col(Promise.id).in_(promise_ids), col(Promise.job_id).is_not(None))
    return {promise_id: job_id for promise_id, job_id in session.exec(query).all() if job_id is not None}


# Before the job


def _open(session: Session, asked: _Asked) -> list[Card]:
    """One card for each open enquiry without a job: quoted when the customer has seen a quote that is undecided."""
    query = select(Enquiry).where(col(Enquiry.stage).in_(standings.BEFORE_JOB)).order_by(col(Enquiry.came_in_at).desc())
    enquiries = session.exec(query.options(lazyload("*")).limit(MOST)).all()
    ids = [enquiry.id for enquiry in enquiries]
    written, booked = _quotes(session, ids), _visits(session, ids)
    calls = _put_off(session, ids)
    cards = []
    for enquiry in enquiries:
        quotes = [quote for quote in written[enquiry.id] if not quote.is_settled]
        subjects = [enquiry.id, *(visit.id for visit in booked[enquiry.id]), *(quote.id for quote in quotes)]
        card = _before(enquiry, quotes, booked[enquiry.id], calls.get(enquiry.id))
        cards.append(asked.put(card, subjects))
    return cards


def _before(enquiry: Enquiry, quotes: list[Quote], booked: list[Visit], call_at: datetime | None) -> Card:
    seen = [quote for quote in quotes if quote.given_at is not None]
    quote = max(seen or quotes, key=lambda quote: quote.drafted_at, default=None)
    card = Card(
        standings.of_enquiry(enquiry.stage, seen=bool(seen), booked=bool(booked)),
        enquiry.id,
        enquiry.customer_id,
        quote.title if quote is not None else enquiry.what,
        quote_id=quote.id if quote is not None else None,
    )
    if quote is not None and seen:
        return replace(card, price_minor=price_of(quote), on=quote.decision_on)
    ahead = min((visit for visit in booked if visit.state in AHEAD), key=_when, default=None)
    if ahead is not None:
        return replace(card, visit_id=ahead.id, on=ahead.day_on, at=ahead.starts)
    return replace(card, at=call_at)


def _when(visit: Visit) -> tuple[date, time]:
    return visit.day_on, visit.starts


def price_of(quote: Quote) -> int | None:
    """The gross total of what the customer took, or else of the best value; None while it has no line."""
    took = next((option for option in quote.options if option.id == quote.accepted_option_id), None)
    option = took or quote.best_value or next(iter(quote.options), None)
    if option is None or not option.lines:
        return None
    return option.totals(gross=quote.gross, extras=quote.accepted_extras).total_minor


def _quotes(session: Session, enquiry_ids: list[UUID]) -> dict[UUID, list[Quote]]:
    """The quotes of these enquiries with their lines, without what was frozen of them."""
    query = select(Quote).where(col(Quote.enquiry_id).in_(enquiry_ids))
    found: dict[UUID, list[Quote]] = defaultdict(list)
    for quote in session.exec(query.options(lazyload(Quote.given), lazyload(Quote.rivals))).all():  # type: ignore[arg-type]
        found[quote.enquiry_id].append(quote)
    return found


def _visits(session: Session, enquiry_ids: list[UUID]) -> dict[UUID, list[Visit]]:
    """The visits of these enquiries that did not fall through."""
    query = select(Visit).where(col(Visit.enquiry_id).in_(enquiry_ids), col(Visit.state).not_in(FELL_THROUGH))
    found: dict[UUID, list[Visit]] = defaultdict(list)
    for visit in session.exec(query).all():
        found[visit.enquiry_id].append(visit)
    return found


def _put_off(session: Session, enquiry_ids: list[UUID]) -> dict[UUID, datetime]:
    """Until when calls back are put off."""
    query = select(FollowUp.subject_id, FollowUp.snoozed_until).where(
        col(FollowUp.subject_id).in_(enquiry_ids),
        FollowUp.purpose == Purpose.CALL_BACK,
        FollowUp.state == FollowUpState.OPEN,
    )
    return {subject_id: until for subject_id, until in session.exec(query).all() if until is not None}


# The job and after it


def _working(session: Session, asked: _Asked) -> list[Card]:
    """The jobs that are agreed and not over."""
    states = (JobState.PLANNED, JobState.IN_PROGRESS, JobState.PAUSED)
    query = select(Job).where(col(Job.state).in_(states)).order_by(col(Job.starts_on)).limit(MOST)
    cards = []
    for job in session.exec(query.options(lazyload("*"))).all():
        planned, paused = job.state == JobState.PLANNED, job.state == JobState.PAUSED
        card = _of_job(
            job, standings.of_job(job.state, None, heard=False), on=job.starts_on if planned else job.ends_on
        )
        card = replace(card, paused=paused, reason=job.reason if paused else "")
        cards.append(asked.put(card, [job.id]))
    return cards


def _of_job(job: Job, standing: Standing, on: date | None = None) -> Card:
    return Card(
        standing,
        job.enquiry_id,
        job.customer_id,
        job.title,
        price_minor=job.price_minor,
        quote_id=job.quote_id,
        job_id=job.id,
        on=on,
    )


def _finished(session: Session, asked: _Asked) -> list[Card]:
    """Jobs that are done: until the three-month call was made, and for a while after it."""
    day = businesses.today(session)
    jobs = _completed(session, day)
    calls = _three_months(session, list(jobs))
    heard = set(session.exec(select(Feedback.job_id).where(col(Feedback.job_id).in_(list(jobs)))).all())
    left = businesses.calendar(session).at_local(day - LEAVES, time.min)
    cards = []
    for job in jobs.values():
        call = calls.get(job.id)
        fresh = job.completed_on is not None and job.completed_on >= day - LEAVES
        waits = call is not None and call.state == FollowUpState.OPEN
        made_at = call.settled_at if call is not None and call.state == FollowUpState.DONE else None
        if not waits and not (made_at >= left if made_at is not None else fresh):
            continue
        card = _of_job(
            job, standings.of_job(job.state, call.state if call is not None else None, heard=job.id in heard)
        )
        if call is not None and waits:
            card = replace(card, on=call.due_on, followup_id=call.id)
        cards.append(asked.put(card, [job.id]))
    return cards


def _completed(session: Session, day: date) -> dict[UUID, Job]:
    """The jobs signed off last, and those whose three-month call came due last."""
    since = day - CALLED_WITHIN
    called = select(FollowUp.subject_id).where(
        FollowUp.purpose == Purpose.THREE_MONTHS, col(FollowUp.due_on) >= since, FollowUp.due_on <= day
    )
    due = session.exec(called.order_by(col(FollowUp.due_on).desc()).limit(MOST)).all()
    over = select(Job).options(lazyload("*"))
    newest = over.where(col(Job.completed_on) >= since - LEAVES).order_by(col(Job.completed_on).desc()).limit(MOST)
    looks = (newest, over.where(col(Job.id).in_(due), Job.state == JobState.COMPLETED))
    return {job.id: job for look in looks for job in session.exec(look).all()}


def _three_months(session: Session, job_ids: list[UUID]) -> dict[UUID, FollowUp]:
    # Asked by subject alone: with the purpose as well, the database would walk through every call ever made.
    query = select(FollowUp).where(col(FollowUp.subject_id).in_(job_ids))
    few = load_only(FollowUp.subject_id, FollowUp.purpose, FollowUp.state, FollowUp.due_on, FollowUp.settled_at)  # type: ignore[arg-type]
    return {
        call.subject_id: call for call in session.exec(query.options(few)).all() if call.purpose == Purpose.THREE_MONTHS
    }


# What was lost


def _lost(session: Session, asked: _Asked) -> list[Card]:
    """What comes back by date, and what was closed lately."""
    calls = _win_backs(session)
    ids = {*calls, *_closed_lately(session)}
    if not ids:
        return []
    query = select(Enquiry).where(col(Enquiry.id).in_(ids), col(Enquiry.stage).in_((Stage.LOST, Stage.DECLINED)))
    enquiries = session.exec(query.options(lazyload("*"))).all()
    written, calendar = _quotes(session, [enquiry.id for enquiry in enquiries]), businesses.calendar(session)
    cards = []
    for enquiry in enquiries:
        quote = max(written[enquiry.id], key=lambda quote: (quote.given_at is not None, quote.drafted_at), default=None)
        call = calls.get(enquiry.id)
        card = Card(
            Standing.WIN_BACK,
            enquiry.id,
            enquiry.customer_id,
            quote.title if quote is not None else enquiry.what,
            price_minor=price_of(quote) if quote is not None else None,
            quote_id=quote.id if quote is not None else None,
            on=call.due_on if call is not None else None,
            reason=enquiry.reason,
            closed_on=calendar.local_day(enquiry.closed_at) if enquiry.closed_at is not None else None,
        )
        cards.append(asked.put(card, [found.id for found in written[enquiry.id]]))
    return cards


def _win_backs(session: Session) -> dict[UUID, FollowUp]:
    """The next open win-back of each enquiry."""
    due = select(FollowUp).where(FollowUp.state == FollowUpState.OPEN).order_by(col(FollowUp.due_on)).limit(MOST_DUE)
    near = aliased(FollowUp, due.subquery())
    calls = session.exec(select(near).where(near.purpose == Purpose.WIN_BACK)).all()
    lost = select(Quote.id, Quote.enquiry_id).where(col(Quote.id).in_([call.subject_id for call in calls]))
    enquiries = dict(session.exec(lost).all())
    latest_first = sorted(calls, key=lambda call: call.due_on, reverse=True)
    return {enquiries[call.subject_id]: call for call in latest_first if call.subject_id in enquiries}


def _closed_lately(session: Session) -> list[UUID]:
    since = businesses.calendar(session).at_local(businesses.today(session) - LEAVES, time.min)
    newest = select(Enquiry).order_by(col(Enquiry.call_due_at).desc()).limit(MOST_RECENT)
    recent = aliased(Enquiry, newest.subquery())
    return list(session.exec(select(recent.id).where(col(recent.closed_at) >= since)).all())
