"""How the six steps of a customer's journey are said: title, two small lines, and why one was missed."""

from collections.abc import Callable
from datetime import date
from typing import Any

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

from tradesman.book.followup import Purpose
from tradesman.services.journey import Journey, StepRow, StepState
from tradesman.services.scorecard import Fault, Step
from tradesman.services.timelines import Entry, Happened
from tradesman.ui import format as say
from tradesman.ui.widgets.step_strip import Step as Shown
from tradesman.ui.words import tier

_TITLES: dict[Step, Any] = {
    Step.CALLED_BACK: QT_TRANSLATE_NOOP("steps", "Called back"),
    Step.EXPLAINED: QT_TRANSLATE_NOOP("steps", "Came and explained"),
    Step.HELPED_TO_CHOOSE: QT_TRANSLATE_NOOP("steps", "Helped to choose"),
    Step.NOTICED: QT_TRANSLATE_NOOP("steps", "Noticed and told"),
    Step.GREAT_JOB: QT_TRANSLATE_NOOP("steps", "Great job"),
    Step.THREE_MONTHS_ON: QT_TRANSLATE_NOOP("steps", "Three months on"),
}
_FAULTS: dict[Fault, Any] = {
    Fault.CALLED_LATE: QT_TRANSLATE_NOOP("steps", "rang back late"),
    Fault.NOT_CALLED: QT_TRANSLATE_NOOP("steps", "not rung back yet"),
    Fault.NO_DIAGNOSIS: QT_TRANSLATE_NOOP("steps", "no diagnosis noted"),
    Fault.NO_OPTIONS: QT_TRANSLATE_NOOP("steps", "no choice of options"),
    Fault.QUOTE_LATE: QT_TRANSLATE_NOOP("steps", "quote came late"),
    Fault.FEW_NEEDS: QT_TRANSLATE_NOOP("steps", "too few needs asked"),
    Fault.NO_BEST_VALUE: QT_TRANSLATE_NOOP("steps", "no best value named"),
    Fault.NO_DECISION_DATE: QT_TRANSLATE_NOOP("steps", "no decision date"),
    Fault.NOTHING_NOTICED: QT_TRANSLATE_NOOP("steps", "did not look round"),
    Fault.FINISH_MISSED: QT_TRANSLATE_NOOP("steps", "finished late"),
    Fault.PROMISE_MISSED: QT_TRANSLATE_NOOP("steps", "a promise was missed"),
    Fault.NOT_SIGNED: QT_TRANSLATE_NOOP("steps", "not signed off"),
    Fault.NEEDS_NOT_SEEN: QT_TRANSLATE_NOOP("steps", "needs not ticked"),
    Fault.LATE: QT_TRANSLATE_NOOP("steps", "called late"),
    Fault.SKIPPED: QT_TRANSLATE_NOOP("steps", "skipped"),
    Fault.NOT_DONE: QT_TRANSLATE_NOOP("steps", "not done"),
}
# What on the timeline tells of a step.
_TOLD_BY = {
    Step.CALLED_BACK: (Happened.CALL, Happened.ENQUIRY),
    Step.EXPLAINED: (Happened.VISIT, Happened.VISIT_AHEAD, Happened.QUOTE_GIVEN, Happened.QUOTE_DRAFT),
    Step.HELPED_TO_CHOOSE: (Happened.QUOTE_ACCEPTED, Happened.QUOTE_LOST, Happened.QUOTE_GIVEN),
    Step.NOTICED: (Happened.FINDING, Happened.JOB_COMPLETED),
    Step.GREAT_JOB: (Happened.JOB_COMPLETED, Happened.JOB_PLANNED),
    Step.THREE_MONTHS_ON: (Happened.FOLLOW_UP, Happened.SKIPPED, Happened.MESSAGE, Happened.NEXT),
}


def _tr(text: str) -> str:
    return QCoreApplication.translate("steps", text)


def short(step: Step) -> str:
    """A step in two or three words: "Came and explained"."""
    return _tr(_TITLES[step])


def fault_words(fault: Fault) -> str:
    """Why a step was not kept, in a few words."""
    return _tr(_FAULTS[fault])


