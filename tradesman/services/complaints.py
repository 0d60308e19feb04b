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


def open_one(
    session: Session, customer_id: UUID, what: str, job_id: UUID | None = None, *, enquiry_id: UUID | None = None
) -> Complaint:
    """Notes what a customer is unhappy with, and the enquiry that brought it; favours wait until it is settled."""
    if not what.strip():
        raise BookError("What went wrong? Nothing was saved; a few words are enough.")
    complaint = Complaint(
        customer_id=customer_id, job_id=job_id, enquiry_id=enquiry_id, what=what.strip(), opened_at=session.now
    )
    session.add(complaint)
    return complaint


def _open_of_enquiry(session: Session, enquiry_id: UUID) -> list[Complaint]:
    named, is_open = Complaint.enquiry_id == enquiry_id, col(Complaint.settled_at).is_(None)
    return list(session.exec(select(Complaint).where(named, is_open)).all())


def follow(session: Session, enquiry: Enquiry) -> None:
    """An enquiry turns out to be a complaint: opens one, unless one that it brought is open still."""
    if _open_of_enquiry(session, enquiry.id):
        reword(session, enquiry)
    else:
        open_one(session, enquiry.customer_id, enquiry.what, enquiry_id=enquiry.id)


def reword(session: Session, enquiry: Enquiry) -> None:
    """The open complaint that an enquiry brought is told in the words of the enquiry, as they are now."""
    if enquiry.kind == EnquiryKind.COMPLAINT:
        for complaint in _open_of_enquiry(session, enquiry.id):
            complaint.what = enquiry.what


def name_job(session: Session, enquiry_id: UUID, job_id: UUID) -> None:
    """The work that an enquiry asks for puts a job right: then the open complaint that it brought is about that job."""
    for complaint in _open_of_enquiry(session, enquiry_id):
        complaint.job_id = complaint.job_id or job_id


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
    mine = or_(col(Complaint.job_id).in_(about), col(Complaint.enquiry_id) == job.enquiry_id)
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


_PUTS_RIGHT = (EnquiryKind.COMPLAINT, EnquiryKind.SERVICE_CALL)

# What answers a complaint: the enquiry that it names with its jobs, and the promises that name it.


def _service_call(job: Any) -> Any:
    """That a job was taken on to put right what the complaint is about.

    For a complaint that names no enquiry, as none did once, that is every service call of its job but those that
    another complaint names.
    """
    other = aliased(Complaint)
    for_another = exists().where(col(other.enquiry_id) == job.enquiry_id)
    named_none = and_(col(Complaint.enquiry_id).is_(None), job.earlier_job_id == Complaint.job_id, ~for_another)
    return or_(job.enquiry_id == Complaint.enquiry_id, named_none)


def unanswered() -> Any:
    """The condition that a complaint is open and nothing else in the list of what is owed stands for it.

    An enquiry that is under way, a service call and a promise do; when they are over, the complaint is asked about.
    """
    job = aliased(Job)
    asked = and_(col(Enquiry.id) == col(Complaint.enquiry_id), col(Enquiry.kind).in_(_PUTS_RIGHT))
    under_way = exists().where(asked, col(Enquiry.stage).not_in([*CLOSED, Stage.WON]))
    at_work = exists().where(_service_call(job), job.state.not_in(ENDED))  # type: ignore[attr-defined]
    promised = exists().where(col(Promise.complaint_id) == Complaint.id, col(Promise.state) == PromiseState.OPEN)
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
    wanted, calendar = col(Complaint.id).in_(list(complaint_ids)), businesses.calendar(session)
    job = aliased(Job)
    calls = select(Complaint, col(job.completed_on)).join(job, _service_call(job))
    kept = select(Complaint, col(Promise.kept_on)).join(Promise, col(Promise.complaint_id) == Complaint.id)
    done = (
        (Answer.PROMISE, kept.where(wanted, Promise.state == PromiseState.KEPT)),
        (Answer.SERVICE_CALL, calls.where(wanted, job.state == JobState.COMPLETED)),
    )
    found: dict[UUID, Answered] = {}
    for by, query in done:
        for complaint, on in session.exec(query).all():
            last = found.get(complaint.id)
            before = complaint.enquiry_id is None and on is not None and on < calendar.local_day(complaint.opened_at)
            if on is not None and (last is None or on >= last.on) and not (by == Answer.SERVICE_CALL and before):
                found[complaint.id] = Answered(by, on)
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
