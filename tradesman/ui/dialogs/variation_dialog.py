"""Agreed extra work: noted with its price, and shown to the customer to be signed."""

from typing import Any

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from tradesman.book.variation import Variation
from tradesman.services import businesses, job_sheets, variations
from tradesman.services.job_sheets import JobSheet
from tradesman.ui import format as said
from tradesman.ui.desk import Desk
from tradesman.ui.dialogs.plan_job_dialog import PlanJobDialog
from tradesman.ui.dialogs.sign_dialog import Offer, SignDialog, Yes
from tradesman.ui.dialogs.step_dialog import StepDialog
from tradesman.ui.theme import Theme
from tradesman.ui.widgets.buttons import Button
from tradesman.ui.widgets.form import Field

_MOST_DAYS = 250


def _tr(text: str) -> str:
    return QCoreApplication.translate("VariationDialog", text)


def _fields(currency: str, tax_label: str) -> list[Field]:
    price = _tr("Price, {0} included").format(tax_label) if tax_label else _tr("Price")
    return [
        Field("words", _tr("What changes?"), "text", required=True, help=_tr("As the customer reads and signs it.")),
        Field(
            "price",
            price,
            required=True,
            half=True,
            help=_tr("With a minus for what falls away: -50."),
            check=lambda text: said.money_fault(text, currency),
        ),
        Field("days", _tr("Working days more"), half=True, default="0", check=_days_fault),
    ]


class VariationDialog(StepDialog):
    """Notes extra work to be agreed, or corrects it while it is not."""

    def __init__(
        self, window: QWidget, desk: Desk, theme: Theme, sheet: JobSheet, variation: Variation | None = None
    ) -> None:
        title = _tr("Extra work")
        main = _tr("Note it") if variation is None else _tr("Save")
        fields = _fields(sheet.currency, tax_label(desk))
        super().__init__(window, desk, theme, title, fields, main, name="variation")
        self._sheet, self._variation = sheet, variation
        if variation is not None:
            price = said.plain_amount(variation.price_minor, sheet.currency)
            self.set_values({"words": variation.words, "price": price, "days": str(variation.days)})
            remove = Button(_tr("Remove"), theme, "quiet", "trash-2", name="variation_remove")
            remove.clicked.connect(self._on_remove)
            self.add_left(remove)
        self.ask(self._keep)

    def _keep(self, values: dict[str, Any]) -> Any:
        price_minor = said.read_money(values["price"], self._sheet.currency)
        told = (values["words"], price_minor, int(values["days"] or 0))
        if self._variation is None:
            return self.do(variations.note, self._sheet.job.id, *told, label=_tr("Extra work noted"))
        return self.do(variations.change, self._variation.id, *told, label=_tr("Extra work changed"))

    def _on_remove(self) -> None:
        faults: list[str] = []
        if self._variation is not None:
            label = _tr("Extra work removed")
            self.desk.do(variations.remove, self._variation.id, label=label, on_error=faults.append)
        if faults:
            self.set_error(faults[0])
        else:
            self.finish()


def agree(window: QWidget, desk: Desk, theme: Theme, sheet: JobSheet, variation: Variation) -> SignDialog:
    """Shows the customer the words and the price, to sign; where it takes days, the plan is offered next."""
    price, taxed = said.money(abs(variation.price_minor), sheet.currency), tax_label(desk)
    title = _tr("Extra work: {0}").format(price)
    if variation.price_minor < 0:
        price = _tr("{0} less").format(price)
        title = _tr("Less work: {0}").format(price)
    facts = [("receipt", _tr("Price"), _tr("{0}, {1} included").format(price, taxed) if taxed else price)]
    if variation.days:
        facts.append(("calendar-days", _tr("Working days more"), str(variation.days)))
    offer = Offer(
        title=title,
        words=variation.words,
        facts=facts,
        who=sheet.customer,
        day=said.full_day(sheet.today),
        can_mail=False,
        agrees=_tr("I agree to this work at this price."),
        back=_tr("Back"),
        thinks=False,
    )
    dialog = SignDialog(window, theme, offer)

    def agreed(yes: Yes) -> None:
        place = (variation.id, yes.by, yes.who, yes.strokes)
        label = _tr("Extra work agreed")
        if desk.do(variations.agree, *place, label=label, on_error=dialog.set_error) is None:
            return
        dialog.finish()
        now = desk.ask(job_sheets.sheet, sheet.job.id)
        if variation.days and now.job.days:
            PlanJobDialog(window, desk, theme, now, variation.days)

    dialog.agreed.connect(agreed)
    dialog.open()
    return dialog


def tax_label(desk: Desk) -> str:
    """The name of the tax that prices include; empty for a business without one."""
    business = desk.ask(businesses.current)
    return business.tax_label if business.tax_bp(desk.today()) else ""


def _days_fault(text: str) -> str:
    fits = text.isdecimal() and int(text) <= _MOST_DAYS
    return "" if fits else _tr("A number of days up to {0}. Kept as typed.").format(_MOST_DAYS)
