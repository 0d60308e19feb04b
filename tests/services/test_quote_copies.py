from datetime import date
from uuid import UUID

import pytest

from tests.owner import Owner
from tradesman.book.errors import BookError
from tradesman.book.quote import Option, Quote, QuoteState
from tradesman.services import businesses, enquiries, guarantees, payments, quote_copies, quotes, terms
from tradesman.services.payments import Step


def rich(owner: Owner, prices: tuple[int, ...] = (50_000,)) -> UUID:
    """A quote with a need, a guarantee, a discount, terms and payments."""
    enquiry_id = owner.enquiry(answered_live=True)
    need = owner.do(enquiries.ask, enquiry_id, "How hot?", "Very", "Hot water")
    quote_id = owner.drafted(enquiry_id, prices)
    first = owner.option(quote_id)
    promise = owner.do(guarantees.add, "parts and labour", "It holds", "I come again for nothing", months=24)
    owner.do(guarantees.take, quote_id, first, promise.id)
    owner.do(quotes.meet_need, quote_id, first, need.id, meets=True)
    owner.do(quotes.change_option, quote_id, first, discount_minor=500, words="A small one", takes="A day")
    owner.do(quotes.add_line, quote_id, first, "A brush", 700, extra=True, quantity_thousandths=2_500, unit="m")
    owner.do(payments.set_steps, quote_id, [Step("At once", 2_000, True), Step("After", 8_000)])
    owner.do(terms.take, quote_id, owner.do(terms.add, "Usual", "Waste is taken away.").id)
    return quote_id


def told(option: Option) -> tuple[object, ...]:
    """What an option offers, without whose row it is."""
    fields = ("words", "leaves", "takes", "guarantee", "guarantee_kind", "guarantee_months", "guarantee_promise")
    of_a_line = ("position", "words", "quantity_thousandths", "unit", "price_minor", "cost_minor", "tax_bp", "extra")
    lines = [tuple(getattr(line, key) for key in of_a_line) for line in option.lines]
    return (*(getattr(option, key) for key in fields), option.guarantee_teeth, option.discount_minor, lines)


def test_good_is_copied_to_better_and_that_to_best(owner: Owner) -> None:
    quote_id = rich(owner)
    good = owner.option(quote_id)
    better = owner.do(quote_copies.copy_option, quote_id, good, "Better").id
    owner.do(quote_copies.copy_option, quote_id, better)
    options = owner.get(Quote, quote_id).options
    assert [(option.position, option.title) for option in options] == [(1, "Good"), (2, "Better"), (3, "Better")]
    assert told(options[0]) == told(options[1]) == told(options[2])
    assert len({met.need_id for option in options for met in option.needs_met}) == 1
    assert [len(option.needs_met) for option in options] == [1, 1, 1]
    with pytest.raises(BookError, match="at most three"):
        owner.do(quote_copies.copy_option, quote_id, good)
    owner.undo()
    assert len(owner.get(Quote, quote_id).options) == 2


def test_a_copy_takes_the_place_beside_or_the_one_that_is_free(owner: Owner) -> None:
    quote_id = owner.drafted(prices=(1_000, 2_000, 3_000))
    owner.do(quotes.remove_option, quote_id, owner.option(quote_id, 1))
    owner.do(quote_copies.copy_option, quote_id, owner.option(quote_id), "Between")
    assert [option.title for option in owner.get(Quote, quote_id).options] == ["Good", "Between", "Best"]
    owner.do(quotes.remove_option, quote_id, owner.option(quote_id))
    owner.do(quote_copies.copy_option, quote_id, owner.option(quote_id, 1), "First")
    assert [option.title for option in owner.get(Quote, quote_id).options] == ["First", "Between", "Best"]


def test_the_best_value_stays_where_it_is(owner: Owner) -> None:
    quote_id = owner.drafted(prices=(1_000, 2_000))
    owner.do(quote_copies.copy_option, quote_id, owner.option(quote_id, 1))
    quote = owner.get(Quote, quote_id)
    assert [option.best_value for option in quote.options] == [False, True, False]
    assert quote.missing() == []


