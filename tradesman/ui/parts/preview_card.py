"""What is picked in a list, at its side or over the page: a few parts below each other, made for each row anew."""

from collections.abc import Callable
from uuid import UUID

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtWidgets import QFrame, QLayout, QScrollArea, QVBoxLayout, QWidget

from tradesman.ui.theme import Theme
from tradesman.ui.widgets.buttons import Button
from tradesman.ui.widgets.card import Card, Separator
from tradesman.ui.widgets.labels import Label
from tradesman.ui.widgets.sheet import Sheet

SHEET_MARGIN = 8
_MARGIN = 16
_SHEET = 420  # width of the sheet
_BESIDE = 12  # of a button with an icon alone, around the icon


class PreviewContent(QWidget):
    """Parts with a line between them; it is `left` for another page or sheet."""

    left = Signal()

    def __init__(self, theme: Theme, margin: int = _MARGIN) -> None:
        super().__init__()
        self.theme, self._margin = theme, margin
        self.setProperty("role", "scrolled")
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(0)

    def add(self, *parts: QLayout | QWidget | None, lines: bool = False) -> None:
        """A part of its own, with a line above it; lines with a button reach as far as what is seen of the button."""
        if self.column.count():
            self.column.addWidget(Separator())
        inner = QVBoxLayout()
        above = self.theme.space("s1") if lines else self.theme.space("s3")
        inner.setContentsMargins(self._margin, above, self._margin - (_BESIDE if lines else 0), above)
        inner.setSpacing(0 if lines else self.theme.space("s2"))
        for part in parts:
            if isinstance(part, QLayout):
                inner.addLayout(part)
            elif part is not None:
                inner.addWidget(part)
        self.column.addLayout(inner)

    def title(self, text: str) -> QWidget:
        """What stands above a part."""
        return Label(text, self.theme, "caption strong", "ink_2")


class PreviewCard(Card):
    """A card about what is picked; what is higher than it scrolls."""

    def __init__(self, theme: Theme, made: Callable[[UUID], QWidget], *, words: str, name: str) -> None:
        """`made` makes the content about a subject."""
        super().__init__(theme, padding=1, name=name)
        self.setAccessibleName(words)
        self.subject_id: UUID | None = None
        self._made, self._forgotten = made, True
        self._scroll = QScrollArea()
        self._scroll.setWidgetResizable(True)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.body.addWidget(self._scroll)

    def forget(self) -> None:
        """The book has changed: what is shown next is asked for again."""
        self._forgotten = True

    def show_subject(self, subject_id: UUID | None) -> None:
        """Shows what is picked, or nothing; what is shown already stays as it is."""
        if subject_id == self.subject_id and not self._forgotten:
            return
        place = self._scroll.verticalScrollBar().value() if subject_id == self.subject_id else 0
        self.subject_id, self._forgotten = subject_id, False
        self._scroll.setWidget(QWidget() if subject_id is None else self._made(subject_id))
        self._scroll.verticalScrollBar().setValue(place)


class PreviewSheet(Sheet):
    """The same over the page, where there is no room beside the list."""

    def __init__(self, window: QWidget, theme: Theme, content: PreviewContent) -> None:
        """`content` is made with `SHEET_MARGIN`."""
        words = QCoreApplication.translate("preview", "Preview")
        super().__init__(window, words, theme, width=theme.scaled(_SHEET), name="preview_sheet")
        content.left.connect(self.finish)
        self.body.setContentsMargins(16, 4, 16, 12)
        self.body.addWidget(content)
        back = Button(QCoreApplication.translate("preview", "Back to the list"), theme, name="preview_back")
        back.clicked.connect(self.dismiss)
        self.footer.addWidget(back)
