"""Looks a whole book over: more than opening does, slower, and without changing one byte."""

import json
from collections.abc import Iterator
from contextlib import closing
from hashlib import sha256
from itertools import groupby, islice
from operator import itemgetter
from pathlib import Path
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, select

from tradesman.book import archive, driver, history, schema, search, vetting
from tradesman.book.entity import Entity
from tradesman.book.errors import BookError
from tradesman.book.store import DATABASE, PAPERS, PHOTOS

AT_ONCE = 500  # rows held against the record in one go


def inspect(folder: Path) -> Iterator[str]:
    """Gives a sentence for each thing that was looked at and found right.

    Raises BookError with the path, what was kept and what to do for the first thing that is not.
    """
    file = folder / DATABASE
    found = vetting.vet(folder, file, thorough=True)
    yield "Every page, index, rule and reference of the database was read."
    if found.schema == schema.NUMBER:
        with vetting.sentences(file):
            yield from _content(file)
    else:
        yield "It is of an older shape: search and record are looked at when it has been renewed by opening it."
    photos = _files(folder / PHOTOS, "photo", vetting.photo_names(file))
    yield f"Photos: {photos}, each as it was taken."
    yield f"Papers: {_files(folder / PAPERS, 'paper', vetting.mail_names(file))}, each as it was given."


def _content(file: Path) -> Iterator[str]:
    yield _index(file)
    engine = driver.engine(file, writes=False)
    try:
        with engine.connect() as connection:
            yield f"Follow-ups: {_followups(file, connection)}, each there once."
            yield f"Rows: {_record(file, connection)}, each as the record of changes left it."
    finally:
        engine.dispose()


def _index(file: Path) -> str:
    with closing(driver.look(file)) as raw:
        try:
            fault = search.fault(raw)
        except driver.sqlite.OperationalError as error:
            if not driver.read_only(error):
                raise
            return "The word index of the search could not be looked at on a read-only disk; its rows were, and agree."
    if fault is not None:
        raise _unsound(file, f"The search index does not hold what the book holds ({fault})", "It is made anew")
    return "The search index holds what the book holds."


def _unsound(file: Path, fault: str, what_to_do: str = "Keep a copy of its folder, then restore a backup") -> BookError:
    return BookError(f"{file}: {fault}. Nothing was changed. {what_to_do}.")


def _followups(file: Path, connection: Connection) -> int:
    """One rule makes one follow-up per subject and repetition. Rule: product.md, Follow-ups."""
    twice = connection.exec_driver_sql(
        "SELECT count(*) FROM (SELECT 1 FROM follow_up GROUP BY rule_key, subject_id, repetition HAVING count(*) > 1)"
    ).scalar()
    if twice:
        raise _unsound(file, f"Follow-ups are there twice: {twice}")
    return int(connection.exec_driver_sql("SELECT count(*) FROM follow_up").scalar() or 0)


def _files(folder: Path, kind: str, shown: set[str]) -> int:
    """A photo or a paper is named by its content, so it can be told whether it is still the same."""
    beneath = sorted(folder.iterdir()) if folder.is_dir() else []
    files = [file for file in beneath if archive.KEPT.fullmatch(file.name)]
    advice = "Take it from a backup; the rest of the book is as it was"
    for name in sorted(shown - {file.name for file in files}):
        raise _unsound(folder / name, f"This {kind} is missing", advice)
    for file in files:
        digest = sha256()
        with file.open("rb") as handle:
            while chunk := handle.read(archive.CHUNK):
                digest.update(chunk)
        if digest.hexdigest() != archive.content_hash(file.name):
            raise _unsound(file, f"This {kind} is damaged", advice)
    return len(files)


def _record(file: Path, connection: Connection) -> int:
    """Replays the record of changes row by row and holds the book against it; gives the number of rows."""
    count = 0
    recorded = _recorded(connection)
    while some := list(islice(recorded, AT_ONCE)):
        for entity, rows in groupby(sorted(some, key=itemgetter(0)), key=itemgetter(0)):
            wanted = {row_id: state for _, row_id, state in rows}
            kept = _kept(connection, entity, list(wanted))
            if not all(_agree(entity, state, kept.get(row_id)) for row_id, state in wanted.items()):
                raise _unsound(file, f"A row of {entity} is not as the record of changes left it")
            count += len(kept)
    return count


def _kept(connection: Connection, entity: str, ids: list[UUID]) -> dict[UUID, history.Row]:
    table = Entity.metadata.tables[entity]
    found = connection.execute(select(table).where(table.c.id.in_(ids)))
    return {row["id"]: dict(row) for row in found.mappings()}


def _agree(entity: str, wanted: history.Row | None, kept: history.Row | None) -> bool:
    if wanted is None or kept is None:
        return wanted is kept
    known = {key: kept[key] for key in wanted}  # a row that was there before the record has some columns in it
    # An instant may be written down by another zone, and only then are the two worth unpacking.
    return history.pack(known) == wanted or history.unpack(entity, wanted) == known


def _recorded(connection: Connection) -> Iterator[tuple[str, UUID, history.Row | None]]:
    """The state in which the record leaves each row: None when it was removed. What was erased is left out."""
    found = connection.exec_driver_sql(
        'SELECT row_id, entity, "before", "after", schema_number FROM change JOIN step ON step.id = change.step_id'
        " ORDER BY row_id, step_id, seq"
    )
    for row_id, changes in groupby(found, key=itemgetter(0)):
        rows = list(changes)
        if all(number == schema.NUMBER and (before or after) for _, _, before, after, number in rows):
            yield rows[0][1], UUID(row_id), _replayed(rows)


def _replayed(rows: list[Any]) -> history.Row | None:
    state: history.Row | None = {}
    for _, _, before, after, _ in rows:
        if after is None:
            state = None
        elif before is None:
            state = json.loads(after)
        elif state is not None:
            state.update(json.loads(after))
    return state
