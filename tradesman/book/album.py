"""The photos' files: each kept once in the book's folder, under the SHA-256 of what it holds, and never changed."""

from collections.abc import Iterable
from contextlib import suppress
from hashlib import sha256
from pathlib import Path

from tradesman.book import private_file
from tradesman.book.errors import BookError
from tradesman.book.picture_file import suffix

LARGEST = 60_000_000  # bytes; a camera's raw pictures are no larger
CHUNK = 1 << 20
FORMATS = "JPEG, PNG, WebP or HEIC"


def keep(folder: Path, source: Path) -> str:
    """Copies a picture into the photos folder and gives its name there; one that is there already is kept once.

    Raises BookError with what to do for what is no picture, too large or unreadable, and when the disk refuses;
    nothing is left behind then. Takes as long as the disk does: beside the window.
    """
    try:
        with source.open("rb") as handle:
            ending = suffix(handle.read(16))
            if ending is None:
                raise BookError(f"{source.name} is not a picture. It was not added. Choose a {FORMATS}.")
            handle.seek(0, 2)
            if handle.tell() > LARGEST:
                raise BookError(
                    f"{source.name} is larger than {LARGEST // 1_000_000} MB. It was not added. Save it smaller first."
                )
            handle.seek(0)
            digest = sha256()
            while chunk := handle.read(CHUNK):
                digest.update(chunk)
            name = f"{digest.hexdigest()}{ending}"
            if not (folder / name).is_file():
                handle.seek(0)
                _copy(folder, name, iter(lambda: handle.read(CHUNK), b""))
    except OSError as error:
        raise BookError(f"{source.name} cannot be read: {error.strerror}. It was not added.") from error
    return name


def _copy(folder: Path, name: str, chunks: Iterable[bytes]) -> None:
    digest = name.partition(".")[0]

    def check(new: Path) -> None:
        if sha256(new.read_bytes()).hexdigest() != digest:
            raise BookError("The picture changed while it was copied. It was not added. Try again.")

    with private_file.appearing(folder / name, check) as target:
        for chunk in chunks:
            target.write(chunk)


def remove(folder: Path, names: Iterable[str]) -> None:
    """Takes files out for good; one that is gone already is no fault."""
    for name in names:
        with suppress(FileNotFoundError):
            (folder / name).unlink()
