"""Taking steps back: applies the inverse of what was recorded, in reverse order.

Taking back is a step itself, so redo is the undo of an undo. A step is taken back wherever it stands, as long as
nothing later stands on it.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from functools import cache
from itertools import product
from typing import Any
from uuid import UUID

import sqlmodel
from sqlalchemy import Column, func, select

from tradesman.book.entity import Entity
from tradesman.book.errors import BookError
from tradesman.book.history import Change, Row, Step, changes, record, steps, unpack

_AT_ONCE = 500  # rows that one question asks about
_LOOKED_AT = 200  # steps, among which there is one that can be taken back
_DONE = select(steps.c.undoes_id).where(steps.c.undoes_id.is_not(None))


class StandsError(BookError):
    """Something later stands on a step; `known` is whether the record tells what, `reason` why that stays."""

    def __init__(self, later: Any) -> None:
        self.known, self.reason = later is not None, (later.sealed if later is not None else None) or ""
        if later is None:
            super().__init__("Something later stands on this. Nothing was changed.")
            return
        way = f"{later.sealed} Both stay as they are." if later.sealed else "Take that back first."
        super().__init__(f"“{later.label}” came later and stands on this. Nothing was changed. {way}")


def _connection(session: sqlmodel.Session) -> Any:
    """The session's connection, past the guard that refuses writes the record would not see."""
    return sqlmodel.Session.connection(session)


def next_undo(session: sqlmodel.Session, schema: int | None = None) -> Step | None:
    """The last thing a person did that is not taken back and can be, in a book of this schema.

    What left the house is stepped over, and so is what it stands on; `over` says so, where it came right after. Where
    nothing can be taken back it is the last step that is not sealed, of which `undo` says what stands on it.
    """
    connection = _connection(session)
    query = select(steps).where(steps.c.depth % 2 == 0, steps.c.id.not_in(_DONE)).order_by(steps.c.id.desc())
    can = query.where(steps.c.sealed.is_(None)).limit(_LOOKED_AT)
    found = connection.execute(can).mappings().all()
    passed: list[tuple[Step, StandsError]] = []
    for step in map(_step, found):
        if schema is not None and step.schema_number != schema:
            break
        why = _standing(connection, step.id)
        if why is None or not why.known:
            return replace(step, over=_over(connection, step.id, passed))
        passed.append((step, why))
    return _step(found[0]) if found else None


def _over(connection: Any, step_id: int, passed: Sequence[tuple[Step, StandsError]]) -> str | None:
    """Why what came right after a step, before anything else that can be taken back, stays; None where nothing did."""
    kept = [step.id for step, _ in passed]
    can = (steps.c.id > step_id, steps.c.depth % 2 == 0, steps.c.sealed.is_(None), steps.c.id.not_in(kept))
    end = connection.execute(select(func.min(steps.c.id)).where(*can)).scalar()
    between = [steps.c.id > step_id, *([] if end is None else [steps.c.id < end])]
    seals = select(steps.c.sealed).where(steps.c.sealed.is_not(None), *between).order_by(steps.c.id.desc())
    said = connection.execute(seals.limit(1)).scalar()
    stays = [(step, why) for step, why in passed if end is None or step.id < end]
    if not stays:
        return said  # type: ignore[no-any-return]
    (step, why), others = stays[0], len(stays) - 1
    more = f" and what came with it, {others + 1} steps in all, stay" if others else " stays"
    return f"{said or why.reason} “{step.label}”{more} as well.".strip()


def last_seal(session: sqlmodel.Session) -> str | None:
    """Why the last step that cannot be taken back cannot; None without one."""
    query = select(steps.c.sealed).where(steps.c.sealed.is_not(None)).order_by(steps.c.id.desc()).limit(1)
    found = _connection(session).execute(query).scalar()
    return None if found is None else str(found)


def next_redo(session: sqlmodel.Session) -> Step | None:
    """The last step taken back that nothing new has followed."""
    connection = _connection(session)
    fresh = connection.execute(select(func.max(steps.c.id)).where(steps.c.depth == 0)).scalar() or 0
    query = select(steps).where(steps.c.depth % 2 == 1, steps.c.id > fresh, steps.c.id.not_in(_DONE))
    found = connection.execute(query.order_by(steps.c.id.desc()).limit(1)).mappings().first()
    return None if found is None else _step(found)


def _step(row: Any) -> Step:
    return Step(row["id"], row["at"], row["label"], row["depth"], row["sealed"], schema_number=row["schema_number"])


