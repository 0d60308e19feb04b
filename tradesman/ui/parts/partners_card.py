"""The partners at the left: searched, picked, and why I vouch for the one that is picked."""

from uuid import UUID

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from tradesman.book.partner import ENDS_SOON, Partner
from tradesman.services import partners
from tradesman.services.partners import PartnerRow
from tradesman.ui import format as say
from tradesman.ui.desk import Desk
from tradesman.ui.parts import partner_words
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
        self._rows: RowPool[tuple[PartnerRow, str, bool, str]] = RowPool(rows, self._make_row)
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
        self._warning = Label("", theme, "caption strong", "warn", wrap=True, name="partner_ended")
        self._edit = Button(self.tr("Edit"), theme, "plain", "pencil", compact=True, name="partner_edit")
        self._pause = Button("", theme, "plain", compact=True, name="partner_pause")
        self._edit.clicked.connect(self._on_edit)
        self._pause.clicked.connect(self._on_pause)
        said = QWidget()
        said.setProperty("role", "scrolled")
        words = QVBoxLayout(said)
        words.setContentsMargins(0, 0, 0, 0)
        words.setSpacing(4)
        for label in (self._why, self._vouch, self._warning, self._terms):
            words.addWidget(label)
        self._words, self._said = said, _scrolled(said)
        column = QVBoxLayout(self._more)
        column.setContentsMargins(14, 10, 14, 12)
        column.setSpacing(4)
        column.addWidget(self._said)
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
        today = self._desk.today()
        shown = [
            (row, self._currency, row.partner.id == self.partner_id, partner_words.ended(row.partner, today))
            for row in found
        ]
        self._rows.show(shown)
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
        reach = ", ".join(part for part in (partner.contact, partner.phone, partner.email) if part)
        note = "" if partner.pays else partner.fee_note  # where a bonus is agreed it is the warning
        lines = (*partner_words.agreed(partner, self._currency), *self._papers(partner), note, reach)
        self._terms.setText("\n".join(line for line in lines if line))
        warnings = (partner_words.unlawful(partner), partner_words.ended(partner, self._desk.today()))
        self._warning.setText("\n".join(part for part in warnings if part))
        self._warning.setVisible(bool(self._warning.text()))
        self._pause.setText(self.tr("End the pause") if partner.paused else self.tr("Pause"))
        self._fit_said()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_said()

    def _fit_said(self) -> None:
        """What is said of a partner takes half the card at most, and scrolls then: the list must stay in sight."""
        needed = self._words.heightForWidth(self.width() - 30)
        self._said.setFixedHeight(min(needed, self.height() // 2))

    def _papers(self, partner: Partner) -> list[str]:
        """The papers that hold, with their day."""
        papers = (
            (self.tr("Insured with {0}"), partner.insurer, partner.insured_until_on),
            (self.tr("Licence {0}"), partner.licence, partner.licensed_until_on),
        )
        said = []
        for words, name, until in papers:
            if until is not None and (until - self._desk.today()).days <= ENDS_SOON:
                continue  # the warning says it
            day = self.tr("until {0}").format(say.full_day(until)) if until is not None else ""
            if name or day:
                said.append(", ".join(part for part in (words.format(name).strip(), day) if part))
        return said

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


def _scrolled(inner: QWidget) -> QScrollArea:
    area = QScrollArea()
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setWidgetResizable(True)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setWidget(inner)
    return area
