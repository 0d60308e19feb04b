"""Tax rates: another one from a day on, and another name for one."""

from typing import Any

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from tradesman.book.business import Business, TaxRate
from tradesman.book.store import Session
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


def standard() -> str:
    """What the rate without a name is called."""
    return _tr("Standard")


def _fields() -> list[Field]:
    return [
        Field("rate", _tr("Rate in %"), required=True, half=True, placeholder="20", check=_rate_fault),
        Field("from_on", _tr("From"), "date", required=True, half=True),
        Field(
            "name",
            _tr("Name"),
            placeholder=standard(),
            help=_tr("Empty for the standard rate, which new lines take. Another rate needs a name."),
        ),
    ]


class TaxRateDialog(StepDialog):
    """A rate and the first day on which it counts; one that begins on that day already is asked about first."""

    def __init__(self, window: QWidget, desk: Desk, theme: Theme) -> None:
        super().__init__(window, desk, theme, _tr("Tax rate"), _fields(), _tr("Add"), name="tax_rate")
        self._asked: dict[str, Any] | None = None
        self.set_values({"from_on": desk.today()})
        self.ask(self._set)

    def _set(self, values: dict[str, Any]) -> Any:
        business, rate_bp = self.desk.ask(businesses.current), said.read_percent(values["rate"])
        name = _known_name(business, values["name"])
        there = next((rate for rate in business.taxes if (rate.name, rate.from_on) == (name, values["from_on"])), None)
        if there is not None and (there.rate_bp == rate_bp or values != self._asked):
            self._asked = values
            self.form.set_error("from_on", _twice(there, rate_bp))
            return None
        return self.do(businesses.set_tax, rate_bp, values["from_on"], name, label=_tr("Tax rate set"))


def _twice(there: TaxRate, rate_bp: int) -> str:
    """That a rate begins on that day already; another percentage may take its place."""
    begins = _tr("{0} begins on this day already.").format(said.percent(there.rate_bp))
    if there.rate_bp == rate_bp:
        return begins
    return _tr("{0} Press Add again to put {1} in its place.").format(begins, said.percent(rate_bp))


def _known_name(business: Business, typed: str) -> str:
    """The name of a rate that is there, however its capitals were typed; what is new stays as typed."""
    if typed.casefold() == standard().casefold():
        return ""
    return next((rate.name for rate in business.taxes if rate.name.casefold() == typed.casefold()), typed)


class TaxNameDialog(StepDialog):
    """Another name for a rate, on all its days."""

    def __init__(self, window: QWidget, desk: Desk, theme: Theme, name: str) -> None:
        fields = [Field("name", _tr("Name"), required=True)]
        super().__init__(window, desk, theme, _tr("Rename the tax rate"), fields, _tr("Keep"), name="tax_name")
        self._name = name
        self.set_values({"name": name})
        self.ask(self._rename)

    def _rename(self, values: dict[str, Any]) -> Any:
        new = values["name"]
        known = _known_name(self.desk.ask(businesses.current), new)
        if known not in (new, self._name):
            self.form.set_error("name", _tr("There is such a rate already. Choose another name."))
            return None

        def refuse(sentence: str) -> None:
            self.form.set_error("name", sentence)

        return self.desk.do(_renamed, self._name, new, label=_tr("Tax rate renamed"), on_error=refuse)


def _renamed(session: Session, name: str, new: str) -> bool:
    """Tells that it was done, where the deed itself gives nothing."""
    businesses.rename_tax(session, name, new)
    return True
