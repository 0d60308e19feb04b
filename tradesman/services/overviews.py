"""Overviews: all that a page or a sheet about one customer, enquiry or visit shows, read at once."""

from dataclasses import dataclass
from uuid import UUID

from sqlmodel import col, select

from tradesman.book.customer import ContactKind, Customer, Property
from tradesman.book.enquiry import CLOSED, Enquiry, Stage
from tradesman.book.followup import FollowUp
from tradesman.book.job import ENDED, Job, JobState
from tradesman.book.quote import Quote, QuoteState
from tradesman.book.store import Session
from tradesman.book.visit import Visit
from tradesman.services import jobs, today


@dataclass(frozen=True)
class Case:
    """An enquiry with who asks and where."""

    enquiry: Enquiry
    customer: Customer
    place: str

    @property
    def phone(self) -> str:
        """The number that is rung first."""
        return self.customer.first_contact(ContactKind.PHONE)


def case(session: Session, enquiry_id: UUID) -> Case:
    """An enquiry as a sheet shows it."""
    enquiry = session.load(Enquiry, enquiry_id)
    site = session.get(Property, enquiry.property_id) if enquiry.property_id else None
    return Case(enquiry, session.load(Customer, enquiry.customer_id), site.address if site else "")


def visit(session: Session, visit_id: UUID) -> tuple[Visit, Case]:
    """A visit with its enquiry."""
    found = session.load(Visit, visit_id)
    return found, case(session, found.enquiry_id)


@dataclass(frozen=True)
class Asked:
    """A follow-up with whom it is for and the job it is about, if it is about one."""

    followup: FollowUp
    customer: Customer
    job: Job | None


def followup(session: Session, followup_id: UUID) -> Asked:
    """A follow-up as a sheet shows it."""
    found = session.load(FollowUp, followup_id)
    return Asked(found, session.load(Customer, found.customer_id), session.get(Job, found.subject_id))


@dataclass(frozen=True)
class Overview:
    """A customer with what is open and what was earned."""

    customer: Customer
    enquiries: list[Enquiry]
    visits: list[Visit]
    quotes: list[Quote]
    jobs: list[Job]
    all_jobs: list[Job]
    rows: list[today.TodayRow]

    @property
    def done(self) -> int:
        """How many jobs were not called off; two make a repeat customer."""
        return len(self.earned)

    @property
    def earned(self) -> list[Job]:
        """The jobs that were not called off, newest first."""
        called_off = (JobState.CANCELLED, JobState.WITHDRAWN)
        return [job for job in self.all_jobs if job.state not in called_off]


def of_customer(session: Session, customer_id: UUID, *, with_due: bool = True) -> Overview:
    """All that the page of one customer shows beside the timeline; what is due takes longest and can be left out."""
    customer = session.load(Customer, customer_id)
    asked = select(Enquiry).where(Enquiry.customer_id == customer_id, col(Enquiry.stage).not_in([*CLOSED, Stage.WON]))
    written = select(Quote).where(
        Quote.customer_id == customer_id, col(Quote.state).in_([QuoteState.DRAFT, QuoteState.GIVEN])
    )
    ahead = select(Visit).where(Visit.customer_id == customer_id).order_by(col(Visit.day_on))
    all_jobs = jobs.of_customer(session, customer_id)
    return Overview(
        customer=customer,
        enquiries=list(session.exec(asked.order_by(col(Enquiry.came_in_at).desc())).all()),
        visits=[visit for visit in session.exec(ahead).all() if visit.is_ahead],
        quotes=list(session.exec(written.order_by(col(Quote.drafted_at).desc())).all()),
        jobs=[job for job in all_jobs if job.state not in ENDED],
        all_jobs=all_jobs,
        rows=today.rows(session, customer_id) if with_due else [],
    )
