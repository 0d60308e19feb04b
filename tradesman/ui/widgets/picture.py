"""An icon that stands by itself, plain or on a tile."""

from PySide6.QtCore import QEvent, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from tradesman.ui.theme import Theme

# tone of a tile: fill and ink
_TILES = {
    "neutral": ("hover", "ink_2"),
    "danger": ("danger_soft", "danger"),
    "warn": ("warn_soft", "warn"),
    "good": ("good_soft", "good"),
    "info": ("info_soft", "info"),
    "accent": ("accent_soft", "accent_text"),
}


class Picture(QWidget):
    """A decorative icon in a colour; the words beside it say what it means."""

    def __init__(self, icon: str, theme: Theme, tone: str = "ink_2", size: int = 18) -> None:
        super().__init__()
        self._icon, self._theme, self._tone, self._size = icon, theme, tone, size
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def set_icon(self, icon: str, tone: str) -> None:
        """Show another icon."""
        self._icon, self._tone = icon, tone
        self.update()

    def sizeHint(self) -> QSize:
        side = self._theme.scaled(self._size)
        return QSize(side, side)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self.updateGeometry()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        pixmap = self._theme.pixmap(self._icon, self._tone, self._size, self.devicePixelRatio())
        painter.drawPixmap(0, 0, pixmap)
        painter.end()


class Tile(Picture):
    """An icon on a soft square of 36 px: the start of a row."""

    def __init__(self, icon: str, theme: Theme, tone: str = "neutral", *, side: int = 36) -> None:
        super().__init__(icon, theme, tone)
        self._side = side
        self._lifted = False

    def lift(self, lifted: bool) -> None:
        """Stand out from a row that is itself filled, as when hovered or selected."""
        self._lifted = lifted
        self.update()

    def sizeHint(self) -> QSize:
        side = self._theme.scaled(self._side)
        return QSize(side, side)

    def paintEvent(self, _event: QPaintEvent) -> None:
        theme, ratio = self._theme, self.devicePixelRatio()
        fill, ink = _TILES[self._tone]
        if self._lifted:
            fill = "pressed" if self._tone == "neutral" else "surface"
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.colour(fill))
        painter.drawRoundedRect(QRectF(self.rect()), theme.radius("medium"), theme.radius("medium"))
        inset = (self.width() - theme.scaled(self._size)) // 2
        painter.drawPixmap(inset, inset, theme.pixmap(self._icon, ink, self._size, ratio))
        painter.end()
