"""Another tax rate, from a day on."""

from typing import Any

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from tradesman.services import businesses
from tradesman.ui import format as said
from tradesman.ui.desk import Desk
from tradesman.ui.dialogs.step_dialog import StepDialog
from tradesman.ui.theme import Theme
from tradesman.ui.widgets.form import Field


def _tr(text: str) -> str:
    return QCoreApplication.translate("TaxRateDialog", text)


def _rate_fault(text: str) -> str:
    return said.fault(said.read_percent, text)


def _fields() -> list[Field]:
    return [
        Field("rate", _tr("Rate in %"), required=True, half=True, placeholder="20", check=_rate_fault),
        Field("from_on", _tr("From"), "date", required=True, half=True),
    ]


class TaxRateDialog(StepDialog):
    """A rate and the first day on which it counts; one that begins on the same day is replaced."""

    def __init__(self, window: QWidget, desk: Desk, theme: Theme) -> None:
        super().__init__(window, desk, theme, _tr("Tax rate"), _fields(), _tr("Add"), name="tax_rate")
        self.set_values({"from_on": desk.today()})
        self.ask(self._set)

    def _set(self, values: dict[str, Any]) -> Any:
        rate = said.read_percent(values["rate"])
        return self.do(businesses.set_tax, rate, values["from_on"], label=_tr("Tax rate set"))
