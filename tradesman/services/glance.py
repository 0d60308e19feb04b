"""The scorecard at a glance: the last thirty days in a few figures, beside the thirty before."""

import statistics
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import select
from sqlmodel import col

from tradesman.book.enquiry import Enquiry, Stage
from tradesman.book.promise import Promise, PromiseState
from tradesman.book.quote import Quote, QuoteState
from tradesman.book.store import Session
from tradesman.services import businesses, scorecard
from tradesman.services.scorecard import Period, Share, Step

DAYS = 30
PERIODS = 8  # the trend


@dataclass(frozen=True)
class Glance:
    """What the side of Today shows; `before` is the same of the thirty days before, None where nothing is known.

    `trend` has the share of all steps together for each of eight periods, the oldest first, None for too few cases.
    Times are working time.
    """

    steps: dict[Step, Share]
    all_steps: Share
    trend: tuple[int | None, ...]
    call_back: timedelta | None
    call_back_before: timedelta | None
    in_time: Share
    won: Share
    won_before: Share
    promises: Share

    @property
    def weakest(self) -> Step | None:
        """The step with the lowest share, of those with enough cases."""
        known = {step: found.percent for step, found in self.steps.items() if found.percent is not None}
        return min(known, key=lambda step: (known[step], step), default=None)


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
    now, before = periods[-1], periods[-2]
    return Glance(
        steps=shares[-1],
        all_steps=totals[-1],
        trend=tuple(total.percent for total in totals),
        call_back=call_back(session, now),
        call_back_before=call_back(session, before),
        in_time=shares[-1][Step.CALLED_BACK],
        won=won(session, now),
        won_before=won(session, before),
        promises=promises_kept(session, now),
    )


def _period(today: date, back: int) -> Period:
    last = today - timedelta(days=DAYS * back)
    return Period(last - timedelta(days=DAYS - 1), last)


def call_back(session: Session, period: Period) -> timedelta | None:
    """The median working time until a call was returned; None without one. Answered live, there was none to return."""
    calendar = businesses.calendar(session)
    first, after = period.instants(calendar)
    query = select(col(Enquiry.came_in_at), col(Enquiry.first_attempt_at)).where(
        col(Enquiry.call_due_at) >= first,
        col(Enquiry.call_due_at) < after,
        col(Enquiry.stage) != Stage.SPAM,
        ~col(Enquiry.answered_live),
        col(Enquiry.first_attempt_at).is_not(None),
    )
    waits = [
        calendar.working_time_between(row.came_in_at, row.first_attempt_at).total_seconds()
        for row in session.execute(query)
    ]
    return timedelta(seconds=statistics.median(waits)) if waits else None


def won(session: Session, period: Period) -> Share:
    """The quotes that were accepted, of those decided on."""
    first, after = period.instants(businesses.calendar(session))
    accepted, lost = col(Quote.accepted_at), col(Quote.lost_at)
    query = select(col(Quote.state)).where(
        ((accepted >= first) & (accepted < after)) | ((lost >= first) & (lost < after)),
        col(Quote.state).in_([QuoteState.ACCEPTED, QuoteState.LOST]),
    )
    states = list(session.execute(query).scalars())
    return Share(states.count(QuoteState.ACCEPTED), len(states))


def promises_kept(session: Session, period: Period) -> Share:
    """Mine that were due, and those kept in time."""
    today = businesses.today(session)
    query = select(Promise).where(
        col(Promise.mine),
        col(Promise.state) != PromiseState.CANCELLED,
        col(Promise.due_on) >= period.first,
        col(Promise.due_on) <= period.last,
    )
    in_time = [found.in_time(today) for found in session.execute(query).scalars()]
    judged = [one for one in in_time if one is not None]
    return Share(sum(judged), len(judged))
