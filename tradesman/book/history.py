"""The record of every change: what Ctrl+Z takes back, and what the book can prove.

A step is one thing a person did. For each row it touched it keeps the columns before and after.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from enum import Enum
from functools import cache
from typing import Any
from uuid import UUID

import sqlmodel
from pydantic import TypeAdapter
from sqlalchemy import Column, ForeignKey, Index, Integer, String, Table, event, inspect, or_, select
from sqlalchemy.orm import NO_VALUE
from sqlalchemy.types import JSON

from tradesman.book.entity import Entity

Row = dict[str, Any]
_WHOSE = {"customer_id"}  # what alone changes in a row when two customers are made one

steps = Table(
    "step",
    Entity.metadata,
    Column("id", Integer, primary_key=True),
    Column("at", String, nullable=False),
    Column("label", String, nullable=False),
    Column("depth", Integer, nullable=False),
    Column("undoes_id", Integer, ForeignKey("step.id"), nullable=True),
    Column("schema_number", Integer, nullable=False),
    Column("sealed", String, nullable=True),
    Index("ix_step_undoes_id", "undoes_id"),
)
changes = Table(
    "change",
    Entity.metadata,
    Column("step_id", Integer, ForeignKey("step.id"), primary_key=True),
    Column("seq", Integer, primary_key=True),
    Column("entity", String, nullable=False),
    Column("row_id", String, nullable=False),
    Column("before", JSON(none_as_null=True), nullable=True),
    Column("after", JSON(none_as_null=True), nullable=True),
    Index("ix_change_row_id", "row_id"),
)


@dataclass(frozen=True)
class Change:
    """One row before and after: before is None when it was added, after is None when it was removed."""

    entity: str
    row_id: UUID
    before: Row | None
    after: Row | None


@dataclass(frozen=True)
class Step:
    """One thing a person did, as the window lists it; `over` is why a later one stayed that undo stepped over."""

    id: int
    at: str
    label: str
    depth: int
    sealed: str | None
    over: str | None = None
    schema_number: int = 0


def kinds() -> dict[str, type[Entity]]:
    """Entity classes by table name."""
    return {_name(kind): kind for kind in Entity.__subclasses__()}


def _name(kind: type[Entity]) -> str:
    return str(kind.__tablename__)


# What the session writes is seen here, row by row and in the order it is written.


def _journal(target: Entity) -> list[Change]:
    session = inspect(target).session
    journal = session.info.get("journal") if session is not None else None
    if journal is None:
        message = "rows are written inside a step only"
        raise RuntimeError(message)
    return journal  # type: ignore[no-any-return]


def _row(target: Entity) -> Row:
    return {c.key: getattr(target, c.key) for c in inspect(type(target)).column_attrs}


@event.listens_for(Entity, "after_insert", propagate=True)
def _inserted(_mapper: Any, _connection: Any, target: Entity) -> None:
    _journal(target).append(Change(_name(type(target)), target.id, None, _row(target)))


@event.listens_for(Entity, "before_update", propagate=True)
def _updated(mapper: Any, connection: Any, target: Entity) -> None:
    state = inspect(target)
    before: Row = {}
    for attribute in mapper.column_attrs:
        old = state.attrs[attribute.key].history.deleted
        if old:
            before[attribute.key] = old[0]
        elif state.attrs[attribute.key].history.added:
            before[attribute.key] = NO_VALUE
    if any(old is NO_VALUE for old in before.values()):  # set without being read first: ask the row itself
        table = mapper.local_table
        kept = connection.execute(select(table).where(table.c.id == target.id)).mappings().one()
        before = {key: kept[key] for key in before}
    changed = {key: old for key, old in before.items() if old != getattr(target, key)}
    if changed:
        after = {key: getattr(target, key) for key in changed}
        _journal(target).append(Change(_name(type(target)), target.id, changed, after))


@event.listens_for(Entity, "before_delete", propagate=True)
def _deleted(_mapper: Any, _connection: Any, target: Entity) -> None:
    _journal(target).append(Change(_name(type(target)), target.id, _row(target), None))


def pack(row: Row | None) -> Row | None:
    """A row as JSON values."""
    return None if row is None else {key: _plain(value) for key, value in row.items()}


def _plain(value: Any) -> Any:
    if isinstance(value, UUID):
        return value.hex
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, datetime | date | time):
        return value.isoformat()
    return value


def unpack(entity: str, row: Row) -> Row:
    """JSON values as the types of the entity's fields."""
    readers = _readers(entity)
    return {key: readers[key].validate_python(value) for key, value in row.items()}


