"""Photos as tiles in lines, behind them the one that adds; one opens large."""

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from tradesman.book.photo import Moment, Photo
from tradesman.ui.desk import Desk
from tradesman.ui.parts.photo_words import caption
from tradesman.ui.parts.tile_watch import TileWatch
from tradesman.ui.theme import Theme
from tradesman.ui.thumbnails import Thumbnails
from tradesman.ui.widgets.buttons import Button
from tradesman.ui.widgets.flow import Flow
from tradesman.ui.widgets.photo_tile import AddTile, PhotoTile
from tradesman.ui.words import words

AT_ONCE = 60  # tiles; all others are shown when they are asked for
_BADGES = {Moment.BEFORE: "inverse", Moment.AFTER: "accent"}


def _tr(text: str) -> str:
    return QCoreApplication.translate("photos", text)


class PhotoTiles(QWidget):
    """The tiles in the order in which the photos are given; those that are looked at have their pictures."""

    photo_opened = Signal(object)
    add_asked = Signal()
    camera_asked = Signal()
    save_asked = Signal()

    def __init__(self, desk: Desk, theme: Theme, thumbnails: Thumbnails) -> None:
        super().__init__()
        self._desk, self._theme = desk, theme
        self._photos: list[Photo] = []
        self._most: int | None = AT_ONCE
        self._watch = TileWatch(self, thumbnails)
        self._flow = Flow(theme.space("s3"))
        self.more = Button(_tr("Show all"), theme, compact=True, name="photos_more")
        self.more.clicked.connect(self._on_more)
        self.camera = Button(
            _tr("From the camera folder"), theme, "quiet", "camera", compact=True, name="photos_camera"
        )
        self.camera.clicked.connect(self.camera_asked)
        self.save = Button(_tr("Save all…"), theme, "quiet", "download", compact=True, name="photos_save")
        self.save.clicked.connect(self.save_asked)
        foot = QHBoxLayout()
        foot.setSpacing(theme.space("s2"))
        foot.addWidget(self.more)
        foot.addWidget(self.camera)
        foot.addWidget(self.save)
        foot.addStretch(1)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(theme.space("s3"))
        self._column.addWidget(self._flow)
        self._column.addLayout(foot)
        self._fill()

    def show_photos(self, photos: Sequence[Photo]) -> None:
        """Shows the photos of a customer; the same ones stay as they are."""
        if [_shown(photo) for photo in photos] == [_shown(photo) for photo in self._photos]:
            return
        if {photo.customer_id for photo in photos} != {photo.customer_id for photo in self._photos}:
            self._most = AT_ONCE
        self._photos = list(photos)
        self._fill()

    def set_adding(self, adding: bool) -> None:
        """Says that pictures are being copied."""
        self.camera.setEnabled(not adding)
        for tile in self._flow.findChildren(AddTile):
            tile.setText(_tr("Adding…") if adding else _tr("Add photo"))
            tile.setEnabled(not adding)

    def _fill(self) -> None:
        name = next((one.objectName() for one in self._flow.findChildren(QWidget) if one.hasFocus()), "")
        old, self._flow = self._flow, Flow(self._theme.space("s3"))
        self._watch.clear()
        tiles: list[QWidget] = [self._tile(photo) for photo in self._photos[: self._most]]
        add = AddTile(_tr("Add photo"), self._theme, name="photos_add")
        add.clicked.connect(self.add_asked)
        self._flow.add_all([*tiles, add])
        self.more.setVisible(self._most is not None and len(self._photos) > self._most)
        self.more.setText(_tr("Show all {0}").format(f"{len(self._photos):,}"))
        self.save.setVisible(bool(self._photos))
        self._column.replaceWidget(old, self._flow)
        self._flow.show()
        old.hide()
        old.deleteLater()
        for again in self._flow.findChildren(PhotoTile, name) if name else ():
            again.setFocus(Qt.FocusReason.OtherFocusReason)

    def _tile(self, photo: Photo) -> PhotoTile:
        kind = _BADGES.get(photo.moment, "")
        said, badge = caption(self._desk, photo), words(photo.moment) if kind else ""
        tile = PhotoTile(said, self._theme, badge, kind, name=f"photo_{photo.id}")
        tile.clicked.connect(lambda _on=False, photo=photo: self.photo_opened.emit(photo))
        self._watch.add(tile, photo.file)
        return tile

    def _on_more(self) -> None:
        self._most = None
        self._fill()


def _shown(photo: Photo) -> tuple[object, ...]:
    return photo.id, photo.file, photo.words, photo.moment
