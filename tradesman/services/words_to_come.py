"""Words to come: whom to ask for a few words, and who was asked and has not answered yet."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import null, type_coerce, union_all
from sqlmodel import col, func, or_, select

from tradesman.book.customer import Customer, Whereabouts
from tradesman.book.followup import FollowUp, FollowUpState, Purpose
from tradesman.book.job import Job
from tradesman.book.message import Message
from tradesman.book.outbox import MAY_HAVE_LEFT, OutgoingMail
from tradesman.book.store import Session
from tradesman.book.testimonial import Feedback, Testimonial
from tradesman.services import businesses, complaints
from tradesman.services.messages import Occasion

ASKS = (str(Occasion.ASK_WORDS), str(Purpose.THREE_MONTHS))  # the messages that ask for words
WAITS = timedelta(days=180)  # after that nobody answers any more
_NOT_LEFT = select(OutgoingMail.message_id).where(col(OutgoingMail.state).not_in(MAY_HAVE_LEFT))


@dataclass(frozen=True)
class AskRow:
    """A customer to ask: three months after a job."""

    followup_id: UUID
    customer_id: UUID
    customer: str
    job_id: UUID
    job: str
    done_on: date | None
    due_on: date


@dataclass(frozen=True)
class WaitingRow:
    """A customer whose words are waited for; `said_yes` tells that they may be quoted and only the words lack."""

    customer_id: UUID
    customer: str
    job_id: UUID | None
    job: str
    asked_on: date
    said_yes: bool


def to_ask(session: Session) -> list[AskRow]:
    """The calls three months on that are due and not put off, the longest due first.

    An open complaint holds them back. Rule: product.md, Follow-ups.
    """
    query = (
        select(FollowUp, Customer, Job)
        .join(Customer, col(Customer.id) == col(FollowUp.customer_id))
        .join(Job, col(Job.id) == col(FollowUp.subject_id))
        .where(
            FollowUp.purpose == Purpose.THREE_MONTHS,
            FollowUp.state == FollowUpState.OPEN,
            col(FollowUp.due_on) <= businesses.today(session),
            or_(col(FollowUp.snoozed_until).is_(None), col(FollowUp.snoozed_until) <= session.now),
        )
        .order_by(col(FollowUp.due_on), col(FollowUp.id))
    )
    unhappy = complaints.open_customers(session)
    return [
        AskRow(found.id, customer.id, customer.name, job.id, job.title, job.completed_on, found.due_on)
        for found, customer, job in session.exec(query).all()
        if customer.id not in unhappy
    ]


def waiting(session: Session) -> list[WaitingRow]:
    """Who was asked by message, or said on the phone that they may be quoted, and gave no words since; newest first.

    One row for one person. Who is left alone, or was asked half a year ago, is not waited for.
    """
    since = session.now - WAITS
    newest: dict[UUID, tuple[datetime, UUID | None, bool]] = {}
    for customer_id, at, job_id, said_yes in (*_written_to(session, since), *_said_yes(session, since)):
        if customer_id not in newest or at > newest[customer_id][0]:
            newest[customer_id] = (at, job_id, said_yes)
    calendar, given, unhappy = businesses.calendar(session), _given(session, newest), complaints.open_customers(session)
    rows = []
    for customer in session.exec(select(Customer).where(col(Customer.id).in_(list(newest)))).all():
        at, job_id, said_yes = newest[customer.id]
        on = calendar.local_day(at)
        left_alone = customer.do_not_contact or customer.whereabouts == Whereabouts.DIED or customer.id in unhappy
        if not left_alone and (customer.id not in given or given[customer.id] < on):
            job = session.get(Job, job_id) if job_id is not None else None
            title = job.title if job is not None else ""
            rows.append(WaitingRow(customer.id, customer.name, job.id if job else None, title, on, said_yes))
    return sorted(rows, key=lambda row: (row.asked_on, row.customer), reverse=True)


def _written_to(session: Session, since: datetime) -> Iterator[tuple[UUID, datetime, UUID | None, bool]]:
    """Whom a message asked, when, and after which job; a mail that has not left asked nobody."""
    query = (
        select(Message.customer_id, Message.sent_at, FollowUp.subject_id)
        .outerjoin(FollowUp, col(FollowUp.id) == col(Message.followup_id))
        .where(
            col(Message.sent_at) >= since,
            or_(col(Message.occasion).in_(ASKS), FollowUp.purpose == Purpose.THREE_MONTHS),
            col(Message.id).not_in(_NOT_LEFT),
        )
    )
    for customer_id, at, subject_id in session.exec(query).all():
        yield customer_id, at, subject_id, False


def _said_yes(session: Session, since: datetime) -> Iterator[tuple[UUID, datetime, UUID | None, bool]]:
    """Who may be quoted and has said nothing to quote yet."""
    yes = col(Feedback.may_quote).is_(True)
    query = select(Feedback).where(col(Feedback.at) >= since, yes, Feedback.words == "")
    for feedback in session.exec(query).all():
        yield feedback.customer_id, feedback.at, feedback.job_id, True


def _given(session: Session, customers: dict[UUID, tuple[datetime, UUID | None, bool]]) -> dict[UUID, date]:
    """The day of the newest words of each customer."""
    query = (
        select(Testimonial.customer_id, func.max(Testimonial.said_on))
        .where(col(Testimonial.customer_id).in_(list(customers)))
        .group_by(col(Testimonial.customer_id))
    )
    return dict(session.exec(query).all())


def questions() -> Any:
    """Each time words were asked for: whom, when, on which call, after which job.

    That is on every call three months on that was made, and by every message beside it; a mail that has not left asked
    nobody. Of a message that is no such call, `followup_id` and `job_id` are None. Rule: product.md, Follow-ups.
    """
    by_mail = select(Message.followup_id).where(col(Message.followup_id).is_not(None), col(Message.id).in_(_NOT_LEFT))
    called: Any = select(
        col(FollowUp.customer_id).label("customer_id"),
        col(FollowUp.settled_at).label("at"),
        col(FollowUp.id).label("followup_id"),
        col(FollowUp.subject_id).label("job_id"),
    ).where(
        FollowUp.purpose == Purpose.THREE_MONTHS, FollowUp.state == FollowUpState.DONE, col(FollowUp.id).not_in(by_mail)
    )
    an_id: Any = col(FollowUp.id)
    none = type_coerce(null(), an_id.type)
    written = (
        select(col(Message.customer_id), col(Message.sent_at), none, none)
        .outerjoin(FollowUp, col(FollowUp.id) == col(Message.followup_id))
        .where(
            col(Message.occasion).in_(ASKS),
            or_(col(FollowUp.id).is_(None), FollowUp.purpose != Purpose.THREE_MONTHS),
            col(Message.id).not_in(_NOT_LEFT),
        )
    )
    return union_all(called, written)


def asked(session: Session) -> int:
    """How many times words were asked for."""
    found: int = session.execute(select(func.count()).select_from(questions().subquery())).scalar_one()
    return found
