"""A page in a window over a book, as a person sits before it."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLayout, QMainWindow, QWidget
from pytestqt.qtbot import QtBot

from tradesman.book.store import Book
from tradesman.ui.desk import Desk
from tradesman.ui.page import Page
from tradesman.ui.theme import Theme


class Stage:
    """Finds by name, types and clicks, and asks the book."""

    def __init__(self, qtbot: QtBot, book: Book, now: datetime, theme: Theme) -> None:
        self.qtbot, self.now, self.theme = qtbot, now, theme
        self.desk = Desk(book, lambda: self.now)
        self.window = QMainWindow()
        # Without it the layout sets a least size, which the offscreen window warns about.
        layout = self.window.layout()
        assert layout is not None
        layout.setSizeConstraint(QLayout.SizeConstraint.SetNoConstraint)
        self.page: Any = None
        self.failures: list[str] = []
        self.labels: list[str] = []
        self.places: list[tuple[str, Any]] = []
        self.desk.failed.connect(self.failures.append)
        self.desk.stepped.connect(lambda label, _step: self.labels.append(label))
        qtbot.addWidget(self.window)

    def show(self, kind: Callable[[Desk, Theme], Page], subject_id: Any = None, width: int = 1366) -> Any:
        """Puts the page on the stage, turned to its subject."""
        self.page = kind(self.desk, self.theme)
        self.page.page_asked.connect(lambda key, subject: self.places.append((key, subject)))
        self.window.setCentralWidget(self.page)
        self.window.resize(width, 768)
        self.page.show_subject(subject_id)
        with self.qtbot.waitExposed(self.window):
            self.window.show()
        self.window.activateWindow()
        self.qtbot.waitActive(self.window)
        return self.page

    def find(self, name: str) -> Any:
        """The widget of this name that is seen; the last one made when a sheet has one of the same name."""
        found = [widget for widget in self.window.findChildren(QWidget, name) if widget.isVisible()]
        assert found, f"nothing is called {name}"
        return found[-1]

    def sees(self, name: str) -> bool:
        """Whether something of this name is seen."""
        return any(widget.isVisible() for widget in self.window.findChildren(QWidget, name))

    def click(self, name: str) -> None:
        """Clicks in the middle of it."""
        self.qtbot.mouseClick(self.find(name), Qt.MouseButton.LeftButton)

    def write(self, name: str, text: str, *, enter: bool = False) -> None:
        """Replaces what stands in a field."""
        field: Any = self.find(name)
        field.setFocus()
        field.selectAll()
        if text:
            self.qtbot.keyClicks(field, text)
        else:
            self.qtbot.keyClick(field, Qt.Key.Key_Delete)
        if enter:
            self.qtbot.keyClick(field, Qt.Key.Key_Return)

    def take(self, menu: str, entry: str) -> None:
        """Takes an entry from a menu that is open."""
        shown: Any = self.find(menu)
        action = next(action for action in shown.actions() if action.objectName() == entry)
        self.qtbot.mouseClick(shown, Qt.MouseButton.LeftButton, pos=shown.actionGeometry(action).center())

    def choose(self, name: str, value: Any) -> None:
        """Chooses in a field of several."""
        field: Any = self.find(name)
        field.set_value(value)

    def words(self, name: str) -> str:
        """What a label, badge or button says."""
        widget: Any = self.find(name)
        return str(widget.text())

    def press(self, key: Qt.Key) -> None:
        """Presses a key where the keyboard is."""
        focus = self.window.focusWidget()
        assert focus is not None
        self.qtbot.keyClick(focus, key)
        QApplication.processEvents()  # a cell hands over what was typed a moment after Enter
