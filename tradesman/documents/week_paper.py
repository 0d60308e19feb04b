"""A week on paper: each day with its appointments and addresses, for the van and the kitchen door."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from tradesman.book.business import Business
from tradesman.documents import figures, paper_words, printable, typesetting
from tradesman.services.calendars import Day, Entry, EntryKind

TEMPLATE = "week"
_MOST_DUES = 8  # of a day; the rest is counted


@dataclass(frozen=True)
class Week:
    """The days that are printed, what is due on each in a few words, and whose week it is."""

    business: Business
    days: Sequence[Day]
    dues: Sequence[Sequence[str]]
    language: str = "en"


def pdf(week: Week, at: datetime) -> bytes:
    """The PDF of a week; BookError for a letter that cannot be printed. Beside the window."""
    return typesetting.pdf(TEMPLATE, _data(week), at)


def _data(week: Week) -> dict[str, Any]:
    locale = figures.locale_of(week.language, week.business.country)
    language, _, region = locale.partition("_")
    said = paper_words.of(language, "week")
    first, last = week.days[0].on, week.days[-1].on
    title = said["title"].format(first.isocalendar().week, first.isocalendar().year)
    told = {
        "title": title,
        "running": title,
        "lang": language,
        "region": region or None,
        "paper": "us-letter" if week.business.paper == "letter" else "a4",
        "business": {"name": week.business.name, "lines": []},
        "head": f"{figures.day(first, locale)} – {figures.day(last, locale)}",
        "foot": " · ".join(part for part in (week.business.name, week.business.owner) if part),
        "page_words": said["page"],
        "words": {"due": said["due"], "nothing": said["nothing"]},
        "days": [_day(day, due, said, locale) for day, due in zip(week.days, week.dues, strict=True)],
    }
    found: dict[str, Any] = printable.clean(told)
    return found


def _day(day: Day, dues: Sequence[str], said: dict[str, Any], locale: str) -> dict[str, Any]:
    shown = list(dues[:_MOST_DUES])
    if len(dues) > _MOST_DUES:
        shown.append(said["more"].format(len(dues) - _MOST_DUES))
    off = ", ".join(part for part in (day.holiday, said["away"] if day.away else "") if part)
    return {
        "weekday": _weekday(day.on, locale),
        "date": figures.day(day.on, locale, "d MMM"),
        "off": off,
        "entries": [_entry(entry, said) for entry in day.entries],
        "dues": shown,
    }


def _weekday(on: date, locale: str) -> str:
    return figures.day(on, locale, "EEEE")


def _entry(entry: Entry, said: dict[str, Any]) -> dict[str, Any]:
    at = f"{_clock(entry.begins)}–{_clock(entry.ends)}"
    number = said["day"].format(entry.number, entry.count) if entry.count > 1 else ""
    kinds = {EntryKind.VISIT: said["visit"], EntryKind.WORK: said["work"], EntryKind.SERVICE_CALL: said["service_call"]}
    return {
        "at": at,
        "title": entry.what,
        "customer": entry.customer,
        "place": printable.lines(entry.place),
        "note": ", ".join(part for part in (kinds[entry.kind], number, said["held"] if entry.held else "") if part),
        "visit": entry.is_visit,
        "held": entry.held,
    }


def _clock(minute: int) -> str:
    return f"{minute // 60:02d}:{minute % 60:02d}"
