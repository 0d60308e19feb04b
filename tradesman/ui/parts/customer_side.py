"""The column of cards beside a customer's timeline."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from tradesman.services.customer_sheets import CustomerSheet
from tradesman.ui.desk import Desk
from tradesman.ui.parts.customer_cards import ContactCard, InvolvedCard, KnowCard, MoneyCard, NoticedCard, OpenCard
from tradesman.ui.parts.recommended_card import RecommendedCard
from tradesman.ui.parts.today_rows import action
from tradesman.ui.theme import Theme
from tradesman.ui.widgets.scroll import Scroll

_GAP = 4  # between the cards and their scroll bar


class CustomerSide(Scroll):
    """How to reach the customer, what is open, noticed, recommended and earned, and what is good to know."""

    edit_asked = Signal()
    alone_asked = Signal(bool)
    acted = Signal(object)
    visit_asked = Signal(object)
    page_asked = Signal(str, object)

    def __init__(self, desk: Desk, theme: Theme) -> None:
        super().__init__()
        self._desk = desk
        self.contact, self.open_now, self.noticed = ContactCard(theme), OpenCard(theme), NoticedCard(theme)
        self.involved, self.money, self.know = InvolvedCard(theme), MoneyCard(theme), KnowCard(theme)
        self.recommended = RecommendedCard(theme)
        cards = QWidget()
        column = QVBoxLayout(cards)
        column.setSpacing(theme.space("s2"))
        first = (self.contact, self.open_now, self.involved, self.noticed)
        for card in (*first, self.recommended, self.money, self.know):
            column.addWidget(card)
        column.addStretch(1)
        self.show_content(cards)
        self.pad(column, 0, 0, self._bar(), 0)
        self.contact.edit.clicked.connect(self.edit_asked)
        self.know.edit.clicked.connect(self.edit_asked)
        self.contact.alone_asked.connect(self.alone_asked)
        self.open_now.acted.connect(self.acted)
        self.open_now.visit_asked.connect(self.visit_asked)
        for leads_on in (self.open_now, self.involved, self.noticed, self.recommended, self.money):
            leads_on.page_asked.connect(self.page_asked)

    def set_card_width(self, width: int) -> None:
        """Make the cards so wide; the scroll bar, if there is one, stands beside them and does not narrow them."""
        self.setFixedWidth(width + self._bar())

    def _bar(self) -> int:
        return _GAP + self.verticalScrollBar().sizeHint().width()

    def show_sheet(self, sheet: CustomerSheet) -> None:
        """Shows what the book says of the customer."""
        found, on, zone = sheet.overview, self._desk.today(), self._desk.zone()
        self.contact.show_customer(found)
        due = [part for row in found.rows for part in row.parts(on)]
        self.open_now.show_customer(found, {row: action(row, on, zone, urgent=False).main_words for row in due})
        self.involved.show_customer(sheet.involved)
        self.noticed.show_customer(sheet.noticed)
        self.recommended.show_customer(sheet)
        self.money.show_customer(found, sheet.bonus_minor, sheet.currency)
        self.know.show_customer(found)
