"""A customer's whole experience as one line, from what comes next down to the first call."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any, TypeVar
from uuid import UUID

from sqlalchemy.orm import lazyload, selectinload
from sqlmodel import select

from tradesman.book import clock
from tradesman.book.customer import Note
from tradesman.book.enquiry import Enquiry, Stage
from tradesman.book.entity import Entity
from tradesman.book.finding import Finding
from tradesman.book.followup import FollowUp, FollowUpState, Purpose
from tradesman.book.job import Job, JobKind, JobState
from tradesman.book.message import Message
from tradesman.book.outbox import MailState
from tradesman.book.partner import Direction, Partner, Referral, ReferralState
from tradesman.book.promise import Promise, PromiseState
from tradesman.book.quote import Quote, QuoteState
from tradesman.book.store import Session
from tradesman.book.testimonial import Complaint, Feedback, Testimonial
from tradesman.book.visit import Visit, VisitState
from tradesman.services import businesses, mailing

E = TypeVar("E", bound=Entity)


class Happened(StrEnum):
    """What an entry tells; the window has the words for it."""

    NEXT = "next"
    ENQUIRY = "enquiry"
    CALL = "call"
    DECLINED = "declined"
    ANSWERED = "answered"
    VISIT = "visit"
    VISIT_AHEAD = "visit_ahead"
    VISIT_FAILED = "visit_failed"
    QUOTE_DRAFT = "quote_draft"
    QUOTE_GIVEN = "quote_given"
    QUOTE_ACCEPTED = "quote_accepted"
    QUOTE_LOST = "quote_lost"
    JOB_PLANNED = "job_planned"
    JOB_STARTED = "job_started"
    JOB_COMPLETED = "job_completed"
    JOB_CALLED_OFF = "job_called_off"
    SERVICE_CALL = "service_call"
    PROMISED = "promised"
    PROMISE_KEPT = "promise_kept"
    PROMISE_BROKEN = "promise_broken"
    NO_TEETH = "no_teeth"
    FINDING = "finding"
    REFERRAL = "referral"
    BONUS = "bonus"
    CAME_FROM = "came_from"
    BONUS_PAID = "bonus_paid"
    FOLLOW_UP = "follow_up"
    MESSAGE = "message"
    SKIPPED = "skipped"
    FEEDBACK = "feedback"
    COMPLAINT = "complaint"
    SETTLED = "settled"
    TESTIMONIAL = "testimonial"
    WITHDRAWN = "withdrawn"
    NOTE = "note"


# What may still be to come.
AHEAD = frozenset({Happened.NEXT, Happened.VISIT_AHEAD, Happened.JOB_PLANNED, Happened.PROMISED})


@dataclass(frozen=True)
class Entry:
    """One thing that happened or comes next; `more` holds what its words need, `target` what it opens.

    `title` says what a rule of the owner's own asked for.
    """

    on: date
    order: str
    happened: Happened
    what: str
    more: Any = None
    purpose: Purpose | None = None
    title: str = ""
    target: tuple[str, UUID] | None = None


def of_customer(session: Session, customer_id: UUID) -> list[Entry]:
    """Every entry, the latest and what comes next first."""
    calendar = businesses.calendar(session)
    tellers = (
        *(_enquiries, _visits, _quotes, _jobs, _promises, _findings, _referrals),
        *(_followups, _messages, _said, _notes),
    )
    entries = [entry for teller in tellers for entry in teller(session, calendar, customer_id)]
    # Of one moment, what follows from the other stands above it.
    return sorted(entries, key=lambda entry: (entry.on, entry.order))[::-1]


def _all(session: Session, kind: type[E], customer_id: UUID, parts: Any = None) -> list[E]:
    """The rows of a customer with the parts that are told of; each other kind of part would be a statement more."""
    column = Entity.metadata.tables[str(kind.__tablename__)].c.customer_id
    query = select(kind).where(column == customer_id).options(lazyload("*"))
    if parts is not None:
        query = query.options(selectinload(parts).lazyload("*"))
    return list(session.exec(query).all())


def _entry(calendar: clock.Calendar, at: Any, happened: Happened, what: str, **rest: Any) -> Entry:
    return Entry(calendar.local_day(at), at.isoformat(), happened, what, **rest)


def _enquiries(session: Session, calendar: clock.Calendar, customer_id: UUID) -> Iterator[Entry]:
    for enquiry in _all(session, Enquiry, customer_id, Enquiry.attempts):
        yield _entry(
            calendar,
            enquiry.came_in_at,
            Happened.ENQUIRY,
            enquiry.what,
            more=enquiry.waited,
            target=("enquiry", enquiry.id),
        )
        for attempt in enquiry.attempts:
            if not (enquiry.answered_live and attempt is enquiry.attempts[0]):
                yield _entry(calendar, attempt.at, Happened.CALL, attempt.words, more=attempt.outcome)
        if enquiry.closed_at is not None and enquiry.stage == Stage.DECLINED:
            yield _entry(calendar, enquiry.closed_at, Happened.DECLINED, enquiry.reason)
        if enquiry.closed_at is not None and enquiry.stage == Stage.ANSWERED:
            yield _entry(calendar, enquiry.closed_at, Happened.ANSWERED, enquiry.reason)


def _visits(session: Session, calendar: clock.Calendar, customer_id: UUID) -> Iterator[Entry]:
    asked = {enquiry.id: enquiry for enquiry in _all(session, Enquiry, customer_id)}
    for visit in _all(session, Visit, customer_id):
        if visit.is_ahead:
            happened = Happened.VISIT_AHEAD
        elif visit.state in (VisitState.NOBODY_THERE, VisitState.CANCELLED):
            happened = Happened.VISIT_FAILED
        else:
            happened = Happened.VISIT
        enquiry = asked.get(visit.enquiry_id) or session.load(Enquiry, visit.enquiry_id)
        at = calendar.at_local(visit.day_on, visit.starts)
        seen = visit.words or enquiry.diagnosis or enquiry.what
        what = "; ".join((seen, *visit.measurements.splitlines()))
        yield _entry(calendar, at, happened, what, more=visit.starts)


def _quotes(session: Session, calendar: clock.Calendar, customer_id: UUID) -> Iterator[Entry]:
    for quote in _all(session, Quote, customer_id, Quote.options):
        target = ("quote", quote.id)
        if quote.given_at is not None:
            yield _entry(calendar, quote.given_at, Happened.QUOTE_GIVEN, quote.title, more=quote.number, target=target)
        if quote.state == QuoteState.DRAFT:
            yield _entry(
                calendar, quote.drafted_at, Happened.QUOTE_DRAFT, quote.title, more=quote.number, target=target
            )
        if quote.state == QuoteState.ACCEPTED and quote.accepted_at and quote.accepted_option_id:
            option = quote.option(quote.accepted_option_id)
            best = option.best_value
            yield _entry(
                calendar,
                quote.accepted_at,
                Happened.QUOTE_ACCEPTED,
                option.title,
                more=(quote.title, best),
                target=target,
            )
        if quote.state == QuoteState.LOST and quote.lost_at:
            yield _entry(
                calendar, quote.lost_at, Happened.QUOTE_LOST, quote.title, more=quote.lost_reason, target=target
            )


def _jobs(session: Session, calendar: clock.Calendar, customer_id: UUID) -> Iterator[Entry]:
    for job in _all(session, Job, customer_id):
        target = ("job", job.id)
        if job.kind == JobKind.SERVICE_CALL:
            # The earlier job may be that of another customer, or erased with it.
            earlier = session.get(Job, job.earlier_job_id) if job.earlier_job_id else None
            about = (earlier.title if earlier is not None else "", job.cause, job.under_guarantee)
            yield Entry(job.agreed_on, "", Happened.SERVICE_CALL, job.title, more=about, target=target)
        if job.state == JobState.PLANNED and job.starts_on is not None:
            yield Entry(job.starts_on, "", Happened.JOB_PLANNED, job.title, target=target)
        if job.started_at is not None:
            yield _entry(calendar, job.started_at, Happened.JOB_STARTED, job.title, target=target)
        if job.state == JobState.COMPLETED and job.completed_on is not None:
            more = (job.signed_who, job.price_minor, job.paid_how)
            yield Entry(job.completed_on, "~", Happened.JOB_COMPLETED, job.title, more=more, target=target)
        if job.state in (JobState.CANCELLED, JobState.WITHDRAWN):
            yield Entry(job.agreed_on, "~", Happened.JOB_CALLED_OFF, job.title, more=job.reason, target=target)


def _promises(session: Session, calendar: clock.Calendar, customer_id: UUID) -> Iterator[Entry]:
    for promise in _all(session, Promise, customer_id):
        target = ("promise", promise.id)
        if promise.state == PromiseState.OPEN:
            yield Entry(promise.due_on, "", Happened.PROMISED, promise.words, more=promise.mine, target=target)
        if promise.state == PromiseState.KEPT and promise.kept_at is not None:
            in_time = promise.in_time(promise.due_on)
            yield _entry(calendar, promise.kept_at, Happened.PROMISE_KEPT, promise.words, more=in_time, target=target)
        if promise.state == PromiseState.BROKEN:
            more = (promise.mine, promise.offer)
            yield Entry(promise.due_on, "", Happened.PROMISE_BROKEN, promise.words, more=more, target=target)
        if promise.why_no_teeth and promise.teeth_settled_at is not None:
            at, why = promise.teeth_settled_at, promise.why_no_teeth
            yield _entry(calendar, at, Happened.NO_TEETH, why, target=target)


def _findings(session: Session, calendar: clock.Calendar, customer_id: UUID) -> Iterator[Entry]:
    for finding in _all(session, Finding, customer_id):
        target = ("job", finding.job_id)
        yield _entry(calendar, finding.noticed_at, Happened.FINDING, finding.what, more=finding.told_at, target=target)


def _referrals(session: Session, calendar: clock.Calendar, customer_id: UUID) -> Iterator[Entry]:
    for referral in _all(session, Referral, customer_id):
        partner = session.load(Partner, referral.partner_id)
        sent = referral.direction == Direction.SENT
        told, paid = (Happened.REFERRAL, Happened.BONUS) if sent else (Happened.CAME_FROM, Happened.BONUS_PAID)
        yield _entry(calendar, referral.introduced_at, told, partner.name, more=referral.state)
        if referral.state == ReferralState.BONUS_RECEIVED and referral.received_on is not None:
            yield Entry(referral.received_on, "", paid, partner.name, more=referral.received_minor)


def _followups(session: Session, calendar: clock.Calendar, customer_id: UUID) -> Iterator[Entry]:
    sent = mailing.states(session, customer_id)
    messages = _all(session, Message, customer_id)
    written = {message.followup_id for message in messages if sent.get(message.id) != MailState.TAKEN_BACK}
    for found in _all(session, FollowUp, customer_id):
        told_of = found.id in written or found.purpose == Purpose.CALL_BACK
        if told_of and found.state != FollowUpState.OPEN:
            continue  # the message or the call itself is on the line
        asked: dict[str, Any] = {"purpose": found.purpose, "title": found.title}
        if found.state == FollowUpState.OPEN:
            # What was put off stands on the day it comes up again, and says so in `more`.
            wakes = found.snoozed_until if found.snoozed_until and found.snoozed_until > session.now else None
            on = found.due_on if wakes is None else calendar.local_day(wakes)
            yield Entry(on, "", Happened.NEXT, "", more=wakes is not None, **asked)
        elif found.state == FollowUpState.DONE and found.settled_at is not None:
            yield _entry(calendar, found.settled_at, Happened.FOLLOW_UP, found.outcome, **asked)
        elif found.state == FollowUpState.SKIPPED and found.settled_at is not None:
            yield _entry(calendar, found.settled_at, Happened.SKIPPED, found.reason, **asked)


def _messages(session: Session, calendar: clock.Calendar, customer_id: UUID) -> Iterator[Entry]:
    sent, perhaps = mailing.states(session, customer_id), mailing.perhaps_arrived(session, customer_id)
    for message in _all(session, Message, customer_id):
        what, target = message.subject or " ".join(message.words.split()), ("message", message.id)
        more = (message.way, sent.get(message.id, MailState.SENT), message.id in perhaps)
        yield _entry(calendar, message.sent_at, Happened.MESSAGE, what, more=more, target=target)


def _said(session: Session, calendar: clock.Calendar, customer_id: UUID) -> Iterator[Entry]:
    for feedback in _all(session, Feedback, customer_id):
        more = (feedback.holding, feedback.score, feedback.who_else)
        yield _entry(calendar, feedback.at, Happened.FEEDBACK, feedback.words, more=more)
    for complaint in _all(session, Complaint, customer_id):
        at, settled_at = complaint.opened_at, complaint.settled_at
        target = ("complaint", complaint.id) if settled_at is None else None
        yield _entry(calendar, at, Happened.COMPLAINT, complaint.what, more=settled_at, target=target)
        if settled_at is not None:
            yield _entry(calendar, settled_at, Happened.SETTLED, complaint.how)
    for said in _all(session, Testimonial, customer_id):
        yield Entry(said.said_on, "~", Happened.TESTIMONIAL, said.words, more=said.is_released)
        if said.withdrawn_at is not None:
            yield _entry(calendar, said.withdrawn_at, Happened.WITHDRAWN, said.withdrawn_how or said.words)


def _notes(session: Session, calendar: clock.Calendar, customer_id: UUID) -> Iterator[Entry]:
    for note in _all(session, Note, customer_id):
        yield _entry(calendar, note.at, Happened.NOTE, note.words, target=("note", note.id))
