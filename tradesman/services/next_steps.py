"""Next steps: what is owed to a customer first, and everybody in the order in which it is due.

What Today asks for is what comes next here: a decision is due today, and what is put off comes when it wakes.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from enum import StrEnum
from functools import cache
from typing import Any
from uuid import UUID

from sqlalchemy import String, bindparam, case, cast, literal, null, union_all
from sqlmodel import col, select

from tradesman.book.customer import Customer
from tradesman.book.enquiry import Enquiry, Stage
from tradesman.book.followup import Event, FollowUp, FollowUpState, Purpose
from tradesman.book.job import Job, JobState
from tradesman.book.promise import Promise, PromiseState
from tradesman.book.store import Session
from tradesman.book.visit import Visit
from tradesman.services import businesses, decisions
from tradesman.services.decisions import AHEAD, Decision

_BEYOND = 60  # follow-ups read beyond what is asked for: some are of the same person


class Coming(StrEnum):
    """What comes next, where it is no follow-up."""

    VISIT = "visit"
    START = "start"
    PROMISE = "promise"


@dataclass(frozen=True)
class Step:
    """One thing that comes next: on which day, for a call by which instant, otherwise at or by which time of day.

    `late` says that the call-back clock has run out. A call that is put off is due when it wakes. `decides_on` is the
    day of the customer's decision, where it is asked about before it.
    """

    what: Purpose | Coming | Decision
    on: date
    due_at: datetime | None = None
    at: time | None = None
    late: bool = False
    decides_on: date | None = None
    title: str = ""

    @property
    def rank(self) -> tuple[Any, ...]:
        """Late calls first, then by day; within a day calls, then what has a time, then the rest."""
        instant = self.due_at.isoformat() if self.due_at is not None else "~"
        return (not self.late, instant if self.late else "", self.on, instant, self.at or time.max)


Owed = tuple[UUID, Step]


def first(session: Session, ids: Sequence[UUID] | None = None) -> dict[UUID, Step]:
    """The first step of each of these customers, or of everybody who has one."""
    found: dict[UUID, Step] = {}
    told = _read(session, _everything(some=ids is not None), **({} if ids is None else {"ids": ids}))
    for customer_id, step in (*told, *_read(session, _decisions(session, ids))):
        known = found.get(customer_id)
        if known is None or step.rank < known.rank:
            found[customer_id] = step
    return found


@cache  # one question, put together once: each key that is typed asks it
def _everything(*, some: bool) -> Any:
    told = (_follow_ups(), *_dated())
    if some:
        ids: Any = bindparam("ids", expanding=True)
        told = tuple(part.where(part.selected_columns.who.in_(ids)) for part in told)
    return union_all(*told)


def _read(session: Session, question: Any, **values: Any) -> list[Owed]:
    return [_owed(session, row) for row in session.execute(question, values).all()]


def _owed(session: Session, told: Any) -> Owed:
    due_at, day, wakes_at = _instant(told.due_at), date.fromisoformat(told.due_on), _instant(told.wakes_at)
    if wakes_at is not None and wakes_at > session.now:
        day = max(day, businesses.calendar(session).local_day(wakes_at))
        due_at = wakes_at if due_at is not None else None
    late = due_at is not None and due_at < session.now
    at = time.fromisoformat(told.at) if told.at is not None else None
    decides_on = date.fromisoformat(told.decides_on) if told.decides_on is not None else None
    return told.who, Step(_KINDS[told.what], day, due_at, at, late, decides_on, told.title or "")


def _instant(told: str | None) -> datetime | None:
    return datetime.fromisoformat(told).replace(tzinfo=UTC) if told is not None else None


_KINDS = {str(kind.value): kind for kinds in (Purpose, Coming, Decision) for kind in kinds}


def _told(kind: Any, what: Any, on: Any, **rest: Any) -> Any:
    """One row for each thing; what is of different kinds goes as text."""
    return select(kind.customer_id.label("who"), *_as_text(what, on, **rest))


def _as_text(what: Any, on: Any, **rest: Any) -> list[Any]:
    parts = {"what": what, "due_on": on, **dict.fromkeys(("due_at", "at", "wakes_at", "decides_on", "title")), **rest}
    return [cast(part if part is not None else null(), String).label(name) for name, part in parts.items()]


def _follow_ups() -> Any:
    # What is asked about a decision counts from its day.
    decides_on = case((col(FollowUp.event) == Event.QUOTE_DECISION, col(FollowUp.counted_from_on)), else_=None)
    times: dict[str, Any] = {"due_at": FollowUp.due_at, "wakes_at": FollowUp.snoozed_until, "decides_on": decides_on}
    times["title"] = FollowUp.title
    return _told(FollowUp, FollowUp.purpose, FollowUp.due_on, **times).where(FollowUp.state == FollowUpState.OPEN)


def _visits() -> Any:
    return _told(Visit, literal(Coming.VISIT.value), Visit.day_on, at=Visit.starts).where(col(Visit.state).in_(AHEAD))


def _promises() -> Any:
    told = _told(Promise, literal(Coming.PROMISE.value), Promise.due_on, at=Promise.due_at_time)
    return told.where(Promise.state == PromiseState.OPEN, col(Promise.mine))


def _starts() -> Any:
    told = _told(Job, literal(Coming.START.value), Job.starts_on)
    return told.where(Job.state == JobState.PLANNED, col(Job.starts_on).is_not(None))


def _dated() -> tuple[Any, ...]:
    """What has a day of its own, of which one person never has many at a time."""
    return (_visits(), _promises(), _starts())


def _decisions(session: Session, ids: Sequence[UUID] | None = None) -> Any:
    """What only the owner can decide, as Today asks for it."""
    day = businesses.today(session)
    told = (
        query.with_only_columns(col(Customer.id).label("who"), *_as_text(literal(decision.value), literal(day)))
        for decision, query in decisions.undecided(None).items()
    )
    return union_all(*(query if ids is None else query.where(col(Customer.id).in_(ids)) for query in told))


class Walk:
    """Everybody who has a next step, in its order, read only as far as somebody looks."""

    def __init__(self) -> None:
        self._upto = date.min
        self._dated: list[Owed] | None = None

    def more(self, session: Session, least: int) -> list[UUID]:
        """The next ones, some of them perhaps again; none when everybody was told."""
        found: list[Owed] = []
        if self._dated is None:
            self._dated = _read(session, union_all(*_dated())) + _read(session, _decisions(session))
            found = [owed for owed in _read(session, _calls()) if owed[1].late]
        if self._upto == date.max:
            return []
        last, due = self._last_day(session, least), col(FollowUp.due_on)
        # What is put off has a later day than the one that it was due on, and waits for it among the dated.
        self._dated += _read(session, _follow_ups().where(due > self._upto, due <= last))
        found += [owed for owed in self._dated if owed[1].on <= last]
        self._dated = [owed for owed in self._dated if owed[1].on > last]
        self._upto = last
        return [customer_id for customer_id, _ in sorted(found, key=lambda owed: owed[1].rank)]

    def _last_day(self, session: Session, least: int) -> date:
        """Up to which day the next follow-ups are due; whole days are read, since a day has an order of its own."""
        due = col(FollowUp.due_on)
        query = select(due).where(FollowUp.state == FollowUpState.OPEN, due > self._upto)
        return session.exec(query.order_by(due).offset(least + _BEYOND).limit(1)).first() or date.max


def _calls() -> Any:
    """The calls back that are owed, found by the few enquiries that wait for one."""
    young = select(Enquiry.id).where(Enquiry.stage == Stage.ENQUIRY)
    return _follow_ups().where(col(FollowUp.subject_id).in_(young))
