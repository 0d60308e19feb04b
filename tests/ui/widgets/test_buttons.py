"""Buttons are found by their words and pressed by mouse and key."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMenu, QWidget
from pytestqt.qtbot import QtBot

from tradesman.ui.theme import Theme
from tradesman.ui.widgets.buttons import Button, IconButton

from .conftest import Shown


def test_pressed_by_mouse_and_by_key(qtbot: QtBot, theme: Theme, shown: Shown) -> None:
    button = Button("Send", theme, "primary", "send", name="send")
    shown(button)
    with qtbot.waitSignal(button.clicked):
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    with qtbot.waitSignal(button.clicked):
        QTest.keyClick(button, Qt.Key.Key_Space)
    with qtbot.waitSignal(button.clicked):
        QTest.keyClick(button, Qt.Key.Key_Return)
    with qtbot.assertNotEmitted(button.clicked):
        QTest.keyClick(button, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert button.objectName() == "send"


def test_targets_are_40_high_also_where_32_are_drawn(theme: Theme, shown: Shown) -> None:
    button, compact, icon = Button("Call", theme), Button("Stop", theme, compact=True), IconButton("x", "Skip", theme)
    window = shown(button, compact, icon)
    assert button.height() == 40
    assert compact.height() == 40
    drawn, left = window.grab().toImage(), compact.geometry().center().x()
    assert drawn.pixelColor(left, compact.y() + 4) == theme.colour("border_strong")
    assert drawn.pixelColor(left, compact.y() + 1) == drawn.pixelColor(0, 0)
    assert (icon.width(), icon.height()) == (40, 40)


def test_an_icon_alone_has_words_for_eyes_and_ears(theme: Theme, qtbot: QtBot) -> None:
    button = IconButton("alarm-clock", "Snooze", theme)
    qtbot.addWidget(button)
    assert button.toolTip() == button.accessibleName() == "Snooze"
    button.set_words("Snooze Leah Novak")
    assert button.toolTip() == button.accessibleName() == "Snooze Leah Novak"


def test_icon_and_menu_arrow_take_room(theme: Theme, qtbot: QtBot, window: QWidget) -> None:
    button = Button("Export", theme)
    qtbot.addWidget(button)
    plain = button.sizeHint().width()
    button.set_icon("share")
    with_icon = button.sizeHint().width()
    button.setMenu(QMenu(window))
    assert plain < with_icon < button.sizeHint().width()


def test_hover_shows(qtbot: QtBot, theme: Theme, shown: Shown) -> None:
    button = Button("Send", theme, "primary")
    window = shown(button)
    corner = button.rect().center() - button.rect().topLeft()
    corner.setX(8)
    assert button.grab().toImage().pixelColor(corner) == theme.colour("primary")
    QTest.mouseMove(window.windowHandle(), button.mapTo(window, corner))
    qtbot.waitUntil(button.underMouse)
    assert button.grab().toImage().pixelColor(corner) == theme.colour("primary_hover")


def test_disabled_is_no_target(qtbot: QtBot, theme: Theme, shown: Shown) -> None:
    button = Button("Sign off", theme)
    button.setEnabled(False)
    shown(button)
    with qtbot.assertNotEmitted(button.clicked):
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)
