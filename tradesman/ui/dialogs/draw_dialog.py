"""Arrow, circle and words on a copy of a photo; the photo itself stays as it was taken."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QImage, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QHBoxLayout, QWidget
from shiboken6 import isValid

from tradesman.book import album
from tradesman.book.photo import Photo
from tradesman.services import photos
from tradesman.ui.desk import Desk
from tradesman.ui.marks import Kind
from tradesman.ui.parts.photo_words import fault_words
from tradesman.ui.picture_reading import Seen, packed
from tradesman.ui.theme import Theme
from tradesman.ui.thumbnails import Thumbnails
from tradesman.ui.widgets.buttons import IconButton
from tradesman.ui.widgets.draw_pad import DrawPad, Ink
from tradesman.ui.widgets.fields import LineField
from tradesman.ui.widgets.labels import Label
from tradesman.ui.widgets.segmented import Segmented
from tradesman.ui.widgets.sheet import Sheet

_WIDTH = 980
_TALL = 470
_LEAST = 200
_AROUND = 320  # what the sheet needs besides the picture
_SIDE = 3000  # pixels of the longer side of the copy; a crack is still seen when it is printed


def _tr(text: str) -> str:
    return QCoreApplication.translate("photos", text)


class DrawDialog(Sheet):
    """The pad with what can be drawn, in which colour, and the steps back and forth."""

    def __init__(
        self,
        window: QWidget,
        desk: Desk,
        theme: Theme,
        thumbnails: Thumbnails,
        photo: Photo,
        then: Callable[[Photo], None] | None = None,
    ) -> None:
        """`then` is told of the copy once it is in the book."""
        super().__init__(window, _tr("Draw on a copy"), theme, width=_WIDTH, name="draw")
        self._desk, self._photo, self._then = desk, photo, then
        self._image = QImage()
        self.pad = DrawPad(theme, min(_TALL, max(_LEAST, window.height() - theme.scaled(_AROUND))), name="draw_pad")
        kinds = [(Kind.ARROW, _tr("Arrow")), (Kind.CIRCLE, _tr("Circle")), (Kind.WORDS, _tr("Words"))]
        inks = [(Ink.YELLOW, _tr("Yellow")), (Ink.RED, _tr("Red")), (Ink.WHITE, _tr("White"))]
        self.kind = Segmented(kinds, theme, name="draw_kind")
        self.ink = Segmented(inks, theme, name="draw_ink")
        self.words = LineField(theme, placeholder=_tr("Words to put on the picture"), name="draw_words")
        self.words.setAccessibleName(_tr("Words to put on the picture"))
        self.back = IconButton("undo-2", _tr("Take the last mark back"), theme, name="draw_undo")
        self.forth = IconButton("redo-2", _tr("Do it again"), theme, name="draw_redo")
        self._fill()
        self._main_button = self.set_main(_tr("Save the copy"))
        self.kind.set_value(Kind.ARROW)
        self.ink.set_value(Ink.YELLOW)
        self._listen()
        self._on_changed()
        self._on_tool()
        self.pad.say(_tr("Opening the photo…"))
        thumbnails.look(photo.file, self._on_seen, _SIDE)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Undo and redo are about the marks, wherever the keyboard is."""
        if event.matches(QKeySequence.StandardKey.Undo):
            self.pad.undo()
        elif event.matches(QKeySequence.StandardKey.Redo):
            self.pad.redo()
        else:
            super().keyPressEvent(event)

    def _fill(self) -> None:
        theme = self._theme
        row = QHBoxLayout()
        row.setSpacing(theme.space("s3"))
        row.addWidget(self.kind, 3)
        row.addWidget(self.ink, 3)
        row.addWidget(self.words, 3)
        row.addWidget(self.back)
        row.addWidget(self.forth)
        self.body.addLayout(row)
        self.body.addWidget(self.pad)
        self._hint = Label("", theme, "small", "ink_2", wrap=True, name="draw_hint")
        self.body.addWidget(self._hint)

    def _listen(self) -> None:
        self.kind.changed.connect(self._on_tool)
        self.ink.changed.connect(self._on_tool)
        self.words.changed.connect(self._on_tool)
        self.back.clicked.connect(self.pad.undo)
        self.forth.clicked.connect(self.pad.redo)
        self.pad.changed.connect(self._on_changed)
        self.pad.words_wanted.connect(self._on_words_wanted)
        self.accepted.connect(self._on_accepted)

    def _on_seen(self, seen: Seen) -> None:
        if not isValid(self):  # it may have been closed before the picture came
            return
        if seen.fault is not None:
            self.pad.say(fault_words(seen.fault))
            return
        self._image = seen.image
        self.pad.show_picture(seen.image)
        self._on_changed()
        self.pad.setFocus()

    def _on_tool(self) -> None:
        self.pad.kind, self.pad.ink, self.pad.words = self.kind.value(), self.ink.value(), self.words.value()
        self.words.setEnabled(self.pad.kind == Kind.WORDS)
        way = {
            Kind.ARROW: _tr("Draw from where the arrow begins to what it points at."),
            Kind.CIRCLE: _tr("Draw from one corner to the other."),
            Kind.WORDS: _tr("Type the words, then click where they belong."),
        }[self.pad.kind]
        keys = _tr("With keys: Enter puts one down, arrows move it, Shift and arrows stretch it, Del takes it away.")
        self._hint.setText(f"{way} {keys}")

    def _on_words_wanted(self) -> None:
        self.set_error(_tr("There are no words yet. Type them above the picture, then click once more."))
        self.words.setFocus()

    def _on_changed(self) -> None:
        self.set_error("")
        self.back.setEnabled(self.pad.can_undo)
        self.forth.setEnabled(self.pad.can_redo)
        self._main_button.setEnabled(bool(self.pad.marks) and not self._image.isNull())

    def _on_accepted(self) -> None:
        self.set_busy(True)
        work = partial(_kept, self._desk.book.photos, self.pad.drawn(self._image))
        self._desk.background.run(work, self._on_kept, self._on_failed)

    def _on_kept(self, file: str) -> None:
        faults: list[str] = []
        done = self._desk.do(photos.draw_on, self._photo.id, file, label=_tr("Drawn on a copy"), on_error=faults.append)
        if not isValid(self):
            return
        self.set_busy(False)
        if done is None:
            self.set_error(faults[0])
            return
        self.finish()
        if self._then is not None:
            self._then(done)

    def _on_failed(self, why: str) -> None:
        if isValid(self):
            self.set_busy(False)
            self.set_error(why)


def _kept(folder: Path, image: QImage) -> str:
    with TemporaryDirectory() as beside:
        file = Path(beside) / "drawn.jpg"
        file.write_bytes(packed(image))
        return album.keep(folder, file)
