"""Measurements on a large book: search, Today's query, the scorecard and saving a quote, each against plain SQLite."""

import shutil
import statistics
import time
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Any

from sqlmodel import select

from tradesman import sample
from tradesman.book import driver, search, store
from tradesman.book.customer import Customer
from tradesman.book.enquiry import CameBy
from tradesman.book.entity import new_id
from tradesman.services import directory, enquiries, quotes, score_sheets, today
from tradesman.services.score_periods import PeriodKind

NOW = datetime(2026, 10, 13, 9, 42, tzinfo=UTC)
SEARCHES = ("leah", "nov", "mill la", "tannery", "07700 9001", "900118", "okaf", "water heater", "zoe", "harb")
TOGETHER = ("cotter mill", "whitlock 496 0393", "bianchi station", "haddad heater", "nadia lane", "kovac road 0151")
LIKE = """SELECT DISTINCT c.id FROM customer c
    LEFT JOIN contact_point p ON p.customer_id = c.id LEFT JOIN property a ON a.customer_id = c.id
    WHERE c.name LIKE ?1 OR p.value LIKE ?1 OR a.address LIKE ?1"""
DUE = "SELECT * FROM follow_up {} WHERE state = 'open' AND due_on <= ? ORDER BY due_on DESC LIMIT 500"

# What the six steps are counted from, over the two years that a quarter, its trend and a year ago reach back.
COUNTED = (
    "SELECT id, customer_id, call_due_at, first_attempt_at FROM enquiry WHERE call_due_at >= ?",
    "SELECT id, enquiry_id, day_on, state FROM visit WHERE day_on >= ?",
    "SELECT id, enquiry_id, drafted_at, given_at FROM quote WHERE drafted_at >= ?",
    "SELECT id, customer_id, completed_on, signed_who FROM job WHERE completed_on >= ?",
    "SELECT id, customer_id, due_on, state FROM follow_up WHERE purpose = 'three_months' AND due_on >= ?",
)
TWO_YEARS = timedelta(days=730)

SAVES = 20
COPY = "Copy.tradesman"

Row = tuple[str, float, str]


def make(folder: Path, customers: int) -> Path:
    """A large sample book."""
    sample.make(folder, customers=customers, now=NOW)
    return folder


def measure(folder: Path, spare: Path) -> list[Row]:
    """The ratios of a book; what writes works on a copy of it."""
    copy = spare / COPY
    shutil.copytree(folder, copy)
    book = store.open_book(copy, NOW)
    try:
        with closing(driver.connect(copy / store.DATABASE)) as raw:
            return [*_search(book, raw), *_today(book, raw), *_scorecard(book, raw), *_save(book, copy)]
    finally:
        book.close()


def times(work: Callable[[], Any], runs: int) -> list[float]:
    """Seconds of each run."""
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
        search.find(session, words)


def _combine(book: store.Book, words: str) -> None:
    with book.read(NOW) as session:
        search.together(session, words)


def _page(book: store.Book, words: str) -> None:
    with book.read(NOW) as session:
        directory.page(session, words)


def _scan(raw: Any, words: str) -> Any:
    return raw.execute(LIKE, (f"%{words}%",)).fetchall()


def _search(book: store.Book, raw: Any) -> list[Row]:
    found: list[float] = []
    pages: list[float] = []
    plain: list[float] = []
    for words in SEARCHES:
        found += times(partial(_find, book, words), 5)
        pages += times(partial(_page, book, words), 5)
        plain += times(partial(_scan, raw, words), 5)
    combined = [taken for words in TOGETHER for taken in times(partial(_combine, book, words), 5)]
    return [
        ("search, p50 / LIKE scan", statistics.median(found) / statistics.median(plain), "≤ 0.02"),
        ("search, p95 / LIKE scan", _p95(found) / _p95(plain), "≤ 0.04"),
        ("words of several rows, p50 / LIKE scan", statistics.median(combined) / statistics.median(plain), "≤ 0.25"),
        (
            "search with all that its rows show, p50 / LIKE scan",
            statistics.median(pages) / statistics.median(plain),
            "",
        ),
    ]


