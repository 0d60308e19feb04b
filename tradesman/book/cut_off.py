"""E-mails of which nobody knows whether they went out, since the program ended while they were being sent."""

from collections.abc import Collection
from contextlib import suppress
from datetime import datetime
from uuid import UUID

from sqlmodel import col, select

from tradesman.book import history
from tradesman.book.errors import BookError
from tradesman.book.outbox import MailState, OutgoingMail
from tradesman.book.store import Book, Session

CUT_OFF = "Tradesman ended while it was being sent. It may have arrived. Ask whether it came, then say so here."
NOT_NOTED = "What became of it could not be noted. It may have arrived. Ask whether it came, then say so here."
RESTORED = "It may have been sent after this backup was made. Ask whether it came, then say so here."
_STAYS = "An e-mail that may have arrived stays in the outbox. Say there what became of it."


def settle(book: Book, now: datetime) -> None:
    """Marks what was being sent as perhaps arrived, in a book that was just opened: only a person sends it again."""
    _doubt(book, now, CUT_OFF, MailState.SENDING)


def settle_not_noted(book: Book, now: datetime) -> None:
    """Marks what is being sent by nobody, as what became of it could not be noted, as perhaps arrived."""
    _doubt(book, now, NOT_NOTED, MailState.SENDING, going=book.on_their_way)


def settle_restored(book: Book, now: datetime) -> None:
    """Marks what waited when a backup was made as perhaps arrived, as it may have gone out since."""
    _doubt(book, now, RESTORED, MailState.SENDING, MailState.WAITING)


def _doubt(book: Book, now: datetime, fault: str, *states: MailState, going: Collection[UUID] = ()) -> None:
    query = select(OutgoingMail).where(col(OutgoingMail.state).in_(states))
    with suppress(BookError):  # a book that can only be read sends nothing either
        with book.read(now) as session:
            some = any(mail.id not in going for mail in session.exec(query).all())
        if some:
            with book.write("E-mail cut off", now) as session:
                _doubt_each(session, fault, states, going)


def _doubt_each(session: Session, fault: str, states: tuple[MailState, ...], going: Collection[UUID]) -> None:
    for mail in session.exec(select(OutgoingMail).where(col(OutgoingMail.state).in_(states))).all():
        if mail.id not in going:
            mail.doubt(fault)
            history.seal_steps_of(session, mail.id, _STAYS)
    history.seal(session, _STAYS)
