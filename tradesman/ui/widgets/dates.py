"""Dates and times as people write them; both may be empty."""

import re
from collections.abc import Callable, Mapping
from datetime import date, time, timedelta
from typing import Any

from PySide6.QtCore import QDate, QLocale, QPoint, Qt
from PySide6.QtGui import QKeyEvent, QMouseEvent, QTextCharFormat
from PySide6.QtWidgets import QCalendarWidget, QToolButton, QVBoxLayout, QWidget

from tradesman.ui.theme import Theme
from tradesman.ui.widgets.fields import LineField

_NUMBERS = re.compile(r"(\d{1,2})(?:[./\- ]+(\d{1,2}))?(?:[./\- ]+(\d{2}|\d{4}))?[.]?")
_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
_WORDS = re.compile(r"(?:[^\W\d]+[.,]?\s+)?(\d{1,2})[.]?\s+([^\W\d]+)[.,]?(?:\s+(\d{4}))?")
_CLOCK = re.compile(r"(\d{1,2})(?:[:.h ]?(\d{2}))?")


class DateField(LineField):
    """A day, typed ("16/10", "16 Oct", "fri") or taken from a calendar (arrow down, or the icon)."""

    def __init__(
        self,
        theme: Theme,
        today: Callable[[], date] = date.today,
        *,
        past: bool = False,
        placeholder: str = "",
        name: str = "",
    ) -> None:
        super().__init__(theme, placeholder=placeholder, icon="calendar-days", name=name)
        self._today, self._past = today, past
        self._calendar: _CalendarPopup | None = None
        self.setToolTip(self.tr("Type a day, or press the arrow down for the calendar"))
        self.editingFinished.connect(self._on_editing_finished)

    def value(self) -> date | None:
        """The day, or None while the field is empty or cannot be read."""
        spoken = {self.tr("yesterday"): -1, self.tr("today"): 0, self.tr("tomorrow"): 1}
        return read_date(self.text(), self._today(), self.locale(), spoken, past=self._past)

    def set_value(self, value: Any) -> None:
        """Show a day; None is empty."""
        self.setText(self._shown(value) if value else "")

    def fault(self) -> str:
        """Say so when there is something that is no day."""
        unread = bool(self.text().strip()) and self.value() is None
        return self.tr("This is not a day. Try 16/10 or Friday.") if unread else ""

    def open_calendar(self) -> None:
        """Show the calendar below the field."""
        if self._calendar is None:
            self._calendar = _CalendarPopup(self, self._theme)
            self._calendar.calendar.activated.connect(self._on_day_picked)
            self._calendar.calendar.clicked.connect(self._on_day_picked)
        day = self.value() or self._today()
        self._calendar.show_day(QDate(day.year, day.month, day.day))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Down, Qt.Key.Key_F4):
            self.open_calendar()
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        super().mousePressEvent(event)
        if event.position().x() < self.height():  # on the icon
            self.open_calendar()

    def _shown(self, day: date) -> str:
        form = "ddd d MMM" if day.year == self._today().year else "ddd d MMM yyyy"
        return self.locale().toString(QDate(day.year, day.month, day.day), form)

    def _on_editing_finished(self) -> None:
        day = self.value()
        if day is not None and self.text() != self._shown(day):
            self.set_value(day)

    def _on_day_picked(self, day: QDate) -> None:
        self.set_value(date(day.year(), day.month(), day.day()))
        if self._calendar is not None:
            self._calendar.hide()
        self.setFocus(Qt.FocusReason.PopupFocusReason)


class TimeField(LineField):
    """A time of the day, typed as "9", "9:30", "930" or "14.30"."""

    def __init__(self, theme: Theme, *, placeholder: str = "", name: str = "") -> None:
        super().__init__(theme, placeholder=placeholder, icon="clock", name=name)
        self.editingFinished.connect(self._on_editing_finished)

    def value(self) -> time | None:
        """The time, or None while the field is empty or cannot be read."""
        return read_time(self.text())

    def set_value(self, value: Any) -> None:
        """Show a time; None is empty."""
        self.setText(f"{value:%H:%M}" if value is not None else "")

    def fault(self) -> str:
        """Say so when there is something that is no time."""
        unread = bool(self.text().strip()) and self.value() is None
        return self.tr("This is not a time. Try 9:30.") if unread else ""

    def _on_editing_finished(self) -> None:
        moment = self.value()
        if moment is not None and self.text() != f"{moment:%H:%M}":
            self.set_value(moment)


