"""Hand-overs: what a partner gets of a customer who agreed to it, and no more."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlmodel import col, select

from tradesman.book.business import Business
from tradesman.book.customer import ContactKind, Customer, Property
from tradesman.book.enquiry import Enquiry
from tradesman.book.errors import BookError
from tradesman.book.finding import Finding, HowSoon
from tradesman.book.job import Job
from tradesman.book.partner import Direction, Partner, Referral
from tradesman.book.photo import Photo
from tradesman.book.store import Session
from tradesman.services import businesses, photos


@dataclass(frozen=True)
class Handover:
    """What the partner needs: whom to reach, where, what was seen, how soon, and its photos by their file names."""

    referral_id: UUID
    partner: Partner
    business: Business
    customer: str
    phone: str
    email: str
    address: str
    what: str
    plain_words: str
    how_soon: HowSoon | None
    by_on: date | None
    agreed_on: date
    photos: tuple[Photo, ...]


def of(session: Session, referral_id: UUID) -> Handover:
    """What one referral hands over; BookError for one that came to me, whose customer is mine to serve.

    Notes, access to the house and what else the book knows stay in it. Rule: product.md, Finding.
    """
    referral = session.load(Referral, referral_id)
    if referral.direction != Direction.SENT:
        raise BookError("This customer was sent to you. There is nothing to hand over.")
    customer = session.load(Customer, referral.customer_id)
    finding = session.get(Finding, referral.finding_id) if referral.finding_id else None
    enquiry = session.get(Enquiry, referral.enquiry_id) if referral.enquiry_id else None
    site = _site(session, finding, enquiry)
    return Handover(
        referral_id=referral.id,
        partner=session.load(Partner, referral.partner_id),
        business=businesses.current(session),
        customer=customer.name,
        phone=customer.first_contact(ContactKind.PHONE),
        email=customer.first_contact(ContactKind.EMAIL),
        address=site.address if site is not None else "",
        what=finding.what if finding is not None else enquiry.what if enquiry is not None else "",
        plain_words=finding.plain_words if finding is not None else "",
        how_soon=finding.how_soon if finding is not None else None,
        by_on=finding.by_on if finding is not None else None,
        agreed_on=businesses.calendar(session).local_day(referral.consent_at),
        photos=tuple(_photos(session, finding)),
    )


def _site(session: Session, finding: Finding | None, enquiry: Enquiry | None) -> Property | None:
    job = session.get(Job, finding.job_id) if finding is not None else None
    property_id = job.property_id if job is not None else enquiry.property_id if enquiry is not None else None
    return session.get(Property, property_id) if property_id is not None else None


def _photos(session: Session, finding: Finding | None) -> list[Photo]:
    """The photos of the finding, those that were drawn on in place of what they were drawn on."""
    if finding is None:
        return []
    query = select(Photo).where(Photo.finding_id == finding.id).order_by(col(Photo.taken_at))
    return photos.in_place(session.exec(query).all())


def note(session: Session, referral_id: UUID) -> Referral:
    """Notes that the partner has it."""
    referral = session.load(Referral, referral_id)
    referral.handed_over_at = session.now
    return referral
