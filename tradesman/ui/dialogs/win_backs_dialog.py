"""The win-back list: who went where, until when they are bound, what they complain of, and when they are rung next."""

from typing import Any

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QWidget

from tradesman.services import businesses, win_backs
from tradesman.services.win_backs import Standing, WinBackRow
from tradesman.ui import format as say
from tradesman.ui.desk import Desk
from tradesman.ui.dialogs.win_back_dialog import WinBackDialog
from tradesman.ui.parts import reaching, win_back_words
from tradesman.ui.theme import Theme
from tradesman.ui.widgets.buttons import Button
from tradesman.ui.widgets.card import Card
from tradesman.ui.widgets.labels import Label
from tradesman.ui.widgets.segmented import Segmented
from tradesman.ui.widgets.sheet import Sheet
from tradesman.ui.widgets.table import Table
from tradesman.ui.widgets.table_model import CellBadge, Column

WIDTH = 1000
_ROWS = 9  # that are seen without scrolling, at most
_LEAST = 3
_AROUND = 330  # height of the window without the rows
_REFRESHED_BY = frozenset({"win_back", "follow_up", "quote", "enquiry", "customer", "job"})


def _tr(text: str) -> str:
    return QCoreApplication.translate("win_backs", text)


class WinBacksDialog(Sheet):
    """Those that wait by their next call, those who came back, and those who were let go; Enter opens what is known."""

    page_asked = Signal(str, object)

    def __init__(self, window: QWidget, desk: Desk, theme: Theme) -> None:
        super().__init__(window, _tr("Win-back list"), theme, width=theme.scaled(WIDTH), name="win_backs")
        self._desk = desk
        self._currency = desk.ask(businesses.current).currency
        self._rows: list[WinBackRow] = []
        self.which = Segmented(self._choices(), theme, compact=True, name="win_backs_which")
        self.which.set_value(Standing.WAITS.value)
        self.table = Table(
            self._columns(),
            theme,
            self._sentence,
            _key,
            words=_tr("Lost customers. Enter opens what is known."),
            name="win_backs_table",
        )
        card = Card(theme, padding=1)
        card.body.addWidget(self.table)
        self._card = card
        self._nothing = Label("", theme, "body", "ink_2", wrap=True, name="win_backs_none")
        for widget in (self.which, card, self._nothing):
            self.body.addWidget(widget)
        self._build_foot()
        self.which.changed.connect(self._show)
        self.table.row_opened.connect(self._on_edit)
        self.table.row_picked.connect(self._on_picked)
        desk.changed.connect(self._on_changed)
        self._read()

    # How it is made

    def _choices(self) -> list[tuple[str, str]]:
        return [
            (Standing.WAITS.value, _tr("Waiting")),
            (Standing.WON_BACK.value, _tr("Won back")),
            (Standing.LET_GO.value, _tr("Let go")),
        ]

    def _columns(self) -> list[Column]:
        return [
            Column("customer", _tr("Customer"), style="name", text=_name, badge=_badge, sortable=False),
            Column("went_to", _tr("Went to"), text=_went, sortable=False, least=110),
            Column("price", _tr("For"), 84, style="number", text=self._price, sortable=False),
            Column("reason", _tr("Why"), sortable=False, spare=True),
            Column("bound", _tr("Bound until"), 116, text=self._bound, sortable=False, firm=True),
            Column("unhappy_with", _tr("Unhappy with"), text=_unhappy, sortable=False, least=110),
            Column("next", _tr("Next call"), 128, text=self._next, sortable=False, firm=True),
        ]

    def _build_foot(self) -> None:
        close = Button(_tr("Close"), self._theme, "quiet", name="cancel")
        close.clicked.connect(self.dismiss)
        self.add_left(close)
        self._customer = self.add_button(_tr("Open customer"), icon="user", name="win_backs_customer")
        self._customer.clicked.connect(self._on_customer)
        self._call = self.add_button(_tr("Call"), icon="phone", name="win_backs_call")
        self._call.clicked.connect(self._on_call)
        self._edit = self.set_main(_tr("Edit"), "pen-line")
        self.accepted.connect(self._on_edit)

    # What it shows

    def _on_changed(self, entities: frozenset[str]) -> None:
        if entities & _REFRESHED_BY:
            self._read()

    def _read(self) -> None:
        self._rows = self._desk.ask(win_backs.rows)
        self._show()

    def _show(self) -> None:
        shown = [row for row in self._rows if row.standing.value == self.which.value()]
        self.table.set_source(len(shown), lambda offset, limit: shown[offset : offset + limit])
        tall = self._theme.size("row_table")
        room = (self._window.height() - self._theme.scaled(_AROUND)) // tall
        self.table.setMinimumHeight((max(min(len(shown), _ROWS, room), _LEAST) + 1) * tall + 2)
        self._card.setVisible(bool(shown))
        self._nothing.setText(self._none_words())
        self._nothing.setVisible(not shown)
        if shown:
            self.table.pick(0)
        self._on_picked(self.table.picked() if shown else None)

    def _none_words(self) -> str:
        return {
            Standing.WAITS.value: _tr("Nobody is to be won back. Who says no to a quote comes here."),
            Standing.WON_BACK.value: _tr("Nobody has come back yet."),
            Standing.LET_GO.value: _tr("Nobody was let go."),
        }[str(self.which.value())]

    def _price(self, row: WinBackRow) -> str:
        return say.money(row.price_minor, self._currency, decimals=False) if row.price_minor is not None else say.DASH

    def _bound(self, row: WinBackRow) -> str:
        return say.near_day(row.bound_until_on, self._desk.today()) if row.bound_until_on is not None else say.DASH

    def _next(self, row: WinBackRow) -> str:
        today = self._desk.today()
        if row.back_on is not None:
            return _tr("back {0}").format(say.near_day(row.back_on, today))
        if row.next_on is None:
            return say.DASH
        return say.capital(say.day(today, today) if row.next_on == today else say.near_day(row.next_on, today))

    def _sentence(self, row: WinBackRow) -> str:
        went = win_back_words.went_to(row.went_to, row.price_minor, self._currency)
        went = _tr("went to {0}").format(went) if went else ""
        bound = _tr("bound until {0}").format(self._bound(row)) if row.bound_until_on is not None else ""
        badge = _badge(row)
        parts = (row.customer, row.what, row.reason, went, bound, row.unhappy_with, badge.text if badge else "")
        return ", ".join(part for part in (*parts, self._next(row)) if part and part != say.DASH)

    # What is asked of it

    def _on_picked(self, row: Any) -> None:
        for button in (self._customer, self._edit):
            button.setEnabled(row is not None)
        self._call.setEnabled(row is not None and row.reachable and bool(row.phone))

    def _on_edit(self, _row: object = None) -> None:
        row = self.table.picked()
        if row is not None:
            WinBackDialog(self._window, self._desk, self._theme, row.quote_id).open()

    def _on_call(self) -> None:
        row = self.table.picked()
        if row is not None:
            reaching.call(self._window, self._desk, self._theme, row.customer_id, self._on_page)

    def _on_customer(self) -> None:
        row = self.table.picked()
        if row is not None:
            self._on_page("customer", row.customer_id)

    def _on_page(self, page: str, subject_id: object) -> None:
        self.finish()
        self.page_asked.emit(page, subject_id)


def _key(row: WinBackRow) -> Any:
    return row.quote_id


def _name(row: WinBackRow) -> str:
    return row.customer


def _went(row: WinBackRow) -> str:
    return row.went_to or say.DASH


def _unhappy(row: WinBackRow) -> str:
    return row.unhappy_with or say.DASH


def _badge(row: WinBackRow) -> CellBadge | None:
    if not row.reachable:
        return CellBadge(_tr("not to be asked"), "outline")
    again = row.standing == Standing.WAITS and row.asked_again_on is not None
    return CellBadge(_tr("asked again"), "info") if again else None
