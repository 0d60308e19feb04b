"""The calls three months on, each on its day: while an open complaint holds one back, it is not due.

Rule: product.md, Follow-ups and Scorecard. Put right, the call has the day on which that was done. One that is answered
by an e-mail is done when that left, or was tried, and not before.
"""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from itertools import groupby
from operator import attrgetter
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import String, and_, exists, func, or_, select, type_coerce
from sqlmodel import col

from tradesman.book.clock import Calendar
from tradesman.book.followup import FollowUp, FollowUpState, Purpose
from tradesman.book.outbox import MAY_HAVE_LEFT, OutgoingMail
from tradesman.book.store import Session
from tradesman.book.testimonial import Complaint
from tradesman.services import businesses

WITHIN = timedelta(days=7)  # of its day, for a call that is in time


class HeldCall(NamedTuple):
    """A call three months on, the day on which it is due, and what became of it; its ids as the book keeps them."""

    followup: str
    customer: str
    day: date
    state: FollowUpState
    settled_at: datetime | None


def calls(session: Session, first: date, last: date, customer_id: UUID | None = None) -> Iterator[HeldCall]:
    """The calls due from a day to another, of one customer where one is named.

    Those that are held back now are left out, and so is what was cancelled or left out at the customer's wish.
    """
    calendar = businesses.calendar(session)
    found = session.execute(_asked(first, last, calendar.at_local(first, time.min), customer_id))
    for _, rows in groupby(found, attrgetter("id")):
        call, *others = [_as_it_left(row) for row in rows]
        day = _day(calendar, [call, *others])
        if day is not None and first <= day <= last:
            yield HeldCall(call.id, call.customer_id, day, call.state, call.settled_at)


class _Row(NamedTuple):
    """A call with a complaint that may hold it back, as the database gives it."""

    id: str
    customer_id: str
    due_on: date
    state: FollowUpState
    settled_at: datetime | None
    opened_at: datetime | None
    put_right_at: datetime | None


def _as_it_left(row: Any) -> _Row:
    """A call by e-mail is done on the day on which that went or was tried, and open while it has not left."""
    state, settled_at = row.state, row.settled_at
    if state == FollowUpState.DONE and row.left_at is not None:
        settled_at = row.left_at
    elif state == FollowUpState.DONE and row.is_here:
        state, settled_at = FollowUpState.OPEN, None
    return _Row(row.id, row.customer_id, row.due_on, state, settled_at, row.opened_at, row.put_right_at)


def _asked(first: date, last: date, since: datetime, customer_id: UUID | None) -> Any:
    """One row for each call, or for each complaint that may hold it back."""

    def whose(kind: type[Any]) -> list[Any]:
        return [] if customer_id is None else [kind.customer_id == customer_id]

    call, later = col(FollowUp.purpose) == Purpose.THREE_MONTHS, col(Complaint.settled_at) >= since
    put_right = select(col(Complaint.customer_id)).where(later, *whose(Complaint))
    of_these_days = select(col(FollowUp.id)).where(
        call, col(FollowUp.due_on) >= first, col(FollowUp.due_on) <= last, *whose(FollowUp)
    )
    # Few complain: what it is for is looked at only then, not the other way round.
    this = func.lower(FollowUp.purpose) == Purpose.THREE_MONTHS.value
    of_before = select(col(FollowUp.id)).where(
        this, col(FollowUp.due_on) < first, col(FollowUp.customer_id).in_(put_right)
    )
    held = and_(
        col(Complaint.customer_id) == col(FollowUp.customer_id), or_(later, col(Complaint.settled_at).is_(None))
    )
    columns: tuple[Any, ...] = (FollowUp.due_on, FollowUp.state, FollowUp.settled_at)
    return (
        select(
            type_coerce(col(FollowUp.id), String).label("id"),
            type_coerce(col(FollowUp.customer_id), String).label("customer_id"),
            *map(col, columns),
            col(Complaint.opened_at),
            col(Complaint.settled_at).label("put_right_at"),
            *_by_mail(),
        )
        .outerjoin(Complaint, held)
        .where(
            col(FollowUp.id).in_(of_these_days.union(of_before)),
            col(FollowUp.state) != FollowUpState.CANCELLED,
            ~((col(FollowUp.state) == FollowUpState.SKIPPED) & col(FollowUp.customer_asked)),
        )
        .order_by(col(FollowUp.id), col(Complaint.opened_at))
    )


def _by_mail() -> tuple[Any, ...]:
    """When the e-mail left, or was tried, that answered a call, and whether there is one that did not leave."""
    it = (
        col(OutgoingMail.customer_id) == col(FollowUp.customer_id),
        col(OutgoingMail.queued_at) == col(FollowUp.settled_at),
    )
    left = col(OutgoingMail.state).in_(MAY_HAVE_LEFT)
    left_at = select(func.max(func.coalesce(OutgoingMail.tried_at, OutgoingMail.sent_at))).where(*it, left)
    is_here = exists(select(col(OutgoingMail.id)).where(*it, ~left))
    return left_at.scalar_subquery().label("left_at"), is_here.label("is_here")


def _day(calendar: Calendar, rows: list[_Row]) -> date | None:
    """The day of a call, or that on which the complaint was put right which held it back; None while it is open."""
    day: date = rows[0].due_on
    settled_at = rows[0].settled_at
    for row in rows:
        if row.opened_at is None or (settled_at is not None and row.opened_at >= settled_at):
            break  # nothing was amiss, or it came out in the call itself
        if calendar.local_day(row.opened_at) > day + WITHIN:
            break  # it was late by then
        ends = [at for at in (row.put_right_at, settled_at) if at is not None]
        if not ends:
            return None
        day = max(day, calendar.local_day(min(ends)))
    return day
