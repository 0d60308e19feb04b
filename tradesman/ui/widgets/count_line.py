"""A number and what it counts, in one line; pressed, it shows the cases."""

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy

from tradesman.ui.theme import Theme
from tradesman.ui.widgets.painted_button import PaintedButton
from tradesman.ui.widgets.text import RIGHT, draw_line, text_width

_TALL = 32
_GAP = 8


class CountLine(PaintedButton):
    """The number first, or at the right where `behind` says so."""

    def __init__(self, theme: Theme, *, behind: bool = False, name: str = "") -> None:
        super().__init__(theme, name=name)
        self._number, self._words, self._behind = "", "", behind
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    @property
    def words(self) -> str:
        """What it says."""
        return self.accessibleName()

    def set_count(self, number: str, words: str) -> None:
        """Show another number."""
        self._number, self._words = number, words
        self.setAccessibleName(f"{words}: {number}" if self._behind else f"{number} {words}")
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(self._theme.scaled(160), self._theme.scaled(_TALL))

    def minimumSizeHint(self) -> QSize:
        return QSize(0, self._theme.scaled(_TALL))

    def paintEvent(self, _event: QPaintEvent) -> None:
        theme, tall = self._theme, self.height()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self.underMouse():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.colour("hover"))
            painter.drawRoundedRect(QRectF(self.rect()), theme.radius("small"), theme.radius("small"))
        strong = theme.tabular(theme.font("small strong"))
        wide = text_width(self._number, strong)
        left = 0 if self._behind else wide + _GAP
        words = QRect(left, 0, self.width() - wide - _GAP, tall)
        draw_line(painter, words, self._words, theme.font("small"), theme.colour("ink_2"))
        align = {"align": RIGHT} if self._behind else {}
        draw_line(painter, self.rect(), self._number, strong, theme.colour("ink"), **align)
        painter.end()
