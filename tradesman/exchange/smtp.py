"""Handing an e-mail to the owner's mail server: encrypted or not at all, once, and every fault in a sentence."""

import smtplib
import socket
import ssl
from base64 import b64encode
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from enum import StrEnum

from tradesman.book.business import MailSecurity
from tradesman.book.direction import one_line
from tradesman.book.errors import BookError
from tradesman.book.outbox import MailState
from tradesman.exchange import eml
from tradesman.exchange.smtp_wire import Clear, Encrypted, EndlessError, LeftError, Wire, talk

ANSWER_S = 20  # seconds in which a server answers
WHOLE_S = 60  # seconds for everything that is said until the mail is handed over
TAKEN_S = 120  # seconds in which it says that it has the whole mail; some look through it first
SLOWEST = 20_000  # bytes a second of a mail on its way; a slower line is none
PIECE = 64 * 1024  # bytes that are written at once; TAKEN_S goes for each, as by TLS a write has one end for all of it
LONGEST_REPLY = 120  # characters of a server's own words
OUR_NAME = "[127.0.0.1]"  # what a server is told, as the name of the computer is nobody's business; RFC 5321, 4.1.3
KEPT = "The e-mail is kept in the outbox."
NOTHING_SENT = "Nothing was sent."
_RAN_OUT, _OTHER_NAME = frozenset({9, 10}), frozenset({62, 64})  # OpenSSL's X509_V_ERR_... for these


class Trouble(StrEnum):
    """What went wrong on the way to the mail server or with it."""

    NOT_REACHED = "not_reached"
    NO_TLS = "no_tls"
    CERTIFICATE = "certificate"
    PASSWORD = "password"  # noqa: S105
    NO_LOGIN = "no_login"
    SENDER = "sender"
    RECIPIENT = "recipient"
    LATER = "later"
    TOO_LARGE = "too_large"
    CONTENT = "content"
    DROPPED = "dropped"
    UNSURE = "unsure"


# The same would go wrong with every other mail.
STOPS_ALL = frozenset(
    {Trouble.NOT_REACHED, Trouble.NO_TLS, Trouble.CERTIFICATE, Trouble.PASSWORD, Trouble.NO_LOGIN, Trouble.DROPPED}
)
_REFUSED = frozenset({Trouble.SENDER, Trouble.RECIPIENT, Trouble.TOO_LARGE, Trouble.CONTENT})


class MailFault(BookError):
    """A mail did not go, or may have gone; what happened and what to do stand apart, as what was kept differs."""

    def __init__(self, trouble: Trouble, happened: str, to_do: str) -> None:
        super().__init__(f"{happened}. {NOTHING_SENT} {to_do}")
        self.trouble, self.happened, self.to_do = trouble, happened, to_do

    @property
    def state(self) -> MailState:
        """What becomes of the mail."""
        if self.trouble == Trouble.UNSURE:
            return MailState.UNSURE
        return MailState.REFUSED if self.trouble in _REFUSED else MailState.WAITING

    @property
    def of_the_mail(self) -> str:
        """The sentence for a mail in the outbox."""
        return f"{self.happened}. {KEPT} {self.to_do}"


@dataclass(frozen=True)
class Account:
    """A mail server, how it is reached, and who is known there."""

    host: str
    port: int
    security: MailSecurity
    user: str
    sender: str
    password: str = field(repr=False)


def _stay() -> bool:
    return False


def deliver(account: Account, to: str, content: bytes, copy_to: str = "", given_up: Callable[[], bool] = _stay) -> None:
    """Hands these very bytes over for one address, and for the owner's own where a copy is wanted.

    MailFault says whether the mail waits, was refused or may have arrived. A copy that is refused is let go. Takes as
    long as there is for it, and no longer once `given_up` says that somebody wants to leave.
    """
    people = list(dict.fromkeys(eml.on_the_wire(address) for address in (to, copy_to) if address))

    def say(server: smtplib.SMTP, wire: Wire) -> None:
        _name_sender(server, account, len(content), plain="".join(people).isascii())
        _name_people(server, account, people)
        _hand_over(server, account, content, wire)

    _talk(account, say, given_up)


def try_connection(account: Account, given_up: Callable[[], bool] = _stay) -> None:
    """Logs in and sends nothing; MailFault as of `deliver`."""
    _talk(account, lambda _server, _wire: None, given_up)


def context() -> ssl.SSLContext:
    """How a server has to prove who it is: a certificate that this computer trusts, made out to the name asked for."""
    return ssl.create_default_context()


# The way there


