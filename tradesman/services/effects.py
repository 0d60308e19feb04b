"""What a change of a rule does to what is planned by it: what moves, is cancelled, or comes back. Nothing is written.

Open follow-ups follow their rule; what is done, skipped or overtaken stays as it is.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from sqlmodel import and_, col, or_, select

from tradesman.book import clock
from tradesman.book.customer import Customer
from tradesman.book.enquiry import Enquiry, Urgency
from tradesman.book.followup import Channel, Event, FollowUp, FollowUpState, Purpose
from tradesman.book.job import Job
from tradesman.book.store import Session
from tradesman.services import businesses, enquiries, followups, overtaken, subjects
from tradesman.services.followups import HELD_BY_THE_RULE, LONG_AGO
from tradesman.services.playbooks import CALL_BACK, Line


class Becomes(StrEnum):
    """What becomes of a follow-up."""

    MOVED = "moved"
    CANCELLED = "cancelled"
    RETURNS = "returns"
    OTHER_WAY = "other_way"


@dataclass(frozen=True)
class Effect:
    """One follow-up that a change touches, as it is told.

    `before` and `after` are its days, None where it is or will be cancelled; of calls back `before_at` and `after_at`
    are the instants. `asleep_until` is the day until which it was put off, where that stands; `what` is what it is
    about, `title` what a rule of the owner's own asks for, `channel` the way it will go.
    """

    followup_id: UUID
    customer_id: UUID
    customer: str
    what: str
    purpose: Purpose
    title: str
    becomes: Becomes
    channel: Channel
    before: date | None = None
    after: date | None = None
    before_at: datetime | None = None
    after_at: datetime | None = None
    asleep_until: date | None = None
    reason: str = ""


@dataclass(frozen=True)
class Then:
    """One follow-up and what it is to be: values of its fields, and whether it ends or comes back.

    A call back only shows its instant here: its clock is set by what sets every clock.
    """

    found: FollowUp
    becomes: Becomes | None
    values: dict[str, Any] = field(default_factory=dict)
    reason: str = ""

    def do(self, session: Session) -> None:
        """Writes it."""
        if self.found.purpose == Purpose.CALL_BACK:
            return
        if self.becomes == Becomes.CANCELLED:
            self.found.cancel(session.now, self.reason)
        elif self.reason:  # held back as before, for another reason
            self.found.reason = self.reason
        elif self.becomes == Becomes.RETURNS:
            self.found.reopen()
        for key, value in self.values.items():
            if getattr(self.found, key) != value:
                setattr(self.found, key, value)


def of(session: Session, key: str, before: Line | None, after: Line | None) -> list[Then]:
    """What becomes of everything that a rule has planned when it changes; a rule that is added or removed has one side.

    `key` is that of the rule. Raises NoWorkingTime where the settings leave no working day.
    """
    if after is not None and after.key == CALL_BACK:
        return _calls(session, after.wait) if before is not None and before.wait != after.wait else []
    held = and_(col(FollowUp.state) == FollowUpState.CANCELLED, col(FollowUp.reason).in_(HELD_BY_THE_RULE))
    query = select(FollowUp).where(FollowUp.rule_key == key, or_(col(FollowUp.state) == FollowUpState.OPEN, held))
    found = session.exec(query).all()
    customers = subjects.by_id(session, Customer, (one.customer_id for one in found))
    thens = (_then(session, one, customers[one.customer_id], before, after) for one in found)
    return [then for then in thens if then is not None]


def told(session: Session, thens: Iterable[Then]) -> list[Effect]:
    """What is seen of it, in the order of the days."""
    seen = [then for then in thens if then.becomes is not None]
    customers = subjects.by_id(session, Customer, (then.found.customer_id for then in seen))
    about = subjects.of(session, [then.found for then in seen])
    rows = [
        _effect(session, then, customers[then.found.customer_id].name, about.get(then.found.subject_id))
        for then in seen
    ]
    return sorted(rows, key=lambda row: (row.after or row.before or date.max, row.customer, row.followup_id))


def _effect(session: Session, then: Then, customer: str, subject: Any) -> Effect:
    found, values = then.found, then.values
    stands = found.state == FollowUpState.OPEN
    asleep = values.get("snoozed_until", found.snoozed_until)
    return Effect(
        followup_id=found.id,
        customer_id=found.customer_id,
        customer=customer,
        what=subjects.words(subject),
        purpose=found.purpose,
        title=values.get("title", found.title),
        becomes=then.becomes or Becomes.MOVED,
        channel=values.get("channel", found.channel),
        before=found.due_on if stands else None,
        after=None if then.becomes == Becomes.CANCELLED else values.get("due_on", found.due_on),
        before_at=found.due_at if stands else None,
        after_at=values.get("due_at"),
        asleep_until=businesses.calendar(session).local_day(asleep) if asleep and asleep > session.now else None,
        reason=then.reason,
    )


# The call back


def _calls(session: Session, wait: str) -> list[Then]:
    """The calls that are not late and that nobody has tried: their clock follows the rule."""
    calendar = businesses.calendar(session)
    owed = select(FollowUp, Enquiry).join(Enquiry, col(Enquiry.id) == col(FollowUp.subject_id))
    owed = owed.where(
        FollowUp.state == FollowUpState.OPEN,
        FollowUp.purpose == Purpose.CALL_BACK,
        FollowUp.event == Event.ENQUIRY_RECEIVED,
        col(Enquiry.first_attempt_at).is_(None),
    )
    thens = []
    for call, enquiry in session.exec(owed).all():
        if call.due_at is not None and call.due_at <= session.now:
            continue
        danger = enquiry.urgency == Urgency.DANGER
        due = enquiries.call_due(session, enquiry.came_in_at, danger=danger, asked=wait)
        if due != call.due_at:
            thens.append(Then(call, Becomes.MOVED, {"due_at": due, "due_on": calendar.local_day(due)}))
    return thens


# All others


def _then(
    session: Session, found: FollowUp, customer: Customer, before: Line | None, after: Line | None
) -> Then | None:
    stands = found.state == FollowUpState.OPEN
    ends = _ends(session, found, before, after)
    if after is None or ends:
        return Then(found, Becomes.CANCELLED, reason=ends) if stands else _still_held(session, found, after)
    values: dict[str, Any] = {"channel": after.channel, "title": after.title}
    if after.repeats and found.repetition == 0:
        values["repetition"] = 1
    if not stands or (before is not None and _rhythm(before) != _rhythm(after)):
        days = _days(session, found, before, after)
        if days is None:
            return Then(found, Becomes.CANCELLED, reason=followups.TOO_NEAR) if stands else None
        values |= days
    if stands:
        return _stays(session, found, values)
    return _returns(session, found, customer, after, values)


def _ends(session: Session, found: FollowUp, before: Line | None, after: Line | None) -> str:
    """Why the rule asks for it no more; empty when it does."""
    if after is None:
        return followups.RULE_REMOVED
    if not after.enabled:
        return followups.RULE_OFF
    if found.event != after.event:
        return followups.RULE_CHANGED
    narrower = before is None or _scope(before) != _scope(after)
    if not narrower and found.state == FollowUpState.OPEN:
        return ""
    job = session.get(Job, found.subject_id)
    return "" if followups.applies(session, after, found.customer_id, job) else followups.RULE_CHANGED


def _still_held(session: Session, found: FollowUp, after: Line | None) -> Then | None:
    """What the rule holds no longer, but its subject does, waits for that alone."""
    if after is None or not after.enabled or found.event != after.event:
        return None
    why = overtaken.why(session, found)
    return Then(found, None, reason=why) if why else None


def _scope(one: Line) -> tuple[bool, bool]:
    return one.for_small_jobs, one.only_regulars


def _rhythm(one: Line) -> tuple[clock.Wait, bool]:
    return clock.Wait.parse(one.wait), one.repeats


def _stays(session: Session, found: FollowUp, values: dict[str, Any]) -> Then | None:
    """What was put off past its new day stays put off; what moves behind that day is awake when it comes."""
    due = values.get("due_on", found.due_on)
    if due != found.due_on:
        day = values.get("counted_from_on", found.counted_from_on)
        if followups.still_asleep(session, found, due, day) is None:
            values["snoozed_until"] = None
        return Then(found, Becomes.MOVED, values)
    other_way = values["channel"] != found.channel
    return Then(found, Becomes.OTHER_WAY if other_way else None, values)


def _returns(session: Session, found: FollowUp, customer: Customer, after: Line, values: dict[str, Any]) -> Then | None:
    """What nothing else bars and whose day has not long passed; what repeats comes again on the next of its days."""
    today = businesses.today(session)
    if values["due_on"] < today - LONG_AGO:
        if not after.repeats:
            return None
        values |= _next(session, found, after, today, last_asked(session, found)[1])
    barred = followups.barring(customer, found.purpose) or overtaken.why(session, found)
    if barred:
        return Then(found, None, values, barred)
    return Then(found, Becomes.RETURNS, values)


def _days(session: Session, found: FollowUp, before: Line | None, after: Line) -> dict[str, Any] | None:
    """The day that a rule asks for now, with what it is counted from; None when it comes too soon to be prepared."""
    # While a rule is off, its wait may have been changed without moving what it holds.
    stood = found.state == FollowUpState.OPEN and before is not None and _rhythm(before) == _rhythm(after)
    if stood or _named(session, found, before):
        return {"due_on": found.due_on}
    if found.repetition > 0 and clock.Wait.parse(after.wait).count > 0:
        return _next(session, found, after, *last_asked(session, found))
    due = followups.day_due(session, after.wait, found.counted_from_on, 1)
    return None if due is None else {"due_on": due}


def _named(session: Session, found: FollowUp, before: Line | None) -> bool:
    """Whether the owner chose the day of a win-back, which no rule moves."""
    if before is None or found.event != Event.QUOTE_LOST:
        return False
    return found.due_on != followups.day_due(session, before.wait, found.counted_from_on, found.repetition)


def last_asked(session: Session, found: FollowUp) -> tuple[date, int]:
    """When it was last asked before this repetition, and which one that was; for the first, the day of the event."""
    query = select(FollowUp).where(
        FollowUp.rule_key == found.rule_key,
        FollowUp.subject_id == found.subject_id,
        FollowUp.repetition < found.repetition,
    )
    earlier = session.exec(query.order_by(col(FollowUp.repetition).desc())).first()
    if earlier is None:
        return found.counted_from_on, 0
    settled_at = min(earlier.settled_at or session.now, session.now)  # it is later than now if the clock was ahead
    settled = earlier.due_on if earlier.settled_at is None else businesses.calendar(session).local_day(settled_at)
    return max(earlier.due_on, settled), earlier.repetition


def _next(session: Session, found: FollowUp, after: Line, since: date, taken: int) -> dict[str, Any]:
    """The first day of a rhythm after another day, and which repetition it is.

    Numbers of earlier repetitions are `taken`: where the new rhythm is slower, it is counted on from a later day.
    """
    wait = clock.Wait.parse(after.wait)
    number, due = followups.first_after(session, found.counted_from_on, wait, since)
    if number > taken:
        return {"due_on": due, "repetition": number}
    counted = _back(businesses.calendar(session), due, clock.Wait(wait.count * found.repetition, wait.unit))
    return {"due_on": due, "counted_from_on": counted}


def _back(calendar: clock.Calendar, due: date, wait: clock.Wait) -> date:
    """The day from which a wait leads to this one."""
    if wait.unit == clock.Unit.WORKING_DAYS:
        return calendar.add_working_days(due, -wait.count)
    if wait.unit == clock.Unit.MONTHS:
        return clock.add_months(due, -wait.count)
    step = 7 if wait.unit == clock.Unit.WEEKS else 1
    return date.fromordinal(due.toordinal() - step * wait.count)
