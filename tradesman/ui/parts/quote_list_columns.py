"""The columns of the list of quotes: what a row says in each, and as one sentence."""

from typing import Any

from PySide6.QtCore import QCoreApplication

from tradesman.services import matching
from tradesman.services.quote_listings import MOST, Group, Listing, Order, QuoteRow
from tradesman.ui import format as say
from tradesman.ui.desk import Desk
from tradesman.ui.widgets.table_model import CellBadge, Column

BADGES = {
    Group.DRAFT: "neutral",
    Group.GIVEN: "info",
    Group.DECIDES: "info",
    Group.EXPIRED: "warn",
    Group.ACCEPTED: "good",
    Group.LOST: "neutral",
}


def _tr(text: str) -> str:
    return QCoreApplication.translate("quotes", text)


def groups() -> list[tuple[str, str]]:
    """The groups of the list and what they are called, all of them first."""
    return [
        (Group.ALL, _tr("All")),
        (Group.DRAFT, _tr("Drafts")),
        (Group.GIVEN, _tr("No day")),
        (Group.DECIDES, _tr("Decides")),
        (Group.EXPIRED, _tr("Expired")),
        (Group.ACCEPTED, _tr("Accepted")),
        (Group.LOST, _tr("Lost")),
    ]


def state_words(group: Group) -> str:
    """How a quote stands."""
    return {
        Group.DRAFT: _tr("Draft"),
        Group.GIVEN: _tr("Given"),
        Group.DECIDES: _tr("Given"),
        Group.EXPIRED: _tr("Expired"),
        Group.ACCEPTED: _tr("Accepted"),
        Group.LOST: _tr("Lost"),
    }[group]


def how_many(listing: Listing) -> str:
    """How many quotes there are, or were found."""
    found = listing.count
    if not listing.view.words.strip():
        return f"{found:,}"
    words = _tr("{0} found") if listing.counts[Group.ALL] < MOST else _tr("{0} found, and perhaps more")
    return words.format(found)


class QuoteListColumns:
    """Says rows as the book's clock asks for; `typed` is what is marked in them."""

    def __init__(self, desk: Desk) -> None:
        self.typed = ""
        self._desk = desk

    def columns(self) -> list[Column]:
        """The columns, from left to right."""
        return [
            Column(Order.NUMBER, _tr("Number"), 78, text=self.number, tone=_ink, marks=self._number_marks, firm=True),
            Column(
                Order.CUSTOMER,
                _tr("Customer"),
                style="name",
                least=150,
                text=lambda row: row.customer,
                marks=lambda row: matching.spans(row.customer, self.typed),
            ),
            Column(
                "title",
                _tr("What for"),
                least=150,
                below=Order.CUSTOMER,
                text=lambda row: row.title,  # how many options there are is told beside the list
                marks=lambda row: matching.spans(row.title, self.typed),
                sortable=False,
            ),
            Column(
                "state",
                _tr("State"),
                92,
                badge=lambda row: CellBadge(state_words(row.group), BADGES[row.group]),
                sortable=False,
            ),
            Column(Order.NEWEST, _tr("Given"), 84, text=self.given, firm=True),
            Column(Order.DECIDES, _tr("Decides"), 96, text=self.decides, tone=self._decides_tone, firm=True),
            Column("total", _tr("Total"), 84, "number", text=self.total, sortable=False),
        ]

    def number(self, row: QuoteRow) -> str:
        """Its number, with the revision from the second one on: "0214, rev. 2"."""
        return row.number if row.revision == 1 else _tr("{0}, rev. {1}").format(row.number, row.revision)

    def what(self, row: QuoteRow) -> str:
        """What it offers, and in how many options where there are several."""
        return row.title if row.options < 2 else _tr("{0}, {1} options").format(row.title, row.options)

    def given(self, row: QuoteRow) -> str:
        """When it was given: "today", "yesterday", "9 Oct"."""
        if row.given_at is None:
            return say.DASH
        on, today = row.given_at.astimezone(self._desk.zone()).date(), self._desk.today()
        return say.day(on, today) if (today - on).days < 2 else say.short_day(on, today)

    def decides(self, row: QuoteRow) -> str:
        """By when the customer decides, else until when the prices hold; nothing once it is decided."""
        today = self._desk.today()
        if row.group in (Group.ACCEPTED, Group.LOST):
            return say.DASH
        if row.decision_on is not None and row.group != Group.EXPIRED:
            return say.day(row.decision_on, today)
        if row.group == Group.DRAFT:
            return say.DASH
        return _tr("until {0}").format(say.short_day(row.valid_until_on, today))

    def total(self, row: QuoteRow) -> str:
        """What it comes to."""
        return say.money(row.total_minor, row.currency, decimals=False)

    def sentence(self, row: QuoteRow) -> str:
        """A row as it is read out."""
        given, decides = self.given(row), self.decides(row)
        ahead = {Group.EXPIRED: _tr("prices held {0}"), Group.GIVEN: _tr("prices hold {0}")}
        parts = (
            *(_tr("Quote {0}").format(self.number(row)), row.customer, self.what(row), state_words(row.group)),
            _tr("given {0}").format(given) if given != say.DASH else "",
            ahead.get(row.group, _tr("decides {0}")).format(decides) if decides != say.DASH else "",
            self.total(row),
        )
        return _tr("{0}. Enter to open.").format(", ".join(part for part in parts if part not in ("", say.DASH)))

    def _decides_tone(self, row: QuoteRow) -> str:
        if row.group == Group.EXPIRED:
            return "warn"
        late = row.decision_on is not None and row.decision_on <= self._desk.today()
        return "warn" if row.group == Group.DECIDES and late else "ink_2"

    def _number_marks(self, row: QuoteRow) -> Any:
        """The beginning of a word, or a part of the number, as the list is searched."""
        for word in matching.words_of(self.typed):
            place = matching.folded(row.number).find(word)
            if place >= 0:
                return ((place, place + len(word)),)
        return ()


def _ink(_row: QuoteRow) -> str:
    return "ink"
