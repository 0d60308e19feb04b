from collections import Counter
from collections.abc import Callable
from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.ui.stage import Stage
from tradesman.book.enquiry import CameBy
from tradesman.book.quote import Line, Quote
from tradesman.book.store import Book
from tradesman.services import customers, enquiries, quotes
from tradesman.ui import format as said
from tradesman.ui.pages.quote_page import QuotePage
from tradesman.ui.parts import lines_table
from tradesman.ui.parts.lines_model import AMOUNT, QUANTITY, WORDS, LinesModel
from tradesman.ui.theme import Theme

LINES = 300


@pytest.fixture
def calls(monkeypatch: pytest.MonkeyPatch) -> Counter[str]:
    """How often figures were formatted and words laid out."""
    counted: Counter[str] = Counter()

    def count(name: str, where: object, key: str) -> None:
        real: Callable[..., Any] = getattr(where, key)

        def counting(*what: Any, **how: Any) -> Any:
            counted[name] += 1
            return real(*what, **how)

        monkeypatch.setattr(where, key, counting)

    for key in ("money", "plain_amount", "quantity"):
        count("written", said, key)
    count("laid out", lines_table, "words_block")
    return counted


@pytest.fixture
def quote_id(book: Book, now: datetime) -> UUID:
    with book.write("Quote", now) as session:
        customer = customers.add(session, "Marion Ellis")
        enquiry = enquiries.log(session, customer.id, "House", CameBy.PHONE, answered_live=True)
        quote = quotes.draft(session, enquiry.id, "Whole house")
        option = quotes.add_option(session, quote.id, "All of it")
        for number in range(LINES):
            words = f"Item {number} with words that are long enough to need a second row in the column"
            quotes.add_line(session, quote.id, option.id, words, 10_000 + number, quantity_thousandths=1000 + number)
        return quote.id


def test_each_of_300_lines_is_written_once_however_often_the_layout_asks(
    qtbot: QtBot, book: Book, now: datetime, theme: Theme, quote_id: UUID, calls: Counter[str]
) -> None:
    stage = Stage(qtbot, book, now, theme)
    stage.show(QuotePage, quote_id)
    QApplication.processEvents()
    assert stage.find("option_lines_0").lines.rowCount() == LINES
    assert calls["written"] <= 2 * LINES + 50
    assert calls["laid out"] <= 10 * LINES
    calls.clear()
    stage.find("option_lines_0").edit_cell(0, AMOUNT)
    stage.write("cell", "77")
    stage.press(Qt.Key.Key_Return)
    assert stage.desk.ask(lambda session: session.load(Quote, quote_id)).options[0].lines[0].price_minor == 7700
    assert calls["written"] <= 50
    assert calls["laid out"] <= LINES


def test_a_row_is_as_high_as_its_words_need_at_another_width(
    qtbot: QtBot, book: Book, now: datetime, theme: Theme, quote_id: UUID
) -> None:
    stage = Stage(qtbot, book, now, theme)
    stage.show(QuotePage, quote_id, width=1900)
    table = stage.find("option_lines_0")
    wide = table.rowHeight(0)
    stage.window.resize(700, 768)
    QApplication.processEvents()
    assert table.rowHeight(0) > wide
    assert table.height() >= sum(table.rowHeight(row) for row in range(LINES))


def lines(*prices: int) -> list[Line]:
    option_id = uuid4()
    return [
        Line(option_id=option_id, position=place, words=f"Item {price}", price_minor=price)
        for place, price in enumerate(prices, 1)
    ]


def test_the_model_keeps_to_what_views_expect_of_it(qtbot: QtBot) -> None:
    model = LinesModel()
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    some = lines(100, 200, 300)
    model.show_lines(some, "GBP", locked=False)
    model.setData(model.index(1, AMOUNT), "not a price")
    assert model.is_refused(model.index(1, AMOUNT))
    model.give_up(model.index(1, AMOUNT))
    model.show_lines(some[::-1], "GBP", locked=False)
    model.show_lines(some[:1], "JPY", locked=True)
    assert [model.index(0, column).data() for column in (WORDS, QUANTITY, AMOUNT)] == ["Item 100", "1", "100"]
    model.show_lines([], "JPY", locked=True)
    assert tester.model() is model


def test_figures_are_written_anew_in_another_currency_and_country(qtbot: QtBot) -> None:
    model = LinesModel()
    some = lines(123_456)
    model.show_lines(some, "GBP", locked=False)
    assert model.index(0, AMOUNT).data() == "1,234.56"
    model.show_lines(some, "JPY", locked=False)
    assert model.index(0, AMOUNT).data() == "123,456"
    said.use_country("DE")
    model.show_lines(some, "EUR", locked=False)
    assert model.index(0, AMOUNT).data() == "1.234,56"
