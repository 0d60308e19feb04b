"""The actions of the plan, with dates, kept like promises: a worksheet ends in three, a goal has three open at a time.

Rule: product.md, Plan.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlmodel import col, or_, select

from tradesman.book.errors import BookError
from tradesman.book.plan import MOST_ACTIONS, Goal, PlanAction, Worksheet
from tradesman.book.store import Session
from tradesman.services import businesses

LONGEST = 200  # characters; it stands in a row of Today


@dataclass(frozen=True)
class Wanted:
    """An action as the owner writes it down; without an id it is a new one."""

    what: str
    due_on: date
    action_id: UUID | None = None


def of(session: Session, owner: Goal | Worksheet) -> list[PlanAction]:
    """The actions of a goal or worksheet, by their day."""
    return of_all(session, [owner.id]).get(owner.id, [])


def of_all(session: Session, owner_ids: Iterable[UUID]) -> dict[UUID, list[PlanAction]]:
    """The actions of several goals and worksheets, each by their day."""
    ids = list(owner_ids)
    query = select(PlanAction).where(or_(col(PlanAction.goal_id).in_(ids), col(PlanAction.worksheet_id).in_(ids)))
    found: dict[UUID, list[PlanAction]] = {}
    for action in session.exec(query.order_by(col(PlanAction.due_on), col(PlanAction.id))).all():
        owner_id = action.goal_id or action.worksheet_id
        if owner_id is not None:
            found.setdefault(owner_id, []).append(action)
    return found


def add(session: Session, owner: Goal | Worksheet, what: str, due_on: date) -> PlanAction:
    """Promises to do something by a day; BookError without words, for a day that is over, or with three there."""
    _check_room(owner, of(session, owner))
    action = PlanAction(what=_checked(what), due_on=_ahead(session, due_on))
    if isinstance(owner, Goal):
        action.goal_id = owner.id
    else:
        action.worksheet_id = owner.id
    session.add(action)
    session.flush()
    return action


def _check_room(owner: Goal | Worksheet, actions: Iterable[PlanAction]) -> None:
    """What was done counts on a worksheet, which ends in three; a goal goes on, and its next step follows the last."""
    if isinstance(owner, Goal) and sum(action.is_open for action in actions) >= MOST_ACTIONS:
        raise BookError(
            f"{MOST_ACTIONS} actions are open already, and more seldom get done. Nothing was saved. "
            "Finish or drop one first."
        )
    if isinstance(owner, Worksheet) and sum(action.stands for action in actions) >= MOST_ACTIONS:
        raise BookError(
            f"A worksheet ends in at most {MOST_ACTIONS} actions, those that are done included. Nothing was saved. "
            "Drop one, or begin a new sheet."
        )


def add_to_goal(session: Session, goal_id: UUID, what: str, due_on: date) -> PlanAction:
    """Promises to do something for a goal that is not settled, by a day."""
    goal = session.load(Goal, goal_id)
    if goal.is_settled:
        raise BookError("This goal is settled already. Nothing was changed.")
    return add(session, goal, what, due_on)


def write_down(session: Session, worksheet: Worksheet, wanted: Iterable[Wanted]) -> None:
    """Changes the open actions of a worksheet and adds new ones; BookError when one is left out without a reason."""
    open_ones = {action.id: action for action in of(session, worksheet) if action.is_open}
    asked = list(wanted)
    if set(open_ones) - {one.action_id for one in asked}:
        raise BookError(
            "An action that was promised is dropped with a reason. Nothing was saved. "
            "Write it again, and drop it where the plan shows it."
        )
    for one in asked:
        known = open_ones.get(one.action_id) if one.action_id is not None else None
        if known is None:
            add(session, worksheet, one.what, one.due_on)
        else:
            known.what = _checked(one.what)
            if known.due_on != one.due_on:
                known.move(_ahead(session, one.due_on))


def do(session: Session, action_id: UUID) -> PlanAction:
    """It is done."""
    action = session.load(PlanAction, action_id)
    action.do(session.now)
    return action


def move(session: Session, action_id: UUID, due_on: date) -> PlanAction:
    """Another day for it; BookError for one that is over."""
    action = session.load(PlanAction, action_id)
    action.move(_ahead(session, due_on))
    return action


def drop(session: Session, action_id: UUID, reason: str) -> PlanAction:
    """It will not be done; BookError without a reason."""
    action = session.load(PlanAction, action_id)
    action.drop(session.now, reason)
    return action


def drop_open(session: Session, goal: Goal, reason: str) -> None:
    """None of what is still open for a goal will be done, for one reason."""
    for action in of(session, goal):
        if action.is_open:
            action.drop(session.now, reason)


def take_up(session: Session, goal: Goal, reason: str, on: date) -> None:
    """What was dropped on a day for this reason is to be done after all."""
    calendar = businesses.calendar(session)
    for action in of(session, goal):
        if action.dropped_at is not None and action.reason == reason and calendar.local_day(action.dropped_at) == on:
            action.take_up()


def remove_all(session: Session, owner: Goal | Worksheet) -> None:
    """A worksheet or goal is taken out of the plan, and its actions with it."""
    for action in of(session, owner):
        session.delete(action)
    session.flush()


def _checked(what: str) -> str:
    told = " ".join(what.split())
    if not told:
        raise BookError("What is to be done? Nothing was saved. A few words are enough.")
    if len(told) > LONGEST:
        raise BookError(f"An action has at most {LONGEST} characters. Nothing was saved. Shorten it.")
    return told


def _ahead(session: Session, day: date) -> date:
    if day < businesses.today(session):
        raise BookError("The day of an action is over already. Nothing was saved. Choose one that is still to come.")
    return day
