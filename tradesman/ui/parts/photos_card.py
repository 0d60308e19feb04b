"""The photos of a job: how it was and how it is, large; the latest, small; and the way to add and compare them."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from PySide6.QtCore import QCoreApplication, QPoint, Qt
from PySide6.QtWidgets import QHBoxLayout, QWidget

from tradesman.book.photo import Photo
from tradesman.services import photo_names, photos
from tradesman.services.job_sheets import JobSheet
from tradesman.ui.desk import Desk
from tradesman.ui.dialogs.all_photos_dialog import AllPhotosDialog
from tradesman.ui.dialogs.compare_dialog import CompareDialog
from tradesman.ui.dialogs.photo_dialog import PhotoDialog
from tradesman.ui.parts.photo_adding import PhotoAdder
from tradesman.ui.parts.photo_saving import PhotoSaver
from tradesman.ui.parts.photo_words import caption
from tradesman.ui.parts.tile_watch import TileWatch
from tradesman.ui.theme import Theme
from tradesman.ui.thumbnails import thumbnails_of
from tradesman.ui.widgets.buttons import Button
from tradesman.ui.widgets.card import Card
from tradesman.ui.widgets.labels import Label
from tradesman.ui.widgets.menu import Menu
from tradesman.ui.widgets.photo_tile import AddTile, PhotoTile, Shape

_LARGE = Shape(120, 112, worded=False, grows=True)
_SMALL = Shape(48, 44, worded=False, grows=True)
_SMALL_ONES = 4
_KINDS = ("inverse", "accent")  # of the badges on the two large ones


def _tr(text: str) -> str:
    return QCoreApplication.translate("photos", text)


class PhotosCard(Card):
    """Pictures are added here, and dropped or pasted anywhere on the page."""

    def __init__(self, desk: Desk, theme: Theme, page: QWidget) -> None:
        self.compare = Button(_tr("Compare"), theme, "quiet", "columns-2", compact=True, name="job_compare")
        super().__init__(theme, _tr("Photos"), "-", self.compare, name="job_photos")
        self._desk, self._theme, self._page = desk, theme, page
        self._job_id: UUID | None = None
        self._customer_id: UUID | None = None
        self._photos: list[Photo] = []
        self.thumbnails = thumbnails_of(desk)
        self.adder = PhotoAdder(desk, theme, page, self._target)
        self.saver = PhotoSaver(desk, theme, page, photo_names.of_work)
        self._watch = TileWatch(self, self.thumbnails)
        self._large, self._small = QHBoxLayout(), QHBoxLayout()
        self._tiles: list[QWidget] = []
        self._empty = Label(
            _tr("Take some before the work begins: nobody believes afterwards how it was."),
            theme,
            "small",
            "ink_2",
            wrap=True,
        )
        self.all = Button("", theme, "quiet", compact=True, name="job_photos_all")
        for row in (self._large, self._small):
            row.setSpacing(theme.space("s2"))
        self.add_tile = AddTile(_tr("Add photo"), theme, shape=_SMALL, name="job_photo_add")
        self.body.addWidget(self._empty)
        self.body.addLayout(self._large)
        self.body.addLayout(self._small)
        self.body.addWidget(self.all, 0, Qt.AlignmentFlag.AlignLeft)
        self.add_tile.clicked.connect(lambda: self.offer(self.add_tile))
        self.compare.clicked.connect(self._on_compare)
        self.all.clicked.connect(self._on_all)
        self.adder.began.connect(lambda: self._set_adding(True))
        self.adder.ended.connect(lambda: self._set_adding(False))

    def show_sheet(self, sheet: JobSheet) -> None:
        """Shows the photos of a job."""
        self._customer_id = sheet.customer_id
        found = self._desk.ask(photos.of_work, sheet.job.id)
        if sheet.job.id != self._job_id or list(map(_shown, found)) != list(map(_shown, self._photos)):
            self._job_id, self._photos = sheet.job.id, found
            self._fill()

    def offer(self, at: QWidget) -> None:
        """Asks where the pictures come from."""
        menu = Menu(self._theme, at, words=_tr("Add photo"))
        menu.setObjectName("job_photo_menu")
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.add_choice(_tr("Choose files"), "folder-open", name="pick").triggered.connect(self.adder.pick)
        camera = menu.add_choice(_tr("From the camera folder"), "camera", name="camera")
        camera.triggered.connect(self.adder.from_camera)
        menu.add_choice(_tr("Paste"), "clipboard-check", "Ctrl+V", name="paste").triggered.connect(self.adder.paste)
        if self._photos:
            menu.addSeparator()
            menu.add_choice(_tr("Save all photos…"), "download", name="save_all").triggered.connect(self._on_save)
        menu.popup(at.mapToGlobal(QPoint(0, at.height())))

    def _target(self) -> tuple[UUID | None, dict[str, Any]]:
        return self._customer_id, {"job_id": self._job_id}

    def _fill(self) -> None:
        name = next((tile.objectName() for tile in self._tiles if tile.hasFocus()), "")
        self._watch.clear()
        for tile in self._tiles:
            tile.hide()
            tile.deleteLater()
        self._small.removeWidget(self.add_tile)
        before, now = photos.before_and_now(self._photos)
        said = zip((before, now), (_tr("Before"), _tr("Now")), _KINDS, strict=True)
        large = [(photo, badge, kind) for photo, badge, kind in said if photo is not None]
        rest = [photo for photo in reversed(self._photos) if photo not in (before, now)]
        self._tiles = [self._tile(photo, _LARGE, badge, kind) for photo, badge, kind in large]
        for tile in self._tiles:
            self._large.addWidget(tile, 1)
        for photo in rest[:_SMALL_ONES]:
            tile = self._tile(photo, _SMALL)
            self._tiles.append(tile)
            self._small.addWidget(tile, 1)
        self._small.addWidget(self.add_tile, 1)
        for _place in range(_SMALL_ONES - len(rest)):  # so that few are as small as many
            blank = QWidget()
            self._tiles.append(blank)
            self._small.addWidget(blank, 1)
        for tile in self._tiles:
            tile.show()  # at once, and not a moment later as a layout does
        self._show_counts(len(rest))
        for again in self.findChildren(PhotoTile, name) if name else ():
            again.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_counts(self, rest: int) -> None:
        count = len(self._photos)
        self.set_count(f"{count:,}" if count else "")
        self._empty.setVisible(not count)
        self.compare.setEnabled(count > 1)
        self.compare.setToolTip("" if count > 1 else _tr("For this it takes two photos."))
        self.all.setVisible(rest > _SMALL_ONES)
        self.all.setText(_tr("Show all {0}").format(f"{count:,}"))

    def _tile(self, photo: Photo, shape: Shape, badge: str = "", kind: str = "inverse") -> PhotoTile:
        said = caption(self._desk, photo)
        tile = PhotoTile(said, self._theme, badge, kind, shape=shape, name=f"job_photo_{photo.id}")
        tile.clicked.connect(lambda: self._open(photo))
        self._watch.add(tile, photo.file)
        return tile

    def _set_adding(self, adding: bool) -> None:
        self.add_tile.setEnabled(not adding)
        self.add_tile.set_words(_tr("Adding…") if adding else _tr("Add photo"))

    def _open(self, photo: Photo) -> None:
        PhotoDialog(self._page.window(), self._desk, self._theme, self.thumbnails, photo).open()

    def _on_compare(self) -> None:
        CompareDialog(self._page.window(), self._desk, self._theme, self.thumbnails, self._photos).open()

    def _on_save(self) -> None:
        self.saver.save(self._job_id)

    def _on_all(self) -> None:
        if self._job_id is None:
            return
        sheet = AllPhotosDialog(self._page.window(), self._desk, self._theme, self.thumbnails, self._job_id)
        sheet.photo_opened.connect(self._open)
        sheet.add_asked.connect(self.adder.pick)
        sheet.camera_asked.connect(self.adder.from_camera)
        sheet.save_asked.connect(self._on_save)
        sheet.open()


def _shown(photo: Photo) -> Sequence[object]:
    return photo.id, photo.file, photo.words, photo.moment, photo.taken_at
