"""Variations: extra work that is agreed while a job goes on."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import UniqueConstraint
from sqlmodel import Field

from tradesman.book.entity import Entity, optional_choice
from tradesman.book.errors import BookError
from tradesman.book.quote import AcceptedBy


class Variation(Entity, table=True):
    """What changes, what it costs more or less in minor units with tax, and how many working days it adds.

    It counts once the customer has agreed. A signature stands under it in `signature`.
    """

    __table_args__ = (UniqueConstraint("job_id", "number"),)

    customer_id: UUID = Field(foreign_key="customer.id", index=True)
    job_id: UUID = Field(foreign_key="job.id", index=True)
    number: int
    words: str
    price_minor: int
    days: int = 0
    noted_at: datetime
    agreed_at: datetime | None = None
    agreed_by: AcceptedBy | None = optional_choice(AcceptedBy)
    who: str = ""

    def check(self) -> None:
        """BookError when it says nothing, or takes days that cannot be."""
        if not self.words.strip():
            raise BookError("What changes? Nothing was saved. A sentence is enough.")
        if not 0 <= self.days <= 250:
            raise BookError("It can add up to 250 working days. Nothing was saved.")

    def agree(self, at: datetime, by: AcceptedBy, who: str) -> None:
        """The customer said yes; who, and how. What was agreed stands."""
        if self.agreed_at is not None:
            raise BookError("This was agreed already. Nothing was changed.")
        if not who.strip():
            raise BookError("Who agreed? Nothing was changed. Write the name.")
        self.agreed_at, self.agreed_by, self.who = at, by, who.strip()
