"""Copies: one option as the beginning of the next, and a whole quote as that of another."""

from uuid import UUID

from tradesman.book.quote import MOST_OPTIONS, NeedMet, Option, Quote
from tradesman.book.store import Session
from tradesman.services import businesses, quote_contents, quotes, revising


def copy_option(session: Session, quote_id: UUID, option_id: UUID, title: str = "") -> Option:
    """Copies an option to the next place that is free: lines, needs met, guarantee and discount; BookError past three.

    It takes the title of the first unless one is named. The best value stays where it is.
    """
    quote = session.load(Quote, quote_id)
    source = quote.option(option_id)
    quote.change()  # one option more is never what was seen
    copy = quote.add_option(title or source.title)
    quote_contents.copy_option(source, copy)
    copy.title = title.strip() or source.title
    _meet_same(source, copy)
    beside = source.position + 1
    if beside <= MOST_OPTIONS and all(option.position != beside for option in quote.options):
        quote.place_option(copy.id, beside)
    return copy


def move_option(session: Session, quote_id: UUID, option_id: UUID, place: int) -> Quote:
    """Puts an option at a place from 1 to 3; what stands there takes the place it leaves."""
    quote = session.load(Quote, quote_id)
    if quote.option(option_id).position != place:
        with revising.changing(session, quote_id):
            quote.place_option(option_id, place)
    return quote


def duplicate(session: Session, quote_id: UUID, enquiry_id: UUID, title: str = "") -> Quote:
    """Drafts the same offer for an enquiry, under a number of its own and at today's tax rates.

    For the same enquiry the needs met and the best value with its reason come along; for another they are somebody
    else's.
    """
    source = session.load(Quote, quote_id)
    copy = quotes.draft(session, enquiry_id, title or source.title)
    business, calendar = businesses.current(session), businesses.calendar(session)
    rates = quote_contents.taxes(business, calendar.local_day(source.drafted_at), businesses.today(session))
    quote_contents.put(copy, quote_contents.of(source), rates)
    if source.enquiry_id == copy.enquiry_id:
        for theirs, ours in zip(source.in_order, copy.in_order, strict=True):
            _meet_same(theirs, ours)
            ours.best_value = theirs.best_value
        copy.best_value_reason = source.best_value_reason
    return copy


def _meet_same(source: Option, copy: Option) -> None:
    copy.needs_met.extend(NeedMet(option_id=copy.id, need_id=met.need_id) for met in source.needs_met)
