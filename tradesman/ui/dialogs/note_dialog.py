"""A note on a customer's timeline: a new one after a call, and one that is read again or written anew."""

from typing import Any
from uuid import UUID

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from tradesman.book.customer import Note
from tradesman.services import customers
from tradesman.ui.desk import Desk
from tradesman.ui.parts.promise_noting import PromiseNoting
from tradesman.ui.theme import Theme
from tradesman.ui.widgets.buttons import Button
from tradesman.ui.widgets.field_box import FieldBox
from tradesman.ui.widgets.fields import TextField
from tradesman.ui.widgets.form import Field, FormDialog
from tradesman.ui.widgets.keys import tab_through
from tradesman.ui.widgets.sheet import Sheet

_LINES = 10


def _tr(text: str) -> str:
    return QCoreApplication.translate("note", text)


class NoteDialog(FormDialog):
    """A few words worth remembering, or what was said on the phone just now."""

    def __init__(self, window: QWidget, desk: Desk, theme: Theme, customer_id: UUID, title: str = "") -> None:
        fields = [Field("words", _tr("What is worth remembering?"), "text", required=True)]
        super().__init__(
            window, title or _tr("Add a note"), theme, fields, _tr("Keep it"), today=desk.today, name="note"
        )
        self._desk, self._customer_id = desk, customer_id
        promise = PromiseNoting(window, desk, theme, customer_id)
        self.body.addWidget(promise)
        tab_through(self.form.box("words").editor, promise.button)
        self.submitted.connect(self._on_submitted)

    def _on_submitted(self) -> None:
        label, words = _tr("Note kept"), self.values()["words"]
        done = self._desk.do(customers.add_note, self._customer_id, words, label=label, on_error=self.set_error)
        if done is not None:
            self.finish()


class EditNoteDialog(Sheet):
    """The whole of a note, to read, to write anew or to remove."""

    def __init__(self, window: QWidget, desk: Desk, theme: Theme, note: Note) -> None:
        super().__init__(window, _tr("Note"), theme, name="edit_note")
        self._desk, self._note = desk, note
        self.words = TextField(theme, lines=_LINES, name="words")
        self.words.set_value(note.words)
        self.body.addWidget(FieldBox(_tr("What is worth remembering?"), self.words, theme))
        remove = Button(_tr("Remove"), theme, "quiet", "trash-2", name="note_remove")
        remove.clicked.connect(self._on_remove)
        self.add_left(remove)
        self.set_main(_tr("Save"))
        self.accepted.connect(self._on_accepted)

    def _on_accepted(self) -> None:
        if self.words.value() == self._note.words:
            self.finish()
        else:
            self._do(customers.change_note, self.words.value(), label=_tr("Note changed"))

    def _on_remove(self) -> None:
        self._do(customers.remove_note, label=_tr("Note removed"))

    def _do(self, deed: Any, *args: Any, label: str) -> None:
        """One step about the note; what went wrong stands above the footer."""
        faults: list[str] = []
        self._desk.do(deed, self._note.id, *args, label=label, on_error=faults.append)
        if faults:
            self.set_error(faults[0])
        else:
            self.finish()
