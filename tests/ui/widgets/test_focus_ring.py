"""The ring follows the keyboard and leaves with the mouse."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QScrollArea, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from tradesman.ui.theme import Theme
from tradesman.ui.widgets.buttons import Button
from tradesman.ui.widgets.fields import LineField
from tradesman.ui.widgets.focus_ring import FocusRing

from .conftest import Shown


@pytest.fixture
def page(theme: Theme, shown: Shown) -> QWidget:
    first, second = Button("Call", theme, name="call"), Button("Message", theme, name="message")
    page = shown(first, second, LineField(theme, name="field"))
    first.setFocus()
    return page


@pytest.fixture
def ring(page: QWidget, qapp: QApplication, theme: Theme) -> FocusRing:
    return FocusRing(page, qapp, theme)


def part(page: QWidget, name: str) -> QWidget:
    found = page.findChild(QWidget, name)
    assert isinstance(found, QWidget)
    return found


def press(page: QWidget, key: Qt.Key) -> None:
    """Press a key as the window system does, past the native window."""
    QTest.keyClick(page.windowHandle(), key)


def test_tab_shows_it_2_px_outside_the_control(page: QWidget, ring: FocusRing) -> None:
    assert not ring.isVisible()
    press(page, Qt.Key.Key_Tab)
    message = part(page, "message")
    assert message.hasFocus()
    assert ring.isVisible()
    assert ring.geometry() == message.geometry().adjusted(-4, -4, 4, 4)


def test_a_shortcut_that_moves_the_keyboard_shows_it(page: QWidget, ring: FocusRing) -> None:
    message = part(page, "message")
    QShortcut(QKeySequence("F6"), page).activated.connect(message.setFocus)
    QTest.mouseClick(page.windowHandle(), Qt.MouseButton.LeftButton, pos=part(page, "call").geometry().center())
    assert not ring.isVisible()
    press(page, Qt.Key.Key_F6)
    assert message.hasFocus()
    assert ring.isVisible()


def test_the_mouse_takes_it_away(page: QWidget, ring: FocusRing) -> None:
    press(page, Qt.Key.Key_Tab)
    call = part(page, "call")
    QTest.mouseClick(page.windowHandle(), Qt.MouseButton.LeftButton, pos=call.mapTo(page, QPoint(5, 5)))
    assert call.hasFocus()
    assert not ring.isVisible()


def test_inputs_have_their_own(page: QWidget, ring: FocusRing) -> None:
    press(page, Qt.Key.Key_Tab)
    press(page, Qt.Key.Key_Tab)
    assert part(page, "field").hasFocus()
    assert not ring.isVisible()


def test_it_goes_with_what_it_rings(page: QWidget, ring: FocusRing) -> None:
    press(page, Qt.Key.Key_Tab)
    message = part(page, "message")
    message.move(message.pos() + QPoint(0, 30))
    assert ring.geometry().center() == message.geometry().center()
    message.hide()
    assert not ring.isVisible()


def test_it_is_cut_off_where_the_control_is_scrolled_away(
    qtbot: QtBot, qapp: QApplication, theme: Theme, window: QWidget
) -> None:
    area, content = QScrollArea(window), QWidget()
    rows = QVBoxLayout(content)
    buttons = [Button(f"Row {number}", theme) for number in range(30)]
    for button in buttons:
        rows.addWidget(button)
    area.setWidget(content)
    area.setWidgetResizable(True)
    area.setGeometry(0, 0, 300, 200)
    area.show()
    qtbot.waitUntil(lambda: area.verticalScrollBar().maximum() > 0)
    ring = FocusRing(window, qapp, theme)
    buttons[0].setFocus()
    press(window, Qt.Key.Key_Tab)
    assert buttons[1].hasFocus()
    assert ring.isVisible()
    seen = ring.grab().toImage()
    area.verticalScrollBar().setValue(area.verticalScrollBar().maximum())
    assert ring.y() < 0
    ring.update()
    assert ring.grab().toImage() != seen
