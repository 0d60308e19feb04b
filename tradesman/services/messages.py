"""Messages: the facts that the words of a message are filled with. Nothing is sent from here."""

from dataclasses import dataclass
from datetime import date, time
from uuid import UUID

from tradesman.book.customer import ContactKind, Customer
from tradesman.book.enquiry import Enquiry
from tradesman.book.followup import FollowUp, Purpose
from tradesman.book.job import Job
from tradesman.book.quote import Quote
from tradesman.book.store import Session
from tradesman.book.visit import Visit
from tradesman.services import businesses


@dataclass(frozen=True)
class Facts:
    """What a message may say: to whom, about what, when, and in whose name."""

    purpose: Purpose
    customer: str
    greeting: str
    phone: str
    email: str
    sender: str
    what: str = ""
    day: date | None = None
    starts: time | None = None
    review_link: str = ""


def facts(session: Session, followup_id: UUID) -> Facts:
    """The facts for the message that a follow-up asks for."""
    found = session.load(FollowUp, followup_id)
    customer = session.load(Customer, found.customer_id)
    business = businesses.current(session)
    what, day, starts = _subject(session, found.subject_id)
    return Facts(
        purpose=found.purpose,
        customer=customer.name,
        greeting=customer.greet(),
        phone=customer.first_contact(ContactKind.PHONE),
        email=customer.first_contact(ContactKind.EMAIL),
        sender=business.owner or business.name,
        what=what,
        day=day,
        starts=starts,
        review_link=business.review_link,
    )


def _subject(session: Session, subject_id: UUID) -> tuple[str, date | None, time | None]:
    if (visit := session.get(Visit, subject_id)) is not None:
        return session.load(Enquiry, visit.enquiry_id).what, visit.day_on, visit.starts
    if (quote := session.get(Quote, subject_id)) is not None:
        return quote.title, quote.valid_until_on, None
    if (job := session.get(Job, subject_id)) is not None:
        return job.title, job.starts_on, None
    if (enquiry := session.get(Enquiry, subject_id)) is not None:
        return enquiry.what, None, None
    return "", None, None
