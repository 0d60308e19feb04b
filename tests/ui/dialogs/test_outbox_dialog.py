"""Sending from the window: at once when it can, kept when it cannot, again only when a person says so."""

import socket
from collections.abc import Callable, Iterator
from datetime import datetime
from email import message_from_bytes
from typing import Any
from uuid import UUID

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot
from sqlmodel import select

from tests import mail_server
from tests.mail_server import PASSWORD, SENDER, USER, MailServer, running
from tests.rings import Ring
from tests.ui.conftest import Clock, Hand
from tradesman.book.customer import Customer, Whereabouts
from tradesman.book.errors import BusyError
from tradesman.book.followup import Purpose
from tradesman.book.message import Message, Way
from tradesman.book.outbox import MailState, OutgoingMail
from tradesman.book.store import Book, Session
from tradesman.exchange import smtp
from tradesman.services import businesses, complaints, customers, mailing, timelines
from tradesman.ui import mail_sending
from tradesman.ui.desk import Desk
from tradesman.ui.dialogs.message_dialog import MessageDialog
from tradesman.ui.dialogs.outbox_dialog import OutboxDialog
from tradesman.ui.dialogs.sent_message_dialog import SentMessageDialog
from tradesman.ui.pages.today_page import TodayPage
from tradesman.ui.parts import entry_words
from tradesman.ui.theme import Theme
from tradesman.ui.widgets.fields import PasswordField, TextField
from tradesman.ui.widgets.labels import Badge, Label

Show = Callable[..., Hand]


