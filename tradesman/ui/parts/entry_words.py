"""How the entries of a customer's timeline are told: title, second line, icon, badge."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

from tradesman.book.followup import Purpose
from tradesman.book.outbox import MailState
from tradesman.services.timelines import Entry, Happened
from tradesman.ui import format as say
from tradesman.ui.parts.today_rows import purpose_icon
from tradesman.ui.words import asked_for, words


@dataclass(frozen=True)
class Told:
    """The words and looks of one entry."""

    title: str
    second: str
    icon: str
    tone: str = "neutral"
    badge: str = ""
    badge_kind: str = "neutral"


def _tr(text: str) -> str:
    return QCoreApplication.translate("history", text)


def said_jobs(count: int) -> str:
    """How many jobs there were; empty for none."""
    if count == 1:
        return _tr("1 job")
    return _tr("{0} jobs").format(count) if count else ""


def told(entry: Entry, currency: str) -> Told:
    """What an entry says; amounts in the book's currency."""
    plain = _plain().get(entry.happened)
    if plain is not None:
        title, icon, tone = plain
        return Told(title, entry.what, icon, tone)
    if entry.purpose is not None:
        return _follow_up(entry, entry.purpose)
    return _TELLERS[entry.happened](entry, currency)


def _plain() -> dict[Happened, tuple[str, str, str]]:
    """Title, icon and tone of what needs no more words than its own."""
    return {
        Happened.DECLINED: (_tr("Declined"), "x", "neutral"),
        Happened.ANSWERED: (_tr("Answered"), "message-square", "good"),
        Happened.VISIT: (_tr("Visit"), "stethoscope", "neutral"),
        Happened.VISIT_FAILED: (_tr("The visit did not happen"), "x", "warn"),
        Happened.JOB_PLANNED: (_tr("The work begins"), "hammer", "neutral"),
        Happened.JOB_STARTED: (_tr("The work began"), "hammer", "neutral"),
        Happened.NO_TEETH: (_tr("The guarantee does not apply"), "ban", "neutral"),
        Happened.SETTLED: (_tr("Put right"), "check", "good"),
        Happened.WITHDRAWN: (_tr("Took the testimonial back"), "eye-off", "warn"),
        Happened.NOTE: (_tr("Note"), "notebook-pen", "neutral"),
    }


def _follow_up(entry: Entry, purpose: Purpose) -> Told:
    title = asked_for(purpose, entry.title)
    if entry.happened == Happened.SKIPPED:
        title = _tr("{0}, skipped").format(title)
    return Told(title, entry.what, purpose_icon(purpose))


def _enquiry(entry: Entry, _currency: str) -> Told:
    waited = entry.more
    if waited is None:
        second = _tr("Not rung back yet")
    elif not waited:
        second = _tr("Answered live")
    else:
        second = _tr("Rung back after {0}").format(say.span(waited))
    return Told(_tr("Asked: {0}").format(entry.what), second, "phone-incoming")


def _call(entry: Entry, _currency: str) -> Told:
    outcome = words(entry.more)
    return Told(_tr("Rung back: {0}").format(outcome[:1].lower() + outcome[1:]), entry.what, "phone-call")


def _visit_ahead(entry: Entry, _currency: str) -> Told:
    return Told(_tr("Visit at {0}").format(say.clock(entry.more)), entry.what, "map-pin")


def _quote_draft(entry: Entry, _currency: str) -> Told:
    return Told(_tr("Quote started"), entry.what, "file-text", badge=_tr("Draft {0}").format(entry.more))


def _quote_given(entry: Entry, _currency: str) -> Told:
    badge = _tr("Quote {0}").format(entry.more)
    return Told(_tr("Quote given"), entry.what, "presentation", badge=badge, badge_kind="info")


def _quote_accepted(entry: Entry, _currency: str) -> Told:
    title, best = entry.more
    badge = _tr("Best value") if best else ""
    return Told(_tr("Chose {0}").format(entry.what), title, "file-check", "good", badge, "accent")


def _quote_lost(entry: Entry, _currency: str) -> Told:
    return Told(_tr("Quote lost: {0}").format(entry.what), entry.more, "thumbs-down", "warn")


def _job_completed(entry: Entry, currency: str) -> Told:
    who, price_minor, paid_how = entry.more
    title = _tr("Job signed off by {0}").format(who) if who else _tr("Job done")
    price = say.money(price_minor, currency) if price_minor is not None else ""
    second = ", ".join(part for part in (entry.what, price) if part)
    badge, kind = (_tr("Paid"), "good") if paid_how else ("", "neutral")
    return Told(title, second, "badge-check", "good", badge, kind)


def _job_called_off(entry: Entry, _currency: str) -> Told:
    return Told(_tr("Job called off: {0}").format(entry.what), entry.more, "x", "warn")


def _service_call(entry: Entry, _currency: str) -> Told:
    earlier, cause, covered = entry.more
    named = _tr("Puts right: {0}").format(earlier) if earlier else _tr("The earlier job is no longer in the book")
    second = ". ".join(part for part in (named, cause.rstrip(".")) if part)
    badge = {True: _tr("Under guarantee"), False: _tr("Not under guarantee"), None: ""}[covered]
    return Told(_tr("Service call: {0}").format(entry.what), second, "wrench", badge=badge, badge_kind="info")


