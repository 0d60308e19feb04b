"""How the plan is said: figures and their values, targets as they are typed, and what is due."""

from datetime import date

from PySide6.QtCore import QCoreApplication

from tradesman.book.plan import Figure, Goal, PlanAction
from tradesman.services import plan_figures
from tradesman.services.plan_figures import Reading, Unit
from tradesman.services.plans import CHECKS, GoalRow, WhyRow
from tradesman.ui import format as say

_LARGEST_COUNT = 10_000


def _tr(text: str) -> str:
    return QCoreApplication.translate("plan", text)


def figure(asked: Figure) -> str:
    """A figure of the scorecard by its name."""
    return {
        Figure.STUCK_TO_IT: _tr("Stuck to the process"),
        Figure.CALLS_RETURNED: _tr("Calls returned promptly"),
        Figure.OPTIONS_GIVEN: _tr("Came, explained, gave options"),
        Figure.HELPED_TO_CHOOSE: _tr("Helped to choose"),
        Figure.NOTICED: _tr("Noticed and recommended"),
        Figure.GREAT_JOBS: _tr("Great jobs"),
        Figure.THREE_MONTHS: _tr("Calls three months on"),
        Figure.WIN_RATE: _tr("Quotes won"),
        Figure.PROMISES_KEPT: _tr("Promises kept"),
        Figure.TESTIMONIALS: _tr("Testimonials"),
        Figure.REFERRAL_INCOME: _tr("Referral income"),
        Figure.RECOMMENDED: _tr("Jobs by recommendation"),
        Figure.EXPERIENCE: _tr("Customers' score"),
    }[asked]


def figures() -> tuple[tuple[Figure, str], ...]:
    """All figures to choose from."""
    return tuple((one, figure(one)) for one in Figure)


def proposals() -> tuple[tuple[str, Figure], ...]:
    """Whys to pick with one click, each with the figure that tells how it goes."""
    return (
        (_tr("Fewer lost calls"), Figure.CALLS_RETURNED),
        (_tr("Better prices"), Figure.WIN_RATE),
        (_tr("More recommendations"), Figure.RECOMMENDED),
        (_tr("Quieter evenings"), Figure.PROMISES_KEPT),
        (_tr("Happier customers"), Figure.EXPERIENCE),
        (_tr("Words to show"), Figure.TESTIMONIALS),
    )


def value(reading: Reading, currency: str) -> str:
    """A figure as it stands: "80%", "£1,068", "8.6", "not enough yet", or a dash where there was nothing."""
    if reading.value is None:
        return _tr("not enough yet") if reading.cases else say.DASH
    return amount(reading.figure, reading.value, currency)


def amount(asked: Figure, number: float, currency: str) -> str:
    """A number as its figure counts it."""
    unit = plan_figures.unit_of(asked)
    if unit == Unit.PERCENT:
        return f"{number:.0f}%"
    if unit == Unit.MONEY:
        return say.money(round(number), currency, decimals=False)
    if unit == Unit.SCORE:
        return say.quantity(round(number * 10) * 100)
    return f"{number:.0f}"


def read_target(text: str, asked: Figure, currency: str) -> int:
    """A target as a person types it, as its figure counts it. ValueError with a sentence."""
    unit = plan_figures.unit_of(asked)
    if unit == Unit.MONEY:
        minor = say.read_money(text, currency)
        if minor <= 0:
            raise ValueError(_tr("A target is more than nothing."))
        return minor
    most = {Unit.PERCENT: 100, Unit.SCORE: 10}.get(unit, _LARGEST_COUNT)
    typed = text.strip().removesuffix("%").strip() if unit == Unit.PERCENT else text.strip()
    if not (typed.isascii() and typed.isdigit() and len(typed) < 9 and 0 < int(typed) <= most):
        raise ValueError(_tr("A target of this figure is a whole number from 1 to {0}.").format(f"{most:,}"))
    return int(typed)


def shown_target(asked: Figure, target: int, currency: str) -> str:
    """A target as it is typed."""
    if plan_figures.unit_of(asked) == Unit.MONEY:
        return say.plain_amount(target, currency)
    return str(target)


def lately() -> str:
    """The days over which a why's figure is counted."""
    return _tr("last {0} days").format(plan_figures.DAYS)


