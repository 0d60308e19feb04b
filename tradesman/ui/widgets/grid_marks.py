"""What a grid of hours shows besides its entries: the hours, the present moment, and where something would go."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from tradesman.ui.theme import Theme
from tradesman.ui.widgets.grid_measures import DAY, GridMeasures
from tradesman.ui.widgets.text import RIGHT, draw_line


@dataclass(frozen=True)
class Column:
    """One day: what it is called, whether it is worked."""

    words: str
    worked: bool = True


def paint_hours(
    painter: QPainter, theme: Theme, measures: GridMeasures, columns: Sequence[Column], clock: Callable[[int], str]
) -> None:
    """The days and hours as lines, with the names of the hours; days that are not worked are grey."""
    painter.fillRect(0, 0, measures.width, measures.height, theme.colour("surface"))
    for day, column in enumerate(columns):
        if not column.worked:
            painter.fillRect(measures.cell(day, 0, DAY), theme.colour("surface_alt"))
    line = theme.line_height("caption")
    for hour in range(1, 24):
        top = measures.top(hour * 60)
        painter.fillRect(measures.gutter, top, measures.width - measures.gutter, 1, theme.colour("border"))
        label = QRect(0, top - line // 2, measures.gutter - 8, line)
        draw_line(painter, label, clock(hour * 60), theme.font("caption"), theme.colour("ink_3"), RIGHT)
    for day in range(len(columns)):
        painter.fillRect(measures.left(day), 0, 1, measures.height, theme.colour("border"))


class Ghost(QWidget):
    """Where an entry would go: a dashed place that says its time; the mouse goes through it."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme, self._words = theme, ""
        self.setObjectName("calendar_ghost")
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.hide()

    def show_at(self, place: QRect, words: str) -> None:
        """Shows itself there, above the entries."""
        self._words = words
        self.setAccessibleName(words)
        self.setGeometry(place)
        self.show()
        self.raise_()
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        theme = self._theme
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(theme.colour("ink"), 2, Qt.PenStyle.DashLine))
        painter.setBrush(theme.colour("accent_soft"))
        painter.drawRoundedRect(
            QRectF(self.rect()).adjusted(1, 1, -1, -1), theme.radius("small"), theme.radius("small")
        )
        line = QRect(8, 4, self.width() - 12, theme.line_height("caption"))
        draw_line(painter, line, self._words, theme.font("caption strong"), theme.colour("ink"))
        painter.end()


class NowLine(QWidget):
    """The present moment: a dot at the edge of today, and a line across it, above the entries."""

    SIDE = 10

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.hide()

    def place(self, measures: GridMeasures, now: tuple[int, int] | None) -> None:
        """Stands at a minute of a day, or nowhere."""
        self.setVisible(now is not None)
        if now is not None:
            cell, side = measures.cell(now[0], now[1], now[1]), self.SIDE
            self.setGeometry(cell.left() - side // 2, cell.top() - side // 2, cell.width() + side // 2, side)
            self.raise_()

    def paintEvent(self, _event: QPaintEvent) -> None:
        side, colour = self.SIDE, self._theme.colour("danger")
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(side // 2, side // 2 - 1, self.width(), 2, colour)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour)
        painter.drawEllipse(0, 0, side - 1, side - 1)
        painter.end()
