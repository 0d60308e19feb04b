"""The scorecard at a glance: the last thirty days in a few figures, beside the thirty before."""

import statistics
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TypeVar

from sqlalchemy import select
from sqlmodel import col

from tradesman.book.enquiry import Enquiry, Stage
from tradesman.book.promise import Promise, PromiseState
from tradesman.book.quote import Quote, QuoteState
from tradesman.book.store import Session
from tradesman.services import businesses, scorecard
from tradesman.services.scorecard import Period, Share, Step

V = TypeVar("V")

DAYS = 30
PERIODS = 8  # the trend


@dataclass(frozen=True)
class Glance:
    """What the side of Today shows: of eight periods of thirty days, the oldest first and the last up to today.

    `steps` are those of the last period and `trend` the share of all of them together in each, None for too few cases.
    Times are working time, None where nothing is known. `moved` promises were agreed anew before their day.
    """

    steps: dict[Step, Share]
    all_steps: Share
    trend: tuple[int | None, ...]
    call_backs: tuple[timedelta | None, ...]
    wins: tuple[Share, ...]
    kept: tuple[Share, ...]
    moved: int

    @property
    def weakest(self) -> Step | None:
        """The step with the lowest share, of those with enough cases, unless all were kept."""
        known = {step: found.percent for step, found in self.steps.items() if found.percent is not None}
        step = min(known, key=lambda step: (known[step], step), default=None)
        return step if step is not None and self.steps[step].kept < self.steps[step].due else None

    @property
    def in_time(self) -> Share:
        """The calls that were returned in time."""
        return self.steps[Step.CALLED_BACK]

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to count yet."""
        counted = (self.all_steps, *self.wins, *self.kept)
        return not any(share.due for share in counted) and self.trend == (None,) * PERIODS


def glance(session: Session) -> Glance:
    """The figures of the thirty days up to today."""
    today = businesses.today(session)
    periods = [_period(today, back) for back in reversed(range(PERIODS))]
    whole = Period(periods[0].first, today)
    cases = {step: scorecard.cases(session, step, whole) for step in Step}
    shares = []
    for period in periods:
        by_step = {step: [case for case in cases[step] if period.holds(case.on)] for step in Step}
        shares.append({step: scorecard.share(found) for step, found in by_step.items()})
    totals = [Share(sum(s.kept for s in found.values()), sum(s.due for s in found.values())) for found in shares]
    waits, decided, promised = _waits(session, whole), _decided(session, whole), _promised(session, whole)
    return Glance(
        steps=shares[-1],
        all_steps=totals[-1],
        trend=tuple(total.percent for total in totals),
        call_backs=tuple(_median(_in(period, waits)) for period in periods),
        wins=tuple(_share(_in(period, decided)) for period in periods),
        kept=tuple(_share(_in(period, [(on, kept) for on, kept, _ in promised])) for period in periods),
        moved=sum(_in(periods[-1], [(on, moved) for on, _, moved in promised])),
    )


def _period(today: date, back: int) -> Period:
    last = today - timedelta(days=DAYS * back)
    return Period(last - timedelta(days=DAYS - 1), last)


def _in(period: Period, dated: list[tuple[date, V]]) -> list[V]:
    return [value for on, value in dated if period.holds(on)]


def _share(kept: list[bool]) -> Share:
    return Share(sum(kept), len(kept))


def _median(seconds: list[float]) -> timedelta | None:
    return timedelta(seconds=statistics.median(seconds)) if seconds else None


def _waits(session: Session, period: Period) -> list[tuple[date, float]]:
    """Seconds of working time until each call was returned. Answered live, there was none to return."""
    calendar = businesses.calendar(session)
    first, after = period.instants(calendar)
    query = select(col(Enquiry.came_in_at), col(Enquiry.call_due_at), col(Enquiry.first_attempt_at)).where(
        col(Enquiry.call_due_at) >= first,
        col(Enquiry.call_due_at) < after,
        col(Enquiry.stage) != Stage.SPAM,
        ~col(Enquiry.answered_live),
        col(Enquiry.first_attempt_at).is_not(None),
    )
    return [
        (
            calendar.local_day(row.call_due_at),
            calendar.working_time_between(row.came_in_at, row.first_attempt_at).total_seconds(),
        )
        for row in session.execute(query)
    ]


def _decided(session: Session, period: Period) -> list[tuple[date, bool]]:
    """The quotes decided on, and whether each was accepted."""
    calendar = businesses.calendar(session)
    first, after = period.instants(calendar)
    accepted, lost = col(Quote.accepted_at), col(Quote.lost_at)
    query = select(col(Quote.state), accepted, lost).where(
        ((accepted >= first) & (accepted < after)) | ((lost >= first) & (lost < after)),
        col(Quote.state).in_([QuoteState.ACCEPTED, QuoteState.LOST]),
    )
    return [
        (calendar.local_day(row.accepted_at if won else row.lost_at), won)
        for row in session.execute(query)
        for won in [row.state == QuoteState.ACCEPTED]
    ]


def _promised(session: Session, period: Period) -> list[tuple[date, bool, bool]]:
    """Mine that were due: kept in time or not, and whether the day was agreed anew in time."""
    today = businesses.today(session)
    query = select(Promise).where(
        col(Promise.mine),
        col(Promise.state) != PromiseState.CANCELLED,
        col(Promise.due_on) >= period.first,
        col(Promise.due_on) <= period.last,
    )
    found = [(row, row.in_time(today)) for row in session.execute(query).scalars()]
    return [
        (row.due_on, in_time, in_time and row.first_due_on < row.due_on)
        for row, in_time in found
        if in_time is not None
    ]
