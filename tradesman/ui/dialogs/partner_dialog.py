"""A partner: who, which trade, what is agreed both ways, why I vouch, and until when the papers hold."""

from typing import Any

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from tradesman.book.partner import BEFORE_TAX, LABOUR, Partner
from tradesman.services import partners
from tradesman.ui import format as said
from tradesman.ui.desk import Desk
from tradesman.ui.dialogs.step_dialog import StepDialog
from tradesman.ui.parts import partner_words
from tradesman.ui.theme import Theme
from tradesman.ui.widgets.buttons import Button
from tradesman.ui.widgets.form import Field
from tradesman.ui.widgets.labels import Label

WIDTH = 720
_PLAIN = (
    "name",
    "trades",
    "contact",
    "phone",
    "email",
    "terms_of",
    "vouch",
    "insurer",
    "insured_until_on",
    "licence",
    "licensed_until_on",
    "fee_note",
)
_TERMS = ("bonus", "discount", "fee")  # each an amount, a share, or both


def _tr(text: str) -> str:
    return QCoreApplication.translate("PartnerDialog", text)


def _fields(currency: str, own: str) -> list[Field]:
    shares = [
        ("", _tr("the price with tax")),
        (BEFORE_TAX, _tr("the price before tax")),
        (LABOUR, _tr("the labour alone")),
    ]
    shares += [(own, own)] if own not in {key for key, _words in shares} else []

    def terms(text: str) -> str:
        return said.fault(lambda typed: read_terms(typed, currency), text)

    return [
        Field("name", _tr("Name"), required=True, half=True),
        Field("trades", _tr("Trades"), required=True, half=True, placeholder=_tr("Chimneys, pointing")),
        Field("contact", _tr("Whom to ask for"), half=True),
        Field("phone", _tr("Phone"), half=True),
        Field("email", _tr("E-mail")),
        Field("bonus", _tr("For me, for each customer"), half=True, help=_tr("60, 5% or nothing."), check=terms),
        Field("discount", _tr("Off for my customer"), half=True, help=_tr("40, 10% or nothing."), check=terms),
        Field("terms_of", _tr("A share of what?"), "choice", choices=tuple(shares), half=True),
        Field("fee", _tr("I pay, for a customer sent to me"), half=True, help=_tr("50, 5% or nothing."), check=terms),
        Field("fee_note", _tr("Are fees not lawful for this trade? What did you learn?")),
        Field("vouch", _tr("Why do you vouch for them?"), "text"),
        Field("insurer", _tr("Insured with"), half=True),
        Field("insured_until_on", _tr("Insured until"), "date", half=True),
        Field("licence", _tr("Licence"), half=True),
        Field("licensed_until_on", _tr("Licence valid until"), "date", half=True),
    ]


class PartnerDialog(StepDialog):
    """A new partner, or another word about one; what earlier referrals owe stays."""

    def __init__(
        self, window: QWidget, desk: Desk, theme: Theme, currency: str, partner: Partner | None = None
    ) -> None:
        self._partner, self._currency = partner, currency
        title = partner.name if partner is not None else _tr("Add partner")
        super().__init__(
            window,
            desk,
            theme,
            title,
            _fields(currency, partner.terms_of if partner is not None else ""),
            _tr("Keep"),
            width=theme.scaled(WIDTH),
            name="partner",
        )
        self._warning = Label("", theme, "small", "warn", wrap=True, name="partner_warning")
        self.body.addWidget(self._warning)
        if partner is not None:
            remove = Button(_tr("Remove"), theme, "danger", "trash-2", name="partner_remove")
            remove.clicked.connect(self._on_remove)
            self.add_left(remove)
            kept = {key: getattr(partner, key) for key in _PLAIN}
            for key in _TERMS:
                fixed, share = getattr(partner, f"{key}_minor"), getattr(partner, f"{key}_bp")
                kept[key] = written_terms(fixed, share, currency)
            self.set_values(kept)
        self.form.changed.connect(self._show_warning)
        self._show_warning()
        self.ask(self._keep)

    def _show_warning(self) -> None:
        """What speaks against the terms and the papers as they stand in the fields."""
        values = self.values()
        if self.form.box("bonus").fault():
            return
        bonus_minor, bonus_bp = read_terms(values["bonus"], self._currency)
        until = {key: values[key] for key in ("insured_until_on", "licensed_until_on")}
        as_typed = Partner(
            name="", trades="", bonus_minor=bonus_minor, bonus_bp=bonus_bp, fee_note=values["fee_note"], **until
        )
        unlawful = partner_words.unlawful(as_typed)
        advice = _tr("Take the bonus out, or ask somebody who knows the law.") if unlawful else ""
        parts = (unlawful, advice, partner_words.ended(as_typed, self.desk.today()))
        warning = " ".join(part.rstrip(".") + "." for part in parts if part)
        self._warning.setText(warning)
        self._warning.setVisible(bool(warning))

    def _keep(self, values: dict[str, Any]) -> Any:
        fields = {key: values[key] for key in _PLAIN}
        for key in _TERMS:
            fields[f"{key}_minor"], fields[f"{key}_bp"] = read_terms(values[key], self._currency)
        if self._partner is None:
            return self.do(partners.add, label=_tr("Partner added"), **fields)
        return self.do(partners.change, self._partner.id, label=_tr("Partner changed"), **fields)

    def _on_remove(self) -> None:
        partner, failed = self._partner, list[str]()
        if partner is None:
            return
        label = _tr("{0} removed").format(partner.name)
        self.desk.do(partners.remove, partner.id, label=label, on_error=failed.append)
        self.set_error("".join(failed))
        if not failed:
            self.finish()


def read_terms(text: str, currency: str) -> tuple[int, int]:
    """Minor units and hundredths of a percent of what was agreed: "60", "10%", "40 + 5%"; ValueError if none."""
    fixed = share = 0
    for part in text.split("+"):
        if part.strip().endswith("%"):
            share += said.read_percent(part)
        elif part.strip():
            fixed += said.read_money(part, currency)
    return fixed, share


def written_terms(fixed_minor: int, share_bp: int, currency: str) -> str:
    """Terms as they can be typed again."""
    parts = [said.plain_amount(fixed_minor, currency)] if fixed_minor else []
    return " + ".join([*parts, said.percent(share_bp)] if share_bp else parts)
