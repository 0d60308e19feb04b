"""Guarantees of the library: what is promised, for how long, and what the customer gets if it fails."""

from datetime import date
from enum import StrEnum

from sqlmodel import Field

from tradesman.book import clock
from tradesman.book.entity import Entity, choice
from tradesman.book.errors import BookError


class GuaranteeKind(StrEnum):
    """What is promised: to be finished on time, to answer in time, or that it works."""

    ON_TIME = "on_time"
    RESPONSE = "response"
    RESULT = "result"


class Guarantee(Entity, table=True):
    """A promise with its teeth. A quote takes a copy of the words, so that the library may change."""

    kind: GuaranteeKind = choice(GuaranteeKind, GuaranteeKind.RESULT)
    title: str
    promise: str
    months: int | None = Field(default=None)
    teeth: str

    def check(self) -> None:
        """BookError when something is missing. A guarantee without teeth is none. Rule: product.md, Openness."""
        if not self.title.strip() or not self.promise.strip():
            raise BookError("A guarantee needs a name and what it promises. Nothing was saved.")
        if not self.teeth.strip():
            raise BookError(
                "What does the customer get if it fails? Nothing was saved. A guarantee without that is none."
            )
        if self.months is not None and self.months < 1:
            raise BookError("A guarantee lasts at least a month. Nothing was saved.")

    def until(self, start: date) -> date | None:
        """The last day it holds, counted in calendar months; None where it has no term."""
        return None if self.months is None else clock.add_months(start, self.months)
