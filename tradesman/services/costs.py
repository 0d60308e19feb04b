"""Costs of a job against its quote: what it cost and what is left, for the owner's eyes only."""

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlmodel import col, select

from tradesman.book import money
from tradesman.book.cost import Cost, CostKind
from tradesman.book.errors import BookError
from tradesman.book.job import Job
from tradesman.book.quote import Quote
from tradesman.book.store import Session
from tradesman.services import businesses, variations

HOUR = 60  # minutes


@dataclass(frozen=True)
class Balance:
    """Amounts in minor units without tax; the price is None while none is agreed."""

    price_minor: int | None
    reckoned_minor: int
    time_minor: int
    material_minor: int
    minutes: int
    unreckoned: int = 0  # minutes of work that were noted without a cost

    @property
    def cost_minor(self) -> int:
        """What the job has cost so far."""
        return self.time_minor + self.material_minor

    @property
    def left_minor(self) -> int | None:
        """What is left of the price."""
        return None if self.price_minor is None else self.price_minor - self.cost_minor


def of_job(session: Session, job_id: UUID) -> list[Cost]:
    """What went into a job, by its day."""
    query = select(Cost).where(Cost.job_id == job_id).order_by(col(Cost.on), col(Cost.id))
    return list(session.exec(query).all())


def note_time(
    session: Session, job_id: UUID, on: date, minutes: int, words: str = "", *, hour_minor: int | None = None
) -> Cost:
    """Notes time of work, at what an hour costs the owner by the settings; nothing where that is not said.

    `hour_minor` says it, in minor units, and is kept in the settings.
    """
    if hour_minor is not None:
        businesses.change(session, hour_cost_minor=hour_minor)
    cost_minor = _of_time(session, minutes)
    return _note(session, job_id, on, words, kind=CostKind.TIME, minutes=minutes, cost_minor=cost_minor)


def _of_time(session: Session, minutes: int) -> int:
    return money.round_half_away(minutes * (businesses.current(session).hour_cost_minor or 0), HOUR)


def reckon_time(session: Session, job_id: UUID) -> int:
    """Puts what an hour costs to the time that was noted while that was not said; gives how many entries that were."""
    free = [one for one in of_job(session, job_id) if one.kind == CostKind.TIME and not one.cost_minor]
    for one in free:
        one.cost_minor = _of_time(session, one.minutes or 0)
    return len(free)


def note_spent(session: Session, job_id: UUID, on: date, words: str, cost_minor: int, *, material: bool = True) -> Cost:
    """Notes what was paid for material or anything else, in minor units without tax; less than nothing is a return."""
    kind = CostKind.MATERIAL if material else CostKind.OTHER
    return _note(session, job_id, on, words, kind=kind, cost_minor=cost_minor)


def _note(session: Session, job_id: UUID, on: date, words: str, **fields: Any) -> Cost:
    job = session.load(Job, job_id)
    if on > businesses.today(session):
        raise BookError("This day has not come yet. Nothing was saved.")
    cost = Cost(customer_id=job.customer_id, job_id=job.id, on=on, words=words.strip(), **fields)
    cost.check()
    session.add(cost)
    return cost


def remove(session: Session, cost_id: UUID) -> None:
    """Takes an entry out."""
    session.delete(session.load(Cost, cost_id))


def balance(session: Session, job_id: UUID) -> Balance:
    """What the job brings, was reckoned to cost, and has cost so far; agreed variations count."""
    job = session.load(Job, job_id)
    price_minor, reckoned_minor = _agreed(session, job)
    noted = of_job(session, job_id)
    time = [one for one in noted if one.kind == CostKind.TIME]
    return Balance(
        price_minor=price_minor,
        reckoned_minor=reckoned_minor,
        time_minor=sum(one.cost_minor for one in time),
        material_minor=sum(one.cost_minor for one in noted if one.kind != CostKind.TIME),
        minutes=sum(one.minutes or 0 for one in time),
        unreckoned=sum(one.minutes or 0 for one in time if not one.cost_minor),
    )


def _agreed(session: Session, job: Job) -> tuple[int | None, int]:
    """The price without tax, agreed variations in it, and what the quote reckoned the work to cost."""
    quote = session.load(Quote, job.quote_id) if job.quote_id else None
    if quote is None or quote.accepted_option_id is None:
        return None if job.price_minor is None else _net(session, job.price_minor), 0
    option, extras = quote.option(quote.accepted_option_id), quote.accepted_extras
    extra_minor = _net(session, variations.agreed_minor(session, job.id))
    return option.totals(gross=quote.gross, extras=extras).net_minor + extra_minor, option.cost_minor(extras)


def _net(session: Session, minor: int) -> int:
    """An amount with tax as it is without, at today's standard rate."""
    rate_bp = businesses.current(session).tax_bp(businesses.today(session))
    return money.totals([(minor, rate_bp)], gross=True).net_minor
