from datetime import date, datetime
from typing import Any
from uuid import UUID

import pytest

from tests.owner import Owner
from tests.ui.stage import Stage
from tradesman.book.quote import GivenBy, Quote, QuoteState
from tradesman.book.store import Book
from tradesman.book.testimonial import NameShown
from tradesman.services import quotes, shown_testimonials, testimonials
from tradesman.ui.pages.quote_page import QuotePage
from tradesman.ui.theme import Theme

LONG = "They came on time, and the water has been hot ever since that day."


@pytest.fixture
def owner(book: Book, now: datetime) -> Owner:
    return Owner(book, now)


@pytest.fixture
def stage(qtbot: Any, book: Book, now: datetime, theme: Theme) -> Stage:
    return Stage(qtbot, book, now, theme)


def said(owner: Owner, name: str, words: str, shown: NameShown) -> UUID:
    made = owner.do(testimonials.take_down, owner.customer(name), words)
    owner.do(testimonials.release, made.id, "On the phone", shown, in_print=True)
    return made.id


def test_what_may_no_longer_be_printed_is_left_out_and_giving_says_so(owner: Owner, stage: Stage) -> None:
    quote_id = owner.drafted()
    found = [said(owner, "Ann Ash", "Warm again", NameShown.FULL), said(owner, "Bo Reed", LONG, NameShown.NONE)]
    for one in found:
        owner.do(shown_testimonials.add, quote_id, one)
    stage.show(QuotePage, quote_id)
    stage.click("quote_give")
    assert not stage.sees("give_left_out")
    stage.click("cancel")
    stage.desk.do(testimonials.withdraw, found[0], label="Withdrawn")
    stage.click("quote_give")
    assert stage.words("give_left_out") == (
        "One testimonial is left out: its customer does not allow it in print any more. Ann Ash"
    )
    stage.click("cancel")
    stage.desk.do(testimonials.withdraw, found[1], label="Withdrawn")
    stage.click("quote_give")
    assert stage.words("give_left_out") == (
        "2 testimonials are left out: their customers do not allow them in print any more."
        " Ann Ash, “They came on time, and the water has…”"
    )
    stage.click("main")
    stage.qtbot.waitUntil(lambda: stage.sees("paper"))
    quote = owner.get(Quote, quote_id)
    assert quote.state == QuoteState.GIVEN
    assert "Warm again" not in quote.given[0].document


def test_words_that_tell_too_much_are_left_out_and_giving_says_so(owner: Owner, stage: Stage) -> None:
    quote_id, kept = owner.drafted(), said(owner, "Ann Ash", "Warm again, in Harrow", NameShown.FIRST)
    owner.do(testimonials.shorten, kept, "Warm again")
    owner.do(shown_testimonials.add, quote_id, kept)
    owner.do(testimonials.shorten, kept, "")
    stage.show(QuotePage, quote_id)
    stage.click("quote_give")
    assert stage.words("give_left_out") == (
        "One testimonial is left out: its words tell more than the consent to them covers. Ann"
    )


def test_a_day_that_has_passed_is_refused_beside_its_field(owner: Owner, stage: Stage) -> None:
    quote_id = owner.drafted()
    stage.show(QuotePage, quote_id)
    stage.click("quote_give")
    stage.write("decision_on", "19 Nov 2026")
    stage.write("rival", "Cheap & Co")
    stage.write("rival_price", "-5")
    stage.click("main")
    form = stage.find("give_quote").form
    assert form.box("decision_on").error == "This day has passed. Choose a later one."
    assert form.box("rival_price").error == "This is below nothing. Leave the minus out."
    assert owner.get(Quote, quote_id).state == QuoteState.DRAFT
    stage.write("decision_on", "27 Nov 2026")
    stage.write("rival_price", "5")
    stage.write("decider", "")
    stage.click("main")
    stage.qtbot.waitUntil(lambda: stage.sees("paper"))
    quote = owner.get(Quote, quote_id)
    assert (quote.decision_on, quote.decider) == (date(2026, 11, 27), "")


def test_what_cannot_be_printed_is_not_sent(owner: Owner, stage: Stage) -> None:
    quote_id = owner.drafted()
    owner.do(quotes.change, quote_id, title="Boiler \u8d28")
    stage.show(QuotePage, quote_id)
    stage.click("quote_give")
    stage.click("main")
    stage.qtbot.waitUntil(lambda: stage.find("give_quote").isVisible() and stage.sees("error"))
    assert "\u8d28" in stage.words("error")
    quote = owner.get(Quote, quote_id)
    assert (quote.state, quote.given) == (QuoteState.DRAFT, [])
    stage.choose("by", GivenBy.PRESENTED.value)
    stage.click("main")
    stage.qtbot.waitUntil(lambda: not stage.sees("give_quote"))
    assert owner.get(Quote, quote_id).state == QuoteState.GIVEN  # it was seen: the words are frozen
    assert "\u8d28" in stage.failures[0]
