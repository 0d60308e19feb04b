"""The periods of the scorecard: thirty days, a quarter or a year, this one and those before."""

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from enum import StrEnum

from tradesman.book.clock import add_months
from tradesman.book.store import Session
from tradesman.services import businesses, scorecard
from tradesman.services.scorecard import Period, Share, Step

DAYS = 30
TREND = 8  # periods
_ENOUGH = 4  # of the six steps


class PeriodKind(StrEnum):
    """How long a period is; quarters and years are those of the calendar, thirty days end today."""

    DAYS = "days"
    QUARTER = "quarter"
    YEAR = "year"


_MONTHS = {PeriodKind.QUARTER: 3, PeriodKind.YEAR: 12}


def of(kind: PeriodKind, today: date, back: int = 0) -> Period:
    """The period that has today in it, or one of those before, counted back from it."""
    if kind == PeriodKind.DAYS:
        last = today - timedelta(days=DAYS * back)
        return Period(last - timedelta(days=DAYS - 1), last)
    length = _MONTHS[kind]
    first = add_months(today.replace(month=today.month - (today.month - 1) % length, day=1), -length * back)
    return Period(first, add_months(first, length) - timedelta(days=1))


def first(session: Session) -> PeriodKind:
    """The shortest kind whose present period has enough cases of four steps to say something; else the year."""
    today = businesses.today(session)
    for kind in (PeriodKind.DAYS, PeriodKind.QUARTER):
        period = of(kind, today)
        cases = (sum(share.due for share in scorecard.by_day(session, step, period).values()) for step in Step)
        if sum(number >= scorecard.FEWEST for number in cases) >= _ENOUGH:
            return kind
    return PeriodKind.YEAR


def shares(by_day: Mapping[date, Share], periods: Iterable[Period]) -> list[Share]:
    """The share of each period out of those of its days."""
    return [scorecard.together(share for day, share in by_day.items() if one.holds(day)) for one in periods]


def year_before(period: Period) -> Period:
    """The same days a year earlier."""
    after = period.last + timedelta(days=1)  # the day after, so that the end of February stays the end
    return Period(add_months(period.first, -12), add_months(after, -12) - timedelta(days=1))


def months(last: date, count: int = 12) -> list[Period]:
    """The months up to the one that a day is in, the oldest first."""
    this = last.replace(day=1)
    firsts = [add_months(this, -back) for back in reversed(range(count))]
    return [Period(first, add_months(first, 1) - timedelta(days=1)) for first in firsts]
