"""Many pictures on their way in or out: how far it is, Stop, and at the end what was left out and why."""

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QProgressBar, QWidget

from tradesman.services.progress import Progress
from tradesman.ui.theme import Theme
from tradesman.ui.widgets.buttons import Button
from tradesman.ui.widgets.labels import Label
from tradesman.ui.widgets.sheet import Sheet

_LOOK = 100  # ms between two looks at how far it is
_SHOWN = 200  # sentences; more would be no list any more


def _tr(text: str) -> str:
    return QCoreApplication.translate("photos", text)


class PhotoBatchDialog(Sheet):
    """Follows a batch; it stays for what did not go well, and for what is to be read.

    `title` says what is done, and `stopping` what becomes of what is done already when it is stopped.
    """

    def __init__(self, window: QWidget, theme: Theme, title: str, stopping: str) -> None:
        super().__init__(window, title, theme, name="photo_batch")
        self._stopping = stopping
        self._progress: Progress | None = None
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._bar.setAccessibleName(title)
        self._said = Label(_tr("Looking through the pictures…"), theme, "body", wrap=True, name="batch_said")
        self._faults = Label("", theme, "small", "ink_2", wrap=True, name="batch_faults")
        self._faults.hide()
        self.body.addWidget(self._said)
        self.body.addWidget(self._bar)
        self.body.addWidget(self._faults)
        self._copy = Button(_tr("Copy the list"), theme, "quiet", "copy", name="batch_copy")
        self._copy.clicked.connect(self._on_copy)
        self._copy.hide()
        self.add_left(self._copy)
        self.stop = self.add_button(_tr("Stop"), name="batch_stop")
        self.stop.clicked.connect(self._on_stop)
        self._done = self.set_main(_tr("Close"))
        self._done.hide()
        self.accepted.connect(self.finish)
        self._timer = QTimer(self)
        self._timer.setInterval(_LOOK)
        self._timer.timeout.connect(self._on_look)

    def follow(self, progress: Progress) -> None:
        """Shows how far it is until it is told the end."""
        self._progress = progress
        self._bar.setRange(0, 0)
        self._timer.start()
        self.open()

    def dismiss(self) -> None:
        """Leaving it while it goes on stops that."""
        if self._progress is not None:
            self._on_stop()
        else:
            super().dismiss()

    def show_end(self, said: str, faults: Sequence[str], *, stays: bool = False) -> None:
        """Says what became of them; without a fault there is nothing to read, and it closes, unless it is to stay."""
        self._timer.stop()
        self._progress = None
        if not faults and not stays:
            self.finish()
            return
        self._said.setText(said)
        self._bar.hide()
        self.stop.hide()
        self._faults.setText("\n".join(faults[:_SHOWN]))
        self._faults.setVisible(bool(faults))
        self._copy.setVisible(bool(faults))
        self._done.show()
        self._done.setFocus()

    def _on_look(self) -> None:
        progress = self._progress
        if progress is not None and progress.total:
            self._bar.setRange(0, progress.total)
            self._bar.setValue(progress.done)
            if not progress.stopped:
                self._said.setText(_tr("{0} of {1}").format(f"{progress.done:,}", f"{progress.total:,}"))

    def _on_stop(self) -> None:
        self.stop.setEnabled(False)
        self._said.setText(self._stopping)
        if self._progress is not None:
            self._progress.stop()

    def _on_copy(self) -> None:
        QGuiApplication.clipboard().setText(self._faults.text())
