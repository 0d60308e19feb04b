"""Testimonials in a quote: those of similar work are proposed, within their consent to be printed."""

from dataclasses import dataclass
from uuid import UUID

from sqlmodel import col, select

from tradesman.book.errors import BookError
from tradesman.book.quote import Quote, ShownTestimonial
from tradesman.book.store import Session
from tradesman.book.testimonial import Testimonial
from tradesman.services import businesses, matching, telling_words, testimonials
from tradesman.services.testimonials import WallRow

MOST_LOOKED_AT = 2000  # the newest that may be printed
_SHORTEST = 4  # letters of a word that tells what work it was
_SAME_START = 5  # letters in which two forms of a word agree: boiler, boilers


@dataclass(frozen=True)
class SaidRow:
    """A testimonial for a quote: its words, whose they are as far as consent allows, and of which job.

    `alike` is how many words the work has in common. What is not `allowed` is left out of the paper: consent was
    withdrawn, or the words tell more than it covers, and then `naming` are these words.
    """

    testimonial_id: UUID
    words: str
    by: str
    job: str
    alike: int = 0
    allowed: bool = True
    naming: tuple[str, ...] = ()
    incentive: str = ""
    shortened: bool = False


def of(session: Session, quote: Quote) -> tuple[SaidRow, ...]:
    """The testimonials that a quote carries, in the order in which they were added."""
    wanted = [shown.testimonial_id for shown in sorted(quote.shown, key=lambda shown: shown.id)]
    if not wanted:
        return ()
    found = {row.testimonial.id: row for row in testimonials.rows(session, wanted)}
    return tuple(_row(found[said_id]) for said_id in wanted if said_id in found)


def proposed(session: Session, quote_id: UUID, most: int = 5) -> list[SaidRow]:
    """What may be printed and is not in the quote yet, that of the most similar work first, then the newest."""
    quote = session.load(Quote, quote_id)
    there = {shown.testimonial_id for shown in quote.shown}
    wanted = _stems(" ".join([quote.title, *(option.title for option in quote.options)]))
    trade = _stems(businesses.current(session).trade)  # all of it is of the same trade: that says little
    may = select(Testimonial.id).where(col(Testimonial.in_print), col(Testimonial.withdrawn_at).is_(None))
    may = may.where(col(Testimonial.consent_at).is_not(None), Testimonial.customer_id != quote.customer_id)
    newest = may.order_by(col(Testimonial.said_on).desc(), col(Testimonial.id).desc()).limit(MOST_LOOKED_AT)
    rows = []
    for found in testimonials.rows(session, newest):
        if found.testimonial.id not in there and _may_be_printed(found):
            known = _stems(found.job) | _stems(found.testimonial.words)
            rows.append(_row(found, alike=len((wanted & known) - trade)))
    return sorted(rows, key=lambda row: -row.alike)[:most]


def add(session: Session, quote_id: UUID, testimonial_id: UUID) -> Quote:
    """Adds a testimonial to the quote; BookError where its customer does not allow it to be printed."""
    quote, said = session.load(Quote, quote_id), _row(testimonials.row(session, testimonial_id))
    if said.naming:
        told = telling_words.quoted(said.naming)
        raise BookError(
            f"The words name {told}, which the consent leaves out. Nothing was changed. Shorten them first."
        )
    if not said.allowed:
        raise BookError("The customer does not allow these words to be printed. Nothing was changed.")
    if all(shown.testimonial_id != testimonial_id for shown in quote.shown):
        quote.change()
        quote.shown.append(ShownTestimonial(quote_id=quote.id, testimonial_id=testimonial_id))
    return quote


def remove(session: Session, quote_id: UUID, testimonial_id: UUID) -> Quote:
    """Takes a testimonial out of the quote; it stays on the wall."""
    quote = session.load(Quote, quote_id)
    quote.change()
    quote.shown[:] = [shown for shown in quote.shown if shown.testimonial_id != testimonial_id]
    return quote


def _may_be_printed(row: WallRow) -> bool:
    """Whether its customer allows it on paper today, as it stands."""
    said = row.testimonial
    return said.is_released and said.in_print and not row.naming()


def _row(row: WallRow, *, alike: int = 0) -> SaidRow:
    said = row.testimonial
    return SaidRow(
        testimonial_id=said.id,
        words=said.shortened or said.words,
        by=", ".join(part for part in (row.shown_name, row.shown_place) if part),
        job=row.job,
        alike=alike,
        allowed=_may_be_printed(row),
        naming=row.naming() if said.is_released and said.in_print else (),
        incentive=said.incentive,
        shortened=bool(said.shortened),
    )


def _stems(text: str) -> frozenset[str]:
    return frozenset(word[:_SAME_START] for word in matching.words_of(text) if len(word) >= _SHORTEST)
