"""The window: the rail, the stack of pages, and the way between them. It knows no customer and no rule."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any
from uuid import UUID

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QCloseEvent, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QMainWindow, QStackedWidget, QVBoxLayout, QWidget

from tradesman.book.errors import BusyError
from tradesman.ui.commands import Command
from tradesman.ui.theme import Theme
from tradesman.ui.widgets import regions
from tradesman.ui.widgets.header import PageHeader
from tradesman.ui.widgets.layouts import clear
from tradesman.ui.widgets.rail import Rail, RailEntry
from tradesman.ui.widgets.skeleton import Skeleton
from tradesman.ui.widgets.toast import Toasts

NARROW = 1100
Place = tuple[str, UUID | None]  # a page, and whom or what it is about
LATELY = 4  # places that are kept as opened lately
# The page of the rail that another belongs to; a customer's is that of the customers.
ABOVE = {"quote": "quotes", "job": "jobs", "plan": "scorecard"}


class MainWindow(QMainWindow):
    """Rail at the left, one page at the right; pages come when the book is open."""

    enquiry_asked = Signal()
    palette_asked = Signal()
    outbox_asked = Signal()
    win_backs_asked = Signal()
    undo_asked = Signal()
    redo_asked = Signal()
    book_asked = Signal(Path)
    unread = Signal(str, object)  # why a page could not be opened, and what tries it again
    closing = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.theme = theme
        self.setWindowTitle("Tradesman")
        self.setObjectName("main_window")
        self.toasts = Toasts(self, theme)
        self._makers: dict[str, Callable[[], Any]] = {}
        self._pages: dict[str, Any] = {}
        self._trail: list[Place] = []
        self.lately: list[tuple[str, UUID]] = []
        self.commands = self._commands()
        self._build()

    def _build(self) -> None:
        self._on_the_rail = {entry.key for entry in self._entries()}
        self.rail = Rail(self._entries(), self.theme)
        self.rail.page_asked.connect(self._on_rail)
        self.rail.enquiry_asked.connect(self.enquiry_asked)
        self.rail.setEnabled(False)
        self.stack = QStackedWidget()
        self.stack.addWidget(self._waiting())
        self.notices = QVBoxLayout()
        around = QWidget()
        around.setProperty("surface", "plain")
        around.setLayout(self.notices)
        regions.mark_regions(around)
        self.notices.setContentsMargins(20, 0, 20, 0)
        right = QVBoxLayout()
        right.setSpacing(0)
        right.addWidget(around)
        right.addWidget(self.stack, 1)
        whole = QWidget()
        row = QHBoxLayout(whole)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.rail)
        row.addLayout(right, 1)
        self.setCentralWidget(whole)
        for command in self.commands:
            if command.keys:
                QShortcut(QKeySequence(command.keys), self).activated.connect(command.run)

    def _entries(self) -> list[RailEntry]:
        """The pages on the rail, in order; each has its page in `tradesman.ui.catalogue`."""
        return [
            RailEntry("today", self.tr("Today"), "sun"),
            RailEntry("pipeline", self.tr("Pipeline"), "square-kanban"),
            RailEntry("customers", self.tr("Customers"), "users"),
            RailEntry("quotes", self.tr("Quotes"), "file-text"),
            RailEntry("jobs", self.tr("Jobs"), "hammer"),
            RailEntry("calendar", self.tr("Calendar"), "calendar-days"),
            RailEntry("followups", self.tr("Follow-ups"), "repeat-2"),
            RailEntry("partners", self.tr("Partners"), "heart-handshake"),
            RailEntry("testimonials", self.tr("Testimonials"), "quote", self.tr("Words")),
            RailEntry("scorecard", self.tr("Scorecard"), "gauge", self.tr("Score")),
            RailEntry("library", self.tr("Library"), "book-open", at_bottom=True),
            RailEntry("settings", self.tr("Settings"), "settings", at_bottom=True),
        ]

    def _commands(self) -> list[Command]:
        """What is done from anywhere, each with its keys; the pages have theirs in the order of the rail."""
        made = [
            Command(self.tr("New enquiry"), "plus", "Ctrl+N", self.enquiry_asked.emit),
            Command(self.tr("Undo the last step"), "undo-2", "Ctrl+Z", self.undo_asked.emit),
            Command(self.tr("Redo what was undone"), "redo-2", "Ctrl+Shift+Z", self.redo_asked.emit),
            Command(self.tr("Outbox"), "send", "", self.outbox_asked.emit),
            Command(self.tr("Win-back list"), "rotate-ccw", "", self.win_backs_asked.emit),
            Command(self.tr("Search or jump to"), "search", "Ctrl+K", self.palette_asked.emit, offered=False),
            Command(self.tr("Search in this page"), "search", "Ctrl+F", self._on_find, offered=False),
            Command(self.tr("Go back"), "arrow-left", "Esc", self.back, offered=False),
            Command(self.tr("Next part of the window"), "arrow-right", "F6", self._on_next_region, offered=False),
            Command(self.tr("The part before"), "arrow-left", "Shift+F6", self._on_last_region, offered=False),
            Command(self.tr("Keys for this page"), "keyboard", "F1", self._on_keys),
            Command(self.tr("About Tradesman"), "info", "", self._on_about),
        ]
        made.append(Command(self.tr("Go to %s") % self.tr("Plan"), "flag", "", self._on_plan))
        for number, entry in enumerate(self._entries(), start=1):
            keys = "" if entry.at_bottom or number > 10 else f"Ctrl+{number % 10}"
            made.append(Command(self.tr("Go to %s") % entry.words, entry.icon, keys, partial(self._on_rail, entry.key)))
        return made

    def _waiting(self) -> QWidget:
        page = QWidget()
        page.setProperty("surface", "canvas")
        page.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(PageHeader(self.tr("Today"), self.theme))
        inner = QVBoxLayout()
        inner.setContentsMargins(20, 12, 20, 12)
        inner.addWidget(Skeleton(8, self.theme))
        column.addLayout(inner, 1)
        return page

    def set_pages(self, makers: dict[str, Callable[[], Any]]) -> None:
        """Takes the pages of an open book and shows the first; each is made when it is first asked for."""
        self._clear()
        self._makers = makers
        self._trail.clear()
        self.lately.clear()
        self.rail.setEnabled(True)
        self.open_page(next(iter(makers)))

    def _made(self, key: str) -> Any:
        if key not in self._pages:
            page = self._pages[key] = self._makers[key]()
            self.stack.addWidget(page)
            page.page_asked.connect(self.open_page)
            page.back_asked.connect(self.back)
            page.enquiry_asked.connect(self.enquiry_asked)
            page.palette_asked.connect(self.palette_asked)
            page.book_asked.connect(self.book_asked)
        return self._pages[key]

    def set_notice(self, banner: QWidget | None) -> None:
        """Shows one banner above the pages, or none."""
        clear(self.notices)
        if banner is not None:
            self.notices.addWidget(banner)
        self.notices.setContentsMargins(20, 8 if banner else 0, 20, 0)

    def set_cover(self, cover: QWidget) -> None:
        """Shows the first-start choice instead of rail and pages."""
        self.stack.addWidget(cover)
        self.stack.setCurrentWidget(cover)
        self.rail.hide()

    def clear_cover(self) -> None:
        """Back to the waiting page and the rail, before a book is opened."""
        self._clear()
        self._trail.clear()
        self.rail.setEnabled(False)
        self.rail.show()

    def _clear(self) -> None:
        """Everything but the waiting page goes."""
        self._makers, self._pages = {}, {}
        for place in reversed(range(1, self.stack.count())):
            if (old := self.stack.widget(place)) is not None:
                self.stack.removeWidget(old)
                old.deleteLater()

    @property
    def page(self) -> Any:
        """The page that is seen."""
        return self.stack.currentWidget()

    def open_page(self, key: str, subject_id: UUID | None = None) -> None:
        """Goes to a page; one about a customer, quote or job is turned to that one."""
        place = (key, subject_id)
        at_end = bool(self._trail) and self._trail[-1] == place
        self._go(self._trail if at_end else [*self._trail, place])

    def back(self) -> None:
        """Returns to where one came from."""
        if len(self._trail) > 1:
            self._go(self._trail[:-1])

    def _go(self, trail: list[Place]) -> None:
        """Shows the page at the end of a trail, which is the way back from then on.

        A page that cannot be made changes nothing.
        """
        key, subject_id = place = trail[-1]
        try:
            page = self._made(key)
        except BusyError as error:
            self.unread.emit(str(error), partial(self._go, trail))
            return
        self._trail = trail
        if subject_id is not None:
            self.lately = [(key, subject_id), *(seen for seen in self.lately if seen != place)][:LATELY]
        page.show_subject(subject_id)
        page.arrive()
        if self._trail is trail:
            self.stack.setCurrentWidget(page)
        if self._trail is not trail:  # whom it was about is gone, and it led back
            return
        page.take_focus()
        self.rail.set_current(key if key in self._on_the_rail else ABOVE.get(key, "customers"))

    def _on_rail(self, key: str) -> None:
        if self._makers:
            self._go([(key, None)])

    def _on_plan(self) -> None:
        if self._makers:
            self.open_page("plan")

    def _on_find(self) -> None:
        if self._makers:
            self.page.focus_search()

    def _on_next_region(self) -> None:
        regions.go_on(self, forward=True)

    def _on_last_region(self) -> None:
        regions.go_on(self, forward=False)

    def _on_keys(self) -> None:
        if self._makers:
            from tradesman.ui.dialogs.keys_dialog import KeysDialog  # a start does without it

            KeysDialog(self, self.theme, self.commands, self.page.keys).open()

    def _on_about(self) -> None:
        from tradesman.ui.dialogs.about_dialog import AboutDialog  # a start does without it

        AboutDialog(self, self.theme).open()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.rail.set_narrow(self.width() < self.theme.scaled(NARROW))

    def closeEvent(self, event: QCloseEvent) -> None:
        self.closing.emit()
        super().closeEvent(event)
