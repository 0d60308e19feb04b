"""One photo, large: its words, when in the work it was taken, marks on a copy, a copy to keep, and its removal."""

from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import QCoreApplication, QRect, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPixmap
from PySide6.QtWidgets import QSizePolicy, QWidget
from shiboken6 import isValid

from tradesman.book.photo import Moment, Photo
from tradesman.services import photos
from tradesman.ui import leaving
from tradesman.ui.desk import Desk
from tradesman.ui.dialogs.draw_dialog import DrawDialog
from tradesman.ui.parts.photo_words import caption, day_words, fault_words
from tradesman.ui.pickers import Pickers
from tradesman.ui.picture_reading import Seen
from tradesman.ui.theme import Theme
from tradesman.ui.thumbnails import Thumbnails
from tradesman.ui.widgets.buttons import Button
from tradesman.ui.widgets.form import Field, Form
from tradesman.ui.widgets.labels import Label
from tradesman.ui.widgets.sheet import Sheet
from tradesman.ui.widgets.text import CENTRE, draw_line
from tradesman.ui.words import choices

_TALL = 380
_LEAST = 160
_AROUND = 380  # what the sheet needs besides the picture, so that nothing has to be scrolled
_WIDTH = 860


def _tr(text: str) -> str:
    return QCoreApplication.translate("photos", text)


def _fields() -> list[Field]:
    return [
        Field("words", _tr("What does it show?")),
        Field("moment", _tr("When was it taken?"), "segment", choices=tuple(choices(Moment))),
    ]


