"""Looks at a book before anything is written to it."""

import re
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from threading import Event
from typing import Any

from tradesman.book import driver, schema
from tradesman.book.errors import BookError

MAGIC = b"SQLite format 3\x00"
VERSION = re.compile(r"[0-9][0-9A-Za-z.+-]{0,30}")  # of a program; what a file says of itself may be anything
STEPS = 10_000  # of the engine, between two looks at whether somebody waits for the end


@dataclass(frozen=True)
class Found:
    """What the look at a book told; one that is not `whole` left most pages for later."""

    schema: int
    whole: bool = True


def vet(folder: Path, file: Path, *, thorough: bool = False, at_once: int | None = None, in_use: bool = False) -> Found:
    """Says which shape a sound book has, without changing one byte.

    Raises BookError with the path, what was kept and what to do. `thorough` also compares every index with its
    table, which takes longer. Of a book larger than `at_once` bytes only the head, the length and the tables' names
    are looked at: whoever has to be quick looks at the whole later. Of a book that may be `in_use` by this process the
    file is not opened by hand: closing it would drop the locks that SQLite holds on it.
    """
    number = _number_in_use(folder, file) if in_use else _look_at_the_header(folder, file)
    if number < 1:
        raise BookError(
            f"{file} is damaged, or it was never finished. It was not touched. Restore a backup into a new folder."
        )
    with sentences(file), closing(driver.look(file)) as raw:
        if number > schema.NUMBER:
            raise _newer(folder, raw)
        whole = at_once is None or file.stat().st_size <= at_once
        check = "integrity_check" if thorough else "quick_check"
        if _is_short(raw, file) or (whole and not _is_sound(raw, f"{check}(1)", "foreign_key_check")):
            raise _damaged(file)
        return Found(number, whole)


def _newer(folder: Path, raw: Any) -> BookError:
    (needs,) = raw.execute("SELECT max(needs_version) FROM book_info").fetchone()
    version = f"{needs} or later" if VERSION.fullmatch(str(needs)) else "of today"
    return BookError(
        f"The book at {folder} was written by a newer Tradesman. It was not touched."
        f" Install Tradesman {version} to open it."
    )


def photo_names(file: Path) -> set[str]:
    """The files of the photos that a sound book shows."""
    with sentences(file), closing(driver.look(file)) as raw:
        if raw.execute("SELECT 1 FROM sqlite_schema WHERE name = 'photo'").fetchone() is None:
            return set()  # of an older shape
        return {name for (name,) in raw.execute("SELECT file FROM photo").fetchall()}


def mail_names(file: Path) -> set[str]:
    """The files of the e-mails that may still go out of a sound book; they cannot be made again."""
    with sentences(file), closing(driver.look(file)) as raw:
        if raw.execute("SELECT 1 FROM sqlite_schema WHERE name = 'outgoing_mail'").fetchone() is None:
            return set()  # of an older shape
        query = "SELECT file FROM outgoing_mail WHERE state IN ('waiting', 'sending', 'unsure', 'refused')"
        return {name for (name,) in raw.execute(query).fetchall()}


def look_through(file: Path, given_up: Event) -> bool:
    """Looks at every page of a book that has been opened; False when it was given up before the end.

    Goes table by table, each on a connection of its own, so that whoever writes gets in between. BookError when the
    book is damaged.
    """
    with sentences(file):
        with closing(driver.look(file)) as raw:
            names = [name for (name,) in raw.execute("SELECT name FROM sqlite_schema WHERE type = 'table'").fetchall()]
        for name in ("sqlite_schema", *names):  # the first also has the free pages
            sound = None if given_up.is_set() else _is_table_sound(file, name, given_up)
            if sound is None:
                return False
            if not sound:
                raise _damaged(file)
    return True


def _is_table_sound(file: Path, name: str, given_up: Event) -> bool | None:
    """None when it was given up on the way."""
    quoted = name.replace("'", "''")
    with closing(driver.look(file)) as raw:
        raw.set_progress_handler(given_up.is_set, STEPS)
        try:
            return _is_sound(raw, f"quick_check('{quoted}')", f"foreign_key_check('{quoted}')")
        except driver.sqlite.OperationalError:
            if given_up.is_set():
                return None
            raise


def _is_sound(raw: Any, pages: str, references: str) -> bool:
    (verdict,) = raw.execute(f"PRAGMA {pages}").fetchone()
    return verdict == "ok" and raw.execute(f"PRAGMA {references}").fetchone() is None


def _is_short(raw: Any, file: Path) -> bool:
    """Whether the end is missing: SQLite reads the rest of a last page that was cut as zeros."""
    raw.execute("SELECT count(*) FROM book_info").fetchone()  # reads the tables' names, and ends what a crash left
    (pages,) = raw.execute("PRAGMA page_count").fetchone()
    (size,) = raw.execute("PRAGMA page_size").fetchone()
    return file.stat().st_size < int(pages) * int(size)


def _number_in_use(folder: Path, file: Path) -> int:
    _refuse_what_is_not_there(folder, file)
    with sentences(file), closing(driver.look(file)) as raw:
        if raw.execute("PRAGMA application_id").fetchone() != (driver.APPLICATION_ID,):
            raise _foreign(file)
        return int(raw.execute("PRAGMA user_version").fetchone()[0])


def _refuse_what_is_not_there(folder: Path, file: Path) -> None:
    if not folder.exists():
        raise BookError(f"There is no book at {folder}. Nothing was made in its place. Choose where it is.")
    if not file.is_file():
        raise BookError(
            f"{folder} holds no book: {file.name} is missing. Nothing was made in its place."
            " Choose a folder that ends in .tradesman, or restore a backup."
        )


def _look_at_the_header(folder: Path, file: Path) -> int:
    """The shape's number, read from the file's first bytes (sqlite.org/fileformat: 60 and 68)."""
    _refuse_what_is_not_there(folder, file)
    try:
        with file.open("rb") as handle:
            header = handle.read(100)
    except OSError as error:
        raise BookError(
            f"{file} cannot be read: {error.strerror}. It was not touched. Check who may read its folder."
        ) from error
    if not header:
        raise BookError(f"{file} is empty. It was not touched. Restore a backup into a new folder.")
    if len(header) == 100 and header.startswith(MAGIC):
        if int.from_bytes(header[68:72], "big") == driver.APPLICATION_ID:
            return int.from_bytes(header[60:64], "big")
        raise _foreign(file)
    raise BookError(
        f"{file} is not a Tradesman book, or it is damaged. It was not touched."
        " Choose another folder, or restore a backup into a new one."
    )


@contextmanager
def sentences(file: Path) -> Iterator[None]:
    """Turns errors of the database, met while a book is looked at, into sentences that name it."""
    try:
        yield
    except driver.ERRORS as error:
        text = driver.words(error)
        if "locked" in text:
            raise BookError(
                f"{file} is in use by another program. It was not touched. Close it there, then open it again."
            ) from error
        if "unable to open" in text or "readonly" in text:
            raise BookError(f"{file} cannot be opened. It was not touched. Check who may read its folder.") from error
        raise _damaged(file) from error


def _foreign(file: Path) -> BookError:
    return BookError(f"{file} is not a Tradesman book. It was not touched. Choose a folder that ends in .tradesman.")


def _damaged(file: Path) -> BookError:
    return BookError(
        f"{file} is damaged. It was kept exactly as it is. Restore the latest backup into a new folder;"
        " do not delete the damaged one."
    )
