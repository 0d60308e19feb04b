"""Signatures: who signed what and when, kept as strokes and bound to the fingerprint of what was signed."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import JSON, Column
from sqlmodel import Field

from tradesman.book.entity import Entity
from tradesman.book.errors import BookError

MOST_POINTS = 20_000  # of all strokes; a long name has some hundreds


class Signature(Entity, table=True):
    """A name under a quote, a variation or a finished job.

    `strokes` is a list of strokes, each a list of points `[x, y, milliseconds]` with x and y in thousandths of the
    pad's width; it is empty where the name was typed instead. `fingerprint` is the SHA-256 of what was signed.
    """

    subject_id: UUID = Field(index=True)
    who: str
    signed_at: datetime
    fingerprint: str
    strokes: list[Any] = Field(default_factory=list, sa_column=Column(JSON, nullable=False))

    def check(self) -> None:
        """BookError for one without a name, with strokes that are none, or larger than a hand can write."""
        if not self.who.strip():
            raise BookError("Who signs? Nothing was saved. Write the name.")
        if not all(_is_stroke(stroke) for stroke in self.strokes):
            raise BookError("This signature cannot be read. Nothing was saved. Clear it and sign again.")
        if sum(len(stroke) for stroke in self.strokes) > MOST_POINTS:
            raise BookError("This signature is too long. Nothing was saved. Clear it and sign again.")

    @property
    def is_drawn(self) -> bool:
        """Whether it was written by hand; otherwise the name was typed."""
        return bool(self.strokes)


def _is_stroke(stroke: Any) -> bool:
    """Whether it is a list of points, each of three whole numbers."""
    return isinstance(stroke, list) and all(
        isinstance(point, list) and len(point) == 3 and all(type(number) is int for number in point) for point in stroke
    )
