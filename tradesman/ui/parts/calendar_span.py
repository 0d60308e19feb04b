"""Which days of the calendar are seen: a day, its week or its month, and the way to others."""

from dataclasses import dataclass, replace
from datetime import date, timedelta

from PySide6.QtCore import QCoreApplication

from tradesman.book import clock
from tradesman.services.calendars import Day
from tradesman.ui import format as say

DAY, WEEK, MONTH = "day", "week", "month"


def _tr(text: str) -> str:
    return QCoreApplication.translate("calendar", text)


@dataclass(frozen=True)
class Seen:
    """The days around one of them, by day, week or month."""

    view: str
    on: date

    @property
    def first(self) -> date:
        """The day itself, its Monday, or the Monday of the week in which its month begins."""
        if self.view == DAY:
            return self.on
        return monday(self.on if self.view == WEEK else self.on.replace(day=1))

    @property
    def count(self) -> int:
        """How many days there are; a month has its whole weeks."""
        if self.view != MONTH:
            return 1 if self.view == DAY else 7
        last = clock.add_months(self.on.replace(day=1), 1) - timedelta(days=1)
        return ((last - self.first).days // 7 + 1) * 7

    def leaf(self, step: int) -> "Seen":
        """So many days, weeks or months on, or back."""
        if self.view == MONTH:
            return replace(self, on=clock.add_months(self.on.replace(day=1), step))
        return replace(self, on=self.on + timedelta(days=step * self.count))

    def has(self, on: date) -> bool:
        """Whether a day belongs to what is asked for; a month's first week may begin in the one before."""
        return self.view != MONTH or (on.year, on.month) == (self.on.year, self.on.month)

    def words(self) -> str:
        """What is seen: "Week 42, October 2026"."""
        if self.view == DAY:
            return say.long_day(self.on)
        if self.view == MONTH:
            return say.month(self.on)
        week = _tr("Week {0}").format(self.on.isocalendar().week)
        return f"{week}, {say.month(monday(self.on) + timedelta(days=3))}"

    def name(self) -> str:
        """What its figures are called."""
        return {DAY: _tr("This day"), WEEK: _tr("This week"), MONTH: _tr("This month")}[self.view]


def monday(on: date) -> date:
    """The first day of the week of a day."""
    return on - timedelta(days=on.weekday())


def without_sunday(week: list[Day]) -> list[Day]:
    """A week, but for a Sunday on which nothing is."""
    last = week[-1]
    return week if last.entries or last.hours or last.dues else week[:-1]
