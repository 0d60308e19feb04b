"""What the calendar says: its entries, what is due, how full a week is, and what is the matter with a day."""

from datetime import date, timedelta
from typing import Any

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

from tradesman.book.followup import Purpose
from tradesman.services.bookings import ToBook, Wants
from tradesman.services.calendars import Day, Due, DueKind, Entry, EntryKind
from tradesman.services.week_notes import Note, NoteKind, Totals
from tradesman.ui import format as say
from tradesman.ui.widgets.day_heads import DueItem, Head
from tradesman.ui.widgets.entry_block import Block
from tradesman.ui.widgets.grid_marks import Column
from tradesman.ui.widgets.month_grid import MonthDay
from tradesman.ui.words import asked_for

# In little room: "Ruth: update".
_SHORT: dict[Purpose, tuple[Any, str]] = {
    Purpose.CALL_BACK: (QT_TRANSLATE_NOOP("calendar", "call back"), "phone"),
    Purpose.CONFIRM_VISIT: (QT_TRANSLATE_NOOP("calendar", "confirm visit"), "message-square"),
    Purpose.ANSWER_QUESTIONS: (QT_TRANSLATE_NOOP("calendar", "questions"), "phone"),
    Purpose.HIDDEN_SLOT: (QT_TRANSLATE_NOOP("calendar", "be there"), "hourglass"),
    Purpose.OFFER_TO_RENEW: (QT_TRANSLATE_NOOP("calendar", "renew quote"), "file-text"),
    Purpose.CONFIRM_CHOICE: (QT_TRANSLATE_NOOP("calendar", "confirm choice"), "message-square"),
    Purpose.PROGRESS_UPDATE: (QT_TRANSLATE_NOOP("calendar", "update"), "camera"),
    Purpose.CONFIRM_START: (QT_TRANSLATE_NOOP("calendar", "confirm start"), "message-square"),
    Purpose.WIN_BACK: (QT_TRANSLATE_NOOP("calendar", "win back"), "phone"),
    Purpose.THANK_YOU: (QT_TRANSLATE_NOOP("calendar", "thank you"), "message-square"),
    Purpose.SERVICE_CHECK: (QT_TRANSLATE_NOOP("calendar", "check"), "shield-check"),
    Purpose.THREE_MONTHS: (QT_TRANSLATE_NOOP("calendar", "three months"), "phone"),
    Purpose.ASK_WHO_ELSE: (QT_TRANSLATE_NOOP("calendar", "who else"), "message-square"),
    Purpose.FINDING_DECIDED: (QT_TRANSLATE_NOOP("calendar", "finding"), "phone"),
    Purpose.FINDING_OUTCOME: (QT_TRANSLATE_NOOP("calendar", "finding"), "phone"),
    Purpose.PARTNER_DID_WELL: (QT_TRANSLATE_NOOP("calendar", "partner"), "phone"),
    Purpose.CHECK_UP: (QT_TRANSLATE_NOOP("calendar", "check-up"), "shield-check"),
    Purpose.OWN: (QT_TRANSLATE_NOOP("calendar", "rule of your own"), "pen-line"),
}
_ICONS = {EntryKind.VISIT: "map-pin", EntryKind.WORK: "hammer", EntryKind.SERVICE_CALL: "phone"}
_DUE_ICONS = {
    DueKind.PROMISE: "package-check",
    DueKind.FINISH: "flag",
    DueKind.THEIRS: "user",
    DueKind.DECISION: "hourglass",
}


def _tr(text: str) -> str:
    return QCoreApplication.translate("calendar", text)


def clock(minute: int) -> str:
    """A minute of the day as a time: "09:30", and "24:00" at its end."""
    return f"{minute // 60:02d}:{minute % 60:02d}"


def hours(minutes: int) -> str:
    """So many minutes as people say it: "7 h", "2 h 30 min"."""
    return say.span(timedelta(minutes=minutes)) if minutes else _tr("none")


# Entries


def key(entry: Entry) -> str:
    """What an entry is called in the window."""
    return entry.row_id.hex


