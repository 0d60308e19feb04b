from datetime import date

import pytest

from tests.owner import Owner
from tradesman.book.errors import BookError
from tradesman.book.quote import GivenBy, GivenQuote, Quote, QuoteState
from tradesman.services import best_value, businesses, enquiries, prices, quotes


def test_all_that_is_missing_is_said_and_the_draft_is_kept(owner: Owner) -> None:
    quote_id = owner.do(quotes.draft, owner.enquiry(answered_live=True), "").id
    with pytest.raises(BookError, match=r"no option.*kept as a draft"):
        owner.do(quotes.give, quote_id, GivenBy.SENT)
    nameless = owner.do(quotes.add_option, quote_id, "")
    owner.do(quotes.add_option, quote_id, "Better")
    owner.do(quotes.add_line, quote_id, nameless.id, "A longer hose", 100, extra=True)
    with pytest.raises(BookError) as told:
        owner.do(quotes.give, quote_id, GivenBy.SENT)
    for fault in ("Option 1 has no title", "Option 1 has no line", "“Better” has no line", "No option is marked"):
        assert fault in str(told.value)
    assert owner.get(Quote, quote_id).state == QuoteState.DRAFT
    assert owner.all(GivenQuote) == []
    assert owner.due(quote_id) == {}


def test_the_best_value_needs_its_reason(owner: Owner) -> None:
    quote_id = owner.drafted(prices=(50_000, 80_000))
    with pytest.raises(BookError, match="Why is it the best value"):
        owner.do(quotes.mark_best_value, quote_id, owner.option(quote_id), " ")
    owner.do(quotes.mark_best_value, quote_id, owner.option(quote_id), "It is enough")
    quote = owner.get(Quote, quote_id)
    assert ([option.best_value for option in quote.options], quote.best_value_reason) == (
        [True, False],
        "It is enough",
    )


def test_a_fourth_option_is_refused(owner: Owner) -> None:
    quote_id = owner.drafted(prices=(1, 2, 3))
    with pytest.raises(BookError, match="at most three"):
        owner.do(quotes.add_option, quote_id, "Gold")


def test_lines_come_from_the_price_book_as_copies_with_todays_tax(owner: Owner) -> None:
    quote_id = owner.drafted()
    option_id = owner.option(quote_id)
    item = owner.do(prices.add, "Tap", 4_000, cost_minor=2_500, unit="each")
    zero = owner.do(prices.add, "Insulation", 1_000, tax_bp=0)
    tap = owner.do(quotes.add_from_price_book, quote_id, option_id, item.id, 2_500)
    free = owner.do(quotes.add_from_price_book, quote_id, option_id, zero.id)
    owner.do(prices.change, item.id, price_minor=1)
    lines = {line.id: line for line in owner.get(Quote, quote_id).option(option_id).lines}
    kept = lines[tap.lines[0].id]
    assert (kept.words, kept.price_minor, kept.cost_minor, kept.unit, kept.amount_minor, kept.tax_bp) == (
        "Tap",
        4_000,
        2_500,
        "each",
        10_000,
        2000,
    )
    assert lines[free.lines[0].id].tax_bp == 0


def test_lines_are_changed_and_taken_out(owner: Owner) -> None:
    quote_id = owner.drafted()
    option_id = owner.option(quote_id)
    line = owner.do(quotes.add_line, quote_id, option_id, "Pipe", 1_000)
    owner.do(quotes.change_line, quote_id, line.id, quantity_thousandths=3_000, discount_minor=500)
    assert owner.get(Quote, quote_id).option(option_id).lines[1].amount_minor == 2_500
    owner.do(quotes.remove_line, quote_id, line.id)
    assert len(owner.get(Quote, quote_id).option(option_id).lines) == 1
    with pytest.raises(BookError, match="no longer in the quote"):
        owner.do(quotes.remove_line, quote_id, line.id)
    with pytest.raises(TypeError):
        owner.do(quotes.change, quote_id, number="0009")
    with pytest.raises(BookError, match="needs words"):
        owner.do(quotes.add_line, quote_id, option_id, "", 1)


def test_discounts_typed_as_a_percentage_are_kept_as_amounts(owner: Owner) -> None:
    quote_id = owner.drafted()
    option_id = owner.option(quote_id)
    pipe = owner.do(quotes.add_line, quote_id, option_id, "Pipe", 333, quantity_thousandths=2_500, discount_minor=5)
    owner.do(quotes.add_line, quote_id, option_id, "Gold tap", 10_000, extra=True)
    owner.do(quotes.discount_line, quote_id, pipe.id, 1_250)
    option = owner.do(quotes.discount_option, quote_id, option_id, 1_000)
    kept = owner.get(Quote, quote_id).option(option_id)
    assert kept.lines[1].discount_minor == 104  # of 833, the old discount not counted
    assert kept.lines[1].amount_minor == 729
    assert kept.discount_minor == 5_073  # of 50,729, the extra not counted
    assert kept.totals(gross=False).net_minor == 45_656
    for wrong in (-1, 10_001):
        with pytest.raises(BookError, match="between 0 and 100 %"):
            owner.do(quotes.discount_option, quote_id, option.id, wrong)
    with pytest.raises(BookError, match="larger than a quote can hold"):
        owner.do(quotes.change_option, quote_id, option_id, discount_minor=10**13)


