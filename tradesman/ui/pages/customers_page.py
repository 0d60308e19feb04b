"""Customers: everybody in the book, found by anything one remembers of them."""

from typing import ClassVar
from uuid import UUID

from PySide6.QtCore import QT_TRANSLATE_NOOP, Qt, QTimer
from PySide6.QtGui import QKeySequence, QShortcut

from tradesman.book import contact
from tradesman.services import directory, listings
from tradesman.services.directory import CustomerRow
from tradesman.services.listings import Group, Groups, Listing, Order, View
from tradesman.ui.commands import PageKeys
from tradesman.ui.desk import Desk
from tradesman.ui.page import Page
from tradesman.ui.parts import reaching
from tradesman.ui.parts.customer_columns import CustomerColumns
from tradesman.ui.parts.customer_preview import CustomerContent
from tradesman.ui.parts.customer_words import how_many
from tradesman.ui.parts.list_frame import ListFrame, ListParts
from tradesman.ui.parts.preview_card import SHEET_MARGIN, PreviewCard, PreviewSheet
from tradesman.ui.theme import Theme
from tradesman.ui.widgets.chips import ChipRow
from tradesman.ui.widgets.empty import EmptyState
from tradesman.ui.widgets.fields import LineField
from tradesman.ui.widgets.header import PageHeader
from tradesman.ui.widgets.table import Table


