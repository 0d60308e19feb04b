"""The days of a job side by side, with what is done on each; a click changes the words."""

from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import QEvent, QRect, QRectF, QSize, Signal
from PySide6.QtGui import QPainter, QPainterPath, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QWidget

from tradesman.book.job import JobDay
from tradesman.ui import format as said
from tradesman.ui.parts.rows import RowPool
from tradesman.ui.theme import Theme
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
    """The plan; what lies behind has a tick, today is marked."""

    day_asked = Signal(object)

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
        return cell


class _DayCell(PaintedButton):
    """A day, its words below it, and a tick when it is past."""

    def __init__(self, theme: Theme, *, name: str) -> None:
        super().__init__(theme, name=name)
        self._row: DayRow | None = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def show_row(self, row: DayRow) -> None:
        """Shows a day."""
        self._row = row
        self.setText(self._day_words())
        words = row.day.words or self.tr("nothing written yet")
        state = self.tr("today") if self._is_today() else self.tr("past") if self._is_past() else ""
        self.setAccessibleName(", ".join(part for part in (self._day_words(), state, words) if part))
        self.setToolTip(self.tr("Write what is done on this day"))
        self.update()

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

    def _day_words(self) -> str:
        return said.weekday(self._row.day.day_on) if self._row is not None else ""

    def _is_today(self) -> bool:
        return self._row is not None and not self._row.over and self._row.day.day_on == self._row.today

    def _is_past(self) -> bool:
        return self._row is not None and (self._row.over or self._row.day.day_on < self._row.today)
