"""The photos of a visit: chosen, or dropped and pasted anywhere in its sheet."""

from collections.abc import Sequence
from uuid import UUID

from PySide6.QtCore import QCoreApplication, QEvent, QObject
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QPlainTextEdit, QVBoxLayout, QWidget

from tradesman.book.photo import Photo
from tradesman.ui import clipboard
from tradesman.ui.desk import Desk
from tradesman.ui.dialogs.photo_dialog import PhotoDialog
from tradesman.ui.parts.photo_adding import PhotoAdder, is_picture
from tradesman.ui.parts.photo_tiles import PhotoTiles
from tradesman.ui.theme import Theme
from tradesman.ui.thumbnails import thumbnails_of
from tradesman.ui.widgets.fields import LineField, TextField
from tradesman.ui.widgets.labels import Label


def _tr(text: str) -> str:
    return QCoreApplication.translate("photos", text)


class VisitPhotos(QWidget):
    """Tiles, and the pictures that come into the sheet, whichever of its fields has the keyboard or the mouse."""

    def __init__(self, desk: Desk, theme: Theme, sheet: QWidget, customer_id: UUID, enquiry_id: UUID) -> None:
        super().__init__()
        self._desk, self._theme = desk, theme
        # The book's and not the sheet's: a sheet that closes must not wait for what is still being made small.
        self.thumbnails = thumbnails_of(desk)
        self.tiles = PhotoTiles(desk, theme, self.thumbnails)
        self.adder = PhotoAdder(desk, theme, sheet, lambda: (customer_id, {"enquiry_id": enquiry_id}))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.space("s2"))
        column.addWidget(Label(_tr("Photos"), theme, "section"))
        column.addWidget(Label(_tr("Drop or paste them anywhere in this sheet."), theme, "small", "ink_2", wrap=True))
        column.addWidget(self.tiles)
        self._sheet = sheet
        sheet.installEventFilter(self)
        self.tiles.add_asked.connect(self.adder.pick)
        self.tiles.camera_asked.connect(self.adder.from_camera)
        self.tiles.photo_opened.connect(self._on_photo_opened)
        self.adder.began.connect(lambda: self.tiles.set_adding(True))
        self.adder.ended.connect(lambda: self.tiles.set_adding(False))

    def show_photos(self, photos: Sequence[Photo]) -> None:
        """Shows what the book has, and listens to fields that came meanwhile."""
        self.tiles.show_photos(photos)
        self.listen()

    def listen(self) -> None:
        """Takes pictures that are dropped on a field or pasted into one, which would do nothing with them."""
        for field in (*self._sheet.findChildren(LineField), *self._sheet.findChildren(TextField)):
            field.installEventFilter(self)  # once only, however often it is called
            below = field.viewport() if isinstance(field, QPlainTextEdit) else field
            below.installEventFilter(self.adder)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if not isinstance(event, QKeyEvent) or event.type() != QEvent.Type.KeyPress:
            return False
        pictures = event.matches(QKeySequence.StandardKey.Paste) and is_picture(clipboard.pasted())
        if pictures:  # words are the field's
            self.adder.paste()
        return pictures

    def _on_photo_opened(self, photo: Photo) -> None:
        PhotoDialog(self.window(), self._desk, self._theme, self.thumbnails, photo).open()
