"""Terms: words that stand under a quote, written once in the library and copied into each quote that takes them."""

from typing import Any
from uuid import UUID

from sqlmodel import col, select

from tradesman.book.errors import BookError
from tradesman.book.quote import Quote
from tradesman.book.store import Session
from tradesman.book.template import Terms


def rows(session: Session) -> list[Terms]:
    """All terms of the library, the standard ones first, then by title."""
    query = select(Terms).order_by(col(Terms.standard).desc(), col(Terms.title), col(Terms.id))
    return list(session.exec(query).all())


def add(session: Session, title: str, words: str, *, standard: bool = False) -> Terms:
    """Adds terms to the library; standard ones are taken by each new quote."""
    terms = Terms(title=title.strip(), words=words.strip(), standard=standard)
    _check(terms)
    session.add(terms)
    return terms


def change(session: Session, terms_id: UUID, **fields: Any) -> Terms:
    """Changes terms of the library; quotes that took them keep their copy."""
    terms = session.load(Terms, terms_id)
    for key, value in fields.items():
        if key not in ("title", "words", "standard"):
            message = f"terms have no {key}"
            raise TypeError(message)
        setattr(terms, key, value.strip() if isinstance(value, str) else value)
    _check(terms)
    return terms


def _check(terms: Terms) -> None:
    if not terms.title or not terms.words:
        raise BookError("Terms need a title and words. Nothing was saved.")


def remove(session: Session, terms_id: UUID) -> None:
    """Takes terms out of the library; quotes that took them keep their copy."""
    session.delete(session.load(Terms, terms_id))


def standard(session: Session) -> str:
    """What each new quote says at its end; empty where nothing is standard."""
    return "\n\n".join(terms.words for terms in rows(session) if terms.standard)


def take(session: Session, quote_id: UUID, terms_id: UUID) -> Quote:
    """Copies terms of the library under what the quote says already; what is there is not written twice."""
    quote, words = session.load(Quote, quote_id), session.load(Terms, terms_id).words
    if words not in quote.terms:
        quote.change()
        quote.terms = "\n\n".join(part for part in (quote.terms.strip(), words) if part)
    return quote
