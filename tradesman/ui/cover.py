"""The first start: make a book, look at the sample, or open one that is there."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QVBoxLayout, QWidget

from tradesman.ui.theme import Theme
from tradesman.ui.widgets.banner import Banner
from tradesman.ui.widgets.buttons import Button
from tradesman.ui.widgets.card import Card, Separator
from tradesman.ui.widgets.labels import Label
from tradesman.ui.widgets.picture import Tile

WIDTH = 1040
CLAIM_WIDTH = 780


class Cover(QWidget):
    """Three ways to begin, and the six steps the book keeps."""

    make_asked = Signal()
    sample_asked = Signal()
    stop_asked = Signal()
    book_picked = Signal(Path)

    def __init__(
        self, theme: Theme, fault: str = "", pick_folder: Callable[[QWidget], Path | None] | None = None
    ) -> None:
        super().__init__()
        self._theme = theme
        self._pick_folder = pick_folder or _pick_folder
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setProperty("surface", "canvas")
        self._build(fault)

    def _build(self, fault: str) -> None:
        inner = QWidget()
        inner.setMaximumWidth(self._theme.scaled(WIDTH))
        column = QVBoxLayout(inner)
        column.setContentsMargins(24, 24, 24, 24)
        column.setSpacing(12)
        column.addStretch(1)
        if fault:
            column.addWidget(Banner("danger", self.tr("The book was not opened."), fault, self._theme))
            column.addSpacing(12)
        column.addWidget(self._brand())
        column.addSpacing(8)
        claim = self.tr("One contractor beat nine others because he had a process, and stuck to it.")
        heading = Label(claim, self._theme, "display", wrap=True)
        heading.setMaximumWidth(self._theme.scaled(CLAIM_WIDTH))
        column.addWidget(heading)
        promise = self.tr("This book keeps yours: from the first call to the thank-you three months later.")
        column.addWidget(Label(promise, self._theme, "present", "ink_2", wrap=True))
        column.addSpacing(20)
        column.addLayout(self._ways())
        column.addSpacing(12)
        column.addWidget(Separator())
        column.addLayout(self._steps())
        column.addStretch(1)
        row = QHBoxLayout(self)
        row.addStretch(1)
        row.addWidget(inner, 100)
        row.addStretch(1)

    def _brand(self) -> QWidget:
        brand = QWidget()
        row = QHBoxLayout(brand)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        row.addWidget(Tile("wrench", self._theme, "accent", side=40))
        row.addWidget(Label("Tradesman", self._theme, "section"))
        row.addStretch(1)
        return brand

    def _ways(self) -> QHBoxLayout:
        make = Button(self.tr("Make my book"), self._theme, "primary", name="cover_make")
        make.clicked.connect(self.make_asked)
        sample = Button(self.tr("Open the sample"), self._theme, name="cover_sample")
        sample.clicked.connect(self.sample_asked)
        existing = Button(self.tr("Choose a folder"), self._theme, name="cover_open")
        existing.clicked.connect(self._on_open)
        self._stop = Button(self.tr("Stop"), self._theme, name="cover_stop")
        self._stop.clicked.connect(self.stop_asked)
        self._stop.hide()
        self._buttons = (make, sample, existing)
        ways = QHBoxLayout()
        ways.setSpacing(16)
        words = self.tr("Name, trade, working hours, tax and currency. Takes about a minute.")
        ways.addWidget(self._way("notebook-pen", self.tr("Make my book"), words, make), 1)
        words = self.tr("Sam Rowan’s book with 42 customers and a running job. Nothing in it can break.")
        card = self._way("book-open", self.tr("Open the sample book"), words, sample)
        self._sample_words = card.findChildren(Label)[-1]
        card.body.addWidget(self._stop)
        ways.addWidget(card, 1)
        words = self.tr("A folder that ends in .tradesman, on this computer or on a stick.")
        ways.addWidget(self._way("folder-open", self.tr("Open an existing book"), words, existing), 1)
        return ways

    def _way(self, icon: str, title: str, words: str, button: Button) -> Card:
        card = Card(self._theme, padding=24)
        card.body.setSpacing(12)
        card.body.addWidget(Tile(icon, self._theme, "accent", side=48), 0, Qt.AlignmentFlag.AlignLeft)
        card.body.addWidget(Label(title, self._theme, "section"))
        card.body.addWidget(Label(words, self._theme, "body", "ink_2", wrap=True))
        card.body.addStretch(1)
        card.body.addWidget(button)
        return card

    def _steps(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(8)
        steps = (
            self.tr("Call back"),
            self.tr("Explain, three options"),
            self.tr("Help to choose"),
            self.tr("Notice more"),
            self.tr("Do a great job"),
            self.tr("Three months on"),
        )
        for number, words in enumerate(steps, start=1):
            row.addWidget(Label(f"{number}  {words}", self._theme, "small", "ink_2"))
            if number < len(steps):
                row.addStretch(1)
        return row

    def show_making(self, hundredths: int) -> None:
        """Says how far the sample book has come; until it is there, stopping is all that can be done."""
        self._sample_words.setText(self.tr("Making the sample book: {0}%").format(hundredths))
        for button in self._buttons:
            button.setEnabled(False)
        self._buttons[1].hide()
        if not self._stop.isVisible():
            self._stop.show()
            self._stop.setFocus()

    def _on_open(self) -> None:
        folder = self._pick_folder(self)
        if folder is not None:
            self.book_picked.emit(folder)


def _pick_folder(parent: QWidget) -> Path | None:
    chosen = QFileDialog.getExistingDirectory(parent, parent.tr("Choose a book"))
    return Path(chosen) if chosen else None
