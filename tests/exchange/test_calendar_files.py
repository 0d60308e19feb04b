"""Calendar files, read back by other libraries: vobject for the entries, dateutil for the zones."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from io import StringIO
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

import pytest
import vobject  # type: ignore[import-untyped]
from dateutil import tz  # type: ignore[import-untyped]
from hypothesis import given, settings
from hypothesis import strategies as st

from tradesman.exchange import calendar_files
from tradesman.exchange.calendar_files import Appointment

AT = datetime(2026, 10, 9, 12, tzinfo=UTC)
ONE, OTHER = UUID(int=1), UUID(int=2)
LONDON = "Europe/London"


def written(*entries: Appointment, zone: str = LONDON, at: datetime = AT) -> bytes:
    return calendar_files.write([replace(one, zone=zone) for one in entries], at, "Harrow Plumbing")


def read(content: bytes) -> list[Any]:
    """The events as another library reads them."""
    return list(vobject.readOne(content.decode()).contents.get("vevent", []))


def lines(content: bytes) -> list[str]:
    """The lines as the standard folds them, unfolded; strictly."""
    text = content.decode()
    assert text.endswith("\r\n")
    parts = text[:-2].split("\r\n")
    assert not any("\n" in part or "\r" in part for part in parts)
    assert all(len(part.encode()) <= 75 for part in parts), "a line is longer than 75 octets"
    return text[:-2].replace("\r\n ", "").split("\r\n")


def value(content: bytes, name: str) -> str:
    return next(line.partition(":")[2] for line in lines(content) if line.split(":")[0].split(";")[0] == name)


def test_nothing_in_it_is_turned_round() -> None:
    entry = Appointment(ONE, "Visit: \u202eLeah שרה", "3 Mill\u2067 Lane\nHarrow", date(2026, 10, 14))
    (event,) = read(written(entry))
    assert (event.summary.value, event.location.value) == ("Visit: Leah שרה", "3 Mill Lane, Harrow")


def test_a_visit_has_its_time_zone_place_and_state() -> None:
    content = written(Appointment(ONE, "Visit: Leah Novak", "3 Mill Lane\nHarrow", date(2026, 10, 14), time(9, 30), 90))
    (event,) = read(content)
    start, end = event.dtstart.value, event.dtend.value
    assert start.astimezone(UTC) == datetime(2026, 10, 14, 8, 30, tzinfo=UTC)
    assert end - start == timedelta(minutes=90)
    assert event.summary.value == "Visit: Leah Novak"
    assert event.location.value == "3 Mill Lane, Harrow"
    assert event.status.value == "CONFIRMED"
    assert value(content, "UID") == f"{ONE}@tradesman"
    assert any(line == "DTSTART;TZID=Europe/London:20261014T093000" for line in lines(content))
    assert lines(content)[:2] == ["BEGIN:VCALENDAR", "VERSION:2.0"]


def test_work_without_a_time_is_the_whole_day_and_held_is_tentative() -> None:
    content = written(Appointment(ONE, "Work", "", date(2026, 12, 31), held=True))
    (event,) = read(content)
    assert (event.dtstart.value, event.dtend.value) == (date(2026, 12, 31), date(2027, 1, 1))
    assert event.status.value == "TENTATIVE"
    assert b"VTIMEZONE" not in content
    assert b"LOCATION" not in content


def test_a_second_import_updates_and_cancels() -> None:
    before = written(Appointment(ONE, "Visit", "", date(2026, 10, 14), time(9), 60))
    later = AT + timedelta(seconds=1)
    after = written(Appointment(ONE, "Visit", "", date(2026, 10, 15), time(10), 60, cancelled=True), at=later)
    assert value(before, "UID") == value(after, "UID")
    assert int(value(after, "SEQUENCE")) > int(value(before, "SEQUENCE"))
    assert value(after, "DTSTAMP") > value(before, "DTSTAMP")
    assert value(after, "STATUS") == "CANCELLED"
    assert int(value(after, "SEQUENCE")) < 2**31


def test_nothing_is_a_calendar_too() -> None:
    assert vobject.readOne(written().decode()).name == "VCALENDAR"


def test_the_hour_that_is_shown_twice_and_the_one_that_is_skipped() -> None:
    night = Appointment(ONE, "Night", "", date(2026, 10, 25), time(0, 30), 120)
    gap = Appointment(OTHER, "Gap", "", date(2026, 3, 29), time(1, 30), 30)
    starts = [line for line in lines(written(night, gap)) if line.startswith(("DTSTART;TZID", "DTEND;TZID"))]
    assert [line[-6:] for line in starts] == ["003000", "023000", "023000", "030000"]


def test_each_visit_keeps_the_clock_of_its_place() -> None:
    here = Appointment(ONE, "Here", "", date(2026, 6, 1), time(9), 60, LONDON)
    there = Appointment(OTHER, "There", "", date(2026, 6, 1), time(9), 60, "America/New_York")
    content = calendar_files.write([here, there], AT, "Harrow Plumbing")
    starts = {event.summary.value: event.dtstart.value.astimezone(UTC).hour for event in read(content)}
    assert starts == {"Here": 8, "There": 13}
    assert lines(content).count("BEGIN:VTIMEZONE") == 2


@pytest.mark.parametrize("zone", [LONDON, "America/New_York", "Australia/Lord_Howe", "Pacific/Kiritimati", "UTC"])
def test_the_zone_that_comes_along_has_the_same_clock(zone: str) -> None:
    content = written(Appointment(ONE, "Visit", "", date(2026, 6, 1), time(9), 60), zone=zone)
    text = content.decode()
    part = text[text.index("BEGIN:VTIMEZONE") : text.index("END:VTIMEZONE")] + "END:VTIMEZONE\r\n"
    told = tz.tzical(StringIO(part)).get()
    assert told is not None
    wall = datetime(2026, 1, 1, 0, 30)  # noqa: DTZ001 - the wall clock of the zone
    while wall.year == 2026:
        here = wall.replace(tzinfo=ZoneInfo(zone))
        exists = here.astimezone(UTC).astimezone(ZoneInfo(zone)).replace(tzinfo=None) == wall
        twice = here.utcoffset() != here.replace(fold=1).utcoffset()
        if exists and not twice:
            assert wall.replace(tzinfo=told).utcoffset() == here.utcoffset(), wall
        wall += timedelta(hours=5)


@given(title=st.text(max_size=200), place=st.text(max_size=120), minutes=st.integers(0, 1440))
@settings(max_examples=60, deadline=None)
def test_whatever_is_typed_comes_back_and_adds_nothing(title: str, place: str, minutes: int) -> None:
    clean = "".join(letter for letter in title if letter.isprintable() and not "\ud800" <= letter <= "\udfff")
    where = "".join(letter for letter in place if letter.isprintable() and not "\ud800" <= letter <= "\udfff")
    content = written(Appointment(ONE, clean, where, date(2026, 10, 14), time(9), minutes))
    names = [line.partition(":")[0].partition(";")[0] for line in lines(content)]
    assert names.count("BEGIN") == names.count("END")
    assert names.count("SUMMARY") == 1
    (event,) = read(content)
    assert event.summary.value == clean


@pytest.mark.parametrize(
    "typed", ["x\nATTENDEE:mailto:a@b.c", "x\r\nBEGIN:VALARM", "END:VEVENT", "a;b,c\\d", "ö" * 80, "1\\n2"]
)
def test_words_cannot_become_lines(typed: str) -> None:
    content = written(Appointment(ONE, typed, typed, date(2026, 10, 14), time(9), 60))
    assert not {"ATTENDEE:mailto:a@b.c", "BEGIN:VALARM"} & set(lines(content))
    assert lines(content).count("END:VEVENT") == 1
    (event,) = read(content)
    assert event.summary.value == typed.replace("\r\n", "\n")
