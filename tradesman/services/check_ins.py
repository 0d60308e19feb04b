"""Check-ins: the call some time after a job, with the facts of the job, and what each answer leads to."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlmodel import col, select

from tradesman.book.business import Business
from tradesman.book.customer import Customer
from tradesman.book.enquiry import CameBy, EnquiryKind
from tradesman.book.errors import BookError
from tradesman.book.finding import Finding
from tradesman.book.followup import FollowUp, Purpose
from tradesman.book.job import Job, JobKind
from tradesman.book.promise import Promise, PromiseKind
from tradesman.book.store import Session
from tradesman.book.testimonial import KIND_FROM, LOW_TO, Complaint, Feedback, Testimonial
from tradesman.services import (
    businesses,
    complaints,
    enquiries,
    followups,
    jobs,
    promises,
    service_calls,
    testimonials,
)
from tradesman.services.service_calls import Cover

NAMED = "They named somebody on the call"


@dataclass(frozen=True)
class CallSheet:
    """The facts of a job as they are needed on the phone.

    `purpose` is that of the follow-up that asked for the call, None without one; `unhappy` tells of a complaint that is
    not put right, `last` is what was said the time before. `next_working_day` is when a promise can be kept at the
    earliest without haste.
    """

    business: Business
    customer: Customer
    job: Job
    purpose: Purpose | None
    cover: Cover | None
    promised: tuple[str, ...]
    noticed: tuple[str, ...]
    last: Feedback | None
    unhappy: bool
    next_working_day: date


def sheet(session: Session, job_id: UUID, followup_id: UUID | None = None) -> CallSheet:
    """The call sheet of a job, for the follow-up that asks for the call or for a call of the owner's own accord."""
    job = session.load(Job, job_id)
    made = select(Promise).where(Promise.job_id == job.id, col(Promise.mine), Promise.kind == PromiseKind.WORD)
    seen = select(Finding).where(Finding.job_id == job.id).order_by(col(Finding.noticed_at))
    said = select(Feedback).where(Feedback.job_id == job.id).order_by(col(Feedback.at).desc())
    return CallSheet(
        business=businesses.current(session),
        customer=session.load(Customer, job.customer_id),
        job=job,
        purpose=session.load(FollowUp, followup_id).purpose if followup_id is not None else None,
        cover=service_calls.cover(session, job),
        promised=tuple(one.words for one in session.exec(made.order_by(col(Promise.due_on))).all()),
        noticed=tuple(one.what for one in session.exec(seen).all()),
        last=session.exec(said).first(),
        unhappy=job.customer_id in complaints.open_customers(session),
        next_working_day=businesses.calendar(session).next_working_day(businesses.today(session)),
    )


@dataclass(frozen=True)
class Said:
    """What a customer says some time after a job, and what the owner promises where something is to be put right.

    `no_promise` says that nothing is promised: the owner knows of a low score and does not say by when.
    """

    holding: bool | None = None
    score: int | None = None
    words: str = ""
    may_quote: bool | None = None
    who_else: str = ""
    promised: str = ""
    promised_on: date | None = None
    no_promise: bool = False

    @property
    def unhappy(self) -> bool:
        """Whether something is to be put right first, and no favour is asked."""
        return self.holding is False or (self.score is not None and self.score <= LOW_TO)

    @property
    def kind(self) -> bool:
        """Whether these are kind words: by their score, or because they may be shown."""
        return not self.unhappy and (self.may_quote is True or (self.score is not None and self.score >= KIND_FROM))


@dataclass(frozen=True)
class CheckedIn:
    """What a call led to: the feedback, the draft of a testimonial, the service call that puts the job right."""

    feedback: Feedback
    testimonial: Testimonial | None = None
    service_call: Job | None = None


