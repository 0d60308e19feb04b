"""The heads of a calendar's days: their names, why they are off, and what is due, in as many lines as there is room."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from tradesman.ui.theme import Theme
from tradesman.ui.widgets.grid_measures import GridMeasures
from tradesman.ui.widgets.painted_button import PaintedButton
from tradesman.ui.widgets.text import LEFT, RIGHT, draw_line, text_width
from tradesman.ui.widgets.tips import plain_tip

_TITLE = 36
_CHIP = 24
_GAP = 4
_BESIDE = 4


@dataclass(frozen=True)
class DueItem:
    """Something due: what a chip of it says, and the whole sentence."""

    key: str
    words: str
    icon: str
    sentence: str


@dataclass(frozen=True)
class Head:
    """A day: "Mon", "12", whether it is today, why it is off, and what is due on it."""

    weekday: str
    number: str
    sentence: str
    today: bool = False
    off: str = ""
    dues: tuple[DueItem, ...] = ()


class DayHeads(QWidget):
    """Stands above a grid with the same columns; what is more than there is room for opens the day."""

    due_opened = Signal(str)
    day_picked = Signal(int)

    def __init__(self, theme: Theme, gutter: int, *, name: str) -> None:
        super().__init__()
        self._theme, self._gutter = theme, gutter
        self._heads: tuple[Head, ...] = ()
        self._most, self._across = 3, 1
        self._chips: list[tuple[int, int, DueChip]] = []
        self.setObjectName(name)
        self.setAccessibleName(self.tr("Days, and what is due"))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def set_heads(self, heads: Sequence[Head], most: int, across: int = 1) -> None:
        """Shows these days with at most so many things below each name, so many side by side."""
        if (tuple(heads), most, across) == (self._heads, self._most, self._across):
            return  # what has the keyboard keeps it
        self._heads, self._most, self._across = tuple(heads), most, across
        for _day, _row, chip in self._chips:
            chip.hide()
            chip.deleteLater()
        self._chips = [(day, row, chip) for day, head in enumerate(heads) for row, chip in self._made(day, head)]
        self.updateGeometry()
        self._place()

    def _made(self, day: int, head: Head) -> "list[tuple[int, DueChip]]":
        shown = [DueItem("", head.off, "sun", head.off)] if head.off else []
        shown += head.dues
        hidden = shown[self._most - 1 :] if len(shown) > self._most else []
        if hidden:
            told = self.tr("{0} more: {1}").format(len(hidden), "; ".join(item.words for item in hidden))
            shown = [*shown[: self._most - 1], DueItem("", f"+{len(hidden)}", "", told)]
        made = []
        for row, item in enumerate(shown):
            opens_day = bool(hidden) and row == self._most - 1 and len(self._heads) > 1
            chip = DueChip(item, self._theme, f"due_{day}_{row}")
            chip.setParent(self)
            chip.setEnabled(bool(item.key) or opens_day)
            if opens_day:
                chip.clicked.connect(lambda _on=False, day=day: self.day_picked.emit(day))
            else:
                chip.clicked.connect(lambda _on=False, key=item.key: self.due_opened.emit(key))
            chip.show()
            made.append((row, chip))
        return made

    def _measures(self) -> GridMeasures:
        return GridMeasures(self.width(), self._theme.scaled(self._gutter), 1, len(self._heads))

    def _place(self) -> None:
        theme, measures = self._theme, self._measures()
        tall = theme.scaled(_CHIP)
        for day, row, chip in self._chips:
            line, place = divmod(row, self._across)
            first, room = measures.left(day) + _BESIDE + 1, measures.left(day + 1) - measures.left(day) - 2 * _BESIDE
            left, right = (first + round(at * room / self._across) for at in (place, place + 1))
            top = theme.scaled(_TITLE) + line * (tall + _GAP)
            chip.setGeometry(left, top, max(right - left - (_GAP if place + 1 < self._across else 1), 1), tall)
        self.update()

    def sizeHint(self) -> QSize:
        rows = max((row // self._across + 1 for _day, row, _chip in self._chips), default=0)
        below = rows * (self._theme.scaled(_CHIP) + _GAP) + _GAP if rows else 0
        return QSize(200, self._theme.scaled(_TITLE) + below)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self.updateGeometry()
            self._place()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        place = event.position().toPoint()
        if event.button() == Qt.MouseButton.LeftButton and self._title_at(place):
            self.day_picked.emit(self._measures().day_at(place.x()))

    def _title_at(self, place: QPoint) -> bool:
        return place.x() >= self._measures().gutter and place.y() < self._theme.scaled(_TITLE)

    def paintEvent(self, _event: QPaintEvent) -> None:
        theme, measures = self._theme, self._measures()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for day, head in enumerate(self._heads):
            painter.fillRect(measures.left(day), 0, 1, self.height(), theme.colour("border"))
            self._paint_title(painter, measures, day, head)
        if any(head.dues for head in self._heads):
            label = QRect(0, theme.scaled(_TITLE), measures.gutter - 8, theme.scaled(_CHIP))
            draw_line(painter, label, self.tr("due"), theme.font("caption"), theme.colour("ink_2"), RIGHT)
        painter.end()

    def _paint_title(self, painter: QPainter, measures: GridMeasures, day: int, head: Head) -> None:
        theme, tall = self._theme, self._theme.scaled(_TITLE)
        left = measures.left(day) + 10
        weekday = QRect(left, 0, measures.left(day + 1) - left - 4, tall)
        left += draw_line(painter, weekday, head.weekday, theme.font("small"), theme.colour("ink_2"), LEFT) + 8
        font, ink = theme.font("strong"), "ink"
        number = QRect(left, 0, max(measures.left(day + 1) - left - 2, 1), tall)
        if head.today:
            wide, high = text_width(head.number, font) + 14, theme.scaled(22)
            pill = QRectF(left - 1, (tall - high) / 2, wide, high)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.colour("primary"))
            painter.drawRoundedRect(pill, high / 2, high / 2)
            number.translate(6, 0)
            ink = "on_primary"
        draw_line(painter, number, head.number, font, theme.colour(ink), LEFT)


class DueChip(PaintedButton):
    """One thing that is due; one that only says something cannot be pressed."""

    def __init__(self, item: DueItem, theme: Theme, name: str) -> None:
        super().__init__(theme, name=name)
        self._item = item
        self.setText(item.words)
        self.setAccessibleName(item.sentence)
        self.setToolTip(plain_tip(item.sentence))

    def paintEvent(self, _event: QPaintEvent) -> None:
        theme, item = self._theme, self._item
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        fill = "pressed" if self.underMouse() and self.isEnabled() else "hover"
        painter.setPen(Qt.PenStyle.NoPen if self.isEnabled() else QPen(theme.colour("border"), 1))
        painter.setBrush(theme.colour(fill if self.isEnabled() else "surface_alt"))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)
        left, side = 7, theme.scaled(13)
        if item.icon and self.width() > 50:
            pixmap = theme.pixmap(item.icon, "ink", 13, self.devicePixelRatio())
            painter.drawPixmap(left, (self.height() - side) // 2, pixmap)
            left += side + 6
        words = QRect(left, 0, self.width() - left - 4, self.height())
        draw_line(painter, words, item.words, theme.font("caption strong"), theme.colour("ink"))
        painter.end()
