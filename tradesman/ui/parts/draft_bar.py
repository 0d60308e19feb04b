"""Says that a draft was brought back, and offers to begin anew without it or to leave it for later."""

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from tradesman.ui.theme import Theme
from tradesman.ui.widgets.buttons import Button
from tradesman.ui.widgets.labels import ElidedLabel
from tradesman.ui.widgets.picture import Picture


def _tr(text: str) -> str:
    return QCoreApplication.translate("drafts", text)


class DraftBar(QWidget):
    """A line above the fields of a sheet; it takes no room while the sheet began empty.

    `another` is the button that leaves the draft for later; without words there is none.
    """

    discarded = Signal()
    another_asked = Signal()

    def __init__(self, theme: Theme, another: str = "") -> None:
        super().__init__()
        self.setObjectName("draft_bar")
        frame = QFrame()
        frame.setProperty("banner", "info")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, theme.space("s3"), 0, 0)
        column.addWidget(frame)
        self._words = ElidedLabel("", theme, "small strong", name="draft_words")
        other = Button(another, theme, "quiet", compact=True, name="draft_another")
        discard = Button(_tr("Discard"), theme, compact=True, name="draft_discard")
        if not another:  # shown before it stands in the sheet, it would be a window of its own
            other.hide()
        other.clicked.connect(self._on_another)
        discard.clicked.connect(self._on_discard)
        row = QHBoxLayout(frame)
        row.setContentsMargins(15, 3, 8, 3)
        row.setSpacing(theme.space("s3"))
        row.addWidget(Picture("notebook-pen", theme, "info"))
        row.addWidget(self._words, 1)
        row.addWidget(other)
        row.addWidget(discard)
        self.hide()

    def tell(self, when: str) -> None:
        """Says from when the draft is."""
        self._words.setText(_tr("Draft of {0} kept").format(when))
        self.show()

    def _on_another(self) -> None:
        self.hide()
        self.another_asked.emit()

    def _on_discard(self) -> None:
        self.hide()
        self.discarded.emit()
