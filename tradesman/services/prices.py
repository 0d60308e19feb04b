"""The price book: the owner's own items, each with its words, what it costs and what the customer pays."""

import re
from typing import Any
from uuid import UUID

from sqlmodel import col, func, select

from tradesman.book import money
from tradesman.book.errors import BookError
from tradesman.book.job import Job
from tradesman.book.pricebook import KitPart, PriceItem
from tradesman.book.store import Session
from tradesman.services import price_index
from tradesman.services.price_index import PriceRow

MOST_MINOR = 10**12  # ten thousand million pounds: a slip, not a price
LONGEST = 1000  # letters of an item's words
FIELDS = frozenset(PriceItem.model_fields) - {"id"}
_UNSEEN = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]+")


def add(session: Session, words: str, price_minor: int, **rest: Any) -> PriceItem:
    """Adds an item; price and cost in minor units, tax in hundredths of a percent or the standard rate.

    A price may be below zero, as a credit is. BookError without words, for a code that is taken, and for what no
    price can be.
    """
    item = PriceItem(words="", price_minor=0)
    _set(item, {"words": words, "price_minor": price_minor, **rest})
    _refuse_second_code(session, item)
    session.add(item)
    return item


def change(session: Session, item_id: UUID, **fields: Any) -> PriceItem:
    """Changes an item; lines of quotes that were copied from it stay. BookError as `add`."""
    item = session.load(PriceItem, item_id)
    _set(item, fields)
    if "code" in fields:
        _refuse_second_code(session, item)
    return item


def remove(session: Session, item_id: UUID) -> None:
    """Takes an item or a kit out; quotes keep their copies, and service calls its words with their cause.

    BookError that names the kits which need it.
    """
    item = session.load(PriceItem, item_id)
    kits = holding(session, item_id)
    if kits:
        names = ", ".join(kit.words for kit in kits)
        raise BookError(f"“{item.words}” is part of {names}. It stays in the book. Take it out of there first.")
    for call in session.exec(select(Job).where(Job.failed_item_id == item.id)).all():
        call.lose_item(item.words)
    session.delete(item)


def known_as(session: Session, words: str, unit: str, item_id: UUID | None = None) -> PriceItem | None:
    """The item that is meant: this one if the book has it, otherwise one of the same words and unit; never a kit."""
    item = session.get(PriceItem, item_id) if item_id is not None else None
    if item is not None and not item.parts:
        return item
    same = (func.lower(PriceItem.words) == words.strip().lower(), PriceItem.unit == unit.strip())
    return next((found for found in session.exec(select(PriceItem).where(*same)).all() if not found.parts), None)


def holding(session: Session, item_id: UUID) -> list[PriceItem]:
    """The kits that an item is part of, by their words."""
    kits = select(KitPart.kit_id).where(KitPart.item_id == item_id)
    return list(session.exec(select(PriceItem).where(col(PriceItem.id).in_(kits)).order_by(PriceItem.words)).all())


def find(session: Session, words: str, limit: int = 50) -> list[PriceRow]:
    """Items and kits that hold every word that was typed, in code, words or supplier; what begins with it first.

    Without words all of them, by their words. Capitals and accents do not matter.
    """
    return price_index.of(session).find(words)[:limit]


def clean(text: str) -> str:
    """A text on one line, without what nobody can see."""
    return " ".join(_UNSEEN.sub(" ", text).split())


def fault(fields: dict[str, Any]) -> str:
    """What is wrong with the fields of an item, as they are cleaned; empty when nothing is."""
    if "words" in fields and not fields["words"]:
        return "An item needs words."
    if any(len(value) > LONGEST for value in fields.values() if isinstance(value, str)):
        return f"These words are too long: {LONGEST} letters at most."
    if any(abs(fields.get(key, 0)) > MOST_MINOR for key in ("price_minor", "cost_minor")):
        return "This amount is too large for the book."
    tax_bp = fields.get("tax_bp")
    if tax_bp is not None and not 0 <= tax_bp <= money.FULL_BP:
        return "A tax rate lies between 0 and 100 %."
    return ""


def _set(item: PriceItem, fields: dict[str, Any]) -> None:
    if fields.keys() - FIELDS:
        message = f"an item has no {', '.join(sorted(fields.keys() - FIELDS))}"
        raise TypeError(message)
    cleaned = {key: clean(value) if isinstance(value, str) else value for key, value in fields.items()}
    if sentence := fault(cleaned):
        raise BookError(f"{sentence} Nothing was saved.")
    for key, value in cleaned.items():
        setattr(item, key, value)


def _refuse_second_code(session: Session, item: PriceItem) -> None:
    if not item.code:
        return
    with session.no_autoflush:  # what is asked about is not in the book yet
        same = func.lower(PriceItem.code) == func.lower(item.code)
        other = session.exec(select(PriceItem).where(same, PriceItem.id != item.id).limit(1)).first()
    if other is not None:
        raise BookError(f"The code {item.code} belongs to “{other.words}”. Nothing was saved. Choose another code.")
