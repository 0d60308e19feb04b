"""Decisions: enquiries, quotes and jobs that lack a next step, which only the owner can choose, and open complaints."""

from enum import StrEnum
from typing import Any
from uuid import UUID

from sqlalchemy import exists
from sqlmodel import col, select

from tradesman.book.customer import Customer
from tradesman.book.enquiry import CLOSED, Enquiry, Stage
from tradesman.book.followup import FollowUp, FollowUpState, Purpose
from tradesman.book.job import Job, JobState
from tradesman.book.quote import Quote, QuoteState
from tradesman.book.testimonial import Complaint
from tradesman.book.visit import Visit, VisitState
from tradesman.services import complaints

AHEAD = (VisitState.BOOKED, VisitState.CONFIRMED, VisitState.ARRIVED)


class Decision(StrEnum):
    """What only the owner can see to: what is to be put right, a next step that is missing, material, a thank-you."""

    PUT_RIGHT = "put_right"
    NEXT_STEP = "next_step"
    WRITE_QUOTE = "write_quote"
    GIVE_QUOTE = "give_quote"
    RENEW_QUOTE = "renew_quote"
    PLAN_JOB = "plan_job"
    LATE_MATERIAL = "late_material"
    THANK = "thank"


def concerning(kind: type[Any], customer_id: UUID | None) -> list[Any]:
    """The condition that a row is about one customer; none when it is about everybody."""
    return [] if customer_id is None else [kind.customer_id == customer_id]


def undecided(customer_id: UUID | None) -> dict[Decision, Any]:
    """What finds the subjects that lack a next step, by the decision that is missing, with their customers.

    A complaint is asked about while nothing else that is owed stands for it. Rule: product.md, Complaint.
    """
    ahead = exists().where(col(Visit.enquiry_id) == Enquiry.id, col(Visit.state).in_(AHEAD))
    enquiries = select(Enquiry, Customer).join(Customer, col(Customer.id) == col(Enquiry.customer_id))
    owed = exists().where(
        col(FollowUp.subject_id) == Enquiry.id,
        col(FollowUp.purpose) == Purpose.CALL_BACK,
        col(FollowUp.state) == FollowUpState.OPEN,
    )
    reached = enquiries.where(Enquiry.stage == Stage.ENQUIRY, ~owed, *concerning(Enquiry, customer_id))
    seen = enquiries.where(Enquiry.stage == Stage.VISIT, ~ahead, *concerning(Enquiry, customer_id))
    drafts = (
        select(Quote, Customer)
        .join(Customer, col(Customer.id) == col(Quote.customer_id))
        .join(Enquiry, col(Enquiry.id) == col(Quote.enquiry_id))
        .where(Quote.state == QuoteState.DRAFT, col(Enquiry.stage).not_in(CLOSED), *concerning(Quote, customer_id))
    )
    asked = exists().where(col(FollowUp.subject_id) == Quote.id, col(FollowUp.state) == FollowUpState.OPEN)
    unasked = (
        select(Quote, Customer)
        .join(Customer, col(Customer.id) == col(Quote.customer_id))
        .join(Enquiry, col(Enquiry.id) == col(Quote.enquiry_id))
        .where(Quote.state == QuoteState.GIVEN, col(Enquiry.stage).not_in(CLOSED))
        .where(~asked, *concerning(Quote, customer_id))
    )
    return {
        Decision.PUT_RIGHT: _unhappy(customer_id),
        Decision.NEXT_STEP: reached,
        Decision.WRITE_QUOTE: seen,
        Decision.GIVE_QUOTE: drafts,
        Decision.RENEW_QUOTE: unasked,
        Decision.PLAN_JOB: _unplanned(customer_id),
    }


def _unhappy(customer_id: UUID | None) -> Any:
    return (
        select(Complaint, Customer)
        .join(Customer, col(Customer.id) == col(Complaint.customer_id))
        .where(complaints.unanswered(), *concerning(Complaint, customer_id))
    )


def _unplanned(customer_id: UUID | None) -> Any:
    return (
        select(Job, Customer)
        .join(Customer, col(Customer.id) == col(Job.customer_id))
        .where(Job.state == JobState.PLANNED, col(Job.starts_on).is_(None), *concerning(Job, customer_id))
    )
