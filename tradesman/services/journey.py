"""The six steps of a customer's newest journey: which were kept, which is due now, which was missed and why."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Any
from uuid import UUID

from sqlalchemy.orm import lazyload
from sqlmodel import col, select

from tradesman.book.enquiry import CLOSED, Enquiry, EnquiryKind, Stage
from tradesman.book.finding import Finding
from tradesman.book.followup import FollowUp, FollowUpState, Purpose
from tradesman.book.job import Job, JobKind, JobState
from tradesman.book.partner import Referral, ReferralState
from tradesman.book.quote import Option, Quote, QuoteState
from tradesman.book.store import Session
from tradesman.book.testimonial import Complaint
from tradesman.book.visit import FELL_THROUGH, Visit
from tradesman.services import businesses, scorecard
from tradesman.services.decisions import Decision
from tradesman.services.scorecard import Case, Fault, Period, Step
from tradesman.services.today import Kind, TodayRow

AHEAD = timedelta(days=366)  # a step can be done before its day
TAKEN_UP = frozenset({ReferralState.AGREED, ReferralState.DONE, ReferralState.BONUS_DUE, ReferralState.BONUS_RECEIVED})


class StepState(StrEnum):
    """How a step stands; one that this journey does not ask for is not needed."""

    DONE = "done"
    TODAY = "today"
    MISSED = "missed"
    OPEN = "open"
    NOT_NEEDED = "none"


@dataclass(frozen=True)
class StepRow:
    """One step: how it stands, why it was missed, the day it was done or is due, and what is due now."""

    step: Step
    state: StepState
    on: date | None = None
    fault: Fault | None = None
    due: TodayRow | None = None


@dataclass(frozen=True)
class Journey:
    """The steps with the figures behind them.

    `waited` is working time until the first attempt to ring back; `chosen` is the place of the option that the customer
    took, 0 for none.
    """

    steps: tuple[StepRow, ...]
    came_on: date
    answered_live: bool
    waited: timedelta | None
    looked_on: date | None
    quote_id: UUID | None = None
    decision_on: date | None = None
    lost: bool = False
    options: int = 0
    chosen: int = 0
    chose_best: bool = False
    job_id: UUID | None = None
    small: bool = False
    noticed: int = 0
    referred: int = 0
    taken_up: int = 0
    snags: int = 0


@dataclass(frozen=True)
class _Facts:
    """What the book knows of one journey."""

    enquiry: Enquiry
    visit: Visit | None
    quote: Quote | None
    job: Job | None
    findings: list[Finding]
    asked: FollowUp | None  # three months on


def of_customer(session: Session, customer_id: UUID, rows: Iterable[TodayRow] = ()) -> Journey | None:
    """The steps of the newest journey; `rows` are what is due for the customer now. None without an enquiry."""
    enquiry = _newest(session, customer_id)
    if enquiry is None:
        return None
    calendar = businesses.calendar(session)
    facts = _facts(session, enquiry)
    cases = _cases(session, facts)
    due = _due(facts, rows)
    first = enquiry.first_attempt_at
    referrals = _referrals(session, facts.findings)
    return Journey(
        steps=tuple(_row(session, facts, step, cases.get(step), due.get(step)) for step in Step),
        came_on=calendar.local_day(enquiry.came_in_at),
        answered_live=enquiry.answered_live,
        waited=calendar.working_time_between(enquiry.came_in_at, first) if first is not None else None,
        looked_on=facts.visit.day_on if facts.visit is not None and not facts.visit.is_ahead else None,
        **_offered(session, facts.quote),
        job_id=facts.job.id if facts.job is not None else None,
        small=facts.job is not None and facts.job.kind == JobKind.SMALL,
        noticed=len(facts.findings),
        referred=len(referrals),
        taken_up=sum(referral.state in TAKEN_UP for referral in referrals),
        snags=_snags(session, facts.job),
    )


def _offered(session: Session, quote: Quote | None) -> dict[str, Any]:
    """What was offered and chosen."""
    if quote is None:
        return {}
    query = select(Option.id, Option.position, Option.best_value).where(Option.quote_id == quote.id)
    options = session.exec(query).all()
    chosen = (option for option in options if option[0] == quote.accepted_option_id)
    _id, position, best = next(chosen, (None, 0, False))
    return {
        "quote_id": quote.id,
        "decision_on": quote.decision_on,
        "lost": quote.state == QuoteState.LOST,
        "options": len(options),
        "chosen": position,
        "chose_best": best,
    }


def _newest(session: Session, customer_id: UUID) -> Enquiry | None:
    """The newest work that was asked for; a question or a service call counts while it is open, or alone."""
    query = (
        select(Enquiry)
        .options(lazyload("*"))
        .where(Enquiry.customer_id == customer_id, col(Enquiry.stage) != Stage.SPAM)
        .order_by(col(Enquiry.came_in_at).desc(), col(Enquiry.id).desc())
    )
    found = list(session.exec(query).all())
    over = {*CLOSED, Stage.WON}
    asked = [one for one in found if one.kind == EnquiryKind.NEW_WORK or one.stage not in over]
    return next(iter(asked or found), None)


def _facts(session: Session, enquiry: Enquiry) -> _Facts:
    visits = select(Visit).where(Visit.enquiry_id == enquiry.id, col(Visit.state).not_in(FELL_THROUGH))
    quotes = select(Quote).where(Quote.enquiry_id == enquiry.id).order_by(col(Quote.drafted_at).desc())
    jobs = select(Job).where(Job.enquiry_id == enquiry.id).order_by(col(Job.agreed_on).desc(), col(Job.id).desc())
    # Their parts are not looked at, and would be a statement each.
    job = session.exec(jobs.options(lazyload("*"))).first()
    findings = select(Finding).where(Finding.job_id == job.id).order_by(col(Finding.noticed_at)) if job else None
    asked = (
        select(FollowUp).where(FollowUp.subject_id == job.id, FollowUp.purpose == Purpose.THREE_MONTHS) if job else None
    )
    return _Facts(
        enquiry=enquiry,
        visit=session.exec(visits.order_by(col(Visit.day_on))).first(),
        quote=session.exec(quotes.options(lazyload("*"))).first(),
        job=job,
        findings=list(session.exec(findings).all()) if findings is not None else [],
        asked=session.exec(asked).first() if asked is not None else None,
    )


def _cases(session: Session, facts: _Facts) -> dict[Step, Case]:
    """The scorecard's cases of this journey; only what can have one is asked for."""
    asked, quote, job = facts.enquiry, facts.quote, facts.job
    subjects: dict[Step, UUID] = {Step.CALLED_BACK: asked.id}
    if facts.visit is not None or quote is not None:
        subjects[Step.EXPLAINED] = asked.id
    if quote is not None and quote.given_at is not None:
        subjects[Step.HELPED_TO_CHOOSE] = quote.id
    if job is not None and job.completed_on is not None:
        subjects |= {Step.NOTICED: job.id, Step.GREAT_JOB: job.id}
    if facts.asked is not None:
        subjects[Step.THREE_MONTHS_ON] = facts.asked.id
    came_on = businesses.calendar(session).local_day(asked.came_in_at)
    period = Period(came_on, businesses.today(session) + AHEAD, asked.customer_id)
    return {
        step: case
        for step, subject_id in subjects.items()
        for case in scorecard.known(session, step, period)
        if case.subject_id == subject_id
    }


