"""Rows that stand in while the real ones are on their way."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from tradesman.ui.theme import Theme

_ROW = 36
_TILE = 28


class Skeleton(QWidget):
    """Grey shapes without animation; shown only when a page waits longer than 300 ms."""

    def __init__(self, rows: int, theme: Theme) -> None:
        super().__init__()
        self._rows, self._theme = rows, theme
        self.setAccessibleName(self.tr("Loading"))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(240, self._rows * self._theme.scaled(_ROW))

    def paintEvent(self, _event: QPaintEvent) -> None:
        theme, row, tile = self._theme, self._theme.scaled(_ROW), self._theme.scaled(_TILE)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        room = self.width() - tile - 12
        for number in range(self._rows):
            top = number * row
            painter.setBrush(theme.colour("hover"))
            painter.drawRoundedRect(QRectF(0, top, tile, tile), 6, 6)
            lengths = (0.34, 0.56) if number % 2 == 0 else (0.48, 0.70)
            painter.drawRoundedRect(QRectF(tile + 12, top + tile * 0.62, room * lengths[1], 8), 4, 4)
            painter.setBrush(theme.colour("pressed"))
            painter.drawRoundedRect(QRectF(tile + 12, top + tile * 0.12, room * lengths[0], 8), 4, 4)
        painter.end()
