"""The follow-up engine: events schedule, move and cancel what the process asks for.

One rule makes one follow-up per subject and repetition, however often it runs: planning again finds the row that is
there. What is done, skipped or overtaken stays as it is; what was only held back returns when nothing holds it.
"""

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from uuid import UUID

from sqlmodel import and_, col, func, or_, select

from tradesman.book import clock
from tradesman.book.customer import Customer
from tradesman.book.errors import BookError
from tradesman.book.followup import (
    ASKS_THE_CLIENT,
    Event,
    FollowUp,
    FollowUpState,
    Purpose,
    Rule,
    not_asked_of,
)
from tradesman.book.job import Job, JobKind, JobState
from tradesman.book.store import Session
from tradesman.services import businesses, days, overtaken, playbooks
from tradesman.services.overtaken import NO_DATE, OTHER_URGENCY, SUBCONTRACTED, WITH_LATER_WORK
from tradesman.services.playbooks import Line

DO_NOT_CONTACT = "Do not contact"
NOBODY_TO_ASK = "Nobody is there to ask any more"
TOO_NEAR = "It comes too soon to be prepared"
RULE_OFF = "The rule was switched off"
RULE_CHANGED = "The rule was changed"
RULE_REMOVED = "The rule was removed"
HELD_BY_THE_RULE = frozenset({RULE_OFF, RULE_CHANGED, RULE_REMOVED})
# Cancelled for one of these, nothing has overtaken it: it returns when the reason goes.
MAY_RETURN = HELD_BY_THE_RULE | {
    DO_NOT_CONTACT,
    NOBODY_TO_ASK,
    TOO_NEAR,
    NO_DATE,
    SUBCONTRACTED,
    OTHER_URGENCY,
    WITH_LATER_WORK,
}
LONG_AGO = timedelta(days=30)


def plan(
    session: Session,
    event: Event,
    subject_id: UUID,
    customer_id: UUID,
    day: date,
    *,
    job: Job | None = None,
    due_at: datetime | None = None,
) -> list[FollowUp]:
    """Schedules what the rules ask for after an event of this day, or moves what they have asked for already.

    `day` is the event's own day in the book's zone; `due_at` an instant for calls back. A small or subcontracted job
    uses fewer rules. Rules: product.md, Follow-ups.
    """
    if event not in playbooks.AHEAD:
        day = min(day, businesses.today(session))  # what has been was not after today: the clock was ahead
    customer = session.load(Customer, customer_id)
    made = []
    for rule in playbooks.of_event(session, event):
        if not applies(session, rule, customer.id, job):
            continue
        found = latest(session, rule.key, subject_id)
        if found is None and not rule.enabled:
            continue
        repetition = found.repetition if found is not None else int(rule.repeats)
        due = day_due(session, rule.wait, day, repetition, due_at)
        if due is None:
            if found is not None:
                _too_near(session, found)
            continue
        if found is None:
            found = _new(session, rule, subject_id, customer, day=day, due=due, repetition=repetition)
        else:
            move(session, found, rule, day, due)
        if found.state == FollowUpState.OPEN:
            found.due_at = due_at
        made.append(found)
    return made


def applies(session: Session, rule: Rule | Line, customer_id: UUID, job: Job | None) -> bool:
    """Whether a rule asks for something after an event of this customer's, of a job or of none."""
    if job is not None and job.kind == JobKind.SMALL and not rule.for_small_jobs:
        return False
    if job is not None and job.subcontracted and rule.event in ASKS_THE_CLIENT:
        return False
    if job is not None and job.quote_id is None and rule.purpose == Purpose.CONFIRM_CHOICE:
        return False  # taken on without a quote, nothing was chosen
    return not rule.only_regulars or is_regular(session, customer_id)


def move(session: Session, found: FollowUp, rule: Rule, day: date, due: date) -> None:
    """Moves what has not been done; what was only held back stays so, or returns when nothing holds it any more."""
    held_back = _held_back(found)
    if found.state != FollowUpState.OPEN and not held_back:
        return
    if (found.due_on, found.counted_from_on) != (due, day):
        asleep = still_asleep(session, found, due, day)
        found.due_on, found.counted_from_on, found.snoozed_until = due, day, asleep
    if held_back:
        found.event, found.channel, found.title = rule.event, rule.channel, rule.title
        take_up(session, found)


