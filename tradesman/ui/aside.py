"""A question that takes long: asked beside the window, its answer kept until the book or the day changes."""

from time import perf_counter
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

from tradesman.ui.desk import Desk, Question

SOON_MS = 400  # after which it is asked, when nothing else changes meanwhile
REST = 10  # times as long as the answer took, the book is left in peace


class Aside(QObject):
    """Asks when it is wanted, once at a time, for a part of the window that is seen."""

    answered = Signal()

    def __init__(self, desk: Desk, question: Question, about: frozenset[str], seen: QWidget) -> None:
        """`about` are the tables whose change makes the answer old, `seen` the page that shows it."""
        super().__init__(seen)
        self._desk, self._question, self._about, self._seen = desk, question, about, seen
        self.answer: Any = None
        self.failed = False
        self._change = 0
        self._asked: tuple[Any, int] | None = None  # the day and the change that the answer is of
        self._busy = False
        self._took_ms = 0
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.timeout.connect(self._on_timeout)
        desk.changed.connect(self._on_changed)

    def want(self) -> None:
        """Sees to it that the answer is up to date soon."""
        if not self._busy and self._asked != self._now():
            self._soon.start(max(SOON_MS, REST * self._took_ms))

    def _now(self) -> tuple[Any, int]:
        return self._desk.today(), self._change

    def _on_timeout(self) -> None:
        if not self._seen.isVisible():
            return  # it is wanted again when it is shown
        book, now, question, asked = self._desk.book, self._desk.now, self._question, self._now()

        def work() -> tuple[Any, int]:
            start = perf_counter()
            with book.read(now) as session:
                answer = question(session)
            return answer, int(1000 * (perf_counter() - start))

        def done(found: tuple[Any, int]) -> None:
            if isValid(self):
                self.answer, self._took_ms = found
                self._end(asked, failed=False)

        def failed(_sentence: str) -> None:
            if isValid(self):
                self._end(asked, failed=True)

        self._busy = True
        self._desk.background.run(work, done, failed)

    def _end(self, asked: tuple[Any, int], *, failed: bool) -> None:
        self._busy, self._asked, self.failed = False, asked, failed
        self.answered.emit()
        if asked[1] != self._change:
            self.want()

    def _on_changed(self, entities: frozenset[str]) -> None:
        if entities & self._about:
            self._change += 1
