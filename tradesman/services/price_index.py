"""The price book as it is looked through: every item with what it comes to, found and put in order at once.

It is kept beside the connection that reads the book, and follows the record of changes, so that a letter typed among
a hundred thousand items asks the book for nothing but what changed since the letter before.
"""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import accumulate, chain
from operator import attrgetter
from typing import Any, NamedTuple
from uuid import UUID

import sqlalchemy
import sqlmodel
from sqlmodel import col, func, select

from tradesman.book import history, money
from tradesman.book.entity import Entity
from tradesman.book.errors import BookError
from tradesman.book.pricebook import KitPart
from tradesman.book.store import Session
from tradesman.services import businesses

FEW = 500  # items that are looked at one by one: changed ones, and what begins with what was typed
_KEY = "tradesman_prices"
_END = "\x1e"  # of a row, among the words of all rows
_COLUMNS = ("id", "code", "words", "unit", "cost_minor", "price_minor", "tax_bp", "supplier")

Part = tuple[UUID, int]  # an item and how much of it, in thousandths


class PriceRow(NamedTuple):
    """An item as lists show it; of a kit, cost and price are the sums of its `parts`, as they are now."""

    id: UUID
    code: str
    words: str
    unit: str
    cost_minor: int
    price_minor: int
    tax_bp: int | None
    supplier: str
    parts: tuple[Part, ...] = ()

    @property
    def is_kit(self) -> bool:
        """Whether it is made of other items."""
        return bool(self.parts)

    def keeps(self, terms: "Terms") -> tuple[int, int] | None:
        """What stays of the price, net and in whole percent of it; None while no cost is noted or nothing is paid."""
        price = terms.net(self.price_minor, self.tax_bp)
        if not self.cost_minor or price <= 0:
            return None
        kept = price - self.cost_minor
        return kept, money.round_half_away(kept * 100, price)


class Terms(NamedTuple):
    """How the business enters its prices, and today's standard tax rate in hundredths of a percent."""

    gross: bool
    standard_bp: int

    def net(self, price_minor: int, tax_bp: int | None) -> int:
        """A price without its tax."""
        if not self.gross:
            return price_minor
        rate = self.standard_bp if tax_bp is None else tax_bp
        return money.totals([(price_minor, rate)], gross=True).net_minor


class Order(StrEnum):
    """By what the list is ordered; by words, what was typed comes first."""

    WORDS = "words"
    CODE = "code"
    COST = "cost"
    PRICE = "price"
    MARGIN = "margin"
    SUPPLIER = "supplier"


_KEYS: dict[Order, Callable[[PriceRow], Any]] = {
    Order.CODE: lambda row: row.code.casefold(),
    Order.SUPPLIER: lambda row: row.supplier.casefold(),
    Order.COST: attrgetter("cost_minor"),
    Order.PRICE: attrgetter("price_minor"),
}


@dataclass(frozen=True)
class View:
    """What was typed and picked above the list; no supplier is every supplier."""

    words: str = ""
    kits: bool = False
    supplier: str = ""
    order: Order = Order.WORDS
    backwards: bool = False


@dataclass(frozen=True)
class Listing:
    """What a view shows, and of what was typed how many are there and how many of them are kits."""

    rows: Sequence[PriceRow]
    found: int
    kits: int


