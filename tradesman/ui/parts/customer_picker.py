"""Picking a customer by a few letters of the name."""

from uuid import UUID

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from tradesman.services import directory
from tradesman.ui.desk import Desk
from tradesman.ui.theme import Theme
from tradesman.ui.widgets.field_box import FieldBox
from tradesman.ui.widgets.fields import LineField
from tradesman.ui.widgets.suggestions import Suggestion, Suggestions

OFFERED = 4


class CustomerPicker(QWidget):
    """A field with the name; typing offers customers but for one, Enter takes the one that is marked."""

    picked = Signal(object)

    def __init__(self, label: str, desk: Desk, theme: Theme, *, name: str, without: UUID | None = None) -> None:
        super().__init__()
        self._desk, self._without = desk, without
        self._names: dict[UUID, str] = {}
        self.field = LineField(theme, icon="search", name=name)
        self.suggestions = Suggestions(theme, name=f"{name}_offers")
        self.suggestions.watch(self.field)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(FieldBox(label, self.field, theme))
        column.addWidget(self.suggestions)
        self.field.textEdited.connect(self._on_edited)
        self.suggestions.taken.connect(self._on_taken)

    def show_name(self, name: str) -> None:
        """Shows who is picked."""
        with QSignalBlocker(self.field):
            self.field.set_value(name)
        self.field.setCursorPosition(0)
        self.suggestions.set_suggestions([])

    def _on_edited(self, typed: str) -> None:
        known = self._desk.ask(directory.page, typed, 0, OFFERED + 1) if typed.strip() else []
        found = [row for row in known if row.id != self._without][:OFFERED]
        self._names = {row.id: row.name for row in found}
        self.suggestions.set_suggestions([Suggestion(row.id, row.name, row.address or row.phone) for row in found])

    def _on_taken(self, customer_id: UUID) -> None:
        self.show_name(self._names[customer_id])
        self.picked.emit(customer_id)
