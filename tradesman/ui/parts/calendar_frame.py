"""The card of a calendar: the days' names and what is due, fixed above a grid of hours that scrolls."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import QEvent, QObject, QRect, Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout

from tradesman.services.calendars import Day
from tradesman.ui.parts import calendar_words
from tradesman.ui.theme import Theme
from tradesman.ui.widgets.card import Separator
from tradesman.ui.widgets.day_heads import DayHeads
from tradesman.ui.widgets.time_grid import GUTTER, TimeGrid

_EARLY = 7 * 60  # where the day begins to be seen, when nothing stands before it
_MOST = 3  # things due that are shown of a day, before the rest is counted
_MOST_OF_ONE, _ACROSS = 24, 4  # where there is but one day, and how many of them stand side by side
_ROOM = 40  # px kept around what is scrolled into view


class CalendarFrame(QFrame):
    """Heads and hours have the same columns, whether there is a scroll bar or not."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._opened_at: tuple[date, int] | None = None
        self.setProperty("card", "true")
        self.setObjectName("calendar_frame")
        self.heads = DayHeads(theme, GUTTER, name="calendar_heads")
        self.grid = TimeGrid(theme, calendar_words.clock, words=self.tr("Days and hours"), name="calendar_grid")
        self.grid.looked_at.connect(self._on_looked_at)
        self.area = QScrollArea()
        self.area.setFrameShape(QFrame.Shape.NoFrame)
        self.area.setWidgetResizable(True)
        self.area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.area.setWidget(self.grid)
        self.area.viewport().installEventFilter(self)
        self._top = QHBoxLayout()
        self._top.setContentsMargins(0, 0, 0, 0)
        self._top.addWidget(self.heads)
        column = QVBoxLayout(self)
        column.setContentsMargins(1, 1, 1, 1)
        column.setSpacing(0)
        column.addLayout(self._top)
        column.addWidget(Separator())
        column.addWidget(self.area, 1)

    def show_days(self, days: Sequence[Day], today: date, minute: int) -> None:
        """Shows these days; `minute` is the present one of today."""
        most, across = (_MOST_OF_ONE, _ACROSS) if len(days) == 1 else (_MOST, 1)
        self.heads.set_heads([calendar_words.head(day, today) for day in days], most, across)
        blocks = [calendar_words.block(entry, number) for number, day in enumerate(days) for entry in day.entries]
        self.grid.set_days([calendar_words.column(day) for day in days], blocks)
        now = next((number for number, day in enumerate(days) if day.on == today), None)
        self.grid.set_now(now, minute)
        if self._opened_at != (days[0].on, len(days)):
            self._opened_at = (days[0].on, len(days))
            first = min((entry.begins for day in days for entry in day.entries), default=_EARLY + 60)
            early = max(min(first - 60, _EARLY), 0)
            self.area.verticalScrollBar().setValue(self.grid.measures.top(early) - self._theme.line_height("caption"))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize:
            beside = self.area.width() - self.area.viewport().width()
            self._top.setContentsMargins(0, 0, max(beside, 0), 0)
        return False

    def _on_looked_at(self, place: QRect) -> None:
        """Brings its upper edge into view, and its lower one where both have room."""
        bar, seen = self.area.verticalScrollBar(), self.area.viewport().height()
        top, bottom = max(place.top() - _ROOM, 0), place.bottom() + _ROOM
        if bottom - bar.value() > seen:
            bar.setValue(min(bottom - seen, top))
        if top < bar.value():
            bar.setValue(top)
