"""The outbox: e-mails that a person told to send, each noted at once, sent once, and taken back as long as it waits."""

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlmodel import col, func, select

from tradesman.book import history
from tradesman.book.business import Business
from tradesman.book.customer import Customer
from tradesman.book.errors import BookError
from tradesman.book.followup import FollowUp, FollowUpState, Purpose
from tradesman.book.job import Job
from tradesman.book.message import Message, Way
from tradesman.book.outbox import MAY_GO, NOT_SENT, MailState, OutgoingMail
from tradesman.book.store import Session
from tradesman.services import answers_sent, businesses, followups, messages, thanks

TRIED = "An e-mail that was tried stays. Take it back in the outbox."


@dataclass(frozen=True)
class OutboxRow:
    """An e-mail that is not sent, with what is known of it; `barred` is why it must not go."""

    id: UUID
    message_id: UUID
    customer_id: UUID
    customer: str
    to: str
    subject: str
    files: tuple[str, ...]
    state: MailState
    fault: str
    queued_at: datetime
    tried_at: datetime | None
    barred: str = ""


@dataclass(frozen=True)
class OutboxCount:
    """How many e-mails wait, were refused, and may have arrived."""

    waiting: int = 0
    refused: int = 0
    unsure: int = 0

    @property
    def all(self) -> int:
        """How many a person has to look at."""
        return self.waiting + self.refused + self.unsure


def is_set_up(session: Session) -> bool:
    """Whether the program can send by itself: it knows the server, the user and the owner's own address."""
    business = businesses.current(session)
    return bool(business.smtp_host and business.smtp_user and business.email)


def queue(
    session: Session,
    customer_id: UUID,
    words: str,
    *,
    to: str,
    mail_id: str,
    file: str,
    note: Callable[..., Message] = messages.send_noted,
    **rest: Any,
) -> OutgoingMail:
    """Notes a message, does the follow-up that asked for it, and puts the mail into the outbox: one step.

    `file` is the name of its bytes in the papers folder, kept before. As long as it waits untried the step can be taken
    back. BookError without a mail server, and as of `note`.
    """
    if not is_set_up(session):
        raise BookError("No mail server is set up. Nothing was sent. Set it up under Settings, E-mail.")
    message = note(session, customer_id, words, Way.EMAIL, to=to, sealed=False, **rest)
    session.flush()
    mail = OutgoingMail(
        message_id=message.id,
        customer_id=customer_id,
        mail_id=mail_id,
        recipient=to.strip(),
        file=file,
        queued_at=session.now,
    )
    session.add(mail)
    return mail


# Sending


def begin(session: Session, mail_id: UUID) -> tuple[OutgoingMail, Business]:
    """Marks a mail as being sent, before the connection is made; the step that queued it can not be undone any more.

    BookError when it does not wait, and for somebody who is to be left alone by now: then nothing is changed.
    """
    mail = session.load(OutgoingMail, mail_id)
    customer = session.load(Customer, mail.customer_id)
    if customer.do_not_contact:
        raise BookError(messages.LEFT_ALONE.format(customer.name))
    mail.begin(session.now)
    history.seal_steps_of(session, mail.id, TRIED)
    history.seal(session, TRIED)
    return mail, businesses.current(session)


def sent(session: Session, mail_id: UUID) -> None:
    """The mail server has it, or a person says that it arrived; what left the house is not taken back."""
    mail = session.get(OutgoingMail, mail_id)
    if mail is None:  # its person was erased meanwhile
        return
    mail.arrive(session.now)
    session.load(Message, mail.message_id).sent_at = mail.tried_at or session.now
    history.seal(session, messages.SENT)


def failed(session: Session, mail_id: UUID, state: MailState, fault: str) -> None:
    """It was tried: it waits, was refused, or may have arrived, and the fault says why in a sentence."""
    mail = session.get(OutgoingMail, mail_id)
    if mail is not None:
        mail.fail(state, fault)
        history.seal(session, TRIED)


# What a person decides


def wait_again(session: Session, mail_id: UUID) -> None:
    """A person wants a mail sent once more that was refused, or that may have arrived and did not."""
    session.load(OutgoingMail, mail_id).wait_again()
    history.seal(session, TRIED)


