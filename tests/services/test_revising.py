"""A change that is taken back leaves no revision behind, and what was seen can be accepted while another is drafted."""

from datetime import date, timedelta

import pytest

from tests.owner import Owner
from tradesman.book.errors import BookError
from tradesman.book.followup import Purpose
from tradesman.book.job import Job
from tradesman.book.quote import AcceptedBy, GivenQuote, Quote, QuoteState
from tradesman.services import enquiries, presentations, quote_copies, quote_sheets, quotes
from tradesman.services.payments import Step
from tradesman.services.presentations import Choice


def standing(owner: Owner, quote_id: object) -> tuple[QuoteState, int]:
    quote = owner.get(Quote, quote_id)  # type: ignore[arg-type]
    return quote.state, quote.revision


def test_a_click_and_the_same_click_back_is_what_the_customer_has(owner: Owner) -> None:
    quote_id = owner.drafted()
    need = owner.do(enquiries.ask, owner.get(Quote, quote_id).enquiry_id, "Warm?", "Yes", "Warm")
    owner.given(quote_id)
    option_id = owner.option(quote_id)
    owner.do(quotes.meet_need, quote_id, option_id, need.id, meets=True)
    assert standing(owner, quote_id) == (QuoteState.DRAFT, 2)
    owner.do(quotes.meet_need, quote_id, option_id, need.id, meets=False)
    assert standing(owner, quote_id) == (QuoteState.GIVEN, 1)
    owner.do(quotes.change_option, quote_id, option_id, words="New")
    owner.do(quotes.meet_need, quote_id, option_id, need.id, meets=True)
    owner.do(quotes.meet_need, quote_id, option_id, need.id, meets=False)
    assert standing(owner, quote_id) == (QuoteState.DRAFT, 2)
    owner.do(quotes.change_option, quote_id, option_id, words="")
    assert standing(owner, quote_id) == (QuoteState.GIVEN, 1)


def test_an_option_moved_and_moved_back_and_payments_set_and_taken_away_are_no_revision(owner: Owner) -> None:
    quote_id = owner.given(owner.drafted(prices=(50_000, 70_000)))
    option_id = owner.option(quote_id)
    owner.do(quote_copies.move_option, quote_id, option_id, 2)
    assert standing(owner, quote_id) == (QuoteState.DRAFT, 2)
    owner.do(quote_copies.move_option, quote_id, option_id, 1)
    assert standing(owner, quote_id) == (QuoteState.GIVEN, 1)
    quote = owner.get(Quote, quote_id)
    same = {"title": quote.title, "valid_until_on": quote.valid_until_on, "decision_on": None}
    owner.do(quote_sheets.change_terms, quote_id, **same, steps=[Step("At the end", 10_000)])
    assert standing(owner, quote_id) == (QuoteState.DRAFT, 2)
    owner.do(quote_sheets.change_terms, quote_id, **same, steps=[])
    assert standing(owner, quote_id) == (QuoteState.GIVEN, 1)


def test_what_was_given_is_accepted_as_it_was_while_a_change_is_drafted(owner: Owner) -> None:
    quote_id = owner.drafted(prices=(50_000, 70_000))
    option_id = owner.option(quote_id)
    extra = owner.do(quotes.add_line, quote_id, option_id, "Shelf", 5_000, cost_minor=2_000, extra=True, tax_bp=0)
    owner.given(quote_id)
    first = owner.get(Quote, quote_id).options[0].lines[0]
    owner.do(quotes.change_line, quote_id, first.id, price_minor=99_999, words="Dearer")
    owner.do(quotes.remove_line, quote_id, extra.id)
    owner.do(quotes.remove_option, quote_id, owner.option(quote_id, 1))
    owner.do(quotes.add_line, quote_id, option_id, "More", 1_000)
    sheet = owner.ask(quote_sheets.sheet, quote_id)
    assert (sheet.can_say_yes, sheet.quote.revision) == (True, 2)
    paper = owner.ask(presentations.seen, quote_id)
    choice = Choice(option_id, AcceptedBy.PHONE, "Leah Novak", owner.now.date(), frozenset({extra.id}))
    owner.do(presentations.accept_seen, paper, choice, signed_file="b.pdf")
    quote = owner.get(Quote, quote_id)
    assert (quote.state, quote.revision, len(quote.options)) == (QuoteState.ACCEPTED, 1, 2)
    lines = [(line.words, line.price_minor, line.extra) for line in quote.option(option_id).lines]
    assert lines == [(first.words, 50_000, False), ("Shelf", 5_000, True)]
    assert quote.option(option_id).lines[1].cost_minor == 2_000
    assert quote.best_value is not None
    [job] = owner.all(Job)
    assert job.price_minor == 65_000
    assert owner.all(GivenQuote)[0].signed_file == "b.pdf"
    owner.undo()
    assert standing(owner, quote_id) == (QuoteState.DRAFT, 2)
    assert len(owner.get(Quote, quote_id).options) == 1


