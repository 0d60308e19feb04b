"""Best value: which option answers the needs best and why, what each step up costs and what it must not lose."""

from dataclasses import dataclass
from itertools import pairwise
from uuid import UUID

from tradesman.book.enquiry import Enquiry
from tradesman.book.quote import Option, Quote
from tradesman.book.store import Session


@dataclass(frozen=True)
class Proposal:
    """The option that is proposed, and what speaks for it.

    `met` of `needs` are flagged needs; `others_meet` is the most that another option meets. `under_minor` is how far
    the total stays below the budget, None where no budget is known or the total is above it.
    """

    option_id: UUID
    place: int
    met: int
    needs: int
    others_meet: int
    under_minor: int | None
    cheapest: bool


@dataclass(frozen=True)
class Step:
    """What the next option costs more than this one, in minor units; below zero where it is cheaper."""

    option_id: UUID
    next_id: UUID
    minor: int


@dataclass(frozen=True)
class Loss:
    """Needs that a dearer option does not meet, although a cheaper one does."""

    option_id: UUID
    than_id: UUID
    needs: tuple[UUID, ...]


def proposed(session: Session, quote_id: UUID) -> Proposal | None:
    """The option that meets most needs, the budget being one of them; of equals, the cheaper. None with one option."""
    quote = session.load(Quote, quote_id)
    return proposal(quote, session.load(Enquiry, quote.enquiry_id))


def proposal(quote: Quote, enquiry: Enquiry) -> Proposal | None:
    """As `proposed`, of what is loaded already. Rule: product.md, Quote."""
    if len(quote.options) < 2:
        return None
    needs = [need.id for need in enquiry.needs if need.flagged]
    totals = {option.id: _total(quote, option) for option in quote.options}
    met = {option.id: sum(option.meets(need) for need in needs) for option in quote.options}
    budget = enquiry.budget_minor

    def rank(option: Option) -> tuple[int, int]:
        within = budget is not None and totals[option.id] <= budget
        return met[option.id] + within, -totals[option.id]

    best = max(quote.in_order, key=rank)
    total = totals[best.id]
    return Proposal(
        option_id=best.id,
        place=best.position,
        met=met[best.id],
        needs=len(needs),
        others_meet=max(count for option_id, count in met.items() if option_id != best.id),
        under_minor=budget - total if budget is not None and total <= budget else None,
        cheapest=total == min(totals.values()),
    )


def steps(quote: Quote) -> tuple[Step, ...]:
    """From each option to the next by their places: what it costs more."""
    order = quote.in_order
    return tuple(Step(here.id, there.id, _total(quote, there) - _total(quote, here)) for here, there in pairwise(order))


def losses(quote: Quote, enquiry: Enquiry) -> tuple[Loss, ...]:
    """Where a dearer option gives up what a cheaper one has, each need once, against the cheapest that has it."""
    flagged = [need.id for need in enquiry.needs if need.flagged]
    cheapest_first = sorted(quote.in_order, key=lambda option: _total(quote, option))
    found = []
    for place, dearer in enumerate(cheapest_first):
        lost = [need for need in flagged if not dearer.meets(need)]
        for cheaper in cheapest_first[:place]:
            if _total(quote, cheaper) == _total(quote, dearer):
                continue
            here = tuple(need for need in lost if cheaper.meets(need))
            lost = [need for need in lost if need not in here]
            if here:
                found.append(Loss(dearer.id, cheaper.id, here))
    return tuple(found)


def _total(quote: Quote, option: Option) -> int:
    return option.totals(gross=quote.gross).total_minor
