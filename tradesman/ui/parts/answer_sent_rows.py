"""Answers that were sent, each with the question whether it saved a drive."""

from collections.abc import Callable, Sequence
from uuid import UUID

from PySide6.QtCore import QCoreApplication, QSignalBlocker
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from tradesman.services import answers_sent
from tradesman.services.answers_sent import SentRow, Tally
from tradesman.ui.desk import Desk
from tradesman.ui.parts.rows import RowPool
from tradesman.ui.theme import Theme
from tradesman.ui.widgets.labels import ElidedLabel, Label
from tradesman.ui.widgets.segmented import Segmented


def _tr(text: str) -> str:
    return QCoreApplication.translate("answers_sent", text)


def tally_words(tally: Tally) -> str:
    """How often an answer was sent and what that saved: "Sent 12 times, saved 5 drives"."""
    sent = _tr("Sent once") if tally.sent == 1 else _tr("Sent {0} times").format(tally.sent)
    if not tally.sent:
        return _tr("Not sent yet")
    if not tally.saved:
        return sent
    saved = _tr("saved a drive") if tally.saved == 1 else _tr("saved {0} drives").format(tally.saved)
    return f"{sent}, {saved}"


class AnswerSentRows(QWidget):
    """A line for each; one click says that it saved a drive, or did not."""

    def __init__(self, desk: Desk, theme: Theme, told: Callable[[SentRow], str]) -> None:
        """`told` gives what stands in a line, as who got it and when."""
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.space("s2"))
        self._pool: RowPool[SentRow] = RowPool(column, lambda number: _Line(number, desk, theme, told))

    def show_rows(self, rows: Sequence[SentRow]) -> None:
        """Shows these."""
        self._pool.show(rows)


class _Line(QWidget):
    """One answer that somebody got."""

    def __init__(self, number: int, desk: Desk, theme: Theme, told: Callable[[SentRow], str]) -> None:
        super().__init__()
        self._desk, self._told = desk, told
        self._row_id: UUID | None = None
        self._who = ElidedLabel("", theme, "small", name=f"answer_sent_{number}")
        self._saved = Segmented(((True, _tr("Yes")), (False, _tr("No"))), theme, compact=True, name=f"saved_{number}")
        self._saved.setFixedWidth(theme.scaled(110))
        self._saved.changed.connect(self._on_saved)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.space("s3"))
        row.addWidget(self._who, 1)
        row.addWidget(Label(_tr("Saved a drive?"), theme, "small", "ink_2"))
        row.addWidget(self._saved)

    def show_row(self, row: SentRow) -> None:
        """Shows who got it, and what was said of it."""
        self._row_id = row.id
        self._who.setText(self._told(row))
        self._saved.setAccessibleName(_tr("{0}: saved a drive?").format(self._told(row)))
        with QSignalBlocker(self._saved):
            self._saved.set_value(row.saved_drive)

    def _on_saved(self) -> None:
        label = _tr("Saved a drive") if self._saved.value() else _tr("Saved no drive")
        self._desk.do(answers_sent.say, self._row_id, self._saved.value(), label=label)
