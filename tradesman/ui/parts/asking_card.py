"""A card of the wall for words that are not there yet: whom to ask, and who was asked."""

from datetime import date

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QHBoxLayout

from tradesman.services.words_to_come import AskRow, WaitingRow
from tradesman.ui import format as say
from tradesman.ui.theme import Theme
from tradesman.ui.widgets.buttons import Button, IconButton
from tradesman.ui.widgets.card import Card
from tradesman.ui.widgets.labels import ElidedLabel, Label

WIDE = 360  # what it asks for where nothing limits it


class AskingCard(Card):
    """Dashed: a name, the job, how long ago, and the button that brings the words."""

    asked = Signal(str, object)  # message, call or write, and the row

    def __init__(self, number: int, theme: Theme) -> None:
        super().__init__(theme, look="dashed", name=f"asking_{number}")
        self._row: AskRow | WaitingRow | None = None
        self._name = ElidedLabel("", theme, "strong", name=f"asking_name_{number}")
        self._about = Label("", theme, "small", "ink_2", wrap=True, name=f"asking_about_{number}")
        self._main = Button("", theme, compact=True, name=f"asking_main_{number}")
        self._other = IconButton("phone", "", theme, compact=True, name=f"asking_other_{number}")
        self._main.clicked.connect(self._on_main)
        self._other.clicked.connect(self._on_other)
        foot = QHBoxLayout()
        foot.setSpacing(theme.space("s1"))
        foot.addWidget(self._main)
        foot.addWidget(self._other)
        foot.addStretch(1)
        self.body.addWidget(self._name)
        self.body.addWidget(self._about)
        self.body.addLayout(foot)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        layout = self.layout()
        return layout.totalHeightForWidth(width) if layout is not None else -1

    def sizeHint(self) -> QSize:
        return QSize(WIDE, self.heightForWidth(WIDE))

    def show_row(self, row: AskRow | WaitingRow, today: date) -> None:
        """Shows whom to ask, or who was asked."""
        self._row = row
        words = self._ready(row, today) if isinstance(row, AskRow) else self._waits(row, today)
        self._name.setText(row.customer)
        self._about.setText(words)
        self.setAccessibleName(f"{row.customer}: {words}")
        to_ask = isinstance(row, AskRow)
        self._main.setText(self.tr("Ask for a few words") if to_ask else self.tr("Write them down"))
        self._main.set_icon("send" if to_ask else "pen-line")
        self._other.set_icon("phone" if to_ask else "send")
        other = self.tr("Ring {0} about it") if to_ask else self.tr("Ask {0} once more")
        self._other.set_words(other.format(row.customer))

    def _ready(self, row: AskRow, today: date) -> str:
        job = ", ".join(part for part in (row.job, say.month(row.done_on) if row.done_on else "") if part)
        if row.due_on == today:
            return self.tr("{0}. Ready to ask: three months are up today.").format(job)
        return self.tr("{0}. Ready to ask since {1}.").format(job, say.plain_day(row.due_on, today))

    def _waits(self, row: WaitingRow, today: date) -> str:
        asked = say.plain_day(row.asked_on, today)
        told = (
            self.tr("May be quoted, as they said on {0}. The words are still to come.")
            if row.said_yes
            else self.tr("Asked by message on {0}. Nothing has come yet.")
        ).format(asked)
        return f"{row.job}. {told}" if row.job else told

    def _on_main(self) -> None:
        self.asked.emit("message" if isinstance(self._row, AskRow) else "write", self._row)

    def _on_other(self) -> None:
        self.asked.emit("call" if isinstance(self._row, AskRow) else "message", self._row)
