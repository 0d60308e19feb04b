"""The guarantee after a missed finish: what the customer gets, or why it does not apply."""

from typing import Any

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from tradesman.services import promises
from tradesman.services.promises import Teeth
from tradesman.ui.desk import Desk
from tradesman.ui.dialogs.step_dialog import StepDialog
from tradesman.ui.theme import Theme
from tradesman.ui.widgets.form import Field


def _tr(text: str) -> str:
    return QCoreApplication.translate("TeethDialog", text)


class TeethDialog(StepDialog):
    """Nothing falls due before the owner confirms; then it is a promise like any other."""

    def __init__(self, window: QWidget, desk: Desk, theme: Theme, teeth: Teeth, first_name: str) -> None:
        ways = (("give", _tr("I stand by it")), ("waive", _tr("It does not apply")))
        fields = [
            Field("how", _tr("The finish was missed"), "segment", choices=ways, default="give"),
            Field("words", _tr("What {0} gets").format(first_name), "text"),
            Field("reason", _tr("Why does it not apply?")),
        ]
        title = teeth.guarantee or _tr("The guarantee")
        super().__init__(window, desk, theme, title, fields, _tr("Keep"), name="teeth")
        self._teeth = teeth
        self.set_values({"words": teeth.words})
        self.form.changed.connect(self._show_way)
        self._show_way()
        self.ask(self._settle)

    def _show_way(self) -> None:
        gives = self.values()["how"] == "give"
        self.form.box("words").setVisible(gives)
        self.form.box("reason").setVisible(not gives)

    def _settle(self, values: dict[str, Any]) -> Any:
        promise_id = self._teeth.promise_id
        if values["how"] == "give":
            return self.do(promises.give_teeth, promise_id, values["words"], label=_tr("The guarantee is kept"))
        label = _tr("The guarantee does not apply")
        return self.do(promises.waive_teeth, promise_id, values["reason"], label=label)
