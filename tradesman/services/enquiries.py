"""Enquiries: logged as they come in, rung back in time, and never left without a next step."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from sqlmodel import select

from tradesman.book import clock
from tradesman.book.customer import Customer
from tradesman.book.enquiry import (
    CallAttempt,
    CameBy,
    Enquiry,
    EnquiryKind,
    Need,
    Outcome,
    Role,
    RoleKind,
    Stage,
    Urgency,
)
from tradesman.book.errors import BookError
from tradesman.book.followup import Event, FollowUp, FollowUpState, Purpose, Rule
from tradesman.book.quote import Quote, QuoteState
from tradesman.book.store import Session
from tradesman.services import businesses, complaints, customers, followups, overtaken, visits

NEXT_ATTEMPT = timedelta(hours=2)  # of working time, until the customer is reached
CALL_BACK = "call_back"
CHANGEABLE = frozenset({"what", "kind", "urgency", "fit", "property_id"})


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
    if enquiry.kind == EnquiryKind.COMPLAINT:
        complaints.follow(session, enquiry)
    return enquiry


def change(session: Session, enquiry_id: UUID, **fields: Any) -> Enquiry:
    """Changes what is wanted, its kind, how bad it is, the fit or the property; the clock follows how bad it is.

    What turns out to be a complaint opens one, and one that is open has the words of its enquiry. BookError when
    nothing is wanted any more.
    """
    if set(fields) - CHANGEABLE:
        message = f"an enquiry's {set(fields) - CHANGEABLE} cannot be changed here"
        raise TypeError(message)
    if not fields.get("what", "?").strip():
        raise BookError("What is wanted? Nothing was changed; a few words are enough.")
    enquiry = session.load(Enquiry, enquiry_id)
    complains = fields.get("kind") == EnquiryKind.COMPLAINT and enquiry.kind != EnquiryKind.COMPLAINT
    other_clock = fields.get("urgency", enquiry.urgency) != enquiry.urgency
    for key, value in fields.items():
        setattr(enquiry, key, value.strip() if key == "what" else value)
    if complains:
        complaints.follow(session, enquiry)
    elif "what" in fields:
        complaints.reword(session, enquiry)
    if other_clock and enquiry.reached_at is None and enquiry.is_open:
        _start_clock(session, enquiry)
    return enquiry


def put_right(
    session: Session,
    enquiry_id: UUID,
    what: str,
    came_in_at: datetime,
    *,
    roles: Iterable[tuple[RoleKind, UUID | str]],
    **fields: Any,
) -> Enquiry:
    """Corrects all that was noted of an enquiry: as `correct` and `change` do, and who else is involved."""
    correct(session, enquiry_id, what, came_in_at)
    set_roles(session, enquiry_id, roles)
    return change(session, enquiry_id, **fields)


def call_due(session: Session, came_in_at: datetime, *, danger: bool = False, asked: str = "") -> datetime:
    """When a call back is due for what came in at an instant, by the playbook's wait or another one that is asked for.

    Rule: product.md, Call-back.
    """
    wait = clock.Wait.parse(asked or session.exec(select(Rule.wait).where(Rule.key == CALL_BACK)).one())
    calendar = businesses.calendar(session)
    if wait.unit == clock.Unit.WORKING_HOURS:
        return calendar.call_due(came_in_at, timedelta(hours=wait.count), danger)
    day = calendar.day_after(calendar.local_day(came_in_at), wait)
    return calendar.at_local(day, calendar.local(came_in_at).time())


def _call_due(session: Session, enquiry: Enquiry) -> datetime:
    return call_due(session, enquiry.came_in_at, danger=enquiry.urgency == Urgency.DANGER)


def _plan_call(session: Session, enquiry: Enquiry, due_at: datetime) -> None:
    day = businesses.calendar(session).local_day(enquiry.came_in_at)
    followups.plan(session, Event.ENQUIRY_RECEIVED, enquiry.id, enquiry.customer_id, day, due_at=due_at)


def correct(session: Session, enquiry_id: UUID, what: str, came_in_at: datetime) -> Enquiry:
    """Corrects what was asked and when an enquiry came in; the clock, the call back and a live answer move along."""
    enquiry = session.load(Enquiry, enquiry_id)
    if not what.strip():
        raise BookError("What is wrong? Nothing was changed. A few words are enough.")
    enquiry.what = what.strip()
    complaints.reword(session, enquiry)
    if came_in_at == enquiry.came_in_at:
        return enquiry
    if came_in_at > session.now:
        raise BookError("An enquiry cannot come in later than now. Nothing was changed.")
    live = next(iter(enquiry.attempts), None) if enquiry.answered_live else None
    if any(made.at < came_in_at for made in enquiry.attempts if made is not live):
        raise BookError("It was rung back before that. Nothing was changed. Correct one of the times.")
    if live is not None:  # it was returned the moment it came in
        live.at = enquiry.first_attempt_at = enquiry.reached_at = came_in_at
    enquiry.came_in_at = came_in_at
    enquiry.call_due_at = _call_due(session, enquiry)
    if enquiry.is_open and enquiry.first_attempt_at is None:
        _plan_call(session, enquiry, enquiry.call_due_at)
    return enquiry


def _start_clock(session: Session, enquiry: Enquiry) -> None:
    """Sets the clock anew, once somebody has tried that of the next attempt; a call that was put off shows at once."""
    if enquiry.first_attempt_at is not None:
        _next_attempt(session, enquiry)
        return
    enquiry.call_due_at = _call_due(session, enquiry)
    _plan_call(session, enquiry, enquiry.call_due_at)
    for call in followups.of_subject(session, enquiry.id, Purpose.CALL_BACK):
        call.snoozed_until = None


def _next_attempt(session: Session, enquiry: Enquiry) -> None:
    due = _next_due(session, enquiry)
    for call in followups.of_subject(session, enquiry.id, Purpose.CALL_BACK):
        call.due_at, call.due_on = due, businesses.calendar(session).local_day(due)
        call.snoozed_until, call.snoozes = None, 0


def _next_due(session: Session, enquiry: Enquiry) -> datetime:
    last = enquiry.last_attempt_at() or session.now
    return businesses.calendar(session).call_due(last, NEXT_ATTEMPT, enquiry.urgency == Urgency.DANGER)


def follow_clock(session: Session) -> None:
    """Sets the clock of every call that is not due yet by working time and the playbook's wait as they are now.

    What is late stays late. An attempt has fixed promptness: then only the next one moves. What was put off stays put
    off. BookError when no working day would be left.
    """
    owed = select(FollowUp).where(FollowUp.state == FollowUpState.OPEN, FollowUp.purpose == Purpose.CALL_BACK)
    try:
        for call in session.exec(owed.where(FollowUp.event == Event.ENQUIRY_RECEIVED)).all():
            if call.due_at is None or call.due_at > session.now:
                _set_clock(session, call)
    except clock.NoWorkingTime as error:
        raise BookError("No working day would be left within two years. Nothing was changed.") from error


def _set_clock(session: Session, call: FollowUp) -> None:
    enquiry = session.load(Enquiry, call.subject_id)
    if enquiry.first_attempt_at is None:
        due = enquiry.call_due_at = _call_due(session, enquiry)
    else:
        due = _next_due(session, enquiry)
    call.due_at, call.due_on = due, businesses.calendar(session).local_day(due)


def attempt(
    session: Session, enquiry_id: UUID, outcome: Outcome, words: str = "", *, at: datetime | None = None
) -> CallAttempt:
    """Logs an attempt to ring back; `at` is an instant, now when left out.

    The first fixes promptness, only reaching closes the call; until then the next attempt comes due two working
    hours after the last one, round the clock where the clock runs so. Rule: product.md, Call-back.
    """
    enquiry = session.load(Enquiry, enquiry_id)
    when = at or session.now
    if when > session.now:
        raise BookError("This call has not been made yet. Nothing was changed. Correct the time.")
    made = enquiry.attempted(when, outcome, words)
    if outcome == Outcome.REACHED:
        for call in followups.of_subject(session, enquiry.id, Purpose.CALL_BACK):
            call.do(session.now, words or "Reached")
    elif enquiry.reached_at is None and enquiry.is_open:
        _next_attempt(session, enquiry)
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


def set_roles(session: Session, enquiry_id: UUID, roles: Iterable[tuple[RoleKind, UUID | str]]) -> None:
    """Notes who else is involved, and nobody beside them; a new name becomes one customer."""
    enquiry = session.load(Enquiry, enquiry_id)
    ids: dict[UUID | str, UUID] = {}
    wanted = []
    for kind, who in roles:
        key = who.strip() if isinstance(who, str) else who
        if key not in ids:
            ids[key] = customers.add(session, key).id if isinstance(key, str) else key
            session.flush()
        wanted.append((kind, ids[key]))
    enquiry.roles[:] = [role for role in enquiry.roles if (role.kind, role.customer_id) in wanted]
    there = [(role.kind, role.customer_id) for role in enquiry.roles]
    for kind, customer_id in wanted:
        if (kind, customer_id) not in there:
            give_role(session, enquiry.id, customer_id, kind)


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
    if enquiry.stage == Stage.WON:
        raise BookError("This enquiry became a job. Nothing was changed. Call the job off instead.")
    enquiry.close(stage, reason, session.now)
    for subject_id in (enquiry.id, *(quote.id for quote in _quotes(session, enquiry.id))):
        followups.overtake(session, subject_id, overtaken.ENQUIRY_CLOSED)
    visits.cancel_all(session, enquiry.id, overtaken.ENQUIRY_CLOSED)
    return enquiry


def _quotes(session: Session, enquiry_id: UUID) -> list[Quote]:
    return list(session.exec(select(Quote).where(Quote.enquiry_id == enquiry_id)).all())


def reopen(session: Session, enquiry_id: UUID) -> Enquiry:
    """Takes a closed enquiry up again, with its quote if one is undecided.

    What was cancelled when it was closed is asked again, the call back only when nobody was reached.
    """
    enquiry = session.load(Enquiry, enquiry_id)
    if enquiry.is_open:
        raise BookError("This enquiry is open. Nothing was changed.")
    quotes = _quotes(session, enquiry.id)
    undecided = [quote.id for quote in quotes if not quote.is_settled]
    enquiry.reopen(Stage.QUOTED if undecided else Stage.ENQUIRY)
    for quote in quotes:
        if quote.is_settled:
            followups.overtake(session, quote.id, overtaken.CAME_BACK, Event.QUOTE_LOST)
    wanted = {*undecided, *([enquiry.id] if enquiry.reached_at is None else [])}
    for found in followups.of_customer(session, enquiry.customer_id):
        closed = found.state == FollowUpState.CANCELLED and found.reason == overtaken.ENQUIRY_CLOSED
        if found.subject_id in wanted and closed:
            followups.take_up(session, found)
    for quote in quotes:
        if quote.state == QuoteState.GIVEN:
            _plan_ends(session, quote)
    return enquiry


def _plan_ends(session: Session, quote: Quote) -> None:
    """What prepares the days on which a given quote is decided and expires, as far as there is time for it."""
    for event, day in ((Event.QUOTE_DECISION, quote.decision_on), (Event.QUOTE_EXPIRING, quote.valid_until_on)):
        if day is not None:
            followups.plan(session, event, quote.id, quote.customer_id, day)
