"""Service calls in figures: how often something came back in a period, and how it was put right."""

from dataclasses import dataclass
from statistics import median

from sqlalchemy import select
from sqlmodel import col

from tradesman.book.enquiry import Enquiry
from tradesman.book.job import Job, JobKind, JobState
from tradesman.book.store import Session
from tradesman.services import businesses
from tradesman.services.scorecard import Period, Share
from tradesman.services.service_calls import days_to_fix


@dataclass(frozen=True)
class ServiceCalls:
    """What came back in a period: how often, how fast and at what cost it was put right.

    Days of the calendar from the call to the end of the work; the cost in minor units. `due` of the share are those
    of which is known who bears them.
    """

    number: int
    median_days: float | None
    cost_to_me_minor: int
    under_guarantee: Share


def service_calls(session: Session, period: Period) -> ServiceCalls:
    """The jobs that put earlier ones right and were asked for in a period, but for those called off."""
    calendar = businesses.calendar(session)
    first, after = period.instants(calendar)
    query = (
        select(col(Enquiry.came_in_at), col(Job.completed_on), col(Job.cost_to_me_minor), col(Job.under_guarantee))
        .join(Enquiry, col(Enquiry.id) == col(Job.enquiry_id))
        .where(
            col(Job.kind) == JobKind.SERVICE_CALL,
            col(Job.state).not_in([JobState.CANCELLED, JobState.WITHDRAWN]),
            col(Enquiry.came_in_at) >= first,
            col(Enquiry.came_in_at) < after,
            *period.whose(Job),
        )
    )
    found = session.execute(query).all()
    done = [days_to_fix(calendar, row.came_in_at, row.completed_on) for row in found if row.completed_on is not None]
    covered = [row.under_guarantee for row in found if row.under_guarantee is not None]
    return ServiceCalls(
        number=len(found),
        median_days=median(done) if done else None,
        cost_to_me_minor=sum(row.cost_to_me_minor or 0 for row in found),
        under_guarantee=Share(sum(covered), len(covered)),
    )
