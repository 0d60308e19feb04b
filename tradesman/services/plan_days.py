"""What of the plan is due: actions from the morning of the working day before, as promises are, and reviews."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from uuid import UUID

from sqlmodel import col, select

from tradesman.book.errors import BookError
from tradesman.book.plan import Goal, PlanAction, Worksheet
from tradesman.book.store import Session
from tradesman.services import businesses

MOST = 40


class Due(StrEnum):
    """What of the plan asks for something."""

    ACTION = "action"
    GOAL = "goal"
    WORKSHEET = "worksheet"


@dataclass(frozen=True)
class DueRow:
    """An action to be done or a goal or worksheet to look at again; `of` is what an action belongs to."""

    due: Due
    id: UUID
    what: str
    due_on: date
    of: str = ""

    @property
    def is_action(self) -> bool:
        """Whether it is to be done, and not to be looked at."""
        return self.due == Due.ACTION


def rows(session: Session) -> list[DueRow]:
    """What is due of the plan, the oldest first."""
    today = businesses.today(session)
    found = [*_actions(session, businesses.calendar(session).next_working_day(today)), *_reviews(session, today)]
    return sorted(found, key=lambda row: (row.due_on, not row.is_action, row.id.int))


def put_off_review(session: Session, due: Due, subject_id: UUID, review_on: date | None) -> None:
    """Another day to look at a goal or worksheet again, or none; BookError for a day that is over."""
    if review_on is not None and review_on < businesses.today(session):
        raise BookError("That day is over already. Nothing was changed. Choose one that is still to come.")
    subject = session.load(Goal, subject_id) if due == Due.GOAL else session.load(Worksheet, subject_id)
    subject.review_on = review_on


def _actions(session: Session, horizon: date) -> list[DueRow]:
    query = (
        select(PlanAction, Goal, Worksheet)
        .outerjoin(Goal, col(Goal.id) == col(PlanAction.goal_id))
        .outerjoin(Worksheet, col(Worksheet.id) == col(PlanAction.worksheet_id))
        .where(col(PlanAction.done_at).is_(None), col(PlanAction.dropped_at).is_(None), PlanAction.due_on <= horizon)
        .order_by(col(PlanAction.due_on))
        .limit(MOST)
    )
    return [
        DueRow(Due.ACTION, action.id, action.what, action.due_on, _owner(goal, sheet))
        for action, goal, sheet in session.exec(query).all()
    ]


def _owner(goal: Goal | None, sheet: Worksheet | None) -> str:
    if goal is not None:
        return goal.words
    return sheet.title if sheet is not None else ""


def _reviews(session: Session, today: date) -> list[DueRow]:
    goals = select(Goal).where(
        Goal.review_on <= today,  # type: ignore[operator]
        col(Goal.reached_on).is_(None),
        col(Goal.dropped_on).is_(None),
    )
    sheets = select(Worksheet).where(Worksheet.review_on <= today)  # type: ignore[operator]
    due = [
        DueRow(Due.GOAL, goal.id, goal.words, goal.review_on)
        for goal in session.exec(goals.limit(MOST)).all()
        if goal.review_on is not None
    ]
    return due + [
        DueRow(Due.WORKSHEET, one.id, one.title, one.review_on)
        for one in session.exec(sheets.limit(MOST)).all()
        if one.review_on is not None
    ]
