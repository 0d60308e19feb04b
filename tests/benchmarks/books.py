"""Measurements on a large book: search, Today's query and saving a quote, each against plain SQLite."""

import shutil
import statistics
import time
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Any

from sqlmodel import select

from tradesman import sample
from tradesman.book import driver, store
from tradesman.book.enquiry import Enquiry
from tradesman.services import directory, quotes, today

NOW = datetime(2026, 10, 13, 9, 42, tzinfo=UTC)
SEARCHES = ("leah", "nov", "mill la", "tannery", "07700 9001", "900118", "okaf", "water heater", "zoe", "harb")
LIKE = """SELECT DISTINCT c.id FROM customer c
    LEFT JOIN contact_point p ON p.customer_id = c.id LEFT JOIN property a ON a.customer_id = c.id
    WHERE c.name LIKE ?1 OR p.value LIKE ?1 OR a.address LIKE ?1 LIMIT 200"""
DUE = "SELECT * FROM follow_up {} WHERE state = 'open' AND due_on <= ? ORDER BY due_on DESC LIMIT 500"

Row = tuple[str, float, str]


def make(folder: Path, customers: int) -> Path:
    """A large sample book."""
    sample.make(folder, customers=customers, now=NOW)
    return folder


def measure(folder: Path, spare: Path) -> list[Row]:
    """The ratios of a book; what writes works on a copy of it."""
    copy = spare / "Copy.tradesman"
    shutil.copytree(folder, copy)
    book = store.open_book(copy, NOW)
    try:
        with closing(driver.connect(copy / store.DATABASE)) as raw:
            return [*_search(book, raw), *_today(book, raw), *_save(book, copy)]
    finally:
        book.close()


def _times(work: Callable[[], Any], runs: int) -> list[float]:
    taken = []
    for _ in range(runs):
        start = time.perf_counter()
        work()
        taken.append(time.perf_counter() - start)
    return taken


def _p95(times: list[float]) -> float:
    return statistics.quantiles(times, n=20)[-1]


def _find(book: store.Book, words: str) -> None:
    with book.read(NOW) as session:
        directory.page(session, words)


def _scan(raw: Any, words: str) -> Any:
    return raw.execute(LIKE, (f"%{words}%",)).fetchall()


def _search(book: store.Book, raw: Any) -> list[Row]:
    ours: list[float] = []
    plain: list[float] = []
    for words in SEARCHES:
        ours += _times(partial(_find, book, words), 5)
        plain += _times(partial(_scan, raw, words), 5)
    median = statistics.median(ours) / statistics.median(plain)
    return [
        ("search with its rows, p50 / LIKE scan", median, "≤ 0.02"),
        ("search with its rows, p95 / LIKE scan", _p95(ours) / _p95(plain), "≤ 0.04"),
    ]


def _today(book: store.Book, raw: Any) -> list[Row]:
    day = NOW.date().isoformat()
    query = _times(lambda: raw.execute(DUE.format(""), (day,)).fetchall(), 30)
    scan = _times(lambda: raw.execute(DUE.format("NOT INDEXED"), (day,)).fetchall(), 10)

    def rows() -> None:
        with book.read(NOW) as session:
            today.rows(session)

    whole = _times(rows, 10)
    return [
        ("Today's query / the same without its index", statistics.median(query) / statistics.median(scan), "≤ 0.01"),
        ("all of Today's rows / the query alone in SQLite", statistics.median(whole) / statistics.median(query), ""),
    ]


def _save(book: store.Book, folder: Path) -> list[Row]:
    with book.read(NOW) as session:
        enquiry = session.exec(select(Enquiry).limit(1)).one()

    def save() -> None:
        with book.write("Quote drafted", NOW) as session:
            quote = quotes.draft(session, enquiry.id, "Benchmark")
            for name in ("Good", "Better", "Best"):
                option = quotes.add_option(session, quote.id, name)
                for number in range(4):
                    quotes.add_line(session, quote.id, option.id, f"Line {number}", 10_000)

    ours = _times(save, 20)
    with closing(driver.connect(folder / store.DATABASE)) as raw:
        raw.execute(
            "CREATE TABLE plain_quote (id INTEGER PRIMARY KEY, words TEXT, a INTEGER, b INTEGER, c TEXT) STRICT"
        )

        def plain() -> None:
            raw.execute("BEGIN IMMEDIATE")
            for number in range(16):
                raw.execute("INSERT INTO plain_quote (words, a, b, c) VALUES (?, ?, 1000, 'x')", ("Line", number))
            raw.execute("COMMIT")

        theirs = _times(plain, 20)
    return [
        (
            "save a quote with 12 lines / raw sqlite3, durable",
            statistics.median(ours) / statistics.median(theirs),
            "≤ 10",
        )
    ]