def _due(facts: _Facts, rows: Iterable[TodayRow]) -> dict[Step, TodayRow]:
    """What is due now, by the step it belongs to."""
    found: dict[Step, TodayRow] = {}
    subjects = {one.id for one in (facts.enquiry, facts.visit, facts.quote) if one is not None}
    for row in rows:
        for part in (row, *row.also):
            if part.purpose == Purpose.CALL_BACK and part.subject_id == facts.enquiry.id:
                found[Step.CALLED_BACK] = part
            elif facts.asked is not None and part.followup_id == facts.asked.id:
                found[Step.THREE_MONTHS_ON] = part
            elif part.subject_id in subjects and _explains(part):
                found.setdefault(Step.EXPLAINED, part)
    return found


def _explains(row: TodayRow) -> bool:
    return row.kind == Kind.VISIT or row.decision in (Decision.WRITE_QUOTE, Decision.GIVE_QUOTE)


def _row(session: Session, facts: _Facts, step: Step, case: Case | None, due: TodayRow | None) -> StepRow:
    if case is not None:
        state = StepState.DONE if case.kept else StepState.MISSED
        return StepRow(step, state, _day(session, facts, step) or case.on, case.fault, due)
    if due is not None:
        return StepRow(step, StepState.TODAY, due.due_on, due=due)
    state = StepState.OPEN if step in _asked_for(facts) else StepState.NOT_NEEDED
    return StepRow(step, state, _ahead(session, facts, step) if state == StepState.OPEN else None)


