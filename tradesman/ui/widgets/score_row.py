"""One step of the scorecard as a row: what it is, its bar, kept of due, its trend, and how it changed."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy

from tradesman.ui.theme import Theme
from tradesman.ui.widgets.painted_button import PaintedButton
from tradesman.ui.widgets.sparkline import paint_sparkline
from tradesman.ui.widgets.text import RIGHT, draw_line, text_width
from tradesman.ui.widgets.tips import plain_tip

_PAD = 16
_BAR = 8
_WORDS = 264  # wished for title and second line
_LEAST_BAR = 72
_PERCENT, _KEPT, _TREND, _CHANGE = 66, 76, 158, 106  # the columns at the right


@dataclass(frozen=True)
class ScoreLine:
    """What a row says; `percent` is None for too few cases, `tone` the colour of its last words."""

    number: int
    icon: str
    title: str
    what: str
    percent: int | None
    share: str
    kept: str
    trend: Sequence[int | None]
    change: str
    tone: str
    icon_of_change: str = ""


class ScoreRow(PaintedButton):
    """Painted as one; pressed, it shows the cases behind it. `words` reads it aloud."""

    def __init__(self, theme: Theme, target: int, *, name: str = "") -> None:
        super().__init__(theme, name=name)
        self._target = target
        self._line: ScoreLine | None = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def set_line(self, line: ScoreLine, words: str) -> None:
        """Show this."""
        self._line = line
        self.setAccessibleName(words)
        self.setToolTip(plain_tip(words))
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(self._theme.scaled(600), self._theme.size("row_action"))

    def minimumSizeHint(self) -> QSize:
        return QSize(0, self._theme.size("row_action"))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self.underMouse():
            painter.fillRect(self.rect(), self._theme.colour("hover"))
        if self._line is not None:
            self._paint(painter, self._line)
        painter.end()

    def _paint(self, painter: QPainter, line: ScoreLine) -> None:
        theme = self._theme
        left = self._paint_head(painter, line)
        right = self.width() - _PAD
        change, trend, kept, percent = (theme.scaled(wide) for wide in (_CHANGE, _TREND, _KEPT, _PERCENT))
        room = right - change - kept - percent - left
        shows_trend = room - trend >= theme.scaled(_WORDS + _LEAST_BAR)
        self._paint_change(painter, line, QRect(right - change, 0, change, self.height()))
        right -= change
        if shows_trend:
            tall = theme.scaled(34)
            place = QRect(right - trend + theme.scaled(12), (self.height() - tall) // 2, trend - theme.scaled(12), tall)
            paint_sparkline(painter, place, line.trend, theme, target=self._target)
            right -= trend
        small, ink = theme.tabular(theme.font("small")), theme.colour("ink_2")
        draw_line(painter, QRect(right - kept, 0, kept, self.height()), line.kept, small, ink, RIGHT)
        right -= kept
        strong = theme.tabular(theme.font("section" if line.percent is not None else "small"))
        tone = theme.colour("ink" if line.percent is not None else "ink_2")
        draw_line(painter, QRect(right - percent, 0, percent, self.height()), line.share, strong, tone, RIGHT)
        right -= percent
        words = min(theme.scaled(_WORDS), right - left - theme.scaled(_LEAST_BAR))
        self._paint_words(painter, line, QRect(left, 0, words, self.height()))
        self._paint_bar(painter, line, left + words + theme.scaled(20), right)

    def _paint_head(self, painter: QPainter, line: ScoreLine) -> int:
        """The number and the icon; gives where the words begin."""
        theme, tall = self._theme, self.height()
        number = QRect(_PAD, 0, theme.scaled(20), tall)
        draw_line(painter, number, str(line.number), theme.font("strong"), theme.colour("ink_2"))
        left, side = number.right() + theme.scaled(8), theme.scaled(18)
        pixmap = theme.pixmap(line.icon, "ink_2", 18, self.devicePixelRatio())
        painter.drawPixmap(left, (tall - side) // 2, pixmap)
        return left + side + theme.scaled(12)

    def _paint_words(self, painter: QPainter, line: ScoreLine, room: QRect) -> None:
        theme = self._theme
        first, second = theme.line_height("strong"), theme.line_height("small")
        top = (room.height() - first - second) // 2
        title = QRect(room.left(), top, room.width(), first)
        draw_line(painter, title, line.title, theme.font("body medium"), theme.colour("ink"))
        below = QRect(room.left(), top + first, room.width(), second)
        draw_line(painter, below, line.what, theme.font("small"), theme.colour("ink_2"))

    def _paint_bar(self, painter: QPainter, line: ScoreLine, left: int, right: int) -> None:
        theme, tall = self._theme, self._theme.scaled(_BAR)
        whole = QRectF(left, (self.height() - tall) / 2, max(right - left, 0), tall)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.chart_grid())
        painter.drawRoundedRect(whole, 3, 3)
        if line.percent:
            whole.setWidth(max(whole.width() * line.percent / 100, tall))
            painter.setBrush(theme.chart(0 if line.percent >= self._target else 1))
            painter.drawRoundedRect(whole, 3, 3)

    def _paint_change(self, painter: QPainter, line: ScoreLine, room: QRect) -> None:
        theme = self._theme
        font = theme.font("caption strong")
        wide = min(text_width(line.change, font), room.width())
        draw_line(painter, room, line.change, font, theme.colour(line.tone), RIGHT)
        if line.icon_of_change:
            side = theme.scaled(14)
            pixmap = theme.pixmap(line.icon_of_change, line.tone, 14, self.devicePixelRatio())
            painter.drawPixmap(room.right() + 1 - wide - side - 4, (room.height() - side) // 2, pixmap)
