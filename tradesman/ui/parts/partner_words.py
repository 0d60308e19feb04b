"""How a partner is spoken of: the terms, how customers fared, what has ended, and what the law says of fees."""

from datetime import date

from PySide6.QtCore import QCoreApplication

from tradesman.book.partner import Direction, Partner, ReferralState
from tradesman.services import businesses, partners
from tradesman.services.partners import LedgerRow, PartnerRow
from tradesman.ui import format as say
from tradesman.ui.desk import Desk
from tradesman.ui.parts.partner_choice import Choice, terms
from tradesman.ui.words import words

OFFERED = 3  # partners that are offered where only a name is asked for


def _tr(text: str) -> str:
    return QCoreApplication.translate("partner_words", text)


def ended(partner: Partner, today: date) -> str:
    """What of a partner's papers has ended, or ends soon: "Insurance ended 3 Oct"; empty when nothing does."""
    names = {"insurance": _tr("Insurance"), "licence": _tr("Licence")}
    said = [
        (_tr("{0} ended {1}") if until < today else _tr("{0} ends {1}")).format(names[paper], say.day(until, today))
        for paper, until in partner.ends_soon(today)
    ]
    return ". ".join(said)


def unlawful(partner: Partner) -> str:
    """A warning where fees are not lawful and one is agreed all the same; otherwise empty."""
    if not partner.fee_note or not partner.pays:
        return ""
    return _tr("A bonus is agreed, though you noted: {0}").format(partner.fee_note)


def agreed(partner: Partner, currency: str) -> list[str]:
    """What is agreed, a line each: for me and my customer, what it is a share of, and what I pay."""
    bonus = terms(partner.bonus_minor, partner.bonus_bp, currency)
    saves = terms(partner.discount_minor, partner.discount_bp, currency, off=True)
    fee = terms(partner.fee_minor, partner.fee_bp, currency)
    parts = ", ".join(part for part in (_tr("{0} for you").format(bonus) if bonus else "", saves) if part)
    lines = [_tr("Agreed: {0}").format(parts or _tr("nothing"))]
    if partner.terms_of:
        lines[0] = _tr("{0}, of {1}").format(lines[0], partner.terms_of)
    if fee:
        lines.append(_tr("You pay {0} for a customer sent to you").format(fee))
    return lines


def state(row: LedgerRow) -> str:
    """How far a referral has come; one that was sent to me is told from my side."""
    if row.direction == Direction.SENT:
        return _tr("Bonus late") if row.late else words(row.state)
    mine = {
        ReferralState.INTRODUCED: _tr("Came to you"),
        ReferralState.BONUS_DUE: _tr("Done, you owe it"),
        ReferralState.BONUS_RECEIVED: _tr("Paid"),
    }
    return mine.get(row.state) or words(row.state)


def consent(customer: str, *, photos: bool = True) -> str:
    """What a customer agrees to before a partner gets anything: all that the hand-over can hold."""
    seen = _tr("{0} agreed that I pass on name, number, e-mail, address, what I saw and its photos")
    wanted = _tr("{0} agreed that I pass on name, number, e-mail, address and what is wanted")
    return (seen if photos else wanted).format(customer)


def offers(desk: Desk, about: str, customer: str, most: int | None = OFFERED) -> list[Choice]:
    """So many of the partners that fit, or all, the best first, with what each means for the customer and for me."""
    currency, today = desk.ask(businesses.current).currency, desk.today()
    return [_offer(row, currency, today, customer) for row in desk.ask(partners.suggested, about)[:most]]


def _offer(row: PartnerRow, currency: str, today: date, customer: str) -> Choice:
    partner = row.partner
    happy = _tr("{0} of {1} customers happy").format(row.happy, row.asked)
    about = f"{partner.trades}, {happy if row.asked else _tr('not asked yet')}"
    warning = ended(partner, today)
    return Choice(
        title=partner.name,
        words=f"{warning}. {about}" if warning else about,
        partner=partner,
        saves=terms(partner.discount_minor, partner.discount_bp, currency, off=True),
        saves_whom=_tr("for {0}").format(customer),
        bonus=terms(partner.bonus_minor, partner.bonus_bp, currency),
        warns=bool(warning),
        named=row.named > 0,
    )
