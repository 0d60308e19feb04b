"""What was first offered for new work that was looked at or quoted: when its days began, when there was a choice."""

import json
from collections.abc import Iterator
from datetime import date, time, timedelta
from itertools import groupby
from operator import attrgetter
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import String, case, func, select, type_coerce
from sqlmodel import col

from tradesman.book.clock import Calendar
from tradesman.book.enquiry import CLOSED, Enquiry, EnquiryKind, Stage
from tradesman.book.quote import GivenQuote, Option, Quote
from tradesman.book.store import Session
from tradesman.book.visit import Visit, VisitState
from tradesman.services import businesses

CHOICE = 2  # options
_DECIDED = {*CLOSED, Stage.WON}
_TOOK_PLACE = (VisitState.ARRIVED, VisitState.DONE)


class FirstOffer(NamedTuple):
    """An enquiry whose days began with its visit or first quote, and when a choice was first given; ids as kept.

    Of one that is decided nothing more is given.
    """

    enquiry: str
    customer: str
    begun_on: date
    given_on: date | None
    diagnosed: bool
    decided: bool


def offers(session: Session, first: date, last: date, customer_id: UUID | None = None) -> Iterator[FirstOffer]:
    """The new work that was looked at or quoted from a day to another, of one customer where one is named.

    They begin with the first visit, also where a price was given before it: a choice that was given earlier is in
    time. Without a visit, they begin on the day on which the first quote was begun.
    """
    calendar = businesses.calendar(session)
    found = session.execute(_looked_at(calendar, first, last, customer_id).order_by(col(Enquiry.id)))
    for _, same in groupby(found, attrgetter("id")):
        rows = list(same)
        asked, begun = rows[0], rows[0].looked_on
        if begun is None:
            begun = calendar.local_day(min(row.drafted_at for row in rows))
        choices = (row.given_at for row in rows if row.given_at is not None and _options(row) >= CHOICE)
        offered = min(choices, default=None)
        yield FirstOffer(
            asked.id,
            asked.customer_id,
            begun,
            calendar.local_day(offered) if offered is not None else None,
            bool(asked.diagnosis.strip()),
            asked.stage in _DECIDED,
        )


def first_look() -> Any:
    """The day of an enquiry's first visit that took place, `looked_on`, to stand beside the enquiry."""
    # The state stands inside: as a condition it would be the index that is searched, once for each enquiry.
    day = case((col(Visit.state).in_(_TOOK_PLACE), col(Visit.day_on)))
    looked = select(func.min(day)).where(col(Visit.enquiry_id) == Enquiry.id)
    return looked.scalar_subquery().label("looked_on")


def visited_between(first: date, last: date) -> Any:
    """The enquiries with a visit that took place from a day to another."""
    took_place = col(Visit.state).in_(_TOOK_PLACE)
    return select(col(Visit.enquiry_id)).where(took_place, col(Visit.day_on).between(first, last))


def _looked_at(calendar: Calendar, first: date, last: date, customer_id: UUID | None) -> Any:
    """One row for each time a quote of an enquiry was given."""
    since, after = calendar.at_local(first, time.min), calendar.at_local(last + timedelta(days=1), time.min)
    visited = visited_between(first, last)
    quoted = select(col(Quote.enquiry_id)).where(col(Quote.drafted_at) >= since, col(Quote.drafted_at) < after)
    if customer_id is not None:
        visited = visited.where(col(Visit.customer_id) == customer_id)
        quoted = quoted.where(col(Quote.customer_id) == customer_id)
    options = select(func.count(col(Option.id))).where(col(Option.quote_id) == Quote.id)
    return (
        select(
            type_coerce(col(Enquiry.id), String).label("id"),
            type_coerce(col(Enquiry.customer_id), String).label("customer_id"),
            col(Enquiry.stage),
            col(Enquiry.diagnosis),
            first_look(),
            col(Quote.drafted_at),
            options.scalar_subquery().label("options"),
            col(GivenQuote.given_at),
            # What was changed since is told by what the customer saw; otherwise the quote is as it was given.
            case((col(Quote.revision) > 1, col(GivenQuote.document))).label("document"),
        )
        .outerjoin(Quote, col(Quote.enquiry_id) == col(Enquiry.id))
        .outerjoin(GivenQuote, col(GivenQuote.quote_id) == col(Quote.id))
        .where(
            col(Enquiry.kind) == EnquiryKind.NEW_WORK,
            col(Enquiry.stage) != Stage.DECLINED,
            col(Enquiry.id).in_(visited.union(quoted)),
        )
    )


def _options(row: Any) -> int:
    """How many options the customer saw."""
    return int(row.options) if row.document is None else len(json.loads(row.document)["options"])
