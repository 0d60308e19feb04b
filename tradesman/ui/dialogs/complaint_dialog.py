"""The sheets of a complaint: how it was put right, and by when that is promised."""

from typing import Any
from uuid import UUID

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QVBoxLayout, QWidget

from tradesman.services import check_ins, complaints
from tradesman.services.complaints import Answer, OpenComplaint
from tradesman.ui import format as say
from tradesman.ui.desk import Desk
from tradesman.ui.parts.fact_words import on_day
from tradesman.ui.theme import Theme
from tradesman.ui.widgets.form import Field, FormDialog
from tradesman.ui.widgets.labels import Label


def _tr(text: str) -> str:
    return QCoreApplication.translate("complaint", text)


class ComplaintDialog(FormDialog):
    """A few words on how it was put right; from then on what it held back is due again."""

    def __init__(self, window: QWidget, desk: Desk, theme: Theme, complaint_id: UUID) -> None:
        found = desk.ask(complaints.sheet, complaint_id)
        how = Field("how", _tr("How was it put right?"), "text", required=True, lines=2)
        super().__init__(window, _tr("Put it right"), theme, [how], _tr("Note as put right"), name="complaint")
        self._desk, self._complaint_id = desk, complaint_id
        self.body.insertWidget(0, _About(desk, theme, found))
        self.submitted.connect(self._on_submitted)

    def _on_submitted(self, values: dict[str, Any]) -> None:
        label = _tr("Put right")
        done = self._desk.do(complaints.settle, self._complaint_id, values["how"], label=label, on_error=self.set_error)
        if done is not None:
            self.finish()


class AnswerDialog(FormDialog):
    """What is promised to the customer and by which day: as it is, or as a service call with a job of its own."""

    def __init__(self, window: QWidget, desk: Desk, theme: Theme, complaint_id: UUID, *, service_call: bool) -> None:
        found = desk.ask(complaints.sheet, complaint_id)
        fields = [
            Field("promised", _tr("What do you promise?"), required=True),
            Field("promised_on", _tr("By which day?"), "date", required=True, half=True),
        ]
        title = _tr("Service call") if service_call else _tr("Promise a day")
        super().__init__(window, title, theme, fields, _tr("Promise"), today=desk.today, name="complaint_answer")
        self._desk, self._complaint_id, self._service_call = desk, complaint_id, service_call
        self.body.insertWidget(0, _About(desk, theme, found))
        proposed = _tr("Come and put it right") if service_call else _tr("Put it right")
        self.set_values({"promised": proposed, "promised_on": found.next_working_day})
        self.submitted.connect(self._on_submitted)

    def _on_submitted(self, values: dict[str, Any]) -> None:
        done = self._desk.do(
            check_ins.answer_complaint,
            self._complaint_id,
            values["promised"],
            values["promised_on"],
            service_call=self._service_call,
            label=_tr("Service call noted") if self._service_call else _tr("Promise noted"),
            on_error=self.set_error,
        )
        if done is not None:
            self.finish()


class _About(QWidget):
    """What the customer is unhappy with, since when, and what was done about it."""

    def __init__(self, desk: Desk, theme: Theme, found: OpenComplaint) -> None:
        super().__init__()
        who, job, today = found.customer.name, found.job, desk.today()
        told = [_tr("Unhappy since {0}.").format(say.day(found.since, today))]
        if (done := found.answered) is not None:
            called = done.by == Answer.SERVICE_CALL
            words = _tr("The service call was done {0}.") if called else _tr("The promise was kept {0}.")
            told.append(words.format(on_day(done.on, today)))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.space("s1"))
        column.addWidget(
            Label(f"{who}: {job.title}" if job is not None else who, theme, "strong", wrap=True, name="who")
        )
        column.addWidget(Label(found.complaint.what, theme, wrap=True, name="what"))
        column.addWidget(Label(" ".join(told), theme, "small", "ink_2", wrap=True, name="told"))
