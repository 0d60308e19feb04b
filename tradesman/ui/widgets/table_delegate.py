"""How the rows and the heading of a table are painted."""

from typing import Any

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QHelpEvent, QPainter, QPainterPath, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QToolTip,
)

from tradesman.ui.theme import Theme
from tradesman.ui.widgets.found_delegate import draw_marked
from tradesman.ui.widgets.labels import badge_size, paint_badge
from tradesman.ui.widgets.table_model import ROW_ROLE, CellBadge, Column
from tradesman.ui.widgets.text import CENTRE, LEFT, RIGHT, draw_line, text_width
from tradesman.ui.widgets.tips import plain_tip

_EDGE = 4
_SIDE = 16  # room at both ends of a row
_GAP = 12  # room between columns
_HEADING = 36
_BUTTON_PADDING = 11


class RowDelegate(QStyledItemDelegate):
    """Paints a cell: fill of the row, words, icon and badge, and the accent edge of the selected row."""

    def __init__(self, columns: tuple[Column, ...], theme: Theme, parent: QTableView) -> None:
        super().__init__(parent)
        self._columns, self._theme, self._table = columns, theme, parent
        self.hovered = -1
        self.shows_focus = False
        self.folds = False  # whether columns that have no room stand in the second line of another

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        return QSize(0, self._theme.size("row_action" if self.folds else "row_table"))

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        rect: QRect = option.rect
        state: QStyle.StateFlag = option.state
        painter.save()
        self._clip_last_row(painter, rect)
        selected = bool(state & QStyle.StateFlag.State_Selected)
        self._paint_ground(painter, rect, index, selected)
        row = index.data(ROW_ROLE)
        if row is not None:
            column = self._columns[index.column()]
            below = self._below(column, row)
            upper, lower = self._halves(rect) if below else (rect, QRect())
            self._paint_cell(painter, upper, column, row, index.column())
            if below:
                room = cell_room(lower, index.column(), len(self._columns))
                draw_line(painter, room, below, self._font(), self._theme.colour("ink_2"))
        if selected and self.shows_focus:
            self._paint_focus(painter, rect, index.column())
        painter.restore()

    def helpEvent(
        self,
        event: QHelpEvent,
        view: QAbstractItemView,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> bool:
        row = index.data(ROW_ROLE)
        words = self.cut_words(index.column(), row, option.rect.width()) if row is not None else ""
        if words:
            QToolTip.showText(event.globalPos(), plain_tip(words), view)
        else:
            QToolTip.hideText()
        return True

    def cut_words(self, number: int, row: Any, width: int) -> str:
        """The whole words of a cell where a column of this width cuts them, otherwise nothing."""
        column = self._columns[number]
        words = (column.words(row), self._below(column, row))
        return "\n".join(line for line in words if line) if self.needed_width(number, row) > width else ""

    def needed_width(self, number: int, row: Any) -> int:
        """The width at which nothing of a cell is cut."""
        column, theme = self._columns[number], self._theme
        words, badge = column.words(row), column.badge(row) if column.badge is not None else None
        if column.action is not None:
            sides = cell_room(QRect(0, 0, 0, 0), number, len(self._columns)).width()
            return text_width(words, theme.font("small strong")) + 2 * _BUTTON_PADDING - sides if words else 0
        needed = text_width(words, self._font(column))
        if badge is not None:
            needed += badge_size(theme, badge.text, badge.icon).width() + (8 if words else 0)
        if column.icon is not None and column.icon(row):
            needed += theme.scaled(16) + 5
        sides = cell_room(QRect(0, 0, 0, 0), number, len(self._columns)).width()
        return max(needed, text_width(self._below(column, row), self._font())) - sides

    def _font(self, column: Column | None = None) -> QFont:
        font = self._theme.font("strong" if column is not None and column.style == "name" else "small")
        return self._theme.tabular(font) if column is not None and column.style == "number" else font

    def _clip_last_row(self, painter: QPainter, rect: QRect) -> None:
        """Keep a filled row inside the rounded corners of the card around the table."""
        ground = QRectF(self._table.viewport().rect())
        radius = self._theme.radius("large") - 1
        if rect.bottom() > ground.bottom() - radius:
            path = QPainterPath()
            path.addRoundedRect(ground.adjusted(0, -radius * 2, 0, 0), radius, radius)
            painter.setClipPath(path)

    def _paint_ground(
        self, painter: QPainter, rect: QRect, index: QModelIndex | QPersistentModelIndex, selected: bool
    ) -> None:
        theme = self._theme
        if selected:
            painter.fillRect(rect, theme.colour("accent_soft"))
        elif index.row() == self.hovered:
            painter.fillRect(rect, theme.colour("hover"))
        painter.fillRect(rect.left(), rect.bottom(), rect.width(), 1, theme.colour("border"))
        if selected and index.column() == 0:
            painter.fillRect(rect.left(), rect.top(), _EDGE, rect.height(), theme.colour("accent_edge"))

    def _below(self, column: Column, row: Any) -> str:
        folded = (found for found in self._columns if self.folds and found.below == column.key)
        return ", ".join(found.words(row) for found in folded)

    def _halves(self, rect: QRect) -> tuple[QRect, QRect]:
        line = self._theme.line_height("small")
        top = rect.top() + (rect.height() - 2 * line) // 2
        return QRect(rect.left(), top, rect.width(), line), QRect(rect.left(), top + line, rect.width(), line)

    def _paint_cell(self, painter: QPainter, rect: QRect, column: Column, row: Any, number: int) -> None:
        theme, ratio = self._theme, self._table.devicePixelRatio()
        inner = cell_room(rect, number, len(self._columns))
        if column.action is not None:
            self._paint_action(painter, rect, number, column.action(row))
            return
        badge = column.badge(row) if column.badge is not None else None
        icon = column.icon(row) if column.icon is not None else ""
        tone = column.tone(row) if column.tone is not None else "ink" if column.style == "name" else "ink_2"
        if icon:
            side = theme.scaled(16)
            painter.drawPixmap(inner.left(), inner.center().y() - side // 2 + 1, theme.pixmap(icon, tone, 16, ratio))
            inner.setLeft(inner.left() + side + 5)
        self._paint_words(painter, inner, column, row, tone, badge)

    def _paint_words(
        self, painter: QPainter, rect: QRect, column: Column, row: Any, tone: str, badge: CellBadge | None
    ) -> None:
        theme, font, words = self._theme, self._font(column), column.words(row)
        marks = tuple(column.marks(row)) if column.marks is not None else ()
        if column.style == "number":
            tone = "ink" if tone == "ink_2" else tone
        size = badge_size(theme, badge.text, badge.icon) if badge is not None else QSize()
        left = rect.left()
        if words:
            gap = 8 if badge is not None else 0
            room = rect.adjusted(0, 0, -size.width() - gap, 0) if badge is not None else rect
            align = RIGHT if column.style == "number" else LEFT
            if marks:
                left += draw_marked(painter, room, words, marks, font, theme.colour(tone)) + gap
            else:
                left += draw_line(painter, room, words, font, theme.colour(tone), align) + gap
        if badge is not None:
            place = QRect(left, rect.center().y() - size.height() // 2 + 1, size.width(), size.height())
            paint_badge(painter, place, theme, badge.text, badge.kind, badge.icon)

    def action_place(self, rect: QRect, number: int, words: str) -> QRect:
        """Where the button of a cell stands; empty without words."""
        if not words:
            return QRect()
        theme, room = self._theme, cell_room(rect, number, len(self._columns))
        width = min(text_width(words, theme.font("small strong")) + 2 * _BUTTON_PADDING, room.width())
        tall = theme.size("button_compact")
        return QRect(room.right() + 1 - width, rect.center().y() - tall // 2 + 1, width, tall)

    def _paint_action(self, painter: QPainter, rect: QRect, number: int, words: str) -> None:
        place = self.action_place(rect, number, words)
        if place.isEmpty():
            return
        theme = self._theme
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(theme.colour("border_strong"), 1))
        painter.setBrush(theme.colour("surface"))
        shape = QRectF(place).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.drawRoundedRect(shape, theme.radius("medium"), theme.radius("medium"))
        draw_line(painter, place, words, theme.font("small strong"), theme.colour("ink"), CENTRE)

    def _paint_focus(self, painter: QPainter, rect: QRect, number: int) -> None:
        """A line around the whole row, each cell its part."""
        painter.setPen(QPen(self._theme.colour("focus"), 2))
        frame = rect.adjusted(1, 1, -1, -2)
        painter.drawLine(rect.left(), frame.top(), rect.right() + 1, frame.top())
        painter.drawLine(rect.left(), frame.bottom(), rect.right() + 1, frame.bottom())
        if number == 0:
            painter.drawLine(frame.left(), frame.top(), frame.left(), frame.bottom())
        if number == len(self._columns) - 1:
            painter.drawLine(frame.right(), frame.top(), frame.right(), frame.bottom())


class TableHeading(QHeaderView):
    """The heading: small words and an arrow where the rows are sorted."""

    def __init__(self, columns: tuple[Column, ...], theme: Theme, parent: QTableView) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._columns, self._theme = columns, theme
        self.sort_key, self.ascending = "", True
        self.setSectionsClickable(True)
        self.setHighlightSections(False)

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), self._theme.scaled(_HEADING))

    def least_width(self, column: Column) -> int:
        """What its words need, with the arrow where it can be sorted."""
        number = self._columns.index(column)
        sides = cell_room(QRect(0, 0, 0, 0), number, len(self._columns)).width()
        arrow = self._theme.scaled(14) + 4 if column.sortable else 0
        return text_width(column.title, self._theme.font("caption")) + arrow - sides

    def paintSection(self, painter: QPainter, rect: QRect, logical_index: int) -> None:
        theme, column = self._theme, self._columns[logical_index]
        font = theme.font("caption")
        painter.fillRect(rect.left(), rect.bottom(), rect.width(), 1, theme.colour("border"))
        inner = cell_room(rect, logical_index, len(self._columns))
        sorted_by = column.key == self.sort_key
        arrow = theme.scaled(14) + 4 if sorted_by else 0
        width = min(text_width(column.title, font), inner.width() - arrow)
        left = inner.right() + 1 - width - arrow if column.style == "number" else inner.left()
        tone = "ink" if sorted_by else "ink_3"
        draw_line(painter, QRect(left, inner.top(), width, inner.height()), column.title, font, theme.colour(tone))
        if sorted_by:
            name = "arrow-up" if self.ascending else "arrow-down"
            pixmap = theme.pixmap(name, tone, 14, self.devicePixelRatio())
            painter.drawPixmap(left + width + 4, inner.center().y() - theme.scaled(14) // 2 + 1, pixmap)


def cell_room(rect: QRect, number: int, columns: int) -> QRect:
    """Where the words of a cell stand: aligned with the words of a card at both ends."""
    left = _SIDE if number == 0 else 0
    right = _SIDE if number == columns - 1 else _GAP
    return rect.adjusted(left, 0, -right, 0)
