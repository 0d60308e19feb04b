"""Why the owner does it: up to three things that the book shall change, each with its figure now and then."""

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QVBoxLayout, QWidget

from tradesman.book.plan import MOST_WHYS
from tradesman.services import plans
from tradesman.services.plan_sheets import PlanSheet
from tradesman.services.plans import WhyRow
from tradesman.ui.desk import Desk
from tradesman.ui.dialogs.why_dialog import WhyDialog
from tradesman.ui.parts import plan_words
from tradesman.ui.parts.plan_lines import pop_up
from tradesman.ui.parts.rows import RowPool
from tradesman.ui.theme import Theme
from tradesman.ui.widgets.buttons import Button, IconButton
from tradesman.ui.widgets.card import Card
from tradesman.ui.widgets.labels import Label


def _tr(text: str) -> str:
    return QCoreApplication.translate("plan", text)


class WhyCard(Card):
    """One column for each why; with three there is no more to add."""

    def __init__(self, desk: Desk, theme: Theme) -> None:
        self._add = Button(_tr("Add a why"), theme, "quiet", "plus", compact=True, name="why_add")
        super().__init__(theme, _tr("Why"), action=self._add, name="plan_whys")
        self._desk = desk
        self._none = Label(
            _tr("Nothing is written down yet. What shall the book change for you?"), theme, "small", "ink_2", wrap=True
        )
        self._columns = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._columns.setSpacing(theme.space("s4"))
        self._rows: RowPool[tuple[WhyRow, str]] = RowPool(self._columns, lambda number: _WhyBox(desk, theme, number))
        self.body.addWidget(self._none)
        self.body.addLayout(self._columns)
        self._add.clicked.connect(self._on_add)

    def show_sheet(self, sheet: PlanSheet) -> None:
        """Shows the whys."""
        self._rows.show([(row, sheet.currency) for row in sheet.whys])
        self._none.setVisible(not sheet.whys)
        self._add.setVisible(len(sheet.whys) < MOST_WHYS)

    def stack(self, *, below: bool) -> None:
        """Puts them one below the other where the window is narrow."""
        way = QBoxLayout.Direction
        self._columns.setDirection(way.TopToBottom if below else way.LeftToRight)

    def _on_add(self) -> None:
        WhyDialog(self.window(), self._desk, self._theme)


class _WhyBox(QWidget):
    """The words, the figure now, and how it moved."""

    def __init__(self, desk: Desk, theme: Theme, number: int) -> None:
        super().__init__()
        self._desk, self._theme = desk, theme
        self._row: WhyRow | None = None
        self._words = Label("", theme, "strong", wrap=True, name=f"why_words_{number}")
        self._figure = Label("", theme, "small", "ink_2", wrap=True, name=f"why_figure_{number}")
        self._now = Label("", theme, "title", name=f"why_now_{number}")
        self._since = Label("", theme, "small", wrap=True, name=f"why_since_{number}")
        self._more = IconButton("ellipsis", "", theme, compact=True, name=f"why_more_{number}")
        head = QHBoxLayout()
        head.setSpacing(theme.space("s2"))
        head.addWidget(self._words, 1)
        head.addWidget(self._more, 0, Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout(self)
        column.setSpacing(2)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(head)
        for label in (self._figure, self._now, self._since):
            column.addWidget(label)
        column.addStretch(1)
        self._more.clicked.connect(self._on_more)

    def show_row(self, shown: tuple[WhyRow, str]) -> None:
        """Shows a why, amounts in the currency given."""
        row, currency = shown
        self._row = row
        self._words.setText(row.why.words)
        self._figure.setText(f"{plan_words.figure(row.why.figure)}, {plan_words.lately()}")
        self._now.setText(plan_words.value(row.now, currency))
        words, tone = plan_words.since(row, currency, self._desk.today())
        self._since.setText(words)
        self._since.set_tone(tone)
        self._more.set_words(_tr("More for “{0}”").format(row.why.words))

    def _on_more(self) -> None:
        change = ("why_change", _tr("Change…"), "pencil", self._change)
        drop = ("why_drop", _tr("No reason any more"), "x", self._drop)
        pop_up(self._theme, self._more, "why_menu", [change, drop])

    def _change(self) -> None:
        if self._row is not None:
            WhyDialog(self.window(), self._desk, self._theme, self._row.why)

    def _drop(self) -> None:
        if self._row is not None:
            self._desk.do(plans.drop_why, self._row.why.id, label=_tr("Why taken away"))
