"""A grid of days and hours with entries in it: walked by keys, moved and stretched by keys and mouse alike."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QContextMenuEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from tradesman.ui.theme import Theme
from tradesman.ui.widgets import grid_keys
from tradesman.ui.widgets.day_layout import lanes
from tradesman.ui.widgets.entry_block import BOTTOM, WHOLE, Block, EntryBlock
from tradesman.ui.widgets.grid_marks import Column, Ghost, NowLine, paint_hours
from tradesman.ui.widgets.grid_measures import DAY, STEP, GridMeasures, pull
from tradesman.ui.widgets.keys import is_enter

GUTTER = 53
HOUR = 50


class TimeGrid(QWidget):
    """Asks for what is wanted and changes nothing itself; days are numbers of columns, times minutes of the day."""

    opened = Signal(str)
    moved = Signal(str, int, int, int)  # key, day, begins, ends; a key may lead to the day before or behind those shown
    booked = Signal(int, int)
    menu_asked = Signal(str, QPoint)
    free_menu_asked = Signal(int, int, QPoint)
    leafed = Signal(int)
    walked_out = Signal(int)  # an arrow led out of the days shown
    looked_at = Signal(QRect)  # what is to be scrolled into view

    def __init__(self, theme: Theme, clock: Callable[[int], str], *, words: str, name: str) -> None:
        """`clock` says a minute of the day as a time."""
        super().__init__()
        self._theme, self._clock = theme, clock
        self._columns: tuple[Column, ...] = (Column(""),)
        self._blocks: dict[str, EntryBlock] = {}
        self._shown: tuple[Block, ...] = ()
        self._now: tuple[int, int] | None = None
        self._origin: QPoint | None = None  # of the grid on the screen when a drag began: it may be scrolled meanwhile
        self.cursor_at = (0, 8 * 60)
        self._ghost, self._now_line = Ghost(theme, self), NowLine(theme, self)
        self.setObjectName(name)
        self.setAccessibleName(words)
        self.setProperty("own_focus", True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    # What it shows

    def set_days(self, columns: Sequence[Column], blocks: Sequence[Block]) -> None:
        """Shows these days with these entries; what has the keyboard keeps it where it is still there."""
        self._columns, self._shown = tuple(columns), tuple(blocks)
        kept = {block.key for block in blocks}
        for key in [key for key in self._blocks if key not in kept]:
            gone = self._blocks.pop(key)
            if gone.hasFocus():
                self.setFocus(Qt.FocusReason.OtherFocusReason)
            gone.hide()
            gone.deleteLater()
        for block in blocks:
            if block.key not in self._blocks:
                self._blocks[block.key] = self._made()
            self._blocks[block.key].show_block(block)
        self.cursor_at = (min(self.cursor_at[0], len(columns) - 1), self.cursor_at[1])
        self._place()

    def set_now(self, day: int | None, minute: int) -> None:
        """Draws the line of the present moment, in the column of today where it is shown."""
        self._now = None if day is None else (day, minute)
        self._now_line.place(self.measures, self._now)

    def block(self, key: str) -> EntryBlock | None:
        """The entry of this key, where it is shown."""
        return self._blocks.get(key)

    @property
    def measures(self) -> GridMeasures:
        """Where everything stands."""
        theme = self._theme
        return GridMeasures(self.width(), theme.scaled(GUTTER), theme.scaled(HOUR), len(self._columns))

    def sizeHint(self) -> QSize:
        return QSize(self._theme.scaled(GUTTER) + 40 * len(self._columns), self.measures.height)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def _made(self) -> EntryBlock:
        made = EntryBlock(self._theme)
        made.setParent(self)
        made.clicked.connect(self._on_clicked)
        made.dragged.connect(self._on_dragged)
        made.dropped.connect(self._on_dropped)
        made.given_up.connect(self.hide_slot)
        made.menu_asked.connect(self.menu_asked)
        made.key_pressed.connect(self._on_block_key)
        made.show()
        return made

    def _on_clicked(self) -> None:
        clicked = self.sender()
        if isinstance(clicked, EntryBlock) and clicked.block is not None:
            self.opened.emit(clicked.block.key)

    def _place(self) -> None:
        measures = self.measures
        for day in range(len(self._columns)):
            of_day = [block for block in self._shown if block.day == day]
            for block, lane in zip(of_day, lanes([(one.begins, one.ends) for one in of_day]), strict=True):
                self._blocks[block.key].setGeometry(measures.place(block, lane))
        self._now_line.place(self.measures, self._now)
        self.update()

    # Keys

    def go_to(self, day: int, minute: int) -> None:
        """Puts the keyboard on what stands at a minute of a day, or on the free hour there."""
        here = self.standing(day, minute, minute - minute % 60 + 60)
        if here:
            self.take(here[0].key)
            return
        self.cursor_at = (day, minute)
        self.setFocus(Qt.FocusReason.OtherFocusReason)
        words = self.cursor_words()
        self.setAccessibleDescription(words)
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, words))
        self.looked_at.emit(self._cursor_cell())
        self.update()

    def take(self, key: str) -> None:
        """Puts the keyboard on an entry."""
        found = self._blocks.get(key)
        if found is not None and found.block is not None:
            self.cursor_at = (found.block.day, found.block.begins)
            found.setFocus(Qt.FocusReason.OtherFocusReason)
            self.looked_at.emit(found.geometry())

    def cursor_words(self) -> str:
        """The free hour that the keyboard is on, in words."""
        day, minute = self.cursor_at
        return self.tr("{0}, {1}, free. Enter to book").format(self._columns[day].words, self._clock(minute))

    def standing(self, day: int, begins: int, ends: int) -> list[Block]:
        """What stands between two minutes, from left to right."""
        found = [one for one in self._shown if one.day == day and one.begins < ends and begins < one.ends]
        return sorted(found, key=lambda one: (self._blocks[one.key].x(), one.begins))

    def _cursor_cell(self) -> QRect:
        day, minute = self.cursor_at
        return self.measures.cell(day, minute, minute - minute % 60 + 60)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if is_enter(event):
            self.booked.emit(*self.cursor_at)
        elif not grid_keys.walk(self, event, None):
            super().keyPressEvent(event)

    def _on_block_key(self, key: str, event: QKeyEvent) -> None:
        shown = self._blocks[key]
        if shown.block is not None and grid_keys.press(self, event, shown.block):
            event.accept()

    def move_by_key(self, block: Block, across: int, along: int, *, stretch: bool = False) -> None:
        """Moves an entry by a day or half an hour, or lets it end half an hour earlier or later."""
        if not block.movable or (stretch and across):
            return
        begins, ends = pull(block, BOTTOM if stretch else WHOLE, along * STEP)
        if (begins, ends) != (block.begins, block.ends) or across:
            self.moved.emit(block.key, block.day + across, begins, ends)

    # The mouse

    def mousePressEvent(self, event: QMouseEvent) -> None:
        place = event.position().toPoint()
        if event.button() == Qt.MouseButton.LeftButton and place.x() >= self.measures.gutter:
            self.go_to(self.measures.day_at(place.x()), self.measures.minute_at(place.y()) // 60 * 60)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        place = event.position().toPoint()
        if place.x() >= self.measures.gutter:
            self.booked.emit(self.measures.day_at(place.x()), self.measures.minute_at(place.y()))

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        by_key = event.reason() == QContextMenuEvent.Reason.Keyboard
        place = self._cursor_cell().center() if by_key else event.pos()
        slot = self.cursor_at if by_key else self._slot(place)
        self.free_menu_asked.emit(*slot, self.mapToGlobal(place))

    def _slot(self, place: QPoint) -> tuple[int, int]:
        return self.measures.day_at(place.x()), self.measures.minute_at(place.y())

    def _on_dragged(self, key: str, part: str, far: QPoint) -> None:
        block = self._blocks[key].block
        if block is None:
            return
        if self._origin is None:
            self._origin = self.mapToGlobal(QPoint(0, 0))
        day, begins, ends = self.measures.pulled(block, part, self._scrolled(far))
        self._show_ghost(day, begins, ends)
        self._look_at(self._blocks[key].pressed_at + far)

    def _on_dropped(self, key: str, part: str, far: QPoint) -> None:
        block, far = self._blocks[key].block, self._scrolled(far)
        self.hide_slot()
        if block is None:
            return
        day, begins, ends = self.measures.pulled(block, part, far)
        if (day, begins, ends) != (block.day, block.begins, block.ends):
            self.moved.emit(key, day, begins, ends)

    def _scrolled(self, far: QPoint) -> QPoint:
        return far if self._origin is None else far + self._origin - self.mapToGlobal(QPoint(0, 0))

    # What comes from beside it

    def slot_at(self, place: QPoint) -> tuple[int, int] | None:
        """The day and minute at a place on the screen; None outside what is seen of the grid."""
        here = self.mapFromGlobal(place)
        inside = self.visibleRegion().boundingRect().contains(here) and here.x() >= self.measures.gutter
        return self._slot(here) if inside else None

    def show_slot(self, place: QPoint, minutes: int) -> None:
        """Shows where something that long would go, were it let go there."""
        slot = self.slot_at(place)
        if slot is None:
            self._ghost.hide()
        else:
            self._show_ghost(slot[0], slot[1], min(slot[1] + minutes, DAY))
            self._look_at(place)

    def hide_slot(self) -> None:
        """Shows no place any more."""
        self._origin = None
        self._ghost.hide()

    def _show_ghost(self, day: int, begins: int, ends: int) -> None:
        cell = self.measures.cell(day, begins, ends).adjusted(3, 0, -2, 0)
        self._ghost.show_at(cell, f"{self._columns[day].words}, {self._clock(begins)}–{self._clock(ends)}")

    def _look_at(self, place: QPoint) -> None:
        """Scrolls on where the mouse comes near an edge; a long entry does not run away under it."""
        self.looked_at.emit(QRect(self.mapFromGlobal(place), QSize(1, 1)))

    # Qt

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:  # another text size
            self.updateGeometry()
            self._place()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        paint_hours(painter, self._theme, self.measures, self._columns, self._clock)
        if self.hasFocus():
            painter.setPen(QPen(self._theme.colour("focus"), 2))
            painter.drawRect(self._cursor_cell().adjusted(2, 2, -2, -2))
        painter.end()
