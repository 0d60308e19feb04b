"""Days and spans as they stand inside a sentence of a message, in its language."""

from datetime import date, timedelta

from babel.dates import format_date

from tradesman.documents import figures, paper_words

_LOCALES = {"en": "en_GB", "de": "de_DE"}  # whose day and month names are meant


def long(on: date | None, language: str) -> str:
    """A day with its weekday: "Friday 16 October", "Freitag, 16. Oktober"; empty for none.

    Where the program has no words in a language, it is written as is usual there.
    """
    if on is None:
        return ""
    if language in _LOCALES:
        return str(format_date(on, paper_words.of(language, "message")["day"], locale=_LOCALES[language]))
    return figures.day(on, figures.locale_of(language, ""), "full")


def when(on: date | None, today: date, language: str) -> str:
    """When something is: "today", "tomorrow", "on Friday 16 October"; empty for none.

    Only the day where the program has no words in this language.
    """
    if on is None or not paper_words.is_known(language):
        return long(on, language)
    say = paper_words.of(language, "message")
    near = {today: say["today"], today + timedelta(days=1): say["tomorrow"]}
    return str(near.get(on) or say["on"].format(long(on, language)))


def soon(language: str, by_on: date | None = None) -> str:
    """Until when something is best done: "by Friday 4 December", without a day "at once".

    Empty where the program has no words in this language.
    """
    if not paper_words.is_known(language):
        return ""
    say = paper_words.of(language, "message")
    return str(say["by"].format(long(by_on, language)) if by_on is not None else say["at_once"])


def minutes(count: int, language: str) -> str:
    """A span in minutes: "20 minutes", "an hour"; empty where the program has no words in this language."""
    if not paper_words.is_known(language):
        return ""
    say = paper_words.of(language, "message")
    return str(say["hour"] if count == 60 else say["minutes"].format(count))
