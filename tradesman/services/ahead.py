"""Ahead: what comes next when nothing is waiting, and somebody whom one has not spoken to for long."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from typing import Any
from uuid import UUID

from sqlalchemy import func
from sqlmodel import col, select

from tradesman.book.customer import Customer, Whereabouts
from tradesman.book.followup import FollowUp, FollowUpState, Purpose
from tradesman.book.job import ENDED, Job, JobDay, JobState
from tradesman.book.promise import Promise, PromiseState
from tradesman.book.store import Session
from tradesman.book.visit import Visit
from tradesman.services import businesses, last_contacts
from tradesman.services.decisions import AHEAD

LONG = timedelta(days=90)  # without a word: then one may be missed
_SOME = 200  # customers that are looked at, of those out of touch the longest


class Coming(StrEnum):
    """What comes next, where it is no follow-up."""

    VISIT = "visit"
    WORK = "work"
    PROMISE = "promise"


@dataclass(frozen=True)
class Next:
    """The next thing: what, with whom, on which day and, where it has one, at which time.

    `title` says what a rule of the owner's own asks for.
    """

    what: Coming | Purpose
    customer_id: UUID
    customer: str
    on: date
    at: time | None = None
    title: str = ""


@dataclass(frozen=True)
class Missed:
    """Somebody whom nothing is owed to, and when they were last in touch."""

    customer_id: UUID
    customer: str
    last_on: date


@dataclass(frozen=True)
class Ahead:
    """What to look at when nothing is waiting."""

    coming: Next | None = None
    missed: Missed | None = None


def ahead(session: Session) -> Ahead:
    """What comes next, and whom one may call meanwhile."""
    return Ahead(_coming(session), _missed(session))


def _coming(session: Session) -> Next | None:
    firsts = (_visit(session), _work(session), _promise(session), _followup(session), _snoozed(session))
    known = [found for found in firsts if found is not None]
    return min(known, key=lambda found: (found.on, found.at or time.min), default=None)


def _visit(session: Session) -> Next | None:
    query = select(Visit, Customer.name).join(Customer, col(Customer.id) == col(Visit.customer_id))
    day = businesses.today(session)
    query = query.where(col(Visit.state).in_(AHEAD), Visit.day_on > day).order_by(col(Visit.day_on), col(Visit.starts))
    found = session.exec(query.limit(1)).first()
    return Next(Coming.VISIT, found[0].customer_id, found[1], found[0].day_on, found[0].starts) if found else None


def _work(session: Session) -> Next | None:
    query = (
        select(col(JobDay.day_on), col(Customer.id), col(Customer.name))
        .join(Job, col(Job.id) == col(JobDay.job_id))
        .join(Customer, col(Customer.id) == col(Job.customer_id))
        .where(JobDay.day_on > businesses.today(session), col(Job.state).not_in(list(ENDED)))
    )
    found = session.exec(query.order_by(col(JobDay.day_on)).limit(1)).first()
    return Next(Coming.WORK, found[1], found[2], found[0]) if found else None


def _promise(session: Session) -> Next | None:
    query = (
        select(Promise, Customer.name)
        .join(Customer, col(Customer.id) == col(Promise.customer_id))
        .where(Promise.state == PromiseState.OPEN, col(Promise.mine), Promise.due_on > businesses.today(session))
    )
    found = session.exec(query.order_by(col(Promise.due_on)).limit(1)).first()
    return (
        Next(Coming.PROMISE, found[0].customer_id, found[1], found[0].due_on, found[0].due_at_time) if found else None
    )


def _open() -> Any:
    query = select(FollowUp, Customer.name).join(Customer, col(Customer.id) == col(FollowUp.customer_id))
    return query.where(FollowUp.state == FollowUpState.OPEN)


def _followup(session: Session) -> Next | None:
    query = _open().where(FollowUp.due_on > businesses.today(session), col(FollowUp.snoozed_until).is_(None))
    found = session.exec(query.order_by(col(FollowUp.due_on)).limit(1)).first()
    if found is None:
        return None
    due, customer = found
    return Next(due.purpose, due.customer_id, customer, due.due_on, title=due.title)


def _snoozed(session: Session) -> Next | None:
    until = col(FollowUp.snoozed_until)
    found = session.exec(_open().where(until > session.now).order_by(until).limit(1)).first()
    if found is None:
        return None
    due, customer = found
    wakes = businesses.calendar(session).local(due.snoozed_until)
    at = wakes.time().replace(microsecond=0)
    return Next(due.purpose, due.customer_id, customer, wakes.date(), at, due.title)


def _missed(session: Session) -> Missed | None:
    """Of the customers whose last job is longest ago, the one in touch longest ago, for months, who may be called."""
    calendar, today = businesses.calendar(session), businesses.today(session)
    last_job = func.max(col(Job.completed_on))
    query = (
        select(col(Customer.id), col(Customer.name))
        .join(Job, col(Job.customer_id) == col(Customer.id))
        .where(Job.state == JobState.COMPLETED, ~col(Customer.do_not_contact), Customer.whereabouts == Whereabouts.HERE)
        .group_by(col(Customer.id), col(Customer.name))
        .having(last_job <= today - LONG)
        .order_by(last_job)
        .limit(_SOME)
    )
    names = dict(session.exec(query).all())
    for who, when in last_contacts.last(session, list(names)).items():
        on = calendar.local_day(when) if isinstance(when, datetime) else when
        return Missed(who, names[who], on) if today - on >= LONG else None
    return None