class PriceIndex:
    """All items by their words; `step` is the last step of the book that it knows."""

    def __init__(self) -> None:
        self.step = -1
        self.rows: list[PriceRow] = []
        self._plain: list[str] = []  # of each row its code, words and supplier, without capitals and accents
        self._text = ""  # all of them in one, each with its end

    def follow(self, session: Session) -> None:
        """Reads what the book has changed since it was read last."""
        step = session.execute(select(func.max(history.steps.c.id))).scalar() or 0
        if step == self.step:
            return
        changed = self._changed(session) if self.step >= 0 else None
        self.step = step
        table = Entity.metadata.tables["price_item"]  # columns, not entities: of many, the objects alone take seconds
        query: Any = sqlalchemy.select(*(table.c[key] for key in _COLUMNS))
        if changed is None:
            self.rows, self._plain = [], []
        elif changed:
            self._leave_out(changed)
            query = query.where(table.c.id.in_(changed))
        else:
            return
        fresh = [PriceRow(*told) for told in session.execute(query).all()]
        self._arrange(fresh)
        self._sum_up(session)

    def find(self, typed: str) -> list[PriceRow]:
        """Every row that holds all that was typed: what begins with it first, then by words."""
        from tradesman.services import matching  # only when something was typed

        terms = matching.folded(typed).split()
        if not terms:
            return self.rows
        whole = " ".join(terms)
        if len(whole) == 1 and whole.isalnum():  # one letter would be in most of them: a beginning is meant
            hits = sorted({*self._holding(f"\n{whole}"), *self._holding(f" {whole}")})
        else:
            hits = self._holding(terms[0])
        for term in terms[1:]:
            hits = [place for place in hits if term in self._plain[place]]
        return [self.rows[place] for place in self._nearest_first(hits, whole, terms)]

    def _holding(self, term: str) -> list[int]:
        """The places of the rows that hold a term; looked for in all of them at once, row by row would be slow."""
        before = self._text.split(term)[:-1]
        return list(dict.fromkeys(accumulate(part.count(_END) for part in before)))

    def row(self, item_id: UUID) -> PriceRow:
        """One item; BookError when the book no longer has it."""
        found = next((row for row in self.rows if row.id == item_id), None)
        if found is None:
            raise BookError("This is no longer in the book. Nothing was changed.")
        return found

    def _nearest_first(self, hits: list[int], whole: str, terms: Sequence[str]) -> list[int]:
        """The code itself, then codes, words and suppliers that begin with it, then words that do, then the rest.

        Nobody looks beyond many that begin with it, so there the rest stays as it is.
        """
        front = self._holding(f"\n{whole}")
        ranks = [[place for place in front if self._plain[place].startswith(f"\n{whole}\n")], front]
        if len(front) < FEW:
            begun = ({*self._holding(f"\n{term}"), *self._holding(f" {term}")} for term in terms)
            ranks.append(sorted(set.intersection(*begun)))
        return list(dict.fromkeys(chain(*ranks, hits)))

    def _changed(self, session: Session) -> set[UUID] | None:
        """The items that later steps have touched; None when they are too many to be read one by one."""
        changes = history.changes.c
        query = select(changes.entity, changes.row_id).where(
            changes.step_id > self.step, changes.entity.in_(["price_item", "kit_part"])
        )
        found = session.execute(query.distinct().limit(FEW)).all()
        if len(found) >= FEW:
            return None
        touched = {UUID(row_id) for _entity, row_id in found}
        if any(entity == "kit_part" for entity, _row_id in found):
            touched |= {row.id for row in self.rows if row.parts}  # one of them may have lost its parts
        return touched

    def _leave_out(self, changed: Collection[UUID]) -> None:
        kept = [(row, text) for row, text in zip(self.rows, self._plain, strict=True) if row.id not in changed]
        self.rows, self._plain = [row for row, _text in kept], [text for _row, text in kept]

    def _arrange(self, fresh: Sequence[PriceRow]) -> None:
        """Puts rows in among the others, by their words."""
        from tradesman.services import matching

        rows = [*self.rows, *fresh]
        texts = [matching.folded(f"\n{row.code}\n{row.words}\n{row.supplier}\n").replace(_END, " ") for row in fresh]
        plain = [*self._plain, *texts]
        keys = [text.split("\n", 2)[2] for text in plain]
        order = sorted(range(len(rows)), key=keys.__getitem__)
        self.rows, self._plain = [rows[place] for place in order], [plain[place] for place in order]
        self._text = _END.join([*self._plain, ""])

    def _sum_up(self, session: Session) -> None:
        """Gives every kit the sums of its parts."""
        parts: dict[UUID, list[Part]] = {}
        query = select(KitPart.kit_id, KitPart.item_id, KitPart.quantity_thousandths)
        for kit_id, item_id, quantity in session.exec(query.order_by(col(KitPart.position))).all():
            parts.setdefault(kit_id, []).append((item_id, quantity))
        wanted = parts.keys() | {item_id for rows in parts.values() for item_id, _quantity in rows}
        if not wanted:
            return
        amounts = {row.id: (row.cost_minor, row.price_minor) for row in self.rows if row.id in wanted}
        summed = sums(amounts, parts)
        for place, row in enumerate(self.rows):
            if row.id in summed:
                cost, price = summed[row.id]
                self.rows[place] = row._replace(cost_minor=cost, price_minor=price, parts=tuple(parts[row.id]))


