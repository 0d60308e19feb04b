"""Customers: everybody in the book, found by anything one remembers of them."""

from typing import ClassVar

from PySide6.QtCore import QT_TRANSLATE_NOOP, QEvent, QObject, QSignalBlocker, Qt, QTimer
from PySide6.QtGui import QKeyEvent, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from tradesman.book import contact
from tradesman.services import directory, listings
from tradesman.services.directory import CustomerRow
from tradesman.services.listings import Group, Groups, Listing, Order, View
from tradesman.ui.commands import PageKeys
from tradesman.ui.desk import Desk
from tradesman.ui.page import Page
from tradesman.ui.parts import reaching
from tradesman.ui.parts.customer_columns import CustomerColumns
from tradesman.ui.parts.customer_preview import Preview, PreviewSheet
from tradesman.ui.parts.customer_words import how_many
from tradesman.ui.parts.listing_reader import ListingReader
from tradesman.ui.theme import Theme
from tradesman.ui.widgets.card import Card
from tradesman.ui.widgets.chips import ChipRow
from tradesman.ui.widgets.empty import EmptyState
from tradesman.ui.widgets.fields import LineField
from tradesman.ui.widgets.header import PageHeader
from tradesman.ui.widgets.skeleton import Skeleton
from tradesman.ui.widgets.table import Table

SIDE = 320  # width of the preview
SEARCH = 232  # width of the search field
NARROW = 1100  # of the window, below which the preview is a sheet
_LOADING = 12  # rows that stand in for those on their way
_PAUSE = 120  # ms after the last key or move, before the preview is asked for