class PhotoDialog(Sheet):
    """Shows a photo as large as the sheet allows, over what can be changed of it."""

    def __init__(self, window: QWidget, desk: Desk, theme: Theme, thumbnails: Thumbnails, photo: Photo) -> None:
        super().__init__(window, _tr("Photo, {0}").format(day_words(desk, photo)), theme, width=_WIDTH, name="photo")
        self.pickers = Pickers()
        self._desk, self._photo, self._thumbnails = desk, photo, thumbnails
        tall = min(_TALL, max(_LEAST, window.height() - theme.scaled(_AROUND)))
        self.picture = _Large(photo.words or _tr("Photo"), theme, tall)
        self.form = Form(_fields(), theme)
        self.form.set_values({"words": photo.words, "moment": photo.moment})
        self._told = Label("", theme, "small", "ink_2", wrap=True, name="photo_told")
        self.body.addWidget(self.picture)
        self.body.addWidget(self.form)
        self.body.addWidget(self._told)
        self._tell("")
        remove = Button(_tr("Remove"), theme, "quiet", "trash-2", name="photo_remove")
        remove.clicked.connect(self._on_remove)
        self.add_left(remove)
        if photo.drawn_on_id is not None:
            self._original = Button(_tr("Show the original"), theme, "quiet", "image", name="photo_original")
            self._original.clicked.connect(self._on_original)
            self.add_left(self._original)
        self.add_button(_tr("Save a copy"), icon="download", name="photo_copy").clicked.connect(self._on_copy)
        self._draw = self.add_button(_tr("Draw on a copy"), icon="pen-line", name="photo_draw")
        self._draw.setEnabled(False)  # until there is something to draw on
        self._draw.clicked.connect(self._on_draw)
        self.set_main(_tr("Save"))
        self.accepted.connect(self._on_accepted)
        thumbnails.look(photo.file, self._on_seen)

    def _tell(self, words: str) -> None:
        drawn = self._photo.drawn_on_id is not None
        said = words or (_tr("Drawn on. The photo it was drawn on is kept as it was taken.") if drawn else "")
        self._told.setText(said)
        self._told.setVisible(bool(said))

    def _on_seen(self, seen: Seen) -> None:
        if isValid(self):  # it may have been closed before the picture came
            self.picture.show_seen(seen)
            self._draw.setEnabled(seen.fault is None)

    def _on_accepted(self) -> None:
        values = self.form.values()
        if (values["words"], values["moment"]) == (self._photo.words, self._photo.moment):
            self.finish()
        else:
            moment = Moment(values["moment"])
            self._do(photos.change, label=_tr("Photo changed"), words=values["words"], moment=moment)

    def _on_draw(self) -> None:
        """What was typed here is kept first, so that the copy begins with it."""
        values = self.form.values()
        if (values["words"], values["moment"]) != (self._photo.words, self._photo.moment):
            fields = {"words": values["words"], "moment": Moment(values["moment"])}
            changed = self._desk.do(
                photos.change, self._photo.id, label=_tr("Photo changed"), on_error=self.set_error, **fields
            )
            if changed is None:
                return
        window, desk, theme, thumbnails = self._window, self._desk, self._theme, self._thumbnails
        self.finish()
        DrawDialog(window, desk, theme, thumbnails, self._photo, partial(_open, window, desk, theme, thumbnails)).open()

    def _on_original(self) -> None:
        found = self._desk.ask(photos.drawn_on, self._photo.id)
        if found is None:
            self.set_error(_tr("The photo it was drawn on was removed meanwhile."))
            return
        window = self._window
        self.finish()
        _open(window, self._desk, self._theme, self._thumbnails, found)

    def _on_copy(self) -> None:
        name = caption(self._desk, self._photo)
        proposed = Path.home() / f"{leaving.file_name(name)}{Path(self._photo.file).suffix}"
        picked = self.pickers.new_file(self, _tr("Save a copy"), proposed, _tr("Pictures (*.jpg *.png *.webp)"))
        if picked is not None:
            work = partial(leaving.save, self._desk.book.photos / self._photo.file, picked, name)
            self._desk.background.run(work, self._on_copied, self._on_not_copied)

    def _on_copied(self, place: Path) -> None:
        if isValid(self):
            self.set_error("")
            self._tell(_tr("A copy is at {0}, without the place and the time that the camera noted.").format(place))

    def _on_not_copied(self, why: str) -> None:
        if isValid(self):
            self.set_error(why)

    def _on_remove(self) -> None:
        self._do(photos.remove, label=_tr("Photo removed"))

    def _do(self, deed: Any, *, label: str, **fields: Any) -> None:
        """One step about the photo; what went wrong stands above the footer."""
        faults: list[str] = []
        self._desk.do(deed, self._photo.id, label=label, on_error=faults.append, **fields)
        if faults:
            self.set_error(faults[0])
        else:
            self.finish()


def _open(window: QWidget, desk: Desk, theme: Theme, thumbnails: Thumbnails, photo: Photo) -> None:
    PhotoDialog(window, desk, theme, thumbnails, photo).open()


class _Large(QWidget):
    """The whole picture, as large as its room."""

    def __init__(self, words: str, theme: Theme, tall: int) -> None:
        super().__init__()
        self._theme, self._tall = theme, tall
        self._picture, self._said = QPixmap(), _tr("Opening the photo…")
        self.setObjectName("photo_large")
        self.setAccessibleName(words)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    @property
    def said(self) -> str:
        """What stands in place of the picture; empty once it is there."""
        return self._said

    def show_seen(self, seen: Seen) -> None:
        """Shows the picture, or why there is none."""
        self._picture = QPixmap.fromImage(seen.image)
        self._said = fault_words(seen.fault) if seen.fault is not None else ""
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(600, self._tall)

    def paintEvent(self, _event: QPaintEvent) -> None:
        theme = self._theme
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.fillRect(self.rect(), theme.colour("surface_alt"))
        if self._said:
            draw_line(painter, self.rect(), self._said, theme.font("body"), theme.colour("ink_2"), CENTRE)
        else:
            size = self._picture.size().scaled(self.size(), Qt.AspectRatioMode.KeepAspectRatio)
            place = QRect(self.rect().topLeft(), size)
            place.moveCenter(self.rect().center())
            painter.drawPixmap(place, self._picture)
        painter.end()
