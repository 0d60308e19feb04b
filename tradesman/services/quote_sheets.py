"""A quote as its page shows it: read in one look, with the short steps that only the page needs."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any
from uuid import UUID

from sqlmodel import select

from tradesman.book import money
from tradesman.book.customer import Customer, Property
from tradesman.book.enquiry import Enquiry, Need
from tradesman.book.errors import BookError
from tradesman.book.job import Job
from tradesman.book.quote import Fault, GivenBy, GivenQuote, Line, Option, Quote, QuoteState
from tradesman.book.store import Session
from tradesman.services import (
    best_value,
    businesses,
    days,
    enquiries,
    payments,
    prices,
    quotes,
    revisions,
    rivals,
    shown_testimonials,
)
from tradesman.services.best_value import Loss, Proposal
from tradesman.services.payments import Step
from tradesman.services.revisions import Changes, GivenRow
from tradesman.services.rivals import Against
from tradesman.services.shown_testimonials import SaidRow


@dataclass(frozen=True)
class OptionSheet:
    """One option with its totals; `keeps_minor` is net less cost, None while no cost is noted.

    `payments` is what each step of the payment comes to, `next_minor` what the next option costs more, None for the
    last, `loses` the needs that it does not meet although a cheaper option does.
    """

    option: Option
    totals: money.Totals
    met: frozenset[UUID]
    keeps_minor: int | None
    payments: tuple[int, ...] = ()
    next_minor: int | None = None
    loses: tuple[Loss, ...] = ()

    @property
    def keeps_percent(self) -> int:
        """What is kept, in whole percent of the net price."""
        return money.round_half_away((self.keeps_minor or 0) * 100, self.totals.net_minor or 1)


@dataclass(frozen=True)
class QuoteSheet:
    """A quote, whose it is, what the customer needs, and what still keeps it from being given."""

    quote: Quote
    customer_id: UUID
    customer: str
    first_name: str
    place: str
    enquiry_id: UUID
    budget_minor: int | None
    needs: tuple[Need, ...]
    options: tuple[OptionSheet, ...]
    proposal: Proposal | None
    faults: tuple[Fault, ...]
    expired: bool
    job_id: UUID | None
    tax_label: str
    today: date
    free_on: tuple[date, ...]
    payments: tuple[Step, ...]
    offered_payments: tuple[Step, ...]
    shown: tuple[SaidRow, ...]
    against: tuple[Against, ...]
    given: tuple[GivenRow, ...]
    changes: Changes | None

    @property
    def proposed_id(self) -> UUID | None:
        """The option that is proposed as the best value."""
        return self.proposal.option_id if self.proposal is not None else None

    @property
    def overruled(self) -> bool:
        """Whether the owner marked another option as the best value than the one that is proposed."""
        best = self.quote.best_value
        return best is not None and self.proposal is not None and best.id != self.proposal.option_id

    @property
    def missing(self) -> tuple[str, ...]:
        """What keeps the quote from being given, in sentences."""
        return tuple(fault.words for fault in self.faults)

    @property
    def deposit(self) -> Step | None:
        """What is due on acceptance."""
        return next((step for step in self.payments if step.deposit), None)

    @property
    def left_out(self) -> tuple[SaidRow, ...]:
        """The testimonials that giving leaves out, since their customers do not allow them to be printed any more."""
        return tuple(said for said in self.shown if not said.allowed)

    @property
    def flagged(self) -> tuple[Need, ...]:
        """The needs that options meet or not."""
        return tuple(need for need in self.needs if need.flagged)


def sheet(session: Session, quote_id: UUID) -> QuoteSheet:
    """Everything the quote's page shows; BookError when the book no longer has it."""
    quote = session.load(Quote, quote_id)
    customer = session.load(Customer, quote.customer_id)
    enquiry = session.load(Enquiry, quote.enquiry_id)
    site = session.get(Property, quote.property_id) if quote.property_id else None
    job = session.exec(select(Job).where(Job.quote_id == quote.id)).first()
    today = businesses.today(session)
    steps = payments.of(quote)
    return QuoteSheet(
        quote=quote,
        customer_id=customer.id,
        customer=customer.name,
        first_name=customer.greet(),
        place=site.address if site is not None else "",
        enquiry_id=enquiry.id,
        budget_minor=enquiry.budget_minor,
        needs=tuple(enquiry.needs),
        options=_options(quote, enquiry, steps),
        proposal=best_value.proposal(quote, enquiry) if _is_countable(quote) else None,
        faults=tuple(quote.faults()),
        expired=quote.expired(today),
        job_id=job.id if job is not None else None,
        tax_label=businesses.current(session).tax_label,
        today=today,
        free_on=tuple(days.first_free(session)),
        payments=steps,
        offered_payments=() if steps else payments.last_used(session),
        shown=shown_testimonials.of(session, quote),
        against=rivals.of(quote),
        given=tuple(revisions.rows(session, quote.id)),
        changes=revisions.since_given(session, quote) if quote.state == QuoteState.DRAFT else None,
    )


