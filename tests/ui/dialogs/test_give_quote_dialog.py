from datetime import datetime
from typing import Any
from uuid import UUID

import pytest

from tests.owner import Owner
from tests.ui.stage import Stage
from tradesman.book.quote import Quote, QuoteState
from tradesman.book.store import Book
from tradesman.book.testimonial import NameShown
from tradesman.services import shown_testimonials, testimonials
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
