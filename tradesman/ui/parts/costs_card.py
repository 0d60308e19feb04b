"""What a job cost its owner against what was reckoned: for nobody else's eyes."""

from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from tradesman.book.cost import Cost
from tradesman.services import businesses, costs
from tradesman.services.costs import Balance
from tradesman.services.job_sheets import JobSheet
from tradesman.ui import format as said
from tradesman.ui.desk import Desk
from tradesman.ui.dialogs.cost_dialog import SpentDialog, TimeDialog
from tradesman.ui.parts import cost_words
from tradesman.ui.parts.rows import RowPool
from tradesman.ui.theme import Theme
from tradesman.ui.widgets.buttons import Button, IconButton
from tradesman.ui.widgets.card import Card
from tradesman.ui.widgets.labels import Badge, ElidedLabel, Label
from tradesman.ui.widgets.share_bar import ShareBar

_AT_ONCE = 6  # entries; all others are shown when they are asked for
_FACTS = ("price", "reckoned", "time", "material", "left")


@dataclass(frozen=True)
class CostRow:
    """An entry as the card shows it; the first of a day names the day."""

    cost: Cost
    first: bool
    today: date
    currency: str


class CostsCard(Card):
    """The balance, the bar under it, and the entries by day, the newest first."""

    def __init__(self, desk: Desk, theme: Theme) -> None:
        super().__init__(theme, "-", name="job_costs")
        self._desk, self._theme = desk, theme
        self._sheet: JobSheet | None = None
        self._found: list[Cost] = []
        self._whole = False
        self.set_title(self.tr("What it cost"))
        secret = self.tr("only you see this")
        self.heading.addWidget(Badge(secret, "neutral", theme, "eye-off", name="job_costs_secret"))
        self._values: dict[str, Label] = {}
        self._bar = ShareBar(theme, name="job_costs_bar")
        self._verdict = Label("", theme, "small", "ink_2", wrap=True, name="job_costs_verdict")
        self._free = Label("", theme, "small", "warn", wrap=True, name="job_costs_free")
        self._reckon = Button(self.tr("Reckon it"), theme, compact=True, name="job_costs_reckon")
        self._reckon.clicked.connect(self._on_reckon)
        rows = QVBoxLayout()
        rows.setSpacing(0)
        self._rows: RowPool[CostRow] = RowPool(rows, self._make_row)
        self._all = Button("", theme, "quiet", compact=True, name="job_costs_all")
        self._all.clicked.connect(self._on_all)
        self.body.addLayout(self._built_facts())
        self.body.addWidget(self._bar)
        self.body.addWidget(self._verdict)
        self.body.addWidget(self._free)
        self.body.addWidget(self._reckon, 0, Qt.AlignmentFlag.AlignLeft)
        self.body.addLayout(rows)
        self.body.addWidget(self._all, 0, Qt.AlignmentFlag.AlignLeft)
        self.body.addLayout(self._built_foot())

    def _built_facts(self) -> QGridLayout:
        theme = self._theme
        words = {
            "price": self.tr("Price, without tax"),
            "reckoned": self.tr("Reckoned to cost"),
            "time": self.tr("Time"),
            "material": self.tr("Material and other"),
            "left": self.tr("Left"),
        }
        grid = QGridLayout()
        grid.setHorizontalSpacing(theme.space("s3"))
        grid.setVerticalSpacing(2)
        grid.setColumnStretch(0, 1)
        for number, key in enumerate(_FACTS):
            role = "small strong" if key == "left" else "small"
            value = self._values[key] = Label("", theme, role, tabular=True, name=f"job_costs_{key}")
            value.setAlignment(Qt.AlignmentFlag.AlignRight)
            grid.addWidget(Label(words[key], theme, role, "ink" if key == "left" else "ink_2"), number, 0)
            grid.addWidget(value, number, 1)
        return grid

    def _built_foot(self) -> QHBoxLayout:
        theme = self._theme
        time = Button(self.tr("Time"), theme, icon="clock", compact=True, name="job_costs_time_add")
        spent = Button(self.tr("Money spent"), theme, icon="receipt", compact=True, name="job_costs_spent_add")
        time.clicked.connect(lambda: self._ask(TimeDialog))
        spent.clicked.connect(lambda: self._ask(SpentDialog))
        foot = QHBoxLayout()
        foot.setSpacing(theme.space("s2"))
        foot.addWidget(time)
        foot.addWidget(spent)
        foot.addStretch(1)
        return foot

    def show_sheet(self, sheet: JobSheet) -> None:
        """Shows what a job cost so far."""
        if self._sheet is None or sheet.job.id != self._sheet.job.id:
            self._whole = False
        self._sheet = sheet
        found = self._desk.ask(costs.of_job, sheet.job.id)
        days = sorted({one.on for one in found}, reverse=True)
        self._found = [one for day in days for one in found if one.on == day]
        self._show_balance(self._desk.ask(costs.balance, sheet.job.id), sheet.currency)
        self._show_entries(sheet)

    def _show_balance(self, balance: Balance, currency: str) -> None:
        time = said.money(balance.time_minor, currency)
        if balance.minutes:
            time = self.tr("{0}, {1}").format(cost_words.hours(balance.minutes), time)
        told = {
            "price": said.money(balance.price_minor, currency),
            "reckoned": said.money(balance.reckoned_minor or None, currency),
            "time": time,
            "material": said.money(balance.material_minor, currency),
            "left": said.money(balance.left_minor, currency),
        }
        for key, words in told.items():
            self._values[key].setText(words)
        verdict, tone = cost_words.verdict(balance, currency)
        self._verdict.setText(verdict)
        self._verdict.set_tone(tone)
        self._values["left"].set_tone("danger" if (balance.left_minor or 0) < 0 else "ink")
        self._bar.set_share(cost_words.share(balance), "danger" if tone == "danger" else "good", verdict)
        self._show_unreckoned(balance)

    def _show_unreckoned(self, balance: Balance) -> None:
        known = bool(self._desk.ask(businesses.current).hour_cost_minor)
        some = bool(balance.unreckoned)
        told = self.tr("{0} count as nothing: they were noted while nobody had said what an hour costs you.")
        if not known:
            told = self.tr("{0} count as nothing: say in the settings, under Money, what an hour costs you.")
        self._free.setText(told.format(cost_words.hours(balance.unreckoned)))
        self._free.setVisible(some)
        self._reckon.setVisible(some and known)

    def _show_entries(self, sheet: JobSheet) -> None:
        shown = self._found if self._whole else self._found[:_AT_ONCE]
        firsts = [number == 0 or one.on != shown[number - 1].on for number, one in enumerate(shown)]
        rows = zip(shown, firsts, strict=True)
        self._rows.show([CostRow(one, first, sheet.today, sheet.currency) for one, first in rows])
        self._all.setVisible(len(shown) < len(self._found))
        self._all.setText(self.tr("Show all {0}").format(f"{len(self._found):,}"))

    def _make_row(self, number: int) -> QWidget:
        row = _CostLine(number, self._theme)
        row.remove.clicked.connect(lambda: self._on_remove(number))
        return row

    # What is done

    def _ask(self, dialog: type[TimeDialog | SpentDialog]) -> None:
        if self._sheet is not None:
            dialog(self.window(), self._desk, self._theme, self._sheet)

    def _on_reckon(self) -> None:
        if self._sheet is not None:
            self._desk.do(costs.reckon_time, self._sheet.job.id, label=self.tr("Time reckoned"))

    def _on_remove(self, number: int) -> None:
        self._desk.do(costs.remove, self._rows.rows[number].cost.id, label=self.tr("Entry taken out"))

    def _on_all(self) -> None:
        self._whole = True
        if self._sheet is not None:
            self._show_entries(self._sheet)


