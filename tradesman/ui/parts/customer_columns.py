"""The columns of the customers' list: what a row says in each, and as one sentence."""

from typing import Any, NamedTuple
from uuid import UUID

from PySide6.QtCore import QCoreApplication

from tradesman.services import businesses
from tradesman.services.directory import CustomerRow
from tradesman.services.listings import Order
from tradesman.ui import format as say
from tradesman.ui.desk import Desk
from tradesman.ui.parts import customer_words as told
from tradesman.ui.widgets.table_model import Column


def _tr(text: str) -> str:
    return QCoreApplication.translate("customers", text)


class _Said(NamedTuple):
    """A row and what is said of it."""

    row: CustomerRow
    last: str
    upcoming: told.Said
    worth: str


class CustomerColumns:
    """Says rows as the book's money, country and clock ask for; `typed` is what is marked in them."""

    def __init__(self, desk: Desk) -> None:
        self.typed = ""
        self._desk = desk
        self.read_business()

    def show(self, typed: str) -> None:
        """Other rows come, in which other letters are marked."""
        self.typed = typed
        self._known.clear()
        self._marked.clear()

    def read_business(self) -> None:
        """Money and country may have changed."""
        business = self._desk.ask(businesses.current)
        self._currency, self._country = business.currency, business.country
        self._known: dict[UUID, _Said] = {}
        self._marked: dict[str, Any] = {}

    def columns(self) -> list[Column]:
        """The columns, from left to right."""
        return [
            Column(
                Order.NAME,
                _tr("Name"),
                style="name",
                least=196,
                text=lambda row: str(row.name),
                tone=lambda row: self._tone(row, "ink"),
                badge=told.name_badge,
                marks=lambda row: self._marks(row.name),
            ),
            Column(
                "address",
                _tr("Address"),
                least=150,
                below=Order.NAME,
                text=self.where,
                tone=self._tone,
                marks=lambda row: self._marks(self.where(row)),
                sortable=False,
            ),
            Column("standing", _tr("Stage"), 112, badge=told.stage_badge, sortable=False),
            Column(Order.LAST, _tr("Last contact"), 96, text=self._last, tone=self._tone, firm=True),
            Column(
                Order.NEXT,
                _tr("Next"),
                150,
                text=lambda row: self._said(row).upcoming[0],
                tone=lambda row: self._said(row).upcoming[1],
                icon=lambda row: "ban" if row.do_not_contact else "",
                firm=True,
            ),
            Column(Order.WORTH, _tr("Worth"), 78, "number", text=self._worth, tone=self._tone),
        ]

    def where(self, row: CustomerRow) -> str:
        """The street, or the words that were found."""
        if row.matched:
            return row.address if row.matched == row.address else f"“{row.matched}”"
        street = row.address.partition(",")[0]
        return street if any(letter.isdigit() for letter in street) else row.address

    def sentence(self, row: CustomerRow) -> str:
        """A row as it is read out."""
        badges = [badge.text for badge in (told.name_badge(row), told.stage_badge(row)) if badge is not None]
        said = self._said(row)
        last = _tr("last contact {0}").format(said.last) if row.last is not None else ""
        parts = (row.name, self.where(row), *badges, last, said.upcoming[0], said.worth)
        spoken = ", ".join(part for part in parts if part not in ("", say.DASH))
        return _tr("{0}. Enter to open.").format(spoken)

    def _marks(self, text: str) -> Any:
        if not self.typed:
            return ()
        if text not in self._marked:
            self._marked[text] = told.marks(text, self.typed, self._country)
        return self._marked[text]

    def _tone(self, row: CustomerRow, usual: str = "ink_2") -> str:
        return "ink_3" if row.do_not_contact else usual

    def _last(self, row: CustomerRow) -> str:
        return self._said(row).last

    def _worth(self, row: CustomerRow) -> str:
        return self._said(row).worth

    def _said(self, row: CustomerRow) -> "_Said":
        """Days and amounts of a row, said once although they are painted often."""
        said = self._known.get(row.id)
        if said is None or said.row is not row:
            now, zone = self._desk.now, self._desk.zone()
            last = told.last_contact(row.last, now.astimezone(zone).date(), zone)
            worth = say.money(row.worth_minor, self._currency, decimals=False)
            said = self._known[row.id] = _Said(row, last, told.upcoming(row, now, zone), worth)
        return said
