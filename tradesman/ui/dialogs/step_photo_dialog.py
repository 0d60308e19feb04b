"""The photo that ticks a step: taken from those of the job, or added here."""

from typing import Any
from uuid import UUID

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QWidget

from tradesman.book.job import ChecklistItem
from tradesman.book.photo import Photo
from tradesman.services import jobs, photos
from tradesman.ui.desk import Desk
from tradesman.ui.dialogs.photo_dialog import PhotoDialog
from tradesman.ui.parts.photo_adding import PhotoAdder
from tradesman.ui.parts.photo_tiles import PhotoTiles
from tradesman.ui.parts.photo_words import caption
from tradesman.ui.parts.tile_watch import TileWatch
from tradesman.ui.theme import Theme
from tradesman.ui.thumbnails import thumbnails_of
from tradesman.ui.widgets.buttons import Button
from tradesman.ui.widgets.labels import Label
from tradesman.ui.widgets.photo_tile import PhotoTile
from tradesman.ui.widgets.sheet import Sheet

_WIDTH = 900


def _tr(text: str) -> str:
    return QCoreApplication.translate("StepPhotoDialog", text)


class StepPhotoDialog(Sheet):
    """A click on a photo ticks the step with it; so does adding one, by file, from the camera, dropped or pasted."""

    def __init__(
        self, window: QWidget, desk: Desk, theme: Theme, customer_id: UUID, job_id: UUID, item: ChecklistItem
    ) -> None:
        super().__init__(window, _tr("A photo of this step"), theme, width=theme.scaled(_WIDTH), name="step_photo")
        self._desk, self._customer_id, self._job_id, self._item = desk, customer_id, job_id, item
        self._known: set[UUID] = set()
        self._thumbnails = thumbnails_of(desk)
        self.tiles = PhotoTiles(desk, theme, self._thumbnails)
        self.adder = PhotoAdder(desk, theme, self, self._target)
        self.body.addWidget(Label(item.words, theme, "strong", wrap=True, name="step_words"))
        self._add_shown()
        said = _tr("Click the photo that shows it, or add one. The step is ticked with it.")
        self.body.addWidget(Label(said, theme, "small", "ink_2", wrap=True))
        self.body.addWidget(self.tiles)
        cancel = Button(_tr("Cancel"), theme, "quiet", name="cancel")
        cancel.clicked.connect(self.dismiss)
        self.add_left(cancel)
        off = Button(_tr("Take the photo off"), theme, "quiet", "x", name="step_photo_off")
        off.clicked.connect(lambda: self._show_step(None))
        self.add_left(off)
        off.setVisible(item.photo_id is not None)
        self.set_main(_tr("Add photo"), "camera")
        self.accepted.connect(self.adder.pick)
        self.tiles.add_asked.connect(self.adder.pick)
        self.tiles.camera_asked.connect(self.adder.from_camera)
        self.tiles.photo_opened.connect(self._show_step)
        self.adder.began.connect(lambda: self.tiles.set_adding(True))
        self.adder.ended.connect(self._on_added)
        self._show()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Paste):  # the page's own shortcut sleeps under a sheet
            self.adder.paste()
            event.accept()
        else:
            super().keyPressEvent(event)

    def _add_shown(self) -> None:
        """The photo that the step has, if it has one."""
        photo_id = self._item.photo_id
        if photo_id is None:
            return
        photo = self._desk.ask(lambda session: session.load(Photo, photo_id))
        tile = PhotoTile(caption(self._desk, photo), self._theme, _tr("This step"), "accent", name="step_photo_now")
        tile.clicked.connect(lambda: PhotoDialog(self._window, self._desk, self._theme, self._thumbnails, photo).open())
        TileWatch(self, self._thumbnails).add(tile, photo.file)
        self.body.addWidget(tile, 0, Qt.AlignmentFlag.AlignLeft)

    def _target(self) -> tuple[UUID | None, dict[str, Any]]:
        return self._customer_id, {"job_id": self._job_id}

    def _show(self) -> list[Photo]:
        """Shows the photos of the job, the newest first; gives those that have come since."""
        found = list(reversed(self._desk.ask(photos.of_work, self._job_id)))
        fresh = [photo for photo in found if photo.id not in self._known]
        self._known |= {photo.id for photo in found}
        self.tiles.show_photos(found)
        return fresh

    def _on_added(self) -> None:
        self.tiles.set_adding(False)
        fresh = self._show()
        if len(fresh) == 1:  # of several, the one that shows it is clicked
            self._show_step(fresh[0])

    def _show_step(self, photo: Photo | None) -> None:
        said = _tr("Ticked with a photo: %s") if photo is not None else _tr("Photo taken off: %s")
        photo_id = photo.id if photo is not None else None
        place = (self._job_id, self._item.id, photo_id)
        label = said % self._item.words
        if self._desk.do(jobs.show_step, *place, label=label, on_error=self.set_error) is not None:
            self.finish()
