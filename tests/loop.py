"""What a running loop of events does by itself, for tests and pictures, in which none runs."""

from PySide6.QtCore import QCoreApplication, QEvent

TURNS = 5  # a layout in a layout in a scroll area takes its turns


def settle(turns: int = TURNS) -> None:
    """Lets everything come to rest, and what was to be deleted be deleted."""
    for _ in range(turns):
        QCoreApplication.processEvents()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
