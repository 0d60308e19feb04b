"""A promise noted while something else is written: on the phone, on a visit, in a message."""

from uuid import UUID

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QVBoxLayout, QWidget

from tradesman.book.promise import Promise
from tradesman.ui import format as say
from tradesman.ui.desk import Desk
from tradesman.ui.dialogs.promise_dialog import PromiseDialog
from tradesman.ui.parts.rows import flush
from tradesman.ui.theme import Theme
from tradesman.ui.widgets.buttons import Button
from tradesman.ui.widgets.labels import Label


def _tr(text: str) -> str:
    return QCoreApplication.translate("promise_noting", text)


class PromiseNoting(QWidget):
    """A button in a sheet about a customer, and below it what was promised there; each promise is a step of its own."""

    def __init__(self, window: QWidget, desk: Desk, theme: Theme, customer_id: UUID) -> None:
        super().__init__()
        self._window, self._desk, self._theme, self._customer_id = window, desk, theme, customer_id
        self.button = Button(_tr("Note a promise"), theme, "quiet", "package-open", compact=True, name="promise_note")
        self.button.clicked.connect(self._on_clicked)
        self._noted = Label("", theme, "small", "ink_2", wrap=True, name="promise_noted")
        self._noted.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        first = flush(self.button)
        first.addStretch(1)
        column.addLayout(first)
        column.addWidget(self._noted)

    def _on_clicked(self) -> None:
        PromiseDialog(self._window, self._desk, self._theme, self._customer_id, after=self._on_noted)

    def _on_noted(self, promise: Promise) -> None:
        day = say.day(promise.due_on, self._desk.today())
        who = _tr("You promised: {0}, by {1}") if promise.mine else _tr("Promised you: {0}, by {1}")
        before = self._noted.text()
        self._noted.setText("\n".join(filter(None, (before, who.format(promise.words, day)))))
        self._noted.setVisible(True)
