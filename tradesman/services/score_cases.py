"""The cases behind a figure of the scorecard, whatever the figure is: whose they are, and what they are about."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlmodel import col

from tradesman.book.customer import Customer
from tradesman.book.enquiry import Enquiry
from tradesman.book.followup import FollowUp
from tradesman.book.job import Job
from tradesman.book.quote import Quote
from tradesman.book.store import Session
from tradesman.services import scorecard
from tradesman.services.scorecard import Case, Fault, Period, Step


class About(StrEnum):
    """What a case is about."""

    CUSTOMER = "customer"
    ENQUIRY = "enquiry"
    QUOTE = "quote"
    JOB = "job"
    FOLLOW_UP = "follow_up"


@dataclass(frozen=True)
class Fact:
    """One case: whose, what it is about, on which day it counts.

    `amount` is in seconds of working time, days, minor units, hundredths of a percent or points, as the figure is.
    `group` is what it is counted with: the step, the place of the option taken, how the customer came, that a
    promise was moved.
    """

    customer_id: UUID
    about: About
    subject_id: UUID
    on: date
    kept: bool | None = None
    amount: float | None = None
    group: str = ""
    words: str = ""
    fault: Fault | None = None


@dataclass(frozen=True)
class Named:
    """A case with the customer's name and the words of what it is about."""

    fact: Fact
    customer: str
    what: str


_ABOUT = {
    Step.CALLED_BACK: About.ENQUIRY,
    Step.EXPLAINED: About.ENQUIRY,
    Step.HELPED_TO_CHOOSE: About.QUOTE,
    Step.NOTICED: About.JOB,
    Step.GREAT_JOB: About.JOB,
    Step.THREE_MONTHS_ON: About.FOLLOW_UP,
}


def of_step(session: Session, step: Step, period: Period) -> list[Fact]:
    """The cases of one of the six steps, with what was amiss."""
    return [_fact(case) for case in scorecard.cases(session, step, period)]


def _fact(case: Case) -> Fact:
    about = _ABOUT[case.step]
    group = str(int(case.step))
    return Fact(case.customer_id, about, case.subject_id, case.on, kept=case.kept, group=group, fault=case.fault)


def named(session: Session, facts: Sequence[Fact]) -> list[Named]:
    """A few cases with their names, in the same order: as many as are seen at once."""
    who = _words(session, Customer.id, Customer.name, {fact.customer_id for fact in facts})
    what: dict[UUID, str] = {}
    for about, (key, words) in _WORDS.items():
        what |= _words(session, key, words, {fact.subject_id for fact in facts if fact.about == about})
    what |= _of_followups(session, {fact.subject_id for fact in facts if fact.about == About.FOLLOW_UP})
    return [Named(fact, who.get(fact.customer_id, ""), what.get(fact.subject_id, "")) for fact in facts]


_WORDS = {
    About.ENQUIRY: (Enquiry.id, Enquiry.what),
    About.QUOTE: (Quote.id, Quote.title),
    About.JOB: (Job.id, Job.title),
}


def _words(session: Session, key: Any, words: Any, ids: Collection[UUID]) -> dict[UUID, str]:
    if not ids:
        return {}
    found = session.execute(select(col(key), col(words)).where(col(key).in_(ids)))
    return {row[0]: row[1] for row in found}


def _of_followups(session: Session, ids: Collection[UUID]) -> dict[UUID, str]:
    """The titles of the job or the quote that a follow-up belongs to."""
    if not ids:
        return {}
    query: Any = (
        select(col(FollowUp.id), col(Job.title).label("job"), col(Quote.title).label("quote"))
        .outerjoin(Job, col(Job.id) == col(FollowUp.subject_id))
        .outerjoin(Quote, col(Quote.id) == col(FollowUp.subject_id))
        .where(col(FollowUp.id).in_(ids))
    )
    return {row.id: row.job or row.quote or "" for row in session.execute(query)}
