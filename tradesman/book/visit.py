"""Visits: appointments at a property, to look, work or check."""

from datetime import date, datetime, time
from enum import StrEnum
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy import Index
from sqlmodel import Field

from tradesman.book.entity import Entity, choice
from tradesman.book.errors import BookError


class VisitPurpose(StrEnum):
    """Why somebody drives there."""

    LOOK = "look"
    WORK = "work"
    CHECK = "check"


class VisitState(StrEnum):
    """How far a visit has come."""

    BOOKED = "booked"
    CONFIRMED = "confirmed"
    ARRIVED = "arrived"
    DONE = "done"
    NOBODY_THERE = "nobody_there"
    CANCELLED = "cancelled"


FELL_THROUGH = frozenset({VisitState.NOBODY_THERE, VisitState.CANCELLED})


class Visit(Entity, table=True):
    """An appointment by the wall clock of its place: the day and time stay when the laptop travels."""

    __table_args__ = (Index("ix_visit_state_day_on", "state", "day_on"),)

    enquiry_id: UUID = Field(foreign_key="enquiry.id", index=True)
    customer_id: UUID = Field(foreign_key="customer.id", index=True)
    property_id: UUID | None = Field(default=None, foreign_key="property.id", index=True)
    purpose: VisitPurpose = choice(VisitPurpose, VisitPurpose.LOOK)
    day_on: date = Field(index=True)
    starts: time
    minutes: int = Field(default=60)
    zone: str
    state: VisitState = choice(VisitState, VisitState.BOOKED)
    arrived_at: datetime | None = None
    words: str = ""
    measurements: str = ""

    @property
    def is_ahead(self) -> bool:
        """Whether the visit is still to happen."""
        return self.state in (VisitState.BOOKED, VisitState.CONFIRMED)

    def move(self, day: date, starts: time) -> None:
        """Moves a visit that has not happened."""
        if not self.is_ahead:
            raise BookError("This visit has happened or was cancelled. Nothing was changed. Book a new one.")
        self.day_on, self.starts, self.state = day, starts, VisitState.BOOKED

    def arrive(self, at: datetime) -> None:
        """Notes when the owner stood at the door."""
        if not self.is_ahead:
            raise BookError("This visit is not ahead any more. Nothing was changed.")
        self.state, self.arrived_at = VisitState.ARRIVED, at

    @property
    def in_time(self) -> bool | None:
        """Whether the owner stood at the door in time; None while nobody has arrived."""
        if self.arrived_at is None:
            return None
        return self.arrived_at <= datetime.combine(self.day_on, self.starts, ZoneInfo(self.zone))

    def finish(self, words: str) -> None:
        """Closes a visit that took place, with a word on what was seen."""
        if self.state in FELL_THROUGH:
            raise BookError("This visit did not take place. Nothing was changed. Book a new one.")
        self.state, self.words = VisitState.DONE, words.strip() or self.words

    def fall_through(self, state: VisitState, words: str) -> None:
        """Nobody there, or cancelled; BookError once it is done or has fallen through."""
        if not self.is_ahead and self.state != VisitState.ARRIVED:
            raise BookError("This visit is over. Nothing was changed.")
        self.state, self.words = state, words
