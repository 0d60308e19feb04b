"""A line of a quote in every part, with what it costs and whether it is an extra."""

from typing import Any

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from tradesman.book.quote import Line, Quote
from tradesman.services import quote_sheets
from tradesman.ui import format as said
from tradesman.ui.desk import Desk
from tradesman.ui.dialogs.step_dialog import StepDialog
from tradesman.ui.parts.best_value_words import renewing
from tradesman.ui.theme import Theme
from tradesman.ui.widgets.form import Field


def _tr(text: str) -> str:
    return QCoreApplication.translate("LineDialog", text)


def _fields(currency: str) -> list[Field]:
    def amount(text: str) -> str:
        return said.money_fault(text, currency)

    def discount(text: str) -> str:
        return said.fault(said.read_percent, text) if text.endswith("%") else said.price_fault(text, currency)

    return [
        Field("words", _tr("Words"), required=True),
        Field(
            "quantity",
            _tr("Quantity"),
            required=True,
            half=True,
            check=lambda text: said.fault(said.read_quantity, text),
        ),
        Field("price", _tr("Price for one"), half=True, check=amount),
        Field("cost", _tr("What one costs you"), half=True, help=_tr("Never shown to the customer."), check=amount),
        Field("discount", _tr("Discount"), half=True, placeholder=_tr("50 or 10 %"), check=discount),
        Field("tax", _tr("Tax, in %"), half=True, check=lambda text: said.fault(said.read_percent, text or "0")),
        Field("extra", _tr("An extra that the customer may add"), "check"),
        Field("keep", _tr("Keep it in the price book too"), "check"),
    ]


class LineDialog(StepDialog):
    """What the table has no room for."""

    def __init__(self, window: QWidget, desk: Desk, theme: Theme, quote: Quote, line: Line) -> None:
        self._quote, self._line = quote, line
        currency = quote.currency
        super().__init__(window, desk, theme, line.words, _fields(currency), _tr("Keep"), name="line")
        self.set_values(
            {
                "words": line.words,
                "quantity": said.quantity(line.quantity_thousandths, line.unit),
                "price": said.plain_amount(line.price_minor, currency),
                "cost": said.plain_amount(line.cost_minor, currency) if line.cost_minor else "",
                "discount": said.plain_amount(line.discount_minor, currency) if line.discount_minor else "",
                "tax": said.percent(line.tax_bp),
                "extra": line.extra,
            }
        )
        self.ask(self._keep)

    def _keep(self, values: dict[str, Any]) -> Any:
        thousandths, unit = said.read_quantity(values["quantity"])
        currency, discount = self._quote.currency, values["discount"] or "0"
        in_percent = discount.endswith("%")
        return self.do(
            renewing(quote_sheets.change_line, self._quote.id),
            self._quote.id,
            self._line.id,
            label=_tr("Line changed"),
            to_price_book=values["keep"],
            words=values["words"],
            quantity_thousandths=thousandths,
            unit=unit,
            price_minor=said.read_money(values["price"] or "0", currency),
            cost_minor=said.read_money(values["cost"] or "0", currency),
            discount_minor=0 if in_percent else said.read_money(discount, currency),
            discount_bp=said.read_percent(discount) if in_percent else None,
            tax_bp=said.read_percent(values["tax"] or "0"),
            extra=values["extra"],
        )