def steps(journey: Journey, today: date) -> list[Shown]:
    """The strip's six steps; `today` decides how days are said."""
    return [_step(journey, row, today) for row in journey.steps]


def tells_of(entry: Entry, row: StepRow) -> bool:
    """Whether an entry of the timeline is the one of a step."""
    other = entry.purpose is not None and entry.purpose != Purpose.THREE_MONTHS
    return entry.on == row.on and entry.happened in _TOLD_BY[row.step] and not other


def _step(journey: Journey, row: StepRow, today: date) -> Shown:
    day = _day(row.on, today) if row.on is not None else ""
    title = short(row.step)
    if row.state == StepState.NOT_NEEDED:
        return Shown(title, _tr("not needed here"), state=row.state.value)
    if row.fault is not None:
        return Shown(title, fault_words(row.fault), day, row.state.value)
    if row.state == StepState.TODAY:
        on = say.month_day(row.on) if row.on is not None else ""
        return Shown(title, _due(row, today), on, row.state.value)
    if row.state == StepState.OPEN:
        return Shown(title, _tr("by {0}").format(day) if day else "", "", row.state.value)
    if row.step == Step.NOTICED:
        title = _noticed_title(journey)
    return Shown(title, _SAYERS[row.step](journey), day, row.state.value)


def _day(on: date, today: date) -> str:
    return say.weekday(on) if on == today else say.short_day(on, today)


def _due(row: StepRow, today: date) -> str:
    if row.due is not None and row.due.late:
        return _tr("late")
    if row.on is not None and row.on > today:
        return _tr("due {0}").format(say.weekday_name(row.on))
    return _tr("due today") if row.on is None or row.on == today else _tr("due since")


def _called_back(journey: Journey) -> str:
    if journey.answered_live or journey.waited is None:
        return _tr("answered live")
    minutes = int(journey.waited.total_seconds() // 60)
    if minutes < 60:
        return _tr("in 1 minute") if minutes == 1 else _tr("in {0} minutes").format(minutes)
    return _tr("in {0}").format(say.span(journey.waited))


def _explained(journey: Journey) -> str:
    options = _tr("1 option") if journey.options == 1 else _tr("{0} options").format(journey.options)
    if journey.looked_on is None:
        return options
    days = (journey.looked_on - journey.came_on).days
    when = {0: _tr("same day"), 1: _tr("next day")}.get(days, _tr("after {0} days").format(days))
    return _tr("{0}, {1}").format(when, options)


def _helped(journey: Journey) -> str:
    if journey.chosen:
        chosen = tier(journey.chosen)
        return _tr("{0}, best value").format(chosen) if journey.chose_best else chosen
    if journey.lost:
        return _tr("went elsewhere")
    return _tr("still deciding")


def _noticed_title(journey: Journey) -> str:
    if not journey.noticed:
        return _tr("Looked round")
    return _tr("Noticed 1 thing") if journey.noticed == 1 else _tr("Noticed {0} things").format(journey.noticed)


def _noticed(journey: Journey) -> str:
    if not journey.noticed:
        return _tr("found nothing")
    if journey.taken_up:
        return _tr("1 partner booked") if journey.taken_up == 1 else _tr("{0} partners booked").format(journey.taken_up)
    if journey.referred:
        return _tr("1 recommended") if journey.referred == 1 else _tr("{0} recommended").format(journey.referred)
    return _tr("told")


def _great_job(journey: Journey) -> str:
    how = _tr("done and paid") if journey.small else _tr("signed off")
    if not journey.snags:
        return _tr("{0}, no snags").format(how)
    return _tr("{0}, 1 snag").format(how) if journey.snags == 1 else _tr("{0}, {1} snags").format(how, journey.snags)


def _three_months(_journey: Journey) -> str:
    return _tr("in time")


_SAYERS: dict[Step, Callable[[Journey], str]] = {
    Step.CALLED_BACK: _called_back,
    Step.EXPLAINED: _explained,
    Step.HELPED_TO_CHOOSE: _helped,
    Step.NOTICED: _noticed,
    Step.GREAT_JOB: _great_job,
    Step.THREE_MONTHS_ON: _three_months,
}
