"""A small line of the last periods, with a dot at the newest."""

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from tradesman.ui.theme import Theme
from tradesman.ui.widgets.text import CENTRE, draw_line

_INSET = 4


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
        theme = self._theme
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        points = self._points()
        if not points:
            draw_line(painter, self.rect(), "—", theme.font("caption"), theme.colour("ink_3"), CENTRE)
        else:
            painter.setPen(QPen(theme.chart(0), 1.5, c=Qt.PenCapStyle.RoundCap, j=Qt.PenJoinStyle.RoundJoin))
            painter.drawPolyline(QPolygonF(points))
            painter.setPen(QPen(theme.colour("ink"), 1))
            painter.setBrush(theme.colour("accent"))
            painter.drawEllipse(points[-1], 3, 3)
        painter.end()

    def _points(self) -> list[QPointF]:
        low, high = min(self._values, default=0), max(self._values, default=0)
        spread = high - low or 1
        wide, tall = self.width() - 2 * _INSET, self.height() - 2 * _INSET
        step = wide / max(len(self._values) - 1, 1)
        left = _INSET if len(self._values) > 1 else self.width() - _INSET
        return [
            QPointF(left + number * step, _INSET + tall * (1 - (value - low) / spread))
            for number, value in enumerate(self._values)
        ]
