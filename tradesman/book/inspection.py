"""Looks a whole book over: more than opening does, slower, and without changing one byte."""

import heapq
import json
from collections.abc import Iterator
from contextlib import closing
from hashlib import sha256
from itertools import groupby
from operator import itemgetter
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, select

from tradesman.book import archive, driver, history, schema, search, vetting
from tradesman.book.entity import Entity
from tradesman.book.errors import BookError
from tradesman.book.followup import FollowUp
from tradesman.book.store import DATABASE, PHOTOS


def inspect(folder: Path) -> Iterator[str]:
    """Gives a sentence for each thing that was looked at and found right.

    Raises BookError with the path, what was kept and what to do for the first thing that is not.
    """
    file = folder / DATABASE
    found = vetting.vet(folder, file, thorough=True)
    yield "Every page, index, rule and reference of the database was read."
    if found.schema == schema.NUMBER:
        with driver.explained():
            yield from _content(file)
    else:
        yield "It is of an older shape: search and record are looked at when it has been renewed by opening it."
    yield f"{_photos(folder / PHOTOS)} photos are as they were taken."


def _content(file: Path) -> Iterator[str]:
    with closing(driver.look(file)) as raw:
        fault = search.fault(raw)
    if fault is not None:
        raise _unsound(file, f"The search index does not hold what the book holds ({fault})", "It is made anew")
    yield "The search index holds what the book holds."
    engine = driver.engine(file, writes=False)
    try:
        with engine.connect() as connection:
            yield f"{_followups(file, connection)} follow-ups are there once each."
            yield f"{_record(file, connection)} rows are as the record of changes left them."
    finally:
        engine.dispose()


def _unsound(file: Path, fault: str, what_to_do: str = "Keep a copy of its folder, then restore a backup") -> BookError:
    return BookError(f"{file}: {fault}. Nothing was changed. {what_to_do}.")


def _followups(file: Path, connection: Connection) -> int:
    """One rule makes one follow-up per subject and repetition. Rule: product.md, Follow-ups."""
    table = Entity.metadata.tables[str(FollowUp.__tablename__)]
    rows = connection.execute(select(table.c.rule_key, table.c.subject_id, table.c.repetition)).all()
    if len(set(rows)) != len(rows):
        raise _unsound(file, f"{len(rows) - len(set(rows))} follow-ups are there twice")
    return len(rows)


def _photos(folder: Path) -> int:
    """A photo is named by its content, so it can be told whether it is still the same."""
    count = 0
    for photo in sorted(folder.iterdir()) if folder.is_dir() else ():
        if not archive.PHOTO.fullmatch(photo.name):
            continue
        digest = sha256()
        with photo.open("rb") as handle:
            while chunk := handle.read(archive.CHUNK):
                digest.update(chunk)
        if digest.hexdigest() != photo.stem:
            raise _unsound(photo, "This photo is damaged", "Take it from a backup; the rest of the book is as it was")
        count += 1
    return count


def _record(file: Path, connection: Connection) -> int:
    """Replays the record of changes row by row and holds the book against it; gives the number of rows."""
    count = 0
    pairs = heapq.merge(_recorded(connection), _kept(connection), key=itemgetter(0))
    for _, pair in groupby(pairs, key=itemgetter(0)):
        wanted: Any = _UNKNOWN
        kept: Any = None
        entity = ""
        for _, entity, is_record, row in pair:  # noqa: B007  the name is of use behind the loop
            wanted, kept = (row, kept) if is_record else (wanted, row)
        count += kept is not None
        if wanted is not _UNKNOWN and not _agree(entity, wanted, kept):
            raise _unsound(file, f"A row of {entity} is not as the record of changes left it")
    return count


def _agree(entity: str, wanted: history.Row | None, kept: history.Row | None) -> bool:
    if wanted is None or kept is None:
        return wanted is kept
    known = {key: kept[key] for key in wanted}  # a row that was there before the record has some columns in it
    # An instant may be written down by another zone, and only then are the two worth unpacking.
    return history.pack(known) == wanted or history.unpack(entity, wanted) == known


_Row = tuple[str, str, bool, Any]  # id, entity, whether it is the record's, columns
_UNKNOWN: Any = object()  # erased, or written by an older program


def _kept(connection: Connection) -> Iterator[_Row]:
    return heapq.merge(*(_rows(connection, name) for name in history.kinds()), key=itemgetter(0))


def _rows(connection: Connection, name: str) -> Iterator[_Row]:
    table = Entity.metadata.tables[name]
    found = connection.execution_options(yield_per=500).execute(select(table).order_by(table.c.id))
    for row in found.mappings():
        yield row["id"].hex, name, False, dict(row)


def _recorded(connection: Connection) -> Iterator[_Row]:
    """The state in which the record leaves each row, by its id: None when it was removed."""
    found = connection.exec_driver_sql(
        'SELECT row_id, entity, "before", "after", schema_number FROM change JOIN step ON step.id = change.step_id'
        " ORDER BY row_id, step_id, seq"
    )
    for row_id, changes in groupby(found, key=itemgetter(0)):
        rows = list(changes)
        yield row_id, rows[0][1], True, _replayed(rows)


def _replayed(rows: list[Any]) -> Any:
    state: Any = {}
    for _, _, before, after, number in rows:
        if (before is None and after is None) or number != schema.NUMBER:
            return _UNKNOWN
        if after is None:
            state = None
        elif before is None:
            state = json.loads(after)
        elif state is not None:
            state.update(json.loads(after))
    return state
