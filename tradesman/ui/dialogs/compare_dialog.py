"""Before and after, the same size, under one edge that moves."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QHBoxLayout, QWidget
from shiboken6 import isValid

from tradesman.book.photo import Photo
from tradesman.services import photos
from tradesman.ui.desk import Desk
from tradesman.ui.parts.photo_words import choice_words, day_words, fault_words
from tradesman.ui.picture_reading import Seen
from tradesman.ui.theme import Theme
from tradesman.ui.thumbnails import Thumbnails
from tradesman.ui.widgets.compare_view import CompareView
from tradesman.ui.widgets.field_box import FieldBox
from tradesman.ui.widgets.fields import ChoiceField
from tradesman.ui.widgets.segmented import Segmented
from tradesman.ui.widgets.sheet import Sheet
from tradesman.ui.words import words

_WIDTH = 1040
_TALL = 470
_LEAST = 180
_AROUND = 330  # what the sheet needs besides the pictures
_LETTERS = 12  # of a choice that are always seen


def _tr(text: str) -> str:
    return QCoreApplication.translate("photos", text)


class CompareDialog(Sheet):
    """Any two photos; at first the one from before and the latest since."""

    def __init__(
        self, window: QWidget, desk: Desk, theme: Theme, thumbnails: Thumbnails, shown: Sequence[Photo]
    ) -> None:
        """`shown` are at least two photos, the oldest first."""
        super().__init__(window, _tr("Compare"), theme, width=_WIDTH, name="compare")
        self._desk, self._thumbnails = desk, thumbnails
        self._photos = {str(photo.id): photo for photo in shown}
        tall = min(_TALL, max(_LEAST, window.height() - theme.scaled(_AROUND)))
        self.view = CompareView(theme, tall, name="compare_view")
        offered = [(key, choice_words(desk, photo)) for key, photo in self._photos.items()]
        self.first = ChoiceField(offered, theme, name="compare_first")
        self.second = ChoiceField(offered, theme, name="compare_second")
        ways = [(False, _tr("Over one another")), (True, _tr("Side by side"))]
        self.way = Segmented(ways, theme, name="compare_way")
        row = QHBoxLayout()
        row.setSpacing(theme.space("s3"))
        for said, field in ((_tr("Left"), self.first), (_tr("Right"), self.second)):
            field.setMinimumContentsLength(_LETTERS)
            field.setSizeAdjustPolicy(ChoiceField.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
            row.addWidget(FieldBox(said, field, theme), 1)
        row.addWidget(self.way, 1, Qt.AlignmentFlag.AlignBottom)
        self.body.addWidget(self.view)
        self.body.addLayout(row)
        before, now = photos.before_and_now(shown)
        left = before or shown[0]
        self.first.set_value(str(left.id))
        self.second.set_value(str((now if now is not None and now is not left else shown[-1]).id))
        self.way.set_value(False)
        self.first.changed.connect(partial(self._show, 0))
        self.second.changed.connect(partial(self._show, 1))
        self.way.changed.connect(lambda: self.view.show_side_by_side(bool(self.way.value())))
        self.set_main(_tr("Close"))
        self.accepted.connect(self.finish)
        self._show(0)
        self._show(1)

    def _show(self, place: int) -> None:
        photo = self._photos[(self.first, self.second)[place].value()]
        self.view.set_words(place, f"{words(photo.moment)}, {day_words(self._desk, photo)}")
        self.view.show_picture(place, QImage(), _tr("Opening the photo…"))
        self._thumbnails.look(photo.file, partial(self._on_seen, place, photo))

    def _on_seen(self, place: int, photo: Photo, seen: Seen) -> None:
        if not isValid(self) or (self.first, self.second)[place].value() != str(photo.id):
            return  # closed, or another was chosen before this one came
        said = fault_words(seen.fault) if seen.fault is not None else ""
        self.view.show_picture(place, seen.image, said)