def still_asleep(session: Session, found: FollowUp, due: date, day: date) -> datetime | None:
    """Until when it stays put off once it is due on another day: the later of the two stands.

    What prepares an event of this day is not put off past it.
    """
    until = businesses.calendar(session).local_day(found.snoozed_until) if found.snoozed_until else due
    past_event = found.event in playbooks.AHEAD and due <= day < until
    return None if until <= due or past_event else found.snoozed_until


def _held_back(found: FollowUp) -> bool:
    return found.state == FollowUpState.CANCELLED and found.reason in MAY_RETURN


def ask_again(session: Session, subject_id: UUID, purpose: Purpose) -> None:
    """Opens again what was done for a day that is another now, unless the person is to be left alone."""
    query = select(FollowUp).where(FollowUp.subject_id == subject_id, FollowUp.state == FollowUpState.DONE)
    for found in session.exec(query.where(FollowUp.purpose == purpose)).all():
        if not barring(session.load(Customer, found.customer_id), purpose):
            found.reopen()


def _too_near(session: Session, found: FollowUp) -> None:
    """Nothing can be prepared any more, whatever else held it back, until the event moves again."""
    if found.state == FollowUpState.OPEN:
        found.cancel(session.now, TOO_NEAR)
    elif _held_back(found):
        found.reason = TOO_NEAR


def take_up(session: Session, found: FollowUp) -> None:
    """Opens a settled follow-up again, on a working day, unless something else speaks against it."""
    barred = (
        barring(session.load(Customer, found.customer_id), found.purpose)
        or _no_rule(session, found)
        or overtaken.why(session, found)
    )
    found.reopen()
    if barred:
        found.cancel(session.now, barred)
    elif found.due_on >= businesses.today(session) and found.purpose != Purpose.CALL_BACK:
        _leave_day_off(session, found)


def _no_rule(session: Session, found: FollowUp) -> str:
    """Why its rule does not ask for it; empty when it does."""
    if found.rule_key == playbooks.BY_HAND:
        return ""
    rule = session.exec(select(Rule).where(Rule.key == found.rule_key)).first()
    if rule is None:
        return RULE_REMOVED
    if not rule.enabled:
        return RULE_OFF
    return RULE_CHANGED if rule.event != found.event else ""


def barring(customer: Customer, purpose: Purpose) -> str:
    """Why this person is not asked this; empty when nothing speaks against it."""
    # Somebody on do-not-contact who rings is still rung back: they asked.
    if customer.do_not_contact and purpose != Purpose.CALL_BACK:
        return DO_NOT_CONTACT
    return NOBODY_TO_ASK if purpose in not_asked_of(customer.whereabouts) else ""


def is_regular(session: Session, customer_id: UUID) -> bool:
    """A regular customer has had two jobs or more completed."""
    query = select(func.count()).where(Job.customer_id == customer_id, Job.state == JobState.COMPLETED)
    return session.exec(query).one() >= 2


def day_due(session: Session, asked: str, day: date, repetition: int, due_at: datetime | None = None) -> date | None:
    """The day a rule's wait asks for; None when it lies before an event that is too near to be prepared."""
    calendar = businesses.calendar(session)
    if due_at is not None:  # the wait is in it
        return calendar.local_day(due_at)
    return day_by(calendar, asked, day, repetition, businesses.today(session))


def day_by(calendar: clock.Calendar, asked: str, day: date, repetition: int, today: date) -> date | None:
    """The same by a calendar, which may be one that does not count any more."""
    wait = clock.Wait.parse(asked)
    due = calendar.day_after(day, clock.Wait(wait.count * max(repetition, 1), wait.unit))
    return due if wait.count >= 0 else _before(calendar, due, day, today)


def _before(calendar: clock.Calendar, due: date, day: date, today: date) -> date | None:
    """A day on which an event can still be prepared; None when there is none left."""
    if due >= today:
        return due
    due = calendar.on_or_next_working_day(today)
    return due if day > today and due <= day else None


