"""Previews: what is shown of a customer beside a list, and of two records of one person side by side."""

from dataclasses import dataclass
from uuid import UUID

from tradesman.book.customer import Customer
from tradesman.book.partner import Partner
from tradesman.book.store import Session
from tradesman.services import directory, duplicates, overviews, timelines
from tradesman.services.directory import CustomerRow
from tradesman.services.timelines import Entry


@dataclass(frozen=True)
class Preview:
    """A customer in little room; `twins` may be the same person, `sent_by` is who recommended them."""

    customer: Customer
    row: CustomerRow
    entries: list[Entry]
    twins: list[Customer]
    sent_by: str
    sent_by_partner: bool


def preview(session: Session, customer_id: UUID) -> Preview:
    """What stands beside the list; BookError when the book no longer has the customer."""
    customer = session.load(Customer, customer_id)
    return Preview(
        customer=customer,
        row=directory.row(session, customer_id),
        entries=timelines.of_customer(session, customer_id),
        twins=duplicates.alike(session, customer_id),
        sent_by=sent_by(session, customer_id),
        sent_by_partner=customer.recommended_by_id is None and customer.partner_id is not None,
    )


def sent_by(session: Session, customer_id: UUID) -> str:
    """The customer or the partner who recommended somebody; empty when nobody did whom the book knows."""
    customer = session.load(Customer, customer_id)
    friend = session.get(Customer, customer.recommended_by_id) if customer.recommended_by_id else None
    partner = session.get(Partner, customer.partner_id) if customer.partner_id else None
    sender = friend or partner
    return sender.name if sender is not None else ""


@dataclass(frozen=True)
class Record:
    """One of two records: the customer, how many jobs and what they came to in minor units, and what is open."""

    customer: Customer
    jobs: int
    worth_minor: int | None
    open_now: tuple[str, ...]


def record(session: Session, customer_id: UUID) -> Record:
    """A customer as they are compared with another; BookError when the book no longer has them."""
    found = overviews.of_customer(session, customer_id, with_due=False)
    open_now = [enquiry.what for enquiry in found.enquiries] + [job.title for job in found.jobs]
    worth = sum(job.price_minor or 0 for job in found.earned) if found.earned else None
    return Record(found.customer, found.done, worth, tuple(open_now))
