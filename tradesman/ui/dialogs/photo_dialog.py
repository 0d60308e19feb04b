"""One photo, large: its words, when in the work it was taken, and the way to remove it."""

from typing import Any

from PySide6.QtCore import QCoreApplication, QRect, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPixmap
from PySide6.QtWidgets import QSizePolicy, QWidget
from shiboken6 import isValid

from tradesman.book.photo import Moment, Photo
from tradesman.services import photos
from tradesman.ui import format as say
from tradesman.ui.desk import Desk
from tradesman.ui.parts.photo_tiles import fault_words
from tradesman.ui.theme import Theme
from tradesman.ui.thumbnails import Seen, Thumbnails
from tradesman.ui.widgets.buttons import Button
from tradesman.ui.widgets.form import Field, Form
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
        day = say.day(photo.taken_at.astimezone(desk.zone()).date(), desk.today())
        super().__init__(window, _tr("Photo, {0}").format(day), theme, width=_WIDTH, name="photo")
        self._desk, self._photo = desk, photo
        tall = min(_TALL, max(_LEAST, window.height() - theme.scaled(_AROUND)))
        self.picture = _Large(photo.words or _tr("Photo"), theme, tall)
        self.form = Form(_fields(), theme)
        self.form.set_values({"words": photo.words, "moment": photo.moment})
        self.body.addWidget(self.picture)
        self.body.addWidget(self.form)
        remove = Button(_tr("Remove"), theme, "quiet", "trash-2", name="photo_remove")
        remove.clicked.connect(self._on_remove)
        self.add_left(remove)
        self.set_main(_tr("Save"))
        self.accepted.connect(self._on_accepted)
        thumbnails.look(photo.file, self._on_seen)

    def _on_seen(self, seen: Seen) -> None:
        if isValid(self):  # it may have been closed before the picture came
            self.picture.show_seen(seen)

    def _on_accepted(self) -> None:
        values = self.form.values()
        if (values["words"], values["moment"]) == (self._photo.words, self._photo.moment):
            self.finish()
        else:
            moment = Moment(values["moment"])
            self._do(photos.change, label=_tr("Photo changed"), words=values["words"], moment=moment)

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
