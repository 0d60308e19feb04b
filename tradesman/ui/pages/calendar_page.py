"""Calendar: visits, work and what is due by day, week and month; a drag, a key and the menu do the same."""

from datetime import date, timedelta
from typing import ClassVar
from uuid import UUID

from PySide6.QtCore import QT_TRANSLATE_NOOP, QPoint, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QFrame, QHBoxLayout, QStackedWidget, QVBoxLayout

from tradesman.services import bookings, calendars, days, week_notes
from tradesman.services.bookings import ToBook, Wants
from tradesman.services.calendars import Day, Entry
from tradesman.ui import calendar_leaving
from tradesman.ui import format as say
from tradesman.ui.commands import PageKeys
from tradesman.ui.desk import Desk
from tradesman.ui.dialogs.calendar_side_dialog import CalendarSideDialog
from tradesman.ui.page import Page
from tradesman.ui.parts import calendar_words
from tradesman.ui.parts.calendar_frame import CalendarFrame
from tradesman.ui.parts.calendar_header import CalendarHeader
from tradesman.ui.parts.calendar_menu import CalendarMenu
from tradesman.ui.parts.calendar_moves import CalendarMoves
from tradesman.ui.parts.calendar_side import CalendarSide, SideScroll
from tradesman.ui.parts.calendar_span import DAY, MONTH, WEEK, Seen, monday, without_sunday
from tradesman.ui.pickers import Pickers
from tradesman.ui.theme import Theme
from tradesman.ui.widgets.month_grid import MonthGrid

NARROW = 1100  # of the window, below which the side is a sheet
SIDE = 232
KEYS: PageKeys = (
    ("← ↑ → ↓", QT_TRANSLATE_NOOP("keys", "Walk the entries and the free hours")),
    ("Enter", QT_TRANSLATE_NOOP("keys", "Open the entry, or book a free hour")),
    ("Alt ← →", QT_TRANSLATE_NOOP("keys", "Move the entry to another day")),
    ("Alt ↑ ↓", QT_TRANSLATE_NOOP("keys", "Move the entry by half an hour")),
    ("Shift Alt ↑ ↓", QT_TRANSLATE_NOOP("keys", "Make the entry shorter or longer")),
    ("Page Up, Page Down", QT_TRANSLATE_NOOP("keys", "The days before and after")),
    ("T", QT_TRANSLATE_NOOP("keys", "Back to today")),
    ("Ctrl P", QT_TRANSLATE_NOOP("keys", "Print the week")),
    ("Shift F10", QT_TRANSLATE_NOOP("keys", "Everything that can be done with the entry")),
)


