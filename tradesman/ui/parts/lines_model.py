"""The lines of an option as a table that is typed into; what is typed is read here and kept by the page."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

from tradesman.book.quote import Line
from tradesman.ui import format as said
from tradesman.ui.widgets.tips import plain_tip

Index = QModelIndex | QPersistentModelIndex
WORDS, QUANTITY, AMOUNT = range(3)
_ROOT = QModelIndex()


class LinesModel(QAbstractTableModel):
    """Words, quantity and amount of each line; the amount is edited as the price for one."""

    edited = Signal(object, dict)
    refused = Signal(str)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._lines: list[Line] = []
        self._currency = "GBP"
        self.locked = False

    def show_lines(self, lines: Sequence[Line], currency: str, *, locked: bool) -> None:
        """Shows these lines; the same lines with other words leave the cursor and an open editor alone."""
        same = [line.id for line in lines] == [line.id for line in self._lines] and locked == self.locked
        if same:
            self._lines, self._currency = list(lines), currency
            if lines:
                self.dataChanged.emit(self.index(0, 0), self.index(len(lines) - 1, AMOUNT))
            return
        self.beginResetModel()
        self._lines, self._currency, self.locked = list(lines), currency, locked
        self.endResetModel()

    def line(self, row: int) -> Line | None:
        """The line of a row, None outside."""
        return self._lines[row] if 0 <= row < len(self._lines) else None

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
        quantity = said.quantity(line.quantity_thousandths, line.unit)
        amount = said.plain_amount(line.amount_minor, self._currency)
        price = said.money(line.price_minor, self._currency)
        if role == Qt.ItemDataRole.DisplayRole:
            words = self.tr("%s (extra)") % line.words if line.extra else line.words
            return (words, quantity, amount)[index.column()]
        if role == Qt.ItemDataRole.EditRole:
            return (line.words, quantity, said.plain_amount(line.price_minor, self._currency))[index.column()]
        if role in (Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole):
            total = said.money(line.amount_minor, self._currency)
            words = self.tr("{0}: {1} at {2}, {3}").format(line.words, quantity, price, total)
            return plain_tip(words) if role == Qt.ItemDataRole.ToolTipRole else words
        return None

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        line = self.line(index.row())
        if line is None or role != Qt.ItemDataRole.EditRole:
            return False
        try:
            fields = self._read(line, index.column(), str(value).strip())
        except ValueError as fault:
            self.refused.emit(self.tr("“{0}” was not taken. {1}").format(value, fault))
            return False
        if any(getattr(line, key) != new for key, new in fields.items()):
            self.edited.emit(line, fields)
        return True

    def _read(self, line: Line, column: int, typed: str) -> dict[str, Any]:
        if column == WORDS:
            if not typed:
                raise ValueError(self.tr("A line needs words."))
            return {"words": typed}
        if column == QUANTITY:
            thousandths, unit = said.read_quantity(typed)
            return {"quantity_thousandths": thousandths, "unit": unit or line.unit}
        return {"price_minor": said.read_money(typed, self._currency)}
