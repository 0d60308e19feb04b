"""Days away that are taken out: what they put off is asked on the day that its rule gives again."""

from collections.abc import Iterator
from datetime import date

from sqlmodel import and_, or_, select

from tradesman.book.clock import Calendar
from tradesman.book.followup import FollowUp, FollowUpState, Purpose, Rule
from tradesman.book.store import Session
from tradesman.services import businesses, followups, playbooks


def come_back(session: Session, before: Calendar) -> None:
    """Moves what stands where the calendar of `before` put it, today at the earliest; what was too near returns.

    Calls back have a clock of their own; a day that a person chose stays, and so does until when something sleeps.
    Rule: product.md, Follow-ups.
    """
    after, today = businesses.calendar(session), businesses.today(session)
    for found, rule in _ahead(session, today):
        was, due = (
            followups.day_by(calendar, rule.wait, found.counted_from_on, found.repetition, today)
            for calendar in (before, after)
        )
        if due is None:
            continue
        if found.state == FollowUpState.CANCELLED and was is None:
            found.due_on = due
            followups.take_up(session, found)
        elif found.state == FollowUpState.OPEN and found.due_on in (was, _put_off(before, found, due)):
            found.due_on = max(due, after.on_or_next_working_day(today))


def _ahead(session: Session, today: date) -> Iterator[tuple[FollowUp, Rule]]:
    """What is still to come, or came too near, with the rule that asks for it."""
    stands = and_(FollowUp.state == FollowUpState.OPEN, FollowUp.due_on >= today)
    too_near = and_(FollowUp.state == FollowUpState.CANCELLED, FollowUp.reason == followups.TOO_NEAR)
    query = select(FollowUp).where(or_(stands, too_near), FollowUp.purpose != Purpose.CALL_BACK)
    rules = {rule.key: rule for rule in playbooks.rules(session)}
    for found in session.exec(query).all():
        rule = rules.get(found.rule_key)
        if rule is not None and rule.event == found.event:
            yield found, rule


def _put_off(before: Calendar, found: FollowUp, due: date) -> date:
    """Where days off move what is due on a day, as `followups.leave_days_off` does."""
    if found.event in playbooks.AHEAD and due <= found.counted_from_on:
        return before.on_or_previous_working_day(due)
    return before.on_or_next_working_day(due)
