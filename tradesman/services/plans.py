"""The plan: why the owner does it, and what the year shall bring, each tied to a figure. Rule: product.md, Plan."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from sqlmodel import col, select

from tradesman.book.errors import BookError
from tradesman.book.plan import MOST_WHYS, Figure, Goal, PlanAction, Why
from tradesman.book.store import Session
from tradesman.services import businesses, plan_actions, plan_figures
from tradesman.services.plan_figures import Reading, Unit
from tradesman.services.scorecard import Period

CHECKS = ("relevant", "understandable", "measurable", "believable", "achievable")
LONGEST = 300  # characters of a why or a goal
GOAL_REACHED = "The goal is reached"  # why its open actions are not done any more
_OVER = "That day is over already. Nothing was saved. Choose one that is still to come."
_LARGEST = {Unit.PERCENT: 100, Unit.SCORE: 10}


@dataclass(frozen=True)
class WhyRow:
    """A why with its figure: the ninety days up to today, and those before it was written down."""

    why: Why
    now: Reading
    then: Reading

    @property
    def better_by(self) -> float | None:
        """How much more than then; None where one of them is not known."""
        return None if self.now.value is None or self.then.value is None else self.now.value - self.then.value


@dataclass(frozen=True)
class GoalRow:
    """A goal, how its figure stands from the day it was set up to now or its end, and its actions by their day."""

    goal: Goal
    reading: Reading | None
    actions: tuple[PlanAction, ...]

    @property
    def open_actions(self) -> tuple[PlanAction, ...]:
        """What is still to be done for it."""
        return tuple(action for action in self.actions if action.is_open)

    @property
    def progress(self) -> float | None:
        """The part of the target that is reached, at most 1; None for a goal without a figure, or nothing to count."""
        if self.reading is None or self.reading.value is None or not self.goal.target:
            return None
        return min(self.reading.value / self.goal.target, 1.0)


# Why


def whys(session: Session) -> list[Why]:
    """The whys that hold, in the owner's order."""
    query = select(Why).where(col(Why.dropped_on).is_(None)).order_by(col(Why.position), col(Why.id))
    return list(session.exec(query).all())


def why_rows(session: Session) -> list[WhyRow]:
    """The whys with their figures."""
    today, before = businesses.today(session), timedelta(days=1)
    return [
        WhyRow(
            why,
            plan_figures.up_to(session, why.figure, today),
            plan_figures.up_to(session, why.figure, why.since_on - before),
        )
        for why in whys(session)
    ]


def add_why(session: Session, words: str, figure: Figure) -> Why:
    """Writes down one thing that the book shall change; BookError without words, for a fourth and a double."""
    held, told = whys(session), _checked(words, "Why do you do this?")
    if len(held) >= MOST_WHYS:
        raise BookError("Three whys are the most. Nothing was saved. Take one away first, or change it.")
    _not_twice(held, told)
    why = Why(
        position=max((one.position for one in held), default=0) + 1,
        words=told,
        figure=figure,
        since_on=businesses.today(session),
    )
    session.add(why)
    session.flush()
    return why


def pick_whys(session: Session, picked: Iterable[tuple[str, Figure]]) -> list[Why]:
    """Writes down what was picked when the book was made, in that order."""
    return [add_why(session, words, figure) for words, figure in picked]


def change_why(session: Session, why_id: UUID, words: str, figure: Figure) -> Why:
    """Other words; with another figure it is counted from today."""
    why = session.load(Why, why_id)
    told = _checked(words, "Why do you do this?")
    _not_twice([one for one in whys(session) if one.id != why.id], told)
    why.words = told
    if why.figure != figure:
        why.figure, why.since_on = figure, businesses.today(session)
    return why


def drop_why(session: Session, why_id: UUID) -> Why:
    """It is no reason any more; it stays on record."""
    why = session.load(Why, why_id)
    why.dropped_on = businesses.today(session)
    return why


# Goals


def goals(session: Session) -> list[GoalRow]:
    """The goals that are still to be reached, the next to end first."""
    settled = col(Goal.reached_on).is_not(None) | col(Goal.dropped_on).is_not(None)
    return _rows(session, session.exec(select(Goal).where(~settled).order_by(col(Goal.by_on), col(Goal.id))).all())


def past_goals(session: Session) -> list[GoalRow]:
    """The goals that were reached or dropped, the last first."""
    settled = col(Goal.reached_on).is_not(None) | col(Goal.dropped_on).is_not(None)
    found = _rows(session, session.exec(select(Goal).where(settled)).all())
    return sorted(found, key=lambda row: (ended_on(row.goal), row.goal.id.int), reverse=True)


def goal_row(session: Session, goal_id: UUID) -> GoalRow:
    """One goal with its figure and its actions."""
    return _rows(session, [session.load(Goal, goal_id)])[0]


def ended_on(goal: Goal) -> date:
    """The day up to which it counts: when it was reached or dropped, else its day."""
    return goal.reached_on or goal.dropped_on or goal.by_on


