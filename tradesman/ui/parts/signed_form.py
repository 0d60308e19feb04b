"""The release form as the customer signed it, photographed or scanned, beside the consent it gives."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget
from shiboken6 import isValid

from tradesman.book.photo import Photo
from tradesman.ui import photo_intake
from tradesman.ui.desk import Desk
from tradesman.ui.dialogs.photo_dialog import PhotoDialog
from tradesman.ui.parts.tile_watch import TileWatch
from tradesman.ui.pickers import Pickers
from tradesman.ui.theme import Theme
from tradesman.ui.thumbnails import FOLDER, thumbnails_of
from tradesman.ui.widgets.buttons import Button
from tradesman.ui.widgets.labels import Label
from tradesman.ui.widgets.photo_tile import PhotoTile, Shape

_SMALL = Shape(104, 70, worded=False)


def _tr(text: str) -> str:
    return QCoreApplication.translate("consent", text)


class SignedForm(QWidget):
    """Attaches a picture of the form; it is copied into the book at once, and noted with the consent."""

    refused = Signal(str)
    changed = Signal()

    def __init__(self, window: QWidget, desk: Desk, theme: Theme, kept: Photo | None) -> None:
        super().__init__()
        self.pickers = Pickers()
        self._desk, self._file = desk, ""
        thumbnails = thumbnails_of(desk)
        self._watch = TileWatch(self, thumbnails)
        words = _tr("The signed form is here.") if kept is not None else _tr("Signed on paper? Keep a picture of it.")
        self._words = Label(words, theme, "small", "ink_2", wrap=True, name="signed_form_words")
        self._tile = PhotoTile(_tr("Signed form"), theme, shape=_SMALL, name="signed_form_tile")
        if kept is not None:
            self._watch.add(self._tile, kept.file)
            self._tile.clicked.connect(lambda: PhotoDialog(window, desk, theme, thumbnails, kept).open())
        attach = _tr("Attach another picture") if kept is not None else _tr("Attach the signed form")
        self.button = Button(attach, theme, icon="camera", compact=True, name="signed_form")
        self.button.clicked.connect(self._on_attach)
        column = QVBoxLayout()
        column.setSpacing(theme.space("s1"))
        column.addWidget(self._words)
        row = QHBoxLayout()
        row.addWidget(self.button)
        row.addStretch(1)
        column.addLayout(row)
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(theme.space("s3"))
        line.addWidget(self._tile)
        line.addLayout(column, 1)
        self._tile.setVisible(kept is not None)

    def value(self) -> str:
        """The file of a picture that was attached now; empty when none was."""
        return self._file

    def _on_attach(self) -> None:
        kinds = _tr("Pictures (*.jpg *.jpeg *.png *.webp *.heic *.heif)")
        source = self.pickers.file(self.window(), _tr("The signed form"), Path.home(), kinds)
        if source is None:
            return
        book = self._desk.book
        self.button.setEnabled(False)
        work = partial(photo_intake.take, book.photos, book.folder / FOLDER, source)
        self._desk.background.run(work, self._on_taken, self._on_refused)

    def _on_taken(self, taken: tuple[str, object]) -> None:
        if not isValid(self):
            return
        self._file = taken[0]
        self.button.setEnabled(True)
        self._watch.clear()
        self._tile.clear_picture()
        self._watch.add(self._tile, self._file)
        self._tile.show()
        self._words.setText(_tr("Attached. It is kept with the consent."))
        self.changed.emit()

    def _on_refused(self, why: str) -> None:
        if isValid(self):
            self.button.setEnabled(True)
            self.refused.emit(why)
