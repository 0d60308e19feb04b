"""A PDF on the screen: its pages below each other, drawn beside the window in the size they are seen."""

from functools import partial

from PySide6.QtCore import QPoint, QRect, QSize, QSizeF, Qt, Signal
from PySide6.QtGui import QImage, QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractScrollArea, QSizePolicy
from shiboken6 import isValid

from tradesman.ui import pdf
from tradesman.ui.background import Background
from tradesman.ui.theme import Theme

FIT, WHOLE = "fit", "whole"  # the width of the view, or as large as on paper
_GAP = 16
_WHOLE_SCALE = 96 / 72  # pixels for a point at 100 %
_WIDEST = 1100  # pixels that a page takes at most when it is fitted
_NEAR = 1  # pages before and after those that are seen are drawn too
_LEAST = QSize(360, 220)


class PdfView(QAbstractScrollArea):
    """Shows every page; arrows, Page up and Page down scroll, Home and End go to the first and the last page."""

    page_changed = Signal(int, int)  # the page that is read, from 1, and how many there are
    failed = Signal(str)

    def __init__(self, words: str, background: Background, theme: Theme, *, name: str = "") -> None:
        super().__init__()
        self._theme, self._background, self._words = theme, background, words
        self._content = b""
        self._sizes: list[QSizeF] = []
        self._pictures: dict[int, QImage] = {}
        self._asked: dict[int, int] = {}  # page: the width that is being drawn
        self._zoom = FIT
        self.setObjectName(name)
        self.setAccessibleName(words)
        self.setProperty("role", "bare")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self.verticalScrollBar().valueChanged.connect(self._on_scrolled)

    @property
    def pages(self) -> int:
        """How many pages there are; 0 until the PDF was read."""
        return len(self._sizes)

    @property
    def page(self) -> int:
        """The page that is read, from 0: the last one that begins above the middle."""
        middle = self.verticalScrollBar().value() + self.viewport().height() // 2
        return max((number for number in range(self.pages) if self._place(number).top() <= middle), default=0)

    def set_pdf(self, content: bytes) -> None:
        """Shows a PDF from its first page; `failed` tells when it is none."""
        self._content = content
        self._pictures.clear()
        self._asked.clear()
        self._background.run(partial(pdf.sizes, content), partial(self._on_read, content), self.failed.emit)

    def set_zoom(self, zoom: str) -> None:
        """Fits the width, or shows the pages as large as they are on paper; what is read stays in sight."""
        if zoom != self._zoom:
            bar = self.verticalScrollBar()
            at = bar.value() / max(bar.maximum(), 1)
            self._zoom = zoom
            self._lay_out()
            bar.setValue(round(at * bar.maximum()))

    def sizeHint(self) -> QSize:
        return QSize(900, 900)

    def minimumSizeHint(self) -> QSize:
        return _LEAST

    # Where the pages stand

    def _scale(self) -> float:
        if self._zoom == WHOLE or not self._sizes:
            return _WHOLE_SCALE
        widest = max(size.width() for size in self._sizes)
        return min(self.viewport().width() - 2 * _GAP, _WIDEST) / widest

    def _place(self, number: int) -> QRect:
        """Where a page stands on the long sheet of all pages."""
        scale = self._scale()
        top = _GAP + sum(round(size.height() * scale) + _GAP for size in self._sizes[:number])
        size = (self._sizes[number] * scale).toSize()
        left = max((self.viewport().width() - size.width()) // 2, _GAP)
        return QRect(QPoint(left, top), size)

    def _lay_out(self) -> None:
        whole = self._place(self.pages - 1) if self._sizes else QRect()
        widest = max((size.width() for size in self._sizes), default=0.0) * self._scale()
        for bar, long, room in (
            (self.verticalScrollBar(), whole.bottom() + _GAP, self.viewport().height()),
            (self.horizontalScrollBar(), round(widest) + 2 * _GAP, self.viewport().width()),
        ):
            bar.setRange(0, max(long - room, 0))
            bar.setPageStep(room)
            bar.setSingleStep(48)
        self._ask()
        self.viewport().update()

    def _ask(self) -> None:
        """Has the pages drawn that are seen, and lets go of those that are far."""
        here = range(max(self.page - _NEAR, 0), min(self.page + _NEAR + 1, self.pages))
        self._pictures = {page: image for page, image in self._pictures.items() if page in here}
        for page in here:
            width = round(self._place(page).width() * self.devicePixelRatioF())
            known = self._pictures[page].width() if page in self._pictures else 0
            if known != width and self._asked.get(page) != width:
                self._asked[page] = width
                work = partial(pdf.picture, self._content, page, width)
                done = partial(self._on_drawn, self._content, page, width)
                self._background.run(work, done, self.failed.emit)

    # What comes

    def _on_read(self, content: bytes, sizes: list[QSizeF]) -> None:
        if isValid(self) and content is self._content:
            self._sizes = sizes
            self.verticalScrollBar().setValue(0)
            self._lay_out()
            self._tell()

    def _on_drawn(self, content: bytes, page: int, width: int, image: QImage) -> None:
        if isValid(self) and content is self._content and self._asked.get(page) == width:
            del self._asked[page]
            self._pictures[page] = image
            self.viewport().update()

    def _on_scrolled(self) -> None:
        self._ask()
        self._tell()
        self.viewport().update()

    def _tell(self) -> None:
        self.setAccessibleName(self.tr("{0}, page {1} of {2}").format(self._words, self.page + 1, self.pages))
        self.page_changed.emit(self.page + 1, self.pages)

    # Qt

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._lay_out()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        bar = self.verticalScrollBar()
        ends = {Qt.Key.Key_Home: bar.minimum(), Qt.Key.Key_End: bar.maximum()}
        if event.key() in ends:
            bar.setValue(ends[Qt.Key(event.key())])
        else:
            super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        theme = self._theme
        painter = QPainter(self.viewport())
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.fillRect(self.viewport().rect(), theme.colour("canvas"))
        moved = QPoint(self.horizontalScrollBar().value(), self.verticalScrollBar().value())
        for number in range(self.pages):
            place = self._place(number).translated(-moved)
            if place.intersects(self.viewport().rect()):
                painter.fillRect(place, Qt.GlobalColor.white)
                if number in self._pictures:
                    painter.drawImage(place, self._pictures[number])
                painter.setPen(theme.colour("border"))
                painter.drawRect(place.adjusted(-1, -1, 0, 0))
        if self.hasFocus():
            painter.setPen(theme.colour("focus"))
            painter.drawRect(self.viewport().rect().adjusted(0, 0, -1, -1))
        painter.end()
