"""Signs a job off: on which day, with whom, and why not everything is ticked."""

from typing import Any

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from tradesman.services import job_sheets, jobs
from tradesman.services.job_sheets import JobSheet
from tradesman.ui import format as said
from tradesman.ui.desk import Desk
from tradesman.ui.dialogs.step_dialog import StepDialog
from tradesman.ui.theme import Theme
from tradesman.ui.widgets.form import Field
from tradesman.ui.widgets.labels import LeadLabel


def _tr(text: str) -> str:
    return QCoreApplication.translate("SignOffDialog", text)


def _fields() -> list[Field]:
    return [
        Field("on", _tr("Done on"), "date", required=True, half=True, past=True),
        Field("who", _tr("Who signs it off?"), half=True),
        Field("because", _tr("Why is not everything ticked?"), required=True),
        Field("looked_round", _tr("Looked round, found nothing"), "check"),
    ]


class SignOffDialog(StepDialog):
    """What is not ticked is listed and needs a reason; the follow-ups start by themselves."""

    def __init__(self, window: QWidget, desk: Desk, theme: Theme, sheet: JobSheet) -> None:
        self._job_id, self._agreed_on, self._today = sheet.job.id, sheet.job.agreed_on, sheet.today
        super().__init__(window, desk, theme, _tr("Sign off"), _fields(), _tr("Sign off"), name="sign_off")
        self.set_values({"on": sheet.today, "who": sheet.customer})
        left = sheet.job.unfinished()
        self.form.box("because").setVisible(bool(left))
        self.form.box("looked_round").setVisible(not sheet.findings and not sheet.job.looked_round)
        if left:
            lead = _tr("Not ticked yet:")
            self.body.insertWidget(0, LeadLabel(lead, "; ".join(left), theme, lead_tone="warn", name="sign_off_left"))
        self.ask(self._sign_off, doubt=self._doubt_of)

    def _doubt_of(self, values: dict[str, Any]) -> str:
        """An emergency may be done before anything is agreed; otherwise such a day is a slip."""
        if values["on"] >= self._agreed_on:
            return ""
        words = _tr(
            "{0} lies before the job was agreed. Nothing was signed off yet. "
            "Correct it, or press the button again if it is right."
        )
        return words.format(said.capital(said.day(values["on"], self._today)))

    def _sign_off(self, values: dict[str, Any]) -> Any:
        return self.do(
            job_sheets.sign_off,
            self._job_id,
            values["on"],
            values["who"],
            forced_because=values["because"],
            looked_round=values["looked_round"],
            label=_tr("Job signed off"),
        )


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