def test_a_credit_lowers_the_total_and_an_option_below_nothing_is_not_given(owner: Owner) -> None:
    quote_id = owner.drafted()
    option_id = owner.option(quote_id)
    owner.do(quotes.add_line, quote_id, option_id, "Old boiler taken in part", -5_000)
    assert owner.get(Quote, quote_id).option(option_id).totals(gross=False).total_minor == 54_000
    owner.do(quotes.change_option, quote_id, option_id, discount_minor=50_000)
    with pytest.raises(BookError, match="comes to less than nothing"):
        owner.do(quotes.give, quote_id, GivenBy.SENT)


def test_a_quote_without_a_title_is_not_given(owner: Owner) -> None:
    quote_id = owner.drafted()
    owner.do(quotes.change, quote_id, title=" ")
    assert [fault.option_id for fault in owner.get(Quote, quote_id).faults()] == [None]
    with pytest.raises(BookError, match="quote has no title"):
        owner.do(quotes.give, quote_id, GivenBy.SENT)


def test_lines_are_taxed_each_at_its_rate(owner: Owner) -> None:
    owner.do(businesses.set_tax, 500, date(2026, 1, 1), "Reduced")
    quote_id = owner.drafted()
    option_id = owner.option(quote_id)
    line = owner.do(quotes.add_line, quote_id, option_id, "Insulation", 10_000)
    reduced = owner.ask(lambda session: businesses.current(session).tax_rates(businesses.today(session)))["Reduced"]
    owner.do(quotes.change_line, quote_id, line.id, tax_bp=reduced)
    totals = owner.get(Quote, quote_id).option(option_id).totals(gross=False)
    assert [(rate.rate_bp, rate.tax_minor) for rate in totals.by_rate] == [(500, 500), (2_000, 10_000)]
    with pytest.raises(BookError, match="between 0 and 100 %"):
        owner.do(quotes.change_line, quote_id, line.id, tax_bp=10_001)


def test_an_option_taken_out_takes_its_best_value_along(owner: Owner) -> None:
    quote_id = owner.drafted(prices=(1_000, 2_000, 3_000))
    owner.do(quotes.remove_option, quote_id, owner.option(quote_id, 1))
    quote = owner.get(Quote, quote_id)
    assert (quote.missing(), quote.best_value_reason) == (["No option is marked as the best value."], "")
    owner.undo()
    owner.do(quotes.remove_option, quote_id, owner.option(quote_id))
    assert owner.get(Quote, quote_id).best_value_reason == "It does all you need"


def test_the_best_value_is_proposed_from_the_needs_and_the_budget(owner: Owner) -> None:
    enquiry_id = owner.enquiry(answered_live=True, budget_minor=60_000)
    quote_id = owner.drafted(enquiry_id, (50_000, 80_000))
    good, better = owner.option(quote_id), owner.option(quote_id, 1)
    hot = owner.do(enquiries.ask, enquiry_id, "How hot?", "Very", "Hot water")
    quiet = owner.do(enquiries.ask, enquiry_id, "Where?", "By the bedroom", "Quiet")
    proposed = [owner.ask(best_value.proposed, quote_id)]
    owner.do(quotes.meet_need, quote_id, better, hot.id, meets=True)
    proposed.append(owner.ask(best_value.proposed, quote_id))
    owner.do(quotes.meet_need, quote_id, better, quiet.id, meets=True)
    proposed.append(owner.ask(best_value.proposed, quote_id))
    owner.do(enquiries.change_need, quiet.id, answer="By the bedroom", label="")
    proposed.append(owner.ask(best_value.proposed, quote_id))
    owner.do(quotes.meet_need, quote_id, better, hot.id, meets=False)
    proposed.append(owner.ask(best_value.proposed, quote_id))
    assert [option and option.option_id for option in proposed] == [good, good, better, good, good]


def test_nothing_is_proposed_with_one_option_and_a_discount_without_lines_costs_nothing(owner: Owner) -> None:
    quote_id = owner.drafted()
    assert owner.ask(best_value.proposed, quote_id) is None
    empty = owner.do(quotes.add_option, quote_id, "Better")
    owner.do(quotes.change_option, quote_id, empty.id, discount_minor=500)
    proposed = owner.ask(best_value.proposed, quote_id)
    assert proposed is not None
    assert proposed.option_id == empty.id


def test_rival_bids_are_noted_with_whose_they_are(owner: Owner) -> None:
    quote_id = owner.given()
    owner.do(quotes.add_rival, quote_id, " Drain & Co ", 45_000, "No guarantee")
    with pytest.raises(BookError, match="Whose bid"):
        owner.do(quotes.add_rival, quote_id, "", 1)
    rivals = owner.get(Quote, quote_id).rivals
    assert [(rival.who, rival.price_minor, rival.differs) for rival in rivals] == [
        ("Drain & Co", 45_000, "No guarantee")
    ]
    assert owner.get(Quote, quote_id).state == QuoteState.GIVEN
