"""Revising: a quote that a customer has seen is opened for a change, and goes back to what was seen."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from typing import Any
from uuid import UUID

from sqlmodel import select

from tradesman.book import history
from tradesman.book.enquiry import Enquiry
from tradesman.book.guarantee import GuaranteeKind
from tradesman.book.quote import Line, NeedMet, Option, Quote, QuoteState
from tradesman.book.store import Session
from tradesman.services import papers, payments

_DAILY = ("given_on", "free_on", "revision")  # what each day and each revision bring does not count
_OF_THE_QUOTE = ("title", "currency", "gross", "terms", "best_value_reason")
_OF_AN_OPTION = {
    "position": "place",
    "guarantee_promise": "promise",
    "guarantee_teeth": "teeth",
    **{key: key for key in ("title", "words", "leaves", "takes", "guarantee", "guarantee_months", "discount_minor")},
    "best_value": "best_value",
}
_OF_A_LINE = ("words", "quantity_thousandths", "unit", "price_minor", "discount_minor", "tax_bp", "extra")

Paper = dict[str, Any]


@contextmanager
def changing(session: Session, quote_id: UUID) -> Iterator[Quote]:
    """Opens a quote for a change: what was seen stays, and this becomes the next revision.

    A change that brings back what was seen leaves no revision behind. BookError once the customer has decided.
    """
    quote = session.load(Quote, quote_id)
    quote.change()
    yield quote
    fold_back(session, quote)


def fold_back(session: Session, quote: Quote) -> None:
    """A draft that says again what the customer has seen is that revision, and no new one."""
    seen = quote.last_given
    if quote.state != QuoteState.DRAFT or seen is None:
        return
    if not differs(papers.quote(session, quote), json.loads(seen.document)):
        quote.state, quote.revision = QuoteState.GIVEN, seen.revision


def differs(paper: Paper, seen: Paper) -> bool:
    """Whether a paper says something else than the one that was seen; what older papers do not say does not count."""
    return any(paper.get(key) != said for key, said in seen.items() if key not in _DAILY)


def holds_until(quote: Quote) -> date | None:
    """The day until which the customer can say yes to what was seen last; None where nothing was."""
    seen = quote.last_given
    return None if seen is None else date.fromisoformat(json.loads(seen.document)["valid_until"])


def take_back(session: Session, quote: Quote) -> None:
    """Drops what was drafted since the customer saw the quote: options, lines and words are those of that revision.

    What its paper does not say, a line's cost, is found where the line was last.
    """
    seen = quote.last_given
    if quote.state != QuoteState.DRAFT or seen is None:
        return
    paper: Paper = json.loads(seen.document)
    for key in _OF_THE_QUOTE:
        setattr(quote, key, paper[key])
    quote.valid_until_on = date.fromisoformat(paper["valid_until"])
    _options(session, quote, paper)
    payments.put(quote, [payments.Step(step["words"], step["share_bp"], step["deposit"]) for step in paper["payments"]])
    quote.state, quote.revision = QuoteState.GIVEN, seen.revision


def _options(session: Session, quote: Quote, paper: Paper) -> None:
    there = {option.id.hex: option for option in quote.options}
    for option_id in list(there):
        if option_id not in {said["id"] for said in paper["options"]}:
            quote.options.remove(there.pop(option_id))
    needs = {(need.label, need.answer): need.id for need in session.load(Enquiry, quote.enquiry_id).needs}
    ids = [needs.get((need["label"], need["answer"])) for need in paper["needs"]]
    for said in paper["options"]:
        if said["id"] not in there:
            there[said["id"]] = Option(id=UUID(said["id"]), quote_id=quote.id, position=said["place"])
            quote.options.append(there[said["id"]])
        option = there[said["id"]]
        for key, name in _OF_AN_OPTION.items():
            if name in said:
                setattr(option, key, said[name])
        kind = said.get("guarantee_kind")
        option.guarantee_kind = GuaranteeKind(kind) if kind else None
        _meet(option, dict(zip(ids, said["meets"], strict=True)))
        _lines(session, option, said["lines"])


def _meet(option: Option, meets: dict[UUID | None, bool]) -> None:
    met = {row.need_id: row for row in option.needs_met}
    for need_id, meeting in meets.items():
        if need_id is not None and meeting and need_id not in met:
            option.needs_met.append(NeedMet(option_id=option.id, need_id=need_id))
        elif need_id in met and not meeting:
            option.needs_met.remove(met[need_id])


def _lines(session: Session, option: Option, said_lines: list[Paper]) -> None:
    there = {line.id.hex: line for line in option.lines}
    for line_id, line in there.items():
        if line_id not in {said["id"] for said in said_lines}:
            option.lines.remove(line)
    for position, said in enumerate(said_lines, 1):
        found = there.get(said["id"])
        if found is None:
            found = Line(id=UUID(said["id"]), option_id=option.id, position=position, words=said["words"])
            found.cost_minor = _cost_once(session, found.id)
            option.lines.append(found)
        found.position = position
        for key in _OF_A_LINE:
            setattr(found, key, said[key])


def _cost_once(session: Session, line_id: UUID) -> int:
    """What a line cost when it was taken out, in minor units; 0 where that was too long ago to be known."""
    changes = history.changes.c
    of_line = (changes.entity == "line", changes.row_id == line_id.hex, changes.before.is_not(None))
    newest = select(changes.before).where(*of_line).order_by(changes.step_id.desc()).limit(1)
    before = session.execute(newest).scalar()
    return int(before.get("cost_minor") or 0) if before else 0
