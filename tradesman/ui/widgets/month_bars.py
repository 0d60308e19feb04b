"""Months side by side as upright bars on one line, with a mark at a round amount."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from tradesman.ui.theme import Theme
from tradesman.ui.widgets.painted_button import PaintedButton
from tradesman.ui.widgets.text import LEFT, RIGHT, draw_line
from tradesman.ui.widgets.tips import plain_tip

_TALL = 132
_GAP = 0.34  # of a bar's place
_STEPS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}


@dataclass(frozen=True)
class MonthBar:
    """A month's short name, its amount, and the words that read it aloud."""

    name: str
    amount: float
    words: str


class MonthBars(QWidget):
    """The last month stands out; each can be pressed and says its place. Tab stops once, the arrows go on.

    `words` reads all of them aloud.
    """

    pressed = Signal(int)

    def __init__(self, theme: Theme, *, name: str = "") -> None:
        super().__init__()
        self._theme, self._name = theme, name
        self._bars: list[_Month] = []
        self._mark, self._mark_words = 0.0, ""
        self.setObjectName(name)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def set_bars(self, bars: Sequence[MonthBar], mark: float, mark_words: str, words: str) -> None:
        """Show these, with a line at the mark."""
        if len(bars) != len(self._bars):
            self._make(len(bars))
        self._mark, self._mark_words = mark, mark_words
        most = max([bar.amount for bar in bars] + [mark], default=0) or 1
        for month, bar in zip(self._bars, bars, strict=True):
            month.set_bar(bar, most)
        self.setAccessibleName(words)
        self.update()

    def _make(self, count: int) -> None:
        for month in self._bars:
            month.hide()
            month.deleteLater()
        self._bars = [_Month(self, self._theme, number, last=number == count - 1) for number in range(count)]
        for month in self._bars:
            month.setObjectName(f"{self._name}_{month.number}")
            month.asked.connect(self.pressed)
            month.moved.connect(self._on_moved)
            month.reached.connect(self._on_reached)
            month.show()
        self._on_reached(count - 1)
        self._place()

    def sizeHint(self) -> QSize:
        return QSize(self._theme.scaled(200), self._theme.scaled(_TALL))

    def minimumSizeHint(self) -> QSize:
        return QSize(0, self._theme.scaled(_TALL))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self.updateGeometry()
            self._place()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place()

    def _ground(self) -> int:
        return self.height() - self._theme.line_height("caption") - 4

    def _place(self) -> None:
        wide = self.width() / max(len(self._bars), 1)
        for number, month in enumerate(self._bars):
            left = round(number * wide)
            month.setGeometry(left, 0, round((number + 1) * wide) - left, self._ground())

    def _on_moved(self, number: int) -> None:
        if 0 <= number < len(self._bars):
            self._bars[number].setFocus(Qt.FocusReason.TabFocusReason)

    def _on_reached(self, number: int) -> None:
        """Tab comes back to the month that had the keyboard last."""
        for month in self._bars:
            here = month.number == number
            month.setFocusPolicy(Qt.FocusPolicy.StrongFocus if here else Qt.FocusPolicy.ClickFocus)

    def paintEvent(self, _event: QPaintEvent) -> None:
        theme, line = self._theme, self._theme.line_height("caption")
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        font, ink, ground = theme.font("caption"), theme.colour("ink_3"), self._ground()
        if self._mark:
            most = max(month.bar.amount for month in self._bars)
            height = ground - (ground - line) * self._mark / max(most, self._mark)
            painter.setPen(QPen(theme.chart_grid(), 1))
            painter.drawLine(QPointF(0, height), QPointF(self.width(), height))
            draw_line(painter, QRect(0, round(height) - line, self.width(), line), self._mark_words, font, ink)
        painter.setPen(QPen(theme.colour("border_strong"), 1))
        painter.drawLine(0, ground, self.width(), ground)
        below = QRect(0, ground + 4, self.width(), line)
        if self._bars:
            draw_line(painter, below, self._bars[0].bar.name, font, ink, LEFT)
            draw_line(painter, below, self._bars[-1].bar.name, font, ink, RIGHT)
        painter.end()


class _Month(PaintedButton):
    """One of them, as high as all may be."""

    asked = Signal(int)
    moved = Signal(int)  # to which of them the arrows go on
    reached = Signal(int)

    def __init__(self, parent: QWidget, theme: Theme, number: int, *, last: bool) -> None:
        super().__init__(theme)
        self.setParent(parent)
        self.number, self._last = number, last
        self.bar, self._most = MonthBar("", 0, ""), 1.0
        self.clicked.connect(lambda: self.asked.emit(self.number))

    def set_bar(self, bar: MonthBar, most: float) -> None:
        """Show a month, on the scale of the longest."""
        self.bar, self._most = bar, most
        self.setAccessibleName(bar.words)
        self.setToolTip(plain_tip(bar.words))
        self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = _STEPS.get(Qt.Key(event.key()))
        if step is None:
            super().keyPressEvent(event)
        else:
            self.moved.emit(self.number + step)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.reached.emit(self.number)

    def paintEvent(self, _event: QPaintEvent) -> None:
        theme, top = self._theme, self._theme.line_height("caption")
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        if self.underMouse():
            painter.setBrush(theme.colour("hover"))
            painter.drawRoundedRect(QRectF(self.rect()), theme.radius("small"), theme.radius("small"))
        tall = max((self.height() - top) * self.bar.amount / self._most, 1 if self.bar.amount else 0)
        painter.setBrush(theme.chart(1 if self._last else 0))
        left = self.width() * _GAP / 2
        painter.drawRoundedRect(QRectF(left, self.height() - tall, self.width() * (1 - _GAP), tall), 1, 1)
        painter.end()
