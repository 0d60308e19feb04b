"""How a quote is paid: a row for each step with its share, which together are the whole."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from tradesman.services.payments import Step
from tradesman.ui import format as said
from tradesman.ui.theme import Theme
from tradesman.ui.widgets.buttons import Button, IconButton
from tradesman.ui.widgets.fields import LineField
from tradesman.ui.widgets.labels import Label
from tradesman.ui.widgets.polish import set_look
from tradesman.ui.widgets.switches import CheckField

_SHARE = 90
_WHOLE = 10_000


class PaymentsBox(QWidget):
    """Without a row all is paid at the end; the first row may be the deposit, due on acceptance."""

    def __init__(self, theme: Theme, steps: Sequence[Step], offered: Sequence[Step]) -> None:
        super().__init__()
        self._theme, self._offered = theme, tuple(offered)
        self._rows: list[_StepRow] = []
        self._list = QVBoxLayout()
        self._list.setSpacing(theme.space("s2"))
        self._deposit = CheckField(self.tr("The first is a deposit, due on acceptance"), theme, name="deposit")
        self._sum = Label("", theme, "small", "ink_2", wrap=True, name="payments_sum")
        self._add = Button(self.tr("Add a payment"), theme, "plain", "plus", compact=True, name="payment_add")
        self._again = Button(
            self.tr("As in the last quote"), theme, "quiet", "copy", compact=True, name="payment_again"
        )
        self._add.clicked.connect(self._on_add)
        self._again.clicked.connect(self._on_again)
        buttons = QHBoxLayout()
        buttons.addWidget(self._add)
        buttons.addWidget(self._again)
        buttons.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.space("s1"))
        column.addWidget(Label(self.tr("Payments"), theme, "small strong"))
        for part in (self._list, buttons):
            column.addLayout(part)
        column.insertWidget(2, self._deposit)
        column.addWidget(self._sum)
        self._put(steps)

    def check(self) -> bool:
        """Shows every fault, and tells whether there is none."""
        faults = [row.check() for row in self._rows]
        return all(faults) and self._show_sum()

    def steps(self) -> tuple[Step, ...]:
        """What stands in the rows; to be read once they were checked."""
        return tuple(
            Step(row.words.value(), said.read_percent(row.share.value()), deposit=number == 0 and self._is_deposit())
            for number, row in enumerate(self._rows)
        )

    def _is_deposit(self) -> bool:
        return self._deposit.value()

    def _put(self, steps: Sequence[Step]) -> None:
        for step in steps:
            self._add_row(step.words, said.percent(step.share_bp))
        self._deposit.set_value(bool(steps) and steps[0].deposit)
        self._show_sum()

    def _add_row(self, words: str, share: str) -> None:
        row = _StepRow(len(self._rows), self._theme)
        row.words.set_value(words)
        row.share.set_value(share)
        row.share.changed.connect(self._show_sum)
        row.remove.clicked.connect(lambda: self._on_remove(row))
        self._rows.append(row)
        self._list.addWidget(row)
        row.show()  # the layout would show it later, and a hidden row cannot take the focus
        QWidget.setTabOrder(row.remove, self._deposit)

    def _shares(self) -> list[int]:
        found = []
        for row in self._rows:
            try:
                found.append(said.read_percent(row.share.value()))
            except ValueError:
                found.append(0)
        return found

    def _show_sum(self) -> bool:
        """Says what the shares come to; whether that can be."""
        whole = sum(self._shares())
        right = not self._rows or whole == _WHOLE
        self._again.setVisible(not self._rows and bool(self._offered))
        self._deposit.setVisible(bool(self._rows))
        if not self._rows:
            self._sum.setText(self.tr("All of it is paid at the end."))
        elif right:
            self._sum.setText(self.tr("Together 100 %."))
        else:
            together = self.tr("The payments come to {0}. Together they must be 100 %.")
            self._sum.setText(together.format(said.percent(whole)))
        self._sum.set_tone("ink_2" if right else "danger")
        return right

    def _on_add(self) -> None:
        left = max(_WHOLE - sum(self._shares()), 0)
        words = self.tr("On completion") if self._rows else self.tr("On acceptance")
        first = not self._rows
        self._add_row(words, said.percent(left) if self._rows else "")
        if first:
            self._deposit.set_value(True)
        self._show_sum()
        self._rows[-1].share.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_again(self) -> None:
        self._put(self._offered)

    def _on_remove(self, row: "_StepRow") -> None:
        self._rows.remove(row)
        row.hide()
        row.deleteLater()
        self._show_sum()
        self._add.setFocus(Qt.FocusReason.OtherFocusReason)


class _StepRow(QWidget):
    """When, and which share."""

    def __init__(self, number: int, theme: Theme) -> None:
        super().__init__()
        self.words = LineField(theme, placeholder=self.tr("When is it due?"), name=f"payment_words_{number}")
        self.words.setAccessibleName(self.tr("When is it due?"))
        self.share = LineField(theme, placeholder=self.tr("30 %"), name=f"payment_share_{number}")
        self.share.setAccessibleName(self.tr("Share in percent"))
        self.share.setFixedWidth(theme.scaled(_SHARE))
        self.remove = IconButton("x", self.tr("Remove this payment"), theme, name=f"payment_remove_{number}")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.space("s2"))
        row.addWidget(self.words, 1)
        row.addWidget(self.share)
        row.addWidget(self.remove)

    def check(self) -> bool:
        """Marks what is missing or cannot be read."""
        wrong = {
            self.words: not self.words.value(),
            self.share: bool(said.fault(said.read_percent, self.share.value())),
        }
        for field, is_wrong in wrong.items():
            set_look(field, "state", "error" if is_wrong else "")
        return not any(wrong.values())
