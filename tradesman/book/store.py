"""The store: makes, opens, reads and writes a book.

A book is a folder `<name>.tradesman` with `book.sqlite`, `photos/` and, once a quote was given, `papers/` in it. One
open book has two engines: readers that cannot write, and one writer that takes its lock at once.
"""

import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from threading import Event
from typing import Any, TypeVar
from uuid import UUID

import sqlmodel
from sqlalchemy import event
from sqlalchemy.orm import ORMExecuteState

from tradesman import __version__, paths
from tradesman.book import driver, history, private_file, schema, search, undoing, vetting
from tradesman.book.entity import Entity
from tradesman.book.errors import BookError

E = TypeVar("E", bound=Entity)
T = TypeVar("T")

DATABASE = "book.sqlite"
PHOTOS = "photos"
PAPERS = "papers"
WINDOW_BUSY_MS = 1000  # how long a window stands still before it says that another program has the book
AT_ONCE = 50_000_000  # bytes that are looked through while somebody waits: half a second, and thousands of customers


class Session(sqlmodel.Session):
    """One look at the book, or one step in it; carries the moment that counts as now."""

    def __init__(self, engine: Any, now: datetime, *, writes: bool) -> None:
        super().__init__(engine, expire_on_commit=False, autoflush=writes)
        if now.tzinfo is None:
            message = "now must know its time zone"
            raise ValueError(message)
        self.now = now
        self.step_id: int | None = None
        if writes:
            self.info["journal"] = []

    def load(self, kind: type[E], row_id: UUID | None) -> E:
        """The row with this id; BookError when the book no longer has it."""
        found = self.get(kind, row_id) if row_id is not None else None
        if found is None:
            raise BookError("This is no longer in the book. Nothing was changed.")
        return found

    def standing(self, key: str, made: Callable[[], T]) -> T:
        """What `made` gives: in one step once, and from look to look until anything is written, by whomever.

        For the few things that nearly every question needs. What a look gets belongs to no session.
        """
        kept = self.info if "journal" in self.info else self._kept_between_looks()
        if key not in kept:
            kept[key] = made()
        found: T = kept[key]
        return found

    def _kept_between_looks(self) -> dict[str, Any]:
        found: dict[str, Any] | None = self.info.get("kept")
        if found is None:
            connection = super().connection()
            version = driver.data_version(connection)
            of_connection = connection.info.setdefault("kept", {})  # of one connection only, as the version is
            if of_connection.get("version") != version:
                of_connection.clear()
                of_connection["version"] = version
            found = self.info["kept"] = of_connection
        return found

    @property
    def changed(self) -> frozenset[str]:
        """Names of the entities this step has written so far."""
        return frozenset(change.entity for change in self.info.get("journal", ()))

    def connection(self, *_args: Any, **_kwargs: Any) -> Any:
        """Refused: what is written past the entities would escape the record."""
        raise RuntimeError("write through the entities; only they are recorded")

    bulk_save_objects = bulk_insert_mappings = bulk_update_mappings = connection


@event.listens_for(Session, "do_orm_execute")
def _reads_only(state: ORMExecuteState) -> None:
    if not state.is_select:
        raise RuntimeError("write through the entities; only they are recorded")


def _next_undo(session: Session) -> history.Step | None:
    return undoing.next_undo(session, schema.NUMBER)


