"""An item of the price book, or a kit of items: what it says, costs, and what the customer pays."""

from typing import Any
from uuid import UUID

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QWidget

from tradesman.services import kits, price_sheets, prices
from tradesman.services.price_index import PriceRow
from tradesman.services.price_sheets import PriceSheet
from tradesman.ui import format as said
from tradesman.ui.desk import Desk
from tradesman.ui.dialogs.step_dialog import StepDialog
from tradesman.ui.parts.failures_box import FailuresBox
from tradesman.ui.parts.kit_parts import KitParts
from tradesman.ui.parts.price_words import PriceWords
from tradesman.ui.theme import Theme
from tradesman.ui.widgets.form import Field
from tradesman.ui.widgets.labels import Label

_OF_ITEMS = ("cost", "price", "tax", "supplier")
_ITEM, _KIT = "item", "kit"


def _tr(text: str) -> str:
    return QCoreApplication.translate("PriceItemDialog", text)


def _fields(words: PriceWords) -> list[Field]:
    def amount(text: str) -> str:
        return said.money_fault(text, words.currency)

    def rate(text: str) -> str:
        return said.fault(said.read_percent, text)

    price = _tr("Price for one, tax included") if words.terms.gross else _tr("Price for one, without tax")
    standard = _tr("Empty for the standard rate, {0}.").format(said.percent(words.terms.standard_bp))
    return [
        Field("kind", _tr("What it is"), "segment", choices=((_ITEM, _tr("Item")), (_KIT, _tr("Kit of items")))),
        Field("words", _tr("Words, as the customer reads them"), required=True),
        Field("code", _tr("Code"), half=True, placeholder="CYL180"),
        Field("unit", _tr("Unit"), half=True, placeholder=_tr("h, m, m², nothing for pieces")),
        Field("price", price, required=True, half=True, check=amount),
        Field("cost", _tr("What one costs you, without tax"), half=True, check=amount),
        Field("supplier", _tr("Supplier"), half=True),
        Field("tax", _tr("Tax, in %"), half=True, help=standard, check=rate),
    ]


class PriceItemDialog(StepDialog):
    """Adds an item or a kit, or changes one that is there; lines of quotes keep their copies.

    Where an item failed, the service calls behind that lead to their jobs.
    """

    page_asked = Signal(str, object)

    def __init__(
        self, window: QWidget, desk: Desk, theme: Theme, words: PriceWords, item_id: UUID | None = None
    ) -> None:
        sheet = desk.ask(price_sheets.sheet, item_id) if item_id is not None else None
        title = sheet.row.words if sheet is not None else _tr("Add item")
        main = _tr("Keep") if sheet is not None else _tr("Add")
        super().__init__(window, desk, theme, title, _fields(words), main, name="price_item")
        self._sheet, self._said = sheet, words
        self._keeps = Label("", theme, "small", "ink_2", wrap=True, name="price_keeps")
        self._parts = KitParts(desk, theme, words)
        self.body.addWidget(self._keeps)
        self.body.addWidget(self._parts)
        self.form.box("kind").setVisible(sheet is None)
        self.set_values({"kind": _ITEM})
        if sheet is not None:
            self._show_sheet(sheet)
        self.form.changed.connect(self._show)
        self._show()
        self.ask(self._keep)
        self.form.box("words").editor.setFocus()

    def _show_sheet(self, sheet: PriceSheet) -> None:
        row, money = sheet.row, said.plain_amount
        self.set_values(
            {
                "kind": _KIT if row.is_kit else _ITEM,
                **{key: getattr(row, key) for key in ("words", "code", "unit", "supplier")},
                "price": money(row.price_minor, self._said.currency),
                "cost": money(row.cost_minor, self._said.currency) if row.cost_minor else "",
                "tax": said.percent(row.tax_bp) if row.tax_bp is not None else "",
            }
        )
        if sheet.failures:
            failed = FailuresBox(sheet.failures, self.desk.today(), self._theme)
            failed.job_asked.connect(self._on_job_asked)
            self.body.addWidget(failed)
        self._parts.show_parts(row.id, [(part.item, part.quantity_thousandths) for part in sheet.parts])

    def _on_job_asked(self, job_id: UUID) -> None:
        self.dismiss()
        self.page_asked.emit("job", job_id)

    def _show(self) -> None:
        """Shows what belongs to an item or to a kit, and what stays of the price."""
        values = self.values()
        kit = values["kind"] == _KIT
        for key in _OF_ITEMS:
            self.form.box(key).setVisible(not kit)
        self._parts.setVisible(kit)
        kept = None if kit else self._kept(values)
        self._keeps.setVisible(kept is not None)
        if kept is not None:
            self._keeps.setText(_tr("You keep {0}, {1}%.").format(self._said.money(kept[0]), kept[1]))
            self._keeps.set_tone("danger" if kept[0] < 0 else "ink_2")

    def _kept(self, values: dict[str, Any]) -> tuple[int, int] | None:
        try:
            price = said.read_money(values["price"], self._said.currency)
            cost = said.read_money(values["cost"] or "0", self._said.currency)
            tax_bp = said.read_percent(values["tax"]) if values["tax"] else None
        except ValueError:
            return None
        return PriceRow(UUID(int=0), "", "", "", cost, price, tax_bp, "").keeps(self._said.terms)

    def _keep(self, values: dict[str, Any]) -> Any:
        fields = {key: values[key] for key in ("words", "code", "unit")}
        if values["kind"] == _KIT:
            return self._keep_kit(fields)
        currency = self._said.currency
        fields |= {
            "supplier": values["supplier"],
            "price_minor": said.read_money(values["price"], currency),
            "cost_minor": said.read_money(values["cost"] or "0", currency),
            "tax_bp": said.read_percent(values["tax"]) if values["tax"] else None,
        }
        if self._sheet is None:
            return self.do(prices.add, label=_tr("Item added"), **fields)
        return self.do(prices.change, self._sheet.row.id, label=_tr("Item changed"), **fields)

    def _keep_kit(self, fields: dict[str, Any]) -> Any:
        parts = self._parts.read()
        if parts is None:
            self._parts.go()
            return None
        if self._sheet is None:
            return self.do(kits.make, fields.pop("words"), parts, label=_tr("Kit added"), **fields)
        return self.do(kits.change, self._sheet.row.id, parts, label=_tr("Kit changed"), **fields)
