"""The columns of the list of jobs: what a row says in each, and as one sentence."""

from PySide6.QtCore import QCoreApplication

from tradesman.book.job import JobKind, JobState
from tradesman.services import matching
from tradesman.services.job_listings import MOST, Group, Listing, Order
from tradesman.services.job_rows import Finish, JobRow
from tradesman.ui import format as say
from tradesman.ui.desk import Desk
from tradesman.ui.widgets.table_model import CellBadge, Column
from tradesman.ui.words import words

BADGES = {
    JobState.PLANNED: "outline",
    JobState.IN_PROGRESS: "info",
    JobState.PAUSED: "warn",
    JobState.COMPLETED: "good",
    JobState.CANCELLED: "neutral",
    JobState.WITHDRAWN: "neutral",
}
_TONES = {
    Finish.AHEAD: "ink",
    Finish.PLAN_LATER: "warn",
    Finish.LATE: "danger",
    Finish.KEPT_LATE: "warn",
    Finish.NOT_KEPT: "warn",
}


def _tr(text: str) -> str:
    return QCoreApplication.translate("jobs", text)


def groups() -> list[tuple[str, str]]:
    """The groups that are looked at most and what they are called, all of them first."""
    return [
        (Group.ALL, _tr("All")),
        (Group.NOT_PLANNED, _tr("Not planned")),
        (Group.PLANNED, _tr("Planned")),
        (Group.IN_PROGRESS, _tr("In progress")),
        (Group.NOT_PAID, _tr("Not paid")),
    ]


def more_groups() -> list[tuple[str, str]]:
    """The groups that are looked at now and then."""
    return [
        (Group.PAUSED, _tr("Paused")),
        (Group.COMPLETED, _tr("Completed")),
        (Group.CALLED_OFF, _tr("Called off")),
        (Group.SERVICE_CALLS, _tr("Service calls")),
    ]


def state_badge(row: JobRow) -> tuple[str, str]:
    """How far a job has come, in words and as the kind of a badge."""
    if row.not_planned:
        return _tr("Not planned"), "warn"
    return words(row.state), BADGES[row.state]


def how_many(listing: Listing) -> str:
    """How many jobs there are, or were found."""
    found = listing.count
    if not listing.view.words.strip():
        return f"{found:,}"
    said = _tr("{0} found") if listing.counts[Group.ALL] < MOST else _tr("{0} found, and perhaps more")
    return said.format(found)


class JobListColumns:
    """Says rows as the book's clock asks for; `typed` is what is marked in them."""

    def __init__(self, desk: Desk) -> None:
        self.typed = ""
        self._desk = desk

    def columns(self) -> list[Column]:
        """The columns, from left to right."""
        return [
            Column(
                "title",
                _tr("Job"),
                least=150,
                below=Order.CUSTOMER,
                text=lambda row: row.title,
                tone=lambda _row: "ink",
                icon=lambda row: "wrench" if row.kind == JobKind.SERVICE_CALL else "",
                marks=lambda row: matching.spans(row.title, self.typed),
                sortable=False,
            ),
            Column(
                Order.CUSTOMER,
                _tr("Customer"),
                style="name",
                least=140,
                text=lambda row: row.customer,
                marks=lambda row: matching.spans(row.customer, self.typed),
            ),
            Column("state", _tr("State"), 96, badge=lambda row: CellBadge(*state_badge(row)), sortable=False),
            Column(Order.DAYS, _tr("Days"), 88, text=self.days, firm=True),
            Column(Order.FINISH, _tr("Promised"), 112, text=self.finish, tone=finish_tone, firm=True),
            Column("price", _tr("Price"), 72, "number", text=self.price, sortable=False),
            Column("paid", _tr("Paid"), 68, badge=_paid, sortable=False),
        ]

    def days(self, row: JobRow) -> str:
        """How far the plan has come: "7 of 10"; before it from when, and after it the day when it was done."""
        today = self._desk.today()
        if row.completed_on is not None and row.state == JobState.COMPLETED:
            return say.short_day(row.completed_on, today)
        if row.state in (JobState.IN_PROGRESS, JobState.PAUSED) and row.days:
            return _tr("{0} of {1}").format(row.day, row.days)
        if row.state == JobState.PLANNED and row.starts_on is not None:
            return _tr("from {0}").format(say.short_day(row.starts_on, today))
        return say.DASH

    def finish(self, row: JobRow) -> str:
        """By when it is promised to be finished; late in words, and afterwards whether the promise was kept."""
        if row.finish is None or row.finish_on is None:
            return say.DASH
        if row.finish == Finish.LATE:
            return _tr("1 day late") if row.late_days == 1 else _tr("{0} days late").format(row.late_days)
        day = say.day(row.finish_on, self._desk.today())
        return {
            Finish.AHEAD: day,
            Finish.PLAN_LATER: _tr("plan ends later"),
            Finish.KEPT: _tr("kept"),
            Finish.KEPT_LATE: _tr("kept late"),
            Finish.NOT_KEPT: _tr("not kept"),
        }[row.finish]

    def price(self, row: JobRow) -> str:
        """What it comes to, tax included."""
        return say.money(row.price_minor, row.currency, decimals=False)

    def sentence(self, row: JobRow) -> str:
        """A row as it is read out."""
        days, finish = self.days(row), self.finish(row)
        parts = (
            _tr("Service call") if row.kind == JobKind.SERVICE_CALL else "",
            *(row.title, row.customer, state_badge(row)[0]),
            self._days_words(row, days),
            _tr("finish promised: {0}").format(finish) if finish != say.DASH else "",
            self.price(row),
            {True: _tr("paid"), False: _tr("not paid"), None: ""}[row.paid],
        )
        return _tr("{0}. Enter to open.").format(", ".join(part for part in parts if part not in ("", say.DASH)))

    def _days_words(self, row: JobRow, days: str) -> str:
        if days == say.DASH:
            return ""
        if row.state in (JobState.IN_PROGRESS, JobState.PAUSED):
            return _tr("day {0}").format(days)
        return _tr("done {0}").format(days) if row.state == JobState.COMPLETED else days


def finish_tone(row: JobRow) -> str:
    """The colour of a promised finish."""
    return "ink_2" if row.finish is None else _TONES.get(row.finish, "ink_2")


def _paid(row: JobRow) -> CellBadge | None:
    if row.paid is None:
        return None
    return CellBadge(_tr("Paid"), "good") if row.paid else CellBadge(_tr("Not paid"), "warn")
