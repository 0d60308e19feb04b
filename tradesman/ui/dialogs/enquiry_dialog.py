"""An enquiry that is in the book: what was asked and when it came in can be put right, and spam put aside."""

from uuid import UUID

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from tradesman.services import businesses, enquiries, overviews
from tradesman.ui.desk import Desk
from tradesman.ui.theme import Theme
from tradesman.ui.widgets.buttons import Button
from tradesman.ui.widgets.form import Field, FormDialog


def _tr(text: str) -> str:
    return QCoreApplication.translate("enquiry", text)


def fields() -> list[Field]:
    """What can be put right; the clock and the call back move with the time."""
    return [
        Field("what", _tr("What is wrong, in their words"), "text", required=True),
        Field("day", _tr("Came in on"), "date", required=True, half=True),
        Field("at", _tr("At"), "time", required=True, half=True),
    ]


class EnquiryDialog(FormDialog):
    """One enquiry, to correct."""

    def __init__(self, window: QWidget, desk: Desk, theme: Theme, enquiry_id: UUID) -> None:
        super().__init__(window, _tr("Enquiry"), theme, fields(), _tr("Save"), today=desk.today, name="enquiry")
        self._desk, self._enquiry = desk, desk.ask(overviews.case, enquiry_id).enquiry
        came = self._enquiry.came_in_at.astimezone(desk.zone())
        self.set_values({"what": self._enquiry.what, "day": came.date(), "at": came.time()})
        self.spam = Button(_tr("It was spam"), theme, "quiet", "ban", name="spam")
        self.spam.setVisible(self._enquiry.is_open)
        self.spam.clicked.connect(self._on_spam)
        self.add_left(self.spam)
        self.submitted.connect(self._on_submitted)

    def _on_submitted(self) -> None:
        values = self.values()
        came_in_at = self._desk.ask(businesses.calendar).at_local(values["day"], values["at"])
        if came_in_at == self._enquiry.came_in_at.replace(second=0, microsecond=0):
            came_in_at = self._enquiry.came_in_at  # the minute that is shown was not changed
        label = _tr("Enquiry changed")
        correct, enquiry_id = enquiries.correct, self._enquiry.id
        if self._desk.do(correct, enquiry_id, values["what"], came_in_at, label=label, on_error=self.set_error):
            self.finish()

    def _on_spam(self) -> None:
        label = _tr("Put aside as spam")
        if self._desk.do(enquiries.mark_spam, self._enquiry.id, label=label, on_error=self.set_error):
            self.finish()
