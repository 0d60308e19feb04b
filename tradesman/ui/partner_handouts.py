"""Papers between me and a partner: the sheet that hands a customer over, and the statement of a year."""

from datetime import tzinfo
from decimal import Decimal
from functools import partial
from pathlib import Path
from uuid import UUID

from babel.numbers import get_currency_precision
from PySide6.QtCore import QCoreApplication

from tradesman.book.errors import BookError
from tradesman.book.partner import Direction, Partner, Referral
from tradesman.documents import handover_paper, statement_paper
from tradesman.exchange import address_cards, eml, tables
from tradesman.services import handovers, statements
from tradesman.services.handovers import Handover
from tradesman.services.partners import LedgerRow
from tradesman.services.statements import Statement
from tradesman.ui import sheet_making
from tradesman.ui.desk import Desk
from tradesman.ui.dialogs.paper_dialog import Handout
from tradesman.ui.parts import partner_words


def _tr(text: str) -> str:
    return QCoreApplication.translate("paper", text)


def handover(desk: Desk, referral_id: UUID) -> Handout:
    """The sheet for the partner, with the photos fit to leave; by e-mail the customer's address card goes along."""
    given = desk.ask(handovers.of, referral_id)
    return Handout(
        name=_tr("Hand-over"),
        title=_tr("Hand-over to {0}").format(given.partner.name),
        make=partial(sheet_making.made, desk.book.photos, desk.now, partial(handover_paper.paper, given), given.photos),
        letter=partial(_handover_letter, desk, given),
    )


def address_card(given: Handover) -> bytes:
    """The customer as a vCard: whom to ask for, where, and what about."""
    return address_cards.card(
        given.customer, phone=given.phone, email=given.email, address=given.address, note=given.what
    )


def _handover_letter(desk: Desk, given: Handover) -> tuple[eml.Letter, UUID]:
    business = given.business
    sender = business.owner or business.name
    said = _tr(
        "Hello {0},\n\n{1} agreed that I pass this on to you. Please get in touch soon; all that you need is on the"
        " sheet. Use it for this work only.\n\n{2}"
    )
    letter = eml.Letter(
        to=_address(given.partner),
        subject=_tr("A customer for you"),
        words=said.format(given.partner.contact or given.partner.name, given.customer, sender),
        sender=sender,
        sender_address=business.email,
        attachments=[eml.Attached(f"{_tr('Customer')}{address_cards.SUFFIX}", address_card(given))],
    )
    return letter, desk.ask(lambda session: session.load(Referral, given.referral_id).customer_id)


def _address(partner: Partner) -> str:
    if not partner.email:
        said = _tr("There is no e-mail address for {0}. No draft was written. Add one at the partner.")
        raise BookError(said.format(partner.name))
    return partner.email


def statement(desk: Desk, year: int, partner_id: UUID | None) -> Handout:
    """What was passed on in a year; that of one partner can be sent to it."""
    told = desk.ask(statements.of, year, partner_id)
    name = _tr("Referrals {0}").format(year)
    return Handout(
        name=name,
        title=f"{name}, {told.partner.name}" if told.partner is not None else name,
        make=partial(sheet_making.made, desk.book.photos, desk.now, lambda _pictures: statement_paper.paper(told)),
        letter=partial(_statement_letter, told) if told.partner is not None else None,
    )


def _statement_letter(told: Statement) -> tuple[eml.Letter, UUID]:
    partner, business = told.partner, told.business
    if partner is None:
        raise BookError(_tr("This is for your own files. No draft was written."))
    sender = business.owner or business.name
    said = _tr("Hello {0},\n\nthank you for working with me. Here is what we passed on to each other in {1}.\n\n{2}")
    letter = eml.Letter(
        to=_address(partner),
        subject=_tr("Our referrals {0}").format(told.year),
        words=said.format(partner.contact or partner.name, told.year, sender),
        sender=sender,
        sender_address=business.email,
    )
    return letter, partner.id


def save_statement(told: Statement, zone: tzinfo, target: Path) -> int:
    """Writes a statement as CSV; gives how many rows. BookError when something is there, or when the disk refuses."""
    currency = told.business.currency
    heading = [_tr("Date"), _tr("Direction"), _tr("Customer"), _tr("What"), _tr("Partner"), _tr("State")]
    heading += [_tr("Work"), _tr("Saved"), _tr("Bonus"), _tr("Paid on")]
    return tables.write(target, heading, [_cells(row, currency, zone) for row in (*told.sent, *told.received)])


def _cells(row: LedgerRow, currency: str, zone: tzinfo) -> list[str]:
    way = _tr("sent by me") if row.direction == Direction.SENT else _tr("sent to me")
    texts = [row.customer, row.what, row.partner, partner_words.state(row)]
    amounts = (row.work_minor, row.saved_minor, row.bonus_minor)
    return [
        row.sent_at.astimezone(zone).date().isoformat(),
        way,
        *(tables.harmless(text) for text in texts),
        *(_amount(minor, currency) for minor in amounts),
        row.settled_on.isoformat() if row.settled_on is not None else "",
    ]


def _amount(minor: int | None, currency: str) -> str:
    """An amount as every spreadsheet reads it: "1068.00"."""
    return "" if minor is None else str(Decimal(minor).scaleb(-get_currency_precision(currency)))
