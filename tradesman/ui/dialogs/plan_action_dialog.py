"""The sheets of an action of the plan: promised by a day, moved to another, or dropped with a reason."""

from functools import partial
from uuid import UUID

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from tradesman.book.plan import Goal
from tradesman.services import plan_actions
from tradesman.ui import format as say
from tradesman.ui.desk import Desk
from tradesman.ui.dialogs.step_dialog import StepDialog
from tradesman.ui.theme import Theme
from tradesman.ui.widgets.form import Field
from tradesman.ui.widgets.labels import Label


def _tr(text: str) -> str:
    return QCoreApplication.translate("PlanActionDialog", text)


class PlanActionDialog(StepDialog):
    """Another action for a goal."""

    def __init__(self, window: QWidget, desk: Desk, theme: Theme, goal: Goal) -> None:
        fields = [
            Field("what", _tr("What will you do?"), required=True),
            Field(
                "due_on",
                _tr("By"),
                "date",
                required=True,
                help=_tr("It stands on Today from the working day before, as a promise does."),
                check=partial(say.past_fault, today=desk.today()),
            ),
        ]
        super().__init__(window, desk, theme, _tr("Add an action"), fields, _tr("Add"), name="plan_action")
        self.body.insertWidget(0, Label(goal.words, theme, "strong", wrap=True))
        label = _tr("Action added")
        self.ask(
            lambda values: self.do(plan_actions.add_to_goal, goal.id, values["what"], values["due_on"], label=label)
        )


class PlanActionDayDialog(StepDialog):
    """Another day for it."""

    def __init__(self, window: QWidget, desk: Desk, theme: Theme, action_id: UUID, what: str) -> None:
        passed = partial(say.past_fault, today=desk.today())
        fields = [Field("day", _tr("New day"), "date", required=True, check=passed)]
        super().__init__(window, desk, theme, _tr("Another day"), fields, _tr("Move it"), name="plan_action_day")
        self.body.insertWidget(0, Label(what, theme, "strong", wrap=True))
        label = _tr("Action moved")
        self.ask(lambda values: self.do(plan_actions.move, action_id, values["day"], label=label))


class PlanActionDroppedDialog(StepDialog):
    """It will not be done, for a reason."""

    def __init__(self, window: QWidget, desk: Desk, theme: Theme, action_id: UUID, what: str) -> None:
        fields = [Field("reason", _tr("Why not?"), required=True)]
        title = _tr("This will not be done")
        super().__init__(window, desk, theme, title, fields, _tr("Drop it"), name="plan_action_dropped")
        self.body.insertWidget(0, Label(what, theme, "strong", wrap=True))
        label = _tr("Action dropped")
        self.ask(lambda values: self.do(plan_actions.drop, action_id, values["reason"], label=label))
