"""The directory: customers as a list shows them, and whom one finds by anything one remembers, as one types."""

from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any
from uuid import UUID

from sqlalchemy import ScalarSelect, bindparam
from sqlalchemy.orm import aliased
from sqlmodel import col, exists, func, select

from tradesman.book import search
from tradesman.book.customer import ContactKind, ContactPoint, Customer, Property, Whereabouts
from tradesman.book.enquiry import Enquiry
from tradesman.book.followup import FollowUp, Purpose
from tradesman.book.job import Job, JobState
from tradesman.book.quote import Quote, QuoteState
from tradesman.book.search import Hit
from tradesman.book.store import Session
from tradesman.book.testimonial import Feedback
from tradesman.book.visit import FELL_THROUGH, Visit
from tradesman.services import businesses, last_contacts, next_steps, standings
from tradesman.services.last_contacts import When
from tradesman.services.next_steps import Step
from tradesman.services.standings import Standing

MOST = 100  # rows of the book that a search looks at: the newest, after the names that begin with what was typed
_BEFORE = 20  # letters that are told before what was found
CALLED_OFF = (JobState.CANCELLED, JobState.WITHDRAWN)


@dataclass(frozen=True)
class CustomerRow:
    """A customer as the list shows it; `worth_minor` is the gross sum of the jobs, None without one.

    `matched` are the words that were found, where they are not those of the name.
    """

    id: UUID
    name: str
    address: str
    phone: str
    standing: Standing | None
    step: Step | None
    last: When | None
    worth_minor: int | None
    jobs: int
    do_not_contact: bool
    whereabouts: Whereabouts
    matched: str = ""


@dataclass(frozen=True)
class Found:
    """Customers that are found and by what, None for a name; `whole` unless there may be more of them."""

    hits: dict[UUID, Hit | None]
    whole: bool


def count(session: Session, words: str = "") -> int:
    """How many customers there are, or were found."""
    if words.strip():
        return len(found(session, words).hits)
    return session.exec(select(func.count()).select_from(Customer)).one()


def page(session: Session, words: str = "", offset: int = 0, limit: int = 100) -> list[CustomerRow]:
    """One page of the customers by name, or of those in whom everything that was typed is found."""
    if words.strip():
        hits = found(session, words).hits
        return rows(session, list(hits)[offset : offset + limit], hits, words)
    query = select(Customer.id).order_by(func.lower(Customer.name), col(Customer.id))
    return rows(session, session.exec(query.offset(offset).limit(limit)).all())


def row(session: Session, customer_id: UUID) -> CustomerRow:
    """One customer as the list shows it; BookError when the book no longer has it."""
    return rows(session, [session.load(Customer, customer_id).id])[0]


def found(session: Session, words: str, among: Container[UUID] | None = None) -> Found:
    """Who is found: names that begin with it first, then the newest; of everybody, or among these."""
    typed = words.strip()
    names, whole = _names(session, typed.lower(), among)
    hits: dict[UUID, Hit | None] = dict.fromkeys(names)
    if len(typed) > 1:  # one letter would touch most of the index: the start of a name is meant
        country = businesses.current(session).country if any(map(str.isdigit, typed)) else ""
        rows, all_rows = _rows(session, typed, country, among)
        for hit in rows:
            known = hits.setdefault(hit.customer_id, hit)
            if known is not None and hit.entity == "customer":
                hits[hit.customer_id] = hit
        whole = whole and all_rows
        if whole:
            others, whole = search.together(session, typed, MOST, country, among)
            for hit in others:
                hits.setdefault(hit.customer_id, hit)
    return Found(hits, whole)


def _names(session: Session, start: str, among: Container[UUID] | None) -> tuple[list[UUID], bool]:
    """Whose names begin so, and whether these are all."""
    lower = func.lower(Customer.name)
    query = select(Customer.id).where(lower >= start, lower < start + "\U0010ffff").order_by(lower)
    most = MOST if among is None else search.LOOKED_AT
    known = session.exec(query.limit(most)).all()
    names = [customer_id for customer_id in known if among is None or customer_id in among]
    return names[:MOST], len(known) < most and len(names) < MOST


def _rows(session: Session, typed: str, country: str, among: Container[UUID] | None) -> tuple[Sequence[Hit], bool]:
    if among is not None:
        return search.find_among(session, typed, among, MOST, country)
    found = search.find(session, typed, MOST, country)
    return found, len(found) < MOST


