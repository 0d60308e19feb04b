"""Four figures beside the big one: in a line, or two by two where there is no room for that."""

from collections.abc import Sequence

from PySide6.QtWidgets import QGridLayout, QWidget

from tradesman.ui.theme import Theme
from tradesman.ui.widgets.figure_button import FigureButton

_FEW = 2  # in a line where there is little room


class ScoreFigures(QWidget):
    """Those that stand below each other begin below each other."""

    def __init__(self, theme: Theme, buttons: Sequence[FigureButton]) -> None:
        super().__init__()
        self._theme, self._buttons = theme, list(buttons)
        self._columns = 0
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(theme.space("s3"))
        self._grid.setVerticalSpacing(theme.space("s1"))
        self.fit(self._in_a_line())

    def _in_a_line(self) -> int:
        gaps = self._theme.space("s3") * (len(self._buttons) - 1)
        return sum(button.sizeHint().width() for button in self._buttons) + gaps

    def fit(self, room: int) -> None:
        """Puts them in so many columns as the room allows."""
        columns = len(self._buttons) if self._in_a_line() <= room else _FEW
        if columns == self._columns:
            return
        self._columns = columns
        for button in self._buttons:
            self._grid.removeWidget(button)
        for number, button in enumerate(self._buttons):
            self._grid.addWidget(button, number // columns, number % columns)
        for number in range(len(self._buttons) + 1):
            self._grid.setColumnStretch(number, 1 if number == columns else 0)  # what is left over is behind them
