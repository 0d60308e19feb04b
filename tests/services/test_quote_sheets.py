from datetime import date, datetime
from typing import Any
from uuid import UUID

import pytest

from tests.owner import Owner
from tests.services.test_shown_testimonials import said
from tradesman.book.enquiry import CameBy
from tradesman.book.errors import BookError
from tradesman.book.quote import GivenBy, Quote, QuoteState
from tradesman.book.store import Book
from tradesman.services import customers, enquiries, payments, presentations, prices, quote_sheets, quotes
from tradesman.services.payments import Step


@pytest.fixture
def quote_id(book: Book, now: datetime) -> UUID:
    with book.write("Quote", now) as session:
        customer = customers.add(session, "Marion Ellis", address="14 Mill Lane")
        enquiry = enquiries.log(session, customer.id, "Water heater", CameBy.PHONE, answered_live=True)
        enquiries.ask(session, enquiry.id, "Who showers?", "Three of us", "3 showers")
        return quotes.draft(session, enquiry.id, "Water heater").id


def test_a_sheet_holds_totals_and_what_is_kept(book: Book, now: datetime, quote_id: UUID) -> None:
    with book.write("Options", now) as session:
        first, second = quote_sheets.add_options(session, quote_id, [(1, "Good"), (3, "Best")])
        quotes.add_line(session, quote_id, first.id, "Cylinder", 50000, cost_minor=30000)
        quotes.add_line(session, quote_id, second.id, "Cylinder", 90000)
    with book.read(now) as session:
        sheet = quote_sheets.sheet(session, quote_id)
    assert (sheet.customer, sheet.first_name, sheet.place) == ("Marion Ellis", "Marion", "14 Mill Lane")
    assert [row.option.position for row in sheet.options] == [1, 3]
    assert [row.keeps_minor for row in sheet.options] == [20000, None]
    assert sheet.options[0].keeps_percent == 40
    assert sheet.proposed_id == sheet.options[0].option.id
    assert [need.label for need in sheet.flagged] == ["3 showers"]
    assert sheet.missing == ("No option is marked as the best value.",)


def test_a_discount_without_a_line_is_no_fault_yet(book: Book, now: datetime, quote_id: UUID) -> None:
    with book.write("Options", now) as session:
        options = quote_sheets.add_options(session, quote_id, [(1, "Good"), (2, "Better")])
        quotes.change_option(session, quote_id, options[0].id, discount_minor=500)
    with book.read(now) as session:
        sheet = quote_sheets.sheet(session, quote_id)
    assert sheet.options[0].totals.total_minor == 0
    assert sheet.proposed_id is None


def test_terms_change_only_what_changed(book: Book, now: datetime, quote_id: UUID) -> None:
    with book.write("Give", now) as session:
        option = quote_sheets.add_options(session, quote_id, [(1, "Good")])[0]
        quotes.add_line(session, quote_id, option.id, "Cylinder", 50000)
    with book.read(now) as session:
        paper = presentations.to_give(session, quote_id)
    with book.write("Given", now) as session:
        given = quote_sheets.give(session, paper, GivenBy.SENT, rival=("Cheap & Co", 100, ""))
        valid = quotes.of_enquiry(session, quote_sheets.sheet(session, quote_id).enquiry_id)[0].valid_until_on
    assert given.revision == 1
    with book.write("Decision", now) as session:
        quote = quote_sheets.change_terms(
            session, quote_id, title="Water heater", valid_until_on=valid, decision_on=date(2026, 12, 1)
        )
        assert (quote.state, quote.revision, quote.decision_on) == (QuoteState.GIVEN, 1, date(2026, 12, 1))
        quote = quote_sheets.change_terms(
            session, quote_id, title="Hot water", valid_until_on=valid, decision_on=date(2026, 12, 1)
        )
        assert (quote.title, quote.revision) == ("Hot water", 2)
        with pytest.raises(BookError, match="needs a title"):
            quote_sheets.change_terms(session, quote_id, title=" ", valid_until_on=valid, decision_on=None)


def test_a_line_goes_into_the_price_book_on_request(book: Book, now: datetime, quote_id: UUID) -> None:
    with book.write("Line", now) as session:
        option = quote_sheets.add_options(session, quote_id, [(1, "Good")])[0]
        line = quotes.add_line(session, quote_id, option.id, "Labour", 4800)
        session.flush()
        quote_sheets.change_line(session, quote_id, line.id, to_price_book=True, unit="h")
        session.flush()
        assert [(item.words, item.unit) for item in prices.find(session, "lab")] == [("Labour", "h")]


