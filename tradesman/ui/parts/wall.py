"""Cards side by side, each put where its column is shortest."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from tradesman.ui.theme import Theme

_LEAST = 344  # a card with its badge and buttons side by side
_MOST = 3


class Wall(QWidget):
    """A wall of cards; it grows as high as the longest column."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._cards: list[Any] = []
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setProperty("role", "scrolled")

    def hang(self, cards: Sequence[QWidget]) -> None:
        """Shows these cards in this order."""
        self._cards = list(cards)
        self._place()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self._place()

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.LayoutRequest:
            self._place()
        return super().event(event)

    def _place(self) -> None:
        gap = self._theme.space("s3")
        columns = min(max(1, (self.width() + gap) // (self._theme.scaled(_LEAST) + gap)), _MOST)
        width = (self.width() - gap * (columns - 1)) // columns
        heights = [0] * columns
        for card in self._cards:
            place = heights.index(min(heights))
            height = card.heightForWidth(width) if card.hasHeightForWidth() else card.sizeHint().height()
            card.setGeometry(place * (width + gap), heights[place], width, height)
            heights[place] += height + gap
        self.setMinimumHeight(max(0, max(heights) - gap))
