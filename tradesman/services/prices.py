"""The price book: the owner's own items, found by typing."""

from typing import Any
from uuid import UUID

from sqlmodel import col, or_, select

from tradesman.book.errors import BookError
from tradesman.book.pricebook import PriceItem
from tradesman.book.store import Session


def add(session: Session, words: str, price_minor: int, **rest: Any) -> PriceItem:
    """Adds an item; price and cost in minor units, tax in hundredths of a percent or the standard rate."""
    if not words.strip():
        raise BookError("An item needs words. Nothing was saved.")
    item = PriceItem(words=words.strip(), price_minor=price_minor, **rest)
    session.add(item)
    return item


def change(session: Session, item_id: UUID, **fields: Any) -> PriceItem:
    """Changes an item; lines of quotes that were copied from it stay."""
    item = session.load(PriceItem, item_id)
    for key, value in fields.items():
        if key not in PriceItem.model_fields or key == "id":
            message = f"an item has no {key}"
            raise TypeError(message)
        setattr(item, key, value)
    return item


def find(session: Session, words: str, limit: int = 50) -> list[PriceItem]:
    """Items whose words or code hold what was typed, by their words."""
    typed = words.strip()
    named = [col(column).icontains(typed, autoescape=True) for column in (PriceItem.words, PriceItem.code)]
    query = select(PriceItem).where(or_(*named))
    return list(session.exec(query.order_by(col(PriceItem.words)).limit(limit)).all())
