"""A quote as its page shows it: read in one look, with the short steps that only the page needs."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlmodel import select

from tradesman.book import money
from tradesman.book.customer import Customer, Property
from tradesman.book.enquiry import Enquiry, Need
from tradesman.book.errors import BookError
from tradesman.book.job import Job
from tradesman.book.quote import GivenBy, GivenQuote, Line, Option, Quote
from tradesman.book.store import Session
from tradesman.services import businesses, enquiries, prices, quotes


@dataclass(frozen=True)
class OptionSheet:
    """One option with its totals; `keeps_minor` is net less cost, None while no cost is noted."""

    option: Option
    totals: money.Totals
    met: frozenset[UUID]
    keeps_minor: int | None

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
    proposed_id: UUID | None
    missing: tuple[str, ...]
    expired: bool
    job_id: UUID | None
    tax_label: str
    today: date

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
    # A discount on an option without a line cannot be counted, so nothing is proposed before there is one.
    countable = all(option.lines or not option.discount_minor for option in quote.options)
    proposed = quotes.proposed_best_value(session, quote.id) if countable else None
    job = session.exec(select(Job).where(Job.quote_id == quote.id)).first()
    today = businesses.today(session)
    return QuoteSheet(
        quote=quote,
        customer_id=customer.id,
        customer=customer.name,
        first_name=customer.greet(),
        place=site.address if site is not None else "",
        enquiry_id=enquiry.id,
        budget_minor=enquiry.budget_minor,
        needs=tuple(enquiry.needs),
        options=tuple(_option(option, gross=quote.gross) for option in quote.options),
        proposed_id=proposed.id if proposed is not None else None,
        missing=tuple(quote.missing()),
        expired=quote.expired(today),
        job_id=job.id if job is not None else None,
        tax_label=businesses.current(session).tax_label,
        today=today,
    )


def _option(option: Option, *, gross: bool) -> OptionSheet:
    # An option in the making may have a discount before it has a line; there is nothing to take it from yet.
    totals = option.totals(gross=gross) if any(not line.extra for line in option.lines) else money.Totals(0, 0, 0, ())
    costs = [money.line_net(line.quantity_thousandths, line.cost_minor) for line in option.lines if not line.extra]
    keeps = totals.net_minor - sum(costs) if any(costs) else None
    return OptionSheet(option, totals, frozenset(met.need_id for met in option.needs_met), keeps)


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
