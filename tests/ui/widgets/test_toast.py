"""Toasts say what happened and take it back."""

import pytest
from PySide6.QtCore import QEvent, QPointF, Qt, QTimer
from PySide6.QtGui import QEnterEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from tradesman.ui.theme import Theme
from tradesman.ui.widgets.toast import Toast, Toasts


@pytest.fixture
def toasts(window: QWidget, theme: Theme) -> Toasts:
    return Toasts(window, theme)


def seen(window: QWidget) -> list[Toast]:
    visible = (toast for toast in window.findChildren(Toast) if toast.isVisible())
    return sorted(visible, key=lambda toast: toast.y())


def timer(toast: Toast) -> QTimer:
    found = toast.findChild(QTimer)
    assert isinstance(found, QTimer)
    return found


def test_it_stands_at_the_bottom_in_the_middle_for_8_seconds(window: QWidget, toasts: Toasts) -> None:
    toasts.show("Call logged.", "Leah Novak, 10:46")
    (toast,) = seen(window)
    assert abs(toast.geometry().center().x() - window.rect().center().x()) <= 1
    assert toast.geometry().bottom() == window.height() - 25
    assert toast.accessibleName() == "Call logged. Leah Novak, 10:46"
    assert timer(toast).interval() == 8000
    timer(toast).timeout.emit()
    assert seen(window) == []


def test_undo_is_called_once_and_the_toast_goes(window: QWidget, toasts: Toasts) -> None:
    undone: list[str] = []
    toasts.show("Quote 0213 deleted.", undo=lambda: undone.append("quote"))
    undo = seen(window)[0].findChild(QWidget, "undo")
    assert isinstance(undo, QWidget)
    QTest.mouseClick(undo, Qt.MouseButton.LeftButton)
    assert undone == ["quote"]
    assert seen(window) == []


def test_two_at_most_the_newest_below(window: QWidget, toasts: Toasts) -> None:
    for words in ("First.", "Second.", "Third."):
        toasts.show(words)
    shown = seen(window)
    assert [toast.accessibleName() for toast in shown] == ["Second.", "Third."]
    assert shown[0].geometry().bottom() < shown[1].y()


def test_what_no_longer_holds_goes_at_once(window: QWidget, toasts: Toasts) -> None:
    for words in ("Visit booked.", "Quote started."):
        toasts.show(words, undo=lambda: None)
    toasts.clear()
    toasts.show("Taken back.")
    assert [toast.accessibleName() for toast in seen(window)] == ["Taken back."]


def test_the_mouse_over_it_holds_it(window: QWidget, toasts: Toasts) -> None:
    toasts.show("Snoozed until 14:00.")
    (toast,) = seen(window)
    point = QPointF(5, 5)
    QApplication.sendEvent(toast, QEnterEvent(point, point, point))
    assert not timer(toast).isActive()
    QApplication.sendEvent(toast, QEvent(QEvent.Type.Leave))
    assert timer(toast).isActive()


def test_the_focus_in_it_holds_it(window: QWidget, toasts: Toasts) -> None:
    toasts.show("Snoozed.", undo=lambda: None)
    (toast,) = seen(window)
    undo = toast.findChild(QWidget, "undo")
    assert isinstance(undo, QWidget)
    undo.setFocus()
    assert not timer(toast).isActive()
    undo.clearFocus()
    assert timer(toast).isActive()


def test_it_follows_the_window(window: QWidget, toasts: Toasts) -> None:
    toasts.show("Saved.")
    window.resize(1300, 700)
    (toast,) = seen(window)
    assert toast.geometry().bottom() == 700 - 25


def test_what_is_said_once_takes_the_place_of_the_same_words(window: QWidget, toasts: Toasts) -> None:
    toasts.show("Call logged.")
    for words in ("Not to be read.", "Not to be read."):
        toasts.show(words, once=True)
    assert [toast.accessibleName() for toast in seen(window)] == ["Call logged.", "Not to be read."]
    for _call in range(2):  # two calls are two steps
        toasts.show("Call logged.")
    assert [toast.accessibleName() for toast in seen(window)] == ["Call logged.", "Call logged."]
