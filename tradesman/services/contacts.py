"""Contacts: the numbers, addresses and sites of a customer, kept as they were typed."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlmodel import col, exists, select

from tradesman.book.customer import ContactKind, ContactPoint, Customer, Property
from tradesman.book.enquiry import Enquiry
from tradesman.book.errors import BookError
from tradesman.book.job import Job
from tradesman.book.quote import Quote
from tradesman.book.store import Session
from tradesman.book.visit import Visit
from tradesman.services import customers


@dataclass(frozen=True)
class Point:
    """A phone number or e-mail address as it is written down; `id` names one that is in the book already."""

    kind: ContactKind
    value: str
    whose: str = ""
    hours: str = ""
    preferred: bool = False
    id: UUID | None = None


@dataclass(frozen=True)
class Site:
    """An address and how to get in; `id` names one that is in the book already."""

    address: str
    access: str = ""
    id: UUID | None = None


def change(
    session: Session, customer_id: UUID, *, points: Sequence[Point], sites: Sequence[Site], **fields: Any
) -> Customer:
    """Changes a customer with all their numbers, addresses and sites; what is empty goes, what is new comes.

    BookError for a site that goes although there was work at it.
    """
    customer = customers.change(session, customer_id, **fields)
    _set_points(customer, [point for point in points if point.value.strip()])
    _set_sites(session, customer, [site for site in sites if site.address.strip()])
    return customer


def _set_points(customer: Customer, points: Iterable[Point]) -> None:
    known = {point.id: point for point in customer.contacts}
    kept: list[ContactPoint] = []
    for point in points:
        row = known.get(point.id) if point.id is not None else None
        if row is None:
            row = ContactPoint(customer_id=customer.id, kind=point.kind, value="")
        row.kind, row.value, row.whose = point.kind, point.value.strip(), point.whose.strip()
        row.hours, row.preferred = point.hours.strip(), point.preferred
        kept.append(row)
    customer.contacts = kept


def _set_sites(session: Session, customer: Customer, sites: Iterable[Site]) -> None:
    known = {site.id: site for site in customer.properties}
    kept: list[Property] = []
    for site in sites:
        row = known.get(site.id) if site.id is not None else None
        if row is None:
            row = Property(customer_id=customer.id, address="")
        row.address, row.access = site.address.strip(), site.access.strip()
        kept.append(row)
    for gone in (site for site in customer.properties if site not in kept):
        if _is_known_elsewhere(session, gone.id):
            raise BookError(
                f"There is work at {gone.address}, so it stays in the book. Nothing was saved."
                " Correct the address instead."
            )
    customer.properties = kept


def _is_known_elsewhere(session: Session, site_id: UUID) -> bool:
    kinds: tuple[Any, ...] = (Enquiry, Visit, Quote, Job)
    return any(session.exec(select(exists().where(col(kind.property_id) == site_id))).one() for kind in kinds)
