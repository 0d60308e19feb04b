"""The partners at the left: searched, picked, and why I vouch for the one that is picked."""

from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from tradesman.book.partner import Partner
from tradesman.services import partners
from tradesman.services.partners import PartnerRow
from tradesman.ui.desk import Desk
from tradesman.ui.parts.partner_choice import terms
from tradesman.ui.parts.partner_item import PartnerItem
from tradesman.ui.parts.rows import RowPool
from tradesman.ui.theme import Theme
from tradesman.ui.widgets.buttons import Button
from tradesman.ui.widgets.card import Card
from tradesman.ui.widgets.fields import LineField
from tradesman.ui.widgets.labels import Label
from tradesman.ui.widgets.scroll import Scroll


class PartnersCard(Card):
    """Picking one narrows the ledger; picking it again shows everybody's."""

    picked = Signal()
    edit_asked = Signal(object)

    def __init__(self, desk: Desk, theme: Theme) -> None:
        super().__init__(theme, padding=1, name="partners_list")
        self.setAccessibleName(self.tr("Partners"))
        self._desk, self._theme = desk, theme
        self._all: list[PartnerRow] = []
        self._currency = ""
        self.partner_id: UUID | None = None
        self.search = LineField(
            theme, placeholder=self.tr("Trade or name"), icon="search", keys="Ctrl F", name="partners_search"
        )
        self.search.setAccessibleName(self.tr("Search by trade or name"))
        self.search.changed.connect(self._show_rows)
        head = QHBoxLayout()
        head.setContentsMargins(14, 8, 14, 0)
        head.addWidget(self.search)
        self.body.setSpacing(8)
        self.body.addLayout(head)
        self.body.addWidget(self._build_list(), 1)
        self.body.addWidget(self._build_more())

    def show_partners(self, rows: list[PartnerRow], currency: str) -> None:
        """Shows these partners, narrowed by what is typed."""
        self._all, self._currency = rows, currency
        self._show_rows()

    def partner(self) -> Partner | None:
        """The partner that is picked."""
        return next((row.partner for row in self._all if row.partner.id == self.partner_id), None)

    def _build_list(self) -> Scroll:
        inner = QWidget()
        column = QVBoxLayout(inner)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        rows = QVBoxLayout()
        rows.setSpacing(0)
        self._rows: RowPool[tuple[PartnerRow, str, bool]] = RowPool(rows, self._make_row)
        self._none = Label("", self._theme, "small", "ink_2", wrap=True)
        self._none.setContentsMargins(14, 8, 14, 8)
        column.addLayout(rows)
        column.addWidget(self._none)
        column.addStretch(1)
        return Scroll(inner)

    def _build_more(self) -> QWidget:
        theme = self._theme
        self._more = QFrame()
        self._more.setProperty("surface", "foot")
        self._why = Label("", theme, "caption strong", "ink_2", wrap=True)
        self._vouch = Label("", theme, "small", wrap=True, name="partner_vouch")
        self._terms = Label("", theme, "caption", "ink_2", wrap=True, name="partner_terms")
        self._edit = Button(self.tr("Edit"), theme, "plain", "pencil", compact=True, name="partner_edit")
        self._pause = Button("", theme, "plain", compact=True, name="partner_pause")
        self._edit.clicked.connect(self._on_edit)
        self._pause.clicked.connect(self._on_pause)
        column = QVBoxLayout(self._more)
        column.setContentsMargins(14, 10, 14, 12)
        column.setSpacing(4)
        for label in (self._why, self._vouch, self._terms):
            column.addWidget(label)
        buttons = QHBoxLayout()
        buttons.addWidget(self._edit)
        buttons.addWidget(self._pause)
        buttons.addStretch(1)
        column.addSpacing(4)
        column.addLayout(buttons)
        return self._more

    def _make_row(self, number: int) -> QWidget:
        item = PartnerItem(self._theme, name=f"partner_{number}")
        item.clicked.connect(lambda: self._on_picked(number))
        return item

    def _show_rows(self) -> None:
        typed = self.search.value().lower()
        found = [row for row in self._all if typed in f"{row.partner.name} {row.partner.trades}".lower()]
        self._rows.show([(row, self._currency, row.partner.id == self.partner_id) for row in found])
        self._none.setVisible(not found)
        self._none.setText(
            self.tr("Nobody of this trade or name. Who do you trust with it?")
            if self._all
            else self.tr(
                "Whom do you trust? A partner takes what is not your trade, and your customer is looked after."
            )
        )
        self._show_more()

    def _show_more(self) -> None:
        partner = self.partner()
        self._more.setVisible(partner is not None)
        if partner is None:
            return
        self._why.setText(self.tr("Why I vouch for %s") % partner.name)
        self._vouch.setText(f"“{partner.vouch}”" if partner.vouch else self.tr("Nothing is written yet."))
        bonus = terms(partner.bonus_minor, partner.bonus_bp, self._currency)
        saves = terms(partner.discount_minor, partner.discount_bp, self._currency, off=True)
        agreed = ", ".join(part for part in (self.tr("%s for me") % bonus if bonus else "", saves) if part)
        reach = ", ".join(part for part in (partner.contact, partner.phone, partner.email) if part)
        self._terms.setText(
            "\n".join(part for part in (self.tr("Agreed: %s") % (agreed or self.tr("nothing")), reach) if part)
        )
        self._pause.setText(self.tr("End the pause") if partner.paused else self.tr("Pause"))

    def _on_picked(self, number: int) -> None:
        partner_id = self._rows.rows[number][0].partner.id
        self.partner_id = None if partner_id == self.partner_id else partner_id
        self._show_rows()
        self.picked.emit()

    def _on_edit(self) -> None:
        self.edit_asked.emit(self.partner())

    def _on_pause(self) -> None:
        partner = self.partner()
        if partner is not None:
            label = self.tr("%s is back") if partner.paused else self.tr("%s is paused")
            self._desk.do(partners.set_paused, partner.id, paused=not partner.paused, label=label % partner.name)
