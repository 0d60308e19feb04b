"""What the owner of the sample does of an evening: plans the year, and looks the answers over."""

from datetime import date
from typing import Any

from tradesman.book.plan import Figure, WorksheetKind
from tradesman.book.store import Session
from tradesman.sample.almanac import Almanac
from tradesman.sample.world import Act, Data, World, load
from tradesman.services import answers, plan_actions, plans, worksheets
from tradesman.services.plan_actions import Wanted

_EVENING = "18:30"
_NOT_YET = 2  # answers that nobody has looked over for a year


def acts(world: World) -> list[Act]:
    """Everything that was planned or looked over, each in the evening of its day."""
    data, almanac = load("plan"), world.almanac
    told = [_act(almanac, day, "Why", plans.add_why, words, Figure(figure)) for words, figure, day in data["whys"]]
    looked_over = _act(almanac, data["answers_on"], "Answers looked over", _look_over, world)
    return [*told, _goal(almanac, data["goal"]), _swot(almanac, data["swot"]), looked_over]


def _look_over(session: Session, world: World) -> None:
    for answer_id in world.answers[:-_NOT_YET]:
        answers.still_right(session, answer_id)


def _act(almanac: Almanac, day: int, label: str, deed: Any, *args: Any, **fields: Any) -> Act:
    at = almanac.at(almanac.day(day), _EVENING)
    return Act(at, label, lambda session: deed(session, *args, **fields))


def _goal(almanac: Almanac, said: Data) -> Act:
    by_on = date(almanac.today.year, 12, 31)

    def tell(session: Session) -> None:
        goal = plans.set_goal(
            session,
            said["words"],
            by_on,
            figure=Figure(said["figure"]),
            target=said["target"],
            review_on=min(almanac.day(said["review_on"]), by_on),
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
