"""Extra work that came up during a job: noted, and agreed by the customer before it is done."""

from dataclasses import dataclass
from datetime import tzinfo

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from tradesman.book.variation import Variation
from tradesman.services import variations
from tradesman.services.job_sheets import JobSheet
from tradesman.ui import format as said
from tradesman.ui import words
from tradesman.ui.desk import Desk
from tradesman.ui.dialogs.variation_dialog import VariationDialog, agree
from tradesman.ui.parts.rows import RowPool
from tradesman.ui.theme import Theme
from tradesman.ui.widgets.buttons import Button, IconButton
from tradesman.ui.widgets.card import Card
from tradesman.ui.widgets.labels import Badge, Label


@dataclass(frozen=True)
class VariationRow:
    """Extra work as the card shows it."""

    variation: Variation
    sheet: JobSheet

    @property
    def zone(self) -> tzinfo:
        """Where the day of the agreement is counted."""
        return self.sheet.zone


class VariationsCard(Card):
    """What is agreed counts in the job's price at once; what is not is shown to the customer to sign."""

    def __init__(self, desk: Desk, theme: Theme) -> None:
        self._add = Button("", theme, "quiet", "plus", compact=True, name="job_variation_add")
        super().__init__(theme, "-", "-", self._add, name="job_variations")
        self._desk, self._theme = desk, theme
        self._sheet: JobSheet | None = None
        self.set_title(self.tr("Agreed extra work"))
        self._add.setText(self.tr("Add"))
        self._add.clicked.connect(self._on_add)
        empty = self.tr("None. What was not in the quote is agreed here, with its price, before you do it.")
        self._empty = Label(empty, theme, "small", "ink_2", wrap=True)
        rows = QVBoxLayout()
        rows.setSpacing(theme.space("s2"))
        self._rows: RowPool[VariationRow] = RowPool(rows, self._make_row)
        self.body.addWidget(self._empty)
        self.body.addLayout(rows)

    def show_sheet(self, sheet: JobSheet) -> None:
        """Shows the extra work of a job."""
        self._sheet = sheet
        found = self._desk.ask(variations.of_job, sheet.job.id)
        agreed = [one for one in found if one.agreed_at is not None]
        worth = said.money(sum(one.price_minor for one in agreed), sheet.currency, decimals=False)
        self.set_count(worth if agreed else "")
        self._rows.show([VariationRow(one, sheet) for one in found])
        self._empty.setVisible(not found)
        self._add.setVisible(sheet.job.is_open)

    def _make_row(self, number: int) -> QWidget:
        row = _VariationLine(number, self._theme)
        row.agree.clicked.connect(lambda: self._on_agree(number))
        row.edit.clicked.connect(lambda: self._on_edit(number))
        return row

    def _on_add(self) -> None:
        if self._sheet is not None:
            VariationDialog(self.window(), self._desk, self._theme, self._sheet)

    def _on_edit(self, number: int) -> None:
        row = self._rows.rows[number]
        VariationDialog(self.window(), self._desk, self._theme, row.sheet, row.variation)

    def _on_agree(self, number: int) -> None:
        row = self._rows.rows[number]
        agree(self.window(), self._desk, self._theme, row.sheet, row.variation)


class _VariationLine(QWidget):
    """What changes, for how much, and whether the customer has agreed."""

    def __init__(self, number: int, theme: Theme) -> None:
        super().__init__()
        self._words = Label("", theme, "small strong", wrap=True, name=f"job_variation_{number}")
        self._more = Label("", theme, "small", "ink_2", wrap=True, name=f"job_variation_more_{number}")
        self._badge = Badge("", "neutral", theme, name=f"job_variation_badge_{number}")
        self.edit = IconButton("pencil", "", theme, compact=True, name=f"job_variation_edit_{number}")
        self.agree = Button(self.tr("Agree"), theme, compact=True, name=f"job_variation_agree_{number}")
        text = QVBoxLayout()
        text.setSpacing(0)
        text.addWidget(self._words)
        text.addWidget(self._more)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        row.addLayout(text, 1)
        for widget in (self._badge, self.edit, self.agree):
            row.addWidget(widget)

    def show_row(self, row: VariationRow) -> None:
        """Shows a piece of extra work."""
        one, sheet = row.variation, row.sheet
        self._words.setText(one.words)
        days = self.tr("1 day more") if one.days == 1 else self.tr("{0} days more").format(one.days)
        parts = [said.money(one.price_minor, sheet.currency), days if one.days else ""]
        agreed = one.agreed_at is not None
        if one.agreed_at is not None and one.agreed_by is not None:
            parts.append(self.tr("{0}, {1}").format(one.who, words.words(one.agreed_by).lower()))
            on = one.agreed_at.astimezone(row.zone).date()
            self._badge.set_state(self.tr("agreed %s") % said.short_day(on, sheet.today), "good", "check")
        else:
            self._badge.set_state(self.tr("open"), "warn")
        self._more.setText(". ".join(part for part in parts if part))
        free = sheet.job.is_open and not agreed
        self.edit.setVisible(free)
        self.agree.setVisible(free)
        self.edit.set_words(self.tr("Change “%s”") % one.words)
        self.agree.setAccessibleName(self.tr("Agree “%s” with the customer") % one.words)
