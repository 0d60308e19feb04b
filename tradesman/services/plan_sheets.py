"""The plan as one sheet: everything that stands on the page, and what of it is of one year."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, tzinfo

from tradesman.book.plan import PlanAction
from tradesman.book.store import Session
from tradesman.services import businesses, plans, worksheets
from tradesman.services.plans import GoalRow, WhyRow
from tradesman.services.worksheets import SheetRow


@dataclass(frozen=True)
class PlanSheet:
    """Whys, goals and worksheets, and the goals that are settled; `currency` is that of the amounts."""

    currency: str
    whys: tuple[WhyRow, ...]
    goals: tuple[GoalRow, ...]
    past: tuple[GoalRow, ...]
    sheets: tuple[SheetRow, ...]

    @property
    def is_empty(self) -> bool:
        """Whether nothing is planned yet."""
        return not (self.whys or self.goals or self.past or self.sheets)


@dataclass(frozen=True)
class YearOfPlan:
    """What stands on the paper of a year: actions by their day, the goals settled in it, the newest of each form."""

    actions: tuple[PlanAction, ...]
    settled: tuple[GoalRow, ...]
    sheets: tuple[SheetRow, ...]


def of_year(plan: PlanSheet, today: date, zone: tzinfo) -> YearOfPlan:
    """What is open whenever it was begun, and what was done, dropped or settled in the year with today in it."""

    def this_year(at: datetime | None) -> bool:
        return at is not None and at.astimezone(zone).year == today.year

    held = _actions((*plan.goals, *plan.sheets))
    shown = [one for one in held if one.is_open or this_year(one.done_at) or this_year(one.dropped_at)]
    shown += [action for row in plan.past for action in row.open_actions]
    newest = {row.worksheet.kind: row for row in reversed(plan.sheets)}
    return YearOfPlan(
        actions=tuple(sorted(shown, key=lambda action: (action.due_on, action.id.int))),
        settled=tuple(row for row in plan.past if plans.ended_on(row.goal).year == today.year),
        sheets=tuple(row for row in plan.sheets if newest[row.worksheet.kind] is row),
    )


def _actions(rows: Iterable[GoalRow | SheetRow]) -> Iterator[PlanAction]:
    return (action for row in rows for action in row.actions)


def sheet(session: Session) -> PlanSheet:
    """The plan as it is now."""
    return PlanSheet(
        currency=businesses.current(session).currency,
        whys=tuple(plans.why_rows(session)),
        goals=tuple(plans.goals(session)),
        past=tuple(plans.past_goals(session)),
        sheets=tuple(worksheets.rows(session)),
    )