@cache
def _readers(entity: str) -> dict[str, TypeAdapter[Any]]:
    fields = kinds()[entity].model_fields
    return {key: TypeAdapter[Any](field.annotation or object) for key, field in fields.items()}


def _connection(session: sqlmodel.Session) -> Any:
    """The session's connection, past the guard that refuses writes the record would not see."""
    return sqlmodel.Session.connection(session)


def record(session: sqlmodel.Session, label: str, at: datetime, schema: int, **undo: Any) -> int | None:
    """Writes the step that the session's journal makes; None when nothing changed."""
    journal: list[Change] = session.info["journal"]
    if not journal:
        return None
    connection = _connection(session)
    row = {"at": at.isoformat(), "label": label, "depth": 0, "schema_number": schema, **undo}
    row.setdefault("sealed", session.info.get("sealed"))
    step_id = int(connection.execute(steps.insert().values(row)).inserted_primary_key[0])
    connection.execute(
        changes.insert(),
        [
            {
                "step_id": step_id,
                "seq": seq,
                "entity": change.entity,
                "row_id": change.row_id.hex,
                "before": pack(change.before),
                "after": pack(change.after),
            }
            for seq, change in enumerate(journal)
        ],
    )
    return step_id


def seal(session: sqlmodel.Session, reason: str) -> None:
    """Marks the running step as one that cannot be taken back, with the sentence that says why."""
    session.info["sealed"] = reason


def seal_steps_of(session: sqlmodel.Session, row_id: UUID, reason: str) -> None:
    """Seals every step that made, changed or removed a row, since what it stands for has left the house meanwhile.

    One that only moved it from one customer to another can be taken back still.
    """
    connection = _connection(session)
    query = select(changes.c.step_id, changes.c.before, changes.c.after).where(changes.c.row_id == row_id.hex)
    touched = {
        step_id
        for step_id, before, after in connection.execute(query)
        if before is None or after is None or set(before) != _WHOSE
    }
    open_still = steps.update().where(steps.c.id.in_(touched), steps.c.sealed.is_(None))
    connection.execute(open_still.values(sealed=reason))


def rows_of(session: sqlmodel.Session, customer_id: UUID) -> set[UUID]:
    """Every row of a person that the record knows, with the parts of those rows, also what is long gone."""
    owners = {name: _owners(kind) for name, kind in kinds().items()}
    whole = select(changes.c.entity, changes.c.row_id, changes.c.before, changes.c.after).where(
        or_(changes.c.before.is_(None), changes.c.after.is_(None)),
        changes.c.entity.in_([name for name, columns in owners.items() if columns]),
    )
    parts: dict[str, set[str]] = {}
    for entity, row_id, before, after in _connection(session).execute(whole):
        row = after or before or {}
        for column in owners[entity]:
            if row.get(column):
                parts.setdefault(row[column], set()).add(row_id)
    found, fresh = set[str](), {customer_id.hex}
    while fresh:
        found |= fresh
        fresh = {part for owner in fresh for part in parts.get(owner, ())} - found
    return {UUID(row_id) for row_id in found}


def _owners(kind: type[Entity]) -> list[str]:
    """The columns that say whose a row is: the person's, or its parent's where it is a part."""
    if "customer_id" in kind.model_fields:
        return ["customer_id"]
    if "subject_id" in kind.model_fields:
        return ["subject_id"]
    table = Entity.metadata.tables[_name(kind)]
    parents = [column.name for column in table.c if column.foreign_keys and not column.nullable]
    return [name for name in parents if name != "business_id"]


def forget(session: sqlmodel.Session, rows: Sequence[UUID], reason: str) -> None:
    """Blanks what the record knows of these rows, and closes their steps for undo with the reason."""
    gone = set(rows)
    session.info["journal"] = [
        Change(change.entity, change.row_id, None, None) if change.row_id in gone else change
        for change in session.info["journal"]
    ]
    connection = _connection(session)
    for start in range(0, len(rows), 500):
        some = [row.hex for row in rows[start : start + 500]]
        touched = select(changes.c.step_id).where(changes.c.row_id.in_(some))
        connection.execute(steps.update().where(steps.c.id.in_(touched)).values(sealed=reason))
        connection.execute(changes.update().where(changes.c.row_id.in_(some)).values(before=None, after=None))