def _asked_for(facts: _Facts) -> frozenset[Step]:
    """The steps that are still to come, or were for another kind of journey."""
    asked, job = facts.enquiry, facts.job
    if job is not None:
        return _asked_of(job, facts.asked)
    if asked.stage in CLOSED:
        return frozenset()
    if asked.kind == EnquiryKind.NEW_WORK:
        return frozenset(Step)
    if asked.kind == EnquiryKind.SERVICE_CALL:
        return frozenset({Step.CALLED_BACK, Step.GREAT_JOB})
    return frozenset({Step.CALLED_BACK})


def _asked_of(job: Job, three_months: FollowUp | None) -> frozenset[Step]:
    """What is still asked of a job; only until it is done can the call three months on have no day yet."""
    if not job.is_open:
        waits = three_months is not None and three_months.state == FollowUpState.OPEN
        return frozenset({Step.THREE_MONTHS_ON} if waits else ())
    if job.kind == JobKind.SERVICE_CALL:
        return frozenset({Step.GREAT_JOB})
    if job.subcontracted:  # the end client of another contractor is not asked anything
        return frozenset({Step.NOTICED, Step.GREAT_JOB})
    return frozenset({Step.NOTICED, Step.GREAT_JOB, Step.THREE_MONTHS_ON})


def _day(session: Session, facts: _Facts, step: Step) -> date | None:
    """The day on which a step was taken; None when it was not."""
    local_day, quote = businesses.calendar(session).local_day, facts.quote
    at = None
    if step == Step.CALLED_BACK:
        at = facts.enquiry.came_in_at if facts.enquiry.answered_live else facts.enquiry.first_attempt_at
    elif step == Step.EXPLAINED and facts.visit is not None and not facts.visit.is_ahead:
        return facts.visit.day_on
    elif step in (Step.EXPLAINED, Step.HELPED_TO_CHOOSE) and quote is not None:
        settled = quote.accepted_at or quote.lost_at if step == Step.HELPED_TO_CHOOSE else None
        at = settled or quote.given_at
    elif step == Step.NOTICED and facts.findings:
        at = facts.findings[-1].noticed_at
    elif step in (Step.NOTICED, Step.GREAT_JOB) and facts.job is not None:
        return facts.job.completed_on
    elif facts.asked is not None and facts.asked.state in (FollowUpState.DONE, FollowUpState.SKIPPED):
        at = facts.asked.settled_at
    return local_day(at) if at is not None else None


def _ahead(session: Session, facts: _Facts, step: Step) -> date | None:
    """The day by which a step is to be taken, as far as it is known."""
    if step == Step.CALLED_BACK:
        return businesses.calendar(session).local_day(facts.enquiry.call_due_at)
    if step == Step.EXPLAINED and facts.visit is not None:
        if facts.visit.is_ahead:
            return facts.visit.day_on
        return businesses.calendar(session).add_working_days(facts.visit.day_on, scorecard.QUOTE_WITHIN)
    if step == Step.GREAT_JOB and facts.job is not None:
        return facts.job.ends_on
    if step == Step.THREE_MONTHS_ON and facts.asked is not None:
        return facts.asked.due_on
    return None


def _referrals(session: Session, findings: list[Finding]) -> list[Referral]:
    if not findings:
        return []
    query = select(Referral).where(
        col(Referral.finding_id).in_([finding.id for finding in findings]),
        col(Referral.state) != ReferralState.DECLINED,
    )
    return list(session.exec(query).all())


def _snags(session: Session, job: Job | None) -> int:
    """What had to be put right afterwards: service calls, and complaints."""
    if job is None or job.state != JobState.COMPLETED:
        return 0
    again = session.exec(select(Job.id).where(Job.earlier_job_id == job.id)).all()
    unhappy = session.exec(select(Complaint.id).where(Complaint.job_id == job.id)).all()
    return len(again) + len(unhappy)
