"""The colour of the business: typed, chosen in the system's dialog, or taken from the logo."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget
from shiboken6 import isValid

from tradesman.book.business import Business
from tradesman.services import businesses
from tradesman.ui import logo
from tradesman.ui.desk import Desk
from tradesman.ui.pickers import Pickers
from tradesman.ui.theme import Theme
from tradesman.ui.widgets.buttons import Button
from tradesman.ui.widgets.card import Card
from tradesman.ui.widgets.flow import Flow
from tradesman.ui.widgets.form import Form
from tradesman.ui.widgets.labels import Label

_SIDE = 40


class ColourCard(Card):
    """The field is the section's, which keeps what is typed in it; what is chosen here is kept at once."""

    def __init__(self, desk: Desk, theme: Theme, pick: Pickers, form: Form) -> None:
        super().__init__(theme, self.tr("Colour"), name="card_colour")
        self._desk, self._pick, self._form = desk, pick, form
        self._logo = self._colour = ""
        self._swatch = _Swatch(theme)
        self._said = Label("", theme, "small", "danger", wrap=True, name="colour_said")
        self._choose = Button(self.tr("Choose a colour"), theme, name="colour_choose")
        self._take = Button(self.tr("Take it from the logo"), theme, icon="image", name="colour_from_logo")
        self._remove = Button(self.tr("Remove"), theme, "quiet", "trash-2", name="colour_remove")
        self._remove.setAccessibleName(self.tr("Remove the colour"))
        self._choose.clicked.connect(self._on_choose)
        self._take.clicked.connect(self._on_take)
        self._remove.clicked.connect(self._on_remove)
        form.changed.connect(self._on_typed)
        typed = QHBoxLayout()
        typed.setSpacing(theme.space("s3"))
        typed.addWidget(form, 1)
        typed.addWidget(self._swatch, 0, Qt.AlignmentFlag.AlignBottom)
        typed.addStretch(2)
        buttons = Flow(theme.space("s2"))
        for button in (self._choose, self._take, self._remove):
            buttons.addWidget(button)
        why = self.tr("Behind the words in pictures for social media. Without one it is that of the logo, or black.")
        self.body.addWidget(Label(why, theme, "small", "ink_2", wrap=True))
        self.body.addLayout(typed)
        self.body.addWidget(self._said)
        self.body.addWidget(buttons)
        self._say("")

    def show_business(self, business: Business) -> None:
        """Shows what can be done about the colour; the field itself is shown by the section."""
        self._logo, self._colour = business.logo, business.colour
        self._take.setVisible(bool(business.logo))
        self._remove.setVisible(bool(business.colour))
        self._swatch.show_colour(business.colour)

    def _say(self, words: str) -> None:
        self._said.setText(words)
        self._said.setVisible(bool(words))

    def _keep(self, colour: str) -> None:
        self._say("")
        self._desk.do(businesses.change, colour=colour, label=self.tr("Colour changed"), on_error=self._say)

    def _on_typed(self) -> None:
        self._say("")
        self._swatch.show_colour(businesses.read_colour(self._form.values()["colour"]) or "")

    def _on_choose(self) -> None:
        chosen = self._pick.colour(self.window(), self.tr("Choose the colour"), self._colour)
        if chosen:
            self._keep(chosen)

    def _on_take(self) -> None:
        self._say("")
        self._take.setEnabled(False)
        work = partial(_colour_of, self._desk.book.photos / Path(self._logo).name)
        self._desk.background.run(work, self._on_taken, self._on_refused)

    def _on_taken(self, colour: str) -> None:
        if not isValid(self):
            return  # the page went meanwhile: nobody would see what changed
        self._take.setEnabled(True)
        if colour:
            self._keep(colour)
        else:
            self._say(self.tr("The logo is black, white and grey. Nothing was changed. Choose a colour."))

    def _on_refused(self, sentence: str) -> None:
        if isValid(self):
            self._take.setEnabled(True)
            self._say(sentence)

    def _on_remove(self) -> None:
        self._say("")
        self._desk.do(businesses.change, colour="", label=self.tr("Colour removed"), on_error=self._say)
        self._choose.setFocus(Qt.FocusReason.OtherFocusReason)


def _colour_of(file: Path) -> str:
    return logo.colour(logo.read(file))


class _Swatch(QWidget):
    """A square in the colour of the business; takes no room without one."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme, self._colour = theme, ""
        self.setObjectName("colour_swatch")
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.hide()

    @property
    def colour(self) -> str:
        """What is shown."""
        return self._colour

    def show_colour(self, colour: str) -> None:
        """Shows a colour, or nothing where there is none."""
        self._colour = colour
        self.setAccessibleName(self.tr("Your colour: {0}").format(colour))
        self.setVisible(bool(colour))
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(self._theme.scaled(_SIDE), self._theme.scaled(_SIDE))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(self._theme.colour("border_strong"), 1))
        painter.setBrush(QColor(self._colour))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), *(self._theme.radius("small"),) * 2)
        painter.end()