def block(entry: Entry, day: int) -> Block:
    """An entry as it is painted in the column of a day."""
    title, below = (entry.what, _of_work(entry)) if entry.kind == EntryKind.WORK else (entry.customer, _of_visit(entry))
    return Block(
        key=key(entry),
        day=day,
        begins=entry.begins,
        ends=max(entry.ends, entry.begins + 1),
        title=title,
        words=below,
        icon=_ICONS[entry.kind],
        look="visit" if entry.is_visit else "work",
        sentence=sentence(entry),
        held=entry.held,
        over=entry.over,
        movable=not entry.settled,
    )


def short_block(entry: Entry, day: int) -> Block:
    """An entry in one line of a month."""
    whole = block(entry, day)
    begins = f"{clock(entry.begins)} " if entry.timed else ""
    return Block(**{**whole.__dict__, "title": f"{begins}{whole.title}", "words": ""})


def _of_work(entry: Entry) -> str:
    number = _tr("day {0}").format(entry.number) if entry.count > 1 else ""
    return ", ".join(part for part in (entry.customer, number, _held(entry)) if part)


def _of_visit(entry: Entry) -> str:
    first = _tr("Service call") if entry.kind == EntryKind.SERVICE_CALL else _tr("Visit")
    return ", ".join((first, _held(entry) or _small(entry.what)))


def _held(entry: Entry) -> str:
    return _tr("held") if entry.held and not entry.over else ""


def _small(what: str) -> str:
    """The first letter small inside a sentence, unless it begins an abbreviation."""
    return what[:1].lower() + what[1:] if what[1:2].islower() else what


def sentence(entry: Entry) -> str:
    """All of an entry in one sentence."""
    kinds = {EntryKind.VISIT: _tr("Visit"), EntryKind.WORK: _tr("Work"), EntryKind.SERVICE_CALL: _tr("Service call")}
    at = _tr("{0} to {1}").format(clock(entry.begins), clock(entry.ends))
    count = _tr("day {0} of {1}").format(entry.number, entry.count) if entry.count > 1 else ""
    state = _tr("over") if entry.over else _tr("held until the customer confirms") if entry.held else ""
    named = f"{kinds[entry.kind]}: {entry.what}, {entry.customer}"
    place = ", ".join(entry.place.splitlines())
    parts = (named, f"{say.weekday_name(entry.on)} {say.month_day(entry.on)}", at, count, place, state)
    return f"{', '.join(part for part in parts if part)}. {_tr('Enter to open.')}"


# Days


def column(day: Day) -> Column:
    """A day as a column of hours."""
    return Column(say.weekday(day.on), bool(day.hours))


def off_words(day: Day) -> str:
    """Why a day is off: the holiday by its name, or away."""
    return ", ".join(part for part in (day.holiday, _tr("Away") if day.away else "") if part)


def head(day: Day, today: date) -> Head:
    """A day above its column."""
    weekday, _, number = say.weekday(day.on).partition(" ")
    items = tuple(due_item(due, f"{day.on:%d}{place}") for place, due in enumerate(day.dues))
    return Head(weekday, number, say.long_day(day.on), day.on == today, off_words(day), items)


def due_item(due: Due, at: str) -> DueItem:
    """Something due in little room; its key says where it is looked after."""
    words_, icon = _due_words(due)
    what = asked_for(due.purpose, due.title) if due.purpose is not None else due.what
    told = {
        DueKind.PROMISE: _tr("You promised {0}: {1}"),
        DueKind.FINISH: _tr("Finish promised to {0}: {1}"),
        DueKind.THEIRS: _tr("{0} promised: {1}"),
        DueKind.DECISION: _tr("{0} decides: {1}"),
        DueKind.FOLLOW_UP: _tr("{0}: {1}"),
    }[due.kind]
    return DueItem(f"{due.page}/{due.subject_id.hex}/{at}", words_, icon, told.format(due.customer, what))


def _due_words(due: Due) -> tuple[str, str]:
    name = due.first_name
    if due.purpose is not None:
        short, icon = _SHORT[due.purpose]
        return f"{name}: {due.title or _tr(short)}", icon
    said = {
        DueKind.PROMISE: _tr("{0}: promise"),
        DueKind.FINISH: _tr("{0}: finish"),
        DueKind.THEIRS: _tr("{0} promised"),
        DueKind.DECISION: _tr("{0} decides"),
    }[due.kind]
    return said.format(name), _DUE_ICONS[due.kind]


