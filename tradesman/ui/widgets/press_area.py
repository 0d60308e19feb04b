"""Words and figures that stand side by side and are pressed as one; pressed, they show what they are made of."""

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy

from tradesman.ui.theme import Theme
from tradesman.ui.widgets.painted_button import PaintedButton

_PAD = 6  # above and below


class PressArea(PaintedButton):
    """What it holds is put into its `row`; `set_words` reads it aloud."""

    def __init__(self, theme: Theme, *, name: str = "") -> None:
        super().__init__(theme, name=name)
        self.row = QHBoxLayout(self)
        self.row.setContentsMargins(0, _PAD, 0, _PAD)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def set_words(self, words: str) -> None:
        """What a screen reader says."""
        self.setAccessibleName(words)

    def paintEvent(self, _event: QPaintEvent) -> None:
        if not self.underMouse():
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._theme.colour("hover"))
        radius = self._theme.radius("small")
        painter.drawRoundedRect(QRectF(self.rect()), radius, radius)
        painter.end()
