"""Won back: what tells that a customer who said no has given work again, and what it overtakes.

Only new work counts: a quote that was given after the loss and accepted, or a job taken on after it. A question, a
complaint, a service call, work for another contractor and work that was called off win nobody back.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import and_, exists
from sqlalchemy.orm import aliased
from sqlmodel import col, func, select

from tradesman.book.customer import Customer
from tradesman.book.enquiry import Enquiry, Stage
from tradesman.book.followup import Channel, Event, FollowUp, FollowUpState, Purpose
from tradesman.book.job import Job, JobKind, JobState
from tradesman.book.quote import Quote, QuoteState
from tradesman.book.store import Session
from tradesman.book.winback import WinBack
from tradesman.services import businesses, followups, overtaken, playbooks

_OFFER = aliased(Quote)  # that of a job
_LOST = ("id", "customer_id", "enquiry_id", "lost_at")


@dataclass(frozen=True)
class Lost:
    """What of a lost quote tells whether its customer came back."""

    id: UUID
    customer_id: UUID
    enquiry_id: UUID
    lost_at: datetime | None


@dataclass(frozen=True)
class Work:
    """Work that a customer agreed to; without a quote `given_at` is None, and what counts is when they asked for it."""

    enquiry_id: UUID
    agreed_on: date
    given_at: datetime | None
    asked_at: datetime

    def after(self, quote: Quote | Lost, lost_at: datetime, lost_on: date) -> bool:
        """Whether it was offered, or else asked for or agreed, after this quote was lost."""
        if self.given_at is not None:
            return self.given_at > lost_at
        asked_after = self.asked_at > lost_at or self.enquiry_id == quote.enquiry_id
        return self.agreed_on > lost_on or (self.agreed_on == lost_on and asked_after)


def work(session: Session, customer_ids: Iterable[UUID]) -> dict[UUID, list[Work]]:
    """The new work of each of these customers, the earliest first."""
    found: dict[UUID, list[Work]] = defaultdict(list)
    query = _new_work(col(Job.customer_id)).where(col(Job.customer_id).in_(list(customer_ids)))
    for customer_id, *facts in session.execute(query):
        found[customer_id].append(Work(*facts))
    return found


def _new_work(*told: Any) -> Any:
    """Asks for these columns of all new work and for what `Work` holds, the earliest first."""
    facts = (Job.enquiry_id, Job.agreed_on, _OFFER.given_at, Enquiry.came_in_at)
    query = (
        select(*told, *(col(one) for one in facts))
        .select_from(Job)
        .join(Enquiry, col(Enquiry.id) == col(Job.enquiry_id))
        .outerjoin(_OFFER, col(_OFFER.id) == col(Job.quote_id))
    )
    return query.where(
        col(Job.kind) != JobKind.SERVICE_CALL,
        col(Job.state).not_in((JobState.CANCELLED, JobState.WITHDRAWN)),
        ~col(Job.subcontracted),
    ).order_by(col(Job.agreed_on), col(Job.id))


def another_stood() -> Any:
    """Whether another quote of the enquiry could still be accepted, or had been, when one was lost: it lost nobody."""
    other = aliased(Quote)
    settled_before = and_(col(other.state) == QuoteState.LOST, col(other.lost_at) <= col(Quote.lost_at))
    return exists().where(
        col(other.enquiry_id) == col(Quote.enquiry_id),
        col(other.id) != col(Quote.id),
        col(other.drafted_at) < col(Quote.lost_at),
        ~settled_before,
    )


def came_back(session: Session, first: date, last: date) -> Iterator[tuple[Lost, date]]:
    """The lost quotes whose customers came back in these days, and when each did; one question."""
    query = (
        _new_work(*(getattr(Quote, name) for name in _LOST))
        .join(Quote, col(Quote.customer_id) == col(Job.customer_id))
        .where(Quote.state == QuoteState.LOST, ~another_stood(), col(Job.agreed_on) <= last)
    )
    works: dict[Lost, list[Work]] = defaultdict(list)
    for row in session.execute(query):
        works[Lost(*row[: len(_LOST)])].append(Work(*row[len(_LOST) :]))
    for quote, given in works.items():
        day = back_on(session, quote, given)
        if day is not None and day >= first:
            yield quote, day


def back_on(session: Session, quote: Quote | Lost, works: Iterable[Work]) -> date | None:
    """The day on which a customer came back after this quote was lost; None for who has not."""
    if quote.lost_at is None:
        return None
    lost_on = businesses.calendar(session).local_day(quote.lost_at)
    return next((one.agreed_on for one in works if one.after(quote, quote.lost_at, lost_on)), None)


def follow(session: Session, customer_id: UUID, called_off: Job | None = None) -> None:
    """Once a customer came back, nobody rings any more to win them back, unless that work came to nothing.

    Who came back with nothing but the work that is `called_off` now is rung again: as it was planned, or after the
    wait of the playbook from today where nothing of that is left.
    """
    lost = session.exec(select(Quote).where(Quote.customer_id == customer_id, Quote.state == QuoteState.LOST)).all()
    works = work(session, [customer_id])[customer_id] if lost else []
    gone = _gone(session, called_off) if called_off is not None and lost else []
    for quote in lost:
        if back_on(session, quote, works) is not None:
            followups.overtake(session, quote.id, overtaken.CAME_BACK, Event.QUOTE_LOST)
        elif _lost_the_customer(session, quote):
            _ring_again(session, quote.id)
            if back_on(session, quote, gone) is not None:
                _ring_anew(session, quote)


def _gone(session: Session, job: Job) -> list[Work]:
    """What was agreed with a job that is called off, where it was new work."""
    if job.kind == JobKind.SERVICE_CALL or job.subcontracted:
        return []
    offer = session.get(Quote, job.quote_id) if job.quote_id is not None else None
    asked_at = session.load(Enquiry, job.enquiry_id).came_in_at
    return [Work(job.enquiry_id, job.agreed_on, offer.given_at if offer is not None else None, asked_at)]


def _lost_the_customer(session: Session, quote: Quote) -> bool:
    """Whether the enquiry was lost with this quote, and with no other that came after it.

    One that was accepted later lost nobody: the enquiry is lost because that work was called off.
    """
    later = select(Quote.id).where(Quote.enquiry_id == quote.enquiry_id, Quote.drafted_at > quote.drafted_at)
    lost = session.load(Enquiry, quote.enquiry_id).stage == Stage.LOST
    return lost and session.exec(later.where(Quote.state != QuoteState.ACCEPTED)).first() is None


def _ring_again(session: Session, quote_id: UUID) -> None:
    """Gives back the calls that were not to win back any more, unless another one was planned since."""
    if followups.of_subject(session, quote_id):
        return
    query = select(FollowUp).where(FollowUp.subject_id == quote_id, FollowUp.event == Event.QUOTE_LOST)
    query = query.where(FollowUp.state == FollowUpState.CANCELLED, FollowUp.reason == overtaken.CAME_BACK)
    for found in session.exec(query).all():
        followups.come_back(session, found)


def _ring_anew(session: Session, quote: Quote) -> None:
    """Asks after the first wait that the playbook has for them, unless they are asked already, let go or left alone."""
    known = session.exec(select(WinBack).where(WinBack.quote_id == quote.id)).first()
    let_go = known is not None and known.let_go_at is not None
    barred = followups.barring(session.load(Customer, quote.customer_id), Purpose.WIN_BACK)
    if let_go or barred or followups.of_subject(session, quote.id):
        return
    today = businesses.today(session)
    days = [
        followups.day_due(session, rule.wait, today, int(rule.repeats))
        for rule in playbooks.rules(session, Event.QUOTE_LOST)
        if rule.purpose == Purpose.WIN_BACK and followups.applies(session, rule, quote.customer_id, None)
    ]
    day = min((day for day in days if day is not None), default=None)
    if day is not None:
        session.add(contact(session, quote, day))


def contact(session: Session, quote: Quote, day: date) -> FollowUp:
    """A call to win a customer back that no rule asks for, on a day or on the next working day where it is none."""
    times = select(func.count()).where(FollowUp.rule_key == playbooks.BY_HAND, FollowUp.subject_id == quote.id)
    return FollowUp(
        customer_id=quote.customer_id,
        rule_key=playbooks.BY_HAND,
        subject_id=quote.id,
        repetition=session.exec(times).one(),
        event=Event.QUOTE_LOST,
        purpose=Purpose.WIN_BACK,
        channel=Channel.CALL,
        counted_from_on=businesses.today(session),
        due_on=businesses.calendar(session).on_or_next_working_day(day),
    )
