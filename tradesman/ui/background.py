"""Long work beside the window: plain data in, plain data out, never a session across threads."""

from collections.abc import Callable
from functools import partial
from typing import Any

from PySide6.QtCore import QObject, QRunnable, QThreadPool, Signal
from shiboken6 import isValid

from tradesman import log
from tradesman.book.errors import BookError


class _Bridge(QObject):
    """Brings a result back to the window's thread; owned by `Background`, so it outlives its work."""

    ended = Signal(object, object)


class _Work(QRunnable):
    """One function on its way through the pool."""

    def __init__(self, bridge: _Bridge, work: Callable[[], Any], done: Any, failed: Any) -> None:
        super().__init__()
        self._bridge, self._work, self._done, self._failed = bridge, work, done, failed

    def run(self) -> None:
        try:
            result = self._work()
        except BookError as error:
            self._bridge.ended.emit(self._failed, str(error))
        except Exception as error:  # noqa: BLE001  the window must hear of it, whatever it is
            self._bridge.ended.emit(self._failed, log.note(error))
        else:
            self._bridge.ended.emit(self._done, result)


class Background(QObject):
    """Runs one thing at a time beside the window."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._pool = QThreadPool()  # without a parent, which would take it along before it can be waited for
        self._pool.setMaxThreadCount(1)
        self._bridge = _Bridge(self)
        self._bridge.ended.connect(self._on_ended)
        # A pool that is deleted waits for its work while it holds the lock that the work needs, for ever.
        self.destroyed.connect(partial(_let_end, self._pool))

    def run(self, work: Callable[[], Any], done: Callable[[Any], None], failed: Callable[[str], None]) -> None:
        """Runs `work` in a thread; `done` gets its result and `failed` a sentence, both on the window's thread."""
        self._pool.start(_Work(self._bridge, work, done, failed))

    def wait(self) -> None:
        """Waits for what is running, before the program ends."""
        self._pool.waitForDone()

    def _on_ended(self, answer: Callable[[Any], None], value: Any) -> None:
        answer(value)


def _let_end(pool: QThreadPool, *_gone: object) -> None:
    """Leaves what has not begun, and waits for what has; called from Python, this lets the work go on meanwhile."""
    if isValid(pool):  # at the very end of the program it may have gone first
        pool.clear()
        pool.waitForDone()