def leave_days_off(session: Session) -> None:
    """Moves what is to come on a day that is no working day to the next one; calls back have a clock of their own.

    What prepares an event moves to the working day before, or is cancelled where none is left.
    """
    today = businesses.today(session)
    query = select(FollowUp).where(FollowUp.state == FollowUpState.OPEN, FollowUp.due_on >= today)
    for found in session.exec(query.where(FollowUp.purpose != Purpose.CALL_BACK)).all():
        _leave_day_off(session, found)


def _leave_day_off(session: Session, found: FollowUp) -> None:
    calendar = businesses.calendar(session)
    if calendar.is_working_day(found.due_on):
        return
    if not overtaken.prepares(found):
        found.due_on = calendar.on_or_next_working_day(found.due_on)
        return
    earlier = calendar.on_or_previous_working_day(found.due_on)
    due = _before(calendar, earlier, found.counted_from_on, businesses.today(session))
    if due is None:
        found.cancel(session.now, TOO_NEAR)
    else:
        found.due_on = due


def _new(
    session: Session, rule: Rule, subject_id: UUID, customer: Customer, *, day: date, due: date, repetition: int
) -> FollowUp:
    made = FollowUp(
        customer_id=customer.id,
        rule_key=rule.key,
        subject_id=subject_id,
        repetition=repetition,
        event=rule.event,
        purpose=rule.purpose,
        channel=rule.channel,
        title=rule.title,
        counted_from_on=day,
        due_on=due,
    )
    barred = barring(customer, rule.purpose)
    if barred:
        made.cancel(session.now, barred)
    session.add(made)
    return made


def latest(session: Session, rule_key: str, subject_id: UUID) -> FollowUp | None:
    """The newest repetition of what a rule asks of a subject."""
    query = select(FollowUp).where(FollowUp.rule_key == rule_key, FollowUp.subject_id == subject_id)
    return session.exec(query.order_by(col(FollowUp.repetition).desc())).first()


def of_subject(session: Session, subject_id: UUID, *purposes: Purpose) -> list[FollowUp]:
    """The open follow-ups of one subject, of these purposes or of all."""
    query = select(FollowUp).where(FollowUp.subject_id == subject_id, FollowUp.state == FollowUpState.OPEN)
    if purposes:
        query = query.where(col(FollowUp.purpose).in_(purposes))
    # Ordered here: asked for an order, SQLite reads all that is open by its days in place of the few of the subject.
    return sorted(session.exec(query).all(), key=lambda found: (found.due_on, found.id))


def overtake(session: Session, subject_id: UUID, reason: str, *events: Event) -> None:
    """Cancels what the world has overtaken of these events of a subject, or of all, with the reason.

    What was held back will not return either.
    """
    for found in _asked(session, subject_id):
        if not events or found.event in events:
            _end(session, found, reason)


def overtake_preparing(session: Session, subject_id: UUID, reason: str) -> None:
    """Cancels what was to prepare an event that has begun; what comes after it stays."""
    for found in _asked(session, subject_id):
        if overtaken.prepares(found):
            _end(session, found, reason)


def _asked(session: Session, subject_id: UUID) -> list[FollowUp]:
    """What is open of a subject, and what is only held back."""
    held = and_(col(FollowUp.state) == FollowUpState.CANCELLED, col(FollowUp.reason).in_(MAY_RETURN))
    query = select(FollowUp).where(FollowUp.subject_id == subject_id)
    return list(session.exec(query.where(or_(col(FollowUp.state) == FollowUpState.OPEN, held))).all())


def _end(session: Session, found: FollowUp, reason: str) -> None:
    if found.state == FollowUpState.OPEN:
        found.cancel(session.now, reason)
    else:
        found.reason = reason


