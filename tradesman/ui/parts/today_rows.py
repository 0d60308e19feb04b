"""How a row of Today is said: its icon, its words, its time and the button that does it."""

from datetime import date, datetime, timedelta, tzinfo

from PySide6.QtCore import QCoreApplication

from tradesman.book.followup import Purpose
from tradesman.services.decisions import Decision
from tradesman.services.row_facts import Fact
from tradesman.services.today import Group, Kind, TodayRow
from tradesman.ui import format as say
from tradesman.ui.parts import fact_words, material_words
from tradesman.ui.widgets.action_row import Action, ActionRow
from tradesman.ui.words import asked_for, words

_HOUR = timedelta(hours=1)
_PURPOSE_ICONS = {
    Purpose.CALL_BACK: "phone",
    Purpose.CONFIRM_VISIT: "calendar-days",
    Purpose.ANSWER_QUESTIONS: "circle-help",
    Purpose.HIDDEN_SLOT: "hourglass",
    Purpose.OFFER_TO_RENEW: "repeat-2",
    Purpose.CONFIRM_CHOICE: "badge-check",
    Purpose.PROGRESS_UPDATE: "camera",
    Purpose.CONFIRM_START: "calendar-days",
    Purpose.WIN_BACK: "rotate-ccw",
    Purpose.THANK_YOU: "heart-handshake",
    Purpose.SERVICE_CHECK: "wrench",
    Purpose.THREE_MONTHS: "shield-check",
    Purpose.ASK_WHO_ELSE: "users",
    Purpose.FINDING_DECIDED: "eye",
    Purpose.FINDING_OUTCOME: "eye",
    Purpose.PARTNER_DID_WELL: "thumbs-up",
    Purpose.CHECK_UP: "stethoscope",
    Purpose.OWN: "pen-line",
}
DECISION_ICONS = {
    Decision.PUT_RIGHT: "triangle-alert",
    Decision.NEXT_STEP: "flag",
    Decision.WRITE_QUOTE: "file-plus",
    Decision.GIVE_QUOTE: "presentation",
    Decision.RENEW_QUOTE: "hourglass",
    Decision.PLAN_JOB: "calendar-plus",
    Decision.LATE_MATERIAL: "package-open",
    Decision.THANK: "heart-handshake",
}


def _tr(text: str) -> str:
    return QCoreApplication.translate("today", text)


def purpose_icon(purpose: Purpose) -> str:
    """The icon of what a follow-up is for."""
    return _PURPOSE_ICONS[purpose]


def key(row: TodayRow) -> str:
    """What tells a row from every other."""
    kind = row.decision if row.decision == Decision.LATE_MATERIAL else row.kind  # a job may have to be planned as well
    return f"{kind}-{row.followup_id or row.subject_id}"


def group_words(group: Group) -> str:
    """The heading of a part of the list."""
    return {
        Group.NOW: _tr("Now"),
        Group.TODAY: _tr("Today"),
        Group.KEEP_IN_TOUCH: _tr("Keep in touch"),
    }[group]


def group_note(group: Group, count: int) -> str:
    """How many rows a part has, and their order."""
    order = {Group.NOW: _tr("oldest first"), Group.TODAY: _tr("in order of time")}.get(group, "")
    return f"{count} · {order}" if order and count > 1 else str(count)


def action(row: TodayRow, today: date, zone: tzinfo, *, urgent: bool, fact: Fact | None = None) -> Action:
    """A row of Today as the list shows it, with what the book knows beside it."""
    soon = row.left is not None and timedelta(0) <= row.left < _HOUR
    when, second = _when(row, today, zone, fact)
    main, icon = main_words(row)
    what_for = purpose_words(row)
    said = (row.customer, _lower(what_for), row.what, also_words(row), when, second)
    spoken = ", ".join(part for part in said if part)
    does = _tr("note it as done") if row.kind == Kind.PROMISE else _lower(main)
    if row.decision == Decision.PUT_RIGHT:
        does = _tr("note how it was put right")
    return Action(
        key=key(row),
        icon="phone-missed" if row.late and row.past is None else row_icon(row),
        name=row.customer,
        purpose=what_for,
        second=_second(row, fact),
        when=when,
        when_second=second,
        main_words=main,
        main_icon=icon,
        sentence=_tr("{0}. Enter to {1}.").format(spoken, does),
        tone="danger" if row.late else "warn" if soon else "neutral",
        clock=_clock(row),
        urgent=urgent,
    )


def _second(row: TodayRow, fact: Fact | None) -> str:
    """What else it is for or what is not here, which must not be cut off, then what it is about."""
    first = material_words.several(row.material) if row.material else say.capital(also_words(row))
    return ". ".join(part for part in (first, fact_words.subject(row, fact or Fact())) if part)


def also_words(row: TodayRow) -> str:
    """What the same contact is for as well; empty for nothing."""
    others = ", ".join(map(_also, row.also))
    return _tr("also: {0}").format(others) if others else ""


def _also(other: TodayRow) -> str:
    """Of another call back, what it is about: two of them would read alike."""
    what_for = _lower(purpose_words(other))
    return f"{what_for} ({other.what})" if other.purpose == Purpose.CALL_BACK and other.what else what_for


def purpose_words(row: TodayRow) -> str:
    """What a row is for, in a few words."""
    if row.purpose is not None:
        return asked_for(row.purpose, row.title)
    if row.decision is not None:
        return words(row.decision)
    if row.kind == Kind.VISIT:
        return _tr("Visit")
    return _tr("Keep a promise") if row.mine else _tr("Promised you")


