"""How a customer's row is said: what comes next and how near it is, the last contact, the letters that were typed."""

from datetime import date, datetime, time, tzinfo

from PySide6.QtCore import QCoreApplication

from tradesman.book import search
from tradesman.book.customer import Whereabouts
from tradesman.book.followup import Purpose
from tradesman.services import matching
from tradesman.services.decisions import Decision
from tradesman.services.directory import CustomerRow
from tradesman.services.last_contacts import When
from tradesman.services.listings import Listing
from tradesman.services.next_steps import Coming, Step
from tradesman.services.standings import Standing
from tradesman.ui import format as say
from tradesman.ui.parts import board_words
from tradesman.ui.widgets.table_model import CellBadge
from tradesman.ui.words import words

BADGES = {
    Standing.ENQUIRY: "warn",
    Standing.VISIT_BOOKED: "neutral",
    Standing.QUOTED: "info",
    Standing.SCHEDULED: "info",
    Standing.IN_PROGRESS: "info",
    Standing.DONE: "good",
    Standing.FOLLOWED_UP: "good",
    Standing.WIN_BACK: "neutral",
    Standing.CLOSED: "neutral",
}
Said = tuple[str, str]  # the words and their tone


def _tr(text: str) -> str:
    return QCoreApplication.translate("customers", text)


def name_badge(row: CustomerRow) -> CellBadge | None:
    """What stands behind a name: that nobody is there any more, or that they came again."""
    if row.whereabouts != Whereabouts.HERE:
        return CellBadge(gone(row.whereabouts), "outline")
    return CellBadge(_tr("repeat"), "outline", "repeat-2") if row.jobs > 1 else None


def gone(whereabouts: Whereabouts) -> str:
    """Why there is nobody to ask any more; empty for who is still here."""
    return {Whereabouts.MOVED: _tr("Moved away"), Whereabouts.DIED: _tr("Died")}.get(whereabouts, "")


def stage_badge(row: CustomerRow) -> CellBadge | None:
    """Where they stand on the journey."""
    return CellBadge(words(row.standing), BADGES[row.standing]) if row.standing is not None else None


def upcoming(row: CustomerRow, now: datetime, zone: tzinfo) -> Said:
    """What comes next: late things in the tone of danger, those of today as a warning."""
    if row.do_not_contact:
        return _tr("Do not contact"), "ink_3"
    if row.step is None:
        return say.DASH, "ink_3"
    return step_words(row.step, now, zone)


def step_words(step: Step, now: datetime, zone: tzinfo) -> Said:
    """What a step asks for, and by when."""
    local = now.astimezone(zone)
    if isinstance(step.what, Decision):
        return board_words.decision_words(step.what), "warn"
    return _call(step.due_at, now, zone) if step.due_at is not None else _coming(step, step.what, local)


def _coming(step: Step, what: Purpose | Coming, local: datetime) -> Said:
    """What has a day, or a time on it."""
    today = local.date()
    if what == Coming.VISIT and step.at is not None:
        return _visit(step.on, step.at, local)
    if what == Coming.START:
        late = step.on < today
        told = _tr("Was to start {0}") if late else _tr("Starts {0}")
        return told.format(_near(step.on, today)), "danger" if late else "ink_2"
    if what == Coming.PROMISE and step.on == today and step.at is not None:
        late = step.at < local.time()
        return _tr("Promise by {0}").format(say.clock(step.at)), "danger" if late else "warn"
    if step.decides_on is None:
        return _dated(step.title or _short(what), step.on, today)
    return _decides(step.decides_on, step.on, today)


def _decides(on: date, asked_on: date, today: date) -> Said:
    """The customer's own day; the day before it, on which they are asked, makes the tone."""
    if on < today:
        return _tr("Was to decide {0}").format(_near(on, today)), "danger"
    return _tr("Decides {0}").format(_near(on, today)), "warn" if asked_on <= today else "ink_2"


def _visit(on: date, at: time, now: datetime) -> Said:
    when = say.clock(at) if on == now.date() else f"{_near(on, now.date())} {say.clock(at)}"
    late = (on, at) < (now.date(), now.time())
    return (_tr("Was to visit {0}") if late else _tr("Visit {0}")).format(when), "danger" if late else "ink_2"


def _call(due_at: datetime, now: datetime, zone: tzinfo) -> Said:
    due, today = due_at.astimezone(zone), now.astimezone(zone).date()
    if due_at < now:
        if due.date() == today:
            return _tr("Call, {0} late").format(say.span(now - due_at)), "danger"
        return _tr("Call, late since {0}").format(_near(due.date(), today)), "danger"
    clock = say.clock(due)
    if due.date() == today:
        return _tr("Call by {0}").format(clock), "warn"
    return _tr("Call by {0} {1}").format(_near(due.date(), today), clock), "ink_2"


def _dated(what: str, on: date, today: date) -> Said:
    link = " " if what.endswith("?") else ", "
    if on < today:
        return _tr("{0}since {1}").format(what + link, _near(on, today)), "danger"
    return what + link + _near(on, today), "warn" if on == today else "ink_2"


def _short(what: Purpose | Coming) -> str:
    if isinstance(what, Coming):
        return _tr("Promise")
    short = {
        Purpose.CALL_BACK: _tr("Call"),
        Purpose.ANSWER_QUESTIONS: _tr("Any questions?"),
        Purpose.CONFIRM_CHOICE: _tr("Confirm choice"),
        Purpose.HIDDEN_SLOT: _tr("Deciding"),
        Purpose.PROGRESS_UPDATE: _tr("Update"),
        Purpose.CONFIRM_START: _tr("Confirm start"),
        Purpose.CONFIRM_VISIT: _tr("Confirm visit"),
        Purpose.THREE_MONTHS: _tr("Is it holding?"),
        Purpose.ASK_WHO_ELSE: _tr("Ask who else"),
        Purpose.PARTNER_DID_WELL: _tr("Partner fine?"),
        Purpose.FINDING_DECIDED: _tr("Decided?"),
        Purpose.FINDING_OUTCOME: _tr("Finding"),
        Purpose.CHECK_UP: _tr("Check-up"),
    }
    return short.get(what) or words(what)


def _near(on: date, today: date) -> str:
    """A day in little room: "today", "Fri", "16 Oct", "Jan 2027"."""
    return say.day(on, today) if on == today else say.near_day(on, today)


def last_contact(when: When | None, today: date, zone: tzinfo) -> str:
    """When they were last in touch: "today 09:05", "yesterday", "14 Jul", "Feb 2025"."""
    if when is None:
        return say.DASH
    if not isinstance(when, datetime):
        return _past(when, today)
    local = when.astimezone(zone)
    clock = f" {say.clock(local)}" if local.date() == today else ""
    return _past(local.date(), today) + clock


def _past(on: date, today: date) -> str:
    return say.day(on, today) if 0 <= (today - on).days < 2 else say.short_day(on, today)


def marks(text: str, typed: str, country: str) -> tuple[matching.Span, ...]:
    """Where in a text the letters stand that were typed, or the digits of a number in another writing."""
    known = matching.words_of(text)
    begun = [each for each in matching.words_of(typed) if any(word.startswith(each) for word in known)]
    if begun:
        return matching.spans(text, " ".join(begun))
    found = (matching.spans(text, digits) for digits in search.numbers(typed, country))
    return next((spans for spans in found if spans), ())


def how_many(listing: Listing) -> str:
    """How many customers there are, or were found."""
    found = listing.count
    if not listing.view.words:
        return f"{found:,}"
    words = _tr("{0} found") if listing.whole else _tr("{0} found, and perhaps more")
    return words.format(found)
