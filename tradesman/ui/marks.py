"""What can be drawn on a photo: arrow, circle and words, in parts of the picture's size, so that any size fits."""

from dataclasses import dataclass, replace
from enum import StrEnum
from math import atan2, cos, hypot, pi, sin

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPainterPath, QPen

_LINE = 0.007  # of the picture's longer side
_OUTLINE = 0.004  # on either side of a line
_HEAD = 0.035
_LETTERS = 0.04
_LEAST = 0.02  # a mark that is smaller was a slip of the hand


class Kind(StrEnum):
    """What is drawn."""

    ARROW = "arrow"
    CIRCLE = "circle"
    WORDS = "words"


@dataclass(frozen=True)
class Mark:
    """A mark from one point to another, both in parts of width and height from 0 to 1; words stand at the first.

    `colour` is a token of the theme.
    """

    kind: Kind
    x: float
    y: float
    to_x: float
    to_y: float
    colour: str
    words: str = ""

    def moved(self, right: float, down: float) -> "Mark":
        """The same mark elsewhere, with its beginning inside the picture."""
        right = min(max(self.x + right, 0.0), 1.0) - self.x
        down = min(max(self.y + down, 0.0), 1.0) - self.y
        return replace(self, x=self.x + right, y=self.y + down, to_x=self.to_x + right, to_y=self.to_y + down)

    def stretched(self, right: float, down: float) -> "Mark":
        """The same mark with its end elsewhere."""
        return replace(self, to_x=min(max(self.to_x + right, 0.0), 1.0), to_y=min(max(self.to_y + down, 0.0), 1.0))

    @property
    def counts(self) -> bool:
        """Whether it is large enough to be meant."""
        if self.kind == Kind.WORDS:
            return bool(self.words)
        return hypot(self.to_x - self.x, self.to_y - self.y) >= _LEAST


def paint(painter: QPainter, mark: Mark, room: QRectF, ink: QColor, outline: QColor, font: QFont) -> None:
    """Draws a mark over a picture that fills `room`: its outline first, so that it is seen on light and dark."""
    longer = max(room.width(), room.height())
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    if mark.kind == Kind.WORDS:
        path = _words(mark, room, font, longer)
        _stroke(painter, path, outline, 2 * _OUTLINE * longer)
        painter.fillPath(path, ink)
    else:
        path = _arrow(mark, room, longer) if mark.kind == Kind.ARROW else _circle(mark, room)
        _stroke(painter, path, outline, (_LINE + 2 * _OUTLINE) * longer)
        _stroke(painter, path, ink, _LINE * longer)
    painter.restore()


def frame(mark: Mark, room: QRectF, font: QFont) -> QRectF:
    """The room a mark takes, to show which one is chosen and to find it with the mouse."""
    longer = max(room.width(), room.height())
    if mark.kind == Kind.WORDS:
        path = _words(mark, room, font, longer)
    else:
        path = _arrow(mark, room, longer) if mark.kind == Kind.ARROW else _circle(mark, room)
    edge = (_LINE + _OUTLINE) * longer
    return path.boundingRect().adjusted(-edge, -edge, edge, edge)


def _stroke(painter: QPainter, path: QPainterPath, colour: QColor, width: float) -> None:
    pen = QPen(colour, width)
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    painter.strokePath(path, pen)


def _point(x: float, y: float, room: QRectF) -> QPointF:
    return QPointF(room.left() + x * room.width(), room.top() + y * room.height())


def _arrow(mark: Mark, room: QRectF, longer: float) -> QPainterPath:
    start, end = _point(mark.x, mark.y, room), _point(mark.to_x, mark.to_y, room)
    path = QPainterPath(start)
    path.lineTo(end)
    angle, head = atan2(end.y() - start.y(), end.x() - start.x()), _HEAD * longer
    for side in (-pi / 6, pi / 6):
        path.moveTo(end)
        path.lineTo(end - QPointF(cos(angle + side) * head, sin(angle + side) * head))
    return path


def _circle(mark: Mark, room: QRectF) -> QPainterPath:
    path = QPainterPath()
    path.addEllipse(QRectF(_point(mark.x, mark.y, room), _point(mark.to_x, mark.to_y, room)).normalized())
    return path


def _words(mark: Mark, room: QRectF, font: QFont, longer: float) -> QPainterPath:
    """The words, moved in as far as needed to stand whole on the picture, and smaller where they are too long."""
    size = max(round(_LETTERS * longer), 8)
    font = QFont(font)
    font.setPixelSize(size)
    wide = QFontMetricsF(font).horizontalAdvance(mark.words)
    if wide > room.width() * 0.96:
        font.setPixelSize(max(int(size * room.width() * 0.96 / wide), 6))
    metrics = QFontMetricsF(font)
    edge = 2 * _OUTLINE * longer
    place = _point(mark.x, mark.y, room)
    left = max(min(place.x(), room.right() - metrics.horizontalAdvance(mark.words) - edge), room.left() + edge)
    base = max(min(place.y(), room.bottom() - metrics.descent() - edge), room.top() + metrics.ascent() + edge)
    path = QPainterPath()
    path.addText(QPointF(left, base), font, mark.words)
    return path