def undo(session: sqlmodel.Session, step_id: int, at: datetime, schema: int) -> Step:
    """Takes one step back, wherever it stands, as long as nothing later stands on it.

    Raises BookError that names the later step, or why the step cannot be taken back; then nothing is changed.
    """
    connection = _connection(session)
    step = _step(connection.execute(select(steps).where(steps.c.id == step_id)).mappings().one())
    if step.sealed:
        raise BookError(step.sealed)
    if step.schema_number != schema:
        raise BookError("This was done before the program was renewed and can no longer be taken back.")
    if connection.execute(select(steps.c.id).where(steps.c.undoes_id == step_id)).first():
        raise BookError(f"“{step.label}” is taken back already.")
    inverse = _inverse(connection, step_id)
    _refuse(connection, step_id, inverse)
    for change in inverse:
        _apply(connection, change)
    session.info["journal"].extend(inverse)
    session.expire_all()
    record(session, step.label, at, schema, undoes_id=step_id, depth=step.depth + 1)
    return step


def _inverse(connection: Any, step_id: int) -> list[Change]:
    """What takes a step back, in the order in which it is done."""
    rows = connection.execute(select(changes).where(changes.c.step_id == step_id).order_by(changes.c.seq.desc()))

    def values(entity: str, row: Row | None) -> Row | None:
        return None if row is None else unpack(entity, row)

    return [
        Change(r["entity"], UUID(r["row_id"]), values(r["entity"], r["after"]), values(r["entity"], r["before"]))
        for r in rows.mappings()
    ]


def _apply(connection: Any, change: Change) -> None:
    table = Entity.metadata.tables[change.entity]
    here = table.c.id == change.row_id
    if change.before is None:
        connection.execute(table.insert().values(change.after or {}))
    elif change.after is None:
        connection.execute(table.delete().where(here))
    else:
        connection.execute(table.update().where(here).values(dict(change.after)))


# What stands in the way


def _standing(connection: Any, step_id: int) -> StandsError | None:
    """What stands on a step; None where it can be taken back."""
    try:
        _refuse(connection, step_id, _inverse(connection, step_id))
    except StandsError as error:
        return error
    return None


def _refuse(connection: Any, step_id: int, inverse: Sequence[Change]) -> None:
    """StandsError unless every row is as the step left it, and no later row points at one that goes."""
    _refuse_referred(connection, step_id, inverse)
    rows = _rows(connection, inverse)
    for change in inverse:
        row = rows.get(change.row_id)
        if change.before is None:
            fits = row is None
        else:
            fits = row is not None and all(row[key] == value for key, value in change.before.items())
        if not fits:
            raise _later(connection, step_id, change.row_id)
        rows[change.row_id] = None if change.after is None else {**(row or {}), **change.after}


def _rows(connection: Any, inverse: Sequence[Change]) -> dict[UUID, Row | None]:
    """The rows that are touched, as they are now."""
    touched: dict[str, set[UUID]] = {}
    for change in inverse:
        touched.setdefault(change.entity, set()).add(change.row_id)
    found: dict[UUID, Row | None] = {}
    for entity, row_ids in touched.items():
        table, ids = Entity.metadata.tables[entity], list(row_ids)
        for start in range(0, len(ids), _AT_ONCE):
            some = select(table).where(table.c.id.in_(ids[start : start + _AT_ONCE]))
            found |= {row["id"]: dict(row) for row in connection.execute(some).mappings()}
    return found


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
            query = select(column.table.c.id, column).where(column.in_(ids[start : start + _AT_ONCE]))
            for row_id, going_id in connection.execute(query):
                if row_id not in gone and (row_id, column.key) not in turned:
                    raise _later(connection, step_id, row_id, going_id)


@cache
def _referring_columns(entity: str) -> tuple[Column[Any], ...]:
    tables = Entity.metadata.tables.values()
    return tuple(
        column
        for table in tables
        for column in table.c
        if any(key.column.table.name == entity for key in column.foreign_keys)
    )


def _later(connection: Any, step_id: int, *row_ids: UUID) -> StandsError:
    """Names the last step after this one that touched these rows; what was taken back stands in nobody's way."""
    query = (
        select(steps.c.label, steps.c.sealed)
        .join(changes, changes.c.step_id == steps.c.id)
        .where(
            changes.c.row_id.in_([row_id.hex for row_id in row_ids]),
            steps.c.id > step_id,
            steps.c.depth % 2 == 0,
            steps.c.id.not_in(_DONE),
        )
        .order_by(steps.c.id.desc())
    )
    return StandsError(connection.execute(query.limit(1)).first())
