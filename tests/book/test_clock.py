"""Every due date follows the owner's own hours: across clock changes, leap days, year ends, holidays."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from datetime import timezone as fixed_zone

import holidays
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tradesman.book import clock
from tradesman.book.clock import Calendar, DayRange, NoWorkingTime, Unit, Wait, WorkingHours

# The same examples each time, and no judging of time.
steady = settings(derandomize=True, deadline=None, max_examples=60, database=None)

ONE_DAY = timedelta(days=1)
HOUR = timedelta(hours=1)
MINUTE = timedelta(minutes=1)
OFFICE = WorkingHours.from_json({str(weekday): [["08:00", "17:00"]] for weekday in range(5)})
SPLIT = WorkingHours.from_json({str(weekday): [["08:00", "12:00"], ["13:00", "17:00"]] for weekday in range(6)})
ALWAYS = WorkingHours.from_json({str(weekday): [["00:00", "24:00"]] for weekday in range(7)})
# Nights and early hours, where the clocks change.
NIGHTS = WorkingHours.from_json(
    {str(weekday): [["00:00", "01:40"], ["01:45", "02:15"], ["22:00", "24:00"]] for weekday in (0, 5, 6)}
)
NEVER = WorkingHours.from_json({})
ZONES = ["Europe/London", "America/New_York", "Australia/Lord_Howe", "Pacific/Kiritimati", "UTC"]

# The days on which the clocks of these zones change, a leap day, a year's end.
ODD_DAYS = [
    date(2026, 3, 29),
    date(2026, 10, 25),
    date(2026, 3, 8),
    date(2026, 11, 1),
    date(2026, 4, 5),
    date(2026, 10, 4),
    date(2028, 2, 29),
    date(2026, 12, 31),
]


def calendar(
    zone: str = "Europe/London",
    hours: WorkingHours = OFFICE,
    country: str | None = None,
    region: str | None = None,
    away: tuple[DayRange, ...] = (),
    on_call: tuple[DayRange, ...] = (),
) -> Calendar:
    return Calendar(zone, hours, country, region, away, on_call)


def utc(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


near_odd_days = st.builds(
    lambda day, minutes: datetime.combine(day, time(0), UTC) + timedelta(minutes=minutes),
    st.sampled_from(ODD_DAYS),
    st.integers(-2 * 24 * 60, 3 * 24 * 60),
)
instants = near_odd_days | st.datetimes(
    datetime(1996, 1, 1),  # noqa: DTZ001
    datetime(2090, 1, 1),  # noqa: DTZ001
    timezones=st.just(UTC),
)
days = st.sampled_from(ODD_DAYS) | st.dates(date(1996, 1, 1), date(2090, 1, 1))
spans = st.timedeltas(timedelta(0), timedelta(hours=60))
ranges = st.lists(
    st.tuples(st.sampled_from(ODD_DAYS), st.integers(0, 20)).map(lambda pair: (pair[0], pair[0] + pair[1] * ONE_DAY)),
    max_size=3,
).map(tuple)
calendars = st.builds(
    lambda zone, hours, place, away: Calendar(zone, hours, place[0], place[1], away),
    st.sampled_from(ZONES),
    st.sampled_from([OFFICE, SPLIT, ALWAYS, NIGHTS]),
    st.sampled_from([(None, None), ("GB", "SCT"), ("US", "NY"), ("AU", "NSW")]),
    ranges,
)
minutes = st.lists(st.integers(0, 24 * 60), unique=True, max_size=8).map(sorted)


def as_text(minute: int) -> str:
    return f"{minute // 60:02}:{minute % 60:02}"


def as_spans(edges: list[int]) -> list[list[str]]:
    return [[as_text(opens), as_text(closes)] for opens, closes in zip(edges[::2], edges[1::2], strict=False)]


hours_json = st.dictionaries(st.sampled_from("0123456"), minutes.map(as_spans).filter(bool))


class TestWorkingHours:
    def test_a_weekday_that_is_missing_is_not_worked(self) -> None:
        hours = WorkingHours.from_json({"0": [["08:00", "12:00"], ["13:00", "17:00"]], "1": []})
        assert ((time(8), time(12)), (time(13), time(17))) == hours.week[0]
        assert list(hours.week[1:]) == [()] * 6

    def test_the_end_of_the_day_is_written_24_00(self) -> None:
        assert ((time(0), time(0)),) == ALWAYS.week[0]
        assert WorkingHours.from_json({"3": [["00:00", "24:00"]]}).to_json() == {"3": [["00:00", "24:00"]]}

    @steady
    @given(hours_json)
    def test_what_the_book_keeps_comes_back_the_same(self, kept: dict[str, list[list[str]]]) -> None:
        hours = WorkingHours.from_json(kept)
        assert kept == hours.to_json()
        assert hours == WorkingHours.from_json(hours.to_json())

    def test_spans_may_touch(self) -> None:
        kept = {"0": [["08:00", "12:00"], ["12:00", "17:00"]]}
        assert kept == WorkingHours.from_json(kept).to_json()

    @pytest.mark.parametrize(
        ("words", "kept"),
        [
            ("Monday.*13:00.*overlap", {"0": [["08:00", "17:00"], ["13:00", "18:00"]]}),
            ("Tuesday.*08:00.*overlap", {"1": [["13:00", "17:00"], ["08:00", "12:00"]]}),
            ("Sunday.*09:00.*too early", {"6": [["09:00", "09:00"]]}),
            ("Sunday.*22:00.*too early", {"6": [["22:00", "06:00"]]}),
            ("Monday.*23:00.*overlap", {"0": [["08:00", "24:00"], ["23:00", "24:00"]]}),
            ("Monday.*08:00.*overlap", {"0": [["07:00", "24:00"], ["08:00", "09:00"]]}),
            ("from 0", {"7": [["08:00", "17:00"]]}),
            ("from 0", {"Monday": [["08:00", "17:00"]]}),
            ("not an opening", {"0": [["08:00"]]}),
            ("not an opening", {"0": [["08:00", "12:00", "13:00"]]}),
            ("not an opening", {"0": [["08:00", "25:00"]]}),
            ("not an opening", {"0": [["24:00", "24:00"]]}),
            ("not an opening", {"0": [[8, 17]]}),
            ("whole minute", {"0": [["08:00:30", "17:00"]]}),
            ("whole minute", {"0": [["08:00", "17:00Z"]]}),
        ],
    )
    def test_hours_that_make_no_sense_are_refused(self, words: str, kept: dict[str, list[list[str]]]) -> None:
        with pytest.raises(ValueError, match=words):
            WorkingHours.from_json(kept)

    def test_a_week_has_seven_days(self) -> None:
        with pytest.raises(ValueError, match="shorter"):
            WorkingHours(((),) * 6)


class TestSettings:
    @pytest.mark.parametrize("zone", ["Europe/Atlantis", "Europe", "", "../etc/passwd", "/etc/passwd"])
    def test_a_zone_that_is_none_is_refused(self, zone: str) -> None:
        with pytest.raises(ValueError, match="is not a time zone"):
            calendar(zone)

    def test_days_that_end_before_they_begin_are_refused(self) -> None:
        backwards = ((date(2026, 8, 3), date(2026, 8, 2)),)
        with pytest.raises(ValueError, match="end before they begin"):
            calendar(away=backwards)
        with pytest.raises(ValueError, match="end before they begin"):
            calendar(on_call=backwards)

    def test_a_calendar_is_a_value(self) -> None:
        assert calendar() == calendar()
        assert hash(calendar()) == hash(calendar())


class TestInstants:
    def test_the_day_is_the_one_of_the_book(self) -> None:
        late = utc("2026-07-01 23:30")
        assert date(2026, 7, 2) == calendar("Europe/London").local_day(late)
        assert date(2026, 7, 1) == calendar("America/New_York").local_day(late)
        assert date(2026, 7, 2) == calendar("Pacific/Kiritimati").local_day(late)
        assert time(0, 30) == calendar("Europe/London").local(late).time()

    def test_an_instant_in_another_zone_is_the_same_instant(self) -> None:
        there = datetime(2026, 7, 2, 1, 30, tzinfo=fixed_zone(2 * HOUR))
        assert calendar().local(utc("2026-07-01 23:30")) == calendar().local(there)

    @pytest.mark.parametrize(
        ("expected", "zone", "day", "wall"),
        [
            # Skipped: the first instant that exists, whatever was skipped.
            ("2026-03-29 01:00", "Europe/London", date(2026, 3, 29), time(1)),
            ("2026-03-29 01:00", "Europe/London", date(2026, 3, 29), time(1, 30, 0, 5)),
            ("2026-03-29 01:00", "Europe/London", date(2026, 3, 29), time(1, 59, 59, 999_999)),
            ("2026-03-29 01:00", "Europe/London", date(2026, 3, 29), time(2)),
            ("2026-03-08 07:00", "America/New_York", date(2026, 3, 8), time(2, 30)),
            ("2026-10-03 15:30", "Australia/Lord_Howe", date(2026, 10, 4), time(2, 10)),
            ("1994-12-31 10:00", "Pacific/Kiritimati", date(1994, 12, 31), time(12)),
            # Twice: the first.
            ("2026-10-25 00:30", "Europe/London", date(2026, 10, 25), time(1, 30)),
            ("2026-10-25 00:30", "Europe/London", date(2026, 10, 25), time(1, 30, fold=1)),
            ("2026-11-01 05:30", "America/New_York", date(2026, 11, 1), time(1, 30)),
            ("2026-04-04 14:45", "Australia/Lord_Howe", date(2026, 4, 5), time(1, 45)),
            # Once.
            ("2026-07-01 07:00", "Europe/London", date(2026, 7, 1), time(8)),
            ("2026-06-30 18:00", "Pacific/Kiritimati", date(2026, 7, 1), time(8)),
        ],
    )
    def test_a_wall_clock_time_is_its_first_instant(self, expected: str, zone: str, day: date, wall: time) -> None:
        found = calendar(zone).at_local(day, wall)
        assert utc(expected) == found
        assert found.tzinfo is UTC

    @steady
    @given(st.sampled_from(ZONES), instants)
    def test_an_instant_on_the_wall_and_back_is_the_same_or_its_first_time(self, zone: str, at: datetime) -> None:
        book = calendar(zone)
        wall = book.local(at)
        back = book.at_local(wall.date(), wall.time())
        assert (back < at) if wall.fold else (back == at)
        assert wall.replace(tzinfo=None) == book.local(back).replace(tzinfo=None)

    @steady
    @given(st.sampled_from(ZONES), st.sampled_from(ODD_DAYS), st.integers(0, 1439), st.integers(0, 1439))
    def test_a_later_wall_clock_time_is_never_an_earlier_instant(
        self, zone: str, day: date, one: int, other: int
    ) -> None:
        first, second = (time(minute // 60, minute % 60) for minute in sorted((one, other)))
        assert calendar(zone).at_local(day, first) <= calendar(zone).at_local(day, second)

    @pytest.mark.parametrize(
        "ask",
        [
            lambda book, at: book.local(at),
            lambda book, at: book.local_day(at),
            lambda book, at: book.add_working_time(at, HOUR),
            lambda book, at: book.working_time_between(at, utc("2026-01-01")),
            lambda book, at: book.working_time_between(utc("2026-01-01"), at),
            lambda book, at: book.call_due(at, HOUR, danger=True),
        ],
        ids=["local", "local_day", "add", "from", "until", "call_due"],
    )
    def test_a_naive_instant_is_refused(self, ask: Callable[[Calendar, datetime], object]) -> None:
        with pytest.raises(ValueError, match="time zone"):
            ask(calendar(), datetime(2026, 1, 1))  # noqa: DTZ001


class TestHolidays:
    def test_a_holiday_has_a_name_and_is_not_worked(self) -> None:
        book = calendar(country="GB", region="ENG")
        assert book.holiday_name(date(2026, 12, 25)) == "Christmas Day"
        assert book.holiday_name(date(2026, 12, 24)) is None
        assert not book.is_working_day(date(2026, 12, 25))
        assert book.is_working_day(date(2026, 12, 24))

    def test_a_holiday_moved_into_the_year_before_counts(self) -> None:
        assert calendar(country="US").holiday_name(date(2021, 12, 31))

    def test_a_region_has_its_own_holidays(self) -> None:
        corpus_christi = date(2026, 6, 4)
        assert calendar(country="DE", region="BY").holiday_name(corpus_christi)
        assert calendar(country="DE", region="HH").holiday_name(corpus_christi) is None

    def test_an_unknown_region_has_the_holidays_of_its_country(self) -> None:
        assert calendar(country="GB", region="Mars").holiday_name(date(2026, 12, 25)) == "Christmas Day"

    @pytest.mark.parametrize("country", [None, "", "XX", "gb", "NYSE"])
    def test_an_unknown_country_has_none(self, country: str | None) -> None:
        assert calendar(country=country).holiday_name(date(2026, 12, 25)) is None
        assert calendar(country=country).is_working_day(date(2026, 12, 25))

    @pytest.mark.parametrize(
        ("expected", "country", "region"),
        [
            (True, "GB", None),
            (True, "GB", "SCT"),
            (False, "GB", "Mars"),
            (False, "XX", None),
            (False, "gb", None),
            (False, "NYSE", None),
            (False, "HolidayBase", None),
            (False, "", None),
        ],
    )
    def test_a_place_is_known_or_not(self, expected: bool, country: str, region: str | None) -> None:
        assert expected is clock.known_region(country, region)

    def test_every_place_of_the_library_is_known(self) -> None:
        places = holidays.list_supported_countries(include_aliases=False)
        assert len(places) > 200
        assert [country for country in places if not clock.known_region(country, None)] == []
        regions = [(country, region) for country, all_of_it in places.items() for region in all_of_it]
        assert [place for place in regions if not clock.known_region(*place)] == []

    def test_each_country_tells_its_regions_by_name(self) -> None:
        countries = clock.countries()
        assert {"DE", "GB", "US"} <= set(countries)
        assert all(clock.known_region(country, region) for country in countries for region in clock.regions(country))
        assert clock.regions("GB")["ENG"] == "England"
        assert clock.regions("FR")["974"] == "La Réunion"  # not one of its older codes
        assert clock.regions("FR")["Zone A"] == "Zone A"
        assert (clock.regions("IE"), clock.regions("XX")) == ({}, {})


class TestWorkingDays:
    def test_days_away_and_on_call_include_both_ends(self) -> None:
        book = calendar(away=((date(2026, 8, 3), date(2026, 8, 5)),), on_call=((date(2026, 8, 8), date(2026, 8, 8)),))
        assert [book.is_away(date(2026, 8, day)) for day in range(2, 7)] == [False, True, True, True, False]
        assert [book.is_on_call(date(2026, 8, day)) for day in range(7, 10)] == [False, True, False]
        assert not book.is_working_day(date(2026, 8, 3))
        assert book.is_working_day(date(2026, 8, 6))

    def test_on_call_does_not_make_a_working_day(self) -> None:
        saturday = date(2026, 8, 8)
        assert not calendar(on_call=((saturday, saturday),)).is_working_day(saturday)

    def test_from_a_weekend_and_over_christmas(self) -> None:
        book = calendar(country="GB", region="ENG")
        christmas_eve, after = date(2026, 12, 24), date(2026, 12, 29)  # the 28th is Boxing Day's
        assert after == book.next_working_day(christmas_eve)
        assert christmas_eve == book.previous_working_day(after)
        assert christmas_eve == book.on_or_next_working_day(christmas_eve)
        assert after == book.on_or_next_working_day(date(2026, 12, 25))
        assert christmas_eve == book.on_or_previous_working_day(date(2026, 12, 28))
        assert christmas_eve == book.on_or_previous_working_day(christmas_eve)

    @pytest.mark.parametrize(
        ("expected", "day", "count"),
        [
            (date(2026, 8, 7), date(2026, 8, 5), 2),
            (date(2026, 8, 10), date(2026, 8, 7), 1),
            (date(2026, 8, 10), date(2026, 8, 8), 1),  # one working day after a Saturday is the Monday
            (date(2026, 8, 7), date(2026, 8, 8), -1),
            (date(2026, 8, 7), date(2026, 8, 10), -1),
            (date(2026, 8, 5), date(2026, 8, 10), -3),
            (date(2026, 8, 10), date(2026, 8, 8), 0),
            (date(2026, 8, 7), date(2026, 8, 7), 0),
        ],
    )
    def test_working_days_are_counted_either_way(self, expected: date, day: date, count: int) -> None:
        assert expected == calendar().add_working_days(day, count)

    @steady
    @given(calendars, days, st.integers(-30, 30))
    def test_no_search_ends_on_a_day_that_is_not_worked(self, book: Calendar, day: date, count: int) -> None:
        found = book.add_working_days(day, count)
        assert book.is_working_day(found)
        assert book.is_working_day(book.on_or_next_working_day(day))
        assert book.is_working_day(book.on_or_previous_working_day(day))
        assert book.previous_working_day(day) < day < book.next_working_day(day)
        assert book.on_or_previous_working_day(day) <= day <= book.on_or_next_working_day(day)

    @steady
    @given(calendars, days, st.integers(1, 20))
    def test_there_and_back_is_the_same_working_day(self, book: Calendar, day: date, count: int) -> None:
        day = book.on_or_next_working_day(day)
        assert day == book.add_working_days(book.add_working_days(day, count), -count)

    @steady
    @given(calendars, days, st.integers(1, 20))
    def test_as_many_working_days_lie_between_as_were_counted(self, book: Calendar, day: date, count: int) -> None:
        end = book.add_working_days(day, count)
        passed = (day + ahead * ONE_DAY for ahead in range(1, (end - day).days + 1))
        assert count == sum(book.is_working_day(one) for one in passed)

    @pytest.mark.parametrize(
        "book",
        [calendar(hours=NEVER), calendar(away=((date(2020, 1, 1), date(2028, 8, 20)),))],
        ids=["no hours", "away for years"],
    )
    def test_a_life_without_working_days_is_said_and_not_searched_for_ever(self, book: Calendar) -> None:
        day, at = date(2026, 8, 3), utc("2026-08-03 09:00")
        searches: list[Callable[[], object]] = [
            lambda: book.next_working_day(day),
            lambda: book.previous_working_day(day),
            lambda: book.on_or_next_working_day(day),
            lambda: book.on_or_previous_working_day(day),
            lambda: book.add_working_days(day, 0),
            lambda: book.day_after(day, Wait(1, Unit.WEEKS)),
            lambda: book.add_working_time(at, HOUR),
        ]
        for search in searches:
            with pytest.raises(NoWorkingTime, match="no working day within two years of 2026"):
                search()
        assert timedelta(0) == book.working_time_between(at, at + 30 * ONE_DAY)

    def test_back_from_a_year_away_there_is_work(self) -> None:
        book = calendar(away=((date(2026, 1, 1), date(2026, 12, 31)),))
        assert date(2027, 1, 1) == book.next_working_day(date(2026, 1, 5))


class TestWorkingTime:
    @pytest.mark.parametrize(
        ("expected", "at", "hours"),
        [
            ("2026-08-10 07:45", "2026-08-07 15:45", 1),  # Friday 16:45 to Monday 08:45, in summer time
            ("2026-08-07 16:00", "2026-08-07 15:00", 1),  # used up at closing: not the next opening
            ("2026-08-10 08:00", "2026-08-07 16:00", 1),  # came in at closing time
            ("2026-08-07 16:00", "2026-08-07 16:00", 0),
            ("2026-08-10 07:00", "2026-08-07 16:01", 0),
            ("2026-08-10 08:00", "2026-08-08 11:00", 1),  # a Saturday
            ("2026-08-07 08:00", "2026-08-07 03:00", 1),  # before opening
            ("2026-08-14 16:00", "2026-08-07 07:00", 54),  # six full days, ending as the last one closes
        ],
    )
    def test_the_clock_stands_still_outside_working_hours(self, expected: str, at: str, hours: int) -> None:
        assert utc(expected) == calendar().add_working_time(utc(at), hours * HOUR)

    def test_it_stands_still_at_lunch_on_holidays_and_away(self) -> None:
        book = calendar(hours=SPLIT, country="GB", region="ENG", away=((date(2026, 12, 29), date(2026, 12, 30)),))
        assert utc("2026-12-24 13:30") == book.add_working_time(utc("2026-12-24 11:30"), HOUR)
        assert utc("2026-12-31 08:30") == book.add_working_time(utc("2026-12-24 16:30"), HOUR)

    def test_a_night_over_midnight_is_one_stretch(self) -> None:
        book = calendar("UTC", NIGHTS)
        assert utc("2026-08-09 00:30") == book.add_working_time(utc("2026-08-08 23:30"), HOUR)
        midnight = utc("2026-08-04 00:00")  # Monday's hours end here, and Tuesday has none
        assert midnight == book.add_working_time(midnight - HOUR, HOUR)
        assert midnight == book.add_working_time(midnight, timedelta(0))

    @pytest.mark.parametrize(
        ("expected", "zone", "at", "hours"),
        [
            # London: 01:00 to 02:00 is skipped in March and comes twice in October.
            ("2026-03-29 02:30", "Europe/London", "2026-03-29 00:30", 2),
            ("2026-10-25 02:30", "Europe/London", "2026-10-25 00:30", 2),
            ("2026-03-08 08:30", "America/New_York", "2026-03-08 06:30", 2),
            ("2026-11-01 07:30", "America/New_York", "2026-11-01 05:30", 2),
        ],
    )
    def test_real_time_is_counted_when_the_clocks_change(self, expected: str, zone: str, at: str, hours: int) -> None:
        assert utc(expected) == calendar(zone, ALWAYS).add_working_time(utc(at), hours * HOUR)

    @pytest.mark.parametrize(
        ("expected", "zone", "day"),
        [
            (23, "Europe/London", date(2026, 3, 29)),
            (25, "Europe/London", date(2026, 10, 25)),
            (23, "America/New_York", date(2026, 3, 8)),
            (25, "America/New_York", date(2026, 11, 1)),
            (23.5, "Australia/Lord_Howe", date(2026, 10, 4)),
            (24.5, "Australia/Lord_Howe", date(2026, 4, 5)),
            (24, "Pacific/Kiritimati", date(2026, 3, 29)),
            (24, "UTC", date(2028, 2, 29)),
            (24, "UTC", date(2026, 12, 31)),
        ],
    )
    def test_a_day_is_as_long_as_it_really_is(self, expected: float, zone: str, day: date) -> None:
        book = calendar(zone, ALWAYS)
        midnight, next_midnight = book.at_local(day, time(0)), book.at_local(day + ONE_DAY, time(0))
        assert expected * HOUR == book.working_time_between(midnight, next_midnight)

    def test_hours_that_the_clock_skips_are_nobody_s_working_time(self) -> None:
        early = WorkingHours.from_json({"6": [["01:10", "01:50"]]})
        book = calendar(hours=early)
        switch = utc("2026-03-29 00:00")
        assert timedelta(0) == book.working_time_between(switch, switch + 3 * HOUR)
        assert utc("2026-04-05 00:20") == book.add_working_time(switch, HOUR / 6)
        assert utc("2026-04-05 00:10") == book.add_working_time(switch, timedelta(0))

    def test_a_clock_set_back_over_midnight_loses_no_working_time(self) -> None:
        # St. John's, until 2011: a minute past midnight it was 23:01 of the day before once more.
        book = calendar("America/St_Johns", ALWAYS)
        again = utc("2010-11-07 02:40")
        assert date(2010, 11, 6) == book.local_day(again) < book.local_day(again - 10 * timedelta(minutes=1))
        assert book.working_time_between(again, again + HOUR / 6) == HOUR / 6
        assert again + HOUR / 6 == book.add_working_time(again, HOUR / 6)

    def test_a_zone_that_the_caller_s_instants_bring_along_changes_nothing(self) -> None:
        book = calendar(hours=ALWAYS)
        start, end = utc("2026-03-28 12:00"), utc("2026-03-30 12:00")
        assert book.working_time_between(book.local(start), book.local(end)) == 48 * HOUR
        assert end == book.add_working_time(book.local(start), 48 * HOUR)

    def test_working_time_cannot_be_taken_back(self) -> None:
        with pytest.raises(ValueError, match="only be added"):
            calendar().add_working_time(utc("2026-08-07 12:00"), -HOUR)

    @steady
    @given(calendars, instants, spans, spans)
    def test_adding_twice_is_adding_the_sum(
        self, book: Calendar, at: datetime, one: timedelta, other: timedelta
    ) -> None:
        assert book.add_working_time(at, one + other) == book.add_working_time(book.add_working_time(at, one), other)

    @steady
    @given(calendars, instants, st.timedeltas(timedelta(0), 3 * ONE_DAY), spans, spans)
    def test_later_or_longer_is_never_due_earlier(
        self, book: Calendar, at: datetime, later: timedelta, one: timedelta, other: timedelta
    ) -> None:
        due = book.add_working_time(at, min(one, other))
        assert due <= book.add_working_time(at + later, min(one, other))
        assert due <= book.add_working_time(at, max(one, other))
        assert at <= due

    @steady
    @given(calendars, instants, spans)
    def test_what_was_added_lies_between(self, book: Calendar, at: datetime, span: timedelta) -> None:
        due = book.add_working_time(at, span)
        assert span == book.working_time_between(at, due)
        assert -span == book.working_time_between(due, at)
        assert due.tzinfo is UTC

    @steady
    @given(calendars, instants, spans)
    def test_it_is_always_due_inside_working_hours_or_at_their_edge(
        self, book: Calendar, at: datetime, span: timedelta
    ) -> None:
        due = book.add_working_time(at, span)
        around = (book.local_day(due) + ahead * ONE_DAY for ahead in (-1, 0, 1))
        edges = [
            (
                book.at_local(day, opens),
                book.at_local(day + ONE_DAY, closes) if closes == time(0) else book.at_local(day, closes),
            )
            for day in around
            if book.is_working_day(day)
            for opens, closes in book.hours.week[day.weekday()]
        ]
        assert any(opens <= due <= closes for opens, closes in edges)

    @steady
    @given(calendars, near_odd_days, near_odd_days, near_odd_days)
    def test_time_between_adds_up(self, book: Calendar, one: datetime, other: datetime, third: datetime) -> None:
        start, middle, end = sorted((one, other, third))
        assert book.working_time_between(start, end) == book.working_time_between(
            start, middle
        ) + book.working_time_between(middle, end)

    @steady
    @given(st.sampled_from(ZONES), instants, st.timedeltas(timedelta(0), 40 * ONE_DAY))
    def test_round_the_clock_working_time_is_plain_time(self, zone: str, at: datetime, span: timedelta) -> None:
        book = calendar(zone, ALWAYS)
        assert at + span == book.add_working_time(at, span)
        assert span == book.working_time_between(at, at + span)


class TestCallDue:
    NIGHT = utc("2026-08-08 02:00")  # Saturday 03:00 in London
    ON_CALL = ((date(2026, 8, 8), date(2026, 8, 8)),)
    WEEKEND = ((date(2026, 8, 8), date(2026, 8, 9)),)

    def test_danger_runs_round_the_clock_on_a_day_on_call(self) -> None:
        assert calendar(on_call=self.ON_CALL).call_due(self.NIGHT, HOUR, danger=True) == self.NIGHT + HOUR

    def test_it_is_the_local_day_that_is_on_call(self) -> None:
        book = calendar(on_call=self.ON_CALL)
        friday_in_utc = utc("2026-08-07 23:30")
        assert friday_in_utc + HOUR == book.call_due(friday_in_utc, HOUR, danger=True)
        saturday_in_utc = utc("2026-08-08 23:30")
        assert utc("2026-08-10 08:00") == book.call_due(saturday_in_utc, HOUR, danger=True)

    def test_danger_waits_for_working_hours_on_other_days(self) -> None:
        assert utc("2026-08-10 08:00") == calendar().call_due(self.NIGHT, HOUR, danger=True)

    def test_what_is_no_danger_waits_also_on_a_day_on_call(self) -> None:
        book = calendar(on_call=self.ON_CALL)
        assert utc("2026-08-10 08:00") == book.call_due(self.NIGHT, HOUR, danger=False)

    @pytest.mark.parametrize(
        ("due", "at"),
        [
            ("2026-08-08 00:00", "2026-08-07 21:00"),  # Friday 22:00 in London: the clock runs from midnight
            ("2026-08-07 23:30", "2026-08-07 15:30"),  # half an hour of Friday, then from midnight
            ("2026-08-09 21:30", "2026-08-09 20:30"),
            ("2026-08-10 07:30", "2026-08-09 22:30"),  # half an hour of Sunday, then the hours of Monday
        ],
    )
    def test_the_clock_of_danger_runs_while_on_call_and_in_working_hours(self, due: str, at: str) -> None:
        assert utc(due) == calendar(on_call=self.WEEKEND).call_due(utc(at), HOUR, danger=True)

    @pytest.mark.parametrize(
        ("left", "due", "at"),
        [
            (60, "2026-08-08 00:00", "2026-08-07 21:00"),
            (30, "2026-08-10 07:30", "2026-08-10 02:00"),  # it stands still once the days on call are over
            (-90, "2026-08-08 22:30", "2026-08-09 00:00"),
            (-30, "2026-08-09 22:30", "2026-08-10 05:00"),
        ],
    )
    def test_what_is_left_of_it_is_counted_the_same_way(self, left: int, due: str, at: str) -> None:
        book = calendar(on_call=self.WEEKEND)
        assert left * MINUTE == book.working_time_between(utc(at), utc(due), danger=True)

    def test_in_danger_days_on_call_will_do_where_no_day_is_worked(self) -> None:
        book = calendar(hours=NEVER, on_call=self.ON_CALL)
        assert utc("2026-08-08 00:00") == book.call_due(utc("2026-08-03 09:00"), HOUR, danger=True)
        with pytest.raises(NoWorkingTime):
            book.call_due(utc("2026-08-09 09:00"), HOUR, danger=True)

    @steady
    @given(calendars, near_odd_days, spans, ranges)
    def test_what_was_added_in_danger_lies_between(
        self, book: Calendar, at: datetime, span: timedelta, on_call: tuple[DayRange, ...]
    ) -> None:
        book = replace(book, on_call=on_call)
        due = book.call_due(at, span, danger=True)
        assert span == book.working_time_between(at, due, danger=True)
        assert due <= book.call_due(at, span, danger=False)


class TestMonths:
    @pytest.mark.parametrize(
        ("expected", "day", "count"),
        [
            (date(2026, 2, 28), date(2025, 11, 30), 3),
            (date(2028, 2, 29), date(2027, 11, 30), 3),
            (date(2026, 4, 30), date(2026, 1, 31), 3),
            (date(2027, 2, 28), date(2028, 2, 29), -12),
            (date(2027, 1, 31), date(2026, 12, 31), 1),
            (date(2026, 12, 15), date(2027, 1, 15), -1),
            (date(2026, 5, 5), date(2026, 5, 5), 0),
        ],
    )
    def test_three_months_are_three_calendar_months(self, expected: date, day: date, count: int) -> None:
        assert expected == clock.add_months(day, count)

    @steady
    @given(days, st.integers(-240, 240))
    def test_it_is_the_same_day_of_the_month_or_the_month_s_last(self, day: date, count: int) -> None:
        found = clock.add_months(day, count)
        assert count == (found.year - day.year) * 12 + found.month - day.month
        assert found.day == day.day or (found.day < day.day and (found + ONE_DAY).day == 1)

    @steady
    @given(days, st.integers(-240, 240))
    def test_months_on_and_back_come_to_the_same_day_unless_clamped(self, day: date, count: int) -> None:
        there = clock.add_months(day, count)
        back = clock.add_months(there, -count)
        assert back == day if there.day == day.day else back == day.replace(day=there.day)

    @pytest.mark.parametrize("count", [12 * 8_000, -12 * 2_026])
    def test_no_calendar_goes_beyond_its_years(self, count: int) -> None:
        with pytest.raises(ValueError, match="year"):
            clock.add_months(date(2026, 1, 1), count)


class TestWait:
    @pytest.mark.parametrize(
        ("wait", "text"),
        [
            (Wait(3, Unit.MONTHS), "3 months"),
            (Wait(1, Unit.MONTHS), "1 month"),
            (Wait(1, Unit.WORKING_HOURS), "1 working hour"),
            (Wait(-1, Unit.WORKING_DAYS), "-1 working day"),
            (Wait(0, Unit.DAYS), "0 days"),
            (Wait(6, Unit.WEEKS), "6 weeks"),
        ],
    )
    def test_a_wait_is_written_as_it_is_said(self, wait: Wait, text: str) -> None:
        assert text == str(wait)
        assert wait == Wait.parse(text)

    @steady
    @given(st.builds(Wait, st.integers(-9_999, 9_999), st.sampled_from(Unit)))
    def test_what_is_written_is_read_back(self, wait: Wait) -> None:
        assert wait == Wait.parse(str(wait))

    @pytest.mark.parametrize("text", ["2 working_days", "+2  working day", " 2 working days "])
    def test_it_is_read_in_other_spellings_too(self, text: str) -> None:
        assert Wait(2, Unit.WORKING_DAYS) == Wait.parse(text)

    @pytest.mark.parametrize(
        "text",
        ["", "3", "months", "3 years", "3 hours", "1.5 days", "99999 days", "2 working months", "٣ days"],
    )
    def test_what_is_no_wait_is_refused(self, text: str) -> None:
        with pytest.raises(ValueError, match="is not a wait"):
            Wait.parse(text)


class TestDayAfter:
    @pytest.mark.parametrize(
        ("expected", "day", "wait"),
        [
            (date(2026, 8, 11), date(2026, 8, 7), "2 working days"),
            (date(2026, 8, 7), date(2026, 8, 10), "-1 working day"),
            (date(2026, 8, 10), date(2026, 8, 8), "0 working days"),
            (date(2026, 8, 14), date(2026, 8, 7), "7 days"),
            (date(2026, 8, 10), date(2026, 8, 7), "1 day"),  # a Saturday moves to the Monday
            (date(2026, 8, 10), date(2026, 8, 10), "-1 day"),  # and so does a Sunday looked back to
            (date(2026, 9, 18), date(2026, 8, 7), "6 weeks"),
            (date(2026, 8, 24), date(2026, 8, 8), "2 weeks"),
            (date(2026, 11, 9), date(2026, 8, 7), "3 months"),  # 7 November is a Saturday
            (date(2027, 3, 1), date(2026, 11, 30), "3 months"),  # 28 February is a Sunday
            (date(2026, 12, 29), date(2026, 9, 25), "3 months"),  # Christmas
        ],
    )
    def test_a_wait_ends_on_a_working_day(self, expected: date, day: date, wait: str) -> None:
        assert expected == calendar(country="GB", region="ENG").day_after(day, Wait.parse(wait))

    @steady
    @given(
        calendars,
        days,
        st.builds(Wait, st.integers(-30, 30), st.sampled_from(Unit).filter(lambda unit: unit != Unit.WORKING_HOURS)),
    )
    def test_whatever_the_wait_the_day_is_worked(self, book: Calendar, day: date, wait: Wait) -> None:
        assert book.is_working_day(book.day_after(day, wait))

    def test_working_hours_need_an_instant(self) -> None:
        with pytest.raises(ValueError, match="from an instant"):
            calendar().day_after(date(2026, 8, 7), Wait(1, Unit.WORKING_HOURS))
