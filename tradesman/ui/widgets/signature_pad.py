"""A place to sign with mouse, finger or pen, which keeps strokes and not pixels."""

from collections.abc import Sequence
from enum import StrEnum
from itertools import pairwise
from time import monotonic

from PySide6.QtCore import QEvent, QPointF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPainterPath, QPaintEvent, QPen, QTabletEvent, QTouchEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from tradesman.book.signature import MOST_POINTS
from tradesman.ui.theme import Theme

Point = list[int]  # x and y in thousandths of the pad's width, and the milliseconds since the first
_TALL = 176
_SIDE = 32  # between the edge and the line one signs on
_FOOT = 46  # below that line
_PEN = 4.5  # thousandths of the width
_NEAR = 2  # thousandths; a hand that rests makes no points
_TOUCHES = (QEvent.Type.TouchBegin, QEvent.Type.TouchUpdate, QEvent.Type.TouchEnd, QEvent.Type.TouchCancel)


class PadState(StrEnum):
    """What stands on the pad."""

    EMPTY = "empty"
    DRAWING = "drawing"
    SIGNED = "signed"
    CLEARED = "cleared"


class SignaturePad(QWidget):
    """Draws what the hand writes; when its size changes, the strokes keep their proportions.

    `foot` is the row below the line, for whose name it is and the day. Del clears.
    """

    changed = Signal()

    def __init__(self, words: str, theme: Theme, *, name: str = "") -> None:
        super().__init__()
        self._theme = theme
        self._strokes: list[list[Point]] = []
        self._state = PadState.EMPTY
        self._began = 0.0
        self._shape = 0.0  # height to width when the first stroke began
        self._by_pen = False
        self.foot = QHBoxLayout()
        self.foot.setContentsMargins(_SIDE - 5, 0, _SIDE, 11)  # a field has an edge of its own
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addStretch(1)
        layout.addLayout(self.foot)
        self.setObjectName(name)
        self.setAccessibleName(words)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.CrossCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_AcceptTouchEvents)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._describe()

    @property
    def state(self) -> PadState:
        """Whether somebody has signed."""
        return self._state

    def strokes(self) -> list[list[Point]]:
        """Every stroke as a list of points `[x, y, milliseconds]`."""
        return [[[*point] for point in stroke] for stroke in self._strokes]

    def set_strokes(self, strokes: Sequence[Sequence[Sequence[int]]], shape: float = _TALL / 694) -> None:
        """Shows a signature that was kept; `shape` is the height to width of the pad it was written on."""
        self._strokes, self._shape = [[[*point] for point in stroke] for stroke in strokes], shape
        self._turn(PadState.SIGNED if self._strokes else PadState.EMPTY)

    def clear(self) -> None:
        """Takes every stroke away."""
        if self._strokes:
            self._strokes.clear()
            self._turn(PadState.CLEARED)

    def sizeHint(self) -> QSize:
        return QSize(480, self._theme.scaled(_TALL))

    # What the hand does

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton and not self._by_pen:
            self._begin(event.position())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if event.buttons() & Qt.MouseButton.LeftButton and not self._by_pen:
            self._go_on(event.position())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton and not self._by_pen:
            self._end()

    def tabletEvent(self, event: QTabletEvent) -> None:
        kind = event.type()
        if kind == QEvent.Type.TabletPress:
            self._by_pen = True
            self._begin(event.position())
        elif kind == QEvent.Type.TabletMove and self._by_pen:
            self._go_on(event.position())
        elif kind == QEvent.Type.TabletRelease and self._by_pen:
            self._end()
            self._by_pen = False
        event.accept()  # else Qt makes a mouse of the pen, with gaps

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QTouchEvent) and event.type() in _TOUCHES:
            self._touched(event)
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.clear()
        else:
            super().keyPressEvent(event)

    def _touched(self, event: QTouchEvent) -> None:
        place = event.points()[0].position() if event.points() else None
        if event.type() == QEvent.Type.TouchBegin and place is not None:
            self._begin(place)
        elif event.type() == QEvent.Type.TouchUpdate and place is not None:
            self._go_on(place)
        else:
            self._end()

    def _begin(self, place: QPointF) -> None:
        if not self._strokes:
            self._began, self._shape = monotonic(), self.height() / max(self.width(), 1)
        if self._has_room():
            self._strokes.append([self._point(place)])
            self._turn(PadState.DRAWING)

    def _go_on(self, place: QPointF) -> None:
        if self._state != PadState.DRAWING or not self._has_room():
            return
        stroke, point = self._strokes[-1], self._point(place)
        if max(abs(point[0] - stroke[-1][0]), abs(point[1] - stroke[-1][1])) >= _NEAR:
            stroke.append(point)
            self.update()

    def _end(self) -> None:
        if self._state == PadState.DRAWING:
            self._turn(PadState.SIGNED)

    def _has_room(self) -> bool:
        return sum(map(len, self._strokes)) < MOST_POINTS

    def _turn(self, state: PadState) -> None:
        self._state = state
        self._describe()
        self.update()
        self.changed.emit()

    def _describe(self) -> None:
        signed = self._state in (PadState.SIGNED, PadState.DRAWING)
        self.setAccessibleDescription(self.tr("Signed") if signed else self.tr("Nothing is written yet"))

    # How it is drawn

    def _scale(self) -> float:
        """Pixels for a thousandth of the width it was written on."""
        wide = self.width() / 1000
        return min(wide, self.height() / (self._shape * 1000)) if self._shape else wide

    def _point(self, place: QPointF) -> Point:
        scale = self._scale()
        inside = (min(max(place.x(), 0), self.width()), min(max(place.y(), 0), self.height()))
        return [round(inside[0] / scale), round(inside[1] / scale), round((monotonic() - self._began) * 1000)]

    def paintEvent(self, _event: QPaintEvent) -> None:
        theme = self._theme
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(theme.colour("border_strong"), 1))
        painter.setBrush(theme.colour("surface"))
        edge = self.rect().toRectF().adjusted(0.5, 0.5, -0.5, -0.5)
        painter.drawRoundedRect(edge, theme.radius("medium"), theme.radius("medium"))
        line = self.height() - theme.scaled(_FOOT) + 0.5
        painter.drawLine(QPointF(_SIDE, line), QPointF(self.width() - _SIDE, line))
        scale = self._scale()
        painter.scale(scale, scale)
        pen = QPen(theme.colour("ink"), _PEN)
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for stroke in self._strokes:
            painter.drawPath(_curve(stroke))
        painter.end()


def _curve(stroke: Sequence[Point]) -> QPainterPath:
    """A stroke through the middles between its points, as a hand moves."""
    points = [QPointF(point[0], point[1]) for point in stroke]
    path = QPainterPath(points[0])
    if len(points) == 1:
        path.lineTo(points[0] + QPointF(0.1, 0))  # a dot
    for here, there in pairwise(points[1:]):
        path.quadTo(here, (here + there) / 2)
    path.lineTo(points[-1])
    return path
