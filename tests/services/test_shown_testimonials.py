from uuid import UUID

import pytest

from tests.owner import Owner
from tradesman.book.errors import BookError
from tradesman.book.quote import GivenBy, Quote, QuoteState
from tradesman.book.testimonial import NameShown
from tradesman.services import papers, quote_sheets, quotes, shown_testimonials, testimonials


def said(owner: Owner, words: str, title: str = "", *, in_print: bool = True) -> UUID:
    """What a customer of another job said; its title tells what was done."""
    enquiry_id = owner.enquiry(owner.customer("Ruth Marsh"), title or "Something", answered_live=True)
    quote_id = owner.drafted(enquiry_id)
    if title:
        owner.do(quotes.change, quote_id, title=title)
    job_id = owner.completed(owner.accepted(owner.given(quote_id)))
    made = owner.do(testimonials.take_down, owner.get(Quote, quote_id).customer_id, words, job_id)
    owner.do(testimonials.release, made.id, "By letter", NameShown.FIRST, in_print=in_print, on_website=True)
    return made.id


def test_similar_work_comes_first_within_consent(owner: Owner) -> None:
    tap = said(owner, "The tap drips no more", "New kitchen taps")
    boiler = said(owner, "Warm again", "Two boilers replaced")
    website = said(owner, "A boiler like new", "Boiler", in_print=False)
    silent = owner.do(testimonials.take_down, owner.customer("Tom"), "My boiler is fine").id
    quote_id = owner.drafted()
    rows = owner.ask(shown_testimonials.proposed, quote_id)
    assert [(row.testimonial_id, row.alike) for row in rows] == [(boiler, 1), (tap, 0)]
    assert (rows[0].by, rows[0].job, rows[0].words) == ("Ruth", "Two boilers replaced", "Warm again")
    for other in (website, silent):
        with pytest.raises(BookError, match="does not allow"):
            owner.do(shown_testimonials.add, quote_id, other)
    owner.do(shown_testimonials.add, quote_id, boiler)
    assert [row.testimonial_id for row in owner.ask(shown_testimonials.proposed, quote_id)] == [tap]


def test_they_stand_in_the_quote_once_in_their_order_and_go_again(owner: Owner) -> None:
    first, second = said(owner, "First"), said(owner, "Second")
    quote_id = owner.given()
    for made in (second, first, second):
        owner.do(shown_testimonials.add, quote_id, made)
    quote = owner.get(Quote, quote_id)
    assert (quote.state, quote.revision) == (QuoteState.DRAFT, 2)
    assert [row.words for row in owner.ask(quote_sheets.sheet, quote_id).shown] == ["Second", "First"]
    paper = owner.ask(lambda session: papers.quote(session, session.load(Quote, quote_id)))
    assert [each["words"] for each in paper["testimonials"]] == ["Second", "First"]
    owner.do(shown_testimonials.remove, quote_id, second)
    assert [row.words for row in owner.ask(quote_sheets.sheet, quote_id).shown] == ["First"]


def test_consent_withdrawn_leaves_it_out_and_giving_says_so(owner: Owner) -> None:
    kept, gone = said(owner, "Kept"), said(owner, "Gone")
    quote_id = owner.drafted()
    for made in (kept, gone):
        owner.do(shown_testimonials.add, quote_id, made)
    owner.do(testimonials.withdraw, gone)
    sheet = owner.ask(quote_sheets.sheet, quote_id)
    assert [row.testimonial_id for row in sheet.left_out] == [gone]
    given = owner.do(quotes.give, quote_id, GivenBy.SENT)
    assert "Kept" in given.document
    assert "Gone" not in given.document


def test_the_town_stands_beside_the_name_where_that_is_allowed(owner: Owner) -> None:
    made = said(owner, "Warm again")
    where = {"in_print": True, "place_shown": True}
    owner.do(testimonials.release, made, "By letter", NameShown.FIRST, **where)
    quote_id = owner.drafted()
    owner.do(shown_testimonials.add, quote_id, made)
    assert [row.by for row in owner.ask(quote_sheets.sheet, quote_id).shown] == ["Ruth, Harrow"]
    given = owner.do(quotes.give, quote_id, GivenBy.SENT)
    assert "Ruth, Harrow" in given.document
    owner.do(testimonials.release, made, "By letter", NameShown.FIRST, place="Leeds", **where)
    assert [row.by for row in owner.ask(quote_sheets.sheet, quote_id).shown] == ["Ruth, Leeds"]
    assert owner.get(type(given), given.id).document == given.document  # what the customer has stays


def test_words_that_tell_who_it_is_are_not_printed(owner: Owner) -> None:
    made = said(owner, "The Marshes of Harrow are warm again")
    quote_id = owner.drafted()
    assert owner.ask(shown_testimonials.proposed, quote_id) == []
    with pytest.raises(BookError, match=r"The words name “Marshes”, “Harrow”, which the consent leaves out\. Nothing"):
        owner.do(shown_testimonials.add, quote_id, made)
    owner.do(testimonials.shorten, made, "warm again")
    owner.do(shown_testimonials.add, quote_id, made)
    owner.do(testimonials.shorten, made, "")
    (row,) = owner.ask(quote_sheets.sheet, quote_id).left_out
    assert row.naming == ("Marshes", "Harrow")
    assert "Marshes" not in owner.do(quotes.give, quote_id, GivenBy.SENT).document


def test_a_customer_is_not_shown_the_own_words(owner: Owner) -> None:
    made = said(owner, "Warm again", "Boiler")
    theirs = owner.get(Quote, owner.all(Quote)[0].id).customer_id
    quote_id = owner.drafted(owner.enquiry(theirs, answered_live=True))
    assert owner.ask(shown_testimonials.proposed, quote_id) == []
    assert [row.testimonial_id for row in owner.ask(shown_testimonials.proposed, owner.drafted())] == [made]
