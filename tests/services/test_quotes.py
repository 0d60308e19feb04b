import json
from datetime import date, datetime, timedelta
from hashlib import sha256
from uuid import UUID, uuid4

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.owner import Owner
from tradesman.book.enquiry import Enquiry, Stage
from tradesman.book.errors import BookError
from tradesman.book.followup import Purpose
from tradesman.book.job import Job
from tradesman.book.quote import AcceptedBy, GivenBy, Quote, QuoteState
from tradesman.book.store import Book
from tradesman.services import businesses, enquiries, papers, prices, quotes

DECIDES = date(2026, 12, 2)


def frozen(owner: Owner, quote_id: UUID) -> list[tuple[int, str, str]]:
    """What the customer has been given: revision, document, fingerprint."""
    with owner.book.read(owner.now) as session:
        return [(seen.revision, seen.document, seen.fingerprint) for seen in session.load(Quote, quote_id).given]


def test_a_draft_takes_number_currency_property_and_date_from_the_book(owner: Owner) -> None:
    first, second = owner.drafted(), owner.drafted()
    quote = owner.get(Quote, first)
    enquiry = owner.get(Enquiry, quote.enquiry_id)
    assert [owner.get(Quote, quote_id).number for quote_id in (first, second)] == ["0001", "0002"]
    assert (quote.currency, quote.gross, quote.property_id) == ("GBP", False, enquiry.property_id)
    assert quote.valid_until_on == date(2026, 12, 20)
    assert enquiry.stage == Stage.QUOTED


def test_a_number_taken_back_is_not_given_again(owner: Owner) -> None:
    enquiry_id = owner.enquiry(answered_live=True)
    owner.do(quotes.draft, enquiry_id, "")
    owner.undo()
    assert owner.do(quotes.draft, enquiry_id, "").number == "0002"


def test_a_number_that_meets_an_old_one_is_passed_over(owner: Owner) -> None:
    enquiry_id = owner.enquiry(answered_live=True)
    owner.do(businesses.change, quote_pattern="2{}")
    given_out = [owner.do(quotes.draft, enquiry_id, "").number for _ in range(4)]
    owner.undo()
    assert given_out == ["21", "22", "23", "24"]
    with owner.book.write("Many", owner.now) as session:
        for _ in range(16):
            quotes.draft(session, enquiry_id, "")
    owner.do(businesses.change, quote_pattern="{}")
    # The series is at 20. 21 to 29 have been given out, 24 of them taken back.
    assert [owner.do(quotes.draft, enquiry_id, "").number for _ in range(2)] == ["30", "31"]
    owner.do(businesses.change, quote_pattern="Q-{:03d}")
    assert owner.do(quotes.draft, enquiry_id, "").number == "Q-032"
    numbers = [quote.number for quote in owner.all(Quote)]
    assert len(numbers) == len(set(numbers))


def test_giving_starts_the_hidden_slot(owner: Owner) -> None:
    quote_id = owner.given(decision_on=DECIDES, decider="Tom")
    quote = owner.get(Quote, quote_id)
    assert (quote.state, quote.given_at, quote.decision_on, quote.decider) == (
        QuoteState.GIVEN,
        owner.now,
        DECIDES,
        "Tom",
    )
    assert owner.due(quote_id) == {
        "answer_questions": "2026-11-24",
        "hidden_slot": "2026-12-01",
        "offer_to_renew": "2026-12-16",  # the 20th is a Sunday
    }


def test_the_hidden_slot_moves_with_the_decision_goes_with_it_and_comes_back(owner: Owner) -> None:
    quote_id = owner.given(decision_on=DECIDES)
    owner.do(quotes.decide_by, quote_id, date(2026, 12, 7), "Tom")
    assert owner.due(quote_id)["hidden_slot"] == "2026-12-04"
    owner.do(quotes.decide_by, quote_id, None)
    assert "hidden_slot" not in owner.due(quote_id)
    owner.do(quotes.decide_by, quote_id, date(2026, 12, 9))
    assert owner.due(quote_id)["hidden_slot"] == "2026-12-08"
    owner.do(quotes.decide_by, quote_id, date(2026, 12, 9), decides=" Whether it is quiet ")
    owner.do(quotes.decide_by, quote_id, date(2026, 12, 10))
    quote = owner.get(Quote, quote_id)
    assert (quote.decider, quote.decides, quote.state) == ("Tom", "Whether it is quiet", QuoteState.GIVEN)


