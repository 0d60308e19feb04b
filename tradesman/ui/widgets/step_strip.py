"""The steps of the process as a strip: which were kept, which is due, which was missed."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPainterPath, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy

from tradesman.ui.theme import Theme
from tradesman.ui.widgets.painted_button import PaintedButton
from tradesman.ui.widgets.text import CENTRE, TextBlock, draw_line

_CIRCLE = 22
_LEFT = 12
_WORDS = 42
_HEIGHT = 78


@dataclass(frozen=True)
class Step:
    """One step; `state` is done, today, missed (its reason stands in `first`), open or none (it is not asked for)."""

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
        self._steps: tuple[Step, ...] = ()
        self._items: list[_StepItem] = []
        self.setObjectName(name)
        self.setProperty("card", "true")
        self.setAccessibleName(words)
        self._layout = QHBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(0)

    def set_steps(self, steps: Sequence[Step]) -> None:
        """Show these steps."""
        if tuple(steps) == self._steps:
            return  # the focus stays where it is
        self._steps = tuple(steps)
        for item in self._items:
            item.hide()
            item.deleteLater()
        words = {
            "done": self.tr("done"),
            "today": self.tr("due today"),
            "missed": self.tr("missed"),
            "open": self.tr("not yet"),
            "none": "",
        }
        self._items = [
            _StepItem(step, number, len(steps), words[step.state], self._theme) for number, step in enumerate(steps)
        ]
        for number, item in enumerate(self._items, 1):
            item.setObjectName(f"{self.objectName() or 'step'}_{number}")
            item.clicked.connect(self._on_item_clicked)
            self._layout.addWidget(item, 1)
            item.show()
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """All steps take a line more where the name of one has no room in one."""
        width = (self.width() - 2) // max(len(self._items), 1)
        more = max((item.more_lines(width) for item in self._items), default=0)
        for item in self._items:
            item.set_more_lines(more)

    def _on_item_clicked(self) -> None:
        self.step_opened.emit(next(n for n, item in enumerate(self._items) if item is self.sender()))


class _StepItem(PaintedButton):
    """One step: its mark, its name and two small lines."""

    def __init__(self, step: Step, number: int, steps: int, state_words: str, theme: Theme) -> None:
        super().__init__(theme)
        self._step, self._number, self._steps = step, number, steps
        self._more_lines = 0
        self.setText(step.title)
        parts = dict.fromkeys((step.title, state_words, step.first, step.second))  # nothing is said twice
        self.setAccessibleName(", ".join(part for part in parts if part))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def more_lines(self, width: int) -> int:
        """How many lines the name and the first small line take beyond one each."""
        title, first = self._title(width), self._first(width)
        return title.height // self._theme.line_height("small") + first.height // self._theme.line_height("caption") - 2

    def set_more_lines(self, lines: int) -> None:
        """Make room for words of several lines."""
        if lines != self._more_lines:
            self._more_lines = lines
            self.updateGeometry()

    def sizeHint(self) -> QSize:
        more = self._more_lines * self._theme.line_height("small")
        return QSize(self._theme.scaled(120), self._theme.scaled(_HEIGHT - 2) + more)

    def minimumSizeHint(self) -> QSize:
        return QSize(self._theme.scaled(96), self.sizeHint().height())

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
            "none": ("border", "surface_alt"),
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

    def _left(self) -> int:
        return _WORDS + self._theme.scaled(_CIRCLE) - _CIRCLE

    def _title(self, width: int) -> TextBlock:
        """The name, in as many lines as it needs in an item of this width."""
        return self._block(self._step.title, "small strong", width)

    def _first(self, width: int) -> TextBlock:
        return self._block(self._step.first, "caption", width)

    def _block(self, words: str, role: str, width: int) -> TextBlock:
        room = max(width - self._left() - 8, 1)
        return TextBlock(words, self._theme.font(role), self._theme.line_height(role), room)

    def _paint_words(self, painter: QPainter) -> None:
        theme, step = self._theme, self._step
        left, top = self._left(), 12
        title, first = self._title(self.width()), self._first(self.width())
        title.draw(painter, left, top, theme.colour("ink_2" if step.state == "none" else "ink"))
        top += title.height + 3
        first.draw(painter, left, top, theme.colour("ink_2"))
        second = QRect(left, top + first.height, self.width() - left - 8, theme.line_height("caption"))
        draw_line(painter, second, step.second, theme.font("caption"), theme.colour("ink_2"))
