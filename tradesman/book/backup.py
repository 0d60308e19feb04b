"""Backups: one checked file with everything in it, and the way back into a book of its own.

A backup counts only when it was read back and its database vetted; a restore never takes the place of a book.
"""

import shutil
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Event

from sqlmodel import select

from tradesman import __version__, paths
from tradesman.book import archive, cut_off, driver, private_file, schema, search, vetting
from tradesman.book.business import Business
from tradesman.book.errors import BookError
from tradesman.book.store import AT_ONCE, DATABASE, PAPERS, PHOTOS, Book, refuse_inside_a_book

FOLDERS = (PHOTOS, PAPERS)


@dataclass(frozen=True)
class BackupReport:
    """What a backup holds; `strays` counts files among photos and papers that are none and were left out."""

    file: Path
    schema: int
    photos: int
    papers: int
    strays: int
    size: int


def back_up(book_folder: Path, out: Path, now: datetime, *, inside: bool = False) -> BackupReport:
    """Writes a book with its photos and papers into one new file, reads it back, and only then gives it its name.

    The book may be open and in use. Raises BookError when it is not sound, when a photo is missing or damaged, when
    there is something at `out`, or when the disk refuses; then nothing is left behind. In a book's own folder, where
    it would be lost with the book, only what is said to be `inside` may lie; a missing photo does not keep that back,
    as nobody could open the book any more.
    """
    if not inside:
        refuse_inside_a_book(out)
    if out.exists() or out.is_symlink():
        raise BookError(f"There is something at {out} already. It was not touched. Choose another name.")
    private_file.clear_leftovers(out.parent)
    found = vetting.vet(book_folder, book_folder / DATABASE, at_once=AT_ONCE, in_use=True)
    if not found.whole:
        vetting.look_through(book_folder / DATABASE, Event())
    with _written(out), private_file.folder_beside(out) as beside:
        copy = beside / DATABASE
        driver.copy(book_folder / DATABASE, copy)
        # After the copy, so that no photo of it is overlooked; those taken off are packed as well, for the undo.
        beneath = {part: _beneath(book_folder / part) for part in FOLDERS}
        kept = {
            f"{part}/{file.name}": file
            for part, found_here in beneath.items()
            for file in found_here
            if archive.KEPT.fullmatch(file.name) and file.is_file()
        }
        # A paper that is missing is no loss: it is made again, to the byte, from the words that were frozen. Of an
        # e-mail that waits its words are in the book, and the outbox says that it has to be written again.
        missing = {name for name in vetting.photo_names(copy) if f"{PHOTOS}/{name}" not in kept}
        if missing and not inside:
            raise archive.Unfit(f"The photo {book_folder / PHOTOS / min(missing)} is missing")
        files = {DATABASE: copy, **kept}
        with private_file.appearing(out, _check(beside / "check")) as handle:
            archive.write(handle, files, program=__version__, schema=found.schema, now=now)
    photos, papers = (sum(name.startswith(f"{part}/") for name in kept) for part in FOLDERS)
    strays = sum(not file.name.startswith(".") for found_here in beneath.values() for file in found_here) - len(kept)
    return BackupReport(out, found.schema, photos, papers, strays, out.stat().st_size)


def _beneath(folder: Path) -> list[Path]:
    return sorted(folder.iterdir()) if folder.is_dir() else []


@contextmanager
def _written(out: Path) -> Iterator[None]:
    try:
        yield
    except archive.Unfit as error:
        raise BookError(
            f"{error}. No backup was made, and the book is as it was."
            " Put that file back from an earlier backup, or take the photo off the book and the file out of the folder."
        ) from error
    except (OSError, driver.sqlite.Error) as error:
        why = getattr(error, "strerror", None) or error
        raise BookError(
            f"{out} could not be written: {why}. Nothing was left behind, and the book is as it was."
            " Choose another place, or free some space."
        ) from error


