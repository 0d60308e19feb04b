"""Service calls: which job is put right, whether its guarantee still holds, and how long it took."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from tradesman.book import clock
from tradesman.book.customer import Customer
from tradesman.book.enquiry import Enquiry
from tradesman.book.errors import BookError
from tradesman.book.guarantee import GuaranteeKind
from tradesman.book.job import Job, JobKind
from tradesman.book.pricebook import PriceItem
from tradesman.book.quote import Option, Quote
from tradesman.book.store import Session
from tradesman.services import businesses, jobs


@dataclass(frozen=True)
class Cover:
    """The guarantee that was given with a job; `until_on` is None while it has not begun or where no term is known."""

    title: str
    until_on: date | None

    def holds(self, on: date) -> bool | None:
        """Whether it holds on a day; None where that is not known."""
        return None if self.until_on is None else on <= self.until_on


@dataclass(frozen=True)
class Earlier:
    """The job that is put right, with its guarantee if it has one."""

    job: Job
    cover: Cover | None


@dataclass(frozen=True)
class ServiceCall:
    """A service call as its sheet shows it; `days_to_fix` are days of the calendar, None before it is done."""

    job: Job
    customer: str
    currency: str
    came_in_on: date
    earlier: Earlier | None
    days_to_fix: int | None
    failed: str = ""  # the words of the item that did

    @property
    def covered(self) -> bool | None:
        """Whether it is under guarantee: as noted, else as the guarantee of the earlier job says; None if unknown."""
        if self.job.under_guarantee is not None:
            return self.job.under_guarantee
        cover = self.earlier.cover if self.earlier is not None else None
        return cover.holds(self.came_in_on) if cover is not None else None


def earlier_jobs(session: Session, customer_id: UUID) -> list[Job]:
    """The jobs of a customer that may be put right, newest first; those called off are left out."""
    return [job for job in jobs.of_customer(session, customer_id) if job.state not in jobs.CALLED_OFF]


def earlier_than(session: Session, job: Job) -> list[Job]:
    """The jobs that a service call may put right, newest first; the one that it does is always among them."""
    found = [
        other
        for other in earlier_jobs(session, job.customer_id)
        if other.id == job.earlier_job_id or (other.agreed_on, other.id) < (job.agreed_on, job.id)
    ]
    known = session.get(Job, job.earlier_job_id) if job.earlier_job_id else None
    return found if known is None or known.id in {other.id for other in found} else [known, *found]


def cover(session: Session, job: Job) -> Cover | None:
    """The guarantee of a job's result, from its quote; its term begins with the day of completion."""
    quote = session.get(Quote, job.quote_id) if job.quote_id else None
    option = session.get(Option, quote.accepted_option_id) if quote is not None and quote.accepted_option_id else None
    if option is None or not option.guarantee.strip() or option.guarantee_kind not in (None, GuaranteeKind.RESULT):
        return None
    begins, months = job.completed_on, option.guarantee_months
    until = clock.add_months(begins, months) if begins is not None and months is not None else None
    return Cover(option.guarantee, until)


def days_to_fix(calendar: clock.Calendar, came_in_at: datetime, completed_on: date) -> int:
    """Days of the calendar from the call to the end of the work; none below the same day, whatever was corrected."""
    return max(0, (completed_on - calendar.local_day(came_in_at)).days)


def sheet(session: Session, job_id: UUID) -> ServiceCall:
    """A service call with what it puts right; BookError for another kind of job, or one that is gone."""
    job = session.load(Job, job_id)
    if job.kind != JobKind.SERVICE_CALL:
        raise BookError("Only a service call has a cause. Nothing was changed.")
    calendar, enquiry = businesses.calendar(session), session.load(Enquiry, job.enquiry_id)
    earlier = session.get(Job, job.earlier_job_id) if job.earlier_job_id else None
    fixed = job.completed_on
    failed = session.get(PriceItem, job.failed_item_id) if job.failed_item_id else None
    return ServiceCall(
        job=job,
        customer=session.load(Customer, job.customer_id).name,
        currency=businesses.current(session).currency,
        came_in_on=calendar.local_day(enquiry.came_in_at),
        earlier=Earlier(earlier, cover(session, earlier)) if earlier is not None else None,
        days_to_fix=days_to_fix(calendar, enquiry.came_in_at, fixed) if fixed is not None else None,
        failed=failed.words if failed is not None else "",
    )
