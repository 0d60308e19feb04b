"""Handing e-mails over: every fault of a server told apart, nothing in the clear, nothing twice."""

import socket
import threading
import time
from collections.abc import Iterator
from typing import Any

import pytest

from tests import mail_server
from tests.mail_server import PASSWORD, RAN_OUT, SENDER, USER, MailServer, certificate, running
from tradesman.book.business import MailSecurity
from tradesman.book.outbox import MailState
from tradesman.exchange import smtp, smtp_wire
from tradesman.exchange.smtp import MailFault, Trouble

LEAH = "leah@example.org"
CONTENT = b"Subject: Hello\r\n\r\n.dots\r\n..stay\r\n"


@pytest.fixture(autouse=True)
def _hurried(monkeypatch: pytest.MonkeyPatch) -> None:
    """This computer trusts the authority of the tests, and nobody waits long."""
    monkeypatch.setattr(smtp, "context", mail_server.trusting)
    monkeypatch.setattr(smtp, "ANSWER_S", 5)
    monkeypatch.setattr(smtp, "TAKEN_S", 5)


@pytest.fixture
def server() -> Iterator[MailServer]:
    with running() as made:
        yield made


def fault(server: MailServer, to: str = LEAH, content: bytes = CONTENT, **other: object) -> MailFault:
    with pytest.raises(MailFault) as found:
        smtp.deliver(server.account(**other), to, content)
    assert PASSWORD not in str(found.value)
    return found.value


def nothing_goes(server: MailServer, trouble: Trouble, state: MailState, to: str = LEAH, **other: Any) -> MailFault:
    """The fault when nothing reached the server: what kind it is of, and what becomes of the mail."""
    found = fault(server, to, **other)
    assert (found.trouble, found.state, server.received) == (trouble, state, [])
    return found


@pytest.mark.parametrize("security", MailSecurity)
def test_the_very_bytes_arrive_once_and_only_encrypted(security: MailSecurity) -> None:
    with running(security) as server:
        smtp.deliver(server.account(), LEAH, CONTENT)
        assert server.received == [(SENDER, [LEAH], CONTENT)]
        assert server.logins == [(USER, PASSWORD)]
        assert b"AUTH" not in server.clear
        assert b"MAIL" not in server.clear


def test_a_copy_goes_to_the_owner_by_the_envelope_and_is_let_go_where_it_is_refused(server: MailServer) -> None:
    smtp.deliver(server.account(), LEAH, CONTENT, SENDER)
    server.behaviour.rcpt[SENDER] = "550 No"
    smtp.deliver(server.account(), LEAH, CONTENT, SENDER)
    smtp.deliver(server.account(), LEAH, CONTENT, LEAH)
    assert [people for _, people, _ in server.received] == [[LEAH, SENDER], [LEAH], [LEAH]]
    assert {content for _, _, content in server.received} == {CONTENT}


def test_a_domain_of_other_scripts_is_named_in_letters_that_every_server_knows(server: MailServer) -> None:
    smtp.deliver(server.account(), "leah@exämple.org", CONTENT)
    assert server.received[0][1] == ["leah@xn--exmple-cua.org"]


def test_letters_that_a_server_does_not_know_are_refused_before_anything_is_sent(server: MailServer) -> None:
    nothing_goes(server, Trouble.RECIPIENT, MailState.REFUSED, "lëah@example.org")
    with running(enable_SMTPUTF8=True) as other:
        smtp.deliver(other.account(), "lëah@example.org", CONTENT)
        assert other.received[0][1] == ["lëah@example.org"]


# Nothing in the clear


@pytest.mark.parametrize("security", MailSecurity)
def test_a_server_without_encryption_gets_nothing(security: MailSecurity) -> None:
    with running(shows=None) as server:
        nothing_goes(server, Trouble.NO_TLS, MailState.WAITING, security=security)
        assert not any(said in server.clear for said in (b"AUTH", b"MAIL", b"leah", b"dots"))


