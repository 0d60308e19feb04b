"""The lines of an option: words, quantity and price, typed where they stand."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QSize, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QKeyEvent, QPainter, QPen
from PySide6.QtWidgets import (
    QAbstractItemDelegate,
    QAbstractItemView,
    QFrame,
    QHeaderView,
    QLineEdit,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from tradesman.book.quote import Line
from tradesman.ui import format as said
from tradesman.ui.parts.lines_model import AMOUNT, QUANTITY, WORDS, Index, LinesModel
from tradesman.ui.theme import Theme
from tradesman.ui.widgets.text import LEFT, RIGHT, draw_line

_SIDE = 12
_WIDTHS = {QUANTITY: 40, AMOUNT: 72}


class LinesTable(QTableView):
    """Tab walks the cells, Enter asks for a new line, Delete removes, the menu key opens what a line can do."""

    edited = Signal(object, dict)
    refused = Signal(str)
    add_asked = Signal()
    remove_asked = Signal(object)
    menu_asked = Signal(object, object)

    def __init__(self, theme: Theme, words: str, *, name: str = "") -> None:
        super().__init__()
        self._theme = theme
        self.lines = LinesModel(self)
        self.setObjectName(name)
        self.setProperty("role", "bare")
        self.setAccessibleName(words)
        self.setModel(self.lines)
        self.setItemDelegate(_LineDelegate(theme, self))
        self.lines.edited.connect(self.edited)
        self.lines.refused.connect(self.refused)
        self._set_manners()
        self._fit()
        theme.changed.connect(self._fit)

    def show_lines(self, lines: Sequence[Line], currency: str, *, locked: bool) -> None:
        """Shows these lines; the cell that is being edited stays as it is."""
        here = self.currentIndex()
        self.lines.show_lines(lines, currency, locked=locked)
        if not self.currentIndex().isValid() and here.isValid() and lines:
            self.setCurrentIndex(self.lines.index(min(here.row(), len(lines) - 1), here.column()))
        self._fit()

    def picked(self) -> Line | None:
        """The line that has the cursor."""
        return self.lines.line(self.currentIndex().row())

    def edit_cell(self, row: int, column: int) -> None:
        """Opens a cell for typing."""
        index = self.lines.index(row, column)
        self.setFocus(Qt.FocusReason.OtherFocusReason)
        self.setCurrentIndex(index)
        self.edit(index)

    # Qt

    def keyPressEvent(self, event: QKeyEvent) -> None:
        line, editing = self.picked(), self.state() == QAbstractItemView.State.EditingState
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not editing:
            self.add_asked.emit()
        elif event.key() == Qt.Key.Key_Delete and line is not None and not self.lines.locked:
            self.remove_asked.emit(line)
        else:
            super().keyPressEvent(event)

    def focusNextPrevChild(self, forward: bool) -> bool:
        step = 1 if forward else -1
        target = self._beside(step)
        if self.currentIndex().isValid() and target is not None:
            self.setCurrentIndex(target)
            return True
        return super().focusNextPrevChild(forward)

    def closeEditor(self, editor: QWidget, hint: QAbstractItemDelegate.EndEditHint) -> None:
        forward = hint == QAbstractItemDelegate.EndEditHint.EditNextItem
        entered = hint == QAbstractItemDelegate.EndEditHint.SubmitModelCache
        if entered or (forward and self._beside(1) is None):
            super().closeEditor(editor, QAbstractItemDelegate.EndEditHint.NoHint)
            self.add_asked.emit()
        else:
            super().closeEditor(editor, hint)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        by_mouse = event.reason() == QContextMenuEvent.Reason.Mouse
        index = self.indexAt(self.viewport().mapFromGlobal(event.globalPos())) if by_mouse else self.currentIndex()
        line = self.lines.line(index.row())
        if line is not None:
            self.setCurrentIndex(index)
            self.menu_asked.emit(line, self.viewport().mapToGlobal(self.visualRect(index).bottomLeft()))

    # Inside

    def _beside(self, step: int) -> QModelIndex | None:
        here = self.currentIndex()
        place = here.row() * self.lines.columnCount() + here.column() + step
        if not here.isValid() or not 0 <= place < self.lines.rowCount() * self.lines.columnCount():
            return None
        return self.lines.index(*divmod(place, self.lines.columnCount()))

    def _set_manners(self) -> None:
        triggers = QAbstractItemView.EditTrigger
        self.setEditTriggers(
            triggers.AnyKeyPressed | triggers.EditKeyPressed | triggers.DoubleClicked | triggers.SelectedClicked
        )
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setWordWrap(False)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.horizontalHeader().hide()
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)

    def _fit(self) -> None:
        """Sets the sizes that follow the number of lines and the text size."""
        height = self._theme.size("row_line_item")
        self.verticalHeader().setDefaultSectionSize(height)
        self.verticalHeader().setMinimumSectionSize(1)
        head = self.horizontalHeader()
        head.setMinimumSectionSize(1)
        head.setSectionResizeMode(WORDS, QHeaderView.ResizeMode.Stretch)
        for column, width in _WIDTHS.items():
            head.setSectionResizeMode(column, QHeaderView.ResizeMode.Fixed)
            head.resizeSection(column, self._theme.scaled(width))
        self.setFixedHeight(self.lines.rowCount() * height)


class _LineDelegate(QStyledItemDelegate):
    """Paints a cell with the line below it, and opens a plain field for typing."""

    def __init__(self, theme: Theme, table: QTableView) -> None:
        super().__init__(table)
        self._theme, self._table = theme, table

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        field = QLineEdit(parent)
        field.setObjectName("cell")
        field.setProperty("role", "cell")
        field.setFont(self._theme.font("small"))
        field.setAccessibleName(str(index.model().headerData(index.column(), Qt.Orientation.Horizontal)))
        if index.column() != WORDS:
            field.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        return field

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        if isinstance(editor, QLineEdit) and not editor.isModified():
            editor.setText(str(index.data(Qt.ItemDataRole.EditRole)))
            editor.selectAll()

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: Index) -> None:
        if isinstance(editor, QLineEdit) and editor.isModified():
            model.setData(index, editor.text(), Qt.ItemDataRole.EditRole)

    def updateEditorGeometry(self, editor: QWidget, option: QStyleOptionViewItem, index: Index) -> None:
        rect = option.rect
        if index.column() == WORDS:
            rect.setLeft(rect.left() + _SIDE - 6)
        editor.setGeometry(rect.adjusted(0, 1, 0, -2))

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(0, self._theme.size("row_line_item"))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        theme, rect = self._theme, option.rect
        painter.save()
        painter.fillRect(rect.left(), rect.bottom(), rect.width(), 1, theme.colour("border"))
        here: Any = option.state & QStyle.StateFlag.State_HasFocus
        if here:
            painter.fillRect(rect.adjusted(0, 0, 0, -1), theme.colour("hover"))
            painter.setPen(QPen(theme.colour("focus"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)  # the view hands its painter over with a filled one
            painter.drawRect(rect.adjusted(1, 1, -1, -2))
        last, words = index.column() == AMOUNT, index.column() == WORDS
        room = rect.adjusted(_SIDE - 2 if words else 0, 0, -_SIDE + 2 if last else -2, -1)
        font = theme.font("small") if words else theme.tabular(theme.font("small"))
        tone = "ink_2" if index.column() == QUANTITY else "ink"
        align = LEFT if words else RIGHT
        draw_line(painter, room, str(index.data()), font, theme.colour(tone), align)
        painter.restore()


def line_sentence(line: Line, currency: str) -> str:
    """A line as it is read aloud: "Labour, 6 h, £288.00"."""
    amount = said.money(line.amount_minor, currency)
    return f"{line.words}, {said.quantity(line.quantity_thousandths, line.unit)}, {amount}"
