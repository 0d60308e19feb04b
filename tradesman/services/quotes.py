"""Quotes: drafted with good, better and best, given, and followed through the hidden slot to a decision."""

import json
from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from sqlmodel import col, select

from tradesman.book import money
from tradesman.book.enquiry import Enquiry, Stage
from tradesman.book.errors import BookError
from tradesman.book.followup import Event, FollowUp, FollowUpState, Purpose
from tradesman.book.job import Job, JobKind
from tradesman.book.quote import (
    MOST_MINOR,
    AcceptedBy,
    GivenBy,
    GivenQuote,
    Line,
    NeedMet,
    Option,
    Quote,
    QuoteState,
)
from tradesman.book.rival import RivalBid
from tradesman.book.store import Session
from tradesman.services import (
    businesses,
    followups,
    jobs,
    kits,
    overtaken,
    papers,
    quote_numbers,
    revising,
    terms,
    visits,
    won_back,
)
from tradesman.services.revising import changing

_OF_AN_OPTION = {
    "title",
    "words",
    "leaves",
    "takes",
    "guarantee",
    "guarantee_kind",
    "guarantee_months",
    "guarantee_promise",
    "guarantee_teeth",
    "discount_minor",
}
_OF_A_LINE = {
    "words",
    "quantity_thousandths",
    "unit",
    "price_minor",
    "cost_minor",
    "discount_minor",
    "tax_bp",
    "extra",
}


def draft(session: Session, enquiry_id: UUID, title: str) -> Quote:
    """Starts a quote under the next number, with the business's currency, terms and one empty option."""
    enquiry = session.load(Enquiry, enquiry_id)
    business = businesses.current(session)
    today = businesses.today(session)
    quote = Quote(
        number=quote_numbers.following(session, business),
        customer_id=enquiry.customer_id,
        enquiry_id=enquiry.id,
        property_id=enquiry.property_id,
        title=title.strip() or enquiry.what,
        drafted_at=session.now,
        currency=business.currency,
        gross=business.prices_gross,
        valid_until_on=today + timedelta(days=business.quote_valid_days),
        terms=terms.standard(session),
    )
    session.add(quote)
    if not enquiry.is_open:
        enquiry.reopen(Stage.QUOTED)
    elif enquiry.stage != Stage.WON:
        enquiry.move_to(Stage.QUOTED)
    for earlier in of_enquiry(session, enquiry.id):
        followups.overtake(session, earlier.id, overtaken.CAME_BACK, Event.QUOTE_LOST)
    return quote


def change(session: Session, quote_id: UUID, **fields: Any) -> Quote:
    """Changes the quote's title, its terms or the day until which it is valid; BookError for a day that has passed."""
    with changing(session, quote_id) as quote:
        _ahead(session, fields.get("valid_until_on"), quote.valid_until_on)
        _set(quote, fields, {"title", "terms", "valid_until_on"})
    return quote


def _ahead(session: Session, day: date | None, kept: date | None) -> None:
    """BookError for a day that has passed, unless it is the one that stands there already."""
    if day is not None and day != kept and day < businesses.today(session):
        raise BookError("That day has passed. Nothing was changed. Choose a later one.")


def _set(row: Any, fields: dict[str, Any], allowed: set[str]) -> None:
    for key, value in fields.items():
        if key not in allowed:
            message = f"{key} cannot be set here"
            raise TypeError(message)
        setattr(row, key, value)


def decide_by(
    session: Session, quote_id: UUID, day: date | None, decider: str | None = None, decides: str | None = None
) -> Quote:
    """Notes when the customer decides, who does and what would decide it; the hidden-slot call moves with the day.

    What is None stays. BookError for a day that has passed.
    """
    quote = session.load(Quote, quote_id)
    if quote.is_settled:
        raise BookError("The customer has decided on this quote. Nothing was changed.")
    _ahead(session, day, quote.decision_on)
    quote.decision_on = day
    quote.decider = quote.decider if decider is None else decider.strip()
    quote.decides = quote.decides if decides is None else decides.strip()
    if quote.state == QuoteState.GIVEN:
        _plan_decision(session, quote)
    return quote


