"""A card with a short list that is added to, changed and taken from."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from tradesman.ui.parts.rows import RowPool
from tradesman.ui.theme import Theme
from tradesman.ui.widgets.buttons import Button, IconButton
from tradesman.ui.widgets.card import Card
from tradesman.ui.widgets.labels import Badge, ElidedLabel, Label


@dataclass(frozen=True)
class ListItem:
    """One line: what, small words behind it, and a badge where it has one; `change` is what its pencil says."""

    id: UUID
    title: str
    second: str = ""
    badge: str = ""
    removable: bool = True
    change: str = ""


class ListCard(Card):
    """Words that explain it, its lines, and a button for one more."""

    add_asked = Signal()
    change_asked = Signal(object)
    remove_asked = Signal(object)

    def __init__(self, theme: Theme, title: str, note: str, empty: str, *, name: str) -> None:
        add = Button(self.tr("Add"), theme, "quiet", "plus", compact=True, name=f"{name}_add")
        super().__init__(theme, title, action=add, name=f"card_{name}")
        add.setAccessibleName(f"{self.tr('Add')}: {title}")
        add.clicked.connect(self.add_asked)
        self._theme, self._name = theme, name
        self._empty = Label(empty, theme, "small", "ink_3", wrap=True, name=f"{name}_empty")
        rows = QVBoxLayout()
        rows.setSpacing(0)
        self._rows: RowPool[ListItem] = RowPool(rows, self._made)
        self.body.addWidget(Label(note, theme, "small", "ink_2", wrap=True))
        self.body.addLayout(rows)
        self.body.addWidget(self._empty)

    def show_items(self, items: Sequence[ListItem]) -> None:
        """Shows these lines."""
        self._rows.show(items)
        self._empty.setVisible(not items)

    def _made(self, number: int) -> QWidget:
        line = _Line(self._theme, f"{self._name}_{number}")
        line.change.clicked.connect(lambda: self.change_asked.emit(self._rows.rows[number].id))
        line.remove.clicked.connect(lambda: self.remove_asked.emit(self._rows.rows[number].id))
        return line


class _Line(QWidget):
    """One line with what changes it and its way out."""

    def __init__(self, theme: Theme, name: str) -> None:
        super().__init__()
        self._title = Label("", theme, "body medium", name=name)
        self._second = ElidedLabel("", theme, "small", "ink_2", name=f"{name}_second")
        self._badge = Badge("", "neutral", theme, name=f"{name}_badge")
        self.change = IconButton("pencil", "-", theme, compact=True, name=f"{name}_change")
        self.remove = IconButton("trash-2", "-", theme, compact=True, name=f"{name}_remove")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.space("s3"))
        row.addWidget(self._title)
        row.addWidget(self._second, 1)
        row.addWidget(self._badge)
        row.addWidget(self.change)
        row.addWidget(self.remove)
        kept = self.remove.sizePolicy()
        kept.setRetainSizeWhenHidden(True)
        self.remove.setSizePolicy(kept)

    def show_row(self, row: ListItem) -> None:
        """Shows a line."""
        self._title.setText(row.title)
        self._second.setText(row.second)
        self._badge.set_state(row.badge, "neutral")
        self._badge.setVisible(bool(row.badge))
        self.change.set_words(row.change or "-")
        self.change.setVisible(bool(row.change))
        self.remove.set_words(self.tr("Remove %s") % f"{row.title} {row.second}".strip())
        self.remove.setVisible(row.removable)
