"""What piled up, gone through in one go: for today, over the next days, or not at all."""

from collections import Counter

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from tradesman.services import piles
from tradesman.services.piles import Choice, Pile
from tradesman.ui import format as say
from tradesman.ui.desk import Desk
from tradesman.ui.dialogs.follow_up_dialog import skip_reasons
from tradesman.ui.parts.today_rows import purpose_words
from tradesman.ui.theme import Theme
from tradesman.ui.widgets.card import Separator
from tradesman.ui.widgets.field_box import FieldBox
from tradesman.ui.widgets.fields import ChoiceField
from tradesman.ui.widgets.labels import ElidedLabel, Label
from tradesman.ui.widgets.segmented import Segmented
from tradesman.ui.widgets.sheet import Sheet

_CHOICE = 260  # width of the three words


class PileDialog(Sheet):
    """One choice for each thing, or one for all; what is skipped shares a reason. One step does it."""

    def __init__(self, window: QWidget, desk: Desk, theme: Theme, pile: Pile) -> None:
        super().__init__(window, self.tr("What has piled up"), theme, name="pile")
        self._desk, self._theme, self._pile = desk, theme, pile
        self._fields: list[Segmented] = []
        words = self.tr("What is for the next days comes up again in the morning, a handful each working day.")
        self.body.addWidget(Label(words, theme, "small", "ink_2", wrap=True))
        self.all = self._segmented("pile_all")
        self.body.addLayout(self._for_all())
        self.body.addWidget(Separator())
        self.body.addLayout(self._list())
        reasons = [(name, reason) for name, reason, asked in skip_reasons() if not asked]
        self._reasons = dict(reasons)
        self.reason = FieldBox(self.tr("Why skip them?"), ChoiceField(reasons, theme, name="pile_reason"), theme)
        self.body.addWidget(self.reason)
        self._summary = Label("", theme, "small", "ink_2", name="pile_summary")
        self.add_left(self._summary)
        self.set_main(self.tr("Do this"), "list-checks")
        self.all.changed.connect(self._on_all_changed)
        self.accepted.connect(self._on_accepted)
        self._tell()

    def _segmented(self, name: str) -> Segmented:
        choices = (
            (Choice.TODAY, self.tr("Today")),
            (Choice.LATER, self.tr("Next days")),
            (Choice.SKIP, self.tr("Skip")),
        )
        field = Segmented(choices, self._theme, compact=True, name=name)
        field.setFixedWidth(self._theme.scaled(_CHOICE))
        return field

    def _for_all(self) -> QHBoxLayout:
        row = QHBoxLayout()
        label = Label(self.tr("All {0}").format(len(self._pile.rows)), self._theme, "strong")
        label.setBuddy(self.all)
        row.addWidget(label, 1)
        row.addWidget(self.all)
        return row

    def _list(self) -> QGridLayout:
        theme, today = self._theme, self._desk.today()
        grid = QGridLayout()
        grid.setHorizontalSpacing(theme.space("s4"))
        grid.setVerticalSpacing(theme.space("s3"))
        grid.setColumnStretch(0, 1)
        for number, row in enumerate(self._pile.rows):
            since = self.tr("since {0}").format(say.day(row.due_on, today))
            told = ", ".join(part for part in (purpose_words(row), row.what, since) if part)
            who = Label(row.customer, theme, "strong")
            words = QVBoxLayout()
            words.setSpacing(0)
            words.addWidget(who)
            words.addWidget(ElidedLabel(told, theme, "small", "ink_2"))
            field = self._segmented(f"pile_{number}")
            field.set_value(Choice.TODAY if number < piles.HANDFUL else Choice.LATER)
            field.setAccessibleName(f"{row.customer}, {told}")
            field.changed.connect(self._tell)
            who.setBuddy(field)
            self._fields.append(field)
            grid.addLayout(words, number, 0)
            grid.addWidget(field, number, 1, Qt.AlignmentFlag.AlignVCenter)
        return grid

    def _tell(self) -> None:
        """Says what will be done."""
        count = Counter(field.value() for field in self._fields)
        self.reason.setVisible(bool(count[Choice.SKIP]))
        days = -(-count[Choice.LATER] // piles.HANDFUL)
        parts = [self.tr("{0} today").format(count[Choice.TODAY])]
        if days:
            several = self.tr("{0} over the next {1} working days")
            over = self.tr("{0} on the next working day") if days == 1 else several
            parts.append(over.format(count[Choice.LATER], days))
        if count[Choice.SKIP]:
            parts.append(self.tr("{0} skipped").format(count[Choice.SKIP]))
        self._summary.setText(", ".join(parts))

    def _on_all_changed(self) -> None:
        choice = self.all.value()
        for field in self._fields:
            field.set_value(choice)

    def _on_accepted(self) -> None:
        choices = [(row, field.value()) for row, field in zip(self._pile.rows, self._fields, strict=True)]
        if all(choice == Choice.TODAY for _, choice in choices):
            self.finish()
            return
        done = self._desk.do(
            piles.go_through,
            choices,
            self._reasons[str(self.reason.editor.value())],
            label=self.tr("Went through what piled up"),
            on_error=self.set_error,
        )
        if done is not None:
            self.finish()
