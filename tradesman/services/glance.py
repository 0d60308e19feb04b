"""The scorecard at a glance: the last thirty days in a few figures, beside the thirty before."""

from dataclasses import dataclass
from datetime import timedelta

from tradesman.book.store import Session
from tradesman.services import businesses, experience, score_periods, scorecard
from tradesman.services.score_cases import Fact
from tradesman.services.score_facts import Beside, facts
from tradesman.services.score_periods import TREND, PeriodKind
from tradesman.services.scorecard import Period, Share, Step

PERIODS = TREND
_BESIDE = (Beside.CALL_BACK, Beside.WINS, Beside.PROMISES)


@dataclass(frozen=True)
class Glance:
    """What the side of Today shows: of eight periods of thirty days, the oldest first and the last up to today.

    `steps` are those of the last period and `trend` the share of all of them together in each, None for too few cases.
    Times are working time, None for too few calls. `moved` promises were agreed anew before their day.
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
        return scorecard.weakest(self.steps)

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
    periods = [score_periods.of(PeriodKind.DAYS, today, back) for back in reversed(range(PERIODS))]
    whole = Period(periods[0].first, today)
    shares = {step: score_periods.shares(scorecard.by_day(session, step, whole), periods) for step in Step}
    totals = [scorecard.together(found) for found in zip(*shares.values(), strict=True)]
    waits, decided, promised = (facts(session, figure, whole) for figure in _BESIDE)
    return Glance(
        steps={step: found[-1] for step, found in shares.items()},
        all_steps=totals[-1],
        trend=tuple(total.percent for total in totals),
        call_backs=tuple(_median(_in(period, waits)) for period in periods),
        wins=tuple(_share(_in(period, decided)) for period in periods),
        kept=tuple(_share(_in(period, promised)) for period in periods),
        moved=sum(fact.group == experience.MOVED for fact in _in(periods[-1], promised)),
    )


def _in(period: Period, found: list[Fact]) -> list[Fact]:
    return [fact for fact in found if period.holds(fact.on)]


def _share(found: list[Fact]) -> Share:
    return Share(sum(bool(fact.kept) for fact in found), len(found))


def _median(found: list[Fact]) -> timedelta | None:
    middle = scorecard.median([fact.amount or 0 for fact in found])
    return timedelta(seconds=middle) if middle is not None else None