def _plan_decision(session: Session, quote: Quote) -> None:
    if quote.decision_on is None:
        followups.overtake(session, quote.id, overtaken.NO_DATE, Event.QUOTE_DECISION)
    else:
        followups.plan(session, Event.QUOTE_DECISION, quote.id, quote.customer_id, quote.decision_on)


def add_option(session: Session, quote_id: UUID, title: str) -> Option:
    """Adds an option; BookError past three."""
    with changing(session, quote_id) as quote:
        return quote.add_option(title)


def change_option(session: Session, quote_id: UUID, option_id: UUID, **fields: Any) -> Option:
    """Changes an option's words, its guarantee or its discount in minor units."""
    with changing(session, quote_id) as quote:
        option = quote.option(option_id)
        if abs(fields.get("discount_minor", 0)) > MOST_MINOR:
            raise BookError("This discount is larger than a quote can hold. Nothing was changed.")
        _set(option, fields, _OF_AN_OPTION)
    return option


def discount_option(session: Session, quote_id: UUID, option_id: UUID, bp: int) -> Option:
    """Takes so many hundredths of a percent off an option; kept as an amount, so lines added later cost in full."""
    option = session.load(Quote, quote_id).option(option_id)
    whole = sum(line.amount_minor for line in option.lines if not line.extra)
    return change_option(session, quote_id, option_id, discount_minor=money.part_of(whole, _share(bp)))


def discount_line(session: Session, quote_id: UUID, line_id: UUID, bp: int) -> Line:
    """Takes so many hundredths of a percent off a line; kept as an amount."""
    line = _line(session.load(Quote, quote_id), line_id)
    whole = money.line_net(line.quantity_thousandths, line.price_minor)
    return change_line(session, quote_id, line_id, discount_minor=money.part_of(whole, _share(bp)))


def _share(bp: int) -> int:
    if not 0 <= bp <= money.FULL_BP:
        raise BookError("A discount lies between 0 and 100 %. Nothing was changed.")
    return bp


def remove_option(session: Session, quote_id: UUID, option_id: UUID) -> None:
    """Takes an option out, with its lines; if it was the best value, that and its reason go too."""
    with changing(session, quote_id) as quote:
        quote.remove_option(option_id)


def add_line(session: Session, quote_id: UUID, option_id: UUID, words: str, price_minor: int, **rest: Any) -> Line:
    """Adds a line; price in minor units, `quantity_thousandths` 1000 for one, tax at today's rate unless said."""
    with changing(session, quote_id) as quote:
        rest.setdefault("tax_bp", businesses.current(session).tax_bp(businesses.today(session)))
        return quote.option(option_id).add_line(words, price_minor, **rest)


def add_from_price_book(
    session: Session,
    quote_id: UUID,
    option_id: UUID,
    item_id: UUID,
    quantity_thousandths: int = 1000,
    *,
    as_parts: bool = False,
) -> kits.Taken:
    """Copies an item of the price book into a line; later prices leave the line alone.

    A kit becomes one line, or its parts if asked or where their tax rates differ, which is told.
    """
    copies, split = kits.copies(session, item_id, quantity_thousandths, as_parts=as_parts)
    lines = []
    for copied in copies:
        told = {key: value for key, value in copied.items() if (key, value) != ("tax_bp", None)}
        lines.append(add_line(session, quote_id, option_id, told.pop("words"), told.pop("price_minor"), **told))
    return kits.Taken(tuple(lines), split)


def change_line(session: Session, quote_id: UUID, line_id: UUID, **fields: Any) -> Line:
    """Changes a line's words, quantity, price, discount, tax or whether it is an optional extra."""
    with changing(session, quote_id) as quote:
        line = _line(quote, line_id)
        _set(line, fields, _OF_A_LINE)
        line.check()
    return line