class _CalendarPopup(QWidget):
    """The calendar below a date field."""

    def __init__(self, field: QWidget, theme: Theme) -> None:
        super().__init__(field, Qt.WindowType.Popup)
        self._field, self._theme = field, theme
        self.calendar = QCalendarWidget(self)
        self.calendar.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader)
        self.calendar.setGridVisible(False)
        self.calendar.setFirstDayOfWeek(field.locale().firstDayOfWeek())
        self.calendar.setMinimumSize(theme.scaled(320), theme.scaled(300))
        self.setProperty("role", "popup")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(1, 1, 1, 1)
        layout.addWidget(self.calendar)

    def show_day(self, day: QDate) -> None:
        """Open below the field with a day chosen."""
        self._colour()
        for name, icon in (
            ("qt_calendar_prevmonth", "chevron-left"),
            ("qt_calendar_nextmonth", "chevron-right"),
        ):
            button = self.calendar.findChild(QToolButton, name)
            if isinstance(button, QToolButton):
                button.setIcon(self._theme.icon(icon))
        self.calendar.setSelectedDate(day)
        self.move(self._field.mapToGlobal(QPoint(0, self._field.height() + 2)))
        self.show()
        self.calendar.setFocus()

    def _colour(self) -> None:
        """Take Qt's red off the weekends, and set the names of the days back."""
        plain, small = QTextCharFormat(), QTextCharFormat()
        plain.setForeground(self._theme.colour("ink"))
        small.setForeground(self._theme.colour("ink_3"))
        small.setFont(self._theme.font("caption"))
        for weekend in (Qt.DayOfWeek.Saturday, Qt.DayOfWeek.Sunday):
            self.calendar.setWeekdayTextFormat(weekend, plain)
        self.calendar.setHeaderTextFormat(small)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.hide()
            self._field.setFocus(Qt.FocusReason.PopupFocusReason)
        else:
            super().keyPressEvent(event)


def read_date(text: str, today: date, locale: QLocale, spoken: Mapping[str, int], *, past: bool = False) -> date | None:
    """Read a day as a person writes it: without a year the one of the nearest six months.

    Without a month it is the next from two weeks ago on, of the `past` the last such day up to today.
    `spoken` are words for days and how far ahead they are; names of days and months are the locale's.
    """
    words = text.strip().casefold()
    if not words:
        return None
    if (match := _ISO.fullmatch(words)) is not None:
        return _day(*(int(part) for part in match.groups()))
    if (match := _NUMBERS.fullmatch(words)) is not None:
        day, month, year = (int(part) if part else 0 for part in match.groups())
        return _near(today, day, month, year, past=past)
    if (match := _WORDS.fullmatch(words)) is not None:
        month = _month(match[2], locale)
        return _near(today, int(match[1]), month, int(match[3] or 0), past=past) if month else None
    if words in spoken:
        return today + timedelta(days=spoken[words])
    return _weekday(words, today, locale, past=past)


def read_time(text: str) -> time | None:
    """Read a time of the day as a person writes it."""
    match = _CLOCK.fullmatch(text.strip())
    if match is None:
        return None
    hour, minute = int(match[1]), int(match[2] or 0)
    return time(hour, minute) if hour < 24 and minute < 60 else None


def _weekday(words: str, today: date, locale: QLocale, *, past: bool) -> date | None:
    for days in range(0, -7, -1) if past else range(1, 8):
        day = today + timedelta(days=days)
        if len(words) >= 2 and locale.dayName(day.isoweekday()).casefold().startswith(words):
            return day
    return None


def _month(words: str, locale: QLocale) -> int:
    names = (locale.monthName(month).casefold() for month in range(1, 13))
    return next((month for month, name in enumerate(names, 1) if name.startswith(words)), 0)


def _near(today: date, day: int, month: int, year: int, *, past: bool) -> date | None:
    """The day of a year; without one, or without a month (0), the nearest that is meant."""
    if year:
        return _day(year + 2000 if year < 100 else year, month, day)
    this = today.year * 12 + (month or today.month) - 1
    found = _day(this // 12, this % 12 + 1, day)
    step = 12 if month else 1
    ahead, behind = timedelta(days=182 if month else 0), timedelta(days=182 if month else 14)
    if past and (found is None or found > today + ahead):
        this -= step
    elif not past and found is not None and found < today - behind:
        this += step
    return _day(this // 12, this % 12 + 1, day)


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
