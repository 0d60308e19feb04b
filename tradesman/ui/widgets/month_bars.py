"""Months side by side as upright bars on one line, with a mark at a round amount."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from tradesman.ui.theme import Theme
from tradesman.ui.widgets.text import LEFT, RIGHT, draw_line
from tradesman.ui.widgets.tips import plain_tip

_TALL = 132
_GAP = 0.34  # of a bar's place


@dataclass(frozen=True)
class MonthBar:
    """A month's short name and its amount."""

    name: str
    amount: float


class MonthBars(QWidget):
    """The last month stands out; `words` reads all of them aloud and is what they say under the mouse."""

    def __init__(self, theme: Theme, *, name: str = "") -> None:
        super().__init__()
        self._theme = theme
        self._bars: tuple[MonthBar, ...] = ()
        self._mark, self._mark_words = 0.0, ""
        self.setObjectName(name)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def set_bars(self, bars: Sequence[MonthBar], mark: float, mark_words: str, words: str) -> None:
        """Show these, with a line at the mark."""
        self._bars, self._mark, self._mark_words = tuple(bars), mark, mark_words
        self.setAccessibleName(words)
        self.setToolTip(plain_tip(words))
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(self._theme.scaled(200), self._theme.scaled(_TALL))

    def minimumSizeHint(self) -> QSize:
        return QSize(0, self._theme.scaled(_TALL))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self.updateGeometry()

    def paintEvent(self, _event: QPaintEvent) -> None:
        theme, line = self._theme, self._theme.line_height("caption")
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        font, ink = theme.font("caption"), theme.colour("ink_3")
        ground, top = self.height() - line - 4, line
        most = max([bar.amount for bar in self._bars] + [self._mark]) or 1
        place = self.width() / max(len(self._bars), 1)
        if self._mark:
            height = ground - (ground - top) * self._mark / most
            painter.setPen(QPen(theme.chart_grid(), 1))
            painter.drawLine(QPointF(0, height), QPointF(self.width(), height))
            draw_line(painter, QRect(0, round(height) - line, self.width(), line), self._mark_words, font, ink)
        painter.setPen(Qt.PenStyle.NoPen)
        for number, bar in enumerate(self._bars):
            last = number == len(self._bars) - 1
            tall = max((ground - top) * bar.amount / most, 1 if bar.amount else 0)
            painter.setBrush(theme.chart(1 if last else 0))
            left = number * place + place * _GAP / 2
            painter.drawRoundedRect(QRectF(left, ground - tall, place * (1 - _GAP), tall), 1, 1)
        painter.setPen(QPen(theme.colour("border_strong"), 1))
        painter.drawLine(0, ground, self.width(), ground)
        below = QRect(0, ground + 4, self.width(), line)
        if self._bars:
            draw_line(painter, below, self._bars[0].name, font, ink, LEFT)
            draw_line(painter, below, self._bars[-1].name, font, ink, RIGHT)
        painter.end()
