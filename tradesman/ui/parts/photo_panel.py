"""A customer's photos as tiles in a view of their own, which scrolls."""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from tradesman.ui.desk import Desk
from tradesman.ui.parts.photo_tiles import PhotoTiles
from tradesman.ui.theme import Theme
from tradesman.ui.thumbnails import Thumbnails
from tradesman.ui.widgets.scroll import Scroll


class PhotoPanel(Scroll):
    """The tiles with room around them."""

    def __init__(self, desk: Desk, theme: Theme, thumbnails: Thumbnails) -> None:
        super().__init__()
        self.tiles = PhotoTiles(desk, theme, thumbnails)
        self.photo_opened, self.add_asked = self.tiles.photo_opened, self.tiles.add_asked
        self.camera_asked, self.save_asked = self.tiles.camera_asked, self.tiles.save_asked
        self.show_photos, self.set_adding = self.tiles.show_photos, self.tiles.set_adding
        inner = QWidget()
        column = QVBoxLayout(inner)
        column.setContentsMargins(16, 16, 16, 16)
        column.addWidget(self.tiles)
        column.addStretch(1)
        self.show_content(inner)
