"""Reads a list: at once where it can, beside the window where a large book has to be gone through."""

from collections.abc import Sequence
from functools import partial
from typing import Any, Protocol

from PySide6.QtCore import QObject, QTimer, Signal

from tradesman.book.store import Session
from tradesman.ui.desk import Desk

_MOMENT = 300  # ms that nobody is shown that they wait
_FIRST = 25  # rows


class Listing(Protocol):
    """Rows in their order; one that is `slow` goes through a large book before it gives the first of them."""

    slow: bool

    def rows(self, session: Session, offset: int, limit: int) -> Sequence[Any]:
        """The rows of a window."""


class ListingReader(QObject):
    """Tells when the list that was asked for last is `ready`, and when one `waits` for it longer than a moment."""

    ready = Signal(object)
    waits = Signal()

    def __init__(self, desk: Desk, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self._wanted: Listing | None = None
        self._moment = QTimer(self)
        self._moment.setSingleShot(True)
        self._moment.setInterval(_MOMENT)
        self._moment.timeout.connect(self.waits)

    def read(self, listing: Listing) -> None:
        """Reads as much of a list as puts it into its order; what was asked for before is not wanted any more."""
        self._wanted = listing
        if not listing.slow:
            self._on_read(listing)
            return
        self._moment.start()
        work: Any = partial(self._desk.ask, listing.rows, 0, _FIRST)
        self._desk.background.run(work, lambda _rows: self._on_read(listing), self._on_failed)

    def _on_read(self, listing: Listing) -> None:
        if listing is self._wanted:
            self._moment.stop()
            self.ready.emit(listing)

    def _on_failed(self, words: str) -> None:
        self._moment.stop()
        self._desk.failed.emit(words)
