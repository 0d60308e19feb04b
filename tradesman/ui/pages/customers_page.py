"""Customers: everybody in the book, found by anything one remembers of them."""

from datetime import date, timedelta
from typing import ClassVar

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from tradesman.services import businesses, directory
from tradesman.services.directory import CustomerRow, Standing
from tradesman.ui import format as say
from tradesman.ui.desk import Desk
from tradesman.ui.page import Page
from tradesman.ui.parts.customer_preview import Preview
from tradesman.ui.theme import Theme
from tradesman.ui.widgets.card import Card
from tradesman.ui.widgets.empty import EmptyState
from tradesman.ui.widgets.fields import LineField
from tradesman.ui.widgets.header import PageHeader
from tradesman.ui.widgets.table import Table
from tradesman.ui.widgets.table_model import CellBadge, Column
from tradesman.ui.words import words

SOON = timedelta(days=60)  # days that are named with their weekday
SIDE = 320  # width of the preview
NARROW = 1100  # of the window, below which the preview leaves
_BADGES = {
    Standing.ENQUIRY: "warn",
    Standing.VISIT_BOOKED: "neutral",
    Standing.QUOTED: "info",
    Standing.SCHEDULED: "info",
    Standing.IN_PROGRESS: "info",
    Standing.DONE: "good",
    Standing.FOLLOWED_UP: "good",
    Standing.WIN_BACK: "neutral",
    Standing.CLOSED: "neutral",
}


class CustomersPage(Page):
    """Search field, table, and the picked customer at the side."""

    shows: ClassVar[frozenset[str]] = frozenset(
        {"customer", "contact_point", "property", "note", "enquiry", "visit", "quote", "job", "follow_up", "finding"}
    )

    def __init__(self, desk: Desk, theme: Theme) -> None:
        super().__init__(desk, theme)
        self.setObjectName("customers_page")
        self._today = desk.today()
        self._currency = desk.ask(businesses.current).currency
        self._build()

    def _columns(self) -> list[Column]:
        return [
            Column("name", self.tr("Name"), style="name", text=_name, badge=self._repeat, sortable=False),
            Column("address", self.tr("Address"), 190, text=self._where, sortable=False),
            Column("standing", self.tr("Stage"), 130, badge=self._stage, sortable=False),
            Column("next", self.tr("Next"), 200, text=self._next, icon=self._next_icon, sortable=False),
            Column("worth", self.tr("Worth"), 84, "number", text=self._worth, sortable=False),
        ]

    def _build(self) -> None:
        theme = self.theme
        self.header = PageHeader(self.tr("Customers"), theme)
        self.search = LineField(
            theme,
            placeholder=self.tr("Name, street, phone, or what was done"),
            icon="search",
            keys="Ctrl F",
            name="customers_search",
        )
        self.search.setAccessibleName(self.tr("Search customers"))
        self.search.changed.connect(self._on_search_changed)
        self.search.returnPressed.connect(self._on_return)
        self.table = Table(
            self._columns(), theme, self._sentence, _key, words=self.tr("Customers"), name="customers_table"
        )
        self.table.row_opened.connect(self._on_row_opened)
        self.table.row_picked.connect(self._on_row_picked)
        self.card = Card(theme, padding=1)
        self.card.body.addWidget(self.table)
        self.nobody = EmptyState(
            "users",
            self.tr("No customers yet"),
            self.tr("The first one comes with the first enquiry."),
            theme,
            self.tr("New enquiry"),
            "plus",
        )
        self.nobody.acted.connect(self.enquiry_asked)
        self.not_found = EmptyState(
            "search", self.tr("Nobody found"), self.tr("Try fewer letters, a street or a number."), theme
        )
        self.preview = Preview(self.desk, theme)
        self.preview.page_asked.connect(self.page_asked)
        self._lay_out()
        theme.changed.connect(self._show_side)

    def _lay_out(self) -> None:
        left = QVBoxLayout()
        left.setSpacing(12)
        left.addWidget(self.search)
        for widget in (self.card, self.nobody, self.not_found):
            left.addWidget(widget, 1)
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

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._show_side()

    def _show_side(self) -> None:
        self.side.setFixedWidth(self.theme.scaled(SIDE))
        wide = self.window().width() >= self.theme.scaled(NARROW)
        self.side.setVisible(wide and self.preview.customer_id is not None)

    def refresh(self) -> None:
        """Asks the book for the customers that are found, and for the picked one."""
        self.preview.forget()
        self._find()

    def _find(self) -> None:
        typed = self.search.value()
        self._today = self.desk.today()
        count = self.desk.ask(directory.count, typed)
        self.table.set_source(count, lambda offset, limit: self.desk.ask(directory.page, typed, offset, limit))
        self.header.set_sub(self.tr("%n found", "", count) if typed else str(count))
        self.card.setVisible(count > 0)
        self.nobody.setVisible(not count and not typed)
        self.not_found.setVisible(not count and bool(typed))
        if count and self.table.picked() is None:
            self.table.pick(0)
        row = self.table.picked()
        self.preview.show_customer(row.id if row is not None else None)
        self._show_side()

    def focus_search(self) -> None:
        """Puts the keyboard into the search field."""
        self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.search.selectAll()

    # How a row is said

    def _repeat(self, row: CustomerRow) -> CellBadge | None:
        return CellBadge(self.tr("repeat"), "outline", "repeat-2") if row.jobs > 1 else None

    def _where(self, row: CustomerRow) -> str:
        return f"“{row.matched}”" if row.matched else row.address

    def _stage(self, row: CustomerRow) -> CellBadge | None:
        return CellBadge(words(row.standing), _BADGES[row.standing]) if row.standing is not None else None

    def _next(self, row: CustomerRow) -> str:
        if row.do_not_contact:
            return self.tr("Do not contact")
        if row.next_purpose is None or row.next_on is None:
            return say.DASH
        return f"{words(row.next_purpose)}, {self._by(row.next_on)}"

    def _by(self, on: date) -> str:
        if on < self._today:
            return self.tr("since %s") % say.day(on, self._today)
        near = on - self._today < SOON
        return say.day(on, self._today) if near else say.short_day(on, self._today)

    def _next_icon(self, row: CustomerRow) -> str:
        return "ban" if row.do_not_contact else ""

    def _worth(self, row: CustomerRow) -> str:
        return say.money(row.worth_minor, self._currency, decimals=False)

    def _sentence(self, row: CustomerRow) -> str:
        stage = words(row.standing) if row.standing is not None else ""
        worth = self._worth(row) if row.worth_minor is not None else ""
        upcoming = self._next(row)
        parts = (row.name, self._where(row), stage, "" if upcoming == say.DASH else upcoming, worth)
        return ", ".join(part for part in parts if part)

    # What is done

    def _on_search_changed(self) -> None:
        quiet = self.table.blockSignals(True)  # nobody is picked for a moment only
        self.table.clearSelection()
        self.table.setCurrentIndex(self.table.rows.index(-1, -1))
        self.table.blockSignals(quiet)
        self._find()

    def _on_return(self) -> None:
        row = self.table.picked()
        if row is not None:
            self._on_row_opened(row)

    def _on_row_opened(self, row: CustomerRow) -> None:
        self.page_asked.emit("customer", row.id)

    def _on_row_picked(self, row: CustomerRow | None) -> None:
        self.preview.show_customer(row.id if row is not None else None)
        self._show_side()


def _key(row: CustomerRow) -> object:
    return row.id


def _name(row: CustomerRow) -> str:
    return row.name
