"""Rival bids: what a customer has from others, beside a quote."""

from uuid import UUID

from sqlmodel import Field

from tradesman.book.entity import Entity
from tradesman.book.errors import BookError


class RivalBid(Entity, table=True):
    """What the customer has from somebody else."""

    __tablename__ = "rival_bid"

    quote_id: UUID = Field(foreign_key="quote.id", index=True)
    who: str
    price_minor: int | None = None
    differs: str = ""

    def check(self) -> None:
        """BookError for a bid that is nobody's, or below nothing."""
        if not self.who.strip():
            raise BookError("Whose bid is it? Nothing was changed.")
        if self.price_minor is not None and self.price_minor < 0:
            raise BookError("A price is not below nothing. Nothing was changed.")
