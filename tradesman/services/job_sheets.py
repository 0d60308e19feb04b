"""A job as its page shows it: read in one look, with the short steps that only the page needs."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, tzinfo
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlmodel import col, select

from tradesman.book.customer import ContactKind, Customer, Property
from tradesman.book.errors import BookError
from tradesman.book.finding import Finding
from tradesman.book.followup import FollowUp
from tradesman.book.job import Job
from tradesman.book.partner import Partner, Referral
from tradesman.book.promise import Promise
from tradesman.book.quote import Quote
from tradesman.book.store import Session
from tradesman.services import businesses, findings, followups, jobs, promises, variations


@dataclass(frozen=True)
class FindingRow:
    """Something noticed, and the partner it went to, if it went to one."""

    finding: Finding
    referral: Referral | None
    partner: Partner | None


@dataclass(frozen=True)
class JobSheet:
    """A job, whose it is, what was promised and noticed, and what follows from it.

    `extra_minor` is what the agreed extra work comes to, in minor units with tax.
    """

    job: Job
    customer_id: UUID
    customer: str
    first_name: str
    phone: str
    place: str
    currency: str
    option_title: str
    option_position: int
    promises: tuple[Promise, ...]
    findings: tuple[FindingRow, ...]
    followups: tuple[FollowUp, ...]
    today: date
    zone: tzinfo
    extra_minor: int = 0

    @property
    def finish(self) -> Promise | None:
        """The promised finish that counts."""
        return promises.finish_of(self.promises)

    @property
    def ticked(self) -> int:
        """How many things of the checklist are ticked."""
        return sum(1 for item in self.job.checklist if item.done_at is not None)


def sheet(session: Session, job_id: UUID) -> JobSheet:
    """Everything the job's page shows; BookError when the book no longer has it."""
    job = session.load(Job, job_id)
    customer = session.load(Customer, job.customer_id)
    site = session.get(Property, job.property_id) if job.property_id else None
    title, position = _option(session, job)
    business = businesses.current(session)
    return JobSheet(
        job=job,
        customer_id=customer.id,
        customer=customer.name,
        first_name=customer.greet(),
        phone=customer.first_contact(ContactKind.PHONE),
        place=site.address if site is not None else "",
        currency=business.currency,
        option_title=title,
        option_position=position,
        promises=tuple(promises.of_job(session, job.id)),
        findings=tuple(_findings(session, job.id)),
        followups=tuple(followups.of_subject(session, job.id)),
        today=businesses.today(session),
        zone=ZoneInfo(business.zone),
        extra_minor=variations.agreed_minor(session, job.id),
    )


def _option(session: Session, job: Job) -> tuple[str, int]:
    quote = session.get(Quote, job.quote_id) if job.quote_id else None
    if quote is None or quote.accepted_option_id is None:
        return "", 0
    option = quote.option(quote.accepted_option_id)
    return option.title, option.position


def _findings(session: Session, job_id: UUID) -> list[FindingRow]:
    found = findings.of_job(session, job_id)
    query = (
        select(Referral, Partner)
        .join(Partner, col(Partner.id) == col(Referral.partner_id))
        .where(col(Referral.finding_id).in_([finding.id for finding in found]))
        .order_by(col(Referral.introduced_at))
    )
    sent = {referral.finding_id: (referral, partner) for referral, partner in session.exec(query).all()}
    return [FindingRow(finding, *sent.get(finding.id, (None, None))) for finding in found]


def plan(
    session: Session,
    job_id: UUID,
    first_on: date,
    working_days: int,
    *,
    picked: Sequence[date] = (),
    promised_finish: date | None = None,
    begin_early: bool | None = None,
) -> Job:
    """Plans so many working days from the first on, or the days that were picked; BookError for none or too many.

    The first day counts whatever it is: Sunday work is planned by saying so. `begin_early` notes whether the customer
    wants the work to begin while withdrawing is still possible; None leaves that as it is.
    """
    if not picked and not 0 < working_days <= 250:
        raise BookError("A job takes from 1 to 250 days. Nothing was planned.")
    days = list(picked) or [first_on]
    calendar = businesses.calendar(session)
    while not picked and len(days) < working_days:
        days.append(calendar.next_working_day(days[-1]))
    if begin_early is not None:
        jobs.let_begin_early(session, job_id, wanted=begin_early)
    return jobs.plan(session, job_id, sorted(set(days)), promised_finish)


def longer(session: Session, job_id: UUID, days: int) -> list[date]:
    """The days of a plan with so many working days after its last, as they could be planned; none without a plan."""
    planned = [day.day_on for day in session.load(Job, job_id).days]
    calendar = businesses.calendar(session)
    for _more in range(days if planned else 0):
        planned.append(calendar.next_working_day(planned[-1]))
    return planned
