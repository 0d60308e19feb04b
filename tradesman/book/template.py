"""What is written once and used again in quotes: whole quotes, and the terms under them."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, Column
from sqlmodel import Field

from tradesman.book.entity import Entity


class QuoteTemplate(Entity, table=True):
    """A quote without its customer: options, lines, terms and payment steps, as `services.templates` keeps them."""

    __tablename__ = "quote_template"

    name: str = Field(index=True)
    kept_at: datetime
    content: dict[str, Any] = Field(sa_column=Column(JSON, nullable=False))


class Terms(Entity, table=True):
    """Words that stand under a quote; the standard ones are taken by each new quote."""

    title: str
    words: str
    standard: bool = False
