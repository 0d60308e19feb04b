"""Gives a quote: how the customer saw it, when and by whom it is decided, and whose bid stands against it."""

from typing import Any

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from tradesman.book.quote import GivenBy
from tradesman.services import quote_sheets
from tradesman.services.quote_sheets import QuoteSheet
from tradesman.ui import format as said
from tradesman.ui import words
from tradesman.ui.desk import Desk
from tradesman.ui.dialogs.step_dialog import StepDialog
from tradesman.ui.theme import Theme
from tradesman.ui.widgets.form import Field


def _tr(text: str) -> str:
    return QCoreApplication.translate("GiveQuoteDialog", text)


def _fields(currency: str) -> list[Field]:
    ways = tuple((by.value, words.words(by)) for by in (GivenBy.PRESENTED, GivenBy.SENT, GivenBy.THINK_IT_OVER))
    return [
        Field("by", _tr("How was it given?"), "segment", choices=ways, default=GivenBy.PRESENTED.value),
        Field(
            "decision_on", _tr("Decides by"), "date", half=True, help=_tr("You are reminded the working day before.")
        ),
        Field("decider", _tr("Who decides?"), half=True),
        Field("rival", _tr("Another bid, if there is one: from whom?"), half=True),
        Field("rival_price", _tr("At what price?"), half=True, check=lambda text: said.money_fault(text, currency)),
        Field("rival_differs", _tr("What differs?")),
    ]


class GiveQuoteDialog(StepDialog):
    """Says what is missing as long as something is; then the hidden slot begins."""

    def __init__(self, window: QWidget, desk: Desk, theme: Theme, sheet: QuoteSheet) -> None:
        self._sheet = sheet
        title = _tr("Give quote {0}").format(sheet.quote.number)
        super().__init__(
            window, desk, theme, title, _fields(sheet.quote.currency), _tr("Give the quote"), name="give_quote"
        )
        self.set_values({"decision_on": sheet.quote.decision_on, "decider": sheet.quote.decider or sheet.customer})
        self.set_error(" ".join(sheet.missing))
        self.ask(self._give)

    def _give(self, values: dict[str, Any]) -> Any:
        price = said.money_or_none(values["rival_price"], self._sheet.quote.currency)
        rival = (values["rival"], price, values["rival_differs"])
        if not values["rival"] and (price is not None or values["rival_differs"]):
            self.form.set_error("rival", _tr("Whose bid is it?"))
            return None
        return self.do(
            quote_sheets.give,
            self._sheet.quote.id,
            GivenBy(values["by"]),
            decision_on=values["decision_on"],
            decider=values["decider"],
            rival=rival if values["rival"] else None,
            label=_tr("Quote {0} given").format(self._sheet.quote.number),
        )
