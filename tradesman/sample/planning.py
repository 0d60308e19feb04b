"""What the owner of the sample plans: two whys, a goal, and a worksheet that ended in two actions."""

from datetime import date
from typing import Any

from tradesman.book.plan import Figure, WorksheetKind
from tradesman.book.store import Session
from tradesman.sample.almanac import Almanac
from tradesman.sample.world import Act, Data, World, load
from tradesman.services import plan_actions, plans, worksheets
from tradesman.services.plan_actions import Wanted

_EVENING = "18:30"


def acts(world: World) -> list[Act]:
    """Everything that was planned, each in the evening of its day."""
    data, almanac = load("plan"), world.almanac
    told = [_act(almanac, day, "Why", plans.add_why, words, Figure(figure)) for words, figure, day in data["whys"]]
    return [*told, _goal(almanac, data["goal"]), _swot(almanac, data["swot"])]


def _act(almanac: Almanac, day: int, label: str, deed: Any, *args: Any, **fields: Any) -> Act:
    at = almanac.at(almanac.day(day), _EVENING)
    return Act(at, label, lambda session: deed(session, *args, **fields))


def _goal(almanac: Almanac, said: Data) -> Act:
    def tell(session: Session) -> None:
        goal = plans.set_goal(
            session,
            said["words"],
            date(almanac.today.year, 12, 31),
            figure=Figure(said["figure"]),
            target=said["target"],
            review_on=almanac.day(said["review_on"]),
            checks=said["checks"],
        )
        for what, day in said["actions"]:
            plan_actions.add(session, goal, what, almanac.day(day))

    return Act(almanac.at(almanac.day(said["set_on"]), _EVENING), "Goal", tell)


def _swot(almanac: Almanac, said: Data) -> Act:
    return _act(
        almanac,
        said["made_on"],
        "Worksheet",
        worksheets.add,
        WorksheetKind.SWOT,
        said["title"],
        said["cells"],
        review_on=almanac.day(said["review_on"]),
        actions=[Wanted(what, almanac.day(day)) for what, day in said["actions"]],
    )