def _is_countable(quote: Quote) -> bool:
    """Whether every option has a price; nothing is proposed, and no price compared, before there is one."""
    return all(any(not line.extra for line in option.lines) for option in quote.options)


def _options(quote: Quote, enquiry: Enquiry, steps: Sequence[Step]) -> tuple[OptionSheet, ...]:
    countable = _is_countable(quote)
    dearer = {step.option_id: step.minor for step in best_value.steps(quote)} if countable else {}
    losses = best_value.losses(quote, enquiry) if countable else ()
    return tuple(
        replace(
            _option(option, gross=quote.gross, steps=steps),
            next_minor=dearer.get(option.id),
            loses=tuple(loss for loss in losses if loss.option_id == option.id),
        )
        for option in quote.in_order
    )


def _option(option: Option, *, gross: bool, steps: Sequence[Step]) -> OptionSheet:
    totals = option.totals(gross=gross)
    costs = [money.line_net(line.quantity_thousandths, line.cost_minor) for line in option.lines if not line.extra]
    keeps = totals.net_minor - sum(costs) if any(costs) else None
    met = frozenset(met.need_id for met in option.needs_met)
    return OptionSheet(option, totals, met, keeps, tuple(payments.amounts(totals.total_minor, steps)))


def add_options(session: Session, quote_id: UUID, options: Sequence[tuple[int, str]]) -> list[Option]:
    """Adds options at their places, 1 to 3, each under a title; a place that was freed is filled again."""
    made = []
    for position, title in options:
        option = quotes.add_option(session, quote_id, title)
        option.position = position
        made.append(option)
    return made


def note_budget(session: Session, enquiry_id: UUID, budget_minor: int | None) -> Enquiry:
    """Notes what the customer plans to spend, in minor units; None takes it away."""
    enquiry = session.load(Enquiry, enquiry_id)
    enquiry.budget_minor = budget_minor
    return enquiry


def give(
    session: Session,
    quote_id: UUID,
    by: GivenBy,
    *,
    decision_on: date | None,
    decider: str,
    rival: tuple[str, int | None, str] | None = None,
) -> GivenQuote:
    """Gives the quote and notes in the same step whose bid, price in minor units, stands against it."""
    if rival is not None:
        quotes.add_rival(session, quote_id, *rival)
    return quotes.give(session, quote_id, by, decision_on=decision_on, decider=decider)


def change_line(session: Session, quote_id: UUID, line_id: UUID, *, to_price_book: bool, **fields: Any) -> Line:
    """Changes a line in every part and, if asked, keeps it in the price book for later quotes as well."""
    line = quotes.change_line(session, quote_id, line_id, **fields)
    if to_price_book:
        rest = {"unit": line.unit, "cost_minor": line.cost_minor, "tax_bp": line.tax_bp}
        prices.add(session, line.words, line.price_minor, **rest)
    return line


def change_terms(
    session: Session, quote_id: UUID, *, title: str, valid_until_on: date, decision_on: date | None
) -> Quote:
    """Changes the title and the days; the customer's own decision day is no change of what was offered."""
    quote = session.load(Quote, quote_id)
    if not title.strip():
        raise BookError("A quote needs a title. Nothing was changed.")
    if (quote.title, quote.valid_until_on) != (title.strip(), valid_until_on):
        quotes.change(session, quote_id, title=title.strip(), valid_until_on=valid_until_on)
    if quote.decision_on != decision_on:
        quotes.decide_by(session, quote_id, decision_on)
    return quote


def answer(session: Session, need_id: UUID, words: str, short: str) -> Need:
    """Changes an answer; a short label flags it as one that matters."""
    return enquiries.change_need(session, need_id, answer=words, label=short)
