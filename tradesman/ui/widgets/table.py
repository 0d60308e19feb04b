"""The one table of the program: columns declared, rows fetched, sorting asked for."""

from collections.abc import Callable, Hashable, Sequence
from typing import Any

from PySide6.QtCore import QEvent, QModelIndex, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QHeaderView, QTableView

from tradesman.ui.theme import Theme
from tradesman.ui.widgets.keys import is_enter
from tradesman.ui.widgets.table_delegate import RowDelegate, TableHeading
from tradesman.ui.widgets.table_model import Column, TableModel

_LEAST_OPEN = 120  # the least width of a column that takes what is left
_LEAST_NAME = 200  # the same for names, which are not cut, with a badge behind them


class Table(QTableView):
    """A list of rows to pick from; stands in a `Card(theme, padding=1)`, which draws its corners."""

    row_opened = Signal(object)
    row_picked = Signal(object)
    sort_asked = Signal(str, bool)
    action_asked = Signal(object)  # the button of a row was pressed

    def __init__(
        self,
        columns: Sequence[Column],
        theme: Theme,
        sentence: Callable[[Any], str],
        key: Callable[[Any], Hashable],
        *,
        words: str = "",
        name: str = "",
    ) -> None:
        super().__init__()
        self._theme, self._key = theme, key
        self.rows = TableModel(columns, sentence, self)
        self._delegate = RowDelegate(self.rows.columns, theme, self)
        self._heading = TableHeading(self.rows.columns, theme, self)
        self.setObjectName(name)
        self.setProperty("role", "bare")
        self.setAccessibleName(words)
        self.setModel(self.rows)
        self.setItemDelegate(self._delegate)
        self.setHorizontalHeader(self._heading)
        self._set_manners()
        self._fit()
        self._heading.sectionClicked.connect(self._on_section_clicked)
        self.selectionModel().currentRowChanged.connect(self._on_current_row_changed)
        self.doubleClicked.connect(self._on_double_clicked)

    # What the page calls

    def set_rows(self, rows: Sequence[Any]) -> None:
        """Show these rows, keeping the picked row and the place if they are still there."""
        self.set_source(len(rows), lambda offset, limit: rows[offset : offset + limit])

    def set_source(self, count: int, fetch: Callable[[int, int], Sequence[Any]]) -> None:
        """Show `count` rows fetched as they come into view, keeping the picked row and the place."""
        place, number, picked = self.verticalScrollBar().value(), self.currentIndex().row(), self.picked()
        selection = self.selectionModel()
        quiet = selection.blockSignals(True)
        self.rows.set_source(count, fetch)
        self._fit()
        found = self._find(picked, number)
        if found >= 0:
            self.selectRow(found)
        selection.blockSignals(quiet)
        self.verticalScrollBar().setValue(place)
        if picked is not None and found < 0:
            self.row_picked.emit(None)

    def picked(self) -> Any:
        """The row object that is picked, None if none is."""
        return self.rows.row(self.currentIndex().row())

    def pick(self, number: int) -> None:
        """Pick the row at a place."""
        self.selectRow(number)

    def set_sort(self, key: str, *, ascending: bool = True) -> None:
        """Show by which column the rows are sorted."""
        self._heading.sort_key, self._heading.ascending = key, ascending
        self._heading.viewport().update()

    # Qt

    def keyPressEvent(self, event: QKeyEvent) -> None:
        self._show_focus(True)
        if is_enter(event):
            self._open(self.currentIndex())
        else:
            super().keyPressEvent(event)

    def keyboardSearch(self, search: str) -> None:
        """Typing letters must not walk through, and so fetch, every row; the page has a search field."""

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._show_focus(False)
        super().mousePressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        index = self.indexAt(event.position().toPoint())
        row = self.rows.row(index.row()) if index.isValid() else None
        column = self.rows.columns[index.column()] if row is not None else None
        if column is None or column.action is None or event.button() != Qt.MouseButton.LeftButton:
            return
        # The whole height of the row is hit.
        place = self._delegate.action_place(self.visualRect(index), index.column(), column.action(row))
        if place.left() <= event.position().x() <= place.right():
            self.action_asked.emit(row)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        super().mouseMoveEvent(event)
        self._hover(self.indexAt(event.position().toPoint()).row())

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self._hover(-1)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if event.reason() in (Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason):
            self._show_focus(True)
            if not self.currentIndex().isValid():
                self.selectRow(0)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._show_focus(False)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self._fit()

    # Inside

    def _set_manners(self) -> None:
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setMouseTracking(True)
        self.setTabKeyNavigation(False)
        self.setWordWrap(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self._heading.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self._heading.setMinimumSectionSize(24)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)

    def _fit(self) -> None:
        """Set the sizes that follow the text size and the room."""
        room, columns = self.viewport().width(), self.rows.columns
        wished = [self._wished(column) for column in columns]
        folds = sum(wished) > room and any(column.below for column in columns)
        self._delegate.folds = folds
        row = self._theme.size("row_action" if folds else "row_table")
        self.verticalHeader().setDefaultSectionSize(row)
        seen = [not (folds and column.below) for column in columns]
        if sum(width for width, shown in zip(wished, seen, strict=True) if shown) > room:
            seen = [shown and not column.spare for shown, column in zip(seen, columns, strict=True)]
        for number, shown in enumerate(seen):
            self.setColumnHidden(number, not shown)
        widths = self._shared(room, [width if shown else 0 for width, shown in zip(wished, seen, strict=True)])
        for number, width in enumerate(widths):
            if seen[number]:
                self._heading.resizeSection(number, width)

    def _wished(self, column: Column) -> int:
        least = column.least or (_LEAST_NAME if column.style == "name" else _LEAST_OPEN)
        return max(self._theme.scaled(column.width or least), self._heading.least_width(column))

    def _shared(self, room: int, wished: list[int]) -> list[int]:
        """The widths that fill the room: what is left goes to the open columns.

        What lacks is taken first from what figures and badges do not need, then from words; without room for that
        the table scrolls sideways.
        """
        columns = self.rows.columns
        if sum(wished) > room:
            for number, column in enumerate(columns):
                if wished[number] and column.width and not column.gives_way:
                    wished[number] = min(wished[number], self._needed(number))
        rest = room - sum(wished)
        takes = [
            bool(width) and (not column.width if rest >= 0 else column.gives_way)
            for width, column in zip(wished, columns, strict=True)
        ]
        whole = sum(width for width, changes in zip(wished, takes, strict=True) if changes)
        for number in (number for number, changes in enumerate(takes) if changes):
            changed = wished[number] + rest * wished[number] // max(whole, 1)
            wished[number] = max(changed, self._least(number, wished[number]))
        return wished

    def _least(self, number: int, wished: int) -> int:
        return max(wished // 2, self._heading.least_width(self.rows.columns[number]))

    def _needed(self, number: int) -> int:
        """What the cells of a column need, as far as they were fetched first."""
        rows = (self.rows.row(place) for place in range(min(self.rows.rowCount(), 100)))
        widest = max((self._delegate.needed_width(number, row) for row in rows if row is not None), default=0)
        return max(widest, self._heading.least_width(self.rows.columns[number]))

    def _find(self, picked: Any, number: int) -> int:
        """Where the row picked before stands now: at its old place or near it, else nowhere."""
        if picked is None:
            return -1
        key = self._key(picked)
        near = sorted(range(max(0, number - 100), number + 101), key=lambda place: abs(place - number))
        rows = ((place, self.rows.row(place)) for place in near)
        return next((place for place, row in rows if row is not None and self._key(row) == key), -1)

    def _hover(self, number: int) -> None:
        if number != self._delegate.hovered:
            self._delegate.hovered = number
            self.viewport().update()

    def _show_focus(self, shown: bool) -> None:
        self._delegate.shows_focus = shown
        self.viewport().update()

    def _open(self, index: QModelIndex) -> None:
        row = self.rows.row(index.row())
        if row is not None:
            self.row_opened.emit(row)

    def _on_double_clicked(self, index: QModelIndex) -> None:
        self._open(index)

    def _on_current_row_changed(self, current: QModelIndex) -> None:
        self.row_picked.emit(self.rows.row(current.row()))

    def _on_section_clicked(self, number: int) -> None:
        column = self.rows.columns[number]
        if column.sortable:
            again = column.key == self._heading.sort_key
            self.set_sort(column.key, ascending=not self._heading.ascending if again else True)
            self.sort_asked.emit(column.key, self._heading.ascending)
