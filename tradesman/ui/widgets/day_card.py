"""The day at a glance: its work and visits by time."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QWidget

from tradesman.ui.theme import Theme
from tradesman.ui.widgets.card import Card
from tradesman.ui.widgets.labels import ElidedLabel, Label


@dataclass(frozen=True)
class DayLine:
    """One line: when, what, and whether it is work (dark) or a visit (green)."""

    when: str
    what: str
    work: bool


class DayCard(Card):
    """A card of lines, each with its time; an empty day says so."""

    def __init__(self, title: str, empty: str, theme: Theme, *, name: str = "") -> None:
        super().__init__(theme, title, name=name)
        self._theme, self._empty = theme, empty
        self._lines = QWidget()
        self.body.addWidget(self._lines)

    def set_lines(self, lines: Sequence[DayLine]) -> None:
        """Show these lines in their order."""
        theme = self._theme
        old, self._lines = self._lines, QWidget()
        grid = QGridLayout(self._lines)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(theme.space("s3"))
        grid.setVerticalSpacing(theme.space("s3"))
        grid.setColumnStretch(2, 1)
        for number, line in enumerate(lines):
            grid.addWidget(Label(line.when, theme, "small strong", tabular=True), number, 0)
            grid.addWidget(_Bar("ink" if line.work else "accent_edge", theme), number, 1)
            grid.addWidget(ElidedLabel(line.what, theme, "small"), number, 2)
        if not lines:
            grid.addWidget(Label(self._empty, theme, "small", "ink_3", wrap=True), 0, 0, 1, 3)
        self.body.replaceWidget(old, self._lines)
        self._lines.show()  # the layout would show it later
        old.hide()
        old.deleteLater()


class _Bar(QWidget):
    """A short upright line that tells work from visits, together with the words."""

    def __init__(self, tone: str, theme: Theme) -> None:
        super().__init__()
        self._tone, self._theme = tone, theme
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(self._theme.scaled(3), self._theme.scaled(20))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._theme.colour(self._tone))
        painter.end()
