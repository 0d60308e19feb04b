"""Which photo tiles are looked at: these have their pictures, those far away hold none, and memory stays flat."""

from PySide6.QtCore import QObject, QRect, QTimer
from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

from tradesman.ui.parts.photo_words import fault_words
from tradesman.ui.picture_reading import Seen
from tradesman.ui.thumbnails import Thumbnails
from tradesman.ui.widgets.photo_tile import PhotoTile

_AHEAD = 12  # pictures that are made before anybody scrolls to them


class TileWatch(QObject):
    """Fills the tiles of a view near to what is seen of it, and empties the others; `holder` holds the tiles.

    A tile that is painted without its picture sets it to work: no view has to tell that it was scrolled.
    """

    def __init__(self, holder: QWidget, thumbnails: Thumbnails) -> None:
        super().__init__(holder)
        self._holder, self._thumbnails = holder, thumbnails
        self._tiles: dict[str, list[PhotoTile]] = {}
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(0)
        self._soon.timeout.connect(self._look)
        thumbnails.made.connect(self._on_made)

    def add(self, tile: PhotoTile, file: str) -> None:
        """Looks after a tile that shows this file."""
        self._tiles.setdefault(file, []).append(tile)
        tile.exposed.connect(self._soon.start)
        self._soon.start()

    def clear(self) -> None:
        """Forgets every tile; nothing of them is made any more."""
        for file in self._tiles:
            self._thumbnails.cancel(file)
        self._tiles.clear()

    def _look(self) -> None:
        seen = self._holder.visibleRegion().boundingRect()
        if seen.isEmpty():  # scrolled away as a whole: the first ones are made ready
            for file in list(self._tiles)[: _AHEAD if self._holder.isVisible() else 0]:
                self._fill(file, [tile for tile in self._tiles[file] if isValid(tile)])
            return
        near = seen.adjusted(0, -seen.height(), 0, seen.height())
        for file, known in self._tiles.items():
            tiles = [tile for tile in known if isValid(tile)]
            close = [tile for tile in tiles if tile.isVisible() and near.intersects(self._place(tile))]
            for tile in tiles:
                if tile not in close:
                    tile.clear_picture()
            if not close:
                self._thumbnails.cancel(file)
            elif not all(tile.shows_picture or tile.fault for tile in close):
                self._fill(file, close)

    def _fill(self, file: str, tiles: list[PhotoTile]) -> None:
        found = self._thumbnails.ask(file)
        if found is not None:
            for tile in tiles:
                _show(tile, found)

    def _place(self, tile: PhotoTile) -> QRect:
        return QRect(tile.mapTo(self._holder, tile.rect().topLeft()), tile.size())

    def _on_made(self, file: str, seen: Seen) -> None:
        for tile in self._tiles.get(file, ()):
            if isValid(tile):
                _show(tile, seen)


def _show(tile: PhotoTile, seen: Seen) -> None:
    if seen.fault is None:
        tile.set_picture(seen.image)
    else:
        tile.set_fault(fault_words(seen.fault))
