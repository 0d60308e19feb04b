"""An older book becomes one of today beside a checked backup, or stays exactly as it was."""

import os
import shutil
import stat
from contextlib import closing
from datetime import datetime
from pathlib import Path

import pytest
from sqlmodel import select

from tradesman import __version__
from tradesman.book import backup, driver, renewal, schema, search, store
from tradesman.book.customer import Customer
from tradesman.book.errors import BookError
from tradesman.book.store import Book
from tradesman.services import customers

# Whoever rebuilds a table reads those it refers to, and Alembic cannot read the index over customers' names.
pytestmark = pytest.mark.filterwarnings("ignore:Skipped unsupported reflection of expression-based index")

FUTURE = schema.NUMBER + 1
NEXT = """
import sqlalchemy as sa
from alembic import op

revision = "{number:04d}"
down_revision = "{before:04d}"


def upgrade() -> None:
    with op.batch_alter_table("property") as table:
        table.alter_column("access", new_column_name="way_in")
    op.create_table("made_up", sa.Column("id", sa.Integer(), primary_key=True), sqlite_strict=True)
    op.execute("UPDATE customer SET name = name || ' (renewed)'")
    {then}
"""
FAILURES = {
    "a fault in the migration": "raise RuntimeError('half way')",
    "a statement that is refused": "op.execute('INSERT INTO nowhere VALUES (1)')",
    "a reference to nothing": "op.execute(\"INSERT INTO note VALUES ('a', 'nobody', '2026-01-01', 'x')\")",
}


def old(folder: Path, now: datetime) -> Path:
    """The book as a program before this one left it."""
    book = store.open_book(folder, now)
    with book.write("Add", now) as session:
        for name in ("Ann Field", "Bob Hill"):
            customers.add(session, name, phone="07700 900123", address="1 Elm Road")
    book.close()
    with closing(driver.connect(folder / store.DATABASE)) as raw:
        raw.execute("UPDATE book_info SET needs_version = '0.0.1'")
    return folder


@pytest.fixture
def older(folder: Path, now: datetime) -> Path:
    """A book of today, for a program whose shape is the next."""
    return old(folder, now)


def next_shape(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, then: str = "pass") -> None:
    """A program of the future, whose next migration changes, adds and fills."""
    migrations = tmp_path / "migrations"
    shutil.copytree(renewal.MIGRATIONS, migrations, ignore=shutil.ignore_patterns("__pycache__"))
    (migrations / "versions" / f"{FUTURE:04d}_next.py").write_text(
        NEXT.format(then=then, number=FUTURE, before=FUTURE - 1)
    )
    monkeypatch.setattr(renewal, "MIGRATIONS", migrations)
    monkeypatch.setattr(schema, "NUMBER", FUTURE)
    # The entities of this program know nothing of the future's columns; its index has no use for them either.
    sources = tuple(source for source in search._SOURCES if source.table != "property")
    monkeypatch.setattr(search, "_SOURCES", sources)


def rows(folder: Path, statement: str) -> list[tuple[object, ...]]:
    with closing(driver.look(folder / store.DATABASE)) as raw:
        return list(raw.execute(statement).fetchall())


