"""Calendar files: appointments as iCalendar (RFC 5545), so that a second import updates what the first one brought."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING
from uuid import UUID
from zoneinfo import ZoneInfo

from tradesman.book.direction import unturned

if TYPE_CHECKING:
    from icalendar import Event, Timezone

SUFFIX = ".ics"
_BORN = datetime(2020, 1, 1, tzinfo=UTC)  # sequence numbers count seconds from here, and fit 31 bits until 2088
_HOUR = timedelta(hours=1)


@dataclass(frozen=True)
class Appointment:
    """One entry as the other calendar shows it: by the wall clock of its zone, or the whole day."""

    row_id: UUID
    title: str
    place: str
    on: date
    starts: time | None = None
    minutes: int = 0
    zone: str = "UTC"
    held: bool = False
    cancelled: bool = False


def write(appointments: Iterable[Appointment], at: datetime, name: str) -> bytes:
    """The bytes of a file in UTF-8; `at` is the moment it is written, `name` what the calendar is called.

    Each entry is known by its row, and a file that is written later counts as newer. The rules of the zones come along,
    so that a reader needs to know none. A time that a changing clock skips is the first one after it.
    """
    from icalendar import Calendar  # half a second, which only an export pays for

    calendar = Calendar()
    calendar.add("prodid", "-//Tradesman//Calendar//EN")
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", unturned(name))
    kept = list(appointments)
    timed = [one for one in kept if one.starts is not None]
    for zone in sorted({one.zone for one in timed}):
        days = [one.on for one in timed if one.zone == zone]
        calendar.add_component(_zone(zone, min(days), max(days)))
    for one in kept:
        calendar.add_component(_event(one, ZoneInfo(one.zone), at))
    content: bytes = calendar.to_ical()
    return content


def _event(one: Appointment, zone: ZoneInfo, at: datetime) -> Event:
    from icalendar import Event

    event = Event()
    event.add("uid", f"{one.row_id}@tradesman")
    event.add("dtstamp", at.astimezone(UTC))
    event.add("sequence", max(int((at - _BORN).total_seconds()), 0))
    if one.starts is None:
        event.add("dtstart", one.on)
        event.add("dtend", one.on + timedelta(days=1))
    else:
        wall, length = datetime.combine(one.on, one.starts), timedelta(minutes=one.minutes)
        begins, ends = _real(wall, zone), _real(wall + length, zone)
        event.add("dtstart", begins)
        event.add("dtend", ends if ends > begins else begins + length)
    event.add("summary", unturned(one.title))
    if one.place:
        event.add("location", ", ".join(unturned(one.place).splitlines()))
    event.add("status", "CANCELLED" if one.cancelled else "TENTATIVE" if one.held else "CONFIRMED")
    event.add("transp", "OPAQUE")
    return event


def _real(wall: datetime, zone: ZoneInfo) -> datetime:
    """A time that the wall clock shows on that day; one that it skips is moved behind the gap."""
    return wall.replace(tzinfo=zone).astimezone(UTC).astimezone(zone)


def _zone(name: str, first: date, last: date) -> Timezone:
    """The zone's offset as the first day's year begins, and each change of it until the last day's ends.

    The library's own way puts the changes in spring an hour too late: a change has the time that the clock showed
    before it (RFC 5545, 3.6.5).
    """
    from icalendar import Timezone, TimezoneDaylight, TimezoneStandard

    zone, made = ZoneInfo(name), Timezone()
    made.add("tzid", name)
    for at, before in _changes(zone, first.year, last.year):
        local = at.astimezone(zone)
        observed = TimezoneDaylight() if local.dst() else TimezoneStandard()
        observed.add("dtstart", at.replace(tzinfo=None) + before)
        observed.add("tzoffsetfrom", before)
        observed.add("tzoffsetto", _offset(zone, at))
        observed.add("tzname", local.tzname() or name)
        made.add_component(observed)
    return made


def _changes(zone: ZoneInfo, first_year: int, last_year: int) -> Iterator[tuple[datetime, timedelta]]:
    """When the offset changes, and what it was before; the first is that of the beginning, which changes nothing."""
    # A day more at each end: the year begins up to fourteen hours earlier or later elsewhere.
    here, end = datetime(first_year - 1, 12, 31, tzinfo=UTC), datetime(last_year + 1, 1, 2, tzinfo=UTC)
    yield here, _offset(zone, here)
    while here < end:
        before = _offset(zone, here)
        if _offset(zone, here + _HOUR) != before:
            minutes = (here + timedelta(minutes=number) for number in range(1, 61))
            yield next(minute for minute in minutes if _offset(zone, minute) != before), before
        here += _HOUR


def _offset(zone: ZoneInfo, at: datetime) -> timedelta:
    return at.astimezone(zone).utcoffset() or timedelta(0)
