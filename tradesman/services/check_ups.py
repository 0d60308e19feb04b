"""Yearly check-ups: the rules that ask for them, and that one which comes again is asked once for a property."""

from collections.abc import Iterable, Iterator
from uuid import UUID

from sqlmodel import and_, col, or_, select

from tradesman.book.clock import Unit, Wait
from tradesman.book.followup import Event, FollowUp, FollowUpState, Purpose, Rule
from tradesman.book.job import Job
from tradesman.book.store import Session
from tradesman.services import followups, playbooks, subjects
from tradesman.services.overtaken import WITH_LATER_WORK
from tradesman.services.playbooks import Line

AFTER_A_JOB = frozenset({Event.JOB_COMPLETED, Event.GUARANTEE_ENDS})
Place = tuple[str, UUID, UUID | None]  # the rule, the customer, the property
_SELDOM = 6  # months; what comes more often after a job is no check-up


def rules(session: Session) -> list[str]:
    """The keys of the owner's own rules that ask for a check-up: with its words, or again and again after a job."""
    own = session.exec(select(Rule).where(Rule.purpose == Purpose.OWN)).all()
    return [rule.key for rule in own if rule.occasion == Purpose.CHECK_UP or _comes_seldom(rule)]


def _comes_seldom(rule: Rule) -> bool:
    wait = Wait.parse(rule.wait)
    return rule.repeats and rule.event in AFTER_A_JOB and wait.unit == Unit.MONTHS and wait.count >= _SELDOM


def is_joined(rule: Rule | Line) -> bool:
    """Whether a rule asks once for a property however many jobs were done there: a check-up that comes again."""
    asks = rule.purpose == Purpose.CHECK_UP or (rule.purpose == Purpose.OWN and rule.occasion == Purpose.CHECK_UP)
    return asks and rule.repeats and rule.enabled and rule.event in AFTER_A_JOB


def join_all(session: Session) -> None:
    """As `join`, for everybody who is asked for a check-up."""
    keys = [rule.key for rule in playbooks.rules(session) if is_joined(rule)]
    asked = select(FollowUp.customer_id).where(col(FollowUp.rule_key).in_(keys)).distinct()
    for customer_id in session.exec(asked).all() if keys else ():
        join(session, customer_id)


def join(session: Session, customer_id: UUID) -> None:
    """Of the check-ups that come again at one property of a customer's, only that after the latest work stays.

    One that gave way before is asked for again where that later work is not checked any more.
    """
    rules = {rule.key: rule for rule in playbooks.rules(session) if is_joined(rule)}
    if not rules:
        return
    gave_way = and_(col(FollowUp.state) == FollowUpState.CANCELLED, col(FollowUp.reason) == WITH_LATER_WORK)
    query = select(FollowUp).where(FollowUp.customer_id == customer_id, col(FollowUp.rule_key).in_(list(rules)))
    asked = session.exec(query.where(or_(col(FollowUp.state) == FollowUpState.OPEN, gave_way))).all()
    taken = set[Place]()
    for place, found in _by_place(session, asked):
        if place in taken:
            if found.state == FollowUpState.OPEN:
                found.cancel(session.now, WITH_LATER_WORK)
        elif found.state == FollowUpState.OPEN or _comes_back(session, found, rules[found.rule_key]):
            taken.add(place)


def _comes_back(session: Session, found: FollowUp, rule: Rule) -> bool:
    """Whether it is asked for again, on the day that its rule asks for by now."""
    due = followups.day_due(session, rule.wait, found.counted_from_on, found.repetition)
    found.due_on = due or found.due_on
    followups.come_back(session, found)
    newest = followups.latest(session, found.rule_key, found.subject_id)
    return newest is not None and newest.state == FollowUpState.OPEN


def doubled(session: Session, asked: Iterable[FollowUp]) -> list[FollowUp]:
    """Those of these follow-ups beside which one of the same rule is about later work at the same property."""
    kept, rest = set[Place](), []
    for place, found in _by_place(session, asked):
        if place in kept:
            rest.append(found)
        kept.add(place)
    return rest


def _by_place(session: Session, asked: Iterable[FollowUp]) -> Iterator[tuple[Place, FollowUp]]:
    """Those that are about a job, with the rule and the property, that after the latest work first."""
    newest_first = sorted(asked, key=lambda found: (found.counted_from_on, found.id), reverse=True)
    jobs = subjects.by_id(session, Job, (found.subject_id for found in newest_first))
    for found in newest_first:
        job = jobs.get(found.subject_id)
        if job is not None:
            yield (found.rule_key, job.customer_id, job.property_id), found
