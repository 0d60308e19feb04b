"""A clock that was set far ahead and is right again: what was planned by it is planned once more, by the right day.

What was done in that time stays done. Rule: product.md, Follow-ups: nothing is lost, nothing is doubled.
"""

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from uuid import UUID

from sqlmodel import col, func, or_, select

from tradesman.book import clock, history
from tradesman.book.customer import Customer
from tradesman.book.enquiry import CallAttempt, Enquiry, Urgency
from tradesman.book.errors import BookError
from tradesman.book.followup import Event, FollowUp, FollowUpState, Purpose, Rule
from tradesman.book.job import Job, JobState
from tradesman.book.quote import Quote, QuoteState
from tradesman.book.store import Book, Session
from tradesman.book.visit import Visit
from tradesman.services import businesses, check_ups, effects, enquiries, followups, playbooks

FAR = timedelta(days=30)  # less than that holds up nothing for long
# So long ago the book was last used by the right clock. After a longer rest a clock that was ahead and one that is set
# back now leave the same steps behind, and what is planned again by the wrong one of them stays so: then all stays.
LONGEST = timedelta(days=14)
_ABOUT = timedelta(days=1)
_LABEL = "Planned again by the right clock"
_STAYS = "The clock was set right after this. What was planned by the wrong one was planned again, and stays."


@dataclass(frozen=True)
class Ahead:
    """The steps that were done while the clock was ahead: those after this one, the first of them at this moment."""

    after_step: int
    since: datetime


def settle(book: Book, now: datetime) -> None:
    """Plans again what a clock planned that was ahead until now; nothing is written where none was."""
    with suppress(BookError):  # a book that can only be read stays as it is
        with book.read(now) as session:
            found = ahead(session)
        if found is not None:
            with book.write(_LABEL, now) as session:
                plan_again(session, found)


def ahead(session: Session) -> Ahead | None:
    """The newest steps, where they were done by a clock that was ahead; None where it was right.

    They lie after now, took no longer than really passed since the step before them, and that was not long ago.
    Otherwise it may be today's clock that is wrong, and nothing is to be planned by it.
    """
    steps = history.steps.c
    soon = session.now.astimezone(UTC) + FAR
    newest = session.execute(select(steps.at).order_by(steps.id.desc()).limit(1)).scalar()
    if newest is None or datetime.fromisoformat(newest) <= soon:
        return None
    before = select(func.max(steps.id), func.max(steps.at)).where(steps.at <= soon.isoformat())
    after_step, at = session.execute(before).one()
    if after_step is None:
        return None
    span = select(func.min(steps.at), func.max(steps.at)).where(steps.id > after_step)
    first, last = (datetime.fromisoformat(one) for one in session.execute(span).one())
    passed = session.now - datetime.fromisoformat(at)
    return Ahead(after_step, first) if last - first <= passed + _ABOUT and passed <= LONGEST else None


def plan_again(session: Session, found: Ahead) -> None:
    """Plans by today what was planned in these steps; that is no step of the owner's and is not undone."""
    history.seal(session, _STAYS)
    _wake(session, found)
    _call_from_now(session)
    _count_from_today(session)
    _follow_rules(session, found)
    _let_return(session)
    _prepare(session)
    _ask_sooner(session)
    followups.leave_days_off(session)
    check_ups.join_all(session)


def _touched(session: Session, found: Ahead, entity: str) -> set[UUID]:
    changes = history.changes.c
    query = select(changes.row_id).where(changes.step_id > found.after_step, changes.entity == entity)
    return {UUID(row_id) for row_id in session.execute(query).scalars().all()}


def _wake(session: Session, found: Ahead) -> None:
    """What was put off by the wrong clock shows again."""
    query = select(FollowUp).where(FollowUp.state == FollowUpState.OPEN, col(FollowUp.snoozed_until) > found.since)
    touched = _touched(session, found, "follow_up")
    for asleep in session.exec(query).all():
        if asleep.id in touched:
            asleep.snoozed_until = None


def _call_from_now(session: Session) -> None:
    """Who asked or was rung after now asked, or was rung, now; the clock of each call back is set anew by that."""
    now, today = session.now, businesses.today(session)
    rung = select(CallAttempt.enquiry_id).where(CallAttempt.at > now)
    for enquiry in session.exec(select(Enquiry).where(or_(Enquiry.came_in_at > now, col(Enquiry.id).in_(rung)))).all():
        if enquiry.came_in_at > now:
            danger = enquiry.urgency == Urgency.DANGER
            enquiry.call_due_at = enquiries.call_due(session, now, danger=danger)
        enquiry.not_after(now)
        for call in followups.of_subject(session, enquiry.id, Purpose.CALL_BACK):
            call.counted_from_on = min(call.counted_from_on, today)
    enquiries.follow_clock(session)


