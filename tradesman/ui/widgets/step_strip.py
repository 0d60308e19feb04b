"""The steps of the process as a strip: which were kept, which is due, which was missed."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QFrame, QHBoxLayout, QSizePolicy

from tradesman.ui.theme import Theme
from tradesman.ui.widgets.keys import is_enter
from tradesman.ui.widgets.text import CENTRE, draw_line

_CIRCLE = 22
_LEFT = 12
_WORDS = 42
_HEIGHT = 78


@dataclass(frozen=True)
class Step:
    """One step; `state` is done, today, missed (its reason stands in `first`) or open."""

    title: str
    first: str = ""
    second: str = ""
    state: str = "open"


class StepStrip(QFrame):
    """The steps side by side in one card; each can be reached by key and clicked."""

    step_opened = Signal(int)

    def __init__(self, theme: Theme, *, words: str = "", name: str = "") -> None:
        super().__init__()
        self._theme = theme
        self._items: list[_StepItem] = []
        self.setObjectName(name)
        self.setProperty("card", "true")
        self.setAccessibleName(words)
        self._layout = QHBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(0)

    def set_steps(self, steps: Sequence[Step]) -> None:
        """Show these steps."""
        for item in self._items:
            item.hide()
            item.deleteLater()
        words = {
            "done": self.tr("done"),
            "today": self.tr("due today"),
            "missed": self.tr("missed"),
            "open": self.tr("not yet"),
        }
        self._items = [
            _StepItem(step, number, len(steps), words[step.state], self._theme) for number, step in enumerate(steps)
        ]
        for item in self._items:
            item.clicked.connect(self._on_item_clicked)
            self._layout.addWidget(item, 1)
            item.show()

    def _on_item_clicked(self) -> None:
        self.step_opened.emit(next(n for n, item in enumerate(self._items) if item is self.sender()))


class _StepItem(QAbstractButton):
    """One step: its mark, its name and two small lines."""

    def __init__(self, step: Step, number: int, steps: int, state_words: str, theme: Theme) -> None:
        super().__init__()
        self._step, self._number, self._steps, self._theme = step, number, steps, theme
        self.setText(step.title)
        parts = (step.title, state_words, step.first, step.second)
        self.setAccessibleName(", ".join(part for part in parts if part))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(self._theme.scaled(120), self._theme.scaled(_HEIGHT - 2))

    def minimumSizeHint(self) -> QSize:
        return QSize(self._theme.scaled(96), self.sizeHint().height())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if is_enter(event):
            self.click()
        else:
            super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self.updateGeometry()

    def paintEvent(self, _event: QPaintEvent) -> None:
        theme = self._theme
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self._step.state == "today":
            self._fill(painter)
        if self._number < self._steps - 1:
            painter.fillRect(self.width() - 1, 0, 1, self.height(), theme.colour("border"))
        self._paint_mark(painter)
        self._paint_words(painter)
        painter.end()

    def _fill(self, painter: QPainter) -> None:
        """The soft fill, with the card's corners at both ends of the strip."""
        radius = self._theme.radius("large") - 1
        reach_left = 0 if self._number == 0 else radius
        reach_right = 0 if self._number == self._steps - 1 else radius
        ground = QPainterPath()
        ground.addRoundedRect(QRectF(self.rect()).adjusted(-reach_left, 0, reach_right, 0), radius, radius)
        painter.fillPath(ground, self._theme.colour("accent_soft"))

    def _paint_mark(self, painter: QPainter) -> None:
        theme, side, state = self._theme, self._theme.scaled(_CIRCLE), self._step.state
        line, fill = {
            "done": ("primary", "primary"),
            "today": ("accent_edge", "accent"),
            "missed": ("border_strong", "surface"),
            "open": ("border_strong", "surface"),
        }[state]
        centre = QPointF(_LEFT + side / 2, 10 + side / 2)
        dashes = Qt.PenStyle.DashLine if state == "open" else Qt.PenStyle.SolidLine
        painter.setPen(QPen(theme.colour(line), 1, dashes))
        painter.setBrush(theme.colour(fill))
        painter.drawEllipse(centre, side / 2 - 0.5, side / 2 - 0.5)
        icons = {"done": ("check-bold", "on_primary"), "missed": ("minus", "ink_2")}
        if state in icons:
            name, ink = icons[state]
            inset = (side - theme.scaled(14)) // 2
            pixmap = theme.pixmap(name, ink, 14, self.devicePixelRatio())
            painter.drawPixmap(_LEFT + inset, 10 + inset, pixmap)
        else:
            ink = "on_accent" if state == "today" else "ink_2"
            place = QRect(_LEFT, 10, side, side)
            font = theme.font("caption strong")
            draw_line(painter, place, str(self._number + 1), font, theme.colour(ink), CENTRE)

    def _paint_words(self, painter: QPainter) -> None:
        theme, step = self._theme, self._step
        left = _WORDS + theme.scaled(_CIRCLE) - _CIRCLE
        width = self.width() - left - 8
        top, tall, low = 12, theme.line_height("small"), theme.line_height("caption")
        title = QRect(left, top, width, tall)
        small = theme.font("caption")
        draw_line(painter, title, step.title, theme.font("small strong"), theme.colour("ink"))
        first = QRect(left, top + tall + 3, width, low)
        draw_line(painter, first, step.first, small, theme.colour("ink_2"))
        draw_line(painter, first.translated(0, low), step.second, small, theme.colour("ink_2"))
