"""What the owner keeps of each option; never shown to the customer."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from tradesman.services.quote_sheets import OptionSheet, QuoteSheet
from tradesman.ui import format as said
from tradesman.ui import words
from tradesman.ui.parts.rows import RowPool
from tradesman.ui.theme import Theme
from tradesman.ui.widgets.buttons import IconButton
from tradesman.ui.widgets.labels import Label


class KeepsFooter(QFrame):
    """Net less cost per option, as far as costs are noted."""

    hide_asked = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.setObjectName("quote_keeps")
        self.setProperty("role", "footer")
        self.setMinimumHeight(theme.scaled(52))
        self._words = Label("", theme, "small", "ink_2", wrap=True)
        options = QHBoxLayout()
        options.setSpacing(theme.space("s5"))
        self._options: RowPool[tuple[str, str, str]] = RowPool(options, lambda _number: _Kept(theme))
        row = QHBoxLayout(self)
        row.setContentsMargins(20, 4, 20, 4)
        row.setSpacing(theme.space("s5"))
        row.addWidget(self._words)
        row.addLayout(options)
        row.addStretch(1)
        hide = IconButton("eye-off", self.tr("Hide what you keep"), theme, compact=True, name="quote_keeps_hide")
        hide.clicked.connect(self.hide_asked)
        private = QHBoxLayout()
        private.setSpacing(0)
        private.addWidget(hide)
        private.addWidget(Label(self.tr("Never shown to the customer"), theme, "small", "ink_2", wrap=True))
        row.addLayout(private)

    def show_sheet(self, sheet: QuoteSheet) -> None:
        """Shows what is kept, or says that no cost is noted."""
        kept = [self._kept(sheet, row) for row in sheet.options if row.keeps_minor is not None]
        self._words.setText(
            self.tr("You keep, after parts and labour cost")
            if kept
            else self.tr("No cost is noted. Edit a line to say what it costs you.")
        )
        self._options.show(kept)

    def _kept(self, sheet: QuoteSheet, row: OptionSheet) -> tuple[str, str, str]:
        amount = said.money(row.keeps_minor, sheet.quote.currency, decimals=False)
        return words.tier(row.option.position), amount, f"{row.keeps_percent}%"


class _Kept(QWidget):
    """Tier, amount and share."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.space("s1"))
        self._labels = [
            Label("", theme, "small", "ink_2"),
            Label("", theme, "small strong"),
            Label("", theme, "small", "ink_2"),
        ]
        for label in self._labels:
            row.addWidget(label)

    def show_row(self, row: tuple[str, str, str]) -> None:
        """Shows what is kept of an option."""
        for label, text in zip(self._labels, row, strict=True):
            label.setText(text)
