from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tradesman.book.business import Business, DaysAway, OnCall, TaxRate
from tradesman.book.errors import BookError

HOURS = {"0": [["08:00", "17:00"]]}


def business(**fields: Any) -> Business:
    return Business(**{"name": "Harrow", "currency": "GBP", "zone": "Europe/London", "hours": HOURS} | fields)


@given(rates=st.dictionaries(st.dates(date(2000, 1, 1), date(2030, 1, 1)), st.integers(0, 10_000)), day=st.dates())
def test_the_rate_of_a_day_is_the_last_one_that_began_by_then(rates: dict[date, int], day: date) -> None:
    ours = business()
    ours.taxes = [TaxRate(business_id=ours.id, rate_bp=rate, from_on=start) for start, rate in rates.items()]
    begun = [start for start in rates if start <= day]
    assert ours.tax_bp(day) == (rates[max(begun)] if begun else 0)


def test_the_calendar_knows_hours_holidays_absence_and_nights_on_call() -> None:
    ours = business(country="GB", region="ENG")
    ours.away.append(DaysAway(business_id=ours.id, from_on=date(2026, 11, 23), until_on=date(2026, 11, 29)))
    ours.on_call.append(OnCall(business_id=ours.id, from_on=date(2026, 11, 21), until_on=date(2026, 11, 21)))
    calendar = ours.calendar()
    assert calendar.next_working_day(date(2026, 11, 20)) == date(2026, 11, 30)
    assert calendar.on_or_next_working_day(date(2026, 12, 28)) == date(2027, 1, 4)
    assert calendar.is_on_call(date(2026, 11, 21))


def test_a_country_that_is_not_set_has_no_holidays() -> None:
    assert business(hours={"4": [["08:00", "17:00"]]}).calendar().is_working_day(date(2026, 12, 25))


@pytest.mark.parametrize(
    "fields",
    [
        {"zone": "Europe/Nowhere"},
        {"hours": {"7": [["08:00", "17:00"]]}},
        {"hours": {"0": [["08:00"]]}},
        {"quote_pattern": "Q"},
        {"quote_pattern": "{:04x}{1}"},
        {"quote_pattern": "{name}"},
    ],
)
def test_a_setting_that_cannot_be_is_refused(fields: dict[str, Any]) -> None:
    business().check()
    with pytest.raises(BookError, match="Nothing was changed"):
        business(**fields).check()
