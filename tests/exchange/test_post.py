"""Sending what waits: whole, once, noted at once; whatever happens in between, never twice without a person."""

from collections.abc import Iterator
from datetime import datetime
from email import message_from_bytes
from email.policy import SMTP
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from sqlmodel import select

from tests import mail_server
from tests.mail_server import PASSWORD, SENDER, USER, MailServer, running
from tests.owner import Owner
from tests.pictures import TELLS, telling
from tradesman.book import backup, cut_off, inspection, shelf, store
from tradesman.book.business import MailSecurity
from tradesman.book.errors import BookError, BusyError
from tradesman.book.outbox import MailState, OutgoingMail
from tradesman.book.store import Book
from tradesman.exchange import eml, post, smtp
from tradesman.exchange.eml import Letter
from tradesman.exchange.smtp import Trouble
from tradesman.services import businesses, customers, mailing


@pytest.fixture(autouse=True)
def _hurried(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(smtp, "context", mail_server.trusting)
    monkeypatch.setattr(smtp, "ANSWER_S", 5)
    monkeypatch.setattr(smtp, "TAKEN_S", 5)


@pytest.fixture
def server() -> Iterator[MailServer]:
    with running() as made:
        yield made


@pytest.fixture
def owner(book: Book, now: datetime, server: MailServer) -> Owner:
    made = Owner(book, now)
    fields = {"smtp_host": "localhost", "smtp_port": server.port, "smtp_user": USER, "email": SENDER}
    made.do(businesses.change, **fields, smtp_security=MailSecurity.STARTTLS)
    return made


def queued(owner: Owner, to: str = "leah@example.org", subject: str = "Grüße", *files: Path) -> UUID:
    customer = owner.customer(to)
    mail_id = eml.new_mail_id(SENDER)
    content = eml.mail(Letter(to, subject, "Hello — £5", "Sam", SENDER, files), mail_id, owner.now)
    file = shelf.keep(owner.book.papers, content, shelf.MAIL)
    found: UUID = owner.do(mailing.queue, customer, "Hello — £5", to=to, mail_id=mail_id, file=file).id
    return found


def posted(owner: Owner, *mail_ids: UUID, password: str = PASSWORD) -> list[tuple[MailState, Trouble | None]]:
    return [(one.state, one.trouble) for one in post.post(owner.book, lambda: owner.now, mail_ids, password)]


def states(owner: Owner) -> list[MailState]:
    return [mail.state for mail in owner.all(OutgoingMail)]


def kept(owner: Owner) -> list[str]:
    folder = owner.book.papers
    return sorted(file.name for file in folder.iterdir()) if folder.is_dir() else []


def test_a_mail_arrives_byte_for_byte_with_its_files_and_leaves_none_behind(
    owner: Owner, server: MailServer, tmp_path: Path
) -> None:
    photo, other = telling(tmp_path / "roof.jpg"), tmp_path / "care.pdf"
    other.write_bytes(bytes(range(256)) * 9 + b"\r\n.\r\n\n.\n")
    mail_id = queued(owner, "leah@example.org", "Grüße", photo, other)
    content = (owner.book.papers / owner.all(OutgoingMail)[0].file).read_bytes()
    assert posted(owner, mail_id) == [(MailState.SENT, None)]
    ((sender, people, arrived),) = server.received
    assert (sender, people, arrived) == (SENDER, ["leah@example.org"], content)
    assert arrived.isascii()
    message = message_from_bytes(arrived, policy=SMTP)
    assert (message["Subject"], message["Message-ID"]) == ("Grüße", owner.all(OutgoingMail)[0].mail_id)
    assert message["X-Unsent"] is None
    body = message.get_body(("plain",))
    assert body is not None
    assert body.get_content().strip() == "Hello — £5"
    picture, paper = [part.get_content() for part in message.iter_attachments()]
    assert paper == other.read_bytes()
    assert [said for said in TELLS if said in picture or said in arrived] == []
    assert kept(owner) == []


def test_a_copy_to_the_owner_has_no_header(owner: Owner, server: MailServer) -> None:
    owner.do(businesses.change, smtp_copy=True)
    assert posted(owner, queued(owner)) == [(MailState.SENT, None)]
    assert server.received[0][1] == ["leah@example.org", SENDER]
    assert b"bcc" not in server.received[0][2].lower()


def test_a_mail_goes_once_however_often_it_is_asked(owner: Owner, server: MailServer) -> None:
    mail_id = queued(owner)
    assert posted(owner, mail_id, mail_id) == [(MailState.SENT, None), (MailState.SENT, None)]
    (again,) = post.post(owner.book, lambda: owner.now, [mail_id], PASSWORD)
    assert again.fault == ""
    assert len(server.received) == 1


def test_offline_it_waits_and_goes_when_it_is_told_under_the_same_id(
    owner: Owner, server: MailServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, second = queued(owner), queued(owner, "otto@example.org")
    port = server.port
    owner.do(businesses.change, smtp_port=1)  # where nobody listens
    assert posted(owner, first, second) == [(MailState.WAITING, Trouble.NOT_REACHED)]  # the second fares the same
    (row, other) = owner.ask(mailing.rows)
    assert "The e-mail is kept in the outbox" in row.fault
    assert other.tried_at is None
    owner.do(businesses.change, smtp_port=port)
    assert posted(owner, first, second) == [(MailState.SENT, None)] * 2
    ids = [message_from_bytes(content)["Message-ID"] for _, _, content in server.received]
    assert ids == [mail.mail_id for mail in owner.all(OutgoingMail)]
    assert len(set(ids)) == 2


def test_refused_for_one_the_others_still_go(owner: Owner, server: MailServer) -> None:
    server.behaviour.rcpt["leah@example.org"] = "550 Nobody here"
    first, second = queued(owner), queued(owner, "otto@example.org")
    assert posted(owner, first, second) == [(MailState.REFUSED, Trouble.RECIPIENT), (MailState.SENT, None)]
    (row,) = owner.ask(mailing.rows)
    assert "(550 Nobody here)" in row.fault
    assert len(kept(owner)) == 1


def test_a_server_that_does_not_end_leaves_the_others_waiting(
    owner: Owner, server: MailServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(smtp, "WHOLE_S", 0.5)
    server.behaviour.mail = "lines"
    first, second = queued(owner), queued(owner, "otto@example.org")
    assert posted(owner, first, second) == [(MailState.WAITING, Trouble.DROPPED)]
    (row, other) = owner.ask(mailing.rows)
    assert "did not come to an end. The e-mail is kept in the outbox." in row.fault
    assert other.tried_at is None
    server.behaviour.mail = ""
    assert posted(owner, first, second) == [(MailState.SENT, None)] * 2


def test_once_the_book_is_being_closed_no_further_mail_begins(
    owner: Owner, server: MailServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(post, "LEAVING_S", 0)
    server.behaviour.taken = "hang"
    first, second = queued(owner), queued(owner, "otto@example.org")
    monkeypatch.setattr(type(owner.book), "given_up", property(lambda _book: bool(server.received)))
    assert posted(owner, first, second) == [(MailState.UNSURE, Trouble.UNSURE)]
    assert states(owner) == [MailState.UNSURE, MailState.WAITING]


def test_broken_off_after_it_was_handed_over_it_is_not_sent_again_by_itself(owner: Owner, server: MailServer) -> None:
    server.behaviour.taken = "drop"
    mail_id = queued(owner)
    assert posted(owner, mail_id) == [(MailState.UNSURE, Trouble.UNSURE)]
    server.behaviour.taken = ""
    assert posted(owner, mail_id) == [(MailState.WAITING, None)]
    assert states(owner) == [MailState.UNSURE]
    assert len(server.received) == 1
    owner.do(mailing.wait_again, mail_id)  # a person said so
    assert posted(owner, mail_id) == [(MailState.SENT, None)]
    first, second = (content for _, _, content in server.received)
    assert first == second


class Killed(BaseException):
    """The power goes."""


def test_killed_between_sending_and_noting_it_is_never_sent_twice(
    owner: Owner, server: MailServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    mail_id = queued(owner)

    def kill(*_args: object, **_kwargs: object) -> None:
        raise Killed

    with monkeypatch.context() as patch:
        patch.setattr(post, "_note", kill)
        with pytest.raises(Killed):
            posted(owner, mail_id)
    assert (len(server.received), states(owner)) == (1, [MailState.SENDING])
    owner.book.close()
    opened = store.open_book(owner.book.folder, owner.now)
    cut_off.settle(opened, owner.now)
    again = Owner(opened, owner.now)
    assert states(again) == [MailState.UNSURE]
    assert posted(again, mail_id) == [(MailState.WAITING, None)]
    assert len(server.received) == 1
    opened.close()


def test_what_nobody_foresaw_is_a_doubt_and_is_not_swallowed(owner: Owner, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_args: object) -> None:
        message = "nobody foresaw it"
        raise RuntimeError(message)

    monkeypatch.setattr(smtp, "deliver", broken)
    mail_id = queued(owner)
    with pytest.raises(RuntimeError, match="foresaw"):
        posted(owner, mail_id)
    (row,) = owner.ask(mailing.rows)
    assert (row.state, row.fault) == (MailState.UNSURE, post.BROKEN)


def test_while_another_program_has_the_book_nothing_goes_unmarked(
    owner: Owner, server: MailServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    mail_id, write = queued(owner), Book.write

    def busy(_book: Book, label: str, _now: datetime) -> Any:
        raise BusyError(f"Another program has the book: {label}.")

    with monkeypatch.context() as patch:
        patch.setattr(Book, "write", busy)
        assert posted(owner, mail_id) == [(MailState.WAITING, None)]
    assert server.received == []

    def busy_later(book: Book, label: str, now: datetime) -> Any:
        return write(book, label, now) if label.startswith("E-mail handed") else busy(book, label, now)

    with monkeypatch.context() as patch:
        patch.setattr(Book, "write", busy_later)
        assert posted(owner, mail_id) == [(MailState.SENT, None)]
    assert states(owner) == [MailState.SENDING]  # which the next start doubts
    cut_off.settle(owner.book, owner.now)
    assert states(owner) == [MailState.UNSURE]


def test_a_mail_whose_file_is_gone_or_changed_is_not_sent(owner: Owner, server: MailServer) -> None:
    first, second = queued(owner), queued(owner, "otto@example.org")
    files = [owner.book.papers / mail.file for mail in owner.all(OutgoingMail)]
    files[0].unlink()
    files[1].write_bytes(b"From: somebody else\r\n\r\n")
    done = post.post(owner.book, lambda: owner.now, [first, second], PASSWORD)
    assert {one.fault for one in done} == {
        "The file of this e-mail is gone. Nothing was sent. Take it back and write it again."
    }
    assert states(owner) == [MailState.WAITING] * 2
    assert server.received == []
    with pytest.raises(BookError, match="This paper is missing"):
        list(inspection.inspect(owner.book.folder))


def test_erased_while_it_waits_nothing_goes_and_no_byte_stays(owner: Owner, server: MailServer) -> None:
    mail_id = queued(owner, "gone@example.org")
    other = queued(owner, "otto@example.org")
    gone = owner.all(OutgoingMail)[0].customer_id
    theirs = owner.ask(mailing.files_of, gone)
    owner.do(customers.erase, gone)
    shelf.sweep(owner.book.papers, theirs - owner.ask(mailing.files))
    assert kept(owner) == [mail.file for mail in owner.all(OutgoingMail)]
    (done,) = post.post(owner.book, lambda: owner.now, [mail_id], PASSWORD)
    assert "no longer in the book" in done.fault
    assert server.received == []
    assert posted(owner, other) == [(MailState.SENT, None)]
    everything = b"".join(file.read_bytes() for file in owner.book.folder.rglob("*") if file.is_file())
    assert b"gone@example.org" not in everything


def test_erased_while_it_is_sent(owner: Owner, server: MailServer, monkeypatch: pytest.MonkeyPatch) -> None:
    mail_id = queued(owner)
    deliver = smtp.deliver

    def meanwhile(*args: Any) -> None:
        deliver(*args)
        owner.do(customers.erase, owner.all(OutgoingMail)[0].customer_id)

    monkeypatch.setattr(smtp, "deliver", meanwhile)
    assert posted(owner, mail_id) == [(MailState.SENT, None)]
    assert states(owner) == []


def test_a_backup_has_what_waits_and_its_restored_book_sends_nothing_twice(
    owner: Owner, server: MailServer, tmp_path: Path
) -> None:
    mail_id = queued(owner)
    out = tmp_path / "out" / "book.zip"
    out.parent.mkdir()
    assert backup.back_up(owner.book.folder, out, owner.now).papers == 1
    assert posted(owner, mail_id) == [(MailState.SENT, None)]  # after the backup was made
    backup.restore(out, tmp_path / "Again.tradesman", owner.now)
    opened = store.open_book(tmp_path / "Again.tradesman", owner.now)
    again = Owner(opened, owner.now)
    assert posted(again, mail_id) == [(MailState.WAITING, None)]
    (row,) = again.ask(mailing.rows)
    assert (row.state, row.fault) == (MailState.UNSURE, cut_off.RESTORED)
    assert len(server.received) == 1
    again.do(mailing.wait_again, mail_id)
    assert posted(again, mail_id) == [(MailState.SENT, None)]
    assert server.received[0] == server.received[1]
    assert list(inspection.inspect(opened.folder))
    opened.close()


def test_the_password_is_nowhere_in_the_book(owner: Owner, server: MailServer, tmp_path: Path) -> None:
    mail_id = queued(owner)
    assert posted(owner, mail_id, password="wrong") == [(MailState.WAITING, Trouble.PASSWORD)]
    assert posted(owner, mail_id) == [(MailState.SENT, None)]
    with owner.book.read(owner.now) as session:
        assert session.exec(select(OutgoingMail)).one().state == MailState.SENT
    secret = PASSWORD.encode()
    assert not any(secret in file.read_bytes() for file in tmp_path.rglob("*") if file.is_file())
