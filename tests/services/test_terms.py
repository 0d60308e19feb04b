import pytest

from tests.owner import Owner
from tradesman.book.errors import BookError
from tradesman.book.quote import Quote, QuoteState
from tradesman.services import quotes, terms


def test_standard_terms_are_taken_by_each_new_quote(owner: Owner) -> None:
    before = owner.drafted()
    owner.do(terms.add, "Waste", " Waste is taken away. ", standard=True)
    owner.do(terms.add, "Access", "A key is left with me.")
    owner.do(terms.add, "Extras", "Extras are told before.", standard=True)
    assert [row.title for row in owner.ask(terms.rows)] == ["Extras", "Waste", "Access"]
    after = owner.drafted()
    assert owner.get(Quote, before).terms == ""
    assert owner.get(Quote, after).terms == "Extras are told before.\n\nWaste is taken away."


def test_terms_are_copied_into_a_quote_once_and_later_changes_leave_it_alone(owner: Owner) -> None:
    access = owner.do(terms.add, "Access", "A key is left with me.")
    quote_id = owner.given()
    owner.do(terms.take, quote_id, access.id)
    quote = owner.get(Quote, quote_id)
    assert (quote.terms, quote.revision, quote.state) == ("A key is left with me.", 2, QuoteState.DRAFT)
    owner.given(quote_id)
    owner.do(terms.take, quote_id, access.id)
    assert owner.get(Quote, quote_id).state == QuoteState.GIVEN
    owner.do(terms.change, access.id, words="Two keys.", standard=True)
    owner.do(terms.take, quote_id, access.id)
    assert owner.get(Quote, quote_id).terms == "A key is left with me.\n\nTwo keys."
    owner.do(quotes.change, quote_id, terms="My own words")
    owner.do(terms.remove, access.id)
    assert owner.get(Quote, quote_id).terms == "My own words"
    assert owner.ask(terms.rows) == []


def test_terms_need_a_title_and_words(owner: Owner) -> None:
    for title, words in (("", "Words"), ("Title", " ")):
        with pytest.raises(BookError, match="need a title and words"):
            owner.do(terms.add, title, words)
    access = owner.do(terms.add, "Access", "A key")
    with pytest.raises(BookError, match="need a title and words"):
        owner.do(terms.change, access.id, words="")
    with pytest.raises(TypeError, match="no colour"):
        owner.do(terms.change, access.id, colour="red")
