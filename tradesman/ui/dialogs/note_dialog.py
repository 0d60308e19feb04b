"""A note on a customer's timeline."""

from uuid import UUID

from PySide6.QtWidgets import QWidget

from tradesman.services import customers
from tradesman.ui.desk import Desk
from tradesman.ui.theme import Theme
from tradesman.ui.widgets.form import Field, FormDialog


class NoteDialog(FormDialog):
    """A few words worth remembering, or what was said on the phone just now."""

    def __init__(self, window: QWidget, desk: Desk, theme: Theme, customer_id: UUID, title: str = "") -> None:
        fields = [Field("words", self.tr("What is worth remembering?"), "text", required=True)]
        title = title or self.tr("Add a note")
        super().__init__(window, title, theme, fields, self.tr("Keep it"), today=desk.today, name="note")
        self._desk, self._customer_id = desk, customer_id
        self.submitted.connect(self._on_submitted)

    def _on_submitted(self) -> None:
        label, words = self.tr("Note kept"), self.values()["words"]
        done = self._desk.do(customers.add_note, self._customer_id, words, label=label, on_error=self.set_error)
        if done is not None:
            self.finish()
