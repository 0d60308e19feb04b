"""What of the plan is due, among the rows of Today: actions to tick off, goals and worksheets to look at again."""

from collections.abc import Sequence
from datetime import timedelta

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from tradesman.services import plan_actions, plan_days, plans
from tradesman.services.plan_days import Due, DueRow
from tradesman.ui import format as say
from tradesman.ui.desk import Desk
from tradesman.ui.theme import Theme
from tradesman.ui.widgets.action_list import ActionGroup
from tradesman.ui.widgets.action_row import Action

_ICONS = {Due.ACTION: "list-checks", Due.GOAL: "flag", Due.WORKSHEET: "table"}


class PlanToday(QObject):
    """Knows its rows by their keys; what is not of the plan it leaves to the page."""

    page_asked = Signal(str, object)

    def __init__(self, desk: Desk, theme: Theme, page: QWidget) -> None:
        super().__init__(page)
        self._desk, self._theme, self._page = desk, theme, page
        self._rows: dict[str, DueRow] = {}

    def groups(self, rows: Sequence[DueRow]) -> list[ActionGroup]:
        """The rows under their heading; nothing where nothing is due."""
        self._rows = {f"plan-{row.due}-{row.id}": row for row in rows}
        actions = tuple(self._action(key, row) for key, row in self._rows.items())
        return [ActionGroup(self.tr("The plan"), str(len(actions)), actions)] if actions else []

    def holds(self, key: str) -> bool:
        """Whether a row is one of the plan."""
        return key in self._rows

    def act(self, key: str) -> bool:
        """Does what a row asks for; False when it is not of the plan."""
        row = self._rows.get(key)
        if row is None:
            return False
        if row.is_action:
            self._desk.do(plan_actions.do, row.id, label=self.tr("Action done"))
        elif row.due == Due.GOAL:
            from tradesman.ui.dialogs.goal_dialog import GoalDialog  # the list comes first

            goal = self._desk.ask(plans.goal_row, row.id).goal
            GoalDialog(self._page.window(), self._desk, self._theme, goal)
        else:
            from tradesman.ui.dialogs.worksheet_dialog import open_worksheet  # the list comes first

            open_worksheet(self._page.window(), self._desk, self._theme, row.id)
        return True

    def more(self, key: str, button: QWidget) -> bool:
        """Shows what else can be done with a row; False when it is not of the plan."""
        row = self._rows.get(key)
        if row is None:
            return False
        from tradesman.ui.parts.plan_lines import action_choices, pop_up  # the list comes first

        window = self._page.window()
        if row.is_action:
            choices = action_choices(window, self._desk, self._theme, row.id, row.what)
        else:
            choices = [
                ("review_week", self.tr("In a week"), "alarm-clock", lambda: self._put_off(row, 7)),
                ("review_month", self.tr("In four weeks"), "alarm-clock", lambda: self._put_off(row, 28)),
                ("review_never", self.tr("Do not ask again"), "x", lambda: self._put_off(row, None)),
            ]
        choices.append(("open_plan", self.tr("Open the plan"), "flag", lambda: self.page_asked.emit("plan", None)))
        pop_up(self._theme, button, "plan_menu", choices)
        return True

    def open_plan(self, key: str) -> bool:
        """Goes to the plan from one of its rows; False when it is not of the plan."""
        if not self.holds(key):
            return False
        self.page_asked.emit("plan", None)
        return True

    def _put_off(self, row: DueRow, days: int | None) -> None:
        on = self._desk.today() + timedelta(days=days) if days is not None else None
        when = say.day(on, self._desk.today()) if on is not None else ""
        label = self.tr("Review put off until {0}").format(when) if on is not None else self.tr("No review any more")
        self._desk.do(plan_days.put_off_review, row.due, row.id, on, label=label)

    def _action(self, key: str, row: DueRow) -> Action:
        today = self._desk.today()
        late = row.due_on < today
        when = say.capital(say.day(row.due_on, today))
        if late:
            words = self.tr("Late since {0}") if row.is_action else self.tr("Since {0}")
            when = words.format(say.day(row.due_on, today))
        main = self.tr("Done") if row.is_action else self.tr("Review")
        purpose = {
            Due.ACTION: self.tr("You promised yourself"),
            Due.GOAL: self.tr("Look at the goal again"),
            Due.WORKSHEET: self.tr("Look at the worksheet again"),
        }[row.due]
        does = self.tr("note it as done") if row.is_action else self.tr("review it")
        spoken = ", ".join(part for part in (row.what, purpose, row.of, when) if part)
        return Action(
            key=key,
            icon=_ICONS[row.due],
            name=row.what,
            purpose=purpose,
            second=row.of,
            when=when,
            when_second="",
            main_words=main,
            main_icon="check" if row.is_action else "eye",
            sentence=self.tr("{0}. Enter to {1}.").format(spoken, does),
            tone="danger" if late and row.is_action else "neutral",
        )
