"""Partners: whom I vouch for, whom I sent to whom, and what is owed for it."""

from typing import ClassVar
from uuid import UUID

from PySide6.QtCore import QT_TRANSLATE_NOOP
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from tradesman.book.partner import Partner
from tradesman.services import businesses, partners, recommending
from tradesman.services.partners import LedgerRow
from tradesman.ui import format as said
from tradesman.ui.commands import PageKeys
from tradesman.ui.desk import Desk
from tradesman.ui.dialogs.bonus_dialog import BonusDialog, HowItWentDialog, SaidNoDialog, WorkDoneDialog
from tradesman.ui.dialogs.handover_dialog import HandoverDialog
from tradesman.ui.dialogs.partner_dialog import PartnerDialog
from tradesman.ui.dialogs.remind_partner_dialog import RemindPartnerDialog
from tradesman.ui.dialogs.statement_dialog import StatementDialog
from tradesman.ui.page import Page
from tradesman.ui.parts.figure_card import FigureCard
from tradesman.ui.parts.ledger_card import LedgerCard
from tradesman.ui.parts.partners_card import PartnersCard
from tradesman.ui.theme import Theme
from tradesman.ui.widgets.buttons import Button
from tradesman.ui.widgets.header import PageHeader
from tradesman.ui.widgets.regions import mark_regions

_SHEETS = {
    "done": WorkDoneDialog,
    "received": BonusDialog,
    "paid": BonusDialog,
    "remind": RemindPartnerDialog,
    "how": HowItWentDialog,
    "declined": SaidNoDialog,
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

    def _build(self) -> None:
        theme = self.theme
        self._header = PageHeader(self.tr("Partners"), theme)
        export = Button(self.tr("Export ledger"), theme, icon="file-down", name="ledger_export")
        export.clicked.connect(self._on_export)
        add = Button(self.tr("Add partner"), theme, "primary", "plus", name="partner_add")
        add.clicked.connect(self._on_add)
        self._header.add_action(export)
        self._header.add_action(add)
        self._list = PartnersCard(self.desk, theme)
        self._list.picked.connect(self._show_ledger)
        self._list.edit_asked.connect(self._on_edit)
        self._ledger = LedgerCard(self.desk, theme)
        self._ledger.asked.connect(self._on_asked)
        columns = QHBoxLayout()
        columns.setSpacing(theme.space("s3"))
        columns.addWidget(self._list)
        columns.addWidget(self._ledger, 1)
        inner = QVBoxLayout()
        inner.setContentsMargins(20, 12, 20, 16)
        inner.setSpacing(theme.space("s3"))
        inner.addLayout(self._build_figures())
        inner.addLayout(columns, 1)
        self.column.addWidget(self._header)
        self.column.addLayout(inner, 1)
        mark_regions(self._list, self._ledger)

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
        found = self.desk.ask(recommending.figures)
        due = self.tr("{0}, oldest {1} days").format(self._referrals(found.due), found.oldest_days)
        owed = self.tr("you owe {0}").format(self._amount(found.owed_minor)) if found.owed else ""
        words = [due if found.due else "" if owed else self.tr("nothing is owed"), owed]
        self._due.show_figure(self._amount(found.due_minor), ", ".join(part for part in words if part))
        self._received.show_figure(self._amount(found.received_minor), self._referrals(found.received))
        average = self._amount(found.saved_minor // found.savers) if found.savers else ""
        self._saved.show_figure(
            self._amount(found.saved_minor), self.tr("average %s each") % average if average else self.tr("nothing yet")
        )
        self._work.show_figure(
            self._amount(found.work_minor), self.tr("{0} sent, {1} done").format(found.sent, found.done)
        )

    def _show_ledger(self) -> None:
        self._ledger.show_partner(self._list.partner_id, self._currency)

    def _referrals(self, count: int) -> str:
        return self.tr("1 referral") if count == 1 else self.tr("%s referrals") % count

    def _amount(self, minor: int | None) -> str:
        return said.money(minor, self._currency, decimals=False)

    # What is asked of it

    def _on_add(self) -> None:
        PartnerDialog(self.window(), self.desk, self.theme, self._currency)

    def _on_edit(self, partner: Partner) -> None:
        PartnerDialog(self.window(), self.desk, self.theme, self._currency, partner)

    def _on_export(self) -> None:
        StatementDialog(self.window(), self.desk, self.theme, self._list.partner_id)

    def _on_asked(self, key: str, row: LedgerRow) -> None:
        place = (self.window(), self.desk, self.theme)
        if key in _SHEETS:
            _SHEETS[key](*place, row, self._currency)
        elif key == "hand_over":
            HandoverDialog(*place, row.id)
        elif key == "agreed":
            self.desk.do(partners.agree, row.id, label=self.tr("Booked with %s") % row.partner)
        else:
            self.page_asked.emit("customer", row.customer_id)
