"""Small steps of a job: how it was paid, why it rests, why it ends without the work."""

from functools import partial
from types import MappingProxyType
from typing import Any

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from tradesman.documents import drafts
from tradesman.services import jobs, loose_ends, overviews
from tradesman.services.job_sheets import JobSheet
from tradesman.services.loose_ends import LooseEnds
from tradesman.services.messages import Occasion
from tradesman.ui import format as said
from tradesman.ui import reach
from tradesman.ui.desk import Desk
from tradesman.ui.dialogs.message_dialog import MessageDialog
from tradesman.ui.dialogs.step_dialog import StepDialog
from tradesman.ui.theme import Theme
from tradesman.ui.widgets.buttons import Button
from tradesman.ui.widgets.form import Field
from tradesman.ui.widgets.labels import Label

_NOTHING: drafts.Given = MappingProxyType({})


def _tr(text: str) -> str:
    return QCoreApplication.translate("JobStateDialog", text)


class PaidDialog(StepDialog):
    """Notes how a job was paid."""

    def __init__(self, window: QWidget, desk: Desk, theme: Theme, sheet: JobSheet) -> None:
        ways = tuple((way, way) for way in (_tr("Transfer"), _tr("Card"), _tr("Cash")))
        fields = [Field("how", _tr("How was it paid?"), "segment", required=True, choices=ways)]
        super().__init__(window, desk, theme, _tr("Paid"), fields, _tr("Note as paid"), name="paid")
        self.ask(lambda values: self.do(jobs.note_paid, sheet.job.id, values["how"], label=_tr("Paid, noted")))


class _Telling:
    """The second button of a sheet: it does what the main one does, and opens the message that tells the customer."""

    def __init__(self, dialog: StepDialog, theme: Theme, sheet: JobSheet, words: str, occasion: Occasion) -> None:
        self._dialog, self._theme, self._sheet, self._occasion = dialog, theme, sheet, occasion
        self._asked = False
        self.given: drafts.Given = _NOTHING
        customer = dialog.desk.ask(overviews.of_customer, sheet.customer_id, with_due=False).customer
        button = Button(words, theme, icon="mail", name="and_write")
        button.clicked.connect(self._on_clicked)
        dialog.footer.insertWidget(dialog.footer.count() - 1, button)
        button.setVisible(reach.can_write(customer))

    def _on_clicked(self) -> None:
        self._asked = True
        self._dialog.accepted.emit()
        self._asked = False

    def write(self, window: QWidget) -> None:
        """Opens the message, where it was asked for; nothing is sent."""
        if self._asked:
            about: dict[str, Any] = {"subject_id": self._sheet.job.id, "given": self.given}
            place = (window, self._dialog.desk, self._theme, self._sheet.customer_id, self._occasion)
            MessageDialog(*place, **about).open()


class PauseDialog(StepDialog):
    """Interrupts a job: why, until when if that is known, and what the customer is told."""

    def __init__(self, window: QWidget, desk: Desk, theme: Theme, sheet: JobSheet) -> None:
        again = _tr("Leave it empty if nobody knows. Then you are reminded in a week.")
        fields = [
            Field("reason", _tr("Why does the work stop?"), required=True),
            Field("until_on", _tr("Until when?"), "date", help=again),
        ]
        super().__init__(window, desk, theme, _tr("Pause the work"), fields, _tr("Pause"), name="pause_job")
        self._job_id = sheet.job.id
        follows = _tr("When its day comes, Today says so. The days of the plan stay until you move them.")
        self.body.addWidget(Label(follows, theme, "small", "ink_2", wrap=True))
        words = _tr("Pause and write to {0}").format(sheet.first_name)
        self._telling = _Telling(self, theme, sheet, words, Occasion.JOB_RESTS)
        self.ask(self._pause, lambda _job: self._telling.write(window))

    def _pause(self, values: dict[str, Any]) -> Any:
        reason, until_on = values["reason"].rstrip("."), values["until_on"]
        self._telling.given = {"rests": reason}
        if until_on is not None:
            self._telling.given = {"rests": partial(drafts.until_day, reason, until_on)}
            reason = _tr("{0}, until {1}").format(reason, said.plain_day(until_on, self.desk.today()))
        return self.do(jobs.rest, self._job_id, reason, until_on, label=_tr("Work paused"))


