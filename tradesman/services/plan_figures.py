"""The figures of the scorecard by which whys and goals are measured. Rule: product.md, Plan."""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from tradesman.book.plan import Figure
from tradesman.book.store import Session
from tradesman.services import scorecard
from tradesman.services.score_facts import Beside, facts
from tradesman.services.scorecard import Period, Share, Step
from tradesman.services.selling import Came

DAYS = 90  # before a day, by which it is told how things stood on it


class Unit(StrEnum):
    """What a figure counts."""

    PERCENT = "percent"
    MONEY = "money"
    SCORE = "score"
    NUMBER = "number"


@dataclass(frozen=True)
class Reading:
    """A figure in a period: percent, minor units, points of ten or a number; None while it says nothing yet."""

    figure: Figure
    value: float | None
    cases: int


_STEPS = {
    Figure.CALLS_RETURNED: Step.CALLED_BACK,
    Figure.OPTIONS_GIVEN: Step.EXPLAINED,
    Figure.HELPED_TO_CHOOSE: Step.HELPED_TO_CHOOSE,
    Figure.NOTICED: Step.NOTICED,
    Figure.GREAT_JOBS: Step.GREAT_JOB,
    Figure.THREE_MONTHS: Step.THREE_MONTHS_ON,
}
_SHARES = {Figure.WIN_RATE: Beside.WINS, Figure.PROMISES_KEPT: Beside.PROMISES}


def unit_of(figure: Figure) -> Unit:
    """What a figure counts."""
    known = {
        Figure.TESTIMONIALS: Unit.NUMBER,
        Figure.RECOMMENDED: Unit.NUMBER,
        Figure.REFERRAL_INCOME: Unit.MONEY,
        Figure.EXPERIENCE: Unit.SCORE,
    }
    return known.get(figure, Unit.PERCENT)


def reading(session: Session, figure: Figure, period: Period) -> Reading:
    """A figure in a period, as the scorecard counts it; with fewer than five cases a share or score says nothing."""
    kept = _kept(session, figure, period)
    if kept is not None:
        return Reading(figure, Share(sum(kept), len(kept)).percent, len(kept))
    if figure == Figure.EXPERIENCE:
        scores = [fact.amount or 0 for fact in facts(session, Beside.EXPERIENCE, period)]
        return Reading(figure, scorecard.mean(scores), len(scores))
    if figure == Figure.REFERRAL_INCOME:
        paid = [fact.amount or 0 for fact in facts(session, Beside.INCOME, period)]
        return Reading(figure, sum(paid), len(paid))
    if figure == Figure.RECOMMENDED:
        came = sum(fact.group == Came.RECOMMENDED for fact in facts(session, Beside.WORK, period))
    else:
        came = len(facts(session, Beside.GIVEN, period))
    return Reading(figure, came, came)


def up_to(session: Session, figure: Figure, day: date) -> Reading:
    """How it stood on a day: the ninety days that end with it."""
    return reading(session, figure, Period(day - timedelta(days=DAYS - 1), day))


def _kept(session: Session, figure: Figure, period: Period) -> list[bool] | None:
    """Of a share, whether each case was kept; None for what is no share."""
    if figure == Figure.STUCK_TO_IT:
        return [case.kept for step in Step for case in scorecard.cases(session, step, period)]
    if figure in _STEPS:
        return [case.kept for case in scorecard.cases(session, _STEPS[figure], period)]
    if figure in _SHARES:
        return [bool(fact.kept) for fact in facts(session, _SHARES[figure], period)]
    return None
