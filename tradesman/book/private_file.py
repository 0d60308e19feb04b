"""Files that only their owner may read, and that appear under their name only when they are whole."""

import os
import re
import shutil
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO
from uuid import uuid4

from tradesman.book.errors import BookError

LEFTOVER = re.compile(r"\..+\.[0-9a-f]{32}\.new")  # as `beside` names them
DAY = 86_400  # seconds; nothing takes that long to write


def create(file: Path) -> BinaryIO:
    """A new file to write and to read back; FileExistsError when there is anything of that name, even a link."""
    flags = os.O_RDWR | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
    return os.fdopen(os.open(file, flags, 0o600), "w+b")


def beside(target: Path) -> Path:
    """The hidden name under which something is made before it is moved to its own."""
    return target.with_name(f".{target.name}.{uuid4().hex}.new")


@contextmanager
def folder_beside(target: Path) -> Iterator[Path]:
    """A private folder to work in while `target` is being made."""
    new = beside(target)
    new.mkdir(mode=0o700)
    try:
        yield new
    finally:
        shutil.rmtree(new, ignore_errors=True)


def clear_leftovers(folder: Path) -> None:
    """Removes what was being made here when the program was killed, a day ago or longer: it may hold a whole book."""
    with suppress(OSError):
        for left in folder.iterdir():
            if not LEFTOVER.fullmatch(left.name) or left.lstat().st_mtime > time.time() - DAY:
                continue
            if left.is_dir() and not left.is_symlink():
                shutil.rmtree(left, ignore_errors=True)
            else:
                left.unlink()


@contextmanager
def appearing(target: Path, check: Callable[[Path], None] | None = None) -> Iterator[BinaryIO]:
    """A file to write; kept through a power cut and moved to its name when it is whole and has passed `check`.

    A regular file of that name is replaced. Raises BookError for anything else there, and when the disk refuses.
    """
    refuse_other_than_files(target)
    new = beside(target)
    try:
        with create(new) as handle:
            yield handle
            handle.flush()
            os.fsync(handle.fileno())
        if check is not None:
            check(new)
        refuse_other_than_files(target)
        new.replace(target)
        sync_folder(target.parent)
    except OSError as error:
        why = f"{target} could not be written: {error.strerror or error}."
        raise BookError(f"{why} Nothing was left behind. Choose another place, or free some space.") from error
    finally:
        with suppress(OSError):  # on a read-only disk there is nothing to remove, and the sentence above counts
            new.unlink()


def refuse_other_than_files(target: Path) -> None:
    """BookError when the place is taken by a link, a folder or a device."""
    if target.is_symlink() or (target.exists() and not target.is_file()):
        raise BookError(f"{target} is not an ordinary file. It was not touched. Choose another name.")


def sync_folder(folder: Path) -> None:
    """Makes a rename in this folder survive a power cut, where the system knows how."""
    if os.name != "posix":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
