"""Visits: booked, confirmed, arrived at; what was seen there becomes the diagnosis."""

from datetime import date, time
from uuid import UUID

from sqlmodel import col, select

from tradesman.book.enquiry import Enquiry, Stage
from tradesman.book.errors import BookError
from tradesman.book.followup import Event, Purpose
from tradesman.book.store import Session
from tradesman.book.visit import FELL_THROUGH, Visit, VisitPurpose, VisitState
from tradesman.services import businesses, customers, followups, overtaken


def book(
    session: Session,
    enquiry_id: UUID,
    day: date,
    starts: time,
    *,
    minutes: int = 60,
    purpose: VisitPurpose = VisitPurpose.LOOK,
    property_id: UUID | None = None,
) -> Visit:
    """Books a visit by the wall clock of the book's zone; the confirmation is scheduled with it."""
    enquiry = session.load(Enquiry, enquiry_id)
    if not enquiry.is_open:
        raise BookError("This enquiry is closed. No visit was booked. Open the enquiry again first.")
    if enquiry.stage == Stage.ENQUIRY:
        enquiry.move_to(Stage.VISIT)
    visit = Visit(
        enquiry_id=enquiry.id,
        customer_id=enquiry.customer_id,
        property_id=property_id or enquiry.property_id,
        purpose=purpose,
        day_on=day,
        starts=starts,
        minutes=minutes,
        zone=businesses.calendar(session).zone,
    )
    session.add(visit)
    followups.plan(session, Event.VISIT_BOOKED, visit.id, visit.customer_id, day)
    return visit


def move(session: Session, visit_id: UUID, day: date, starts: time) -> Visit:
    """Moves a visit; its confirmation moves with it, and what was confirmed is asked again."""
    visit = session.load(Visit, visit_id)
    before = (visit.day_on, visit.starts)
    visit.move(day, starts)
    if (day, starts) != before:
        followups.ask_again(session, visit.id, Purpose.CONFIRM_VISIT)
    followups.plan(session, Event.VISIT_BOOKED, visit.id, visit.customer_id, day)
    return visit


def confirm(session: Session, visit_id: UUID) -> Visit:
    """The customer said it suits."""
    visit = session.load(Visit, visit_id)
    if visit.state == VisitState.BOOKED:
        visit.state = VisitState.CONFIRMED
    for found in followups.of_subject(session, visit.id, Purpose.CONFIRM_VISIT):
        found.do(session.now, "Confirmed")
    return visit


def arrive(session: Session, visit_id: UUID) -> Visit:
    """Notes the moment at the door, to the minute: nobody is late by seconds."""
    visit = session.load(Visit, visit_id)
    visit.arrive(session.now.replace(second=0, microsecond=0))
    followups.overtake_preparing(session, visit.id, overtaken.VISIT_BEGUN)
    return visit


def measure(session: Session, visit_id: UUID, measurements: str) -> Visit:
    """Keeps what was measured, as it was typed: one thing to a line, in any unit."""
    visit = session.load(Visit, visit_id)
    visit.measurements = "\n".join(line.strip() for line in measurements.splitlines() if line.strip())
    return visit


def tell_late(session: Session, visit_id: UUID, minutes: int) -> Visit:
    """Notes that the owner is running late for a visit, by about so many minutes."""
    visit = session.load(Visit, visit_id)
    if not visit.is_ahead:
        raise BookError("This visit is not ahead any more. Nothing was changed.")
    said = f"Running about {minutes} minutes late for the visit at {visit.starts:%H:%M}"
    customers.add_note(session, visit.customer_id, said)
    return visit


def finish(session: Session, visit_id: UUID, words: str = "") -> Visit:
    """Closes a visit, with a word on what was seen."""
    visit = session.load(Visit, visit_id)
    visit.finish(words)
    followups.overtake_preparing(session, visit.id, overtaken.VISIT_BEEN)
    followups.overtake(session, visit.enquiry_id, "They met at the visit", Event.ENQUIRY_RECEIVED)
    return visit


def nobody_there(session: Session, visit_id: UUID) -> Visit:
    """Notes that nobody opened; the enquiry needs a next step again."""
    return _fall_through(session, visit_id, VisitState.NOBODY_THERE, "Nobody was there")


def cancel(session: Session, visit_id: UUID, reason: str) -> Visit:
    """Takes a visit off the calendar; the enquiry needs a next step again."""
    return _fall_through(session, visit_id, VisitState.CANCELLED, reason.strip() or "Cancelled")


def _fall_through(session: Session, visit_id: UUID, state: VisitState, reason: str) -> Visit:
    visit = session.load(Visit, visit_id)
    visit.fall_through(state, reason)
    followups.overtake(session, visit.id, reason)
    enquiry = session.load(Enquiry, visit.enquiry_id)
    others = [other for other in of_enquiry(session, enquiry.id) if other.id != visit.id]
    if enquiry.stage == Stage.VISIT and all(other.state in FELL_THROUGH for other in others):
        enquiry.move_to(Stage.ENQUIRY)
    return visit


def of_enquiry(session: Session, enquiry_id: UUID) -> list[Visit]:
    """The visits of one enquiry, in their order."""
    query = select(Visit).where(Visit.enquiry_id == enquiry_id).order_by(col(Visit.day_on), col(Visit.starts))
    return list(session.exec(query).all())


def cancel_all(session: Session, enquiry_id: UUID, reason: str) -> None:
    """Takes what is still ahead off the calendar when the enquiry ends."""
    for visit in of_enquiry(session, enquiry_id):
        if visit.is_ahead:
            visit.fall_through(VisitState.CANCELLED, reason)
            followups.overtake(session, visit.id, reason)
