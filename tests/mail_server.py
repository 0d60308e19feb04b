"""A mail server on this computer, with certificates of its own, for every fault that one can have."""

import asyncio
import logging
import socket
import ssl
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import cache
from typing import Any

import trustme
from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session

from tradesman.book.business import MailSecurity
from tradesman.exchange.smtp import Account

logging.getLogger("mail.log").setLevel(logging.CRITICAL)  # of aiosmtpd, which notes every fault that is meant
OURS = "ours"
USER, PASSWORD, SENDER = "sam@harrow.example", "pässword only the keyring knows", "sam@harrow.example"


@cache
def authority(name: str) -> trustme.CA:
    """Who vouches for certificates; each name is another one."""
    return trustme.CA(organization_name=name)


def certificate(host: str = "localhost", by: str = OURS, until: datetime | None = None) -> ssl.SSLContext:
    """What a server shows."""
    made = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority(by).issue_cert(host, not_after=until).configure_cert(made)
    return made


RAN_OUT = datetime(2020, 1, 1, tzinfo=UTC)


def trusting() -> ssl.SSLContext:
    """What a computer trusts on which only our authority is known."""
    made = ssl.create_default_context()
    authority(OURS).configure_trust(made)
    return made


@dataclass
class Behaviour:
    """What a server does at each step: "drop", "cut", "hang", one of ENDLESS or an answer of its own.

    Nothing is as it should be. At the greeting and at EHLO it has no answer of its own. The mail it reads `slowly`, as
    from a line of few bytes.
    """

    greeting: str = ""
    ehlo: str = ""
    mail: str = ""
    rcpt: dict[str, str] = field(default_factory=dict)
    data: str = ""
    taken: str = ""
    slowly: bool = False


