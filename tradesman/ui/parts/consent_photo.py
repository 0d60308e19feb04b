"""The photo that may stand beside a testimonial: one of the customer's job, ticked."""

from collections.abc import Sequence
from functools import partial
from uuid import UUID

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QVBoxLayout, QWidget

from tradesman.book.photo import Photo
from tradesman.ui.desk import Desk
from tradesman.ui.parts.photo_words import caption
from tradesman.ui.parts.tile_watch import TileWatch
from tradesman.ui.theme import Theme
from tradesman.ui.thumbnails import thumbnails_of
from tradesman.ui.widgets.flow import Flow
from tradesman.ui.widgets.labels import Label
from tradesman.ui.widgets.photo_tile import PhotoTile, Shape

MOST = 12  # the newest; who has more shows them on the job's page
_SMALL = Shape(104, 70, worded=False)


def _tr(text: str) -> str:
    return QCoreApplication.translate("consent", text)


class ConsentPhoto(QWidget):
    """Tiles of which one is ticked; says so where there is none to tick."""

    def __init__(self, desk: Desk, theme: Theme, photos: Sequence[Photo], chosen: UUID | None) -> None:
        super().__init__()
        self._tiles: dict[UUID, PhotoTile] = {}
        watch = TileWatch(self, thumbnails_of(desk))
        flow = Flow(theme.space("s2"))
        kept = [photo for photo in photos if photo.id == chosen]
        newest = [photo for photo in reversed(photos) if photo.id != chosen]
        for number, photo in enumerate((*kept, *newest)[:MOST]):
            tile = PhotoTile(caption(desk, photo), theme, shape=_SMALL, name=f"consent_photo_{number}")
            tile.setCheckable(True)
            tile.setChecked(photo.id == chosen)
            tile.toggled.connect(partial(self._on_toggled, photo.id))
            watch.add(tile, photo.file)
            self._tiles[photo.id] = tile
            flow.addWidget(tile)
        none = _tr("There is no photo of this job yet. Add one to the job first.")
        words = _tr("Which photo?") if self._tiles else none
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.space("s1"))
        column.addWidget(Label(words, theme, "small", "ink_2", wrap=True))
        column.addWidget(flow)
        flow.setVisible(bool(self._tiles))

    def value(self) -> UUID | None:
        """The photo that is ticked."""
        return next((photo_id for photo_id, tile in self._tiles.items() if tile.isChecked()), None)

    def _on_toggled(self, photo_id: UUID, on: bool) -> None:
        if on:
            for other, tile in self._tiles.items():
                if other != photo_id:
                    tile.setChecked(False)
