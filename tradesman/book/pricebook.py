"""The price book: the owner's own items, and kits of them, copied into quotes, never pointed at by them."""

from typing import Any
from uuid import UUID

from sqlmodel import Field, Relationship

from tradesman.book.entity import Entity, part_of


class KitPart(Entity, table=True):
    """One item of a kit and how much of it, in thousandths."""

    __tablename__ = "kit_part"

    kit_id: UUID = Field(foreign_key="price_item.id", index=True)
    item_id: UUID = Field(foreign_key="price_item.id", index=True)
    position: int
    quantity_thousandths: int = 1000


def _parts() -> dict[str, Any]:
    return {**part_of("KitPart.position"), "foreign_keys": "KitPart.kit_id"}


class PriceItem(Entity, table=True):
    """One item: its words, what it costs the owner, what the customer pays for one unit.

    An item with parts is a kit: what it costs is the sum of them, so that a new price of a part is a new price of the
    kit. Without a tax rate of its own an item has the standard one.
    """

    __tablename__ = "price_item"

    code: str = Field(default="", index=True)
    words: str = Field(index=True)
    unit: str = ""
    cost_minor: int = 0
    price_minor: int
    tax_bp: int | None = None
    supplier: str = Field(default="", index=True)

    parts: list[KitPart] = Relationship(sa_relationship_kwargs=_parts())
