"""Rival bids: what customers have from others, and how those prices stand against mine."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from statistics import median
from typing import Any
from uuid import UUID

from sqlmodel import col, select

from tradesman.book import money
from tradesman.book.errors import BookError
from tradesman.book.quote import Quote
from tradesman.book.rival import RivalBid
from tradesman.book.store import Session
from tradesman.services import quote_totals
from tradesman.services.scorecard import FEWEST

_WHOLE = 100  # hundredths of a percent in a whole one


@dataclass(frozen=True)
class Against:
    """A rival's price in minor units and mine; `bp` is how much dearer the rival is, in hundredths of a percent."""

    who: str
    price_minor: int
    mine_minor: int

    @property
    def bp(self) -> int:
        """Below zero where the rival is cheaper."""
        return money.round_half_away((self.price_minor - self.mine_minor) * money.FULL_BP, self.mine_minor or 1)


@dataclass(frozen=True)
class Standing:
    """Rivals' prices over all quotes: how often they were dearer than mine, cheaper or the same, and by how much.

    `median_bp` is in hundredths of a percent, None without any price.
    """

    dearer: int
    cheaper: int
    same: int
    median_bp: int | None

    @property
    def count(self) -> int:
        """How many prices are known."""
        return self.dearer + self.cheaper + self.same

    @property
    def is_enough(self) -> bool:
        """Whether so many are known that they say something."""
        return self.count >= FEWEST


def apart(bp: int) -> int:
    """How far two prices are apart as it is said, in hundredths of a percent: whole percent, below one as it is."""
    far = abs(bp)
    return far if far < _WHOLE else _WHOLE * money.round_half_away(far, _WHOLE)


def change(session: Session, quote_id: UUID, rival_id: UUID, **fields: Any) -> RivalBid:
    """Changes whose bid it is, its price in minor units or what differs; the quote stays as it was offered."""
    rival = _find(session.load(Quote, quote_id), rival_id)
    for key, value in fields.items():
        if key not in ("who", "price_minor", "differs"):
            message = f"a rival bid has no {key}"
            raise TypeError(message)
        setattr(rival, key, value.strip() if isinstance(value, str) else value)
    rival.check()
    return rival


def remove(session: Session, quote_id: UUID, rival_id: UUID) -> None:
    """Takes a rival bid out."""
    quote = session.load(Quote, quote_id)
    quote.rivals.remove(_find(quote, rival_id))


def _find(quote: Quote, rival_id: UUID) -> RivalBid:
    for rival in quote.rivals:
        if rival.id == rival_id:
            return rival
    raise BookError("This bid is no longer in the quote. Nothing was changed.")


def of(quote: Quote) -> tuple[Against, ...]:
    """The prices that are known of one quote's rivals beside mine, as `against`."""
    taken, extras = quote.accepted_option_id, quote.accepted_extras
    totals = [
        (option.id != taken, not option.best_value, option.totals(gross=quote.gross, extras=extras).total_minor)
        for option in quote.options
    ]
    bids = {rival.who: rival.price_minor for rival in quote.rivals if rival.price_minor is not None}
    if quote.lost_price_minor is not None:
        bids[quote.lost_to] = quote.lost_price_minor
    return _beside(bids, min(totals)[2]) if totals else ()


def _beside(bids: dict[str, int], mine_minor: int) -> tuple[Against, ...]:
    rows = [Against(who, price, mine_minor) for who, price in bids.items()] if mine_minor else []
    return tuple(sorted(rows, key=lambda row: row.price_minor))


def against(session: Session, quote_ids: Sequence[UUID] | None = None) -> dict[UUID, tuple[Against, ...]]:
    """Rivals' prices beside mine, the cheapest first, for these quotes or for all.

    Mine is the total of the option that was taken, else of the best value, else of the cheapest. Who won a lost quote
    counts as well.
    """
    bids: dict[UUID, dict[str, int]] = {}
    for quote_id, who, price in _known(session, quote_ids):
        bids.setdefault(quote_id, {})[who] = price
    mine = quote_totals.main(session, list(bids))
    found = {quote_id: _beside(prices, mine.get(quote_id, 0)) for quote_id, prices in bids.items()}
    return {quote_id: rows for quote_id, rows in found.items() if rows}


def _known(session: Session, quote_ids: Sequence[UUID] | None) -> Iterable[tuple[UUID, str, int]]:
    """Every price that is known of a rival; who won comes last, since that price is the newest."""
    bids = select(RivalBid.quote_id, RivalBid.who, RivalBid.price_minor).where(col(RivalBid.price_minor).is_not(None))
    won = select(Quote.id, Quote.lost_to, Quote.lost_price_minor).where(col(Quote.lost_price_minor).is_not(None))
    if quote_ids is not None:
        bids, won = bids.where(col(RivalBid.quote_id).in_(quote_ids)), won.where(col(Quote.id).in_(quote_ids))
    told: list[Any] = [*session.exec(bids.order_by(col(RivalBid.id))).all(), *session.exec(won).all()]
    return told


def overall(session: Session) -> Standing:
    """How rivals' prices stand against mine over all quotes."""
    found = [row for rows in against(session).values() for row in rows]
    return Standing(
        dearer=sum(row.price_minor > row.mine_minor for row in found),
        cheaper=sum(row.price_minor < row.mine_minor for row in found),
        same=sum(row.price_minor == row.mine_minor for row in found),
        median_bp=round(median(row.bp for row in found)) if found else None,
    )
