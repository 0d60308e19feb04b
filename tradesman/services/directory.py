"""The directory: customers by name, or by anything one remembers of them, as one types."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from uuid import UUID

from sqlmodel import col, func, select

from tradesman.book import search
from tradesman.book.customer import ContactKind, Customer
from tradesman.book.enquiry import Enquiry, Stage
from tradesman.book.followup import FollowUp, FollowUpState, Purpose
from tradesman.book.job import Job, JobState
from tradesman.book.store import Session


class Standing(StrEnum):
    """Where a customer stands on the journey, by the newest enquiry."""

    ENQUIRY = "enquiry"
    VISIT_BOOKED = "visit_booked"
    QUOTED = "quoted"
    SCHEDULED = "scheduled"
    IN_PROGRESS = "in_progress"
    DONE = "done"
    FOLLOWED_UP = "followed_up"
    WIN_BACK = "win_back"
    CLOSED = "closed"


_BY_STAGE = {
    Stage.ENQUIRY: Standing.ENQUIRY,
    Stage.VISIT: Standing.VISIT_BOOKED,
    Stage.QUOTED: Standing.QUOTED,
    Stage.WON: Standing.SCHEDULED,
    Stage.LOST: Standing.WIN_BACK,
    Stage.DECLINED: Standing.CLOSED,
    Stage.ANSWERED: Standing.CLOSED,
    Stage.SPAM: Standing.CLOSED,
}
_BY_JOB = {
    JobState.PLANNED: Standing.SCHEDULED,
    JobState.IN_PROGRESS: Standing.IN_PROGRESS,
    JobState.PAUSED: Standing.IN_PROGRESS,
    JobState.COMPLETED: Standing.DONE,
    JobState.CANCELLED: Standing.CLOSED,
    JobState.WITHDRAWN: Standing.CLOSED,
}


@dataclass(frozen=True)
class CustomerRow:
    """A customer as the list shows it; `worth_minor` is the gross sum of the jobs, None without one."""

    id: UUID
    name: str
    address: str
    phone: str
    standing: Standing | None
    next_purpose: Purpose | None
    next_on: date | None
    worth_minor: int | None
    jobs: int
    do_not_contact: bool
    matched: str = ""


def count(session: Session, words: str = "") -> int:
    """How many customers there are, or were found."""
    if words.strip():
        return len(_found(session, words))
    return session.exec(select(func.count()).select_from(Customer)).one()


def _found(session: Session, words: str) -> dict[UUID, str]:
    """Customers that are found, with the words that matched, best first."""
    typed = words.strip()
    if len(typed) == 1:  # one letter would touch most of the index: the start of the name is meant
        query = select(Customer.id, Customer.name).where(func.lower(Customer.name).like(f"{typed.lower()}%"))
        return {row_id: "" for row_id, _ in session.exec(query.order_by(func.lower(Customer.name)).limit(200)).all()}
    found: dict[UUID, str] = {}
    for hit in search.find(session, typed):
        found.setdefault(hit.customer_id, "" if hit.entity == "customer" else hit.title)
    return found


def page(session: Session, words: str = "", offset: int = 0, limit: int = 100) -> list[CustomerRow]:
    """One page of the customers by name, or of those in whom everything that was typed is found."""
    matched: dict[UUID, str] = {}
    if words.strip():
        matched = _found(session, words)
        ids = list(matched)[offset : offset + limit]
        found = session.exec(select(Customer).where(col(Customer.id).in_(ids))).all()
        customers = sorted(found, key=lambda customer: ids.index(customer.id))
    else:
        query = select(Customer).order_by(func.lower(Customer.name), col(Customer.id)).offset(offset).limit(limit)
        customers = list(session.exec(query).all())
    return _rows(session, customers, matched)


def row(session: Session, customer_id: UUID) -> CustomerRow:
    """One customer as the list shows it."""
    return _rows(session, [session.load(Customer, customer_id)], {})[0]


def _rows(session: Session, customers: list[Customer], matched: dict[UUID, str]) -> list[CustomerRow]:
    ids = [customer.id for customer in customers]
    standing = _standings(session, ids)
    worth = dict.fromkeys(ids, (0, 0))
    jobs = select(Job.customer_id, func.count(), func.sum(func.coalesce(Job.price_minor, 0))).where(
        col(Job.customer_id).in_(ids), col(Job.state).not_in([JobState.CANCELLED, JobState.WITHDRAWN])
    )
    for customer_id, number, total in session.exec(jobs.group_by(col(Job.customer_id))).all():
        worth[customer_id] = (number, int(total))
    upcoming: dict[UUID, FollowUp] = {}
    query = select(FollowUp).where(col(FollowUp.customer_id).in_(ids), FollowUp.state == FollowUpState.OPEN)
    for found in session.exec(query.order_by(col(FollowUp.due_on).desc())).all():
        upcoming[found.customer_id] = found
    return [
        CustomerRow(
            id=customer.id,
            name=customer.name,
            address=customer.properties[0].address if customer.properties else "",
            phone=customer.first_contact(ContactKind.PHONE),
            standing=standing.get(customer.id),
            next_purpose=upcoming[customer.id].purpose if customer.id in upcoming else None,
            next_on=upcoming[customer.id].due_on if customer.id in upcoming else None,
            worth_minor=worth[customer.id][1] if worth[customer.id][0] else None,
            jobs=worth[customer.id][0],
            do_not_contact=customer.do_not_contact,
            matched=matched.get(customer.id, ""),
        )
        for customer in customers
    ]


def _standings(session: Session, ids: list[UUID]) -> dict[UUID, Standing]:
    newest: dict[UUID, Enquiry] = {}
    enquiries = select(Enquiry).where(col(Enquiry.customer_id).in_(ids)).order_by(col(Enquiry.came_in_at))
    for enquiry in session.exec(enquiries).all():
        newest[enquiry.customer_id] = enquiry
    standing = {customer_id: _BY_STAGE[enquiry.stage] for customer_id, enquiry in newest.items()}
    jobs = select(Job).where(col(Job.enquiry_id).in_([enquiry.id for enquiry in newest.values()]))
    jobs_by_id = {}
    for job in session.exec(jobs.order_by(col(Job.agreed_on))).all():
        standing[job.customer_id] = _BY_JOB[job.state]
        jobs_by_id[job.id] = job
    asked = select(FollowUp.customer_id).where(
        col(FollowUp.subject_id).in_(list(jobs_by_id)),
        FollowUp.purpose == Purpose.THREE_MONTHS,
        FollowUp.state == FollowUpState.DONE,
    )
    for customer_id in session.exec(asked).all():
        if standing[customer_id] == Standing.DONE:
            standing[customer_id] = Standing.FOLLOWED_UP
    return standing