def take_back(session: Session, mail_id: UUID) -> None:
    """Takes a mail back that was not sent, and asks again for what it was to do; BookError once it is sent."""
    mail = session.load(OutgoingMail, mail_id)
    mail.take_back()
    answers_sent.take_back(session, mail.message_id)
    thanks.take_back(session, session.load(Message, mail.message_id).customer_id, mail.queued_at)
    for found in _done_by(session, mail):
        _drop_next(session, found)
        if found.purpose == Purpose.CONFIRM_START and (job := session.get(Job, found.subject_id)) is not None:
            job.confirmed_at = None if job.confirmed_at == mail.queued_at else job.confirmed_at
        followups.take_up(session, found)


def _done_by(session: Session, mail: OutgoingMail) -> list[FollowUp]:
    """The follow-ups that the step did which queued the mail."""
    changes = history.changes.c
    queued = (changes.entity == "outgoing_mail") & (changes.row_id == mail.id.hex) & changes.before.is_(None)
    step = select(func.max(changes.step_id)).where(queued).scalar_subquery()
    query = select(changes.row_id).where(
        changes.step_id == step, changes.entity == "follow_up", changes.before.is_not(None)
    )
    done = (session.get(FollowUp, UUID(row_id)) for row_id in session.execute(query).scalars().all())
    return [found for found in done if found is not None and found.state == FollowUpState.DONE]


def _drop_next(session: Session, done: FollowUp) -> None:
    """The next repetition, which comes again when this one is done."""
    query = select(FollowUp).where(
        FollowUp.rule_key == done.rule_key,
        FollowUp.subject_id == done.subject_id,
        FollowUp.state == FollowUpState.OPEN,
        FollowUp.repetition > done.repetition,
    )
    for found in session.exec(query).all():
        session.delete(found)
    session.flush()


# What is known of them


def rows(session: Session) -> list[OutboxRow]:
    """The mails that are not sent, the oldest first, with those that are being sent."""
    query = select(OutgoingMail).where(col(OutgoingMail.state).in_(MAY_GO))
    found = session.exec(query.order_by(col(OutgoingMail.queued_at), col(OutgoingMail.id))).all()
    return [_row(session, mail) for mail in found]


def _row(session: Session, mail: OutgoingMail) -> OutboxRow:
    customer, message = session.load(Customer, mail.customer_id), session.load(Message, mail.message_id)
    return OutboxRow(
        id=mail.id,
        message_id=message.id,
        customer_id=customer.id,
        customer=customer.name,
        to=mail.recipient,
        subject=message.subject,
        files=tuple(message.attachments),
        state=mail.state,
        fault=mail.fault,
        queued_at=mail.queued_at,
        tried_at=mail.tried_at,
        barred=messages.LEFT_ALONE.format(customer.name) if customer.do_not_contact else "",
    )


def count(session: Session) -> OutboxCount:
    """How many mails a person has to look at."""
    found = session.exec(select(OutgoingMail.state).where(col(OutgoingMail.state).in_(NOT_SENT))).all()
    told = Counter(found)
    return OutboxCount(told[MailState.WAITING], told[MailState.REFUSED], told[MailState.UNSURE])


def states(session: Session, customer_id: UUID) -> dict[UUID, MailState]:
    """How far each message of a customer has come that went through the outbox."""
    query = select(OutgoingMail.message_id, OutgoingMail.state).where(OutgoingMail.customer_id == customer_id)
    return {message_id: MailState(found) for message_id, found in session.exec(query).all()}


def state(session: Session, message_id: UUID) -> MailState | None:
    """How far a message has come; None for one that did not go through the outbox."""
    query = select(OutgoingMail.state).where(OutgoingMail.message_id == message_id)
    found = session.exec(query).first()
    return None if found is None else MailState(found)


def files(session: Session) -> frozenset[str]:
    """The bytes that may still be needed: of what is not sent, and of what an undo or redo brings back."""
    gone = set(session.exec(select(OutgoingMail.file).where(OutgoingMail.state == MailState.SENT)).all())
    kept = set(session.exec(select(OutgoingMail.file)).all())
    changes = history.changes.c
    query = select(changes.before, changes.after).where(changes.entity == "outgoing_mail")
    recorded = (row.get("file", "") for pair in session.execute(query) for row in pair if row)
    return frozenset(_names((*kept, *recorded)) - gone)


def _names(found: Iterable[str]) -> set[str]:
    return {name for name in found if name}
