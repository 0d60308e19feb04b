"""Customers: kept right, left alone when they ask, and erased when they ask."""

from typing import Any
from uuid import UUID

from sqlmodel import col, select

from tradesman.book import history
from tradesman.book.customer import ContactKind, ContactPoint, Customer, Note, Property, Whereabouts
from tradesman.book.entity import Entity
from tradesman.book.errors import BookError
from tradesman.book.followup import Purpose, not_asked_of
from tradesman.book.quote import ShownTestimonial
from tradesman.book.store import Session
from tradesman.book.testimonial import Testimonial
from tradesman.services import check_ups, followups, signatures

ERASED = "A person was erased here; that cannot be taken back."
LONGEST_NOTE = 10_000  # characters


def add(session: Session, name: str, *, phone: str = "", email: str = "", address: str = "", **rest: Any) -> Customer:
    """Adds a customer with the first phone number, e-mail address and property, as far as they are known."""
    customer = Customer(name="", since=session.now, **rest)
    customer.rename(name)
    session.add(customer)
    if phone.strip():
        _contact(customer, ContactKind.PHONE, phone)
    if email.strip():
        _contact(customer, ContactKind.EMAIL, email)
    if address.strip():
        customer.properties.append(Property(customer_id=customer.id, address=address.strip()))
    return customer


def _contact(customer: Customer, kind: ContactKind, value: str, whose: str = "", hours: str = "") -> ContactPoint:
    point = ContactPoint(
        customer_id=customer.id, kind=kind, value=value.strip(), whose=whose.strip(), hours=hours.strip()
    )
    customer.contacts.append(point)
    return point


def change(session: Session, customer_id: UUID, **fields: Any) -> Customer:
    """Changes the name, greeting, language, source, or what is good to know."""
    customer = session.load(Customer, customer_id)
    if fields.get("recommended_by_id", customer.recommended_by_id) != customer.recommended_by_id:
        customer.recommender_thanked_at = None  # another one is not thanked yet
    for key, value in fields.items():
        if key == "name":
            customer.rename(value)
        elif key in (
            "greeting",
            "language",
            "good_to_know",
            "source",
            "source_words",
            "recommended_by_id",
            "partner_id",
        ):
            setattr(customer, key, value.strip() if isinstance(value, str) and key != "source" else value)
        else:
            message = f"a customer's {key} cannot be set here"
            raise TypeError(message)
    return customer


def add_contact(
    session: Session, customer_id: UUID, kind: ContactKind, value: str, *, whose: str = "", hours: str = ""
) -> ContactPoint:
    """Adds a phone number or an e-mail address, and whose it is."""
    if not value.strip():
        raise BookError("There is no number or address. Nothing was saved.")
    return _contact(session.load(Customer, customer_id), kind, value, whose, hours)


def add_note(session: Session, customer_id: UUID, words: str) -> Note:
    """Puts a note on the customer's timeline; BookError when it is empty or longer than a note can be."""
    added = Note(customer_id=session.load(Customer, customer_id).id, at=session.now, words=_noted(words))
    session.add(added)
    return added


def note(session: Session, note_id: UUID) -> Note:
    """A note as its sheet shows it."""
    return session.load(Note, note_id)


def change_note(session: Session, note_id: UUID, words: str) -> Note:
    """Writes a note anew; it stays where it was on the timeline."""
    found = session.load(Note, note_id)
    found.words = _noted(words)
    return found


def remove_note(session: Session, note_id: UUID) -> None:
    """Takes a note off the timeline."""
    session.delete(session.load(Note, note_id))


def _noted(words: str) -> str:
    words = words.strip()
    if not words:
        raise BookError("The note is empty. Nothing was saved.")
    if len(words) > LONGEST_NOTE:
        raise BookError(
            f"A note holds {LONGEST_NOTE:,} characters and this has {len(words):,}. Nothing was saved. Make two of it."
        )
    return words


def set_do_not_contact(session: Session, customer_id: UUID, *, leave_alone: bool) -> Customer:
    """Leaves a person alone: open follow-ups are closed but for a call they asked for; lifted, those come back."""
    customer = session.load(Customer, customer_id)
    if customer.do_not_contact == leave_alone:
        return customer
    customer.do_not_contact = leave_alone
    if leave_alone:
        others = [purpose for purpose in Purpose if purpose != Purpose.CALL_BACK]
        followups.close_all(session, customer_id, followups.DO_NOT_CONTACT, others)
    else:
        followups.reopen_all(session, customer_id, followups.DO_NOT_CONTACT)
        check_ups.join(session, customer_id)
    return customer


def set_whereabouts(session: Session, customer_id: UUID, whereabouts: Whereabouts) -> Customer:
    """Notes that a customer moved away, who gets no check-ups any more, or died; back again, what was asked returns."""
    customer = session.load(Customer, customer_id)
    customer.whereabouts = whereabouts
    followups.reopen_all(session, customer_id, followups.NOBODY_TO_ASK)
    followups.close_all(session, customer_id, followups.NOBODY_TO_ASK, not_asked_of(whereabouts))
    check_ups.join(session, customer_id)
    return customer


def erase(session: Session, customer_id: UUID) -> int:
    """Erases a person from every row, from search and from the record of changes; gives the number of rows.

    It cannot be undone, and neither can the steps that touched the person. Rule: product.md, Erasure and access.
    """
    customer = session.load(Customer, customer_id)
    mine: set[UUID] = set()
    with session.no_autoflush:  # a row that goes with its parent must not be sent twice
        for name, kind in history.kinds().items():
            for column in _names_a_person(name):
                for row in session.exec(select(kind).where(column == customer.id)).all():
                    mine.add(row.id)
                    session.delete(row)
        for shown in session.exec(select(ShownTestimonial).where(_says(customer.id))).all():
            session.delete(shown)  # the quotes of others carry the words no more
        signatures.forget(session, mine)
        session.delete(customer)
    session.flush()
    gone = {change.row_id for change in session.info["journal"] if change.after is None}
    _let_go(session, gone)
    history.forget(session, sorted(gone | history.rows_of(session, customer.id)), ERASED)
    history.seal(session, ERASED)
    return len(gone)


def _says(customer_id: UUID) -> Any:
    """The condition that a quote shows words of this person's."""
    said = select(Testimonial.id).where(Testimonial.customer_id == customer_id)
    return col(ShownTestimonial.testimonial_id).in_(said)


def _names_a_person(table: str) -> list[Any]:
    """The columns of a table without whose customer there is no row."""
    columns = Entity.metadata.tables[table].c
    return [
        column
        for column in columns
        if not column.nullable and any(key.column.table.name == "customer" for key in column.foreign_keys)
    ]


def _let_go(session: Session, gone: set[UUID]) -> None:
    """What stays and pointed at a row that is gone points at nothing: a site, a job, who recommended whom."""
    ids = sorted(gone)
    for name, kind in history.kinds().items():
        for column in Entity.metadata.tables[name].c:
            if column.nullable and column.foreign_keys:
                for start in range(0, len(ids), 500):
                    for row in session.exec(select(kind).where(column.in_(ids[start : start + 500]))).all():
                        setattr(row, column.key, None)
    session.flush()
