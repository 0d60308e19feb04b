"""The scorecard: did I stick to it. Each step of the process as kept of due, from what is in the book.

Rule: product.md, Scorecard. A case counts on the day when it was due; until then it is neither kept nor missed.
"""

import statistics
from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import IntEnum, StrEnum
from functools import cache
from itertools import groupby
from operator import attrgetter
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import String, and_, exists, func, or_, select, type_coerce
from sqlmodel import col

from tradesman.book import money
from tradesman.book.clock import Calendar
from tradesman.book.enquiry import Enquiry, Need, Stage
from tradesman.book.finding import Finding
from tradesman.book.followup import FollowUp, FollowUpState, Purpose
from tradesman.book.job import Job, JobKind, JobState
from tradesman.book.promise import Promise, PromiseKind, PromiseState
from tradesman.book.quote import GivenQuote, NeedMet, Option, Quote
from tradesman.book.store import Session
from tradesman.services import businesses, first_offers, held_calls

FEWEST = 5  # cases below which a share, a mean and a median say nothing
QUOTE_WITHIN = 3  # working days from the visit to the quote
NEEDS = 3  # that are flagged before a quote helps to choose
_ORDER = attrgetter("on", "subject")
_NOT_COMPLETED = [state for state in JobState if state != JobState.COMPLETED]


class Step(IntEnum):
    """The six steps of the process."""

    CALLED_BACK = 1
    EXPLAINED = 2
    HELPED_TO_CHOOSE = 3
    NOTICED = 4
    GREAT_JOB = 5
    THREE_MONTHS_ON = 6


class Fault(StrEnum):
    """Why a case was not kept."""

    CALLED_LATE = "called_late"
    NOT_CALLED = "not_called"
    NO_DIAGNOSIS = "no_diagnosis"
    NO_OPTIONS = "no_options"
    QUOTE_LATE = "quote_late"
    FEW_NEEDS = "few_needs"
    NO_BEST_VALUE = "no_best_value"
    NO_DECISION_DATE = "no_decision_date"
    NOTHING_NOTICED = "nothing_noticed"
    FINISH_MISSED = "finish_missed"
    PROMISE_MISSED = "promise_missed"
    NOT_SIGNED = "not_signed"
    NEEDS_NOT_SEEN = "needs_not_seen"
    LATE = "late"
    SKIPPED = "skipped"
    NOT_DONE = "not_done"


class Case(NamedTuple):
    """One thing that was due: whose, which enquiry, quote, job or follow-up, on which day, and what was amiss.

    The ids stay as the book keeps them until somebody asks: most cases are only counted.
    """

    step: Step
    customer: str
    subject: str
    on: date
    fault: Fault | None = None
    pending: bool = False  # kept so far, and something is still to come

    @property
    def customer_id(self) -> UUID:
        """Whose it is."""
        return UUID(self.customer)

    @property
    def subject_id(self) -> UUID:
        """What it is about."""
        return UUID(self.subject)

    @property
    def kept(self) -> bool:
        """Whether it was done as the process asks."""
        return self.fault is None


@dataclass(frozen=True)
class Share:
    """Kept of due."""

    kept: int
    due: int

    @property
    def percent(self) -> int | None:
        """In whole percent; None for fewer than five cases."""
        if self.due < FEWEST:
            return None
        # All of them means all: one that was missed is not rounded away.
        return 100 if self.kept == self.due else min(money.round_half_away(100 * self.kept, self.due), 99)


def median(amounts: Collection[float]) -> float | None:
    """The amount in the middle; None for fewer than five."""
    return statistics.median(amounts) if len(amounts) >= FEWEST else None


def mean(amounts: Collection[float]) -> float | None:
    """What they are on average; None for fewer than five."""
    return statistics.mean(amounts) if len(amounts) >= FEWEST else None


def weakest(shares: dict[Step, Share]) -> Step | None:
    """The step with the lowest share, of those with enough cases, unless all were kept."""
    known = {step: found.percent for step, found in shares.items() if found.percent is not None}
    step = min(known, key=lambda step: (known[step], step), default=None)
    return step if step is not None and shares[step].kept < shares[step].due else None


@dataclass(frozen=True)
class Period:
    """Days from the first to the last, both included; of one customer where one is named."""

    first: date
    last: date
    customer_id: UUID | None = None

    def holds(self, day: date) -> bool:
        """Whether a day lies in it."""
        return self.first <= day <= self.last

    def instants(self, calendar: Calendar) -> tuple[datetime, datetime]:
        """From its first moment to the first one after it."""
        return calendar.at_local(self.first, time.min), calendar.at_local(self.last + timedelta(days=1), time.min)

    def whose(self, kind: type[Any]) -> list[Any]:
        """The condition that a row is of the customer."""
        return [] if self.customer_id is None else [kind.customer_id == self.customer_id]


