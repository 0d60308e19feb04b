"""Material of a job: what is ordered, what the customer supplies, and what has arrived."""

from datetime import date
from uuid import UUID

from sqlmodel import Field

from tradesman.book.entity import Entity
from tradesman.book.errors import BookError


class Material(Entity, table=True):
    """One thing a job needs on site, in thousandths of its unit, and how far it has come."""

    customer_id: UUID = Field(foreign_key="customer.id", index=True)
    job_id: UUID = Field(foreign_key="job.id", index=True)
    position: int
    words: str
    quantity_thousandths: int = 1000
    unit: str = ""
    supplier: str = Field(default="", index=True)
    by_customer: bool = False
    ordered_on: date | None = None
    expected_on: date | None = None
    arrived_on: date | None = None

    def order(self, on: date, expected_on: date | None) -> None:
        """Notes that it is ordered, or agreed with the customer who brings it, and when it is to come."""
        if self.arrived_on is not None:
            raise BookError("This has arrived already. Nothing was changed.")
        if expected_on is not None and expected_on < on:
            raise BookError("It cannot come before it is ordered. Nothing was changed. Choose a later day.")
        self.ordered_on, self.expected_on = on, expected_on

    def arrive(self, on: date) -> None:
        """Notes that it is here."""
        self.arrived_on = on

    def is_late(self, today: date) -> bool:
        """Whether it should be here and is not."""
        return self.arrived_on is None and self.expected_on is not None and self.expected_on < today
