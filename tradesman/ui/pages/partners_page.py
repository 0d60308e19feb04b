"""Partners: whom I vouch for, whom I sent to whom, and what is owed for it."""

from typing import Any, ClassVar
from uuid import UUID

from PySide6.QtCore import QT_TRANSLATE_NOOP
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from tradesman.book.partner import Partner, ReferralState
from tradesman.services import businesses, partners
from tradesman.services.partners import LedgerRow
from tradesman.ui import format as said
from tradesman.ui import words
from tradesman.ui.commands import PageKeys
from tradesman.ui.desk import Desk
from tradesman.ui.dialogs.bonus_dialog import BonusDialog, HowItWentDialog, SaidNoDialog, WorkDoneDialog
from tradesman.ui.dialogs.partner_dialog import PartnerDialog
from tradesman.ui.page import Page
from tradesman.ui.parts.figure_card import FigureCard
from tradesman.ui.parts.partners_card import PartnersCard
from tradesman.ui.parts.referral_bar import ReferralBar
from tradesman.ui.theme import Theme
from tradesman.ui.widgets.buttons import Button
from tradesman.ui.widgets.card import Card
from tradesman.ui.widgets.chips import ChipRow
from tradesman.ui.widgets.header import PageHeader
from tradesman.ui.widgets.labels import Label
from tradesman.ui.widgets.regions import mark_regions
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


