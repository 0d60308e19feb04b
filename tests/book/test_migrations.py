"""A book that the migrations made is the book that a new start makes, whatever it was before."""

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import Connection

from tests import migration_draft
from tradesman.book import driver, renewal, schema, search

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


def test_the_first_migration_is_what_the_draft_says(monkeypatch: pytest.MonkeyPatch) -> None:
    text = migration_draft.draft(whole=True)
    assert text.startswith('"""The first shape of a book."""')
    assert text.count("op.create_table(") == VERSIONS.joinpath("0001_first.py").read_text().count("op.create_table(")
    monkeypatch.setattr(schema, "NUMBER", 2)
    assert 'revision = "0002"\ndown_revision = "0001"' in migration_draft.draft(whole=False)


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
