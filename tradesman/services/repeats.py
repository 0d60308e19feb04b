"""Repeats: the customers with whom there is a reason to get in touch again. Rule: product.md, the journey's last step.

Who is to be left alone, moved away or died is in none of these lists.
"""

from datetime import timedelta
from typing import Any

from sqlmodel import col, func, or_, select

from tradesman.book import clock
from tradesman.book.customer import Customer, Whereabouts
from tradesman.book.enquiry import Enquiry, Stage
from tradesman.book.followup import FollowUp, FollowUpState, Purpose
from tradesman.book.job import Job, JobState
from tradesman.book.store import Session
from tradesman.book.visit import Visit
from tradesman.services import businesses, check_ups
from tradesman.services.decisions import AHEAD

SOON = timedelta(days=60)  # how long before its end a guarantee or a year is looked at
LONG = 24  # months after which a customer was not seen for long


def check_up_due(session: Session) -> Any:
    """Who has a yearly check-up open that is due by then, asked for by the shipped rule or one of the owner's own."""
    query = select(FollowUp.customer_id).join(Customer, col(Customer.id) == col(FollowUp.customer_id))
    until = businesses.today(session) + SOON
    # Few are open: what they are for is looked at only then, not the other way round.
    asked = func.lower(FollowUp.purpose) == Purpose.CHECK_UP.value
    if own := check_ups.rules(session):
        asked = or_(asked, func.lower(FollowUp.rule_key).in_(own))
    return query.where(FollowUp.state == FollowUpState.OPEN, FollowUp.due_on <= until, asked, *_can_be_asked())


def guarantee_ends_soon(session: Session) -> Any:
    """Whose guarantee ends between today and then; the client of a subcontracted job belongs to somebody else."""
    today = businesses.today(session)
    query = select(Job.customer_id).join(Customer, col(Customer.id) == col(Job.customer_id))
    ends = col(Job.guarantee_until_on).between(today, today + SOON)
    return query.where(Job.state == JobState.COMPLETED, ends, ~col(Job.subcontracted), *_can_be_asked())


def not_seen_for_long(session: Session) -> Any:
    """Whose work was completed so long ago, who did not ask for anything since, and with whom nothing is open."""
    today = businesses.today(session)
    since_on = clock.add_months(today, -LONG)
    since_at = session.now - (today - since_on)
    worked = select(Job.customer_id).join(Customer, col(Customer.id) == col(Job.customer_id))
    query = worked.where(
        col(Job.completed_on) < since_on, Job.state == JobState.COMPLETED, ~col(Job.subcontracted), *_can_be_asked()
    )
    lately = (
        select(Job.customer_id).where(col(Job.completed_on) >= since_on),
        select(Job.customer_id).where(col(Job.state).in_([JobState.PLANNED, JobState.IN_PROGRESS, JobState.PAUSED])),
        select(Enquiry.customer_id).where(Enquiry.came_in_at >= since_at),
        select(Enquiry.customer_id).where(col(Enquiry.stage).in_([Stage.ENQUIRY, Stage.VISIT, Stage.QUOTED])),
        select(Visit.customer_id).where(col(Visit.state).in_(AHEAD)),
    )
    return query.except_(*lately)


def _can_be_asked() -> tuple[Any, ...]:
    return ~col(Customer.do_not_contact), col(Customer.whereabouts) == Whereabouts.HERE
