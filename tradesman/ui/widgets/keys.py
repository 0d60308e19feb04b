"""What keys mean, said once."""

from itertools import pairwise

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget


def is_enter(event: QKeyEvent) -> bool:
    """Whether Enter was pressed alone; with Ctrl it belongs to the sheet or the page."""
    keypad = Qt.KeyboardModifier.KeypadModifier
    return event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers() & ~keypad


def tab_through(*widgets: QWidget) -> None:
    """Lets Tab visit these one after the other; Qt puts what is made later at the end of the window."""
    for before, after in pairwise(widgets):
        QWidget.setTabOrder(before, after)
