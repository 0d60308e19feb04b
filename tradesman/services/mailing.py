"""The outbox: e-mails that a person told to send, each noted at once, sent once, and taken back as long as it waits."""

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlmodel import col, select

from tradesman.book import history
from tradesman.book.business import Business
from tradesman.book.customer import Customer
from tradesman.book.errors import BookError
from tradesman.book.followup import Event, FollowUp, FollowUpState, Purpose, Rule
from tradesman.book.job import Job
from tradesman.book.message import Message, Way
from tradesman.book.outbox import MAY_GO, NOT_SENT, MailState, OutgoingMail
from tradesman.book.store import Session
from tradesman.services import (
    answers_sent,
    businesses,
    check_ups,
    finding_sheets,
    followups,
    mail_doubts,
    messages,
    overtaken,
    playbooks,
    thanks,
    won_back,
)
from tradesman.services.jobs import CONFIRMED

TRIED = "An e-mail that was tried stays. Take it back in the outbox."


@dataclass(frozen=True)
class OutboxRow:
    """An e-mail that is not sent, with what is known of it.

    `barred` is why it must not go, `doubt` why its words may not hold any more.
    """

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
    doubt: str = ""

    @property
    def may_go_unread(self) -> bool:
        """Whether it goes along when all go that wait."""
        return self.state == MailState.WAITING and not self.barred and not self.doubt


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
    message = session.load(Message, mail.message_id)
    answers_sent.take_back(session, message.id)
    thanks.take_back(session, message.customer_id, mail.queued_at)
    step = mail_doubts.step_of(mail)
    done, made = _by_step(session, step, mail.queued_at)
    for found in done:
        if found.purpose == Purpose.CONFIRM_START and (job := session.get(Job, found.subject_id)) is not None:
            if job.confirmed_at is not None and job.confirmed_at > mail.queued_at:  # in another way, meanwhile
                found.settled_at, found.outcome = job.confirmed_at, CONFIRMED
                continue
            job.confirmed_at = None if job.confirmed_at == mail.queued_at else job.confirmed_at
        newest = _drop_next(session, found, made)
        if found in made:  # nothing had asked for it
            _drop(session, found)
        elif newest:
            _ask_again(session, found)
            if message.followup_id == found.id:  # what was not sent keeps nobody from taking back what asked for it
                message.followup_id = None
        else:
            found.reopen()
            found.cancel(session.now, mail_doubts.ASKED_SINCE)
    _untell(session, step, mail.queued_at)
    won_back.follow(session, mail.customer_id)
    check_ups.join(session, mail.customer_id)


def _by_step(session: Session, step: Any, at: datetime) -> tuple[list[FollowUp], list[FollowUp]]:
    """The follow-ups that the step of this moment did, and those that it made."""
    changes = history.changes.c
    query = select(changes.row_id, changes.before.is_(None)).where(
        changes.step_id == step, changes.entity == "follow_up"
    )
    rows = [(session.get(FollowUp, UUID(row_id)), new) for row_id, new in session.execute(query).all()]
    changed = {row.id: row for row, new in rows if row is not None and not new and row.state == FollowUpState.DONE}
    # What was done anew meanwhile, for another day, is not what this step did.
    done = [row for row in changed.values() if row.settled_at == at]
    return done, [row for row, new in rows if row is not None and new]


def _untell(session: Session, step: Any, at: datetime) -> None:
    """Nobody was told of what the mail was to tell of: nothing is asked about it either."""
    changes = history.changes.c
    told = select(changes.row_id).where(changes.step_id == step, changes.entity == "finding")
    found = [UUID(row_id) for row_id in session.execute(told).scalars().all()]
    untold = finding_sheets.take_back(session, found, at)
    for asked in session.exec(select(FollowUp).where(col(FollowUp.subject_id).in_(untold))).all():
        _drop(session, asked)


def _drop_next(session: Session, done: FollowUp, made: Iterable[FollowUp]) -> bool:
    """Drops the next repetition that came with this one; says whether this one is the newest then.

    One that was settled meanwhile stays, and so does what came after it.
    """
    for found in made:
        later = found.rule_key == done.rule_key and found.subject_id == done.subject_id and found.id != done.id
        if later and found.state not in (FollowUpState.DONE, FollowUpState.SKIPPED):
            _drop(session, found)
    return followups.latest(session, done.rule_key, done.subject_id) is done


def _drop(session: Session, found: FollowUp) -> None:
    for message in session.exec(select(Message).where(Message.followup_id == found.id)).all():
        message.followup_id = None
    session.flush()  # nothing points at it any more when it goes
    session.delete(found)
    session.flush()


def _ask_again(session: Session, found: FollowUp) -> None:
    """Opens it again, on the day that its rule asks for by now, counted from the day of the event as it is by now."""
    rule = session.exec(select(Rule).where(Rule.key == found.rule_key, col(Rule.enabled))).first()
    in_time, named = True, found.event == Event.QUOTE_LOST  # the owner may have chosen that day
    if rule is not None and rule.event == found.event and not named and not overtaken.why(session, found):
        in_time = _count_anew(session, found, rule)
    followups.take_up(session, found)
    if not in_time and found.state == FollowUpState.OPEN:
        found.cancel(session.now, followups.TOO_NEAR)


def _count_anew(session: Session, found: FollowUp, rule: Rule) -> bool:
    """Puts it on its day; says whether there is time to prepare an event whose day was corrected."""
    kind, name = mail_doubts.DAYS.get(found.event, (None, ""))
    subject = session.get(kind, found.subject_id) if kind is not None and found.repetition <= 1 else None
    day = (getattr(subject, name) if subject is not None else None) or found.counted_from_on
    if found.event not in playbooks.AHEAD:
        day = min(day, businesses.today(session))
    due = followups.day_due(session, rule.wait, day, found.repetition)
    if due is None:
        return day == found.counted_from_on
    if (due, day) != (found.due_on, found.counted_from_on):
        found.due_on, found.counted_from_on, found.snoozed_until = due, day, None
    return True


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
        doubt=mail_doubts.of(session, mail, message) if mail.state in NOT_SENT and not customer.do_not_contact else "",
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


def perhaps_arrived(session: Session, customer_id: UUID) -> frozenset[UUID]:
    """The messages of a customer that were taken back and may have arrived all the same."""
    query = select(OutgoingMail).where(OutgoingMail.customer_id == customer_id)
    found = session.exec(query.where(OutgoingMail.state == MailState.TAKEN_BACK)).all()
    return frozenset(mail.message_id for mail in found if mail.may_have_arrived)


def may_have_arrived(session: Session, message_id: UUID) -> bool:
    """Whether nobody knows if the customer has a message, also after it was taken back."""
    mail = session.exec(select(OutgoingMail).where(OutgoingMail.message_id == message_id)).first()
    return mail is not None and mail.may_have_arrived


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


def files_of(session: Session, customer_id: UUID) -> frozenset[str]:
    """The bytes of every mail to a customer, also of one that is sent, should they be there still."""
    return frozenset(session.exec(select(OutgoingMail.file).where(OutgoingMail.customer_id == customer_id)).all())


def _names(found: Iterable[str]) -> set[str]:
    return {name for name in found if name}
