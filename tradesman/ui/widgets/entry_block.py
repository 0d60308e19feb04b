"""An entry of the calendar: painted, reached by keys, dragged with the mouse at its middle or at one of its edges."""

from dataclasses import dataclass

from PySide6.QtCore import QEvent, QPoint, QRect, QRectF, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QContextMenuEvent,
    QFont,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QApplication

from tradesman.ui.theme import Theme
from tradesman.ui.widgets.painted_button import PaintedButton
from tradesman.ui.widgets.text import TextBlock, draw_line
from tradesman.ui.widgets.tips import plain_tip

WHOLE, TOP, BOTTOM = "whole", "top", "bottom"
_EDGE = 6  # px that stretch
_BAR = 4
_PADDING = 11
_NARROW = 60  # px, below which there is no room for the icon
_MOST_LINES = 3


@dataclass(frozen=True)
class Block:
    """What an entry looks like: `look` is work or visit; held has a dashed line, over is grey; `sentence` says it all.

    `day` is the number of its column, `begins` and `ends` are minutes of that day.
    """

    key: str
    day: int
    begins: int
    ends: int
    title: str
    words: str
    icon: str
    look: str
    sentence: str
    held: bool = False
    over: bool = False
    movable: bool = True


class EntryBlock(PaintedButton):
    """Says what is done to it in minutes and days of its grid; the grid shows where it would go and moves it."""

    dragged = Signal(str, str, QPoint)  # key, part, how far from where it was pressed
    dropped = Signal(str, str, QPoint)
    given_up = Signal()
    menu_asked = Signal(str, QPoint)
    key_pressed = Signal(str, object)

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme)
        self.block: Block | None = None
        self._pressed: QPoint | None = None  # on the screen
        self._part = ""
        self._dragging = False
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.setMouseTracking(True)

    @property
    def pressed_at(self) -> QPoint:
        """Where on the screen the mouse was pressed."""
        return self._pressed or self.mapToGlobal(self.rect().center())

    def show_block(self, block: Block) -> None:
        """Shows an entry."""
        self.block = block
        self.setObjectName(f"entry_{block.key}")
        self.setText(block.title)
        self.setAccessibleName(block.sentence)
        self.setToolTip(plain_tip(block.sentence))
        self.update()

    # Keys and mouse

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self._dragging and event.key() == Qt.Key.Key_Escape:
            self._let_go()
            self.given_up.emit()
            return
        event.ignore()
        if self.block is not None:
            self.key_pressed.emit(self.block.key, event)  # accepts what means something in a calendar
        if not event.isAccepted():
            event.accept()  # Enter presses it, and is not the grid's as well
            super().keyPressEvent(event)

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ShortcutOverride and self._dragging:
            event.accept()  # Esc gives up the drag and does not lead back
            return True
        return super().event(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        super().mousePressEvent(event)
        if event.button() == Qt.MouseButton.LeftButton and self.block is not None and self.block.movable:
            self._pressed = event.globalPosition().toPoint()
            self._part = self._part_at(event.position().toPoint())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._show_cursor(event.position().toPoint())
        if self._pressed is None or self.block is None:
            return
        far = event.globalPosition().toPoint() - self._pressed
        if not self._dragging and far.manhattanLength() < QApplication.startDragDistance():
            return
        self._dragging = True
        self.setDown(False)
        self.dragged.emit(self.block.key, self._part, far)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if not self._dragging or self._pressed is None or self.block is None:
            self._pressed = None
            super().mouseReleaseEvent(event)
            return
        far, part = event.globalPosition().toPoint() - self._pressed, self._part
        self._let_go()
        self.dropped.emit(self.block.key, part, far)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        if self.block is not None:
            by_key = event.reason() == QContextMenuEvent.Reason.Keyboard
            self.menu_asked.emit(
                self.block.key, self.mapToGlobal(self.rect().center()) if by_key else event.globalPos()
            )

    def _let_go(self) -> None:
        self._pressed, self._dragging = None, False
        self.setDown(False)

    def _part_at(self, place: QPoint) -> str:
        if self.height() < 3 * _EDGE:
            return WHOLE
        return TOP if place.y() < _EDGE else BOTTOM if place.y() >= self.height() - _EDGE else WHOLE

    def _show_cursor(self, place: QPoint) -> None:
        movable = self.block is not None and self.block.movable
        at_edge = movable and self._part_at(place) != WHOLE and not self._dragging
        self.setCursor(Qt.CursorShape.SizeVerCursor if at_edge else Qt.CursorShape.PointingHandCursor)

    # How it looks

    def paintEvent(self, _event: QPaintEvent) -> None:
        if self.block is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_ground(painter, self.block)
        self._paint_words(painter, self.block)
        painter.end()

    def _paint_ground(self, painter: QPainter, block: Block) -> None:
        theme = self._theme
        fill, line, bar = _colours(block)
        frame = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        radius = theme.radius("medium") - 2
        dashes = Qt.PenStyle.DashLine if block.held else Qt.PenStyle.SolidLine
        painter.setPen(QPen(theme.colour(line), 1, dashes))
        painter.setBrush(theme.colour("hover" if self.underMouse() and not block.over else fill))
        painter.drawRoundedRect(frame, radius, radius)
        if bar:
            shape, left = QPainterPath(), QPainterPath()
            shape.addRoundedRect(QRectF(self.rect()), radius, radius)
            left.addRect(QRectF(0, 0, _BAR, self.height()))
            painter.fillPath(shape & left, theme.colour(bar))

    def _paint_words(self, painter: QPainter, block: Block) -> None:
        theme, roomy = self._theme, self.width() > _NARROW
        ink, line = theme.colour("ink_2" if block.over else "ink"), theme.line_height("caption")
        top = 6 if self.height() >= line + 12 else max((self.height() - line) // 2, 0)
        left = _PADDING if roomy else _BAR + 3
        if roomy:
            side = theme.scaled(13)
            pixmap = theme.pixmap(block.icon, "ink_2" if block.over else "ink", 13, self.devicePixelRatio())
            painter.drawPixmap(left, top + (line - side) // 2, pixmap)
        indent = theme.scaled(13) + 6 if roomy else 0
        place = QRect(left + indent, top, self.width() - left - indent - 4, self.height() - top - 2)
        lines = max(place.height() // line - bool(block.words), 1)
        top += _draw_lines(painter, place, block.title, (theme.font("caption strong"), ink, line), lines)
        place = QRect(left, top, self.width() - left - 4, self.height() - top - 2)
        if block.words and place.height() >= line:
            small = (theme.font("caption"), theme.colour("ink_2"), line)
            _draw_lines(painter, place, block.words, small, place.height() // line)


def _draw_lines(painter: QPainter, place: QRect, words: str, look: tuple[QFont, QColor, int], most: int) -> int:
    """Draws words in as many lines as they need, or in one where that is too many; gives the height they took."""
    font, colour, line = look
    block = TextBlock(words, font, line, max(place.width(), 1))
    if block.height <= min(most, _MOST_LINES) * line:
        block.draw(painter, place.left(), place.top(), colour)
        return block.height
    draw_line(painter, QRect(place.left(), place.top(), place.width(), line), words, font, colour)
    return line


def _colours(block: Block) -> tuple[str, str, str]:
    """Fill, line and bar; what is held has no bar."""
    if block.over:
        return "hover", "border", "" if block.held else "border_strong"
    if block.held:
        return "surface_alt", "border_strong", ""
    if block.look == "visit":
        return "accent_soft", "accent_edge", "accent_edge"
    return "surface", "border_strong", "ink"
