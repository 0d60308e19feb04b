"""What holds a question back from a customer: do-not-contact, nobody to ask, and a complaint that is open."""

from uuid import UUID

from tradesman.book.customer import Customer
from tradesman.book.followup import HELD_BY_COMPLAINT, Purpose
from tradesman.book.store import Session
from tradesman.services import businesses, complaints, followups

UNHAPPY = "A complaint is open"


def by_complaint(session: Session) -> frozenset[Purpose]:
    """What is not asked while a complaint is open. Rule: product.md, Follow-ups."""
    # A thank-you is held back for the review link in it, not for itself.
    link = businesses.current(session).review_link
    return HELD_BY_COMPLAINT if link else HELD_BY_COMPLAINT - {Purpose.THANK_YOU}


def why(session: Session, customer_id: UUID, purpose: Purpose) -> str:
    """Why this is not asked of a customer now; empty when nothing speaks against it."""
    barred = followups.barring(session.load(Customer, customer_id), purpose)
    if barred or purpose not in by_complaint(session):
        return barred
    return UNHAPPY if customer_id in complaints.open_customers(session) else ""
