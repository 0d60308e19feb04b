"""Counts the scorecard beside the window: a large book takes a while, and nobody shall wait for the window."""

from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal
from shiboken6 import isValid

from tradesman.services import score_periods, score_sheets
from tradesman.services.score_periods import PeriodKind
from tradesman.services.score_sheets import ScoreSheet
from tradesman.ui.background import Background
from tradesman.ui.desk import Desk

_MOMENT = 300  # ms that nobody is shown that they wait


class ScoreReader(QObject):
    """Tells when the sheet asked for last is `ready`, when one `waits` for it, and why it could not be read."""

    ready = Signal(object)
    waits = Signal()
    failed = Signal(str)

    def __init__(self, desk: Desk, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self.background = Background(self)
        self._wanted: tuple[PeriodKind | None, int] | None = None
        self._busy = False
        self._moment = QTimer(self)
        self._moment.setSingleShot(True)
        self._moment.setInterval(_MOMENT)
        self._moment.timeout.connect(self.waits)

    def read(self, kind: PeriodKind | None, back: int) -> None:
        """Counts a period anew, of no kind the first that says something; of several asked for the last."""
        self._wanted = (kind, back)
        if not self._moment.isActive():
            self._moment.start()
        if not self._busy:
            self._begin()

    def _begin(self) -> None:
        book, now, (kind, back) = self._desk.book, self._desk.now, self._wanted or (None, 0)
        self._busy, self._wanted = True, None

        def work() -> ScoreSheet:
            with book.read(now) as session:
                return score_sheets.of(session, kind or score_periods.first(session), back)

        self.background.run(work, self._on_read, self._on_failed)

    def _on_read(self, sheet: Any) -> None:
        if isValid(self) and self._ended():
            self.ready.emit(sheet)

    def _on_failed(self, sentence: str) -> None:
        if isValid(self) and self._ended():
            self.failed.emit(sentence)

    def _ended(self) -> bool:
        """Whether nothing newer is wanted."""
        self._busy = False
        if self._wanted is not None:
            self._begin()
            return False
        self._moment.stop()
        return True
