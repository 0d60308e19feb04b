"""What of the price book failed: the service calls behind an item, and which items a job can have failed by."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import select
from sqlmodel import col

from tradesman.book.customer import Customer
from tradesman.book.enquiry import Enquiry
from tradesman.book.job import Job
from tradesman.book.store import Session
from tradesman.services import businesses, jobs, materials, price_index, prices
from tradesman.services.price_index import PriceRow


@dataclass(frozen=True)
class Failure:
    """One service call for which an item is to blame: whose, what was said, and the day when it came in."""

    job_id: UUID
    customer: str
    title: str
    on: date


def of_item(session: Session, item_id: UUID) -> tuple[Failure, ...]:
    """The service calls that name an item as what failed, newest first; those called off are left out."""
    query = (
        select(col(Job.id), col(Customer.name), col(Job.title), col(Enquiry.came_in_at))
        .join(Enquiry, col(Enquiry.id) == col(Job.enquiry_id))
        .join(Customer, col(Customer.id) == col(Job.customer_id))
        .where(col(Job.failed_item_id) == item_id, col(Job.state).not_in(list(jobs.CALLED_OFF)))
        .order_by(col(Enquiry.came_in_at).desc(), col(Job.id).desc())
    )
    local_day = businesses.calendar(session).local_day
    found = session.execute(query).all()
    return tuple(Failure(row.id, row.name, row.title, local_day(row.came_in_at)) for row in found)


def suspects(session: Session, job_id: UUID) -> list[PriceRow]:
    """What was used on a job and the price book still has: of its accepted option, then of its material; no kits.

    What is bought, and so has a supplier, comes before what is not, as labour.
    """
    job = session.load(Job, job_id)
    used = [item.id for item, _quantity in materials.wanted(session, job)]
    for material in materials.of_job(session, job_id):
        known = prices.known_as(session, material.words, material.unit)
        used += [known.id] if known is not None else []
    index = price_index.of(session)
    rows = [row for row in map(index.row, dict.fromkeys(used)) if not row.is_kit]
    return sorted(rows, key=lambda row: not row.supplier)
