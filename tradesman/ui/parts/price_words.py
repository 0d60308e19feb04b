"""How items of the price book are said, and the columns of their list."""

from typing import Any

from PySide6.QtCore import QCoreApplication

from tradesman.services import businesses, matching, price_index
from tradesman.services.price_index import Order, PriceRow
from tradesman.ui import format as said
from tradesman.ui.desk import Desk
from tradesman.ui.widgets.table_model import CellBadge, Column


def _tr(text: str) -> str:
    return QCoreApplication.translate("prices", text)


class PriceWords:
    """Says items in the business's money; `typed` is what is marked in them."""

    def __init__(self, desk: Desk) -> None:
        self.typed = ""
        self._desk = desk
        self.read_business()

    def read_business(self) -> None:
        """Money and tax may have changed."""
        self.currency = self._desk.ask(businesses.current).currency
        self.terms = self._desk.ask(price_index.terms)

    def columns(self) -> list[Column]:
        """The columns of the list, from left to right."""
        return [
            Column(Order.CODE, _tr("Code"), 116, text=lambda row: row.code, marks=lambda row: self._marks(row.code)),
            Column(
                Order.WORDS,
                _tr("Words"),
                style="name",
                least=180,
                badge=lambda row: CellBadge(_tr("kit"), "outline", "package-open") if row.is_kit else None,
                text=lambda row: row.words,
                marks=lambda row: self._marks(row.words),
            ),
            Column("unit", _tr("Unit"), 50, text=lambda row: row.unit, sortable=False),
            Column(Order.COST, _tr("Cost"), 88, "number", text=self.cost),
            Column(Order.PRICE, _tr("Price"), 92, "number", text=lambda row: self.money(row.price_minor), tone=_ink),
            Column(Order.MARGIN, _tr("Margin"), 74, "number", text=self.margin, tone=self._margin_tone),
            Column("tax", _tr("Tax"), 60, "number", text=self.tax, sortable=False),
            Column(
                Order.SUPPLIER,
                _tr("Supplier"),
                150,
                below=Order.WORDS,
                text=lambda row: row.supplier,
                marks=lambda row: self._marks(row.supplier),
            ),
        ]

    def money(self, minor: int) -> str:
        """An amount of the business's money."""
        return said.money(minor, self.currency)

    def cost(self, row: PriceRow) -> str:
        """What it costs; a dash where that is not noted."""
        return self.money(row.cost_minor) if row.cost_minor else said.DASH

    def margin(self, row: PriceRow) -> str:
        """What stays of the price, in percent."""
        kept = row.keeps(self.terms)
        return f"{kept[1]}%" if kept is not None else said.DASH

    def tax(self, row: PriceRow) -> str:
        """Its rate, or the standard one; the parts of a kit have their own."""
        if row.is_kit:
            return said.DASH
        return said.percent(self.terms.standard_bp if row.tax_bp is None else row.tax_bp)

    def price_for(self, row: PriceRow) -> str:
        """What the customer pays: "£845.00", "£48.00 for one h"."""
        price = self.money(row.price_minor)
        return _tr("{0} for one {1}").format(price, row.unit) if row.unit else price

    def sentence(self, row: PriceRow) -> str:
        """A row as it is read out."""
        kept = row.keeps(self.terms)
        parts = (
            *(row.code, row.words, _tr("kit") if row.is_kit else "", self.price_for(row)),
            _tr("cost {0}").format(self.cost(row)) if row.cost_minor else "",
            _tr("margin {0}").format(self.margin(row)) if kept is not None else "",
            row.supplier,
        )
        return _tr("{0}. Enter to change.").format(", ".join(part for part in parts if part))

    def _margin_tone(self, row: PriceRow) -> str:
        kept = row.keeps(self.terms)
        return "danger" if kept is not None and kept[0] < 0 else "ink_2"

    def _marks(self, text: str) -> Any:
        return matching.spans(text, self.typed) if self.typed else ()


def _ink(_row: PriceRow) -> str:
    return "ink"
