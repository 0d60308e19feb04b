"""Doubts about an e-mail that waits: why what it says may have become untrue since it was written."""

from typing import Any
from uuid import UUID

from sqlmodel import func, select

from tradesman.book import history
from tradesman.book.customer import ContactKind, Customer, Whereabouts
from tradesman.book.entity import Entity
from tradesman.book.followup import AFTER_DEATH, Event, FollowUp, FollowUpState
from tradesman.book.job import Job
from tradesman.book.message import Message
from tradesman.book.outbox import OutgoingMail
from tradesman.book.quote import Quote
from tradesman.book.store import Session
from tradesman.book.visit import FELL_THROUGH, Visit
from tradesman.services import businesses, followups, holding, overtaken, own_accord
from tradesman.services.messages import Occasion

ASKED_SINCE = "It was asked again since"
DONE_SINCE = "It was done in another way since"
LEFT_OUT_SINCE = "It was left out since"
DAY_MOVED = "The day or hour it speaks of was changed"
DAY_PASSED = "The day it speaks of has passed"
VISIT_OFF = "The visit is off: {}"
ADDRESS_GONE = "{} is no longer an address of {}"
# Where the day of an event stands that may be corrected.
DAYS: dict[Event, tuple[type[Entity], str]] = {
    Event.VISIT_BOOKED: (Visit, "day_on"),
    Event.QUOTE_DECISION: (Quote, "decision_on"),
    Event.QUOTE_EXPIRING: (Quote, "valid_until_on"),
    Event.JOB_PLANNED: (Job, "starts_on"),
    Event.JOB_COMPLETED: (Job, "completed_on"),
    Event.GUARANTEE_ENDS: (Job, "guarantee_until_on"),
}
# The words before these speak of their day.
_SPEAKS_OF_ITS_DAY = frozenset({Event.VISIT_BOOKED, Event.QUOTE_DECISION, Event.QUOTE_EXPIRING, Event.JOB_PLANNED})
_OF_THE_MOMENT = frozenset({Occasion.RUNNING_LATE, Occasion.AT_YOUR_DOOR})


def of(session: Session, mail: OutgoingMail, message: Message) -> str:
    """Why its words may not hold any more; empty where nothing is known against them.

    Of a mail that does follow-ups it is asked whether they are still as it left them, and whether they would be asked.
    """
    customer = session.load(Customer, mail.customer_id)
    if _was_readdressed(session, mail, customer):
        return ADDRESS_GONE.format(mail.recipient, customer.name)
    served = _served(session, mail, message)
    doubts = (_about(session, mail, customer, found) for found in served)
    said = next((doubt for doubt in doubts if doubt), "")
    return said if said or served else _of_the_words(session, mail, customer, message.occasion)


def step_of(mail: OutgoingMail) -> Any:
    """The step that queued a mail."""
    changes = history.changes.c
    queued = (changes.entity == "outgoing_mail") & (changes.row_id == mail.id.hex) & changes.before.is_(None)
    return select(func.max(changes.step_id)).where(queued).scalar_subquery()


def _was_readdressed(session: Session, mail: OutgoingMail, customer: Customer) -> bool:
    """Whether its address was corrected or removed since; one that was typed for it alone is none of the customer's."""
    recipient = mail.recipient.casefold()
    if recipient in {point.value.casefold() for point in customer.contacts if point.kind == ContactKind.EMAIL}:
        return False
    changes = history.changes.c
    query = select(changes.row_id, changes.before).where(
        changes.entity == "contact_point", changes.step_id > step_of(mail), changes.before.is_not(None)
    )
    gone = {row_id for row_id, before in session.execute(query).all() if _is(before.get("value"), recipient)}
    whose = _customers_of(session, {mail.id.hex})  # two customers may have been made one since
    return bool(gone) and not whose.isdisjoint(_customers_of(session, gone))


def _is(value: str | None, recipient: str) -> bool:
    return value is not None and value.casefold() == recipient


def _customers_of(session: Session, row_ids: set[str]) -> set[str]:
    """The customers that some rows have ever belonged to."""
    changes = history.changes.c
    query = select(changes.before, changes.after).where(changes.row_id.in_(row_ids))
    states = (state for pair in session.execute(query).all() for state in pair if state)
    return {state["customer_id"] for state in states if "customer_id" in state}


def _served(session: Session, mail: OutgoingMail, message: Message) -> list[FollowUp]:
    """The follow-up that asked for it first, and the others that it did by the way."""
    changes = history.changes.c
    query = select(changes.row_id, changes.after).where(
        changes.step_id == step_of(mail), changes.entity == "follow_up", changes.after.is_not(None)
    )
    done = {UUID(row_id) for row_id, after in session.execute(query).all() if after.get("state") == FollowUpState.DONE}
    ids = ([message.followup_id] if message.followup_id is not None else []) + sorted(done - {message.followup_id})
    found = (session.get(FollowUp, each) for each in ids)
    return [one for one in found if one is not None]


def _about(session: Session, mail: OutgoingMail, customer: Customer, found: FollowUp) -> str:
    if found.state == FollowUpState.OPEN:
        return DAY_MOVED if found.event in _SPEAKS_OF_ITS_DAY else ASKED_SINCE
    if found.state == FollowUpState.SKIPPED:
        return LEFT_OUT_SINCE
    if found.state == FollowUpState.CANCELLED:
        return _named(session, found, found.reason)
    if found.settled_at != mail.queued_at:
        return DONE_SINCE
    held = holding.why(session, customer.id, found.purpose)
    return held or _named(session, found, overtaken.why(session, found)) or _by_its_day(session, found)


def _named(session: Session, found: FollowUp, reason: str) -> str:
    """What was said of a visit that fell through does not say by itself what it is about."""
    visit = session.get(Visit, found.subject_id) if found.event == Event.VISIT_BOOKED else None
    fell = visit is not None and visit.state in FELL_THROUGH and reason == visit.words
    return VISIT_OFF.format(reason) if fell else reason


def _by_its_day(session: Session, found: FollowUp) -> str:
    if found.event not in _SPEAKS_OF_ITS_DAY or found.repetition > 1:  # a rhythm may be counted from a later day
        return ""
    kind, name = DAYS[found.event]
    subject = session.get(kind, found.subject_id)
    day = getattr(subject, name) if subject is not None else found.counted_from_on
    if day != found.counted_from_on:
        return DAY_MOVED
    return DAY_PASSED if day < businesses.today(session) else ""


def _of_the_words(session: Session, mail: OutgoingMail, customer: Customer, occasion: str) -> str:
    """What no follow-up asked for is known by its occasion alone."""
    held = own_accord.why_not(session, customer.id, occasion)
    if held or (customer.whereabouts == Whereabouts.DIED and occasion not in AFTER_DEATH):
        return held or followups.NOBODY_TO_ASK
    written_on = businesses.calendar(session).local_day(mail.queued_at)
    return DAY_PASSED if occasion in _OF_THE_MOMENT and written_on < businesses.today(session) else ""
