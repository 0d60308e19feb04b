"""The next free times for a visit, one click each."""

from datetime import date, time
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

MOST = 4


class SlotChips(Flow):
    """It hands over a day and a time of day; a form shows them. Tab comes to it from `after`."""

    picked = Signal(object, object)

    def __init__(self, desk: Desk, theme: Theme, after: QWidget) -> None:
        super().__init__(theme.space("s2"))
        self.setObjectName("slots")
        self.setAccessibleName(self.tr("Free times"))
        self._desk, self._after = desk, after
        self._minutes = 0
        self._times: list[tuple[date, time]] = []
        self._chips = [Chip("", theme, name=f"slot_{number}") for number in range(MOST)]
        for number, chip in enumerate(self._chips):
            chip.setCheckable(False)
            chip.clicked.connect(partial(self._on_clicked, number))
            self.addWidget(chip)

    def offer(self, minutes: int) -> None:
        """Shows the next times that are free for so long."""
        if minutes == self._minutes:
            return
        self._minutes = minutes
        self._times, today = self._desk.ask(days.free_times, minutes=minutes, most=MOST), self._desk.today()
        for number, chip in enumerate(self._chips):
            chip.setVisible(number < len(self._times))
            if number < len(self._times):
                day, starts = self._times[number]
                chip.set_text(f"{say.capital(say.day(day, today))} {say.clock(starts)}")

    def _on_clicked(self, number: int) -> None:
        self.picked.emit(*self._times[number])

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        tab_through(self._after, *self.findChildren(Chip))  # only now it stands in the same window
