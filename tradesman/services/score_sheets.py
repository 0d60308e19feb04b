"""The scorecard as one sheet: the six steps of a period with their trend, and the figures beside them."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, select
from sqlmodel import col

from tradesman.book.enquiry import Enquiry
from tradesman.book.store import Session
from tradesman.book.testimonial import KIND_FROM, LOW_TO
from tradesman.services import businesses, call_figures, score_periods, scorecard, selling
from tradesman.services.call_figures import ServiceCalls
from tradesman.services.rivals import Standing
from tradesman.services.score_cases import Fact
from tradesman.services.score_facts import Beside, facts
from tradesman.services.score_periods import TREND, PeriodKind
from tradesman.services.scorecard import Period, Share, Step
from tradesman.services.selling import Came

REASONS = 4  # that are told apart; the rest is counted together
WAITS = (Beside.CALL_BACK, Beside.TO_VISIT, Beside.TO_QUOTE, Beside.TO_START, Beside.TO_FINISH)


@dataclass(frozen=True)
class StepScore:
    """One step, or all of them together: kept of due, the percentages of eight periods, and that of a year ago.

    The oldest period is first and this one last; None stands for too few cases.
    """

    share: Share
    trend: tuple[int | None, ...]
    year_ago: int | None

    @property
    def before(self) -> int | None:
        """The percentage of the period before."""
        return self.trend[-2]

    @property
    def in_a_year(self) -> int | None:
        """How many points more than a year ago; below zero for fewer."""
        return _points(self.share.percent, self.year_ago)


@dataclass(frozen=True)
class Middle:
    """The one in the middle of how many, and that of the period before; None for fewer than five.

    Of the call-backs in seconds of working time, otherwise in days.
    """

    median: float | None
    count: int
    before: float | None


@dataclass(frozen=True)
class Wins:
    """The quotes decided on: accepted of all, those of the period before, by the place of the option taken.

    `best_value` are those whose customer took the best value.
    """

    share: Share
    before: Share
    by_option: tuple[int, int, int]
    best_value: int


@dataclass(frozen=True)
class Lost:
    """The lost quotes by their reasons, the most frequent first; what is left over has none."""

    reasons: tuple[tuple[str, int], ...]
    number: int
    won_back: int
    due: int


@dataclass(frozen=True)
class Month:
    """What partners paid in a month, in minor units, for how many customers, and how many were sent."""

    first: date
    income_minor: int
    paid: int
    sent: int


@dataclass(frozen=True)
class Experience:
    """The scores of a period: how many, their mean or None for fewer than five, how many were kind, between and low."""

    number: int
    mean: float | None
    kind: int
    between: int
    low: int


@dataclass(frozen=True)
class ScoreSheet:
    """What the page shows of one period; `since` is the day on which the book begins, None for an empty one."""

    kind: PeriodKind
    period: Period
    since: date | None
    currency: str
    steps: dict[Step, StepScore]
    all_steps: StepScore
    wins: Wins
    lost: Lost
    rivals: Standing
    months: tuple[Month, ...]
    came: dict[Came, int]
    experience: Experience
    waits: dict[Beside, Middle]
    promises: Share
    asked: Share
    given: int
    service_calls: ServiceCalls

    @property
    def weakest(self) -> Step | None:
        """The step with the lowest share, of those with enough cases, unless all were kept."""
        return scorecard.weakest({step: score.share for step, score in self.steps.items()})

    @property
    def jobs(self) -> int:
        """The work that was agreed on."""
        return sum(self.came.values())

    @property
    def is_empty(self) -> bool:
        """Whether the book has nothing to count yet."""
        return self.since is None


def of(session: Session, kind: PeriodKind, back: int = 0) -> ScoreSheet:
    """The sheet of the period with today in it, or of one before, counted back from it."""
    today = businesses.today(session)
    period, before = (score_periods.of(kind, today, back + more) for more in (0, 1))
    both = Period(before.first, period.last)
    steps, all_steps = _steps(session, kind, today, back)
    promised, decided = facts(session, Beside.PROMISES, period), facts(session, Beside.WINS, both)
    return ScoreSheet(
        kind=kind,
        period=period,
        since=_since(session),
        currency=businesses.current(session).currency,
        steps=steps,
        all_steps=all_steps,
        wins=_wins(decided, period),
        lost=_lost(session, _in(decided, period), period),
        rivals=_rivals(facts(session, Beside.RIVALS, period)),
        months=_months(session, min(period.last, today)),
        came=_came(facts(session, Beside.WORK, period)),
        experience=_experience(facts(session, Beside.EXPERIENCE, period)),
        waits={figure: _middle(facts(session, figure, both), period) for figure in WAITS},
        promises=_share(promised),
        asked=_share(facts(session, Beside.ASKED, period)),
        given=len(facts(session, Beside.GIVEN, period)),
        service_calls=call_figures.service_calls(session, period),
    )


def _since(session: Session) -> date | None:
    """The day of the first enquiry: nothing can be counted before it."""
    first = session.execute(select(func.min(col(Enquiry.call_due_at)))).scalar()
    return businesses.calendar(session).local_day(first) if first is not None else None


def _steps(session: Session, kind: PeriodKind, today: date, back: int) -> tuple[dict[Step, StepScore], StepScore]:
    periods = [score_periods.of(kind, today, back + more) for more in reversed(range(TREND))]
    year_ago = score_periods.year_before(periods[-1])
    whole = Period(min(periods[0].first, year_ago.first), periods[-1].last)
    shares: dict[Step, list[Share]] = {}
    for step in Step:
        shares[step] = score_periods.shares(scorecard.by_day(session, step, whole), (*periods, year_ago))
    together = [scorecard.together(found) for found in zip(*shares.values(), strict=True)]
    return {step: _score(found) for step, found in shares.items()}, _score(together)


def _score(shares: Sequence[Share]) -> StepScore:
    *periods, year_ago = shares
    return StepScore(periods[-1], tuple(share.percent for share in periods), year_ago.percent)


def _points(now: int | None, then: int | None) -> int | None:
    return None if now is None or then is None else now - then


def _in(found: Iterable[Fact], period: Period) -> list[Fact]:
    return [fact for fact in found if period.holds(fact.on)]


def _share(found: Sequence[Fact]) -> Share:
    return Share(sum(bool(fact.kept) for fact in found), len(found))


def _middle(both: Sequence[Fact], period: Period) -> Middle:
    now = [fact.amount or 0 for fact in both if period.holds(fact.on)]
    before = [fact.amount or 0 for fact in both if not period.holds(fact.on)]
    return Middle(scorecard.median(now), len(now), scorecard.median(before))


def _wins(both: Sequence[Fact], period: Period) -> Wins:
    now = _in(both, period)
    taken = Counter(fact.group for fact in now if fact.kept)
    return Wins(
        share=_share(now),
        before=_share([fact for fact in both if not period.holds(fact.on)]),
        by_option=(taken["1"], taken["2"], taken["3"]),
        best_value=sum(fact.words == selling.BEST_VALUE for fact in now if fact.kept),
    )


def _lost(session: Session, decided: Iterable[Fact], period: Period) -> Lost:
    found = list(selling.lost_of(decided))
    return Lost(
        reasons=reasons(found),
        number=len(found),
        won_back=len(facts(session, Beside.WON_BACK, period)),
        due=len(facts(session, Beside.WIN_BACKS_DUE, period)),
    )


def reasons(found: Iterable[Fact]) -> tuple[tuple[str, int], ...]:
    """Why quotes were lost, as it was written last, and how often; what is rare is counted under no words."""
    counted: Counter[str] = Counter()
    written: dict[str, str] = {}
    for fact in found:
        counted[fact.group] += 1
        written[fact.group] = fact.words
    most = counted.most_common()
    kept = most if len(most) <= REASONS else most[: REASONS - 1]
    rest = sum(counted.values()) - sum(count for _, count in kept)
    return (*((written[group], count) for group, count in kept), *([("", rest)] if rest else []))


def _rivals(found: Sequence[Fact]) -> Standing:
    shares = [fact.amount or 0 for fact in found]
    middle = scorecard.median(shares)
    return Standing(
        dearer=sum(share > 0 for share in shares),
        cheaper=sum(share < 0 for share in shares),
        same=sum(share == 0 for share in shares),
        median_bp=round(middle) if middle is not None else None,
    )


def _months(session: Session, last: date) -> tuple[Month, ...]:
    """The twelve months up to a day."""
    all_months = score_periods.months(last)
    whole = Period(all_months[0].first, all_months[-1].last)
    paid, sent = facts(session, Beside.INCOME, whole), facts(session, Beside.SENT, whole)
    income: defaultdict[date, list[int]] = defaultdict(list)
    for fact in paid:
        income[fact.on.replace(day=1)].append(round(fact.amount or 0))
    went = Counter(fact.on.replace(day=1) for fact in sent)
    firsts = [one.first for one in all_months]
    return tuple(Month(first, sum(income[first]), len(income[first]), went[first]) for first in firsts)


def _came(found: Iterable[Fact]) -> dict[Came, int]:
    counted = Counter(fact.group for fact in found)
    return {came: counted[came] for came in Came}


def _experience(found: Sequence[Fact]) -> Experience:
    scores = [fact.amount or 0 for fact in found]
    kind, low = sum(score >= KIND_FROM for score in scores), sum(score <= LOW_TO for score in scores)
    return Experience(len(scores), scorecard.mean(scores), kind, len(scores) - kind - low, low)
