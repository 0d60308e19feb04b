"""The scorecard: did I stick to it. Each step of the process as kept of due, from what is in the book.

Rule: product.md, Scorecard. A case counts on the day when it was due; what is not due yet is no case.
"""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import IntEnum, StrEnum
from typing import Any
from uuid import UUID

from sqlalchemy import exists, func, select
from sqlmodel import col

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
        return None if self.due < FEWEST else round(100 * self.kept / self.due)


def share(cases: list[Case]) -> Share:
    """How many of these were kept."""
    return Share(sum(case.kept for case in cases), len(cases))


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
    return sorted(found, key=lambda case: (case.on, case.subject_id))


def _called_back(session: Session, period: Period) -> Iterator[Case]:
    """Every enquiry but spam: the first attempt inside the clock, or answered live."""
    calendar = businesses.calendar(session)
    first, after = period.instants(calendar)
    asked_not_to = exists().where(
        col(FollowUp.subject_id) == Enquiry.id,
        col(FollowUp.purpose) == Purpose.CALL_BACK,
        col(FollowUp.state) == FollowUpState.SKIPPED,
        col(FollowUp.customer_asked),
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
        ~asked_not_to,
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
    """New work that was looked at or quoted: diagnosis, and two options or more within three working days."""
    calendar, today = businesses.calendar(session), businesses.today(session)
    begun = _first_looks(session, period, calendar)
    for row, options, given_at in _quotes_of(session, begun):
        looked_on = begun[row.id]
        due_on = calendar.add_working_days(looked_on, QUOTE_WITHIN)
        given_on = calendar.local_day(given_at) if given_at is not None else None
        if not period.holds(due_on) or (due_on >= today and given_on is None):
            continue
        fault = None
        if given_on is None or options < 2:
            fault = Fault.NO_OPTIONS
        elif given_on > due_on:
            fault = Fault.QUOTE_LATE
        elif not row.diagnosis.strip():
            fault = Fault.NO_DIAGNOSIS
        yield Case(Step.EXPLAINED, row.customer_id, row.id, due_on, fault)


def _first_looks(session: Session, period: Period, calendar: Calendar) -> dict[UUID, date]:
    """By enquiry, the day of its first visit, or that on which the first quote was begun without one."""
    earlier = period.first - timedelta(days=30)  # three working days, whatever stands between
    begun: dict[UUID, date] = {}
    first, _ = Period(earlier, period.last).instants(calendar)
    _, after = period.instants(calendar)
    drafts = select(col(Quote.enquiry_id), func.min(col(Quote.drafted_at)).label("at")).where(
        col(Quote.drafted_at) >= first, col(Quote.drafted_at) < after, *period.whose(Quote)
    )
    for row in session.execute(drafts.group_by(col(Quote.enquiry_id))):
        begun[row.enquiry_id] = calendar.local_day(row.at)
    looks = select(col(Visit.enquiry_id), func.min(col(Visit.day_on)).label("on")).where(
        col(Visit.day_on) >= earlier,
        col(Visit.day_on) <= period.last,
        col(Visit.state).in_([VisitState.ARRIVED, VisitState.DONE]),
        *period.whose(Visit),
    )
    for row in session.execute(looks.group_by(col(Visit.enquiry_id))):
        begun[row.enquiry_id] = row.on
    return begun


def _quotes_of(session: Session, begun: dict[UUID, date]) -> Iterator[tuple[Any, int, datetime | None]]:
    """Each enquiry of new work, with the most options of its quotes and when the first of them was given."""
    query = select(col(Enquiry.id), col(Enquiry.customer_id), col(Enquiry.diagnosis)).where(
        col(Enquiry.kind) == EnquiryKind.NEW_WORK, col(Enquiry.stage) != Stage.DECLINED
    )
    options, given = _options_and_given(session, begun)
    for some in _slices(list(begun)):
        for row in session.execute(query.where(col(Enquiry.id).in_(some))):
            yield row, options.get(row.id, 0), given.get(row.id)


def _options_and_given(session: Session, begun: dict[UUID, date]) -> tuple[dict[UUID, int], dict[UUID, datetime]]:
    options: dict[UUID, int] = {}
    given: dict[UUID, datetime] = {}
    first_given = func.min(col(GivenQuote.given_at)).label("at")
    for some in _slices(list(begun)):
        seen = (
            select(col(Quote.enquiry_id), first_given)
            .join(GivenQuote, col(GivenQuote.quote_id) == col(Quote.id))
            .where(col(Quote.enquiry_id).in_(some))
            .group_by(col(Quote.enquiry_id))
        )
        given |= {row.enquiry_id: row.at for row in session.execute(seen)}
        counted = (
            select(col(Quote.enquiry_id), func.count(col(Option.id)).label("number"))
            .join(Option, col(Option.quote_id) == col(Quote.id))
            .where(col(Quote.enquiry_id).in_(some))
            .group_by(col(Quote.id), col(Quote.enquiry_id))
        )
        for row in session.execute(counted):
            options[row.enquiry_id] = max(options.get(row.enquiry_id, 0), row.number)
    return options, given


def _slices(ids: list[UUID], most: int = 500) -> Iterator[list[UUID]]:
    """Few enough ids for one statement."""
    for start in range(0, len(ids), most):
        yield ids[start : start + most]


def _helped_to_choose(session: Session, period: Period) -> Iterator[Case]:
    """Every quote given: three needs or more, the best value with its reason, the decision date known."""
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
        fault = None
        if row.needs < NEEDS:
            fault = Fault.FEW_NEEDS
        elif not row.best or not row.best_value_reason:
            fault = Fault.NO_BEST_VALUE
        elif row.decision_on is None:
            fault = Fault.NO_DECISION_DATE
        yield Case(Step.HELPED_TO_CHOOSE, row.customer_id, row.id, calendar.local_day(row.given_at), fault)


def _completed(period: Period, *columns: Any) -> Any:
    return select(col(Job.id), col(Job.customer_id), col(Job.completed_on), *columns).where(
        col(Job.state) == JobState.COMPLETED,
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
    jobs = session.execute(_completed(period, col(Job.signed_who), col(Job.kind), unseen.label("unseen"))).all()
    missed: dict[UUID, set[PromiseKind]] = defaultdict(set)
    for some in _slices([row.id for row in jobs]):
        query = select(Promise).where(col(Promise.job_id).in_(some), col(Promise.mine))
        for promise in session.execute(query).scalars():
            if promise.in_time(today) is False and promise.job_id is not None:
                missed[promise.job_id].add(promise.kind)
    for row in jobs:
        fault = None
        if PromiseKind.FINISH in missed[row.id]:
            fault = Fault.FINISH_MISSED
        elif missed[row.id]:
            fault = Fault.PROMISE_MISSED
        elif not row.signed_who and row.kind != JobKind.SMALL:
            fault = Fault.NOT_SIGNED
        elif row.unseen:
            fault = Fault.NEEDS_NOT_SEEN
        yield Case(Step.GREAT_JOB, row.customer_id, row.id, row.completed_on, fault)


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
