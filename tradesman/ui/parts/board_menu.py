"""The menu of a card: what is due, where it can go, and what else can be done with it; the same as keys and mouse."""

from collections.abc import Callable

from PySide6.QtCore import QObject, QPoint, Signal
from PySide6.QtWidgets import QWidget

from tradesman.services.cards import Card
from tradesman.services.decisions import Decision
from tradesman.services.pipeline import COLUMNS
from tradesman.services.standings import Standing
from tradesman.ui.parts import board_words, today_rows
from tradesman.ui.parts.board_moves import BoardMoves
from tradesman.ui.theme import Theme
from tradesman.ui.widgets.menu import Menu

BOARD = (*COLUMNS, Standing.WIN_BACK)


class BoardMenu(QObject):
    """Builds the menu of a card; it offers only moves that make sense."""

    page_asked = Signal(str, object)
    move_asked = Signal(object, object)
    called = Signal(object)

    def __init__(self, moves: BoardMoves, theme: Theme, page: QWidget) -> None:
        super().__init__(page)
        self._moves, self._theme, self._page = moves, theme, page

    def pop_up(self, card: Card, place: QPoint) -> None:
        """Shows the menu at a place of the screen."""
        menu = Menu(self._theme, self._page, words=self.tr("More for %s") % card.customer)
        menu.setObjectName("card_menu")
        menu.aboutToHide.connect(menu.deleteLater)
        if card.due is not None:
            words, icon = today_rows.main_words(card.due)
            due = f"{words}: {today_rows.purpose_words(card.due).lower()}"
            self._add(menu, "card_due", due, icon, lambda: self._moves.do_due(card))
        if card.complaint_id is not None and (card.due is None or card.due.decision != Decision.PUT_RIGHT):
            words = self.tr("Put right…")
            self._add(menu, "card_put_right", words, "triangle-alert", lambda: self._moves.put_right(card))
        if card.standing == Standing.SCHEDULED:
            self._add(menu, "card_plan", self.tr("Plan the days"), "calendar-plus", lambda: self._moves.plan(card))
        if card.paused:
            self._add(menu, "card_go_on", self.tr("Go on with the work"), "hammer", lambda: self._moves.start(card))
        menu.addSeparator()
        for to in BOARD:
            if to in self._moves.ways(card):
                words = self.tr("Move to %s") % board_words.heading(to)
                self._add(menu, f"move_{to}", words, _icon(card, to), self._mover(card, to), _keys(card, to))
        menu.addSeparator()
        self._add_places(menu, card)
        menu.popup(place)

    def _add_places(self, menu: Menu, card: Card) -> None:
        places = (
            ("job", card.job_id, self.tr("Open the job"), "hammer"),
            ("quote", card.quote_id, self.tr("Open the quote"), "file-text"),
            ("customer", card.customer_id, self.tr("Open %s") % card.customer, "user"),
        )
        first = main_place(card)[0]
        for key, subject_id, words, icon in places:
            if subject_id is not None:
                enter = "Enter" if key == first else ""
                self._add(menu, f"open_{key}", words, icon, self._opener(key, subject_id), enter)
        self._add(menu, "card_call", self.tr("Call"), "phone", lambda: self.called.emit(card), "Ctrl Enter")

    def _add(self, menu: Menu, name: str, words: str, icon: str, deed: Callable[[], object], keys: str = "") -> None:
        menu.add_choice(words.replace("&", "&&"), icon, keys, name=name).triggered.connect(lambda _on=False: deed())

    def _mover(self, card: Card, to: Standing) -> Callable[[], None]:
        return lambda: self.move_asked.emit(card, to)

    def _opener(self, key: str, subject_id: object) -> Callable[[], None]:
        return lambda: self.page_asked.emit(key, subject_id)


def main_place(card: Card) -> tuple[str, object]:
    """The page behind a card: its job, else its quote, else its customer."""
    if card.job_id is not None:
        return "job", card.job_id
    if card.quote_id is not None:
        return "quote", card.quote_id
    return "customer", card.customer_id


def _icon(card: Card, to: Standing) -> str:
    if to == Standing.WIN_BACK:
        return "thumbs-down"
    if card.standing == Standing.WIN_BACK:
        return "arrow-up"
    return "arrow-right" if COLUMNS.index(to) > COLUMNS.index(card.standing) else "arrow-left"


def _keys(card: Card, to: Standing) -> str:
    """The keys that make this move."""
    return next((f"Alt {arrow}" for arrow, found in steps(card).items() if found == to), "")


def steps(card: Card) -> dict[str, Standing]:
    """Where Alt and an arrow bring a card: one stage on or back, down to the lost ones, up from them."""
    if card.standing == Standing.WIN_BACK:
        return {"↑": Standing.ENQUIRY}
    at = COLUMNS.index(card.standing)
    found = {"↓": Standing.WIN_BACK}
    if at > 0:
        found["←"] = COLUMNS[at - 1]
    if at + 1 < len(COLUMNS):
        found["→"] = COLUMNS[at + 1]
    return found
