"""The short sheets of a quote: its name, the day until which it holds, and what the customer plans to spend."""

from datetime import timedelta
from typing import Any

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from tradesman.services import quote_sheets, quotes
from tradesman.services.quote_sheets import QuoteSheet
from tradesman.ui import format as said
from tradesman.ui.desk import Desk
from tradesman.ui.dialogs.step_dialog import StepDialog
from tradesman.ui.theme import Theme
from tradesman.ui.widgets.form import Field

MONTH = timedelta(days=30)


def _tr(text: str) -> str:
    return QCoreApplication.translate("QuoteTermsDialog", text)


def _title_fields() -> list[Field]:
    return [
        Field("title", _tr("What is it for?"), required=True),
        Field("valid_until_on", _tr("Valid until"), "date", required=True, half=True),
        Field("decision_on", _tr("Decides by"), "date", half=True),
    ]


def _renew_fields() -> list[Field]:
    return [Field("valid_until_on", _tr("Good until"), "date", required=True)]


def _budget_fields(currency: str) -> list[Field]:
    return [
        Field(
            "budget", _tr("What does the customer plan to spend?"), check=lambda text: said.money_fault(text, currency)
        )
    ]


class QuoteTermsDialog(StepDialog):
    """The title, and until when it is valid and decided."""

    def __init__(self, window: QWidget, desk: Desk, theme: Theme, sheet: QuoteSheet) -> None:
        quote = sheet.quote
        title = _tr("Quote {0}").format(quote.number)
        super().__init__(window, desk, theme, title, _title_fields(), _tr("Keep"), name="quote_terms")
        kept = {key: getattr(quote, key) for key in ("title", "valid_until_on", "decision_on")}
        self.set_values(kept)
        self.ask(lambda values: self.do(quote_sheets.change_terms, quote.id, label=_tr("Quote changed"), **values))


class RenewQuoteDialog(StepDialog):
    """An expired quote is good again until another day, as the next revision."""

    def __init__(self, window: QWidget, desk: Desk, theme: Theme, sheet: QuoteSheet) -> None:
        quote = sheet.quote
        title = _tr("Renew quote {0}").format(quote.number)
        super().__init__(window, desk, theme, title, _renew_fields(), _tr("Renew"), name="renew_quote")
        self.set_values({"valid_until_on": sheet.today + MONTH})
        self.ask(lambda values: self.do(quotes.renew, quote.id, label=_tr("Quote renewed"), **values))


class BudgetDialog(StepDialog):
    """The budget, which is one of the needs."""

    def __init__(self, window: QWidget, desk: Desk, theme: Theme, sheet: QuoteSheet) -> None:
        currency = sheet.quote.currency
        super().__init__(window, desk, theme, _tr("Budget"), _budget_fields(currency), _tr("Keep"), name="budget")
        if sheet.budget_minor is not None:
            self.set_values({"budget": said.plain_amount(sheet.budget_minor, currency)})

        def keep(values: dict[str, Any]) -> Any:
            budget = said.money_or_none(values["budget"], currency)
            return self.do(quote_sheets.note_budget, sheet.enquiry_id, budget, label=_tr("Budget noted"))

        self.ask(keep)
