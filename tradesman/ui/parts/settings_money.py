"""Tax, how prices are entered, and how quotes are numbered and how long they hold."""

import re
from datetime import date
from typing import Any

from PySide6.QtCore import QCoreApplication

from tradesman.book.business import Business, TaxRate
from tradesman.services import businesses
from tradesman.ui import format as said
from tradesman.ui import places
from tradesman.ui.desk import Desk
from tradesman.ui.dialogs.tax_rate_dialog import TaxNameDialog, TaxRateDialog, standard
from tradesman.ui.parts.settings_list import ListCard, ListItem
from tradesman.ui.parts.settings_section import Section
from tradesman.ui.theme import Theme
from tradesman.ui.widgets.card import Card
from tradesman.ui.widgets.form import Field

MOST_DAYS = 3650
_FIRST_YEAR = 2000  # a rate from here on has been there from the start


def _tr(text: str) -> str:
    return QCoreApplication.translate("MoneySection", text)


def _money_fields(currency: str) -> list[Field]:
    codes = places.CURRENCIES if currency in places.CURRENCIES else (currency, *places.CURRENCIES)
    entered = ((False, _tr("Without tax")), (True, _tr("With tax")))
    return [
        Field("prices_gross", _tr("Prices are entered"), "segment", choices=entered, half=True),
        Field("currency", _tr("Currency"), "choice", choices=tuple((code, code) for code in codes), half=True),
        Field("tax_label", _tr("Name of the tax"), required=True, half=True, placeholder="VAT"),
        Field("tax_number", _tr("Tax number"), half=True),
    ]


def _cost_fields(currency: str) -> list[Field]:
    def hour(text: str) -> str:
        fault = said.money_fault(text, currency)
        return fault or ("" if said.read_money(text, currency) >= 0 else _tr("Nothing or more. Kept as typed."))

    help_words = _tr("Pay, van, insurance and tools together, without tax. Jobs reckon your time with it.")
    return [Field("hour_cost_minor", _tr("What an hour of your work costs you"), help=help_words, check=hour)]


def _quote_fields() -> list[Field]:
    return [
        Field(
            "quote_pattern",
            _tr("Quote numbers"),
            required=True,
            half=True,
            help=_tr("How number 1 looks: 0001, Q-001, 2026-01."),
            check=_pattern_fault,
        ),
        Field("quote_valid_days", _tr("Days a quote holds"), required=True, half=True, check=_valid_fault),
        Field(
            "withdrawal_days",
            _tr("Days to withdraw"),
            required=True,
            half=True,
            help=_tr("In which customers may withdraw by law, 0 for none."),
            check=_days_fault,
        ),
    ]


class MoneySection(Section):
    """What a quote is reckoned and written with; those that customers have stay as they are."""

    def __init__(self, desk: Desk, theme: Theme) -> None:
        super().__init__(desk, theme, name="section_money")
        prices = Card(theme, self.tr("Prices"), name="card_prices")
        prices.body.addWidget(self.note(self.tr("Counts for new quotes. Those that are there stay as they are.")))
        prices.body.addWidget(self.form(_money_fields(desk.ask(businesses.current).currency)))
        self._rates = ListCard(
            theme,
            self.tr("Tax rates"),
            self.tr("Each counts from its day on. New lines take the standard rate; a line may have another."),
            self.tr("No tax is put on prices."),
            name="tax",
        )
        self._rates.add_asked.connect(lambda: TaxRateDialog(self.window(), desk, theme))
        self._rates.change_asked.connect(self._on_rename)
        self._rates.remove_asked.connect(self._on_remove)
        quotes = Card(theme, self.tr("Quotes"), name="card_quotes")
        quotes.body.addWidget(self.form(_quote_fields()))
        costs = Card(theme, self.tr("Costs"), name="card_costs")
        costs.body.addWidget(self.note(self.tr("Only you see this.")))
        costs.body.addWidget(self.form(_cost_fields(desk.ask(businesses.current).currency)))
        for card in (prices, self._rates, quotes, costs):
            self.column.addWidget(card)

    def refresh(self) -> None:
        business = self.desk.ask(businesses.current)
        plain = ("prices_gross", "currency", "tax_label", "tax_number")
        self.keeper.show(
            {key: getattr(business, key) for key in plain}
            | {key: str(getattr(business, key)) for key in ("quote_valid_days", "withdrawal_days")}
            | {"quote_pattern": business.quote_pattern.format(1), "hour_cost_minor": _hour(business)}
        )
        today = self.desk.today()
        newest_first = sorted(business.taxes, key=lambda rate: rate.from_on, reverse=True)
        begun = [rate for rate in newest_first if rate.from_on <= today]
        counts = {rate.name: rate.id for rate in reversed(begun)}
        by_name = sorted(newest_first, key=lambda rate: rate.name.casefold())  # the standard one has none
        self._rates.show_items([self._item(rate, today, now=counts.get(rate.name) == rate.id) for rate in by_name])

    def _item(self, rate: TaxRate, today: date, *, now: bool) -> ListItem:
        """The standard rate stays once it counts, and its name with it."""
        since = self.tr("from the start")
        if rate.from_on.year > _FIRST_YEAR:
            since = self.tr("from %s") % said.full_day(rate.from_on)
        return ListItem(
            rate.id,
            said.percent(rate.rate_bp),
            self.tr("{0}, {1}").format(rate.name or standard(), since),
            self.tr("now") if now else "",
            bool(rate.name) or rate.from_on > today,
            self.tr("Rename {0}").format(rate.name) if rate.name else "",
        )

    def read(self, key: str, value: Any) -> dict[str, Any]:
        if key == "quote_pattern":
            return {key: read_pattern(value)}
        if key == "hour_cost_minor":
            return {key: said.money_or_none(value, self.desk.ask(businesses.current).currency)}
        return {key: int(value) if key in ("quote_valid_days", "withdrawal_days") else value}

    def label(self, key: str) -> str:
        told = {"prices_gross": self.tr("Price entry changed"), "hour_cost_minor": self.tr("Cost of an hour changed")}
        return told.get(key) or super().label(key)

    def _on_rename(self, rate_id: Any) -> None:
        rates = self.desk.ask(businesses.current).taxes
        name = next((rate.name for rate in rates if rate.id == rate_id), "")
        if name:
            TaxNameDialog(self.window(), self.desk, self.theme, name)

    def _on_remove(self, rate_id: Any) -> None:
        self.desk.do(businesses.remove_tax, rate_id, label=self.tr("Tax rate removed"))


def read_pattern(text: str) -> str:
    """The pattern behind the look of number 1: "Q-001" is "Q-{:03d}"; ValueError with a sentence."""
    match = re.fullmatch(r"(.*?)(0*1)(\D*)", text)
    if match is None:
        raise ValueError(_tr("Write number 1 as it shall look: 0001 or Q-001. Kept as typed."))
    before, number, behind = (part.replace("{", "{{").replace("}", "}}") for part in match.groups())
    return f"{before}{{:0{len(number)}d}}{behind}"


def _hour(business: Business) -> str:
    minor = business.hour_cost_minor
    return "" if minor is None else said.plain_amount(minor, business.currency)


def _pattern_fault(text: str) -> str:
    return said.fault(read_pattern, text)


def _valid_fault(text: str) -> str:
    return _days_fault(text, least=1)


def _days_fault(text: str, least: int = 0) -> str:
    if text.isdecimal() and least <= int(text) <= MOST_DAYS:
        return ""
    return _tr("A number of days from {0} to {1}. Kept as typed.").format(least, MOST_DAYS)