def test_what_was_given_is_frozen_byte_for_byte(owner: Owner) -> None:
    enquiry_id = owner.enquiry(answered_live=True)
    owner.do(enquiries.diagnose, enquiry_id, "The valve is stuck")
    owner.do(enquiries.ask, enquiry_id, "How hot?", "Very", "Hot water")
    quote_id = owner.given(owner.drafted(enquiry_id, (50_000, 80_000)))
    before = frozen(owner, quote_id)
    item = owner.do(prices.add, "Boiler, fitted", 50_000)
    owner.do(prices.change, item.id, price_minor=99_999)
    owner.do(businesses.set_tax, 2500, date(2026, 1, 1))
    owner.do(businesses.change, name="Another name", tax_label="GST", prices_gross=True)
    owner.do(enquiries.diagnose, enquiry_id, "Something else")
    owner.do(quotes.change, quote_id, title="A larger boiler")
    owner.do(quotes.give, quote_id, GivenBy.SENT)
    after = frozen(owner, quote_id)
    assert after[0] == before[0]
    assert [seen[0] for seen in after] == [1, 2]
    assert all(sha256(document.encode()).hexdigest() == fingerprint for _, document, fingerprint in after)
    paper = json.loads(after[0][1])
    assert (paper["business"]["name"], paper["diagnosis"], paper["tax_label"]) == (
        "Harrow Plumbing",
        "The valve is stuck",
        "VAT",
    )
    assert [option["total_minor"] for option in paper["options"]] == [60_000, 96_000]
    assert paper["options"][1]["best_value"]


def test_a_change_after_giving_makes_the_next_revision_and_asks_to_be_given(owner: Owner) -> None:
    quote_id = owner.given()
    owner.do(quotes.change_option, quote_id, owner.option(quote_id), takes="Two days")
    owner.do(quotes.change_option, quote_id, owner.option(quote_id), leaves="The old pipes")
    quote = owner.get(Quote, quote_id)
    assert (quote.state, quote.revision) == (QuoteState.DRAFT, 2)
    with pytest.raises(BookError, match="has not seen"):
        owner.do(quotes.accept, quote_id, owner.option(quote_id), AcceptedBy.PHONE, "Leah")
    owner.do(quotes.give, quote_id, GivenBy.PRESENTED)
    assert [revision for revision, _, _ in frozen(owner, quote_id)] == [1, 2]


def test_given_again_unchanged_it_is_the_same_paper(owner: Owner) -> None:
    quote_id = owner.given()
    before = frozen(owner, quote_id)
    owner.at("2026-11-24")
    owner.do(quotes.give, quote_id, GivenBy.PRESENTED)
    assert frozen(owner, quote_id) == before
    assert owner.due(quote_id)["answer_questions"] == "2026-11-26"


def test_given_again_after_the_business_changed_it_is_the_next_revision(owner: Owner) -> None:
    quote_id = owner.given()
    before = frozen(owner, quote_id)
    owner.do(businesses.change, phone="020 7946 0000")
    owner.do(quotes.give, quote_id, GivenBy.SENT)
    after = frozen(owner, quote_id)
    assert (after[0], len(after), owner.get(Quote, quote_id).revision) == (before[0], 2, 2)
    assert json.loads(after[1][1])["business"]["phone"] == "020 7946 0000"


