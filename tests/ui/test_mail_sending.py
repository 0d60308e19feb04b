"""Sending in the whole program: what a window that closes leaves behind, and what the next one makes of it."""

import time
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot
from sqlmodel import select

from tests import mail_server
from tests.mail_server import PASSWORD, SENDER, USER, Behaviour, MailServer, running
from tests.owner import Owner
from tests.rings import Ring
from tradesman.app import App
from tradesman.book import shelf, store
from tradesman.book.outbox import MailState, OutgoingMail
from tradesman.exchange import eml, post, smtp
from tradesman.exchange.eml import Letter
from tradesman.services import businesses, mailing
from tradesman.ui import mail_sending
from tradesman.ui.widgets.sheet import Sheet

Start = Callable[..., App]


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Iterator[MailServer]:
    monkeypatch.setattr(smtp, "context", mail_server.trusting)
    with running() as made:
        yield made


@pytest.fixture
def waiting(folder: Path, now: datetime, server: MailServer) -> OutgoingMail:
    """A mail in the outbox of a book that nobody has open."""
    book = store.open_book(folder, now)
    owner = Owner(book, now)
    owner.do(businesses.change, smtp_host="localhost", smtp_port=server.port, smtp_user=USER, email=SENDER)
    customer, mail_id = owner.customer(), eml.new_mail_id(SENDER)
    content = eml.mail(Letter("leah@example.org", "Hello", "Hello", "Sam", SENDER), mail_id, now)
    file = shelf.keep(book.papers, content, shelf.MAIL)
    made = owner.do(mailing.queue, customer, "Hello", to="leah@example.org", mail_id=mail_id, file=file)
    book.close()
    return made


def state(folder: Path, now: datetime) -> MailState:
    book = store.open_book(folder, now)
    with book.read(now) as session:
        found = session.exec(select(OutgoingMail)).one().state
    book.close()
    return found


def test_a_window_that_is_closed_while_it_sends_still_notes_what_became_of_it(
    start: Start,
    folder: Path,
    now: datetime,
    waiting: OutgoingMail,
    server: MailServer,
    ring: Ring,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(post, "LEAVING_S", 30)
    app = start(folder)
    assert app.desk is not None
    app.desk.passwords.keep(USER, "localhost", PASSWORD)
    mail_sending.send(app.window, app.desk, app.theme, [waiting.id])
    app.window.close()
    assert len(server.received) == 1
    assert state(folder, now) == MailState.SENT


@pytest.mark.parametrize(
    ("behaviour", "found"),
    [
        ({"greeting": "dribbles"}, MailState.WAITING),
        ({"data": "hang"}, MailState.WAITING),
        ({"taken": "hang"}, MailState.UNSURE),
    ],
)
def test_no_window_waits_for_a_server_that_does_not_end(
    start: Start,
    folder: Path,
    now: datetime,
    waiting: OutgoingMail,
    server: MailServer,
    ring: Ring,
    monkeypatch: pytest.MonkeyPatch,
    qtbot: QtBot,
    behaviour: dict[str, str],
    found: MailState,
) -> None:
    monkeypatch.setattr(post, "LEAVING_S", 0)
    server.behaviour = Behaviour(**behaviour)  # type: ignore[arg-type]
    app = start(folder)
    assert app.desk is not None
    app.desk.passwords.keep(USER, "localhost", PASSWORD)
    mail_sending.send(app.window, app.desk, app.theme, [waiting.id])
    qtbot.waitUntil(lambda: bool(server.received) or "taken" not in behaviour)
    closed = time.monotonic()
    app.window.close()
    assert time.monotonic() - closed < 5
    assert state(folder, now) == found


@pytest.mark.parametrize("cut_off", [False, True])
def test_nothing_is_sent_by_starting_and_what_was_cut_off_is_a_doubt(
    start: Start, folder: Path, now: datetime, waiting: OutgoingMail, server: MailServer, *, cut_off: bool
) -> None:
    if cut_off:
        book = store.open_book(folder, now)
        Owner(book, now).do(mailing.begin, waiting.id)
        book.close()
    app = start(folder)
    assert app.desk is not None
    (row,) = app.desk.ask(mailing.rows)
    assert row.state == (MailState.UNSURE if cut_off else MailState.WAITING)
    assert server.received == []


def test_the_outbox_is_found_by_ctrl_k(
    start: Start, folder: Path, waiting: OutgoingMail, server: MailServer, qtbot: QtBot
) -> None:
    app = start(folder)
    qtbot.keyClick(app.window, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    focused = app.window.focusWidget()
    assert isinstance(focused, QWidget)
    qtbot.keyClicks(focused, "outbox")
    qtbot.waitUntil(lambda: _press(qtbot, app), timeout=5000)
    (sheet,) = [sheet for sheet in app.window.findChildren(Sheet) if sheet.isVisible()]
    assert sheet.objectName() == "outbox"
    assert sheet.findChild(QWidget, "mail_0") is not None


def _press(qtbot: QtBot, app: App) -> bool:
    """Enter, until the palette has found it."""
    focused = app.window.focusWidget()
    qtbot.keyClick(focused, Qt.Key.Key_Return)
    return any(sheet.objectName() == "outbox" for sheet in app.window.findChildren(Sheet))
