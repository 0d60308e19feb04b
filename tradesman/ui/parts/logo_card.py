"""The logo of the business: chosen or dropped, seen as paper shows it, and taken away again."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QImage, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget
from shiboken6 import isValid

from tradesman.services import businesses
from tradesman.ui import logo
from tradesman.ui.desk import Desk
from tradesman.ui.parts.photo_adding import sources
from tradesman.ui.photo_intake import Source
from tradesman.ui.pickers import Pickers
from tradesman.ui.theme import Theme
from tradesman.ui.widgets.buttons import Button
from tradesman.ui.widgets.card import Card
from tradesman.ui.widgets.labels import Label

_PAPER = QSize(224, 80)  # as 56 × 20 mm, the room that papers have for it
_EDGE = 8


class LogoCard(Card):
    """A picture is looked at and copied beside the window; one that cannot be the logo is refused with a sentence."""

    def __init__(self, desk: Desk, theme: Theme, pick: Pickers) -> None:
        super().__init__(theme, self.tr("Logo"), name="card_logo")
        self._desk, self._pick = desk, pick
        self._name: str | None = None  # of the file that is shown
        self._paper = _Paper(theme)
        self._said = Label("", theme, "small", "ink_2", wrap=True, name="logo_said")
        self._choose = Button(self.tr("Choose a picture"), theme, icon="image", name="logo_choose")
        self._remove = Button(self.tr("Remove"), theme, "quiet", "trash-2", name="logo_remove")
        self._remove.setAccessibleName(self.tr("Remove the logo"))
        self._choose.clicked.connect(self._on_choose)
        self._remove.clicked.connect(self._on_remove)
        row = QHBoxLayout()
        row.setSpacing(theme.space("s2"))
        row.addWidget(self._choose)
        row.addWidget(self._remove)
        row.addStretch(1)
        why = self.tr("At the top of quotes and letters. Quotes that customers have stay as they are.")
        self.body.addWidget(Label(why, theme, "small", "ink_2", wrap=True))
        self.body.addWidget(self._paper)
        self.body.addWidget(self._said)
        self.body.addLayout(row)
        self.setAcceptDrops(True)

    def show_logo(self, name: str) -> None:
        """Shows the logo that is kept under this name, none when it is empty."""
        if name == self._name:
            return
        self._name = name
        self._paper.show_image(QImage())
        self._remove.setVisible(bool(name))
        self._say("" if name else self.tr("No logo yet. Drop a PNG or JPEG here, or choose one."))
        if name:
            work = partial(_seen, self._desk.book.photos / Path(name).name)
            self._desk.background.run(work, partial(self._on_seen, name), self._on_refused)

    def take(self, source: Source) -> None:
        """Makes a picture the logo, once it was looked at."""
        self._say(self.tr("Looking at the picture…"))
        self._choose.setEnabled(False)
        work = partial(logo.keep, self._desk.book.photos, source)
        self._desk.background.run(work, self._on_kept, self._on_refused)

    def _say(self, words: str, tone: str = "ink_2") -> None:
        self._said.setText(words)
        self._said.set_tone(tone)
        self._said.setVisible(bool(words))

    def _on_seen(self, name: str, seen: tuple[QImage, str]) -> None:
        if not isValid(self) or name != self._name:
            return
        image, why = seen
        self._paper.show_image(image)
        if why:
            self._say(self.tr("The logo {0}. Quotes are printed without it. Choose it again.").format(why), "danger")

    def _on_kept(self, name: str) -> None:
        if not isValid(self):
            return  # the page went meanwhile: nobody would see what changed
        self._choose.setEnabled(True)
        self._say("")
        self._desk.do(businesses.change, logo=name, label=self.tr("Logo changed"), on_error=self._on_refused)

    def _on_refused(self, sentence: str) -> None:
        if isValid(self):
            self._choose.setEnabled(True)
            self._say(sentence, "danger")

    def _on_choose(self) -> None:
        kinds = self.tr("Pictures (*.png *.jpg *.jpeg)")
        file = self._pick.file(self.window(), self.tr("Choose the logo"), Path.home(), kinds)
        if file is not None:
            self.take(file)

    def _on_remove(self) -> None:
        self._desk.do(businesses.change, logo="", label=self.tr("Logo removed"), on_error=self._on_refused)
        self._choose.setFocus(Qt.FocusReason.OtherFocusReason)

    # Qt

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if sources(event.mimeData()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        found = sources(event.mimeData())
        if found:
            event.acceptProposedAction()
            self.take(found[0])


def _seen(file: Path) -> tuple[QImage, str]:
    """The logo as it is printed, or why it cannot be."""
    try:
        return QImage.fromData(logo.read(file)), ""
    except logo.Unfit as error:
        return QImage(), error.why


class _Paper(QWidget):
    """White as paper, whatever the window's colours, with the picture as large as it is printed at most."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme, self._light = theme, theme.light()
        self._image = QImage()
        self.setObjectName("logo_paper")
        self.setAccessibleName(self.tr("Your logo"))
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.hide()

    @property
    def image(self) -> QImage:
        """What is shown."""
        return self._image

    def show_image(self, image: QImage) -> None:
        """Shows a picture, or nothing where there is none."""
        self._image = image
        self.setVisible(not image.isNull())
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(self._theme.scaled(_PAPER.width() + 2 * _EDGE), self._theme.scaled(_PAPER.height() + 2 * _EDGE))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
        painter.setPen(QPen(self._theme.colour("border_strong"), 1))
        painter.setBrush(self._light.colour("surface"))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), *(self._theme.radius("small"),) * 2)
        edge = self._theme.scaled(_EDGE)
        room = QRectF(self.rect()).adjusted(edge, edge, -edge, -edge)
        size = self._image.size().scaled(room.size().toSize(), Qt.AspectRatioMode.KeepAspectRatio)
        painter.drawImage(QRectF(room.topLeft(), size.toSizeF()), self._image)
        painter.end()
