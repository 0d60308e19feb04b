"""Where days and minutes stand in a grid of hours, and what a pull of so many pixels means there."""

from dataclasses import dataclass

from PySide6.QtCore import QPoint, QRect

from tradesman.ui.widgets.day_layout import Lane
from tradesman.ui.widgets.entry_block import BOTTOM, TOP, Block

DAY = 24 * 60
SNAP = 15  # minutes that a drag moves by
STEP = 30  # minutes that a key moves by
_BESIDE = 4  # px between an entry and the lines of its column
_BETWEEN = 2


@dataclass(frozen=True)
class GridMeasures:
    """`width` is that of the grid, `gutter` what the hours' names take, `hour` the height of one."""

    width: int
    gutter: int
    hour: int
    days: int

    @property
    def height(self) -> int:
        """Of a whole day, with a pixel for the line below it."""
        return 24 * self.hour + 1

    def left(self, day: int) -> int:
        """Where the column of a day begins; that of the day behind the last is the right edge."""
        return self.gutter + round(day * (self.width - self.gutter) / max(self.days, 1))

    def top(self, minute: int) -> int:
        """How far down a minute is."""
        return round(minute * self.hour / 60)

    def cell(self, day: int, begins: int, ends: int) -> QRect:
        """The whole breadth of a column between two minutes."""
        return QRect(self.left(day), self.top(begins), self.left(day + 1) - self.left(day), self.span(begins, ends))

    def span(self, begins: int, ends: int) -> int:
        """The height of so many minutes."""
        return self.top(ends) - self.top(begins)

    def place(self, block: Block, lane: Lane) -> QRect:
        """Where an entry stands, beside those that want the same minutes; the shortest can still be hit."""
        column = self.cell(block.day, block.begins, block.ends).adjusted(_BESIDE + 1, 1, -_BESIDE, 0)
        wide = column.width() / lane.count
        left = column.left() + round(lane.number * wide)
        right = column.left() + round((lane.number + lane.reach) * wide)
        between = _BETWEEN if lane.number + lane.reach < lane.count else 0
        return QRect(left, column.top(), max(right - left - between, 6), max(column.height() - 1, self.hour // 4 - 1))

    def day_at(self, x: int) -> int:
        """The number of the day at a place, the nearest one outside the columns."""
        wide = (self.width - self.gutter) / max(self.days, 1)
        return max(0, min(int((x - self.gutter) // max(wide, 1)), self.days - 1))

    def minute_at(self, y: int) -> int:
        """The minute at a place, to the quarter of an hour before it."""
        return max(0, min(y * 60 // max(self.hour, 1) // SNAP * SNAP, DAY - SNAP))

    def pulled(self, block: Block, part: str, far: QPoint) -> tuple[int, int, int]:
        """The day and minutes of an entry that is pulled so far at a part of it; it stays within the days shown."""
        wide = (self.width - self.gutter) / max(self.days, 1)
        days = round(far.x() / max(wide, 1))
        minutes = round(far.y() * 60 / max(self.hour, 1))
        day = block.day if part in (TOP, BOTTOM) else max(0, min(block.day + days, self.days - 1))
        return (day, *pull(block, part, minutes))


def pull(block: Block, part: str, minutes: int) -> tuple[int, int]:
    """When an entry begins and ends after a part of it was moved by so many minutes, on full quarters of an hour."""
    begins, ends = block.begins, block.ends
    if not round(minutes / SNAP):
        return begins, ends
    if part == TOP:
        return max(0, min(_snapped(begins + minutes), ends - SNAP)), ends
    if part == BOTTOM:
        return begins, min(max(_snapped(ends + minutes), begins + SNAP), DAY)
    length = ends - begins
    moved = max(0, min(_snapped(begins + minutes), DAY - length))
    return moved, moved + length


def _snapped(minute: int) -> int:
    return round(minute / SNAP) * SNAP