def check_in(
    session: Session,
    job_id: UUID,
    said: Said,
    followup_id: UUID | None = None,
    outcome: str = "",
    also: Iterable[UUID] = (),
) -> CheckedIn:
    """Keeps what a customer says of a job and does what it leads to: all in one step, and the call as done.

    What is not holding becomes a service call, with a promise that has a date; a low score is a complaint to put right
    first, with a promise too unless `no_promise` says that there is none; kind words become a testimonial, unless a
    plain no was said to that, and are not shown before consent; whom they named is noted, and not asked for again.
    BookError when nothing was said, or a promise lacks its words or its day. Rule: product.md, Follow-ups, Complaint
    and Testimonial.
    """
    job = session.load(Job, job_id)
    _check(session, said)
    if followup_id is not None:
        followups.do(session, followup_id, outcome, also=also)
    feedback, complaint = testimonials.record_feedback(
        session,
        job.id,
        holding=said.holding,
        score=said.score,
        words=said.words,
        may_quote=said.may_quote,
        who_else=said.who_else,
    )
    kept = None
    if said.words.strip() and said.kind and said.may_quote is not False:
        kept = testimonials.take_down(session, job.customer_id, said.words, job.id)
    if said.who_else.strip():
        session.flush()
        for found in followups.of_subject(session, job.id, Purpose.ASK_WHO_ELSE):
            found.cancel(session.now, NAMED)
    return CheckedIn(feedback, kept, _put_right(session, job, said, complaint))


def _check(session: Session, said: Said) -> None:
    if said.holding is None and said.score is None and not said.words.strip():
        raise BookError("Nothing was noted yet. Nothing was saved. Say at least whether it is holding.")
    if said.holding is False and not said.promised.strip():
        raise BookError("What do you promise, and by when? Nothing was saved. It is not holding: say when you come.")
    if said.unhappy and not said.promised.strip() and not said.no_promise:
        raise BookError("What do you promise, and by when? Nothing was saved. Or say that you promise nothing yet.")
    if said.unhappy and said.promised.strip():
        _check_day(session, said.promised_on)


def _check_day(session: Session, day: date | None) -> date:
    if day is None:
        raise BookError("By when do you promise it? Nothing was saved. Choose a day.")
    if day < businesses.today(session):
        raise BookError("The day that you promise has passed. Nothing was saved. Choose a later one.")
    return day


def _put_right(session: Session, job: Job, said: Said, complaint: Complaint | None) -> Job | None:
    """The service call where it is not holding; the promise either way."""
    if complaint is None:
        return None
    call = _service_call(session, job, said.words, complaint) if said.holding is False else None
    if said.promised.strip() and said.promised_on is not None:
        _promise(session, complaint, said.promised, said.promised_on, call)
    return call


def _promise(session: Session, complaint: Complaint, words: str, day: date, call: Job | None) -> Promise:
    """The promise to put a complaint right, which is about the service call if there is one."""
    about = call.id if call is not None else None
    return promises.make(session, complaint.customer_id, words, day, job_id=about, complaint_id=complaint.id)


def answer_complaint(
    session: Session, complaint_id: UUID, promised: str, promised_on: date | None, *, service_call: bool = False
) -> Promise:
    """Promises the customer by when a complaint is put right; with `service_call` that is work with a job of its own.

    BookError without words or a day to come, when it is put right already, and for a service call to no job.
    """
    complaint = session.load(Complaint, complaint_id)
    if complaint.settled_at is not None:
        raise BookError("This complaint is settled already. Nothing was changed.")
    day, call = _check_day(session, promised_on), None
    if service_call:
        if complaint.job_id is None:
            raise BookError("It is not known which job is to be put right. Nothing was saved.")
        call = _service_call(session, session.load(Job, complaint.job_id), complaint.what, complaint)
    return _promise(session, complaint, promised, day, call)


def _service_call(session: Session, job: Job, words: str, complaint: Complaint) -> Job:
    """They said it on the phone, so the call is returned; the work is agreed, and has a job of its own."""
    enquiry = enquiries.log(
        session,
        job.customer_id,
        words.strip() or f"Not holding: {job.title}",
        CameBy.PHONE,
        answered_live=True,
        kind=EnquiryKind.SERVICE_CALL,
        property_id=job.property_id,
    )
    session.flush()
    made = jobs.take_on(
        session, enquiry.id, f"Put right: {job.title}", kind=JobKind.SERVICE_CALL, earlier_job_id=job.id
    )
    complaint.enquiry_id = enquiry.id
    session.flush()
    return made
