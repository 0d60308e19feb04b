from datetime import datetime
from typing import Any

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from tests.ui.stage import Stage
from tradesman.book.enquiry import CameBy
from tradesman.book.pricebook import PriceItem
from tradesman.book.quote import Quote
from tradesman.book.store import Book
from tradesman.services import customers, enquiries, price_index, quotes
from tradesman.ui import format as said
from tradesman.ui.pages.quote_page import QuotePage
from tradesman.ui.parts.add_line_field import several
from tradesman.ui.theme import Theme

MANY = 20_000


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("3x valve", (3000, "", "valve")),
        ("2 × door", (2000, "", "door")),
        ("11 h labour", (11_000, "h", "labour")),
        ("2.5m pipe", (2500, "m", "pipe")),
        ("4 m² tiles", (4000, "m²", "tiles")),
        ("15 mm pipe", (1000, "", "15 mm pipe")),
        ("2 doors", (1000, "", "2 doors")),
        ("11 h", (1000, "", "11 h")),
        ("1,5 h labour", (1000, "", "1,5 h labour")),
        ("0 h labour", (1000, "", "0 h labour")),
        (" valve ", (1000, "", "valve")),
    ],
)
def test_a_quantity_before_the_words_is_understood(typed: str, meant: tuple[int, str, str]) -> None:
    assert several(typed) == meant


def test_with_a_comma_where_people_write_one() -> None:
    said.use_country("DE")
    assert several("1,5 h labour") == (1500, "h", "labour")


def test_one_of_very_many_items_is_found_by_typing_and_they_are_read_once(
    qtbot: QtBot, book: Book, now: datetime, theme: Theme, monkeypatch: pytest.MonkeyPatch
) -> None:
    with book.write("Price book", now) as session:
        session.add_all(PriceItem(words=f"Copper elbow {number:05}", price_minor=number) for number in range(MANY))
        customer = customers.add(session, "Marion Ellis")
        enquiry = enquiries.log(session, customer.id, "Bath", CameBy.PHONE, answered_live=True)
        quote = quotes.draft(session, enquiry.id, "Bath")
        quotes.add_option(session, quote.id, "Good")
    read: list[Any] = []
    real = price_index.PriceRow

    def counting(*told: Any) -> price_index.PriceRow:
        read.append(told[0])
        return real(*told)

    stage = Stage(qtbot, book, now, theme)
    stage.show(QuotePage, quote.id)
    monkeypatch.setattr(price_index, "PriceRow", counting)
    stage.write("option_add_line_0", "elb 19998")
    assert stage.sees("suggestion_0")
    assert len(read) == MANY  # with the first letter, and not again with each
    stage.press(Qt.Key.Key_Return)
    [line] = stage.desk.ask(lambda session: session.load(Quote, quote.id)).options[0].lines
    assert (line.words, line.price_minor) == ("Copper elbow 19998", 19_998)
    stage.write("option_add_line_0", "copper")
    assert not stage.sees("suggestion_6")  # no more are shown than can be looked over
    assert len(read) == MANY