def cases(session: Session, step: Step, period: Period) -> list[Case]:
    """The cases of one step that were due in a period, in the order of their days."""
    return sorted(_due(session, step, period), key=_ORDER)


def by_day(session: Session, step: Step, period: Period) -> dict[date, Share]:
    """Of each day in a period how many were kept of those due: there are far fewer days than cases."""
    kept, due = Counter[date](), Counter[date]()
    for case in _due(session, step, period):
        due[case.on] += 1
        kept[case.on] += case.fault is None
    return {day: Share(kept[day], number) for day, number in due.items()}


def together(shares: Iterable[Share]) -> Share:
    """Several as one."""
    found = list(shares)
    return Share(sum(share.kept for share in found), sum(share.due for share in found))


def known(session: Session, step: Step, period: Period) -> list[Case]:
    """The cases of a period, and those that are decided before their day: they do not count until it has come."""
    return sorted(_FINDERS[step](session, period), key=_ORDER)


def _due(session: Session, step: Step, period: Period) -> Iterator[Case]:
    today = businesses.today(session)
    return (case for case in _FINDERS[step](session, period) if case.on <= today and not case.pending)


def _kept(column: Any) -> Any:
    """An id as the book keeps it."""
    return type_coerce(col(column), String).label(column.key)


def _called_back(session: Session, period: Period) -> Iterator[Case]:
    """Every enquiry but spam: the first attempt inside the clock, or answered live.

    One that ended before its clock ran out was not due any more, and neither is what the customer asked to leave out.
    """
    calendar = businesses.calendar(session)
    first, after = period.instants(calendar)
    ended = and_(col(FollowUp.state) == FollowUpState.CANCELLED, col(FollowUp.settled_at) <= col(Enquiry.call_due_at))
    asked_not_to = and_(col(FollowUp.state) == FollowUpState.SKIPPED, col(FollowUp.customer_asked))
    let_off = exists().where(
        col(FollowUp.subject_id) == Enquiry.id,
        col(FollowUp.purpose) == Purpose.CALL_BACK,
        or_(asked_not_to, ended),
    )
    query = select(
        _kept(Enquiry.id),
        _kept(Enquiry.customer_id),
        col(Enquiry.call_due_at),
        col(Enquiry.first_attempt_at),
        col(Enquiry.answered_live),
    ).where(
        col(Enquiry.call_due_at) >= first,
        col(Enquiry.call_due_at) < after,
        col(Enquiry.stage) != Stage.SPAM,
        or_(col(Enquiry.first_attempt_at).is_not(None), ~let_off),
        *period.whose(Enquiry),
    )
    for row in session.execute(query):
        due_on = calendar.local_day(row.call_due_at)
        if row.first_attempt_at is None:
            if row.call_due_at < session.now:
                yield Case(Step.CALLED_BACK, row.customer_id, row.id, due_on, Fault.NOT_CALLED)
        else:
            in_time = row.answered_live or row.first_attempt_at <= row.call_due_at
            yield Case(Step.CALLED_BACK, row.customer_id, row.id, due_on, None if in_time else Fault.CALLED_LATE)


def _explained(session: Session, period: Period) -> Iterator[Case]:
    """New work that was looked at or quoted: diagnosis, and two options or more within three working days.

    They count from the first visit; without one, from the day on which the first quote was begun.
    """
    calendar, today = businesses.calendar(session), businesses.today(session)
    begins = calendar.add_working_days(period.first, -QUOTE_WITHIN)
    ends_on = cache(lambda day: calendar.add_working_days(day, QUOTE_WITHIN))
    for offer in first_offers.offers(session, begins, period.last, period.customer_id):
        due_on, fault = ends_on(offer.begun_on), None
        if not period.holds(due_on):
            continue
        if offer.given_on is None:
            fault = Fault.NO_OPTIONS
        elif offer.given_on > due_on:
            fault = Fault.QUOTE_LATE
        elif not offer.diagnosed:
            fault = Fault.NO_DIAGNOSIS
        if fault is not None and due_on >= today and not offer.decided:
            continue  # there is still time
        yield Case(Step.EXPLAINED, offer.customer, offer.enquiry, due_on, fault)