def _count_from_today(session: Session) -> None:
    """What has been was not after today: it counts from today."""
    today = businesses.today(session)
    query = select(FollowUp, Rule).join(Rule, col(Rule.key) == col(FollowUp.rule_key))
    query = query.where(FollowUp.counted_from_on > today, FollowUp.purpose != Purpose.CALL_BACK)
    for found, rule in session.exec(query.where(col(FollowUp.event).not_in(playbooks.AHEAD))).all():
        due = followups.day_due(session, rule.wait, today, found.repetition)
        if due is not None:
            followups.move(session, found, rule, today, due)


def _follow_rules(session: Session, found: Ahead) -> None:
    """What a rule held that was changed returns as far as its day has not long passed."""
    for rule_id in _touched(session, found, "rule"):
        rule = session.get(Rule, rule_id)
        if rule is not None:
            line = playbooks.as_line(session, rule.id)
            for then in effects.of(session, rule.key, line, line):
                then.do(session)


def _let_return(session: Session) -> None:
    """What was held for a reason that is gone returns, as far as its day has not long passed."""
    held = (followups.DO_NOT_CONTACT, followups.NOBODY_TO_ASK)
    query = select(FollowUp, Customer).join(Customer, col(Customer.id) == col(FollowUp.customer_id))
    query = query.where(FollowUp.state == FollowUpState.CANCELLED, col(FollowUp.reason).in_(held))
    for found, customer in session.exec(query).all():
        if followups.barring(customer, found.purpose) != found.reason:
            followups.come_back(session, found)


def _prepare(session: Session) -> None:
    """What is still to come is prepared, where that seemed too late."""
    query = select(FollowUp.subject_id, FollowUp.event).where(FollowUp.state == FollowUpState.OPEN)
    asked = set(session.exec(query.where(col(FollowUp.event).in_(playbooks.AHEAD))).all())
    for event, subject, day in _to_come(session, businesses.today(session)):
        if (subject.id, event) not in asked:
            job = subject if isinstance(subject, Job) else None
            followups.plan(session, event, subject.id, subject.customer_id, day, job=job)


def _to_come(session: Session, today: date) -> Iterator[tuple[Event, Visit | Quote | Job, date]]:
    """The days that are still to come and are prepared."""
    for visit in session.exec(select(Visit).where(Visit.day_on >= today)).all():
        if visit.is_ahead:
            yield Event.VISIT_BOOKED, visit, visit.day_on
    undecided = select(Quote, Enquiry).join(Enquiry, col(Enquiry.id) == col(Quote.enquiry_id))
    for quote, enquiry in session.exec(undecided.where(Quote.state == QuoteState.GIVEN)).all():
        days = ((Event.QUOTE_DECISION, quote.decision_on), (Event.QUOTE_EXPIRING, quote.valid_until_on))
        yield from ((event, quote, day) for event, day in days if day and day >= today and enquiry.is_open)
    for job in session.exec(select(Job).where(Job.state == JobState.PLANNED, col(Job.starts_on) >= today)).all():
        if job.starts_on is not None:
            yield Event.JOB_PLANNED, job, job.starts_on
    if playbooks.rules(session, Event.GUARANTEE_ENDS):
        for job in session.exec(select(Job).where(col(Job.guarantee_until_on) >= today)).all():
            if job.guarantee_until_on is not None:
                yield Event.GUARANTEE_ENDS, job, job.guarantee_until_on


def _ask_sooner(session: Session) -> None:
    """What repeats is asked on the first of its days that is still to come, and not a year later."""
    today = businesses.today(session)
    query = select(FollowUp, Rule).join(Rule, col(Rule.key) == col(FollowUp.rule_key))
    query = query.where(FollowUp.state == FollowUpState.OPEN, col(Rule.repeats), col(Rule.enabled))
    for found, rule in session.exec(query.where(FollowUp.repetition > 1)).all():
        wait = clock.Wait.parse(rule.wait)
        if wait.count <= 0:
            continue
        asked_on, number = effects.last_asked(session, found)
        since = max(asked_on, today)
        number, due = followups.first_after(session, found.counted_from_on, wait, since, number + 1)
        if number < found.repetition:
            found.repetition, found.due_on, found.snoozed_until = number, due, None
