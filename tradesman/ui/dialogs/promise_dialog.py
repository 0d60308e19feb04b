"""Something said to a customer that has a day, or that the customer said."""

from typing import Any

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from tradesman.services import promises
from tradesman.services.job_sheets import JobSheet
from tradesman.ui.desk import Desk
from tradesman.ui.dialogs.step_dialog import StepDialog
from tradesman.ui.theme import Theme
from tradesman.ui.widgets.form import Field


def _tr(text: str) -> str:
    return QCoreApplication.translate("PromiseDialog", text)


def _fields(customer: str) -> list[Field]:
    return [
        Field(
            "whose",
            _tr("Who promises?"),
            "segment",
            choices=(("mine", _tr("I do")), ("theirs", customer)),
            default="mine",
        ),
        Field("words", _tr("What?"), required=True),
        Field("due_on", _tr("By which day?"), "date", required=True, half=True),
        Field("at", _tr("At what time?"), "time", half=True),
    ]


class PromiseDialog(StepDialog):
    """A new promise of a job; mine shows in Today when its day comes."""

    def __init__(self, window: QWidget, desk: Desk, theme: Theme, sheet: JobSheet) -> None:
        self._sheet = sheet
        fields = _fields(sheet.first_name)
        super().__init__(window, desk, theme, _tr("New promise"), fields, _tr("Promise"), name="promise")
        self.ask(self._promise)

    def _promise(self, values: dict[str, Any]) -> Any:
        return self.do(
            promises.make,
            self._sheet.customer_id,
            values["words"],
            values["due_on"],
            job_id=self._sheet.job.id,
            due_at_time=values["at"],
            mine=values["whose"] == "mine",
            label=_tr("Promise noted"),
        )
