"""Service calls in figures: how often something came back in a period, and how it was put right."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlmodel import col

from tradesman.book.clock import Calendar
from tradesman.book.enquiry import Enquiry
from tradesman.book.job import Job, JobKind
from tradesman.book.pricebook import PriceItem
from tradesman.book.store import Session
from tradesman.services import businesses, jobs
from tradesman.services.scorecard import Period, Share, median
from tradesman.services.service_calls import days_to_fix


@dataclass(frozen=True)
class CallCase:
    """One service call behind the figures: whose, the job, the day when it came in, and what is known of it.

    What nobody has noted is None; cost in minor units, days of the calendar, `failed` an item of the price book.
    """

    customer_id: UUID
    job_id: UUID
    on: date
    days_to_fix: int | None
    cost_to_me_minor: int | None
    under_guarantee: bool | None
    fixed_by_me: bool | None
    failed_item_id: UUID | None


@dataclass(frozen=True)
class FailedItem:
    """An item of the price book that failed, and the service calls behind it."""

    item_id: UUID
    words: str
    cases: tuple[CallCase, ...]


@dataclass(frozen=True)
class ServiceCalls:
    """What came back in a period, by the day: how often, how fast and at what cost it was put right.

    Each share is of those of which it is known: who bears them, who put them right. The items that failed most often
    come first.
    """

    cases: tuple[CallCase, ...]
    failed: tuple[FailedItem, ...]

    @property
    def number(self) -> int:
        """How many there were."""
        return len(self.cases)

    @property
    def median_days(self) -> float | None:
        """Days of the calendar from the call to the end of the work; None while fewer than five are done."""
        return median([case.days_to_fix for case in self.cases if case.days_to_fix is not None])

    @property
    def put_right(self) -> int:
        """Of how many the work is done."""
        return sum(case.days_to_fix is not None for case in self.cases)

    @property
    def cost_to_me_minor(self) -> int:
        """What they cost me together, in minor units."""
        return sum(case.cost_to_me_minor or 0 for case in self.cases)

    @property
    def under_guarantee(self) -> Share:
        """How many I bear."""
        return _share([case.under_guarantee for case in self.cases])

    @property
    def fixed_by_me(self) -> Share:
        """How many I put right myself."""
        return _share([case.fixed_by_me for case in self.cases])


def _share(said: list[bool | None]) -> Share:
    known = [one for one in said if one is not None]
    return Share(sum(known), len(known))


def service_calls(session: Session, period: Period) -> ServiceCalls:
    """The jobs that put earlier ones right and were asked for in a period, but for those called off."""
    calendar = businesses.calendar(session)
    first, after = period.instants(calendar)
    held = map(col, (Job.customer_id, Job.cost_to_me_minor, Job.under_guarantee, Job.fixed_by_me, Job.failed_item_id))
    query = (
        select(col(Job.id), col(Enquiry.came_in_at), col(Job.completed_on), col(PriceItem.words), *held)
        .join(Enquiry, col(Enquiry.id) == col(Job.enquiry_id))
        .outerjoin(PriceItem, col(PriceItem.id) == col(Job.failed_item_id))
        .where(
            col(Job.kind) == JobKind.SERVICE_CALL,
            col(Job.state).not_in(list(jobs.CALLED_OFF)),
            col(Enquiry.came_in_at) >= first,
            col(Enquiry.came_in_at) < after,
            *period.whose(Job),
        )
        .order_by(col(Enquiry.came_in_at), col(Job.id))
    )
    found = session.execute(query).all()
    cases = tuple(_case(calendar, row) for row in found)
    return ServiceCalls(cases, _failed(cases, {row.failed_item_id: row.words for row in found}))


def _case(calendar: Calendar, row: Any) -> CallCase:
    done_on = row.completed_on
    return CallCase(
        customer_id=row.customer_id,
        job_id=row.id,
        on=calendar.local_day(row.came_in_at),
        days_to_fix=days_to_fix(calendar, row.came_in_at, done_on) if done_on is not None else None,
        cost_to_me_minor=row.cost_to_me_minor,
        under_guarantee=row.under_guarantee,
        fixed_by_me=row.fixed_by_me,
        failed_item_id=row.failed_item_id,
    )


def _failed(cases: tuple[CallCase, ...], words: dict[UUID, str]) -> tuple[FailedItem, ...]:
    by_item: defaultdict[UUID, list[CallCase]] = defaultdict(list)
    for case in cases:
        if case.failed_item_id is not None:
            by_item[case.failed_item_id].append(case)
    found = [FailedItem(item_id, words[item_id], tuple(some)) for item_id, some in by_item.items()]
    return tuple(sorted(found, key=lambda item: (-len(item.cases), item.words.casefold())))