class _CostLine(QWidget):
    """One entry: its day where a new one begins, what it was, what it cost, and its way out."""

    def __init__(self, number: int, theme: Theme) -> None:
        super().__init__()
        self._day = Label("", theme, "caption", "ink_3", name=f"job_cost_day_{number}")
        self._words = ElidedLabel("", theme, "small", name=f"job_cost_{number}")
        self._amount = Label("", theme, "small", tabular=True, name=f"job_cost_amount_{number}")
        self.remove = IconButton("x", "", theme, compact=True, name=f"job_cost_remove_{number}")
        row = QHBoxLayout()
        row.setSpacing(theme.space("s1"))
        row.addWidget(self._words, 1)
        row.addWidget(self._amount)
        row.addWidget(self.remove)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self._day)
        whole.addLayout(row)

    def show_row(self, row: CostRow) -> None:
        """Shows an entry."""
        cost = row.cost
        self._day.setText(said.capital(said.day(cost.on, row.today)))
        self._day.setVisible(row.first)
        time = cost_words.hours(cost.minutes) if cost.minutes else ""
        words = ", ".join(part for part in (time, cost.words) if part)
        self._words.setText(words)
        self._amount.setText(said.money(cost.cost_minor, row.currency))
        self.remove.set_words(self.tr("Take “%s” out") % words)
