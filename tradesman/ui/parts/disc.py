"""A person's initials on a disc."""

from PySide6.QtCore import QEvent, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from tradesman.ui.parts.partner_item import initials
from tradesman.ui.theme import Theme
from tradesman.ui.widgets.text import CENTRE, draw_line

_SIDE = 32


class Disc(QWidget):
    """Decoration: the name stands beside it."""

    def __init__(self, theme: Theme, name: str = "", *, side: int = _SIDE) -> None:
        super().__init__()
        self._theme, self._side, self._initials = theme, side, initials(name)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def set_name(self, name: str) -> None:
        """Shows the initials of this name."""
        self._initials = initials(name)
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(self._theme.scaled(self._side), self._theme.scaled(self._side))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self.updateGeometry()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._theme.colour("hover"))
        painter.drawEllipse(QRectF(self.rect()))
        font = self._theme.font("caption strong" if self._side == _SIDE else "small strong")
        draw_line(painter, self.rect(), self._initials, font, self._theme.colour("ink_2"), CENTRE)
        painter.end()