def test_accepting_takes_one_option_and_makes_the_job(owner: Owner) -> None:
    quote_id = owner.given(owner.drafted(prices=(50_000, 80_000)), decision_on=DECIDES)
    job_id = owner.do(quotes.accept, quote_id, owner.option(quote_id, 1), AcceptedBy.EMAIL, " Leah Novak ").id
    quote, job = owner.get(Quote, quote_id), owner.get(Job, job_id)
    assert (quote.state, quote.accepted_option_id, quote.accepted_by, quote.accepted_who, quote.accepted_at) == (
        QuoteState.ACCEPTED,
        owner.option(quote_id, 1),
        AcceptedBy.EMAIL,
        "Leah Novak",
        owner.now,
    )
    assert (job.quote_id, job.title, job.price_minor, job.agreed_on) == (
        quote_id,
        "New boiler",
        96_000,
        owner.now.date(),
    )
    assert owner.due(quote_id) == {}
    assert owner.asked(quote_id)[Purpose.HIDDEN_SLOT].reason == "The customer said yes"
    assert owner.due(job_id) == {"confirm_choice": "2026-11-23", "progress_update": "2026-11-27"}
    assert owner.get(Enquiry, quote.enquiry_id).stage == Stage.WON


def test_an_option_is_accepted_with_the_extras_that_were_picked(owner: Owner) -> None:
    quote_id = owner.drafted(prices=(50_000, 80_000))
    good, better = owner.option(quote_id), owner.option(quote_id, 1)
    picked = owner.do(quotes.add_line, quote_id, better, "A longer hose", 1_000, extra=True)
    owner.do(quotes.add_line, quote_id, better, "A gold tap", 9_000, extra=True)
    other = owner.do(quotes.add_line, quote_id, good, "A brush", 500, extra=True)
    owner.given(quote_id)
    for wrong in (other.id, owner.get(Quote, quote_id).option(better).lines[0].id):
        with pytest.raises(BookError, match="does not belong"):
            owner.do(quotes.accept, quote_id, better, AcceptedBy.PHONE, "Leah", extras=[wrong])
    job = owner.do(quotes.accept, quote_id, better, AcceptedBy.PHONE, "Leah", extras=[picked.id])
    assert owner.get(Job, job.id).price_minor == 97_200
    assert owner.get(Quote, quote_id).accepted_extras == {picked.id}


def test_a_quote_is_accepted_once_and_by_somebody(owner: Owner) -> None:
    quote_id = owner.given()
    with pytest.raises(BookError, match="Who said yes"):
        owner.do(quotes.accept, quote_id, owner.option(quote_id), AcceptedBy.PHONE, " ")
    with pytest.raises(BookError, match="no longer in the quote"):
        owner.do(quotes.accept, quote_id, uuid4(), AcceptedBy.PHONE, "Leah")
    owner.accepted(quote_id)
    for deed in (
        lambda: owner.accepted(quote_id),
        lambda: owner.do(quotes.lose, quote_id, "Too dear"),
        lambda: owner.do(quotes.change, quote_id, title="New"),
        lambda: owner.do(quotes.decide_by, quote_id, DECIDES),
        lambda: owner.do(quotes.give, quote_id, GivenBy.SENT),
    ):
        with pytest.raises(BookError, match="decided"):
            deed()
    assert len(owner.all(Job)) == 1


def test_a_draft_cannot_be_accepted(owner: Owner) -> None:
    quote_id = owner.drafted()
    with pytest.raises(BookError, match="has not seen"):
        owner.accepted(quote_id)
    assert owner.all(Job) == []


def test_an_expired_quote_is_neither_accepted_nor_given_but_renewed(owner: Owner) -> None:
    quote_id = owner.given()
    owner.at("2026-12-21")
    with pytest.raises(BookError, match="expired"):
        owner.accepted(quote_id)
    with pytest.raises(BookError, match="expired"):
        owner.do(quotes.give, quote_id, GivenBy.SENT)
    with pytest.raises(BookError, match="has passed"):
        owner.do(quotes.renew, quote_id, date(2026, 12, 20))
    owner.do(quotes.renew, quote_id, date(2027, 1, 29))
    owner.given(quote_id)
    assert owner.due(quote_id)["offer_to_renew"] == "2027-01-26"
    assert owner.get(Quote, quote_id).revision == 2
    owner.accepted(quote_id)


def test_a_quote_is_good_on_its_last_day(owner: Owner) -> None:
    quote_id = owner.given()
    owner.at("2026-12-20", "23:30")
    owner.accepted(quote_id)
    assert owner.get(Quote, quote_id).state == QuoteState.ACCEPTED


