"""The words of the call some time after a job: how it begins, and the facts of the job beside them."""

from datetime import date

from PySide6.QtCore import QCoreApplication

from tradesman.book.testimonial import Feedback
from tradesman.services.check_ins import CallSheet
from tradesman.ui import format as say

_MONTH = 30.4  # days
_WEEKS_TO = 9  # weeks; from then on people count months


def _tr(text: str) -> str:
    return QCoreApplication.translate("feedback", text)


def opening(sheet: CallSheet, today: date) -> str:
    """What the owner says first: who rings, and thank you."""
    sender = sheet.business.owner.partition(" ")[0]
    me = _tr("this is {0} of {1}").format(sender, sheet.business.name) if sender else sheet.business.name
    hello = _tr("Hello {0}, {1}.").format(sheet.customer.greet(), me)
    title = sheet.job.title
    done_on = sheet.job.completed_on
    thanks = _tr("I did some work for you: {0}. Thank you for trusting me with it.").format(title)
    if done_on is not None and done_on < today:
        thanks = _tr("{0} I did some work for you: {1}. Thank you again for trusting me with it.")
        thanks = thanks.format(_ago(done_on, today), title)
    return f"“{hello} {thanks}”"


def _ago(day: date, today: date) -> str:
    """How long ago a day was, to begin a sentence with: "3 months ago"."""
    days = (today - day).days
    if days == 1:
        return _tr("Yesterday")
    weeks, months = round(days / 7), round(days / _MONTH)
    if days < 14:
        return _tr("{0} days ago").format(days)
    if weeks < _WEEKS_TO:
        return _tr("{0} weeks ago").format(weeks)
    return _tr("{0} months ago").format(months)


def facts(sheet: CallSheet, today: date) -> str:
    """What was done and until when it is guaranteed, what was promised, given and noticed, what was said last."""
    job = sheet.job
    done = _tr("{0}, done {1}.").format(job.title, say.plain_day(job.completed_on, today)) if job.completed_on else ""
    said = [done, _cover(sheet, today)]
    lists = (
        (_tr("Promised: {0}."), sheet.promised),
        (_tr("Given on top: {0}."), (job.extra_given,) if job.extra_given else ()),
        (_tr("Noticed: {0}."), sheet.noticed),
    )
    said += [words.format("; ".join(one.rstrip(".") for one in named)) for words, named in lists if named]
    if sheet.last is not None:
        said.append(_before(sheet.last))
    return " ".join(part for part in said if part)


def _cover(sheet: CallSheet, today: date) -> str:
    if sheet.cover is None:
        return ""
    title, until = sheet.cover.title.rstrip("."), sheet.cover.until_on
    if until is None:
        return _tr("Guarantee: {0}.").format(title)
    told = _tr("Guarantee until {0}: {1}.") if sheet.cover.holds(today) else _tr("The guarantee ended {0}: {1}.")
    return told.format(say.plain_day(until, today), title)


def _before(last: Feedback) -> str:
    """What they said before: "Last time: 8 of 10, “Very clean”."."""
    score = _tr("{0} of 10").format(last.score) if last.score is not None else ""
    quoted = f"“{last.words.rstrip('.')}”" if last.words else ""
    held = _tr("not holding") if last.holding is False else ""
    parts = ", ".join(part for part in (held, score, quoted) if part)
    return _tr("Last time: {0}.").format(parts) if parts else ""