def month_day(day: Day, number: int, today: date, *, inside: bool) -> MonthDay:
    """A day of a month; what is due is counted."""
    due = (_tr("1 due") if len(day.dues) == 1 else _tr("{0} due").format(len(day.dues))) if day.dues else ""
    blocks = tuple(short_block(entry, number) for entry in day.entries)
    off = off_words(day)
    standing = [block_.title for block_ in blocks] or [_tr("nothing planned")]
    said = ", ".join(part for part in (say.long_day(day.on), off, *standing, due) if part)
    label = say.month_day(day.on) if day.on.day == 1 else str(day.on.day)
    opens = f"{said}. {_tr('Enter to open the day.')}"
    return MonthDay(label, opens, inside, day.on == today, bool(day.hours), off, due, blocks)


# The side


def to_book(row: ToBook) -> str:
    """What waits, in small words: "Leak, 1 h, soonest"."""
    kinds = {Wants.SERVICE_CALL: _tr("Service call"), Wants.VISIT: "", Wants.WORK: ""}
    return f"{kinds[row.wants] or row.what}, {takes(row)}"


def takes(row: ToBook) -> str:
    """How long what waits takes, and whether it is pressing: "1 h, soonest"."""
    days = _tr("1 day") if row.days == 1 else _tr("{0} days").format(row.days)
    length = days if row.wants == Wants.WORK else hours(row.minutes)
    return ", ".join(part for part in (length, _tr("soonest") if row.danger else "") if part)


def facts(totals: Totals) -> list[tuple[str, str]]:
    """How full a week is, in pairs of words and figure."""
    return [
        (_tr("Booked"), hours(totals.booked)),
        (_tr("Free"), hours(totals.free)),
        (_tr("Visits"), str(totals.visits)),
        (_tr("Driving, reckoned"), hours(totals.driving)),
    ]


def note(found: Note, today: date) -> tuple[str, str]:
    """What is the matter with a day: the day in a few words, and what to do about it."""
    day = say.weekday_name(found.on) if (found.on - today).days < 7 else say.capital(say.day(found.on, today))
    if found.kind == NoteKind.CLASH:
        one, other = found.entries
        told = _tr("{0} and {1} want the same time, {2}. Move one of them.")
        at = clock(max(one.begins, other.begins))
        return _tr("{0} clashes").format(day), told.format(_named(one), _named(other), at)
    if found.kind == NoteKind.NO_TRAVEL:
        one, other = found.entries
        told = _tr("{0} to drive from {1} to {2}.")
        left = hours(found.minutes) if found.minutes else _tr("No time")
        return _tr("{0} has no time to drive").format(day), told.format(left, _named(one), _named(other))
    if found.kind == NoteKind.LATE_FINISH and found.promised_on is not None:
        told = _tr("{0} was promised the finish for {1}. Agree another day, or plan earlier.")
        by = f"{say.weekday_name(found.promised_on)} {say.month_day(found.promised_on)}"
        return _tr("{0} is too late").format(day), told.format(found.entries[0].first_name, by)
    if found.kind == NoteKind.DAY_OFF:
        named = ", ".join(_named(entry) for entry in found.entries[:3])
        return _tr("{0} is off").format(day), _tr("Still planned: {0}.").format(named)
    dues = [_due_words(due)[0] for due in found.dues[:3]]
    left = _tr("No hour is free.") if not found.minutes else _tr("{0} are free.").format(hours(found.minutes))
    return _tr("{0} is tight").format(day), f"{left} {_tr('Due: {0}.').format(', '.join(dues))}"


def _named(entry: Entry) -> str:
    return entry.first_name if entry.is_visit else _tr("{0}'s work").format(entry.first_name)


def event_title(kind: EntryKind, customer: str, what: str) -> str:
    """The title of an entry in another calendar."""
    kinds = {EntryKind.VISIT: _tr("Visit"), EntryKind.WORK: _tr("Work"), EntryKind.SERVICE_CALL: _tr("Service call")}
    return f"{kinds[kind]}: {customer}, {what}"
