"""Promises: made, kept, re-agreed in time, or broken openly."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, time
from uuid import UUID

from sqlmodel import col, select

from tradesman.book.customer import Customer
from tradesman.book.errors import BookError
from tradesman.book.guarantee import GuaranteeKind
from tradesman.book.job import Job
from tradesman.book.promise import Promise, PromiseKind, PromiseState
from tradesman.book.quote import Quote
from tradesman.book.store import Session
from tradesman.services import businesses


def make(
    session: Session,
    customer_id: UUID,
    words: str,
    due_on: date,
    *,
    job_id: UUID | None = None,
    complaint_id: UUID | None = None,
    due_at_time: time | None = None,
    mine: bool = True,
    kind: PromiseKind = PromiseKind.WORD,
) -> Promise:
    """Notes something said to a customer that has a date, mine or theirs; `complaint_id` is what it is to put right."""
    if not words.strip():
        raise BookError("What was promised? Nothing was changed.")
    promise = Promise(
        customer_id=customer_id,
        job_id=job_id,
        complaint_id=complaint_id,
        kind=kind,
        mine=mine,
        words=words.strip(),
        due_on=due_on,
        due_at_time=due_at_time,
        first_due_on=due_on,
    )
    session.add(promise)
    return promise


def with_customer(session: Session, promise_id: UUID) -> tuple[Promise, Customer]:
    """A promise and who it was said to, or who said it."""
    promise = session.load(Promise, promise_id)
    return promise, session.load(Customer, promise.customer_id)


def keep(session: Session, promise_id: UUID) -> Promise:
    """It is done; whether in time follows from the dates."""
    promise = session.load(Promise, promise_id)
    promise.keep(businesses.today(session), session.now)
    return promise


def reopen(session: Session, promise_id: UUID) -> Promise:
    """It was not done after all."""
    promise = session.load(Promise, promise_id)
    promise.reopen()
    return promise


def re_agree(session: Session, promise_id: UUID, due_on: date) -> Promise:
    """Sets a new day with the customer; before the old one has passed, nothing is missed."""
    promise = session.load(Promise, promise_id)
    promise.re_agree(due_on, businesses.today(session))
    return promise


def break_(session: Session, promise_id: UUID, offered: str) -> Promise:
    """It will not be kept; what was offered for it is noted, or what follows from it where it is the customer's."""
    promise = session.load(Promise, promise_id)
    promise.break_(offered)
    return promise


@dataclass(frozen=True)
class Teeth:
    """What a guarantee gives the customer because the promised finish was missed; the owner decides."""

    promise_id: UUID
    guarantee: str
    words: str


def teeth(session: Session, job_id: UUID) -> Teeth | None:
    """What the accepted option's guarantee to be on time would give now; None unless its finish was missed.

    Nothing falls due before the owner confirms. Rule: product.md, Promises and guarantees.
    """
    job, today = session.load(Job, job_id), businesses.today(session)
    quote = session.load(Quote, job.quote_id) if job.quote_id else None
    if quote is None or quote.accepted_option_id is None:
        return None
    option = quote.option(quote.accepted_option_id)
    if option.guarantee_kind != GuaranteeKind.ON_TIME or not option.guarantee_teeth:
        return None
    finishes = (one for one in of_job(session, job.id) if one.kind == PromiseKind.FINISH)
    missed = next((one for one in finishes if one.teeth_settled_at is None and one.in_time(today) is False), None)
    return None if missed is None else Teeth(missed.id, option.guarantee, option.guarantee_teeth)


def give_teeth(session: Session, promise_id: UUID, words: str) -> Promise:
    """The owner stands by the guarantee: what the customer gets is promised for the next working day."""
    missed = session.load(Promise, promise_id)
    if not words.strip():
        raise BookError("What does the customer get? Nothing was changed. A few words are enough.")
    missed.give_teeth(session.now, words)
    day = businesses.calendar(session).next_working_day(businesses.today(session))
    return make(session, missed.customer_id, words, day, job_id=missed.job_id)


def waive_teeth(session: Session, promise_id: UUID, reason: str) -> Promise:
    """The guarantee does not apply, for a reason: the customer moved the finish, the law stopped the work."""
    missed = session.load(Promise, promise_id)
    if not reason.strip():
        raise BookError("Why does the guarantee not apply? Nothing was changed. A few words are enough.")
    missed.waive_teeth(session.now, reason)
    return missed


def finished(session: Session, job_id: UUID, day: date) -> None:
    """Keeps the promised finish on the day the work was done, or corrects that day; a broken one stays broken.

    Where it turns out to be in time after all, what the guarantee would have given is off, unless it was given.
    """
    said = of_job(session, job_id)
    for finish in said:
        if finish.kind != PromiseKind.FINISH or finish.state not in (PromiseState.OPEN, PromiseState.KEPT):
            continue
        finish.reopen()
        finish.keep(day, session.now)
        if finish.teeth and finish.in_time(day):
            given = [one for one in said if one.mine and one.kind == PromiseKind.WORD and one.words == finish.teeth]
            if any(one.state == PromiseState.KEPT for one in given):
                continue
            for one in given:
                one.cancel()
            finish.take_teeth_back()


def of_job(session: Session, job_id: UUID) -> list[Promise]:
    """The promises of one job, by their day."""
    query = select(Promise).where(Promise.job_id == job_id).order_by(col(Promise.due_on), col(Promise.id))
    return list(session.exec(query).all())


def finish_of(said: Iterable[Promise]) -> Promise | None:
    """Of the promises of a job the finish that counts: the one that is open, else the newest."""
    finishes = [one for one in said if one.kind == PromiseKind.FINISH]
    return max(finishes, key=lambda one: (one.state == PromiseState.OPEN, one.id), default=None)


def promise_finish(session: Session, customer_id: UUID, job_id: UUID, day: date) -> Promise:
    """Promises the day a job is finished, or re-agrees the promise that is open; a broken one stays on record."""
    found = finish_of(of_job(session, job_id))
    if found is None or found.state != PromiseState.OPEN:
        return make(session, customer_id, "Finished", day, job_id=job_id, kind=PromiseKind.FINISH)
    if found.due_on != day:
        found.re_agree(day, businesses.today(session))
    return found
