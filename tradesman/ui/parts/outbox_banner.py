"""The banner that says that e-mails were not sent, and leads to them."""

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from tradesman.services import mailing
from tradesman.services.mailing import OutboxCount
from tradesman.ui.desk import Desk
from tradesman.ui.theme import Theme
from tradesman.ui.widgets.banner import Banner


def _tr(text: str) -> str:
    return QCoreApplication.translate("outbox", text)


class OutboxBanner(QWidget):
    """Seen while an e-mail waits, was refused or may have arrived; nothing is sent until a person says so."""

    page_asked = Signal(str, object)

    def __init__(self, desk: Desk, theme: Theme) -> None:
        super().__init__()
        self._desk, self._theme = desk, theme
        self._shown: OutboxCount | None = None
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 4)
        self._banner: Banner | None = None
        self.hide()

    def refresh(self) -> None:
        """Comes and goes with what is in the outbox."""
        count = self._desk.recall(mailing.count)
        self.setVisible(bool(count.all))
        if count == self._shown:
            return
        if self._banner is not None:
            self._banner.hide()
            self._banner.deleteLater()
            self._banner = None
        self._shown = count
        if count.all:
            words = _tr("1 e-mail is not sent.") if count.all == 1 else _tr("{0} e-mails are not sent.")
            action, said = _tr("Open the outbox"), words.format(count.all)
            made = Banner("warn", said, _why(count), self._theme, action, icon="send", name="outbox_banner")
            made.acted.connect(self._on_acted)
            self._column.addWidget(made)
            made.show()
            self._banner = made

    def _on_acted(self) -> None:
        from tradesman.ui.dialogs.outbox_dialog import OutboxDialog  # the list comes first

        sheet = OutboxDialog(self.window(), self._desk, self._theme)
        sheet.page_asked.connect(self.page_asked)
        sheet.open()


def _why(count: OutboxCount) -> str:
    told = (
        (count.waiting, _tr("{0} waiting")),
        (count.refused, _tr("{0} refused")),
        (count.unsure, _tr("{0} may have arrived")),
    )
    return ", ".join(words.format(number) for number, words in told if number)
