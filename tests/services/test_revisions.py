import json
from datetime import date

import pytest

from tests.owner import Owner
from tradesman.book.errors import BookError
from tradesman.book.quote import GivenBy, GivenQuote, Quote
from tradesman.services import businesses, enquiries, papers, quote_copies, quote_sheets, quotes, revisions, terms
from tradesman.services.revisions import Change, Changes, LineChange, OptionChange


def test_nothing_differs_before_something_was_given(owner: Owner) -> None:
    quote_id = owner.drafted()
    sheet = owner.ask(quote_sheets.sheet, quote_id)
    assert (sheet.given, sheet.changes) == ((), None)
    with pytest.raises(BookError, match="Revision 1 was never given"):
        owner.ask(revisions.between, quote_id, 1)


def test_lines_that_came_went_and_changed_are_told_with_from_and_to(owner: Owner) -> None:
    quote_id = owner.drafted(prices=(50_000, 80_000))
    good = owner.option(quote_id)
    hose = owner.do(quotes.add_line, quote_id, good, "Hose", 1_000)
    pipe = owner.do(quotes.add_line, quote_id, good, "Pipe", 2_000)
    owner.given(quote_id)
    assert not owner.ask(revisions.between, quote_id, 1)
    owner.do(quotes.remove_line, quote_id, hose.id)
    owner.do(quotes.change_line, quote_id, pipe.id, price_minor=3_000, quantity_thousandths=2_000)
    owner.do(quotes.add_line, quote_id, good, "Tap", 4_000)
    owner.do(quotes.change_option, quote_id, good, takes="Two days")
    changes = owner.ask(revisions.between, quote_id, 1)
    assert changes == Changes(
        1,
        None,
        (),
        (
            OptionChange(
                1,
                "Good",
                63_600,
                72_000,
                (Change("takes", "", "Two days"),),
                (
                    LineChange(
                        "Pipe",
                        2_000,
                        6_000,
                        (Change("quantity_thousandths", 1_000, 2_000), Change("price_minor", 2_000, 3_000)),
                    ),
                    LineChange("Tap", None, 4_000),
                    LineChange("Hose", 1_000, None),
                ),
            ),
        ),
    )
    assert owner.ask(quote_sheets.sheet, quote_id).changes == changes
    owner.given(quote_id)
    owner.do(quotes.remove_option, quote_id, good)
    owner.do(quotes.add_option, quote_id, "Gold")
    assert owner.ask(revisions.between, quote_id, 1, 2).options == changes.options
    assert owner.ask(revisions.between, quote_id, 2).options == (
        OptionChange(3, "Gold", None, 0),
        OptionChange(1, "Good", 72_000, None),
    )


def test_days_terms_words_and_the_business_are_told(owner: Owner) -> None:
    quote_id = owner.given()
    owner.do(quotes.change, quote_id, title="A larger boiler", valid_until_on=date(2027, 1, 5))
    owner.do(terms.take, quote_id, owner.do(terms.add, "Waste", "Taken away").id)
    owner.do(enquiries.diagnose, owner.get(Quote, quote_id).enquiry_id, "The valve is stuck")
    owner.do(businesses.change, phone="020 7946 0000")
    changes = {change.field: (change.was, change.now) for change in owner.ask(revisions.between, quote_id, 1).changes}
    assert changes.pop("business")[1]["phone"] == "020 7946 0000"
    assert changes == {
        "title": ("New boiler", "A larger boiler"),
        "valid_until": ("2026-12-20", "2027-01-05"),
        "terms": ("", "Taken away"),
        "diagnosis": ("", "The valve is stuck"),
    }


def test_places_and_the_order_of_lines_are_told(owner: Owner) -> None:
    quote_id = owner.drafted(prices=(1_000, 2_000))
    owner.do(quotes.add_line, quote_id, owner.option(quote_id), "Hose", 1)
    owner.given(quote_id)
    hose = owner.get(Quote, quote_id).options[0].lines[1]
    owner.do(quotes.move_line, quote_id, hose.id, -1)
    (only,) = owner.ask(revisions.between, quote_id, 1).options
    assert only.changes == (Change("order", ["Boiler, fitted", "Hose"], ["Hose", "Boiler, fitted"]),)
    owner.do(quote_copies.move_option, quote_id, owner.option(quote_id, 1), 1)
    changed = {option.title: option.changes[0] for option in owner.ask(revisions.between, quote_id, 1).options}
    assert changed == {"Better": Change("place", 2, 1), "Good": Change("place", 1, 2)}


def test_the_accepted_revision_counts(owner: Owner) -> None:
    quote_id = owner.given()
    owner.do(quotes.change, quote_id, title="A larger boiler")
    owner.do(quotes.give, quote_id, GivenBy.PRESENTED)
    rows = owner.ask(revisions.rows, quote_id)
    assert [(row.revision, row.given_by, row.counts) for row in rows] == [
        (2, GivenBy.PRESENTED, False),
        (1, GivenBy.SENT, False),
    ]
    owner.accepted(quote_id)
    assert [row.counts for row in owner.ask(revisions.rows, quote_id)] == [True, False]
    assert owner.ask(quote_sheets.sheet, quote_id).changes is None


def test_a_paper_that_knew_less_has_changed_only_in_what_it_said(owner: Owner) -> None:
    quote_id = owner.given()
    (given,) = owner.all(GivenQuote)
    paper = json.loads(given.document)
    for key in ("terms", "payments", "testimonials", "withdrawal_days"):
        del paper[key]
    del paper["options"][0]["guarantee_months"]
    now = owner.ask(lambda session: papers.quote(session, session.load(Quote, quote_id)))
    assert not revisions.compare(paper, now, 1, None)
