import json
from datetime import date
from pathlib import Path
from uuid import UUID

import pytest

from tests.owner import Owner, set_contact
from tradesman.book.customer import ContactKind
from tradesman.book.errors import BookError
from tradesman.book.followup import Purpose
from tradesman.book.job import Job
from tradesman.book.quote import AcceptedBy, GivenBy, GivenQuote, Quote, QuoteState
from tradesman.book.signature import Signature
from tradesman.services import businesses, customers, presentations, quotes
from tradesman.services.presentations import Choice, Paper

STROKES = [[[10, 20, 0], [30, 40, 16]]]


def bytes_of(owner: Owner) -> bytes:
    return Path(owner.book.folder / "book.sqlite").read_bytes()


def choice(owner: Owner, quote_id: UUID, by: AcceptedBy = AcceptedBy.SIGNED, **rest: object) -> Choice:
    strokes = STROKES if by == AcceptedBy.SIGNED else []
    return Choice(owner.option(quote_id), by, "Leah Novak", owner.now.date(), strokes=strokes, **rest)  # type: ignore[arg-type]


def test_looking_at_what_would_be_given_writes_nothing(owner: Owner) -> None:
    quote_id = owner.drafted()
    before = bytes_of(owner)
    paper = owner.ask(presentations.to_give, quote_id)
    assert bytes_of(owner) == before
    assert (paper.number, paper.at, paper.file, paper.content["title"]) == ("0001", owner.now, "", "New boiler")
    assert not owner.ask(presentations.is_given, paper)


def test_what_cannot_be_given_says_why_and_can_be_rehearsed(owner: Owner) -> None:
    quote_id = owner.do(quotes.draft, owner.enquiry(answered_live=True), "Bath").id
    for question in (presentations.to_give, presentations.to_rehearse):
        with pytest.raises(BookError, match="no option"):
            owner.ask(question, quote_id)
    owner.do(quotes.add_option, quote_id, "Good")
    with pytest.raises(BookError, match="has no line"):
        owner.ask(presentations.to_give, quote_id)
    assert owner.ask(presentations.to_rehearse, quote_id).content["options"][0]["lines"] == []


def test_what_is_left_is_frozen_as_it_was_shown(owner: Owner) -> None:
    quote_id = owner.drafted()
    paper = owner.ask(presentations.to_give, quote_id)
    shown_at = owner.now
    owner.at("2026-11-20", "10:01")
    decides = date(2026, 11, 26)
    owner.do(presentations.give, paper, GivenBy.THINK_IT_OVER, file="a.pdf", decision_on=decides, decider="Tom")
    (given,) = owner.all(GivenQuote)
    assert (given.document, given.file, given.given_at, given.given_by) == (
        paper.document,
        "a.pdf",
        shown_at,
        GivenBy.THINK_IT_OVER,
    )
    quote = owner.get(Quote, quote_id)
    assert (quote.state, quote.decision_on, quote.decider) == (QuoteState.GIVEN, decides, "Tom")
    assert Purpose.HIDDEN_SLOT in owner.asked(quote_id)
    again = owner.ask(presentations.to_give, quote_id)
    assert (again.document, again.at, again.file, again.given) == (paper.document, shown_at, "a.pdf", True)
    assert owner.ask(presentations.is_given, again)


def test_a_quote_that_was_changed_while_it_was_shown_is_not_given(owner: Owner) -> None:
    quote_id = owner.drafted()
    paper = owner.ask(presentations.to_give, quote_id)
    owner.do(quotes.change, quote_id, title="Two boilers")
    with pytest.raises(BookError, match="changed while it was shown"):
        owner.do(presentations.give, paper, GivenBy.PRESENTED)
    with pytest.raises(BookError, match="changed while it was shown"):
        owner.do(presentations.accept, paper, choice(owner, quote_id))
    assert (owner.all(GivenQuote), owner.all(Job), owner.all(Signature)) == ([], [], [])