class CustomersPage(Page):
    """Search field, chips, table, and the picked customer at the side."""

    shows: ClassVar[frozenset[str]] = frozenset(
        {
            *("customer", "contact_point", "property", "note", "enquiry", "call_attempt", "visit", "quote", "job"),
            *("promise", "finding", "referral", "follow_up", "feedback", "complaint", "testimonial", "message"),
            *("business", "partner"),
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
        self._order, self._backwards = Order.NEXT, False
        self._groups: Groups | None = None
        self._counted: dict[Group, int] = {}
        self._wanted = True  # whether the preview is shown where there is room
        self._build()
        self._listen()
        # The tables of numbers take a moment, which the first number that is typed shall not wait for.
        desk.background.run(lambda: contact.national("", ""), lambda _none: None, lambda _words: None)

    def _build(self) -> None:
        theme = self.theme
        self.header = PageHeader(self.tr("Customers"), theme)
        words = self.tr("Name, street, phone")
        self.search = LineField(theme, placeholder=words, icon="search", keys="Ctrl F", name="customers_search")
        self.search.setAccessibleName(self.tr("Search customers"))
        choices = [
            (Group.ALL, self.tr("All")),
            (Group.ACTIVE, self.tr("Active")),
            (Group.REPEAT, self.tr("Repeat")),
            (Group.WIN_BACK, self.tr("Win-back")),
            (Group.LEFT_ALONE, self.tr("Do not contact")),
        ]
        self.chips = ChipRow(choices, theme, words=self.tr("Which customers"), name="customers_chips")
        columns, sentence = self._columns.columns(), self._columns.sentence
        self.table = Table(columns, theme, sentence, _key, words=self.tr("Customers"), name="customers_table")
        self.table.set_sort(Order.NEXT, ascending=False)
        self.card = Card(theme, padding=1)
        self.card.body.addWidget(self.table)
        first, enquiry = self.tr("The first one comes with the first enquiry."), self.tr("New enquiry")
        self.nobody = EmptyState("users", self.tr("No customers yet"), first, theme, enquiry, "plus")
        fewer, everybody = self.tr("Try fewer letters, a street or a number, or look among all."), self.tr("Show all")
        self.not_found = EmptyState("search", self.tr("Nobody found"), fewer, theme, everybody)
        self.loading = Card(theme)
        self.loading.body.addWidget(Skeleton(_LOADING, theme), 0, Qt.AlignmentFlag.AlignTop)
        self.preview = Preview(self.desk, theme)
        for empty in (self.nobody, self.not_found):
            empty.hide()  # until it is known whether there is anybody
        self._lay_out()

    def _lay_out(self) -> None:
        above = QHBoxLayout()
        above.setSpacing(self.theme.space("s2"))
        above.addWidget(self.search)
        above.addWidget(self.chips, 1, Qt.AlignmentFlag.AlignVCenter)
        left = QVBoxLayout()
        left.setSpacing(12)
        left.addLayout(above)
        for widget in (self.card, self.loading, self.nobody, self.not_found):
            left.addWidget(widget, 1)
            widget.hide()  # together they are higher than a small window
        self.side = QWidget()
        side = QVBoxLayout(self.side)
        side.setContentsMargins(0, 0, 0, 0)
        side.addWidget(self.preview)
        middle = QHBoxLayout()
        middle.setContentsMargins(20, 12, 20, 16)
        middle.setSpacing(16)
        middle.addLayout(left, 1)
        middle.addWidget(self.side)
        self.column.addWidget(self.header)
        self.column.addLayout(middle, 1)

    def _listen(self) -> None:
        self.reader = ListingReader(self.desk, self)
        self.reader.ready.connect(self._on_ready)
        self.reader.waits.connect(self.card.hide)
        self.reader.waits.connect(self.loading.show)
        self.search.changed.connect(self._on_view_changed)
        self.search.returnPressed.connect(self._on_return)
        self.search.installEventFilter(self)
        self.chips.picked.connect(self._on_view_changed)
        self.table.row_opened.connect(self._on_row_opened)
        self.table.row_picked.connect(self._on_row_picked)
        self.table.sort_asked.connect(self._on_sort_asked)
        self.nobody.acted.connect(self.enquiry_asked)
        self.not_found.acted.connect(self._on_show_all)
        self.preview.page_asked.connect(self.page_asked)
        self.theme.changed.connect(self._show_side)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE)
        self._pause.timeout.connect(self.show_preview)
        inside = Qt.ShortcutContext.WidgetWithChildrenShortcut
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            QShortcut(QKeySequence(keys), self, self._on_call, context=inside)
        QShortcut(QKeySequence.StandardKey.Copy, self, self._on_copy, context=inside)
        QShortcut(QKeySequence(Qt.Key.Key_Space), self.table, self._on_space, context=Qt.ShortcutContext.WidgetShortcut)

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
        typed = self.search.value()
        view = View(typed, Group(self.chips.value()), self._order, self._backwards)
        if self._groups is None and (typed or view.group != Group.ALL):
            self._groups = self.desk.ask(listings.groups)
        self.reader.read(self.desk.ask(listings.listing, view, self._groups))

    def _on_ready(self, listing: Listing) -> None:
        self._listing, view = listing, listing.view
        self._columns.show(view.words)
        count, narrowed = listing.count, bool(view.words) or view.group != Group.ALL
        self.table.set_source(count, lambda offset, limit: self.desk.ask(listing.rows, offset, limit))
        self._show_counts(listing)
        self.loading.hide()
        self.card.setVisible(count > 0)
        self.nobody.setVisible(not count and not narrowed)
        self.not_found.setVisible(not count and narrowed)
        if count and self.table.picked() is None:
            self.table.pick(0)
        self._on_row_picked(None)

    def _show_counts(self, listing: Listing) -> None:
        counts = dict(listing.counts)
        if not counts and self._groups is not None:
            counts = {group: len(ids) for group, ids in self._groups.items()}
            counts[Group.ALL] = self.desk.ask(directory.count)
        changed = {group.value: count for group, count in counts.items() if self._counted.get(group) != count}
        self.chips.set_counts(changed)  # each that changes is laid out anew
        self._counted |= counts
        self.header.set_sub(how_many(listing))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._show_side()

    def _has_room(self) -> bool:
        return self.window().width() >= self.theme.scaled(NARROW)

    def _show_side(self) -> None:
        self.search.setFixedWidth(self.theme.scaled(SEARCH))
        self.side.setFixedWidth(self.theme.scaled(SIDE))
        self.side.setVisible(self._wanted and self._has_room() and self.table.picked() is not None)

    def show_preview(self) -> None:
        """Shows the picked customer at the side now, where they are seen a moment after the last key."""
        self._pause.stop()
        row = self.table.picked()
        self.preview.show_customer(row.id if row is not None and self.side.isVisible() else None)

    def focus_search(self) -> None:
        """Puts the keyboard into the search field."""
        self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.search.selectAll()

    # What is done

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """The arrows move in the table while one types."""
        if not isinstance(event, QKeyEvent) or event.type() != QEvent.Type.KeyPress:
            return False
        step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()), 0)
        if step and self._listing.count:
            row = self.table.currentIndex().row() + step
            self.table.pick(max(0, min(row, self._listing.count - 1)))
        return bool(step)

    def _on_view_changed(self) -> None:
        with QSignalBlocker(self.table):  # nobody is picked for a moment only
            self.table.clearSelection()
            self.table.setCurrentIndex(self.table.rows.index(-1, -1))
        self._find()

    def _on_show_all(self) -> None:
        self.chips.set_value(Group.ALL)
        with QSignalBlocker(self.search):
            self.search.clear()
        self._on_view_changed()
        self.search.setFocus()

    def _on_sort_asked(self, key: str, _ascending: bool) -> None:
        """The order one wants most comes with the first click, its opposite with the second."""
        order = Order(key)
        self._backwards = not self._backwards if order == self._order else False
        self._order = order
        self.table.set_sort(key, ascending=self._backwards)
        self._on_view_changed()

    def _on_return(self) -> None:
        row = self.table.picked()
        if row is not None:
            self._on_row_opened(row)

    def _on_row_opened(self, row: CustomerRow) -> None:
        self.page_asked.emit("customer", row.id)

    def _on_row_picked(self, _row: CustomerRow | None) -> None:
        self._pause.start()
        self._show_side()

    def _on_space(self) -> None:
        row = self.table.picked()
        if row is None:
            return
        if self._has_room():
            self._wanted = not self._wanted
            self._show_side()
            self.show_preview()
        else:
            PreviewSheet(self.window(), self.desk, self.theme, row.id, self.page_asked).open()

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
