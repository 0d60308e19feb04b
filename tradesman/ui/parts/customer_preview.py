"""The picked customer beside the list: how to reach them, what comes next, what was lately."""

from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from tradesman.book.customer import ContactKind, Customer
from tradesman.services import businesses, overviews, timelines
from tradesman.services.timelines import Entry, Happened
from tradesman.ui import format as say
from tradesman.ui import reach
from tradesman.ui.desk import Desk
from tradesman.ui.parts.entry_words import said_jobs, told
from tradesman.ui.theme import Theme
from tradesman.ui.widgets.buttons import Button, IconButton
from tradesman.ui.widgets.card import Card, Separator
from tradesman.ui.widgets.labels import ElidedLabel, Label
from tradesman.ui.widgets.picture import Picture

_LATELY = 6
_AHEAD = frozenset({Happened.NEXT, Happened.VISIT_AHEAD, Happened.JOB_PLANNED})
_OWN_WORDS = frozenset({Happened.NOTE, Happened.FINDING})


class Preview(Card):
    """A card about one customer; it is filled anew for each."""

    page_asked = Signal(str, object)

    def __init__(self, desk: Desk, theme: Theme) -> None:
        super().__init__(theme, name="customer_preview")
        self.customer_id: UUID | None = None
        self._forgotten = True
        self._desk, self._theme = desk, theme
        self._content = QWidget()
        self.body.addWidget(self._content)
        self.body.addStretch(1)

    def forget(self) -> None:
        """The book has changed: who is shown next is asked for again."""
        self._forgotten = True

    def show_customer(self, customer_id: UUID | None) -> None:
        """Shows a customer, or nobody; who is shown already stays as they are."""
        if customer_id == self.customer_id and not self._forgotten:
            return
        self.customer_id, self._forgotten = customer_id, False
        old, self._content = self._content, QWidget()
        if customer_id is not None:
            self._fill(customer_id)
        self.body.replaceWidget(old, self._content)
        self._content.show()  # the layout would show it later
        old.hide()
        old.deleteLater()

    def _fill(self, customer_id: UUID) -> None:
        theme = self._theme
        found = self._desk.ask(overviews.of_customer, customer_id, with_due=False)
        entries = self._desk.ask(timelines.of_customer, customer_id)
        column = QVBoxLayout(self._content)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.space("s3"))
        column.addLayout(self._head(found))
        column.addLayout(self._buttons(found.customer))
        column.addWidget(Separator())
        column.addLayout(self._contacts(found.customer))
        ahead = [entry for entry in entries if entry.happened in _AHEAD]
        behind = [entry for entry in entries if entry.happened not in _AHEAD]
        for title, shown in ((self.tr("Next"), ahead[::-1][:2]), (self.tr("Lately"), behind[:_LATELY])):
            if shown:
                column.addWidget(Separator())
                column.addWidget(Label(title, theme, "caption strong", "ink_2"))
                column.addLayout(self._entries(shown))

    def _head(self, found: overviews.Overview) -> QHBoxLayout:
        currency = self._desk.ask(businesses.current).currency
        worth = sum(job.price_minor or 0 for job in found.earned)
        jobs = said_jobs(found.done) or self.tr("No job yet")
        words = f"{jobs}, {say.money(worth, currency, decimals=False)}" if worth else jobs
        who = QVBoxLayout()
        who.setSpacing(0)
        who.addWidget(ElidedLabel(found.customer.name, self._theme, "strong", name="preview_name"))
        who.addWidget(ElidedLabel(words, self._theme, "small", "ink_2"))
        look = IconButton("external-link", self.tr("Open %s") % found.customer.name, self._theme, name="preview_open")
        look.clicked.connect(self._on_open)
        head = QHBoxLayout()
        head.addLayout(who, 1)
        head.addWidget(look)
        return head

    def _buttons(self, customer: Customer) -> QHBoxLayout:
        call = Button(self.tr("Call"), self._theme, icon="phone", name="preview_call")
        message = Button(self.tr("Message"), self._theme, icon="send", name="preview_message")
        call.setEnabled(reach.can_call(customer))
        message.setEnabled(reach.can_write(customer))
        call.clicked.connect(lambda: reach.call(self._desk, customer))
        message.clicked.connect(lambda: reach.write(self._desk, customer))
        row = QHBoxLayout()
        row.setSpacing(self._theme.space("s2"))
        row.addWidget(call, 1)
        row.addWidget(message, 1)
        return row

    def _contacts(self, customer: Customer) -> QVBoxLayout:
        lines = QVBoxLayout()
        lines.setSpacing(self._theme.space("s1"))
        if customer.do_not_contact:
            lines.addLayout(self._line("ban", self.tr("Do not contact")))
        icons = {ContactKind.PHONE: "phone", ContactKind.EMAIL: "mail"}
        for point in customer.contacts:
            lines.addLayout(self._line(icons[point.kind], point.value, point.whose or point.hours))
        for site in customer.properties:
            lines.addLayout(self._line("map-pin", site.address))
        return lines

    def _line(self, icon: str, words: str, note: str = "") -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(self._theme.space("s2"))
        row.addWidget(Picture(icon, self._theme, size=16))
        row.addWidget(ElidedLabel(words, self._theme, "small"), 1)
        if note:
            row.addWidget(Label(note, self._theme, "caption", "ink_3"))
        return row

    def _entries(self, entries: list[Entry]) -> QGridLayout:
        theme, today = self._theme, self._desk.today()
        currency = self._desk.ask(businesses.current).currency
        grid = QGridLayout()
        grid.setHorizontalSpacing(theme.space("s3"))
        grid.setVerticalSpacing(theme.space("s1"))
        grid.setColumnStretch(1, 1)
        for number, entry in enumerate(entries):
            when = say.capital(say.short_day(entry.on, today))
            words = entry.what if entry.happened in _OWN_WORDS else told(entry, currency).title
            grid.addWidget(Label(when, theme, "small", "ink_3"), number, 0)
            grid.addWidget(ElidedLabel(words, theme, "small"), number, 1)
        return grid

    def _on_open(self) -> None:
        self.page_asked.emit("customer", self.customer_id)