@pytest.fixture(autouse=True)
def _hurried(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(smtp, "context", mail_server.trusting)
    monkeypatch.setattr(smtp, "ANSWER_S", 5)
    monkeypatch.setattr(smtp, "TAKEN_S", 5)


@pytest.fixture
def server() -> Iterator[MailServer]:
    with running() as made:
        yield made


class Sender:
    """Writes and sends, and looks at what became of it."""

    def __init__(self, desk: Desk, theme: Theme, show: Show, server: MailServer) -> None:
        self.desk, self.theme, self.server = desk, theme, server
        self.hand = show()
        self.told: list[str] = []
        desk.told.connect(lambda said, detail: self.told.append(f"{said} {detail}".strip()))
        desk.warned.connect(lambda said, detail: self.told.append(f"{said} {detail}".strip()))
        self.customer: UUID = self.do(_customer)
        self.set_up(server.port)

    def do(self, deed: Callable[..., Any], *args: Any, **fields: Any) -> Any:
        return self.desk.do(deed, *args, label="Test", **fields)

    def set_up(self, port: int, **other: Any) -> None:
        fields = {"smtp_host": "localhost", "smtp_port": port, "smtp_user": USER, "email": SENDER, **other}
        self.do(businesses.change, **fields)

    def write(self, words: str = "I come at nine.") -> MessageDialog:
        sheet = MessageDialog(self.hand.window, self.desk, self.theme, self.customer)
        sheet.open()
        self.hand.qtbot.keyClicks(sheet.words, words)
        return sheet

    def open(self) -> OutboxDialog:
        sheet = OutboxDialog(self.hand.window, self.desk, self.theme)
        sheet.open()
        return sheet

    def mails(self) -> list[OutgoingMail]:
        return self.desk.ask(lambda session: list(session.exec(select(OutgoingMail)).all()))

    def states(self) -> list[MailState]:
        return [mail.state for mail in self.mails()]

    def wait(self) -> None:
        """Until what runs beside the window is done and told."""
        self.desk.background.wait()
        before = len(self.told)
        self.hand.qtbot.waitUntil(lambda: len(self.told) > before, timeout=5000)

    def label(self, name: str) -> str:
        return self.hand.find(Label, name).text()


def _customer(session: Session) -> UUID:
    return customers.add(session, "Alma Reyes", email="alma@example.org", phone="07700 900155").id


def _port_of_nobody() -> int:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port: int = taken.getsockname()[1]
        return port


@pytest.fixture
def sender(desk: Desk, theme: Theme, show: Show, server: MailServer, ring: Ring) -> Sender:
    desk.passwords.keep(USER, "localhost", PASSWORD)
    return Sender(desk, theme, show, server)


def test_send_sends_it_at_once_and_says_to_whom(sender: Sender, links: list[str]) -> None:
    sender.write()
    assert sender.hand.find(QWidget, "main").text() == "Send"  # type: ignore[attr-defined]
    assert sender.label("told") == (
        f"With Send it goes to alma@example.org from {SENDER}. While you are offline it waits in the outbox."
    )
    sender.hand.press("main")
    assert sender.hand.no_sheet()
    sender.wait()
    ((who, people, content),) = sender.server.received
    assert (who, people) == (SENDER, ["alma@example.org"])
    assert b"I come at nine." in content
    assert message_from_bytes(content)["Message-ID"] == sender.mails()[0].mail_id
    assert sender.states() == [MailState.SENT]
    (message,) = sender.desk.ask(lambda session: list(session.exec(select(Message)).all()))
    assert (message.way, message.to) == (Way.EMAIL, "alma@example.org")
    assert sender.told == ["E-mail sent."]
    assert links == []
    assert sender.desk.drafts.newest(f"message/{sender.customer}") == ""


def test_opened_in_the_mail_program_it_is_only_marked_as_sent(sender: Sender, links: list[str]) -> None:
    sender.write()
    sender.hand.press("mail")
    assert links[0].startswith("mailto:alma@example.org")
    assert sender.hand.find(QWidget, "main").text() == "Mark as sent"  # type: ignore[attr-defined]
    sender.hand.press("main")
    assert sender.mails() == []
    assert sender.server.received == []


def test_by_text_and_without_a_server_nothing_is_sent_from_here(sender: Sender) -> None:
    sheet = sender.write()
    sheet.to.set_value(1)
    assert sender.hand.find(QWidget, "main").text() == "Mark as sent"  # type: ignore[attr-defined]
    sheet.to.set_value(0)
    assert sender.hand.find(QWidget, "main").text() == "Send"  # type: ignore[attr-defined]
    sheet.dismiss()
    sender.set_up(1, smtp_host="")
    sender.write("More.")
    assert sender.hand.find(QWidget, "main").text() == "Mark as sent"  # type: ignore[attr-defined]
    assert sender.label("told").startswith("Nothing is sent from here by itself.")


def test_offline_it_is_kept_and_goes_when_it_is_told(sender: Sender) -> None:
    sender.set_up(_port_of_nobody())
    sender.write()
    sender.hand.press("main")
    sender.wait()
    assert sender.told[0].startswith("Kept in the outbox. Send it when you are online.")
    assert sender.states() == [MailState.WAITING]
    sender.set_up(sender.server.port)
    sender.open()
    assert sender.label("mail_who_0") == "Alma Reyes"
    assert sender.hand.find(Badge, "mail_state_0").text() == "Waiting"
    assert "takes no mail at port" in sender.label("mail_fault_0")
    assert sender.server.received == []  # nothing goes by itself
    sender.hand.press("mail_send_0")
    sender.wait()
    assert sender.states() == [MailState.SENT]
    assert "Every e-mail is sent." in sender.label("outbox_none")


def test_without_a_keyring_the_password_is_asked_for_at_each_sending(
    desk: Desk, theme: Theme, show: Show, server: MailServer, qtbot: QtBot
) -> None:
    sender = Sender(desk, theme, show, server)
    for words in ("I come at nine.", "I come at ten."):
        sender.write(words)
        sender.hand.press("main")
        qtbot.waitUntil(lambda: not sender.hand.no_sheet(), timeout=5000)
        sender.hand.press("cancel", sender.hand.sheet("mail_password"))
    for sent in (1, 2):  # one go of the outbox is one sending, however many go in it
        if sent == 2:
            sender.write("I come at eleven.")
            sender.hand.press("main")
        else:
            sender.open()
            sender.hand.press("send_all")
        qtbot.waitUntil(lambda: sender.hand.sheet().objectName() == "mail_password", timeout=5000)
        typed = sender.hand.find(PasswordField, "password")
        assert typed.accessibleDescription() == (
            "This computer has no keyring, so it is asked for each time you send, and kept nowhere."
        )
        typed.setText(PASSWORD)  # pasted: test keys know no umlauts
        sender.hand.press("main", sender.hand.sheet("mail_password"))
        sender.wait()
        assert len(server.received) == sent + 1
        assert desk.passwords.get(USER, "localhost") == ""
        if sent == 1:
            sender.hand.press("main", sender.hand.sheet("outbox"))


def test_a_keyring_is_given_the_password_that_was_asked_for(
    desk: Desk, theme: Theme, show: Show, server: MailServer, qtbot: QtBot, ring: Ring
) -> None:
    sender = Sender(desk, theme, show, server)
    sender.write()
    sender.hand.press("main")
    qtbot.waitUntil(lambda: not sender.hand.no_sheet(), timeout=5000)
    sender.hand.find(PasswordField, "password").setText(PASSWORD)
    sender.hand.press("main", sender.hand.sheet("mail_password"))
    sender.wait()
    assert sender.states() == [MailState.SENT]
    assert list(ring.kept.values()) == [PASSWORD]


def test_a_keyring_is_not_given_a_password_that_no_server_took(
    desk: Desk, theme: Theme, show: Show, server: MailServer, qtbot: QtBot, ring: Ring
) -> None:
    sender = Sender(desk, theme, show, server)
    desk.passwords.keep(USER, "localhost", "of long ago")
    desk.passwords.doubt(USER, "localhost")
    sender.write()
    sender.hand.press("main")
    qtbot.waitUntil(lambda: not sender.hand.no_sheet(), timeout=5000)
    sender.hand.find(PasswordField, "password").setText("wrong")
    sender.hand.press("main", sender.hand.sheet("mail_password"))
    sender.wait()
    assert list(ring.kept.values()) == ["of long ago"]
    assert desk.passwords.get(USER, "localhost") == ""
    sender.set_up(_port_of_nobody())
    sender.open()
    sender.hand.press("mail_send_0")
    qtbot.waitUntil(lambda: sender.hand.sheet().objectName() == "mail_password", timeout=5000)
    sender.hand.find(PasswordField, "password").setText(PASSWORD)
    sender.hand.press("main", sender.hand.sheet("mail_password"))
    sender.wait()
    assert list(ring.kept.values()) == ["of long ago"]  # nobody knows yet
    sender.set_up(server.port)
    sender.hand.press("mail_send_0")  # held meanwhile, it is not asked for again
    sender.wait()
    assert sender.states() == [MailState.SENT]
    assert list(ring.kept.values()) == [PASSWORD]


def test_the_password_is_asked_for_where_nobody_knows_it(
    desk: Desk, theme: Theme, show: Show, server: MailServer, qtbot: QtBot
) -> None:
    sender = Sender(desk, theme, show, server)
    sender.write()
    sender.hand.press("main")
    qtbot.waitUntil(lambda: not sender.hand.no_sheet(), timeout=5000)
    sender.hand.sheet("mail_password")
    assert sender.label("who") == f"{USER} at localhost. The e-mail waits in the outbox."
    sender.hand.press("main")
    sender.hand.sheet("mail_password")  # an empty one is none
    typed = sender.hand.find(QWidget, "password")
    qtbot.keyClicks(typed, "wrong")
    qtbot.keyClick(typed, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: bool(sender.told), timeout=5000)
    assert "did not take the user name or the password" in sender.told[0]
    assert sender.states() == [MailState.WAITING]
    sender.open()
    sender.hand.press("mail_send_0")
    qtbot.waitUntil(lambda: sender.hand.sheet().objectName() == "mail_password", timeout=5000)
    sender.hand.find(PasswordField, "password").setText(PASSWORD)  # pasted: test keys know no umlauts
    sender.hand.press("main", sender.hand.sheet("mail_password"))
    qtbot.waitUntil(lambda: len(sender.told) == 2, timeout=5000)
    assert sender.states() == [MailState.SENT]
    assert len(server.received) == 1


def test_without_the_password_it_stays_in_the_outbox(
    desk: Desk, theme: Theme, show: Show, server: MailServer, qtbot: QtBot
) -> None:
    sender = Sender(desk, theme, show, server)
    sender.write()
    sender.hand.press("main")
    qtbot.waitUntil(lambda: not sender.hand.no_sheet(), timeout=5000)
    sender.hand.press("cancel")
    assert sender.told == ["Kept in the outbox. Nothing was sent."]
    assert (sender.mails()[0].state, sender.mails()[0].tries) == (MailState.WAITING, 0)
    desk.undo()
    assert sender.mails() == []


def test_what_may_have_arrived_is_sent_again_only_after_it_was_said(sender: Sender) -> None:
    sender.server.behaviour.taken = "drop"
    sender.write()
    sender.hand.press("main")
    sender.wait()
    assert sender.told[0].startswith("It may have arrived.")
    sender.server.behaviour.taken = ""
    sender.open()
    sender.hand.press("mail_send_0")
    assert "gets it twice" in sender.label("send_again_words")
    sender.hand.press("cancel", sender.hand.sheet("send_again"))
    assert sender.states() == [MailState.UNSURE]
    assert len(sender.server.received) == 1
    sender.hand.press("mail_send_0")
    sender.hand.press("main", sender.hand.sheet("send_again"))
    sender.wait()
    assert sender.states() == [MailState.SENT]
    assert len(sender.server.received) == 2


def test_what_may_have_arrived_is_taken_back_only_after_it_was_said(sender: Sender) -> None:
    sender.server.behaviour.taken = "drop"
    sender.write()
    sender.hand.press("main")
    sender.wait()
    sender.open()
    sender.hand.press("mail_take_back_0")
    assert "what Alma Reyes has cannot be taken back" in sender.label("take_back_unsure_words")
    sender.hand.press("cancel", sender.hand.sheet("take_back_unsure"))
    assert sender.states() == [MailState.UNSURE]
    sender.hand.press("mail_take_back_0")
    sender.hand.press("main", sender.hand.sheet("take_back_unsure"))
    assert sender.states() == [MailState.TAKEN_BACK]
    SentMessageDialog(sender.hand.window, sender.desk, sender.theme, sender.mails()[0].message_id).open()
    assert sender.label("mail_state") == "Taken back; it may have arrived."
    (entry,) = [
        one
        for one in sender.desk.ask(timelines.of_customer, sender.customer)
        if one.happened == timelines.Happened.MESSAGE
    ]
    assert entry_words.told(entry, "GBP").title == "Message taken back; it may have arrived"


def test_what_may_have_become_untrue_is_read_and_asked_about_before_it_goes(sender: Sender) -> None:
    sender.set_up(_port_of_nobody())
    for words in ("One.", "Two."):
        sender.write(words)
        sender.hand.press("main")
        sender.wait()
    sender.set_up(sender.server.port)
    other = sender.do(lambda session: customers.add(session, "Otto Baum", email="otto@example.org").id)
    sender.do(mailing.queue, other, "Three.", to="otto@example.org", mail_id="<3@x>", file="none")
    sender.do(customers.set_whereabouts, sender.customer, Whereabouts.DIED)
    sender.open()
    assert sender.label("mail_doubt_0") == "Nobody is there to ask any more. Read it before you send it."
    assert not any(one.isVisible() for one in sender.hand.window.findChildren(QWidget, "send_all"))  # Otto's is one
    sender.hand.press("mail_read_0")
    assert "One." in sender.hand.find(TextField, "words", sender.hand.sheet("sent_message")).value()
    sender.hand.sheet("sent_message").dismiss()
    sender.hand.press("mail_send_0")
    assert sender.label("send_doubtful_words") == "Nobody is there to ask any more."
    sender.hand.press("cancel", sender.hand.sheet("send_doubtful"))
    assert sender.server.received == []
    sender.hand.press("mail_send_0")
    sender.hand.press("main", sender.hand.sheet("send_doubtful"))
    sender.wait()
    assert sender.states()[:2] == [MailState.SENT, MailState.WAITING]
    assert len(sender.server.received) == 1


def test_all_that_wait_go_without_those_to_be_read_first(sender: Sender) -> None:
    port = _port_of_nobody()
    for words in ("One.", "Two.", "Three."):
        sender.set_up(port)
        sender.write(words)
        sender.hand.press("main")
        sender.wait()
    sender.set_up(sender.server.port)
    doubtful = sender.mails()[1]
    sender.do(lambda session: setattr(session.load(Message, doubtful.message_id), "occasion", Purpose.THREE_MONTHS))
    sender.do(complaints.open_one, sender.customer, "It drips")
    sender.open()
    assert sender.label("mail_doubt_1") == "A complaint is open. Read it before you send it."
    sender.hand.press("send_all")
    sender.wait()
    assert sender.told[-1] == "2 e-mails sent."
    assert sender.states() == [MailState.SENT, MailState.WAITING, MailState.SENT]


def test_what_became_of_it_could_not_be_noted_and_a_person_says_it(
    sender: Sender, monkeypatch: pytest.MonkeyPatch
) -> None:
    write = Book.write

    def busy_later(book: Book, label: str, now: datetime) -> Any:
        if label.startswith("E-mail handed") or sender.mails() == []:
            return write(book, label, now)
        raise BusyError("Another program has the book.")

    sender.write()
    with monkeypatch.context() as patch:
        patch.setattr(Book, "write", busy_later)
        sender.hand.press("main")
        sender.wait()
    assert sender.states() == [MailState.SENDING]
    sender.open()
    assert sender.states() == [MailState.UNSURE]
    assert "could not be noted. It may have arrived." in sender.label("mail_fault_0")
    sender.hand.press("mail_arrived_0")
    assert sender.states() == [MailState.SENT]


def test_what_is_on_its_way_is_not_doubted_by_looking_into_the_outbox(sender: Sender) -> None:
    sender.set_up(_port_of_nobody())
    sender.write()
    sender.hand.press("main")
    sender.wait()
    mail = sender.mails()[0].id
    sender.do(mailing.begin, mail)
    sender.desk.book.on_their_way.add(mail)
    sheet = sender.open()
    assert sender.states() == [MailState.SENDING]
    sheet.dismiss()
    sender.desk.book.on_their_way.clear()
    sender.open()
    assert sender.states() == [MailState.UNSURE]


def test_what_may_have_arrived_did(sender: Sender) -> None:
    sender.server.behaviour.taken = "drop"
    sender.write()
    sender.hand.press("main")
    sender.wait()
    sender.open()
    sender.hand.press("mail_arrived_0")
    assert sender.states() == [MailState.SENT]
    assert len(sender.server.received) == 1


def test_refused_it_is_taken_back_and_its_customer_opened(sender: Sender) -> None:
    sender.server.behaviour.rcpt["alma@example.org"] = "550 No such user"
    sender.write()
    sender.hand.press("main")
    sender.wait()
    assert "(550 No such user)" in sender.told[0]
    sheet = sender.open()
    asked: list[Any] = []
    sheet.page_asked.connect(lambda key, subject: asked.append((key, subject)))
    sender.hand.press("mail_send_0")  # tried again, and refused again
    sender.wait()
    assert sender.mails()[0].tries == 2
    sender.hand.press("mail_take_back_0")
    assert sender.states() == [MailState.TAKEN_BACK]
    message = sender.mails()[0].message_id
    seen = SentMessageDialog(sender.hand.window, sender.desk, sender.theme, message)
    seen.open()
    assert sender.label("mail_state") == "Taken back. It was not sent."
    seen.dismiss()
    sender.desk.undo()
    sender.hand.press("mail_customer_0")
    assert asked == [("customer", sender.customer)]
    assert sender.hand.no_sheet()


def test_who_is_left_alone_meanwhile_gets_nothing(sender: Sender) -> None:
    sender.set_up(_port_of_nobody())
    sender.write()
    sender.hand.press("main")
    sender.wait()
    sender.set_up(sender.server.port)
    sender.do(customers.set_do_not_contact, sender.customer, leave_alone=True)
    sender.open()
    assert "asked not to be contacted" in sender.label("mail_fault_0")
    assert not sender.hand.find(QWidget, "mail_send_0").isEnabled()
    mail_sending.send(sender.hand.window, sender.desk, sender.theme, [sender.mails()[0].id])
    sender.wait()
    assert "asked not to be contacted" in sender.told[-1]
    assert sender.server.received == []


def test_all_that_wait_go_together(sender: Sender) -> None:
    port = _port_of_nobody()
    for words in ("One.", "Two."):
        sender.set_up(port)
        sender.write(words)
        sender.hand.press("main")
        sender.wait()
    sender.set_up(sender.server.port)
    sender.open()
    sender.hand.press("send_all")
    sender.wait()
    assert sender.told[-1] == "2 e-mails sent."
    assert sender.states() == [MailState.SENT] * 2


def test_without_a_server_what_waits_says_so(sender: Sender) -> None:
    sender.set_up(_port_of_nobody())
    sender.write()
    sender.hand.press("main")
    sender.wait()
    sender.set_up(1, smtp_host="")
    sender.open()
    sender.hand.press("mail_send_0")
    assert sender.told[-1].startswith("No mail server is set up. Nothing was sent.")
    assert sender.states() == [MailState.WAITING]


def test_a_business_without_an_address_of_its_own_cannot_send(sender: Sender) -> None:
    sender.set_up(sender.server.port, email="")
    sender.write()
    assert sender.hand.find(QWidget, "main").text() == "Mark as sent"  # type: ignore[attr-defined]


def test_today_says_that_something_is_not_sent_and_leads_there(
    sender: Sender, desk: Desk, theme: Theme, show: Show, clock: Clock
) -> None:
    page = TodayPage(desk, theme)
    hand = show(page)
    page.refresh()
    assert not page.outbox.isVisible()
    sender.set_up(_port_of_nobody())
    sender.write()
    sender.hand.press("main")
    sender.wait()
    page.refresh()
    banner = hand.find(QWidget, "outbox_banner")
    assert banner.accessibleName() == "1 e-mail is not sent. 1 waiting"
    hand.press("act", banner)
    hand.sheet("outbox")
    hand.press("mail_take_back_0")
    page.refresh()
    assert not page.outbox.isVisible()
    assert desk.ask(mailing.count).all == 0


def test_erased_whom_it_was_for_goes_with_every_byte(sender: Sender, qtbot: QtBot) -> None:
    from tradesman.ui.dialogs.customer_dialog import EraseDialog

    sender.set_up(_port_of_nobody())
    sender.write()
    sender.hand.press("main")
    sender.wait()
    papers = sender.desk.book.papers
    assert len(list(papers.glob("*.eml"))) == 1
    sheet = EraseDialog(sender.hand.window, sender.desk, sender.theme, sender.customer, "Alma Reyes")
    sheet.open()
    sender.hand.type("name", "Alma Reyes")
    sender.hand.press("main")
    sender.desk.background.wait()
    assert sender.desk.ask(lambda session: list(session.exec(select(Customer)).all())) == []
    assert list(papers.glob("*.eml")) == []


def test_a_mail_that_is_queued_while_somebody_else_is_erased_keeps_its_bytes(
    sender: Sender, monkeypatch: pytest.MonkeyPatch
) -> None:
    from tradesman.ui.dialogs.customer_dialog import EraseDialog

    sender.set_up(_port_of_nobody())
    gone: UUID = sender.do(lambda session: customers.add(session, "Otto Baum", email="otto@example.org").id)
    later: list[Callable[[], Any]] = []
    sheet = EraseDialog(sender.hand.window, sender.desk, sender.theme, gone, "Otto Baum")
    sheet.open()
    sender.hand.type("name", "Otto Baum")
    with monkeypatch.context() as patch:
        patch.setattr(sender.desk.background, "run", lambda work, *_rest: later.append(work))
        sender.hand.press("main")
    sender.write()
    sender.hand.press("main")
    sender.wait()
    for work in later:
        work()
    assert [file.name for file in sender.desk.book.papers.glob("*.eml")] == [sender.mails()[0].file]


def test_what_cannot_be_queued_leaves_no_byte_behind(sender: Sender) -> None:
    sender.write()
    sender.do(customers.set_do_not_contact, sender.customer, leave_alone=True)  # in another window
    sender.hand.press("main")
    sender.hand.sheet("message")
    assert "asked not to be contacted" in sender.label("error")
    assert sender.mails() == []
    assert list(sender.desk.book.papers.glob("*.eml")) == []
    sender.do(customers.set_do_not_contact, sender.customer, leave_alone=False)
    sender.hand.press("main")
    sender.wait()
    assert sender.states() == [MailState.SENT]


def test_an_address_of_ones_own_that_is_none_is_said_and_the_words_stay(sender: Sender) -> None:
    sender.set_up(sender.server.port, email="sam at harrow")
    sheet = sender.write()
    sender.hand.press("main")
    assert sender.label("error") == "sam at harrow is not an e-mail address. The e-mail was not written. Correct it."
    assert "I come at nine." in sheet.words.value()
    assert sender.mails() == []
