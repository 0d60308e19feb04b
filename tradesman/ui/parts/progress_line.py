"""How far a long step is, and the button that stops it."""

from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QVBoxLayout, QWidget

from tradesman.ui.long_work import LongWork
from tradesman.ui.theme import Theme
from tradesman.ui.widgets.buttons import Button
from tradesman.ui.widgets.labels import Label


class ProgressLine(QWidget):
    """Words, how many of how many, a bar, and Stop; hidden while nothing runs."""

    def __init__(self, step: LongWork, theme: Theme, *, name: str, last: str = "") -> None:
        """`last` are the words for the time after the last of all, when it can be stopped no more."""
        super().__init__()
        self._words = Label("", theme, "small strong", name=f"{name}_words")
        self._count = Label("", theme, "small", "ink_2", tabular=True, name=f"{name}_count")
        self._bar = QProgressBar()
        self._bar.setObjectName(f"{name}_bar")
        self._bar.setTextVisible(False)
        self.stop = Button(self.tr("Stop"), theme, compact=True, name=f"{name}_stop")
        self._last = last or self.tr("Keeping it in the book")
        above = QHBoxLayout()
        above.addWidget(self._words)
        above.addStretch(1)
        above.addWidget(self._count)
        left = QVBoxLayout()
        left.setSpacing(theme.space("s1"))
        left.addLayout(above)
        left.addWidget(self._bar)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.space("s4"))
        row.addLayout(left, 1)
        row.addWidget(self.stop)
        self.stop.clicked.connect(self._on_stop)
        step.moved.connect(self._on_moved)
        self._step = step
        self.hide()

    def begin(self, words: str) -> None:
        """Says what is being done."""
        self._words.setText(words)
        self._bar.setAccessibleName(words)
        self._count.setText("")
        self._bar.setRange(0, 0)
        self.stop.setEnabled(True)
        self.show()

    def _on_moved(self, done: int, total: int) -> None:
        if total:
            self._bar.setRange(0, total)
            self._bar.setValue(done)
            self._count.setText(self.tr("{0} of {1}").format(f"{done:,}", f"{total:,}"))
        if total and done >= total:
            self._words.setText(self._last)
            self.stop.setEnabled(False)

    def _on_stop(self) -> None:
        self.stop.setEnabled(False)
        self._words.setText(self.tr("Stopping"))
        self._step.stop()
