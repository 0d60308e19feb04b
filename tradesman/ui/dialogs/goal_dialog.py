"""The sheets of a goal: what the year shall bring, and how it ended."""

from datetime import date
from functools import partial
from typing import Any

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from tradesman.book.clock import add_months
from tradesman.book.plan import Figure, Goal
from tradesman.services import businesses, plan_figures, plans
from tradesman.services.plans import CHECKS
from tradesman.ui import format as say
from tradesman.ui.desk import Desk
from tradesman.ui.dialogs.step_dialog import StepDialog
from tradesman.ui.parts import plan_words
from tradesman.ui.theme import Theme
from tradesman.ui.widgets.form import Field
from tradesman.ui.widgets.labels import Label

_AGAIN = 3  # months after which a goal is looked at again, unless said
_STAY, _DROP = "stay", "drop"  # what becomes of the open actions of a goal that is reached
_LAST_MONTHS = 10  # from this month on the year that is meant is the next


def _tr(text: str) -> str:
    return QCoreApplication.translate("GoalDialog", text)


def next_review(today: date) -> date:
    """The day that is offered to look at something again."""
    return add_months(today, _AGAIN)


class GoalDialog(StepDialog):
    """Words, figure and target, the day, and five questions to tick; the target stands beside the present value."""

    def __init__(self, window: QWidget, desk: Desk, theme: Theme, goal: Goal | None = None) -> None:
        self._goal, self._today = goal, desk.today()
        self._currency = desk.ask(businesses.current).currency
        title = _tr("Add a goal") if goal is None else _tr("Change the goal")
        main = _tr("Add the goal") if goal is None else _tr("Save")
        super().__init__(window, desk, theme, title, self._fields(), main, name="goal")
        if goal is not None:
            self._show_goal(goal)
        else:
            year = self._today.year + (self._today.month >= _LAST_MONTHS)
            self.set_values({"by_on": date(year, 12, 31), "review_on": next_review(self._today)})
        self.form.box("figure").editor.changed.connect(self._show_present)
        self._show_present()
        self.ask(self._keep)

    def _fields(self) -> list[Field]:
        kept = self._goal
        passed = partial(say.past_fault, today=self._today)
        ticks = [plan_words.check(key) for key in CHECKS]
        return [
            Field("words", _tr("What shall the year bring?"), required=True),
            Field(
                "figure",
                _tr("Measured by"),
                "choice",
                half=True,
                choices=((None, _tr("No figure")), *plan_words.figures()),
            ),
            Field("target", _tr("Target"), half=True),
            Field(
                "by_on",
                _tr("By"),
                "date",
                required=True,
                half=True,
                check=partial(passed, kept=kept.by_on if kept else None),
            ),
            Field(
                "review_on",
                _tr("Look at it again on"),
                "date",
                half=True,
                check=partial(passed, kept=kept.review_on if kept else None),
            ),
            *(
                Field(f"is_{key}", f"{name}. {question}", "check")
                for key, (name, question) in zip(CHECKS, ticks, strict=True)
            ),
        ]

    def _show_goal(self, goal: Goal) -> None:
        due = goal.review_on is not None and goal.review_on <= self._today
        target = ""
        if goal.figure is not None and goal.target is not None:
            target = plan_words.shown_target(goal.figure, goal.target, self._currency)
        self.set_values(
            {
                "words": goal.words,
                "figure": goal.figure,
                "target": target,
                "by_on": goal.by_on,
                "review_on": self._next_review(goal) if due else goal.review_on,
                **{f"is_{key}": key in goal.checks for key in CHECKS},
            }
        )
        if due:
            words = _tr("Is it still right? What is next? Saved, it comes back on the day below.")
            self.body.insertWidget(0, Label(words, self._theme, "small", "ink_2", wrap=True, name="goal_review"))

    def _next_review(self, goal: Goal) -> date:
        """The day that is offered next, no later than the goal's own unless that is over."""
        offered = next_review(self._today)
        return min(offered, goal.by_on) if goal.by_on > self._today else offered

    def _show_present(self) -> None:
        """What the figure is now stands beside the target; without a figure there is none."""
        figure: Figure | None = self.form.values()["figure"]
        box = self.form.box("target")
        box.setVisible(figure is not None)
        if figure is None:
            return
        reading = self.desk.ask(plan_figures.up_to, figure, self._today)
        box.set_help(_tr("Last 90 days: {0}").format(plan_words.value(reading, self._currency)))

    def _keep(self, values: dict[str, Any]) -> Any:
        figure, target = values["figure"], None
        if figure is not None:
            try:
                target = plan_words.read_target(values["target"], figure, self._currency)
            except ValueError as error:
                self.form.set_error("target", str(error))
                return None
        fields = {
            "figure": figure,
            "target": target,
            "review_on": values["review_on"],
            "checks": [key for key in CHECKS if values[f"is_{key}"]],
        }
        words, by_on = values["words"], values["by_on"]
        if self._goal is None:
            return self.do(plans.set_goal, words, by_on, label=_tr("Goal added"), **fields)
        return self.do(plans.change_goal, self._goal.id, words, by_on, label=_tr("Goal changed"), **fields)


class GoalReachedDialog(StepDialog):
    """It is reached; what made it so is worth a line, and what is still open for it stays or goes."""

    def __init__(self, window: QWidget, desk: Desk, theme: Theme, goal: Goal) -> None:
        number = len(desk.ask(plans.goal_row, goal.id).open_actions)
        fields = [Field("words", _tr("What made it work?"), "text")]
        if number:
            choices = (_STAY, _tr("Keep on the plan")), (_DROP, _tr("Drop"))
            fields.append(Field("open", plan_words.still_open(number), "segment", choices=choices, default=_STAY))
        super().__init__(window, desk, theme, _tr("Goal reached"), fields, _tr("Reached"), name="goal_reached")
        self._goal = goal
        self.body.insertWidget(0, Label(goal.words, theme, "strong", wrap=True))
        self.ask(self._keep)

    def _keep(self, values: dict[str, Any]) -> Any:
        drops = values.get("open") == _DROP
        return self.do(plans.reach, self._goal.id, values["words"], drop_actions=drops, label=_tr("Goal reached"))


class GoalDroppedDialog(StepDialog):
    """It is given up, for a reason."""

    def __init__(self, window: QWidget, desk: Desk, theme: Theme, goal: Goal) -> None:
        why = _tr("Its open actions are dropped with it, for the same reason.")
        fields = [Field("words", _tr("Why is it dropped?"), "text", required=True, help=why)]
        super().__init__(window, desk, theme, _tr("Drop the goal"), fields, _tr("Drop it"), name="goal_dropped")
        self.body.insertWidget(0, Label(goal.words, theme, "strong", wrap=True))
        self.ask(lambda values: self.do(plans.drop_goal, goal.id, values["words"], label=_tr("Goal dropped")))
