"""The wire to a mail server: everything that is said on it has one end, and no reply is longer than a server needs."""

import smtplib
import socket
import threading
import time
from collections.abc import Callable
from concurrent.futures import Future, wait
from contextlib import suppress
from typing import Any

LONGEST_LINE = 2000  # bytes of a line of a reply; RFC 5321, 4.5.3.1.5 has 512
MOST_LINES = 200  # of one reply; a greeting with all that a server can do has some twenty
THREAD = "mail server"
LOOK_S = 0.05  # seconds after which it is looked again whether somebody wants to leave


class EndlessError(Exception):
    """A server did not come to an end: with a reply, or within the time that there is for everything."""


class LeftError(Exception):
    """Nobody waits for the server any more, as the book is being closed."""


class Wire:
    """How long a conversation may take, and whether the mail was handed over in it; known to two threads."""

    def __init__(self, seconds: float) -> None:
        self._lock = threading.Lock()
        self._until = time.monotonic() + seconds
        self._ended = self._handed = False
        self._socket: socket.socket | None = None

    @property
    def handed_over(self) -> bool:
        """Whether the server was given the first byte of the mail, so that it may have it."""
        return self._handed

    @property
    def ran_out(self) -> bool:
        """Whether the time is over."""
        return time.monotonic() >= self._until

    def hold(self, used: Any) -> None:
        """Takes the socket that is talked on; EndlessError after `end`."""
        with self._lock:
            self._refuse_ended()
            self._socket = used

    def hand_over(self, seconds: float) -> None:
        """Says that the mail goes out from now on, and how long that may take; EndlessError after `end`."""
        with self._lock:
            self._refuse_ended()
            self._handed, self._until = True, time.monotonic() + seconds

    def end(self) -> None:
        """Ends it, from any thread: what was not handed over until now never is."""
        with self._lock:
            self._ended = True
            if self._socket is not None:
                with suppress(OSError):  # that of an SSLSocket itself would let go of the encryption first
                    socket.socket.shutdown(self._socket, socket.SHUT_RDWR)

    def _refuse_ended(self) -> None:
        if self._ended:
            raise EndlessError


def talk(wire: Wire, talked: Callable[[], None], given_up: Callable[[], bool]) -> None:
    """Runs a conversation in a thread of its own, which ends with the program, and waits for it as long as it may take.

    What it raises is raised here; EndlessError when the time is over, LeftError once `given_up` says so. Looking up a
    name or greeting a server cannot be cut short, so nobody waits for that either.
    """
    answer: Future[None] = Future()

    def run() -> None:
        try:
            talked()
        except BaseException as error:  # noqa: BLE001  it is raised where somebody waits for it
            answer.set_exception(error)
        else:
            answer.set_result(None)

    threading.Thread(target=run, name=THREAD, daemon=True).start()
    while not wait([answer], LOOK_S).done:
        left, late = given_up(), wire.ran_out
        if left or late:
            wire.end()
            if not answer.done() or answer.exception() is not None:  # else it came just now
                raise LeftError if left else EndlessError
    answer.result()


class _Lines:
    """What a server says, line by line; stands where smtplib has a file."""

    def __init__(self, used: Any) -> None:
        self._file = used.makefile("rb")
        self.count = 0

    def readline(self, _most: int) -> bytes:
        """The next line, and nothing once there is none; EndlessError for one too long or too many in this reply.

        What was cut off before its end says nothing, as "250" may have become "250-" or was meant to be another number.
        """
        self.count += 1
        line: bytes = self._file.readline(LONGEST_LINE + 1)
        if len(line) > LONGEST_LINE or self.count > MOST_LINES:
            raise EndlessError
        return line if line.endswith(b"\n") else b""

    def close(self) -> None:
        """Lets go of it."""
        self._file.close()


class Clear(smtplib.SMTP):
    """A server that is greeted in the clear."""

    def __init__(self, wire: Wire, *args: Any, **kwargs: Any) -> None:
        self._wire = wire
        super().__init__(*args, **kwargs)

    def getreply(self) -> tuple[int, bytes]:
        """A reply of the server; EndlessError when it has no end."""
        try:
            if self.file is None and self.sock is not None:  # at first, and again once it is encrypted
                self._wire.hold(self.sock)
                self.file = _Lines(self.sock)
            if self.file is not None:
                self.file.count = 0
            return super().getreply()
        except EndlessError:
            self.close()
            raise


class Encrypted(Clear, smtplib.SMTP_SSL):
    """A server that is talked to by TLS from the first byte on."""
