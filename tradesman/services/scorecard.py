"""The scorecard: did I stick to it. Each step of the process as kept of due, from what is in the book.

Rule: product.md, Scorecard. A case counts on the day when it was due; what is not due yet is no case.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import IntEnum, StrEnum
from functools import cache
from itertools import groupby
from operator import attrgetter
from typing import Any
from uuid import UUID

from sqlalchemy import and_, case, exists, func, or_, select
from sqlmodel import col

from tradesman.book import money
from tradesman.book.clock import Calendar
from tradesman.book.enquiry import Enquiry, EnquiryKind, Need, Stage
from tradesman.book.finding import Finding
from tradesman.book.followup import FollowUp, FollowUpState, Purpose
from tradesman.book.job import Job, JobKind, JobState
from tradesman.book.promise import Promise, PromiseKind
from tradesman.book.quote import GivenQuote, NeedMet, Option, Quote
from tradesman.book.store import Session
from tradesman.book.visit import Visit, VisitState
from tradesman.services import businesses

FEWEST = 5  # cases below which a share says nothing
QUOTE_WITHIN = 3  # working days from the visit to the quote
NEEDS = 3  # that are flagged before a quote helps to choose
DONE_WITHIN = timedelta(days=7)  # of its day, for the call three months on
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


@dataclass(frozen=True)
class Case:
    """One thing that was due: whose, which enquiry, quote, job or follow-up, on which day, and what was amiss."""

    step: Step
    customer_id: UUID
    subject_id: UUID
    on: date
    fault: Fault | None = None

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


def share(cases: list[Case]) -> Share:
    """How many of these were kept."""
    return Share(sum(case.kept for case in cases), len(cases))


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
    found = _FINDERS[step](session, period)
    return sorted(found, key=lambda case: (case.on, case.subject_id.int))


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
        col(Enquiry.id),
        col(Enquiry.customer_id),
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
    found = session.execute(_looked_at(period, calendar).order_by(col(Enquiry.id)))
    ends_on = cache(lambda day: calendar.add_working_days(day, QUOTE_WITHIN))
    for _, rows in groupby(found, attrgetter("id")):
        offers = list(rows)
        first_given = min((row.given_at for row in offers if row.given_at is not None), default=None)
        begun = offers[0].looked_on
        if begun is None or (first_given is not None and begun > calendar.local_day(first_given)):
            begun = calendar.local_day(min(row.drafted_at for row in offers))  # a later visit does not begin it anew
        due_on = ends_on(begun)
        if not period.holds(due_on) or (due_on >= today and first_given is None):
            continue
        offered = min((row.given_at for row in offers if row.given_at is not None and _options(row) > 1), default=None)
        fault = None
        if offered is None:
            fault = Fault.NO_OPTIONS
        elif calendar.local_day(offered) > due_on:
            fault = Fault.QUOTE_LATE
        elif not offers[0].diagnosis.strip():
            fault = Fault.NO_DIAGNOSIS
        yield Case(Step.EXPLAINED, offers[0].customer_id, offers[0].id, due_on, fault)


def _looked_at(period: Period, calendar: Calendar) -> Any:
    """Enquiries of new work whose three days may end in a period, one row for each time a quote of theirs was given."""
    earliest = Period(calendar.add_working_days(period.first, -QUOTE_WITHIN), period.last)
    first, after = earliest.instants(calendar)
    took_place = col(Visit.state).in_([VisitState.ARRIVED, VisitState.DONE])
    visited = select(col(Visit.enquiry_id)).where(
        took_place, col(Visit.day_on).between(earliest.first, earliest.last), *period.whose(Visit)
    )
    quoted = select(col(Quote.enquiry_id)).where(
        col(Quote.drafted_at) >= first, col(Quote.drafted_at) < after, *period.whose(Quote)
    )
    # The state stands inside: as a condition it would be the index that is searched, once for each enquiry.
    looked_on = select(func.min(case((took_place, col(Visit.day_on))))).where(col(Visit.enquiry_id) == Enquiry.id)
    options = select(func.count(col(Option.id))).where(col(Option.quote_id) == Quote.id)
    return (
        select(
            col(Enquiry.id),
            col(Enquiry.customer_id),
            col(Enquiry.diagnosis),
            looked_on.scalar_subquery().label("looked_on"),
            col(Quote.drafted_at),
            options.scalar_subquery().label("options"),
            col(GivenQuote.given_at),
            # What was changed since is told by what the customer saw; otherwise the quote is as it was given.
            case((col(Quote.revision) > 1, col(GivenQuote.document))).label("document"),
        )
        .outerjoin(Quote, col(Quote.enquiry_id) == col(Enquiry.id))
        .outerjoin(GivenQuote, col(GivenQuote.quote_id) == col(Quote.id))
        .where(
            col(Enquiry.kind) == EnquiryKind.NEW_WORK,
            col(Enquiry.stage) != Stage.DECLINED,
            col(Enquiry.id).in_(visited.union(quoted)),
        )
    )


def _options(row: Any) -> int:
    """How many options the customer saw."""
    return int(row.options) if row.document is None else len(json.loads(row.document)["options"])


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
            col(Quote.id),
            col(Quote.customer_id),
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
    return select(col(Job.id), col(Job.customer_id), col(Job.completed_on), *columns).where(
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
    missed = and_(col(Promise.job_id) == Job.id, col(Promise.mine), Promise.is_late(today))
    query = _completed(
        period, col(Job.signed_who), col(Job.kind), unseen.label("unseen"), col(Promise.kind).label("missed")
    )
    found = session.execute(query.outerjoin(Promise, missed).order_by(col(Job.id)))
    for _, rows in groupby(found, attrgetter("id")):
        job, *others = rows
        kinds, fault = {job.missed, *(row.missed for row in others)} - {None}, None
        if PromiseKind.FINISH in kinds:
            fault = Fault.FINISH_MISSED
        elif kinds:
            fault = Fault.PROMISE_MISSED
        elif not job.signed_who and job.kind != JobKind.SMALL:
            fault = Fault.NOT_SIGNED
        elif job.unseen:
            fault = Fault.NEEDS_NOT_SEEN
        yield Case(Step.GREAT_JOB, job.customer_id, job.id, job.completed_on, fault)


def _three_months_on(session: Session, period: Period) -> Iterator[Case]:
    """Every three-month follow-up due: done within a week of its day.

    Cancelled is not due, and neither is what the customer asked to leave out; skipped for another reason is not kept.
    """
    calendar, today = businesses.calendar(session), businesses.today(session)
    query = select(
        col(FollowUp.id), col(FollowUp.customer_id), col(FollowUp.due_on), col(FollowUp.state), col(FollowUp.settled_at)
    ).where(
        col(FollowUp.purpose) == Purpose.THREE_MONTHS,
        col(FollowUp.due_on) >= period.first,
        col(FollowUp.due_on) <= period.last,
        col(FollowUp.state) != FollowUpState.CANCELLED,
        ~((col(FollowUp.state) == FollowUpState.SKIPPED) & col(FollowUp.customer_asked)),
        *period.whose(FollowUp),
    )
    for row in session.execute(query):
        until, fault = row.due_on + DONE_WITHIN, None
        if row.state == FollowUpState.SKIPPED:
            fault = Fault.SKIPPED
        elif row.state == FollowUpState.DONE:
            if calendar.local_day(row.settled_at) > until:
                fault = Fault.LATE
        elif today > until:
            fault = Fault.NOT_DONE
        else:
            continue  # there is still time
        yield Case(Step.THREE_MONTHS_ON, row.customer_id, row.id, row.due_on, fault)


_FINDERS = {
    Step.CALLED_BACK: _called_back,
    Step.EXPLAINED: _explained,
    Step.HELPED_TO_CHOOSE: _helped_to_choose,
    Step.NOTICED: _noticed,
    Step.GREAT_JOB: _great_job,
    Step.THREE_MONTHS_ON: _three_months_on,
}