class CallOffDialog(StepDialog):
    """Ends a job without the work, and says what is closed with it and what is still to be settled."""

    def __init__(self, window: QWidget, desk: Desk, theme: Theme, sheet: JobSheet) -> None:
        ways = (("cancel", _tr("Called off")), ("withdraw", _tr("Withdrawn, as the law allows")))
        fields = [
            Field("how", _tr("What happened?"), "segment", choices=ways, default="cancel"),
            Field("reason", _tr("Why?"), required=True),
        ]
        super().__init__(window, desk, theme, _tr("Call off the job"), fields, _tr("Call off"), name="call_off")
        self._sheet = sheet
        self._ends = desk.ask(loose_ends.of, sheet.job.id)
        self._law = Label("", theme, "small strong", wrap=True, name="call_off_law")
        self.body.insertWidget(0, self._law)
        for number, words in enumerate(_follows(self._ends, sheet)):
            self.body.addWidget(Label(words, theme, "small", "ink_2", wrap=True, name=f"call_off_follows_{number}"))
        words = _tr("Call off and write to {0}").format(sheet.first_name)
        telling = _Telling(self, theme, sheet, words, Occasion.JOB_OFF)
        self.form.changed.connect(self._show_law)
        self._show_law()
        self.ask(self._call_off, lambda _job: telling.write(window))

    def _show_law(self) -> None:
        words, tone = _in_time(self._ends, self._sheet)
        self._law.setText(words)
        self._law.set_tone(tone)
        self._law.setVisible(self.values()["how"] == "withdraw")

    def _call_off(self, values: dict[str, Any]) -> Any:
        withdrawn = values["how"] == "withdraw"
        deed, label = (jobs.withdraw, _tr("Order withdrawn")) if withdrawn else (jobs.cancel, _tr("Job called off"))
        return self.do(deed, self._sheet.job.id, values["reason"], label=label)


def _in_time(ends: LooseEnds, sheet: JobSheet) -> tuple[str, str]:
    """Whether the law allows it still, and its tone."""
    if ends.withdraw_until_on is None:
        return _tr("No time to withdraw is noted for this job."), "ink_2"
    until = said.day(ends.withdraw_until_on, sheet.today)
    if ends.in_time:
        return _tr("In time: {0} may withdraw until {1}.").format(sheet.first_name, until), "good"
    return _tr("The time to withdraw ended {0}. Agree how this ends, or call it off.").format(until), "warn"


def _follows(ends: LooseEnds, sheet: JobSheet) -> list[str]:
    """What is closed with the job, and what is left to settle, each in a sentence."""
    closed = [
        _count(ends.followups, _tr("1 follow-up"), _tr("{0} follow-ups")),
        _count(ends.promises, _tr("1 promise"), _tr("{0} promises")),
    ]
    told = []
    if any(closed):
        told.append(_tr("Closed with it: {0}.").format(", ".join(filter(None, closed))))
    if ends.ordered:
        told.append(_tr("Ordered and not here: {0}. Tell the supplier.").format(", ".join(ends.ordered)))
    if ends.deposit_minor:
        deposit = said.money(ends.deposit_minor, sheet.currency)
        words = _tr("Quote {0} asks for a deposit of {1}. If {2} has paid it, say what becomes of it.")
        told.append(words.format(ends.quote_number, deposit, sheet.first_name))
    if ends.cost_minor > 0:
        told.append(_tr("It has cost you {0} so far.").format(said.money(ends.cost_minor, sheet.currency)))
    return told


def _count(number: int, one: str, many: str) -> str:
    return "" if not number else one if number == 1 else many.format(number)
