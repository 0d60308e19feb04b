"""Working time, working days and calendar months, so that every due date follows the owner's own hours.

Rules: product.md, "Time", "Call-back", "Follow-ups". The present time is always passed in. An instant is an
aware datetime and comes back in UTC, a day is a date in the book's zone. A naive instant raises ValueError;
what looks for a working day raises NoWorkingTime where there is none.
"""

import re
import sys
from bisect import bisect_left
from calendar import monthrange
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from functools import cached_property, lru_cache
from importlib.util import find_spec, module_from_spec
from types import ModuleType
from typing import Self
from zoneinfo import ZoneInfo

Span = tuple[time, time]
DayRange = tuple[date, date]
MIDNIGHT = time(0)
ALL_DAY = ((MIDNIGHT, MIDNIGHT),)
ONE_DAY = timedelta(days=1)
ONE_SECOND = timedelta(seconds=1)
NO_TIME = timedelta(0)
SEARCH_DAYS = 2 * 366  # two years without a working day are settings gone wrong, not a long holiday
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


class NoWorkingTime(ValueError):
    """The settings leave no working day to put anything on."""


class Unit(StrEnum):
    """What a wait is counted in."""

    WORKING_HOURS = "working_hours"
    WORKING_DAYS = "working_days"
    DAYS = "days"
    WEEKS = "weeks"
    MONTHS = "months"


