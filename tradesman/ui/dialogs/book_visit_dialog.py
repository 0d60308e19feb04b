"""Booking a visit, and moving one: a day and a time by the wall clock."""

from datetime import date, time
from uuid import UUID

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from tradesman.services import days, overviews, visits
from tradesman.ui import format as say
from tradesman.ui.desk import Desk
from tradesman.ui.parts.slot_chips import SlotChips
from tradesman.ui.theme import Theme
from tradesman.ui.widgets.form import Field, FormDialog
from tradesman.ui.widgets.labels import Label


def _tr(text: str) -> str:
    return QCoreApplication.translate("book_visit", text)


def when_fields() -> list[Field]:
    """Day and time of a visit."""
    return [
        Field("day", _tr("Day"), "date", required=True, half=True, placeholder=_tr("Friday")),
        Field("starts", _tr("Time"), "time", required=True, half=True, placeholder="9:30"),
    ]


def minutes_field() -> Field:
    """How long a visit takes."""
    lengths = ((30, _tr("30 min")), (60, _tr("1 h")), (90, _tr("1 h 30 min")), (120, _tr("2 h")), (240, _tr("4 h")))
    return Field("minutes", _tr("How long"), "segment", choices=lengths, default=60)


class _VisitWhenDialog(FormDialog):
    """Day and time, with what stands on that day already."""

    def __init__(self, window: QWidget, desk: Desk, theme: Theme, title: str, main: str, fields: list[Field]) -> None:
        super().__init__(window, title, theme, fields, main, today=desk.today, name="book_visit")
        self._desk = desk
        slots = SlotChips(desk, theme, self.form.box("starts").editor)
        slots.picked.connect(self._on_picked)
        self.body.addWidget(slots)
        self._taken = Label("", theme, "small", "ink_3", wrap=True, name="taken")
        self.body.addWidget(self._taken)
        self.form.changed.connect(self._on_form_changed)
        self.submitted.connect(self._on_submitted)

    def _on_picked(self, day: date, starts: time) -> None:
        self.set_values({"day": day, "starts": starts})

    def _on_form_changed(self) -> None:
        day = self.values()["day"]
        self._taken.setText(self._words(day) if day is not None else "")

    def _words(self, day: date) -> str:
        found = self._desk.ask(days.entries, day)
        said = [f"{say.clock(entry.starts) if entry.starts else self.tr('work')} {entry.customer}" for entry in found]
        on = say.capital(say.day(day, self._desk.today()))
        return self.tr("{0}: {1}.").format(on, ", ".join(said) if said else self.tr("nothing planned yet"))

    def _on_submitted(self) -> None:
        """The step itself; each of the two sheets has its own."""


class BookVisitDialog(_VisitWhenDialog):
    """Books a visit for an enquiry."""

    def __init__(self, window: QWidget, desk: Desk, theme: Theme, enquiry_id: UUID) -> None:
        fields = [*when_fields(), minutes_field()]
        super().__init__(window, desk, theme, self.tr("Book a visit"), self.tr("Book"), fields)
        self._enquiry_id = enquiry_id
        case = desk.ask(overviews.case, enquiry_id)
        where = ", ".join(part for part in (case.customer.name, case.place) if part)
        self.body.insertWidget(0, Label(where, theme, "strong", wrap=True, name="who"))

    def _on_submitted(self) -> None:
        values = self.values()
        done = self._desk.do(
            visits.book,
            self._enquiry_id,
            values["day"],
            values["starts"],
            minutes=values["minutes"],
            label=self.tr("Visit booked"),
            on_error=self.set_error,
        )
        if done is not None:
            self.finish()


class MoveVisitDialog(_VisitWhenDialog):
    """Moves a visit that has not happened."""

    def __init__(self, window: QWidget, desk: Desk, theme: Theme, visit_id: UUID) -> None:
        super().__init__(window, desk, theme, self.tr("Move the visit"), self.tr("Move"), when_fields())
        self._visit_id = visit_id
        visit, case = desk.ask(overviews.visit, visit_id)
        where = ", ".join(part for part in (case.customer.name, case.place) if part)
        self.body.insertWidget(0, Label(where, theme, "strong", wrap=True, name="who"))
        self.set_values({"day": visit.day_on, "starts": visit.starts})

    def _on_submitted(self) -> None:
        values = self.values()
        label = self.tr("Visit moved")
        day, starts = values["day"], values["starts"]
        done = self._desk.do(visits.move, self._visit_id, day, starts, label=label, on_error=self.set_error)
        if done is not None:
            self.finish()
