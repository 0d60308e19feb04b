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
    if update.paused:
        return _sentences([f"The work rests: {update.paused}", *late])
    if not update.coming:
        return _sentences(["The next day is not fixed yet", *late])
    days = (f"{_day(day)}: {words}" if words else _day(day) for day, words in update.coming)
    return _sentences([*days, *late])


def on_time(update: Update) -> str:
    """Whether the promised finish stands, said openly when it does not."""
    finish, ends_on = update.finish, update.ends_on
    if finish is None or finish.state == PromiseState.CANCELLED:
        return f"The last day planned is {_day(ends_on)}." if ends_on is not None else "No day is promised yet."
    promised = _day(finish.due_on)
    if update.today > finish.due_on and finish.state == PromiseState.OPEN:
        return f"No. {promised} was promised, and it is not finished." + _planned(ends_on, update.today)
    if ends_on is not None and ends_on > finish.due_on:
        return f"Not as it stands: {promised} was promised, and the plan goes on until {_day(ends_on)}."
    return f"Yes. It will be finished on {promised}, as promised."


def _planned(ends_on: date | None, today: date) -> str:
    return f" The plan goes on until {_day(ends_on)}." if ends_on is not None and ends_on >= today else ""


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
