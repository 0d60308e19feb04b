"""How the playbook reads: each rule as a sentence, and what a change of it does to what is planned."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, tzinfo
from typing import Any

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

from tradesman.book.clock import Unit, Wait
from tradesman.book.followup import HELD_BY_COMPLAINT, NOT_AFTER_LEAVING, Channel, Event
from tradesman.services.effects import Becomes, Effect
from tradesman.services.playbooks import CALL_BACK, Line
from tradesman.ui import format as say
from tradesman.ui.words import asked_for, words

_EVENTS: dict[Event, Any] = {
    Event.ENQUIRY_RECEIVED: QT_TRANSLATE_NOOP("rules", "Someone calls or writes"),
    Event.VISIT_BOOKED: QT_TRANSLATE_NOOP("rules", "A visit is booked"),
    Event.QUOTE_GIVEN: QT_TRANSLATE_NOOP("rules", "A quote is given"),
    Event.QUOTE_DECISION: QT_TRANSLATE_NOOP("rules", "A decision comes up"),
    Event.QUOTE_EXPIRING: QT_TRANSLATE_NOOP("rules", "A quote runs out"),
    Event.QUOTE_ACCEPTED: QT_TRANSLATE_NOOP("rules", "A quote is accepted"),
    Event.JOB_PLANNED: QT_TRANSLATE_NOOP("rules", "A job is planned"),
    Event.FINDING_NOW: QT_TRANSLATE_NOOP("rules", "A finding is urgent"),
    Event.FINDING_TOLD: QT_TRANSLATE_NOOP("rules", "A finding can wait"),
    Event.REFERRAL_INTRODUCED: QT_TRANSLATE_NOOP("rules", "A partner is introduced"),
    Event.JOB_COMPLETED: QT_TRANSLATE_NOOP("rules", "A job is signed off"),
    Event.KIND_WORDS: QT_TRANSLATE_NOOP("rules", "Kind words come in"),
    Event.GUARANTEE_ENDS: QT_TRANSLATE_NOOP("rules", "A guarantee ends"),
    Event.QUOTE_LOST: QT_TRANSLATE_NOOP("rules", "A quote is lost"),
}
_ICONS = {
    Event.ENQUIRY_RECEIVED: "phone",
    Event.VISIT_BOOKED: "map-pin",
    Event.QUOTE_GIVEN: "file-text",
    Event.QUOTE_DECISION: "hourglass",
    Event.QUOTE_EXPIRING: "timer",
    Event.QUOTE_ACCEPTED: "file-check",
    Event.JOB_PLANNED: "calendar-days",
    Event.FINDING_NOW: "triangle-alert",
    Event.FINDING_TOLD: "eye",
    Event.REFERRAL_INTRODUCED: "users",
    Event.JOB_COMPLETED: "badge-check",
    Event.KIND_WORDS: "heart-handshake",
    Event.GUARANTEE_ENDS: "shield-check",
    Event.QUOTE_LOST: "rotate-ccw",
}
_BEFORE = (
    *(Event.ENQUIRY_RECEIVED, Event.VISIT_BOOKED, Event.QUOTE_GIVEN, Event.QUOTE_DECISION),
    Event.QUOTE_EXPIRING,
)
_DURING = (
    *(Event.QUOTE_ACCEPTED, Event.JOB_PLANNED, Event.FINDING_NOW, Event.FINDING_TOLD),
    Event.REFERRAL_INTRODUCED,
)
BEFORE, DURING, AFTER = "before", "during", "after"


@dataclass(frozen=True)
class Sentence:
    """A rule in four pieces, as its row shows them."""

    icon: str
    when: str
    wait: str
    channel: str
    message: str
    enabled: bool
    whole: str


def _tr(text: str) -> str:
    return QCoreApplication.translate("rules", text)


def event_words(event: Event) -> str:
    """What sets a rule off: "A job is signed off"."""
    return _tr(_EVENTS[event])


def events() -> list[tuple[Event, str]]:
    """What can set a rule off, in the order of the journey."""
    return [(event, event_words(event)) for event in _EVENTS]


def group(event: Event) -> str:
    """The part of the list in which its rules stand."""
    return BEFORE if event in _BEFORE else DURING if event in _DURING else AFTER


def group_words(key: str) -> str:
    """The heading of a part."""
    return {BEFORE: _tr("Before the job"), DURING: _tr("During the job"), AFTER: _tr("After the job")}[key]


def wait_words(one: Line) -> str:
    """How long a rule waits: "3 months later", "next working day", "every 7 days"."""
    wait = Wait.parse(one.wait)
    if one.key == CALL_BACK:
        return _tr("within {0}").format(_span(wait))
    if one.repeats:
        return _every(wait)
    if wait.count == 0:
        return _tr("the same day")
    if abs(wait.count) == 1 and wait.unit == Unit.WORKING_DAYS:
        return _tr("next working day") if wait.count > 0 else _tr("the working day before")
    if wait.count < 0:
        return _tr("{0} before").format(_span(Wait(-wait.count, wait.unit)))
    return _tr("{0} later").format(_span(wait))


def again_words(wait: Wait) -> str:
    """When what comes again comes: "12 months later and every 12 months after that"."""
    return _tr("{0} later and {1} after that").format(_span(wait), _every(wait))


def _every(wait: Wait) -> str:
    if wait.count != 1:
        return _tr("every {0}").format(_span(wait))
    return {
        Unit.WORKING_DAYS: _tr("every working day"),
        Unit.DAYS: _tr("every day"),
        Unit.WEEKS: _tr("every week"),
        Unit.MONTHS: _tr("every month"),
    }[wait.unit]


def _span(wait: Wait) -> str:
    one, many = {
        Unit.WORKING_HOURS: (_tr("1 working hour"), _tr("{0} working hours")),
        Unit.WORKING_DAYS: (_tr("1 working day"), _tr("{0} working days")),
        Unit.DAYS: (_tr("1 day"), _tr("{0} days")),
        Unit.WEEKS: (_tr("1 week"), _tr("{0} weeks")),
        Unit.MONTHS: (_tr("1 month"), _tr("{0} months")),
    }[wait.unit]
    return one if wait.count == 1 else many.format(wait.count)


def name(one: Line) -> str:
    """What a rule asks for, as its rows in Today say it."""
    return asked_for(one.purpose, one.title)


def sentence(one: Line) -> Sentence:
    """The rule as its row reads."""
    when, wait, by, asks = event_words(one.event), wait_words(one), words(one.channel), name(one)
    message = _tr("{0}, regular customers").format(asks) if one.only_regulars else asks
    off = "" if one.enabled else _tr("switched off")
    at = again_words(Wait.parse(one.wait)) if one.repeats else wait
    whole = ", ".join(part for part in (when, at, by, message, off) if part)
    shown = when if one.enabled else _tr("{0} (off)").format(when)
    return Sentence(_ICONS[one.event], shown, wait, by, message, one.enabled, whole)


def wait_in_full(one: Line) -> str:
    """The wait, whether it comes again, and what a day off does to it: "3 months, then a working day"."""
    wait = Wait.parse(one.wait)
    if one.repeats:
        return again_words(wait)
    if wait.unit in (Unit.WORKING_DAYS, Unit.WORKING_HOURS) or wait.count <= 0:
        return wait_words(one)
    return _tr("{0}, then a working day").format(_span(wait))


def unless_words(one: Line) -> str:
    """Who is not asked."""
    parts = [] if one.key == CALL_BACK else [_tr("do not contact")]
    if one.purpose in HELD_BY_COMPLAINT:
        parts.append(_tr("open complaint"))
    if one.purpose in NOT_AFTER_LEAVING:
        parts.append(_tr("moved away"))
    if one.only_regulars:
        parts.append(_tr("not a regular customer"))
    if not one.for_small_jobs and group(one.event) == AFTER and one.event == Event.JOB_COMPLETED:
        parts.append(_tr("small job"))
    return ", ".join(parts) or _tr("no exception")


def count_words(lines: Sequence[Line]) -> str:
    """How many rules there are, and what they never do."""
    on = sum(one.enabled for one in lines)
    rules = _tr("1 rule") if len(lines) == 1 else _tr("{0} rules").format(len(lines))
    return _tr("{0}, {1} on. Nothing is sent without you").format(rules, on)


# What a change does


def effect_count(effects: Sequence[Effect]) -> str:
    """How many follow-ups a change touches, and how: "4 move, 1 is cancelled"."""
    many = {kind: sum(one.becomes == kind for one in effects) for kind in Becomes}
    said = {
        Becomes.MOVED: (_tr("1 follow-up moves"), _tr("{0} follow-ups move")),
        Becomes.CANCELLED: (_tr("1 follow-up is cancelled"), _tr("{0} follow-ups are cancelled")),
        Becomes.RETURNS: (_tr("1 follow-up comes back"), _tr("{0} follow-ups come back")),
        Becomes.OTHER_WAY: (_tr("1 follow-up goes another way"), _tr("{0} follow-ups go another way")),
    }
    parts = [(one if many[kind] == 1 else more).format(many[kind]) for kind, (one, more) in said.items() if many[kind]]
    return ", ".join(parts) or _tr("Nothing that is planned changes")


def about(one: Effect) -> str:
    """What a follow-up is for, and about."""
    return ", ".join(part for part in (asked_for(one.purpose, one.title), one.what) if part)


def now_words(one: Effect, today: date, zone: tzinfo) -> str:
    """When it is due as it stands."""
    if one.before is None:
        return _tr("cancelled")
    if one.before_at is not None:
        return say.moment(one.before_at.astimezone(zone), today)
    return say.capital(say.day(one.before, today))


def then_words(one: Effect, today: date, zone: tzinfo) -> str:
    """When it will be due, or what else becomes of it."""
    if one.becomes == Becomes.CANCELLED or one.after is None:
        return _tr("Cancelled")
    if one.becomes == Becomes.OTHER_WAY:
        return _tr("By call") if one.channel == Channel.CALL else _tr("By message")
    if one.after_at is not None:
        return say.moment(one.after_at.astimezone(zone), today)
    day = say.day(one.after, today)
    if one.asleep_until is not None:
        return _tr("{0}, put off until {1}").format(say.capital(day), say.day(one.asleep_until, today))
    return _tr("Back on {0}").format(day) if one.becomes == Becomes.RETURNS else say.capital(day)
