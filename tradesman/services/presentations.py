"""Presentations: what a customer is shown of a quote, and what leaving it, thinking it over and accepting keep."""

import json
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlmodel import select

from tradesman.book import history, money
from tradesman.book.customer import ContactKind, Customer
from tradesman.book.errors import BookError
from tradesman.book.job import Job
from tradesman.book.quote import AcceptedBy, GivenBy, GivenQuote, Quote, QuoteState
from tradesman.book.store import Session
from tradesman.services import businesses, papers, quotes, revising, signatures


@dataclass(frozen=True)
class Choice:
    """What the customer took: an option, its extras, who said so, how and when; strokes as `Signature` keeps them."""

    option_id: UUID
    by: AcceptedBy
    who: str
    on: date
    extras: frozenset[UUID] = frozenset()
    strokes: list[Any] = field(default_factory=list)


@dataclass(frozen=True)
class Paper:
    """A quote as its customer sees it: frozen words, their moment, and the names of the PDFs that are kept of them."""

    quote_id: UUID
    customer_id: UUID
    number: str
    document: str
    at: datetime
    given: bool
    file: str = ""
    signed_file: str = ""
    choice: Choice | None = None

    @property
    def content(self) -> dict[str, Any]:
        """What it says, as plain data."""
        found: dict[str, Any] = json.loads(self.document)
        return found


def to_give(session: Session, quote_id: UUID) -> Paper:
    """What would be frozen if the quote were given now; BookError that says all that is missing.

    For a session that only reads: what giving does to the rows in it is not written.
    """
    given = quotes.give(session, quote_id, GivenBy.PRESENTED)
    return _of(session.load(Quote, quote_id), given)


def to_rehearse(session: Session, quote_id: UUID) -> Paper:
    """The quote as it stands, whether it could be given or not; BookError when there is nothing to show."""
    quote = session.load(Quote, quote_id)
    if not quote.options:
        raise BookError("The quote has no option yet. There is nothing to show. Add one first.")
    document = json.dumps(papers.quote(session, quote), ensure_ascii=False, sort_keys=True)
    return Paper(quote.id, quote.customer_id, quote.number, document, session.now, given=False)


def paper(session: Session, quote_id: UUID) -> Paper:
    """What the customer has: the quote as it was given last, with the decision; a draft as it stands."""
    quote = session.load(Quote, quote_id)
    given = quote.last_given
    if quote.state == QuoteState.DRAFT or given is None:
        return to_rehearse(session, quote_id)
    return _of(quote, given, _choice(session, quote))


def _of(quote: Quote, given: GivenQuote, choice: Choice | None = None) -> Paper:
    return Paper(
        quote.id,
        quote.customer_id,
        quote.number,
        given.document,
        given.given_at,
        given=True,
        file=given.file,
        signed_file=given.signed_file,
        choice=choice,
    )


def _choice(session: Session, quote: Quote) -> Choice | None:
    if quote.accepted_option_id is None or quote.accepted_by is None or quote.accepted_at is None:
        return None
    signature = signatures.of(session, quote.id)
    return Choice(
        quote.accepted_option_id,
        quote.accepted_by,
        quote.accepted_who,
        businesses.calendar(session).local_day(quote.accepted_at),
        quote.accepted_extras,
        list(signature.strokes) if signature is not None else [],
    )


def give(
    session: Session,
    paper: Paper,
    by: GivenBy,
    *,
    file: str = "",
    decision_on: date | None = None,
    decider: str | None = None,
) -> GivenQuote:
    """Freezes what was shown, with the name of its PDF, and starts the hidden slot.

    BookError when the quote is no longer what was shown.
    """
    given = quotes.give(session, paper.quote_id, by, decision_on=decision_on, decider=decider)
    if given.document != paper.document:
        raise BookError("The quote was changed while it was shown. It was not given. Show it once more.")
    # The PDF carries the moment at which its words were read, so that it can be made again as it was.
    given.given_at, given.file = paper.at, file or given.file
    return given


def accept(session: Session, paper: Paper, choice: Choice, *, file: str = "", signed_file: str = "") -> Job:
    """Freezes what was shown and takes the customer's yes to it; signed here, the signature is kept with it.

    The signature's fingerprint is that of the frozen document. One step, so that one undo takes all of it back.
    """
    given = give(session, paper, GivenBy.ACCEPTING, file=file)
    job = quotes.accept(session, paper.quote_id, choice.option_id, choice.by, choice.who, extras=choice.extras)
    given.signed_file = signed_file
    if choice.by == AcceptedBy.SIGNED:
        signatures.sign(session, paper.quote_id, choice.who, given.fingerprint, choice.strokes)
    return job


def seen(session: Session, quote_id: UUID) -> Paper:
    """What the customer saw last and can say yes to, also while a change of it is drafted; BookError where nothing."""
    quote = session.load(Quote, quote_id)
    given = quote.last_given
    if given is None:
        raise BookError("The customer has not seen this quote. Nothing was changed. Give it first.")
    return _of(quote, given)


def accept_seen(session: Session, paper: Paper, choice: Choice, *, file: str = "", signed_file: str = "") -> Job:
    """Takes the customer's yes to what was given before; what was drafted since is dropped. One step.

    BookError when the customer has seen another revision since, and past the date.
    """
    quote = session.load(Quote, paper.quote_id)
    given = quote.last_given
    if given is None or given.document != paper.document:
        raise BookError("The customer has seen another revision since. Nothing was changed. Look at it once more.")
    revising.take_back(session, quote)
    job = quotes.accept(session, quote.id, choice.option_id, choice.by, choice.who, extras=choice.extras)
    given.file, given.signed_file = given.file or file, signed_file
    return job


def is_given(session: Session, paper: Paper) -> bool:
    """Whether the customer has exactly this already, so that showing it again changes nothing."""
    quote = session.load(Quote, paper.quote_id)
    given = quote.last_given
    return quote.state != QuoteState.DRAFT and given is not None and given.document == paper.document


def can_mail(session: Session, customer_id: UUID) -> bool:
    """Whether a copy can go to the customer by e-mail."""
    customer = session.load(Customer, customer_id)
    return not customer.do_not_contact and bool(customer.first_contact(ContactKind.EMAIL))


def total_minor(content: dict[str, Any], option: dict[str, Any], extras: Iterable[str] = ()) -> int:
    """The total of an option of a paper in minor units, tax included, with the extras that are ticked."""
    ticked = frozenset(extras)
    amounts = [
        (line["amount_minor"], line["tax_bp"]) for line in option["lines"] if not line["extra"] or line["id"] in ticked
    ]
    discount = option["discount_minor"] if amounts else 0
    return money.totals(amounts, gross=content["gross"], discount_minor=discount).total_minor


def files(session: Session) -> frozenset[str]:
    """The PDFs that the book speaks of, also where what was given is taken back and may come again."""
    names = {name for given in session.exec(select(GivenQuote)).all() for name in (given.file, given.signed_file)}
    changes = history.changes.c
    query = select(changes.before, changes.after).where(changes.entity == "given_quote")
    for rows in session.execute(query):
        names |= {row.get(key, "") for row in rows if row for key in ("file", "signed_file")}
    return frozenset(names - {""})
