from datetime import date

import pytest

from tests.owner import Owner
from tradesman.book.quote import AcceptedBy
from tradesman.services import quotes, score_periods
from tradesman.services.score_periods import PeriodKind
from tradesman.services.scorecard import Period


@pytest.mark.parametrize(
    ("kind", "today", "back", "first", "last"),
    [
        (PeriodKind.DAYS, "2026-11-20", 0, "2026-10-22", "2026-11-20"),
        (PeriodKind.DAYS, "2026-11-20", 1, "2026-09-22", "2026-10-21"),
        (PeriodKind.QUARTER, "2026-11-20", 0, "2026-10-01", "2026-12-31"),
        (PeriodKind.QUARTER, "2026-01-31", 0, "2026-01-01", "2026-03-31"),
        (PeriodKind.QUARTER, "2026-11-20", 3, "2026-01-01", "2026-03-31"),
        (PeriodKind.QUARTER, "2026-11-20", 4, "2025-10-01", "2025-12-31"),
        (PeriodKind.YEAR, "2024-02-29", 0, "2024-01-01", "2024-12-31"),
        (PeriodKind.YEAR, "2026-11-20", 7, "2019-01-01", "2019-12-31"),
    ],
)
def test_a_period_has_its_first_and_last_day(kind: PeriodKind, today: str, back: int, first: str, last: str) -> None:
    found = score_periods.of(kind, date.fromisoformat(today), back)
    assert (found.first.isoformat(), found.last.isoformat()) == (first, last)


@pytest.mark.parametrize("kind", list(PeriodKind))
def test_periods_follow_each_other_without_a_gap(kind: PeriodKind) -> None:
    today = date(2026, 3, 31)
    for back in range(12):
        later, earlier = (score_periods.of(kind, today, each) for each in (back, back + 1))
        assert (later.first - earlier.last).days == 1


def test_a_year_earlier_are_the_same_days() -> None:
    assert score_periods.year_before(Period(date(2024, 1, 1), date(2024, 2, 29))) == Period(
        date(2023, 1, 1), date(2023, 2, 28)
    )
    assert score_periods.year_before(Period(date(2026, 10, 1), date(2026, 12, 31))) == Period(
        date(2025, 10, 1), date(2025, 12, 31)
    )


def test_twelve_months_end_with_the_one_of_the_day() -> None:
    found = score_periods.months(date(2026, 2, 28))
    assert (len(found), found[0], found[-1]) == (
        12,
        Period(date(2025, 3, 1), date(2025, 3, 31)),
        Period(date(2026, 2, 1), date(2026, 2, 28)),
    )


def test_the_first_period_is_the_shortest_that_says_something(owner: Owner) -> None:
    assert owner.ask(score_periods.first) == PeriodKind.YEAR  # of an empty book
    owner.at("2026-10-05")
    for number in range(5):  # a call back, an offer, a choice and a job each: of four steps there is enough
        customer = owner.customer(f"Caller {number}")
        quote = owner.given(owner.drafted(owner.enquiry(customer, answered_live=True), (1_000, 2_000)))
        owner.completed(owner.do(quotes.accept, quote, owner.option(quote, 1), AcceptedBy.PHONE, "Ruth").id)
    assert owner.ask(score_periods.first) == PeriodKind.DAYS
    owner.at("2026-12-10")
    assert owner.ask(score_periods.first) == PeriodKind.QUARTER
    owner.at("2027-02-10")
    assert owner.ask(score_periods.first) == PeriodKind.YEAR
