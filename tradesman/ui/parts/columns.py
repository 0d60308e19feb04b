"""Cards side by side; where there is less room, in fewer columns."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from tradesman.ui.theme import Theme
from tradesman.ui.widgets.scroll import Scroll


@dataclass(frozen=True)
class Arrangement:
    """Which cards stand in which column, and the least width this is for; `shares` says how wide the columns are."""

    least: int
    shares: tuple[int, ...]
    columns: tuple[tuple[QWidget, ...], ...]


class Columns(Scroll):
    """The scrolled middle of a page: something above, and cards below it, arranged as the width allows.

    The arrangements are given from wide to narrow, with the cards in the same order, which is the order of Tab.
    """

    def __init__(self, theme: Theme, above: QWidget, arrangements: Sequence[Arrangement]) -> None:
        super().__init__(across=True)
        self._theme, self._arrangements = theme, arrangements
        self._now: Arrangement | None = None
        self._row = QHBoxLayout()
        self._row.setSpacing(theme.space("s3"))
        self._columns = [QVBoxLayout() for _ in range(max(len(found.columns) for found in arrangements))]
        for column in self._columns:
            column.setSpacing(theme.space("s3"))
            column.addStretch(1)
            self._row.addLayout(column)
        self.content = QWidget()
        whole = QVBoxLayout(self.content)
        whole.setContentsMargins(20, 12, 20, 12)
        whole.setSpacing(theme.space("s3"))
        whole.addWidget(above)
        whole.addLayout(self._row)
        whole.addStretch(1)
        self.show_content(self.content)
        self.arrange()

    def arrange(self) -> None:
        # Decided by the whole width: a bar that comes and goes must not turn the columns to and fro.
        fits = (found for found in self._arrangements if self._theme.scaled(found.least) <= self.width())
        wanted = next(fits, self._arrangements[-1])
        if wanted is self._now:
            return
        # removeWidget and not takeAt: an item that Python keeps would hold on to the card's old sizes.
        for number, cards in enumerate(self._now.columns if self._now is not None else ()):
            for card in cards:
                self._columns[number].removeWidget(card)
        for number, cards in enumerate(wanted.columns):
            for place, card in enumerate(cards):
                self._columns[number].insertWidget(place, card)
        for number in range(len(self._columns)):
            self._row.setStretch(number, wanted.shares[number] if number < len(wanted.shares) else 0)
        self._now = wanted
