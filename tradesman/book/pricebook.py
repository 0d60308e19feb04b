"""The price book: the owner's own items, copied into quotes, never pointed at by them."""

from sqlmodel import Field

from tradesman.book.entity import Entity


class PriceItem(Entity, table=True):
    """One item: its words, what it costs the owner, what the customer pays for one unit."""

    __tablename__ = "price_item"

    code: str = Field(default="", index=True)
    words: str = Field(index=True)
    unit: str = ""
    cost_minor: int = 0
    price_minor: int
    tax_bp: int | None = None
    supplier: str = ""
