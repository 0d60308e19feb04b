"""The mail server in the settings: fields that cannot be are said below them, and the connection is tried for real."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from tests import mail_server
from tests.mail_server import PASSWORD, SENDER, USER, MailServer, running
from tests.rings import Ring
from tests.ui.conftest import Hand
from tradesman.book.business import Business, MailSecurity
from tradesman.exchange import passwords, smtp
from tradesman.services import businesses
from tradesman.ui.desk import Desk
from tradesman.ui.pages.settings_page import SettingsPage
from tradesman.ui.parts.settings_mail import MailSection
from tradesman.ui.theme import Theme
from tradesman.ui.widgets.field_box import FieldBox
from tradesman.ui.widgets.fields import PasswordField
from tradesman.ui.widgets.labels import Label

Show = Callable[..., Hand]


@pytest.fixture(autouse=True)
def _hurried(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(smtp, "context", mail_server.trusting)
    monkeypatch.setattr(smtp, "ANSWER_S", 5)


@pytest.fixture
def server() -> Iterator[MailServer]:
    with running() as made:
        yield made


@pytest.fixture
def hand(desk: Desk, theme: Theme, show: Show) -> Hand:
    page = SettingsPage(desk, theme)
    made = show(page)
    desk.changed.connect(lambda _entities: page.refresh())
    page.refresh()
    made.press("settings_mail")
    return made


def business(desk: Desk) -> Business:
    return desk.ask(businesses.current)


def leave(hand: Hand, field: str, words: str) -> str:
    """Types into a field and leaves it; what stands below it then."""
    hand.type(field, words)
    editor = hand.find(QWidget, field)
    hand.qtbot.keyClick(editor, Qt.Key.Key_Tab)
    box = editor.parentWidget()
    assert isinstance(box, FieldBox)
    return box.error


def state(hand: Hand) -> str:
    return hand.find(Label, "mail_state").text()


def set_up(desk: Desk, port: int, **other: str) -> None:
    fields: dict[str, Any] = {"smtp_host": "localhost", "smtp_port": port, "smtp_user": USER, "email": SENDER, **other}
    desk.do(businesses.change, label="Mail", **fields)


def test_each_field_is_kept_when_it_is_left(hand: Hand, desk: Desk) -> None:
    assert not hand.find(QWidget, "mail_try").isEnabled()
    assert "Your own e-mail address is missing" in hand.find(Label, "mail_sender").text()
    assert leave(hand, "smtp_host", "smtp.harrow.example") == ""
    assert leave(hand, "smtp_user", USER) == ""
    hand.press("smtp_copy")
    found = business(desk)
    assert (found.smtp_host, found.smtp_user, found.smtp_copy) == ("smtp.harrow.example", USER, True)
    assert (found.smtp_security, found.smtp_port) == (MailSecurity.STARTTLS, 587)
    assert hand.find(QWidget, "mail_try").isEnabled()
    desk.do(businesses.change, email=SENDER, label="E-mail")
    assert hand.find(Label, "mail_sender").text() == f"E-mails come from {SENDER}, which stands under Business."


@pytest.mark.parametrize(
    "typed", ["https://smtp.example.com", "smtp.example.com:587", "smtp example", "smtp..com", "-a.com", "a" * 300]
)
def test_what_is_no_name_of_a_server_is_said_below(hand: Hand, desk: Desk, typed: str) -> None:
    assert leave(hand, "smtp_host", typed) == "Only the name of the server, as smtp.example.com. Kept as typed."
    assert business(desk).smtp_host == ""


@pytest.mark.parametrize("typed", ["0", "65536", "x", "58,7", ""])
def test_what_is_no_port_is_said_below(hand: Hand, desk: Desk, typed: str) -> None:
    editor = hand.find(QWidget, "smtp_port")
    if not typed:
        editor.setFocus()
        editor.clear()  # type: ignore[attr-defined]
        hand.qtbot.keyClick(editor, Qt.Key.Key_Tab)
    else:
        assert leave(hand, "smtp_port", typed).startswith("A number from 1 to 65535")
    assert business(desk).smtp_port == 587


def test_the_port_follows_the_encryption_unless_it_is_one_of_its_own(hand: Hand, desk: Desk) -> None:
    hand.choose("smtp_security", "TLS")
    assert (business(desk).smtp_security, business(desk).smtp_port) == (MailSecurity.TLS, 465)
    hand.choose("smtp_security", "STARTTLS")
    assert business(desk).smtp_port == 587
    leave(hand, "smtp_port", "2525")
    hand.choose("smtp_security", "TLS")
    assert (business(desk).smtp_security, business(desk).smtp_port) == (MailSecurity.TLS, 2525)


def test_trying_the_connection_logs_in_sends_nothing_and_keeps_the_password(
    ring: Ring, hand: Hand, desk: Desk, server: MailServer, qtbot: QtBot
) -> None:
    set_up(desk, server.port)
    hand.press("mail_try")
    qtbot.waitUntil(lambda: "Type the password first." in hand.find(FieldBox, "", _card(hand)).error, timeout=5000)
    hand.find(PasswordField, "smtp_password").setText("wrong")
    hand.press("mail_try")
    qtbot.waitUntil(lambda: "did not take" in state(hand), timeout=5000)
    assert desk.passwords.get(USER, "localhost") == ""
    hand.find(PasswordField, "smtp_password").setText(PASSWORD)
    hand.press("mail_try")
    qtbot.waitUntil(lambda: "is kept" in state(hand), timeout=5000)
    assert state(hand) == "localhost knows you. Nothing was sent. The password is kept."
    assert hand.find(PasswordField, "smtp_password").value() == ""
    assert server.received == []
    hand.press("mail_try")  # with the one that is kept
    qtbot.waitUntil(lambda: state(hand) == "localhost knows you. Nothing was sent.", timeout=5000)
    assert [password for _, password in server.logins] == ["wrong", PASSWORD, PASSWORD]


def _card(hand: Hand) -> QWidget:
    return hand.find(QWidget, "card_mail_password")


def test_a_server_that_cannot_be_had_is_said(hand: Hand, desk: Desk, qtbot: QtBot) -> None:
    with running(shows=None) as bare:
        set_up(desk, bare.port)
        hand.find(PasswordField, "smtp_password").setText(PASSWORD)
        hand.press("mail_try")
        qtbot.waitUntil(lambda: "in the clear nothing is sent" in state(hand), timeout=5000)
        assert "Nothing was sent." in state(hand)
        assert bare.logins == []


def test_the_password_is_kept_and_forgotten(ring: Ring, hand: Hand, desk: Desk, qtbot: QtBot) -> None:
    set_up(desk, 1)
    hand.press("mail_keep")
    assert hand.find(FieldBox, "", _card(hand)).error == "Type the password first."
    hand.find(PasswordField, "smtp_password").setText(" with spaces ")
    hand.press("mail_keep")
    qtbot.waitUntil(lambda: "kept" in state(hand), timeout=5000)
    assert desk.passwords.get(USER, "localhost") == " with spaces "
    hand.press("mail_forget")
    qtbot.waitUntil(lambda: "forgotten" in state(hand), timeout=5000)
    assert desk.passwords.get(USER, "localhost") == ""


def test_without_a_keyring_the_password_is_for_trying_alone(
    hand: Hand, desk: Desk, server: MailServer, qtbot: QtBot
) -> None:
    set_up(desk, server.port)
    hidden = [_card(hand).findChild(QWidget, name) for name in ("mail_keep", "mail_forget")]
    assert [button is not None and button.isHidden() for button in hidden] == [True, True]
    hand.find(PasswordField, "smtp_password").setText(PASSWORD)
    hand.press("mail_try")
    qtbot.waitUntil(lambda: "each time" in state(hand), timeout=5000)
    assert state(hand) == "localhost knows you. Nothing was sent. The password is asked for each time you send."
    assert hand.find(PasswordField, "smtp_password").value() == ""
    hand.press("mail_try")
    qtbot.waitUntil(lambda: "Type the password first." in hand.find(FieldBox, "", _card(hand)).error, timeout=5000)


def test_it_says_where_the_password_is_kept(
    desk: Desk, theme: Theme, show: Show, monkeypatch: pytest.MonkeyPatch
) -> None:
    section = MailSection(desk, theme)
    show(section)
    assert section._password.accessibleDescription().startswith("This computer has no keyring, so it is asked for")
    monkeypatch.setattr(passwords, "_keyring", object)
    other = MailSection(desk, theme)
    assert other._password.accessibleDescription() == "The keyring of this computer keeps it, not the book."
