"""The frame of Today: the list at the left, the side at the right, one scroll bar at the window's edge for both."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QSize, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from tradesman.ui.desk import Desk
from tradesman.ui.theme import Theme
from tradesman.ui.widgets.buttons import Button
from tradesman.ui.widgets.scroll import Scroll
from tradesman.ui.widgets.text import RIGHT, draw_line, text_width

if TYPE_CHECKING:
    from tradesman.ui.aside import Aside
    from tradesman.ui.parts.today_side import TodaySide

SIDE = 288  # width of the side
NARROW = 1100  # of the window, below which the side leaves
_EDGE = 20  # page padding
_GAP = 16


class SideFrame(Scroll):
    """Makes the side when it is first seen, after the list."""

    scorecard_asked = Signal()

    def __init__(self, desk: Desk, theme: Theme, page: QWidget) -> None:
        super().__init__()
        self._desk, self._theme, self._page = desk, theme, page
        self.narrow = False
        self.side: TodaySide | None = None
        self._aside: Aside | None = None
        inner = QWidget()
        self.column = QVBoxLayout()
        self.column.setContentsMargins(0, 4, 0, _EDGE)
        self._place = QVBoxLayout()
        self._place.setContentsMargins(0, 10, 0, _EDGE)
        self._row = QHBoxLayout(inner)
        self._row.setSpacing(_GAP)
        self._row.addLayout(self.column, 1)
        self._row.addLayout(self._place)
        self.show_content(inner)
        self.pad(self._row, _EDGE, 0, _EDGE, 0)
        theme.changed.connect(self._fit)

    def fit(self, width: int) -> None:
        """Fit a window of this width."""
        self.narrow = width < self._theme.scaled(NARROW)
        self._fit()
        if not self.narrow and self.side is None and self._aside is not None:
            self.refresh()

    def refresh(self) -> None:
        """Brings the side up to date, and makes it the first time."""
        if not self.narrow and self.side is None:
            from tradesman.ui.parts.today_side import TodaySide  # the list comes first

            self.side = TodaySide(self._desk, self._theme, self._asked_aside())
            self.side.stuck.asked.connect(self.scorecard_asked)
            self._place.addWidget(self.side)
            self._fit()
        if self.side is not None and not self.narrow:
            self.side.refresh()

    def open_sheet(self) -> None:
        """Shows the side as a sheet."""
        from tradesman.ui.dialogs.today_side_dialog import TodaySideDialog  # only a narrow window needs it

        dialog = TodaySideDialog(self.window(), self._desk, self._theme, self._asked_aside())
        dialog.scorecard_asked.connect(self.scorecard_asked)
        dialog.open()

    def _asked_aside(self) -> "Aside":
        from tradesman.ui.aside import Aside
        from tradesman.ui.parts import today_side

        if self._aside is None:
            self._aside = Aside(self._desk, today_side.question, today_side.ABOUT, self._page)
        return self._aside

    def _fit(self) -> None:
        self._row.setSpacing(0 if self.narrow else _GAP)
        if self.side is not None:
            self.side.setFixedWidth(self._theme.scaled(SIDE))
            self.side.setVisible(not self.narrow)
            self._row.setSpacing(0 if self.narrow else _GAP)
            self._place.setContentsMargins(0, 10, 0, _EDGE)
        elif not self.narrow:
            self._place.setContentsMargins(self._theme.scaled(SIDE), 10, 0, _EDGE)  # its room, until it is there
        else:
            self._place.setContentsMargins(0, 0, 0, 0)


class DoneButton(Button):
    """Quiet words that open what was done, set flush with the edge of the list."""

    def __init__(self, theme: Theme, *, name: str = "") -> None:
        super().__init__("", theme, "quiet", compact=True, name=name)

    def sizeHint(self) -> QSize:
        words = text_width(self.text(), self._theme.font("small")) + self._theme.space("s2")
        return QSize(words, super().sizeHint().height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        theme = self._theme
        font = theme.font("small")
        font.setUnderline(self.underMouse())
        painter = QPainter(self)
        rect = QRect(0, 0, self.width(), self.height())
        draw_line(painter, rect, self.text(), font, theme.colour("ink_2"), RIGHT)
        painter.end()
