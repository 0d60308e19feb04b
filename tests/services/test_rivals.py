import pytest

from tests.owner import Owner
from tradesman.book.errors import BookError
from tradesman.book.quote import AcceptedBy, Quote, QuoteState
from tradesman.services import quote_sheets, quotes, rivals
from tradesman.services.rivals import Against, Standing


def test_a_bid_is_noted_changed_and_taken_out_without_another_revision(owner: Owner) -> None:
    quote_id = owner.given()
    bid = owner.do(quotes.add_rival, quote_id, "Drain & Co", None)
    owner.do(rivals.change, quote_id, bid.id, price_minor=45_000, differs=" No guarantee ", who=" Drains Ltd ")
    (kept,) = owner.get(Quote, quote_id).rivals
    assert (kept.who, kept.price_minor, kept.differs) == ("Drains Ltd", 45_000, "No guarantee")
    with pytest.raises(BookError, match="Whose bid"):
        owner.do(rivals.change, quote_id, bid.id, who=" ")
    with pytest.raises(TypeError, match="no colour"):
        owner.do(rivals.change, quote_id, bid.id, colour="red")
    owner.do(rivals.remove, quote_id, bid.id)
    quote = owner.get(Quote, quote_id)
    assert (quote.rivals, quote.state, quote.revision) == ([], QuoteState.GIVEN, 1)
    with pytest.raises(BookError, match="no longer in the quote"):
        owner.do(rivals.remove, quote_id, bid.id)


def test_prices_are_compared_with_the_option_taken_else_the_best_value_else_the_cheapest(owner: Owner) -> None:
    marked = owner.drafted(prices=(50_000, 80_000))
    owner.do(quotes.add_rival, marked, "Dear", 120_000)
    owner.do(quotes.add_rival, marked, "Cheap", 72_000)
    owner.do(quotes.add_rival, marked, "Silent", None)
    expected = (Against("Cheap", 72_000, 96_000), Against("Dear", 120_000, 96_000))
    assert owner.ask(rivals.against)[marked] == expected
    assert owner.ask(quote_sheets.sheet, marked).against == expected
    assert [row.bp for row in expected] == [-2_500, 2_500]
    extra = owner.do(quotes.add_line, marked, owner.option(marked), "Hose", 5_000, extra=True)
    owner.given(marked)
    owner.do(quotes.accept, marked, owner.option(marked), AcceptedBy.PHONE, "Leah", extras=[extra.id])
    assert owner.ask(rivals.against, [marked])[marked][0] == Against("Cheap", 72_000, 66_000)
    assert owner.ask(quote_sheets.sheet, marked).against[0] == Against("Cheap", 72_000, 66_000)


def test_who_won_a_lost_quote_counts_once_with_the_price_that_won(owner: Owner) -> None:
    quote_id = owner.given()
    owner.do(quotes.add_rival, quote_id, "Drain & Co", 70_000)
    owner.do(quotes.lose, quote_id, "Too dear", "Drain & Co", 45_000)
    assert owner.ask(rivals.against) == {quote_id: (Against("Drain & Co", 45_000, 60_000),)}
    assert owner.ask(quote_sheets.sheet, quote_id).against == (Against("Drain & Co", 45_000, 60_000),)


def test_over_all_quotes_it_is_told_how_often_and_by_how_much(owner: Owner) -> None:
    assert owner.ask(rivals.overall) == Standing(0, 0, 0, None)
    for price in (66_000, 54_000, 60_000, 30_000):
        owner.do(quotes.add_rival, owner.given(), "Drain & Co", price)
    found = owner.ask(rivals.overall)
    assert found == Standing(dearer=1, cheaper=2, same=1, median_bp=-500)
    assert found.count == 4


@pytest.mark.parametrize(("bp", "said"), [(-762, 800), (749, 700), (50, 50), (-99, 99), (100, 100), (0, 0)])
def test_how_far_prices_are_apart_is_said_in_whole_percent_but_for_less_than_one(bp: int, said: int) -> None:
    assert rivals.apart(bp) == said


def test_without_a_price_of_mine_nothing_is_compared(owner: Owner) -> None:
    quote_id = owner.do(quotes.draft, owner.enquiry(answered_live=True), "").id
    owner.do(quotes.add_rival, quote_id, "Drain & Co", 100)
    assert owner.ask(rivals.against) == {}
    assert owner.ask(quote_sheets.sheet, quote_id).against == ()
