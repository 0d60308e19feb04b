"""Answers that were sent: to whom, with which message, and which of them saved a drive."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import case
from sqlmodel import and_, col, func, or_, select

from tradesman.book.answer import Answer, AnswerSent
from tradesman.book.customer import Customer
from tradesman.book.message import Message
from tradesman.book.outbox import MAY_HAVE_LEFT, OutgoingMail
from tradesman.book.store import Session
from tradesman.services import answers

_KEPT = 0.5  # of the words of an answer that say something, from which a message still has it


@dataclass(frozen=True)
class Tally:
    """How often an answer was sent, and how many drives that saved."""

    sent: int = 0
    saved: int = 0


@dataclass(frozen=True)
class SentRow:
    """An answer as somebody got it; `saved_drive` is None while nobody said."""

    id: UUID
    answer_id: UUID
    question: str
    customer_id: UUID
    customer: str
    message_id: UUID | None
    sent_at: datetime
    saved_drive: bool | None


def note(session: Session, message: Message, answer_ids: Iterable[UUID]) -> list[AnswerSent]:
    """Keeps which answers went with a message: those whose words still stand in it, each once.

    One that was taken out of the library while the message was written is left out.
    """
    said = answers.stems(message.words)
    kept = []
    for answer_id in dict.fromkeys(answer_ids):
        answer = session.get(Answer, answer_id)
        if answer is not None and _stands_in(answers.stems(answer.words), said):
            kept.append(
                AnswerSent(
                    answer_id=answer.id, customer_id=message.customer_id, message_id=message.id, sent_at=message.sent_at
                )
            )
    if kept:
        session.flush()  # the message is there before what points at it
        session.add_all(kept)
    return kept


def _stands_in(answer: frozenset[str], said: frozenset[str]) -> bool:
    """Whether a message still has an answer, however its sentences were turned round."""
    return len(answer & said) >= _KEPT * len(answer)


def take_back(session: Session, message_id: UUID) -> None:
    """Forgets the answers of a message that was not sent in the end."""
    for row in session.exec(select(AnswerSent).where(AnswerSent.message_id == message_id)).all():
        session.delete(row)


def say(session: Session, sent_id: UUID, saved_drive: bool | None) -> None:
    """Keeps whether an answer saved a drive; None when that is not known after all."""
    session.load(AnswerSent, sent_id).saved_drive = saved_drive


def tallies(session: Session) -> dict[UUID, Tally]:
    """How often each answer was sent; one that never was, or whose mail has not left, is left out."""
    saved = func.sum(case((col(AnswerSent.saved_drive).is_(True), 1), else_=0))
    query = select(AnswerSent.answer_id, func.count(), saved).where(_left()).group_by(col(AnswerSent.answer_id))
    return {answer_id: Tally(sent, int(drives or 0)) for answer_id, sent, drives in session.exec(query).all()}


def of_answer(session: Session, answer_id: UUID) -> list[SentRow]:
    """Who got an answer, the latest first."""
    return _rows(session, and_(col(AnswerSent.answer_id) == answer_id, _left()))


def of_message(session: Session, message_id: UUID) -> list[SentRow]:
    """The answers that went with a message."""
    return _rows(session, col(AnswerSent.message_id) == message_id)


def _left() -> Any:
    """The condition that an answer has left the house, or may have."""
    waits = select(OutgoingMail.message_id).where(col(OutgoingMail.state).not_in(MAY_HAVE_LEFT))
    return or_(col(AnswerSent.message_id).is_(None), col(AnswerSent.message_id).not_in(waits))


def _rows(session: Session, where: Any) -> list[SentRow]:
    query = (
        select(AnswerSent, Answer.question, Customer.name)
        .join(Answer, col(Answer.id) == AnswerSent.answer_id)
        .join(Customer, col(Customer.id) == AnswerSent.customer_id)
        .where(where)
        .order_by(col(AnswerSent.sent_at).desc(), col(AnswerSent.id).desc())
    )
    return [
        SentRow(
            id=row.id,
            answer_id=row.answer_id,
            question=question,
            customer_id=row.customer_id,
            customer=customer,
            message_id=row.message_id,
            sent_at=row.sent_at,
            saved_drive=row.saved_drive,
        )
        for row, question, customer in session.exec(query).all()
    ]
