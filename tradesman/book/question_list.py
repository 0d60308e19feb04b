"""Questions worth asking, as the owner keeps them for a trade, in place of those that ship with the program."""

from typing import Any

from sqlalchemy import JSON, Column
from sqlmodel import Field

from tradesman.book.entity import Entity


class QuestionList(Entity, table=True):
    """What is asked in one trade: on the phone and at a visit, each `{"ask": str, "label": str, "listen": str, ...}`.

    `words` are the beginnings of words by which the trade is recognised.
    """

    __tablename__ = "question_list"

    trade: str = Field(unique=True)
    words: list[Any] = Field(default_factory=list, sa_column=Column(JSON, nullable=False))
    phone: list[Any] = Field(default_factory=list, sa_column=Column(JSON, nullable=False))
    visit: list[Any] = Field(default_factory=list, sa_column=Column(JSON, nullable=False))
