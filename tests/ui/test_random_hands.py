"""Somebody who presses and types at random, on every page: nothing fails, and the book stays sound."""

import random
import shutil
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import TypeVar

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractButton, QAbstractItemView, QApplication, QFileDialog, QMenu, QWidget
from pytestqt.qtbot import QtBot

from tradesman import sample
from tradesman.app import App
from tradesman.book import inspection
from tradesman.ui import catalogue
from tradesman.ui.widgets.sheet import Sheet

NOW = datetime(2026, 10, 13, 9, 42, tzinfo=UTC)
W = TypeVar("W", bound=QWidget)
MOVES = 120
TEXTS = (
    "",
    "leah",
    "07700 900161",
    "12.50",
    "-3",
    "31 Feb",
    "<b>x</b><img src=y>",
    "שלום 👷",
    "x" * 400,
    "tomorrow",
    "25:99",
)
KEYS = (
    *(Qt.Key.Key_Tab, Qt.Key.Key_Backtab, Qt.Key.Key_Return, Qt.Key.Key_Escape, Qt.Key.Key_Space),
    *(Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Delete),
    *(Qt.Key.Key_D, Qt.Key.Key_S, Qt.Key.Key_X, Qt.Key.Key_O, Qt.Key.Key_Home, Qt.Key.Key_End, Qt.Key.Key_PageDown),
)
WITH_CTRL = (Qt.Key.Key_N, Qt.Key.Key_Z, Qt.Key.Key_F, Qt.Key.Key_Return, Qt.Key.Key_1, Qt.Key.Key_2, Qt.Key.Key_3)
SIZES = ((1366, 768), (1093, 614))

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)  # menus, offscreen


@pytest.fixture(scope="module")
def years_work(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("sample") / "Rowan.tradesman"
    sample.make(folder, now=NOW)
    return folder


@pytest.fixture
def app(
    qapp: QApplication, qtbot: QtBot, years_work: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[App]:
    for name in ("getSaveFileName", "getOpenFileName", "getOpenFileNames"):
        monkeypatch.setattr(QFileDialog, name, staticmethod(lambda *_args, **_rest: ("", "")))
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", staticmethod(lambda *_args, **_rest: ""))
    folder = tmp_path / years_work.name
    shutil.copytree(years_work, folder)
    made = App(qapp, lambda: NOW)
    qtbot.addWidget(made.window)
    made.start(folder)
    qtbot.waitUntil(lambda: made.desk is not None, timeout=20_000)
    yield made
    made.stop()


class Hands:
    """Does one thing after another, as the dice fall."""

    def __init__(self, app: App, qtbot: QtBot, seed: int) -> None:
        self.app, self.qtbot, self.dice = app, qtbot, random.Random(seed)

    def move(self) -> None:
        deeds = (
            self.press,
            self.press,
            self.press,
            self.key,
            self.key,
            self.type,
            self.row,
            self.ctrl,
            self.go,
            self.size,
        )
        menu = QApplication.activePopupWidget()
        if isinstance(menu, QMenu):
            self.take(menu)
        else:
            self.dice.choice(deeds)()
        QApplication.processEvents()

    def _seen(self, kind: type[W]) -> list[W]:
        sheets = [sheet for sheet in self.app.window.findChildren(Sheet) if sheet.isVisible()]
        inside = sheets[-1] if sheets else self.app.window
        return [one for one in inside.findChildren(kind) if one.isVisible() and one.isEnabled()]

    def press(self) -> None:
        buttons = self._seen(QAbstractButton)
        if buttons:
            self.qtbot.mouseClick(self.dice.choice(buttons), Qt.MouseButton.LeftButton)

    def row(self) -> None:
        views = self._seen(QAbstractItemView)
        if views:
            area = self.dice.choice(views).viewport()
            place = QPoint(self.dice.randrange(max(1, area.width())), self.dice.randrange(max(1, area.height())))
            if self.dice.random() < 0.5:
                self.qtbot.mouseClick(area, Qt.MouseButton.LeftButton, pos=place)
            else:
                self.qtbot.mouseDClick(area, Qt.MouseButton.LeftButton, pos=place)

    def take(self, menu: QMenu) -> None:
        actions = [action for action in menu.actions() if action.isEnabled()]
        if actions and self.dice.random() < 0.7:
            self.dice.choice(actions).trigger()
        menu.close()

    def key(self) -> None:
        self.qtbot.keyClick(self._focus(), self.dice.choice(KEYS))

    def ctrl(self) -> None:
        self.qtbot.keyClick(self._focus(), self.dice.choice(WITH_CTRL), Qt.KeyboardModifier.ControlModifier)

    def type(self) -> None:
        focus = self._focus()
        for letter in self.dice.choice(TEXTS):  # QTest knows no letters beyond Latin 1
            for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
                event = QKeyEvent(kind, Qt.Key.Key_unknown, Qt.KeyboardModifier.NoModifier, letter)
                QApplication.sendEvent(focus, event)

    def go(self) -> None:
        if not self._sheets_open():
            self.app.window.open_page(
                self.dice.choice([key for key in catalogue.PAGES if key not in ("customer", "quote", "job")])
            )

    def size(self) -> None:
        self.app.window.resize(*self.dice.choice(SIZES))

    def _sheets_open(self) -> bool:
        return any(sheet.isVisible() for sheet in self.app.window.findChildren(Sheet))

    def _focus(self) -> QWidget:
        return QApplication.focusWidget() or self.app.window


@pytest.mark.parametrize("seed", [1, 2, *(pytest.param(seed, marks=pytest.mark.soak) for seed in range(3, 40))])
def test_nothing_fails_whatever_is_pressed_and_typed(app: App, qtbot: QtBot, seed: int) -> None:
    hands = Hands(app, qtbot, seed)
    for _ in range(MOVES):
        hands.move()
    assert app.desk is not None
    folder = app.desk.book.folder
    app.stop()
    assert list(inspection.inspect(folder))
