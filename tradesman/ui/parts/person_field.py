"""Somebody beside the caller: a known customer or partner, or a name as it is typed."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from tradesman.services import directory, partners
from tradesman.services.matching import fit
from tradesman.ui.desk import Desk
from tradesman.ui.parts.partner_item import initials
from tradesman.ui.theme import Theme
from tradesman.ui.widgets.fields import LineField
from tradesman.ui.widgets.suggestions import Suggestion, Suggestions

OFFERED = 3  # of customers, and of partners


@dataclass(frozen=True)
class Person:
    """Who is meant: by a name alone, or one of the two ids."""

    name: str
    customer_id: UUID | None = None
    partner_id: UUID | None = None


class PersonField(QWidget):
    """A field with a name; typing offers whom the book knows, Enter takes the marked one."""

    changed = Signal()

    def __init__(
        self, words: str, desk: Desk, theme: Theme, *, placeholder: str = "", with_partners: bool = False, name: str
    ) -> None:
        super().__init__()
        self._desk, self._with_partners = desk, with_partners
        self._taken: Person | None = None
        self._offered: list[Person] = []
        self.field = LineField(theme, placeholder=placeholder, icon="search", name=name)
        self.field.setAccessibleName(words)
        self.suggestions = Suggestions(theme, name=f"{name}_offers")
        self.suggestions.watch(self.field)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.field)
        column.addWidget(self.suggestions)
        self.setFocusProxy(self.field)
        self.field.textEdited.connect(self._on_edited)
        self.field.editingFinished.connect(self._on_left)
        self.suggestions.taken.connect(self._on_taken)

    def value(self) -> Person:
        """Who stands in the field; nobody has no name."""
        typed = str(self.field.value())
        return self._taken if self._taken is not None and self._taken.name == typed else Person(typed)

    def set_value(self, person: Person) -> None:
        """Shows somebody."""
        self._taken = person if person.customer_id or person.partner_id else None
        with QSignalBlocker(self.field):
            self.field.set_value(person.name)
        self.field.setCursorPosition(0)
        self.suggestions.set_suggestions([])

    def _on_edited(self, typed: str) -> None:
        self._taken, self._offered, shown = None, [], []
        for person, second in self._found(typed.strip()):
            shown.append(Suggestion(len(self._offered), person.name, second, initials(person.name)))
            self._offered.append(person)
        self.suggestions.set_suggestions(shown)
        self.changed.emit()

    def _found(self, typed: str) -> list[tuple[Person, str]]:
        if not typed:
            return []
        found = [
            (Person(row.name, customer_id=row.id), row.address or row.phone)
            for row in self._desk.ask(directory.page, typed, 0, OFFERED)
        ]
        if self._with_partners:
            firms = [row.partner for row in self._desk.ask(partners.rows)]
            meant = [firm for firm in firms if fit(f"{firm.name} {firm.contact}", typed) is not None]
            found += [(Person(firm.name, partner_id=firm.id), firm.trades) for firm in meant[:OFFERED]]
        return found

    def _on_taken(self, place: Any) -> None:
        self.set_value(self._offered[place])
        self.changed.emit()

    def _on_left(self) -> None:
        if not self.field.hasFocus():
            self.suggestions.set_suggestions([])
