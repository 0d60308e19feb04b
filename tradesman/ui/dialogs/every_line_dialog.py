"""Every line of every option, for a customer who asks; the presentation stays behind it."""

from typing import Any

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from tradesman.ui.theme import Theme
from tradesman.ui.widgets.card import Separator
from tradesman.ui.widgets.labels import Label
from tradesman.ui.widgets.sheet import Sheet

_WIDTH = 860
_RIGHT = Qt.AlignmentFlag.AlignRight


def _tr(text: str) -> str:
    return QCoreApplication.translate("present", text)


class EveryLineDialog(Sheet):
    """Words, quantity, price and amount as they stand on paper, an option below the other; no cost is among them."""

    def __init__(self, window: QWidget, theme: Theme, printed: dict[str, Any]) -> None:
        """`printed` is what `quote_paper.data` makes of the quote."""
        super().__init__(window, _tr("Every line"), theme, width=theme.scaled(_WIDTH), name="every_line")
        self._words = printed["words"]
        grid = QGridLayout()
        grid.setHorizontalSpacing(theme.space("s5"))
        grid.setVerticalSpacing(6)
        grid.setColumnStretch(0, 1)
        self._grid, self._row = grid, 0
        for option in printed["options"]:
            self._add_option(option)
        self.body.addLayout(grid)
        self.set_main(_tr("Back to the options"))
        self.accepted.connect(self.finish)

    def _add_option(self, option: dict[str, Any]) -> None:
        theme = self._theme
        if self._row:
            self._grid.setRowMinimumHeight(self._row, 16)
            self._row += 1
        self._grid.addWidget(Label(option["heading"], theme, "title", wrap=True), self._row, 0, 1, 4)
        self._row += 1
        said = self._words
        self._add(("", said["quantity"], said["each"], option["amount_title"]), "caption", "ink_3")
        self._rule()
        for line in option["lines"]:
            self._add((line["words"], line["quantity"], line["each"], line["amount"]), "body", "ink")
        for extra in option["extras"]:
            self._add((f"{said['extras']}: {extra['words']}", "", "", extra["amount"]), "body", "ink_2")
        self._rule()
        for words, amount in option["sums"]:
            self._add(("", "", words, amount), "body", "ink_2")
        self._add(("", "", said["total"], option["total"]), "strong", "ink")

    def _add(self, cells: tuple[str, str, str, str], role: str, tone: str) -> None:
        for column, text in enumerate(cells):
            if text:
                label = Label(text, self._theme, role, tone, wrap=column == 0, tabular=column > 0)
                label.setAlignment(Qt.AlignmentFlag.AlignTop | (_RIGHT if column else Qt.AlignmentFlag.AlignLeft))
                self._grid.addWidget(label, self._row, column)
        self._row += 1

    def _rule(self) -> None:
        self._grid.addWidget(Separator(), self._row, 0, 1, 4)
        self._row += 1
