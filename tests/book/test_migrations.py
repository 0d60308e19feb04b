"""A book that the migrations made is the book that a new start makes, whatever it was before."""

import re
import shutil
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
import sqlalchemy as sa
from sqlalchemy import Connection

from tests import migration_draft
from tradesman.book import driver, renewal, schema, search
from tradesman.book.entity import Entity

VERSIONS = renewal.MIGRATIONS / "versions"


@pytest.fixture
def nothing() -> Iterator[Connection]:
    """A database in memory without a table in it."""
    engine = migration_draft.strict_engine()
    with engine.begin() as connection:
        yield connection
    engine.dispose()


@pytest.fixture
def fresh(tmp_path: Path) -> frozenset[str]:
    """What a book made today consists of."""
    file = tmp_path / "fresh.sqlite"
    file.touch()
    schema.install(file, "1.0")
    search.install(file)
    with closing(driver.look(file)) as raw:
        return schema.shape(raw)


def test_a_book_migrated_from_nothing_is_as_a_fresh_one(nothing: Connection, fresh: frozenset[str]) -> None:
    renewal.migrate(nothing, 0)
    migrated = schema.shape(nothing.connection.dbapi_connection)
    assert sorted(migrated - fresh) == []
    assert sorted(fresh - migrated) == []


def test_the_newest_migration_leads_to_the_number_of_today(nothing: Connection) -> None:
    renewal.migrate(nothing, 0)
    assert nothing.exec_driver_sql("PRAGMA user_version").scalar() == schema.NUMBER
    numbers = sorted(int(file.name[:4]) for file in VERSIONS.glob("[0-9]*.py"))
    assert numbers == list(range(1, schema.NUMBER + 1))


def test_there_is_nothing_left_to_draft(nothing: Connection) -> None:
    renewal.migrate(nothing, 0)
    _, found = migration_draft.operations(nothing)
    assert [operation.to_diff_tuple() for operation in found.ops] == []


def test_a_draft_is_the_next_step_and_says_what_is_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    future = schema.NUMBER + 1
    monkeypatch.setattr(schema, "NUMBER", future)
    table = sa.Table("made_up", Entity.metadata, sa.Column("id", sa.Integer, primary_key=True))
    try:
        text = migration_draft.draft()
    finally:
        Entity.metadata.remove(table)
    assert f'revision = "{future:04d}"\ndown_revision = "{future - 1:04d}"' in text
    assert "op.create_table('made_up'" in text


def test_the_shape_does_not_depend_on_order_quotes_or_blanks(tmp_path: Path) -> None:
    one = "CREATE TABLE a (x TEXT NOT NULL, y INTEGER, CONSTRAINT c CHECK (y IN (1, 2)), UNIQUE (x, y))"
    other = 'CREATE TABLE "a" (\n\t"y" INTEGER,  x TEXT NOT NULL,\n UNIQUE (x, y), CONSTRAINT c CHECK (y IN (1, 2)))'
    shapes = set()
    for number, statement in enumerate((one, other)):
        with closing(driver.connect(tmp_path / str(number), create=True)) as raw:
            raw.execute(statement)
            shapes.add(schema.shape(raw))
    assert len(shapes) == 1


@pytest.mark.parametrize(
    "statement",
    [
        "CREATE TRIGGER t AFTER INSERT ON note BEGIN DELETE FROM customer; END",
        "CREATE VIEW v AS SELECT 1",
        "CREATE INDEX i ON note (words)",
        "CREATE TABLE t (x)",
        "DROP INDEX ix_note_customer_id",
        "DROP TRIGGER search_note_in",
        "ALTER TABLE note ADD COLUMN more TEXT",
    ],
)
def test_the_shape_tells_every_difference(tmp_path: Path, fresh: frozenset[str], statement: str) -> None:
    with closing(driver.connect(tmp_path / "fresh.sqlite")) as raw:
        raw.execute(statement)
        assert schema.shape(raw) != fresh


def filled(connection: Connection) -> list[sa.Table]:
    """One row in every table, as its rules allow."""
    found = sa.MetaData()
    found.reflect(connection)
    tables = [table for table in found.tables.values() if not table.name.startswith("search")]
    ids = {table.name: number for number, table in enumerate(tables, start=1)}
    for table in tables:
        sql = connection.exec_driver_sql("SELECT sql FROM sqlite_schema WHERE name = ?", (table.name,)).scalar()
        allowed = dict(re.findall(r"(\w+)\W+IN \('([^']*)'", str(sql)))
        values: dict[str, object] = {}
        for column in table.columns:
            number = "1" if column.name == "single" or table.name == "book_info" else str(ids[table.name])
            for key in column.foreign_keys:
                number = str(ids[key.column.table.name])
            if not column.nullable:
                values[column.name] = allowed.get(column.name, number)
        plain = sa.table(table.name, *(sa.column(name) for name in values))
        connection.execute(plain.delete())
        connection.execute(plain.insert().values(values))
    return tables


@pytest.mark.filterwarnings("ignore:Skipped unsupported reflection of expression-based index")
@pytest.mark.parametrize("shape", range(1, schema.NUMBER))
def test_a_book_of_any_earlier_shape_keeps_its_rows(
    nothing: Connection, fresh: frozenset[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, shape: int
) -> None:
    with monkeypatch.context() as earlier:
        shutil.copytree(VERSIONS, tmp_path / "versions", ignore=shutil.ignore_patterns("__pycache__"))
        for file in (tmp_path / "versions").glob("[0-9]*.py"):
            if int(file.name[:4]) > shape:
                file.unlink()
        earlier.setattr(renewal, "MIGRATIONS", tmp_path)
        earlier.setattr(search, "build", lambda _execute: None)
        renewal.migrate(nothing, 0)
    kept = filled(nothing)
    assert len(kept) > 30
    renewal.migrate(nothing, shape)
    assert schema.shape(nothing.connection.dbapi_connection) == fresh
    counts = {table.name: nothing.scalar(sa.select(sa.func.count()).select_from(table)) for table in kept}
    assert counts == {table.name: 1 for table in kept}
