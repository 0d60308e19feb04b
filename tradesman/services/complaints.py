"""Complaints: open until put right, and nothing is asked of the customer meanwhile."""

from uuid import UUID

from sqlmodel import col, select

from tradesman.book.errors import BookError
from tradesman.book.store import Session
from tradesman.book.testimonial import Complaint


def open_one(session: Session, customer_id: UUID, what: str, job_id: UUID | None = None) -> Complaint:
    """Notes what a customer is unhappy with; questions for favours wait until it is settled."""
    if not what.strip():
        raise BookError("What went wrong? Nothing was saved; a few words are enough.")
    complaint = Complaint(customer_id=customer_id, job_id=job_id, what=what.strip(), opened_at=session.now)
    session.add(complaint)
    return complaint


def settle(session: Session, complaint_id: UUID, how: str) -> Complaint:
    """It is put right, and how."""
    complaint = session.load(Complaint, complaint_id)
    complaint.settle(session.now, how)
    return complaint


def of_customer(session: Session, customer_id: UUID) -> list[Complaint]:
    """The complaints of one customer, newest first."""
    query = select(Complaint).where(Complaint.customer_id == customer_id).order_by(col(Complaint.opened_at).desc())
    return list(session.exec(query).all())


def open_customers(session: Session) -> set[UUID]:
    """The customers with something not put right yet."""
    return set(session.exec(select(Complaint.customer_id).where(col(Complaint.settled_at).is_(None))).all())
