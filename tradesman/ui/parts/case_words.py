"""How a case behind a figure of the scorecard is said: what came of it, in a badge or a few words."""

from collections.abc import Callable
from datetime import timedelta

from PySide6.QtCore import QCoreApplication

from tradesman.services import experience, rivals, selling
from tradesman.services.score_cases import About, Fact
from tradesman.services.score_facts import Beside
from tradesman.services.scorecard import Step
from tradesman.services.selling import Came
from tradesman.ui import format as say
from tradesman.ui.parts import score_words, step_words
from tradesman.ui.widgets.table_model import CellBadge
from tradesman.ui.words import tier

Asked = Step | Beside
PLACES = {About.QUOTE: "quote", About.JOB: "job"}  # the page where a case is looked into; otherwise its customer's


def _tr(text: str) -> str:
    return QCoreApplication.translate("cases", text)


def title(asked: Asked) -> str:
    """What the cases are behind: "3. Asked and helped to choose"."""
    if isinstance(asked, Step):
        return f"{int(asked)}. {score_words.title(asked)}"
    return score_words.beside(asked)


def outcomes(asked: Asked) -> tuple[str, str]:
    """What a case is called that was kept, and one that was not; empty where cases are neither."""
    if isinstance(asked, Step) or asked == Beside.TOGETHER:
        return _tr("kept"), _tr("not kept")
    return {
        Beside.CALL_BACK: (_tr("in time"), _tr("late")),
        Beside.WINS: (_tr("won"), _tr("lost")),
        Beside.PROMISES: (_tr("kept in time"), _tr("late or broken")),
        Beside.ASKED: (_tr("gave words"), _tr("no words yet")),
        Beside.SERVICE_CALLS: (_tr("under guarantee"), _tr("not under guarantee")),
    }.get(asked, ("", ""))


def badge(asked: Asked, fact: Fact) -> CellBadge | None:
    """Kept or why not; None where a case is neither."""
    kept, missed = outcomes(asked)
    if fact.fault is not None:
        missed = step_words.fault_words(fact.fault)
    if fact.kept is None or not kept:
        return None
    if asked in (Beside.ASKED, Beside.SERVICE_CALLS):
        return CellBadge(kept if fact.kept else missed)
    return CellBadge(kept, "good", "check") if fact.kept else CellBadge(missed, "warn", "x")


def more(asked: Asked, fact: Fact, currency: str) -> str:
    """What else is known of a case: the option taken, the amount, the customer's words."""
    if asked in (Beside.INCOME, Beside.SERVICE_CALLS):
        amount = say.money(round(fact.amount), currency) if fact.amount is not None else ""
        return " · ".join(part for part in (amount, fact.words) if part)
    sayer = _SAYERS.get(asked) if isinstance(asked, Beside) else None
    return sayer(fact) if sayer is not None else fact.words


def _length(fact: Fact) -> str:
    return say.span(timedelta(seconds=fact.amount or 0))


def _days(fact: Fact) -> str:
    return score_words.number_of_days(fact.amount or 0)


def _decided(fact: Fact) -> str:
    if not fact.kept:
        return fact.words
    name = tier(int(fact.group))
    return _tr("{0}, best value").format(name) if fact.words == selling.BEST_VALUE else name


def _score(fact: Fact) -> str:
    return " · ".join(part for part in (_tr("{0} of 10").format(f"{fact.amount:g}"), fact.words) if part)


def _promised(fact: Fact) -> str:
    return _tr("{0} · day moved, told first").format(fact.words) if fact.group == experience.MOVED else fact.words


def _against(fact: Fact) -> str:
    bp = round(fact.amount or 0)
    if not bp:
        return _tr("{0}: the same price").format(fact.words) if fact.words else _tr("The same price")
    how_much = say.percent(rivals.apart(bp))
    words = _tr("{0} dearer") if bp > 0 else _tr("{0} cheaper")
    return f"{fact.words}: {words.format(how_much)}" if fact.words else words.format(how_much)


_SAYERS: dict[Beside, Callable[[Fact], str]] = {
    Beside.TOGETHER: lambda fact: f"{fact.group}. {step_words.short(Step(int(fact.group)))}",
    Beside.CALL_BACK: _length,
    Beside.WINS: _decided,
    Beside.RIVALS: _against,
    Beside.WORK: lambda fact: score_words.came(Came(fact.group)),
    Beside.EXPERIENCE: _score,
    Beside.TO_VISIT: _days,
    Beside.TO_QUOTE: _days,
    Beside.TO_START: _days,
    Beside.TO_FINISH: _days,
    Beside.PROMISES: _promised,
}
