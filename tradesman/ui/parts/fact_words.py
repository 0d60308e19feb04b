"""How what the book knows beside a row of Today is said."""

from datetime import date

from PySide6.QtCore import QCoreApplication

from tradesman.book.followup import Purpose
from tradesman.services.row_facts import Fact, Told
from tradesman.services.today import TodayRow
from tradesman.ui import format as say

_WEEK = 7
_MONTHS_FROM = 60  # days from which a wait is said in months


def _tr(text: str) -> str:
    return QCoreApplication.translate("today", text)


def said(fact: Fact, today: date) -> str:
    """The second line of when: "You promised on Friday", "8 questions ready"; empty when there is nothing to say."""
    if fact.told is None:
        return ""
    if fact.told in _COUNTED:
        return _counted(fact, today)
    words = {
        Told.PROMISED: _tr("You promised {0}"),
        Told.SIGNED_OFF: _tr("Signed off {0}, paid") if fact.paid else _tr("Signed off {0}"),
        Told.COMPLETED: _tr("Done {0}, paid") if fact.paid else _tr("Done {0}"),
        Told.GIVEN: _tr("Quote given {0}"),
        Told.VALID: _tr("Valid until {0}"),
        Told.VISIT: _tr("Visit {0}"),
        Told.STARTS: _tr("Starts {0}"),
        Told.ACCEPTED: _tr("Accepted {0}"),
        Told.TOLD: _tr("Told {0}"),
        Told.INTRODUCED: _tr("Introduced {0}"),
        Told.REACHED: _tr("Spoken to {0}"),
        Told.SEEN: _tr("Visited {0}"),
        Told.DRAFTED: _tr("Draft begun {0}"),
        Told.CALL_DONE: _tr("Service call done {0}"),
        Told.PROMISE_KEPT: _tr("Promise kept {0}"),
    }[fact.told]
    if fact.on is None:
        return ""
    day = say.day(fact.on, today) if fact.told in (Told.VALID, Told.VISIT) else on_day(fact.on, today)
    return words.format(f"{day} {say.clock(fact.at)}" if fact.at is not None else day)


_COUNTED = frozenset({Told.QUESTIONS, Told.PHOTOS, Told.QUIET, Told.WAITED})


def _counted(fact: Fact, today: date) -> str:
    number = fact.number
    if fact.told == Told.QUESTIONS:
        return _tr("1 question ready") if number == 1 else _tr("{0} questions ready").format(number) if number else ""
    if fact.told == Told.PHOTOS:
        new = _tr("Draft ready, {0} new photos").format(number)
        return _tr("Draft ready, 1 new photo") if number == 1 else new if number else _tr("Draft ready")
    if fact.told == Told.QUIET:
        quiet = _tr("Hidden slot: quiet for {0} days").format(number)
        return _tr("Hidden slot: quiet for a day") if number == 1 else quiet if number else _tr("Hidden slot")
    return _waited(fact.on, today)


def _waited(since: date | None, today: date) -> str:
    """How long ago something was, in whole weeks or months: "Six weeks are up"."""
    days = (today - since).days if since is not None else 0
    if days < _WEEK or since is None:
        return ""
    if days < _MONTHS_FROM:
        weeks = days // _WEEK
        return _tr("One week is up") if weeks == 1 else say.capital(_tr("{0} weeks are up").format(number(weeks)))
    months = (today.year - since.year) * 12 + today.month - since.month - (today.day < since.day)
    return say.capital(_tr("{0} months are up").format(number(months)))


def on_day(day: date, today: date) -> str:
    """A day in a sentence: "today", "on Friday", "on 10 July"."""
    away = abs((day - today).days)
    if away < 2:
        return say.day(day, today)
    return _tr("on {0}").format(say.weekday_name(day) if away < _WEEK else say.plain_day(day, today))


def number(count: int) -> str:
    """A number up to ten in words."""
    names = (
        *(_tr("no"), _tr("one"), _tr("two"), _tr("three"), _tr("four"), _tr("five")),
        *(_tr("six"), _tr("seven"), _tr("eight"), _tr("nine"), _tr("ten")),
    )
    return names[count] if count < len(names) else str(count)


def subject(row: TodayRow, fact: Fact) -> str:
    """What a row is about, with what the book knows of it: "Water heater, £2,125, two rival bids"."""
    parts = [row.what, street(row.place)]
    if fact.weeks > 1:
        parts.append(_tr("week {0} of {1}").format(fact.week, fact.weeks))
    if fact.price_minor is not None:
        parts.append(say.money(fact.price_minor, fact.currency, decimals=False))
    if fact.rivals:
        rivals = _tr("{0} rival bids").format(number(fact.rivals))
        parts.append(_tr("one rival bid") if fact.rivals == 1 else rivals)
    if fact.lost_on is not None:
        parts.append(_tr("lost in {0}: {1}").format(say.month_name(fact.lost_on), _lower(fact.lost_why)))
    words = ", ".join(part for part in parts if part)
    if row.purpose == Purpose.THREE_MONTHS and words and fact.told is not None:
        return _tr("{0}: is it holding? Testimonial").format(words)
    return words


def street(address: str) -> str:
    """An address without its town, where one drives to it every day."""
    parts = address.split(", ")
    return ", ".join(parts[:-1]) or address


def _lower(text: str) -> str:
    return text[:1].lower() + text[1:]