def rows(
    session: Session,
    ids: Sequence[UUID],
    hits: Mapping[UUID, Hit | None] | None = None,
    words: str = "",
    *,
    steps: Mapping[UUID, Step] | None = None,
) -> list[CustomerRow]:
    """These customers in this order, with the words that were found in them; `steps` are what is known already."""
    if not ids:
        return []
    steps = next_steps.first(session, ids) if steps is None else steps
    last = last_contacts.last(session, ids)
    told: Any = session.execute(_question(), {"ids": ids})
    shown = {
        each.id: CustomerRow(
            id=each.id,
            name=each.name,
            address=each.address or "",
            phone=each.phone or "",
            standing=_standing(each),
            step=steps.get(each.id),
            last=last.get(each.id),
            worth_minor=int(each.worth or 0) if each.jobs else None,
            jobs=each.jobs,
            do_not_contact=each.do_not_contact,
            whereabouts=each.whereabouts,
            matched=_matched((hits or {}).get(each.id), words),
        )
        for each in told.all()
    }
    return [shown[customer_id] for customer_id in ids if customer_id in shown]


@cache  # put together once: each key that is typed asks it
def _question() -> Any:
    site, point, enquiry, job = aliased(Property), aliased(ContactPoint), aliased(Enquiry), aliased(Job)
    phone = (col(point.kind) == ContactKind.PHONE, col(point.customer_id) == Customer.id)
    newest = _first(enquiry.id, col(enquiry.customer_id) == Customer.id, order=col(enquiry.came_in_at).desc())
    its_job = _first(job.id, col(job.enquiry_id) == newest, order=col(job.agreed_on).desc())
    calls = (col(FollowUp.subject_id) == its_job, col(FollowUp.purpose) == Purpose.THREE_MONTHS)
    offers = (col(Quote.given_at).is_not(None), col(Quote.state).in_([QuoteState.DRAFT, QuoteState.GIVEN]))
    counts = (col(Job.customer_id) == Customer.id, col(Job.state).not_in(CALLED_OFF))
    columns = {
        "address": _first(site.address, col(site.customer_id) == Customer.id, order=col(site.id)),
        "phone": _first(point.value, *phone, order=(col(point.preferred).desc(), col(point.id))),
        "stage": _first(enquiry.stage, col(enquiry.customer_id) == Customer.id, order=col(enquiry.came_in_at).desc()),
        "state": _first(job.state, col(job.enquiry_id) == newest, order=col(job.agreed_on).desc()),
        "seen": exists().where(col(Quote.enquiry_id) == newest, *offers),
        "booked": exists().where(col(Visit.enquiry_id) == newest, col(Visit.state).not_in(FELL_THROUGH)),
        "call": _first(FollowUp.state, *calls, order=()),  # one for each job; an order would lead through all there are
        "heard": exists().where(col(Feedback.job_id) == its_job),
        "jobs": select(func.count()).where(*counts).scalar_subquery(),
        "worth": select(func.sum(Job.price_minor)).where(*counts).scalar_subquery(),
    }
    own: tuple[Any, ...] = (Customer.id, Customer.name, Customer.do_not_contact, Customer.whereabouts)
    others = (column.label(name) for name, column in columns.items())
    ids: Any = bindparam("ids", expanding=True)
    return select(*own, *others).where(col(Customer.id).in_(ids))


def _first(column: Any, *conditions: Any, order: Any) -> ScalarSelect[Any]:
    ordered = order if isinstance(order, tuple) else (order,)
    return select(column).where(*conditions).order_by(*ordered).limit(1).correlate(Customer).scalar_subquery()


def _standing(told: Any) -> Standing | None:
    if told.stage is None:
        return None
    if told.state is None or told.stage in standings.BEFORE_JOB:
        return standings.of_enquiry(told.stage, seen=told.seen, booked=told.booked)
    return standings.of_job(told.state, told.call, heard=told.heard)


def _matched(hit: Hit | None, typed: str) -> str:
    """What of a row was found: its title or its other words, from a little before the place; nothing for a name."""
    if hit is None:
        return ""
    from tradesman.services import matching  # only when something was typed

    def fits(text: str) -> int:
        known = matching.words_of(text)
        return sum(any(word.startswith(each) for word in known) for each in matching.words_of(typed))

    text = hit.title if fits(hit.title) >= fits(hit.body) else hit.body
    if hit.entity == "customer" and text == hit.title:
        return ""
    line = " ".join(text.split())
    places = matching.spans(line, typed)
    if not places or places[0][0] <= _BEFORE:
        return line
    return "…" + line[line.rfind(" ", 0, places[0][0] - _BEFORE + 1) + 1 :]
