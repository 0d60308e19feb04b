"""Six short bars with their figures: how each step of the process was kept."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from tradesman.ui.theme import Theme
from tradesman.ui.widgets.text import CENTRE, draw_line
from tradesman.ui.widgets.tips import plain_tip

_BAR = 8  # its height
_GAP = 5
_DOWN = 4  # from the bar to its figure


@dataclass(frozen=True)
class Bar:
    """A share in percent, None for too few cases, and whether it is the one to look at."""

    percent: int | None
    weakest: bool = False


class StepBars(QWidget):
    """Bars side by side; `words` reads them aloud and is what they say under the mouse."""

    def __init__(self, theme: Theme, *, name: str = "") -> None:
        super().__init__()
        self._theme = theme
        self._bars: tuple[Bar, ...] = ()
        self.setObjectName(name)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def set_bars(self, bars: Sequence[Bar], words: str) -> None:
        """Show these."""
        self._bars = tuple(bars)
        self.setAccessibleName(words)
        self.setToolTip(plain_tip(words))
        self.update()

    def sizeHint(self) -> QSize:
        theme = self._theme
        return QSize(theme.scaled(200), theme.scaled(_BAR) + _DOWN + theme.line_height("small"))

    def minimumSizeHint(self) -> QSize:
        return QSize(0, self.sizeHint().height())

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self.updateGeometry()

    def paintEvent(self, _event: QPaintEvent) -> None:
        theme = self._theme
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        tall = theme.scaled(_BAR)
        wide = (self.width() + _GAP) / max(len(self._bars), 1) - _GAP
        for number, bar in enumerate(self._bars):
            left = number * (wide + _GAP)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.chart_grid())
            painter.drawRoundedRect(QRectF(left, 0, wide, tall), 3, 3)
            if bar.percent:
                painter.setBrush(theme.chart(1 if bar.weakest else 0))
                painter.drawRoundedRect(QRectF(left, 0, max(wide * bar.percent / 100, tall), tall), 3, 3)
            below = QRect(round(left), tall + _DOWN, round(wide), theme.line_height("small"))
            words = "–" if bar.percent is None else str(bar.percent)
            role, tone = ("small strong", "accent_text") if bar.weakest else ("small", "ink_2")
            draw_line(painter, below, words, theme.font(role), theme.colour(tone), CENTRE)
        painter.end()
