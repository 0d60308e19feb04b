"""The reason that is printed for the best value is true when it is printed."""

from datetime import datetime
from typing import Any
from uuid import UUID

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from tests.ui.stage import Stage
from tradesman.book.enquiry import CameBy
from tradesman.book.quote import Quote, QuoteState
from tradesman.book.store import Book
from tradesman.services import customers, enquiries, quote_sheets, quotes
from tradesman.ui.pages.quote_page import QuotePage
from tradesman.ui.parts.best_value_words import is_proposed
from tradesman.ui.theme import Theme

WAS = "Only one that meets all 2 needs, £240 under budget"


@pytest.fixture
def stage(qtbot: QtBot, book: Book, now: datetime, theme: Theme) -> Stage:
    return Stage(qtbot, book, now, theme)


@pytest.fixture
def quote_id(book: Book, now: datetime) -> UUID:
    """Better meets both needs and lies within the budget; Good and Best meet one."""
    with book.write("Quote", now) as session:
        customer = customers.add(session, "Marion Ellis")
        enquiry = enquiries.log(session, customer.id, "Water heater", CameBy.PHONE, answered_live=True)
        needs = [enquiries.ask(session, enquiry.id, f"{word}?", word, word) for word in ("Hot", "Small")]
        quote_sheets.note_budget(session, enquiry.id, 150_000)
        quote = quotes.draft(session, enquiry.id, "Water heater")
        options = quote_sheets.add_options(session, quote.id, [(1, "Good"), (2, "Better"), (3, "Best")])
        for price, option in zip((50_000, 105_000, 200_000), options, strict=True):
            quotes.add_line(session, quote.id, option.id, "Heater", price)
            quotes.meet_need(session, quote.id, option.id, needs[0].id, meets=True)
        quotes.meet_need(session, quote.id, options[1].id, needs[1].id, meets=True)
        return quote.id


def load(stage: Stage, quote_id: UUID) -> Quote:
    return stage.desk.ask(lambda session: session.load(Quote, quote_id))


def price(stage: Stage, option: int, typed: str) -> None:
    table: Any = stage.find(f"option_lines_{option}")
    table.edit_cell(0, 2)
    stage.write("cell", typed)
    stage.press(Qt.Key.Key_Return)


def mark(stage: Stage, quote_id: UUID) -> None:
    stage.show(QuotePage, quote_id)
    stage.click("option_mark_1")
    assert stage.find("reason").toPlainText() == WAS
    stage.click("main")


def test_a_reason_that_was_proposed_follows_the_figures_in_the_same_step(stage: Stage, quote_id: UUID) -> None:
    mark(stage, quote_id)
    price(stage, 1, "1,100")
    assert load(stage, quote_id).best_value_reason == "Only one that meets all 2 needs, £180 under budget"
    assert stage.words("option_meets_1") == "Only one that meets all 2 needs, £180 under budget"
    stage.desk.undo()
    quote = load(stage, quote_id)
    assert (quote.best_value_reason, quote.in_order[1].lines[0].price_minor) == (WAS, 105_000)


def test_own_words_are_left_alone(stage: Stage, quote_id: UUID) -> None:
    stage.show(QuotePage, quote_id)
    stage.click("option_mark_1")
    stage.find("reason").setPlainText("It is quiet.")
    stage.click("main")
    price(stage, 1, "1,100")
    stage.click("option_1_need_0")
    assert load(stage, quote_id).best_value_reason == "It is quiet."
    stage.click("quote_give")
    assert stage.sees("give_quote")


def test_a_reason_that_holds_no_longer_keeps_the_quote_from_being_given(stage: Stage, quote_id: UUID) -> None:
    mark(stage, quote_id)
    for need in (0, 1):
        stage.click(f"option_1_need_{need}")
    price(stage, 1, "1,900")
    assert "no longer holds" in stage.words("option_alert_1")
    assert load(stage, quote_id).in_order[1].best_value
    stage.click("quote_give")
    assert not stage.sees("give_quote")
    said = "The reason for Better no longer holds: Good is suggested now."
    assert said in stage.words("option_alert_1")
    stage.click("option_mark_1")
    assert stage.find("reason").toPlainText() == ""
    stage.find("reason").setPlainText(WAS)
    stage.click("main")
    assert stage.sees("best_value")  # that is nobody's own words
    stage.find("reason").setPlainText("It lasts twice as long.")
    stage.click("main")
    assert load(stage, quote_id).best_value_reason == "It lasts twice as long."
    stage.click("quote_give")
    assert stage.sees("give_quote")
    assert load(stage, quote_id).state == QuoteState.DRAFT


@pytest.mark.parametrize(
    ("reason", "proposed"),
    [
        (WAS, True),
        ("Meets all 5 needs", True),
        ("Meets most needs, 4 of 5, within the budget", True),
        ("£1,375 under budget", True),
        ("Within the budget", True),
        ("Meets all 5 needs, 1\u202f375 € under budget", True),
        ("It is quiet.", False),
        ("Only one that meets all 5 needs, and it is quiet", False),
        ("", False),
    ],
)
def test_a_proposed_reason_is_told_from_own_words(qtbot: QtBot, reason: str, proposed: bool) -> None:
    assert is_proposed(reason) == proposed
