"""What the customer of a job is unhappy with, until it is put right."""

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QVBoxLayout, QWidget

from tradesman.book.testimonial import Complaint
from tradesman.services import complaints
from tradesman.services.job_sheets import JobSheet
from tradesman.ui import format as say
from tradesman.ui.desk import Desk
from tradesman.ui.dialogs.complaint_dialog import ComplaintDialog
from tradesman.ui.theme import Theme
from tradesman.ui.widgets.banner import Banner


def _tr(text: str) -> str:
    return QCoreApplication.translate("complaint", text)


class ComplaintBanner(QWidget):
    """Stands above the cards of a job, and of the service call that puts it right; of several, the oldest first."""

    def __init__(self, desk: Desk, theme: Theme) -> None:
        super().__init__()
        self._desk, self._theme = desk, theme
        self._shown: tuple[Complaint | None, str] = (None, "")
        self._banner: Banner | None = None
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self.hide()

    def show_sheet(self, sheet: JobSheet) -> None:
        """Shows what is not put right of a job; nothing where nobody is unhappy."""
        complaint = next(iter(self._desk.ask(complaints.open_of_job, sheet.job)), None)
        self.setVisible(complaint is not None)
        words = self._words(complaint, sheet) if complaint is not None else ""
        if (complaint, words) == self._shown:
            return
        self._shown = complaint, words
        if self._banner is not None:
            self._banner.hide()
            self._banner.deleteLater()
            self._banner = None
        if complaint is not None:
            lead = _tr("{0} is unhappy.").format(sheet.first_name)
            self._banner = Banner("danger", lead, words, self._theme, _tr("Put right…"), name="job_complaint")
            self._banner.acted.connect(self._on_acted)
            self._column.addWidget(self._banner)
            self._banner.show()

    def _words(self, complaint: Complaint, sheet: JobSheet) -> str:
        since = say.day(complaint.opened_at.astimezone(sheet.zone).date(), sheet.today)
        return _tr("{0}. Since {1}.").format(complaint.what.rstrip("."), since)

    def _on_acted(self) -> None:
        if self._shown[0] is not None:
            ComplaintDialog(self.window(), self._desk, self._theme, self._shown[0].id).open()
