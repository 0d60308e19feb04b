"""Payments: the steps in which a quote is paid, the deposit first; each a share, together the whole."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlmodel import col, select

from tradesman.book import money
from tradesman.book.errors import BookError
from tradesman.book.quote import PaymentStep, Quote
from tradesman.book.store import Session


@dataclass(frozen=True)
class Step:
    """What is paid when: a share in hundredths of a percent; the deposit is due on acceptance."""

    words: str
    share_bp: int
    deposit: bool = False


def of(quote: Quote) -> tuple[Step, ...]:
    """The steps of a quote in their order."""
    rows = sorted(quote.payments, key=lambda row: row.position)
    return tuple(Step(row.words, row.share_bp, row.deposit) for row in rows)


def set_steps(session: Session, quote_id: UUID, steps: Sequence[Step]) -> Quote:
    """Sets how the quote is paid, none for all at the end; BookError unless the shares sum to 100 %.

    A deposit is the first step, and there is one at most.
    """
    check(steps)
    quote = session.load(Quote, quote_id)
    if of(quote) != tuple(steps):
        quote.change()
        put(quote, steps)
    return quote


def put(quote: Quote, steps: Sequence[Step]) -> None:
    """Writes steps that were checked; what is there already keeps its row."""
    rows = sorted(quote.payments, key=lambda row: row.position)
    for position, step in enumerate(steps, 1):
        if position > len(rows):
            rows.append(PaymentStep(quote_id=quote.id, position=position, words="", share_bp=0))
            quote.payments.append(rows[-1])
        row = rows[position - 1]
        row.position, row.words, row.share_bp, row.deposit = position, step.words.strip(), step.share_bp, step.deposit
    for row in rows[len(steps) :]:
        quote.payments.remove(row)


def check(steps: Sequence[Step]) -> None:
    """BookError, in a sentence, for steps that cannot be."""
    if any(not step.words.strip() for step in steps):
        raise BookError("Each payment needs words that say when it is due. Nothing was changed.")
    if any(step.share_bp <= 0 for step in steps):
        raise BookError("Each payment is more than nothing. Nothing was changed.")
    if any(step.deposit for step in steps[1:]):
        raise BookError("A deposit is the first payment, and the only one of its kind. Nothing was changed.")
    whole = sum(step.share_bp for step in steps)
    if steps and whole != money.FULL_BP:
        percent = f"{whole / 100:g}"
        raise BookError(f"The payments come to {percent} %. Nothing was changed. Together they must be 100 %.")


def amounts(total_minor: int, steps: Sequence[Step]) -> list[int]:
    """What each step comes to, in minor units; together the total exactly, the last taking the remainder."""
    return money.spread(total_minor, [step.share_bp for step in steps]) if steps else []


def last_used(session: Session) -> tuple[Step, ...]:
    """The steps of the newest quote that has some, to be offered for the next."""
    with_some = select(PaymentStep.quote_id).join(Quote, col(Quote.id) == col(PaymentStep.quote_id))
    newest = session.exec(with_some.order_by(col(Quote.drafted_at).desc(), col(Quote.id).desc()).limit(1)).first()
    if newest is None:
        return ()
    rows = session.exec(select(PaymentStep).where(PaymentStep.quote_id == newest).order_by(col(PaymentStep.position)))
    return tuple(Step(row.words, row.share_bp, row.deposit) for row in rows.all())
