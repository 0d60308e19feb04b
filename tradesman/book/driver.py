"""The one place that knows which SQLite this is: connecting, settings, types and error sentences."""

import errno
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import Engine, create_engine, event
from sqlalchemy.dialects import registry
from sqlalchemy.dialects.sqlite.base import SQLiteTypeCompiler
from sqlalchemy.dialects.sqlite.pysqlite import SQLiteDialect_pysqlite
from sqlalchemy.exc import DBAPIError
from sqlalchemy.pool import QueuePool
from sqlalchemy.util import LRUCache

from tradesman.book.errors import BookError, BusyError

try:
    from sqlcipher3 import dbapi2 as sqlite
except ImportError:  # Linux on ARM has no wheel
    import sqlite3 as sqlite

__all__ = [
    "APPLICATION_ID",
    "ERRORS",
    "URL",
    "Dialect",
    "connect",
    "copy",
    "data_version",
    "engine",
    "explain",
    "explained",
    "look",
    "read_only",
    "sqlite",
    "words",
]

APPLICATION_ID = 0x54524144  # "TRAD", so that a book is told from any other SQLite file
BUSY_MS = 5000
ERRORS = (DBAPIError, sqlite.Error)

# Reasons and measurements: a rollback journal because one person writes and a replaced file is noticed;
# EXTRA because a lost directory entry would lose an acknowledged change; the rest because a book that came
# by e-mail is not to be trusted, and because what is erased must be gone.
PRAGMAS = (
    ("foreign_keys", 1),
    ("journal_mode", "delete"),
    ("synchronous", 3),
    ("trusted_schema", 0),
    ("cell_size_check", 1),
    ("mmap_size", 0),
    ("secure_delete", 1),
    ("temp_store", 2),
    ("cache_spill", 0),  # a large step must not lock readers out before its commit
)

_MOVED = "The book was moved or replaced while it was open. Nothing was changed. Start Tradesman again."
_DAMAGED = "The book is damaged. Nothing was changed. Restore the latest backup into a new folder."
_NOT_READ = "Another program is writing to the book, so it cannot be read. Close it there, then try again."
_LOCKED = "locked"
_SENTENCES = (
    ("disk is full", "The disk is full. Nothing was changed. Free some space, then try again."),
    (_LOCKED, "Another program is writing to the book. Nothing was changed. Close it there, then try again."),
    ("readonly", "The book cannot be written to. Nothing was changed. Check that its folder is not write-protected."),
    ("unable to open", "The book cannot be reached. Nothing was changed. Check that its disk is connected."),
    ("disk i/o", "The disk did not answer. Nothing was changed. Check the disk, then try again."),
    ("malformed", _DAMAGED),
    ("could not decode", _DAMAGED),
    ("foreign key", "Something else in the book still needs this. Nothing was changed."),
    ("unique", "This is in the book already. Nothing was changed."),
    ("check constraint", "A value is not allowed here. Nothing was changed."),
    ("not null", "A value is missing. Nothing was changed."),
)


class _StrictTypes(SQLiteTypeCompiler):
    """Names each column by one of the types that SQLite enforces in a STRICT table."""

    def visit_VARCHAR(self, type_: Any, **kw: Any) -> str:
        return "TEXT"

    visit_CHAR = visit_TEXT = visit_DATETIME = visit_DATE = visit_TIME = visit_JSON = visit_VARCHAR

    def visit_uuid(self, type_: Any, **kw: Any) -> str:
        return "TEXT"

    def visit_BOOLEAN(self, type_: Any, **kw: Any) -> str:
        return "INTEGER"

    visit_BIGINT = visit_BOOLEAN


class Dialect(SQLiteDialect_pysqlite):
    """The SQL of a book. It is the same for every engine, so that a statement is put together once for all of them."""

    supports_statement_cache = True
    type_compiler_cls = _StrictTypes

    def __eq__(self, other: object) -> bool:
        return type(other) is Dialect

    def __hash__(self) -> int:
        return hash(Dialect)


registry.register("tradesman", __name__, "Dialect")
URL = "tradesman://"
_STATEMENTS: LRUCache[Any, Any] = LRUCache(2000)  # put together, for readers and writers of any book


def connect(file: Path, *, create: bool = False, writes: bool = True, busy_ms: int = BUSY_MS) -> Any:
    """A raw connection in manual transaction mode, with every setting made.

    A missing file is an error unless `create` is said, so that a lost book is never replaced by an empty one. One
    that does not write makes no setting that is kept in the file.
    """
    uri = f"{file.absolute().as_uri()}?mode={'rwc' if create else 'rw'}"
    raw = sqlite.connect(uri, uri=True, isolation_level=None, check_same_thread=False, timeout=busy_ms / 1000)
    try:
        for name, value in PRAGMAS:
            if name != "journal_mode":
                raw.execute(f"PRAGMA {name}={value}").fetchone()
            elif writes:
                _set_journal(raw, value)
            if name == "trusted_schema" and sqlite.sqlite_version_info < (3, 44, 0):
                raw.execute("PRAGMA trusted_schema=1")  # older engines refuse the search index without it
        if not writes:
            raw.execute("PRAGMA query_only=1")
    except BaseException:
        raw.close()
        raise
    return raw


