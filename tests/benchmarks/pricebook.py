"""A wholesaler's whole list in the price book: how long each key takes until items are offered."""

import statistics
import time
from pathlib import Path

from tests.benchmarks.books import NOW, Row
from tradesman.book import store
from tradesman.book.pricebook import PriceItem
from tradesman.services import prices

ITEMS = 100_000
TYPED = ("copper elbow 99998", "elb 4711", "valve", "zzz", "c")
OFFERED = 5  # as below an option's lines


def measure(folder: Path) -> list[Row]:
    """The first key reads the book, the others do not; milliseconds of each."""
    book = store.open_book(folder, NOW)
    try:
        with book.write("Price book", NOW) as session:
            session.add_all(_item(number) for number in range(ITEMS))
        first, *others = [_key(book, words[:length]) for words in TYPED for length in range(1, len(words) + 1)]
    finally:
        book.close()
    name = f"price book of {ITEMS:,}"
    return [
        (f"{name}, first key in ms", first, ""),
        (f"{name}, key to offers, p50 in ms", statistics.median(others), "≤ 50"),
        (f"{name}, key to offers, p95 in ms", statistics.quantiles(others, n=20)[-1], "≤ 100"),
    ]


def _item(number: int) -> PriceItem:
    kind = "Copper elbow" if number % 2 else "Safety valve"
    return PriceItem(words=f"{kind} {number:05}", code=f"C{number}", price_minor=number, supplier="Pipes & more")


def _key(book: store.Book, typed: str) -> float:
    start = time.perf_counter()
    with book.read(NOW) as session:
        prices.find(session, typed, OFFERED)
    return (time.perf_counter() - start) * 1000
