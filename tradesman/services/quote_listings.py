"""The list of quotes: those of a group, or those that are found, in the order that is asked for, read as one looks."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement
from sqlmodel import and_, col, func, or_, select

from tradesman.book import search
from tradesman.book.customer import Customer
from tradesman.book.quote import Quote, QuoteState
from tradesman.book.store import Session
from tradesman.services import businesses, matching, quote_totals, rivals
from tradesman.services.rivals import Against

MOST = 500  # quotes that a search tells of, the newest
_HITS = 1000  # rows of the book that a word is looked for in
MANY = 100_000  # quotes, from which on an order that no index holds takes longer than a moment
_AHEAD = 100  # quotes read beyond what is asked for


class Group(StrEnum):
    """Which quotes are shown. A given quote is waiting, decides on a day, or has expired."""

    ALL = "all"
    DRAFT = "draft"
    GIVEN = "given"
    DECIDES = "decides"
    EXPIRED = "expired"
    ACCEPTED = "accepted"
    LOST = "lost"


_MANY = (Group.ALL, Group.ACCEPTED, Group.LOST)  # groups that only grow


class Order(StrEnum):
    """By what they are ordered. The newest are those given last; for a draft counts when it was begun."""

    NEWEST = "newest"
    DECIDES = "decides"
    NUMBER = "number"
    CUSTOMER = "customer"


_NOT_HELD = frozenset({Order.NEWEST, Order.DECIDES})  # orders that no index holds


@dataclass(frozen=True)
class View:
    """What was typed and picked above the list."""

    words: str = ""
    group: Group = Group.ALL
    order: Order = Order.NEWEST
    backwards: bool = False


@dataclass(frozen=True)
class QuoteRow:
    """A quote as the list shows it.

    `total_minor` is that of the option that was taken, else of the best value, else of the cheapest; None without one.
    `age_days` counts from when it was given, a draft from when it was begun.
    """

    id: UUID
    number: str
    revision: int
    customer_id: UUID
    customer: str
    title: str
    group: Group
    currency: str
    options: int
    total_minor: int | None
    given_at: datetime | None
    decision_on: date | None
    valid_until_on: date
    age_days: int
    rivals: tuple[Against, ...]


Key = tuple[Any, UUID]


class Listing:
    """Quotes in their order, known as far as somebody has looked; when the book changes, it is asked for anew.

    `counts` says how many each group has, of all quotes or of those found. One that is `slow` goes through a large book
    before it gives the first rows: ask for those beside the window.
    """

    def __init__(self, view: View, counts: Mapping[Group, int], found: Sequence[UUID] | None) -> None:
        self.view, self.counts = view, counts
        self._found = None if found is None else frozenset(found)
        self._ids: list[UUID] = []
        self._last: Key | None = None
        self._told = False
        self.slow = found is None and view.order in _NOT_HELD and self.count > MANY

    @property
    def count(self) -> int:
        """How many rows there are."""
        return self.counts[self.view.group]

    def rows(self, session: Session, offset: int, limit: int) -> list[QuoteRow]:
        """The rows of a window."""
        wanted = offset + limit
        while not self._told and len(self._ids) < wanted:
            more = self._more(session, wanted - len(self._ids) + _AHEAD)
            self._told = not more
            self._ids += [quote_id for _, quote_id in more]
            self._last = more[-1] if more else self._last
        return rows(session, self._ids[offset:wanted])

    def _more(self, session: Session, least: int) -> list[Key]:
        """The next quotes along the order, by its key and the id."""
        view, quote_id = self.view, col(Quote.id)
        key = _key(view.order)
        query: Any = select(key, Quote.id)
        if view.order == Order.CUSTOMER:
            query = self._by_customer(query)
        query = query.where(*_of_group(view.group, businesses.today(session)))
        if self._found is not None:
            query = query.where(quote_id.in_(self._found))
        falls = (view.order == Order.NEWEST) != view.backwards
        if self._last is not None:
            value, last_id = self._last
            beyond, after = (key < value, quote_id < last_id) if falls else (key > value, quote_id > last_id)
            begun = key <= value if falls else key >= value  # by which the index finds where to go on
            query = query.where(begun, or_(beyond, and_(key == value, after)))
        order = (key.desc(), quote_id.desc()) if falls else (key, quote_id)
        return [(value, found) for value, found in session.exec(query.order_by(*order).limit(least)).all()]

    def _by_customer(self, query: Any) -> Any:
        """Few quotes look their customers up; of very many it is gone along the names of the customers."""
        theirs = col(Customer.id) == col(Quote.customer_id)
        if self._found is not None or self.view.group not in _MANY:
            return query.join(Customer, theirs)
        return query.select_from(Customer).outerjoin(Quote, theirs).where(func.coalesce(Quote.number, "") != "")


def listing(session: Session, view: View) -> Listing:
    """What a view shows."""
    if view.words.strip():
        found = _found(session, view.words)
        return Listing(view, _counts(session, found), found)
    return Listing(view, _counts(session, None), None)


def rows(session: Session, ids: Sequence[UUID]) -> list[QuoteRow]:
    """These quotes in this order."""
    if not ids:
        return []
    today, calendar = businesses.today(session), businesses.calendar(session)
    totals, bids = quote_totals.of(session, ids), rivals.against(session, ids)
    asked: Any = (
        select(Quote, Customer)
        .with_only_columns(
            *(col(column) for column in (Quote.id, Quote.number, Quote.revision, Quote.customer_id, Customer.name)),
            *(col(column) for column in (Quote.title, Quote.state, Quote.currency, Quote.drafted_at, Quote.given_at)),
            *(col(column) for column in (Quote.decision_on, Quote.valid_until_on)),
        )
        .join(Customer, col(Customer.id) == col(Quote.customer_id))
        .where(col(Quote.id).in_(ids))
    )
    found = {}
    for told in session.execute(asked).all():
        options = totals.get(told.id, ())
        begun = calendar.local_day(told.given_at or told.drafted_at)
        found[told.id] = QuoteRow(
            id=told.id,
            number=told.number,
            revision=told.revision,
            customer_id=told.customer_id,
            customer=told.name,
            title=told.title,
            group=_group(told.state, told.decision_on, told.valid_until_on, today),
            currency=told.currency,
            options=len(options),
            total_minor=quote_totals.main_of(options).total_minor if options else None,
            given_at=told.given_at,
            decision_on=told.decision_on,
            valid_until_on=told.valid_until_on,
            age_days=(today - begun).days,
            rivals=bids.get(told.id, ()),
        )
    return [found[quote_id] for quote_id in ids if quote_id in found]


def _group(state: QuoteState, decision_on: date | None, valid_until_on: date, today: date) -> Group:
    if state != QuoteState.GIVEN:
        return Group(state.value)
    if valid_until_on < today:
        return Group.EXPIRED
    return Group.GIVEN if decision_on is None else Group.DECIDES


def _of_group(group: Group, today: date) -> list[ColumnElement[bool]]:
    """What the quotes of a group have in common."""
    if group == Group.ALL:
        return []
    if group in _MANY:
        # There are very many: they are picked out along the order, not put in order once they are picked out.
        return [func.lower(Quote.state) == group.value]
    if group == Group.DRAFT:
        return [col(Quote.state) == QuoteState.DRAFT]
    good = col(Quote.valid_until_on) < today if group == Group.EXPIRED else col(Quote.valid_until_on) >= today
    found = [col(Quote.state) == QuoteState.GIVEN, good]
    if group != Group.EXPIRED:
        known = col(Quote.decision_on)
        found.append(known.is_(None) if group == Group.GIVEN else known.is_not(None))
    return found


def _key(order: Order) -> Any:
    """What a quote is put in order by; who decides on no day comes last."""
    return {
        Order.NEWEST: func.coalesce(Quote.given_at, Quote.drafted_at),
        Order.DECIDES: func.coalesce(Quote.decision_on, "9999-12-31"),
        Order.NUMBER: col(Quote.number),
        Order.CUSTOMER: func.lower(Customer.name),
    }[order]


def _counts(session: Session, found: Iterable[UUID] | None) -> dict[Group, int]:
    """How many each group has; only given quotes are looked at one by one."""
    only = [] if found is None else [col(Quote.id).in_(list(found))]
    by_state: Any = select(col(Quote.state), func.count()).where(*only).group_by(col(Quote.state))
    counts = dict.fromkeys(Group, 0)
    for state, count in session.exec(by_state).all():
        counts[Group.ALL] += count
        if state != QuoteState.GIVEN:
            counts[Group(state.value)] = count
    days: Any = select(col(Quote.state), col(Quote.decision_on), col(Quote.valid_until_on))
    today = businesses.today(session)
    for state, decision_on, valid_until_on in session.exec(days.where(Quote.state == QuoteState.GIVEN, *only)).all():
        counts[_group(state, decision_on, valid_until_on, today)] += 1
    return counts


def _found(session: Session, words: str) -> list[UUID]:
    """The newest quotes in whose number, customer and title each word begins a word; also a part of the number."""
    typed = matching.words_of(words)
    if not typed:
        return []
    nearest = min((_with_word(session, word) for word in typed), key=len)
    asked: Any = select(Quote.id, Quote.number, Quote.title, Customer.name).join(
        Customer, col(Customer.id) == col(Quote.customer_id)
    )
    told = session.exec(asked.where(col(Quote.id).in_(nearest)).order_by(col(Quote.drafted_at).desc())).all()
    return [quote_id for quote_id, *texts in told if _fits(typed, *texts)][:MOST]


def _fits(typed: Sequence[str], number: str, title: str, name: str) -> bool:
    known = matching.words_of(f"{number} {title} {name}")
    return all(word in matching.folded(number) or any(each.startswith(word) for each in known) for word in typed)


def _with_word(session: Session, word: str) -> list[UUID]:
    """The newest quotes with a word at the beginning of their number, their title or their customer's name."""
    number, lower = col(Quote.number), func.lower(Customer.name)
    numbered = select(Quote.id).where(number >= word, number < word + "\U0010ffff").limit(_HITS)
    found = set(session.exec(numbered).all())
    named: set[UUID] = set()
    if len(word) > 1:  # one letter would touch most of the index
        for hit in search.find(session, word, _HITS):
            if hit.entity == "quote":
                found.add(hit.row_id)
            elif hit.entity == "customer":
                named.add(hit.customer_id)
    starts = select(Customer.id).where(lower >= word, lower < word + "\U0010ffff").limit(_HITS)
    named.update(session.exec(starts).all())
    theirs = select(Quote.id).where(col(Quote.customer_id).in_(named)).order_by(col(Quote.drafted_at).desc())
    found.update(session.exec(theirs.limit(_HITS)).all())
    return list(found)