def test_a_book_that_is_behind_is_renewed_when_it_is_opened(
    older: Path, tmp_path: Path, now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    next_shape(tmp_path, monkeypatch)
    store.open_book(older, now).close()
    assert rows(older, "PRAGMA user_version") == [(FUTURE,)]
    assert rows(older, "PRAGMA application_id") == [(driver.APPLICATION_ID,)]
    assert rows(older, "SELECT needs_version FROM book_info") == [(__version__,)]
    names = rows(older, "SELECT name FROM customer ORDER BY name")
    assert names == [("Ann Field (renewed)",), ("Bob Hill (renewed)",)]
    assert rows(older, "SELECT count(*) FROM made_up") == [(0,)]
    assert rows(older, "SELECT way_in FROM property") == [("",), ("",)]
    assert rows(older, "SELECT name FROM sqlite_schema WHERE name LIKE '%alembic%'") == []
    assert rows(older, "SELECT strict FROM pragma_table_list WHERE name = 'property'") == [(1,)]


def test_search_stands_again_after_a_renewal(
    older: Path, tmp_path: Path, now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    next_shape(tmp_path, monkeypatch)
    store.open_book(older, now).close()
    with closing(driver.look(older / store.DATABASE)) as raw:
        assert search.fault(raw) is None
    assert len(rows(older, "SELECT 1 FROM search_digits WHERE search_digits MATCH '\"900123\"'")) == 2
    assert rows(older, "SELECT count(*) FROM sqlite_schema WHERE type = 'trigger'") == [(3 * len(search._SOURCES) + 2,)]


def test_a_renewed_book_is_not_renewed_again(
    older: Path, tmp_path: Path, now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    next_shape(tmp_path, monkeypatch)
    for _ in range(2):
        store.open_book(older, now).close()
    assert [file.name for file in (older / "backups").iterdir()] == [f"before-schema-{FUTURE}-20261120T100000Z.zip"]


def test_the_backup_before_a_renewal_holds_the_book_as_it_was(
    older: Path, tmp_path: Path, now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as future:
        next_shape(tmp_path, future)
        kept = renewal.renew(older, now, FUTURE - 1)
    if os.name == "posix":
        assert stat.S_IMODE(kept.stat().st_mode) == 0o600
        assert stat.S_IMODE(kept.parent.stat().st_mode) == 0o700
    backup.restore(kept, tmp_path / "again.tradesman", now)
    book = store.open_book(tmp_path / "again.tradesman", now)
    with book.read(now) as session:
        assert {customer.name for customer in session.exec(select(Customer)).all()} == {"Ann Field", "Bob Hill"}
    book.close()


@pytest.mark.parametrize("then", FAILURES.values(), ids=FAILURES.keys())
def test_a_renewal_that_fails_leaves_every_byte_as_it_was(
    older: Path, tmp_path: Path, now: datetime, monkeypatch: pytest.MonkeyPatch, then: str
) -> None:
    before = (older / store.DATABASE).read_bytes()
    with monkeypatch.context() as future, pytest.raises(BookError) as caught:
        next_shape(tmp_path, future, then)
        store.open_book(older, now)
    assert (older / store.DATABASE).read_bytes() == before
    assert sorted(file.name for file in older.iterdir()) == ["book.sqlite", "photos"]  # not one more at each start
    sentence = str(caught.value)
    assert str(older) in sentence
    assert "It is exactly as it was" in sentence
    assert "open it with the Tradesman it was made with" in sentence
    assert "INSERT" not in sentence
    store.open_book(older, now).close()  # by the program that made it


def test_a_failed_renewal_is_tried_again_the_next_time(
    older: Path, tmp_path: Path, now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    next_shape(tmp_path, monkeypatch, "raise RuntimeError")
    with pytest.raises(BookError, match="could not be renewed"):
        store.open_book(older, now)
    second = renewal.MIGRATIONS / "versions" / f"{FUTURE:04d}_next.py"
    second.write_text(NEXT.format(then="pass", number=FUTURE, before=FUTURE - 1))
    later = now.replace(second=1)
    store.open_book(older, later).close()
    assert [file.name for file in (older / "backups").iterdir()] == [f"before-schema-{FUTURE}-20261120T100001Z.zip"]


def test_a_failed_renewal_that_changed_the_book_keeps_the_backup(
    older: Path, tmp_path: Path, now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    def half_way(file: Path, _found: int) -> None:
        file.write_bytes(b"")
        raise RuntimeError

    next_shape(tmp_path, monkeypatch)
    monkeypatch.setattr(renewal, "_migrate_in_one_step", half_way)
    with pytest.raises(
        BookError, match=rf"A backup of it as it was is at .*before-schema-{FUTURE}-20261120T100000Z\.zip\."
    ):
        store.open_book(older, now)
    assert len(list((older / "backups").iterdir())) == 1


def test_without_a_backup_there_is_no_renewal(
    older: Path, tmp_path: Path, now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    next_shape(tmp_path, monkeypatch)
    before = (older / store.DATABASE).read_bytes()
    (older / "backups").write_text("in the way")
    with pytest.raises(BookError, match=r"the backup before that failed: .* The book was not changed\."):
        store.open_book(older, now)
    assert (older / store.DATABASE).read_bytes() == before


@pytest.mark.parametrize(
    "machinery",
    [
        "CREATE TRIGGER evil AFTER UPDATE ON customer BEGIN DELETE FROM note; END",
        "CREATE VIEW evil AS SELECT * FROM customer",
    ],
)
def test_machinery_that_is_not_ours_is_refused_before_anything_is_changed(
    older: Path, tmp_path: Path, now: datetime, monkeypatch: pytest.MonkeyPatch, machinery: str
) -> None:
    with closing(driver.connect(older / store.DATABASE)) as raw:
        raw.execute(machinery)
    before = (older / store.DATABASE).read_bytes()
    next_shape(tmp_path, monkeypatch)
    with pytest.raises(BookError, match="triggers or views that Tradesman did not make"):
        store.open_book(older, now)
    assert (older / store.DATABASE).read_bytes() == before


def test_the_book_can_be_written_again_after_a_renewal_with_its_keys_watched(
    older: Path, tmp_path: Path, now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    next_shape(tmp_path, monkeypatch, "op.execute('ALTER TABLE property RENAME COLUMN way_in TO access')")
    book: Book = store.open_book(older, now)
    with book.write("Add", now) as session:
        customers.add(session, "Cat Lane")
    with pytest.raises(BookError, match="before the program was renewed"):
        book.undo(now, 2)
    raw = book._writer.raw_connection()
    assert raw.cursor().execute("PRAGMA foreign_keys").fetchone() == (1,)
    raw.close()
    book.close()