def without_snooze(widget: ActionRow, more: str) -> None:
    """What cannot be put off or skipped has a menu in that place."""
    keeps = widget.snooze.sizePolicy()
    keeps.setRetainSizeWhenHidden(True)
    widget.snooze.setSizePolicy(keeps)
    widget.snooze.setEnabled(False)
    widget.snooze.hide()
    widget.skip.set_icon("ellipsis")
    widget.skip.set_words(more)


def _lower(text: str) -> str:
    return text[:1].lower() + text[1:]


def row_icon(row: TodayRow) -> str:
    """The icon of what a row asks for."""
    if row.purpose is not None:
        return _PURPOSE_ICONS[row.purpose]
    if row.decision is not None:
        return DECISION_ICONS[row.decision]
    if row.kind == Kind.VISIT:
        return "map-pin"
    return "package-check" if row.mine else "user"


def main_words(row: TodayRow) -> tuple[str, str]:
    """The words and the icon of the button that does it."""
    if row.decision is not None:
        return {
            Decision.PUT_RIGHT: (_tr("Done"), "check"),
            Decision.NEXT_STEP: (_tr("Decide"), "flag"),
            Decision.WRITE_QUOTE: (_tr("Write"), "file-plus"),
            Decision.GIVE_QUOTE: (_tr("Open"), "arrow-right"),
            Decision.RENEW_QUOTE: (_tr("Open"), "arrow-right"),
            Decision.PLAN_JOB: (_tr("Plan"), "calendar-plus"),
            Decision.LATE_MATERIAL: _material_words(row),
            Decision.THANK: (_tr("Message"), "send"),
        }[row.decision]
    return {
        Kind.CALL: (_tr("Call"), "phone"),
        Kind.VISIT: (_tr("Start"), "arrow-right"),
        Kind.PROMISE: (_tr("Done"), "check"),
        Kind.MESSAGE: (_tr("Message"), "send"),
        Kind.DECISION: (_tr("Open"), "arrow-right"),
    }[row.kind]


def _material_words(row: TodayRow) -> tuple[str, str]:
    """One thing can be noted as here at once; of several that is done on the job's page."""
    return (_tr("Arrived"), "check") if len(row.material) == 1 else (_tr("Open"), "arrow-right")


def _clock(row: TodayRow) -> float | None:
    """The part of the last hour that is used up."""
    if row.left is None or row.left >= _HOUR:
        return None
    return min(1.0, 1.0 - row.left / _HOUR)


def _when(row: TodayRow, today: date, zone: tzinfo, fact: Fact | None) -> tuple[str, str]:
    if row.due_at is not None and row.left is not None:
        return _call_back_when(row, row.due_at, row.left, today, zone)
    said = fact_words.said(fact, today) if fact is not None else ""
    if row.kind == Kind.VISIT:
        when, was = _visit_when(row, today)
        return when, was or said
    if row.kind == Kind.PROMISE:
        return _promise_when(row, today), said or (_tr("You promised") if row.mine else "")
    if row.kind == Kind.DECISION:
        return _decision_when(row, today, said), said or material_words.suppliers(row.material)
    if fact is not None and fact.decides_on is not None and fact.decides_on >= today:
        return say.capital(say.day(fact.decides_on, today)), said
    return _due_when(row, today), said or (row.phone if row.kind == Kind.CALL else "")


def _decision_when(row: TodayRow, today: date, said: str) -> str:
    if row.decision == Decision.PUT_RIGHT:
        return _due_when(row, today)
    if row.due_on < today:
        return _tr("Late since {0}").format(say.day(row.due_on, today))
    return _tr("Today") if said else ""


def _due_when(row: TodayRow, today: date) -> str:
    if row.due_on >= today:
        return _tr("Today")
    this_week = row.due_on >= today - timedelta(days=today.weekday())
    return _tr("This week") if this_week and row.group == Group.KEEP_IN_TOUCH else _since(row.due_on, today)


def _call_back_when(row: TodayRow, due_at: datetime, left: timedelta, today: date, zone: tzinfo) -> tuple[str, str]:
    due = _moment(due_at, today, zone)
    if left < timedelta(0):
        when = _tr("{0} late").format(say.span(left))
    elif left < _HOUR:
        when = _tr("{0} left").format(say.span(left))
    else:
        when = _tr("By {0}").format(due)
    if row.came_in_at is None or not row.came_by:
        return when, _tr("call by {0}").format(due)
    came = f"{words(row.came_by)} {_moment(row.came_in_at, today, zone)}"  # type: ignore[arg-type]
    # Of another day there is no room for both, and the first line tells how late it is.
    if left >= _HOUR or row.came_in_at.astimezone(zone).date() != today:
        return when, came
    return when, _tr("{0}, call by {1}").format(came, due)


def _moment(at: datetime, today: date, zone: tzinfo) -> str:
    local = at.astimezone(zone)
    clock = say.clock(local)
    return clock if local.date() == today else f"{say.near_day(local.date(), today)} {clock}"


def _visit_when(row: TodayRow, today: date) -> tuple[str, str]:
    at = say.clock(row.starts) if row.starts else ""
    if row.due_on < today:
        return _since(row.due_on, today), _tr("was at {0}").format(at)
    if row.past is not None:
        return _tr("{0} late").format(say.span(row.past)), _tr("was at {0}").format(at)
    return at, ""


def _promise_when(row: TodayRow, today: date) -> str:
    if row.due_on < today:
        return (_tr("Late since {0}") if row.mine else _tr("Since {0}")).format(say.day(row.due_on, today))
    if row.due_on > today:
        return say.capital(say.day(row.due_on, today))
    if row.past is not None:
        return _tr("{0} late").format(say.span(row.past))
    return _tr("By {0}").format(say.clock(row.starts)) if row.starts else _tr("Today")


def _since(day: date, today: date) -> str:
    return _tr("Since {0}").format(say.day(day, today))
