"""A few bars below each other, each with its words at the left and its figure at the right."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from tradesman.ui.theme import Theme
from tradesman.ui.widgets.layouts import clear
from tradesman.ui.widgets.painted_button import PaintedButton
from tradesman.ui.widgets.text import RIGHT, draw_line, text_width

_TALL = 32
_BAR = 14
_GAP = 10
_MOST_WORDS = 0.46  # of the width


@dataclass(frozen=True)
class BarLine:
    """One bar: its key, words, how long it is beside the others, its figure, and its colour as a token or a series."""

    key: str
    words: str
    length: float
    figure: str
    series: int = 0
    tone: str = ""


class BarRows(QWidget):
    """Bars of one scale; each can be pressed and says its key."""

    pressed = Signal(str)

    def __init__(self, theme: Theme, *, name: str = "") -> None:
        super().__init__()
        self._theme, self._name = theme, name
        self.setObjectName(name)
        self._rows: list[_BarRow] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(2)

    def set_lines(self, lines: Sequence[BarLine]) -> None:
        """Show these."""
        if len(lines) != len(self._rows):
            clear(self._column)
            self._rows = [_BarRow(self._theme, name=f"{self._name}_{number}") for number in range(len(lines))]
            for row in self._rows:
                row.asked.connect(self.pressed)
                self._column.addWidget(row)
                row.show()  # the layout would show it later
        longest = max((line.length for line in lines), default=0) or 1
        words = max((text_width(line.words, self._theme.font("small")) for line in lines), default=0)
        figures = max((text_width(line.figure, self._theme.font("small strong")) for line in lines), default=0)
        for row, line in zip(self._rows, lines, strict=True):
            row.set_line(line, longest, words, figures)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange and self._rows:
            self.set_lines([row.line for row in self._rows])


class _BarRow(PaintedButton):
    """One of them."""

    asked = Signal(str)

    def __init__(self, theme: Theme, *, name: str) -> None:
        super().__init__(theme, name=name)
        self.line = BarLine("", "", 0, "")
        self._longest, self._words, self._figure = 1.0, 0, 0
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.clicked.connect(lambda: self.asked.emit(self.line.key))

    def set_line(self, line: BarLine, longest: float, words: int, figure: int) -> None:
        """Show a bar, on the scale of the longest, with room for the widest words and figure of all."""
        self.line, self._longest, self._words, self._figure = line, longest, words, figure
        self.setAccessibleName(f"{line.words}: {line.figure}")
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(self._theme.scaled(180), self._theme.scaled(_TALL))

    def minimumSizeHint(self) -> QSize:
        return QSize(0, self._theme.scaled(_TALL))

    def paintEvent(self, _event: QPaintEvent) -> None:
        theme, line = self._theme, self.line
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        if self.underMouse():
            painter.setBrush(theme.colour("hover"))
            painter.drawRoundedRect(QRectF(self.rect()), theme.radius("small"), theme.radius("small"))
        words = min(self._words, round(self.width() * _MOST_WORDS))
        whole = self.rect()
        draw_line(painter, QRect(0, 0, words, self.height()), line.words, theme.font("small"), theme.colour("ink_2"))
        draw_line(painter, whole, line.figure, theme.font("small strong"), theme.colour("ink"), RIGHT)
        room = self.width() - words - self._figure - 2 * _GAP
        tall = theme.scaled(_BAR)
        long = max(room * line.length / self._longest, 2) if line.length else 0
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.colour(line.tone) if line.tone else theme.chart(line.series))
        painter.drawRoundedRect(QRectF(words + _GAP, (self.height() - tall) / 2, long, tall), 2, 2)
        painter.end()
