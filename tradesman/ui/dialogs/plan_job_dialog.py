"""Plans a job: from which day, how many working days, and what finish is promised."""

from datetime import date
from typing import Any

from PySide6.QtCore import QCoreApplication, QLocale
from PySide6.QtWidgets import QWidget

from tradesman.book.job import Job
from tradesman.book.promise import PromiseState
from tradesman.services import job_sheets, jobs
from tradesman.services.job_sheets import JobSheet
from tradesman.ui import format as said
from tradesman.ui.desk import Desk
from tradesman.ui.dialogs.finish_moved_dialog import tell_finish
from tradesman.ui.dialogs.step_dialog import StepDialog
from tradesman.ui.theme import Theme
from tradesman.ui.widgets.dates import read_date
from tradesman.ui.widgets.form import Field
from tradesman.ui.widgets.labels import Label


def _tr(text: str) -> str:
    return QCoreApplication.translate("PlanJobDialog", text)


def _fields(today: date, withdraw_until: date | None) -> list[Field]:
    wish = []
    if withdraw_until is not None:
        asked = _tr("The customer asked to begin before withdrawing ends ({0})").format(said.day(withdraw_until, today))
        wish.append(Field("early", asked, "check"))
    return [
        Field("first_on", _tr("First day"), "date", required=True, half=True),
        Field("count", _tr("Working days"), required=True, half=True, default="1", check=_count_fault),
        Field(
            "picked",
            _tr("Or the days one by one"),
            placeholder=_tr("20 Oct, 21 Oct, 26 Oct"),
            help=_tr("When filled in, these days count. Weekends and holidays are yours to choose."),
            check=lambda text: _days_fault(text, today),
        ),
        Field(
            "finish",
            _tr("Finish promised to the customer"),
            "date",
            help=_tr("Leave it empty if no day was promised. A new day re-agrees the old one."),
        ),
        *wish,
    ]


class PlanJobDialog(StepDialog):
    """The strip of days follows from it, and so does the message before the start.

    `more` working days after the last are proposed, as extra work takes them, and the promised finish with them.
    """

    def __init__(self, window: QWidget, desk: Desk, theme: Theme, sheet: JobSheet, more: int = 0) -> None:
        self._job_id = sheet.job.id
        self._promised = sheet.finish.due_on if sheet.finish is not None else None
        today = sheet.today
        fields = _fields(today, sheet.job.withdraw_until_on)
        super().__init__(window, desk, theme, _tr("Plan the days"), fields, _tr("Plan"), name="plan_job")
        days = desk.ask(job_sheets.longer, sheet.job.id, more)
        finish_on = _open_finish(sheet)
        if more and finish_on is not None:
            finish_on = max(finish_on, *days)
        self.set_values(
            {
                "first_on": days[0] if days else None,
                "count": str(len(days) or 1),
                "picked": ", ".join(said.full_day(day) for day in days) if days else "",
                # One that has passed was missed: the customer is promised another day, or none.
                "finish": finish_on if finish_on is not None and finish_on >= today else None,
            }
        )
        if sheet.job.withdraw_until_on is not None:
            self.set_values({"early": sheet.job.wants_early_start})
        self.form.box("first_on").editor.changed.connect(self._on_span_changed)
        self.form.box("count").editor.changed.connect(self._on_span_changed)
        if more:
            one, many = _tr("1 working day more is agreed."), _tr("{0} working days more are agreed.")
            told = one if more == 1 else many.format(more)
            words = _tr("{0} Plan them here, or leave the days as they are.").format(told)
            self.body.insertWidget(0, Label(words, theme, "small", "ink_2", wrap=True, name="plan_more"))
        self.ask(self._plan, self._on_planned, doubt=lambda values: self._past(values["finish"]))

    def _on_planned(self, job: Job) -> None:
        """A plan that ends after the promised finish is done as it was asked for, and asked about."""
        tell_finish(self._window, self.desk, self._theme, job.id, self._promised)

    def _past(self, finish: date | None) -> str:
        if finish is None or finish >= self.desk.today():
            return ""
        return _tr("The promised finish has passed: it would be late at once. Press again to note it all the same.")

    def _on_span_changed(self) -> None:
        self.form.set_values({"picked": ""})

    def _plan(self, values: dict[str, Any]) -> Any:
        return self.do(
            job_sheets.plan,
            self._job_id,
            values["first_on"],
            int(values["count"]),
            picked=_days(values["picked"], self.desk.today()) or (),
            promised_finish=values["finish"],
            begin_early=values.get("early"),
            label=_tr("Job planned"),
        )


class DayDialog(StepDialog):
    """What is done on one day."""

    def __init__(self, window: QWidget, desk: Desk, theme: Theme, job_id: Any, day_on: date, words: str) -> None:
        fields = [Field("words", _tr("What is done on this day?"))]
        title = said.long_day(day_on)
        super().__init__(window, desk, theme, title, fields, _tr("Keep"), name="job_day")
        self.set_values({"words": words})
        self.ask(lambda values: self.do(jobs.describe_day, job_id, day_on, values["words"], label=_tr("Day described")))


def _open_finish(sheet: JobSheet) -> date | None:
    finish = sheet.finish
    return finish.due_on if finish is not None and finish.state == PromiseState.OPEN else None


def _count_fault(text: str) -> str:
    return "" if text.isdecimal() and 0 < int(text) <= 250 else _tr("A number of days from 1 to 250.")


def _days_fault(text: str, today: date) -> str:
    return "" if _days(text, today) is not None else _tr("One of these is not a day. Try 20 Oct, 21 Oct.")


def _days(text: str, today: date) -> list[date] | None:
    """The days of a list with commas; None when one of them cannot be read."""
    parts = [part for part in text.split(",") if part.strip()]
    days = [read_date(part, today, QLocale(said.LOCALE), {}) for part in parts]
    return [day for day in days if day is not None] if all(days) else None