class PartnersPage(Page):
    """The list at the left narrows the ledger at the right."""

    shows: ClassVar[frozenset[str]] = frozenset({"partner", "referral", "finding", "customer", "business"})
    keys: ClassVar[PageKeys] = (
        ("↑ ↓", QT_TRANSLATE_NOOP("keys", "Choose a referral")),
        ("Enter", QT_TRANSLATE_NOOP("keys", "Open the customer")),
    )

    def __init__(self, desk: Desk, theme: Theme) -> None:
        super().__init__(desk, theme)
        self.setObjectName("partners_page")
        self._currency = "GBP"
        self._rows: list[LedgerRow] = []
        self._build()

    def show_subject(self, subject_id: UUID | None) -> None:
        """Picks the partner who was asked for."""
        if subject_id is not None:
            self._list.partner_id = subject_id
            self.invalidate()

    def focus_search(self) -> None:
        self._list.search.setFocus()
        self._list.search.selectAll()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        wide = self.width() > self.theme.scaled(1100)
        self._list.setFixedWidth(self.theme.scaled(312 if wide else 244))

    # How it is made

    def _columns(self) -> list[Column]:
        return [
            Column("sent_at", self.tr("Sent"), 106, text=self._sent, sortable=False, firm=True),
            Column("customer", self.tr("Customer and finding"), least=240, text=self._about, tone=_ink, sortable=False),
            Column("partner", self.tr("Partner"), 140, below="customer", sortable=False),
            Column("state", self.tr("State"), 138, badge=self._badge, sortable=False),
            Column(
                "saved", self.tr("Saved"), 72, "number", text=lambda row: self._amount(row.saved_minor), sortable=False
            ),
            Column(
                "bonus",
                self.tr("Bonus"),
                80,
                "number",
                text=lambda row: self._amount(row.bonus_minor or None),
                sortable=False,
            ),
        ]

    def _build(self) -> None:
        theme = self.theme
        self._header = PageHeader(self.tr("Partners"), theme)
        add = Button(self.tr("Add partner"), theme, "primary", "plus", name="partner_add")
        add.clicked.connect(self._on_add)
        self._header.add_action(add)
        self._list = PartnersCard(self.desk, theme)
        self._list.picked.connect(self._show_ledger)
        self._list.edit_asked.connect(self._on_edit)
        columns = QHBoxLayout()
        columns.setSpacing(theme.space("s3"))
        columns.addWidget(self._list)
        columns.addWidget(self._build_ledger(), 1)
        inner = QVBoxLayout()
        inner.setContentsMargins(20, 12, 20, 16)
        inner.setSpacing(theme.space("s3"))
        inner.addLayout(self._build_figures())
        inner.addLayout(columns, 1)
        self.column.addWidget(self._header)
        self.column.addLayout(inner, 1)
        mark_regions(self._list)

    def _build_figures(self) -> QHBoxLayout:
        theme = self.theme
        self._due = FigureCard(self.tr("Bonus due to you"), theme, name="figure_due")
        self._received = FigureCard(self.tr("Received this year"), theme, name="figure_received")
        self._saved = FigureCard(self.tr("Your customers saved"), theme, name="figure_saved")
        self._work = FigureCard(self.tr("Work you passed on"), theme, name="figure_work")
        row = QHBoxLayout()
        row.setSpacing(theme.space("s3"))
        for card in (self._due, self._received, self._saved, self._work):
            row.addWidget(card, 1)
        return row

    def _build_ledger(self) -> QWidget:
        theme = self.theme
        card = Card(theme, padding=1, name="ledger")
        mark_regions(card)
        card.setAccessibleName(self.tr("Referral ledger"))
        choices = [("all", self.tr("All")), ("due", self.tr("Due")), ("received", self.tr("Received"))]
        self._chips = ChipRow(choices, theme, words=self.tr("Which referrals"), name="ledger_chips")
        self._chips.picked.connect(self._show_ledger)
        head = QHBoxLayout()
        head.setContentsMargins(14, 10, 14, 2)
        head.addWidget(Label(self.tr("Referral ledger"), theme, "section"))
        head.addStretch(1)
        head.addWidget(self._chips)
        self._table = Table(
            self._columns(), theme, self._sentence, lambda row: row.id, words=self.tr("Referrals"), name="ledger_table"
        )
        self._table.row_picked.connect(self._on_row_picked)
        self._table.row_opened.connect(lambda row: self.page_asked.emit("customer", row.customer_id))
        self._empty = Label(
            self.tr("Nobody was sent to a partner yet. What you notice on a job can be recommended from there."),
            theme,
            "small",
            "ink_2",
            wrap=True,
            name="ledger_empty",
        )
        self._empty.setContentsMargins(16, 16, 16, 16)
        self._bar = ReferralBar(theme)
        self._bar.asked.connect(self._on_bar_asked)
        card.body.setSpacing(4)
        card.body.addLayout(head)
        card.body.addWidget(self._table, 1)
        card.body.addWidget(self._empty, 1)
        card.body.addWidget(self._bar)
        return card

    # What it shows

    def refresh(self) -> None:
        rows = self.desk.ask(partners.rows)
        self._currency = self.desk.ask(businesses.current).currency
        vouched = sum(1 for row in rows if not row.partner.paused)
        self._header.set_sub(self.tr("%s you vouch for") % vouched if rows else "")
        self._show_figures()
        self._list.show_partners(rows, self._currency)
        self._show_ledger()

    def _show_figures(self) -> None:
        found = self.desk.ask(partners.figures)
        self._due.show_figure(
            self._amount(found.due_minor),
            self.tr("{0}, oldest {1} days").format(self._referrals(found.due), found.oldest_days)
            if found.due
            else self.tr("nothing is owed"),
        )
        self._received.show_figure(self._amount(found.received_minor), self._referrals(found.received))
        average = self._amount(found.saved_minor // found.savers) if found.savers else ""
        self._saved.show_figure(
            self._amount(found.saved_minor), self.tr("average %s each") % average if average else self.tr("nothing yet")
        )
        self._work.show_figure(
            self._amount(found.work_minor), self.tr("{0} sent, {1} done").format(found.sent, found.done)
        )

    def _show_ledger(self) -> None:
        self._rows = self.desk.ask(partners.ledger, self._list.partner_id)
        due = [row for row in self._rows if row.state == ReferralState.BONUS_DUE]
        received = [row for row in self._rows if row.state == ReferralState.BONUS_RECEIVED]
        self._chips.set_counts({"all": len(self._rows), "due": len(due), "received": len(received)})
        shown = {"all": self._rows, "due": due, "received": received}[self._chips.value()]
        self._table.set_rows(shown)
        self._table.setVisible(bool(self._rows))
        self._empty.setVisible(not self._rows)
        self._bar.show_row(self._table.picked())

    def _referrals(self, count: int) -> str:
        return self.tr("1 referral") if count == 1 else self.tr("%s referrals") % count

    def _sent(self, row: LedgerRow) -> str:
        return said.day(row.sent_at.astimezone(self.desk.zone()).date(), self.desk.today())

    def _about(self, row: LedgerRow) -> str:
        return ", ".join(part for part in (row.customer, row.what) if part)

    def _badge(self, row: LedgerRow) -> CellBadge:
        if row.late:
            return CellBadge(self.tr("Bonus late"), "danger", "timer")
        return CellBadge(words.words(row.state), _KINDS[row.state])

    def _amount(self, minor: int | None) -> str:
        return said.money(minor, self._currency, decimals=False)

    def _sentence(self, row: LedgerRow) -> str:
        bonus = self.tr("bonus %s") % self._amount(row.bonus_minor) if row.bonus_minor else ""
        parts = (self._about(row), row.partner, self._badge(row).text, bonus, self._sent(row))
        return ", ".join(part for part in parts if part)

    # What is asked of it

    def _on_row_picked(self, row: Any) -> None:
        self._bar.show_row(row)

    def _on_add(self) -> None:
        PartnerDialog(self.window(), self.desk, self.theme, self._currency)

    def _on_edit(self, partner: Partner) -> None:
        PartnerDialog(self.window(), self.desk, self.theme, self._currency, partner)

    def _on_bar_asked(self, key: str) -> None:
        row: LedgerRow | None = self._table.picked()
        if row is None:
            return
        place = (self.window(), self.desk, self.theme, row, self._currency)
        if key == "agreed":
            self.desk.do(partners.agree, row.id, label=self.tr("Booked with %s") % row.partner)
        elif key == "done":
            WorkDoneDialog(*place)
        elif key == "received":
            BonusDialog(*place)
        elif key == "how":
            HowItWentDialog(*place)
        elif key == "declined":
            SaidNoDialog(*place)
        else:
            self.page_asked.emit("customer", row.customer_id)


def _ink(_row: LedgerRow) -> str:
    return "ink"
