"""Picking an item of the price book by a few letters of its code or words."""

from collections.abc import Sequence
from typing import NamedTuple
from uuid import UUID

from PySide6.QtCore import QEvent, QObject, QSignalBlocker, QTimer
from PySide6.QtWidgets import QVBoxLayout, QWidget

from tradesman.services import matching, prices
from tradesman.services.price_index import PriceRow
from tradesman.ui.desk import Desk
from tradesman.ui.parts.price_words import PriceWords
from tradesman.ui.theme import Theme
from tradesman.ui.widgets.field_box import FieldBox
from tradesman.ui.widgets.fields import LineField
from tradesman.ui.widgets.keys import once_let_go
from tradesman.ui.widgets.scroll import bring_into_sight
from tradesman.ui.widgets.suggestions import Suggestion, Suggestions

OFFERED = 5


class _Item(NamedTuple):
    """What stands in the field."""

    id: UUID
    words: str


class PriceItemField(QWidget):
    """A field for one item, or none; what is likely is offered before anything is typed, and first of what is found.

    Words that were not taken from the price book are no item. Kits are not offered.
    """

    def __init__(self, label: str, desk: Desk, theme: Theme, *, optional: str = "", name: str) -> None:
        super().__init__()
        self._desk, self._said = desk, PriceWords(desk)
        self._likely: Sequence[PriceRow] = ()
        self._because = ""
        self._offered: dict[UUID, str] = {}
        self._item: _Item | None = None
        self.field = LineField(theme, placeholder=self.tr("Code or words"), icon="search", name=name)
        self.suggestions = Suggestions(theme, name=f"{name}_offers")
        self.suggestions.watch(self.field)
        self.field.installEventFilter(self)
        self._box = FieldBox(label, self.field, theme, optional=optional, check=lambda _typed: self._fault())
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._box)
        column.addWidget(self.suggestions)
        self.setFocusProxy(self.field)
        self.field.textEdited.connect(self._on_edited)
        self.suggestions.taken.connect(self._on_taken)

    def set_likely(self, rows: Sequence[PriceRow], because: str) -> None:
        """Offers these first, and says why."""
        self._likely, self._because = rows, because

    def value(self) -> UUID | None:
        """The item that stands in the field."""
        return self._item.id if self._item is not None else None

    def set_value(self, item_id: UUID | None, words: str) -> None:
        """Shows an item by its words, or none."""
        self._item = _Item(item_id, words) if item_id is not None else None
        with QSignalBlocker(self.field):
            self.field.set_value(words)
        self.field.setCursorPosition(0)
        self.suggestions.set_suggestions([])
        self._box.set_error("")

    def check(self) -> bool:
        """Shows what is wrong with what was typed, and tells whether nothing is."""
        fault = self._box.fault()
        self._box.set_error(fault)
        if fault:
            self.field.setFocus()
        return not fault

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Into the empty field comes what is likely; what was offered goes when the field is left."""
        if watched is self.field and event.type() == QEvent.Type.FocusIn and not self.field.value():
            self._offer("")
        elif watched is self.field and event.type() == QEvent.Type.FocusOut:
            self._on_left()
        return False

    def _fault(self) -> str:
        return "" if self._item is not None else self.tr("No item is picked. Take one of those offered, or none.")

    def _on_left(self) -> None:
        if not once_let_go(self, self._on_left) and not self.field.hasFocus():
            self.suggestions.set_suggestions([])

    def _on_edited(self, typed: str) -> None:
        self._item = None
        self._offer(typed.strip())

    def _offer(self, typed: str) -> None:
        likely = [row for row in self._likely if not typed or _fits(row, typed)]
        first = {row.id for row in likely}
        found = self._desk.ask(prices.find, typed) if typed else []
        rows = [*likely, *(row for row in found if not row.is_kit and row.id not in first)][:OFFERED]
        self._offered = {row.id: row.words for row in rows}
        self.suggestions.set_suggestions([self._suggestion(row, row.id in first) for row in rows])
        QTimer.singleShot(0, self, lambda: bring_into_sight(self.suggestions))

    def _suggestion(self, row: PriceRow, likely: bool) -> Suggestion:
        second = ", ".join(part for part in (row.code, self._because if likely else self._said.price_for(row)) if part)
        return Suggestion(row.id, row.words, second)

    def _on_taken(self, item_id: UUID) -> None:
        self.set_value(item_id, self._offered[item_id])


def _fits(row: PriceRow, typed: str) -> bool:
    return matching.fit(f"{row.code} {row.words} {row.supplier}", typed) is not None