def test_what_was_given_can_be_lost_while_a_change_is_drafted(owner: Owner) -> None:
    quote_id = owner.given()
    owner.do(quotes.change, quote_id, title="Other")
    owner.do(quotes.lose, quote_id, "Price")
    assert owner.get(Quote, quote_id).state == QuoteState.LOST
    assert Purpose.WIN_BACK in owner.asked(quote_id)


def test_what_does_not_hold_any_more_is_not_accepted(owner: Owner) -> None:
    quote_id = owner.given()
    paper = owner.ask(presentations.seen, quote_id)
    choice = Choice(owner.option(quote_id), AcceptedBy.PHONE, "Leah Novak", owner.now.date())
    owner.at("2027-02-01")
    owner.do(quotes.renew, quote_id, date(2027, 3, 1))
    assert not owner.ask(quote_sheets.sheet, quote_id).can_say_yes
    with pytest.raises(BookError, match="expired"):
        owner.do(presentations.accept_seen, paper, choice)
    assert (owner.get(Quote, quote_id).revision, owner.all(Job)) == (2, [])


def test_nobody_says_yes_to_what_nobody_has_seen(owner: Owner) -> None:
    quote_id = owner.drafted()
    assert not owner.ask(quote_sheets.sheet, quote_id).can_say_yes
    with pytest.raises(BookError, match="has not seen"):
        owner.ask(presentations.seen, quote_id)


def test_a_draft_past_its_day_says_so_and_is_renewed_without_a_follow_up(owner: Owner) -> None:
    quote_id = owner.drafted()
    owner.at("2027-02-01")
    sheet = owner.ask(quote_sheets.sheet, quote_id)
    assert (sheet.expired, sheet.missing) == (True, ("The day until which it was valid has passed.",))
    owner.do(quotes.renew, quote_id, date(2027, 3, 1))
    sheet = owner.ask(quote_sheets.sheet, quote_id)
    assert (sheet.expired, sheet.missing, sheet.quote.revision) == (False, (), 1)
    assert owner.due(quote_id) == {}


def test_days_that_have_passed_are_refused_and_those_that_stand_there_are_kept(owner: Owner) -> None:
    quote_id = owner.drafted()
    past = owner.now.date() - timedelta(days=1)
    for deed in (
        lambda: owner.do(quotes.change, quote_id, valid_until_on=past),
        lambda: owner.do(quotes.decide_by, quote_id, past),
        lambda: owner.given(quote_id, decision_on=past),
    ):
        with pytest.raises(BookError, match="has passed"):
            deed()
    decides = owner.now.date() + timedelta(days=3)
    owner.do(quotes.decide_by, quote_id, decides, "Tom")
    owner.at((decides + timedelta(days=5)).isoformat())
    assert owner.do(quotes.decide_by, quote_id, decides, "").decider == ""


def test_amounts_below_nothing_are_refused(owner: Owner) -> None:
    quote_id = owner.given()
    enquiry_id = owner.get(Quote, quote_id).enquiry_id
    for deed in (
        lambda: owner.do(quotes.add_rival, quote_id, "Cheap & Co", -1),
        lambda: owner.do(quotes.lose, quote_id, "Price", "Cheap & Co", -1),
        lambda: owner.do(quote_sheets.note_budget, enquiry_id, -1),
    ):
        with pytest.raises(BookError, match="not below nothing"):
            deed()
