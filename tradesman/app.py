"""The only place that wires things: settings, log, theme, window, book, desk and pages.

In this order, so that the window paints first: arguments, crash hook, theme, window, first paint; then, beside it, the
book and all that it imports; then the desk and the pages.
"""

import os
import sys
from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QLocale, QObject, Qt, QTimer
from PySide6.QtGui import QFontInfo, QIcon
from PySide6.QtWidgets import QApplication

from tradesman import log, paths, settings
from tradesman.book.errors import BookError, BusyError
from tradesman.ui.background import Background
from tradesman.ui.collector import Collector
from tradesman.ui.main_window import MainWindow
from tradesman.ui.sample_making import SampleMaking
from tradesman.ui.theme import Theme
from tradesman.ui.widgets.focus_ring import FocusRing

if TYPE_CHECKING:
    from tradesman.book.store import Book
    from tradesman.ui.desk import Answers, Desk
    from tradesman.ui.single import SingleWindow
    from tradesman.ui.widgets.banner import Banner

PICTURE_SIZE = (1366, 768)
SETTLED_MS = 1_000  # after which the first page stands and the window is at rest


def _nothing(_result: object) -> None:
    """What is sound needs no word."""


def _now() -> datetime:
    return datetime.now(UTC)


class FirstPaint(QObject):
    """Tells once that the window has been painted for the first time."""

    def __init__(self, window: MainWindow, then: Callable[[], None]) -> None:
        super().__init__(window)
        self._window, self._then = window, then
        window.installEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Paint:
            self._window.removeEventFilter(self)
            QTimer.singleShot(0, self._then)
        return False


