"""What was settled today: the list behind "done today"."""

from dataclasses import dataclass
from datetime import datetime, time

from sqlmodel import col, select

from tradesman.book.customer import Customer
from tradesman.book.followup import FollowUp, FollowUpState, Purpose
from tradesman.book.promise import Promise, PromiseState
from tradesman.book.store import Session
from tradesman.services import businesses


def count(session: Session) -> int:
    """How many follow-ups and promises were settled today."""
    return len(rows(session))


@dataclass(frozen=True)
class DoneRow:
    """Something settled today."""

    customer: str
    what: str
    purpose: Purpose | None
    at: datetime
    skipped: bool = False


def rows(session: Session) -> list[DoneRow]:
    """What was done or skipped today, newest first."""
    midnight = businesses.calendar(session).at_local(businesses.today(session), time.min)
    settled = [FollowUpState.DONE, FollowUpState.SKIPPED]
    followups = (
        select(FollowUp, Customer)
        .join(Customer, col(Customer.id) == col(FollowUp.customer_id))
        .where(col(FollowUp.state).in_(settled), col(FollowUp.settled_at) >= midnight)
    )
    found = [
        DoneRow(
            customer.name, row.outcome or row.reason, row.purpose, row.settled_at, row.state == FollowUpState.SKIPPED
        )
        for row, customer in session.exec(followups).all()
        if row.settled_at is not None
    ]
    kept = (
        select(Promise, Customer)
        .join(Customer, col(Customer.id) == col(Promise.customer_id))
        .where(Promise.state == PromiseState.KEPT, col(Promise.kept_at) >= midnight)
    )
    found += [
        DoneRow(customer.name, promise.words, None, promise.kept_at)
        for promise, customer in session.exec(kept).all()
        if promise.kept_at is not None
    ]
    return sorted(found, key=lambda row: row.at, reverse=True)