@dataclass(frozen=True)
class Wait:
    """How long after an event something is due; a negative count means before it."""

    count: int
    unit: Unit

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read what `str` writes: "3 months", "-1 working day". Raises ValueError, beyond 9999 as well."""
        match = re.fullmatch(r"([+-]?[0-9]{1,4}) +(working[ _](?:hour|day)|day|week|month)s?", text.strip())
        if match is None:
            raise ValueError(f"{text!r} is not a wait such as '2 weeks' or '1 working hour'.")
        return cls(int(match[1]), Unit(f"{match[2].replace(' ', '_')}s"))

    def __str__(self) -> str:
        name = self.unit.replace("_", " ")
        return f"{self.count} {name.removesuffix('s') if abs(self.count) == 1 else name}"


@dataclass(frozen=True)
class WorkingHours:
    """When the owner works: for each weekday, Monday first, the spans from opening to closing, in order.

    Whole minutes of the wall clock. A closing at `time(0)` is the midnight that ends the day, written 24:00;
    `time.max` would lose a microsecond. Raises ValueError for empty, disordered or overlapping spans.
    """

    week: tuple[tuple[Span, ...], ...]

    def __post_init__(self) -> None:
        for weekday, spans in zip(WEEKDAYS, self.week, strict=True):
            free_from = 0
            for opens, closes in spans:
                start, end = _minute(opens), _minute(closes) or 24 * 60
                if not free_from <= start < end:
                    raise ValueError(f"{weekday}: the hours from {opens:%H:%M} end too early or overlap.")
                free_from = end

    @classmethod
    def from_json(cls, kept: Mapping[str, Sequence[Sequence[str]]]) -> Self:
        """Read {"0": [["08:00", "17:00"]]}: 0 is Monday, what is missing is not worked. Raises ValueError."""
        if not set(kept) <= set("0123456"):
            raise ValueError("A weekday is a number from 0 (Monday) to 6 (Sunday).")
        return cls(tuple(tuple(_read_span(span) for span in kept.get(weekday, ())) for weekday in "0123456"))

    def to_json(self) -> dict[str, list[list[str]]]:
        """Return what `from_json` reads; a weekday that is not worked is left out."""
        return {
            str(weekday): [[f"{a:%H:%M}", f"{b:%H:%M}".replace("00:00", "24:00")] for a, b in spans]
            for weekday, spans in enumerate(self.week)
            if spans
        }


@dataclass(frozen=True)
class Calendar:
    """The owner's time: zone, hours, holidays of country and region, days away, days on call.

    `zone` is an IANA name, `country` two capital letters (ISO 3166), `region` as the holidays library has it.
    Ranges of days include both ends. Raises ValueError for an unknown zone and a range that ends too early.
    """

    zone: str
    hours: WorkingHours
    country: str | None = None
    region: str | None = None
    away: tuple[DayRange, ...] = ()
    on_call: tuple[DayRange, ...] = ()

    def __post_init__(self) -> None:
        for first, last in self.away + self.on_call:
            if last < first:
                raise ValueError(f"The days from {first} to {last} end before they begin.")
        try:
            _ = self._zone
        except (KeyError, OSError, ValueError) as error:  # KeyError: no such name; OSError: a folder of zones
            raise ValueError(f"{self.zone!r} is not a time zone such as 'Europe/London'.") from error

    @cached_property
    def _zone(self) -> ZoneInfo:
        return ZoneInfo(self.zone)

    def local(self, at: datetime) -> datetime:
        """Return the instant on the book's wall clock."""
        return _utc(at).astimezone(self._zone)

    def local_day(self, at: datetime) -> date:
        """Return the book's day on which the instant falls."""
        return self.local(at).date()

    def at_local(self, day: date, wall: time) -> datetime:
        """Return the instant, in UTC, of a day and time; of one that is skipped or comes twice, the first."""
        wanted = datetime.combine(day, wall.replace(fold=0), self._zone)
        meant = wanted.astimezone(UTC)
        if meant.astimezone(self._zone) == wanted:
            return meant
        # In a gap, fold=1 reads as an instant before it and fold=0 as one behind it, by less than its width.
        before = wanted.replace(fold=1).astimezone(UTC).replace(microsecond=0)
        seconds = range((meant - before) // ONE_SECOND)
        # Within one zone Python compares wall clocks, as is wanted here and above.
        jump = bisect_left(seconds, True, key=lambda second: self.local(before + second * ONE_SECOND) > wanted)
        return before + jump * ONE_SECOND

    def holiday_name(self, day: date) -> str | None:
        """Return what the day is called, in the country's own language, if it is a public holiday."""
        country = self.country or ""
        year = _holidays(country, self.region, day.year) or _holidays(country, None, day.year) or {}
        return year.get(day)

    def is_away(self, day: date) -> bool:
        """Say whether the owner is away."""
        return any(first <= day <= last for first, last in self.away)

    def is_on_call(self, day: date) -> bool:
        """Say whether the owner is on call, round the clock."""
        return any(first <= day <= last for first, last in self.on_call)

    def is_working_day(self, day: date) -> bool:
        """Say whether the day has working hours, is no holiday, and the owner is not away."""
        return bool(self.hours.week[day.weekday()]) and not (self.is_away(day) or self.holiday_name(day))

    def on_or_next_working_day(self, day: date) -> date:
        """Return the day itself or the first working day after it."""
        return self._search(day, ONE_DAY)

    def on_or_previous_working_day(self, day: date) -> date:
        """Return the day itself or the last working day before it."""
        return self._search(day, -ONE_DAY)

    def next_working_day(self, day: date) -> date:
        """Return the first working day strictly after the day."""
        return self._search(day + ONE_DAY, ONE_DAY)

    def previous_working_day(self, day: date) -> date:
        """Return the last working day strictly before the day."""
        return self._search(day - ONE_DAY, -ONE_DAY)

    def _search(self, day: date, step: timedelta, *, danger: bool = False) -> date:
        for steps in range(SEARCH_DAYS):
            found = day + steps * step
            if self.is_working_day(found) or (danger and self.is_on_call(found)):
                return found
        raise NoWorkingTime(f"There is no working day within two years of {day}: check the working hours.")

    def add_working_days(self, day: date, count: int) -> date:
        """Return the count-th working day after the day, or before it; for 0 the day itself or the next."""
        following = self.next_working_day if count > 0 else self.previous_working_day
        for _ in range(abs(count)):
            day = following(day)
        return day if count else self.on_or_next_working_day(day)

    def day_after(self, day: date, wait: Wait) -> date:
        """Return the working day that is a wait after the day. Rule: product.md, "Follow-ups".

        Days, weeks and months, also backwards, move on to a working day. Raises ValueError for working hours.
        """
        if wait.unit is Unit.WORKING_HOURS:
            raise ValueError("Working hours are counted from an instant, not from a day.")
        if wait.unit is Unit.WORKING_DAYS:
            return self.add_working_days(day, wait.count)
        if wait.unit is Unit.MONTHS:
            return self.on_or_next_working_day(add_months(day, wait.count))
        days = wait.count * (7 if wait.unit is Unit.WEEKS else 1)
        return self.on_or_next_working_day(day + timedelta(days=days))

    def add_working_time(self, at: datetime, span: timedelta, *, danger: bool = False) -> datetime:
        """Return the instant by which `span` of working time has passed. Rule: product.md, "Call-back".

        In danger, days on call are worked round the clock.
        Inside working hours it counts what really passes, also when clocks change. What is used up at closing
        time ends there; from outside, even no time ends at the next opening. Raises ValueError below zero.
        """
        if span < NO_TIME:
            raise ValueError("Working time can only be added.")
        at = _utc(at)
        # From the day before, whose hours may end at the very midnight that `at` is.
        day = self.local_day(at) - ONE_DAY
        while True:
            day = self._search(day, ONE_DAY, danger=danger)
            for opens, closes in self._open(day, danger=danger):
                start = max(opens, at)
                if span <= closes - start:
                    return start + span
                span -= max(closes - start, NO_TIME)
            day += ONE_DAY

    def working_time_between(self, start: datetime, end: datetime, *, danger: bool = False) -> timedelta:
        """Return the working time from one instant to another, negative where `end` is the earlier.

        In danger, days on call are worked round the clock.
        """
        start, end = _utc(start), _utc(end)
        if end < start:
            return -self.working_time_between(end, start, danger=danger)
        worked = NO_TIME
        # A day more at each end: a clock set back over midnight lets two days overlap.
        day, last = self.local_day(start) - ONE_DAY, self.local_day(end) + ONE_DAY
        while day <= last:
            for opens, closes in self._open(day, danger=danger):
                worked += max(min(closes, end) - max(opens, start), NO_TIME)
            day += ONE_DAY
        return worked

    def _open(self, day: date, *, danger: bool) -> Iterator[tuple[datetime, datetime]]:
        """Yield the spans of a day in UTC, without those that a changing clock skips."""
        spans = self.hours.week[day.weekday()] if self.is_working_day(day) else ()
        for opens, closes in ALL_DAY if danger and self.is_on_call(day) else spans:
            opening = self.at_local(day, opens)
            closing = self.at_local(day + ONE_DAY if closes == MIDNIGHT else day, closes)
            if opening < closing:
                yield opening, closing

    def call_due(self, at: datetime, span: timedelta, danger: bool) -> datetime:
        """Return when a call is due: in working time, which in danger runs round the clock on local days on call."""
        return self.add_working_time(at, span, danger=danger)


def add_months(day: date, count: int) -> date:
    """Return the day `count` months on, clamped to that month's end. Rule: product.md, "Follow-ups"."""
    year, month = divmod(day.year * 12 + day.month - 1 + count, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def known_region(country: str, region: str | None) -> bool:
    """Say whether holidays are known for the country and, where one is given, for the region."""
    return _holidays(country, region, None) is not None


def countries() -> list[str]:
    """Return the countries whose holidays are known, as ISO 3166 writes them with two letters."""
    return sorted(code for code in _library().list_supported_countries() if re.fullmatch("[A-Z]{2}", code))


def regions(country: str) -> dict[str, str]:
    """Return the regions of a country that have holidays of their own, each with its name in that country."""
    if not known_region(country, None):
        return {}
    found = _library().country_holidays(country).get_subdivision_aliases()
    # Some aliases are older codes.
    return {code: next((name for name in names if not name.isupper()), code) for code, names in found.items()}


@lru_cache(maxsize=256)
def _holidays(country: str, region: str | None, year: int | None) -> Mapping[date, str] | None:
    # Two letters: stock exchanges, and the library's own classes, are found by the same door.
    if not re.fullmatch("[A-Z]{2}", country):
        return None
    try:
        found = _library().country_holidays(country, subdiv=region, years=year, expand=False)
    except NotImplementedError:
        return None
    return dict(found.items())


def _library() -> ModuleType:
    """The holidays library, without the two hundred countries that importing one of them would bring along.

    Its package of countries imports them all, which takes a fifth of a second at each start; found but not run, it
    still gives each of them by name.
    """
    import holidays

    spec = find_spec("holidays.countries")
    if spec is not None:
        sys.modules.setdefault(spec.name, module_from_spec(spec))
    return holidays


def _read_span(kept: Sequence[str]) -> Span:
    try:
        opens, closes = kept
        return time.fromisoformat(opens), MIDNIGHT if closes == "24:00" else time.fromisoformat(closes)
    except (TypeError, ValueError) as error:
        raise ValueError(f"{kept!r} is not an opening and a closing time.") from error


def _minute(wall: time) -> int:
    if wall != time(wall.hour, wall.minute):
        raise ValueError(f"{wall} is not a whole minute of the wall clock.")
    return wall.hour * 60 + wall.minute


def _utc(at: datetime) -> datetime:
    if at.utcoffset() is None:
        raise ValueError("An instant needs a time zone.")
    return at.astimezone(UTC)