class App(QObject):
    """Carries one window from its first paint to its last book."""

    def __init__(self, qt: QApplication, clock: Callable[[], datetime] = _now) -> None:
        super().__init__()
        QLocale.setDefault(QLocale("en_GB"))  # the window speaks English, whatever the desktop speaks
        self._clock = clock
        self._collector = Collector(self)
        kept = settings.read()
        self.theme = Theme(paths.resource(), kept["scheme"], kept["text_percent"])
        self.theme.apply(qt)
        self.window = MainWindow(self.theme)
        self.window.resize(*PICTURE_SIZE)
        self._ring = FocusRing(self.window, qt, self.theme)
        self.background = Background(self)
        self._sample = SampleMaking(self.background, clock, self)
        self._sample.made.connect(self.open_book)
        self._sample.failed.connect(self.show_cover)
        self.single: SingleWindow | None = None
        self.desk: Desk | None = None
        self._shown: Callable[[str], None] = _nothing
        self._minute = QTimer(self)
        self._minute.setSingleShot(True)
        self._minute.setTimerType(Qt.TimerType.PreciseTimer)
        self._minute.timeout.connect(self._on_minute)
        self.window.enquiry_asked.connect(self._on_enquiry_asked)
        self.window.palette_asked.connect(partial(self._on_jump_asked, "palette"))
        self.window.outbox_asked.connect(partial(self._on_jump_asked, "outbox"))
        self.window.win_backs_asked.connect(partial(self._on_jump_asked, "win_backs"))
        self.window.undo_asked.connect(self._on_undo)
        self.window.redo_asked.connect(self._on_redo)
        self.window.book_asked.connect(self.open_book)
        self.window.unread.connect(partial(self._on_held, once=True))
        self.window.closing.connect(self.stop)

    def start(self, named: Path | None, shown: Callable[[str], None] = _nothing) -> None:
        """Shows the window, then opens the book that is meant.

        `shown` is called when its first page stands, or the choice of a book, with what went wrong before or nothing.
        """
        self._shown = shown
        FirstPaint(self.window, lambda: self._choose(named))
        self.window.show()

    def _choose(self, named: Path | None) -> None:
        last = settings.read()["last_book"]
        folder = named or (Path(last) if last else paths.default_book())
        if named is None and not folder.exists():
            self.show_cover()
        elif self._claim(folder):
            self._open(folder)
        else:
            QApplication.quit()

    def show_cover(self, fault: str = "") -> None:
        """Offers a new book, the sample book or one that is there, under what went wrong before."""
        from tradesman.ui.cover import Cover

        cover = Cover(self.theme, fault)
        cover.make_asked.connect(self._on_make)
        cover.sample_asked.connect(self._sample.start)
        cover.stop_asked.connect(self._sample.stop)
        cover.book_picked.connect(self.open_book)
        self._sample.going.connect(cover.show_making)
        self.close_book()
        self.window.clear_cover()
        self.window.set_notice(None)
        self.window.set_cover(cover)
        self._shown(fault)

    def open_book(self, folder: Path) -> None:
        """Opens a book in this window; one that is open in another brings that one to the front, and this one stays."""
        if self._claim(folder):
            self._open(folder)
            return
        words = self.tr("That book is open in another window.")
        self._on_failed(words) if self.desk is not None else self.show_cover(words)

    def _open(self, folder: Path) -> None:
        self.close_book()
        self.window.clear_cover()

        def work() -> "tuple[Book, str, Answers]":
            from tradesman.services import businesses
            from tradesman.ui import catalogue
            from tradesman.ui import format as say

            book = _opened(folder, self._clock())
            first = catalogue.kind(catalogue.FIRST)
            with book.read(self._clock()) as session:
                country = businesses.current(session).country
                say.prepare(country)
                return book, country, {question: question(session) for question in first.asks}

        self.background.run(work, self._on_opened, self.show_cover)

    def _claim(self, folder: Path) -> bool:
        if self.single is None:
            from tradesman.ui.single import SingleWindow  # the network part of Qt waits for the first paint

            self.single = SingleWindow(self)
            self.single.raise_asked.connect(self._on_raise_asked)
        return self.single.claim(folder)

    def _on_opened(self, opened: "tuple[Book, str, Answers]") -> None:
        from tradesman.ui import catalogue
        from tradesman.ui import format as say
        from tradesman.ui.desk import Desk

        book, country, answers = opened
        say.use_country(country)
        self._collector.settle()
        self.desk = Desk(book, self._clock, self, answers, self.background)
        self.desk.stepped.connect(self._on_stepped)
        self.desk.undone.connect(self._on_undone)
        self.desk.failed.connect(self._on_failed)
        self.desk.held.connect(self._on_held)
        self.desk.unread.connect(partial(self._on_held, once=True))
        _tell(self, self.desk)
        self.desk.changed.connect(self._on_changed)
        self.window.set_pages(catalogue.makers(self.desk, self.theme))
        sample = book.folder.resolve() == paths.sample_book().resolve()
        self.window.set_notice(_sample_notice(self) if sample else None)
        self._count()
        self._aim()
        QTimer.singleShot(SETTLED_MS, self.desk, self._look_on)
        settings.write(last_book=None if sample else str(book.folder))
        self._shown("")

    def _look_on(self) -> None:
        """What can wait until the first page stands: the other pages' modules, and the rest of a large book."""
        from tradesman.ui import catalogue

        self.background.run(catalogue.warm, lambda _warm: self._collector.settle(), self._on_failed)
        if self.desk is not None:
            self.desk.settle(self._on_damaged)

    def _on_damaged(self, sentence: str) -> None:
        from tradesman.ui.widgets.banner import Banner

        self.window.set_notice(Banner("danger", self.tr("The book is damaged."), sentence, self.theme))

    def close_book(self) -> None:
        """Lets go of the book, after what is still running; a toast's undo would reach into the next one."""
        if self.desk is not None:
            self.window.toasts.clear()
            self.desk.drafts.flush()
            self.desk.book.give_up()
        self.background.wait()
        if self.desk is not None:
            self._minute.stop()
            self.desk.book.close()
            self.desk = None

    def stop(self) -> None:
        """Ends the work: the book is closed, and no sample is made to its end."""
        self._sample.stop()
        self.close_book()
        self._collector.stop()

    # What the window asks for

    def _on_make(self) -> None:
        from tradesman.ui.dialogs.make_book_dialog import MakeBookDialog

        dialog = MakeBookDialog(self.window, self.theme, self._clock)
        dialog.made.connect(self.open_book)
        dialog.open()

    def _on_enquiry_asked(self) -> None:
        if self.desk is None:
            return
        from tradesman.ui.dialogs.new_enquiry_dialog import NewEnquiryDialog

        dialog = NewEnquiryDialog(self.window, self.desk, self.theme)
        dialog.page_asked.connect(self.window.open_page)
        dialog.open()

    def _on_jump_asked(self, opens: str) -> None:
        if self.desk is not None:
            from tradesman.ui.jump import OPENS

            OPENS[opens](self.window, self.desk, self.theme)

    def _on_undo(self, step_id: int | None = None) -> None:
        if self.desk is not None:
            self.desk.undo(step_id)

    def _on_redo(self) -> None:
        if self.desk is not None:
            self.desk.redo()

    def _on_undone(self, label: str, stays: str) -> None:
        """Says what was taken back, and what came later and stays all the same."""
        self.window.toasts.clear()  # their undo is for what may be gone
        self.window.toasts.show(self.tr("Taken back."), f"{label}. {stays}" if stays else label, icon="undo-2")

    def _on_stepped(self, label: str, step_id: int | None) -> None:
        undo = None if step_id is None else lambda: self._on_undo(step_id)
        self.window.toasts.show(f"{label}.", undo=undo)

    def _on_failed(self, sentence: str) -> None:
        self.window.toasts.show(sentence, icon="circle-alert", once=True)

    def _on_held(self, sentence: str, again: Callable[[], object], *, once: bool = False) -> None:
        """Another program has the book: the same can be tried again, with one press; of pages it is said `once`."""
        self.window.toasts.show(sentence, icon="circle-alert", undo=again, button=self.tr("Try again"), once=once)

    def _on_changed(self, entities: frozenset[str]) -> None:
        self._count()
        if "business" in entities and self.desk is not None:
            from tradesman.services import businesses
            from tradesman.ui import format as say

            say.use_country(self.desk.ask(businesses.current).country)

    def _count(self) -> None:
        from tradesman.services import plan_days, today

        if self.desk is not None:
            with suppress(BusyError):  # the page says so; the next minute counts again
                rows = self.desk.recall(today.rows)
                self.window.rail.set_count("today", len(rows) + len(self.desk.recall(plan_days.rows)), loud=True)
                self.window.rail.set_count("followups", sum(row.followup_id is not None for row in rows))

    def _on_minute(self) -> None:
        self._aim()  # whatever the book answers, the next minute comes
        if self.desk is not None:
            self.window.page.tick()
            if not self.window.page.stands:  # whoever has the book is not waited for twice
                return
        self._count()

    def _aim(self) -> None:
        """Wakes at the turn of the next minute; after a sleep, soon."""
        self._minute.start((60 - self._clock().second) * 1000 + 50)

    def _on_raise_asked(self) -> None:
        self.window.showNormal() if self.window.isMinimized() else self.window.show()
        self.window.raise_()
        self.window.activateWindow()

    def crashed(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        """Notes where something unexpected happened and says so; a BookError says itself. The window stays."""
        if issubclass(kind, KeyboardInterrupt):
            QApplication.quit()
            return
        self._on_failed(str(error) if isinstance(error, BookError) else log.note(error.with_traceback(trace)))


def _opened(folder: Path, now: datetime) -> "Book":
    """A book that is opened, with what a power cut or a wrong clock left in it put right."""
    from tradesman.book import cut_off, store
    from tradesman.services import right_clock

    book = store.open_book(folder, now, busy_ms=store.WINDOW_BUSY_MS)
    cut_off.settle(book, now)
    right_clock.settle(book, now)
    return book


def _tell(app: App, desk: "Desk") -> None:
    """Says in toasts what was done again, and what is no step of the book."""
    toasts = app.window.toasts

    def redone(label: str) -> None:
        toasts.clear()
        toasts.show(app.tr("Done again."), label, icon="redo-2")

    desk.redone.connect(redone)
    desk.told.connect(toasts.show)
    desk.warned.connect(partial(toasts.show, icon="circle-alert"))


def _sample_notice(app: App) -> "Banner":
    from tradesman.ui.widgets.banner import Banner

    words = app.tr("This is the sample book.")
    notice = Banner("info", words, app.tr("Nothing here is real."), app.theme, app.tr("Make my own"))
    notice.acted.connect(app.show_cover)
    return notice


def run(book: Path | None, picture: Path | None) -> int:
    """Opens the window on the book that is meant and stays until it is closed; gives the exit code.

    With `picture`, writes what the window shows once the book is open, says whether the resources were found, and ends;
    what goes wrong is said and ends it as well.
    """
    if picture is not None and sys.platform == "linux" and not os.environ.keys() & {"DISPLAY", "WAYLAND_DISPLAY"}:
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")  # a picture needs no screen
    qt = QApplication(sys.argv[:1])
    qt.setApplicationName("Tradesman")
    qt.setDesktopFileName("tradesman")
    qt.setWindowIcon(QIcon(str(paths.resource("icons", "wrench.svg"))))
    app = App(qt)
    sys.excepthook = app.crashed
    if picture is not None:
        return _take_picture(qt, app, book, picture)
    app.start(book)
    return qt.exec()


def _take_picture(qt: QApplication, app: App, book: Path | None, picture: Path) -> int:
    from tradesman.exchange import passwords

    def take() -> None:
        done = app.window.grab().save(str(picture))
        family = QFontInfo(app.theme.font("body")).family()
        found = paths.resource("theme", "tokens.toml").is_file()
        keyring = "ok" if passwords.is_whole() else "missing"
        print(f"resources: {'ok' if found else 'missing'}, font: {family}, keyring: {keyring}")
        qt.exit(0 if done and found else 1)

    def give_up(fault: str) -> None:
        print(fault, file=sys.stderr)
        qt.exit(1)

    def crashed(_kind: object, error: BaseException, trace: TracebackType | None) -> None:
        give_up(log.note(error.with_traceback(trace)))

    def shown(fault: str) -> None:
        give_up(fault) if fault else QTimer.singleShot(200, take)

    sys.excepthook = crashed
    app.start(book, shown)
    return qt.exec()
