"""The plan as one sheet: everything that stands on the page and on its paper."""

from dataclasses import dataclass

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

    @property
    def actions(self) -> list[PlanAction]:
        """What is done for the goals that hold and what follows from the worksheets, by the day."""
        goals = [action for row in self.goals for action in row.actions]
        sheets = [action for row in self.sheets for action in row.actions]
        return sorted([*goals, *sheets], key=lambda action: (action.due_on, action.id.int))


def sheet(session: Session) -> PlanSheet:
    """The plan as it is now."""
    return PlanSheet(
        currency=businesses.current(session).currency,
        whys=tuple(plans.why_rows(session)),
        goals=tuple(plans.goals(session)),
        past=tuple(plans.past_goals(session)),
        sheets=tuple(worksheets.rows(session)),
    )
