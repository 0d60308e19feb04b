"""Closings: when what somebody was writing about came to its end."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from sqlmodel import col, select

from tradesman.book.customer import Customer
from tradesman.book.enquiry import CLOSED, Enquiry, Stage
from tradesman.book.followup import FollowUp, FollowUpState
from tradesman.book.store import Session


def closed(session: Session, ids: Iterable[UUID]) -> dict[UUID, datetime]:
    """When each of these follow-ups and enquiries was closed, now for one that became a job; open ones are left out."""
    wanted = list(ids)
    done = select(FollowUp.id, FollowUp.settled_at).where(FollowUp.state != FollowUpState.OPEN)
    ended = select(Enquiry.id, Enquiry.closed_at).where(col(Enquiry.stage).in_([*CLOSED, Stage.WON]))
    found = [
        *session.exec(done.where(col(FollowUp.id).in_(wanted))).all(),
        *session.exec(ended.where(col(Enquiry.id).in_(wanted))).all(),
    ]
    return {row_id: at or session.now for row_id, at in found}


def knows_customer(session: Session, customer_id: UUID) -> bool:
    """Whether the book has this customer: who was merged into another record is gone, and back after Undo."""
    return session.get(Customer, customer_id) is not None
