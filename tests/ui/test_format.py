from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from tradesman.ui import format as said

TODAY = date(2026, 10, 13)


@pytest.mark.parametrize(
    ("minor", "currency", "whole", "cards"),
    [
        (106800, "GBP", "£1,068.00", "£1,068"),
        (212520, "GBP", "£2,125.20", "£2,125"),
        (212550, "GBP", "£2,125.50", "£2,126"),
        (-1050, "GBP", "-£10.50", "-£11"),
        (1068, "JPY", "JP¥1,068", "JP¥1,068"),
        (1068500, "KWD", "KWD\u00a01,068.500", "KWD\u00a01,069"),
        (None, "GBP", "—", "—"),
    ],
)
def test_amounts_carry_their_sign_and_the_currencys_decimals(
    minor: int | None, currency: str, whole: str, cards: str
) -> None:
    assert said.money(minor, currency) == whole
    assert said.money(minor, currency, decimals=False) == cards


def test_a_plain_amount_has_no_sign() -> None:
    assert said.plain_amount(106800, "GBP") == "1,068.00"


@pytest.mark.parametrize(
    ("thousandths", "unit", "words"),
    [(1000, "", "1"), (1500, "h", "1.5 h"), (11000, "h", "11 h"), (125, "m", "0.125 m")],
)
def test_quantities_have_no_needless_zeros(thousandths: int, unit: str, words: str) -> None:
    assert said.quantity(thousandths, unit) == words


@pytest.mark.parametrize(("bp", "words"), [(2000, "20%"), (550, "5.5%"), (0, "0%")])
def test_rates_are_said_in_percent(bp: int, words: str) -> None:
    assert said.percent(bp) == words


@pytest.mark.parametrize(
    ("on", "words"),
    [
        (TODAY, "today"),
        (date(2026, 10, 12), "yesterday"),
        (date(2026, 10, 14), "tomorrow"),
        (date(2026, 10, 16), "Fri 16 Oct"),
        (date(2026, 7, 10), "10 July"),
        (date(2025, 2, 3), "3 Feb 2025"),
    ],
)
def test_days_are_said_as_people_say_them(on: date, words: str) -> None:
    assert said.day(on, TODAY) == words


def test_long_days_months_and_clocks() -> None:
    assert said.long_day(TODAY) == "Tuesday 13 October"
    assert said.month(TODAY) == "October 2026"
    assert said.month_name(TODAY) == "October"
    assert said.weekday_name(TODAY) == "Tuesday"
    assert said.plain_day(TODAY, TODAY) == "13 October"
    assert said.plain_day(TODAY, TODAY.replace(year=2027)) == "13 October 2026"
    assert said.clock(time(9, 5)) == "09:05"
    assert said.clock(datetime(2026, 10, 13, 9, 42, tzinfo=UTC), ZoneInfo("Europe/London")) == "10:42"


@pytest.mark.parametrize(
    ("minutes", "words"), [(37, "37 min"), (-37, "37 min"), (120, "2 h"), (125, "2 h 5 min"), (0, "0 min")]
)
def test_lengths_of_time(minutes: int, words: str) -> None:
    assert said.span(timedelta(minutes=minutes)) == words


def test_a_sentence_begins_with_a_capital() -> None:
    assert said.capital("tomorrow") == "Tomorrow"
    assert said.capital("") == ""


@pytest.mark.parametrize(
    ("country", "amount", "rate", "hours"),
    [
        ("GB", "£1,250.50", "5.5%", "1.5 h"),
        ("US", "£1,250.50", "5.5%", "1.5 h"),
        ("DE", "1.250,50\u00a0£", "5,5\u00a0%", "1,5 h"),
        ("FR", "1\u202f250,50\u00a0£", "5,5%", "1,5 h"),
        ("CH", "£\u00a01’250.50", "5.5%", "1.5 h"),
        ("SE", "1\u00a0250,50\u00a0£", "5,5\u00a0%", "1,5 h"),
        ("BR", "1.250,50\u00a0£", "5,5\u00a0%", "1,5 h"),  # no English of its own: one that looks the same
        ("KW", "£1,250.50", "5.5%", "1.5 h"),
        ("", "£1,250.50", "5.5%", "1.5 h"),
        ("XX", "£1,250.50", "5.5%", "1.5 h"),
    ],
)
def test_figures_are_written_as_people_in_the_country_do_and_read_back(
    country: str, amount: str, rate: str, hours: str
) -> None:
    said.use_country(country)
    assert said.money(125_050, "GBP") == amount
    assert (said.percent(550), said.quantity(1500, "h")) == (rate, hours)
    assert said.read_money(amount, "GBP") == 125_050
    assert said.read_percent(rate) == 550
    assert said.read_quantity(hours) == (1500, "h")
    assert said.day(date(2026, 10, 16), date(2026, 10, 13)) == "Fri 16 Oct"  # the words stay English


@pytest.mark.parametrize(
    ("country", "typed", "minor"),
    [
        ("DE", "1250,5", 125_050),
        ("DE", "1.250", 125_000),
        ("FR", "1 250,50", 125_050),
        ("SE", "1 250,50", 125_050),
        ("CH", "1'250.50", 125_050),
        ("DE", "1.25", None),  # no place for a point: neither 1.25 nor 125 is guessed
        ("DE", "1,250.50", None),
        ("GB", "1.250,50", None),
        ("GB", "1 250", None),
        ("FR", "1 25", None),
    ],
)
def test_amounts_are_read_strictly(country: str, typed: str, minor: int | None) -> None:
    said.use_country(country)
    if minor is None:
        with pytest.raises(ValueError, match="Try "):
            said.read_money(typed, "EUR")
    else:
        assert said.read_money(typed, "EUR") == minor


def test_what_to_try_is_said_as_it_can_be_typed() -> None:
    said.use_country("DE")
    with pytest.raises(ValueError, match=r"Try 1\.250 or 99,50\."):
        said.read_money("much", "EUR")


@pytest.mark.parametrize(
    ("currency", "typed", "fault"),
    [
        ("JPY", "99.50", "This money has no decimals. Leave them out."),
        ("KWD", "1.2345", "An amount has at most 3 decimals."),
        ("JPY", "much", "This is not an amount. Try 1,250 or 9,950."),
        ("KWD", "much", "This is not an amount. Try 1,250 or 9.950."),
        ("GBP", "much", "This is not an amount. Try 1,250 or 99.50."),
    ],
)
def test_hints_are_amounts_of_the_money_that_is_asked_for(currency: str, typed: str, fault: str) -> None:
    assert said.money_fault(typed, currency) == fault
