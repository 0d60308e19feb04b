"""How the scorecard is said: periods, the six steps, shares with and without a percentage, and what changed."""

from collections.abc import Sequence
from datetime import date, timedelta

from PySide6.QtCore import QCoreApplication

from tradesman.services.score_facts import Beside
from tradesman.services.score_periods import PeriodKind
from tradesman.services.score_sheets import Middle, StepScore
from tradesman.services.scorecard import FEWEST, Period, Share, Step
from tradesman.services.selling import Came
from tradesman.ui import format as say

TARGET = 90  # percent, the dashed line
ICONS = {
    Step.CALLED_BACK: "phone",
    Step.EXPLAINED: "stethoscope",
    Step.HELPED_TO_CHOOSE: "circle-help",
    Step.NOTICED: "eye",
    Step.GREAT_JOB: "badge-check",
    Step.THREE_MONTHS_ON: "shield-check",
}


def _tr(text: str) -> str:
    return QCoreApplication.translate("scorecard", text)


def title(step: Step) -> str:
    """A step: "Returned the call"."""
    return {
        Step.CALLED_BACK: _tr("Returned the call promptly"),
        Step.EXPLAINED: _tr("Came, explained, gave options"),
        Step.HELPED_TO_CHOOSE: _tr("Asked and helped to choose"),
        Step.NOTICED: _tr("Noticed and recommended"),
        Step.GREAT_JOB: _tr("Did a great job"),
        Step.THREE_MONTHS_ON: _tr("Three months on"),
    }[step]


def what(step: Step) -> str:
    """When a step counts as kept, in a few words."""
    return {
        Step.CALLED_BACK: _tr("inside the clock, or answered live"),
        Step.EXPLAINED: _tr("two options or more in 3 working days"),
        Step.HELPED_TO_CHOOSE: _tr("3 needs, best value, decision date"),
        Step.NOTICED: _tr("a finding told, or nothing found"),
        Step.GREAT_JOB: _tr("promises kept, signed off, needs met"),
        Step.THREE_MONTHS_ON: _tr("thanked, checked, asked within a week"),
    }[step]


def period(kind: PeriodKind, shown: Period) -> str:
    """A period in little room: "14 Sep – 13 Oct", "Jul – Sept 2026", "2026"."""
    first, last = shown.first, shown.last
    if kind == PeriodKind.YEAR:
        return str(first.year)
    if kind == PeriodKind.QUARTER:
        return f"{say.month_short(first)} – {say.month_short(last)} {last.year}"
    return f"{say.month_day(first)} – {say.month_day(last)} {last.year}"


def period_before(kind: PeriodKind) -> str:
    """What is compared with."""
    return {
        PeriodKind.DAYS: _tr("in the 30 days before"),
        PeriodKind.QUARTER: _tr("in the quarter before"),
        PeriodKind.YEAR: _tr("in the year before"),
    }[kind]


def share(found: Share) -> str:
    """A share in little room: "88%", "not enough yet", or a dash where nothing was due."""
    return f"{found.percent}%" if found.percent is not None else too_few(found.due)


def too_few(cases: int) -> str:
    """What stands for a figure that says nothing yet: "not enough yet", or a dash where there was no case."""
    return _tr("not enough yet") if cases else say.DASH


def of(found: Share) -> str:
    """Kept of due: "22 of 25"."""
    return _tr("{0} of {1}").format(found.kept, found.due)


def figure(found: Share) -> str:
    """A percentage, or the bare numbers where there are too few: "58%", "3 of 4", a dash for none."""
    return f"{found.percent}%" if found.percent is not None else of(found) if found.due else say.DASH


def told(found: Share) -> str:
    """A share in full: "88%, 22 of 25"."""
    if found.percent is not None:
        return _tr("{0}%, {1} of {2}").format(found.percent, found.kept, found.due)
    return _tr("{0} of {1}, not enough yet").format(found.kept, found.due) if found.due else _tr("nothing due")


def trend(values: Sequence[int | None]) -> str:
    """The eight periods in words, the oldest first."""
    return ", ".join(_tr("not enough") if value is None else f"{value}%" for value in values)


def stuck(score: StepScore, kind: PeriodKind) -> tuple[str, str]:
    """How all steps together stand beside the period before, and the colour of it."""
    now, before = score.share.percent, score.before
    if not score.share.due:
        return _tr("Nothing was due in this period."), "ink_2"
    if now is None:
        return _tr("{0} of {1} kept. From {2} on it is a percentage.").format(
            score.share.kept, score.share.due, FEWEST
        ), "ink_2"
    if before is None:
        return _tr("{0} of {1} kept").format(score.share.kept, score.share.due), "ink_2"
    if now == before:
        return _tr("as {0}").format(period_before(kind)), "ink_2"
    words = _tr("up from {0}% {1}") if now > before else _tr("down from {0}% {1}")
    return words.format(before, period_before(kind)), "good" if now > before else "warn"


