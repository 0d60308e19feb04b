"""The plan: why, goals tied to a figure, the worksheets behind them, and the actions in which each of them ends."""

from datetime import date, datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from sqlalchemy import JSON, Column
from sqlmodel import Field

from tradesman.book.entity import Entity, choice, optional_choice
from tradesman.book.errors import BookError

MOST_WHYS = 3
MOST_ACTIONS = 3  # in which a worksheet ends, and that are open for a goal


class Figure(StrEnum):
    """A figure of the scorecard by which a why or a goal is measured."""

    STUCK_TO_IT = "stuck_to_it"
    CALLS_RETURNED = "calls_returned"
    OPTIONS_GIVEN = "options_given"
    HELPED_TO_CHOOSE = "helped_to_choose"
    NOTICED = "noticed"
    GREAT_JOBS = "great_jobs"
    THREE_MONTHS = "three_months"
    WIN_RATE = "win_rate"
    PROMISES_KEPT = "promises_kept"
    TESTIMONIALS = "testimonials"
    REFERRAL_INCOME = "referral_income"
    RECOMMENDED = "recommended"
    EXPERIENCE = "experience"


class WorksheetKind(StrEnum):
    """The six templates of the one form to think with."""

    VALUE_CHAIN = "value_chain"
    SIPOC = "sipoc"
    COMPETENCE = "competence"
    PEST = "pest"
    SWOT = "swot"
    KANO = "kano"


class Why(Entity, table=True):
    """One of up to three things that the book shall change, tied to a figure."""

    position: int
    words: str
    figure: Figure = choice(Figure)
    since_on: date
    dropped_on: date | None = None


class Goal(Entity, table=True):
    """What the year shall bring. `target` is in percent for a share, in minor units for money, otherwise a number.

    `checks` are those of relevant, understandable, measurable, believable and achievable that the owner ticked.
    """

    words: str
    figure: Figure | None = optional_choice(Figure)
    target: int | None = None
    set_on: date
    by_on: date
    review_on: date | None = Field(default=None, index=True)
    checks: list[Any] = Field(default_factory=list, sa_column=Column(JSON, nullable=False))
    reached_on: date | None = None
    dropped_on: date | None = None
    words_at_end: str = ""

    @property
    def is_settled(self) -> bool:
        """Whether it was reached or dropped."""
        return self.reached_on is not None or self.dropped_on is not None


class Worksheet(Entity, table=True):
    """One sheet to think with, kept by its date. `cells` are texts by the key of their field in the template."""

    kind: WorksheetKind = choice(WorksheetKind)
    title: str
    made_on: date
    review_on: date | None = Field(default=None, index=True)
    cells: dict[str, Any] = Field(default_factory=dict, sa_column=Column(JSON, nullable=False))


class PlanAction(Entity, table=True):
    """Something the owner promised to do for the business by a day; it belongs to a worksheet or to a goal."""

    __tablename__ = "plan_action"

    worksheet_id: UUID | None = Field(default=None, foreign_key="worksheet.id", index=True)
    goal_id: UUID | None = Field(default=None, foreign_key="goal.id", index=True)
    what: str
    due_on: date = Field(index=True)
    done_at: datetime | None = None
    dropped_at: datetime | None = None
    reason: str = ""

    @property
    def is_open(self) -> bool:
        """Whether it is still to be done."""
        return self.done_at is None and self.dropped_at is None

    @property
    def stands(self) -> bool:
        """Whether it is done or still to be done."""
        return self.dropped_at is None

    def _still_open(self) -> None:
        if not self.is_open:
            raise BookError("This action is settled already. Nothing was changed.")

    def do(self, at: datetime) -> None:
        """It is done."""
        self._still_open()
        self.done_at = at

    def drop(self, at: datetime, reason: str) -> None:
        """It will not be done, for a reason."""
        self._still_open()
        if not reason.strip():
            raise BookError("Why not? Nothing was changed. A few words are enough.")
        self.dropped_at, self.reason = at, reason.strip()

    def take_up(self) -> None:
        """It is to be done after all."""
        self.dropped_at, self.reason = None, ""

    def move(self, due_on: date) -> None:
        """Another day for it."""
        self._still_open()
        self.due_on = due_on
