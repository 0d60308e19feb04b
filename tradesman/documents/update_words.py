"""A weekly update in words: done, next, on time, and what is asked of the customer."""

from collections.abc import Iterable
from datetime import date

from babel.dates import format_date

from tradesman.book.promise import Promise, PromiseState
from tradesman.services.updates import Update

LOCALE = "en_GB"
NOTHING = "Nothing for now."


def fields(update: Update) -> dict[str, str]:
    """The four fields of an update as sentences."""
    return {
        "done": done(update),
        "next": coming(update),
        "on_time": on_time(update),
        "from_you": from_you(update),
    }


def done(update: Update) -> str:
    """What was done since the last update; empty where nothing is noted, so that nothing is claimed."""
    return _sentences(update.done)


def coming(update: Update) -> str:
    """What the days of the coming week bring, and what should be there for them and is not."""
    late = [f"Not here yet: {', '.join(update.late)}"] if update.late else []
    if update.rests:
        return _sentences([f"The work rests: {update.paused}" if update.paused else "The work rests", *late])
    if not update.coming:
        return _sentences(["The next day is not fixed yet", *late])
    days = (f"{_day(day)}: {words}" if words else _day(day) for day, words in update.coming)
    return _sentences([*days, *late])


def on_time(update: Update) -> str:
    """Whether the promised finish stands, said openly when it does not."""
    finish = update.finish
    if finish is None or finish.state == PromiseState.CANCELLED:
        return _unpromised(update)
    promised = _day(finish.due_on)
    if finish.state == PromiseState.KEPT and finish.kept_on is not None:
        kept_on = _day(finish.kept_on)
        in_time = finish.in_time(update.today)
        return f"Yes. It was finished on {kept_on}, as promised." if in_time else f"It was finished on {kept_on}."
    if finish.state == PromiseState.BROKEN:
        return f"No. {promised} was promised, and I cannot keep that." + _goes_on(update)
    if update.today > finish.due_on:
        return f"No. {promised} was promised, and it is not finished." + _goes_on(update)
    if update.rests:
        return f"Not certain, because the work rests. {promised} was promised."
    return _stands(update, finish, promised)


def _unpromised(update: Update) -> str:
    """What can be said of the end where no day is promised."""
    if update.rests:
        return "The work rests, so the last day is not certain."
    if update.ends_on is None:
        return "No day is promised yet."
    return f"The last day planned {'is' if update.ends_on >= update.today else 'was'} {_day(update.ends_on)}."


def _stands(update: Update, finish: Promise, promised: str) -> str:
    """Whether the plan and the promise agree."""
    ends_on = update.ends_on
    if ends_on is not None and ends_on > finish.due_on:
        return f"Not as it stands: {promised} was promised, and the plan goes on until {_day(ends_on)}."
    if ends_on is not None and ends_on < update.today:
        return f"Not certain, because the days planned are over. {promised} was promised."
    if not update.begun and ends_on is not None and ends_on <= update.today:
        return f"Not certain, because the work has not begun. {promised} was promised."
    if finish.missed:
        return f"It will be finished on {promised}, as we agreed. {_day(finish.first_due_on)} was promised at first."
    return f"Yes. It will be finished on {promised}, as promised."


def _goes_on(update: Update) -> str:
    """What comes instead of the day that was promised."""
    if update.rests:
        return " The work rests."
    ends_on = update.ends_on
    return f" The plan goes on until {_day(ends_on)}." if ends_on is not None and ends_on >= update.today else ""


def from_you(update: Update) -> str:
    """What the customer promised and is to bring, by its day."""
    asked = [*map(_owed, update.owed), *(f"{words} on site" for words in update.to_bring)]
    return _sentences(asked) or NOTHING


def _owed(promise: Promise) -> str:
    return f"{promise.words}, by {_day(promise.due_on)}"


def _sentences(parts: Iterable[str]) -> str:
    return " ".join(_ended(part) for part in parts if part.strip())


def _ended(words: str) -> str:
    words = words.strip()
    return words if words.endswith((".", "!", "?")) else f"{words}."


def _day(on: date) -> str:
    return str(format_date(on, "EEEE d MMMM", locale=LOCALE))
