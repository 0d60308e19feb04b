"""Care sheets: what a customer is told at the end about using and keeping what was done."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlmodel import col, func, select

from tradesman.book.business import Business
from tradesman.book.customer import Customer, Property
from tradesman.book.job import Job
from tradesman.book.photo import Moment, Photo
from tradesman.book.quote import Quote
from tradesman.book.store import Session
from tradesman.services import businesses, photos

MOST_PHOTOS = 4  # on the sheet


@dataclass(frozen=True)
class CareSheet:
    """What stands on it; `photos` are those from after the work."""

    business: Business
    customer_id: UUID
    customer: str
    greeting: str
    address: str
    language: str
    title: str
    finished_on: date | None
    care: str
    guarantee: str
    promise: str
    teeth: str
    guarantee_until_on: date | None
    photos: tuple[Photo, ...]


def of(session: Session, job_id: UUID) -> CareSheet:
    """The care sheet of a job as it stands."""
    job = session.load(Job, job_id)
    customer = session.load(Customer, job.customer_id)
    site = session.get(Property, job.property_id) if job.property_id else None
    quote = session.load(Quote, job.quote_id) if job.quote_id else None
    option = quote.option(quote.accepted_option_id) if quote is not None and quote.accepted_option_id else None
    after = [photo for photo in photos.in_place(photos.of_job(session, job.id)) if photo.moment == Moment.AFTER]
    return CareSheet(
        business=businesses.current(session),
        customer_id=customer.id,
        customer=customer.name,
        greeting=customer.greet(),
        address=site.address if site is not None else "",
        language=customer.language,
        title=job.title,
        finished_on=job.completed_on,
        care=job.care,
        guarantee=option.guarantee if option is not None else "",
        promise=option.guarantee_promise if option is not None else "",
        teeth=option.guarantee_teeth if option is not None else "",
        guarantee_until_on=job.guarantee_until_on,
        photos=tuple(after[:MOST_PHOTOS]),
    )


def like(session: Session, title: str) -> str:
    """The words of the newest care sheet for work of the same title; empty where there is none."""
    query = select(Job.care).where(func.lower(Job.title) == title.strip().lower(), Job.care != "")
    return session.exec(query.order_by(col(Job.id).desc()).limit(1)).first() or ""
