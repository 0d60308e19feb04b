"""Brings a book of an older program up to the shape of this one, all of it or nothing.

Which migrations a book has had is its `user_version` and nothing else: no table of its own could disagree with it.
"""

from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, datetime
from hashlib import file_digest
from pathlib import Path
from typing import Any

from alembic.operations import Operations
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine, MetaData, event, text
from sqlalchemy.exc import DBAPIError

from tradesman import __version__, paths
from tradesman.book import backup, driver, schema, search
from tradesman.book.entity import NAMES
from tradesman.book.errors import BookError
from tradesman.book.store import DATABASE

MIGRATIONS = Path(__file__).parent / "migrations"
BACKUPS = "backups"


def renew(folder: Path, now: datetime, found: int) -> Path:
    """Makes a checked backup, then changes the book's shape from `found` to today's; gives the backup's path.

    The backup lies in the book's folder. Raises BookError when either fails; the book is then byte for byte as it was,
    and the backup, which would be one more at each start, is removed.
    """
    before = _digest(folder)
    kept = folder / BACKUPS / f"before-schema-{schema.NUMBER}-{now.astimezone(UTC):%Y%m%dT%H%M%SZ}.zip"
    try:
        paths.private_folder(kept.parent)
        backup.back_up(folder, kept, now, inside=True)
    except (BookError, OSError) as error:
        raise BookError(
            f"The book at {folder} has to be renewed for Tradesman {__version__}, and the backup before that failed:"
            f" {error} The book was not changed."
        ) from error
    try:
        _migrate_in_one_step(folder / DATABASE, found)
    except Exception as error:
        state = "It is exactly as it was."
        if before is not None and _digest(folder) == before:
            _drop(kept)
        else:
            state = f"A backup of it as it was is at {kept}."
        raise BookError(
            f"The book at {folder} could not be renewed for Tradesman {__version__}: {_reason(error)} {state}"
            " Free some space and try again, or open it with the Tradesman it was made with."
        ) from error
    return kept


def _migrate_in_one_step(file: Path, found: int) -> None:
    engine = _engine(file)
    try:
        with engine.begin() as connection:
            migrate(connection, found)
    finally:
        engine.dispose()


def _digest(folder: Path) -> bytes | None:
    """What the book's file is told by; None when the disk does not answer, which agrees with nothing."""
    try:
        with (folder / DATABASE).open("rb") as handle:
            return file_digest(handle, "sha256").digest()
    except OSError:
        return None


def _drop(kept: Path) -> None:
    with suppress(OSError):
        kept.unlink()
        kept.parent.rmdir()  # stays when there are others in it


def _reason(error: Exception) -> str:
    if isinstance(error, BookError):
        return str(error)
    return str(driver.explain(error)) if isinstance(error, DBAPIError) else f"{type(error).__name__}."


def _engine(file: Path) -> Engine:
    """An engine whose tables may be rebuilt: keys are looked at once, before the commit."""
    engine = driver.engine(file, writes=True)

    @event.listens_for(engine, "connect")
    def _connected(raw: Any, _record: Any) -> None:
        raw.execute("PRAGMA foreign_keys=0")

    return engine


def migrate(connection: Connection, found: int) -> None:
    """Runs every migration after `found` inside the running transaction, and marks the book with today's number."""
    execute = connection.exec_driver_sql
    search.remove(execute)
    _refuse_machinery(execute)
    names = MetaData(naming_convention=NAMES)
    context = MigrationContext.configure(connection, opts={"transactional_ddl": False, "target_metadata": names})
    with Operations.context(context):
        for upgrade in _upgrades(found):
            upgrade()
    search.build(execute)
    if execute("PRAGMA foreign_key_check").first():
        raise BookError("Something in it would point at nothing.")
    connection.execute(text("UPDATE book_info SET needs_version = :version"), {"version": __version__})
    execute(f"PRAGMA user_version={schema.NUMBER}")


def _refuse_machinery(execute: Callable[[str], Any]) -> None:
    """A book has no triggers and views but those of the index; others would run while it is being changed."""
    if execute("SELECT name FROM sqlite_schema WHERE type IN ('trigger', 'view')").first():
        raise BookError("It holds triggers or views that Tradesman did not make.")


def _upgrades(found: int) -> list[Callable[[], None]]:
    scripts = ScriptDirectory(str(MIGRATIONS))
    later = [script for script in scripts.walk_revisions() if int(script.revision) > found]
    return [script.module.upgrade for script in reversed(later)]
