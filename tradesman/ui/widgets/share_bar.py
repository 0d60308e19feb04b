"""How much of something is used up, as a bar across the room there is."""

from PySide6.QtCore import QEvent, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from tradesman.ui.theme import Theme

_TALL = 8


class ShareBar(QWidget):
    """Filled from the left; what is more than the whole is shown by its tone. The words read it aloud."""

    def __init__(self, theme: Theme, *, name: str = "") -> None:
        super().__init__()
        self._theme, self._used, self._tone = theme, 0.0, "ink_2"
        self.setObjectName(name)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    @property
    def used(self) -> float:
        """The share that is shown, 1 for the whole."""
        return self._used

    def set_share(self, used: float, tone: str, words: str) -> None:
        """Show another share."""
        self._used, self._tone = min(max(used, 0.0), 1.0), tone
        self.setAccessibleName(words)
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(self._theme.scaled(120), self._theme.scaled(_TALL))

    def minimumSizeHint(self) -> QSize:
        return QSize(0, self._theme.scaled(_TALL))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self.updateGeometry()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        whole = QRectF(self.rect())
        used = QRectF(0, 0, max(whole.width() * self._used, whole.height() if self._used else 0), whole.height())
        for shape, token in ((whole, "hover"), (used, self._tone)):
            painter.setBrush(self._theme.colour(token))
            painter.drawRoundedRect(shape, 3, 3)
        painter.end()
