"""Photos made small beside the window, and kept so: a few in memory, all beside the photos on the disk.

What a picture file says of itself is not believed: its kind is read from its first bytes, and one that would need more
memory than any camera's picture is left alone.
"""

from collections import OrderedDict
from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass, field
from enum import StrEnum
from functools import partial
from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QObject, QSize, Qt, Signal
from PySide6.QtGui import QImage, QImageReader, QPainter

from tradesman import paths
from tradesman.book import album, private_file
from tradesman.book.errors import BookError
from tradesman.ui.background import Background

FOLDER = "thumbnails"  # in the book's folder; backups take the photos alone
SIDE = 400  # of a thumbnail, for tiles on a screen of any density
LARGE = 1600  # of a photo that is looked at
MOST_PIXELS = 130_000_000  # the largest pictures of phones have 108 million
MOST_MEGABYTES = 256  # that Qt may take for one picture
MOST_KEPT = 96  # thumbnails in memory, 60 MB at most
_KINDS = {".jpg": b"jpeg", ".png": b"png", ".webp": b"webp", ".heic": b"heic"}
_QUALITY = 85


class Fault(StrEnum):
    """Why a photo cannot be seen."""

    MISSING = "missing"
    TOO_LARGE = "too_large"
    NOT_HERE = "not_here"  # this computer cannot read its kind
    DAMAGED = "damaged"


@dataclass(frozen=True)
class Seen:
    """A photo made small, or why there is none."""

    image: QImage = field(default_factory=QImage)
    fault: Fault | None = None


class Thumbnails(QObject):
    """Makes thumbnails of a book's photos, one after the other, without holding the window up."""

    made = Signal(str, object)

    def __init__(self, book: Path, photos: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._folder, self._photos = book / FOLDER, photos
        self._kept: OrderedDict[str, Seen] = OrderedDict()
        self._asked: set[str] = set()
        # A queue of its own: nobody should wait for a backup to see a photo.
        self._background = Background(self)

    def ask(self, name: str) -> Seen | None:
        """The thumbnail of a photo if it is at hand; otherwise `made` tells when it is."""
        found = self._kept.get(name)
        if found is not None and not (found.fault == Fault.MISSING and (self._photos / name).is_file()):
            self._kept.move_to_end(name)
            return found
        if name not in self._asked:
            self._asked.add(name)
            work = partial(thumbnail, self._photos / name, self._folder)
            self._background.run(work, partial(self._on_made, name), partial(self._on_failed, name))
        return None

    def look(self, name: str, done: Callable[[Seen], None]) -> None:
        """Reads a photo in the size it is looked at, and hands it over."""

        def failed(_why: str) -> None:
            done(Seen(fault=Fault.DAMAGED))

        self._background.run(partial(read, self._photos / name, LARGE), done, failed)

    def wait(self) -> None:
        """Waits for what is being read."""
        self._background.wait()

    def _on_made(self, name: str, seen: Seen) -> None:
        self._asked.discard(name)
        self._kept[name] = seen
        while len(self._kept) > MOST_KEPT:
            self._kept.popitem(last=False)
        self.made.emit(name, seen)

    def _on_failed(self, name: str, _why: str) -> None:
        self._on_made(name, Seen(fault=Fault.DAMAGED))


def thumbnail(source: Path, folder: Path) -> Seen:
    """A photo made small: the copy on the disk where there is one, otherwise a new one, which is kept there."""
    if not source.is_file():
        return Seen(fault=Fault.MISSING)
    kept = _place(folder, source.name)
    found = read(kept, SIDE)
    if found.fault is None:
        return found
    seen = read(source, SIDE)
    if seen.fault is None:
        with suppress(OSError, BookError):  # a full disk, or one that cannot be written: it is made again next time
            paths.private_folder(folder)
            with private_file.appearing(kept) as handle:
                handle.write(_packed(seen.image))
    return seen


def forget(book: Path, names: Iterable[str]) -> None:
    """Takes the thumbnails of photos that are gone off the disk."""
    for name in names:
        with suppress(OSError):
            _place(book / FOLDER, name).unlink()


def read(source: Path, side: int) -> Seen:
    """A picture file, turned upright, no larger than `side` either way; it takes little memory whatever it claims."""
    try:
        with source.open("rb") as handle:
            ending = album.suffix(handle.read(16))
    except OSError as error:
        return Seen(fault=Fault.MISSING if isinstance(error, FileNotFoundError) else Fault.DAMAGED)
    if ending is None:
        return Seen(fault=Fault.DAMAGED)
    if QByteArray(_KINDS[ending]) not in QImageReader.supportedImageFormats():
        return Seen(fault=Fault.NOT_HERE)
    QImageReader.setAllocationLimit(MOST_MEGABYTES)
    reader = QImageReader(str(source), QByteArray(_KINDS[ending]))
    reader.setAutoDetectImageFormat(False)
    reader.setAutoTransform(True)
    size = reader.size()
    if size.width() * size.height() > MOST_PIXELS:
        return Seen(fault=Fault.TOO_LARGE)
    if max(size.width(), size.height()) > side:
        reader.setScaledSize(size.scaled(side, side, Qt.AspectRatioMode.KeepAspectRatio).expandedTo(QSize(1, 1)))
    image = reader.read()
    return Seen(_on_white(image)) if not image.isNull() else Seen(fault=Fault.DAMAGED)


def _on_white(image: QImage) -> QImage:
    if not image.hasAlphaChannel():
        return image
    opaque = QImage(image.size(), QImage.Format.Format_RGB32)
    opaque.fill(Qt.GlobalColor.white)
    painter = QPainter(opaque)
    painter.drawImage(0, 0, image)
    painter.end()
    return opaque


def _place(folder: Path, name: str) -> Path:
    return folder / f"{name.partition('.')[0]}.jpg"


def _packed(image: QImage) -> bytes:
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "JPEG", _QUALITY)  # type: ignore[call-overload]
    return bytes(buffer.data().data())
