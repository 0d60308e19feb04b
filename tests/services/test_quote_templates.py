from typing import Any
from uuid import UUID

import pytest

from tests.owner import Owner
from tests.services.test_quote_copies import rich, told
from tradesman.book.errors import BookError
from tradesman.book.quote import Quote, QuoteState
from tradesman.book.template import QuoteTemplate
from tradesman.services import payments, quote_templates, quotes


def test_a_quote_is_kept_without_its_customer_and_drafted_again(owner: Owner) -> None:
    quote_id = rich(owner, (50_000, 80_000))
    kept = owner.do(quote_templates.keep, quote_id, " Boiler swap ")
    said = str(owner.get(QuoteTemplate, kept.id).content)
    assert not [word for word in ("Leah", "Novak", "Mill Lane", "Hot water", "It does all you need") if word in said]
    other = owner.enquiry(owner.customer("Tom Ash"), "A new one", answered_live=True)
    copy = owner.get(Quote, owner.do(quote_templates.draft, kept.id, other).id)
    source = owner.get(Quote, quote_id)
    assert (copy.number, copy.title, copy.state, copy.terms) == ("0002", "New boiler", QuoteState.DRAFT, source.terms)
    assert [told(option) for option in copy.options] == [told(option) for option in source.options]
    assert payments.of(copy) == payments.of(source)
    assert copy.best_value is None
    assert [row.name for row in owner.ask(quote_templates.rows)] == ["Boiler swap"]
    (row,) = owner.ask(quote_templates.rows)
    assert (row.options, row.lines, row.kept_at) == (("Good", "Better"), 3, owner.now)


def test_names_are_used_once_whatever_their_capitals(owner: Owner) -> None:
    quote_id = owner.drafted()
    first = owner.do(quote_templates.keep, quote_id, "Boiler")
    owner.do(quote_templates.keep, quote_id, "Tap")
    with pytest.raises(BookError, match="There is a template “Boiler”"):
        owner.do(quote_templates.keep, quote_id, " boiler")
    with pytest.raises(BookError, match="There is a template “Tap”"):
        owner.do(quote_templates.rename, first.id, "TAP")
    with pytest.raises(BookError, match="needs a name"):
        owner.do(quote_templates.keep, quote_id, " ")
    owner.do(quote_templates.rename, first.id, "BOILER")
    assert [row.name for row in owner.ask(quote_templates.rows)] == ["BOILER", "Tap"]
    owner.do(quote_templates.remove, first.id)
    assert [row.name for row in owner.ask(quote_templates.rows)] == ["Tap"]
    owner.undo()
    assert len(owner.ask(quote_templates.rows)) == 2


def test_a_template_is_written_anew_when_asked(owner: Owner) -> None:
    quote_id = owner.drafted()
    first = owner.do(quote_templates.keep, quote_id, "Boiler")
    owner.do(quotes.add_line, quote_id, owner.option(quote_id), "A brush", 100)
    again = owner.do(quote_templates.keep, quote_id, "boiler", replace=True)
    assert again.id == first.id
    assert [row.lines for row in owner.ask(quote_templates.rows)] == [2]
    owner.do(quote_templates.keep, quote_id, "Tap", replace=True)
    assert len(owner.ask(quote_templates.rows)) == 2


def test_a_quote_without_an_option_is_no_template(owner: Owner) -> None:
    quote_id = owner.do(quotes.draft, owner.enquiry(answered_live=True), "").id
    with pytest.raises(BookError, match="no option yet"):
        owner.do(quote_templates.keep, quote_id, "Nothing")


LINE = {"words": "Boiler", "price_minor": 100}


@pytest.mark.parametrize(
    "content",
    [
        {},
        {"version": 2},
        {"version": "1"},
        {"version": 1, "colour": "red"},
        {"version": 1, "options": [{"place": 4}]},
        {"version": 1, "options": [{"place": 1}, {"place": 1}]},
        {"version": 1, "options": [{"place": 1, "lines": [{**LINE, "price_minor": "100"}]}]},
        {"version": 1, "options": [{"place": 1, "lines": [{**LINE, "price_minor": 1.5}]}]},
        {"version": 1, "options": [{"place": 1, "lines": [{**LINE, "item_id": "x"}]}]},
        {"version": 1, "options": [{"place": 1, "guarantee_kind": "forever"}]},
        {"version": 1, "payments": [{"words": "Half", "share_bp": 5_000}]},
    ],
)
def test_a_broken_template_says_so_and_nothing_is_drafted(owner: Owner, content: dict[str, Any]) -> None:
    kept = _written(owner, content)
    enquiry_id = owner.enquiry(answered_live=True)
    with pytest.raises(BookError, match="cannot be read"):
        owner.do(quote_templates.draft, kept, enquiry_id)
    assert owner.all(Quote) == []
    assert [row.options for row in owner.ask(quote_templates.rows)] == [None]


def _written(owner: Owner, content: dict[str, Any]) -> UUID:
    with owner.book.write("Write", owner.now) as session:
        template = QuoteTemplate(name="Broken", kept_at=owner.now, content=content)
        session.add(template)
        return template.id


def test_content_may_say_less_but_not_otherwise(owner: Owner) -> None:
    kept = _written(owner, {"version": 1, "options": [{"place": 2, "title": "Better", "lines": [LINE]}]})
    quote_id = owner.do(quote_templates.draft, kept, owner.enquiry(answered_live=True), "Boiler").id
    quote = owner.get(Quote, quote_id)
    assert [(option.position, option.title, option.lines[0].price_minor) for option in quote.options] == [
        (2, "Better", 100)
    ]


def test_an_empty_quote_is_filled_under_its_own_title(owner: Owner) -> None:
    template = owner.do(quote_templates.keep, owner.drafted(), "Boiler")
    enquiry_id = owner.enquiry(answered_live=True)
    quote_id = owner.do(quotes.draft, enquiry_id, "Another").id
    filled = owner.do(quote_templates.start, template.id, quote_id)
    assert (filled.title, [len(option.lines) > 0 for option in filled.options]) == ("Another", [True])
    with pytest.raises(BookError, match="has options already"):
        owner.do(quote_templates.start, template.id, quote_id)
