"""How the entries of a timeline are painted."""

from dataclasses import dataclass

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from tradesman.ui.theme import Theme
from tradesman.ui.widgets.buttons import compact_width
from tradesman.ui.widgets.labels import badge_size, paint_badge
from tradesman.ui.widgets.text import draw_line

ENTRY_ROLE = Qt.ItemDataRole.UserRole
_SIDE = 16
_MIDDLE = 100  # of the circles
_WORDS = 128
_CIRCLE = 32
# tone of an entry: fill, line, ink of its circle
_CIRCLES = {
    "neutral": ("hover", "", "ink_2"),
    "good": ("good_soft", "", "good"),
    "warn": ("warn_soft", "", "warn"),
    "danger": ("danger_soft", "", "danger"),
    "info": ("info_soft", "", "info"),
    "today": ("accent", "accent_edge", "on_accent"),
    "next": ("surface", "border_strong", "ink"),
}


@dataclass(frozen=True)
class TimelineEntry:
    """One thing that happened or comes next; `state` is past, today, next or fold (a year in one line)."""

    key: str
    when: str
    title: str
    second: str = ""
    icon: str = ""
    tone: str = "neutral"
    state: str = "past"
    badge: str = ""
    badge_kind: str = "neutral"
    action: str = ""
    action_icon: str = ""


class TimelineDelegate(QStyledItemDelegate):
    """Paints date, circle, two lines of words and a badge, joined by a line from entry to entry."""

    def __init__(self, theme: Theme, parent: QListView) -> None:
        super().__init__(parent)
        self._theme, self._list = theme, parent

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        entry: TimelineEntry = index.data(ENTRY_ROLE)
        return QSize(0, self._theme.size("row_action") if entry.state == "today" else self._theme.scaled(48))

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        entry: TimelineEntry = index.data(ENTRY_ROLE)
        rect: QRect = option.rect
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_ground(painter, rect, option.state, entry)
        if entry.state == "fold":
            self._paint_fold(painter, rect, entry)
        else:
            self._paint_entry(painter, rect, entry, index)
        painter.restore()

    def _paint_ground(self, painter: QPainter, rect: QRect, state: QStyle.StateFlag, entry: TimelineEntry) -> None:
        theme = self._theme
        if entry.state == "today":
            painter.fillRect(rect, theme.colour("accent_soft"))
        elif state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(rect, theme.colour("hover"))
        if entry.state == "fold":
            painter.fillRect(rect.left(), rect.top(), rect.width(), 1, theme.colour("border"))
        if state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(QPen(theme.colour("focus"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(rect).adjusted(2, 2, -2, -2), 4, 4)

    def _paint_entry(
        self, painter: QPainter, rect: QRect, entry: TimelineEntry, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        theme = self._theme
        today = entry.state == "today"
        when = QRect(rect.left() + _SIDE, rect.top(), _MIDDLE - _SIDE - theme.scaled(_CIRCLE) // 2, rect.height())
        font = theme.font("small strong" if today else "small")
        draw_line(painter, when, entry.when, font, theme.colour("ink" if today else "ink_3"))
        self._paint_joints(painter, rect, index)
        self._paint_circle(painter, rect, entry)
        right = rect.right() + 1 - _SIDE
        if entry.badge:
            size = badge_size(theme, entry.badge)
            place = QRect(QPoint(right - size.width(), rect.center().y() - size.height() // 2 + 1), size)
            paint_badge(painter, place, theme, entry.badge, entry.badge_kind)
            right = place.left() - theme.space("s3")
        elif entry.action:
            right -= compact_width(theme, entry.action, entry.action_icon) + theme.space("s3")
        self._paint_words(painter, rect, entry, right)

    def _paint_words(self, painter: QPainter, rect: QRect, entry: TimelineEntry, right: int) -> None:
        theme = self._theme
        first, second = theme.line_height("body"), theme.line_height("small")
        left, top = rect.left() + _WORDS, rect.top() + (rect.height() - first - second) // 2
        title = QRect(left, top, right - left, first)
        draw_line(painter, title, entry.title, theme.font("body medium"), theme.colour("ink"))
        below = QRect(left, top + first, right - left, second)
        draw_line(painter, below, entry.second, theme.font("small"), theme.colour("ink_2"))

    def _paint_circle(self, painter: QPainter, rect: QRect, entry: TimelineEntry) -> None:
        theme, side = self._theme, self._theme.scaled(_CIRCLE)
        fill, line, ink = _CIRCLES[entry.state if entry.state in ("today", "next") else entry.tone]
        circle = QRectF(rect.left() + _MIDDLE - side / 2, rect.top() + (rect.height() - side) / 2, side, side)
        dashes = Qt.PenStyle.DashLine if entry.state == "next" else Qt.PenStyle.SolidLine
        painter.setPen(QPen(theme.colour(line), 1, dashes) if line else Qt.PenStyle.NoPen)
        painter.setBrush(theme.colour(fill))
        painter.drawEllipse(circle.adjusted(0.5, 0.5, -0.5, -0.5) if line else circle)
        if entry.icon:
            inset = (side - theme.scaled(16)) / 2
            pixmap = theme.pixmap(entry.icon, ink, 16, self._list.devicePixelRatio())
            painter.drawPixmap(int(circle.left() + inset), int(circle.top() + inset), pixmap)

    def _paint_joints(self, painter: QPainter, rect: QRect, index: QModelIndex | QPersistentModelIndex) -> None:
        line = self._theme.colour("border_strong")
        gap = self._theme.scaled(_CIRCLE) // 2
        left, middle = rect.left() + _MIDDLE, rect.top() + rect.height() // 2
        if index.row() > 0:
            painter.fillRect(left, rect.top(), 1, middle - gap - rect.top(), line)
        if index.sibling(index.row() + 1, 0).isValid():
            painter.fillRect(left, middle + gap, 1, rect.bottom() + 1 - middle - gap, line)

    def _paint_fold(self, painter: QPainter, rect: QRect, entry: TimelineEntry) -> None:
        theme, side = self._theme, self._theme.scaled(16)
        pixmap = theme.pixmap("chevron-right", "ink_2", 16, self._list.devicePixelRatio())
        painter.drawPixmap(rect.left() + _SIDE, rect.center().y() - side // 2 + 1, pixmap)
        words = rect.adjusted(_SIDE + side + 8, 0, -_SIDE, 0)
        used = draw_line(painter, words, entry.title, theme.font("small strong"), theme.colour("ink_2"))
        rest = words.adjusted(used + theme.space("s2"), 0, 0, 0)
        draw_line(painter, rest, entry.second, theme.font("small"), theme.colour("ink_3"))