@dataclass
class MailServer:
    """A running server: what reached it, in which letters, and what was ever said to it in the clear."""

    port: int
    security: MailSecurity
    behaviour: Behaviour
    received: list[tuple[str, list[str], bytes]] = field(default_factory=list)
    clear: bytearray = field(default_factory=bytearray)
    logins: list[tuple[str, str]] = field(default_factory=list)

    def account(self, **other: Any) -> Account:
        """How it is reached."""
        known = {"host": "localhost", "user": USER, "password": PASSWORD, "sender": SENDER}
        return Account(**{"port": self.port, "security": self.security, **known, **other})

    # What aiosmtpd asks its handler

    async def handle_MAIL(
        self, server: SMTP, _session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        await _behave(server, self.behaviour.mail)
        envelope.mail_from = address
        envelope.mail_options.extend(options)
        return self.behaviour.mail or "250 OK"

    async def handle_RCPT(
        self, server: SMTP, _session: Session, envelope: Envelope, address: str, _options: list[str]
    ) -> str:
        answer = self.behaviour.rcpt.get(address, "")
        await _behave(server, answer)
        if not answer:
            envelope.rcpt_tos.append(address)
        return answer or "250 OK"

    async def handle_DATA(self, server: SMTP, _session: Session, envelope: Envelope) -> str:
        content = envelope.original_content or b""
        if self.behaviour.taken in ("", "drop", "cut", "hang", *ENDLESS):  # what it says afterwards is lost
            self.received.append((str(envelope.mail_from), list(envelope.rcpt_tos), content))
        await _behave(server, self.behaviour.taken)
        return self.behaviour.taken or "250 Taken"

    def authenticate(
        self, _server: SMTP, _session: Session, _envelope: Envelope, _mechanism: str, told: Any
    ) -> AuthResult:
        """Knows one user."""
        assert isinstance(told, LoginPassword)
        self.logins.append((told.login.decode(), told.password.decode()))
        return AuthResult(success=self.logins[-1] == (USER, PASSWORD), handled=False)


# Answers that never end: single bytes, lines of which each says that there is another, and one line.
ENDLESS = {"dribbles": b"2", "lines": b"250-And another\r\n" * 50, "line": b"250 " * 500}


async def _behave(server: SMTP, how: str) -> None:
    transport: Any = server.transport
    while how in ENDLESS and not transport.is_closing():
        transport.write(ENDLESS[how])
        await asyncio.sleep(0.002)
    if how == "cut":  # half a reply is all that it says
        transport.write(b"250")
        transport.close()
    if how == "drop":
        transport.abort()
    if how in ("cut", "drop", "hang"):
        await asyncio.sleep(3600)


class _Listening(SMTP):
    """Notes what is said before it is encrypted, and behaves as it is told."""

    greeted = False

    def data_received(self, data: bytes) -> None:
        if self.transport is not None and self.transport.get_extra_info("sslcontext") is None:
            self.event_handler.clear.extend(data)
        super().data_received(data)

    async def push(self, status: Any) -> None:
        behaviour: Behaviour = self.event_handler.behaviour
        if not self.greeted:
            self.greeted = True
            await _behave(self, behaviour.greeting)
        await super().push(status)

    async def smtp_EHLO(self, hostname: str) -> None:
        await _behave(self, self.event_handler.behaviour.ehlo)
        await super().smtp_EHLO(hostname)

    async def smtp_DATA(self, arg: str) -> None:
        behaviour = self.event_handler.behaviour.data
        await _behave(self, behaviour)
        if self.event_handler.behaviour.slowly:
            slow: Any = _Slow(self._reader)
            self._reader = slow
        await (self.push(behaviour) if behaviour else super().smtp_DATA(arg))


class _Slow:
    """Gives a megabyte of a mail in small pieces, and the rest as it comes."""

    def __init__(self, reader: Any) -> None:
        self._reader, self._left = reader, 1200

    def __getattr__(self, name: str) -> Any:
        return getattr(self._reader, name)

    async def readuntil(self, *end: bytes) -> bytes:
        """The next line."""
        if self._left:
            self._left -= 1
            await asyncio.sleep(0 if self._left % 10 else 0.005)
        line: bytes = await self._reader.readuntil(*end)
        return line


@contextmanager
def running(
    security: MailSecurity = MailSecurity.STARTTLS,
    *,
    shows: Callable[[], ssl.SSLContext] | None = certificate,
    asks: bool = True,
    **options: Any,
) -> Iterator[MailServer]:
    """A server that `shows` a certificate, or offers no encryption, and `asks` for a password."""
    made = MailServer(0, security, Behaviour())
    context = shows() if shows is not None else None
    starttls = context if security == MailSecurity.STARTTLS else None
    open_ones: list[_Listening] = []

    def factory() -> _Listening:
        open_ones.append(
            _Listening(
                made,
                tls_context=starttls,
                require_starttls=starttls is not None,
                auth_required=asks and starttls is not None,
                auth_require_tls=starttls is not None,
                authenticator=made.authenticate if asks else None,
                hostname="mail.test",
                loop=_loop(),
                **options,
            )
        )
        return open_ones[-1]

    async def begin() -> asyncio.Server:
        implicit = context if security == MailSecurity.TLS else None
        return await _loop().create_server(factory, "127.0.0.1", 0, ssl=implicit)

    async def end() -> None:
        listening.close()
        transports: list[Any] = [one.transport for one in open_ones]
        for transport in filter(None, transports):
            transport.abort()

    listening = asyncio.run_coroutine_threadsafe(begin(), _loop()).result()
    listening.sockets[0].setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 32 * 1024)
    made.port = listening.sockets[0].getsockname()[1]
    try:
        yield made
    finally:
        asyncio.run_coroutine_threadsafe(end(), _loop()).result()


@cache
def _loop() -> asyncio.AbstractEventLoop:
    """One thread for every server of the tests."""
    made = asyncio.new_event_loop()
    made.set_exception_handler(lambda _loop, _context: None)  # who breaks off is no fault of the server
    threading.Thread(target=made.run_forever, daemon=True).start()
    return made
