"""The lines of an option as a table that is typed into; what is typed is read here and kept by the page."""

from collections.abc import Callable, Sequence
from typing import Any
from uuid import UUID

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

from tradesman.book.quote import Line
from tradesman.ui import format as said
from tradesman.ui.widgets.tips import plain_tip

Index = QModelIndex | QPersistentModelIndex
WORDS, QUANTITY, AMOUNT = range(3)
_ROOT = QModelIndex()
_WHOLE = (Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole)
_WORDS_OF_A_CELL = (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.EditRole, *_WHOLE)
_MOST_WRITTEN = 4096  # figures that are kept as they are written


class LinesModel(QAbstractTableModel):
    """Words, quantity and amount of each line; the amount is edited as the price for one.

    What could not be taken stays in its cell as it was typed, and is marked, until it is typed anew or given up.
    """

    edited = Signal(object, dict)
    refused = Signal(str)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._lines: list[Line] = []
        self._currency = "GBP"
        self.locked = False
        self._typed: tuple[UUID, int, str] | None = None  # line, column and words of what was typed last
        self._refused: dict[tuple[UUID, int], tuple[str, str]] = {}  # what was typed, and what is wrong with it
        self._written: dict[tuple[Any, ...], str] = {}

    def show_lines(self, lines: Sequence[Line], currency: str, *, locked: bool) -> None:
        """Shows these lines; the same lines with other words leave the cursor and an open editor alone."""
        there = {line.id for line in lines}
        if len(self._written) > _MOST_WRITTEN:
            self._written.clear()
        self._refused = {} if locked else {cell: said for cell, said in self._refused.items() if cell[0] in there}
        same = [line.id for line in lines] == [line.id for line in self._lines] and locked == self.locked
        if same:
            self._lines, self._currency = list(lines), currency
            self._tell()
            return
        self.beginResetModel()
        self._lines, self._currency, self.locked = list(lines), currency, locked
        self.endResetModel()

    def line(self, row: int) -> Line | None:
        """The line of a row, None outside."""
        return self._lines[row] if 0 <= row < len(self._lines) else None

    def row_of(self, line_id: UUID) -> int | None:
        """The row in which a line stands now."""
        return next((row for row, line in enumerate(self._lines) if line.id == line_id), None)

    @property
    def fault(self) -> str:
        """What is wrong with the first cell that was not taken; empty when all were."""
        return next((fault for _typed, fault in self._refused.values()), "")

    def refuse(self, fault: str) -> None:
        """Keeps what was typed last in its cell, marked as not taken."""
        if self._typed is None:
            return
        line_id, column, typed = self._typed
        sentence = self.tr("“{0}” was not taken. {1}").format(typed, fault)
        self._refused[line_id, column] = (typed, sentence)
        self._tell()
        self.refused.emit(sentence)

    def give_up(self, index: Index) -> bool:
        """Shows again what the book says in a cell that was not taken; whether it was such a cell."""
        line = self.line(index.row())
        found = line is not None and self._refused.pop((line.id, index.column()), None) is not None
        if found:
            self._tell()
        return found

    def is_refused(self, index: Index) -> bool:
        """Whether what stands in a cell was not taken."""
        line = self.line(index.row())
        return line is not None and (line.id, index.column()) in self._refused

    def _tell(self) -> None:
        if self._lines:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self._lines) - 1, AMOUNT))

    def rowCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self._lines)

    def columnCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else 3

    def flags(self, index: Index) -> Qt.ItemFlag:
        flags = super().flags(index)
        return flags if self.locked or not index.isValid() else flags | Qt.ItemFlag.ItemIsEditable

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return (self.tr("Words"), self.tr("Quantity"), self.tr("Price for one"))[section]
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        line = self.line(index.row()) if index.isValid() else None
        if line is None:
            return None
        kept = self._refused.get((line.id, index.column()))
        if kept is not None and role in _WORDS_OF_A_CELL:
            return kept[1] if role in _WHOLE else kept[0]
        if role == Qt.ItemDataRole.DisplayRole:
            return self._shown(line, index.column())
        if role == Qt.ItemDataRole.EditRole:
            return self._typed_in(line, index.column())
        if role in _WHOLE:
            words = self._whole(line)
            return plain_tip(words) if role == Qt.ItemDataRole.ToolTipRole else words
        return None

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        line = self.line(index.row())
        if line is None or role != Qt.ItemDataRole.EditRole:
            return False
        self._typed = (line.id, index.column(), str(value))
        try:
            fields = self._read(line, index.column(), str(value).strip())
        except ValueError as fault:
            self.refuse(str(fault))
            return False
        if self._refused.pop((line.id, index.column()), None) is not None:
            self._tell()
        if any(getattr(line, key) != new for key, new in fields.items()):
            self.edited.emit(line, fields)
        return True

    def _shown(self, line: Line, column: int) -> str:
        if column == WORDS:
            return self._words(line)
        return self._quantity(line) if column == QUANTITY else self._figure(line.amount_minor)

    def _typed_in(self, line: Line, column: int) -> str:
        if column == WORDS:
            return line.words
        return self._quantity(line) if column == QUANTITY else self._figure(line.price_minor)

    def _whole(self, line: Line) -> str:
        price, total = (
            self._write(said.money, minor, self._currency) for minor in (line.price_minor, line.amount_minor)
        )
        return self.tr("{0}: {1} at {2}, {3}").format(line.words, self._quantity(line), price, total)

    def _quantity(self, line: Line) -> str:
        return self._write(said.quantity, line.quantity_thousandths, line.unit)

    def _figure(self, minor: int) -> str:
        return self._write(said.plain_amount, minor, self._currency)

    def _write(self, how: Callable[..., str], *what: Any) -> str:
        """A figure is formatted once, not each time its cell is measured, painted or read out."""
        key = (how, said.figures_locale(), *what)
        if key not in self._written:
            self._written[key] = how(*what)
        return self._written[key]

    def _words(self, line: Line) -> str:
        """The words of a line, with what its amount does not say."""
        notes = [self.tr("extra")] if line.extra else []
        if line.discount_minor:
            notes.append(self.tr("less {0}").format(self._figure(line.discount_minor)))
        return f"{line.words} ({', '.join(notes)})" if notes else line.words

    def _read(self, line: Line, column: int, typed: str) -> dict[str, Any]:
        if column == WORDS:
            if not typed:
                raise ValueError(self.tr("A line needs words."))
            return {"words": typed}
        if column == QUANTITY:
            thousandths, unit = said.read_quantity(typed)
            return {"quantity_thousandths": thousandths, "unit": unit or line.unit}
        return {"price_minor": said.read_money(typed, self._currency)}
