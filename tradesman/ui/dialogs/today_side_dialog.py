"""The side of Today as a sheet, where the window is too narrow for it."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from tradesman.ui.aside import Aside
from tradesman.ui.desk import Desk
from tradesman.ui.parts.today_side import TodaySide
from tradesman.ui.theme import Theme
from tradesman.ui.widgets.sheet import Sheet

WIDTH = 400


class TodaySideDialog(Sheet):
    """To look at, to back up from, and on to the scorecard."""

    scorecard_asked = Signal()

    def __init__(self, window: QWidget, desk: Desk, theme: Theme, aside: Aside) -> None:
        super().__init__(window, self.tr("At a glance"), theme, width=theme.scaled(WIDTH), name="today_side")
        side = TodaySide(desk, theme, aside)
        side.refresh()
        side.stuck.asked.connect(self._on_scorecard)
        self.body.addWidget(side)
        self.set_main(self.tr("Close"))
        self.accepted.connect(self.finish)

    def _on_scorecard(self) -> None:
        self.finish()
        self.scorecard_asked.emit()
