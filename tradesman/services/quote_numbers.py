"""Numbers of quotes, by the owner's pattern, never twice: not after undo, and not when the pattern was changed."""

from itertools import combinations

from sqlmodel import select

from tradesman.book import history
from tradesman.book.business import Business
from tradesman.book.numbering import next_number
from tradesman.book.quote import Quote
from tradesman.book.store import Session


def following(session: Session, business: Business) -> str:
    """The next number; one that was given out by an earlier pattern is passed over."""
    earlier = _earlier_patterns(session, business)
    while True:
        count = next_number(session, "quote")
        number = business.quote_pattern.format(count)
        there = session.exec(select(Quote.id).where(Quote.number == number)).first()
        if there is None and not any(_gave(pattern, number, count) for pattern in earlier):
            return number


def _earlier_patterns(session: Session, business: Business) -> set[str]:
    """The patterns that were in force before this one, as far as the record goes back."""
    changes = history.changes.c
    told = session.execute(select(changes.before).where(changes.row_id == business.id.hex)).scalars()
    return {row["quote_pattern"] for row in told if row and "quote_pattern" in row} - {business.quote_pattern}


def _gave(pattern: str, number: str, before: int) -> bool:
    """Whether a pattern gave out this number for a smaller count; a quote that had it may have been taken back."""
    parts = (number[start:end] for start, end in combinations(range(len(number) + 1), 2))
    counts = {int(part) for part in parts if part.isdecimal()}
    return any(0 < count < before and pattern.format(count) == number for count in counts)