def test_a_server_whose_encryption_fails_just_now_gets_nothing(
    server: MailServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("smtplib.SMTP.docmd", lambda _self, _cmd, _args="": (454, b"TLS not available"))
    assert fault(server).trouble == Trouble.NO_TLS
    assert b"MAIL" not in server.clear


@pytest.mark.parametrize(
    ("host", "by", "until", "says"),
    [
        ("localhost", "strangers", None, r"Nobody that this computer trusts vouches for localhost\."),
        ("mail.other.example", "ours", None, r"certificate of localhost is made out to another name\."),
        ("localhost", "ours", RAN_OUT, r"certificate of localhost does not hold today\."),
    ],
)
@pytest.mark.parametrize("security", MailSecurity)
def test_a_wrong_certificate_ends_it(host: str, by: str, until: object, says: str, security: MailSecurity) -> None:
    with running(security, shows=lambda: certificate(host, by, until)) as server:  # type: ignore[arg-type]
        nothing_goes(server, Trouble.CERTIFICATE, MailState.WAITING)
        with pytest.raises(MailFault, match=says):
            smtp.try_connection(server.account())
        assert server.logins == []
        assert b"AUTH" not in server.clear


def test_the_wrong_way_of_encryption_is_told_by_the_port() -> None:
    with running(MailSecurity.STARTTLS) as server:
        assert "Port 465 goes with TLS" in str(fault(server, security=MailSecurity.TLS))


# Not reached


def test_nobody_listens() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
    server = MailServer(port, MailSecurity.STARTTLS, mail_server.Behaviour())
    found = nothing_goes(server, Trouble.NOT_REACHED, MailState.WAITING)
    assert found.of_the_mail == (
        f"localhost takes no mail at port {port} just now. The e-mail is kept in the outbox."
        " Try again later, or check the port in Settings."
    )


def test_a_name_that_is_not_found_is_offline_or_a_slip(server: MailServer, monkeypatch: pytest.MonkeyPatch) -> None:
    def offline(*_args: object, **_kwargs: object) -> None:
        raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")

    monkeypatch.setattr("smtplib.socket.create_connection", offline)
    found = fault(server)
    assert (found.trouble, str(found)) == (
        Trouble.NOT_REACHED,
        "localhost could not be found. Nothing was sent. Go online first, or check the name of the server in Settings.",
    )


def test_no_network(server: MailServer, monkeypatch: pytest.MonkeyPatch) -> None:
    def unreachable(*_args: object, **_kwargs: object) -> None:
        raise OSError(101, "Network is unreachable")

    monkeypatch.setattr("smtplib.socket.create_connection", unreachable)
    assert fault(server).trouble == Trouble.NOT_REACHED


def test_a_server_that_says_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(smtp, "ANSWER_S", 0.05)
    with socket.create_server(("127.0.0.1", 0)) as silent:
        server = MailServer(silent.getsockname()[1], MailSecurity.STARTTLS, mail_server.Behaviour())
        assert "did not answer" in str(nothing_goes(server, Trouble.NOT_REACHED, MailState.WAITING))


# Who sends


def test_a_wrong_password(server: MailServer) -> None:
    nothing_goes(server, Trouble.PASSWORD, MailState.WAITING, password="guessed")
    with pytest.raises(MailFault, match="did not take the user name or the password"):
        smtp.try_connection(server.account(password="guessed"))


def test_trying_the_connection_logs_in_and_sends_nothing(server: MailServer) -> None:
    smtp.try_connection(server.account())
    assert (server.logins, server.received) == ([(USER, PASSWORD)], [])


def test_by_the_other_way_to_log_in() -> None:
    with running(auth_exclude_mechanism=["PLAIN"]) as server:
        smtp.deliver(server.account(), LEAH, CONTENT)
        assert server.logins == [(USER, PASSWORD)]
        assert fault(server, password="guessed").trouble == Trouble.PASSWORD


def test_a_server_that_takes_no_password() -> None:
    with running(asks=False, auth_exclude_mechanism=["PLAIN", "LOGIN"]) as server:
        nothing_goes(server, Trouble.NO_LOGIN, MailState.WAITING)


def test_the_owners_password_is_in_no_text_of_the_account(server: MailServer) -> None:
    assert PASSWORD not in f"{server.account()!r} {server.account()}"


# What it says no to


@pytest.mark.parametrize(
    ("step", "answer", "trouble", "state"),
    [
        ("rcpt", "550 5.1.1 No such user", Trouble.RECIPIENT, MailState.REFUSED),
        ("rcpt", "450 4.2.1 Try later", Trouble.LATER, MailState.WAITING),
        ("rcpt", "421 Closing", Trouble.LATER, MailState.WAITING),
        ("rcpt", "drop", Trouble.DROPPED, MailState.WAITING),
        ("mail", "553 Not yours", Trouble.SENDER, MailState.REFUSED),
        ("mail", "530 Log in", Trouble.PASSWORD, MailState.WAITING),
        ("mail", "552 Too large", Trouble.TOO_LARGE, MailState.REFUSED),
        ("mail", "451 Busy", Trouble.LATER, MailState.WAITING),
        ("mail", "drop", Trouble.DROPPED, MailState.WAITING),
        ("data", "drop", Trouble.DROPPED, MailState.WAITING),
        ("data", "451 Not now", Trouble.LATER, MailState.WAITING),
        ("data", "554 Never", Trouble.CONTENT, MailState.REFUSED),
        ("data", "250 What", Trouble.LATER, MailState.WAITING),
        ("taken", "554 Spam", Trouble.CONTENT, MailState.REFUSED),
        ("taken", "552 Too large", Trouble.TOO_LARGE, MailState.REFUSED),
        ("taken", "451 Later", Trouble.LATER, MailState.WAITING),
        ("taken", "354 What", Trouble.UNSURE, MailState.UNSURE),
    ],
)
def test_what_it_says_no_to(server: MailServer, step: str, answer: str, trouble: Trouble, state: MailState) -> None:
    answers(server, step, answer)
    nothing_goes(server, trouble, state)


def answers(server: MailServer, step: str, answer: str) -> None:
    """Lets a server say this at one step."""
    setattr(server.behaviour, step, {LEAH: answer} if step == "rcpt" else answer)


def test_what_it_says_is_told_in_its_own_words(server: MailServer) -> None:
    answers(server, "rcpt", "550 5.1.1 No such user")
    found = fault(server).of_the_mail
    assert f"does not take e-mail for {LEAH} (550 5.1.1 No such user). The e-mail is kept" in found


def test_a_server_cannot_put_words_over_several_lines(server: MailServer) -> None:
    answers(server, "rcpt", "550-<b>First</b>\r\n550 \x1b[31m\u202esecond " + "long " * 99)
    said = str(fault(server))
    assert said.isprintable()
    assert len(said) < 350


def test_too_large_is_known_before_a_byte_is_sent() -> None:
    with running(data_size_limit=1000) as server:
        nothing_goes(server, Trouble.TOO_LARGE, MailState.REFUSED, content=CONTENT + b"x" * 1000 + b"\r\n")


# When it breaks off or does not come to an end


@pytest.fixture
def in_a_moment(monkeypatch: pytest.MonkeyPatch) -> None:
    """There is next to no time for anything, and nobody is left that talks to a server."""
    monkeypatch.setattr(smtp, "WHOLE_S", 0.5)
    monkeypatch.setattr(smtp, "TAKEN_S", 0.1)


def talking() -> list[threading.Thread]:
    """The conversations that go on, for at most a few seconds."""
    for thread in threading.enumerate():
        if thread.name == smtp_wire.THREAD:
            thread.join(5)
    return [thread for thread in threading.enumerate() if thread.name == smtp_wire.THREAD]


@pytest.mark.usefixtures("in_a_moment")
@pytest.mark.parametrize("how", ["drop", "cut", "hang", *mail_server.ENDLESS])
def test_after_data_it_may_have_arrived(server: MailServer, how: str) -> None:
    answers(server, "taken", how)
    found = fault(server)
    assert (found.trouble, found.state) == (Trouble.UNSURE, MailState.UNSURE)
    assert found.of_the_mail == (
        "localhost did not say that it has the e-mail, which may have arrived. The e-mail is kept in the outbox."
        " Ask whether it came before it is sent again."
    )
    assert len(server.received) == 1
    assert talking() == []


@pytest.mark.usefixtures("in_a_moment")
@pytest.mark.parametrize("how", mail_server.ENDLESS)
@pytest.mark.parametrize(
    ("security", "step"),
    [*((each, "greeting") for each in MailSecurity), *((MailSecurity.STARTTLS, step) for step in ("ehlo", "data"))],
)
def test_what_does_not_end_before_data_has_sent_nothing(security: MailSecurity, step: str, how: str) -> None:
    with running(security) as server:
        answers(server, step, how)
        found = nothing_goes(server, Trouble.DROPPED, MailState.WAITING)
        assert found.of_the_mail == (
            "localhost did not come to an end. The e-mail is kept in the outbox."
            " Try again later, or check the server in Settings."
        )
        assert talking() == []


def test_there_is_more_time_for_a_larger_mail(server: MailServer, monkeypatch: pytest.MonkeyPatch) -> None:
    given: list[float] = []
    monkeypatch.setattr(smtp_wire.Wire, "hand_over", lambda _self, seconds: given.append(seconds))
    for size in (0, 50_000):
        smtp.deliver(server.account(), LEAH, CONTENT + b"x\r\n" * size)
    assert given[1] - given[0] == pytest.approx(150_000 / smtp.SLOWEST)


def test_a_slow_line_has_time_for_each_piece(server: MailServer, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(smtp, "TAKEN_S", 0.4)
    server.behaviour.slowly = True
    connected = socket.create_connection

    def narrow(*asked: Any, **options: Any) -> socket.socket:
        made = connected(*asked, **options)
        made.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, 32 * 1024)
        return made

    monkeypatch.setattr(socket, "create_connection", narrow)
    content = CONTENT + (b"x" * 900 + b"\r\n") * 3000
    smtp.deliver(server.account(), LEAH, content)
    assert [mail for _from, _to, mail in server.received] == [content]


@pytest.mark.parametrize(
    ("step", "state"), [("greeting", MailState.WAITING), ("data", MailState.WAITING), ("taken", MailState.UNSURE)]
)
def test_who_leaves_does_not_wait_for_a_server(server: MailServer, step: str, state: MailState) -> None:
    answers(server, step, "hang")
    asked: list[float] = []

    def given_up() -> bool:
        asked.append(time.monotonic())
        return step != "taken" or bool(server.received)

    with pytest.raises(MailFault) as found:
        smtp.deliver(server.account(), LEAH, CONTENT, "", given_up)
    assert time.monotonic() - asked[-1] < 1
    assert found.value.state == state
    if state == MailState.WAITING:
        assert found.value.happened == "The book was closed before localhost had the e-mail"
    assert len(server.received) == (state == MailState.UNSURE)


def test_what_was_given_up_before_it_was_handed_over_is_never_sent() -> None:
    wire = smtp_wire.Wire(60)
    wire.end()
    with pytest.raises(smtp_wire.EndlessError):
        wire.hand_over(60)
    assert not wire.handed_over
