"""What is done from the preview of a list: open what is picked, ring its customer, go to the customer."""

from typing import Protocol
from uuid import UUID

from PySide6.QtCore import QCoreApplication, Signal, SignalInstance
from PySide6.QtWidgets import QHBoxLayout, QWidget

from tradesman.ui.desk import Desk
from tradesman.ui.parts import reaching
from tradesman.ui.theme import Theme
from tradesman.ui.widgets.buttons import Button, IconButton


def _tr(text: str) -> str:
    return QCoreApplication.translate("preview", text)


class Picked(Protocol):
    """A row of a list of what belongs to customers."""

    @property
    def id(self) -> UUID: ...

    @property
    def customer_id(self) -> UUID: ...

    @property
    def customer(self) -> str: ...


class PreviewActions(QWidget):
    """`page` is what the row opens on, `words` what a screen reader says of that; `left` comes before each."""

    left = Signal()

    def __init__(
        self, desk: Desk, theme: Theme, row: Picked, page: str, words: str, page_asked: SignalInstance
    ) -> None:
        super().__init__()
        self._desk, self._theme, self._row = desk, theme, row
        self._page_asked = page_asked  # of what outlives this widget
        look = Button(_tr("Open"), theme, "primary", "external-link", name="preview_open")
        who = IconButton("user", _tr("Open {0}").format(row.customer), theme, "plain", name="preview_who")
        call = Button(_tr("Call"), theme, icon="phone", name="preview_call")
        look.setAccessibleName(words)
        call.setAccessibleName(_tr("Call {0}").format(row.customer))
        look.clicked.connect(lambda: self._open(page, row.id))
        who.clicked.connect(lambda: self._open("customer", row.customer_id))
        call.clicked.connect(self._on_call)
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(theme.space("s2"))
        line.addWidget(look, 1)
        line.addWidget(call, 1)
        line.addWidget(who)

    def _open(self, key: str, subject_id: UUID) -> None:
        self.left.emit()
        self._page_asked.emit(key, subject_id)

    def _on_call(self) -> None:
        window = self.window()
        self.left.emit()
        reaching.call(window, self._desk, self._theme, self._row.customer_id, self._page_asked)