def test_options_change_places(owner: Owner) -> None:
    quote_id = owner.given(owner.drafted(prices=(1_000, 2_000, 3_000)))
    best = owner.option(quote_id, 2)
    owner.do(quote_copies.move_option, quote_id, best, 3)
    assert owner.get(Quote, quote_id).state == QuoteState.GIVEN  # nothing moved
    owner.do(quote_copies.move_option, quote_id, best, 1)
    quote = owner.get(Quote, quote_id)
    assert ([option.title for option in quote.options], quote.revision) == (["Best", "Better", "Good"], 2)
    with pytest.raises(BookError, match="three places"):
        owner.do(quote_copies.move_option, quote_id, best, 4)
    owner.undo()
    assert [option.title for option in owner.get(Quote, quote_id).options] == ["Good", "Better", "Best"]


def test_a_line_moves_up_and_down_and_positions_stay_dense(owner: Owner) -> None:
    quote_id = owner.drafted()
    option_id = owner.option(quote_id)
    lines = [owner.do(quotes.add_line, quote_id, option_id, words, 1) for words in ("A", "B", "C")]
    owner.do(quotes.remove_line, quote_id, lines[0].id)

    def order() -> list[tuple[int, str]]:
        return [(line.position, line.words) for line in owner.get(Quote, quote_id).option(option_id).lines]

    owner.do(quotes.move_line, quote_id, lines[2].id, -1)
    assert order() == [(1, "Boiler, fitted"), (2, "C"), (3, "B")]
    owner.do(quotes.move_line, quote_id, lines[2].id, -9)
    assert order() == [(1, "C"), (2, "Boiler, fitted"), (3, "B")]
    owner.do(quotes.move_line, quote_id, lines[2].id, 9)
    assert order() == [(1, "Boiler, fitted"), (2, "B"), (3, "C")]
    owner.undo()
    assert order() == [(1, "C"), (2, "Boiler, fitted"), (3, "B")]
    with pytest.raises(BookError, match="no longer"):
        owner.do(quotes.move_line, quote_id, lines[0].id, 1)


def test_a_quote_is_drafted_again_for_another_customer_without_what_is_the_first_ones(owner: Owner) -> None:
    quote_id = rich(owner, (50_000, 80_000))
    other = owner.enquiry(owner.customer("Tom Ash"), "The same", answered_live=True)
    copy = owner.get(Quote, owner.do(quote_copies.duplicate, quote_id, other).id)
    source = owner.get(Quote, quote_id)
    assert (copy.number, copy.title, copy.state, copy.terms) == ("0002", "New boiler", QuoteState.DRAFT, source.terms)
    assert [told(option) for option in copy.options] == [told(option) for option in source.options]
    assert payments.of(copy) == payments.of(source)
    assert [option.needs_met for option in copy.options] == [[], []]
    assert (copy.best_value, copy.best_value_reason) == (None, "")
    assert copy.customer_id != source.customer_id
    assert not {line.id for option in copy.options for line in option.lines} & {
        line.id for option in source.options for line in option.lines
    }


def test_for_the_same_enquiry_needs_and_best_value_come_along(owner: Owner) -> None:
    quote_id = rich(owner, (50_000, 80_000))
    source = owner.get(Quote, quote_id)
    copy = owner.get(Quote, owner.do(quote_copies.duplicate, quote_id, source.enquiry_id, "Another way").id)
    assert (copy.title, copy.best_value_reason) == ("Another way", source.best_value_reason)
    assert [len(option.needs_met) for option in copy.options] == [1, 0]
    assert copy.best_value is copy.options[1]


def test_a_copy_is_taxed_at_todays_rates_by_their_names(owner: Owner) -> None:
    owner.do(businesses.set_tax, 500, date(2000, 1, 1), "Reduced")
    quote_id = owner.drafted()
    option_id = owner.option(quote_id)
    owner.do(quotes.add_line, quote_id, option_id, "Insulation", 100, tax_bp=500)
    owner.do(quotes.add_line, quote_id, option_id, "Abroad", 100, tax_bp=700)
    owner.do(businesses.set_tax, 2_100, date(2026, 12, 1))
    owner.do(businesses.set_tax, 600, date(2026, 12, 1), "Reduced")
    owner.at("2026-12-02")
    enquiry_id = owner.get(Quote, quote_id).enquiry_id
    copy = owner.get(Quote, owner.do(quote_copies.duplicate, quote_id, enquiry_id).id)
    assert [line.tax_bp for line in copy.options[0].lines] == [2_100, 600, 700]
    assert [line.tax_bp for line in owner.get(Quote, quote_id).options[0].lines] == [2_000, 500, 700]