def _check(into: Path) -> Callable[[Path], None]:
    """A restore into a folder that is thrown away; of photos and papers, only the hashes are looked at."""

    def check(file: Path) -> None:
        into.mkdir(mode=0o700)
        try:
            with archive.opened(file, DATABASE, FOLDERS) as (packed, manifest):
                for name in manifest.files:
                    archive.take(packed, manifest, name, into / DATABASE if name == DATABASE else None)
            vetting.vet(into, into / DATABASE)
        except (archive.Unfit, BookError) as error:
            raise BookError(
                "The backup could not be read back as it was written and was removed. The book is as it was."
                " Try another disk."
            ) from error

    return check


def restore(file: Path, folder: Path, now: datetime) -> None:
    """Makes a book out of a backup, where there is none; one of an older shape is renewed when it is opened.

    Raises BookError when there is something at `folder`, or the backup is missing, damaged, altered or newer; then
    nothing is left behind.
    """
    if folder.exists() or folder.is_symlink():
        raise BookError(f"There is something at {folder} already. It was not touched. Choose another name.")
    refuse_inside_a_book(folder)
    if not file.is_file():
        raise BookError(f"There is no backup at {file}. Nothing was restored. Choose where it is.")
    private_file.clear_leftovers(folder.parent)
    new = private_file.beside(folder)
    try:
        paths.private_folder(folder.parent)
        _unpack(file, new)
        _look_over(new, now)
        new.rename(folder)
        private_file.sync_folder(folder.parent)
    except archive.Unfit as error:
        raise BookError(
            f"{file} cannot be restored: {error}. It was not touched, and nothing was left behind."
            " Choose another backup."
        ) from error
    except OSError as error:
        raise BookError(
            f"The book could not be restored to {folder}: {error.strerror or error}. Nothing was left behind, and the"
            " backup is as it was. Choose another place, or free some space."
        ) from error
    finally:
        shutil.rmtree(new, ignore_errors=True)


def _unpack(file: Path, new: Path) -> None:
    with archive.opened(file, DATABASE, FOLDERS) as (packed, manifest):
        if manifest.schema > schema.NUMBER:
            raise BookError(
                f"{file} was written by a newer Tradesman. It was not touched, and nothing was restored."
                f" Install Tradesman {manifest.program} or later to restore it."
            )
        needed = sum(entry.bytes for entry in manifest.files.values())
        if needed > shutil.disk_usage(new.parent).free:
            raise BookError(
                f"The disk has no room for the book at {new.parent}. Nothing was restored."
                f" Free {needed // 1_000_000 + 1} MB, or choose another place."
            )
        new.mkdir(mode=0o700)
        for part in FOLDERS:
            (new / part).mkdir(mode=0o700)
        for name in manifest.files:
            archive.take(packed, manifest, name, new / name)


def _look_over(new: Path, now: datetime) -> None:
    """A restored book must be sound, have no machinery of somebody else's in it, and be readable."""
    try:
        number = vetting.vet(new, new / DATABASE).schema
    except BookError as error:
        raise archive.Unfit("the book in it is damaged") from error
    if number < schema.NUMBER:
        return  # renewing takes out every trigger and view, and refuses what it does not know
    with closing(driver.look(new / DATABASE)) as raw, TemporaryDirectory(dir=new) as beside:
        fresh = Path(beside) / DATABASE
        private_file.create(fresh).close()
        schema.install(fresh, __version__)
        search.install(fresh)
        with closing(driver.look(fresh)) as known:
            if schema.shape(raw) != schema.shape(known):
                raise archive.Unfit(f"the book in it is not as Tradesman {__version__} makes it")
    book = Book(new)
    try:
        with book.read(now) as session:
            session.exec(select(Business)).one()
        cut_off.settle_restored(book, now)
    except Exception as error:
        raise archive.Unfit("the book in it cannot be read") from error
    finally:
        book.close()
