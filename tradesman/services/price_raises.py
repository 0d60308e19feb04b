"""Raising prices by a percentage: seen before it is done, and done in one step."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple
from uuid import UUID

from sqlmodel import col, select

from tradesman.book import money
from tradesman.book.errors import BookError
from tradesman.book.pricebook import PriceItem
from tradesman.book.store import Session
from tradesman.services import price_index, prices
from tradesman.services.price_index import PriceRow, View
from tradesman.services.progress import Progress

LEAST_BP, MOST_BP = -9_999, 100_000  # a price never falls to nothing, and rises elevenfold at most
_AT_ONCE = 500


class Raised(StrEnum):
    """What is raised: what the customer pays, what the supplier takes, or both."""

    PRICE = "price"
    COST = "cost"
    BOTH = "both"


@dataclass(frozen=True)
class Raise:
    """By how much, in hundredths of a percent, and up to which whole step in minor units the price is rounded."""

    bp: int
    step_minor: int = 1
    what: Raised = Raised.PRICE

    def check(self) -> None:
        """BookError for a percentage that cannot be meant."""
        if not LEAST_BP <= self.bp <= MOST_BP:
            raise BookError("A raise lies between -99.99 and 1,000 %. Nothing was changed.")
        if not self.bp:
            raise BookError("By how much? Nothing was changed.")

    def cost(self, minor: int) -> int:
        """What a cost becomes, in minor units."""
        return minor if self.what == Raised.PRICE else self._more(minor)

    def price(self, minor: int) -> int:
        """What a price becomes, in minor units, rounded up to the step."""
        if self.what == Raised.COST:
            return minor
        return -(-self._more(minor) // self.step_minor) * self.step_minor

    def _more(self, minor: int) -> int:
        return money.round_half_away(minor * (money.FULL_BP + self.bp), money.FULL_BP)


class Change(NamedTuple):
    """An item as it is and as it would be."""

    old: PriceRow
    new: PriceRow


def rows(session: Session, view: View) -> list[PriceRow]:
    """The items that a raise of what a view shows would touch: kits follow their parts by themselves."""
    return [row for row in price_index.listing(session, view).rows if not row.is_kit]


def preview(row: PriceRow, rise: Raise) -> Change:
    """What would become of an item."""
    return Change(row, row._replace(cost_minor=rise.cost(row.cost_minor), price_minor=rise.price(row.price_minor)))


def apply(session: Session, item_ids: Sequence[UUID], rise: Raise, progress: Progress | None = None) -> int:
    """Raises these items, as they are now, in one step; gives how many were.

    Lines of quotes keep their copies. BookError when one becomes too large or nothing at all was asked for; then all
    stay as they were. Stopped before it ends, it raises none: half a raise is hard to go on with.
    """
    rise.check()
    progress = progress or Progress()
    progress.begin(len(item_ids))
    count = 0
    for start in range(0, len(item_ids), _AT_ONCE):
        if progress.stopped:
            raise BookError("Stopped. No price was changed.")
        some = col(PriceItem.id).in_(item_ids[start : start + _AT_ONCE])
        for item in session.exec(select(PriceItem).where(some)).all():
            if item.parts:
                continue
            item.cost_minor, item.price_minor = rise.cost(item.cost_minor), rise.price(item.price_minor)
            if max(abs(item.cost_minor), abs(item.price_minor)) > prices.MOST_MINOR:
                raise BookError(f"The price of “{item.words}” would be too large for the book. No price was changed.")
            count += 1
        session.flush()
        progress.done = min(start + _AT_ONCE, len(item_ids))
    return count