def _set_journal(raw: Any, value: object) -> None:
    """Takes the journal that was chosen; a book that another tool left in WAL, while it is read, keeps it for now."""
    try:
        raw.execute(f"PRAGMA journal_mode={value}").fetchone()
    except sqlite.OperationalError as error:
        if "locked" not in str(error):
            raise


def read_only(error: BaseException) -> bool:
    """Whether SQLite could not write because of where the book lies."""
    return any(mark in words(error) for mark in ("readonly", "unable to open"))


def look(file: Path) -> Any:
    """A raw connection for a book not yet trusted: it cannot write, and changes no setting kept in the file."""
    raw = sqlite.connect(f"{file.absolute().as_uri()}?mode=rw", uri=True, isolation_level=None, timeout=BUSY_MS / 1000)
    for name in ("query_only=1", "trusted_schema=0", "cell_size_check=1", "mmap_size=0"):
        raw.execute(f"PRAGMA {name}").fetchone()
    return raw


def engine(file: Path, *, writes: bool, busy_ms: int = BUSY_MS) -> Engine:
    """An engine whose transactions are explicit: writers take the lock at once, readers cannot write.

    `busy_ms` is how long either waits for its lock; once a writer has it, readers are waited for as always.
    """
    made = create_engine(
        URL,
        module=sqlite,
        execution_options={"compiled_cache": _STATEMENTS},
        creator=lambda: connect(file, writes=writes, busy_ms=BUSY_MS if writes else busy_ms),
        poolclass=QueuePool,
        pool_size=2,
        hide_parameters=True,
    )
    begin = "BEGIN IMMEDIATE" if writes else "BEGIN"

    @event.listens_for(made, "begin")
    def _begin(connection: Any) -> None:
        if not writes or busy_ms == BUSY_MS:
            connection.exec_driver_sql(begin)
            return
        connection.exec_driver_sql(f"PRAGMA busy_timeout={busy_ms}")
        try:
            connection.exec_driver_sql(begin)
        finally:
            connection.exec_driver_sql(f"PRAGMA busy_timeout={BUSY_MS}")

    @event.listens_for(made, "checkin")
    def _clean(raw: Any, _record: Any) -> None:
        # A COMMIT refused by a deferred key leaves SQLite inside the transaction.
        if raw is not None and raw.in_transaction:
            raw.rollback()

    return made


def data_version(connection: Any) -> int:
    """A number of this connection alone, another one once anybody else has written to the book."""
    found: int = connection.connection.dbapi_connection.execute("PRAGMA data_version").fetchone()[0]
    return found


def words(error: BaseException) -> str:
    """What the database said, in small letters, for telling errors apart; nobody is shown it."""
    cause = error.orig if isinstance(error, DBAPIError) and error.orig is not None else error
    return str(cause).lower().partition(" with text ")[0]  # what follows was read in the book


def explain(error: BaseException, *, moved: bool = False, reading: bool = False) -> BookError:
    """The sentence for an error of the database, whichever driver and wrapper it came from.

    SQLite calls a file that was `moved` while it was open read-only. Who was only `reading` knows that nothing changed.
    """
    text = words(error)
    if moved and "readonly" in text:
        return BookError(_MOVED)
    if reading and _LOCKED in text:
        return BusyError(_NOT_READ)
    for mark, sentence in _SENTENCES:
        if mark in text:
            return BusyError(sentence) if mark == _LOCKED else BookError(sentence)
    return BookError("The book did not take the change. Nothing was changed. Start Tradesman again, then try again.")


@contextmanager
def explained(moved: Callable[[], bool] = lambda: False, *, reading: bool = False) -> Iterator[None]:
    """Turns errors of the database and the disk into sentences."""
    try:
        yield
    except ERRORS as error:
        raise explain(error, moved=moved(), reading=reading) from error
    except UnicodeEncodeError as error:
        raise BookError(
            "Some characters cannot be kept. Nothing was changed. Take them out, then try again."
        ) from error
    except OSError as error:
        if error.errno == errno.ENOSPC:
            raise BookError(_SENTENCES[0][1]) from error
        raise


def copy(source: Path, target: Path) -> None:
    """Copies a live database page by page through SQLite itself, into a new private file."""
    target.touch(mode=0o600, exist_ok=False)
    try:
        with closing(look(source)) as old, closing(connect(target, create=True)) as new:
            old.backup(new)
    except BaseException:
        target.unlink(missing_ok=True)  # a full disk leaves an empty file behind
        raise
