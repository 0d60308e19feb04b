"""A view on what is larger than its room, with no frame of its own."""

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QLayout, QScrollArea, QWidget


def bring_into_sight(widget: QWidget, below: int = 0) -> None:
    """Scrolls the view in which a widget stands so far that it can be seen, with so many pixels below it."""
    above = widget.parentWidget()
    while above is not None and not isinstance(above, QScrollArea):
        above = above.parentWidget()
    if above is not None and widget.isVisible():
        above.ensureWidgetVisible(widget, 0, below)


class Scroll(QScrollArea):
    """Scrolls `down`, `across`, or both; Tab goes through what is in it and never stops at the view itself."""

    def __init__(self, content: QWidget | None = None, *, down: bool = True, across: bool = False) -> None:
        super().__init__()
        off = Qt.ScrollBarPolicy.ScrollBarAlwaysOff
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        if not down:
            self.setVerticalScrollBarPolicy(off)
        if not across:
            self.setHorizontalScrollBarPolicy(off)
        if content is not None:
            self.show_content(content)

    def show_content(self, content: QWidget) -> None:
        """Shows something, in place of what was there."""
        content.setProperty("role", "scrolled")
        self.setWidget(content)

    def pad(self, column: QLayout, left: int, top: int, right: int, bottom: int) -> None:
        """Gives the content its margins; the bar stands in the one at the right and moves nothing."""
        self._padded = column, (left, top, right, bottom)
        self.verticalScrollBar().rangeChanged.connect(self._leave_room)
        self._leave_room()

    def _leave_room(self) -> None:
        """The bar is asked for each time: what stood for it may be gone while the view is not."""
        column, (left, top, right, bottom) = self._padded
        bar = self.verticalScrollBar()
        taken = bar.sizeHint().width() if bar.maximum() > 0 else 0
        column.setContentsMargins(left, top, max(right - taken, 0), bottom)

    def arrange(self) -> None:
        """Puts the parts where there is room for them, with another width or text size; who arranges fills this in."""

    def resizeEvent(self, event: QResizeEvent) -> None:
        self.arrange()  # first, or the old arrangement would ask for a bar
        super().resizeEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:  # another text size
            self.arrange()
