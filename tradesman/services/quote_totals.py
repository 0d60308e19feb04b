"""Totals of many quotes at once, counted from their lines without reading the quotes whole."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlmodel import col, select

from tradesman.book import money
from tradesman.book.quote import Line, Option, Quote
from tradesman.book.store import Session

_AT_ONCE = 500  # quotes in one question


@dataclass(frozen=True)
class OptionTotal:
    """An option and what it comes to, tax included, in minor units, without extras that were not taken."""

    option_id: UUID
    place: int
    best_value: bool
    taken: bool
    total_minor: int


def of(session: Session, quote_ids: Sequence[UUID]) -> dict[UUID, tuple[OptionTotal, ...]]:
    """The options of these quotes by their places; a quote without one is left out."""
    found: dict[UUID, tuple[OptionTotal, ...]] = {}
    for start in range(0, len(quote_ids), _AT_ONCE):
        found |= _read(session, quote_ids[start : start + _AT_ONCE])
    return found


def main(session: Session, quote_ids: Sequence[UUID]) -> dict[UUID, int]:
    """One total for each quote: of the option that was taken, else the best value, else the cheapest."""
    return {quote_id: main_of(options).total_minor for quote_id, options in of(session, quote_ids).items()}


def main_of(options: Iterable[OptionTotal]) -> OptionTotal:
    """The option by which a quote is told: the one that was taken, else the best value, else the cheapest."""
    return min(options, key=lambda option: (not option.taken, not option.best_value, option.total_minor))


def _read(session: Session, quote_ids: Sequence[UUID]) -> dict[UUID, tuple[OptionTotal, ...]]:
    wanted: Any = select(Quote.id, Quote.gross, Quote.accepted_option_id, Quote.extras)
    quotes = {row[0]: row[1:] for row in session.exec(wanted.where(col(Quote.id).in_(quote_ids))).all()}
    asked: Any = select(Option).with_only_columns(
        *(col(column) for column in (Option.id, Option.quote_id, Option.position)),
        *(col(column) for column in (Option.best_value, Option.discount_minor)),
    )
    options = session.execute(asked.where(col(Option.quote_id).in_(quote_ids)).order_by(col(Option.position))).all()
    lines = _lines(session, quote_ids)
    found: dict[UUID, list[OptionTotal]] = {}
    for option_id, quote_id, place, best, discount in options:
        gross, accepted_id, extras = quotes[quote_id]
        taken = option_id == accepted_id
        picked = frozenset(map(UUID, extras.split())) if taken else frozenset()
        amounts = [
            (amount, tax) for line_id, amount, tax, extra in lines.get(option_id, ()) if not extra or line_id in picked
        ]
        total = money.totals(amounts, gross=gross, discount_minor=discount if amounts else 0).total_minor
        found.setdefault(quote_id, []).append(OptionTotal(option_id, place, best, taken, total))
    return {quote_id: tuple(rows) for quote_id, rows in found.items()}


def _lines(session: Session, quote_ids: Sequence[UUID]) -> dict[UUID, list[tuple[UUID, int, int, bool]]]:
    """Of each option: its lines with amount, tax and whether it is an extra."""
    asked: Any = (
        select(Line)
        .with_only_columns(
            *(col(column) for column in (Line.option_id, Line.id, Line.quantity_thousandths, Line.price_minor)),
            *(col(column) for column in (Line.discount_minor, Line.tax_bp, Line.extra)),
        )
        .join(Option, col(Option.id) == col(Line.option_id))
        .where(col(Option.quote_id).in_(quote_ids))
        .order_by(col(Line.position))
    )
    found: dict[UUID, list[tuple[UUID, int, int, bool]]] = {}
    for option_id, line_id, quantity, price, discount, tax, extra in session.execute(asked).all():
        amount = money.line_net(quantity, price, discount)
        found.setdefault(option_id, []).append((line_id, amount, tax, extra))
    return found
