"""Promises: anything said to a customer that has a date, mine and theirs."""

from datetime import date, datetime, time
from enum import StrEnum
from uuid import UUID

from sqlalchemy import ColumnElement, Index, and_, not_, or_
from sqlmodel import Field, col

from tradesman.book.entity import Entity, choice
from tradesman.book.errors import BookError


class PromiseKind(StrEnum):
    """What is promised: a thing to do, or the day the work is finished."""

    WORD = "word"
    FINISH = "finish"


class PromiseState(StrEnum):
    """What became of it; whether it was kept in time follows from the dates."""

    OPEN = "open"
    KEPT = "kept"
    BROKEN = "broken"
    CANCELLED = "cancelled"


class Promise(Entity, table=True):
    """Something said to a customer that has a date. The customer's own are never counted against the owner.

    `complaint_id` is the complaint that it is to put right.
    """

    __table_args__ = (Index("ix_promise_state_due_on", "state", "due_on"),)

    customer_id: UUID = Field(foreign_key="customer.id", index=True)
    job_id: UUID | None = Field(default=None, foreign_key="job.id", index=True)
    complaint_id: UUID | None = Field(default=None, foreign_key="complaint.id", index=True)
    kind: PromiseKind = choice(PromiseKind, PromiseKind.WORD)
    mine: bool = True
    words: str
    due_on: date
    due_at_time: time | None = None
    first_due_on: date
    state: PromiseState = choice(PromiseState, PromiseState.OPEN)
    kept_on: date | None = None
    kept_at: datetime | None = None
    missed: bool = False
    offered: str = ""
    teeth: str = ""
    teeth_settled_at: datetime | None = None

    def keep(self, on: date, at: datetime) -> None:
        """Notes that it was done, in time or late."""
        if self.state == PromiseState.KEPT:
            raise BookError("This promise is kept already. Nothing was changed.")
        if self.state == PromiseState.CANCELLED:
            raise BookError("The work of this promise was called off. Nothing was changed.")
        self.missed = self.missed or self.state == PromiseState.BROKEN  # kept after all, but late
        self.state, self.kept_on, self.kept_at = PromiseState.KEPT, on, at

    def reopen(self) -> None:
        """Takes back that it was kept or broken; what was missed before stays missed, and why it has no teeth."""
        self.state, self.kept_on, self.kept_at = PromiseState.OPEN, None, None
        self._note_offer("")

    def break_(self, offered: str) -> None:
        """Notes that it will not be kept, and what was offered for it."""
        if self.state != PromiseState.OPEN:
            raise BookError("This promise is not open any more. Nothing was changed.")
        self.state = PromiseState.BROKEN
        self._note_offer(offered)

    def cancel(self) -> None:
        """The work it belongs to was called off."""
        if self.state == PromiseState.OPEN:
            self.state = PromiseState.CANCELLED

    def re_agree(self, due: date, today: date) -> None:
        """Sets a new day with the customer; agreed before the old day passed, nothing was missed."""
        if self.state != PromiseState.OPEN:
            raise BookError("This promise is not open any more. Nothing was changed.")
        if due < today:
            raise BookError("That day has passed. Nothing was changed. Agree on a later one.")
        if today > self.due_on:
            self.missed = True
        self.due_on = due

    def give_teeth(self, at: datetime, words: str) -> None:
        """Notes what the customer gets because it was missed."""
        self._teeth_unsettled()
        self.teeth, self.teeth_settled_at = words.strip(), at

    def waive_teeth(self, at: datetime, reason: str) -> None:
        """Notes why the guarantee does not apply although it was missed."""
        self._teeth_unsettled()
        self.teeth_settled_at = at
        self.offered = f"{self.offered}\n{' '.join(reason.split())}"

    def take_teeth_back(self) -> None:
        """It was not missed after all: what the customer was to get for it is open again."""
        self.teeth, self.teeth_settled_at = "", None

    def _teeth_unsettled(self) -> None:
        if self.teeth_settled_at is not None:
            raise BookError("It is settled already what the customer gets. Nothing was changed.")

    # One field keeps both: what was offered, and in a last line why the guarantee does not apply.

    @property
    def offer(self) -> str:
        """What was offered because it is not kept, or what follows from it where it is the customer's."""
        return self.offered.rpartition("\n")[0] if self._waived else self.offered

    @property
    def why_no_teeth(self) -> str:
        """Why the guarantee does not apply; empty while nobody has said so."""
        return self.offered.rpartition("\n")[2] if self._waived else ""

    @property
    def _waived(self) -> bool:
        return self.teeth_settled_at is not None and not self.teeth

    def _note_offer(self, words: str) -> None:
        offer = " ".join(words.split())
        self.offered = f"{offer}\n{self.why_no_teeth}" if self._waived else offer

    def in_time(self, today: date) -> bool | None:
        """Whether it was kept in time; None while it is open and its day has not passed."""
        if self.state == PromiseState.CANCELLED:
            return None
        if self.state == PromiseState.BROKEN or self.missed:
            return False
        if self.state == PromiseState.KEPT and self.kept_on is not None:
            return self.kept_on <= self.due_on
        return False if today > self.due_on else None

    @classmethod
    def is_late(cls, today: date) -> ColumnElement[bool]:
        """The same as a condition: that it was not kept in time."""
        kept = and_(col(cls.state) == PromiseState.KEPT, col(cls.kept_on).is_not(None))
        return and_(
            col(cls.state) != PromiseState.CANCELLED,
            or_(
                col(cls.state) == PromiseState.BROKEN,
                col(cls.missed),
                and_(kept, col(cls.kept_on) > col(cls.due_on)),
                and_(not_(kept), col(cls.due_on) < today),
            ),
        )
