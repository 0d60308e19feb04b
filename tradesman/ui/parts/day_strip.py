"""The days of a job side by side, with what is done on each; a click changes the words, a drag moves the day."""

from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import QEvent, QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import QApplication, QFrame, QHBoxLayout, QSizePolicy, QWidget

from tradesman.book.job import JobDay
from tradesman.ui import format as said
from tradesman.ui.parts.rows import RowPool
from tradesman.ui.theme import Theme
from tradesman.ui.widgets.menu import Menu
from tradesman.ui.widgets.painted_button import PaintedButton
from tradesman.ui.widgets.scroll import Scroll
from tradesman.ui.widgets.text import TextBlock, draw_line

_PADDING = 10
_TOP = 9
_LEAST = 104
_HEIGHT = 66


@dataclass(frozen=True)
class DayRow:
    """One day of the plan as the strip shows it."""

    day: JobDay
    today: date
    first: bool
    last: bool
    over: bool


class DayStrip(QFrame):
    """The plan; what lies behind has a tick, today is marked.

    A day is moved to another place: that of a day of the plan, before the first or behind the last.
    """

    day_asked = Signal(object)
    moved = Signal(object, int)  # the day, and its place from 0; -1 is before the first, the count behind the last

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.setObjectName("job_days")
        self.setProperty("card", "true")
        self.setAccessibleName(self.tr("Days of the job"))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        inner = QWidget()
        row = QHBoxLayout(inner)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        self._days: RowPool[DayRow] = RowPool(row, self._make_day)
        self._area = area = Scroll(inner, down=False, across=True)
        area.horizontalScrollBar().rangeChanged.connect(self._on_range_changed)
        outer = QHBoxLayout(self)
        outer.setContentsMargins(1, 1, 1, 1)
        outer.addWidget(area)

    def show_days(self, days: list[JobDay], today: date, *, over: bool) -> None:
        """Shows these days; a job that is over has done them all."""
        last = len(days) - 1
        self._days.show([DayRow(day, today, n == 0, n == last, over) for n, day in enumerate(days)])
        self.setVisible(bool(days))
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:  # another text size
            self._fit()

    def _fit(self) -> None:
        """Gives room to the longest words, and to the bar where there are more days than fit side by side."""
        cells = self._days.widgets[: len(self._days.rows)]
        least, room = self._theme.scaled(_LEAST), self.width() - 2
        crowded = len(cells) * least > room
        bar = self._area.horizontalScrollBar().sizeHint().height() if crowded else 0
        wide = least if crowded else room // max(len(cells), 1)
        self._area.setFixedHeight(max((cell.heightForWidth(wide) for cell in cells), default=0) + bar)

    def _on_range_changed(self, _least: int, most: int) -> None:
        """Where not all days are seen, today is, and the day before it."""
        days = self._days.rows
        today = next((n for n, row in enumerate(days) if row.day.day_on >= row.today and not row.over), 0)
        self._area.horizontalScrollBar().setValue(min(max(today - 1, 0) * self._theme.scaled(_LEAST), most))

    def _make_day(self, number: int) -> QWidget:
        cell = _DayCell(self._theme, name=f"job_day_{number}")
        cell.clicked.connect(lambda: self.day_asked.emit(self._days.rows[number].day))
        cell.dragged.connect(self._on_dragged)
        cell.dropped.connect(lambda place: self._on_dropped(number, place))
        cell.stepped.connect(lambda step: self._move(number, number + step))
        return cell

    def _on_dragged(self, place: QPoint) -> None:
        to = self._place_at(place)
        for number, cell in enumerate(self._cells()):
            cell.set_aim(number == min(max(to, 0), len(self._days.rows) - 1))

    def _on_dropped(self, number: int, place: QPoint) -> None:
        for cell in self._cells():
            cell.set_aim(False)
        self._move(number, self._place_at(place))

    def _move(self, number: int, to: int) -> None:
        if to != number:
            self.moved.emit(self._days.rows[number].day, to)

    def _cells(self) -> "list[_DayCell]":
        return [cell for cell in self._days.widgets[: len(self._days.rows)] if isinstance(cell, _DayCell)]

    def _place_at(self, place: QPoint) -> int:
        """The place of a day that is let go there: on another, before the first, or behind the last."""
        rights = [cell.mapToGlobal(QPoint(cell.width(), 0)).x() for cell in self._cells()]
        lefts = [cell.mapToGlobal(QPoint(0, 0)).x() for cell in self._cells()]
        if place.x() < lefts[0]:
            return -1
        return next((number for number, right in enumerate(rights) if place.x() < right), len(rights))


