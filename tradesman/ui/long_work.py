"""Work that takes long: done beside the window, which follows it and can stop it."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal

from tradesman.services.progress import Progress
from tradesman.ui.background import Background

_LOOK = 100  # ms between two looks at how far it is


class LongWork(QObject):
    """Tells how far it is, what came of it, or in a sentence why nothing did."""

    moved = Signal(int, int)
    ended = Signal(object)
    failed = Signal(str)

    def __init__(self, background: Background, parent: QObject) -> None:
        super().__init__(parent)
        self._background = background
        self.progress = Progress()
        self._timer = QTimer(self)
        self._timer.setInterval(_LOOK)
        self._timer.timeout.connect(self._on_look)

    def run(self, work: Callable[[Progress], Any]) -> None:
        """Begins; the work is done in another thread, with plain data only."""
        progress = self.progress = Progress()
        self._timer.start()
        self._background.run(lambda: work(progress), self._on_done, self._on_failed)

    def stop(self) -> None:
        """Asks for an end."""
        self.progress.stop()

    def tell(self, found: Any) -> None:
        """What came of it is told."""
        self.ended.emit(found)

    def _on_look(self) -> None:
        self.moved.emit(self.progress.done, self.progress.total)

    def _on_done(self, found: Any) -> None:
        self._timer.stop()
        self.tell(found)

    def _on_failed(self, sentence: str) -> None:
        self._timer.stop()
        self.failed.emit(sentence)
