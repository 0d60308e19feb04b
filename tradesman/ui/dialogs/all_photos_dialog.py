"""All photos of a job as tiles."""

from uuid import UUID

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from tradesman.services import photos
from tradesman.ui.desk import Desk
from tradesman.ui.parts.photo_tiles import PhotoTiles
from tradesman.ui.theme import Theme
from tradesman.ui.thumbnails import Thumbnails
from tradesman.ui.widgets.sheet import Sheet

_WIDTH = 1060


class AllPhotosDialog(Sheet):
    """The tiles, the newest first; they follow what is changed in the sheets over them."""

    def __init__(self, window: QWidget, desk: Desk, theme: Theme, thumbnails: Thumbnails, job_id: UUID) -> None:
        title = QCoreApplication.translate("photos", "Photos")
        super().__init__(window, title, theme, width=_WIDTH, name="all_photos")
        self._desk, self._job_id = desk, job_id
        self.tiles = PhotoTiles(desk, theme, thumbnails)
        self.photo_opened, self.add_asked = self.tiles.photo_opened, self.tiles.add_asked
        self.camera_asked, self.save_asked = self.tiles.camera_asked, self.tiles.save_asked
        self._show()
        self.body.addWidget(self.tiles)
        self.set_main(QCoreApplication.translate("photos", "Close"))
        self.accepted.connect(self.finish)
        desk.changed.connect(self._on_changed)

    def _on_changed(self, entities: frozenset[str]) -> None:
        if "photo" in entities:
            self._show()

    def _show(self) -> None:
        self.tiles.show_photos(list(reversed(self._desk.ask(photos.of_work, self._job_id))))
