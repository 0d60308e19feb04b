"""The referral ledger: whom I sent to whom, and who was sent to me; how far it is, and what is owed for it."""

from functools import partial
from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout

from tradesman.book.partner import Direction, ReferralState
from tradesman.services import partners
from tradesman.services.partners import LedgerRow, Wanted
from tradesman.ui import format as said
from tradesman.ui.desk import Desk
from tradesman.ui.parts import partner_words
from tradesman.ui.parts.referral_bar import ReferralBar
from tradesman.ui.theme import Theme
from tradesman.ui.widgets.card import Card
from tradesman.ui.widgets.chips import ChipRow
from tradesman.ui.widgets.labels import Label
from tradesman.ui.widgets.table import Table
from tradesman.ui.widgets.table_model import CellBadge, Column

_KINDS = {
    ReferralState.INTRODUCED: "neutral",
    ReferralState.AGREED: "info",
    ReferralState.DONE: "good",
    ReferralState.BONUS_DUE: "warn",
    ReferralState.BONUS_RECEIVED: "good",
    ReferralState.DECLINED: "neutral",
}
_STATES = {"due": (ReferralState.BONUS_DUE,), "received": (ReferralState.BONUS_RECEIVED,)}


class LedgerCard(Card):
    """Rows are fetched as they come into view: thousands of them are as quick as ten."""

    asked = Signal(str, object)  # what is to be done, with which row

    def __init__(self, desk: Desk, theme: Theme) -> None:
        super().__init__(theme, padding=1, name="ledger")
        self.setAccessibleName(self.tr("Referral ledger"))
        self._desk, self._currency = desk, ""
        self._partner_id: UUID | None = None
        choices = [
            ("all", self.tr("All")),
            ("due", self.tr("Due")),
            ("received", self.tr("Received")),
            ("mine", self.tr("Sent to me")),
        ]
        self._chips = ChipRow(choices, theme, words=self.tr("Which referrals"), name="ledger_chips")
        self.table = Table(
            self._columns(), theme, self._sentence, lambda row: row.id, words=self.tr("Referrals"), name="ledger_table"
        )
        self._empty = Label("", theme, "small", "ink_2", wrap=True, name="ledger_empty")
        self._empty.setContentsMargins(16, 16, 16, 16)
        self._bar = ReferralBar(theme)
        head = QHBoxLayout()
        head.setContentsMargins(14, 10, 14, 2)
        head.addWidget(Label(self.tr("Referral ledger"), theme, "section"))
        head.addStretch(1)
        head.addWidget(self._chips)
        self.body.setSpacing(4)
        self.body.addLayout(head)
        self.body.addWidget(self.table, 1)
        self.body.addWidget(self._empty, 1)
        self.body.addWidget(self._bar)
        self._chips.picked.connect(self._show_rows)
        self.table.row_picked.connect(self._bar.show_row)
        self.table.action_asked.connect(lambda row: self.asked.emit(_action(row), row))
        self.table.row_opened.connect(lambda row: self.asked.emit("customer", row))
        self._bar.asked.connect(self._on_bar_asked)

    def show_partner(self, partner_id: UUID | None, currency: str) -> None:
        """Shows the referrals of one partner, or of all."""
        self._partner_id, self._currency = partner_id, currency
        self._show_rows()

    def _columns(self) -> list[Column]:
        column = partial(Column, sortable=False)
        return [
            column("sent_at", self.tr("Sent"), 88, text=self._sent, firm=True),
            column("customer", self.tr("Customer and finding"), least=185, text=_about, tone=_ink),
            column("partner", self.tr("Partner"), least=124, below="customer"),
            column("state", self.tr("State"), 138, badge=self._badge),
            column("saved", self.tr("Saved"), 58, "number", text=lambda row: self._amount(row.saved_minor)),
            column("bonus", self.tr("Bonus"), 62, "number", text=lambda row: self._amount(row.bonus_minor or None)),
            column("action", "", 130, action=self._action_words, spare=True),
        ]

    # What it shows

    def _wanted(self, key: str) -> Wanted:
        direction = Direction.RECEIVED if key == "mine" else Direction.SENT
        return Wanted(self._partner_id, direction, _STATES.get(key, ()))

    def _show_rows(self) -> None:
        keys = ("all", "due", "received", "mine")
        counts = {key: self._desk.ask(partners.count, self._wanted(key)) for key in keys}
        key = self._chips.value()
        wanted = self._wanted(key)
        self._chips.set_counts(counts)
        self.table.set_source(counts[key], lambda offset, limit: self._desk.ask(partners.page, wanted, offset, limit))
        whole = counts["mine" if key == "mine" else "all"]
        self.table.setVisible(bool(whole))
        self._empty.setVisible(not whole)
        self._empty.setText(
            self.tr("No partner has sent you anybody yet. Say who sent a customer when you take down a new enquiry.")
            if key == "mine"
            else self.tr("Nobody was sent to a partner yet. What you notice on a job can be recommended from there.")
        )
        self._bar.show_row(self.table.picked())

    def _sent(self, row: LedgerRow) -> str:
        return said.short_day(row.sent_at.astimezone(self._desk.zone()).date(), self._desk.today())

    def _badge(self, row: LedgerRow) -> CellBadge:
        late = row.late and row.direction == Direction.SENT
        kind, icon = ("danger", "timer") if late else (_KINDS[row.state], "")
        return CellBadge(partner_words.state(row), kind, icon)

    def _amount(self, minor: int | None) -> str:
        return said.money(minor, self._currency, decimals=False)

    def _sentence(self, row: LedgerRow) -> str:
        bonus = self.tr("bonus %s") % self._amount(row.bonus_minor) if row.bonus_minor else ""
        parts = (_about(row), row.partner, partner_words.state(row), bonus, self._sent(row))
        return ", ".join(part for part in parts if part)

    def _action_words(self, row: LedgerRow) -> str:
        words = {"received": self.tr("Mark received"), "paid": self.tr("Mark paid"), "remind": self.tr("Remind")}
        return words.get(_action(row), "")

    def _on_bar_asked(self, key: str) -> None:
        row = self.table.picked()
        if row is not None:
            self.asked.emit(key, row)


def _action(row: LedgerRow) -> str:
    """What is most likely to be done next with a bonus that is due; empty for none."""
    if row.state != ReferralState.BONUS_DUE:
        return ""
    return "paid" if row.direction == Direction.RECEIVED else "remind" if row.late else "received"


def _about(row: LedgerRow) -> str:
    return ", ".join(part for part in (row.customer, row.what) if part)


def _ink(_row: LedgerRow) -> str:
    return "ink"
