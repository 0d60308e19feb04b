"""Writes the quotes of the sample, line by line from the price book."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from tradesman.book import money
from tradesman.book.enquiry import Enquiry
from tradesman.book.quote import Option, Quote
from tradesman.book.store import Session
from tradesman.sample.world import Data, World
from tradesman.services import enquiries, prices, quotes
from tradesman.services.price_index import PriceRow

MANY = 1000


def lines(text: str) -> list[tuple[str, int]]:
    """Codes and quantities in thousandths from "LAB*8.5, SKIP"."""
    found = []
    for part in text.split(","):
        code, _, quantity = part.strip().partition("*")
        found.append((code, round(float(quantity or 1) * 1000)))
    return found


@dataclass(frozen=True)
class Choice:
    """One option as it is printed, its lines, and what it comes to with tax in minor units."""

    said: Data
    lines: tuple[Data, ...]
    total_minor: int


@dataclass(frozen=True)
class Offer:
    """A kind of work, counted once for every customer who is offered it."""

    work: Data
    options: tuple[Choice, ...]


def count(work: Data, items: dict[str, PriceRow], tax_bp: int) -> Offer:
    """Counts the options of a kind of work."""
    options = []
    for row in work["option"]:
        made = []
        for code, quantity in lines(row["lines"]):
            copied = {key: getattr(items[code], key) for key in ("words", "unit", "cost_minor", "price_minor")}
            made.append({**copied, "tax_bp": tax_bp, "quantity_thousandths": quantity})
        amounts = [(money.line_net(line["quantity_thousandths"], line["price_minor"]), tax_bp) for line in made]
        said = {key: row.get(key, "") for key in ("title", "words", "leaves", "takes", "guarantee")}
        options.append(Choice(said, tuple(made), money.totals(amounts, gross=False).total_minor))
    return Offer(work, tuple(options))


def explore(session: Session, world: World, enquiry_id: UUID, work: Data) -> None:
    """Asks the questions of this kind of work and notes what is wrong."""
    for question, answer, label, _ in work.get("needs", ()):
        tell = world.almanac.tell
        enquiries.ask(session, enquiry_id, question, tell(answer), tell(label))
    enquiries.diagnose(session, enquiry_id, work.get("diagnosis", ""), work.get("budget"))


def draft(session: Session, enquiry_id: UUID, work: Data, course: Data) -> Quote:
    """Drafts the quote of this kind of work: options, lines, needs met, the best value and why, rival bids."""
    title = str(course.get("title", work["title"]))
    quote = quotes.draft(session, enquiry_id, title)
    needs = session.load(Enquiry, enquiry_id).needs
    items = {item.code: item for item in prices.find(session, "", MANY)}
    for number, row in enumerate(work["option"], 1):
        option = quotes.add_option(session, quote.id, row["title"])
        said: dict[str, Any] = {key: row[key] for key in ("words", "leaves", "takes", "guarantee") if key in row}
        quotes.change_option(session, quote.id, option.id, guarantee_months=_months(said["guarantee"]), **said)
        for code, quantity in lines(row["lines"]):
            quotes.add_from_price_book(session, quote.id, option.id, items[code].id, quantity)
        _round_down(session, quote, option, row.get("total"), course.get("discount", 0))
        for need, (_, _, label, met_by) in zip(needs, work.get("needs", ()), strict=True):
            if label and str(number) in met_by:
                quotes.meet_need(session, quote.id, option.id, need.id, meets=True)
    if len(quote.options) > 1:
        quotes.mark_best_value(session, quote.id, quote.options[work["best"] - 1].id, work["reason"])
    for who, price, differs in course.get("rivals", ()):
        quotes.add_rival(session, quote.id, who, price or None, differs)
    return quote


def _months(guarantee: str) -> int:
    """How long "2 years, parts and labour" is."""
    return 12 * int(guarantee.split(maxsplit=1)[0])


def _round_down(session: Session, quote: Quote, option: Option, total: int | None, discount: int) -> None:
    """The owner rounds a price down: a discount that brings the option to the total."""
    totals = option.totals(gross=quote.gross)
    if total is not None:
        net = money.round_half_away(total * totals.net_minor, totals.total_minor)
        discount = totals.net_minor - net
    if discount:
        quotes.change_option(session, quote.id, option.id, discount_minor=discount)
