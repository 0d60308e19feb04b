"""Makes the sample book beside the window: tells how far it is, and can be stopped."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from threading import Event

from PySide6.QtCore import QObject, Signal

from tradesman import paths
from tradesman.book.errors import BookError
from tradesman.ui.background import Background


class SampleMaking(QObject):
    """One making at a time; `failed` has no words when it was stopped."""

    going = Signal(int)
    made = Signal(Path)
    failed = Signal(str)

    def __init__(self, background: Background, clock: Callable[[], datetime], parent: QObject) -> None:
        super().__init__(parent)
        self._background, self._clock = background, clock
        self._stopped = Event()

    def start(self) -> None:
        """Makes the sample where the window keeps it, unless it is there."""
        self._stopped.clear()
        self._background.run(self._make, self.made.emit, self._on_failed)

    def stop(self) -> None:
        """Ends it soon, and leaves nothing behind."""
        self._stopped.set()

    def _make(self) -> Path:
        folder = paths.sample_book()
        if not folder.exists():
            self._go_on(0)
            from tradesman import sample

            sample.make(folder, now=self._clock(), going=self._go_on)
        return folder

    def _go_on(self, hundredths: int) -> None:
        if self._stopped.is_set():
            raise BookError
        self.going.emit(hundredths)

    def _on_failed(self, sentence: str) -> None:
        self.failed.emit("" if self._stopped.is_set() else sentence)
