"""Numbers that people read, given once each: taking back a step does not give its number out again."""

import sqlmodel
from sqlalchemy import Column, Integer, String, Table, select

from tradesman.book.entity import Entity

series = Table(
    "series",
    Entity.metadata,
    Column("name", String, primary_key=True),
    Column("last", Integer, nullable=False),
)


def next_number(session: sqlmodel.Session, name: str) -> int:
    """The next number of a series, from 1 on. A step that fails gives its number back; one taken back does not."""
    connection = sqlmodel.Session.connection(session)
    here = series.c.name == name
    last = connection.execute(select(series.c.last).where(here)).scalar()
    if last is None:
        connection.execute(series.insert().values(name=name, last=1))
        return 1
    connection.execute(series.update().where(here).values(last=last + 1))
    return int(last) + 1


def start(session: sqlmodel.Session, name: str, first: int) -> None:
    """Sets the first number of a series that has given none, for a business that numbered before it had a book."""
    sqlmodel.Session.connection(session).execute(series.insert().values(name=name, last=first - 1))
