"""A key as it stands on the keyboard: Ctrl K, Esc, Enter."""

from PySide6.QtCore import QEvent, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QLabel, QSizePolicy

from tradesman.ui.theme import Theme
from tradesman.ui.widgets.text import CENTRE, draw_line, text_width


class KeyCap(QLabel):
    """The keys that do the same as what stands beside them."""

    def __init__(self, keys: str, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setText(keys)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return key_cap_size(self._theme, self.text())

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self.updateGeometry()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        paint_key_cap(painter, self.rect(), self._theme, self.text())
        painter.end()


def key_cap_size(theme: Theme, keys: str) -> QSize:
    """The room the keys take."""
    return QSize(text_width(keys, theme.font("caption")) + 12, theme.scaled(20))


def paint_key_cap(painter: QPainter, rect: QRect, theme: Theme, keys: str) -> None:
    """Paint the keys into a rectangle of key_cap_size."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(theme.colour("border"), 1))
    painter.setBrush(theme.colour("surface_alt"))
    shape = QRectF(rect).adjusted(0.5, 0.5, -0.5, -0.5)
    painter.drawRoundedRect(shape, theme.radius("small"), theme.radius("small"))
    draw_line(painter, rect, keys, theme.font("caption"), theme.colour("ink_3"), CENTRE)
