"""Books what waits: chosen from a list, with a day and, unless it is work of whole days, a time."""

from collections.abc import Sequence
from datetime import date, time
from typing import Any

from PySide6.QtWidgets import QWidget

from tradesman.services import bookings
from tradesman.services.bookings import ToBook, Wants
from tradesman.services.calendars import minute
from tradesman.ui.desk import Desk
from tradesman.ui.dialogs.book_visit_dialog import minutes_field
from tradesman.ui.parts import calendar_words
from tradesman.ui.parts.visit_when import USUAL, VisitWhen, when_fields
from tradesman.ui.theme import Theme
from tradesman.ui.widgets.form import Field, FormDialog


class BookDialog(FormDialog):
    """The way of keys and menus to what a drag does; a time that has passed is refused by the book."""

    def __init__(
        self,
        window: QWidget,
        desk: Desk,
        theme: Theme,
        rows: Sequence[ToBook],
        at: tuple[date, time | None],
        chosen: ToBook | None = None,
    ) -> None:
        self._rows = list(rows)
        choices = tuple((number, _named(row)) for number, row in enumerate(rows))
        fields = [Field("what", self.tr("What"), "choice", choices=choices), *when_fields(), minutes_field()]
        super().__init__(window, self.tr("Book"), theme, fields, self.tr("Book"), today=desk.today, name="book")
        self._desk = desk
        self.set_values({"what": rows.index(chosen) if chosen in rows else 0, "day": at[0], "starts": at[1]})
        self._when = VisitWhen(desk, theme, self.form, minutes=lambda: self.values()["minutes"] or USUAL)
        self.body.addWidget(self._when)
        self.form.box("what").editor.changed.connect(self._show_fields)
        self._show_fields()
        self.submitted.connect(self._on_submitted)

    def _row(self) -> ToBook:
        return self._rows[self.values()["what"] or 0]

    def _show_fields(self) -> None:
        """Work of whole days takes the hours that it finds."""
        timed = self._row().wants != Wants.WORK
        for key in ("starts", "minutes"):
            self.form.box(key).setVisible(timed)
        self._when.setVisible(timed)

    def _on_submitted(self, values: dict[str, Any]) -> None:
        row, starts = self._row(), values["starts"]
        begins = minute(starts) if starts is not None else 0
        label = self.tr("Work planned") if row.wants == Wants.WORK else self.tr("Visit booked")
        length = values["minutes"] or USUAL
        deed = bookings.book
        done = self._desk.do(deed, row, values["day"], begins, length, label=label, on_error=self.set_error)
        if done is not None:
            self.finish()


def _named(row: ToBook) -> str:
    return f"{row.customer}: {calendar_words.to_book(row)}"
