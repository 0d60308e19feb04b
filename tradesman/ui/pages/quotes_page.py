"""Quotes: every offer in the book and how it stands, found by number, customer or title."""

from typing import ClassVar
from uuid import UUID

from PySide6.QtCore import QT_TRANSLATE_NOOP, Qt
from PySide6.QtGui import QKeySequence, QShortcut

from tradesman.services import quote_listings, rivals
from tradesman.services.quote_listings import Group, Listing, Order, QuoteRow, View
from tradesman.ui.aside import Aside
from tradesman.ui.commands import PageKeys
from tradesman.ui.desk import Desk
from tradesman.ui.page import Page
from tradesman.ui.parts import reaching, rival_words
from tradesman.ui.parts.list_frame import ListFrame, ListParts
from tradesman.ui.parts.preview_card import SHEET_MARGIN, PreviewCard, PreviewSheet
from tradesman.ui.parts.quote_list_columns import QuoteListColumns, groups, how_many
from tradesman.ui.parts.quote_preview import QuoteContent
from tradesman.ui.theme import Theme
from tradesman.ui.widgets.chips import ChipRow
from tradesman.ui.widgets.empty import EmptyState
from tradesman.ui.widgets.fields import LineField
from tradesman.ui.widgets.header import PageHeader
from tradesman.ui.widgets.labels import Label
from tradesman.ui.widgets.table import Table

SEARCH = 168  # width of the search field, beside more chips than elsewhere
_PRICES = frozenset({"quote", "option", "line", "rival_bid"})  # whose change moves how rivals' prices compare


class QuotesPage(Page):
    """Search field, chips, table, and the picked quote at the side; below it how rivals' prices compare."""

    shows: ClassVar[frozenset[str]] = _PRICES | {
        *("customer", "contact_point", "property", "enquiry", "need", "given_quote", "business"),
    }
    ticks: ClassVar[bool] = True
    keys: ClassVar[PageKeys] = (
        ("↑ ↓", QT_TRANSLATE_NOOP("keys", "Choose a quote")),
        ("Enter", QT_TRANSLATE_NOOP("keys", "Open the quote")),
        ("Ctrl Enter", QT_TRANSLATE_NOOP("keys", "Call the customer")),
        ("Space", QT_TRANSLATE_NOOP("keys", "Show or hide the preview")),
    )

    def __init__(self, desk: Desk, theme: Theme) -> None:
        super().__init__(desk, theme)
        self.setObjectName("quotes_page")
        self._columns = QuoteListColumns(desk)
        self._build()
        self._listen()

    def _build(self) -> None:
        theme = self.theme
        self.header = PageHeader(self.tr("Quotes"), theme)
        words = self.tr("Search")
        search = LineField(theme, placeholder=words, icon="search", keys="Ctrl F", name="quotes_search")
        search.setAccessibleName(self.tr("Search quotes"))
        chips = ChipRow(groups(), theme, words=self.tr("Which quotes"), name="quotes_chips")
        columns, sentence = self._columns.columns(), self._columns.sentence
        self.table = Table(columns, theme, sentence, _key, words=self.tr("Quotes"), name="quotes_table")
        first = self.tr("The first one is written for an enquiry: answer it, look at the work, then offer.")
        enquiry = self.tr("New enquiry")
        self.nothing = EmptyState("file-text", self.tr("No quotes yet"), first, theme, enquiry, "plus")
        fewer, everything = self.tr("Try fewer letters or a number, or look among all."), self.tr("Show all")
        not_found = EmptyState("search", self.tr("No quote found"), fewer, theme, everything)
        self.preview = PreviewCard(theme, self._content, words=self.tr("The quote"), name="quote_preview")
        self.rivals = Label("", theme, "small", "ink_2", wrap=True, name="quotes_rivals")
        parts = ListParts(search, chips, self.table, self.preview, self.nothing, not_found, self.rivals, SEARCH)
        self.frame = ListFrame(self.desk, theme, parts, Order.NEWEST)
        self.column.addWidget(self.header)
        self.column.addWidget(self.frame, 1)
        self.prices = Aside(self.desk, rivals.overall, _PRICES, self)

    def _content(self, _quote_id: UUID) -> QuoteContent:
        return QuoteContent(self.desk, self.theme, self.table.picked(), self.page_asked)

    def _listen(self) -> None:
        self.frame.ready.connect(self._on_ready)
        self.frame.view_changed.connect(self._find)
        self.frame.paused.connect(self.show_preview)
        self.frame.sheet_asked.connect(self._on_sheet_asked)
        self.table.row_opened.connect(self._on_row_opened)
        self.nothing.acted.connect(self.enquiry_asked)
        self.prices.answered.connect(self._on_prices_answered)
        inside = Qt.ShortcutContext.WidgetWithChildrenShortcut
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            QShortcut(QKeySequence(keys), self, self._on_call, context=inside)

    # What it shows

    def refresh(self) -> None:
        """Asks the book for the quotes that are shown, and for the picked one."""
        self.preview.forget()
        self._find()
        self.prices.want()

    def _find(self) -> None:
        frame = self.frame
        view = View(frame.typed, Group(frame.group), Order(frame.order), frame.backwards)
        frame.read(self.desk.ask(quote_listings.listing, view))

    def _on_ready(self, listing: Listing) -> None:
        self._columns.typed = listing.view.words
        self.frame.show_rows(listing.count, lambda offset, limit: self.desk.ask(listing.rows, offset, limit))
        self.frame.set_counts({group.value: count for group, count in listing.counts.items()})
        self.header.set_sub(how_many(listing))
        self._show_prices()

    def _on_prices_answered(self) -> None:
        self._show_prices()

    def _show_prices(self) -> None:
        """How rivals' prices compare, once they are counted; not below a book without a quote."""
        known = self.prices.answer
        self.rivals.setText(rival_words.overall(known) if known is not None else "")
        self.rivals.setVisible(known is not None and self.nothing.isHidden())

    def show_preview(self) -> None:
        """Shows the picked quote at the side now, where it is seen a moment after the last key."""
        row = self.frame.to_show()
        self.preview.show_subject(row.id if row is not None else None)

    def focus_search(self) -> None:
        """Puts the keyboard into the search field."""
        self.frame.focus_search()

    # What is done

    def _on_row_opened(self, row: QuoteRow) -> None:
        self.page_asked.emit("quote", row.id)

    def _on_sheet_asked(self, row: QuoteRow) -> None:
        content = QuoteContent(self.desk, self.theme, row, self.page_asked, margin=SHEET_MARGIN)
        PreviewSheet(self.window(), self.theme, content).open()

    def _on_call(self) -> None:
        row = self.table.picked()
        if row is not None:
            reaching.call(self.window(), self.desk, self.theme, row.customer_id, self.page_asked)


def _key(row: QuoteRow) -> object:
    return row.id
