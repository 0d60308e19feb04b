"""The owner of the tests' book: does one thing after another, each in a step of its own, at a moment the test moves."""

import copy
from collections.abc import Callable
from datetime import date, datetime, time
from typing import Any, TypeVar
from uuid import UUID

from sqlmodel import col, select

from tradesman.book import clock
from tradesman.book.customer import ContactKind, Customer
from tradesman.book.enquiry import CameBy, Enquiry
from tradesman.book.entity import Entity
from tradesman.book.followup import FollowUp, FollowUpState, Purpose
from tradesman.book.job import Job
from tradesman.book.quote import AcceptedBy, GivenBy, Quote
from tradesman.book.store import DATABASE, Book, Session
from tradesman.services import (
    businesses,
    contacts,
    customers,
    enquiries,
    followups,
    jobs,
    playbooks,
    quotes,
    rule_changes,
)

R = TypeVar("R")
E = TypeVar("E", bound=Entity)


class Owner:
    """Acts on a book as the window does, and looks at what the book kept."""

    def __init__(self, book: Book, now: datetime) -> None:
        self.book = book
        self.now = now

    def do(self, deed: Callable[..., R], *args: Any, **fields: Any) -> R:
        """One step."""
        with self.book.write(getattr(deed, "__name__", "step"), self.now) as session:
            return deed(session, *args, **fields)

    def ask(self, question: Callable[..., R], *args: Any, **fields: Any) -> R:
        """One look."""
        with self.book.read(self.now) as session:
            return question(session, *args, **fields)

    def get(self, kind: type[E], row_id: UUID) -> E:
        """A row as the book has it now."""
        with self.book.read(self.now) as session:
            return session.load(kind, row_id)

    def all(self, kind: type[E]) -> list[E]:
        """Every row of a kind."""
        with self.book.read(self.now) as session:
            return list(session.exec(select(kind).order_by(Entity.metadata.tables[str(kind.__tablename__)].c.id)).all())

    def undo(self) -> None:
        """Ctrl+Z."""
        self.book.undo(self.now)

    def at(self, day: str, wall: str = "10:00") -> datetime:
        """Moves to a day and time of the book's zone, and gives the instant."""
        self.now = self.ask(businesses.calendar).at_local(date.fromisoformat(day), time.fromisoformat(wall))
        return self.now

    def wall(self, at: datetime | None) -> str:
        """An instant as the book's wall clock shows it."""
        assert at is not None
        return f"{self.ask(businesses.calendar).local(at):%Y-%m-%d %H:%M}"

    def asked(self, subject_id: UUID) -> dict[Purpose, FollowUp]:
        """The newest follow-up of a subject for each purpose, whatever became of it."""
        query = select(FollowUp).where(FollowUp.subject_id == subject_id).order_by(col(FollowUp.repetition))
        with self.book.read(self.now) as session:
            return {found.purpose: found for found in session.exec(query).all()}

    def due(self, subject_id: UUID) -> dict[str, str]:
        """The open follow-ups of a subject: the rule and its day."""
        query = select(FollowUp).where(FollowUp.subject_id == subject_id, FollowUp.state == FollowUpState.OPEN)
        with self.book.read(self.now) as session:
            return {found.rule_key: found.due_on.isoformat() for found in session.exec(query).all()}

    def rows(self) -> list[tuple[Any, ...]]:
        """All follow-ups with what makes them the same ones, for comparing before and after."""
        return [
            (row.id, row.rule_key, row.subject_id, row.repetition, row.due_on, row.state, row.reason)
            for row in self.all(FollowUp)
        ]

    def rule(self, key: str, **fields: Any) -> None:
        """Changes a rule of the playbook."""
        rule = next(rule for rule in self.ask(playbooks.rules) if rule.key == key)
        self.do(rule_changes.change, rule.id, **fields)

    def customer(self, name: str = "Leah Novak", **rest: Any) -> UUID:
        """A customer with an address."""
        return self.do(_customer, name, **rest).id

    def enquiry(self, customer_id: UUID | None = None, what: str = "The boiler drips", **rest: Any) -> UUID:
        """An enquiry by phone, of a new customer unless said."""
        return self.do(_enquiry, customer_id, what, **rest).id

    def drafted(self, enquiry_id: UUID | None = None, prices: tuple[int, ...] = (50_000,)) -> UUID:
        """A quote with one option for each price, in pence net; the second of several is the best value."""
        return self.do(_drafted, enquiry_id, prices).id

    def given(self, quote_id: UUID | None = None, **rest: Any) -> UUID:
        """A quote the customer has."""
        return self.do(_given, quote_id, **rest).id

    def option(self, quote_id: UUID, number: int = 0) -> UUID:
        """The id of an option of a quote, from 0."""
        with self.book.read(self.now) as session:
            quote = session.load(Quote, quote_id)
            return quote.options[number].id

    def accepted(self, quote_id: UUID | None = None) -> UUID:
        """A job from an accepted quote."""
        return self.do(_accepted, quote_id).id

    def completed(self, job_id: UUID | None = None, on: date | None = None) -> UUID:
        """A job that is signed off, today unless said."""
        job_id = job_id or self.accepted()
        self.do(jobs.complete, job_id, on=on, who="Leah Novak")
        return job_id

    def call_back(self, enquiry_id: UUID) -> FollowUp:
        """The call back of an enquiry."""
        return self.asked(enquiry_id)[Purpose.CALL_BACK]

    def snooze(self, followup_id: UUID, until: datetime) -> FollowUp:
        """Puts a follow-up off."""
        return self.do(followups.snooze, followup_id, until)


