"""Deeds: what one press of a button does, where it takes several verbs; one deed is one step and one undo."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime, time
from enum import StrEnum
from typing import Any
from uuid import UUID

from tradesman.book import contact
from tradesman.book.customer import ContactKind, Customer, Property, Source
from tradesman.book.enquiry import CameBy, Enquiry, EnquiryKind, Fit, Outcome, RoleKind, Urgency
from tradesman.book.errors import BookError
from tradesman.book.followup import Event, FollowUp, Purpose
from tradesman.book.job import Job
from tradesman.book.store import Session
from tradesman.book.visit import Visit
from tradesman.services import (
    businesses,
    customers,
    enquiries,
    findings,
    followups,
    jobs,
    partners,
    quotes,
    sent_to_me,
    visits,
)
from tradesman.services import days as day_reads


class Then(StrEnum):
    """What follows when a customer is reached."""

    VISIT = "visit"
    QUOTE = "quote"
    ANSWER = "answer"
    DECLINE = "decline"
    LATER = "later"


@dataclass(frozen=True)
class Reply:
    """A question and its answer; with a short label it matters. `need_id` names one that was asked before."""

    question: str
    answer: str
    label: str = ""
    need_id: UUID | None = None


@dataclass(frozen=True)
class Intake:
    """What is written down while the phone rings; without `customer_id` it makes a new customer."""

    name: str
    what: str
    came_by: CameBy = CameBy.PHONE
    phone: str = ""
    address: str = ""
    kind: EnquiryKind = EnquiryKind.NEW_WORK
    urgency: Urgency = Urgency.CAN_WAIT
    fit: Fit | None = None
    source: Source | None = None
    source_words: str = ""
    recommended_by_id: UUID | None = None
    partner_id: UUID | None = None
    roles: tuple[tuple[RoleKind, UUID | str], ...] = ()  # somebody known, or a new name
    email: str = ""
    greeting: str = ""
    came_in_at: datetime | None = None
    answered_live: bool = False
    customer_id: UUID | None = None
    answers: tuple[Reply, ...] = ()


def take(session: Session, intake: Intake) -> Enquiry:
    """Logs an enquiry with its customer and the questions asked. BookError when name or wish is missing."""
    customer = _customer(session, intake)
    rest: dict[str, Any] = {"kind": intake.kind, "urgency": intake.urgency, "fit": intake.fit}
    site = next((site for site in customer.properties if site.address == intake.address.strip()), None)
    if site is not None:
        rest["property_id"] = site.id
    enquiry = enquiries.log(
        session,
        customer.id,
        intake.what,
        intake.came_by,
        came_in_at=intake.came_in_at,
        answered_live=intake.answered_live,
        **rest,
    )
    session.flush()
    note_answers(session, enquiry.id, intake.answers)
    enquiries.set_roles(session, enquiry.id, intake.roles)
    if intake.partner_id is not None:
        sent_to_me.receive(session, enquiry.id, intake.partner_id)
    return enquiry


def take_paid(session: Session, intake: Intake, price_minor: int, paid_how: str) -> Job:
    """The small job in one step: customer, enquiry, work and money. Price gross, in minor units."""
    if not intake.what.strip():
        raise BookError("What did you do? Nothing was saved; a few words are enough.")
    enquiry = take(session, replace(intake, answered_live=True))
    return jobs.small(session, enquiry, price_minor, paid_how)


def _customer(session: Session, intake: Intake) -> Customer:
    if intake.customer_id is None:
        customer = customers.add(
            session,
            intake.name,
            phone=intake.phone,
            email=intake.email,
            address=intake.address,
            greeting=intake.greeting,
            source=intake.source,
            source_words=intake.source_words.strip(),
            recommended_by_id=intake.recommended_by_id,
        )
        session.flush()
        return customer
    customer = session.load(Customer, intake.customer_id)
    country = businesses.current(session).country
    known = {contact.national(point.value, country) for point in customer.contacts if point.kind == ContactKind.PHONE}
    if contact.only_digits(intake.phone) and contact.national(intake.phone, country) not in known:
        customers.add_contact(session, customer.id, ContactKind.PHONE, intake.phone)
    mails = {point.value.casefold() for point in customer.contacts if point.kind == ContactKind.EMAIL}
    if intake.email.strip() and intake.email.strip().casefold() not in mails:
        customers.add_contact(session, customer.id, ContactKind.EMAIL, intake.email)
    address = intake.address.strip()
    if address and address not in {site.address for site in customer.properties}:
        customer.properties.append(Property(customer_id=customer.id, address=address))
    if intake.source is not None and customer.source is None:
        customer.source, customer.source_words = intake.source, intake.source_words.strip()
        customer.recommended_by_id = intake.recommended_by_id if intake.recommended_by_id != customer.id else None
    session.flush()
    return customer


def note_answers(session: Session, enquiry_id: UUID, answers: Iterable[Reply]) -> None:
    """Notes answers, new ones and changed ones; a question with neither answer nor need was not asked."""
    for said in answers:
        if said.need_id is not None:
            enquiries.change_need(session, said.need_id, answer=said.answer, label=said.label)
        elif said.question.strip() and (said.answer.strip() or said.label.strip()):
            enquiries.ask(session, enquiry_id, said.question, said.answer, said.label)


def log_call(
    session: Session,
    enquiry_id: UUID,
    outcome: Outcome,
    words: str = "",
    *,
    then: Then = Then.LATER,
    reason: str = "",
    visit_at: tuple[date, time] | None = None,
    also: Iterable[UUID] = (),
) -> UUID | None:
    """Logs an attempt to ring back and, when the customer was reached, what follows; gives a drafted quote's id.

    `also` names other follow-ups to the same person: another call back was tried by the same call, whatever came of
    it, and anything else is served only when the customer was reached.
    """
    enquiries.attempt(session, enquiry_id, outcome, words)
    for other in (session.load(FollowUp, other_id) for other_id in also):
        if other.purpose == Purpose.CALL_BACK:
            enquiries.attempt(session, other.subject_id, outcome, words)
        elif outcome == Outcome.REACHED:
            followups.do(session, other.id, words)
    if outcome != Outcome.REACHED:
        return None
    return decide(session, enquiry_id, then, reason=reason, visit_at=visit_at)


def decide(
    session: Session, enquiry_id: UUID, then: Then, *, reason: str = "", visit_at: tuple[date, time] | None = None
) -> UUID | None:
    """Gives an enquiry its next step, or ends it with a reason; gives a drafted quote's id."""
    if then == Then.VISIT:
        if visit_at is None:
            raise BookError("When is the visit? Nothing was saved. Choose a day and a time.")
        visits.book(session, enquiry_id, *visit_at)
    elif then == Then.QUOTE:
        return quotes.draft(session, enquiry_id, "").id
    elif then == Then.ANSWER:
        enquiries.answer(session, enquiry_id, reason)
    elif then == Then.DECLINE:
        enquiries.decline(session, enquiry_id, reason)
    return None


