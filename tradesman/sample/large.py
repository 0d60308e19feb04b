"""The large sample: as many customers as asked, of the same shapes, laid down in one go for measuring."""

from collections.abc import Callable
from pathlib import Path
from random import Random
from typing import Any
from uuid import UUID

from pydantic_core import PydanticUndefined
from sqlalchemy import Column, Connection, Dialect
from sqlmodel import select

from tradesman.book import driver, search
from tradesman.book.entity import Entity, new_id
from tradesman.book.quote import GivenBy, Quote, QuoteState
from tradesman.book.store import DATABASE, Book
from tradesman.sample import offers
from tradesman.sample.crowd import QUOTES, YEARS, Crowd
from tradesman.sample.world import World
from tradesman.services import businesses, playbooks, prices, quotes

__all__ = ["QUOTES", "YEARS", "fill", "give_open"]

BATCH = 2000  # customers between two writes: large enough for the driver, small enough for the memory


class Shape:
    """How the rows of one table are packed: each column's value from the start, and what turns a value into it."""

    def __init__(self, kind: type[Entity], dialect: Dialect) -> None:
        table = Entity.metadata.tables[str(kind.__tablename__)]
        self.table, self.rows = table.name, list[tuple[Any, ...]]()
        packers = {column.key: _packer(column, dialect) for column in table.c}
        self.packers = {key: pack for key, pack in packers.items() if pack is not None}
        self.statement = str(table.insert().compile(dialect=dialect))
        self.blank: dict[str, Any] = dict.fromkeys(packers)
        for key, field in kind.model_fields.items():
            if field.default is not PydanticUndefined:
                self.blank[key] = self.pack(key, field.default)

    def pack(self, key: str, value: Any) -> Any:
        """A value as the database keeps it; by SQLAlchemy's own hand, so that entities read it back."""
        return self.packers[key](value) if key in self.packers else value


def _packer(column: Column[Any], dialect: Dialect) -> Callable[[Any], Any] | None:
    return column.type.dialect_impl(dialect).bind_processor(dialect)


class Rows:
    """Rows on their way into the book, table by table, each with every column."""

    def __init__(self, dialect: Dialect) -> None:
        self._dialect = dialect
        self._shapes: dict[type[Entity], Shape] = {}

    def add(self, kind: type[Entity], /, **fields: Any) -> UUID:
        """Adds a row under a new id; what is not said is as the entity has it from the start."""
        shape = self._shapes.get(kind)
        if shape is None:
            shape = self._shapes[kind] = Shape(kind, self._dialect)
        row, row_id = shape.blank.copy(), fields.pop("id", None) or new_id()
        for key, value in fields.items():
            row[key] = shape.pack(key, value)
        row["id"] = shape.pack("id", row_id)
        shape.rows.append(tuple(row.values()))
        return row_id

    def write(self, connection: Connection) -> None:
        """Writes what has gathered, what is pointed at first."""
        places = {table.name: place for place, table in enumerate(Entity.metadata.sorted_tables)}
        for shape in sorted(self._shapes.values(), key=lambda shape: places[shape.table]):
            if shape.rows:
                connection.exec_driver_sql(shape.statement, shape.rows)
                shape.rows = []


def fill(folder: Path, world: World, seed: int, customers: int) -> None:
    """Lays the customers down in one transaction; the search index is made when all of them are there."""
    book = Book(folder)
    with book.read(world.almanac.now) as session:
        items = {item.code: item for item in prices.find(session, "", offers.MANY)}
        rules = playbooks.rules(session)
        tax_bp = businesses.current(session).tax_bp(world.almanac.today)
    book.close()
    works = [offers.count(work, items, tax_bp) for work in world.works.values() if "option" in work]
    engine = driver.engine(folder / DATABASE, writes=True)
    rows = Rows(engine.dialect)
    crowd = Crowd(rows.add, world, Random(f"crowd {seed}"), works, rules)  # noqa: S311  made-up data
    try:
        with engine.begin() as connection:
            search.remove(connection.exec_driver_sql)
            for number in range(customers):
                crowd.customer(number)
                if number % BATCH == BATCH - 1:
                    rows.write(connection)
            rows.write(connection)
            search.build(connection.exec_driver_sql)
    finally:
        engine.dispose()


def give_open(folder: Path, world: World) -> None:
    """Gives the quotes that are still open to their customers, so that what was seen is kept and the slot begins."""
    almanac, book = world.almanac, Book(folder)
    at = almanac.at(almanac.day(-1), "17:30")
    try:
        with book.write("Quotes given", at) as session:
            drafts = session.exec(select(Quote).where(Quote.state == QuoteState.DRAFT).order_by(Quote.number)).all()
            for place, quote in enumerate(drafts):
                quotes.give(session, quote.id, GivenBy.SENT, decision_on=almanac.day(1 + place % 5))
    finally:
        book.close()
