"""A note written where it will stand; what was typed is kept until it is saved or discarded."""

from uuid import UUID

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from tradesman.services import customers
from tradesman.ui.desk import Desk
from tradesman.ui.theme import Theme
from tradesman.ui.widgets.buttons import Button
from tradesman.ui.widgets.field_box import FieldBox
from tradesman.ui.widgets.fields import TextField
from tradesman.ui.widgets.labels import ElidedLabel


def _tr(text: str) -> str:
    return QCoreApplication.translate("note", text)


class NoteField(QWidget):
    """Ctrl+Enter keeps the note, Esc closes the field; each customer has a draft of their own."""

    closed = Signal()

    def __init__(self, desk: Desk, theme: Theme) -> None:
        super().__init__()
        self._desk = desk
        self._customer_id: UUID | None = None
        self._drafts: dict[UUID, str] = {}
        self.words = TextField(theme, name="note_words")
        self.box = FieldBox(_tr("What is worth remembering?"), self.words, theme)
        self.words.installEventFilter(self)
        keep = Button(_tr("Keep note"), theme, compact=True, name="note_keep")
        discard = Button(_tr("Discard"), theme, "quiet", compact=True, name="note_discard")
        keep.clicked.connect(self._on_keep)
        discard.clicked.connect(self._on_discard)
        foot = QHBoxLayout()
        foot.setSpacing(theme.space("s2"))
        keys = _tr("Ctrl+Enter keeps it. Esc closes; the text stays.")
        foot.addWidget(ElidedLabel(keys, theme, "caption", "ink_3"), 1)
        foot.addWidget(discard)
        foot.addWidget(keep)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 12, 16, 4)
        column.setSpacing(theme.space("s1"))
        column.addWidget(self.box)
        column.addLayout(foot)
        self.hide()

    def turn_to(self, customer_id: UUID | None) -> None:
        """Shows the draft about another customer; the field is open where there is one."""
        if customer_id == self._customer_id:
            return
        self._put_by()
        self._customer_id = customer_id
        draft = self._drafts.get(customer_id, "") if customer_id is not None else ""
        self.words.set_value(draft)
        self.box.set_error("")
        self.setVisible(bool(draft))

    def open(self) -> None:
        """Shows the field and takes the keyboard."""
        self.show()
        self.words.setFocus(Qt.FocusReason.OtherFocusReason)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if not isinstance(event, QKeyEvent):
            return False
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        keeps = enter and bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        closes = event.key() == Qt.Key.Key_Escape
        if event.type() == QEvent.Type.ShortcutOverride and (keeps or closes):
            event.accept()  # the keys are the field's, and not the window's way back
            return True
        if event.type() == QEvent.Type.KeyPress and (keeps or closes):
            if keeps:
                self._on_keep()
            else:
                self._close()
            return True
        return False

    def _put_by(self) -> None:
        if self._customer_id is None:
            return
        if self.words.value():
            self._drafts[self._customer_id] = self.words.value()
        else:
            self._drafts.pop(self._customer_id, None)

    def _close(self) -> None:
        self._put_by()
        self.hide()
        self.closed.emit()

    def _on_keep(self) -> None:
        note = self._desk.do(
            customers.add_note,
            self._customer_id,
            self.words.value(),
            label=_tr("Note kept"),
            on_error=self.box.set_error,
        )
        if note is not None:
            self._on_discard()

    def _on_discard(self) -> None:
        self.words.set_value("")
        self.box.set_error("")
        self._close()