def set_goal(session: Session, words: str, by_on: date, **fields: Any) -> Goal:
    """Sets a goal to be reached by a day; `fields` are figure, target, review_on and checks.

    The target is in percent, in minor units, in points of ten or a number, as its figure counts. BookError without
    words, for days that are over, for a review after the goal's own day, and for a target that its figure cannot reach.
    """
    today = businesses.today(session)
    if by_on < today:
        raise BookError(_OVER)
    goal = Goal(words=_checked(words, "What shall the year bring?"), set_on=today, by_on=by_on)
    _fill(session, goal, **fields)
    session.add(goal)
    session.flush()
    return goal


def change_goal(session: Session, goal_id: UUID, words: str, by_on: date, **fields: Any) -> Goal:
    """Changes a goal that is still to be reached; what was set before stays on record."""
    goal = _open(session, goal_id)
    if by_on != goal.by_on and by_on < businesses.today(session):
        raise BookError(_OVER)
    goal.words, goal.by_on = _checked(words, "What shall the year bring?"), by_on
    _fill(session, goal, **fields)
    return goal


def reach(session: Session, goal_id: UUID, words: str = "", *, drop_actions: bool = False) -> Goal:
    """It is reached; what made it so is kept in words. Its open actions stay to be done unless they are dropped."""
    goal = _open(session, goal_id)
    goal.reached_on, goal.words_at_end, goal.review_on = businesses.today(session), words.strip(), None
    if drop_actions:
        plan_actions.drop_open(session, goal, GOAL_REACHED)
    return goal


def drop_goal(session: Session, goal_id: UUID, words: str) -> Goal:
    """It is given up for a reason, and its open actions with it; BookError without a reason."""
    goal = _open(session, goal_id)
    if not words.strip():
        raise BookError("Why is the goal dropped? Nothing was changed. A few words are enough.")
    goal.dropped_on, goal.words_at_end, goal.review_on = businesses.today(session), words.strip(), None
    plan_actions.drop_open(session, goal, words)
    return goal


def reopen(session: Session, goal_id: UUID) -> Goal:
    """It is still to be reached after all, and what was dropped with it is to be done; BookError for an open one."""
    goal = session.load(Goal, goal_id)
    if not goal.is_settled:
        raise BookError("This goal is still to be reached. Nothing was changed.")
    reason = GOAL_REACHED if goal.reached_on is not None else goal.words_at_end
    plan_actions.take_up(session, goal, reason, ended_on(goal))
    goal.reached_on, goal.dropped_on, goal.words_at_end = None, None, ""
    return goal


def remove_goal(session: Session, goal_id: UUID) -> None:
    """Takes a goal that was written in error out of the plan, and its actions with it."""
    goal = session.load(Goal, goal_id)
    plan_actions.remove_all(session, goal)
    session.delete(goal)


def _rows(session: Session, found: Sequence[Goal]) -> list[GoalRow]:
    actions = plan_actions.of_all(session, [goal.id for goal in found])
    return [GoalRow(goal, _reading(session, goal), tuple(actions.get(goal.id, ()))) for goal in found]


def _reading(session: Session, goal: Goal) -> Reading | None:
    if goal.figure is None:
        return None
    last = min(ended_on(goal), businesses.today(session))
    return plan_figures.reading(session, goal.figure, Period(goal.set_on, last))


def _fill(
    session: Session,
    goal: Goal,
    *,
    figure: Figure | None = None,
    target: int | None = None,
    review_on: date | None = None,
    checks: Iterable[str] = (),
) -> None:
    if review_on is not None and review_on != goal.review_on and review_on < businesses.today(session):
        raise BookError(_OVER)
    if review_on is not None and review_on > goal.by_on >= businesses.today(session):
        raise BookError("It would be looked at again after its own day. Nothing was saved. Choose a day up to that.")
    if figure is None and target is not None:
        raise BookError("A target needs a figure that it is measured by. Nothing was saved.")
    if figure is not None and (target is None or not 0 < target <= _LARGEST.get(plan_figures.unit_of(figure), 10**12)):
        raise BookError("This figure cannot have that target. Nothing was saved. Choose a number that it can reach.")
    ticked = set(checks)
    goal.figure, goal.target, goal.review_on = figure, target, review_on
    goal.checks = [check for check in CHECKS if check in ticked]


def _open(session: Session, goal_id: UUID) -> Goal:
    goal = session.load(Goal, goal_id)
    if goal.is_settled:
        raise BookError("This goal is settled already. Nothing was changed.")
    return goal


def _checked(words: str, question: str) -> str:
    told = " ".join(words.split())
    if not told:
        raise BookError(f"{question} Nothing was saved. A few words are enough.")
    if len(told) > LONGEST:
        raise BookError(f"This has {len(told):,} characters, {LONGEST} are the most. Nothing was saved. Shorten it.")
    return told


def _not_twice(held: Iterable[Why], words: str) -> None:
    if any(one.words.casefold() == words.casefold() for one in held):
        raise BookError("This why is there already. Nothing was saved.")
