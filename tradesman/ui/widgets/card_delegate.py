"""How the cards of a board are painted: upright in a column, lying in a tray."""

from dataclasses import dataclass

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen, QTextLayout, QTextOption
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from tradesman.book.direction import apart
from tradesman.ui.theme import Theme
from tradesman.ui.widgets.text import CENTRE, draw_line, fitted, text_width

CARD_ROLE = Qt.ItemDataRole.UserRole
SIDE = 6  # room beside a card, for the ring around it
GAP = 8  # between two cards
_INSET = 11
_TOP = 9
_ICON = 14
_BUTTON_PADDING = 11
_LEAST_LYING = 260


@dataclass(frozen=True)
class CardItem:
    """What a card says; `tone` colours what comes next, `action` is the button of a lying card.

    Where there is little room for `upcoming`, its end stays, from the last plain space on.
    """

    key: str
    title: str
    words: str
    price: str = ""
    icon: str = ""
    upcoming: str = ""
    tone: str = "neutral"
    sentence: str = ""
    action: str = ""
    action_icon: str = ""


_INKS = {"neutral": "ink_2", "warn": "warn", "danger": "danger", "good": "good"}


class CardDelegate(QStyledItemDelegate):
    """Paints a card with its ring when the keyboard is on it, and as an empty place while it is dragged."""

    def __init__(self, theme: Theme, parent: QListView, *, lying: bool = False) -> None:
        super().__init__(parent)
        self._theme, self._list, self._lying = theme, parent, lying
        self.dragged = ""

    def height(self) -> int:
        """How tall a card is, with the room around it."""
        lines = ("strong", "small", "small") if self._lying else ("strong", "small", "small", "small", "small")
        return sum(self._theme.line_height(line) for line in lines) + 2 * _TOP + GAP + (4 if self._lying else 12)

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        if not self._lying:
            return QSize(0, self.height())
        model, room = index.model(), self._list.viewport().width()
        share = room // max(model.rowCount(), 1)
        needed = [self._lying_width(model.index(row, 0).data(CARD_ROLE)) for row in range(model.rowCount())]
        return QSize(max(self._theme.scaled(_LEAST_LYING), share, *needed), self.height())

    def _lying_width(self, item: CardItem) -> int:
        """The room in which what comes next can be read whole, beside the button."""
        theme = self._theme
        words = text_width(item.upcoming, theme.font("caption")) + theme.scaled(_ICON) + 4
        button = self.button(QRect(), item).width() + theme.space("s3") if item.action else 0
        return words + button + 2 * _INSET + GAP

    def card(self, rect: QRect) -> QRect:
        """The card itself within the room it has."""
        half = GAP // 2
        if self._lying:
            return rect.adjusted(half, half, -half, -half)
        # A scroll bar takes the room beside the cards and not their own.
        right = 2 if self._list.verticalScrollBar().maximum() else SIDE
        return rect.adjusted(SIDE, half, -right, -half)

    def button(self, rect: QRect, item: CardItem) -> QRect:
        """Where the button of a card is; empty when it has none. It is hit on 40 px, as other buttons are."""
        if not item.action:
            return QRect()
        theme, card = self._theme, self.card(rect)
        icon = theme.scaled(16) + 6 if item.action_icon else 0
        width = text_width(item.action, theme.font("small strong")) + icon + 2 * _BUTTON_PADDING
        height = theme.size("button_compact")
        return QRect(card.right() + 1 - _INSET - width, card.center().y() - height // 2 + 1, width, height)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        item: CardItem = index.data(CARD_ROLE)
        state: QStyle.StateFlag = option.state
        rect: QRect = option.rect
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if item.key == self.dragged:
            paint_slot(painter, self.card(rect), self._theme, "")
        else:
            self._paint_ground(painter, self.card(rect), state)
            inner = self.card(rect).adjusted(_INSET, _TOP, -_INSET, -_TOP)
            if self._lying:
                self._paint_lying(painter, inner, rect, item)
            else:
                self._paint_upright(painter, inner, item)
        painter.restore()

    def _paint_ground(self, painter: QPainter, card: QRect, state: QStyle.StateFlag) -> None:
        theme, radius = self._theme, self._theme.radius("medium")
        hovered = bool(state & QStyle.StateFlag.State_MouseOver)
        painter.setPen(QPen(theme.colour("border_strong" if hovered else "border"), 1))
        painter.setBrush(theme.colour("surface"))
        painter.drawRoundedRect(QRectF(card).adjusted(0.5, 0.5, -0.5, -0.5), radius, radius)
        if state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(QPen(theme.colour("focus"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(card).adjusted(-2, -2, 2, 2), radius + 2, radius + 2)

    def _paint_upright(self, painter: QPainter, inner: QRect, item: CardItem) -> None:
        theme, left, width = self._theme, inner.left(), inner.width()
        first, small = theme.line_height("strong"), theme.line_height("small")
        draw_line(
            painter, QRect(left, inner.top(), width, first), item.title, theme.font("strong"), theme.colour("ink")
        )
        words = QRect(left, inner.top() + first + 2, width, 2 * small)
        draw_lines(painter, words, item.words, theme.font("small"), theme.colour("ink_2"), small)
        price = QRect(left, words.bottom() + 7, width, small)
        draw_line(painter, price, item.price, theme.font("small medium"), theme.colour("ink"))
        self._paint_upcoming(painter, QRect(left, price.bottom() + 4, width, small), item)

    def _paint_lying(self, painter: QPainter, inner: QRect, rect: QRect, item: CardItem) -> None:
        theme, small, first = self._theme, self._theme.line_height("small"), self._theme.line_height("strong")
        if item.action:
            self._paint_button(painter, self.button(rect, item), item)
            inner = inner.adjusted(0, 0, -self.button(rect, item).width() - theme.space("s3"), 0)
        price = text_width(item.price, theme.font("small")) + theme.space("s2") if item.price else 0
        title = QRect(inner.left(), inner.top(), inner.width() - price, first)
        used = draw_line(painter, title, item.title, theme.font("strong"), theme.colour("ink"))
        beside = QRect(title.left() + used + theme.space("s2"), title.top(), price, first)
        draw_line(painter, beside, item.price, theme.font("small"), theme.colour("ink_3"))
        second = QRect(inner.left(), title.bottom() + 2, inner.width(), small)
        draw_line(painter, second, item.words, theme.font("small"), theme.colour("ink_2"))
        self._paint_upcoming(painter, QRect(inner.left(), second.bottom() + 2, inner.width(), small), item)

    def _paint_upcoming(self, painter: QPainter, rect: QRect, item: CardItem) -> None:
        theme, side = self._theme, self._theme.scaled(_ICON)
        ink = _INKS[item.tone]
        if item.icon:
            pixmap = theme.pixmap(item.icon, ink, _ICON, self._list.devicePixelRatio())
            painter.drawPixmap(rect.left(), rect.top() + (rect.height() - side) // 2, pixmap)
            rect = rect.adjusted(side + 4, 0, 0, 0)
        font = theme.font("caption")
        draw_line(painter, rect, fitted(item.upcoming, font, rect.width()), font, theme.colour(ink))

    def _paint_button(self, painter: QPainter, button: QRect, item: CardItem) -> None:
        theme, radius, side = self._theme, self._theme.radius("medium"), self._theme.scaled(16)
        painter.setPen(QPen(theme.colour("border_strong"), 1))
        painter.setBrush(theme.colour("surface"))
        painter.drawRoundedRect(QRectF(button).adjusted(0.5, 0.5, -0.5, -0.5), radius, radius)
        inner = button.adjusted(_BUTTON_PADDING, 0, -_BUTTON_PADDING, 0)
        pixmap = theme.pixmap(item.action_icon, "ink", 16, self._list.devicePixelRatio())
        painter.drawPixmap(inner.left(), inner.center().y() - side // 2 + 1, pixmap)
        inner = inner.adjusted(side + 6, 0, 0, 0)
        draw_line(painter, inner, item.action, theme.font("small strong"), theme.colour("ink"))


def paint_slot(painter: QPainter, rect: QRect, theme: Theme, words: str) -> None:
    """The dashed place where a card comes from or goes to, with words on what happens there."""
    dashed = QPen(theme.colour("border_strong"), 1, Qt.PenStyle.DashLine)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(dashed)
    painter.setBrush(theme.colour("accent_soft") if words else Qt.BrushStyle.NoBrush)
    radius = theme.radius("medium")
    painter.drawRoundedRect(QRectF(rect).adjusted(0.5, 0.5, -0.5, -0.5), radius, radius)
    if words:
        line = theme.line_height("small")
        inner = rect.adjusted(_INSET, max((rect.height() - 2 * line) // 2, 0), -_INSET, 0)
        draw_lines(painter, inner, words, theme.font("small medium"), theme.colour("ink"), line, align=CENTRE)


def draw_lines(
    painter: QPainter,
    rect: QRect,
    text: str,
    font: QFont,
    colour: QColor,
    line_height: int,
    *,
    align: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignLeft,
) -> None:
    """Draw at most two lines; what does not fit is cut at the end of the second."""
    text = apart(text.replace("\n", " "))
    layout = QTextLayout(text, font)
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(option)
    layout.beginLayout()
    line = layout.createLine()
    line.setLineWidth(rect.width())
    layout.endLayout()
    first, rest = text[: line.textLength()].rstrip(), text[line.textLength() :].strip()
    draw_line(painter, QRect(rect.left(), rect.top(), rect.width(), line_height), first, font, colour, align)
    second = QFontMetricsF(font).elidedText(rest, Qt.TextElideMode.ElideRight, rect.width())
    below = QRect(rect.left(), rect.top() + line_height, rect.width(), line_height)
    draw_line(painter, below, second, font, colour, align)
