"""Enquiries: logged as they come in, rung back in time, and never left without a next step."""

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from sqlmodel import select

from tradesman.book import clock
from tradesman.book.customer import Customer
from tradesman.book.enquiry import CallAttempt, CameBy, Enquiry, Need, Outcome, Role, RoleKind, Stage, Urgency
from tradesman.book.errors import BookError
from tradesman.book.followup import Event, FollowUpState, Purpose, Rule
from tradesman.book.store import Session
from tradesman.services import businesses, followups, visits

NEXT_ATTEMPT = timedelta(hours=2)  # of working time, until the customer is reached
CALL_BACK = "call_back"


def log(
    session: Session,
    customer_id: UUID,
    what: str,
    came_by: CameBy,
    *,
    came_in_at: datetime | None = None,
    answered_live: bool = False,
    **rest: Any,
) -> Enquiry:
    """Notes that somebody wants something and starts the call-back clock; answered live, the call is returned.

    `came_in_at` is an instant, now when left out; `rest` is kind, urgency, property_id, budget_minor.
    Raises BookError when nothing is wanted or it lies in the future.
    """
    if not what.strip():
        raise BookError("What is wanted? The enquiry was not saved; a few words are enough.")
    came_in = came_in_at or session.now
    if came_in > session.now:
        raise BookError("An enquiry cannot come in later than now. It was not saved. Correct the time.")
    customer = session.load(Customer, customer_id)
    if "property_id" not in rest and customer.properties:
        rest["property_id"] = customer.properties[0].id
    enquiry = Enquiry(
        customer_id=customer_id,
        what=what.strip(),
        came_by=came_by,
        came_in_at=came_in,
        call_due_at=came_in,
        answered_live=answered_live,
        **rest,
    )
    session.add(enquiry)
    enquiry.call_due_at = _call_due(session, enquiry)
    _plan_call(session, enquiry, enquiry.call_due_at)
    if answered_live:
        attempt(session, enquiry.id, Outcome.REACHED, "Answered live", at=came_in)
    return enquiry


def call_due(session: Session, came_in_at: datetime, *, danger: bool = False) -> datetime:
    """When a call back is due for what came in at an instant, by the playbook's wait. Rule: product.md, Call-back."""
    rule = session.exec(select(Rule).where(Rule.key == CALL_BACK)).one()
    wait = clock.Wait.parse(rule.wait)
    calendar = businesses.calendar(session)
    if wait.unit == clock.Unit.WORKING_HOURS:
        return calendar.call_due(came_in_at, timedelta(hours=wait.count), danger)
    day = calendar.day_after(calendar.local_day(came_in_at), wait)
    return calendar.at_local(day, calendar.local(came_in_at).time())


def _call_due(session: Session, enquiry: Enquiry) -> datetime:
    return call_due(session, enquiry.came_in_at, danger=enquiry.urgency == Urgency.DANGER)


def _plan_call(session: Session, enquiry: Enquiry, due_at: datetime) -> None:
    day = businesses.calendar(session).local_day(due_at)
    followups.plan(session, Event.ENQUIRY_RECEIVED, enquiry.id, enquiry.customer_id, day, due_at=due_at)


def correct_came_in(session: Session, enquiry_id: UUID, came_in_at: datetime) -> Enquiry:
    """Corrects when an enquiry came in; the clock and the call back move with it."""
    enquiry = session.load(Enquiry, enquiry_id)
    if came_in_at > session.now:
        raise BookError("An enquiry cannot come in later than now. Nothing was changed.")
    if enquiry.first_attempt_at is not None and came_in_at > enquiry.first_attempt_at:
        raise BookError("It was rung back before that. Nothing was changed. Correct one of the times.")
    enquiry.came_in_at = came_in_at
    enquiry.call_due_at = _call_due(session, enquiry)
    if enquiry.first_attempt_at is None:
        _plan_call(session, enquiry, enquiry.call_due_at)
    return enquiry


