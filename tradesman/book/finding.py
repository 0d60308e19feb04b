"""Findings: what was noticed on a job and lies outside its scope."""

from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from sqlmodel import Field

from tradesman.book.entity import Entity, choice
from tradesman.book.errors import BookError


class HowSoon(StrEnum):
    """How soon something should be done about it."""

    NOW = "now"
    SOON = "soon"
    KEEP_AN_EYE = "keep_an_eye"


class Finding(Entity, table=True):
    """Something noticed: what, in plain words for the customer, how soon."""

    customer_id: UUID = Field(foreign_key="customer.id", index=True)
    job_id: UUID = Field(foreign_key="job.id", index=True)
    what: str
    plain_words: str = ""
    how_soon: HowSoon = choice(HowSoon, HowSoon.SOON)
    by_on: date | None = None
    own_trade: bool = False
    noticed_at: datetime
    told_at: datetime | None = None
    outcome: str = ""

    def tell(self, at: datetime, plain_words: str = "") -> None:
        """Notes that the customer knows, in words the customer understands."""
        self.plain_words = plain_words.strip() or self.plain_words
        if not self.plain_words:
            raise BookError("Say it in plain words first. The finding is kept; the customer was not marked as told.")
        self.told_at = self.told_at or at
