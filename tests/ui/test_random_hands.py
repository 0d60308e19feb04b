"""Somebody who presses and types at random, on every page: nothing fails, and the book stays sound."""

import random
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any, TypeVar

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractButton, QAbstractItemView, QApplication, QFileDialog, QMenu, QWidget
from pytestqt.qtbot import QtBot
from sqlmodel import select

from tests.loop import settle
from tests.ui.conftest import NOW
from tradesman.app import App
from tradesman.book import inspection
from tradesman.book.customer import Customer
from tradesman.book.job import Job
from tradesman.book.quote import Quote
from tradesman.ui import catalogue
from tradesman.ui.present_window import PresentWindow
from tradesman.ui.widgets.sheet import Sheet

W = TypeVar("W", bound=QWidget)
MOVES = 10  # on each page
MOST = 0.9  # of the keys have something that they go to
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
    *(Qt.Key.Key_F1, Qt.Key.Key_F6, Qt.Key.Key_F6),
)
CTRL, SHIFT, ALT = (
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.AltModifier,
)
CHORDS = (
    *((key, CTRL) for key in (Qt.Key.Key_N, Qt.Key.Key_Z, Qt.Key.Key_F, Qt.Key.Key_K, Qt.Key.Key_Return)),
    *((Qt.Key(number), CTRL) for number in range(Qt.Key.Key_0.value, Qt.Key.Key_9.value + 1)),
    *((key, ALT) for key in (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Left, Qt.Key.Key_Right)),
    *((key, SHIFT) for key in (Qt.Key.Key_F6, Qt.Key.Key_Tab, Qt.Key.Key_Return)),
    *((Qt.Key.Key_Z, CTRL | SHIFT), (Qt.Key.Key_K, CTRL), (Qt.Key.Key_Z, CTRL)),
)
SUBJECTS: dict[str, Any] = {"customer": Customer, "quote": Quote, "job": Job}
SIZES = ((1366, 768), (1093, 614))

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)  # menus, offscreen


@pytest.fixture
def app(
    qapp: QApplication, qtbot: QtBot, rowan: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[App]:
    for name in ("getSaveFileName", "getOpenFileName", "getOpenFileNames"):
        monkeypatch.setattr(QFileDialog, name, staticmethod(lambda *_args, **_rest: ("", "")))
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", staticmethod(lambda *_args, **_rest: ""))
    folder = tmp_path / rowan.name
    shutil.copytree(rowan, folder)
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
        self.seen: set[str] = set()
        self.keys: list[bool] = []  # whether there was something that had the keyboard

    def move(self) -> None:
        deeds = (
            self.press,
            self.press,
            self.press,
            self.key,
            self.key,
            self.key,
            self.type,
            self.row,
            self.chord,
            self.chord,
            self.size,
        )
        self._sit_down()
        menu = QApplication.activePopupWidget()
        if isinstance(menu, QMenu):
            self.take(menu)
        else:
            self.dice.choice(deeds)()
        settle(1)

    def _seen(self, kind: type[W]) -> list[W]:
        inside: QWidget = next(iter([*self._other_windows(), *reversed(self._sheets())]), self.app.window)
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

    def chord(self) -> None:
        self.qtbot.keyClick(self._focus(), *self.dice.choice(CHORDS))

    def type(self) -> None:
        focus = self._focus()
        for letter in self.dice.choice(TEXTS):  # QTest knows no letters beyond Latin 1
            for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
                event = QKeyEvent(kind, Qt.Key.Key_unknown, Qt.KeyboardModifier.NoModifier, letter)
                QApplication.sendEvent(focus, event)

    def go(self, key: str) -> None:
        """Leaves what is open and goes to a page, of anybody where it is about somebody."""
        for menu in iter(QApplication.activePopupWidget, None):
            menu.close()
        for other in self._other_windows():
            other.close()
        for sheet in reversed(self._sheets()):
            sheet.dismiss()
        settle(1)
        desk = self.app.desk
        assert desk is not None
        subjects: list[Any] = []
        if key in SUBJECTS:
            subjects = desk.ask(lambda session: list(session.exec(select(SUBJECTS[key])).all()))
        self.app.window.open_page(key, self.dice.choice(subjects).id if subjects else None)
        settle(1)
        self.seen.add(self.app.window.page.objectName().removesuffix("_page"))

    def size(self) -> None:
        self.app.window.resize(*self.dice.choice(SIZES))

    def _sheets(self) -> list[Sheet]:
        return [sheet for sheet in self.app.window.findChildren(Sheet) if sheet.isVisible()]

    def _other_windows(self) -> list[QWidget]:
        """Where a customer is shown a quote."""
        return [one for one in QApplication.topLevelWidgets() if isinstance(one, PresentWindow) and one.isVisible()]

    def _sit_down(self) -> None:
        """Before the window that is in front; what is asleep hears no keys."""
        window = next(iter(self._other_windows()), self.app.window)
        if not window.isActiveWindow() and QApplication.activePopupWidget() is None:
            window.activateWindow()
            settle(1)

    def _focus(self) -> QWidget:
        focus = QApplication.focusWidget()
        self.keys.append(focus is not None)
        return focus or self.app.window


@pytest.mark.parametrize("seed", [1, 2, *(pytest.param(seed, marks=pytest.mark.soak) for seed in range(3, 40))])
def test_nothing_fails_whatever_is_pressed_and_typed(app: App, qtbot: QtBot, seed: int) -> None:
    hands = Hands(app, qtbot, seed)
    pages = list(catalogue.PAGES)
    hands.dice.shuffle(pages)
    for key in pages:
        hands.go(key)
        for _ in range(MOVES):
            hands.move()
    assert hands.seen == set(pages)
    assert sum(hands.keys) >= MOST * len(hands.keys)
    assert app.desk is not None
    folder = app.desk.book.folder
    app.stop()
    assert list(inspection.inspect(folder))