class Book:
    """An open book; `busy_ms` is how long a step or a look waits while another program writes."""

    def __init__(self, folder: Path, *, busy_ms: int = driver.BUSY_MS) -> None:
        self.folder = folder
        self.looked_through = True
        self.on_their_way = set[UUID]()  # e-mails that are being sent now, by any thread
        self._given_up = Event()
        self._file = _identity(folder / DATABASE)
        self._reader = driver.engine(folder / DATABASE, writes=False, busy_ms=busy_ms)
        self._writer = driver.engine(folder / DATABASE, writes=True, busy_ms=busy_ms)

    @property
    def photos(self) -> Path:
        """Folder of the photos, each named by its content."""
        return self.folder / PHOTOS

    @property
    def papers(self) -> Path:
        """Folder of the PDFs that customers were given, each named by its content; made with the first."""
        return self.folder / PAPERS

    def _is_moved(self) -> bool:
        return _identity(self.folder / DATABASE) != self._file

    @contextmanager
    def read(self, now: datetime) -> Iterator[Session]:
        """A session that sees one state of the book and cannot change it. Fetch all, then leave."""
        with driver.explained(self._is_moved, reading=True), Session(self._reader, now, writes=False) as session:
            yield session

    @contextmanager
    def write(self, label: str, now: datetime) -> Iterator[Session]:
        """One step: everything in it is kept and recorded under the label, or nothing is."""
        with driver.explained(self._is_moved), Session(self._writer, now, writes=True) as session:
            yield session
            session.flush()
            session.step_id = history.record(session, label, now, schema.NUMBER)
            session.commit()

    def undo(self, now: datetime, step_id: int | None = None) -> tuple[history.Step, frozenset[str]]:
        """Takes back the last step, or the one named; gives it, with what it was reached over, and what it touched.

        Raises BookError when there is nothing to take back, or when a later step stands on it.
        """
        return self._turn(now, step_id, _next_undo, "There is nothing to take back.")

    def redo(self, now: datetime) -> tuple[history.Step, frozenset[str]]:
        """Does again what was taken back last; BookError when there is nothing."""
        return self._turn(now, None, undoing.next_redo, "There is nothing to do again.")

    def _turn(
        self, now: datetime, step_id: int | None, find: Callable[[Session], history.Step | None], nothing: str
    ) -> tuple[history.Step, frozenset[str]]:
        with driver.explained(self._is_moved), Session(self._writer, now, writes=True) as session:
            over = None
            if step_id is None:
                found = find(session)
                if found is None:
                    raise BookError((find is _next_undo and undoing.last_seal(session)) or nothing)
                step_id, over = found.id, found.over
            step = replace(undoing.undo(session, step_id, now, schema.NUMBER), over=over)
            session.commit()
            return step, session.changed

    def last_step(self, now: datetime) -> history.Step | None:
        """The step that the next undo would take back."""
        with self.read(now) as session:
            return _next_undo(session)

    def look_through(self) -> None:
        """Looks at the pages that opening left out because the book is large; a minute at most, in any thread.

        Others may write meanwhile. Ends early after `give_up`. Raises BookError when the pages are damaged.
        """
        if vetting.look_through(self.folder / DATABASE, self._given_up):
            self.looked_through = True

    def give_up(self) -> None:
        """Ends a `look_through` that is running, from any thread; whoever closes the book need not wait for it."""
        self._given_up.set()

    @property
    def given_up(self) -> bool:
        """Whether somebody waits to close the book, so that what takes long comes to an end."""
        return self._given_up.is_set()

    def close(self) -> None:
        """Lets go of the file."""
        self.give_up()
        self._reader.dispose()
        self._writer.dispose()


def _identity(file: Path) -> tuple[int, int] | None:
    """What tells a file from another one of its name; None when there is none."""
    try:
        found = file.stat()
    except OSError:
        return None
    return found.st_dev, found.st_ino


def refuse_inside_a_book(place: Path) -> None:
    """BookError when something is to be made in the folder of a book, where only the book itself lies."""
    for folder in place.resolve().parents:
        if (folder / DATABASE).is_file() and (folder / PHOTOS).is_dir():
            raise BookError(
                f"{place} is inside the book at {folder} and would be lost together with it."
                " Nothing was written. Choose another place."
            )


def create_book(folder: Path, now: datetime, first: Callable[[Session], object]) -> None:
    """Makes a new book and writes its first step; it appears under its name only when it is whole.

    Raises BookError when the folder exists, lies in another book or cannot be made.
    """
    if folder.exists():
        raise BookError(f"There is something at {folder} already. It was not touched. Choose another name.")
    refuse_inside_a_book(folder)
    private_file.clear_leftovers(folder.parent)
    new = private_file.beside(folder)
    try:
        paths.private_folder(new / PHOTOS)
        (new / DATABASE).touch(mode=0o600)
        with driver.explained():
            schema.install(new / DATABASE, __version__)
            search.install(new / DATABASE)
        book = Book(new)
        try:
            with book.write("New book", now) as session:
                first(session)
                history.seal(session, "There is nothing left to take back.")
        finally:
            book.close()
        new.rename(folder)
        private_file.sync_folder(folder.parent)
    except OSError as error:
        raise BookError(
            f"The book could not be made at {folder}: {error.strerror}. Nothing was left behind."
        ) from error
    finally:
        shutil.rmtree(new, ignore_errors=True)


def open_book(folder: Path, now: datetime, *, busy_ms: int = driver.BUSY_MS) -> Book:
    """Opens a book after checking it without writing a byte; renews an older one after a verified backup.

    Raises BookError with the path, what was kept and what to do when the book is missing, empty, truncated,
    foreign, damaged, locked, or from a newer program. A large book is looked through by `look_through`, later.
    """
    file = folder / DATABASE
    found = vetting.vet(folder, file, at_once=AT_ONCE)
    if found.schema < schema.NUMBER:
        from tradesman.book import renewal  # Alembic takes a quarter of a second: only when a book is behind

        renewal.renew(folder, now, found.schema)
    book = Book(folder, busy_ms=busy_ms)
    book.looked_through = found.whole
    with suppress(OSError):  # a book on a read-only disk can be read
        paths.private_folder(folder / PHOTOS)
    return book
