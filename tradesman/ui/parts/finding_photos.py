"""The photos of something noticed: those of the job to choose from, and new ones, which are chosen at once."""

from collections.abc import Iterable
from pathlib import Path
from typing import Any
from uuid import UUID

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget

from tradesman.book.photo import Photo
from tradesman.services import finding_sheets
from tradesman.ui import clipboard
from tradesman.ui.desk import Desk
from tradesman.ui.parts.photo_adding import PhotoAdder, is_picture
from tradesman.ui.parts.photo_words import caption
from tradesman.ui.parts.tile_watch import TileWatch
from tradesman.ui.theme import Theme
from tradesman.ui.thumbnails import thumbnails_of
from tradesman.ui.widgets.buttons import Button
from tradesman.ui.widgets.fields import LineField, TextField
from tradesman.ui.widgets.flow import Flow
from tradesman.ui.widgets.labels import Label
from tradesman.ui.widgets.photo_tile import AddTile, PhotoTile, Shape

_SMALL = Shape(86, 60, worded=False)
_AT_ONCE = 2  # tiles beside the one that adds; more are shown when they are asked for


def _tr(text: str) -> str:
    return QCoreApplication.translate("photos", text)


class FindingPhotos(QWidget):
    """Tiles to tick. A picture that is added belongs to the job as well, so that it stays if the sheet is left."""

    changed = Signal()

    def __init__(
        self, desk: Desk, theme: Theme, sheet: QWidget, customer_id: UUID, job_id: UUID, finding_id: UUID | None
    ) -> None:
        super().__init__()
        self._desk, self._theme, self._sheet = desk, theme, sheet
        self._of: tuple[UUID, UUID | None] = (job_id, finding_id)
        self._all: list[Photo] = desk.ask(finding_sheets.photos_for, *self._of)
        self._chosen = [photo.id for photo in self._all if finding_id is not None and photo.finding_id == finding_id]
        self._whole = False
        self.adder = PhotoAdder(desk, theme, sheet, lambda: (customer_id, {"job_id": job_id}))
        self._watch = TileWatch(self, thumbnails_of(desk))
        self._flow = Flow(theme.space("s2"))
        self._more = Button("", theme, "quiet", compact=True, name="finding_photos_more")
        self._camera = Button(_tr("From the camera folder"), theme, "quiet", "camera", compact=True)
        self._camera.setObjectName("finding_photos_camera")
        self._build()
        self._listen()
        self._fill()

    def value(self) -> tuple[UUID, ...]:
        """The photos that are ticked."""
        return tuple(self._chosen)

    def files(self) -> list[Path]:
        """Their files."""
        folder = self._desk.book.photos
        return [folder / photo.file for photo in self._all if photo.id in self._chosen]

    def set_value(self, photo_ids: Iterable[Any]) -> None:
        """Ticks these, as far as they are there."""
        wanted = {str(one) for one in photo_ids}
        self._chosen = [photo.id for photo in self._all if str(photo.id) in wanted]
        self._fill()

    def _build(self) -> None:
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(self._theme.space("s1"))
        self._column.addWidget(Label(_tr("Photos"), self._theme, "small strong"))
        self._column.addWidget(self._flow)
        row = QHBoxLayout()
        row.addWidget(self._more)
        row.addWidget(self._camera)
        row.addStretch(1)
        self._column.addLayout(row)

    def _listen(self) -> None:
        self._more.clicked.connect(self._on_more)
        self._camera.clicked.connect(self.adder.from_camera)
        self.adder.began.connect(lambda: self._set_adding(True))
        self.adder.ended.connect(lambda: self._set_adding(False))
        self._desk.changed.connect(self._on_changed)
        self._sheet.installEventFilter(self)

    def listen_to_fields(self) -> None:
        """Takes pictures that are dropped on a field or pasted into one, which would do nothing with them."""
        for field in (*self._sheet.findChildren(LineField), *self._sheet.findChildren(TextField)):
            field.installEventFilter(self)
            below = field.viewport() if isinstance(field, QPlainTextEdit) else field
            below.installEventFilter(self.adder)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if not isinstance(event, QKeyEvent) or event.type() != QEvent.Type.KeyPress:
            return False
        if not event.matches(QKeySequence.StandardKey.Paste):
            return False
        pictures = is_picture(clipboard.pasted())
        if pictures:  # words are the field's
            self.adder.paste()
        return pictures

    def _fill(self) -> None:
        old, self._flow = self._flow, Flow(self._theme.space("s2"))
        self._watch.clear()
        ticked = [photo for photo in self._all if photo.id in self._chosen]
        others = [photo for photo in self._all if photo.id not in self._chosen]
        room = len(others) if self._whole else max(_AT_ONCE - len(ticked), 0)
        for photo in (*ticked, *others[:room]):
            self._flow.addWidget(self._tile(photo))
        self._add = AddTile(_tr("Add photo"), self._theme, shape=_SMALL, name="finding_photo_add")
        self._add.clicked.connect(self.adder.pick)
        self._flow.addWidget(self._add)
        self._more.setVisible(len(others) > room)
        self._more.setText(_tr("Show all {0}").format(f"{len(self._all):,}"))
        self._column.replaceWidget(old, self._flow)
        self._flow.show()
        old.hide()
        old.deleteLater()

    def _tile(self, photo: Photo) -> PhotoTile:
        said = caption(self._desk, photo)
        tile = PhotoTile(said, self._theme, shape=_SMALL, name=f"finding_photo_{self._all.index(photo)}")
        tile.setCheckable(True)
        tile.setChecked(photo.id in self._chosen)
        tile.toggled.connect(lambda on: self._on_toggled(photo.id, on=on))
        self._watch.add(tile, photo.file)
        return tile

    def _set_adding(self, adding: bool) -> None:
        self._add.setEnabled(not adding)
        self._add.set_words(_tr("Adding…") if adding else _tr("Add photo"))

    def _on_toggled(self, photo_id: UUID, *, on: bool) -> None:
        self._chosen = [one for one in self._chosen if one != photo_id] + ([photo_id] if on else [])
        self.changed.emit()

    def _on_more(self) -> None:
        self._whole = True
        self._fill()

    def _on_changed(self, entities: frozenset[str]) -> None:
        if "photo" not in entities:
            return
        known = {photo.id for photo in self._all}
        self._all = self._desk.ask(finding_sheets.photos_for, *self._of)
        there = {photo.id for photo in self._all}
        self._chosen = [one for one in self._chosen if one in there]
        self._chosen += [photo.id for photo in self._all if photo.id not in known]  # what was added is what is meant
        self._fill()
        self.changed.emit()