def since(row: WhyRow, currency: str, today: date) -> tuple[str, str]:
    """What a why's figure was when it was written down and how it moved, and the tone of that."""
    on = say.day(row.why.since_on, today)
    if row.then.value is None:
        few = _tr("too few in the {0} days before {1}") if row.then.cases else _tr("none in the {0} days before {1}")
        return few.format(plan_figures.DAYS, on), "ink_2"
    then = amount(row.why.figure, row.then.value, currency)
    if row.better_by is None or row.now.value is None:
        return _tr("{0} in the {1} days before {2}").format(then, plan_figures.DAYS, on), "ink_2"
    now = amount(row.why.figure, row.now.value, currency)
    if now == then:
        return _tr("the same as in the {0} days before {1}").format(plan_figures.DAYS, on), "ink_2"
    up, down = _tr("up from {0} in the {1} days before {2}"), _tr("down from {0} in the {1} days before {2}")
    moved = up if row.better_by > 0 else down
    return moved.format(then, plan_figures.DAYS, on), "good" if row.better_by > 0 else "danger"


def check(key: str) -> tuple[str, str]:
    """What a goal shall be, and the question to ask of it."""
    return dict(zip(CHECKS, _checks(), strict=True))[key]


def _checks() -> tuple[tuple[str, str], ...]:
    return (
        (_tr("Relevant"), _tr("Does it serve one of your whys?")),
        (_tr("Understandable"), _tr("Would somebody else know what is meant?")),
        (_tr("Measurable"), _tr("Will you see when it is reached?")),
        (_tr("Believable"), _tr("Do you believe in it yourself?")),
        (_tr("Achievable"), _tr("Can you do it with the time and money you have?")),
    )


def measured(row: GoalRow, currency: str, today: date) -> str:
    """How far a goal is: "60% of 90%, counted since 17 Nov"."""
    if row.goal.figure is None or row.reading is None or row.goal.target is None:
        return _tr("Without a figure: you tell when it is reached.")
    target = amount(row.goal.figure, row.goal.target, currency)
    on = say.day(row.goal.set_on, today)
    name = figure(row.goal.figure)
    if row.reading.value is None:
        return _tr("{0}: not enough yet to count since {1}, target {2}").format(name, on, target)
    return _tr("{0}: {1} since {2}, target {3}").format(name, value(row.reading, currency), on, target)


def checked(goal: Goal) -> str:
    """Which of the five a goal is not yet; empty when it is all of them."""
    missing = [check(key)[0].lower() for key in CHECKS if key not in goal.checks]
    return _tr("Not yet {0}").format(", ".join(missing)) if missing else ""


def by(goal: Goal, today: date) -> tuple[str, str]:
    """The day of a goal, and the kind of its badge."""
    if goal.by_on < today:
        return _tr("Was for {0}").format(say.day(goal.by_on, today)), "danger"
    return _tr("By {0}").format(say.day(goal.by_on, today)), "neutral"


def ended(row: GoalRow, today: date) -> str:
    """What became of a goal, and why."""
    goal = row.goal
    if goal.reached_on is not None:
        words = _tr("Reached {0}").format(say.day(goal.reached_on, today))
    else:
        words = _tr("Dropped {0}").format(say.day(goal.dropped_on or goal.by_on, today))
    return f"{words}. {goal.words_at_end}" if goal.words_at_end else words


def still_open(count: int) -> str:
    """How many actions of a goal are not done yet."""
    return _tr("1 action is still open") if count == 1 else _tr("{0} actions are still open").format(count)


def action_when(action: PlanAction, today: date, done_on: date | None) -> tuple[str, str]:
    """When an action is due or what became of it, and the tone of that."""
    if done_on is not None:
        done = say.day(done_on, today)
        return (
            (_tr("Done {0}, late").format(done), "warn")
            if done_on > action.due_on
            else (_tr("Done {0}").format(done), "good")
        )
    if action.dropped_at is not None:
        return _tr("Dropped: {0}").format(action.reason), "ink_3"
    if action.due_on < today:
        return _tr("Late since {0}").format(say.day(action.due_on, today)), "danger"
    return say.capital(say.day(action.due_on, today)), "ink_2"


def went_along(words: str, count: int) -> str:
    """What was deleted, and how many actions with it."""
    if not count:
        return words
    return (
        _tr("{0}, with its action").format(words) if count == 1 else _tr("{0}, with {1} actions").format(words, count)
    )
