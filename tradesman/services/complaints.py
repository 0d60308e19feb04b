"""Complaints: open until put right, and nothing is asked of the customer meanwhile."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any
from uuid import UUID

from sqlalchemy import and_, exists, or_
from sqlalchemy.orm import aliased
from sqlmodel import col, select

from tradesman.book.customer import Customer
from tradesman.book.enquiry import CLOSED, Enquiry, EnquiryKind, Stage
from tradesman.book.errors import BookError
from tradesman.book.job import ENDED, Job, JobState
from tradesman.book.promise import Promise, PromiseState
from tradesman.book.store import Session
from tradesman.book.testimonial import Complaint
from tradesman.services import businesses


def open_one(session: Session, customer_id: UUID, what: str, job_id: UUID | None = None) -> Complaint:
    """Notes what a customer is unhappy with; questions for favours wait until it is settled."""
    if not what.strip():
        raise BookError("What went wrong? Nothing was saved; a few words are enough.")
    complaint = Complaint(customer_id=customer_id, job_id=job_id, what=what.strip(), opened_at=session.now)
    session.add(complaint)
    return complaint


def settle(session: Session, complaint_id: UUID, how: str) -> Complaint:
    """It is put right, and how."""
    complaint = session.load(Complaint, complaint_id)
    complaint.settle(session.now, how)
    return complaint


def of_customer(session: Session, customer_id: UUID) -> list[Complaint]:
    """The complaints of one customer, newest first."""
    query = select(Complaint).where(Complaint.customer_id == customer_id).order_by(col(Complaint.opened_at).desc())
    return list(session.exec(query).all())


def open_customers(session: Session) -> set[UUID]:
    """The customers with something not put right yet."""
    return set(session.exec(select(Complaint.customer_id).where(col(Complaint.settled_at).is_(None))).all())


def open_of_job(session: Session, job: Job) -> list[Complaint]:
    """What is not put right of a job, the oldest first: its own, and that for which it is the service call."""
    about = [one for one in (job.id, job.earlier_job_id) if one is not None]
    asked = exists().where(col(Enquiry.id) == job.enquiry_id, _brought())
    mine = or_(col(Complaint.job_id).in_(about), asked)
    query = select(Complaint).where(Complaint.customer_id == job.customer_id, col(Complaint.settled_at).is_(None), mine)
    return list(session.exec(query.order_by(col(Complaint.opened_at))).all())


def jobs_of(session: Session, complaint_ids: Iterable[UUID]) -> dict[UUID, UUID]:
    """The jobs that complaints are about, by complaint; those about none are left out."""
    about = col(Complaint.job_id)
    query = select(Complaint.id, about).where(col(Complaint.id).in_(list(complaint_ids)), about.is_not(None))
    return {complaint_id: job_id for complaint_id, job_id in session.exec(query).all() if job_id is not None}


def open_of_jobs(session: Session, job_ids: Iterable[UUID | None]) -> dict[UUID | None, UUID]:
    """The oldest complaint of each of these jobs that is not put right, by job."""
    of_them, is_open = col(Complaint.job_id).in_(list(job_ids)), col(Complaint.settled_at).is_(None)
    query = select(Complaint.job_id, Complaint.id).where(of_them, is_open).order_by(col(Complaint.opened_at).desc())
    return dict(session.exec(query).all())


# What answers a complaint. It is not kept with it: it is what was agreed with the customer since.


def _brought() -> Any:
    """That an enquiry is the one by which a complaint came in."""
    return and_(
        col(Complaint.job_id).is_(None),
        col(Enquiry.customer_id) == Complaint.customer_id,
        col(Enquiry.kind) == EnquiryKind.COMPLAINT,
        col(Enquiry.what) == Complaint.what,
        col(Enquiry.id) < Complaint.id,
    )


def _service_call(job: Any) -> Any:
    """That a job was taken on to put right what the complaint is about."""
    brought = exists().where(col(Enquiry.id) == job.enquiry_id, _brought()).correlate(Complaint, job)
    since = and_(job.earlier_job_id == Complaint.job_id, job.id > Complaint.id)
    return and_(job.customer_id == Complaint.customer_id, or_(since, brought))


def _promised(job: Any) -> Any:
    """That a promise was made since: of no job, of the one that is complained of, or of the one that puts it right."""
    call = exists().where(job.id == Promise.job_id, _service_call(job)).correlate(Complaint, Promise)
    return and_(
        col(Promise.customer_id) == Complaint.customer_id,
        col(Promise.mine),
        col(Promise.id) > Complaint.id,
        or_(col(Promise.job_id).is_(None), col(Promise.job_id) == Complaint.job_id, call),
    )


def unanswered() -> Any:
    """The condition that a complaint is open and nothing else in the list of what is owed stands for it.

    An enquiry that is under way, a service call and a promise do; when they are over, the complaint is asked about.
    """
    job = aliased(Job)
    under_way = exists().where(_brought(), col(Enquiry.stage).not_in([*CLOSED, Stage.WON]))
    at_work = exists().where(_service_call(job), job.state.not_in(ENDED))  # type: ignore[attr-defined]
    promised = exists().where(_promised(aliased(Job)), col(Promise.state) == PromiseState.OPEN)
    return and_(col(Complaint.settled_at).is_(None), ~under_way, ~at_work, ~promised)


class Answer(StrEnum):
    """What was done about a complaint."""

    SERVICE_CALL = "service_call"
    PROMISE = "promise"


@dataclass(frozen=True)
class Answered:
    """What was done about a complaint last, and on which day."""

    by: Answer
    on: date


def answered(session: Session, complaint_ids: Iterable[UUID]) -> dict[UUID, Answered]:
    """What was done last about each of these complaints; those about which nothing was are left out."""
    wanted = col(Complaint.id).in_(list(complaint_ids))
    job, other = aliased(Job), aliased(Job)
    calls = select(Complaint.id, col(job.completed_on)).join(job, _service_call(job))
    kept = select(Complaint.id, col(Promise.kept_on)).join(Promise, _promised(other))
    done = (
        (Answer.PROMISE, kept.where(wanted, Promise.state == PromiseState.KEPT)),
        (Answer.SERVICE_CALL, calls.where(wanted, job.state == JobState.COMPLETED)),
    )
    found: dict[UUID, Answered] = {}
    for by, query in done:
        for complaint_id, on in session.exec(query).all():
            last = found.get(complaint_id)
            if on is not None and (last is None or on >= last.on):
                found[complaint_id] = Answered(by, on)
    return found


@dataclass(frozen=True)
class OpenComplaint:
    """A complaint as its sheet shows it: whose, of which job, since which day, and what was done about it."""

    complaint: Complaint
    customer: Customer
    job: Job | None
    since: date
    answered: Answered | None
    next_working_day: date


def sheet(session: Session, complaint_id: UUID) -> OpenComplaint:
    """All that the sheet of one complaint shows."""
    complaint, calendar = session.load(Complaint, complaint_id), businesses.calendar(session)
    return OpenComplaint(
        complaint=complaint,
        customer=session.load(Customer, complaint.customer_id),
        job=session.get(Job, complaint.job_id) if complaint.job_id else None,
        since=calendar.local_day(complaint.opened_at),
        answered=answered(session, [complaint.id]).get(complaint.id),
        next_working_day=calendar.next_working_day(businesses.today(session)),
    )
