"""From a key to the repainted list of customers, in a small book and in a large one."""

import statistics
import time
from pathlib import Path

from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMainWindow

from tests.benchmarks.books import NOW, SEARCHES, Row
from tradesman.book import store
from tradesman.ui.desk import Desk
from tradesman.ui.pages.customers_page import CustomersPage
from tradesman.ui.theme import Theme

RESOURCES = Path(__file__).parents[2] / "resources"
TYPED = (*SEARCHES, "+44 7700 900118", "smith", "boiler")
FRAME = 1000 / 60
FEW = 1000  # customers of the small book


def measure(small: Path, large: Path) -> list[Row]:
    """How much longer a key takes in the large book, and how many milliseconds at most in nearly all cases."""
    qt = QApplication([])
    theme = Theme(RESOURCES)
    theme.apply(qt)
    few, opened_few = _keys(small, theme)
    many, opened_many = _keys(large, theme)
    return [
        ("keystroke to repaint / 1,000 customers, p50", statistics.median(many) / statistics.median(few), "≤ 2"),
        ("keystroke to repaint / 1,000 customers, p95", _p95(many) / _p95(few), "≤ 2"),
        ("keystroke to repaint, p50 in ms", statistics.median(many), ""),
        ("keystroke to repaint, p95 in ms", _p95(many), f"≤ {2 * FRAME:.0f}"),
        ("Customers opened / 1,000 customers", opened_many / opened_few, ""),
    ]


def _p95(times: list[float]) -> float:
    return statistics.quantiles(times, n=20)[-1]


def _keys(folder: Path, theme: Theme) -> tuple[list[float], float]:
    """Milliseconds of each key, and of opening the page."""
    book = store.open_book(folder, NOW)
    desk = Desk(book, lambda: NOW)
    window = QMainWindow()
    window.resize(1366, 768)
    start = time.perf_counter()
    page = CustomersPage(desk, theme)
    window.setCentralWidget(page)
    window.show()
    QApplication.processEvents()
    opened = (time.perf_counter() - start) * 1000
    desk.background.wait()
    # What stands beside the list comes when one stops typing, and is no part of a key.
    page.frame._pause.setInterval(60_000)
    _type(page, "warm")  # the first statement of each kind is put together once
    taken = [each for words in TYPED for each in _type(page, words)]
    window.close()
    book.close()
    return taken, opened


def _type(page: CustomersPage, words: str) -> list[float]:
    taken = []
    for letter in words:
        start = time.perf_counter()
        QTest.keyClicks(page.frame.search, letter)
        QApplication.processEvents()
        taken.append((time.perf_counter() - start) * 1000)
    page.frame.search.clear()
    QApplication.processEvents()
    return taken