class CustomersPage(Page):
    """Search field, chips, table, and the picked customer at the side."""

    shows: ClassVar[frozenset[str]] = frozenset(
        {
            *("customer", "contact_point", "property", "note", "enquiry", "call_attempt", "visit", "quote", "job"),
            *("promise", "finding", "referral", "follow_up", "feedback", "complaint", "testimonial", "message"),
            *("business", "partner", "told_apart"),
        }
    )
    ticks: ClassVar[bool] = True
    keys: ClassVar[PageKeys] = (
        ("↑ ↓", QT_TRANSLATE_NOOP("keys", "Choose a customer")),
        ("Enter", QT_TRANSLATE_NOOP("keys", "Open the customer")),
        ("Ctrl Enter", QT_TRANSLATE_NOOP("keys", "Call the customer")),
        ("Space", QT_TRANSLATE_NOOP("keys", "Show or hide the preview")),
        ("Ctrl C", QT_TRANSLATE_NOOP("keys", "Copy the phone number")),
    )

    def __init__(self, desk: Desk, theme: Theme) -> None:
        super().__init__(desk, theme)
        self.setObjectName("customers_page")
        self._columns = CustomerColumns(desk)
        self._groups: Groups | None = None
        self._build()
        self._listen()
        # The tables of numbers take a moment, which the first number that is typed shall not wait for.
        desk.background.run(lambda: contact.national("", ""), lambda _none: None, lambda _words: None)

    def _build(self) -> None:
        theme = self.theme
        self.header = PageHeader(self.tr("Customers"), theme)
        words = self.tr("Name, street, phone")
        search = LineField(theme, placeholder=words, icon="search", keys="Ctrl F", name="customers_search")
        search.setAccessibleName(self.tr("Search customers"))
        choices = [
            (Group.ALL, self.tr("All")),
            (Group.ACTIVE, self.tr("Active")),
            (Group.REPEAT, self.tr("Repeat")),
            (Group.WIN_BACK, self.tr("Win-back")),
            (Group.CHECK_UP, self.tr("Check-up due")),
            (Group.GUARANTEE_ENDS, self.tr("Guarantee ends soon")),
            (Group.NOT_SEEN, self.tr("Not seen for long")),
            (Group.LEFT_ALONE, self.tr("Do not contact")),
        ]
        chips = ChipRow(choices, theme, words=self.tr("Which customers"), name="customers_chips")
        columns, sentence = self._columns.columns(), self._columns.sentence
        self.table = Table(columns, theme, sentence, _key, words=self.tr("Customers"), name="customers_table")
        first, enquiry = self.tr("The first one comes with the first enquiry."), self.tr("New enquiry")
        self.nobody = EmptyState("users", self.tr("No customers yet"), first, theme, enquiry, "plus")
        fewer, everybody = self.tr("Try fewer letters, a street or a number, or look among all."), self.tr("Show all")
        self.not_found = EmptyState("search", self.tr("Nobody found"), fewer, theme, everybody)
        self.preview = PreviewCard(theme, self._content, words=self.tr("The customer"), name="customer_preview")
        parts = ListParts(search, chips, self.table, self.preview, self.nobody, self.not_found)
        self.frame = ListFrame(self.desk, theme, parts, Order.NEXT)
        self.column.addWidget(self.header)
        self.column.addWidget(self.frame, 1)

    def _content(self, customer_id: UUID) -> CustomerContent:
        return CustomerContent(self.desk, self.theme, customer_id, self.page_asked)

    def _listen(self) -> None:
        self.frame.ready.connect(self._on_ready)
        self.frame.view_changed.connect(self._find)
        self.frame.paused.connect(self.show_preview)
        self.frame.sheet_asked.connect(self._on_sheet_asked)
        self.table.row_opened.connect(self._on_row_opened)
        self.nobody.acted.connect(self.enquiry_asked)
        inside = Qt.ShortcutContext.WidgetWithChildrenShortcut
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            QShortcut(QKeySequence(keys), self, self._on_call, context=inside)
        QShortcut(QKeySequence.StandardKey.Copy, self, self._on_copy, context=inside)

    # What it shows

    def refresh(self) -> None:
        """Asks the book for the customers that are shown, and for the picked one."""
        self.preview.forget()
        self._find()
        if self._groups is None:
            QTimer.singleShot(0, self, self._count)  # the list is there before the chips know their numbers

    def _on_changed(self, entities: frozenset[str]) -> None:
        self._groups = None  # before anything is shown anew
        if "business" in entities:
            self._columns.read_business()
        super()._on_changed(entities)

    def _count(self) -> None:
        if self._groups is None:
            self._groups = self.desk.ask(listings.groups)
        self._show_counts(self._listing)

    def _find(self) -> None:
        frame = self.frame
        view = View(frame.typed, Group(frame.group), Order(frame.order), frame.backwards)
        if self._groups is None and (view.words or view.group != Group.ALL):
            self._groups = self.desk.ask(listings.groups)
        frame.read(self.desk.ask(listings.listing, view, self._groups))

    def _on_ready(self, listing: Listing) -> None:
        self._listing = listing
        self._columns.show(listing.view.words)
        self.frame.show_rows(listing.count, lambda offset, limit: self.desk.ask(listing.rows, offset, limit))
        self._show_counts(listing)

    def _show_counts(self, listing: Listing) -> None:
        counts = dict(listing.counts)
        if not counts and self._groups is not None:
            counts = {group: len(ids) for group, ids in self._groups.items()}
            counts[Group.ALL] = self.desk.ask(directory.count)
        # Where not all were looked at, there are at least so many.
        told = {group.value: count if group in listing.sure else f"{count}+" for group, count in counts.items()}
        self.frame.set_counts(told)
        self.header.set_sub(how_many(listing))

    def show_preview(self) -> None:
        """Shows the picked customer at the side now, where they are seen a moment after the last key."""
        row = self.frame.to_show()
        self.preview.show_subject(row.id if row is not None else None)

    def focus_search(self) -> None:
        """Puts the keyboard into the search field."""
        self.frame.focus_search()

    # What is done

    def _on_row_opened(self, row: CustomerRow) -> None:
        self.page_asked.emit("customer", row.id)

    def _on_sheet_asked(self, row: CustomerRow) -> None:
        content = CustomerContent(self.desk, self.theme, row.id, self.page_asked, margin=SHEET_MARGIN)
        PreviewSheet(self.window(), self.theme, content).open()

    def _on_call(self) -> None:
        row = self.table.picked()
        if row is not None:
            reaching.call(self.window(), self.desk, self.theme, row.id, self.page_asked)

    def _on_copy(self) -> None:
        row = self.table.picked()
        if row is not None:
            reaching.copy_phone(self.desk, row.phone, row.name)


def _key(row: CustomerRow) -> object:
    return row.id
