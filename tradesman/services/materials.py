"""Materials of a job: what is ordered, what the customer supplies, what arrived; and each supplier's list."""

from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy.orm import lazyload
from sqlmodel import and_, col, func, or_, select

from tradesman.book.customer import Customer
from tradesman.book.errors import BookError
from tradesman.book.job import ENDED, Job, JobState
from tradesman.book.material import Material
from tradesman.book.partner import Partner
from tradesman.book.pricebook import PriceItem
from tradesman.book.quote import Quote
from tradesman.book.store import Session
from tradesman.services import businesses, kits

_TEXTS = frozenset({"words", "unit", "supplier"})
_CHANGEABLE = _TEXTS | {"quantity_thousandths", "by_customer", "expected_on"}
_TO_ORDER: tuple[Any, ...] = (
    col(Material.ordered_on).is_(None),
    col(Material.arrived_on).is_(None),
    ~col(Material.by_customer),
    col(Job.state).not_in(list(ENDED)),
)


def of_job(session: Session, job_id: UUID) -> list[Material]:
    """What a job needs, in the order it was noted."""
    query = select(Material).where(Material.job_id == job_id).order_by(col(Material.position), col(Material.id))
    return list(session.exec(query).all())


def note(session: Session, job_id: UUID, words: str, *, quantity_thousandths: int = 1000, **fields: Any) -> Material:
    """Notes a thing that a job needs: `unit`, `supplier`, `by_customer`, `expected_on`."""
    job = session.load(Job, job_id)
    position = 1 + max((one.position for one in of_job(session, job_id)), default=0)
    material = Material(customer_id=job.customer_id, job_id=job.id, position=position, words="")
    _set(material, {"words": words, "quantity_thousandths": quantity_thousandths, **fields})
    material.supplier = _as_known(session, material.supplier)
    session.add(material)
    return material


def change(session: Session, material_id: UUID, **fields: Any) -> Material:
    """Corrects what is noted."""
    material = session.load(Material, material_id)
    _set(material, fields)
    if "supplier" in fields:
        material.supplier = _as_known(session, material.supplier, material.id)
    return material


def _as_known(session: Session, supplier: str, but: UUID | None = None) -> str:
    """A supplier as the book writes it already, so that "marley" and "Marley" get one list."""
    if not supplier:
        return ""
    with session.no_autoflush:
        written = set(session.exec(select(Material.supplier).where(Material.id != but).distinct()).all())
        written |= set(session.exec(select(PriceItem.supplier).distinct()).all())
    alike = sorted(name for name in written if name.casefold() == supplier.casefold())
    return supplier if not alike or supplier in alike else alike[0]


def _set(material: Material, fields: dict[str, Any]) -> None:
    if not fields.keys() <= _CHANGEABLE:
        message = f"a material's {', '.join(sorted(fields.keys() - _CHANGEABLE))} cannot be changed here"
        raise TypeError(message)
    for key, value in fields.items():
        setattr(material, key, value.strip() if key in _TEXTS else value)
    if not material.words:
        raise BookError("What is needed? Nothing was saved. A few words are enough.")
    if material.quantity_thousandths <= 0:
        raise BookError("How much of it? Nothing was saved. Write a quantity above nothing.")


def remove(session: Session, material_id: UUID) -> None:
    """Takes a thing off the list."""
    session.delete(session.load(Material, material_id))


def order(session: Session, material_id: UUID, expected_on: date | None = None) -> Material:
    """Notes that it is ordered today, or that the customer knows what to bring, and when it is to come."""
    material = session.load(Material, material_id)
    material.order(businesses.today(session), expected_on)
    return material


def take_order_back(session: Session, material_id: UUID) -> Material:
    """Notes that it is not ordered after all; what has arrived stays."""
    material = session.load(Material, material_id)
    if material.arrived_on is not None:
        raise BookError("This has arrived already. Nothing was changed.")
    material.ordered_on = material.expected_on = None
    return material


def set_arrived(session: Session, material_id: UUID, *, arrived: bool = True) -> Material:
    """Notes that it is here today, or that it is not after all."""
    material = session.load(Material, material_id)
    material.arrived_on = businesses.today(session) if arrived else None
    return material


