"""A theme and a window for the tests of the widget kit."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from tradesman.ui.theme import Theme

Shown = Callable[..., QWidget]


@pytest.fixture(scope="session")
def theme(qapp: QApplication) -> Theme:
    theme = Theme(Path(__file__).parents[3] / "resources")
    theme.apply(qapp)
    return theme


@pytest.fixture
def window(qtbot: QtBot, theme: Theme) -> QWidget:
    """A window of the smallest size the program has, shown and active."""
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(*theme.tokens.window_min)
    with qtbot.waitExposed(window):
        window.show()
    window.activateWindow()
    return window


@pytest.fixture
def shown(window: QWidget) -> Shown:
    """Puts widgets into the window, one below the other."""

    def show(*widgets: QWidget) -> QWidget:
        layout = QVBoxLayout(window)
        for widget in widgets:
            layout.addWidget(widget)
        layout.addStretch(1)
        layout.activate()
        return window

    return show
