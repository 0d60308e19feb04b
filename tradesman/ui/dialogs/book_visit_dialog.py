"""Booking a visit, and moving one: a day and a time by the wall clock."""

from typing import Any
from uuid import UUID

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from tradesman.services import overviews, visits
from tradesman.services.overviews import Case
from tradesman.ui.desk import Desk
from tradesman.ui.parts.visit_when import USUAL, VisitWhen, when_fields
from tradesman.ui.theme import Theme
from tradesman.ui.widgets.form import Field, FormDialog
from tradesman.ui.widgets.labels import Label


def _tr(text: str) -> str:
    return QCoreApplication.translate("book_visit", text)


def minutes_field() -> Field:
    """How long a visit takes."""
    lengths = ((30, _tr("30 min")), (60, _tr("1 h")), (90, _tr("1 h 30 min")), (120, _tr("2 h")), (240, _tr("4 h")))
    return Field("minutes", _tr("How long"), "segment", choices=lengths, default=USUAL)


class _VisitWhenDialog(FormDialog):
    """Day and time, with what stands on that day already; what has passed is asked about first."""

    def __init__(self, window: QWidget, desk: Desk, theme: Theme, title: str, main: str, fields: list[Field]) -> None:
        super().__init__(window, title, theme, fields, main, today=desk.today, name="book_visit")
        self._desk = desk
        self.submitted.connect(self._on_submitted)

    def _show_who(self, case: Case) -> None:
        where = ", ".join(part for part in (case.customer.name, case.place) if part)
        self.body.insertWidget(0, Label(where, self._theme, "strong", wrap=True, name="who"))

    def _ask_when(self, **about: Any) -> None:
        self._when = VisitWhen(self._desk, self._theme, self.form, **about)
        self.body.addWidget(self._when)

    def _on_submitted(self) -> None:
        doubt = self._when.doubt()
        self.set_error(doubt)
        if not doubt and self._step() is not None:
            self.finish()

    def _step(self) -> object:
        """The step itself; each of the two sheets has its own."""
        return None


class BookVisitDialog(_VisitWhenDialog):
    """Books a visit for an enquiry."""

    def __init__(self, window: QWidget, desk: Desk, theme: Theme, enquiry_id: UUID) -> None:
        fields = [*when_fields(), minutes_field()]
        super().__init__(window, desk, theme, self.tr("Book a visit"), self.tr("Book"), fields)
        self._enquiry_id = enquiry_id
        self._show_who(desk.ask(overviews.case, enquiry_id))
        self._ask_when(minutes=lambda: self.values()["minutes"] or USUAL)

    def _step(self) -> object:
        values = self.values()
        return self._desk.do(
            visits.book,
            self._enquiry_id,
            values["day"],
            values["starts"],
            minutes=values["minutes"] or USUAL,
            label=self.tr("Visit booked"),
            on_error=self.set_error,
        )


class MoveVisitDialog(_VisitWhenDialog):
    """Moves a visit that has not happened."""

    def __init__(self, window: QWidget, desk: Desk, theme: Theme, visit_id: UUID) -> None:
        super().__init__(window, desk, theme, self.tr("Move the visit"), self.tr("Move"), when_fields())
        self._visit_id = visit_id
        visit, case = desk.ask(overviews.visit, visit_id)
        length = visit.minutes
        self._show_who(case)
        self.set_values({"day": visit.day_on, "starts": visit.starts})
        self._ask_when(visit_id=visit_id, minutes=lambda: length)

    def _step(self) -> object:
        values = self.values()
        label, at = self.tr("Visit moved"), (values["day"], values["starts"])
        return self._desk.do(visits.move, self._visit_id, *at, label=label, on_error=self.set_error)
