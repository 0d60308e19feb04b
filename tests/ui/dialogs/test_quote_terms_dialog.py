"""The terms of a quote: one sheet, one step."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

import pytest
from pytestqt.qtbot import QtBot

from tests.ui.pages.test_quote_page import choose, load, offer, three
from tests.ui.stage import Stage
from tradesman.book.enquiry import CameBy
from tradesman.book.store import Book
from tradesman.services import customers, enquiries, payments, quotes, terms
from tradesman.services.payments import Step
from tradesman.services.shown_testimonials import SaidRow
from tradesman.ui.pages.quote_page import QuotePage
from tradesman.ui.parts.shown_box import ShownBox
from tradesman.ui.theme import Theme


@pytest.fixture
def quote_id(book: Book, now: datetime) -> UUID:
    with book.write("Quote", now) as session:
        found = offer(session)
        three(session, found)
        terms.add(session, "Payment", "Paid within 14 days.")
        return found


@pytest.fixture
def stage(qtbot: QtBot, book: Book, now: datetime, theme: Theme, quote_id: UUID) -> Stage:
    made = Stage(qtbot, book, now, theme)
    made.show(QuotePage, quote_id)
    return made


def test_days_decision_terms_and_payments_are_one_step(stage: Stage, quote_id: UUID) -> None:
    choose(stage, "quote_more", "terms")
    assert stage.words("earliest_start").startswith("Earliest start, from what is booked: ")
    stage.write("decision_on", "4 Dec")
    stage.write("decider", "Marion and Tom")
    stage.write("decides", "The date")
    stage.click("terms_take_0")
    stage.click("terms_take_0")
    stage.click("payment_add")
    assert stage.find("payment_share_0").hasFocus()
    stage.write("payment_share_0", "30")
    stage.click("payment_add")
    assert stage.words("payments_sum") == "Together 100 %."
    stage.click("main")
    quote = load(stage, quote_id)
    assert (quote.decision_on, quote.decider, quote.decides) == (date(2026, 12, 4), "Marion and Tom", "The date")
    assert quote.terms == "Paid within 14 days."
    assert payments.of(quote) == (Step("On acceptance", 3000, deposit=True), Step("On completion", 7000))
    assert stage.labels == ["Quote changed"]


def test_shares_that_are_not_the_whole_are_refused_beside_them(stage: Stage, quote_id: UUID) -> None:
    choose(stage, "quote_more", "terms")
    stage.click("payment_add")
    stage.click("main")
    assert stage.sees("quote_terms")
    stage.write("payment_share_0", "30")
    stage.click("main")
    assert stage.words("payments_sum") == "The payments come to 30%. Together they must be 100 %."
    stage.click("payment_remove_0")
    assert stage.words("payments_sum") == "All of it is paid at the end."
    stage.click("main")
    assert not stage.sees("quote_terms")
    assert load(stage, quote_id).payments == []


def test_the_payments_of_the_last_quote_are_offered(stage: Stage, quote_id: UUID) -> None:
    with stage.desk.book.write("Another", stage.now) as session:
        steps = [Step("Start", 5000), Step("End", 5000)]
        payments.set_steps(session, offer_again(session), steps)
    stage.page.invalidate()
    choose(stage, "quote_more", "terms")
    stage.click("payment_again")
    stage.click("main")
    assert payments.of(load(stage, quote_id)) == (Step("Start", 5000), Step("End", 5000))


def offer_again(session: Any) -> UUID:
    customer = customers.add(session, "Ann")
    enquiry = enquiries.log(session, customer.id, "Tap", CameBy.PHONE, answered_live=True)
    return quotes.draft(session, enquiry.id, "Tap").id


def test_a_testimonial_that_was_withdrawn_says_so(qtbot: QtBot, theme: Theme) -> None:
    kept = SaidRow(UUID(int=1), "Good work", "Ann", "Tap", 0, allowed=False)
    box = ShownBox(theme, [kept], [SaidRow(UUID(int=2), "x" * 200, "Tom", "", 1)])
    qtbot.addWidget(box)
    ticks = [tick for _id, tick in box._ticks]
    assert ticks[0].text() == "“Good work” Ann, Tap. Not printed: consent was withdrawn."
    assert ticks[1].text().endswith("…” Tom")
    assert box.wanted() == [UUID(int=1)]
    ticks[1].click()
    assert box.wanted() == [UUID(int=1), UUID(int=2)]


def test_a_testimonial_whose_words_tell_too_much_says_so(qtbot: QtBot, theme: Theme) -> None:
    kept = SaidRow(UUID(int=1), "Good, says Novak", "Ann", "", allowed=False, naming=("Novak",))
    box = ShownBox(theme, [kept], [])
    qtbot.addWidget(box)
    (told,) = [tick.text() for _id, tick in box._ticks]
    assert told == "“Good, says Novak” Ann. Not printed: the words name “Novak”."


def test_days_that_have_passed_are_refused_beside_their_fields(stage: Stage, quote_id: UUID) -> None:
    choose(stage, "quote_more", "terms")
    stage.write("valid_until_on", "1 Nov 2026")
    stage.write("decision_on", "2 Nov 2026")
    stage.click("main")
    form = stage.find("quote_terms").form
    for key in ("valid_until_on", "decision_on"):
        assert form.box(key).error == "This day has passed. Choose a later one."
    assert stage.labels == []


def test_the_decider_can_be_emptied(stage: Stage, quote_id: UUID) -> None:
    stage.desk.do(quotes.decide_by, quote_id, date(2026, 12, 4), "Tom", "The date", label="Decision noted")
    choose(stage, "quote_more", "terms")
    stage.write("decider", "")
    stage.click("main")
    quote = load(stage, quote_id)
    assert (quote.decision_on, quote.decider, quote.decides) == (date(2026, 12, 4), "", "The date")