def _talk(account: Account, say: Callable[[smtplib.SMTP, Wire], None], given_up: Callable[[], bool]) -> None:
    wire, host = Wire(WHOLE_S), account.host

    def talked() -> None:
        with _connected(account, wire) as server:
            say(server, wire)

    try:
        talk(wire, talked, given_up)
    except (EndlessError, LeftError) as error:
        if wire.handed_over:
            raise _perhaps(host) from error
        happened, to_do = f"{host} did not come to an end", "Try again later, or check the server in Settings."
        if isinstance(error, LeftError):
            happened, to_do = f"The book was closed before {host} had the e-mail", "Send it again."
        raise MailFault(Trouble.DROPPED, happened, to_do) from error


@contextmanager
def _connected(account: Account, wire: Wire) -> Iterator[smtplib.SMTP]:
    """A server that is logged in at; what breaks off before a mail is handed over has sent nothing."""
    server = _reached(account, wire)
    try:
        _log_in(server, account)
        yield server
    except OSError as error:  # of which those of smtplib are a kind as well
        happened = f"{account.host} broke off before it had the e-mail"
        raise MailFault(Trouble.DROPPED, happened, "Try again.") from error
    finally:
        with suppress(OSError):  # nobody waits for the answer: what counts is noted already
            server.putcmd("QUIT")
        server.close()


def _reached(account: Account, wire: Wire) -> smtplib.SMTP:
    host, port = account.host, account.port
    try:
        return _encrypted(account, wire)
    except ssl.SSLCertVerificationError as error:
        raise _uncertain(host, error) from error
    except ssl.SSLError as error:
        happened = f"{host} and this computer could not agree on encryption at port {port}"
        raise MailFault(
            Trouble.NO_TLS, happened, "Port 465 goes with TLS, port 587 with STARTTLS. Check both in Settings."
        ) from error
    except socket.gaierror as error:
        to_do = "Go online first, or check the name of the server in Settings."
        raise MailFault(Trouble.NOT_REACHED, f"{host} could not be found", to_do) from error
    except (ConnectionRefusedError, smtplib.SMTPConnectError) as error:
        happened = f"{host} takes no mail at port {port} just now"
        to_do = "Try again later, or check the port in Settings."
        raise MailFault(Trouble.NOT_REACHED, happened, to_do) from error
    except OSError as error:  # of which those of smtplib are a kind, which hide that time ran out
        if isinstance(error, TimeoutError) or isinstance(error.__context__, TimeoutError):
            happened = f"{host} did not answer at port {port}"
            to_do = "Try again later. Port 465 goes with TLS, port 587 with STARTTLS; Settings has both."
        else:
            happened, to_do = f"{host} could not be reached", "Go online first, or check the server in Settings."
        raise MailFault(Trouble.NOT_REACHED, happened, to_do) from error


def _encrypted(account: Account, wire: Wire) -> smtplib.SMTP:
    """A connection on which nothing but the greeting was said in the clear."""
    host, port = account.host, account.port
    if account.security == MailSecurity.TLS:
        server: Clear = Encrypted(wire, host, port, OUR_NAME, timeout=ANSWER_S, context=context())
    else:
        server = Clear(wire, host, port, OUR_NAME, timeout=ANSWER_S)
    try:
        if account.security == MailSecurity.STARTTLS:
            server.starttls(context=context())  # says EHLO first, and NotSupported where it is not offered
        server.ehlo()
    except (smtplib.SMTPNotSupportedError, smtplib.SMTPResponseException) as error:
        server.close()
        raise _in_the_clear(account) from error
    except BaseException:
        server.close()
        raise
    return server


def _in_the_clear(account: Account) -> MailFault:
    happened = f"{account.host} offers no encryption at port {account.port}, and in the clear nothing is sent"
    return MailFault(Trouble.NO_TLS, happened, "Ask your provider for the server and port with STARTTLS or TLS.")


def _uncertain(host: str, error: ssl.SSLCertVerificationError) -> MailFault:
    if error.verify_code in _RAN_OUT:
        happened, to_do = f"The certificate of {host} does not hold today", "Check the clock of this computer first."
    elif error.verify_code in _OTHER_NAME:
        happened, to_do = f"The certificate of {host} is made out to another name", "Check the name in Settings."
    else:
        happened = f"Nobody that this computer trusts vouches for {host}"
        to_do = "Check the name in Settings, and ask your provider before you go on."
    return MailFault(Trouble.CERTIFICATE, happened, to_do)