def _promised(entry: Entry, _currency: str) -> Told:
    return Told(_tr("You promised") if entry.more else _tr("Promised you"), entry.what, "package-open")


def _promise_kept(entry: Entry, _currency: str) -> Told:
    title = _tr("Promise kept") if entry.more is not False else _tr("Promise kept late")
    return Told(title, entry.what, "package-check", "good" if entry.more is not False else "warn")


def _promise_broken(entry: Entry, _currency: str) -> Told:
    mine, more = entry.more
    said = (_tr("offered: {0}") if mine else _tr("what follows: {0}")).format(more) if more else ""
    title, tone = (_tr("Promise not kept"), "danger") if mine else (_tr("Promise to you not kept"), "warn")
    return Told(title, ", ".join(filter(None, (entry.what, said))), "package-open", tone)


def _finding(entry: Entry, _currency: str) -> Told:
    badge = _tr("Told") if entry.more is not None else _tr("Not told yet")
    return Told(_tr("Noticed outside the job"), entry.what, "eye", badge=badge)


def _referral(entry: Entry, _currency: str) -> Told:
    return Told(
        _tr("Recommended {0}").format(entry.what),
        _tr("You introduced them"),
        "users",
        badge=words(entry.more),
        badge_kind="info",
    )


def _bonus(entry: Entry, currency: str) -> Told:
    amount = say.money(entry.more, currency)
    return Told(_tr("Partner bonus received, {0}").format(amount), entry.what, "hand-coins", "good")


def _came_from(entry: Entry, _currency: str) -> Told:
    return Told(_tr("Sent by {0}").format(entry.what), _tr("They introduced you"), "heart-handshake", "good")


def _bonus_paid(entry: Entry, currency: str) -> Told:
    amount = say.money(entry.more, currency)
    return Told(_tr("Partner bonus paid, {0}").format(amount), entry.what, "hand-coins")


def _message(entry: Entry, _currency: str) -> Told:
    way, state, perhaps_arrived = entry.more
    if state == MailState.SENT:
        return Told(_tr("Message sent"), entry.what, "send", badge=words(way))
    told = {
        MailState.WAITING: _tr("Message waiting in the outbox"),
        MailState.SENDING: _tr("Message being sent"),
        MailState.UNSURE: _tr("Message that may have arrived"),
        MailState.REFUSED: _tr("Message refused, not sent"),
        MailState.TAKEN_BACK: _tr("Message taken back, not sent"),
    }
    kind = "neutral" if state == MailState.TAKEN_BACK else "warn"
    if perhaps_arrived:
        told[state] = _tr("Message taken back; it may have arrived")
    return Told(told[state], entry.what, "send", kind, badge=words(state), badge_kind=kind)


def _feedback(entry: Entry, _currency: str) -> Told:
    holding, score, who_else = entry.more
    held = _tr("It is holding") if holding else _tr("It is not holding") if holding is False else ""
    title = _tr("Said how it was: {0} of 10").format(score) if score is not None else held or _tr("Said how it was")
    named = _tr("Named: {0}").format(who_else) if who_else else ""
    second = ". ".join(part for part in (held if score is not None else "", entry.what.rstrip("."), named) if part)
    return Told(title, second, "shield-check", "warn" if holding is False else "good")


def _complaint(entry: Entry, _currency: str) -> Told:
    open_still = entry.more is None
    badge, kind = (_tr("Open"), "danger") if open_still else (_tr("Put right"), "good")
    return Told(_tr("Unhappy"), entry.what, "triangle-alert", "danger" if open_still else "neutral", badge, kind)


def _testimonial(entry: Entry, _currency: str) -> Told:
    badge, kind = (_tr("May be shown"), "good") if entry.more else (_tr("No consent yet"), "neutral")
    return Told(_tr("Testimonial"), entry.what, "quote", "good", badge, kind)


_TELLERS: dict[Happened, Callable[[Entry, str], Told]] = {
    Happened.ENQUIRY: _enquiry,
    Happened.CALL: _call,
    Happened.VISIT_AHEAD: _visit_ahead,
    Happened.QUOTE_DRAFT: _quote_draft,
    Happened.QUOTE_GIVEN: _quote_given,
    Happened.QUOTE_ACCEPTED: _quote_accepted,
    Happened.QUOTE_LOST: _quote_lost,
    Happened.JOB_COMPLETED: _job_completed,
    Happened.JOB_CALLED_OFF: _job_called_off,
    Happened.SERVICE_CALL: _service_call,
    Happened.PROMISED: _promised,
    Happened.PROMISE_KEPT: _promise_kept,
    Happened.PROMISE_BROKEN: _promise_broken,
    Happened.FINDING: _finding,
    Happened.REFERRAL: _referral,
    Happened.BONUS: _bonus,
    Happened.CAME_FROM: _came_from,
    Happened.BONUS_PAID: _bonus_paid,
    Happened.MESSAGE: _message,
    Happened.FEEDBACK: _feedback,
    Happened.COMPLAINT: _complaint,
    Happened.TESTIMONIAL: _testimonial,
}