def do(session: Session, followup_id: UUID, outcome: str = "", *, also: Iterable[UUID] = ()) -> FollowUp:
    """Notes that a follow-up is done and what came of it; a repeating rule asks again.

    `also` names others to the same person that this one contact has served. BookError for a call back: only reaching
    the customer closes it. Rule: product.md, Call-back.
    """
    found = session.load(FollowUp, followup_id)
    for each in (found, *(session.load(FollowUp, other_id) for other_id in also)):
        if each.purpose == Purpose.CALL_BACK:
            raise BookError("Only reaching the customer closes a call back. Nothing was changed. Log the call.")
        each.do(session.now, outcome)
        _repeat(session, each)
        if each.purpose == Purpose.CONFIRM_START and (job := session.get(Job, each.subject_id)) is not None:
            job.confirmed_at = job.confirmed_at or session.now
    return found


def snooze(session: Session, followup_id: UUID, until: datetime) -> FollowUp:
    """Hides a follow-up until an instant, a call back until work begins on the next working day at the latest.

    BookError for a late call that was put off twice.
    """
    found = session.load(FollowUp, followup_id)
    if found.purpose == Purpose.CALL_BACK:
        until = min(until, days.next_opening(session))
    found.snooze(until, session.now)
    return found


def snooze_all(session: Session, followup_ids: Iterable[UUID], until: datetime) -> None:
    """Hides until an instant what is shown as one; one that cannot be put off keeps all of them."""
    for followup_id in followup_ids:
        snooze(session, followup_id, until)


def skip(session: Session, followup_id: UUID, reason: str, *, customer_asked: bool = False) -> FollowUp:
    """Leaves a follow-up out, with a reason; a repeating rule asks again."""
    found = session.load(FollowUp, followup_id)
    found.skip(session.now, reason, customer_asked=customer_asked)
    _repeat(session, found)
    return found


def _repeat(session: Session, settled: FollowUp) -> None:
    """The next repetition, on the first of its days that is still to come."""
    rule = session.exec(select(Rule).where(Rule.key == settled.rule_key)).first()
    if rule is None or not rule.repeats or not rule.enabled:
        return
    wait = clock.Wait.parse(rule.wait)
    if wait.count <= 0 or latest(session, rule.key, settled.subject_id) is not settled:
        return
    counted, today = settled.counted_from_on, businesses.today(session)
    repetition, due = first_after(session, counted, wait, today, settled.repetition + 1)
    customer = session.load(Customer, settled.customer_id)
    _new(session, rule, settled.subject_id, customer, day=counted, due=due, repetition=repetition)


def first_after(session: Session, counted: date, wait: clock.Wait, day: date, repetition: int = 1) -> tuple[int, date]:
    """Which repetition comes first after a day, this one at the earliest, and when; the wait is more than nothing."""
    calendar = businesses.calendar(session)
    while (due := calendar.day_after(counted, clock.Wait(wait.count * repetition, wait.unit))) <= day:
        repetition += 1
    return repetition, due


def close_all(session: Session, customer_id: UUID, reason: str, purposes: Iterable[Purpose] = tuple(Purpose)) -> None:
    """Cancels every open follow-up to a person, with the reason."""
    query = select(FollowUp).where(FollowUp.customer_id == customer_id, FollowUp.state == FollowUpState.OPEN)
    for found in session.exec(query.where(col(FollowUp.purpose).in_(list(purposes)))).all():
        found.cancel(session.now, reason)


def reopen_all(session: Session, customer_id: UUID, reason: str) -> None:
    """Opens again what was cancelled for this reason, unless another one holds it back."""
    query = select(FollowUp).where(
        FollowUp.customer_id == customer_id, FollowUp.state == FollowUpState.CANCELLED, FollowUp.reason == reason
    )
    for found in session.exec(query).all():
        come_back(session, found)


def come_back(session: Session, found: FollowUp) -> None:
    """Opens again what nothing may hold back any more; where a later repetition came, that one counts.

    What has long passed stays cancelled; a repeating rule asks again on the next of its days.
    """
    if found.repetition and latest(session, found.rule_key, found.subject_id) is not found:
        return
    if found.due_on >= businesses.today(session) - LONG_AGO:
        take_up(session, found)
    elif not barring(session.load(Customer, found.customer_id), found.purpose):
        _repeat(session, found)


def of_customer(session: Session, customer_id: UUID) -> list[FollowUp]:
    """Every follow-up to a person, whatever became of it."""
    return list(session.exec(select(FollowUp).where(FollowUp.customer_id == customer_id)).all())
