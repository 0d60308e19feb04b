"""How the lines of a grouped list are painted, with the letters that were typed marked."""

from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPoint, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPainterPath, QTextCharFormat, QTextLayout
from PySide6.QtWidgets import QListView, QStyledItemDelegate, QStyleOptionViewItem

from tradesman.book.direction import unturned
from tradesman.ui.theme import Theme
from tradesman.ui.widgets.key_cap import key_cap_size, paint_key_cap
from tradesman.ui.widgets.text import RIGHT, draw_line, text_width

LINE_ROLE = Qt.ItemDataRole.UserRole
Spans = tuple[tuple[int, int], ...]
_INSET = 6  # of the marked row from the edge of the list
_EDGE = 4
_SIDE = 16
_WORDS = 44
_GAP = 10
_ROW, _TALL, _HEADING = 40, 48, 28


@dataclass(frozen=True)
class Line:
    """A heading, which has no icon, or something that can be chosen; `key` is what it stands for.

    Spans are the starts and ends of the letters that were typed.
    """

    title: str
    key: Any = None
    icon: str = ""
    second: str = ""
    right: str = ""
    keys: str = ""
    tall: bool = False
    title_spans: Spans = ()
    second_spans: Spans = ()

    @property
    def can_be_chosen(self) -> bool:
        """Headings, and words that only tell something, cannot."""
        return self.key is not None


class FoundDelegate(QStyledItemDelegate):
    """Paints headings, and rows of icon, title, second words, words at the right and keys."""

    def __init__(self, theme: Theme, parent: QListView) -> None:
        super().__init__(parent)
        self._theme, self._list = theme, parent

    def height(self, line: Line) -> int:
        """The height of a line."""
        return self._theme.scaled(_TALL if line.tall else _ROW if line.icon else _HEADING)

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        return QSize(0, self.height(index.data(LINE_ROLE)))

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        line: Line = index.data(LINE_ROLE)
        rect: QRect = option.rect
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if not line.icon:
            words = rect.adjusted(_SIDE, 0, -_SIDE, 0)
            theme = self._theme
            draw_line(painter, words, line.title, theme.font("caption strong"), theme.colour("ink_3"))
        else:
            marked = index == self._list.currentIndex()
            if marked:
                self._paint_mark(painter, rect)
            self._paint_row(painter, rect, line, marked=marked)
        painter.restore()

    def _paint_mark(self, painter: QPainter, rect: QRect) -> None:
        theme = self._theme
        shape = QPainterPath()
        radius = theme.radius("medium")
        shape.addRoundedRect(QRectF(rect.adjusted(_INSET, 0, -_INSET, 0)), radius, radius)
        painter.setClipPath(shape)
        painter.fillRect(rect, theme.colour("hover"))
        painter.fillRect(rect.left() + _INSET, rect.top(), _EDGE, rect.height(), theme.colour("accent_edge"))
        painter.setClipping(False)

    def _paint_row(self, painter: QPainter, rect: QRect, line: Line, *, marked: bool) -> None:
        theme, side = self._theme, self._theme.scaled(18)
        tone = "ink_2" if line.can_be_chosen else "ink_3"
        pixmap = theme.pixmap(line.icon, tone, 18, self._list.devicePixelRatio())
        painter.drawPixmap(rect.left() + _SIDE, rect.top() + (rect.height() - side) // 2, pixmap)
        right = rect.right() + 1 - _SIDE
        keys = line.keys or (self.tr("Enter") if marked else "")
        if keys:
            cap = key_cap_size(theme, keys)
            place = QRect(QPoint(right - cap.width(), rect.top() + (rect.height() - cap.height()) // 2), cap)
            paint_key_cap(painter, place, theme, keys)
            right = place.left() - _GAP
        if line.right:
            font = theme.font("small medium")
            width = text_width(line.right, font)
            place = QRect(right - width, rect.top(), width, rect.height())
            draw_line(painter, place, line.right, font, theme.colour("ink_2"), RIGHT)
            right = place.left() - _GAP
        left = rect.left() + _WORDS + side - 18
        room = QRect(left, rect.top(), right - left, rect.height())
        self._paint_words(painter, room, line)

    def _paint_words(self, painter: QPainter, room: QRect, line: Line) -> None:
        theme = self._theme
        font = theme.font("strong" if line.tall else "body medium")
        used = draw_marked(painter, room, line.title, line.title_spans, font, theme.colour("ink"))
        rest = room.adjusted(used + 5, 0, 0, 0)
        if line.second and rest.width() > 0:
            small = theme.font("small")
            draw_marked(painter, rest, line.second, line.second_spans, small, theme.colour("ink_2"))


def draw_marked(painter: QPainter, rect: QRect, text: str, spans: Spans, font: QFont, colour: QColor) -> int:
    """Draw one line, elided at the right, with spans bold and underlined; gives the width it took."""
    shown = unturned(text.replace("\n", " "), "\u2060")  # a sign without width, as the spans count letters
    if text_width(shown, font) > rect.width():
        shown = QFontMetricsF(font).elidedText(shown, Qt.TextElideMode.ElideRight, rect.width())
    layout = QTextLayout(shown, font)
    layout.setFormats([_format(start, min(end, len(shown)), font) for start, end in spans if start < len(shown)])
    layout.beginLayout()
    line = layout.createLine()
    line.setLineWidth(rect.width() * 2)
    layout.endLayout()
    painter.setPen(colour)
    layout.draw(painter, QPointF(rect.left(), rect.top() + (rect.height() - line.height()) / 2))
    return min(round(line.naturalTextWidth()), rect.width())


def _format(start: int, end: int, font: QFont) -> QTextLayout.FormatRange:
    """How the letters that were typed look."""
    look = QTextCharFormat()
    bolder = QFont(font)
    bolder.setWeight(QFont.Weight(max(font.weight(), QFont.Weight.Medium)))
    look.setFont(bolder)
    look.setFontUnderline(True)
    part = QTextLayout.FormatRange()
    part.start, part.length, part.format = start, end - start, look
    return part
