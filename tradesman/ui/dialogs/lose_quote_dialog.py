"""The customer says no: why, to whom the work goes, and at what price."""

from typing import Any

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from tradesman.services import quotes
from tradesman.services.quote_sheets import QuoteSheet
from tradesman.ui import format as said
from tradesman.ui.desk import Desk
from tradesman.ui.dialogs.step_dialog import StepDialog
from tradesman.ui.theme import Theme
from tradesman.ui.widgets.form import Field


def _tr(text: str) -> str:
    return QCoreApplication.translate("LoseQuoteDialog", text)


def _fields(currency: str) -> list[Field]:
    return [
        Field("reason", _tr("Why?"), required=True, placeholder=_tr("Price, time, somebody known ...")),
        Field("to", _tr("Who got it?"), half=True),
        Field("price", _tr("At what price?"), half=True, check=lambda text: said.price_fault(text, currency)),
        Field("win_back_on", _tr("Win back on"), "date", help=_tr("Left empty, the playbook chooses the day.")),
    ]


class LoseQuoteDialog(StepDialog):
    """The reason is kept and the win-back scheduled."""

    def __init__(self, window: QWidget, desk: Desk, theme: Theme, sheet: QuoteSheet) -> None:
        self._sheet = sheet
        title = _tr("{0} says no").format(sheet.first_name)
        super().__init__(
            window, desk, theme, title, _fields(sheet.quote.currency), _tr("Note as lost"), name="lose_quote"
        )
        self.ask(self._lose)

    def _lose(self, values: dict[str, Any]) -> Any:
        price = said.money_or_none(values["price"], self._sheet.quote.currency)
        label = _tr("Quote {0} lost, win-back scheduled").format(self._sheet.quote.number)
        return self.do(
            quotes.lose,
            self._sheet.quote.id,
            values["reason"],
            values["to"],
            price,
            win_back_on=values["win_back_on"],
            label=label,
        )
