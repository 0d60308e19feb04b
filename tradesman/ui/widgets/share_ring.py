"""A share as a ring, with its percentage in the middle."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy

from tradesman.ui.theme import Theme
from tradesman.ui.widgets.painted_button import PaintedButton
from tradesman.ui.widgets.text import CENTRE, draw_line

_SIDE = 88
_THICK = 14
_WHOLE = 360 * 16  # degrees as Qt counts them


class ShareRing(PaintedButton):
    """Filled clockwise from the top; pressed, it shows its cases. The words read it aloud."""

    def __init__(self, theme: Theme, *, name: str = "") -> None:
        super().__init__(theme, name=name)
        self._percent: int | None = None
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def set_share(self, percent: int | None, words: str) -> None:
        """Show another share; None for too few cases leaves the ring empty."""
        self._percent = percent
        self.setAccessibleName(words)
        self.update()

    def sizeHint(self) -> QSize:
        side = self._theme.scaled(_SIDE)
        return QSize(side, side)

    def paintEvent(self, _event: QPaintEvent) -> None:
        theme, thick = self._theme, self._theme.scaled(_THICK)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self.underMouse():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.colour("hover"))
            painter.drawEllipse(QRectF(self.rect()))
        inset = thick / 2 + 1
        ring = QRectF(self.rect()).adjusted(inset, inset, -inset, -inset)
        pen = QPen(theme.chart_grid(), thick, c=Qt.PenCapStyle.FlatCap)
        painter.setPen(pen)
        painter.drawEllipse(ring)
        if self._percent:
            pen.setColor(theme.chart(0))
            painter.setPen(pen)
            painter.drawArc(ring, _WHOLE // 4, -_WHOLE * self._percent // 100)
        words = "–" if self._percent is None else f"{self._percent}%"
        draw_line(painter, self.rect(), words, theme.font("section"), theme.colour("ink"), CENTRE)
        painter.end()
