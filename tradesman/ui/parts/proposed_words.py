"""The words proposed for a message: thank first, one question, no pressure. A person reads, edits and sends them."""

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import QCoreApplication

from tradesman.book.followup import Purpose
from tradesman.services.messages import Facts
from tradesman.ui import format as say


def _tr(text: str) -> str:
    return QCoreApplication.translate("messages", text)


def proposed(facts: Facts, today: date) -> tuple[str, str]:
    """Subject and words of the message that a follow-up asks for."""
    subject, middle = _WRITERS.get(facts.purpose, _plain)(facts, today)
    hello = _tr("Hello {0},").format(facts.greeting)
    goodbye = _tr("Kind regards") + (f"\n{facts.sender}" if facts.sender else "")
    return subject, f"{hello}\n\n{middle}\n\n{goodbye}"


def _inside(what: str) -> str:
    """Words as they stand inside a sentence; VAT and PVC keep their capitals."""
    return what[:1].lower() + what[1:] if what[1:2].islower() else what


def _day(facts: Facts, today: date) -> str:
    if facts.day is None:
        return ""
    if facts.day == today:
        return _tr("today")
    return _tr("on {0}").format(say.long_day(facts.day))


def _visit(facts: Facts, today: date) -> tuple[str, str]:
    at = _tr(" at {0}").format(say.clock(facts.starts)) if facts.starts else ""
    words = _tr("Thank you for asking me. I will come {0}{1} to look at it. Does that still suit you?")
    return _tr("My visit"), words.format(_day(facts, today), at)


def _renew(facts: Facts, _today: date) -> tuple[str, str]:
    until = say.long_day(facts.day) if facts.day else ""
    words = _tr(
        "Thank you for looking at my quote for {0}. Its prices hold until {1}."
        " Shall I renew it, so that you can decide in your own time?"
    )
    return _tr("Your quote"), words.format(_inside(facts.what), until)


def _choice(facts: Facts, _today: date) -> tuple[str, str]:
    words = _tr(
        "Thank you for choosing me for {0}. You chose what fits what you told me, and I am looking forward to it."
        " I will be in touch with the days of work. Is there anything you would like to ask before then?"
    )
    return _tr("Thank you for your order"), words.format(_inside(facts.what))


def _progress(facts: Facts, _today: date) -> tuple[str, str]:
    words = _tr("A short word on {0}.\n\nDone: \nNext: \nOn time: yes\nFrom you: nothing for now")
    return _tr("How the work is going"), words.format(_inside(facts.what))


def _start(facts: Facts, today: date) -> tuple[str, str]:
    words = _tr("Thank you for your trust. I start with {0} {1}. Is there anything I should know before I come?")
    return _tr("The work begins"), words.format(_inside(facts.what), _day(facts, today))


def _thanks(facts: Facts, _today: date) -> tuple[str, str]:
    middle = _tr(
        "Thank you for trusting me with {0}. If anything is not as it should be, tell me and I will put it right."
    ).format(_inside(facts.what))
    if facts.review_link:
        middle += "\n\n" + _tr("If you like, you can say how it was here: {0}").format(facts.review_link)
    return _tr("Thank you"), middle


def _who_else(_facts: Facts, _today: date) -> tuple[str, str]:
    words = _tr("Thank you for your kind words. Do you know somebody else whom I could help?")
    return _tr("Thank you for your kind words"), words


def _check_up(facts: Facts, _today: date) -> tuple[str, str]:
    words = _tr(
        "Nearly a year ago you trusted me with {0}. Thank you again. Shall I come by and check that all is well?"
    )
    return _tr("A yearly check"), words.format(_inside(facts.what))


def _plain(facts: Facts, _today: date) -> tuple[str, str]:
    words = _tr("Thank you for your trust. How is it going with {0}?")
    return facts.what or _tr("A short question"), words.format(_inside(facts.what) or _tr("everything"))


_WRITERS: dict[Purpose, Callable[[Facts, date], tuple[str, str]]] = {
    Purpose.CONFIRM_VISIT: _visit,
    Purpose.OFFER_TO_RENEW: _renew,
    Purpose.CONFIRM_CHOICE: _choice,
    Purpose.PROGRESS_UPDATE: _progress,
    Purpose.CONFIRM_START: _start,
    Purpose.THANK_YOU: _thanks,
    Purpose.ASK_WHO_ELSE: _who_else,
    Purpose.CHECK_UP: _check_up,
}