class CalendarPage(Page):
    """Shows the days around one of them; whatever moves an entry, `CalendarMoves` moves it."""

    shows: ClassVar[frozenset[str]] = frozenset(
        {
            *("customer", "property", "enquiry", "visit", "quote", "option", "job", "job_day", "promise", "follow_up"),
            *("business", "days_away"),
        }
    )
    ticks: ClassVar[bool] = True
    keys: ClassVar[PageKeys] = KEYS

    def __init__(self, desk: Desk, theme: Theme, pickers: Pickers | None = None) -> None:
        super().__init__(desk, theme)
        self.setObjectName("calendar_page")
        self._pickers = pickers or Pickers()
        self._seen = Seen(WEEK, desk.today())
        self._days: list[Day] = []
        self._entries: dict[str, Entry] = {}
        self._aimed_at: tuple[str, date] | None = None  # the view and first day that the keyboard was put into
        self._moves = CalendarMoves(desk, theme, self)
        self._menu = CalendarMenu(self._moves, theme, self)
        self._build()
        self._connect()

    # How it is made

    def _build(self) -> None:
        theme = self.theme
        self.header = CalendarHeader(theme)
        self.frame = CalendarFrame(theme)
        names = [say.weekday_name(date(2024, 1, 1) + timedelta(days=ahead)) for ahead in range(7)]
        self.month = MonthGrid(theme, names, words=self.tr("The days of the month"), name="calendar_month")
        around = QFrame()
        around.setProperty("card", "true")
        inner = QVBoxLayout(around)
        inner.setContentsMargins(1, 1, 1, 1)
        inner.addWidget(self.month)
        self.views = QStackedWidget()
        self.views.addWidget(self.frame)
        self.views.addWidget(around)
        self.side = CalendarSide(theme)
        self._beside = SideScroll(self.side)
        row = QHBoxLayout()
        row.setContentsMargins(20, 12, 20, 16)
        row.setSpacing(theme.space("s3"))
        row.addWidget(self.views, 1)
        row.addWidget(self._beside)
        self.column.addWidget(self.header)
        self.column.addLayout(row, 1)

    def _connect(self) -> None:
        header, grid, month, side = self.header, self.frame.grid, self.month, self.side
        header.view_picked.connect(self._on_view)
        header.leafed.connect(self._leaf)
        header.today_asked.connect(self._on_today)
        header.book_asked.connect(self._on_book)
        header.side_asked.connect(self._on_side)
        header.print_asked.connect(self._on_print)
        header.export_asked.connect(self._on_export)
        self._moves.page_asked.connect(self.page_asked)
        grid.opened.connect(self._on_opened)
        grid.moved.connect(self._on_moved)
        grid.booked.connect(lambda day, minute: self._moves.ask_to_book(self._days[day].on, minute))
        grid.menu_asked.connect(self._on_menu)
        grid.free_menu_asked.connect(lambda day, *at: self._menu.pop_up_free(self._days[day].on, *at))
        grid.leafed.connect(self._leaf)
        grid.walked_out.connect(self._on_walked_out)
        self.frame.heads.day_picked.connect(self._on_day_picked)
        self.frame.heads.due_opened.connect(self._on_due)
        month.opened.connect(self._on_opened)
        month.moved.connect(self._on_month_moved)
        month.menu_asked.connect(self._on_menu)
        month.day_picked.connect(self._on_day_picked)
        month.leafed.connect(self._leaf)
        side.book_asked.connect(self._on_book)
        side.dragged.connect(self._on_dragged)
        side.dropped.connect(self._on_dropped)
        self.theme.changed.connect(self._fit)
        QShortcut(QKeySequence("Ctrl+P"), self, self._on_print, context=Qt.ShortcutContext.WidgetWithChildrenShortcut)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        narrow = self.window().width() < self.theme.scaled(NARROW)
        self._beside.setFixedWidth(self.theme.scaled(SIDE))
        self._beside.setVisible(not narrow)
        self.header.set_narrow(narrow)

    def take_focus(self) -> None:
        """The hour, or the day, one was on has the keyboard: arrows and Enter work at once."""
        if self._seen.view == MONTH:
            self.month.go_to(self.month.cursor_at)
        else:
            self.frame.grid.go_to(*self.frame.grid.cursor_at)

    # What it shows

    def refresh(self) -> None:
        """Asks the book for the days, and keeps the keyboard on what it was on."""
        today, seen = self.desk.today(), self._seen
        self._days = self.desk.ask(calendars.span, seen.first, seen.count)
        self._entries = {calendar_words.key(entry): entry for day in self._days for entry in day.entries}
        if seen.view == MONTH:
            told = calendar_words.month_day
            numbered = enumerate(self._days)
            self.month.set_days([told(day, number, today, inside=seen.has(day.on)) for number, day in numbered])
        else:
            self._days = without_sunday(self._days) if seen.view == WEEK else self._days
            now = self.desk.now.astimezone(self.desk.zone())
            self.frame.show_days(self._days, today, calendars.minute(now.time()))
        self._aim()
        self.header.set_sub(seen.words())
        self._show_side(self.side)

    def _aim(self) -> None:
        """On days that are newly seen, arrows begin at the one that was asked for, at the present hour."""
        before, self._aimed_at = self._aimed_at, (self._seen.view, self._days[0].on)
        number = next((number for number, day in enumerate(self._days) if day.on == self._seen.on), 0)
        if self._seen.view == MONTH and before != self._aimed_at:
            self.month.cursor_at = number
        elif before is None or before[0] != self._seen.view:
            now = self.desk.now.astimezone(self.desk.zone())
            self.frame.grid.cursor_at = (number, now.hour * 60)

    def _show_side(self, side: CalendarSide) -> None:
        days_ = [day for day in self._days if self._seen.has(day.on)]
        totals, notes = self.desk.ask(week_notes.totals, days_), self.desk.ask(week_notes.notes, days_)
        side.show_week(self.desk.ask(bookings.rows), totals, notes, self._seen.name(), self.desk.today())

    # Which days

    def _show(self, seen: Seen) -> None:
        self._seen = seen
        self.header.views.set_value(seen.view)
        self.views.setCurrentIndex(1 if seen.view == MONTH else 0)
        self.refresh()

    def _on_view(self, view: str) -> None:
        if view == self._seen.view:
            return
        grid, on = self.frame.grid, self._seen.on
        if self._seen.view == WEEK and view == DAY:
            on = self._days[min(grid.cursor_at[0], len(self._days) - 1)].on
        self._show(Seen(view, on))

    def _leaf(self, step: int) -> None:
        self._show(self._seen.leaf(step))

    def _on_walked_out(self, step: int) -> None:
        minute = self.frame.grid.cursor_at[1]
        self._leaf(step)
        self.frame.grid.go_to(0 if step > 0 else len(self._days) - 1, minute)

    def _on_today(self) -> None:
        today = self.desk.today()
        self._show(Seen(self._seen.view, today))
        number = next(number for number, day in enumerate(self._days) if day.on == today)
        if self._seen.view == MONTH:
            self.month.go_to(number)
        else:
            now = self.desk.now.astimezone(self.desk.zone())
            self.frame.grid.go_to(number, now.hour * 60)

    def _on_day_picked(self, number: int) -> None:
        self._show(Seen(DAY, self._days[number].on))
        self.take_focus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if plain and event.key() == Qt.Key.Key_T:
            self._on_today()
        elif plain and event.key() in (Qt.Key.Key_PageUp, Qt.Key.Key_PageDown):
            self._leaf(1 if event.key() == Qt.Key.Key_PageDown else -1)
        else:
            super().keyPressEvent(event)

    # What is done

    def _on_opened(self, key: str) -> None:
        self._moves.open(self._entries[key])

    def _on_moved(self, key: str, day: int, begins: int, ends: int) -> None:
        on = self._days[0].on + timedelta(days=day)
        if not self._moves.move(self._entries[key], on, begins, ends):
            return
        if on not in [one.on for one in self._days]:
            self._show(Seen(self._seen.view, on))
        self.frame.grid.take(key)

    def _on_month_moved(self, key: str, number: int) -> None:
        entry = self._entries[key]
        self._moves.move(entry, self._days[number].on, entry.begins, entry.ends)

    def _on_menu(self, key: str, place: QPoint) -> None:
        self._menu.pop_up(self._entries[key], place)

    def _on_due(self, key: str) -> None:
        page, subject = key.split("/")[:2]
        self.page_asked.emit(page, UUID(subject))

    def _on_book(self, row: ToBook | None = None) -> None:
        """At the next free time, until another one is chosen."""
        free = self.desk.ask(days.free_times, most=1)
        on, starts = free[0] if free else (self.desk.today(), None)
        self._moves.ask_to_book(on, calendars.minute(starts) if starts is not None else None, row)

    def _on_dragged(self, row: ToBook, place: QPoint) -> None:
        if self._seen.view == MONTH:
            self.month.show_slot(place, row.customer)
        else:
            self.frame.grid.show_slot(place, row.minutes)

    def _on_dropped(self, row: ToBook, place: QPoint) -> None:
        if self._seen.view == MONTH:
            number = self.month.day_at(place)
            self.month.hide_slot()
            if number is not None and row.wants == Wants.WORK:
                self._moves.book(row, self._days[number].on, 0)
            elif number is not None:
                self._moves.ask_to_book(self._days[number].on, None, row)
            return
        slot = self.frame.grid.slot_at(place)
        self.frame.grid.hide_slot()
        if slot is not None:
            self._moves.book(row, self._days[slot[0]].on, slot[1])

    def _on_side(self) -> None:
        sheet = CalendarSideDialog(self.window(), self.theme)
        sheet.book_asked.connect(self._on_book)
        self._show_side(sheet.side)
        sheet.open()

    def _on_print(self) -> None:
        week = without_sunday(self.desk.ask(calendars.span, monday(self._seen.on), 7))
        calendar_leaving.print_week(self.window(), self.desk, self.theme, week)

    def _on_export(self) -> None:
        calendar_leaving.export(self.window(), self.desk, self._pickers)
