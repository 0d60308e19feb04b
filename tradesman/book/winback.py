"""Win-back: where a lost customer went, and what may bring them home."""

from datetime import date, datetime
from uuid import UUID

from sqlmodel import Field

from tradesman.book.entity import Entity


class WinBack(Entity, table=True):
    """What is known of a lost quote since: until when their contract or guarantee runs, and what they complain of.

    Who went where stands in the quote; the next contact is its open follow-up.
    """

    __tablename__ = "win_back"

    quote_id: UUID = Field(foreign_key="quote.id", unique=True)
    customer_id: UUID = Field(foreign_key="customer.id", index=True)
    bound_until_on: date | None = None
    unhappy_with: str = ""
    let_go_at: datetime | None = None
