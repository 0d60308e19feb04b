"""Revisions: what a customer has seen of a quote, and what differs between two of them or from the present draft."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from tradesman.book.errors import BookError
from tradesman.book.quote import GivenBy, Quote, QuoteState
from tradesman.book.store import Session
from tradesman.services import papers

Paper = dict[str, Any]

# What is compared, by the names that papers have for it; the rest is the same or a day's doing.
_OF_THE_QUOTE = (
    "title",
    "valid_until",
    "diagnosis",
    "terms",
    "best_value_reason",
    "gross",
    "tax_label",
    "withdrawal_days",
    "language",
    "customer",
    "business",
    "promised",
)
_OF_AN_OPTION = (
    "place",
    "title",
    "words",
    "leaves",
    "takes",
    "guarantee",
    "guarantee_months",
    "promise",
    "teeth",
    "best_value",
    "discount_minor",
    "meets",
)
_OF_A_LINE = ("words", "quantity_thousandths", "unit", "price_minor", "discount_minor", "tax_bp", "extra")


@dataclass(frozen=True)
class GivenRow:
    """A revision that the customer has seen; `counts` when it is the one that was accepted."""

    revision: int
    given_at: datetime
    given_by: GivenBy
    file: str
    counts: bool


@dataclass(frozen=True)
class Change:
    """One thing that was and is otherwise now, as papers keep it; the field by its name there."""

    field: str
    was: Any
    now: Any


@dataclass(frozen=True)
class LineChange:
    """A line with what changed in it; a new one has only `now`, one that went only `was`."""

    words: str
    was_minor: int | None
    now_minor: int | None
    changes: tuple[Change, ...] = ()


@dataclass(frozen=True)
class OptionChange:
    """An option with what changed in it, totals in minor units; a new one has only `now`, one that went only `was`."""

    place: int
    title: str
    was_minor: int | None
    now_minor: int | None
    changes: tuple[Change, ...] = ()
    lines: tuple[LineChange, ...] = ()


@dataclass(frozen=True)
class Changes:
    """What differs between two papers; `second` is None for the present draft."""

    first: int
    second: int | None
    changes: tuple[Change, ...]
    options: tuple[OptionChange, ...]

    def __bool__(self) -> bool:
        """Whether anything differs."""
        return bool(self.changes or self.options)


def rows(session: Session, quote_id: UUID) -> list[GivenRow]:
    """The revisions that the customer has seen, the newest first."""
    quote = session.load(Quote, quote_id)
    accepted = quote.revision if quote.state == QuoteState.ACCEPTED else None
    return [
        GivenRow(given.revision, given.given_at, given.given_by, given.file, given.revision == accepted)
        for given in sorted(quote.given, key=lambda given: -given.revision)
    ]


def between(session: Session, quote_id: UUID, first: int, second: int | None = None) -> Changes:
    """What changed from one given revision to another, or to the quote as it stands; BookError for one never given."""
    quote = session.load(Quote, quote_id)
    later = _given(quote, second) if second is not None else papers.quote(session, quote)
    return compare(_given(quote, first), later, first, second)


def since_given(session: Session, quote: Quote) -> Changes | None:
    """What changed since the customer saw it last; None where nothing was given yet."""
    seen = quote.last_given
    if seen is None:
        return None
    return compare(json.loads(seen.document), papers.quote(session, quote), seen.revision, None)


def _given(quote: Quote, revision: int) -> Paper:
    for given in quote.given:
        if given.revision == revision:
            found: Paper = json.loads(given.document)
            return found
    raise BookError(f"Revision {revision} was never given. There is nothing to compare.")


def compare(was: Paper, now: Paper, first: int, second: int | None) -> Changes:
    """What differs between two papers."""
    changes = _changes(_whole(was), _whole(now), (*_OF_THE_QUOTE, "needs", "payments", "testimonials"))
    return Changes(first, second, changes, tuple(_options(was["options"], now["options"])))


def _whole(paper: Paper) -> Paper:
    needs = [need.get("label") or need.get("answer") for need in paper.get("needs", ())]
    said = [each["words"] for each in paper.get("testimonials", ())]
    steps = [(step["words"], step["share_bp"], step["deposit"]) for step in paper.get("payments", ())]
    return {**paper, "needs": needs, "testimonials": said, "payments": steps}


def _changes(was: Paper, now: Paper, fields: Sequence[str]) -> tuple[Change, ...]:
    # An older paper may know less than papers of today say: what it does not say has not changed.
    return tuple(
        Change(field, was[field], now[field])
        for field in fields
        if field in was and field in now and was[field] != now[field]
    )


def _options(was: Sequence[Paper], now: Sequence[Paper]) -> Iterator[OptionChange]:
    before, after = ({option["id"]: option for option in each} for each in (was, now))
    for option in now:
        old = before.get(option["id"])
        if old is None:
            yield OptionChange(option["place"], option["title"], None, option["total_minor"])
            continue
        changes = _changes(old, option, _OF_AN_OPTION) + _order(old["lines"], option["lines"])
        lines = tuple(_lines(old["lines"], option["lines"]))
        if changes or lines or old["total_minor"] != option["total_minor"]:
            totals = (old["total_minor"], option["total_minor"])
            yield OptionChange(option["place"], option["title"], *totals, changes, lines)
    for option in was:
        if option["id"] not in after:
            yield OptionChange(option["place"], option["title"], option["total_minor"], None)


def _order(was: Sequence[Paper], now: Sequence[Paper]) -> tuple[Change, ...]:
    """Whether lines that stayed stand in another order; their words tell which."""
    there = {line["id"] for line in was} & {line["id"] for line in now}
    before, after = ([(line["id"], line["words"]) for line in each if line["id"] in there] for each in (was, now))
    if [line_id for line_id, _ in before] == [line_id for line_id, _ in after]:
        return ()
    return (Change("order", [words for _, words in before], [words for _, words in after]),)


def _lines(was: Sequence[Paper], now: Sequence[Paper]) -> Iterator[LineChange]:
    before, after = ({line["id"]: line for line in each} for each in (was, now))
    for line in now:
        old = before.get(line["id"])
        if old is None:
            yield LineChange(line["words"], None, line["amount_minor"])
        elif changes := _changes(old, line, _OF_A_LINE):
            yield LineChange(line["words"], old["amount_minor"], line["amount_minor"], changes)
    for line in was:
        if line["id"] not in after:
            yield LineChange(line["words"], line["amount_minor"], None)
