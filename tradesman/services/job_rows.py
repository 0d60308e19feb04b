"""The rows of the list of jobs: how far each has come, what finish was promised, and whether it is paid."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any
from uuid import UUID

from sqlmodel import case, col, func, select

from tradesman.book.customer import Customer, Property
from tradesman.book.job import Job, JobDay, JobKind, JobState
from tradesman.book.promise import Promise, PromiseKind, PromiseState
from tradesman.book.store import Session
from tradesman.services import businesses, promises


class Finish(StrEnum):
    """How the promised finish stands."""

    AHEAD = "ahead"
    PLAN_LATER = "plan_later"  # the plan ends after it
    LATE = "late"
    KEPT = "kept"
    KEPT_LATE = "kept_late"
    NOT_KEPT = "not_kept"


@dataclass(frozen=True)
class JobRow:
    """A job as the list shows it.

    `day` of `days` have come. The price is gross, in minor units, None while it is not known; `paid` is None where
    nothing is to be paid, or not yet. `late_days` counts from the promised finish to today.
    """

    id: UUID
    customer_id: UUID
    customer: str
    place: str
    title: str
    kind: JobKind
    state: JobState
    currency: str
    price_minor: int | None
    paid: bool | None
    day: int
    days: int
    starts_on: date | None
    completed_on: date | None
    finish_on: date | None
    finish: Finish | None
    late_days: int

    @property
    def not_planned(self) -> bool:
        """Whether it waits for its days."""
        return self.state == JobState.PLANNED and self.starts_on is None


def rows(session: Session, ids: Sequence[UUID]) -> list[JobRow]:
    """These jobs in this order; what is no longer in the book is left out."""
    if not ids:
        return []
    today, currency = businesses.today(session), businesses.current(session).currency
    days, finishes = _days(session, ids, today), _finishes(session, ids)
    found = {}
    for told in session.execute(_asked(ids)).all():
        promise = finishes.get(told.id)
        day, count = days.get(told.id, (0, 0))
        found[told.id] = JobRow(
            id=told.id,
            customer_id=told.customer_id,
            customer=told.name,
            place=told.address or "",
            title=told.title,
            kind=told.kind,
            state=told.state,
            currency=currency,
            price_minor=told.price_minor,
            paid=_paid(told),
            day=day,
            days=count,
            starts_on=told.starts_on,
            completed_on=told.completed_on,
            finish_on=promise.due_on if promise is not None else None,
            finish=_finish(promise, told.ends_on, today),
            late_days=max(0, (today - promise.due_on).days) if promise is not None else 0,
        )
    return [found[job_id] for job_id in ids if job_id in found]


def _asked(ids: Sequence[UUID]) -> Any:
    return (
        select(Job, Customer, Property)
        .with_only_columns(
            *(col(column) for column in (Job.id, Job.customer_id, Customer.name, Property.address, Job.title)),
            *(col(column) for column in (Job.kind, Job.state, Job.price_minor, Job.paid_how)),
            *(col(column) for column in (Job.starts_on, Job.ends_on, Job.completed_on)),
        )
        .join(Customer, col(Customer.id) == col(Job.customer_id))
        .outerjoin(Property, col(Property.id) == col(Job.property_id))
        .where(col(Job.id).in_(ids))
    )


def _paid(told: Any) -> bool | None:
    if told.paid_how:
        return True
    nothing = told.price_minor == 0 or (told.price_minor is None and told.kind == JobKind.SERVICE_CALL)
    return None if nothing or told.state != JobState.COMPLETED else False


def _days(session: Session, ids: Sequence[UUID], today: date) -> dict[UUID, tuple[int, int]]:
    """How many days of each plan have come, and how many there are."""
    come = func.sum(case((col(JobDay.day_on) <= today, 1), else_=0))
    asked: Any = select(JobDay.job_id, come, func.count()).where(col(JobDay.job_id).in_(ids)).group_by(JobDay.job_id)  # type: ignore[arg-type]
    return {job_id: (day, count) for job_id, day, count in session.exec(asked).all()}


def _finishes(session: Session, ids: Sequence[UUID]) -> dict[UUID, Promise]:
    """The promised finish of each that counts."""
    asked = select(Promise).where(
        col(Promise.job_id).in_(ids), Promise.kind == PromiseKind.FINISH, Promise.state != PromiseState.CANCELLED
    )
    said: dict[UUID, list[Promise]] = defaultdict(list)
    for promise in session.exec(asked).all():
        if promise.job_id is not None:
            said[promise.job_id].append(promise)
    return {job_id: finish for job_id, found in said.items() if (finish := promises.finish_of(found)) is not None}


def _finish(promise: Promise | None, ends_on: date | None, today: date) -> Finish | None:
    if promise is None:
        return None
    if promise.state == PromiseState.OPEN:
        if promise.due_on < today:
            return Finish.LATE
        return Finish.PLAN_LATER if ends_on is not None and ends_on > promise.due_on else Finish.AHEAD
    if promise.state == PromiseState.BROKEN:
        return Finish.NOT_KEPT
    return Finish.KEPT if promise.in_time(today) else Finish.KEPT_LATE
