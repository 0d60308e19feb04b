"""Listings: the customers of a group, or those that are found, in the order that is asked for."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any
from uuid import UUID

from sqlalchemy import union
from sqlmodel import and_, col, func, or_, select

from tradesman.book.customer import Customer
from tradesman.book.enquiry import Enquiry, Stage
from tradesman.book.followup import FollowUp, FollowUpState, Purpose
from tradesman.book.job import ENDED, Job, JobState
from tradesman.book.quote import Quote, QuoteState
from tradesman.book.search import Hit
from tradesman.book.store import Session
from tradesman.book.visit import Visit
from tradesman.services import directory, last_contacts, next_steps, repeats
from tradesman.services.decisions import AHEAD
from tradesman.services.directory import CALLED_OFF, CustomerRow
from tradesman.services.last_contacts import moment
from tradesman.services.next_steps import Step

FEW = 500  # customers that are put in order one by one; more are read along an order that the book keeps
MANY = 10_000  # customers in the book, from which on an order that no index holds takes longer than a moment
_AHEAD = 100  # names read beyond what is asked for


class Group(StrEnum):
    """Which customers are shown."""

    ALL = "all"
    ACTIVE = "active"
    REPEAT = "repeat"
    WIN_BACK = "win_back"
    CHECK_UP = "check_up"
    GUARANTEE_ENDS = "guarantee_ends"
    NOT_SEEN = "not_seen"
    LEFT_ALONE = "left_alone"


class Order(StrEnum):
    """By what they are ordered; who has none of it comes last, by name."""

    NEXT = "next"
    NAME = "name"
    LAST = "last"
    WORTH = "worth"


LARGEST_FIRST = frozenset({Order.LAST, Order.WORTH})  # the newest and the dearest, unless it is asked backwards
Groups = Mapping[Group, frozenset[UUID]]
_Feed = Callable[[Session, int], list[UUID]]


@dataclass(frozen=True)
class View:
    """What was typed and picked above the list."""

    words: str = ""
    group: Group = Group.ALL
    order: Order = Order.NEXT
    backwards: bool = False


def groups(session: Session) -> Groups:
    """Who is in each group; everybody is in the first, which is left out.

    Active is who has something open. A repeat customer has two jobs or more that were not called off.
    """
    open_now = union(
        select(Enquiry.customer_id).where(col(Enquiry.stage).in_([Stage.ENQUIRY, Stage.VISIT, Stage.QUOTED])),
        select(Quote.customer_id).where(col(Quote.state).in_([QuoteState.DRAFT, QuoteState.GIVEN])),
        select(Visit.customer_id).where(col(Visit.state).in_(AHEAD)),
        select(Job.customer_id).where(col(Job.state).in_([state for state in JobState if state not in ENDED])),
    )
    repeat = select(Job.customer_id).where(col(Job.state).not_in(CALLED_OFF)).group_by(col(Job.customer_id))
    # Few are open: what they are for is looked at only then, not the other way round.
    lost = select(FollowUp.customer_id).where(
        FollowUp.state == FollowUpState.OPEN, func.lower(FollowUp.purpose) == Purpose.WIN_BACK.value
    )
    alone = select(Customer.id).where(col(Customer.do_not_contact))
    questions = {
        Group.ACTIVE: open_now,
        Group.REPEAT: repeat.having(func.count() > 1),
        Group.WIN_BACK: lost,
        Group.CHECK_UP: repeats.check_up_due(session),
        Group.GUARANTEE_ENDS: repeats.guarantee_ends_soon(session),
        Group.NOT_SEEN: repeats.not_seen_for_long(session),
        Group.LEFT_ALONE: alone,
    }
    return {group: _ids(session, question) for group, question in questions.items()}


def _ids(session: Session, question: Any) -> frozenset[UUID]:
    return frozenset(session.execute(question).scalars())


class Listing:
    """Customers in their order, known as far as somebody has looked; when the book changes, it is asked for anew.

    `counts` says how many of them each group has; it is empty where nobody had to know who is in it, and counts what
    was looked at where a group is not among the `sure` ones. `whole` says that all were looked at. One that is `slow`
    goes through a large book before it gives the first rows: ask for those beside the window.
    """

    def __init__(self, view: View, count: int, counts: Mapping[Group, int]) -> None:
        self.view, self.count, self.counts = view, count, counts
        self.slow = False
        self.whole = True
        self.sure = frozenset(Group)
        self.hits: Mapping[UUID, Hit | None] = {}
        self.steps: Mapping[UUID, Step] | None = None  # of all, where they are few
        self._ids: list[UUID] = []
        self._seen: set[UUID] = set()
        self._only: frozenset[UUID] | None = None
        self._feeds: list[_Feed] = []

    def show(self, ids: Sequence[UUID]) -> None:
        """These are all."""
        self._ids = list(ids)

    def follow(self, feeds: Iterable[_Feed], only: frozenset[UUID] | None) -> None:
        """All come from these feeds, one after the other; of a large group only who is in it."""
        self._feeds, self._only = list(feeds), only

    def rows(self, session: Session, offset: int, limit: int) -> list[CustomerRow]:
        """The rows of a window."""
        wanted = offset + limit
        while self._feeds and len(self._ids) < wanted:
            fed = self._feeds[0](session, wanted - len(self._ids))
            if not fed:
                self._feeds.pop(0)
            self._take(fed)
        window = self._ids[offset:wanted]
        return directory.rows(session, window, self.hits, self.view.words, steps=self.steps)

    def _take(self, fed: Iterable[UUID]) -> None:
        for customer_id in fed:
            if customer_id not in self._seen and (self._only is None or customer_id in self._only):
                self._seen.add(customer_id)
                self._ids.append(customer_id)


def listing(session: Session, view: View, known: Groups | None = None) -> Listing:
    """What a view shows; `known` are the groups, where somebody has asked for them since the book last changed."""
    words = view.words.strip()
    if not words and view.group == Group.ALL:
        made = Listing(view, directory.count(session), {})
        made.follow(_feeds(view), None)
        made.slow = _at_once(view) and made.count > MANY
        return made
    members = known if known is not None else groups(session)
    if words:
        every = directory.found(session, words)
        hits, whole = every.hits, every.whole
        if not whole and view.group != Group.ALL:  # what is found first may be of none of the group
            own = directory.found(session, words, members[view.group])
            hits, whole = own.hits, own.whole
        chosen = frozenset(hits) if view.group == Group.ALL else members[view.group] & hits.keys()
        counts = {Group.ALL: len(every.hits)} | {group: len(ids & every.hits.keys()) for group, ids in members.items()}
        made = Listing(view, len(chosen), counts | {view.group: len(chosen)})
        made.hits, made.whole = hits, whole
        made.sure = frozenset(Group) if every.whole else frozenset([view.group] if whole else [])
    else:
        chosen = members[view.group]
        made = Listing(view, len(chosen), {})
    if len(chosen) <= FEW:
        if view.order == Order.NEXT:
            made.steps = next_steps.first(session, list(chosen))
        nearest = [customer_id for customer_id in made.hits if customer_id in chosen]
        made.show(_ordered(session, nearest or _by_name(session, chosen), view, made.steps))
    else:
        made.follow(_feeds(view), chosen)
        made.slow = _at_once(view) and directory.count(session) > MANY
    return made


def _by_name(session: Session, ids: Iterable[UUID]) -> list[UUID]:
    query = select(Customer.id).where(col(Customer.id).in_(list(ids)))
    return list(session.exec(query.order_by(func.lower(Customer.name), col(Customer.id))).all())


def _ordered(session: Session, ids: list[UUID], view: View, steps: Mapping[UUID, Step] | None) -> list[UUID]:
    """Few customers in order: by what is asked for, and otherwise as they are."""
    if view.order == Order.NAME:
        by_name = _by_name(session, ids)
        return by_name[::-1] if view.backwards else by_name
    values = _ranks(steps) if steps is not None else _values(session, view.order, ids)
    have = [customer_id for customer_id in ids if customer_id in values]
    have.sort(key=values.__getitem__, reverse=_falls(view))
    return have + [customer_id for customer_id in ids if customer_id not in values]


def _ranks(steps: Mapping[UUID, Step]) -> dict[UUID, Any]:
    return {customer_id: step.rank for customer_id, step in steps.items()}


def _values(session: Session, order: Order, ids: Sequence[UUID] | None) -> dict[UUID, Any]:
    if order == Order.NEXT:
        return _ranks(next_steps.first(session, ids))
    if order == Order.LAST:
        return {customer_id: moment(when) for customer_id, when in last_contacts.last(session, ids).items()}
    total = func.coalesce(func.sum(Job.price_minor), 0)
    worth = select(Job.customer_id, total).where(col(Job.state).not_in(CALLED_OFF))
    if ids is not None:
        worth = worth.where(col(Job.customer_id).in_(ids))
    return dict(session.exec(worth.group_by(col(Job.customer_id))).all())


def _falls(view: View) -> bool:
    return (view.order in LARGEST_FIRST) != view.backwards


def _feeds(view: View) -> list[_Feed]:
    """Where the ids of all customers come from, in order."""
    names = _Names(falls=view.order == Order.NAME and view.backwards).more
    if view.order == Order.NAME:
        return [names]
    return [_Once(view).more if _at_once(view) else next_steps.Walk().more, names]


def _at_once(view: View) -> bool:
    """Whether everybody is read before the first is known: no index holds the order."""
    return view.order in LARGEST_FIRST or (view.order == Order.NEXT and view.backwards)


class _Once:
    """Everybody who has what the order asks for, read in one go: no index holds it."""

    def __init__(self, view: View) -> None:
        self._view, self._told = view, False

    def more(self, session: Session, _least: int) -> list[UUID]:
        if self._told:
            return []
        self._told = True
        values = _values(session, self._view.order, None)
        return sorted(values, key=values.__getitem__, reverse=_falls(self._view))


class _Names:
    """Everybody by name, read as far as somebody looks."""

    def __init__(self, *, falls: bool) -> None:
        self._falls = falls
        self._last: tuple[str, UUID] | None = None

    def more(self, session: Session, least: int) -> list[UUID]:
        lower, key = func.lower(Customer.name), col(Customer.id)
        query: Any = select(lower, Customer.id)
        if self._last is not None:
            name, customer_id = self._last
            beyond = lower < name if self._falls else lower > name
            after = key < customer_id if self._falls else key > customer_id
            query = query.where(or_(beyond, and_(lower == name, after)))
        order = (lower.desc(), key.desc()) if self._falls else (lower, key)
        told = session.exec(query.order_by(*order).limit(least + _AHEAD)).all()
        if told:
            self._last = told[-1]
        return [customer_id for _, customer_id in told]
