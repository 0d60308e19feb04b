"""Sending what waits in the outbox: marked before the connection is made, and noted as soon as the server has it."""

import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import Any
from uuid import UUID

from tradesman.book import shelf
from tradesman.book.business import Business
from tradesman.book.errors import BookError, BusyError
from tradesman.book.outbox import MailState, OutgoingMail
from tradesman.book.store import Book
from tradesman.exchange import smtp
from tradesman.exchange.smtp import Account, MailFault, Trouble
from tradesman.services import mailing

TRIES = 3  # to note what became of a mail, while another program has the book
LEAVING_S = 2  # how long somebody who closes the book waits for a mail that is on its way
BROKEN = "Something unexpected happened while it was being sent. It may have arrived. Ask whether it came."

Clock = Callable[[], datetime]


@dataclass(frozen=True)
class Posted:
    """What became of a mail; `fault` says why it did not go, `trouble` of which kind that is."""

    mail_id: UUID
    state: MailState
    fault: str = ""
    trouble: Trouble | None = None


_GONE = (MailState.SENT, MailState.SENDING)


def account(business: Business, password: str) -> Account:
    """The mail server of the business."""
    return Account(
        host=business.smtp_host,
        port=business.smtp_port,
        security=business.smtp_security,
        user=business.smtp_user,
        sender=business.email,
        password=password,
    )


def post(book: Book, clock: Clock, mail_ids: Sequence[UUID], password: str) -> list[Posted]:
    """Sends each of these mails once, in this order; ends early where the others would fare the same.

    For any thread. A mail that must not go, or goes already, is given with the reason and was not touched. Once the
    book is being closed, there are a few moments for what is on its way; the others wait.
    """
    done: list[Posted] = []
    leaving = given_up(book)
    for mail_id in mail_ids:
        done.append(_post(book, clock, mail_id, password, leaving))
        if done[-1].trouble in smtp.STOPS_ALL or leaving():
            break
    return done


def given_up(book: Book) -> Callable[[], bool]:
    """Whether somebody who closes the book has waited long enough, each time it is asked."""
    since: list[float] = []

    def leaving() -> bool:
        if book.given_up and not since:
            since.append(time.monotonic())
        return bool(since) and time.monotonic() - since[0] >= LEAVING_S

    return leaving


def _post(book: Book, clock: Clock, mail_id: UUID, password: str, leaving: Callable[[], bool]) -> Posted:
    if mail_id in book.on_their_way:
        return Posted(mail_id, MailState.SENDING)
    book.on_their_way.add(mail_id)
    try:
        return _go(book, clock, mail_id, password, leaving)
    finally:
        book.on_their_way.discard(mail_id)


def _go(book: Book, clock: Clock, mail_id: UUID, password: str, leaving: Callable[[], bool]) -> Posted:
    try:
        state, content = _kept(book, clock, mail_id)
        if state in _GONE:  # pressed twice: it went, or goes
            return Posted(mail_id, state)
        with book.write("E-mail handed to the mail server", clock()) as session:
            mail, business = mailing.begin(session, mail_id)
    except BookError as error:
        return Posted(mail_id, MailState.WAITING, str(error))
    try:
        copy = business.email if business.smtp_copy else ""
        smtp.deliver(account(business, password), mail.recipient, content, copy, leaving)
    except MailFault as fault:
        _note(book, clock, partial(mailing.failed, mail_id=mail_id, state=fault.state, fault=fault.of_the_mail))
        return Posted(mail_id, fault.state, fault.of_the_mail, fault.trouble)
    except Exception:
        _note(book, clock, partial(mailing.failed, mail_id=mail_id, state=MailState.UNSURE, fault=BROKEN))
        raise
    _note(book, clock, partial(mailing.sent, mail_id=mail_id), "E-mail sent")
    with suppress(OSError):  # what was sent is in the book in words; its bytes would be in every backup
        (book.papers / mail.file).unlink()
    return Posted(mail_id, MailState.SENT)


def _kept(book: Book, clock: Clock, mail_id: UUID) -> tuple[MailState, bytes]:
    with book.read(clock()) as session:
        mail = session.load(OutgoingMail, mail_id)
        state, content = mail.state, shelf.read(book.papers, mail.file)
    if content is None and state not in _GONE:
        raise BookError("The file of this e-mail is gone. Nothing was sent. Take it back and write it again.")
    return state, content or b""


def _note(book: Book, clock: Clock, deed: Callable[..., Any], label: str = "E-mail not sent") -> None:
    """Notes what became of a mail; where the book cannot be had, the next start marks it as perhaps arrived."""
    for _ in range(TRIES):
        try:
            with book.write(label, clock()) as session:
                deed(session)
        except BusyError:
            continue
        return
