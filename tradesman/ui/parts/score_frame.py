"""The middle of the scorecard: the six steps above, and below them as many cards in a row as there is room for."""

from collections.abc import Sequence

from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from tradesman.ui.parts.score_cards import ScoreCard
from tradesman.ui.parts.score_overview import ScoreOverview
from tradesman.ui.theme import Theme
from tradesman.ui.widgets.scroll import Scroll

_CARD = 252  # the least width of a card
_MARGIN = 20
_MOST = 4


class ScoreFrame(Scroll):
    """Cards of one row are of one height."""

    def __init__(self, theme: Theme, overview: ScoreOverview, whys: QWidget, cards: Sequence[ScoreCard]) -> None:
        super().__init__()
        self._theme, self._overview, self._cards = theme, overview, list(cards)
        self._columns = 0
        self._grid = QGridLayout()
        self._grid.setSpacing(theme.space("s3"))
        content = QWidget()
        column = QVBoxLayout(content)
        column.setSpacing(theme.space("s3"))
        column.addWidget(overview)
        column.addWidget(whys)
        column.addLayout(self._grid)
        column.addStretch(1)
        self.show_content(content)
        self.pad(column, _MARGIN, 12, _MARGIN, 16)
        self.arrange()

    def arrange(self) -> None:
        room, gap = self.width() - 2 * _MARGIN, self._theme.space("s3")
        self._overview.fit(room)
        fit = (room + gap) // (self._theme.scaled(_CARD) + gap)
        columns = _MOST if fit >= _MOST else 2  # three would leave a hole
        if columns == self._columns:
            return
        for card in self._cards:
            self._grid.removeWidget(card)
        for number, card in enumerate(self._cards):
            self._grid.addWidget(card, number // columns, number % columns)
        for number in range(_MOST):
            self._grid.setColumnStretch(number, 1 if number < columns else 0)
        self._columns = columns