def change(score: StepScore) -> tuple[str, str]:
    """How a step changed in a year, and the colour of it: "+18 in a year"."""
    points = score.in_a_year
    if points is None:
        return "", "ink_2"
    if not points:
        return _tr("as a year ago"), "ink_2"
    return _tr("{0} in a year").format(f"{points:+d}".replace("-", "−")), "good" if points > 0 else "warn"


def row(step: Step, score: StepScore, *, weakest: bool) -> str:
    """A step with all its figures as one sentence, for screen readers."""
    parts = [
        f"{int(step)}. {title(step)}, {what(step)}: {told(score.share)}.",
        _tr("The weakest step.") if weakest else "",
        f"{change(score)[0]}." if change(score)[0] else "",
        _tr("The eight periods: {0}.").format(trend(score.trend)),
        _tr("Enter shows the cases."),
    ]
    return " ".join(part for part in parts if part)


def call_back(middle: Middle) -> str:
    """A length of working time: "24 min"."""
    return say.span(timedelta(seconds=middle.median)) if middle.median is not None else too_few(middle.count)


def faster(middle: Middle) -> tuple[str, str]:
    """How call-backs stand beside the period before: "9 min faster"."""
    if middle.median is None or middle.before is None:
        return "", "ink_2"
    minutes = round((middle.median - middle.before) / 60)
    if not minutes:
        return _tr("as before"), "ink_2"
    words = _tr("{0} slower") if minutes > 0 else _tr("{0} faster")
    return words.format(say.span(timedelta(minutes=abs(minutes)))), "warn" if minutes > 0 else "good"


def points(now: Share, before: Share) -> tuple[str, str]:
    """How many points more or fewer than before: "+4"."""
    if now.percent is None or before.percent is None:
        return (of(now) if now.percent is not None else _tr("not enough yet") if now.due else ""), "ink_2"
    gap = now.percent - before.percent
    if not gap:
        return _tr("as before"), "ink_2"
    return f"{gap:+d}".replace("-", "−"), "good" if gap > 0 else "warn"


def days(middle: Middle) -> str:
    """A length in days: "3 days"."""
    return number_of_days(middle.median) if middle.median is not None else too_few(middle.count)


def number_of_days(number: float) -> str:
    """How many days: "same day", "1 day", "2.5 days"."""
    if not number:
        return _tr("same day")
    return _tr("1 day") if number == 1 else _tr("{0} days").format(say.quantity(round(number * 1000)))


def beside(figure_asked: Beside) -> str:
    """The name of a figure beside the steps."""
    return {
        Beside.TOGETHER: _tr("Stuck to it"),
        Beside.CALL_BACK: _tr("Call back"),
        Beside.WINS: _tr("Quotes decided"),
        Beside.LOST: _tr("Lost"),
        Beside.WON_BACK: _tr("Won back"),
        Beside.WIN_BACKS_DUE: _tr("Win-backs due"),
        Beside.RIVALS: _tr("Rival prices"),
        Beside.INCOME: _tr("Referral income"),
        Beside.SENT: _tr("Customers sent to partners"),
        Beside.WORK: _tr("Repeat and recommended"),
        Beside.EXPERIENCE: _tr("Experience"),
        Beside.TO_VISIT: _tr("To the visit"),
        Beside.TO_QUOTE: _tr("To the quote"),
        Beside.TO_START: _tr("To the start"),
        Beside.TO_FINISH: _tr("To the finish"),
        Beside.PROMISES: _tr("Promises"),
        Beside.ASKED: _tr("Asked for words"),
        Beside.GIVEN: _tr("Testimonials"),
        Beside.SERVICE_CALLS: _tr("Service calls"),
    }[figure_asked]


def came(how: Came) -> str:
    """How the customer of a job came."""
    return {
        Came.AGAIN: _tr("worked for before"),
        Came.RECOMMENDED: _tr("recommended by a customer"),
        Came.BY_PARTNER: _tr("sent by a partner"),
        Came.ELSEWHERE: _tr("found you elsewhere"),
    }[how]


def lost(reason: str) -> str:
    """Why a quote was lost, or what is said of the rest."""
    return reason or _tr("Other reasons")


def best_value(won: int) -> str:
    """What is said behind how many took the best value: "of 14 wins were the best value"."""
    if not won:
        return _tr("wins, none of the best value")
    return _tr("of 1 win was the best value") if won == 1 else _tr("of {0} wins were the best value").format(won)


def on(day: date, today: date) -> str:
    """The day of a case."""
    return say.capital(say.day(day, today))
