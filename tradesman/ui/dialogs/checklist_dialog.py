"""Checklists of the library: written, changed, and kept from a job."""

from typing import Any

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from tradesman.book.checklist import Checklist
from tradesman.services import checklists
from tradesman.services.job_sheets import JobSheet
from tradesman.ui.desk import Desk
from tradesman.ui.dialogs.step_dialog import StepDialog
from tradesman.ui.parts.step_lines import StepLines
from tradesman.ui.theme import Theme
from tradesman.ui.widgets.form import Field


def _tr(text: str) -> str:
    return QCoreApplication.translate("ChecklistDialog", text)


class ChecklistDialog(StepDialog):
    """A list for work of one kind; jobs that took it keep their copy."""

    def __init__(self, window: QWidget, desk: Desk, theme: Theme, checklist: Checklist | None = None) -> None:
        fields = [
            Field("name", _tr("Name"), required=True, half=True, placeholder=_tr("Roof")),
            Field("trade", _tr("Trade"), half=True, placeholder=_tr("Roofer")),
        ]
        title = _tr("Add checklist") if checklist is None else _tr("Change the checklist")
        main = _tr("Add checklist") if checklist is None else _tr("Save")
        super().__init__(window, desk, theme, title, fields, main, name="checklist")
        self._checklist = checklist
        steps = [(step["words"], step["wants_photo"]) for step in checklist.steps] if checklist is not None else ()
        self.lines = StepLines(theme, steps)
        self.body.addWidget(self.lines)
        if checklist is not None:
            self.set_values({"name": checklist.name, "trade": checklist.trade})
        self.ask(self._keep)

    def _keep(self, values: dict[str, Any]) -> Any:
        if not self.lines.check():
            return None
        name, trade, steps = values["name"], values["trade"], self.lines.value()
        if self._checklist is None:
            return self.do(checklists.add, name, steps, trade=trade, label=_tr("Checklist added"))
        fields = {"name": name, "trade": trade, "steps": steps}
        return self.do(checklists.change, self._checklist.id, label=_tr("Checklist changed"), **fields)


class KeepListDialog(StepDialog):
    """Keeps what a job's checklist says in the library, under a name."""

    def __init__(self, window: QWidget, desk: Desk, theme: Theme, sheet: JobSheet) -> None:
        fields = [
            Field("name", _tr("Name"), required=True, help=_tr("Under this name the next such job takes it.")),
        ]
        super().__init__(window, desk, theme, _tr("Keep as a list"), fields, _tr("Keep"), name="keep_list")
        self.set_values({"name": sheet.job.title})
        label = _tr("Kept in the library")
        self.ask(lambda values: self.do(checklists.keep, sheet.job.id, values["name"], label=label))