def _log_in(server: smtplib.SMTP, account: Account) -> None:
    """By PLAIN or LOGIN, in UTF-8; both are safe here, as the connection is encrypted. RFC 4616."""
    offered = server.esmtp_features.get("auth", "").upper().split()
    user, password = account.user.encode(), account.password.encode()
    if "PLAIN" in offered:
        code, reply = server.docmd("AUTH", "PLAIN " + _base64(b"\0" + user + b"\0" + password))
    elif "LOGIN" in offered:
        code, reply = server.docmd("AUTH", "LOGIN")
        for part in (user, password):
            if code == 334:
                code, reply = server.docmd(_base64(part))
    else:
        to_do = "Outlook.com and Microsoft 365 are like that: write there by Open in mail."
        raise MailFault(Trouble.NO_LOGIN, f"{account.host} takes no user name and password", to_do)
    if code not in (235, 503):  # 503: it knows already who is there
        if 400 <= code < 500:
            raise _later(account.host, code, reply)
        happened = f"{account.host} did not take the user name or the password{_said(code, reply)}"
        raise MailFault(Trouble.PASSWORD, happened, "Type the password again; Gmail wants an app password.")


def _base64(content: bytes) -> str:
    return b64encode(content).decode("ascii")


# The mail


def _name_sender(server: smtplib.SMTP, account: Account, size: int, *, plain: bool) -> None:
    sender, options = eml.on_the_wire(account.sender), []
    most = server.esmtp_features.get("size", "")
    if most.isdecimal() and 0 < int(most) < size:
        raise _too_large(account.host)
    if server.has_extn("size"):
        options.append(f"SIZE={size}")
    if not (plain and sender.isascii()):
        if not server.has_extn("smtputf8"):
            happened = f"{account.host} knows no addresses with such letters"
            raise MailFault(Trouble.RECIPIENT, happened, "Ask for another address, or write by Open in mail.")
        options.append("SMTPUTF8")
    code, reply = server.mail(sender, options)
    if 200 <= code < 300:
        return
    if code in (523, 552):
        raise _too_large(account.host)
    if code in (530, 535):
        happened = f"{account.host} wants to know who sends{_said(code, reply)}"
        raise MailFault(Trouble.PASSWORD, happened, "Check the user name and the password in Settings.")
    if code < 500:
        raise _later(account.host, code, reply)
    happened = f"{account.host} takes no e-mail from {account.sender}{_said(code, reply)}"
    raise MailFault(Trouble.SENDER, happened, "Check your e-mail address under Settings, Business.")


def _name_people(server: smtplib.SMTP, account: Account, people: list[str]) -> None:
    """The first has to be taken; a copy for the owner may be refused."""
    for person in people:
        code, reply = server.rcpt(person)
        if 200 <= code < 300 or person != people[0]:
            continue
        if code < 500:
            raise _later(account.host, code, reply)
        happened = f"{account.host} does not take e-mail for {person}{_said(code, reply)}"
        raise MailFault(Trouble.RECIPIENT, happened, "Check the address: take it back, correct it, write again.")


def _hand_over(server: smtplib.SMTP, account: Account, content: bytes, wire: Wire) -> None:
    """From the first byte on, what breaks off may have arrived; before, and where the server says no, it has not."""
    code, reply = server.docmd("DATA")
    if code == 354:
        wire.hand_over(TAKEN_S + len(content) / SLOWEST)
        try:
            if server.sock is not None:
                server.sock.settimeout(TAKEN_S)
            stuffed = content.replace(b"\r\n.", b"\r\n..")  # RFC 5321, 4.5.2
            stuffed = b"." + stuffed if stuffed.startswith(b".") else stuffed
            whole = memoryview(stuffed.removesuffix(b"\r\n") + b"\r\n.\r\n")
            for start in range(0, len(whole), PIECE):
                server.send(whole[start : start + PIECE])
            code, reply = server.getreply()
        except (smtplib.SMTPException, OSError) as error:
            raise _perhaps(account.host) from error
        if 200 <= code < 300:
            return
        if not 400 <= code < 600:
            raise _perhaps(account.host)
    if code in (523, 552):
        raise _too_large(account.host)
    if code < 500:
        raise _later(account.host, code, reply)
    happened = f"{account.host} does not take this e-mail{_said(code, reply)}"
    raise MailFault(Trouble.CONTENT, happened, "Take it back, change it, and send it again.")


def _perhaps(host: str) -> MailFault:
    happened = f"{host} did not say that it has the e-mail, which may have arrived"
    return MailFault(Trouble.UNSURE, happened, "Ask whether it came before it is sent again.")


def _too_large(host: str) -> MailFault:
    to_do = "Take it back, take some files out, and send it again."
    return MailFault(Trouble.TOO_LARGE, f"{host} takes no e-mail as large as this", to_do)


def _later(host: str, code: int, reply: bytes) -> MailFault:
    return MailFault(Trouble.LATER, f"{host} does not take it just now{_said(code, reply)}", "Try again later.")


def _said(code: int, reply: bytes) -> str:
    """The server's own words, which a provider can be asked about."""
    said = one_line(reply.decode("utf-8", "replace"))[:LONGEST_REPLY].rstrip(". ")
    return f" ({code} {said})" if said else f" ({code})"
