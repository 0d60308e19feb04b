"""Promises: made, kept, re-agreed in time, or broken openly."""

from datetime import date, time
from uuid import UUID

from sqlmodel import col, select

from tradesman.book.errors import BookError
from tradesman.book.promise import Promise, PromiseKind, PromiseState
from tradesman.book.store import Session
from tradesman.services import businesses


def make(
    session: Session,
    customer_id: UUID,
    words: str,
    due_on: date,
    *,
    job_id: UUID | None = None,
    due_at_time: time | None = None,
    mine: bool = True,
    kind: PromiseKind = PromiseKind.WORD,
) -> Promise:
    """Notes something said to a customer that has a date, mine or theirs."""
    if not words.strip():
        raise BookError("What was promised? Nothing was changed.")
    promise = Promise(
        customer_id=customer_id,
        job_id=job_id,
        kind=kind,
        mine=mine,
        words=words.strip(),
        due_on=due_on,
        due_at_time=due_at_time,
        first_due_on=due_on,
    )
    session.add(promise)
    return promise


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
    """It will not be kept; what was offered for it is noted."""
    promise = session.load(Promise, promise_id)
    promise.break_(offered)
    return promise


def of_job(session: Session, job_id: UUID) -> list[Promise]:
    """The promises of one job, by their day."""
    query = select(Promise).where(Promise.job_id == job_id).order_by(col(Promise.due_on), col(Promise.id))
    return list(session.exec(query).all())


def promise_finish(session: Session, customer_id: UUID, job_id: UUID, day: date) -> Promise:
    """Promises the day a job is finished, or re-agrees the promise that is open; a broken one stays on record."""
    of_finish = (p for p in of_job(session, job_id) if p.kind == PromiseKind.FINISH)
    found = next((p for p in of_finish if p.state == PromiseState.OPEN), None)
    if found is None:
        return make(session, customer_id, "Finished", day, job_id=job_id, kind=PromiseKind.FINISH)
    if found.due_on != day:
        found.re_agree(day, businesses.today(session))
    return found
