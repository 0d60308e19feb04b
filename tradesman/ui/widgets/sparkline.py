"""A small line of the last periods, with a dot at the newest."""

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRect, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from tradesman.ui.theme import Theme
from tradesman.ui.widgets.text import CENTRE, draw_line

_INSET = 4
_MARK = 16  # width of the piece of the dashed line


class Sparkline(QWidget):
    """Values without axes; the numbers stand beside it as words, and `words` reads it aloud."""

    def __init__(self, values: Sequence[float], words: str, theme: Theme, *, width: int = 56, height: int = 22) -> None:
        super().__init__()
        self._values, self._theme = tuple(values), theme
        self._width, self._height = width, height
        self.setAccessibleName(words)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def set_values(self, values: Sequence[float], words: str) -> None:
        """Show other values."""
        self._values = tuple(values)
        self.setAccessibleName(words)
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(self._theme.scaled(self._width), self._theme.scaled(self._height))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        paint_sparkline(painter, self.rect(), self._values, self._theme)
        painter.end()


class TargetMark(QWidget):
    """A piece of the dashed line, before the words that say what it stands for."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(self._theme.scaled(_MARK), self._theme.line_height("small"))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setPen(QPen(self._theme.colour("ink_3"), 1, Qt.PenStyle.DashLine))
        painter.drawLine(0, self.height() // 2, self.width(), self.height() // 2)
        painter.end()


def paint_sparkline(
    painter: QPainter, room: QRect, values: Sequence[float | None], theme: Theme, *, target: float | None = None
) -> None:
    """Paint values from left to right, None for what is not known, and a dashed line at the target."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    known = [value for value in values if value is not None]
    if not known:
        draw_line(painter, room, "—", theme.font("caption"), theme.colour("ink_3"), CENTRE)
    else:
        reach = known if target is None else [*known, target]
        low, spread = min(reach), max(reach) - min(reach) or 1
        wide, tall = room.width() - 2 * _INSET, room.height() - 2 * _INSET

        def place(number: int, value: float) -> QPointF:
            across = number / (len(values) - 1) if len(values) > 1 else 1
            return QPointF(
                room.left() + _INSET + across * wide, room.top() + _INSET + tall * (low + spread - value) / spread
            )

        if target is not None:
            painter.setPen(QPen(theme.colour("ink_3"), 1, Qt.PenStyle.DashLine))
            painter.drawLine(place(0, target), place(len(values) - 1, target))
        points = [place(number, value) for number, value in enumerate(values) if value is not None]
        painter.setPen(QPen(theme.chart(0), 1.5, c=Qt.PenCapStyle.RoundCap, j=Qt.PenJoinStyle.RoundJoin))
        painter.drawPolyline(QPolygonF(points))
        if values[-1] is not None:
            painter.setPen(QPen(theme.colour("ink"), 1))
            painter.setBrush(theme.colour("accent"))
            painter.drawEllipse(points[-1], 3, 3)
    painter.restore()
