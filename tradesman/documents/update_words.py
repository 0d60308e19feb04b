"""A weekly update in words of the customer's language: done, next, on time, and what is asked of the customer."""

from collections.abc import Iterable
from datetime import date
from functools import partial

from tradesman.book.promise import Promise, PromiseState
from tradesman.documents import message_days, paper_words
from tradesman.services.updates import Update

ENGLISH = "en"


def fields(update: Update, language: str = ENGLISH) -> dict[str, str]:
    """The four fields of an update as sentences; where there are no words in a language, only what the owner wrote."""
    if not paper_words.is_known(language):
        return {"done": done(update), "next": "", "on_time": "", "from_you": ""}
    return {
        "done": done(update),
        "next": coming(update, language),
        "on_time": on_time(update, language),
        "from_you": from_you(update, language),
    }


def done(update: Update) -> str:
    """What was done since the last update; empty where nothing is noted, so that nothing is claimed."""
    return _sentences(update.done)


def coming(update: Update, language: str = ENGLISH) -> str:
    """What the days of the coming week bring, and what should be there for them and is not."""
    say = paper_words.of(language, "message")
    late = [say["not_here"].format(", ".join(update.late))] if update.late else []
    if update.rests:
        return _sentences([say["rests"].format(update.paused) if update.paused else say["resting"], *late])
    if not update.coming:
        return _sentences([say["not_fixed"], *late])
    days = ((message_days.long(day, language), words) for day, words in update.coming)
    return _sentences([*(f"{day}: {words}" if words else day for day, words in days), *late])


def on_time(update: Update, language: str = ENGLISH) -> str:
    """Whether the promised finish stands, said openly when it does not."""
    return _Finish(update, language).words()


class _Finish:
    """The promised finish in words."""

    def __init__(self, update: Update, language: str) -> None:
        self._update = update
        self._say = paper_words.of(language, "message")
        self._day = partial(message_days.long, language=language)

    def words(self) -> str:
        """How it stands."""
        update, finish = self._update, self._update.finish
        if finish is None or finish.state == PromiseState.CANCELLED:
            return self._unpromised()
        promised = finish.due_on
        if finish.state == PromiseState.KEPT and finish.kept_on is not None:
            return self._said("kept" if finish.in_time(update.today) else "finished", finish.kept_on)
        if finish.state == PromiseState.BROKEN:
            return self._said("broken", promised) + self._goes_on()
        if update.today > promised:
            return self._said("not_finished", promised) + self._goes_on()
        if update.rests:
            return self._said("rests_uncertain", promised)
        return self._stands(finish)

    def _said(self, key: str, *days: date | None) -> str:
        return str(self._say[key].format(*map(self._day, days)))

    def _unpromised(self) -> str:
        """What can be said of the end where no day is promised."""
        update = self._update
        if update.rests:
            return self._said("rests_no_day")
        if update.ends_on is None:
            return self._said("no_day")
        return self._said("last_planned" if update.ends_on >= update.today else "last_was_planned", update.ends_on)

    def _stands(self, finish: Promise) -> str:
        """Whether the plan and the promise agree."""
        update, promised, ends_on = self._update, finish.due_on, self._update.ends_on
        if ends_on is not None and ends_on > promised:
            return self._said("late", promised, ends_on)
        if ends_on is not None and ends_on < update.today:
            return self._said("days_over", promised)
        if not update.begun and ends_on is not None and ends_on <= update.today:
            return self._said("not_begun", promised)
        if finish.missed:
            return self._said("agreed_anew", promised, finish.first_due_on)
        return self._said("on_time", promised)

    def _goes_on(self) -> str:
        """What comes instead of the day that was promised."""
        update = self._update
        if update.rests:
            return " " + self._said("it_rests")
        goes_on = update.ends_on is not None and update.ends_on >= update.today
        return " " + self._said("goes_on", update.ends_on) if goes_on else ""


def from_you(update: Update, language: str = ENGLISH) -> str:
    """What the customer promised and is to bring, by its day."""
    say = paper_words.of(language, "message")
    asked = [owed(promise.words, promise.due_on, language) for promise in update.owed]
    asked += [say["on_site"].format(words) for words in update.to_bring]
    return _sentences(asked) or str(say["nothing"])


def owed(what: str, on: date, language: str) -> str:
    """Something promised with its day: "Drive free, by Thursday 15 October"."""
    return _with_day("owed", what, on, language)


def until(what: str, on: date, language: str) -> str:
    """Something that lasts until a day: "The scaffold is late, until Thursday 15 October"."""
    return _with_day("until", what, on, language)


def _with_day(key: str, what: str, on: date, language: str) -> str:
    day = message_days.long(on, language)
    if not paper_words.is_known(language):
        return f"{what}, {day}"
    return str(paper_words.of(language, "message")[key].format(what, day))


def _sentences(parts: Iterable[str]) -> str:
    return " ".join(_ended(part) for part in parts if part.strip())


def _ended(words: str) -> str:
    words = words.strip()
    return words if words.endswith((".", "!", "?")) else f"{words}."
