"""What can be done with an entry of the calendar; a drag, a key and the menu all end here, each in one step."""

from collections.abc import Callable
from datetime import date, time, timedelta
from typing import Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from tradesman.services import bookings, calendars, job_sheets
from tradesman.services.bookings import ToBook, Wants
from tradesman.services.calendars import Entry
from tradesman.ui.desk import Desk
from tradesman.ui.dialogs.book_dialog import BookDialog
from tradesman.ui.dialogs.book_visit_dialog import MoveVisitDialog
from tradesman.ui.dialogs.finish_moved_dialog import FinishMovedDialog, write_days
from tradesman.ui.dialogs.plan_job_dialog import PlanJobDialog
from tradesman.ui.dialogs.visit_dialog import VisitDialog
from tradesman.ui.dialogs.visit_off_dialog import CallOffVisitDialog
from tradesman.ui.theme import Theme


class CalendarMoves(QObject):
    """Says what was done by the desk, which offers to take it back; what cannot be done changes nothing."""

    page_asked = Signal(str, object)

    def __init__(self, desk: Desk, theme: Theme, page: QWidget) -> None:
        super().__init__(page)
        self._desk, self._theme, self._page = desk, theme, page

    def open(self, entry: Entry) -> None:
        """The sheet of a visit, or the page of a job."""
        if not entry.is_visit:
            self.page_asked.emit("job", entry.subject_id)
            return
        sheet = VisitDialog(self._page.window(), self._desk, self._theme, entry.subject_id)
        sheet.page_asked.connect(self.page_asked)
        sheet.open()

    def move(self, entry: Entry, on: date, begins: int, ends: int) -> bool:
        """Moves or stretches an entry to these minutes of a day, and asks about a finish that it can no longer meet."""
        at: tuple[Any, ...] = (on, begins, ends - begins)
        deed: Callable[..., Any] = bookings.move_visit
        if not entry.is_visit:
            whole_day = not entry.timed and (begins, ends) == (entry.begins, entry.ends)
            at, deed = (on,) if whole_day else at, bookings.move_day

        def ask(result: Any) -> None:
            if isinstance(result, bookings.Shifted) and result.late and result.ends_on == on != entry.on:
                FinishMovedDialog(self._page.window(), self._desk, self._theme, result).open()

        label = self._label(entry, on, begins, ends)
        return self._desk.do(deed, entry.row_id, *at, label=label, after=ask) is not None

    def _label(self, entry: Entry, on: date, begins: int, ends: int) -> str:
        stretched = ends - begins != entry.ends - entry.begins
        if on == entry.on and stretched:
            return self.tr("Visit takes another time") if entry.is_visit else self.tr("Work takes another time")
        return self.tr("Visit moved") if entry.is_visit else self.tr("Work moved")

    def book(self, row: ToBook, on: date, begins: int) -> bool:
        """Books what waits where it was let go."""
        label = self.tr("Work planned") if row.wants == Wants.WORK else self.tr("Visit booked")
        return self._desk.do(bookings.book, row, on, begins, row.minutes, label=label) is not None

    def ask_to_book(self, on: date, begins: int | None, chosen: ToBook | None = None) -> None:
        """Asks what is booked, and when; says so where nothing waits."""
        rows = self._desk.ask(bookings.rows)
        if not rows:
            self._desk.told.emit(self.tr("Nothing waits for a day."), self.tr("A new enquiry comes first."))
            return
        at = time(*divmod(begins, 60)) if begins is not None else None
        BookDialog(self._page.window(), self._desk, self._theme, rows, (on, at), chosen).open()

    def confirm(self, entry: Entry) -> None:
        """The customer said that it suits."""
        label = self.tr("Visit confirmed") if entry.is_visit else self.tr("Days confirmed")
        self._desk.do(bookings.confirm, entry.subject_id, label=label)

    def ask_day(self, entry: Entry) -> None:
        """The sheet in which a visit gets another time, or a job its days."""
        window = self._page.window()
        if entry.is_visit:
            MoveVisitDialog(window, self._desk, self._theme, entry.subject_id).open()
        else:
            PlanJobDialog(window, self._desk, self._theme, self._desk.ask(job_sheets.sheet, entry.subject_id))

    def any_time(self, entry: Entry) -> None:
        """Gives work the hours that it finds again."""
        label = self.tr("Work takes the day")
        self._desk.do(bookings.move_day, entry.row_id, entry.on, label=label)

    def call_off(self, entry: Entry) -> None:
        """Asks why a visit is called off."""
        CallOffVisitDialog(self._page.window(), self._desk, self._theme, entry.subject_id).open()

    def write(self, entry: Entry) -> None:
        """The message with the days of a job."""
        shifted = self._desk.ask(bookings.shifted, entry.subject_id)
        write_days(self._page.window(), self._desk, self._theme, shifted)

    def shift(self, entry: Entry, *, days: int = 0, minutes: int = 0, longer: int = 0) -> None:
        """Moves an entry by days or minutes, or lets it end later; negative ones bring it back."""
        length = max(entry.ends - entry.begins + longer, bookings.SHORTEST)
        begins = max(0, min(entry.begins + minutes, calendars.DAY - length))
        self.move(entry, entry.on + timedelta(days=days), begins, begins + length)
