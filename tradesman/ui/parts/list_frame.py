"""A long list to look through: typed into, narrowed by chips, put in order, with what is picked at the side."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QEvent, QObject, QSignalBlocker, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from tradesman.ui.desk import Desk
from tradesman.ui.parts.listing_reader import ListingReader
from tradesman.ui.theme import Theme
from tradesman.ui.widgets.card import Card
from tradesman.ui.widgets.chips import ChipRow
from tradesman.ui.widgets.empty import EmptyState
from tradesman.ui.widgets.fields import LineField
from tradesman.ui.widgets.regions import mark_regions
from tradesman.ui.widgets.skeleton import Skeleton
from tradesman.ui.widgets.table import Table

SIDE = 320  # width of what is at the side
SEARCH = 232  # width of the search field
NARROW = 1100  # of the window, below which it is a sheet
_LOADING = 12  # rows that stand in for those on their way
_PAUSE = 120  # ms after the last key or move, before what is picked is asked for


@dataclass(frozen=True)
class ListParts:
    """What a page puts into the frame; the first chip shows all."""

    search: LineField
    chips: ChipRow
    table: Table
    side: QWidget
    nothing: EmptyState  # there is none yet
    not_found: EmptyState  # its button shows all
    below: QWidget | None = None  # what is said of the whole list
    search_width: int = SEARCH


class ListFrame(QWidget):
    """Lays a list out and moves in it; the page asks the book when the `view_changed`."""

    view_changed = Signal()
    ready = Signal(object)  # the listing that was read last
    paused = Signal()  # nobody has moved for a moment: what is picked can be shown
    sheet_asked = Signal(object)  # the row that shall be shown where there is no room at the side

    def __init__(self, desk: Desk, theme: Theme, parts: ListParts, order: str) -> None:
        """`order` is the key of the column by which the list is sorted at first."""
        super().__init__()
        self._theme, self._parts = theme, parts
        self.search, self.chips, self.table = parts.search, parts.chips, parts.table
        self._all = self.chips.value()
        self.order, self.backwards = order, False
        self._counted: dict[str, int | str] = {}
        self._count = 0
        self._wanted = True  # whether the side is shown where there is room
        self.table.set_sort(order, ascending=False)
        self.card = Card(theme, padding=1)
        self.card.body.addWidget(self.table)
        self.loading = Card(theme)
        self.loading.body.addWidget(Skeleton(_LOADING, theme), 0, Qt.AlignmentFlag.AlignTop)
        self._reader = ListingReader(desk, self)
        self._lay_out()
        self._listen()

    def _lay_out(self) -> None:
        looking = QWidget()
        above = QHBoxLayout(looking)
        above.setContentsMargins(0, 0, 0, 0)
        above.setSpacing(self._theme.space("s2"))
        above.addWidget(self.search)
        above.addWidget(self.chips, 1, Qt.AlignmentFlag.AlignVCenter)
        left = QVBoxLayout()
        left.setSpacing(12)
        left.addWidget(looking)
        for widget in (self.card, self.loading, self._parts.nothing, self._parts.not_found):
            left.addWidget(widget, 1)
            widget.hide()  # together they are higher than a small window
        if self._parts.below is not None:
            left.addWidget(self._parts.below)
        self.side = QWidget()
        side = QVBoxLayout(self.side)
        side.setContentsMargins(0, 0, 0, 0)
        side.addWidget(self._parts.side)
        middle = QHBoxLayout(self)
        middle.setContentsMargins(20, 12, 20, 16)
        middle.setSpacing(16)
        middle.addLayout(left, 1)
        middle.addWidget(self.side)
        mark_regions(looking, self.card, self.side)

    def _listen(self) -> None:
        self._reader.ready.connect(self.ready)
        self._reader.waits.connect(self.card.hide)
        self._reader.waits.connect(self.loading.show)
        self.search.changed.connect(self._on_view_changed)
        self.search.returnPressed.connect(self._on_return)
        self.search.installEventFilter(self)
        self.chips.picked.connect(self._on_view_changed)
        self.table.row_picked.connect(self._on_row_picked)
        self.table.sort_asked.connect(self._on_sort_asked)
        self._parts.not_found.acted.connect(self._on_show_all)
        self._theme.changed.connect(self._show_side)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE)
        self._pause.timeout.connect(self.paused)
        QShortcut(QKeySequence(Qt.Key.Key_Space), self.table, self._on_space, context=Qt.ShortcutContext.WidgetShortcut)

    # What the page calls

    @property
    def typed(self) -> str:
        """What is looked for."""
        return str(self.search.value())

    @property
    def group(self) -> str:
        """The key of the chip that is on."""
        return self.chips.value()

    @property
    def shows_all(self) -> bool:
        """Whether nothing is typed and no group is picked."""
        return not self.typed.strip() and self.group == self._all

    def read(self, listing: Any) -> None:
        """Reads a listing, beside the window where it is `slow`; it is told when it is `ready`."""
        self._reader.read(listing)

    def show_rows(self, count: int, fetch: Callable[[int, int], Sequence[Any]]) -> None:
        """Shows `count` rows that are fetched as they come into view, or why there is none."""
        self._count = count
        self.table.set_source(count, fetch)
        self.loading.hide()
        self.card.setVisible(count > 0)
        self._parts.nothing.setVisible(not count and self.shows_all)
        self._parts.not_found.setVisible(not count and not self.shows_all)
        if count and self.table.picked() is None:
            self.table.pick(0)
        self._on_row_picked(None)

    def set_counts(self, counts: Mapping[str, int | str]) -> None:
        """Shows how many each chip leaves."""
        self.chips.set_counts({key: count for key, count in counts.items() if self._counted.get(key) != count})
        self._counted |= counts  # a chip that changes is laid out anew: only those that do

    def to_show(self) -> Any:
        """The row that is shown at the side; None when none is picked, or the side is not seen."""
        self._pause.stop()
        return self.table.picked() if self.side.isVisible() else None

    def focus_search(self) -> None:
        """Puts the keyboard into the search field."""
        self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.search.selectAll()

    # Inside

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._show_side()

    def _has_room(self) -> bool:
        return self.window().width() >= self._theme.scaled(NARROW)

    def _show_side(self) -> None:
        self.search.setFixedWidth(self._theme.scaled(self._parts.search_width))
        self.side.setFixedWidth(self._theme.scaled(SIDE))
        self.side.setVisible(self._wanted and self._has_room() and self.table.picked() is not None)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """The arrows move in the table while one types."""
        if not isinstance(event, QKeyEvent) or event.type() != QEvent.Type.KeyPress:
            return False
        step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()), 0)
        if step and self._count:
            row = self.table.currentIndex().row() + step
            self.table.pick(max(0, min(row, self._count - 1)))
        return bool(step)

    def _on_view_changed(self) -> None:
        with QSignalBlocker(self.table):  # nothing is picked for a moment only
            self.table.clearSelection()
            self.table.setCurrentIndex(self.table.rows.index(-1, -1))
        self.view_changed.emit()

    def _on_show_all(self) -> None:
        self.chips.set_value(self._all)
        with QSignalBlocker(self.search):
            self.search.clear()
        self._on_view_changed()
        self.search.setFocus()

    def _on_sort_asked(self, key: str, _ascending: bool) -> None:
        """The order one wants most comes with the first click, its opposite with the second."""
        self.backwards = not self.backwards if key == self.order else False
        self.order = key
        self.table.set_sort(key, ascending=self.backwards)
        self._on_view_changed()

    def _on_return(self) -> None:
        row = self.table.picked()
        if row is not None:
            self.table.row_opened.emit(row)

    def _on_row_picked(self, _row: Any) -> None:
        self._pause.start()
        self._show_side()

    def _on_space(self) -> None:
        row = self.table.picked()
        if row is None:
            return
        if self._has_room():
            self._wanted = not self._wanted
            self._show_side()
            self.paused.emit()
        else:
            self.sheet_asked.emit(row)
