"""A month of weeks: each day with what stands on it, as far as there is room; a day opens, an entry is moved."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from tradesman.ui.theme import Theme
from tradesman.ui.widgets.day_heads import DueChip, DueItem
from tradesman.ui.widgets.entry_block import Block, EntryBlock
from tradesman.ui.widgets.grid_marks import Ghost
from tradesman.ui.widgets.keys import is_enter
from tradesman.ui.widgets.text import CENTRE, LEFT, draw_line, text_width

_NAMES = 30
_NUMBER = 26
_LINE = 24
_GAP = 3
_WEEK = 7
_STEPS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Up: -_WEEK, Qt.Key.Key_Down: _WEEK}
_LEAVES = {Qt.Key.Key_PageUp: -1, Qt.Key.Key_PageDown: 1}


@dataclass(frozen=True)
class MonthDay:
    """One day: its number, whether it belongs to the month, and what stands on it; `due` says what is due, if it is."""

    number: str
    sentence: str
    inside: bool = True
    today: bool = False
    worked: bool = True
    off: str = ""
    due: str = ""
    blocks: tuple[Block, ...] = ()


class MonthGrid(QWidget):
    """Seven columns of days; arrows walk the days, Enter opens one."""

    opened = Signal(str)
    moved = Signal(str, int)  # key, number of the day
    day_picked = Signal(int)
    menu_asked = Signal(str, QPoint)
    leafed = Signal(int)

    def __init__(self, theme: Theme, names: Sequence[str], *, words: str, name: str) -> None:
        """`names` are those of the days of the week."""
        super().__init__()
        self._theme, self._names = theme, tuple(names)
        self._days: tuple[MonthDay, ...] = ()
        self._parts: list[tuple[int, QWidget]] = []
        self._ghost = Ghost(theme, self)
        self.cursor_at = 0
        self.setObjectName(name)
        self.setAccessibleName(words)
        self.setProperty("own_focus", True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def set_days(self, days: Sequence[MonthDay]) -> None:
        """Shows whole weeks."""
        if tuple(days) != self._days:
            self._days = tuple(days)
            self.cursor_at = min(self.cursor_at, len(days) - 1)
            self._fill()

    def go_to(self, day: int) -> None:
        """Puts the keyboard on a day."""
        self.cursor_at = day
        self.setFocus(Qt.FocusReason.OtherFocusReason)
        words = self._days[day].sentence
        self.setAccessibleDescription(words)
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, words))
        self.update()

    def day_at(self, place: QPoint) -> int | None:
        """The number of the day at a place on the screen; None outside the days."""
        here = self.mapFromGlobal(place)
        inside = (day for day in range(len(self._days)) if self.cell(day).contains(here))
        return next(inside, None)

    def show_slot(self, place: QPoint, words: str) -> None:
        """Shows on which day something would stand, were it let go there."""
        day = self.day_at(place)
        if day is None:
            self._ghost.hide()
        else:
            self._ghost.show_at(self.cell(day).adjusted(2, 2, -2, -2), words)

    def hide_slot(self) -> None:
        """Shows no place any more."""
        self._ghost.hide()

    def cell(self, day: int) -> QRect:
        """Where a day stands."""
        week, column = divmod(day, _WEEK)
        weeks = max(len(self._days) // _WEEK, 1)
        names = self._theme.scaled(_NAMES)
        left, right = (round(at * self.width() / _WEEK) for at in (column, column + 1))
        top, bottom = (names + round(at * (self.height() - names) / weeks) for at in (week, week + 1))
        return QRect(left, top, right - left, bottom - top)

    # How it is filled

    def _fill(self) -> None:
        for _day, part in self._parts:
            part.hide()
            part.deleteLater()
        self._parts = []
        tall = self._theme.scaled(_LINE) + _GAP
        for number, day in enumerate(self._days):
            room = max((self.cell(number).height() - self._theme.scaled(_NUMBER) - _GAP) // tall, 1)
            lines = self._lines(number, day)
            if len(lines) > room:
                hidden = len(lines) - room + 1
                more = DueItem("", f"+{hidden}", "", self.tr("{0} more. Open the day").format(hidden))
                lines = [*lines[: room - 1], self._chip(number, more, f"month_{number}_more", opens=True)]
            for row, part in enumerate(lines):
                place = self.cell(number)
                top = place.top() + self._theme.scaled(_NUMBER) + row * tall
                part.setParent(self)
                part.setGeometry(place.left() + 4, top, place.width() - 8, tall - _GAP)
                part.show()
                self._parts.append((number, part))
        self.update()

    def _lines(self, number: int, day: MonthDay) -> list[QWidget]:
        lines: list[QWidget] = []
        if day.off:
            lines.append(self._chip(number, DueItem("", day.off, "sun", day.off), f"month_{number}_off", opens=False))
        lines += [self._entry(block) for block in day.blocks]
        if day.due:
            due = DueItem("", day.due, "flag", day.due)
            lines.append(self._chip(number, due, f"month_{number}_due", opens=True))
        return lines

    def _chip(self, number: int, item: DueItem, name: str, *, opens: bool) -> DueChip:
        chip = DueChip(item, self._theme, name)
        chip.setEnabled(opens)
        chip.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # the day opens by Enter
        chip.clicked.connect(lambda: self.day_picked.emit(number))
        return chip

    def _entry(self, block: Block) -> EntryBlock:
        made = EntryBlock(self._theme)
        made.show_block(block)
        made.clicked.connect(lambda: self.opened.emit(block.key))
        made.dragged.connect(lambda _key, _part, far: self._on_dragged(made, far))
        made.dropped.connect(lambda _key, _part, far: self._on_dropped(made, far))
        made.given_up.connect(self.hide_slot)
        made.menu_asked.connect(self.menu_asked)
        return made

    def _on_dragged(self, made: EntryBlock, far: QPoint) -> None:
        self.show_slot(made.mapToGlobal(made.rect().center()) + far, made.text())

    def _on_dropped(self, made: EntryBlock, far: QPoint) -> None:
        self.hide_slot()
        day = self.day_at(made.mapToGlobal(made.rect().center()) + far)
        if day is not None and made.block is not None and day != made.block.day:
            self.moved.emit(made.block.key, day)

    # Qt

    def sizeHint(self) -> QSize:
        return QSize(400, 300)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if is_enter(event) and self._days:
            self.day_picked.emit(self.cursor_at)
        elif plain and key in _LEAVES:
            self.leafed.emit(_LEAVES[key])
        elif plain and key in _STEPS:
            to = self.cursor_at + _STEPS[key]
            if 0 <= to < len(self._days):
                self.go_to(to)
            else:
                self.leafed.emit(1 if to > 0 else -1)
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        day = self.day_at(event.globalPosition().toPoint())
        if day is not None:
            self.go_to(day)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        day = self.day_at(event.globalPosition().toPoint())
        if day is not None:
            self.day_picked.emit(day)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fill()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self._fill()

    def paintEvent(self, _event: QPaintEvent) -> None:
        theme = self._theme
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for number, name in enumerate(self._names):
            place = QRect(round(number * self.width() / _WEEK) + 8, 0, self.width() // _WEEK - 8, theme.scaled(_NAMES))
            draw_line(painter, place, name, theme.font("caption"), theme.colour("ink_2"), LEFT)
        for number, day in enumerate(self._days):
            self._paint_day(painter, number, day)
        if self.hasFocus() and self._days:
            painter.setPen(QPen(theme.colour("focus"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(self.cell(self.cursor_at).adjusted(2, 2, -2, -2))
        painter.end()

    def _paint_day(self, painter: QPainter, number: int, day: MonthDay) -> None:
        theme, place = self._theme, self.cell(number)
        painter.fillRect(place, theme.colour("surface" if day.worked and day.inside else "surface_alt"))
        painter.fillRect(place.left(), place.top(), place.width(), 1, theme.colour("border"))
        if number % _WEEK:
            painter.fillRect(place.left(), place.top(), 1, place.height(), theme.colour("border"))
        font, tall = theme.font("small strong" if day.inside else "small"), theme.scaled(20)
        label = QRect(place.left() + 8, place.top() + 4, text_width(day.number, font) + 2, tall)
        ink = "ink" if day.inside else "ink_3"
        if day.today:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.colour("primary"))
            painter.drawRoundedRect(QRectF(label.adjusted(-4, 0, 6, 0)), tall / 2, tall / 2)
            ink = "on_primary"
        draw_line(painter, label, day.number, font, theme.colour(ink), CENTRE)
