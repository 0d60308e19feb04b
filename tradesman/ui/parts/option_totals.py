"""The foot of an option: guarantee, how long it takes, discount, and what is added up."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from tradesman.services.quote_sheets import OptionSheet, QuoteSheet
from tradesman.ui import format as said
from tradesman.ui.parts.in_place import InPlace
from tradesman.ui.parts.rows import RowPool
from tradesman.ui.theme import Theme
from tradesman.ui.widgets.card import Separator
from tradesman.ui.widgets.labels import Label
from tradesman.ui.widgets.polish import set_look

RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


class OptionTotals(QFrame):
    """What is agreed beside the lines, then net and tax per rate; the total stands below."""

    committed = Signal(dict)
    discounted = Signal(int)

    def __init__(self, number: int, theme: Theme) -> None:
        super().__init__()
        self._theme, self._currency = theme, "GBP"
        self._refused = False  # whether the discount that was typed stands there, and could not be taken
        self.setProperty("surface", "foot")
        column = QVBoxLayout(self)
        column.setContentsMargins(10, 4, 10, 0)
        column.setSpacing(theme.space("s1"))
        column.addLayout(self._build_terms(number))
        column.addWidget(Separator())
        sums = QVBoxLayout()
        sums.setSpacing(0)
        self._sums: RowPool[tuple[str, str]] = RowPool(sums, lambda _number: _Sum(theme))
        column.addLayout(sums)
        self._fault = Label("", theme, "small", "danger", wrap=True, name=f"option_discount_fault_{number}")
        self._fault.hide()
        column.addWidget(self._fault)

    def show_option(self, sheet: QuoteSheet, shown: OptionSheet, *, locked: bool) -> None:
        """Shows an option's terms and sums."""
        option, currency = shown.option, sheet.quote.currency
        self._currency = currency
        self._guarantee.set_value(option.guarantee)
        self._takes.set_value(option.takes)
        if not self._refused:
            amount = said.plain_amount(option.discount_minor, currency) if option.discount_minor else ""
            self._discount.set_value(amount)
        for field in (self._guarantee, self._takes, self._discount):
            field.setReadOnly(locked)
        taxes = [
            (f"{sheet.tax_label} {said.percent(rate.rate_bp)}", said.money(rate.tax_minor, currency))
            for rate in shown.totals.by_rate
            if rate.rate_bp
        ]
        self._sums.show([(self.tr("Net"), said.money(shown.totals.net_minor, currency)), *taxes])

    def go_to_discount(self) -> None:
        """Puts the keyboard into the discount."""
        self._discount.setFocus(Qt.FocusReason.OtherFocusReason)
        self._discount.selectAll()

    def refuse(self, fault: str) -> None:
        """Keeps the discount that was typed, marked, with what is wrong with it."""
        self._fault.setText(self.tr("“{0}” was not taken. {1}").format(self._discount.text(), fault))
        self._mark(refused=True)

    def _mark(self, *, refused: bool) -> None:
        self._refused = refused
        set_look(self._discount, "state", "error" if refused else "")
        self._fault.setVisible(refused)

    def _build_terms(self, number: int) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(self._theme.space("s2"))
        grid.setVerticalSpacing(0)
        grid.setContentsMargins(0, 0, -6, 0)  # the words, not their frames, stand in line with the amounts
        grid.setColumnStretch(1, 1)
        self._guarantee = self._field(
            grid, 0, self.tr("Guarantee"), self.tr("How long, on what"), f"guarantee_{number}"
        )
        self._takes = self._field(grid, 1, self.tr("Takes"), self.tr("How long"), f"takes_{number}")
        self._discount = self._field(grid, 2, self.tr("Discount"), self.tr("None, 50 or 10 %"), f"discount_{number}")
        self._guarantee.committed.connect(lambda text: self.committed.emit({"guarantee": text}))
        self._takes.committed.connect(lambda text: self.committed.emit({"takes": text}))
        self._discount.committed.connect(self._on_discount)
        return grid

    def _field(self, grid: QGridLayout, row: int, words: str, placeholder: str, name: str) -> InPlace:
        field = InPlace(self._theme, words, placeholder=placeholder, name=f"option_{name}")
        field.setAlignment(RIGHT)
        label = Label(words, self._theme, "small", "ink_2")
        label.setBuddy(field)
        grid.addWidget(label, row, 0)
        grid.addWidget(field, row, 1)
        return field

    def _on_discount(self, text: str) -> None:
        try:
            if text.endswith("%"):
                share, amount = said.read_percent(text), 0
            else:
                share, amount = 0, abs(said.read_money(text or "0", self._currency))
        except ValueError as fault:
            self.refuse(str(fault))
            return
        self._mark(refused=False)
        if share:
            self.discounted.emit(share)
        else:
            self.committed.emit({"discount_minor": amount})


class _Sum(QWidget):
    """Words at the left, an amount at the right."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._words = Label("", theme, "small", "ink_2")
        self._amount = Label("", theme, "small", "ink_2", tabular=True)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self._words)
        row.addStretch(1)
        row.addWidget(self._amount)

    def show_row(self, row: tuple[str, str]) -> None:
        """Shows a sum."""
        self._words.setText(row[0])
        self._amount.setText(row[1])
