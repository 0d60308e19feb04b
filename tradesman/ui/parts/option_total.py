"""What an option costs in all: it stays in sight while the lines above it are scrolled."""

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QPoint, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QHBoxLayout, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from tradesman.services.quote_sheets import OptionSheet, QuoteSheet
from tradesman.ui import format as said
from tradesman.ui import words
from tradesman.ui.theme import Theme
from tradesman.ui.widgets.labels import Label
from tradesman.ui.widgets.polish import set_look

_SIDE = 10
_MOVES = frozenset({QEvent.Type.Move, QEvent.Type.Resize, QEvent.Type.LayoutRequest, QEvent.Type.Show})


class OptionTotal(QFrame):
    """The last line of a column; where that is below the fold it lies over the column, at the fold.

    `place` is its place in the column's layout, `above` what it never covers.
    """

    def __init__(self, number: int, theme: Theme, column: QWidget, above: QWidget) -> None:
        super().__init__(column)
        self._theme, self._column, self._above = theme, column, above
        self._area: QScrollArea | None = None
        self._words = Label(self.tr("Total"), theme, "strong")
        self._note = Label("", theme, "caption", "ink_3", wrap=True)
        self._total = Label("", theme, "title", tabular=True, name=f"option_total_{number}")
        self._left = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._left.addWidget(self._words)
        self._left.addWidget(self._note, 1)
        self._next = Label("", theme, "small", "ink_2", tabular=True, name=f"option_next_{number}")
        self._next.setAlignment(Qt.AlignmentFlag.AlignRight)
        row = QHBoxLayout()
        row.setSpacing(theme.space("s2"))
        row.addLayout(self._left, 1)
        row.addWidget(self._total)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(_SIDE, 4, _SIDE, 6)
        whole.setSpacing(0)
        whole.addLayout(row)
        whole.addWidget(self._next)
        self.place = _Place(self)
        for watched in (column, above, self.place):
            watched.installEventFilter(self)

    def show_option(self, sheet: QuoteSheet, shown: OptionSheet) -> None:
        """Shows what an option costs, and what is in it."""
        taxed = any(rate.rate_bp for rate in shown.totals.by_rate)
        notes = (
            self.tr("%s included") % sheet.tax_label if taxed else "",
            self.tr("without extras") if any(line.extra for line in shown.option.lines) else "",
        )
        self._total.setText(said.money(shown.totals.total_minor, sheet.quote.currency))
        self._note.setText(", ".join(note for note in notes if note))
        self._next.setText(_next(sheet, shown))
        # Beside an option that has a next one, the last has the same room, so that the totals stand in one line.
        self._next.setVisible(any(row.next_minor is not None for row in sheet.options))
        self.place.updateGeometry()

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        left = self._words.sizeHint().height()
        if self._stacks(width):
            left += self._note.heightForWidth(self._left_room(width))
        next_height = 0 if self._next.isHidden() else self._next.sizeHint().height()
        return max(left, self._total.sizeHint().height()) + next_height + 10

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        stacks = self._stacks(self.width())
        self._left.setDirection(QBoxLayout.Direction.TopToBottom if stacks else QBoxLayout.Direction.LeftToRight)
        self._left.setSpacing(0 if stacks else self._theme.space("s2"))

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._area is None:
            self._area = self._find_area()
            if self._area is not None:
                self._area.verticalScrollBar().valueChanged.connect(self._settle)
                self._area.viewport().installEventFilter(self)
        self._settle()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in _MOVES:
            self._settle()
        return False

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self.property("surface"):
            painter = QPainter(self)
            painter.fillRect(0, 0, self.width(), 1, self._theme.colour("border"))
            painter.end()

    def _left_room(self, width: int) -> int:
        return width - 2 * _SIDE - self._theme.space("s2") - self._total.sizeHint().width()

    def _stacks(self, width: int) -> bool:
        """Whether the small words go below "Total", for want of room beside it."""
        beside = self._words.sizeHint().width() + self._theme.space("s2") + self._note.sizeHint().width()
        return bool(self._note.text()) and beside > self._left_room(width)

    def _find_area(self) -> QScrollArea | None:
        above = self._column.parentWidget()
        while above is not None and not isinstance(above, QScrollArea):
            above = above.parentWidget()
        return above

    def _settle(self) -> None:
        own = self.place.mapTo(self._column, QPoint())
        top = own.y()
        if self._area is not None:
            view = self._area.viewport()
            fold = self._column.mapFrom(view.window(), view.mapTo(view.window(), QPoint(0, view.height()))).y()
            least = self._above.mapTo(self._column, QPoint(0, self._above.height())).y()
            top = max(min(top, fold - self.place.height()), min(least, top))
        set_look(self, "surface", "alt" if top < own.y() else "")
        self.setGeometry(own.x(), top, self.place.width(), self.place.height())
        self.raise_()


def _next(sheet: QuoteSheet, shown: OptionSheet) -> str:
    """What the next option costs more: "+£1,057 for Better"."""
    after = next((row.option for row in sheet.options if row.option.position > shown.option.position), None)
    if shown.next_minor is None or after is None:
        return ""
    amount = said.money(shown.next_minor, sheet.quote.currency, decimals=False)
    sign = "+" if shown.next_minor >= 0 else ""
    return QCoreApplication.translate("OptionTotal", "{0}{1} for {2}").format(sign, amount, words.tier(after.position))


class _Place(QWidget):
    """Keeps the room for the total in the column."""

    def __init__(self, total: OptionTotal) -> None:
        super().__init__()
        self._total = total
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def sizeHint(self) -> QSize:
        return self._total.sizeHint()

    def minimumSizeHint(self) -> QSize:
        return self._total.minimumSizeHint()

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return self._total.heightForWidth(width)
