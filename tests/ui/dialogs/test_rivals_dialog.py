"""Other bids beside mine."""

from datetime import datetime
from uuid import UUID

import pytest
from pytestqt.qtbot import QtBot

from tests.ui.pages.test_quote_page import load, offer, three
from tests.ui.stage import Stage
from tradesman.book.store import Book
from tradesman.ui.pages.quote_page import QuotePage
from tradesman.ui.theme import Theme


@pytest.fixture
def quote_id(book: Book, now: datetime) -> UUID:
    with book.write("Quote", now) as session:
        found = offer(session)
        three(session, found)
        return found


def test_bids_are_noted_compared_changed_and_removed(
    qtbot: QtBot, book: Book, now: datetime, theme: Theme, quote_id: UUID
) -> None:
    stage = Stage(qtbot, book, now, theme)
    stage.show(QuotePage, quote_id)
    stage.click("quote_rivals")
    assert stage.sees("rivals_none")
    stage.click("main")
    stage.write("who", "<b>Cheap</b> & Co")
    stage.write("price", "540")
    stage.write("differs", "No guarantee")
    stage.click("main")
    assert stage.words("rival_0") == "<b>Cheap</b> & Co, £540.00"
    assert stage.words("rival_says_0") == "£60 cheaper than your £600 (10%). No guarantee"
    stage.click("rival_edit_0")
    stage.write("price", "")
    stage.click("main")
    assert stage.words("rival_0") == "<b>Cheap</b> & Co, price not known"
    assert load(stage, quote_id).rivals[0].price_minor is None
    stage.click("rival_remove_0")
    assert stage.sees("rivals_none")
    stage.click("rivals_close")
    assert load(stage, quote_id).rivals == []
    assert load(stage, quote_id).revision == 1