class Filled:
    """New books in which an owner has done the same: it is done once, and what came of it is copied."""

    def __init__(self) -> None:
        self._made: dict[Callable[[Owner], Any], tuple[Any, datetime, bytes]] = {}

    def by(self, deeds: Callable[[Owner], R], owner: Owner) -> R:
        """Brings the owner's new book to where these deeds lead, and gives what they gave."""
        file = owner.book.folder / DATABASE
        if deeds not in self._made:
            gave = deeds(owner)
            self._made[deeds] = (gave, owner.now, file.read_bytes())
        gave, owner.now, content = self._made[deeds]
        owner.book._reader.dispose()
        owner.book._writer.dispose()
        file.write_bytes(content)  # the same file, or the book would say that it was replaced
        return copy.copy(gave)


def set_contact(session: Session, customer_id: UUID, kind: ContactKind, value: str) -> None:
    """The first number or address of a kind is another one, or goes, as on the sheet of the customer."""
    customer = session.load(Customer, customer_id)
    first = next((point for point in customer.contacts if point.kind == kind), None)
    points = [
        contacts.Point(point.kind, point.value, point.whose, point.hours, point.preferred, point.id)
        for point in customer.contacts
        if point is not first
    ]
    points.append(contacts.Point(kind, value, id=first.id if first is not None else None))
    sites = [contacts.Site(site.address, site.access, site.id) for site in customer.properties]
    contacts.change(session, customer_id, points=points, sites=sites)


def working_day(day: date) -> bool:
    """Whether a plumber in England works on a day, known without the book."""
    hours = clock.WorkingHours.from_json(businesses.WEEKDAYS_8_TO_5)
    return clock.Calendar("Europe/London", hours, "GB", "ENG").is_working_day(day)


def _customer(session: Session, name: str = "Leah Novak", **rest: Any) -> Customer:
    rest.setdefault("address", "3 Mill Lane, Harrow")
    made = customers.add(session, name, phone="020 7946 0958", email="leah@example.org", **rest)
    session.flush()
    return made


def _enquiry(session: Session, customer_id: UUID | None, what: str, **rest: Any) -> Enquiry:
    rest.setdefault("came_by", CameBy.PHONE)
    made = enquiries.log(session, customer_id or _customer(session).id, what, **rest)
    session.flush()
    return made


def _drafted(session: Session, enquiry_id: UUID | None, prices: tuple[int, ...]) -> Quote:
    asked = enquiry_id or _enquiry(session, None, "The boiler drips", answered_live=True).id
    quote = quotes.draft(session, asked, "New boiler")
    session.flush()
    for name, price in zip(("Good", "Better", "Best"), prices, strict=False):
        option = quotes.add_option(session, quote.id, name)
        quotes.add_line(session, quote.id, option.id, "Boiler, fitted", price)
    if len(prices) > 1:
        quotes.mark_best_value(session, quote.id, quote.options[1].id, "It does all you need")
    return quote


def _given(session: Session, quote_id: UUID | None, **rest: Any) -> Quote:
    quote = session.load(Quote, quote_id) if quote_id else _drafted(session, None, (50_000,))
    quotes.give(session, quote.id, GivenBy.SENT, **rest)
    return quote


def _accepted(session: Session, quote_id: UUID | None) -> Job:
    quote = session.load(Quote, quote_id) if quote_id else _given(session, None)
    return quotes.accept(session, quote.id, quote.options[0].id, AcceptedBy.PHONE, "Leah Novak")
