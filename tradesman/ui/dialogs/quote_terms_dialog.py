"""The sheets of a quote: all that stands around its options, another day, and what the customer plans to spend."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QHBoxLayout, QWidget

from tradesman.services import quote_sheets, quotes, shown_testimonials, terms
from tradesman.services.quote_sheets import QuoteSheet
from tradesman.ui import format as said
from tradesman.ui.desk import Desk
from tradesman.ui.dialogs.step_dialog import StepDialog
from tradesman.ui.parts.best_value_words import renewing
from tradesman.ui.parts.payments_box import PaymentsBox
from tradesman.ui.parts.shown_box import ShownBox
from tradesman.ui.theme import Theme
from tradesman.ui.widgets.buttons import Button
from tradesman.ui.widgets.flow import Flow
from tradesman.ui.widgets.form import Field
from tradesman.ui.widgets.labels import Label

MONTH = timedelta(days=30)
_KEPT = ("title", "valid_until_on", "decision_on", "decider", "decides", "terms")


def _tr(text: str) -> str:
    return QCoreApplication.translate("QuoteTermsDialog", text)


def _ahead(sheet: QuoteSheet, kept: date | None) -> Callable[[date], str]:
    return lambda day: said.past_fault(day, sheet.today, kept)


def _title_fields(sheet: QuoteSheet) -> list[Field]:
    valid, decides = _ahead(sheet, sheet.quote.valid_until_on), _ahead(sheet, sheet.quote.decision_on)
    return [
        Field("title", _tr("What is it for?"), required=True),
        Field("valid_until_on", _tr("Valid until"), "date", required=True, half=True, check=valid),
        Field("decision_on", _tr("Decides by"), "date", half=True, check=decides),
        Field("decider", _tr("Who decides?"), half=True),
        Field("decides", _tr("What would decide it?"), half=True, help=_tr("For you alone, for the call before.")),
        Field("terms", _tr("Terms, at the end of the quote"), "text"),
    ]


def _renew_fields(sheet: QuoteSheet) -> list[Field]:
    return [Field("valid_until_on", _tr("Good until"), "date", required=True, check=_ahead(sheet, None))]


def _budget_fields(currency: str) -> list[Field]:
    return [
        Field(
            "budget", _tr("What does the customer plan to spend?"), check=lambda text: said.price_fault(text, currency)
        )
    ]


class QuoteTermsDialog(StepDialog):
    """Title and days, who decides and by what, terms, payments and testimonials; all of it is one step."""

    def __init__(self, window: QWidget, desk: Desk, theme: Theme, sheet: QuoteSheet) -> None:
        quote = self._quote = sheet.quote
        title = _tr("Terms of quote {0}").format(quote.number)
        super().__init__(window, desk, theme, title, _title_fields(sheet), _tr("Keep"), name="quote_terms")
        self.set_values({key: getattr(quote, key) for key in _KEPT})
        self._payments = PaymentsBox(theme, sheet.payments, sheet.offered_payments)
        self._shown = ShownBox(theme, sheet.shown, desk.ask(shown_testimonials.proposed, quote.id))
        self.body.addLayout(self._built_library())
        for box in (self._payments, self._shown):
            self.body.addWidget(box)
        self.body.addWidget(Label(_earliest(sheet), theme, "small", "ink_2", wrap=True, name="earliest_start"))
        self.ask(self._keep)

    def _built_library(self) -> QHBoxLayout:
        """A button for each of the terms in the library that the quote does not have yet."""
        row = QHBoxLayout()
        row.setSpacing(self._theme.space("s2"))
        flow = Flow(self._theme.space("s1"))
        for number, kept in enumerate(self.desk.ask(terms.rows)):
            button = Button(kept.title, self._theme, "plain", "plus", compact=True, name=f"terms_take_{number}")
            button.clicked.connect(lambda _on=False, words=kept.words: self._take(words))
            flow.addWidget(button)
        row.addWidget(flow, 1)
        return row

    def _take(self, words: str) -> None:
        there = self.values()["terms"].strip()
        if words not in there:
            self.set_values({"terms": "\n\n".join(part for part in (there, words) if part)})

    def _keep(self, values: dict[str, Any]) -> Any:
        if not self._payments.check():
            return None
        rest = {"steps": self._payments.steps(), "shown": self._shown.wanted()}
        return self.do(quote_sheets.change_terms, self._quote.id, label=_tr("Quote changed"), **values, **rest)


def _earliest(sheet: QuoteSheet) -> str:
    if not sheet.free_on:
        return _tr("No free day is in sight; the quote names no earliest start.")
    day = said.long_day(sheet.free_on[0])
    return _tr("Earliest start, from what is booked: {0}. The quote says so.").format(day)


class RenewQuoteDialog(StepDialog):
    """An expired quote is good again until another day, as the next revision."""

    def __init__(self, window: QWidget, desk: Desk, theme: Theme, sheet: QuoteSheet) -> None:
        quote = sheet.quote
        title = _tr("Renew quote {0}").format(quote.number)
        super().__init__(window, desk, theme, title, _renew_fields(sheet), _tr("Renew"), name="renew_quote")
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
            deed = renewing(quote_sheets.note_budget, sheet.quote.id)
            return self.do(deed, sheet.enquiry_id, budget, label=_tr("Budget noted"))

        self.ask(keep)
