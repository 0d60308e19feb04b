"""A step of the book that takes long: done beside the window, which follows it and can stop it."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject

from tradesman.book.store import Session
from tradesman.services.progress import Progress
from tradesman.ui.desk import Desk
from tradesman.ui.long_work import LongWork


class LongStep(LongWork):
    """The whole work is one step with one undo; it is told like every other when it has ended."""

    def __init__(self, desk: Desk, parent: QObject) -> None:
        super().__init__(desk.background, parent)
        self._desk = desk
        self._label = ""

    def start(self, deed: Callable[[Session, Progress], Any], label: str) -> None:
        """Begins; `deed` gets a session of its own, in another thread, and plain data only."""
        book, now = self._desk.book, self._desk.now
        self._label = label

        def work(progress: Progress) -> tuple[Any, int | None, frozenset[str]]:
            with book.write(label, now) as session:
                result = deed(session, progress)
            return result, session.step_id, session.changed

        self.run(work)

    def tell(self, found: tuple[Any, int | None, frozenset[str]]) -> None:
        result, step_id, changed = found
        if changed:
            self._desk.stepped.emit(self._label, step_id)
            self._desk.changed.emit(changed)
        super().tell(result)
