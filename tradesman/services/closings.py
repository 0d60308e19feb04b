"""Closings: when what somebody was writing about came to its end."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from sqlmodel import col, select

from tradesman.book.customer import Customer
from tradesman.book.enquiry import CLOSED, Enquiry, Stage
from tradesman.book.followup import FollowUp, FollowUpState
from tradesman.book.store import Session
from tradesman.services import businesses, followups


def closed(session: Session, ids: Iterable[UUID]) -> dict[UUID, datetime]:
    """When each of these follow-ups and enquiries was closed, now for one that became a job.

    Open ones are left out, and so is what was only held back, as by a rule that was switched off: it may return, unless
    its day has long passed.
    """
    wanted = list(ids)
    lately = col(FollowUp.due_on) >= businesses.today(session) - followups.LONG_AGO
    held = (col(FollowUp.state) == FollowUpState.CANCELLED) & col(FollowUp.reason).in_(followups.MAY_RETURN) & lately
    done = select(FollowUp.id, FollowUp.settled_at).where(FollowUp.state != FollowUpState.OPEN, ~held)
    ended = select(Enquiry.id, Enquiry.closed_at).where(col(Enquiry.stage).in_([*CLOSED, Stage.WON]))
    found = [
        *session.exec(done.where(col(FollowUp.id).in_(wanted))).all(),
        *session.exec(ended.where(col(Enquiry.id).in_(wanted))).all(),
    ]
    return {row_id: at or session.now for row_id, at in found}


def knows_customer(session: Session, customer_id: UUID) -> bool:
    """Whether the book has this customer: who was merged into another record is gone, and back after Undo."""
    return session.get(Customer, customer_id) is not None
