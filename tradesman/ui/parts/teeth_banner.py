"""What a guarantee gives the customer because the promised finish was missed; the owner decides."""

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QVBoxLayout, QWidget

from tradesman.services import promises
from tradesman.services.job_sheets import JobSheet
from tradesman.services.promises import Teeth
from tradesman.ui.desk import Desk
from tradesman.ui.dialogs.teeth_dialog import TeethDialog
from tradesman.ui.theme import Theme
from tradesman.ui.widgets.banner import Banner


def _tr(text: str) -> str:
    return QCoreApplication.translate("TeethBanner", text)


class TeethBanner(QWidget):
    """Stands above the cards of a job until it is settled."""

    def __init__(self, desk: Desk, theme: Theme) -> None:
        super().__init__()
        self._desk, self._theme = desk, theme
        self._sheet: JobSheet | None = None
        self._teeth: Teeth | None = None
        self._banner: Banner | None = None
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self.hide()

    def show_sheet(self, sheet: JobSheet) -> None:
        """Shows what a job's guarantee proposes; nothing where nothing was missed."""
        self._sheet = sheet
        teeth = self._desk.ask(promises.teeth, sheet.job.id)
        self.setVisible(teeth is not None)
        if teeth == self._teeth:
            return
        self._teeth = teeth
        if self._banner is not None:
            self._banner.hide()
            self._banner.deleteLater()
            self._banner = None
        if teeth is not None:
            lead, detail = _tr("The promised finish was missed."), _tr("You guaranteed: {0}").format(teeth.words)
            self._banner = Banner("warn", lead, detail, self._theme, _tr("Decide…"), name="job_teeth")
            self._banner.acted.connect(self._on_acted)
            self._column.addWidget(self._banner)
            self._banner.show()

    def _on_acted(self) -> None:
        if self._teeth is not None and self._sheet is not None:
            TeethDialog(self.window(), self._desk, self._theme, self._teeth, self._sheet.first_name)
