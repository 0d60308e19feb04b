"""Loose ends: what is closed with a job that ends without its work, and what is still to be settled by its owner."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from tradesman.book.job import Job
from tradesman.book.promise import PromiseState
from tradesman.book.quote import Quote
from tradesman.book.store import Session
from tradesman.services import businesses, costs, followups, materials, payments, promises


@dataclass(frozen=True)
class LooseEnds:
    """How many follow-ups and promises close; what is ordered and not here; the deposit of the quote, if it has one.

    Amounts are in minor units, the deposit with tax, what it cost without. `withdraw_until_on` is the last day on which
    the customer may withdraw, None where no law says so; `in_time` whether that day has not passed.
    """

    followups: int
    promises: int
    ordered: tuple[str, ...]
    deposit_minor: int
    quote_number: str
    cost_minor: int
    withdraw_until_on: date | None
    in_time: bool


def of(session: Session, job_id: UUID) -> LooseEnds:
    """What follows when a job is called off now."""
    job = session.load(Job, job_id)
    open_ones = [one for one in promises.of_job(session, job.id) if one.state == PromiseState.OPEN]
    waiting = [one for one in materials.of_job(session, job.id) if one.ordered_on and one.arrived_on is None]
    quote = session.load(Quote, job.quote_id) if job.quote_id else None
    until_on = job.withdraw_until_on
    return LooseEnds(
        followups=len(followups.of_subject(session, job.id)),
        promises=len(open_ones),
        ordered=tuple(one.words for one in waiting if not one.by_customer),
        deposit_minor=_deposit(quote),
        quote_number=quote.number if quote is not None else "",
        cost_minor=costs.balance(session, job.id).cost_minor,
        withdraw_until_on=until_on,
        in_time=until_on is not None and businesses.today(session) <= until_on,
    )


def _deposit(quote: Quote | None) -> int:
    steps = payments.of(quote) if quote is not None else ()
    if quote is None or quote.accepted_option_id is None or not steps or not steps[0].deposit:
        return 0
    option = quote.option(quote.accepted_option_id)
    total_minor = option.totals(gross=quote.gross, extras=quote.accepted_extras).total_minor
    return payments.amounts(total_minor, steps)[0]
