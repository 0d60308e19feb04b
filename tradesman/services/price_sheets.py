"""One item of the price book as it is read beside the list: what it is made of, and where it is used."""

from dataclasses import dataclass
from uuid import UUID

from sqlmodel import col, select

from tradesman.book import money
from tradesman.book.quote import Line, Option, Quote
from tradesman.book.store import Session
from tradesman.services import failures, price_index, prices
from tradesman.services.failures import Failure
from tradesman.services.price_index import PriceRow, Terms


@dataclass(frozen=True)
class PartRow:
    """One part of a kit, how much of it in thousandths, and what that comes to in minor units."""

    item: PriceRow
    quantity_thousandths: int

    @property
    def price_minor(self) -> int:
        """What the customer pays for this much of it."""
        return money.line_net(self.quantity_thousandths, self.item.price_minor)

    @property
    def cost_minor(self) -> int:
        """What this much of it costs the owner."""
        return money.line_net(self.quantity_thousandths, self.item.cost_minor)


@dataclass(frozen=True)
class PriceSheet:
    """An item, its parts, the kits that it is in, and the numbers of the quotes it was copied into, newest first.

    Beside them the service calls in which it failed, newest first.
    """

    row: PriceRow
    terms: Terms
    parts: tuple[PartRow, ...]
    kits: tuple[str, ...]
    quotes: tuple[str, ...]
    failures: tuple[Failure, ...] = ()


def sheet(session: Session, item_id: UUID) -> PriceSheet:
    """Everything about one item; BookError when the book no longer has it."""
    index = price_index.of(session)
    row = index.row(item_id)
    return PriceSheet(
        row=row,
        terms=price_index.terms(session),
        parts=tuple(PartRow(index.row(part_id), quantity) for part_id, quantity in row.parts),
        kits=tuple(kit.words for kit in prices.holding(session, item_id)),
        quotes=_quotes(session, item_id),
        failures=failures.of_item(session, item_id),
    )


def _quotes(session: Session, item_id: UUID) -> tuple[str, ...]:
    query = (
        select(Quote.number, Quote.drafted_at)
        .join(Option, col(Option.quote_id) == col(Quote.id))
        .join(Line, col(Line.option_id) == col(Option.id))
        .where(col(Line.item_id) == item_id)
    )
    newest = query.distinct().order_by(col(Quote.drafted_at).desc(), col(Quote.number).desc())
    found = session.exec(newest).all()
    return tuple(number for number, _drafted_at in found)