def log_follow_up(
    session: Session,
    followup_id: UUID,
    outcome: Outcome,
    words: str = "",
    also: Iterable[UUID] = (),
    *,
    together: Iterable[UUID] = (),
    well: bool | None = None,
    pause: bool = False,
) -> FollowUp:
    """Logs a call the process asked for: reached, it is done; otherwise it is noted and asked for next working day.

    `also` are the follow-ups that the same call served, `together` the calls to the same person that it stood for:
    not reached, they wait with it. Rule: product.md, Follow-ups.

    What became of a finding is kept with it; `well` is how a partner did, None when the customer did not say, and
    `pause` that nobody is sent there for now.
    """
    found = session.load(FollowUp, followup_id)
    if outcome == Outcome.REACHED:
        done = followups.do(session, followup_id, words, also=also)
        if found.event in (Event.FINDING_NOW, Event.FINDING_TOLD):
            findings.settle(session, found.subject_id, words)
        elif found.purpose == Purpose.PARTNER_DID_WELL and well is not None:
            partners.note_outcome(session, found.subject_id, well=well, words=words, pause=pause)
        return done
    said = "Left a message" if outcome == Outcome.LEFT_MESSAGE else "Called, no answer"
    customers.add_note(session, found.customer_id, f"{said}. {words}".strip())
    until = day_reads.next_opening(session)
    followups.snooze_all(session, together, until)
    return followups.snooze(session, followup_id, until)


def decline_kindly(
    session: Session, enquiry_id: UUID, reason: str, *, partner_id: UUID | None = None, consent: bool = False
) -> Enquiry:
    """Says no to what does not fit and, where one is named, sends the customer on to a partner who can help."""
    if partner_id is not None:
        partners.pass_on(session, enquiry_id, partner_id, consent=consent)
    return enquiries.decline(session, enquiry_id, reason)


def note_visit(
    session: Session,
    visit_id: UUID,
    answers: Iterable[Reply],
    diagnosis: str,
    budget_minor: int | None = None,
    *,
    measurements: str | None = None,
    finished: bool = True,
    write_quote: bool = False,
) -> UUID | None:
    """Notes what was asked, seen and measured on a visit, budget in minor units; gives a drafted quote's id."""
    visit = session.load(Visit, visit_id)
    note_answers(session, visit.enquiry_id, answers)
    enquiries.diagnose(session, visit.enquiry_id, diagnosis, budget_minor)
    if measurements is not None:
        visits.measure(session, visit.id, measurements)
    if finished:
        visits.finish(session, visit.id)
    return quotes.draft(session, visit.enquiry_id, "").id if write_quote else None


def visit_fell_through(
    session: Session,
    visit_id: UUID,
    reason: str = "",
    *,
    nobody: bool = False,
    again_at: tuple[date, time] | None = None,
) -> Visit:
    """Notes that a visit did not take place, because nobody was there or it was called off, and books the next one."""
    visit = visits.nobody_there(session, visit_id) if nobody else visits.cancel(session, visit_id, reason)
    if again_at is not None:
        rest: dict[str, Any] = {"purpose": visit.purpose, "property_id": visit.property_id}
        visits.book(session, visit.enquiry_id, *again_at, minutes=visit.minutes, **rest)
    return visit
