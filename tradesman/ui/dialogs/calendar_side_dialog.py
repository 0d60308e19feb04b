"""The side of the calendar as a sheet, where the window is too narrow for it."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from tradesman.ui.parts.calendar_side import CalendarSide
from tradesman.ui.theme import Theme
from tradesman.ui.widgets.sheet import Sheet

WIDTH = 420


class CalendarSideDialog(Sheet):
    """What is pressed in it is booked after it has closed."""

    book_asked = Signal(object)

    def __init__(self, window: QWidget, theme: Theme) -> None:
        super().__init__(
            window, self.tr("To book, and this week"), theme, width=theme.scaled(WIDTH), name="calendar_sheet"
        )
        self.side = CalendarSide(theme, inside=True)
        self.side.book_asked.connect(self._on_book)
        self.body.addWidget(self.side)
        self.set_main(self.tr("Close"))
        self.accepted.connect(self.finish)

    def _on_book(self, row: object) -> None:
        self.finish()
        self.book_asked.emit(row)
