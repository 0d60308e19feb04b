"""The lines of an option: words, quantity and price, typed where they stand."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractItemModel, QEvent, QModelIndex, QSize, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QFocusEvent, QKeyEvent, QPainter, QPen, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemDelegate,
    QAbstractItemView,
    QFrame,
    QHeaderView,
    QLineEdit,
    QSizePolicy,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from tradesman.book.quote import Line
from tradesman.ui.parts.lines_model import AMOUNT, QUANTITY, WORDS, Index, LinesModel
from tradesman.ui.theme import Theme
from tradesman.ui.widgets.text import RIGHT, TextBlock, draw_line, text_width

_SIDE = 12
_MOST_HEIGHTS = 10_000  # that are kept; the edge of a window may be drawn over hundreds of widths
_WIDTHS = {QUANTITY: 36, AMOUNT: 64}  # the least, to type in


class LinesTable(QTableView):
    """Tab walks the cells, Enter asks for a new line, Delete removes, Alt with Up and Down moves a line.

    The menu key opens what a line can do; Esc gives up what could not be taken.
    """

    edited = Signal(object, dict)
    refused = Signal(str)
    add_asked = Signal()
    given_up = Signal()
    remove_asked = Signal(object)
    move_asked = Signal(object, int)
    menu_asked = Signal(object, object)

    def __init__(self, theme: Theme, words: str, *, name: str = "") -> None:
        super().__init__()
        self._theme = theme
        self.lines = LinesModel(self)
        self._figures_width = 0  # of the quantity and the amount together
        self._heights: dict[tuple[str, int], int] = {}  # of a line's words, in a room of this width
        self._sums: dict[int, int] = {}  # of all rows, in a table of this width
        self.setObjectName(name)
        self.setProperty("role", "bare")
        self.setAccessibleName(words)
        self.setModel(self.lines)
        self.setItemDelegate(_LineDelegate(theme, self))
        self.lines.edited.connect(self.edited)
        self.lines.refused.connect(self.refused)
        self._set_manners()
        self._fit()
        theme.changed.connect(self._on_theme_changed)

    def show_lines(self, lines: Sequence[Line], currency: str, *, locked: bool) -> None:
        """Shows these lines; the cell that is being edited stays as it is."""
        here, picked = self.currentIndex(), self.picked()
        self.lines.show_lines(lines, currency, locked=locked)
        row = self.lines.row_of(picked.id) if picked is not None else None
        if row is not None and row != self.currentIndex().row():
            self.setCurrentIndex(self.lines.index(row, here.column()))
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

    def event(self, event: QEvent) -> bool:
        # Esc in a cell that was not taken is the cell's, and not the window's way back.
        is_escape = isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Escape
        if is_escape and event.type() == QEvent.Type.ShortcutOverride and self.lines.is_refused(self.currentIndex()):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        line, editing = self.picked(), self.state() == QAbstractItemView.State.EditingState
        places = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(event.key()), 0)
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not editing:
            self.add_asked.emit()
        elif event.key() == Qt.Key.Key_Delete and line is not None and not self.lines.locked:
            self.remove_asked.emit(line)
        elif places and line is not None and event.modifiers() & Qt.KeyboardModifier.AltModifier:
            if not self.lines.locked:
                self.move_asked.emit(line, places)
        elif event.key() == Qt.Key.Key_Escape and not editing and self.lines.give_up(self.currentIndex()):
            self.given_up.emit()
        else:
            super().keyPressEvent(event)

    def focusNextPrevChild(self, forward: bool) -> bool:
        step = 1 if forward else -1
        target = self._beside(step)
        if self.currentIndex().isValid() and target is not None:
            self.setCurrentIndex(target)
            return True
        return super().focusNextPrevChild(forward)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if event.reason() == Qt.FocusReason.TabFocusReason:
            self.setCurrentIndex(self.lines.index(0, WORDS))
        elif event.reason() == Qt.FocusReason.BacktabFocusReason:
            self.setCurrentIndex(self.lines.index(self.lines.rowCount() - 1, AMOUNT))

    def closeEditor(self, editor: QWidget, hint: QAbstractItemDelegate.EndEditHint) -> None:
        hints = QAbstractItemDelegate.EndEditHint
        step = {hints.EditNextItem: 1, hints.EditPreviousItem: -1}.get(hint, 0)
        leaves = step != 0 and self._beside(step) is None
        entered = hint == hints.SubmitModelCache
        super().closeEditor(editor, hints.NoHint if leaves or entered else hint)
        if leaves:  # Qt would go on in the cell at the other end
            super().focusNextPrevChild(step > 0)
        elif entered:
            self.add_asked.emit()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        by_mouse = event.reason() == QContextMenuEvent.Reason.Mouse
        index = self.indexAt(self.viewport().mapFromGlobal(event.globalPos())) if by_mouse else self.currentIndex()
        line = self.lines.line(index.row())
        if line is not None:
            self.setCurrentIndex(index)
            self.menu_asked.emit(line, self.viewport().mapToGlobal(self.visualRect(index).bottomLeft()))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._fit_rows()

    def heightForWidth(self, width: int) -> int:
        if width not in self._sums:
            self._sums[width] = sum(self._row_height(row, width) for row in range(self.lines.rowCount()))
        return self._sums[width]

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), self.heightForWidth(self.width()))

    def minimumSizeHint(self) -> QSize:
        return QSize(super().minimumSizeHint().width(), self.heightForWidth(self.width()))

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
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.horizontalHeader().hide()
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)

    def _on_theme_changed(self) -> None:
        self._heights.clear()
        self._fit()

    def _fit(self) -> None:
        """Sets the sizes that follow the lines and the text size."""
        self.verticalHeader().setMinimumSectionSize(1)
        head = self.horizontalHeader()
        head.setMinimumSectionSize(1)
        head.setSectionResizeMode(WORDS, QHeaderView.ResizeMode.Stretch)
        widths = {column: self._column_width(column) for column in _WIDTHS}
        self._figures_width = sum(widths.values())
        self._sums.clear()
        for column, width in widths.items():
            head.setSectionResizeMode(column, QHeaderView.ResizeMode.Fixed)
            head.resizeSection(column, width)
        self._fit_rows()
        self.updateGeometry()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus if self.lines.rowCount() else Qt.FocusPolicy.NoFocus)

    def _fit_rows(self) -> None:
        if len(self._heights) > _MOST_HEIGHTS:
            self._heights.clear()
        for row in range(self.lines.rowCount()):
            self.verticalHeader().resizeSection(row, self._row_height(row, self.width()))

    def _column_width(self, column: int) -> int:
        """Figures are never cut, and leave to the words what they do not need."""
        font = self._theme.tabular(self._theme.font("small"))
        cells = {str(self.lines.index(row, column).data()) for row in range(self.lines.rowCount())}
        widest = max((text_width(cell, font) for cell in cells), default=0)
        return max(widest + _SIDE, self._theme.scaled(_WIDTHS[column]))

    def _row_height(self, row: int, width: int) -> int:
        """The layout asks for it dozens of times: the words of a line are laid out once for each width."""
        theme, words = self._theme, str(self.lines.index(row, WORDS).data())
        room = max(width - self._figures_width - _SIDE, 1)
        if (words, room) not in self._heights:
            self._heights[words, room] = words_block(words, theme, room).height
        return max(self._heights[words, room] + theme.size("row_line_item") - theme.line_height("small"), 1)


def words_block(words: str, theme: Theme, width: int) -> TextBlock:
    """The words of a line, in as many rows as they need."""
    return TextBlock(words, theme.font("small"), theme.line_height("small"), width)


class _LineDelegate(QStyledItemDelegate):
    """Paints a cell with the line below it, and opens a plain field for typing."""

    def __init__(self, theme: Theme, table: LinesTable) -> None:
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
        refused = self._table.lines.is_refused(index)
        if refused and not here:
            painter.setPen(QPen(theme.colour("danger"), 1))
            painter.drawRect(rect.adjusted(1, 1, -2, -3))
        if index.column() == WORDS:
            room = rect.adjusted(_SIDE - 2, 0, -2, -1)
            block = words_block(str(index.data()), theme, room.width())
            block.draw(
                painter,
                room.left(),
                room.top() + (room.height() - block.height) // 2,
                theme.colour("danger" if refused else "ink"),
            )
        else:
            room = rect.adjusted(0, 0, -_SIDE + 2 if index.column() == AMOUNT else -2, -1)
            tone = "danger" if refused else "ink_2" if index.column() == QUANTITY else "ink"
            font = theme.tabular(theme.font("small"))
            draw_line(painter, room, str(index.data()), font, theme.colour(tone), RIGHT)
        painter.restore()
