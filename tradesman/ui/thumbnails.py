"""Photos made small beside the window, and kept so: a few in memory, all beside the photos on the disk."""

from collections import OrderedDict
from collections.abc import Callable, Iterable
from contextlib import suppress
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QImage

from tradesman import paths
from tradesman.book import private_file
from tradesman.book.errors import BookError
from tradesman.ui.background import Background
from tradesman.ui.desk import Desk
from tradesman.ui.picture_reading import Fault, Seen, packed, read

FOLDER = "thumbnails"  # in the book's folder; backups take the photos alone
SIDE = 400  # of a thumbnail, for tiles on a screen of any density
LARGE = 1600  # of a photo that is looked at
MOST_KEPT = 96  # thumbnails in memory, 60 MB at most
_QUALITY = 85


class Thumbnails(QObject):
    """Makes thumbnails of a folder's photos, one after the other, without holding the window up.

    The one asked for last comes first: it is what is looked at. Without a book they are kept in memory alone.
    """

    made = Signal(str, object)

    def __init__(self, book: Path | None, photos: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._folder = book / FOLDER if book is not None else None
        self._photos = photos
        self._kept: OrderedDict[str, Seen] = OrderedDict()
        self._waiting: OrderedDict[str, None] = OrderedDict()
        self._making = ""
        # A queue of its own: nobody should wait for a backup to see a photo.
        self._background = Background(self)

    @property
    def kept(self) -> int:
        """How many are in memory."""
        return len(self._kept)

    @property
    def busy(self) -> bool:
        """Whether one is being made or waited for."""
        return bool(self._making or self._waiting)

    def ask(self, name: str) -> Seen | None:
        """The thumbnail of a photo if it is at hand; otherwise `made` tells when it is."""
        found = self._kept.get(name)
        if found is not None and not (found.fault == Fault.MISSING and (self._photos / name).is_file()):
            self._kept.move_to_end(name)
            return found
        if name != self._making:
            self._waiting[name] = None
            self._waiting.move_to_end(name)
            self._make_next()
        return None

    def cancel(self, name: str) -> None:
        """Nobody looks at it any more; one that is being made is finished all the same."""
        self._waiting.pop(name, None)

    def look(self, name: str, done: Callable[[Seen], None], side: int = LARGE) -> None:
        """Reads a photo in the size it is looked at, and hands it over."""

        def failed(_why: str) -> None:
            done(Seen(fault=Fault.DAMAGED))

        self._background.run(partial(read, self._photos / name, side), done, failed)

    def wait(self) -> None:
        """Waits for what is being read; what was only asked for is left."""
        self._waiting.clear()
        self._background.wait()

    def _make_next(self) -> None:
        if self._making or not self._waiting:
            return
        name = self._making = self._waiting.popitem()[0]
        work = partial(thumbnail, self._photos / name, self._folder)
        self._background.run(work, partial(self._on_made, name), partial(self._on_failed, name))

    def _on_made(self, name: str, seen: Seen) -> None:
        self._making = ""
        self._kept[name] = seen
        while len(self._kept) > MOST_KEPT:
            self._kept.popitem(last=False)
        self._make_next()
        self.made.emit(name, seen)

    def _on_failed(self, name: str, _why: str) -> None:
        self._on_made(name, Seen(fault=Fault.DAMAGED))


def thumbnails_of(desk: Desk) -> Thumbnails:
    """The one maker of an open book's thumbnails, for all its pages: they share what is in memory."""
    return desk.findChild(Thumbnails) or Thumbnails(desk.book.folder, desk.book.photos, desk)


def thumbnail(source: Path, folder: Path | None) -> Seen:
    """A photo made small: the copy on the disk where there is one, otherwise a new one, which is kept there."""
    if not source.is_file():
        return Seen(fault=Fault.MISSING)
    if folder is None:
        return read(source, SIDE)
    found = read(_place(folder, source.name), SIDE)
    if found.fault is None:
        return found
    seen = read(source, SIDE)
    if seen.fault is None:
        keep(folder, source.name, seen.image)
    return seen


def keep(folder: Path, name: str, image: QImage) -> None:
    """Keeps what was made; on a full disk, or one that cannot be written, it is made again next time."""
    with suppress(OSError, BookError):
        paths.private_folder(folder)
        with private_file.appearing(_place(folder, name)) as handle:
            handle.write(packed(image, _QUALITY))


def forget(book: Path, names: Iterable[str]) -> None:
    """Takes the thumbnails of photos that are gone off the disk."""
    for name in names:
        with suppress(OSError):
            _place(book / FOLDER, name).unlink()


def _place(folder: Path, name: str) -> Path:
    return folder / f"{name.partition('.')[0]}.jpg"
