"""Costs: the time and the material that went into a job, for the owner's eyes only."""

from datetime import date
from enum import StrEnum
from uuid import UUID

from sqlmodel import Field

from tradesman.book.entity import Entity, choice
from tradesman.book.errors import BookError

DAY = 24 * 60  # minutes


class CostKind(StrEnum):
    """What the money went into."""

    TIME = "time"
    MATERIAL = "material"
    OTHER = "other"


class Cost(Entity, table=True):
    """What one day's work or one bill cost the owner, in minor units without tax; time is in minutes too."""

    customer_id: UUID = Field(foreign_key="customer.id", index=True)
    job_id: UUID = Field(foreign_key="job.id", index=True)
    on: date
    kind: CostKind = choice(CostKind)
    words: str = ""
    minutes: int | None = None
    cost_minor: int = 0

    def check(self) -> None:
        """BookError for time that no day has, or for a thing without a word."""
        if self.kind == CostKind.TIME and not 0 < (self.minutes or 0) <= DAY:
            raise BookError("How long was it? Nothing was saved. A day has up to 24 hours.")
        if self.kind != CostKind.TIME and not self.words.strip():
            raise BookError("What was paid for? Nothing was saved. A few words are enough.")