class _DayCell(PaintedButton):
    """A day, its words below it, and a tick when it is past."""

    dragged = Signal(QPoint)  # where the mouse is on the screen
    dropped = Signal(QPoint)
    stepped = Signal(int)

    def __init__(self, theme: Theme, *, name: str) -> None:
        super().__init__(theme, name=name)
        self._row: DayRow | None = None
        self._pressed: QPoint | None = None
        self._dragging = self._aimed = False
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def show_row(self, row: DayRow) -> None:
        """Shows a day."""
        self._row = row
        self.setText(self._day_words())
        words = row.day.words or self.tr("nothing written yet")
        state = self.tr("today") if self._is_today() else self.tr("past") if self._is_past() else ""
        self.setAccessibleName(", ".join(part for part in (self._day_words(), state, words) if part))
        self.setToolTip(self.tr("Write what is done on this day. Drag it, or press Alt and an arrow, to move it"))
        self.update()

    def set_aim(self, aimed: bool) -> None:
        """Marks the place that a day would take."""
        if aimed != self._aimed:
            self._aimed = aimed
            self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(event.key()), 0)
        if step and event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier == Qt.KeyboardModifier.AltModifier:
            self.stepped.emit(step)
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        super().mousePressEvent(event)
        if event.button() == Qt.MouseButton.LeftButton and self._row is not None and not self._row.over:
            self._pressed = event.globalPosition().toPoint()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        place = event.globalPosition().toPoint()
        if self._pressed is None:
            return
        if self._dragging or (place - self._pressed).manhattanLength() >= QApplication.startDragDistance():
            self._dragging = True
            self.setDown(False)
            self.dragged.emit(place)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        dragging, self._dragging, self._pressed = self._dragging, False, None
        if dragging:
            self.dropped.emit(event.globalPosition().toPoint())
        else:
            super().mouseReleaseEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        if self._row is None or self._row.over:
            return
        menu = Menu(self._theme, self, words=self.tr("More for %s") % self.text())
        menu.setObjectName("job_day_menu")
        menu.aboutToHide.connect(menu.deleteLater)
        earlier, later = self.tr("One place earlier"), self.tr("One place later")
        for words, icon, keys, step in ((earlier, "arrow-left", "Alt ←", -1), (later, "arrow-right", "Alt →", 1)):
            choice = menu.add_choice(words, icon, keys, name=f"job_day_{'earlier' if step < 0 else 'later'}")
            choice.triggered.connect(lambda _on=False, step=step: self.stepped.emit(step))
        by_key = event.reason() == QContextMenuEvent.Reason.Keyboard
        menu.popup(self.mapToGlobal(self.rect().center()) if by_key else event.globalPos())

    def sizeHint(self) -> QSize:
        return QSize(self._theme.scaled(_LEAST), self._theme.scaled(_HEIGHT))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def heightForWidth(self, width: int) -> int:
        """As high as its words need; the strip asks, so that all days have the same height."""
        words_top = _TOP + self._theme.line_height("caption") + 3
        return max(words_top + self._block(width - 2 * _PADDING).height + _TOP, self._theme.scaled(_HEIGHT))

    def paintEvent(self, _event: QPaintEvent) -> None:
        if self._row is None:
            return
        theme = self._theme
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_ground(painter)
        width = self.width() - 2 * _PADDING
        head = QRect(_PADDING, _TOP, width, theme.line_height("caption"))
        draw_line(painter, head, self._day_words(), theme.font("caption medium"), theme.colour("ink_2"))
        if self._is_past():
            side = theme.scaled(16)
            pixmap = theme.pixmap("check", "ink_2", 16, self.devicePixelRatio())
            painter.drawPixmap(self.width() - _PADDING - side, _TOP, pixmap)
        tone = "ink" if self._row.day.words else "ink_3"
        self._block(width).draw(painter, _PADDING, head.bottom() + 4, theme.colour(tone))
        painter.end()

    def _block(self, width: int) -> TextBlock:
        theme = self._theme
        words = self._row.day.words if self._row is not None else ""
        role = "caption strong" if self._is_today() else "caption"
        return TextBlock(words or self.tr("Add words"), theme.font(role), theme.line_height("caption"), width)

    def _paint_ground(self, painter: QPainter) -> None:
        theme, row = self._theme, self._row
        if row is None:
            return
        fill = "accent_soft" if self._is_today() else "surface_alt" if self._is_past() else "surface"
        fill = "hover" if self.underMouse() and not self._is_today() else fill
        radius = theme.radius("large") - 1
        ground = QPainterPath()
        left, right = (0 if row.first else -radius), (0 if row.last else radius)
        ground.addRoundedRect(QRectF(self.rect()).adjusted(left, 0, right, 0), radius, radius)
        painter.fillPath(ground, theme.colour(fill))
        if self._is_today():
            painter.fillRect(0, 0, self.width(), 3, theme.colour("accent_edge"))
        if not row.last:
            painter.fillRect(self.width() - 1, 0, 1, self.height(), theme.colour("border"))
        if self._aimed:
            painter.setPen(QPen(theme.colour("ink"), 2, Qt.PenStyle.DashLine))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(3, 3, -3, -3), radius, radius)

    def _day_words(self) -> str:
        return said.weekday(self._row.day.day_on) if self._row is not None else ""

    def _is_today(self) -> bool:
        return self._row is not None and not self._row.over and self._row.day.day_on == self._row.today

    def _is_past(self) -> bool:
        return self._row is not None and (self._row.over or self._row.day.day_on < self._row.today)
