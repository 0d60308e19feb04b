"""A theme and a window for the tests of the widget kit."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QLayout, QVBoxLayout, QWidget
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
    _show(qtbot, window)
    return window


@pytest.fixture
def shown(qtbot: QtBot, theme: Theme) -> Iterator[Shown]:
    """Shows widgets in a window, one below the other."""
    kept: list[QWidget] = []

    def show(*widgets: QWidget) -> QWidget:
        window = QWidget()
        kept.append(window)
        qtbot.addWidget(window)
        layout = QVBoxLayout(window)
        # Without it the layout sets a least size, which the offscreen window warns about.
        layout.setSizeConstraint(QLayout.SizeConstraint.SetNoConstraint)
        for widget in widgets:
            layout.addWidget(widget)
        layout.addStretch(1)
        window.resize(*theme.tokens.window_min)
        _show(qtbot, window)
        return window

    yield show
    kept.clear()


def _show(qtbot: QtBot, window: QWidget) -> None:
    with qtbot.waitExposed(window):
        window.show()
    window.activateWindow()
    qtbot.waitActive(window)
