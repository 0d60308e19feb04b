"""The list of jobs: those of a group, or those that are found, in the order that is asked for, read as one looks."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement
from sqlmodel import and_, case, col, func, or_, select

from tradesman.book import search
from tradesman.book.customer import Customer, Property
from tradesman.book.job import Job, JobKind, JobState
from tradesman.book.promise import Promise, PromiseKind, PromiseState
from tradesman.book.store import Session
from tradesman.services import job_rows, matching
from tradesman.services.job_rows import JobRow
from tradesman.services.jobs import CALLED_OFF

MOST = 500  # jobs that a search tells of, the newest
_HITS = 1000  # rows of the book that a word is looked for in
MANY = 20_000  # jobs, from which on counting them and putting them in order takes longer than a moment
_BLOCK = 100  # jobs whose place in the order is asked for at once


class Group(StrEnum):
    """Which jobs are shown. A planned job has its days; completed, service calls and not paid overlap."""

    ALL = "all"
    NOT_PLANNED = "not_planned"
    PLANNED = "planned"
    IN_PROGRESS = "in_progress"
    PAUSED = "paused"
    COMPLETED = "completed"
    NOT_PAID = "not_paid"
    CALLED_OFF = "called_off"
    SERVICE_CALLS = "service_calls"


class Order(StrEnum):
    """By what they are ordered: by their last day, the latest first; by the promised finish, the soonest; by customer.

    Those without an open promise to finish come after the others, by their days. Without a day counts that of the yes.
    """

    DAYS = "days"
    FINISH = "finish"
    CUSTOMER = "customer"


@dataclass(frozen=True)
class View:
    """What was typed and picked above the list."""

    words: str = ""
    group: Group = Group.ALL
    order: Order = Order.DAYS
    backwards: bool = False


class Listing:
    """Jobs in their order, known as far as somebody has looked; when the book changes, it is asked for anew.

    `counts` says how many each group has, of all jobs or of those found. One that is `slow` goes through a large book
    before it gives the first rows and is counted: ask for those beside the window.
    """

    def __init__(self, view: View, found: Sequence[UUID] | None, *, slow: bool) -> None:
        self.view, self.slow = view, slow
        self.counts: Mapping[Group, int] = dict.fromkeys(Group, 0)
        self._found = None if found is None else frozenset(found)
        self._first: list[UUID] | None = None  # those that come before the order along which is read
        self._blocks: dict[int, list[UUID]] = {}

    @property
    def count(self) -> int:
        """How many rows there are."""
        return self.counts[self.view.group]

    def tally(self, session: Session) -> None:
        """Counts each group, once, and finds those that come first."""
        if self._first is None:
            self.counts = _counts(session, self._found)
            self._first = self._promised(session) if self.view.order == Order.FINISH else []

    def rows(self, session: Session, offset: int, limit: int) -> list[JobRow]:
        """The rows of a window."""
        self.tally(session)
        ids: list[UUID] = []
        for block in range(offset // _BLOCK, (offset + limit - 1) // _BLOCK + 1):
            if block not in self._blocks:
                self._blocks[block] = self._ids(session, block * _BLOCK)
            ids += self._blocks[block]
        start = offset % _BLOCK
        return job_rows.rows(session, ids[start : start + limit])

    def _promised(self, session: Session) -> list[UUID]:
        """Those whose finish is promised and open, the soonest first; there are never many."""
        due = func.min(Promise.due_on)
        query: Any = (
            select(Job.id)
            .join(Promise, col(Promise.job_id) == col(Job.id))
            .where(Promise.state == PromiseState.OPEN, Promise.kind == PromiseKind.FINISH, *self._shown())
            .group_by(col(Job.id))
        )
        order = (due.desc(), col(Job.id).desc()) if self.view.backwards else (due, col(Job.id))
        return list(session.exec(query.order_by(*order)).all())

    def _shown(self) -> list[ColumnElement[bool]]:
        """What all that are shown have in common."""
        only = [] if self._found is None else [col(Job.id).in_(self._found)]
        return [*_of_group(self.view.group), *only]

    def _ids(self, session: Session, offset: int) -> list[UUID]:
        """A block of the order; the database goes along it, which is faster than to read what lies before."""
        view, first = self.view, self._first or []
        ids = first[offset : offset + _BLOCK]
        query, key = select(Job.id), _key(view.order)
        if view.order == Order.CUSTOMER:
            query = self._by_customer(query)
        falls = view.order == Order.FINISH or (view.order == Order.DAYS) != view.backwards
        order = (key.desc(), col(Job.id).desc()) if falls else (key, col(Job.id))
        query = query.where(*self._shown(), col(Job.id).not_in(first)).order_by(*order)
        rest: Any = query.offset(max(0, offset - len(first))).limit(_BLOCK - len(ids))
        return [*ids, *session.exec(rest).all()]

    def _by_customer(self, query: Any) -> Any:
        """Few jobs look their customers up; of very many it is gone along the names of the customers."""
        theirs = col(Customer.id) == col(Job.customer_id)
        if self._found is not None or self.view.group not in (Group.ALL, Group.COMPLETED):
            return query.join(Customer, theirs)
        there = func.coalesce(func.lower(Job.state), "") != ""
        return query.select_from(Customer).outerjoin(Job, theirs).where(there)


def listing(session: Session, view: View) -> Listing:
    """What a view shows."""
    found = _found(session, view.words) if view.words.strip() else None
    many = found is None and session.exec(select(func.count()).select_from(Job)).one() > MANY
    made = Listing(view, found, slow=many)
    if not many:
        made.tally(session)
    return made


def _of_group(group: Group) -> list[ColumnElement[bool]]:
    """What the jobs of a group have in common."""
    state, days = col(Job.state), col(Job.starts_on)
    # There are very many: they are picked out along the order, not put in order once they are picked out.
    completed: ColumnElement[bool] = func.lower(Job.state) == JobState.COMPLETED.value
    shared: dict[Group, list[ColumnElement[bool]]] = {
        Group.ALL: [],
        Group.NOT_PLANNED: [state == JobState.PLANNED, days.is_(None)],
        Group.PLANNED: [state == JobState.PLANNED, days.is_not(None)],
        Group.IN_PROGRESS: [state == JobState.IN_PROGRESS],
        Group.PAUSED: [state == JobState.PAUSED],
        Group.COMPLETED: [completed],
        Group.NOT_PAID: [completed, *_owed()],
        Group.CALLED_OFF: [state.in_(CALLED_OFF)],
        Group.SERVICE_CALLS: [col(Job.kind) == JobKind.SERVICE_CALL],
    }
    return shared[group]


def _owed() -> list[ColumnElement[bool]]:
    """Done and not paid: for a price, or for one that is not known yet; a service call without one costs nothing."""
    priced = or_(col(Job.price_minor) > 0, and_(col(Job.price_minor).is_(None), Job.kind != JobKind.SERVICE_CALL))
    return [col(Job.paid_how) == "", priced]


def _key(order: Order) -> Any:
    """What a job is put in order by; after those with a promise to finish come the others by their days."""
    if order == Order.CUSTOMER:
        return func.lower(Customer.name)
    return func.coalesce(Job.completed_on, Job.ends_on, Job.agreed_on)


def _counts(session: Session, found: frozenset[UUID] | None) -> dict[Group, int]:
    """How many each group has, in one walk."""
    groups = list(Group)[1:]
    sums = [func.coalesce(func.sum(case((and_(*_of_group(group)), 1), else_=0)), 0) for group in groups]
    asked: Any = select(func.count(), *sums).select_from(Job)
    if found is not None:
        asked = asked.where(col(Job.id).in_(found))
    return dict(zip(Group, session.exec(asked).one(), strict=True))


def _found(session: Session, words: str) -> list[UUID]:
    """The newest jobs in whose title, customer and address each word begins a word."""
    typed = matching.words_of(words)
    if not typed:
        return []
    nearest = min((_with_word(session, word) for word in typed), key=len)
    asked: Any = (
        select(Job.id, Job.title, Customer.name, Property.address)
        .join(Customer, col(Customer.id) == col(Job.customer_id))
        .outerjoin(Property, col(Property.id) == col(Job.property_id))
        .where(col(Job.id).in_(nearest))
        .order_by(_key(Order.DAYS).desc(), col(Job.id).desc())
    )
    told = session.exec(asked).all()
    return [job_id for job_id, *texts in told if _fits(typed, *texts)][:MOST]


def _fits(typed: Sequence[str], title: str, name: str, address: str | None) -> bool:
    known = matching.words_of(f"{title} {name} {address or ''}")
    return all(any(each.startswith(word) for each in known) for word in typed)


def _with_word(session: Session, word: str) -> list[UUID]:
    """The newest jobs with a word at the beginning of their title, their customer's name or their address."""
    lower = func.lower(Customer.name)
    found: set[UUID] = set()
    named: set[UUID] = set()
    sites: set[UUID] = set()
    if len(word) > 1:  # one letter would touch most of the index
        for hit in search.find(session, word, _HITS):
            {"job": found, "customer": named, "property": sites}.get(hit.entity, set()).add(hit.row_id)
    starts = select(Customer.id).where(lower >= word, lower < word + "\U0010ffff").limit(_HITS)
    named.update(session.exec(starts).all())
    for column, ids in ((col(Job.customer_id), named), (col(Job.property_id), sites)):
        theirs = select(Job.id).where(column.in_(ids)).order_by(col(Job.id).desc())
        found.update(session.exec(theirs.limit(_HITS)).all())
    return list(found)
