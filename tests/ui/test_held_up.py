"""Another program has the book for a while: the window says so soon, keeps to what it knows, and goes on afterwards."""

from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import datetime
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton
from pytestqt.qtbot import QtBot

from tests.ui.conftest import Start
from tradesman.app import App
from tradesman.book import driver, store
from tradesman.book.customer import Customer
from tradesman.services import customers, directory
from tradesman.ui.widgets.switches import SwitchField
from tradesman.ui.widgets.toast import Toast

UNREAD = "Another program is writing to the book, so it cannot be read. Close it there, then try again."
REFUSED = "Another program is writing to the book. Nothing was changed. Close it there, then try again."
CTRL = Qt.KeyboardModifier.ControlModifier
LEFT = Qt.MouseButton.LeftButton


@contextmanager
def lock(folder: Path, kind: str) -> Iterator[None]:
    """What another program does that writes (IMMEDIATE), or that lets nobody read either (EXCLUSIVE)."""
    with closing(driver.connect(folder / store.DATABASE)) as other:
        other.execute(f"BEGIN {kind}")
        yield
        other.execute("ROLLBACK")


@pytest.fixture
def app(start: Start, folder: Path, monkeypatch: pytest.MonkeyPatch) -> App:
    monkeypatch.setattr(store, "WINDOW_BUSY_MS", 1)
    return start(folder)


def toasts(app: App) -> list[str]:
    return [toast.accessibleName() for toast in app.window.findChildren(Toast) if toast.isVisible()]


def try_again(app: App, qtbot: QtBot, words: str) -> None:
    shown = [toast for toast in app.window.findChildren(Toast) if toast.isVisible() and toast.accessibleName() == words]
    (button,) = [button for toast in shown for button in toast.findChildren(QAbstractButton)]
    assert button.text() == "Try again"
    qtbot.mouseClick(button, LEFT)


def test_a_page_that_cannot_be_read_comes_with_try_again(app: App, folder: Path, qtbot: QtBot) -> None:
    assert app.desk is not None
    ann = app.desk.do(customers.add, "Ann Field", label="Customer added", quiet=True)
    assert ann is not None
    for key, subject, words in (("customers", None, "1"), ("customer", ann.id, "Ann Field"), ("today", None, "")):
        with lock(folder, "EXCLUSIVE"):
            app.window.open_page(key, subject)
            assert toasts(app) == [UNREAD]
        try_again(app, qtbot, UNREAD)
        page = app.window.page
        assert (page.objectName(), page.stands) == (f"{key}_page", True)
        assert words in page.findChild(object, "header").title + page.findChild(object, "sub").text()
        assert toasts(app) == []


def test_the_way_back_leads_to_pages_that_stood_alone(app: App, folder: Path, qtbot: QtBot) -> None:
    app.window.open_page("partners")
    with lock(folder, "EXCLUSIVE"):
        qtbot.keyClick(app.window, Qt.Key.Key_3, CTRL)  # customers, which ask the book while they are made
        assert app.window.page.objectName() == "partners_page"
        assert toasts(app) == [UNREAD]
        app.window.back()
        assert app.window.page.objectName() == "today_page"
    app.window.open_page("customers")
    app.window.back()
    assert app.window.page.objectName() == "today_page"


def test_a_minute_waits_once_and_says_it_once(
    app: App, folder: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    counted: list[str] = []
    monkeypatch.setattr(app, "_count", lambda: counted.append("counted"))
    with lock(folder, "EXCLUSIVE"):
        for _minute in range(3):
            app._on_minute()
        assert toasts(app) == [UNREAD]
        assert counted == []
    app._on_minute()
    assert counted == ["counted"]


def test_reading_is_given_up_as_soon_as_writing(folder: Path, now: datetime) -> None:
    book = store.open_book(folder, now, busy_ms=1)
    with closing(driver.connect(folder / store.DATABASE)) as raw:
        as_always = raw.execute("PRAGMA busy_timeout").fetchone()
    with book._reader.connect() as connection:
        assert connection.exec_driver_sql("PRAGMA busy_timeout").one() == (1,)
    assert as_always == (5000,)
    book.close()


def test_try_again_of_an_undo_takes_back_what_was_meant(app: App, folder: Path, qtbot: QtBot) -> None:
    assert app.desk is not None
    for kind in ("IMMEDIATE", "EXCLUSIVE"):
        meant = app.desk.do(customers.add, f"Ann {kind}", label="Customer added", quiet=True)
        assert meant is not None
        with lock(folder, kind):
            qtbot.keyClick(app.window, Qt.Key.Key_Z, CTRL)
        app.desk.do(customers.add, f"Tom {kind}", label="Customer added", quiet=True)
        try_again(app, qtbot, REFUSED)
        names = {row.name for row in app.desk.ask(directory.page)}
        assert f"Tom {kind}" in names
        assert f"Ann {kind}" not in names


def test_a_second_try_goes_on_as_the_first_would_have(app: App, folder: Path, qtbot: QtBot) -> None:
    assert app.desk is not None
    went: list[str] = []
    with lock(folder, "IMMEDIATE"):
        done = app.desk.do(
            customers.add, "Ann Field", label="Customer added", after=lambda customer: went.append(customer.name)
        )
        assert (done, went) == (None, [])
    try_again(app, qtbot, REFUSED)
    assert went == ["Ann Field"]


def test_a_switch_that_was_not_kept_goes_back(app: App, folder: Path, qtbot: QtBot) -> None:
    assert app.desk is not None
    ann = app.desk.do(customers.add, "Ann Field", label="Customer added", quiet=True)
    assert ann is not None
    app.window.open_page("customer", ann.id)
    (switch,) = app.window.findChildren(SwitchField, "customer_do_not_contact")
    with lock(folder, "IMMEDIATE"):
        qtbot.mouseClick(switch, LEFT)
        assert toasts(app) == [REFUSED]
        assert not switch.value()
    try_again(app, qtbot, REFUSED)
    assert switch.value()
    assert app.desk.ask(lambda session: session.load(Customer, ann.id)).do_not_contact
