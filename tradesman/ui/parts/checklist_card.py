"""What is ticked before a job is signed off."""

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from tradesman.book.job import ChecklistItem
from tradesman.services import jobs
from tradesman.services.job_sheets import JobSheet
from tradesman.ui.desk import Desk
from tradesman.ui.parts.rows import RowPool, flush
from tradesman.ui.theme import Theme
from tradesman.ui.widgets.buttons import IconButton
from tradesman.ui.widgets.card import Card
from tradesman.ui.widgets.fields import LineField
from tradesman.ui.widgets.labels import Label
from tradesman.ui.widgets.switches import CheckField


class ChecklistCard(Card):
    """Tick, add and remove; each is one step."""

    def __init__(self, desk: Desk, theme: Theme) -> None:
        super().__init__(theme, "-", "-", name="job_checklist")
        self._desk, self._theme = desk, theme
        self._sheet: JobSheet | None = None
        self.set_title(self.tr("Checklist"))
        self._empty = Label(
            self.tr("Nothing to tick yet. Note what must be right before you leave."),
            theme,
            "small",
            "ink_2",
            wrap=True,
        )
        rows = QVBoxLayout()
        rows.setSpacing(2)
        self._rows: RowPool[tuple[ChecklistItem, bool]] = RowPool(rows, self._make_row)
        self._add = LineField(theme, placeholder=self.tr("Add to the checklist"), icon="plus", name="job_check_add")
        self._add.setAccessibleName(self.tr("Add to the checklist"))
        self._add.setProperty("role", "addline")
        self._add.setFont(theme.font("small"))
        self._add.returnPressed.connect(self._on_add)
        self.body.addWidget(self._empty)
        self.body.addLayout(rows)
        self.body.addLayout(flush(self._add))

    def show_sheet(self, sheet: JobSheet) -> None:
        """Shows the checklist of a job."""
        self._sheet = sheet
        items = sheet.job.checklist
        self.set_count(self.tr("{0} of {1}").format(sheet.ticked, len(items)) if items else "")
        self._empty.setVisible(not items)
        self._rows.show([(item, sheet.job.is_open) for item in items])
        self._add.setVisible(sheet.job.is_open)

    def _make_row(self, number: int) -> QWidget:
        row = _CheckRow(number, self._theme)
        row.box.clicked.connect(lambda: self._on_tick(number))
        row.remove.clicked.connect(lambda: self._on_remove(number))
        return row

    def _on_tick(self, number: int) -> None:
        item, _free = self._rows.rows[number]
        if self._sheet is not None:
            done = item.done_at is None
            label = self.tr("Ticked: %s") % item.words if done else self.tr("Tick taken away: %s") % item.words
            self._desk.do(jobs.tick, self._sheet.job.id, item.id, done=done, label=label)

    def _on_remove(self, number: int) -> None:
        item, _free = self._rows.rows[number]
        if self._sheet is not None:
            label = self.tr("Taken off the checklist: %s") % item.words
            self._desk.do(jobs.remove_from_checklist, self._sheet.job.id, item.id, label=label)

    def _on_add(self) -> None:
        words = self._add.value()
        if self._sheet is not None and words:
            self._add.clear()
            self._desk.do(jobs.add_to_checklist, self._sheet.job.id, words, label=self.tr("Added to the checklist"))


class _CheckRow(QWidget):
    """A thing to tick, and a cross that removes it."""

    def __init__(self, number: int, theme: Theme) -> None:
        super().__init__()
        self.box = CheckField("", theme, fades=True, name=f"job_check_{number}")
        self.remove = IconButton("x", "", theme, compact=True, name=f"job_check_remove_{number}")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.box, 1)
        row.addWidget(self.remove)

    def show_row(self, row: tuple[ChecklistItem, bool]) -> None:
        """Shows a thing and whether it can be changed."""
        item, free = row
        self.box.setText(item.words)
        self.box.set_value(item.done_at is not None)
        self.box.updateGeometry()
        self.remove.set_words(self.tr("Take “%s” off the checklist") % item.words)
        self.remove.setVisible(free)
