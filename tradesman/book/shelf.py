"""The papers' files: each PDF and each e-mail kept in the book's folder, named by what it holds, and never changed."""

import re
from collections.abc import Collection
from contextlib import suppress
from datetime import datetime
from hashlib import sha256
from pathlib import Path

from tradesman import paths
from tradesman.book import private_file
from tradesman.book.errors import BookError

PDF, MAIL = ".pdf", ".eml"
PAPER = re.compile(r"[0-9a-f]{64}\.(pdf|eml)")
_CALLED = {PDF: "PDF", MAIL: "e-mail"}


def keep(folder: Path, content: bytes, kind: str = PDF) -> str:
    """Writes a paper into the papers folder and gives its name there; one that is there already is kept once.

    Raises BookError when the disk refuses; nothing is left behind then.
    """
    name = f"{sha256(content).hexdigest()}{kind}"
    if read(folder, name) is not None:
        return name
    try:
        paths.private_folder(folder)
        with private_file.appearing(folder / name) as handle:
            handle.write(content)
    except (OSError, BookError) as error:
        cause = error if isinstance(error, OSError) else error.__cause__
        why = getattr(cause, "strerror", None) or str(cause or error)
        raise BookError(
            f"The {_CALLED[kind]} could not be kept: {why}. Nothing was left behind. Free some space, then try again."
        ) from error
    return name


def read(folder: Path, name: str) -> bytes | None:
    """The paper of this name as it was kept; None when it is gone, or is not what it was."""
    if not PAPER.fullmatch(name):
        return None
    try:
        content = (folder / name).read_bytes()
    except OSError:
        return None
    return content if sha256(content).hexdigest() == name[:64] else None


def strays(folder: Path, wanted: Collection[str], since: datetime) -> frozenset[str]:
    """The papers of which the book does not speak and that are no part of what is being done: older than a moment."""
    found = set[str]()
    for file in list(folder.iterdir()) if folder.is_dir() else ():
        with suppress(OSError):
            if file.name not in wanted and file.stat().st_mtime < since.timestamp():
                found.add(file.name)
    return frozenset(found)


def sweep(folder: Path, gone: Collection[str]) -> None:
    """Takes these papers out for good; BookError where the disk refuses."""
    try:
        for name in gone:
            if PAPER.fullmatch(name):
                (folder / name).unlink(missing_ok=True)
    except OSError as error:
        raise BookError(
            f"A paper in {folder} could not be removed: {error.strerror}. The rest is gone. Delete it by hand."
        ) from error
