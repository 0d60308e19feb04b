"""A theme, a desk with a clock to set, a window for a page, and the links that were asked for."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, TypeVar

import pytest
from PySide6.QtCore import QLocale, QPoint, Qt, QUrl
from PySide6.QtGui import QAction, QClipboard, QGuiApplication
from PySide6.QtWidgets import QAbstractButton, QApplication, QLayout, QMenu, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from tests.ui.person import Person
from tradesman import sample
from tradesman.app import App
from tradesman.book.store import Book
from tradesman.ui.cover import Cover
from tradesman.ui.desk import Desk
from tradesman.ui.theme import Theme
from tradesman.ui.widgets.segmented import Segmented
from tradesman.ui.widgets.sheet import Sheet

W = TypeVar("W", bound=QWidget)
Start = Callable[..., App]


NOW = datetime(2026, 10, 13, 9, 42, tzinfo=UTC)  # of the sample book, as the pictures have it


class Clock:
    """Now, as the test sets it."""

    def __init__(self, now: datetime) -> None:
        self.now = now

    def __call__(self) -> datetime:
        return self.now

    def later(self, **span: float) -> None:
        self.now += timedelta(**span)


class Hand:
    """What a user does in a window: press, choose, type, take from a menu."""

    def __init__(self, qtbot: QtBot, window: QWidget) -> None:
        self.qtbot, self.window = qtbot, window

    def find(self, kind: type[W], name: str, inside: QWidget | None = None) -> W:
        found = [one for one in (inside or self.window).findChildren(kind, name) if one.isVisible()]
        assert found, f"no {kind.__name__} {name!r} to be seen"
        return found[-1]

    def press(self, name: str, inside: QWidget | None = None) -> None:
        button = self.find(QAbstractButton, name, inside)
        assert button.isEnabled(), f"{name} cannot be pressed"
        self.qtbot.mouseClick(button, Qt.MouseButton.LeftButton)

    def choose(self, field: str, words: str) -> None:
        parts = self.find(Segmented, field).findChildren(QAbstractButton)
        self.qtbot.mouseClick(next(part for part in parts if part.text() == words), Qt.MouseButton.LeftButton)

    def type(self, field: str, words: str, inside: QWidget | None = None) -> None:
        editor = self.find(QWidget, field, inside)
        editor.setFocus()
        if hasattr(editor, "selectAll"):
            editor.selectAll()
        self.qtbot.keyClicks(editor, words)

    def take(self, menu: str, entry: str) -> None:
        shown = self.find(QMenu, menu)
        action = shown.findChild(QAction, entry)
        assert isinstance(action, QAction), f"{menu} has no {entry}"
        self.qtbot.mouseClick(shown, Qt.MouseButton.LeftButton, pos=shown.actionGeometry(action).center())

    def sheet(self, name: str = "") -> Sheet:
        found = [sheet for sheet in self.window.findChildren(Sheet) if sheet.isVisible()]
        assert found, "no sheet is open"
        assert not name or found[-1].objectName() == name, f"{found[-1].objectName()} is open"
        return found[-1]

    def no_sheet(self) -> bool:
        return not any(sheet.isVisible() for sheet in self.window.findChildren(Sheet))

    def click(self, widget: QWidget, place: QPoint | None = None) -> None:
        self.qtbot.mouseClick(widget, Qt.MouseButton.LeftButton, pos=place or widget.rect().center())


@pytest.fixture(scope="session")
def rowan(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample book, of which everybody takes a copy: a year's work takes a while."""
    folder = tmp_path_factory.mktemp("sample") / "Rowan.tradesman"
    sample.make(folder, now=NOW)
    return folder


@pytest.fixture(scope="session")
def theme(qapp: QApplication) -> Theme:
    theme = Theme(Path(__file__).parents[2] / "resources")
    theme.apply(qapp)
    return theme


@pytest.fixture
def clock(now: datetime) -> Clock:
    return Clock(now)


@pytest.fixture
def desk(book: Book, clock: Clock, qtbot: QtBot) -> Iterator[Desk]:
    made = Desk(book, clock)
    faults: list[str] = []
    made.failed.connect(faults.append)
    yield made
    assert not faults, faults
    made.deleteLater()


@pytest.fixture(autouse=True)
def _figures() -> None:
    """Whatever the machine speaks and the test before wrote: figures are British until a book says otherwise."""
    QLocale.setDefault(QLocale("en_GB"))


@pytest.fixture(autouse=True)
def links(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The links that were handed to other programs; none leaves the test."""
    opened: list[str] = []

    class Services:
        @staticmethod
        def openUrl(url: QUrl) -> bool:
            opened.append(url.toString(QUrl.ComponentFormattingOption.FullyEncoded))
            return True

    monkeypatch.setattr("tradesman.ui.links.QDesktopServices", Services)
    return opened


@pytest.fixture
def person(qapp: QApplication, qtbot: QtBot, folder: Path) -> Iterator[Person]:
    made = Person(qtbot)
    app = App(qapp, lambda: made.now)
    made.app = app
    qtbot.addWidget(app.window)
    app.start(folder)
    qtbot.waitUntil(lambda: app.desk is not None, timeout=20_000)
    with qtbot.waitActive(app.window):
        app.window.activateWindow()
    yield made
    app.stop()


@pytest.fixture
def start(qapp: QApplication, qtbot: QtBot, now: datetime) -> Iterator[Start]:
    """Starts the program as a person does, and waits until its book or its cover stands."""
    started: list[App] = []

    def run(folder: Path | None = None, *, cover: bool = False) -> App:
        app = App(qapp, lambda: now)
        started.append(app)
        qtbot.addWidget(app.window)
        app.start(folder)
        qtbot.waitUntil(lambda: bool(app.window.findChildren(Cover)) if cover else app.desk is not None, timeout=20_000)
        with qtbot.waitActive(app.window):
            app.window.activateWindow()
        return app

    yield run
    for app in started:
        app.stop()


@pytest.fixture
def clipboard() -> Iterator[QClipboard]:
    """Emptied afterwards: what Python put there must not outlive Python."""
    found = QGuiApplication.clipboard()
    yield found
    found.clear()


@pytest.fixture
def show(qtbot: QtBot) -> Iterator[Callable[..., Hand]]:
    """Shows a page, or nothing behind a sheet, in a window of the usual size, and gives the user's hand."""
    kept: list[QWidget] = []

    def in_window(page: QWidget | None = None, width: int = 1366, height: int = 768) -> Hand:
        window = QWidget()
        kept.append(window)
        qtbot.addWidget(window)
        layout = QVBoxLayout(window)
        layout.setContentsMargins(0, 0, 0, 0)
        # Without it the layout sets a least size, which the offscreen window warns about.
        layout.setSizeConstraint(QLayout.SizeConstraint.SetNoConstraint)
        layout.addWidget(page or QWidget())
        window.resize(width, height)
        with qtbot.waitExposed(window):
            window.show()
        window.activateWindow()
        qtbot.waitActive(window)
        return Hand(qtbot, window)

    yield in_window
    kept.clear()


@pytest.fixture
def asked() -> Callable[[Any], list[Any]]:
    """Listens to a page's wish for another page."""

    def listen(page: Any) -> list[Any]:
        heard: list[Any] = []
        page.page_asked.connect(lambda key, subject: heard.append((key, subject)))
        return heard

    return listen
