"""The columns side by side: where there is no room for all, the row scrolls sideways, also under a dragged card."""

from collections.abc import Sequence

from PySide6.QtCore import QPoint, QTimer
from PySide6.QtWidgets import QHBoxLayout, QWidget

from tradesman.ui.parts.board_column import Lane
from tradesman.ui.theme import Theme
from tradesman.ui.widgets.scroll import Scroll

LEAST = 156  # width of a column
EDGE = 40  # how near to an edge a dragged card lets the board scroll
STEP = 12  # pixels at a time
EVERY_MS = 25


class BoardRow(Scroll):
    """Seven columns of one width; near an edge a dragged card scrolls the row, and the column it is over."""

    def __init__(self, lanes: Sequence[Lane], theme: Theme) -> None:
        super().__init__(down=False, across=True)
        self._lanes, self._theme = tuple(lanes), theme
        self._at = QPoint()
        self._timer = QTimer(self)
        self._timer.setInterval(EVERY_MS)
        self._timer.timeout.connect(self.scroll_on)
        inner = QWidget()
        row = QHBoxLayout(inner)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.space("s2"))
        for lane in lanes:
            row.addWidget(lane, 1)
        self.setObjectName("board_row")
        self.show_content(inner)
        theme.changed.connect(self._fit)
        self._fit()

    def follow(self, place: QPoint) -> None:
        """A card is dragged over this place of the screen."""
        self._at = place
        if not self._timer.isActive():
            self._timer.start()

    def let_go(self) -> None:
        """Nothing is dragged over the board any more."""
        self._timer.stop()

    def scroll_on(self) -> None:
        """One step towards the edge that the dragged card is near."""
        here = self.viewport().mapFromGlobal(self._at)
        bar = self.horizontalScrollBar()
        bar.setValue(bar.value() + _step(here.x(), self.viewport().width()))
        for lane in self._lanes:
            view = lane.list.viewport()
            inside = view.mapFromGlobal(self._at)
            if 0 <= inside.x() < view.width():
                bar = lane.list.verticalScrollBar()
                bar.setValue(bar.value() + _step(inside.y(), view.height()))

    def _fit(self) -> None:
        for lane in self._lanes:
            lane.setMinimumWidth(self._theme.scaled(LEAST))


def _step(place: int, length: int) -> int:
    if place < EDGE:
        return -STEP
    return STEP if place > length - EDGE else 0