def sums(amounts: Mapping[UUID, tuple[int, int]], parts: Mapping[UUID, Iterable[Part]]) -> dict[UUID, tuple[int, int]]:
    """Cost and price of each kit in minor units, through kits of kits; each part is rounded as a line is."""
    done: dict[UUID, tuple[int, int]] = {}

    def worth(item_id: UUID) -> tuple[int, int]:
        if item_id not in parts:
            return amounts.get(item_id, (0, 0))
        if item_id not in done:
            done[item_id] = (0, 0)  # no kit is in itself; one that came from elsewhere must not hang the program
            told = [(quantity, worth(part_id)) for part_id, quantity in parts[item_id]]
            cost, price = (sum(money.line_net(quantity, each[side]) for quantity, each in told) for side in (0, 1))
            done[item_id] = (cost, price)
        return done[item_id]

    for kit_id in parts:
        worth(kit_id)
    return done


def of(session: Session) -> PriceIndex:
    """The index of the book that a session reads; one that writes gets its own, with what it has written so far."""
    if "journal" in session.info:
        session.flush()
        made = PriceIndex()
        made.follow(session)
        return made
    # Nothing is written here: it only lives as long as the connection does.
    kept = sqlmodel.Session.connection(session).info
    found: PriceIndex = kept.setdefault(_KEY, PriceIndex())
    found.follow(session)
    return found


def terms(session: Session) -> Terms:
    """How prices are entered today."""
    business = businesses.current(session)
    return Terms(business.prices_gross, business.tax_bp(businesses.today(session)))


def listing(session: Session, view: View) -> Listing:
    """What a view shows, in its order; what has none of it comes last."""
    found = of(session).find(view.words)
    if view.supplier:
        found = [row for row in found if row.supplier == view.supplier]
    kits = [row for row in found if row.parts]
    return Listing(_ordered(kits if view.kits else found, view, terms(session)), len(found), len(kits))


def _ordered(rows: list[PriceRow], view: View, terms: Terms) -> list[PriceRow]:
    if view.order == Order.WORDS:
        return rows[::-1] if view.backwards else rows
    if view.order == Order.MARGIN:
        kept = {row.id: told[1] for row in rows if (told := row.keeps(terms)) is not None}
        have, lack = [row for row in rows if row.id in kept], [row for row in rows if row.id not in kept]
        return sorted(have, key=lambda row: kept[row.id], reverse=view.backwards) + lack
    key = _KEYS[view.order]
    have, lack = [row for row in rows if key(row)], [row for row in rows if not key(row)]
    return sorted(have, key=key, reverse=view.backwards) + lack


def suppliers(session: Session) -> dict[str, int]:
    """How many items each supplier has, by name."""
    counts: dict[str, int] = {}
    for row in of(session).rows:
        if row.supplier:
            counts[row.supplier] = counts.get(row.supplier, 0) + 1
    return dict(sorted(counts.items(), key=lambda pair: pair[0].casefold()))