def move_line(session: Session, quote_id: UUID, line_id: UUID, by: int) -> None:
    """Moves a line so many places down in its option, or up where `by` is below zero."""
    with changing(session, quote_id) as quote:
        quote.option(_line(quote, line_id).option_id).move_line(line_id, by)


def remove_line(session: Session, quote_id: UUID, line_id: UUID) -> None:
    """Takes a line out."""
    with changing(session, quote_id) as quote:
        line = _line(quote, line_id)
        quote.option(line.option_id).lines.remove(line)


def _line(quote: Quote, line_id: UUID) -> Line:
    for option in quote.options:
        for line in option.lines:
            if line.id == line_id:
                return line
    raise BookError("This line is no longer in the quote. Nothing was changed.")


def meet_need(session: Session, quote_id: UUID, option_id: UUID, need_id: UUID, *, meets: bool) -> None:
    """Ticks a need of the customer for an option, or takes the tick away."""
    with changing(session, quote_id) as quote:
        option = quote.option(option_id)
        met = next((row for row in option.needs_met if row.need_id == need_id), None)
        if meets and met is None:
            option.needs_met.append(NeedMet(option_id=option.id, need_id=need_id))
        elif not meets and met is not None:
            option.needs_met.remove(met)


def mark_best_value(session: Session, quote_id: UUID, option_id: UUID, reason: str) -> Quote:
    """Marks one option as the best value, with the reason that is printed."""
    with changing(session, quote_id) as quote:
        quote.mark_best_value(option_id, reason)
    return quote


def add_rival(session: Session, quote_id: UUID, who: str, price_minor: int | None, differs: str = "") -> RivalBid:
    """Notes what the customer has from somebody else, price in minor units."""
    quote = session.load(Quote, quote_id)
    rival = RivalBid(quote_id=quote.id, who=who.strip(), price_minor=price_minor, differs=differs.strip())
    rival.check()
    quote.rivals.append(rival)
    return rival


def give(
    session: Session, quote_id: UUID, by: GivenBy, *, decision_on: date | None = None, decider: str | None = None
) -> GivenQuote:
    """Freezes what the customer saw and starts the hidden slot; BookError that says all that is missing.

    Given again, what differs from what was seen, be it the business or the diagnosis, is the next revision.
    """
    quote = session.load(Quote, quote_id)
    today = businesses.today(session)
    if quote.valid_until_on < today:
        raise BookError("This quote has expired. It was not given. Renew it first.")
    _ahead(session, decision_on, quote.decision_on)
    paper = papers.quote(session, quote)
    seen = quote.last_given
    if quote.state == QuoteState.GIVEN and seen is not None and revising.differs(paper, json.loads(seen.document)):
        quote.change()
        paper = papers.quote(session, quote)
    given = quote.give(session.now, by, json.dumps(paper, ensure_ascii=False, sort_keys=True))
    if decision_on is not None:
        quote.decision_on = decision_on
    quote.decider = quote.decider if decider is None else decider.strip()
    followups.plan(session, Event.QUOTE_GIVEN, quote.id, quote.customer_id, today)
    followups.plan(session, Event.QUOTE_EXPIRING, quote.id, quote.customer_id, quote.valid_until_on)
    _plan_decision(session, quote)
    return given


def renew(session: Session, quote_id: UUID, valid_until_on: date) -> Quote:
    """Makes a quote good again until a day, as the next revision; the offer to renew it moves with the day."""
    if valid_until_on < businesses.today(session):
        raise BookError("That day has passed. Nothing was changed. Choose a later one.")
    with changing(session, quote_id) as quote:
        quote.valid_until_on = valid_until_on
    if quote.given:
        followups.plan(session, Event.QUOTE_EXPIRING, quote.id, quote.customer_id, valid_until_on)
    return quote


