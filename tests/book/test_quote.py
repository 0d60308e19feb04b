from datetime import UTC, date, datetime, timedelta
from hashlib import sha256
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tradesman.book.entity import new_id
from tradesman.book.errors import BookError
from tradesman.book.quote import AcceptedBy, GivenBy, Option, Quote, QuoteState

AT = datetime(2026, 11, 20, 10, tzinfo=UTC)
VALID_UNTIL = date(2026, 12, 20)


def quote(*prices: int, gross: bool = False) -> Quote:
    made = Quote(
        number="0001",
        customer_id=new_id(),
        enquiry_id=new_id(),
        title="New boiler",
        drafted_at=AT,
        currency="GBP",
        gross=gross,
        valid_until_on=VALID_UNTIL,
    )
    for number, price in enumerate(prices, 1):
        made.add_option(f"Option {number}").add_line("Boiler", price, tax_bp=2000)
    return made


def test_a_quote_expires_after_its_last_day_and_only_once_given() -> None:
    made = quote(100)
    after = VALID_UNTIL + timedelta(days=1)
    assert not made.expired(after)
    made.give(AT, GivenBy.SENT, "paper")
    assert [made.expired(VALID_UNTIL), made.expired(after)] == [False, True]
    made.accept(made.options[0].id, AT, AcceptedBy.PHONE, "Leah")
    assert not made.expired(after)


def test_exactly_one_option_is_the_best_value() -> None:
    made = quote(100, 200, 300)
    for option in (*made.options, made.options[0]):
        made.mark_best_value(option.id, " Enough ")
    assert ([option.best_value for option in made.options], made.best_value_reason) == ([True, False, False], "Enough")
    with pytest.raises(BookError, match="no longer in the quote"):
        made.mark_best_value(new_id(), "Gone")


def test_one_option_needs_no_best_value_two_do_with_a_reason() -> None:
    assert quote(100).missing() == []
    made = quote(100, 200)
    assert made.missing() == ["No option is marked as the best value."]
    made.options[0].best_value = True
    assert made.missing() == ["The best value has no reason."]
    assert quote().missing() == ["The quote has no option."]


def test_what_is_given_is_frozen_with_its_fingerprint() -> None:
    made = quote(100)
    seen = made.give(AT, GivenBy.PRESENTED, "paper £")
    again = made.give(AT, GivenBy.SENT, "another paper")
    assert (again is seen, seen.document, seen.fingerprint) == (True, "paper £", sha256("paper £".encode()).hexdigest())
    assert (len(made.given), seen.given_by, made.last_given) == (1, GivenBy.PRESENTED, seen)


def test_a_change_opens_the_next_revision_once() -> None:
    made = quote(100)
    made.change()
    assert (made.revision, made.last_given) == (1, None)
    made.give(AT, GivenBy.SENT, "paper")
    made.change()
    made.change()
    assert (made.state, made.revision) == (QuoteState.DRAFT, 2)
    made.give(AT, GivenBy.SENT, "second paper")
    assert [seen.document for seen in made.given] == ["paper", "second paper"]


def test_extras_cost_only_when_they_are_picked() -> None:
    made = quote(10_000)
    option = made.options[0]
    hose = option.add_line("A longer hose", 1_000, tax_bp=2000, extra=True)
    tap = option.add_line("A gold tap", 5_000, tax_bp=0, extra=True)
    totals = [
        option.totals(gross=False, extras=frozenset(extras)).total_minor
        for extras in ([], [hose.id], [hose.id, tap.id])
    ]
    assert totals == [12_000, 13_200, 18_200]


def test_an_option_of_extras_alone_has_nothing_to_take_a_discount_from() -> None:
    option = Option(quote_id=new_id(), position=1, discount_minor=500)
    option.add_line("A longer hose", 1_000, extra=True)
    assert option.totals(gross=True).total_minor == 0


def test_a_lost_quote_is_settled_with_what_is_known() -> None:
    made = quote(100)
    made.lose(AT, " Too dear ", " Drain & Co ", 90)
    assert (made.is_settled, made.lost_reason, made.lost_to, made.lost_price_minor) == (
        True,
        "Too dear",
        "Drain & Co",
        90,
    )
    with pytest.raises(BookError, match="decided"):
        made.change()
    with pytest.raises(BookError, match="decided"):
        made.lose(AT, "Again")


LINES = st.lists(
    st.tuples(st.integers(0, 10**7), st.integers(1, 5_000), st.sampled_from([0, 500, 2000]), st.booleans()),
    min_size=1,
    max_size=6,
)


@given(lines=LINES, gross=st.booleans(), discount=st.integers(0, 10_000))
def test_an_option_and_its_extras_add_up_whatever_is_picked(
    lines: list[tuple[int, int, int, bool]], gross: bool, discount: int
) -> None:
    option = Option(quote_id=new_id(), position=1, discount_minor=discount)
    for price, quantity, tax, extra in lines:
        option.add_line("Line", price, quantity_thousandths=quantity, tax_bp=tax, extra=extra)
    extras: frozenset[UUID] = frozenset(line.id for line in option.lines if line.extra)
    for picked in (frozenset[UUID](), extras):
        counted = [line.amount_minor for line in option.lines if not line.extra or line.id in picked]
        totals = option.totals(gross=gross, extras=picked)
        entered = totals.total_minor if gross else totals.net_minor
        assert entered == sum(counted) - (discount if counted else 0)
        assert totals.total_minor == totals.net_minor + totals.tax_minor
