"""Small steps of a job: how it was paid, why it rests, why it ends without the work."""

from typing import Any

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from tradesman.services import jobs
from tradesman.services.job_sheets import JobSheet
from tradesman.ui.desk import Desk
from tradesman.ui.dialogs.step_dialog import StepDialog
from tradesman.ui.theme import Theme
from tradesman.ui.widgets.form import Field


def _tr(text: str) -> str:
    return QCoreApplication.translate("JobStateDialog", text)


class PaidDialog(StepDialog):
    """Notes how a job was paid."""

    def __init__(self, window: QWidget, desk: Desk, theme: Theme, sheet: JobSheet) -> None:
        ways = tuple((way, way) for way in (_tr("Transfer"), _tr("Card"), _tr("Cash")))
        fields = [Field("how", _tr("How was it paid?"), "segment", required=True, choices=ways)]
        super().__init__(window, desk, theme, _tr("Paid"), fields, _tr("Note as paid"), name="paid")
        self.ask(lambda values: self.do(jobs.note_paid, sheet.job.id, values["how"], label=_tr("Paid, noted")))


class PauseDialog(StepDialog):
    """Interrupts a job for a reason."""

    def __init__(self, window: QWidget, desk: Desk, theme: Theme, sheet: JobSheet) -> None:
        fields = [Field("reason", _tr("Why does the work stop?"), required=True)]
        super().__init__(window, desk, theme, _tr("Pause the work"), fields, _tr("Pause"), name="pause_job")
        self.ask(lambda values: self.do(jobs.pause, sheet.job.id, values["reason"], label=_tr("Work paused")))


class CallOffDialog(StepDialog):
    """Ends a job without the work."""

    def __init__(self, window: QWidget, desk: Desk, theme: Theme, sheet: JobSheet) -> None:
        ways = (("cancel", _tr("Called off")), ("withdraw", _tr("Withdrawn, as the law allows")))
        fields = [
            Field("how", _tr("What happened?"), "segment", choices=ways, default="cancel"),
            Field("reason", _tr("Why?"), required=True),
        ]
        super().__init__(window, desk, theme, _tr("Call off the job"), fields, _tr("Call off"), name="call_off")

        def call_off(values: dict[str, Any]) -> Any:
            deed = jobs.withdraw if values["how"] == "withdraw" else jobs.cancel
            return self.do(deed, sheet.job.id, values["reason"], label=_tr("Job called off"))

        self.ask(call_off)
