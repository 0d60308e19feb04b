"""The menus of the calendar: everything that mouse and keys do with an entry or a free hour, in words."""

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import QObject, QPoint
from PySide6.QtWidgets import QWidget

from tradesman.services.calendars import Entry
from tradesman.ui.parts.calendar_moves import CalendarMoves
from tradesman.ui.theme import Theme
from tradesman.ui.widgets.grid_measures import STEP
from tradesman.ui.widgets.menu import Menu


class CalendarMenu(QObject):
    """Builds the menu of an entry; it offers only what can be done with it."""

    def __init__(self, moves: CalendarMoves, theme: Theme, page: QWidget) -> None:
        super().__init__(page)
        self._moves, self._theme, self._page = moves, theme, page

    def pop_up(self, entry: Entry, place: QPoint) -> None:
        """Shows what can be done with an entry, at a place of the screen."""
        menu, moves = self._menu(self.tr("More for %s") % entry.customer), self._moves
        opens = self.tr("Open the visit") if entry.is_visit else self.tr("Open the job")
        self._add(
            menu, "entry_open", opens, "map-pin" if entry.is_visit else "hammer", lambda: moves.open(entry), "Enter"
        )
        if entry.held and not entry.settled:
            self._add(menu, "entry_confirm", self.tr("The customer confirmed"), "check", lambda: moves.confirm(entry))
        if not entry.settled:
            menu.addSeparator()
            self._add_moves(menu, entry)
            menu.addSeparator()
            self._add_rest(menu, entry)
        menu.addSeparator()
        customer, ask = self.tr("Open %s") % entry.customer, moves.page_asked
        self._add(menu, "entry_customer", customer, "user", lambda: ask.emit("customer", entry.customer_id))
        menu.popup(place)

    def pop_up_free(self, on: date, begins: int, place: QPoint) -> None:
        """Shows what can be done with a free hour."""
        menu = self._menu(self.tr("Free time"))
        book = self.tr("Book")
        self._add(menu, "free_book", book, "plus", lambda: self._moves.ask_to_book(on, begins), "Enter")
        menu.popup(place)

    def _add_moves(self, menu: Menu, entry: Entry) -> None:
        shift = self._moves.shift
        steps: tuple[tuple[str, str, str, str, Callable[[], None]], ...] = (
            ("earlier", self.tr("Half an hour earlier"), "arrow-up", "Alt ↑", lambda: shift(entry, minutes=-STEP)),
            ("later", self.tr("Half an hour later"), "arrow-down", "Alt ↓", lambda: shift(entry, minutes=STEP)),
            ("day_back", self.tr("A day earlier"), "arrow-left", "Alt ←", lambda: shift(entry, days=-1)),
            ("day_on", self.tr("A day later"), "arrow-right", "Alt →", lambda: shift(entry, days=1)),
            ("longer", self.tr("Half an hour longer"), "plus", "Shift Alt ↓", lambda: shift(entry, longer=STEP)),
            ("shorter", self.tr("Half an hour shorter"), "minus", "Shift Alt ↑", lambda: shift(entry, longer=-STEP)),
        )
        for key, words, icon, keys, deed in steps:
            self._add(menu, f"entry_{key}", words, icon, deed, keys)

    def _add_rest(self, menu: Menu, entry: Entry) -> None:
        moves = self._moves
        if entry.is_visit:
            self._add(
                menu, "entry_move", self.tr("Move to a day and time"), "calendar-plus", lambda: moves.ask_day(entry)
            )
            self._add(menu, "entry_off", self.tr("Call off the visit"), "x", lambda: moves.call_off(entry))
            return
        self._add(menu, "entry_plan", self.tr("Plan the days"), "calendar-plus", lambda: moves.ask_day(entry))
        if entry.timed:
            self._add(menu, "entry_whole", self.tr("All the hours of the day"), "clock", lambda: moves.any_time(entry))
        self._add(menu, "entry_write", self.tr("Write about the days"), "mail", lambda: moves.write(entry))

    def _menu(self, words: str) -> Menu:
        menu = Menu(self._theme, self._page, words=words)
        menu.setObjectName("calendar_menu")
        menu.aboutToHide.connect(menu.deleteLater)
        return menu

    def _add(self, menu: Menu, name: str, words: str, icon: str, deed: Callable[[], object], keys: str = "") -> None:
        menu.add_choice(words.replace("&", "&&"), icon, keys, name=name).triggered.connect(lambda _on=False: deed())
