"""Photos as tiles in lines, behind them the one that adds; one opens large."""

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from tradesman.book.photo import Moment, Photo
from tradesman.ui import format as say
from tradesman.ui.desk import Desk
from tradesman.ui.theme import Theme
from tradesman.ui.thumbnails import Fault, Seen, Thumbnails
from tradesman.ui.widgets.buttons import Button
from tradesman.ui.widgets.flow import Flow
from tradesman.ui.widgets.photo_tile import AddTile, PhotoTile
from tradesman.ui.words import words

AT_ONCE = 60  # tiles; more are shown when they are asked for
_BADGES = {Moment.BEFORE: "inverse", Moment.AFTER: "accent"}


def _tr(text: str) -> str:
    return QCoreApplication.translate("photos", text)


def fault_words(fault: Fault) -> str:
    """Why a photo cannot be seen."""
    return {
        Fault.MISSING: _tr("The file is missing"),
        Fault.TOO_LARGE: _tr("Too large to show"),
        Fault.NOT_HERE: _tr("This computer cannot show HEIC"),
        Fault.DAMAGED: _tr("The file is damaged"),
    }[fault]


class PhotoTiles(QWidget):
    """The tiles in the order in which the photos are given; thumbnails come when they are made."""

    photo_opened = Signal(object)
    add_asked = Signal()

    def __init__(self, desk: Desk, theme: Theme, thumbnails: Thumbnails) -> None:
        super().__init__()
        self._desk, self._theme, self._thumbnails = desk, theme, thumbnails
        self._photos: list[Photo] = []
        self._most = AT_ONCE
        self._tiles: dict[str, list[PhotoTile]] = {}
        self._flow = Flow(theme.space("s3"))
        self.more = Button(_tr("Show more"), theme, compact=True, name="photos_more")
        self.more.clicked.connect(self._on_more)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(theme.space("s3"))
        self._column.addWidget(self._flow)
        self._column.addWidget(self.more, 0, Qt.AlignmentFlag.AlignLeft)
        thumbnails.made.connect(self._on_made)
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
        for tile in self._flow.findChildren(AddTile):
            tile.setText(_tr("Adding…") if adding else _tr("Add photo"))
            tile.setEnabled(not adding)

    def _fill(self) -> None:
        name = next((one.objectName() for one in self._flow.findChildren(QWidget) if one.hasFocus()), "")
        old, self._flow = self._flow, Flow(self._theme.space("s3"))
        self._tiles.clear()
        for photo in self._photos[: self._most]:
            self._flow.addWidget(self._tile(photo))
        add = AddTile(_tr("Add photo"), self._theme, name="photos_add")
        add.clicked.connect(self.add_asked)
        self._flow.addWidget(add)
        self.more.setVisible(len(self._photos) > self._most)
        self._column.replaceWidget(old, self._flow)
        self._flow.show()
        old.hide()
        old.deleteLater()
        for again in self._flow.findChildren(PhotoTile, name) if name else ():
            again.setFocus(Qt.FocusReason.OtherFocusReason)

    def _tile(self, photo: Photo) -> PhotoTile:
        taken_on = photo.taken_at.astimezone(self._desk.zone()).date()
        caption = photo.words or say.capital(say.day(taken_on, self._desk.today()))
        kind = _BADGES.get(photo.moment, "")
        tile = PhotoTile(caption, self._theme, words(photo.moment) if kind else "", kind, name=f"photo_{photo.id}")
        tile.clicked.connect(lambda _on=False, photo=photo: self.photo_opened.emit(photo))
        self._tiles.setdefault(photo.file, []).append(tile)
        seen = self._thumbnails.ask(photo.file)
        if seen is not None:
            _show(tile, seen)
        return tile

    def _on_made(self, name: str, seen: Seen) -> None:
        for tile in self._tiles.get(name, ()):
            _show(tile, seen)

    def _on_more(self) -> None:
        self._most += AT_ONCE
        self._fill()


def _show(tile: PhotoTile, seen: Seen) -> None:
    if seen.fault is None:
        tile.set_picture(seen.image)
    else:
        tile.set_fault(fault_words(seen.fault))


def _shown(photo: Photo) -> tuple[object, ...]:
    return photo.id, photo.file, photo.words, photo.moment
