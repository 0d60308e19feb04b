"""Days that are noted ahead: away, or on call."""

from typing import Any

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from tradesman.services import businesses
from tradesman.ui.desk import Desk
from tradesman.ui.dialogs.step_dialog import StepDialog
from tradesman.ui.theme import Theme
from tradesman.ui.widgets.form import Field


def _tr(text: str) -> str:
    return QCoreApplication.translate("DaysDialog", text)


def _fields(*, on_call: bool) -> list[Field]:
    days = [
        Field("from_on", _tr("First day"), "date", required=True, half=True),
        Field("until_on", _tr("Last day"), "date", half=True, help=_tr("Empty for one day.")),
    ]
    return days if on_call else [*days, Field("words", _tr("What for"), placeholder=_tr("Holiday, course, family"))]


class DaysDialog(StepDialog):
    """From, until, and for days away a word about them."""

    def __init__(self, window: QWidget, desk: Desk, theme: Theme, *, on_call: bool) -> None:
        title = _tr("Days on call") if on_call else _tr("Days away")
        name = "on_call_days" if on_call else "away_days"
        super().__init__(window, desk, theme, title, _fields(on_call=on_call), _tr("Add"), name=name)
        self._on_call = on_call
        self.ask(self._add)

    def _add(self, values: dict[str, Any]) -> Any:
        first = values["from_on"]
        last = values["until_on"] or first
        if last < first:
            self.form.set_error("until_on", self.tr("The last day lies before the first. Kept as typed."))
            return None
        if self._on_call:
            return self.do(businesses.add_on_call, first, last, label=_tr("Days on call added"))
        return self.do(businesses.add_days_away, first, last, values["words"], label=_tr("Days away added"))