def accept(
    session: Session, quote_id: UUID, option_id: UUID, by: AcceptedBy, who: str, *, extras: Iterable[UUID] = ()
) -> Job:
    """The customer says yes to one option and its extras: the hidden slot ends, the job begins.

    `extras` are the ids of the optional lines that were picked. Where the business has set how long its customers may
    withdraw, the job knows until when. A quote for a service call makes one, for the job that it puts right.
    BookError past the date. Rule: product.md, Quote and Service call.
    """
    quote = session.load(Quote, quote_id)
    today = businesses.today(session)
    if quote.expired(today):
        raise BookError("This quote has expired. Nothing was changed. Renew it first.")
    option = quote.accept(option_id, session.now, by, who, frozenset(extras))
    followups.overtake(session, quote.id, overtaken.SAID_YES)
    followups.overtake(session, quote.enquiry_id, overtaken.SAID_YES, Event.ENQUIRY_RECEIVED)
    enquiry = session.load(Enquiry, quote.enquiry_id)
    enquiry.reopen(Stage.WON)
    earlier = jobs.put_right_by(session, enquiry)
    job = Job(
        customer_id=quote.customer_id,
        enquiry_id=quote.enquiry_id,
        property_id=quote.property_id,
        quote_id=quote.id,
        earlier_job_id=earlier.id if earlier is not None else None,
        kind=JobKind.SERVICE_CALL if earlier is not None else JobKind.WORK,
        title=quote.title,
        agreed_on=today,
        price_minor=option.totals(gross=quote.gross, extras=quote.accepted_extras).total_minor,
        withdraw_until_on=businesses.withdraw_until(session),
    )
    session.add(job)
    followups.plan(session, Event.QUOTE_ACCEPTED, job.id, job.customer_id, today, job=job)
    won_back.follow(session, job.customer_id)
    return job


def lose(
    session: Session,
    quote_id: UUID,
    reason: str,
    to: str = "",
    price_minor: int | None = None,
    *,
    win_back_on: date | None = None,
) -> Quote:
    """The customer says no: the reason, and if known who won and at what price; the win-back is scheduled.

    On `win_back_on` instead of the playbook's days, if one is named; BookError when it has passed or nobody is asked.
    """
    quote = session.load(Quote, quote_id)
    quote.lose(session.now, reason, to, price_minor)
    followups.overtake(session, quote.id, overtaken.SAID_NO)
    enquiry = session.load(Enquiry, quote.enquiry_id)
    undecided = [other for other in of_enquiry(session, enquiry.id) if not other.is_settled]
    if enquiry.stage == Stage.WON or undecided:
        return quote  # the customer is not lost with it
    enquiry.close(Stage.LOST, reason, session.now)
    followups.overtake(session, enquiry.id, overtaken.SAID_NO, Event.ENQUIRY_RECEIVED)
    visits.cancel_all(session, enquiry.id, overtaken.SAID_NO)
    asked = followups.plan(session, Event.QUOTE_LOST, quote.id, quote.customer_id, businesses.today(session))
    if win_back_on is not None:
        again = [found for found in asked if found.purpose == Purpose.WIN_BACK and found.state == FollowUpState.OPEN]
        _win_back_on(session, again, win_back_on)
    return quote


def _win_back_on(session: Session, asked: list[FollowUp], day: date) -> None:
    """Asks once, on the day that was chosen."""
    if day <= businesses.today(session):
        raise BookError("The win-back lies ahead. Nothing was changed. Choose a later day.")
    if not asked:
        raise BookError("This customer is not asked again. Nothing was changed. Leave the win-back day empty.")
    first, *others = sorted(asked, key=lambda found: found.due_on)
    first.due_on = businesses.calendar(session).on_or_next_working_day(day)
    for found in others:
        found.cancel(session.now, "Another day was chosen")


def of_enquiry(session: Session, enquiry_id: UUID) -> list[Quote]:
    """The quotes of one enquiry, newest first."""
    query = select(Quote).where(Quote.enquiry_id == enquiry_id).order_by(col(Quote.drafted_at).desc())
    return list(session.exec(query).all())