def _helped_to_choose(session: Session, period: Period) -> Iterator[Case]:
    """Every quote given: three needs or more, the best value with its reason, the decision date known.

    Decided on the day it was given, there was no other day to ask for.
    """
    calendar = businesses.calendar(session)
    first, after = period.instants(calendar)
    needs = (
        select(func.count(col(Need.id)))
        .where(col(Need.enquiry_id) == Quote.enquiry_id, col(Need.flagged))
        .scalar_subquery()
    )
    best = exists().where(col(Option.quote_id) == Quote.id, col(Option.best_value)).label("best")
    given_at = func.min(col(GivenQuote.given_at)).label("given_at")
    query = (
        select(
            _kept(Quote.id),
            _kept(Quote.customer_id),
            col(Quote.decision_on),
            func.coalesce(col(Quote.accepted_at), col(Quote.lost_at)).label("decided_at"),
            col(Quote.best_value_reason),
            given_at,
            needs.label("needs"),
            best,
        )
        .join(GivenQuote, col(GivenQuote.quote_id) == col(Quote.id))
        .where(*period.whose(Quote), col(Quote.given_at) >= first)
        .group_by(col(Quote.id))
    )
    for row in session.execute(query):
        if not first <= row.given_at < after:
            continue
        given_on, fault = calendar.local_day(row.given_at), None
        if row.needs < NEEDS:
            fault = Fault.FEW_NEEDS
        elif not row.best or not row.best_value_reason:
            fault = Fault.NO_BEST_VALUE
        elif row.decision_on is None and (row.decided_at is None or calendar.local_day(row.decided_at) > given_on):
            fault = Fault.NO_DECISION_DATE
        yield Case(Step.HELPED_TO_CHOOSE, row.customer_id, row.id, given_on, fault)


def _completed(period: Period, *columns: Any) -> Any:
    return select(_kept(Job.id), _kept(Job.customer_id), col(Job.completed_on), *columns).where(
        col(Job.state).not_in(_NOT_COMPLETED),  # said so, the days are searched and not every job there ever was
        col(Job.completed_on) >= period.first,
        col(Job.completed_on) <= period.last,
        *period.whose(Job),
    )


def _noticed(session: Session, period: Period) -> Iterator[Case]:
    """Every job completed but service calls: a finding told, or looked round and found nothing."""
    told = exists().where(col(Finding.job_id) == Job.id, col(Finding.told_at).is_not(None)).label("told")
    query = _completed(period, col(Job.looked_round), told).where(col(Job.kind) != JobKind.SERVICE_CALL)
    for row in session.execute(query):
        fault = None if row.told or row.looked_round else Fault.NOTHING_NOTICED
        yield Case(Step.NOTICED, row.customer_id, row.id, row.completed_on, fault)


def _great_job(session: Session, period: Period) -> Iterator[Case]:
    """Every job completed: the promised finish met, all promises kept in time, signed off with the needs ticked.

    A small job is signed off by being paid on the day.
    """
    today = businesses.today(session)
    unseen = exists().where(
        col(Quote.id) == Job.quote_id,
        col(NeedMet.option_id) == Quote.accepted_option_id,
        col(NeedMet.seen_at).is_(None),
    )
    late = Promise.is_late(today)
    to_come = and_(col(Promise.state) == PromiseState.OPEN, col(Promise.due_on) >= today)
    asked = and_(col(Promise.job_id) == Job.id, col(Promise.mine), or_(late, to_come))
    columns: tuple[Any, ...] = (
        col(Job.signed_who),
        col(Job.kind),
        unseen.label("unseen"),
        col(Promise.kind).label("promised"),
    )
    query = _completed(period, *columns, late.label("late")).outerjoin(Promise, asked).order_by(col(Job.id))
    for _, rows in groupby(session.execute(query), attrgetter("id")):
        job, *others = rows
        promised = [row for row in (job, *others) if row.promised is not None]
        kinds, fault = {row.promised for row in promised if row.late}, None
        if PromiseKind.FINISH in kinds:
            fault = Fault.FINISH_MISSED
        elif kinds:
            fault = Fault.PROMISE_MISSED
        elif not job.signed_who and job.kind != JobKind.SMALL:
            fault = Fault.NOT_SIGNED
        elif job.unseen:
            fault = Fault.NEEDS_NOT_SEEN
        pending = fault is None and bool(promised)
        yield Case(Step.GREAT_JOB, job.customer_id, job.id, job.completed_on, fault, pending)


def _three_months_on(session: Session, period: Period) -> Iterator[Case]:
    """Every three-month follow-up due: done within a week of its day.

    Cancelled is not due, nor what the customer asked to leave out, nor what an open complaint holds back; skipped for
    another reason is not kept.
    """
    calendar, today = businesses.calendar(session), businesses.today(session)
    for call in held_calls.calls(session, period.first, period.last, period.customer_id):
        until, fault = call.day + held_calls.WITHIN, None
        if call.state == FollowUpState.SKIPPED:
            fault = Fault.SKIPPED
        elif call.settled_at is not None:
            if calendar.local_day(call.settled_at) > until:
                fault = Fault.LATE
        elif today > until:
            fault = Fault.NOT_DONE
        else:
            continue  # there is still time
        yield Case(Step.THREE_MONTHS_ON, call.customer, call.followup, call.day, fault)


_FINDERS = {
    Step.CALLED_BACK: _called_back,
    Step.EXPLAINED: _explained,
    Step.HELPED_TO_CHOOSE: _helped_to_choose,
    Step.NOTICED: _noticed,
    Step.GREAT_JOB: _great_job,
    Step.THREE_MONTHS_ON: _three_months_on,
}
