"""How each why goes, under the scorecard's big figure."""

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from tradesman.services import businesses, plans
from tradesman.services.plans import WhyRow
from tradesman.ui.desk import Desk
from tradesman.ui.parts import plan_words
from tradesman.ui.parts.rows import RowPool
from tradesman.ui.theme import Theme
from tradesman.ui.widgets.card import Card
from tradesman.ui.widgets.labels import Label, LeadLabel


class WhyLines(Card):
    """A line for each why; nothing at all where none is written down."""

    def __init__(self, desk: Desk, theme: Theme) -> None:
        super().__init__(theme, QCoreApplication.translate("plan", "What you do it for"), name="score_whys")
        self._desk = desk
        rows = QVBoxLayout()
        rows.setSpacing(theme.space("s1"))
        self._rows: RowPool[tuple[WhyRow, str]] = RowPool(rows, lambda number: _WhyLine(desk, theme, number))
        self.body.addLayout(rows)
        self.hide()

    def refresh(self) -> None:
        """Asks the book again."""
        found = self._desk.ask(plans.why_rows)
        currency = self._desk.ask(businesses.current).currency
        self._rows.show([(row, currency) for row in found])
        self.setVisible(bool(found))


class _WhyLine(QWidget):
    """The words, the figure now, and how it moved."""

    def __init__(self, desk: Desk, theme: Theme, number: int) -> None:
        super().__init__()
        self._desk = desk
        self._words = LeadLabel("", "", theme, name=f"score_why_{number}")
        self._since = Label("", theme, "small", name=f"score_why_since_{number}")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.space("s3"))
        row.addWidget(self._words, 1)
        row.addWidget(self._since)

    def show_row(self, shown: tuple[WhyRow, str]) -> None:
        """Shows a why, amounts in the currency given."""
        row, currency = shown
        value = plan_words.value(row.now, currency)
        self._words.set_words(row.why.words, f"{plan_words.figure(row.why.figure)}, {plan_words.lately()}: {value}")
        words, tone = plan_words.since(row, currency, self._desk.today())
        self._since.setText(words)
        self._since.set_tone(tone)
