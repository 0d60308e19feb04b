"""Messages: what was sent to a customer, and the owner's own words for each occasion."""

from datetime import datetime
from enum import StrEnum
from uuid import UUID

from sqlalchemy import JSON, Column, UniqueConstraint
from sqlmodel import Field

from tradesman.book.entity import Entity, choice


class Way(StrEnum):
    """How a message left the house."""

    EMAIL = "email"
    TEXT = "text"
    COPIED = "copied"
    LETTER = "letter"


class Message(Entity, table=True):
    """Words that a person sent; what was sent stands as it was, whatever the templates say later.

    `occasion` is what they were for, a follow-up's purpose or another; `attachments` are names of files in the book's
    photos or papers folder that went along.
    """

    customer_id: UUID = Field(foreign_key="customer.id", index=True)
    followup_id: UUID | None = Field(default=None, foreign_key="follow_up.id", index=True)
    sent_at: datetime
    way: Way = choice(Way)
    to: str = ""
    subject: str = ""
    words: str
    occasion: str = ""
    attachments: list[str] = Field(default_factory=list, sa_column=Column(JSON, nullable=False))


class MessageTemplate(Entity, table=True):
    """The owner's own words for an occasion in one language; without a row those that ship with the program count.

    `language` is two letters, empty for the language of the business.
    """

    __tablename__ = "message_template"
    __table_args__ = (UniqueConstraint("occasion", "language"),)

    occasion: str
    language: str = ""
    subject: str = ""
    words: str
