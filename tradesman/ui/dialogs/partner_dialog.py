"""A partner: who, which trade, what is agreed, and why I vouch."""

from typing import Any

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from tradesman.book.partner import Partner
from tradesman.services import partners
from tradesman.ui import format as said
from tradesman.ui.desk import Desk
from tradesman.ui.dialogs.step_dialog import StepDialog
from tradesman.ui.theme import Theme
from tradesman.ui.widgets.form import Field


def _tr(text: str) -> str:
    return QCoreApplication.translate("PartnerDialog", text)


def _fields(currency: str) -> list[Field]:
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
        Field("vouch", _tr("Why do you vouch for them?"), "text"),
    ]


class PartnerDialog(StepDialog):
    """A new partner, or another word about one; what earlier referrals owe stays."""

    def __init__(
        self, window: QWidget, desk: Desk, theme: Theme, currency: str, partner: Partner | None = None
    ) -> None:
        self._partner, self._currency = partner, currency
        title = partner.name if partner is not None else _tr("Add partner")
        super().__init__(window, desk, theme, title, _fields(currency), _tr("Keep"), name="partner")
        if partner is not None:
            kept = {key: getattr(partner, key) for key in ("name", "trades", "contact", "phone", "email", "vouch")}
            self.set_values(
                kept
                | {
                    "bonus": written_terms(partner.bonus_minor, partner.bonus_bp, currency),
                    "discount": written_terms(partner.discount_minor, partner.discount_bp, currency),
                }
            )
        self.ask(self._keep)

    def _keep(self, values: dict[str, Any]) -> Any:
        fields = {key: values[key] for key in ("name", "trades", "contact", "phone", "email", "vouch")}
        fields["bonus_minor"], fields["bonus_bp"] = read_terms(values["bonus"], self._currency)
        fields["discount_minor"], fields["discount_bp"] = read_terms(values["discount"], self._currency)
        if self._partner is None:
            return self.do(partners.add, label=_tr("Partner added"), **fields)
        return self.do(partners.change, self._partner.id, label=_tr("Partner changed"), **fields)


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
