"""How a service call is told: which job it puts right, and whether the guarantee of that job holds."""

from datetime import date
from textwrap import shorten

from PySide6.QtCore import QCoreApplication

from tradesman.book.job import Job
from tradesman.services.service_calls import Cover, Earlier, ServiceCall
from tradesman.ui import format as say

_SHORT = 44  # letters of a title among choices


def _tr(text: str) -> str:
    return QCoreApplication.translate("service_call", text)


def job_words(job: Job, today: date, *, short: bool = False) -> str:
    """A job among others: "New boiler, done 3 March"; in short, the end of a long title gives way to the day."""
    title = shorten(job.title, _SHORT, placeholder="…") if short else job.title
    if job.completed_on is not None:
        return _tr("{0}, done {1}").format(title, say.plain_day(job.completed_on, today))
    return _tr("{0}, agreed {1}").format(title, say.plain_day(job.agreed_on, today))


def cover_words(cover: Cover | None, on: date, today: date) -> str:
    """Whether the guarantee of the earlier job holds on the day of the call."""
    if cover is None:
        return _tr("No guarantee is noted with that job.")
    if cover.until_on is None:
        return _tr("Its guarantee is {0}; the book does not know until when.").format(cover.title)
    holds = _tr("Its guarantee, {0}, holds until {1}.") if cover.holds(on) else _tr("Its guarantee, {0}, ended {1}.")
    return holds.format(cover.title, say.plain_day(cover.until_on, today))


def earlier_words(earlier: Earlier | None, on: date, today: date) -> str:
    """The earlier job and its guarantee, in two sentences."""
    cover = earlier_cover_words(earlier, on, today)
    if earlier is None:
        return cover
    named = _tr("Puts right: {0}.").format(job_words(earlier.job, today))
    return f"{named} {cover}"


def earlier_cover_words(earlier: Earlier | None, on: date, today: date) -> str:
    """What is known of the guarantee of the earlier job, which may be gone."""
    if earlier is None:
        return _tr("The job that it puts right is no longer in the book.")
    return cover_words(earlier.cover, on, today)


def days_words(call: ServiceCall, today: date) -> str:
    """When it came in, and how long it took to put right."""
    came, days = say.day(call.came_in_on, today), call.days_to_fix
    if days is None:
        return _tr("Came in {0}, not fixed yet.").format(came)
    if days == 0:
        return _tr("Came in {0}, fixed the same day.").format(came)
    return (_tr("Came in {0}, fixed in 1 day.") if days == 1 else _tr("Came in {0}, fixed in {1} days.")).format(
        came, days
    )


def outcome_words(call: ServiceCall) -> str:
    """What it was, what failed, who put it right, who bears it, and what it cost; empty while nothing is noted."""
    job, said = call.job, []
    if job.cause:
        said.append(_tr("{0}.").format(job.cause.rstrip(".")))
    if call.failed:
        said.append(_tr("What failed: {0}.").format(call.failed.rstrip(".")))
    if job.fixed_by_me is not None:
        said.append(_tr("You put it right.") if job.fixed_by_me else _tr("Somebody else put it right."))
    if job.under_guarantee is not None:
        said.append(_tr("Under guarantee.") if job.under_guarantee else _tr("Not under guarantee."))
    if job.cost_to_me_minor is not None:
        said.append(_tr("It cost you {0}.").format(say.money(job.cost_to_me_minor, call.currency)))
    return " ".join(said)