def test_a_line_kept_again_is_the_same_item(book: Book, now: datetime, quote_id: UUID) -> None:
    with book.write("Lines", now) as session:
        option = quote_sheets.add_options(session, quote_id, [(1, "Good")])[0]
        line = quotes.add_line(session, quote_id, option.id, "Labour", 4800, unit="h")
        other = quotes.add_line(session, quote_id, option.id, "LABOUR", 5200, unit="h")
        day = quotes.add_line(session, quote_id, option.id, "Labour", 30000, unit="day")
        session.flush()
        for kept in (line, other, day):
            quote_sheets.keep_line(session, quote_id, kept.id)
            session.flush()
        assert line.item_id == other.item_id != day.item_id
        quotes.change_line(session, quote_id, line.id, words="Labour, skilled", price_minor=5000)
        quote_sheets.keep_line(session, quote_id, line.id)
        session.flush()
        found = sorted((item.words, item.unit, item.price_minor) for item in prices.find(session, "lab"))
        assert found == [("Labour", "day", 30000), ("Labour, skilled", "h", 5000)]


def test_a_sheet_tells_what_is_free_and_who_has_seen_what(book: Book, now: datetime, quote_id: UUID) -> None:
    with book.write("Give", now) as session:
        option = quote_sheets.add_options(session, quote_id, [(1, "Good")])[0]
        quotes.add_line(session, quote_id, option.id, "Cylinder", 50000)
        quotes.give(session, quote_id, GivenBy.SENT)
    with book.read(now) as session:
        sheet = quote_sheets.sheet(session, quote_id)
    assert sheet.free_on == (date(2026, 11, 24), date(2026, 11, 25))
    assert ([row.revision for row in sheet.given], sheet.changes, sheet.faults) == ([1], None, ())
    assert (sheet.overruled, sheet.proposal, sheet.left_out) == (False, None, ())
    with book.write("Change", now) as session:
        quotes.change(session, quote_id, title="Hot water")
        sheet = quote_sheets.sheet(session, quote_id)
    assert sheet.changes is not None
    assert [change.field for change in sheet.changes.changes] == ["title"]


def test_what_stands_around_the_options_changes_in_one_step(book: Book, now: datetime, quote_id: UUID) -> None:
    with book.read(now) as session:
        quote = quote_sheets.sheet(session, quote_id).quote
    same: dict[str, Any] = {"title": quote.title, "valid_until_on": quote.valid_until_on, "decision_on": None}
    steps = [Step("On acceptance", 3000, deposit=True), Step("At the end", 7000)]
    with book.write("Terms", now) as session:
        changed = quote_sheets.change_terms(
            session, quote_id, **same, decider="Tom", decides=" The date ", terms=" Paid at once. ", steps=steps
        )
        assert (changed.decider, changed.decides, changed.terms) == ("Tom", "The date", "Paid at once.")
        assert payments.of(changed) == tuple(steps)
        with pytest.raises(BookError, match="Together they must be 100 %"):
            quote_sheets.change_terms(session, quote_id, **same, steps=steps[:1])


def test_testimonials_are_shown_as_they_were_picked(owner: Owner) -> None:
    first, second = (said(owner, words) for words in ("First", "Second"))
    quote_id = owner.drafted()
    quote = owner.get(Quote, quote_id)
    same: dict[str, Any] = {"title": quote.title, "valid_until_on": quote.valid_until_on, "decision_on": None}
    owner.do(quote_sheets.change_terms, quote_id, **same, shown=[first])
    owner.do(quote_sheets.change_terms, quote_id, **same, shown=[second])
    owner.do(quote_sheets.change_terms, quote_id, **same)
    assert [row.testimonial_id for row in owner.ask(quote_sheets.sheet, quote_id).shown] == [second]


def test_an_option_that_moves_takes_the_name_of_its_place(book: Book, now: datetime, quote_id: UUID) -> None:
    with book.write("Options", now) as session:
        options = quote_sheets.add_options(session, quote_id, [(1, "Good"), (2, "Mains pressure")])
        quote = quote_sheets.move_option(session, quote_id, options[0].id, 2)
        assert [option.title for option in quote.in_order] == ["Mains pressure", "Better"]


def test_a_line_takes_a_discount_in_percent(book: Book, now: datetime, quote_id: UUID) -> None:
    with book.write("Line", now) as session:
        option = quote_sheets.add_options(session, quote_id, [(1, "Good")])[0]
        line = quotes.add_line(session, quote_id, option.id, "Labour", 4800)
        quote_sheets.change_line(session, quote_id, line.id, quantity_thousandths=2000, discount_bp=1000)
        assert (line.amount_minor, line.discount_minor) == (8640, 960)