def fill(session: Session, job_id: UUID) -> list[Material]:
    """Notes what the accepted option's lines name from the price book with a supplier, and is not on the list yet.

    A kit is its parts, as they are ordered. Gives what was added.
    """
    job = session.load(Job, job_id)
    have = {one.words.casefold() for one in of_job(session, job_id)}
    added = []
    for item, quantity in wanted(session, job):
        if item.supplier and item.words.casefold() not in have:
            have.add(item.words.casefold())
            fields = {"unit": item.unit, "supplier": item.supplier}
            added.append(note(session, job_id, item.words, quantity_thousandths=quantity, **fields))
            session.flush()
    return added


def wanted(session: Session, job: Job) -> list[tuple[PriceItem, int]]:
    """The items of the accepted option that the price book still has, with how much of each, in thousandths."""
    quote = session.load(Quote, job.quote_id) if job.quote_id else None
    if quote is None or quote.accepted_option_id is None:
        return []
    found: dict[UUID, int] = {}
    for line in quote.option(quote.accepted_option_id).counted(quote.accepted_extras):
        if line.item_id is None or session.get(PriceItem, line.item_id) is None:
            continue
        for copied in kits.copies(session, line.item_id, line.quantity_thousandths, as_parts=True)[0]:
            found[copied["item_id"]] = found.get(copied["item_id"], 0) + copied["quantity_thousandths"]
    return [(session.load(PriceItem, item_id), quantity) for item_id, quantity in found.items()]


def to_order(session: Session, supplier: str) -> list[tuple[Material, Job]]:
    """What is still to be ordered from one supplier, for all open jobs, by job."""
    query = (
        select(Material, Job)
        .join(Job, col(Job.id) == col(Material.job_id))
        .where(Material.supplier == supplier, *_TO_ORDER)
        .order_by(col(Job.starts_on), col(Job.id), col(Material.position))
    )
    return [(material, job) for material, job in session.exec(query).all()]


def suppliers(session: Session) -> list[tuple[str, int]]:
    """From whom something is still to be ordered for open jobs, by name, and how many things that are."""
    query = (
        select(Material.supplier, func.count())
        .join(Job, col(Job.id) == col(Material.job_id))
        .where(Material.supplier != "", *_TO_ORDER)
        .group_by(col(Material.supplier))
    )
    found = [(supplier, count) for supplier, count in session.exec(query).all()]
    return sorted(found, key=lambda pair: (pair[0].casefold(), pair[0]))


def address_of(session: Session, supplier: str) -> str:
    """The e-mail address of a supplier who is a partner as well; empty for any other."""
    known = session.exec(select(Partner.name, Partner.email).where(Partner.email != "")).all()
    return next((email for name, email in known if name.casefold() == supplier.casefold()), "")


def late(session: Session, job_id: UUID) -> list[Material]:
    """What should be on site and is not."""
    today = businesses.today(session)
    return [one for one in of_job(session, job_id) if one.is_late(today)]


def awaited(session: Session, customer_id: UUID | None = None) -> list[tuple[Material, Job, Customer]]:
    """What is late for open jobs, and what those need that begin by the next working day; by job, of one or of all."""
    today = businesses.today(session)
    tomorrow = businesses.calendar(session).next_working_day(today)
    begins = and_(col(Job.state) == JobState.PLANNED, col(Job.starts_on) <= tomorrow)
    query = (
        select(Material, Job, Customer)
        .join(Job, col(Job.id) == col(Material.job_id))
        .join(Customer, col(Customer.id) == col(Job.customer_id))
        .where(
            col(Job.state).in_([state for state in JobState if state not in ENDED]),
            col(Material.arrived_on).is_(None),
            or_(col(Material.expected_on) < today, begins),
            *([] if customer_id is None else [Job.customer_id == customer_id]),
        )
        .options(lazyload(Job.days), lazyload(Job.checklist))  # type: ignore[arg-type]
        .order_by(col(Job.starts_on), col(Job.id), col(Material.position))
    )
    return [(material, job, customer) for material, job, customer in session.exec(query).all()]


def order_all(session: Session, supplier: str, expected_on: date | None = None) -> int:
    """Notes that everything of a supplier's list is ordered today; gives how many things that were."""
    found = to_order(session, supplier)
    for material, _job in found:
        material.order(businesses.today(session), expected_on)
    return len(found)
