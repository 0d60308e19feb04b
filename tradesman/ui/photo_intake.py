"""Pictures on their way into the book: looked through before they are kept, one by one, beside the window."""

import errno
import os
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from PySide6.QtGui import QImage

from tradesman.book import album, picture_file
from tradesman.book.errors import BookError
from tradesman.book.picture_file import Facts
from tradesman.services.progress import Progress
from tradesman.ui import picture_reading, thumbnails
from tradesman.ui.picture_reading import Fault

Source = Path | QImage
ENDINGS = frozenset((".jpg", ".jpeg", ".png", ".webp", ".heic", ".heif"))
PASTED = "Pasted picture.png"
_NO_ROOM = frozenset((errno.ENOSPC, errno.EDQUOT, errno.EROFS, errno.EIO))
_DEPTH = 8  # folders within folders, so that a drop of a whole disk comes to an end
_MOST = 5_000  # pictures of one drop


class DiskRefusedError(BookError):
    """The book's disk takes nothing more; to go on with the next picture is of no use."""


@dataclass
class Taken:
    """What became of a batch: files in the book with the time each was taken, and a sentence for each that is not.

    `left` is how many were not tried, because it was stopped or the disk was full.
    """

    files: dict[str, datetime | None] = field(default_factory=dict)
    faults: list[str] = field(default_factory=list)
    left: int = 0


def expand(sources: Sequence[Source]) -> list[Source]:
    """The pictures that were meant: files as they are named, and what looks like a picture in folders, by name."""
    found: list[Source] = []
    for source in sources:
        if isinstance(source, Path) and source.is_dir():
            found.extend(inside(source))
        else:
            found.append(source)
    return found[:_MOST]


def inside(folder: Path) -> Iterator[Path]:
    """The files of a folder, and of those in it, that are pictures by their names; hidden ones are left alone."""
    for place, folders, names in os.walk(folder):
        deep = len(Path(place).relative_to(folder).parts)
        folders[:] = sorted(name for name in folders if not name.startswith(".")) if deep < _DEPTH else []
        for name in sorted(names):
            if not name.startswith(".") and Path(name).suffix.lower() in ENDINGS:
                yield Path(place) / name


def arrived(folder: Path) -> list[tuple[Path, datetime]]:
    """The pictures of a folder and when each came into it, the newest first; BookError when it cannot be read.

    A file that was copied keeps the time it was taken at; when it came is the later of that and of its own.
    """
    if not folder.is_dir():
        raise BookError(f"{folder} is not there. Plug the camera or the card in, or choose another folder.")
    found = []
    for file in inside(folder):
        with suppress(OSError):
            said = file.stat()
            found.append((file, datetime.fromtimestamp(max(said.st_mtime, said.st_ctime), UTC)))
    return sorted(found, key=lambda one: one[1], reverse=True)[:_MOST]


def take_all(photos: Path, small: Path, sources: Sequence[Source], progress: Progress) -> Taken:
    """Copies pictures into the book's photos and makes them small into `small`; each is whole there or not at all."""
    found, result = expand(sources), Taken()
    progress.begin(len(found))
    for number, source in enumerate(found):
        if progress.stopped:
            result.left = len(found) - number
            break
        try:
            name, at = take(photos, small, source)
            result.files[name] = at
        except DiskRefusedError as error:
            result.faults.append(str(error))
            result.left = len(found) - number - 1
            break
        except BookError as error:
            result.faults.append(str(error))
        progress.done = number + 1
    if not found and sources:
        result.faults.append("There is no picture in this folder. Nothing was added.")
    return result


def take(photos: Path, small: Path, source: Source) -> tuple[str, datetime | None]:
    """Copies one picture into the book: its name there, and when it was taken as far as its file knows.

    BookError in a sentence for what is no picture, damaged, too large or of a kind that cannot be read here.
    """
    if isinstance(source, QImage):
        with TemporaryDirectory() as beside:
            file = Path(beside) / PASTED
            if not source.save(str(file)):
                raise DiskRefusedError("The picture could not be put down: the disk is full. Free some space first.")
            return take(photos, small, file)[0], None
    try:
        looked_at = source.stat()
        content = source.read_bytes() if looked_at.st_size <= album.LARGEST else b""
    except OSError:
        content, looked_at = b"", None
    facts = picture_file.facts(content)
    seen = _looked_through(source.name, content, facts) if facts is not None else None
    try:
        name = album.keep(photos, source)  # says of what is no picture, or too large, why it was not added
    except BookError as error:
        if isinstance(error.__cause__, OSError) and error.__cause__.errno in _NO_ROOM:
            why = error.__cause__.strerror
            raise DiskRefusedError(
                f"{source.name} could not be kept: {why}. Free some space, then add it again."
            ) from error
        raise
    if seen is not None:
        thumbnails.keep(small, name, seen)
    at = facts.taken if facts is not None else None
    return name, at or (datetime.fromtimestamp(looked_at.st_mtime, UTC) if looked_at is not None else None)


def _looked_through(name: str, content: bytes, facts: Facts) -> QImage:
    if not facts.whole:
        raise BookError(f"{name} is damaged: its end is missing. It was not added. Copy it from the camera once more.")
    seen = picture_reading.decode(content, facts, thumbnails.SIDE)
    if seen.fault == Fault.NOT_HERE:
        raise BookError(
            f"{name} is HEIC, which this computer cannot read. It was not added. Send it from the phone as JPEG: in the"
            " camera's settings choose Most Compatible, or share it by mail, which turns it into JPEG."
        )
    if seen.fault == Fault.TOO_LARGE:
        raise BookError(
            f"{name} has {facts.width:,} × {facts.height:,} pixels, more than can be shown here. It was not added."
            " Save it smaller first."
        )
    if seen.fault is not None:
        raise BookError(f"{name} is damaged and cannot be read. It was not added. Copy it from the camera once more.")
    return seen.image
