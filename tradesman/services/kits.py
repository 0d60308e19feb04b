"""Kits: items made of items, which come to the sum of their parts, and what a quote takes from the price book."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlmodel import col, select

from tradesman.book import money
from tradesman.book.errors import BookError
from tradesman.book.pricebook import KitPart, PriceItem
from tradesman.book.quote import Line
from tradesman.book.store import Session
from tradesman.services import businesses, price_index, prices

Part = tuple[UUID, int]  # an item and how much of it, in thousandths


@dataclass(frozen=True)
class Taken:
    """Lines copied from the price book; `split` when a kit became its parts because their tax rates differ."""

    lines: tuple[Line, ...]
    split: bool = False


def make(session: Session, words: str, parts: Sequence[Part], **rest: Any) -> PriceItem:
    """Adds a kit of these parts; BookError when there is none, or as `prices.add`."""
    kit = prices.add(session, words, 0, **rest)
    session.flush()
    set_parts(session, kit.id, parts)
    return kit


def change(session: Session, kit_id: UUID, parts: Sequence[Part], **fields: Any) -> PriceItem:
    """Changes a kit's words and parts in one step."""
    kit = prices.change(session, kit_id, **fields)
    set_parts(session, kit_id, parts)
    return kit


def set_parts(session: Session, kit_id: UUID, parts: Sequence[Part]) -> None:
    """Gives a kit these parts in this order; BookError for none, for a part of nothing, or of the kit itself."""
    kit = session.load(PriceItem, kit_id)
    if not parts:
        raise BookError("A kit needs at least one part. Nothing was changed.")
    if any(not 0 < quantity <= prices.MOST_MINOR for _item_id, quantity in parts):
        raise BookError("How much of each part? Nothing was changed. A quantity is more than nothing.")
    known = _tree(session, [item_id for item_id, _quantity in parts])
    for item_id, _quantity in parts:
        item = session.load(PriceItem, item_id)
        if _reaches(known, item_id, kit_id):
            through = "" if item_id == kit_id else f" It is in “{item.words}”."
            raise BookError(f"“{kit.words}” cannot be part of itself.{through} Nothing was changed.")
    if [(part.item_id, part.quantity_thousandths) for part in kit.parts] == list(parts):
        return
    kit.parts[:] = [
        KitPart(kit_id=kit.id, item_id=item_id, position=place, quantity_thousandths=quantity)
        for place, (item_id, quantity) in enumerate(parts, 1)
    ]


def _tree(session: Session, item_ids: Sequence[UUID]) -> dict[UUID, PriceItem]:
    """These items and all that they are made of."""
    known: dict[UUID, PriceItem] = {}
    fresh = set(item_ids)
    while fresh:
        found = session.exec(select(PriceItem).where(col(PriceItem.id).in_(fresh))).all()
        known |= {item.id: item for item in found}
        fresh = {part.item_id for item in found for part in item.parts} - known.keys()
    return known


def _reaches(known: dict[UUID, PriceItem], item_id: UUID, kit_id: UUID) -> bool:
    seen, fresh = set[UUID](), {item_id}
    while fresh:
        seen |= fresh
        parts = (part.item_id for one in fresh if one in known for part in known[one].parts)
        fresh = set(parts) - seen
    return kit_id in seen


def copies(
    session: Session, item_id: UUID, quantity_thousandths: int, *, as_parts: bool
) -> tuple[list[dict[str, Any]], bool]:
    """What lines a quote gets from an item or kit, and whether the kit had to become its parts.

    A kit is one line with the sums of its parts, where they have one tax rate in common. Rule: product.md, Money.
    """
    item = session.load(PriceItem, item_id)
    known = _tree(session, [item_id])
    if not item.parts:
        return [_copy(item, quantity_thousandths)], False
    leaves = _leaves(known, item, quantity_thousandths)
    standard = businesses.current(session).tax_bp(businesses.today(session))
    rates = {standard if leaf["tax_bp"] is None else leaf["tax_bp"] for leaf in leaves}
    if as_parts or len(rates) > 1:
        return leaves, not as_parts
    amounts = {one.id: (one.cost_minor, one.price_minor) for one in known.values()}
    made_of = {
        one.id: [(part.item_id, part.quantity_thousandths) for part in one.parts] for one in known.values() if one.parts
    }
    cost, price = price_index.sums(amounts, made_of)[item.id]
    summed = {"cost_minor": cost, "price_minor": price, "tax_bp": rates.pop()}
    return [_copy(item, quantity_thousandths) | summed], False


def _leaves(known: dict[UUID, PriceItem], item: PriceItem, quantity: int) -> list[dict[str, Any]]:
    if not item.parts:
        return [_copy(item, quantity)]
    shares = [
        (known[part.item_id], money.round_half_away(quantity * part.quantity_thousandths, money.THOUSAND))
        for part in item.parts
    ]
    return [leaf for part, share in shares for leaf in _leaves(known, part, share)]


def _copy(item: PriceItem, quantity_thousandths: int) -> dict[str, Any]:
    copied = item.model_dump(include={"words", "unit", "cost_minor", "price_minor", "tax_bp"})
    return {**copied, "item_id": item.id, "quantity_thousandths": quantity_thousandths}
