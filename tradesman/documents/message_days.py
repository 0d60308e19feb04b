"""Days and spans as they stand inside a sentence of a message, in its language."""

from datetime import date, timedelta

from babel.dates import format_date

from tradesman.documents import paper_words

_LOCALES = {"en": "en_GB", "de": "de_DE"}  # whose day and month names are meant


def long(on: date | None, language: str) -> str:
    """A day with its weekday: "Friday 16 October", "Freitag, 16. Oktober"; empty for none."""
    if on is None:
        return ""
    known = language if language in _LOCALES else "en"
    return str(format_date(on, paper_words.of(known, "message")["day"], locale=_LOCALES[known]))


def when(on: date | None, today: date, language: str) -> str:
    """When something is: "today", "tomorrow", "on Friday 16 October"; empty for none."""
    if on is None:
        return ""
    say = paper_words.of(language, "message")
    near = {today: say["today"], today + timedelta(days=1): say["tomorrow"]}
    return str(near.get(on) or say["on"].format(long(on, language)))


def soon(language: str, by_on: date | None = None) -> str:
    """Until when something is best done: "by Friday 4 December", without a day "at once"."""
    say = paper_words.of(language, "message")
    return str(say["by"].format(long(by_on, language)) if by_on is not None else say["at_once"])


def minutes(count: int, language: str) -> str:
    """A span in minutes: "20 minutes", "an hour"."""
    say = paper_words.of(language, "message")
    return str(say["hour"] if count == 60 else say["minutes"].format(count))
