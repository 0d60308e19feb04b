from datetime import date

import pytest

from tests.owner import Owner
from tradesman.book.business import Business, DaysAway, OnCall, TaxRate
from tradesman.book.errors import BookError
from tradesman.services import businesses, prices


def test_the_business_is_as_it_was_set_up(owner: Owner) -> None:
    business = owner.ask(businesses.current)
    assert (business.name, business.currency, business.zone, business.tax_bp(date(2026, 1, 1))) == (
        "Harrow Plumbing",
        "GBP",
        "Europe/London",
        2000,
    )
    assert owner.ask(businesses.today) == date(2026, 11, 20)


def test_today_is_the_books_day_whatever_the_laptops_is(owner: Owner) -> None:
    owner.do(businesses.change, zone="Pacific/Auckland")
    owner.now = owner.now.replace(hour=12)
    assert owner.ask(businesses.today) == date(2026, 11, 21)


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"zone": "Europe/Nowhere"}, "not a time zone"),
        ({"hours": {"0": [["17:00", "08:00"]]}}, "too early"),
        ({"quote_pattern": "Q"}, "no place for the number"),
        ({"quote_pattern": "{missing}"}, "cannot be"),
        ({"currency": "XXQ"}, "not the code of a currency"),
    ],
)
def test_a_setting_that_cannot_be_is_refused_and_the_old_one_kept(
    owner: Owner, fields: dict[str, object], words: str
) -> None:
    with pytest.raises(BookError, match=words):
        owner.do(businesses.change, **fields)
    kept = owner.ask(businesses.current)
    assert (kept.zone, kept.quote_pattern, kept.currency) == ("Europe/London", "{:04d}", "GBP")


def test_a_book_has_one_currency_once_it_has_prices(owner: Owner) -> None:
    owner.do(businesses.change, currency="JPY")
    owner.do(prices.add, "Tap", 4_000)
    owner.do(businesses.change, currency="JPY", name="Harrow")
    with pytest.raises(BookError, match="prices in this book already"):
        owner.do(businesses.change, currency="GBP")
    assert owner.ask(businesses.current).currency == "JPY"


def test_only_settings_of_the_business_can_be_changed(owner: Owner) -> None:
    for field in ("id", "single", "colour"):
        with pytest.raises(TypeError):
            owner.do(businesses.change, **{field: 1})


def test_a_business_without_name_makes_no_book(owner: Owner) -> None:
    with pytest.raises(BookError, match="needs a name"):
        owner.do(businesses.set_up, name=" ", currency="GBP", zone="Europe/London")
    with pytest.raises(BookError, match="not the code of a currency"):
        owner.do(businesses.set_up, name="A", currency="zzz", zone="Europe/London")
    assert len(owner.all(Business)) == 1


def test_a_tax_rate_counts_from_its_day_on(owner: Owner) -> None:
    owner.do(businesses.set_tax, 2500, date(2027, 1, 1))
    owner.do(businesses.set_tax, 2300, date(2027, 1, 1))
    business = owner.ask(businesses.current)
    days = [date(1999, 12, 31), date(2026, 12, 31), date(2027, 1, 1)]
    assert [business.tax_bp(day) for day in days] == [0, 2000, 2300]
    assert len(owner.all(TaxRate)) == 2
    for rate in (-1, 10_001):
        with pytest.raises(BookError, match="between 0 and 100"):
            owner.do(businesses.set_tax, rate, date(2027, 1, 1))


def test_days_away_are_no_working_days_and_can_be_taken_out(owner: Owner) -> None:
    away = owner.do(businesses.add_days_away, date(2026, 11, 23), date(2026, 12, 11), "Away")
    assert owner.ask(businesses.calendar).next_working_day(date(2026, 11, 20)) == date(2026, 12, 14)
    owner.do(businesses.remove_days_away, away.id)
    assert owner.ask(businesses.calendar).next_working_day(date(2026, 11, 20)) == date(2026, 11, 23)
    assert owner.all(DaysAway) == []


def test_days_on_call_are_noted_and_taken_out(owner: Owner) -> None:
    night = owner.do(businesses.add_on_call, date(2026, 11, 21), date(2026, 11, 22))
    assert owner.ask(businesses.calendar).is_on_call(date(2026, 11, 22))
    owner.do(businesses.remove_on_call, night.id)
    assert (owner.ask(businesses.calendar).is_on_call(date(2026, 11, 22)), owner.all(OnCall)) == (False, [])


def test_no_days_end_before_they_begin(owner: Owner) -> None:
    for deed in (businesses.add_days_away, businesses.add_on_call):
        with pytest.raises(BookError, match="before the first"):
            owner.do(deed, date(2026, 11, 22), date(2026, 11, 21))


def test_a_change_counts_within_its_own_step(owner: Owner) -> None:
    with owner.book.write("step", owner.now) as session:
        before = businesses.calendar(session).is_working_day(date(2026, 11, 23))
        businesses.add_days_away(session, date(2026, 11, 23), date(2026, 11, 23))
        after = businesses.calendar(session).is_working_day(date(2026, 11, 23))
    assert (before, after) == (True, False)
