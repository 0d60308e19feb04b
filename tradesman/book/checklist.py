"""Checklists of the library: what is done and looked at in work of one kind, copied into jobs."""

from typing import Any

from sqlalchemy import JSON, Column
from sqlmodel import Field

from tradesman.book.entity import Entity
from tradesman.book.errors import BookError

MOST = 200  # steps


class Checklist(Entity, table=True):
    """A list of steps, each `{"words": str, "wants_photo": bool}`; a job takes a copy."""

    name: str = Field(index=True)
    trade: str = ""
    steps: list[Any] = Field(default_factory=list, sa_column=Column(JSON, nullable=False))

    def check(self) -> None:
        """BookError for one without a name or a step."""
        if not self.name.strip():
            raise BookError("A checklist needs a name. Nothing was saved.")
        if not 0 < len(self.steps) <= MOST or not all(step["words"].strip() for step in self.steps):
            raise BookError(f"A checklist has from 1 to {MOST} steps, each with words. Nothing was saved.")
