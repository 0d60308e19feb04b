"""One stage of the board: its name, how many and how much, and its cards; and the tray of what was lost."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from tradesman.services import cards
from tradesman.services.pipeline import BoardColumn
from tradesman.services.standings import Standing
from tradesman.ui import format as say
from tradesman.ui.parts import board_words
from tradesman.ui.theme import Theme
from tradesman.ui.widgets.buttons import Button
from tradesman.ui.widgets.card_delegate import CardItem
from tradesman.ui.widgets.card_list import CardList
from tradesman.ui.widgets.labels import ElidedLabel, Label
from tradesman.ui.widgets.picture import Picture

_CAPPED = cards.MOST


class Lane(QFrame):
    """The frame around a list of cards; `slot` says what dropping a card of a key here would ask for."""

    more_asked = Signal()
    list_asked = Signal()

    def __init__(self, standing: Standing, theme: Theme, slot: Callable[[str, Standing], str]) -> None:
        super().__init__()
        self.standing, self._theme = standing, theme
        self.setObjectName(f"lane_{standing}")
        self.setProperty("card", "alt")
        lying = standing == Standing.WIN_BACK
        title = board_words.heading(standing)
        self.list = CardList(theme, lambda key: slot(key, standing), lying=lying, words=title, name=f"cards_{standing}")
        self._title = ElidedLabel(title, theme, "small strong")
        self._count = Label("", theme, "small", "ink_2", name=f"count_{standing}")
        self._sum = ElidedLabel("", theme, "caption" if lying else "small", "ink_2", name=f"sum_{standing}")
        self._more = Button("", theme, "quiet", compact=True, name=f"more_{standing}")
        self._more.clicked.connect(self.more_asked)
        column = QVBoxLayout(self)
        column.setContentsMargins(2 if lying else 0, 0, 2 if lying else 0, 4 if lying else 1)
        column.setSpacing(0)
        column.addWidget(self._tray_head() if lying else self._head())
        column.addWidget(self.list, 1)
        if not lying:
            column.addWidget(self._more)
        theme.changed.connect(self._fit)
        self.list.horizontalScrollBar().rangeChanged.connect(self._fit)
        self._fit()

    def show_column(self, column: BoardColumn, items: Sequence[CardItem], currency: str) -> None:
        """Shows the cards of the stage, how many there are and what they come to."""
        some = "+" if column.count >= _CAPPED else ""
        self._count.setText(f"{column.count}{some}")
        total = say.money(column.sum_minor, currency, decimals=False) + some if column.sum_minor is not None else ""
        if column.standing == Standing.WIN_BACK:
            comes = self.tr("Each comes back to Today on its own date")
            comes_to = f"{total}. {comes}" if total else comes
            self._sum.setText(comes_to if column.count else self.tr("Nothing was lost lately"))
        else:
            self._sum.setText(total or self.tr("no price yet"))
        self.list.set_items(items)
        self._more.setText(self.tr("+ %s more") % column.hidden)
        self._more.setAccessibleName(self.tr("{0} more in {1}").format(column.hidden, self._title.text()))
        self._more.setVisible(column.hidden > 0 and column.standing != Standing.WIN_BACK)

    def _head(self) -> QWidget:
        head = QWidget()
        rows = QVBoxLayout(head)
        rows.setContentsMargins(10, 8, 10, 3)
        rows.setSpacing(0)
        first = QHBoxLayout()
        first.setSpacing(self._theme.space("s2"))
        first.addWidget(self._title, 1)
        first.addWidget(self._count)
        rows.addLayout(first)
        rows.addWidget(self._sum)
        return head

    def _tray_head(self) -> QWidget:
        head = QWidget()
        row = QHBoxLayout(head)
        row.setContentsMargins(10, 8, 10, 3)
        row.setSpacing(self._theme.space("s2"))
        row.addWidget(Picture("rotate-ccw", self._theme, "ink", 16))
        row.addWidget(self._title)
        row.addWidget(self._count)
        row.addStretch(1)
        row.addWidget(self._sum)
        whole = Button(self.tr("Win-back list"), self._theme, "quiet", compact=True, name="win_back_list")
        whole.clicked.connect(self.list_asked)
        row.addWidget(whole)
        return head

    def _fit(self) -> None:
        if self.standing == Standing.WIN_BACK:
            bar = self.list.horizontalScrollBar()
            self.list.setFixedHeight(self.list.delegate.height() + (bar.sizeHint().height() if bar.maximum() else 0))
