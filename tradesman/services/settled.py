"""What was done today: the list behind "done today", read from the record of steps, so that each can be taken back.

The record is short for one day, whatever the size of the book.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, time
from enum import StrEnum
from typing import Any
from uuid import UUID

from sqlalchemy import and_, or_, select
from sqlmodel import col

from tradesman.book.customer import Customer
from tradesman.book.followup import FollowUp, FollowUpState, Purpose
from tradesman.book.history import changes, steps
from tradesman.book.job import Job
from tradesman.book.plan import PlanAction
from tradesman.book.promise import Promise, PromiseState
from tradesman.book.quote import Quote, QuoteState
from tradesman.book.store import Session
from tradesman.book.testimonial import Complaint
from tradesman.book.visit import Visit, VisitState
from tradesman.services import businesses
from tradesman.services.subjects import by_id

_AT_ONCE = 200  # steps that are read at once, the newest first


class Deed(StrEnum):
    """What was done."""

    FOLLOW_UP = "follow_up"
    PROMISE = "promise"
    VISIT = "visit"
    QUOTE = "quote"
    JOB = "job"
    COMPLAINT = "complaint"
    PLAN_ACTION = "plan_action"


_KINDS: dict[Deed, type[Any]] = {
    Deed.FOLLOW_UP: FollowUp,
    Deed.PROMISE: Promise,
    Deed.VISIT: Visit,
    Deed.QUOTE: Quote,
    Deed.JOB: Job,
    Deed.COMPLAINT: Complaint,
    Deed.PLAN_ACTION: PlanAction,
}
# Of these a day or moment that is filled in says that it was done, and no state.
_FILLED_IN = {Deed.JOB: "starts_on", Deed.COMPLAINT: "settled_at", Deed.PLAN_ACTION: "done_at"}
_DONE: dict[Deed, tuple[StrEnum, ...]] = {
    Deed.FOLLOW_UP: (FollowUpState.DONE, FollowUpState.SKIPPED),
    Deed.PROMISE: (PromiseState.KEPT,),
    Deed.VISIT: (VisitState.DONE,),
    Deed.QUOTE: (QuoteState.GIVEN, QuoteState.ACCEPTED, QuoteState.LOST),
}


@dataclass(frozen=True)
class DoneRow:
    """Something done today, by which step; `sealed` is why that cannot be taken back, empty when it can."""

    deed: Deed
    customer: str
    what: str
    at: datetime
    step_id: int
    purpose: Purpose | None = None
    title: str = ""
    skipped: bool = False
    sealed: str = ""


@dataclass(frozen=True)
class _Step:
    id: int
    at: datetime
    sealed: str


def count(session: Session) -> int:
    """How many things were done today."""
    return sum(len(found) for found in _found(session)[0].values())


def rows(session: Session) -> list[DoneRow]:
    """What was done or skipped today and stands, newest first."""
    found, by_row = _found(session)
    each = [row for rows_of in found.values() for row in rows_of]
    names = _names(session, {_customer_id(row) for row in each} - {None})
    told = [
        _row(deed, row, names.get(_customer_id(row), ""), by_row[deed, row.id]) for deed in found for row in found[deed]
    ]
    return sorted(told, key=lambda row: (row.at, row.step_id), reverse=True)


def _customer_id(row: Any) -> Any:
    """Whom it was done for; an action of the plan is done for oneself."""
    return getattr(row, "customer_id", None)


def _row(deed: Deed, row: Any, customer: str, step: _Step) -> DoneRow:
    purpose, title, skipped, what = None, "", False, ""
    if isinstance(row, FollowUp):
        purpose, title = row.purpose, row.title
        skipped, what = row.state == FollowUpState.SKIPPED, row.outcome or row.reason
    elif isinstance(row, Promise | Visit):
        what = row.words
    elif isinstance(row, PlanAction | Complaint):
        what = row.what
    else:
        what = row.title
    return DoneRow(deed, customer, what, _moment(row) or step.at, step.id, purpose, title, skipped, step.sealed)


def _moment(row: Any) -> datetime | None:
    """When it was done, where the row itself says so: a step can note what was done before."""
    return getattr(row, "settled_at", None) or getattr(row, "kept_at", None) or getattr(row, "done_at", None)


def _found(session: Session) -> tuple[dict[Deed, list[Any]], dict[tuple[Deed, UUID], _Step]]:
    """The rows that today's steps have settled and that still are, and the step that did it."""
    today = _steps(session)
    by_row = {
        (Deed(entity), UUID(row_id)): today[step_id]
        for entity, row_id, step_id in _settling(session, list(today))
        if step_id in today
    }
    found = {}
    for deed in Deed:
        rows_of = by_id(session, _KINDS[deed], (row_id for kind, row_id in by_row if kind == deed))
        found[deed] = [row for row in rows_of.values() if _stands(deed, row, _midnight(session))]
    return found, by_row


def _stands(deed: Deed, row: Any, midnight: datetime) -> bool:
    done = getattr(row, _FILLED_IN[deed]) is not None if deed in _FILLED_IN else row.state in _DONE[deed]
    return done and (_moment(row) or midnight) >= midnight


def _midnight(session: Session) -> datetime:
    return businesses.calendar(session).at_local(businesses.today(session), time.min)


def _steps(session: Session) -> dict[int, _Step]:
    """Today's steps that were not taken back."""
    midnight = _midnight(session)
    newest = select(steps.c.id, steps.c.at, steps.c.sealed, steps.c.depth, steps.c.undoes_id)
    found: list[Any] = []
    while True:
        some = session.execute(newest.order_by(steps.c.id.desc()).offset(len(found)).limit(_AT_ONCE)).all()
        found += some
        if len(some) < _AT_ONCE or datetime.fromisoformat(some[-1].at) < midnight:
            break
    undone = {row.undoes_id for row in found}
    return {
        row.id: _Step(row.id, datetime.fromisoformat(row.at), row.sealed or "")
        for row in found
        if row.id not in undone and row.depth % 2 == 0 and datetime.fromisoformat(row.at) >= midnight
    }


def _settling(session: Session, ids: list[int]) -> Iterable[Any]:
    """Entity, row and step of what these steps have settled, in their order."""
    state = changes.c.after["state"].as_string()
    settles = [and_(changes.c.entity == deed, state.in_(list(states))) for deed, states in _DONE.items()]
    filled = [
        and_(changes.c.entity == deed, changes.c.after[key].as_string().is_not(None))
        for deed, key in _FILLED_IN.items()
    ]
    query = select(changes.c.entity, changes.c.row_id, changes.c.step_id).where(
        changes.c.step_id.in_(ids), or_(*settles, *filled)
    )
    return session.execute(query.order_by(changes.c.step_id)).all()


def _names(session: Session, ids: set[UUID]) -> dict[UUID, str]:
    query = select(col(Customer.id), col(Customer.name)).where(col(Customer.id).in_(list(ids)))
    return {row.id: row.name for row in session.execute(query)}
