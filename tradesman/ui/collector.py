"""Ends what nobody holds any more on the window's thread only, and between two things a person does."""

import gc

from PySide6.QtCore import QObject, QTimer

EVERY_MS = 5_000


class Collector(QObject):
    """Takes Python's collection of unreachable objects over from the moment it is made until `stop`.

    Left to itself it would start on whatever thread makes the next object. On one beside the window it could end a
    widget, and while a book is opened it would look again and again through all that importing makes.
    """

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        gc.disable()
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._on_timeout)
        self._timer.start(EVERY_MS)

    def settle(self) -> None:
        """What is there now stays to the end: no collection need look at it again."""
        gc.freeze()

    def stop(self) -> None:
        """Gives collection back to Python."""
        self._timer.stop()
        gc.unfreeze()
        gc.enable()

    def _on_timeout(self) -> None:
        counts, limits = gc.get_count(), gc.get_threshold()
        due = [generation for generation in range(3) if counts[generation] > limits[generation]]
        if due:
            gc.collect(max(due))