def attempt(
    session: Session, enquiry_id: UUID, outcome: Outcome, words: str = "", *, at: datetime | None = None
) -> CallAttempt:
    """Logs an attempt to ring back; `at` is an instant, now when left out.

    The first fixes promptness, only reaching closes the call; until then the next attempt comes due two working
    hours later. Rule: product.md, Call-back.
    """
    enquiry = session.load(Enquiry, enquiry_id)
    when = at or session.now
    made = enquiry.attempted(when, outcome, words)
    open_calls = followups.of_subject(session, enquiry.id, Purpose.CALL_BACK)
    if outcome == Outcome.REACHED:
        for call in open_calls:
            call.do(session.now, words or "Reached")
    elif enquiry.reached_at is None and enquiry.is_open:
        due = businesses.calendar(session).add_working_time(when, NEXT_ATTEMPT)
        for call in open_calls:
            call.due_at, call.due_on = due, businesses.calendar(session).local_day(due)
            call.snoozed_until = None
    return made


def ask(session: Session, enquiry_id: UUID, question: str, answer: str, label: str = "") -> Need:
    """Notes a question and its answer; with a short label it is a need that options meet or not."""
    return session.load(Enquiry, enquiry_id).asked(question, answer, label)


def change_need(session: Session, need_id: UUID, *, answer: str, label: str) -> Need:
    """Changes an answer; the label flags it as one that matters, no label takes the flag away."""
    need = session.load(Need, need_id)
    need.answer, need.label, need.flagged = answer.strip(), label.strip(), bool(label.strip())
    return need


def diagnose(session: Session, enquiry_id: UUID, diagnosis: str, budget_minor: int | None = None) -> Enquiry:
    """Notes what is wrong in the customer's language, and the budget in minor units if it was named."""
    enquiry = session.load(Enquiry, enquiry_id)
    enquiry.diagnosis = diagnosis.strip()
    if budget_minor is not None:
        enquiry.budget_minor = budget_minor
    return enquiry


def give_role(session: Session, enquiry_id: UUID, customer_id: UUID, kind: RoleKind) -> Role:
    """Notes that somebody else asked, lives there, decides, pays or lets the house."""
    enquiry = session.load(Enquiry, enquiry_id)
    role = Role(enquiry_id=enquiry.id, customer_id=customer_id, kind=kind)
    enquiry.roles.append(role)
    return role


def decline(session: Session, enquiry_id: UUID, reason: str) -> Enquiry:
    """Says no kindly; the reason stays in the book and every step it asked for is cancelled."""
    return _close(session, enquiry_id, Stage.DECLINED, reason)


def answer(session: Session, enquiry_id: UUID, reason: str) -> Enquiry:
    """Ends an enquiry that needed no more than a word; what was said is the reason."""
    return _close(session, enquiry_id, Stage.ANSWERED, reason)


def mark_spam(session: Session, enquiry_id: UUID) -> Enquiry:
    """Puts an enquiry aside that nobody sent; it counts nowhere."""
    return _close(session, enquiry_id, Stage.SPAM, "Spam")


def _close(session: Session, enquiry_id: UUID, stage: Stage, reason: str) -> Enquiry:
    enquiry = session.load(Enquiry, enquiry_id)
    if not enquiry.is_open:
        raise BookError("This enquiry is closed already. Nothing was changed.")
    enquiry.close(stage, reason, session.now)
    followups.overtake(session, enquiry.id, "The enquiry is closed")
    visits.cancel_all(session, enquiry.id, "The enquiry is closed")
    return enquiry


def reopen(session: Session, enquiry_id: UUID) -> Enquiry:
    """Takes a closed enquiry up again; the call back is owed again when nobody was reached."""
    enquiry = session.load(Enquiry, enquiry_id)
    if enquiry.is_open:
        raise BookError("This enquiry is open. Nothing was changed.")
    enquiry.reopen(Stage.ENQUIRY)
    if enquiry.reached_at is None:
        for call in followups.of_customer(session, enquiry.customer_id):
            if call.subject_id == enquiry.id and call.state == FollowUpState.CANCELLED:
                call.reopen()
    return enquiry
