"""The next free times for a visit, one click each."""

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QWidget

from tradesman.services import days
from tradesman.ui import format as say
from tradesman.ui.desk import Desk
from tradesman.ui.theme import Theme
from tradesman.ui.widgets.chips import Chip
from tradesman.ui.widgets.flow import Flow
from tradesman.ui.widgets.keys import tab_through


class SlotChips(Flow):
    """It hands over a day and a time of day; a form shows them. Tab comes to it from `after`."""

    picked = Signal(object, object)

    def __init__(self, desk: Desk, theme: Theme, after: QWidget) -> None:
        super().__init__(theme.space("s2"))
        self.setObjectName("slots")
        self.setAccessibleName(self.tr("Free times"))
        self._after, today = after, desk.today()
        for number, (day, starts) in enumerate(desk.ask(days.free_times)):
            words = f"{say.capital(say.day(day, today))} {say.clock(starts)}"
            chip = Chip(words, theme, name=f"slot_{number}")
            chip.setCheckable(False)
            chip.clicked.connect(partial(self.picked.emit, day, starts))
            self.addWidget(chip)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        tab_through(self._after, *self.findChildren(Chip))  # only now it stands in the same window
