"""What went into a job: an hour of work, or money that was spent."""

from functools import partial
from typing import Any

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from tradesman.services import businesses, costs
from tradesman.services.job_sheets import JobSheet
from tradesman.ui import format as said
from tradesman.ui.desk import Desk
from tradesman.ui.dialogs.step_dialog import StepDialog
from tradesman.ui.parts import cost_words
from tradesman.ui.theme import Theme
from tradesman.ui.widgets.form import Field


def _tr(text: str) -> str:
    return QCoreApplication.translate("CostDialog", text)


def _time_fields(currency: str) -> list[Field]:
    def hour(text: str) -> str:
        fault = said.money_fault(text, currency)
        return fault or ("" if said.read_money(text, currency) >= 0 else _tr("Nothing or more. Kept as typed."))

    return [
        Field("on", _tr("Day"), "date", required=True, half=True, past=True),
        Field(
            "hours",
            _tr("How long?"),
            required=True,
            half=True,
            placeholder="2:30",
            check=partial(said.fault, cost_words.read_hours),
        ),
        Field("words", _tr("What was done?")),
        Field(
            "hour",
            _tr("What does an hour of your work cost you?"),
            help=_tr("Asked once: it stands in the settings, under Money. Empty, your time counts as nothing."),
            check=hour,
        ),
    ]


class TimeDialog(StepDialog):
    """Notes time of work; what an hour costs is asked for where the settings do not say it."""

    def __init__(self, window: QWidget, desk: Desk, theme: Theme, sheet: JobSheet) -> None:
        self._sheet = sheet
        super().__init__(
            window, desk, theme, _tr("Time"), _time_fields(sheet.currency), _tr("Note the time"), name="cost_time"
        )
        self.form.box("hour").setVisible(desk.ask(businesses.current).hour_cost_minor is None)
        self.set_values({"on": sheet.today})
        self.ask(self._note)
        self.form.box("hours").editor.setFocus()  # the day is today's, most of the time

    def _note(self, values: dict[str, Any]) -> Any:
        minutes = cost_words.read_hours(values["hours"])
        hour_minor = said.money_or_none(values["hour"], self._sheet.currency)
        place = (self._sheet.job.id, values["on"], minutes, values["words"])
        return self.do(costs.note_time, *place, hour_minor=hour_minor, label=_tr("Time noted"))


def _spent_fields(currency: str) -> list[Field]:
    return [
        Field(
            "kind",
            _tr("What for?"),
            "segment",
            choices=((True, _tr("Material")), (False, _tr("Something else"))),
            default=True,
        ),
        Field("words", _tr("What was paid for?"), required=True, placeholder=_tr("Slates, 120")),
        Field("on", _tr("Day"), "date", required=True, half=True, past=True),
        Field(
            "cost",
            _tr("How much, without tax?"),
            required=True,
            half=True,
            help=_tr("With a minus for what was given back: -35."),
            check=lambda text: said.money_fault(text, currency),
        ),
    ]


class SpentDialog(StepDialog):
    """Notes what was paid for material or anything else; less than nothing is a return."""

    def __init__(self, window: QWidget, desk: Desk, theme: Theme, sheet: JobSheet) -> None:
        self._sheet = sheet
        fields = _spent_fields(sheet.currency)
        super().__init__(window, desk, theme, _tr("Money spent"), fields, _tr("Note it"), name="cost_spent")
        self.set_values({"on": sheet.today})
        self.ask(self._note)

    def _note(self, values: dict[str, Any]) -> Any:
        cost_minor = said.read_money(values["cost"], self._sheet.currency)
        place = (self._sheet.job.id, values["on"], values["words"], cost_minor)
        return self.do(costs.note_spent, *place, material=values["kind"], label=_tr("Cost noted"))