def test_a_signed_yes_is_one_step_bound_to_the_frozen_words_and_taken_back_whole(owner: Owner) -> None:
    quote_id = owner.drafted()
    extra = owner.do(quotes.add_line, quote_id, owner.option(quote_id), "A hose", 1_000, extra=True, tax_bp=2000).id
    paper = owner.ask(presentations.to_give, quote_id)
    yes = choice(owner, quote_id, extras=frozenset({extra}))
    job = owner.do(presentations.accept, paper, yes, file="a.pdf", signed_file="b.pdf")
    (given,), (signature,) = owner.all(GivenQuote), owner.all(Signature)
    assert job.price_minor == 61_200
    assert (given.file, given.signed_file, given.given_by) == ("a.pdf", "b.pdf", GivenBy.ACCEPTING)
    assert (signature.fingerprint, signature.subject_id, signature.strokes) == (given.fingerprint, quote_id, STROKES)
    kept = owner.ask(presentations.paper, quote_id)
    assert kept.choice == yes
    assert (kept.signed_file, kept.document) == ("b.pdf", given.document)
    owner.undo()
    assert (owner.all(GivenQuote), owner.all(Job), owner.all(Signature)) == ([], [], [])
    assert owner.get(Quote, quote_id).state == QuoteState.DRAFT


@pytest.mark.parametrize("by", [AcceptedBy.PHONE, AcceptedBy.EMAIL])
def test_agreed_from_afar_there_is_no_signature(owner: Owner, by: AcceptedBy) -> None:
    quote_id = owner.drafted()
    owner.do(presentations.accept, owner.ask(presentations.to_give, quote_id), choice(owner, quote_id, by))
    assert owner.all(Signature) == []
    kept = owner.ask(presentations.paper, quote_id).choice
    assert kept is not None
    assert (kept.by, kept.strokes) == (by, [])


def test_a_yes_without_a_name_keeps_nothing(owner: Owner) -> None:
    quote_id = owner.drafted()
    paper = owner.ask(presentations.to_give, quote_id)
    with pytest.raises(BookError, match="Who said yes"):
        owner.do(presentations.accept, paper, Choice(owner.option(quote_id), AcceptedBy.SIGNED, " ", date.min))
    assert owner.all(GivenQuote) == []


def test_a_draft_is_shown_as_it_stands_and_a_given_quote_as_it_was_given(owner: Owner) -> None:
    quote_id = owner.drafted()
    assert not owner.ask(presentations.paper, quote_id).given
    owner.do(quotes.give, quote_id, GivenBy.SENT)
    owner.do(businesses.change, name="Another name")
    given = owner.ask(presentations.paper, quote_id)
    assert (given.given, given.content["business"]["name"]) == (True, "Harrow Plumbing")
    owner.do(quotes.change, quote_id, title="Two boilers")
    draft = owner.ask(presentations.paper, quote_id)
    assert (draft.given, draft.content["title"]) == (False, "Two boilers")


def test_extras_change_the_total_at_the_cent(owner: Owner) -> None:
    quote_id = owner.drafted(prices=(10_001, 20_003))
    option_id = owner.option(quote_id, 1)
    ids = [
        owner.do(quotes.add_line, quote_id, option_id, words, price, extra=True, tax_bp=rate).id.hex
        for words, price, rate in (("A hose", 333, 2000), ("A tap", 777, 500))
    ]
    owner.do(quotes.change_option, quote_id, option_id, discount_minor=100)
    content = owner.ask(presentations.to_give, quote_id).content
    quote = owner.get(Quote, quote_id)
    option = next(one for one in quote.options if one.id == option_id)
    shown = content["options"][1]
    for picked in ((), ids[:1], ids[1:], ids):
        wanted = option.totals(gross=False, extras=frozenset(map(UUID, picked))).total_minor
        assert presentations.total_minor(content, shown, picked) == wanted
    empty = {**shown, "lines": []}
    assert presentations.total_minor(content, empty) == 0


def test_a_copy_goes_by_e_mail_only_where_there_is_an_address_that_may_be_used(owner: Owner) -> None:
    leah = owner.customer()
    assert owner.ask(presentations.can_mail, leah)
    owner.do(customers.set_do_not_contact, leah, leave_alone=True)
    assert not owner.ask(presentations.can_mail, leah)
    tom = owner.customer("Tom Hale")
    owner.do(set_contact, tom, ContactKind.EMAIL, "")
    assert not owner.ask(presentations.can_mail, tom)


def test_the_words_are_those_of_the_fingerprint(owner: Owner) -> None:
    paper: Paper = owner.ask(presentations.to_give, owner.drafted())
    assert json.dumps(paper.content, ensure_ascii=False, sort_keys=True) == paper.document
