"""A step of the book that takes long: done beside the window, which follows it and can stop it."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal

from tradesman.book.store import Session
from tradesman.services.progress import Progress
from tradesman.ui.desk import Desk

_LOOK = 100  # ms between two looks at how far it is


class LongStep(QObject):
    """The whole work is one step with one undo; it is told like every other when it has ended."""

    moved = Signal(int, int)
    ended = Signal(object)
    failed = Signal(str)

    def __init__(self, desk: Desk, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self.progress = Progress()
        self._timer = QTimer(self)
        self._timer.setInterval(_LOOK)
        self._timer.timeout.connect(self._on_look)

    def start(self, deed: Callable[[Session, Progress], Any], label: str) -> None:
        """Begins; `deed` gets a session of its own, in another thread, and plain data only."""
        book, now = self._desk.book, self._desk.now
        progress = self.progress = Progress()

        def work() -> tuple[Any, int | None, frozenset[str]]:
            with book.write(label, now) as session:
                result = deed(session, progress)
            return result, session.step_id, session.changed

        def done(told: tuple[Any, int | None, frozenset[str]]) -> None:
            result, step_id, changed = told
            self._timer.stop()
            if changed:
                self._desk.stepped.emit(label, step_id)
                self._desk.changed.emit(changed)
            self.ended.emit(result)

        self._timer.start()
        self._desk.background.run(work, done, self._on_failed)

    def stop(self) -> None:
        """Asks for an end."""
        self.progress.stop()

    def _on_look(self) -> None:
        self.moved.emit(self.progress.done, self.progress.total)

    def _on_failed(self, sentence: str) -> None:
        self._timer.stop()
        self.failed.emit(sentence)
