"""Answers: an expert's answer to a question customers ask, kept to be found and sent in seconds."""

from datetime import date, datetime
from uuid import UUID

from sqlmodel import Field

from tradesman.book.entity import Entity
from tradesman.book.errors import BookError


class Answer(Entity, table=True):
    """A question in the customer's words and the answer to it."""

    question: str
    words: str
    reviewed_on: date

    def write(self, question: str, words: str, on: date) -> None:
        """Sets both, as looked over on a day; BookError when one is missing."""
        if not question.strip() or not words.strip():
            raise BookError("An answer needs the question and the answer. Nothing was saved.")
        self.question, self.words, self.reviewed_on = question.strip(), words.strip(), on


class AnswerSent(Entity, table=True):
    """An answer that was sent to a customer, and whether it saved a drive; None while that is not known."""

    __tablename__ = "answer_sent"

    answer_id: UUID = Field(foreign_key="answer.id", index=True)
    customer_id: UUID = Field(foreign_key="customer.id", index=True)
    message_id: UUID | None = Field(default=None, foreign_key="message.id", index=True)
    sent_at: datetime
    saved_drive: bool | None = None
