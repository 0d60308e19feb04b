"""Quotes on paper for the tests of the window: one that is ready, its PDF, and the words that stand in it."""

from pathlib import Path
from typing import Any
from uuid import UUID

from PySide6.QtWidgets import QApplication
from sqlmodel import select

from tradesman.book.enquiry import CameBy
from tradesman.book.store import Session
from tradesman.services import customers, enquiries, presentations, quotes
from tradesman.services.presentations import Paper
from tradesman.ui import paper_making, pdf
from tradesman.ui.desk import Desk

TITLES = ("Like for like", "Mains pressure", "Lowest running cost")
PRICES = (89_000, 177_100, 334_800)


def ready(desk: Desk, options: int = 3, name: str = "Marion Ellis", **rest: Any) -> UUID:
    """A quote that can be given: needs, options, the second of several the best value, and an extra in each."""
    with desk.book.write("Drafted", desk.now) as session:
        return _ready(session, options, name, **rest)


def _ready(
    session: Session, options: int, name: str, email: str = "marion@example.org", need: str = "Hot water"
) -> UUID:
    customer = customers.add(session, name, phone="020 7946 0958", email=email, address="14 Mill Lane, Harrow")
    session.flush()
    enquiry = enquiries.log(session, customer.id, "No hot water", CameBy.PHONE, answered_live=True)
    session.flush()
    enquiries.diagnose(session, enquiry.id, "The cylinder leaks.", 250_000)
    needs = [enquiries.ask(session, enquiry.id, f"{words}?", words, words) for words in (need, "Fits the cupboard")]
    session.flush()
    quote = quotes.draft(session, enquiry.id, "Three ways to hot water")
    session.flush()
    for title, price in list(zip(TITLES, PRICES, strict=True))[:options]:
        option = quotes.add_option(session, quote.id, title)
        quotes.add_line(session, quote.id, option.id, "Cylinder, fitted", price, cost_minor=12_345)
        quotes.add_line(session, quote.id, option.id, "Shelf above", 7_000, extra=True)
        quotes.change_option(
            session, quote.id, option.id, takes="1 day", guarantee="7 years", leaves="Upstairs stays weak. No bath."
        )
        quotes.meet_need(session, quote.id, option.id, needs[0].id, meets=True)
    if options > 1:
        quotes.meet_need(session, quote.id, quote.options[1].id, needs[1].id, meets=True)
        quotes.mark_best_value(session, quote.id, quote.options[1].id, "It does all you asked for")
    return quote.id


def paper_of(desk: Desk, quote_id: UUID) -> Paper:
    """What the customer has, or would have."""
    return desk.ask(presentations.paper, quote_id)


def pdf_of(desk: Desk, paper: Paper) -> bytes:
    """The PDF of it, made here and now."""
    return paper_making.typeset(desk.book.photos, paper, paper.choice).content


def words_of(content: bytes) -> str:
    """Every word of a PDF."""
    with pdf._opened(content) as document:
        pages = (document[number].get_textpage().get_text_range() for number in range(len(document)))
        return "\n".join(pages).replace("\u200b", "")  # where a long word may be broken


def rows(desk: Desk, kind: type[Any]) -> list[Any]:
    """Every row of a kind."""
    return desk.ask(lambda session: list(session.exec(select(kind)).all()))


def settle(desk: Desk, turns: int = 6) -> None:
    """Lets the work beside the window come to its end, and what it brings back be shown."""
    for _ in range(turns):
        desk.background.wait()
        QApplication.processEvents()


def kept(desk: Desk) -> list[Path]:
    """The PDFs in the book's folder."""
    return sorted(desk.book.papers.iterdir()) if desk.book.papers.is_dir() else []
