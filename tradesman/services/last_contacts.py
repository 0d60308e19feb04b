"""Last contacts: when a customer and the owner last had to do with each other."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, time
from functools import cache
from typing import Any
from uuid import UUID

from sqlalchemy import String, bindparam, cast, tuple_, union_all
from sqlmodel import col, func, select

from tradesman.book.customer import Note
from tradesman.book.enquiry import CallAttempt, Enquiry
from tradesman.book.followup import FollowUp, FollowUpState
from tradesman.book.job import Job
from tradesman.book.message import Message
from tradesman.book.outbox import MAY_HAVE_LEFT, OutgoingMail
from tradesman.book.quote import Quote
from tradesman.book.store import Session
from tradesman.book.visit import FELL_THROUGH, Visit, VisitState

When = date | datetime  # a datetime is a moment in UTC, a date is all that is known


def moment(when: When) -> datetime:
    """For comparing: a day counts from its first minute."""
    return when if isinstance(when, datetime) else datetime.combine(when, time.min, UTC)


def last(session: Session, ids: Sequence[UUID] | None = None) -> dict[UUID, When]:
    """The last time that each of these customers, or everybody, was in touch, those of longest ago first.

    It is what was latest of an enquiry, a call back, a visit, a quote, a job completed, a message, a note, a follow-up.
    """
    among = {} if ids is None else {"ids": ids}
    rows: Any = session.execute(_question(some=ids is not None), among)
    return {who: _read(at) for who, at in rows.all() if at is not None}


@cache
def _question(*, some: bool) -> Any:
    told = union_all(*_told(some=some)).subquery()
    latest = func.max(told.c.at)  # written out, a day stands before each moment of it
    return select(told.c.who, latest).group_by(told.c.who).order_by(latest)


def _read(at: str) -> When:
    return date.fromisoformat(at) if len(at) == 10 else datetime.fromisoformat(at).replace(tzinfo=UTC)


def _told(*, some: bool) -> list[Any]:
    # What is asked of a state must not lead the search away from the customers: few are asked for of very many.
    not_yet = [VisitState.BOOKED, VisitState.CONFIRMED, *FELL_THROUGH]
    waits = col(OutgoingMail.state).not_in(MAY_HAVE_LEFT)
    not_sent = select(OutgoingMail.message_id).where(waits)
    by_mail = tuple_(col(FollowUp.customer_id), col(FollowUp.settled_at)).not_in(
        select(OutgoingMail.customer_id, OutgoingMail.queued_at).where(waits)
    )
    called = col(CallAttempt.enquiry_id) == col(Enquiry.id)
    told: tuple[tuple[Any, Any, tuple[Any, ...]], ...] = (
        (Enquiry.customer_id, Enquiry.came_in_at, ()),
        (Enquiry.customer_id, CallAttempt.at, (called,)),
        (Visit.customer_id, Visit.day_on, (col(Visit.state).not_in(not_yet),)),
        (Quote.customer_id, Quote.given_at, ()),
        (Job.customer_id, Job.completed_on, ()),
        (Message.customer_id, Message.sent_at, (col(Message.id).not_in(not_sent),)),
        (Note.customer_id, Note.at, ()),
        (FollowUp.customer_id, FollowUp.settled_at, (FollowUp.state == FollowUpState.DONE, by_mail)),
    )
    ids: list[Any] = [bindparam("ids", expanding=True)] if some else []
    return [
        select(who.label("who"), cast(when, String).label("at")).where(*conditions, *(who.in_(each) for each in ids))
        for who, when, conditions in told
    ]
