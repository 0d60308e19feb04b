"""A person before the whole window: presses, types, and lets time pass."""

from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QAbstractButton, QApplication, QPushButton, QWidget
from pytestqt.qtbot import QtBot
from sqlmodel import select

from tradesman.app import App
from tradesman.book.followup import FollowUp, Purpose
from tradesman.ui.widgets.action_row import ActionRow
from tradesman.ui.widgets.labels import Label
from tradesman.ui.widgets.segmented import Segmented
from tradesman.ui.widgets.sheet import Sheet
from tradesman.ui.widgets.toast import Toast

LONDON = ZoneInfo("Europe/London")


def london(month: int, day: int, hour: int = 9, minute: int = 0, year: int = 2026) -> datetime:
    return datetime(year, month, day, hour, minute, tzinfo=LONDON).astimezone(UTC)


class Person:
    """Sits before the window: presses, types, and lets time pass."""

    app: App

    def __init__(self, qtbot: QtBot) -> None:
        self.qtbot = qtbot
        self.now = london(9, 25, 16, 45)  # a Friday

    def wait_until(self, now: datetime) -> None:
        """Time passes, and the window notices as it does at the turn of a minute."""
        self.now = now
        for toast in self.app.window.findChildren(Toast):
            toast.leave()
        self.app.window.open_page("today")
        self.app._on_minute()
        QApplication.processEvents()

    def find(self, name: str, kind: type[Any] = QWidget) -> Any:
        found = [widget for widget in self.app.window.findChildren(kind, name) if widget.isVisible()]
        assert found, f"nothing called {name} is to be seen"
        return found[-1]

    def press(self, name: str, kind: type[Any] = QAbstractButton) -> None:
        button = self.find(name, kind)
        assert button.isEnabled(), f"{name} cannot be pressed"
        self.qtbot.mouseClick(button, Qt.MouseButton.LeftButton)

    def confirm(self) -> None:
        """The main button of the sheet that is open."""
        self.qtbot.mouseClick(self.sheet().findChildren(QAbstractButton, "main")[-1], Qt.MouseButton.LeftButton)
        QApplication.processEvents()

    def sheet(self) -> Sheet:
        found = [sheet for sheet in self.app.window.findChildren(Sheet) if sheet.isVisible()]
        assert found, "no sheet is open"
        return found[-1]

    def write(self, name: str, words: str) -> None:
        field = self.find(name)
        field.setFocus()
        if hasattr(field, "selectAll"):
            field.selectAll()
        self.qtbot.keyClicks(field, words)

    def pick(self, name: str, words: str) -> None:
        segments = self.find(name, Segmented).findChildren(QAbstractButton)
        self.qtbot.mouseClick(next(part for part in segments if part.text() == words), Qt.MouseButton.LeftButton)

    def key(self, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        focus: QWidget | None = self.app.window.focusWidget()
        self.qtbot.keyClick(self.app.window if focus is None else focus, key, modifier)
        QApplication.processEvents()

    def take(self, name: str, entry: str) -> None:
        """Opens the menu of a button and takes an entry from it."""
        menu = self.find(name, QPushButton).menu()

        def click() -> None:
            action = menu.findChild(QAction, entry)
            self.qtbot.mouseClick(menu, Qt.MouseButton.LeftButton, pos=menu.actionGeometry(action).center())

        QTimer.singleShot(0, menu, click)  # the button does not answer until its menu is closed
        self.press(name)

    def take_open(self, name: str, entry: str) -> None:
        """Takes an entry from a menu that is open."""
        menu: Any = self.find(name)
        action = menu.findChild(QAction, entry)
        self.qtbot.mouseClick(menu, Qt.MouseButton.LeftButton, pos=menu.actionGeometry(action).center())
        QApplication.processEvents()

    def row(self, words: str) -> ActionRow:
        """The row of Today that says this."""
        shown: list[ActionRow] = [row for row in self.app.window.page.findChildren(ActionRow) if row.isVisible()]
        found = [row for row in shown if words.lower() in row.accessibleName().lower()]
        assert found, f"{words} is not among {[row.accessibleName() for row in shown]}"
        return found[0]

    def act(self, words: str) -> None:
        """Presses the main button of a row of Today."""
        self.qtbot.mouseClick(self.row(words).main, Qt.MouseButton.LeftButton)
        QApplication.processEvents()

    def tick_also(self) -> None:
        """Ticks every other contact that the same call serves."""
        for number in range(9):
            for tick in self.sheet().findChildren(QAbstractButton, f"also_{number}"):
                self.press(tick.objectName())

    def no_sheet(self) -> None:
        open_ones = [sheet.objectName() for sheet in self.app.window.findChildren(Sheet) if sheet.isVisible()]
        assert not open_ones, f"{open_ones} stayed open: {self.faults()}"

    def faults(self) -> list[str]:
        labels = self.app.window.findChildren(Label)
        return [label.text() for label in labels if label.isVisible() and label.property("tone") == "danger"]

    def book(self, kind: type[Any]) -> list[Any]:
        assert self.app.desk is not None
        return self.app.desk.ask(lambda session: list(session.exec(select(kind)).all()))

    def follow_up(self, purpose: Purpose) -> FollowUp:
        found: FollowUp = next(row for row in self.book(FollowUp) if row.purpose == purpose)
        return found