def test_losing_takes_a_reason_and_notes_who_won_at_what_price(owner: Owner) -> None:
    quote_id = owner.given(decision_on=DECIDES)
    with pytest.raises(BookError, match="Why was it lost"):
        owner.do(quotes.lose, quote_id, " ")
    owner.do(quotes.lose, quote_id, "Too dear", "Drain & Co", 45_000)
    quote = owner.get(Quote, quote_id)
    assert (quote.state, quote.lost_reason, quote.lost_to, quote.lost_price_minor, quote.lost_at) == (
        QuoteState.LOST,
        "Too dear",
        "Drain & Co",
        45_000,
        owner.now,
    )
    enquiry = owner.get(Enquiry, quote.enquiry_id)
    assert (enquiry.stage, enquiry.reason) == (Stage.LOST, "Too dear")
    assert set(owner.due(quote_id)) == {"win_back"}


def test_one_quote_lost_does_not_lose_the_customer_of_another(owner: Owner) -> None:
    enquiry_id = owner.enquiry(answered_live=True)
    first, second = (owner.given(owner.drafted(enquiry_id)) for _ in range(2))
    owner.do(quotes.lose, first, "Too dear")
    assert owner.get(Enquiry, enquiry_id).stage == Stage.QUOTED
    assert owner.due(first) == {}
    owner.accepted(second)
    third = owner.given(owner.drafted(enquiry_id))
    owner.do(quotes.lose, third, "Later perhaps")
    assert owner.get(Enquiry, enquiry_id).stage == Stage.WON
    assert owner.due(third) == {}


def test_a_new_quote_ends_the_win_back(owner: Owner) -> None:
    quote_id = owner.given()
    owner.do(quotes.lose, quote_id, "Too dear")
    owner.drafted(owner.get(Quote, quote_id).enquiry_id)
    assert owner.due(quote_id) == {}
    assert owner.get(Enquiry, owner.get(Quote, quote_id).enquiry_id).stage == Stage.QUOTED


def test_the_quotes_of_an_enquiry_come_newest_first(owner: Owner) -> None:
    enquiry_id = owner.enquiry(answered_live=True)
    first = owner.drafted(enquiry_id)
    owner.now += timedelta(hours=1)
    second = owner.drafted(enquiry_id)
    assert [quote.id for quote in owner.ask(quotes.of_enquiry, enquiry_id)] == [second, first]


CHANGES = st.lists(
    st.tuples(st.sampled_from(["price", "tax", "business", "option", "give", "diagnosis"]), st.integers(1, 9_999)),
    max_size=8,
)


@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(changes=CHANGES)
def test_whatever_changes_later_what_a_customer_has_seen_stays_and_no_revision_is_used_twice(
    book: Book, now: datetime, changes: list[tuple[str, int]]
) -> None:
    owner = Owner(book, now)
    quote_id = owner.given(owner.drafted(prices=(50_000, 80_000)))
    enquiry_id = owner.get(Quote, quote_id).enquiry_id
    seen = frozen(owner, quote_id)
    for kind, number in changes:
        quote = owner.get(Quote, quote_id)
        if kind == "price":
            owner.do(quotes.change_line, quote_id, quote.options[0].lines[0].id, price_minor=number)
        elif kind == "tax":
            owner.do(businesses.set_tax, number, date(2026, 1, 1))
        elif kind == "business":
            owner.do(businesses.change, name=f"Harrow {number}")
        elif kind == "option":
            owner.do(quotes.change_option, quote_id, quote.options[1].id, discount_minor=number)
        elif kind == "diagnosis":
            owner.do(enquiries.diagnose, enquiry_id, f"Valve {number}")
        else:
            owner.do(quotes.give, quote_id, GivenBy.SENT)
            given_now = owner.get(Quote, quote_id).last_given
            assert given_now is not None
            paper = owner.ask(lambda session: papers.quote(session, session.load(Quote, quote_id)))
            assert json.loads(given_now.document) == paper
        now_seen = frozen(owner, quote_id)
        assert now_seen[: len(seen)] == seen
        seen = now_seen
    assert [revision for revision, _, _ in seen] == list(range(1, len(seen) + 1))
