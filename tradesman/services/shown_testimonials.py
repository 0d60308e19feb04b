"""Testimonials in a quote: those of similar work are proposed, within their consent to be printed."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlmodel import col, select

from tradesman.book.customer import Customer
from tradesman.book.errors import BookError
from tradesman.book.job import Job
from tradesman.book.quote import Quote, ShownTestimonial
from tradesman.book.store import Session
from tradesman.book.testimonial import Testimonial
from tradesman.services import businesses, matching

MOST_LOOKED_AT = 2000  # the newest that may be printed
_SHORTEST = 4  # letters of a word that tells what work it was
_SAME_START = 5  # letters in which two forms of a word agree: boiler, boilers


@dataclass(frozen=True)
class SaidRow:
    """A testimonial for a quote: its words, whose they are as far as consent allows, and of which job.

    `alike` is how many words the work has in common; `allowed` is False where consent was withdrawn, and then it is
    left out of the paper.
    """

    testimonial_id: UUID
    words: str
    by: str
    job: str
    alike: int
    allowed: bool = True


def of(session: Session, quote: Quote) -> tuple[SaidRow, ...]:
    """The testimonials that a quote carries, in the order in which they were added."""
    wanted = [shown.testimonial_id for shown in sorted(quote.shown, key=lambda shown: shown.id)]
    found = {said.id: (said, customer, job) for said, customer, job in session.exec(_all(wanted)).all()}
    return tuple(_row(*found[said_id], alike=0) for said_id in wanted if said_id in found)


def proposed(session: Session, quote_id: UUID, most: int = 5) -> list[SaidRow]:
    """What may be printed and is not in the quote yet, that of the most similar work first, then the newest."""
    quote = session.load(Quote, quote_id)
    there = {shown.testimonial_id for shown in quote.shown}
    wanted = _stems(" ".join([quote.title, *(option.title for option in quote.options)]))
    trade = _stems(businesses.current(session).trade)  # all of it is of the same trade: that says little
    may = _all().where(col(Testimonial.in_print), col(Testimonial.withdrawn_at).is_(None))
    may = may.where(col(Testimonial.consent_at).is_not(None), Testimonial.customer_id != quote.customer_id)
    newest = may.order_by(col(Testimonial.said_on).desc(), col(Testimonial.id).desc()).limit(MOST_LOOKED_AT)
    rows = []
    for said, customer, job in session.exec(newest).all():
        known = _stems(job.title if job is not None else "") | _stems(said.words)
        if said.id not in there:
            rows.append(_row(said, customer, job, alike=len((wanted & known) - trade)))
    return sorted(rows, key=lambda row: -row.alike)[:most]


def add(session: Session, quote_id: UUID, testimonial_id: UUID) -> Quote:
    """Adds a testimonial to the quote; BookError where its customer does not allow it to be printed."""
    quote, said = session.load(Quote, quote_id), session.load(Testimonial, testimonial_id)
    if not may_be_printed(said):
        raise BookError("The customer does not allow these words to be printed. Nothing was changed.")
    if all(shown.testimonial_id != said.id for shown in quote.shown):
        quote.change()
        quote.shown.append(ShownTestimonial(quote_id=quote.id, testimonial_id=said.id))
    return quote


def remove(session: Session, quote_id: UUID, testimonial_id: UUID) -> Quote:
    """Takes a testimonial out of the quote; it stays on the wall."""
    quote = session.load(Quote, quote_id)
    quote.change()
    quote.shown[:] = [shown for shown in quote.shown if shown.testimonial_id != testimonial_id]
    return quote


def may_be_printed(said: Testimonial) -> bool:
    """Whether its customer allows it on paper today."""
    return said.is_released and said.in_print


def _all(ids: list[UUID] | None = None) -> Any:
    query = (
        select(Testimonial, Customer, Job)
        .join(Customer, col(Customer.id) == col(Testimonial.customer_id))
        .outerjoin(Job, col(Job.id) == col(Testimonial.job_id))
    )
    return query if ids is None else query.where(col(Testimonial.id).in_(ids))


def _row(said: Testimonial, customer: Customer, job: Job | None, *, alike: int) -> SaidRow:
    return SaidRow(
        testimonial_id=said.id,
        words=said.shortened or said.words,
        by=said.shown_name(customer.name),
        job=job.title if job is not None else "",
        alike=alike,
        allowed=may_be_printed(said),
    )


def _stems(text: str) -> frozenset[str]:
    return frozenset(word[:_SAME_START] for word in matching.words_of(text) if len(word) >= _SHORTEST)
