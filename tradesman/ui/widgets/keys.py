"""What keys and clicks mean, said once."""

from collections.abc import Callable
from itertools import pairwise

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtGui import QGuiApplication, QKeyEvent
from PySide6.QtWidgets import QWidget

_CLICK = 50  # ms between two looks whether the mouse was let go


def is_enter(event: QKeyEvent) -> bool:
    """Whether Enter was pressed alone; with Ctrl it belongs to the sheet or the page."""
    keypad = Qt.KeyboardModifier.KeypadModifier
    return event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers() & ~keypad


def once_let_go(receiver: QObject, then: Callable[[], object]) -> bool:
    """Whether the mouse is pressed just now: then `then` is called when it was let go.

    A field that is left by a click must not move what is being clicked away from the mouse.
    """
    if QGuiApplication.mouseButtons() == Qt.MouseButton.NoButton:
        return False
    QTimer.singleShot(_CLICK, receiver, then)
    return True


def tab_through(*widgets: QWidget) -> None:
    """Lets Tab visit these one after the other; Qt puts what is made later at the end of the window."""
    for before, after in pairwise(widgets):
        QWidget.setTabOrder(before, after)
