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
from tradesman.book.pricebook import PriceItem
from tradesman.book.quote import Fault, GivenBy, GivenQuote, Line, Option, Quote, QuoteState
from tradesman.book.store import Session
from tradesman.services import (
    best_value,
    businesses,
    days,
    enquiries,
    payments,
    presentations,
    prices,
    quote_contents,
    quote_copies,
    quotes,
    revising,
    revisions,
    rivals,
    shown_testimonials,
)
from tradesman.services.best_value import Loss, Proposal
from tradesman.services.payments import Step
from tradesman.services.presentations import Paper
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
    """A quote, whose it is, what the customer needs, and what still keeps it from being given.

    `can_say_yes` is whether what the customer has still holds, also while the next revision is a draft;
    `has_old_rates` whether a draft's lines have tax rates that were replaced since it was begun.
    """

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
    can_say_yes: bool
    has_old_rates: bool
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
        faults=_faults(quote, today),
        expired=quote.valid_until_on < today and not quote.is_settled,
        can_say_yes=not quote.is_settled and (revising.holds_until(quote) or date.min) >= today,
        has_old_rates=quote.state == QuoteState.DRAFT and bool(_old_rates(session, quote)),
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


def _faults(quote: Quote, today: date) -> tuple[Fault, ...]:
    passed = quote.state == QuoteState.DRAFT and quote.valid_until_on < today
    return (*quote.faults(), *([Fault("The day until which it was valid has passed.")] if passed else []))


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
    cost_minor = option.cost_minor()
    keeps = totals.net_minor - cost_minor if cost_minor else None
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


def _old_rates(session: Session, quote: Quote) -> dict[UUID, int]:
    """The lines whose rate was in force when the quote was begun and was replaced since, each with today's rate."""
    begun = businesses.calendar(session).local_day(quote.drafted_at)
    rates = quote_contents.taxes(businesses.current(session), begun, businesses.today(session))
    lines = [line for option in quote.options for line in option.lines]
    return {line.id: rates[line.tax_bp] for line in lines if rates.get(line.tax_bp, line.tax_bp) != line.tax_bp}


def use_todays_rates(session: Session, quote_id: UUID) -> Quote:
    """Gives the lines of a draft the tax rates that replaced theirs since it was begun."""
    quote = session.load(Quote, quote_id)
    for line_id, tax_bp in _old_rates(session, quote).items():
        quotes.change_line(session, quote_id, line_id, tax_bp=tax_bp)
    return quote


def note_budget(session: Session, enquiry_id: UUID, budget_minor: int | None) -> Enquiry:
    """Notes what the customer plans to spend, in minor units; None takes it away."""
    if budget_minor is not None and budget_minor < 0:
        raise BookError("A budget is not below nothing. Nothing was changed.")
    enquiry = session.load(Enquiry, enquiry_id)
    enquiry.budget_minor = budget_minor
    return enquiry


def give(
    session: Session, paper: Paper, by: GivenBy, *, rival: tuple[str, int | None, str] | None = None, **rest: Any
) -> GivenQuote:
    """Gives what was shown and notes in the same step whose bid, price in minor units, stands against it.

    `rest` as `presentations.give` takes it.
    """
    given = presentations.give(session, paper, by, **rest)
    if rival is not None:
        quotes.add_rival(session, paper.quote_id, *rival)
    return given


def move_option(
    session: Session, quote_id: UUID, option_id: UUID, place: int, tiers: Sequence[str] = ("Good", "Better", "Best")
) -> Quote:
    """Puts an option at a place; one that is called only by its place is called by the new one."""
    quote = session.load(Quote, quote_id)
    unnamed = [option for option in quote.options if option.title == tiers[option.position - 1]]
    quote_copies.move_option(session, quote_id, option_id, place)
    for option in unnamed:
        option.title = tiers[option.position - 1]
    return quote


def change_line(
    session: Session,
    quote_id: UUID,
    line_id: UUID,
    *,
    to_price_book: bool = False,
    discount_bp: int | None = None,
    **fields: Any,
) -> Line:
    """Changes a line in every part and, if asked, keeps it in the price book for later quotes as well.

    `discount_bp` takes so many hundredths of a percent off what the line comes to then.
    """
    line = quotes.change_line(session, quote_id, line_id, **fields)
    if discount_bp is not None:
        quotes.discount_line(session, quote_id, line_id, discount_bp)
    if to_price_book:
        keep_line(session, quote_id, line_id)
    return line


def keep_line(session: Session, quote_id: UUID, line_id: UUID) -> PriceItem:
    """Keeps a line in the price book for later quotes: as the item it came from, or that of the same words and unit.

    A kit stays as it is; what a line of it came to is kept as an item of its own.
    """
    line = next(line for option in session.load(Quote, quote_id).options for line in option.lines if line.id == line_id)
    fields = {"unit": line.unit, "cost_minor": line.cost_minor, "tax_bp": line.tax_bp}
    known = prices.known_as(session, line.words, line.unit, line.item_id)
    if known is None:
        item = prices.add(session, line.words, line.price_minor, **fields)
    else:
        item = prices.change(session, known.id, words=line.words, price_minor=line.price_minor, **fields)
    line.item_id = item.id
    return item


def change_terms(
    session: Session,
    quote_id: UUID,
    *,
    title: str,
    valid_until_on: date,
    decision_on: date | None,
    decider: str | None = None,
    decides: str | None = None,
    terms: str | None = None,
    steps: Sequence[Step] | None = None,
    shown: Sequence[UUID] | None = None,
) -> Quote:
    """Changes what stands around the options; what is None stays.

    The customer's own decision, when, by whom and by what, is no change of what was offered.
    """
    quote = session.load(Quote, quote_id)
    if not title.strip():
        raise BookError("A quote needs a title. Nothing was changed.")
    wanted = {"title": title.strip(), "valid_until_on": valid_until_on}
    if terms is not None:
        wanted["terms"] = terms.strip()
    if any(getattr(quote, key) != value for key, value in wanted.items()):
        quotes.change(session, quote_id, **wanted)
    if steps is not None:
        payments.set_steps(session, quote_id, steps)
    if shown is not None:
        _show(session, quote, shown)
    revising.fold_back(session, quote)
    decision = (
        decision_on,
        quote.decider if decider is None else decider.strip(),
        quote.decides if decides is None else decides.strip(),
    )
    if (quote.decision_on, quote.decider, quote.decides) != decision:
        quotes.decide_by(session, quote_id, *decision)
    return quote


def _show(session: Session, quote: Quote, wanted: Sequence[UUID]) -> None:
    there = [shown.testimonial_id for shown in quote.shown]
    for said_id in there:
        if said_id not in wanted:
            shown_testimonials.remove(session, quote.id, said_id)
    for said_id in wanted:
        if said_id not in there:
            shown_testimonials.add(session, quote.id, said_id)


def answer(session: Session, need_id: UUID, words: str, short: str) -> Need:
    """Changes an answer; a short label flags it as one that matters."""
    return enquiries.change_need(session, need_id, answer=words, label=short)