def _today(book: store.Book, raw: Any) -> list[Row]:
    day = NOW.date().isoformat()
    query = times(lambda: raw.execute(DUE.format(""), (day,)).fetchall(), 30)
    scan = times(lambda: raw.execute(DUE.format("NOT INDEXED"), (day,)).fetchall(), 10)

    def rows() -> None:
        with book.read(NOW) as session:
            today.rows(session)

    whole = times(rows, 10)
    return [
        ("Today's query / the same without its index", statistics.median(query) / statistics.median(scan), "≤ 0.01"),
        ("all of Today's rows / the query alone in SQLite", statistics.median(whole) / statistics.median(query), ""),
    ]


def _scorecard(book: store.Book, raw: Any) -> list[Row]:
    since = (NOW - TWO_YEARS).date().isoformat()

    def sheet() -> None:
        with book.read(NOW) as session:
            score_sheets.of(session, PeriodKind.QUARTER)

    plain = times(lambda: [raw.execute(query, (since,)).fetchall() for query in COUNTED], 3)
    ratio = statistics.median(times(sheet, 3)) / statistics.median(plain)
    return [("scorecard of a quarter with its trend / its rows read in plain SQLite", ratio, "")]


def _save(book: store.Book, folder: Path) -> list[Row]:
    with book.write("Enquiries", NOW) as session:
        customers = session.exec(select(Customer.id).limit(SAVES)).all()
        logged = [enquiries.log(session, one, "A price", CameBy.PHONE, answered_live=True) for one in customers]
    fresh = iter([enquiry.id for enquiry in logged])

    def save() -> None:
        with book.write("Quote drafted", NOW) as session:
            quote = quotes.draft(session, next(fresh), "Benchmark")
            for name in ("Good", "Better", "Best"):
                option = quotes.add_option(session, quote.id, name)
                for number in range(4):
                    quotes.add_line(session, quote.id, option.id, f"Line {number}", 10_000)

    ours = times(save, SAVES)
    with closing(driver.connect(folder / store.DATABASE)) as raw:
        theirs = times(partial(_save_raw, raw, _rows_of_the_last_quote(raw)), SAVES)
    ratio = statistics.median(ours) / statistics.median(theirs)
    return [("save a quote with 12 lines / the same rows by raw sqlite3", ratio, "≤ 10")]


def _rows_of_the_last_quote(raw: Any) -> list[tuple[str, list[Any]]]:
    (quote_id,) = raw.execute("SELECT id FROM quote ORDER BY drafted_at DESC, number DESC LIMIT 1").fetchone()
    rows = [("quote", row) for row in raw.execute("SELECT * FROM quote WHERE id = ?", (quote_id,)).fetchall()]
    options = raw.execute("SELECT * FROM option WHERE quote_id = ?", (quote_id,)).fetchall()
    rows += [("option", row) for row in options]
    lines = "SELECT line.* FROM line JOIN option ON option.id = line.option_id WHERE option.quote_id = ?"
    rows += [("line", row) for row in raw.execute(lines, (quote_id,)).fetchall()]
    return [(table, list(row)) for table, row in rows]


def _save_raw(raw: Any, rows: list[tuple[str, list[Any]]]) -> None:
    """The same rows under new ids and a new number, by hand."""
    fresh = {row[0]: new_id().hex for _, row in rows}
    raw.execute("BEGIN IMMEDIATE")
    for table, row in rows:
        values = [fresh.get(value, value) for value in row]
        if table == "quote":
            values[1] = values[0]
        marks = ", ".join("?" * len(values))
        raw.execute(f"INSERT INTO {table} VALUES ({marks})", values)  # noqa: S608  the tables are named above
    raw.execute("COMMIT")
