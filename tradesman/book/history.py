"""The record of every change: what Ctrl+Z takes back, and what the book can prove.

A step is one thing a person did. For each row it touched it keeps the columns before and after; undoing applies
the inverse in reverse order and is a step itself, so redo is the undo of an undo.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from enum import Enum
from functools import cache
from itertools import product
from typing import Any
from uuid import UUID

import sqlmodel
from pydantic import TypeAdapter
from sqlalchemy import Column, ForeignKey, Index, Integer, String, Table, and_, event, func, inspect, or_, select
from sqlalchemy.orm import NO_VALUE
from sqlalchemy.types import JSON

from tradesman.book.entity import Entity
from tradesman.book.errors import BookError

Row = dict[str, Any]
_AT_ONCE = 500  # rows that one question asks about

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
    """Seals every step that touched a row as well, since what it stands for has left the house meanwhile."""
    touched = select(changes.c.step_id).where(changes.c.row_id == row_id.hex)
    open_still = steps.update().where(steps.c.id.in_(touched), steps.c.sealed.is_(None))
    _connection(session).execute(open_still.values(sealed=reason))


def next_undo(session: sqlmodel.Session) -> Step | None:
    """The last thing a person did that is not taken back and can be: what left the house is stepped over."""
    done = select(steps.c.undoes_id).where(steps.c.undoes_id.is_not(None))
    query = select(steps).where(steps.c.depth % 2 == 0, steps.c.id.not_in(done)).order_by(steps.c.id.desc())
    can = query.where(steps.c.sealed.is_(None))
    return _step(_connection(session).execute(can.limit(1)).mappings().first())


def last_seal(session: sqlmodel.Session) -> str | None:
    """Why the last step that cannot be taken back cannot; None without one."""
    query = select(steps.c.sealed).where(steps.c.sealed.is_not(None)).order_by(steps.c.id.desc()).limit(1)
    found = _connection(session).execute(query).scalar()
    return None if found is None else str(found)


def stepped_over(session: sqlmodel.Session, step_id: int) -> str | None:
    """Why what came right after a step, before anything else that can be taken back, stays; None where nothing did."""
    later = select(steps.c.sealed).where(steps.c.id > step_id)
    other = select(func.min(steps.c.id)).where(steps.c.id > step_id, steps.c.depth % 2 == 0, steps.c.sealed.is_(None))
    connection = _connection(session)
    end = connection.execute(other).scalar()
    query = later.where(steps.c.sealed.is_not(None), *([] if end is None else [steps.c.id < end]))
    return connection.execute(query.order_by(steps.c.id.desc()).limit(1)).scalar()  # type: ignore[no-any-return]


def next_redo(session: sqlmodel.Session) -> Step | None:
    """The last step taken back that nothing new has followed."""
    connection = _connection(session)
    fresh = connection.execute(select(func.max(steps.c.id)).where(steps.c.depth == 0)).scalar() or 0
    done = select(steps.c.undoes_id).where(steps.c.undoes_id.is_not(None))
    query = (
        select(steps)
        .where(steps.c.depth % 2 == 1, steps.c.id > fresh, steps.c.id.not_in(done))
        .order_by(steps.c.id.desc())
    )
    return _step(connection.execute(query.limit(1)).mappings().first())


def _step(row: Any) -> Step | None:
    return None if row is None else Step(row["id"], row["at"], row["label"], row["depth"], row["sealed"])


def undo(session: sqlmodel.Session, step_id: int, at: datetime, schema: int) -> Step:
    """Takes one step back, wherever it stands, as long as nothing later stands on it.

    Raises BookError that names the later step, or why the step cannot be taken back; then nothing is changed.
    """
    connection = _connection(session)
    step = connection.execute(select(steps).where(steps.c.id == step_id)).mappings().one()
    if step["sealed"]:
        raise BookError(step["sealed"])
    if step["schema_number"] != schema:
        raise BookError("This was done before the program was renewed and can no longer be taken back.")
    if connection.execute(select(steps.c.id).where(steps.c.undoes_id == step_id)).first():
        raise BookError(f"“{step['label']}” is taken back already.")
    rows = connection.execute(select(changes).where(changes.c.step_id == step_id).order_by(changes.c.seq))
    recorded = [
        Change(
            r["entity"],
            UUID(r["row_id"]),
            unpack(r["entity"], r["before"]) if r["before"] is not None else None,
            unpack(r["entity"], r["after"]) if r["after"] is not None else None,
        )
        for r in rows.mappings()
    ]
    inverse = [Change(c.entity, c.row_id, c.after, c.before) for c in reversed(recorded)]
    _refuse_referred(connection, step_id, inverse)
    for change in inverse:
        _apply(connection, step_id, change)
    session.info["journal"].extend(inverse)
    session.expire_all()
    record(session, step["label"], at, schema, undoes_id=step_id, depth=step["depth"] + 1)
    return Step(step["id"], step["at"], step["label"], step["depth"], None)


def _apply(connection: Any, step_id: int, change: Change) -> None:
    table = Entity.metadata.tables[change.entity]
    here = table.c.id == change.row_id
    if change.before is None:
        if connection.execute(select(table.c.id).where(here)).first():
            raise _later(connection, step_id, change.row_id)
        connection.execute(table.insert().values(change.after or {}))
        return
    columns = [table.c[key] for key in change.before]
    row = connection.execute(select(*columns).where(here)).mappings().first()
    if row is None or dict(row) != change.before:
        raise _later(connection, step_id, change.row_id)
    if change.after is None:
        connection.execute(table.delete().where(here))
    else:
        connection.execute(table.update().where(here).values(dict(change.after)))


def _refuse_referred(connection: Any, step_id: int, inverse: Sequence[Change]) -> None:
    """A row that a later row points at cannot go."""
    going: dict[str, list[UUID]] = {}
    for change in inverse:
        if change.after is None:
            going.setdefault(change.entity, []).append(change.row_id)
    gone = {change.row_id for change in inverse if change.after is None}
    turned = {(change.row_id, key) for change in inverse for key in change.after or () if change.before}
    for entity, ids in going.items():
        for column, start in product(_referring_columns(entity), range(0, len(ids), _AT_ONCE)):
            query = select(column.table.c.id).where(column.in_(ids[start : start + _AT_ONCE]))
            for row_id in connection.execute(query).scalars():
                if row_id not in gone and (row_id, column.key) not in turned:
                    raise _later(connection, step_id, row_id)


@cache
def _referring_columns(entity: str) -> tuple[Column[Any], ...]:
    tables = Entity.metadata.tables.values()
    return tuple(
        column
        for table in tables
        for column in table.c
        if any(key.column.table.name == entity for key in column.foreign_keys)
    )


def _later(connection: Any, step_id: int, row_id: UUID) -> BookError:
    """The sentence that names the later step standing on this one."""
    query = (
        select(steps.c.label, steps.c.sealed)
        .join(changes, changes.c.step_id == steps.c.id)
        .where(and_(changes.c.row_id == row_id.hex, steps.c.id > step_id))
        .order_by(steps.c.id.desc())
    )
    later = connection.execute(query.limit(1)).first()
    if later is None:
        return BookError("Something later stands on this. Nothing was changed.")
    way = f"{later.sealed} Both stay as they are." if later.sealed else "Take that back first."
    return BookError(f"“{later.label}” came later and stands on this. Nothing was changed. {way}")


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
