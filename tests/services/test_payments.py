import itertools

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.owner import Owner
from tradesman.book.errors import BookError
from tradesman.book.quote import Quote, QuoteState
from tradesman.services import payments, quote_sheets
from tradesman.services.payments import Step

STEPS = (Step("On acceptance", 3_000, True), Step("When the boiler is in", 4_000), Step("When it is done", 3_000))


def test_steps_are_set_changed_and_taken_away(owner: Owner) -> None:
    quote_id = owner.drafted()
    owner.do(payments.set_steps, quote_id, STEPS)
    first = owner.get(Quote, quote_id).payments[0].id
    assert payments.of(owner.get(Quote, quote_id)) == STEPS
    assert owner.ask(quote_sheets.sheet, quote_id).deposit == STEPS[0]
    halves = (Step("Before", 5_000), Step(" After ", 5_000))
    owner.do(payments.set_steps, quote_id, halves)
    quote = owner.get(Quote, quote_id)
    assert payments.of(quote) == (Step("Before", 5_000), Step("After", 5_000))
    assert quote.payments[0].id == first
    owner.undo()
    assert payments.of(owner.get(Quote, quote_id)) == STEPS
    owner.do(payments.set_steps, quote_id, ())
    assert owner.get(Quote, quote_id).payments == []
    assert owner.ask(quote_sheets.sheet, quote_id).deposit is None


def test_the_same_steps_again_are_no_change(owner: Owner) -> None:
    quote_id = owner.drafted()
    owner.do(payments.set_steps, quote_id, STEPS)
    owner.given(quote_id)
    owner.do(payments.set_steps, quote_id, STEPS)
    assert owner.get(Quote, quote_id).state == QuoteState.GIVEN
    owner.do(payments.set_steps, quote_id, (*STEPS[1:2], Step("Then", 6000)))
    assert owner.get(Quote, quote_id).revision == 2


@pytest.mark.parametrize(
    ("steps", "fault"),
    [
        ([Step("Half", 5_000), Step("More", 4_950)], r"come to 99\.5 %.*must be 100 %"),
        ([Step("All", 10_000), Step("More", 5_000)], "come to 150 %"),
        ([Step(" ", 10_000)], "needs words"),
        ([Step("All", 10_000), Step("Nothing", 0)], "more than nothing"),
        ([Step("All", 11_000), Step("Back", -1_000)], "more than nothing"),
        ([Step("First", 5_000), Step("Late", 5_000, True)], "deposit is the first payment"),
    ],
)
def test_steps_that_cannot_be_are_refused_in_a_sentence(owner: Owner, steps: list[Step], fault: str) -> None:
    quote_id = owner.drafted()
    with pytest.raises(BookError, match=fault):
        owner.do(payments.set_steps, quote_id, steps)
    assert owner.get(Quote, quote_id).payments == []


def test_the_steps_of_the_last_quote_are_offered_for_the_next(owner: Owner) -> None:
    assert owner.ask(payments.last_used) == ()
    earlier = owner.drafted()
    owner.do(payments.set_steps, earlier, STEPS)
    owner.at("2026-11-21")
    later = owner.drafted()
    assert owner.ask(quote_sheets.sheet, later).offered_payments == STEPS
    assert owner.ask(quote_sheets.sheet, earlier).offered_payments == ()
    owner.do(payments.set_steps, later, [Step("All", 10_000)])
    owner.at("2026-11-22")
    assert owner.ask(payments.last_used) == (Step("All", 10_000),)


def test_each_option_is_paid_to_the_penny(owner: Owner) -> None:
    quote_id = owner.drafted(prices=(8_341, 10_000))
    owner.do(payments.set_steps, quote_id, [Step("One", 3_333), Step("Two", 3_333), Step("Three", 3_334)])
    sheet = owner.ask(quote_sheets.sheet, quote_id)
    assert [row.payments for row in sheet.options] == [(3_336, 3_336, 3_337), (4_000, 4_000, 4_000)]


shares = st.lists(st.integers(1, 9_999), max_size=8, unique=True).map(lambda cuts: [0, *sorted(cuts), 10_000])


@settings(max_examples=60, deadline=None, derandomize=True, database=None)
@given(st.integers(-(10**12), 10**12), shares)
def test_the_steps_come_to_the_total_whatever_the_shares(total: int, cuts: list[int]) -> None:
    steps = [Step("Then", after - before) for before, after in itertools.pairwise(cuts)]
    payments.check(steps)
    amounts = payments.amounts(total, steps)
    assert sum(amounts) == total
    assert all(
        abs(minor * 10_000 - total * step.share_bp) <= 5_000 for minor, step in zip(amounts[:-1], steps, strict=False)
    )


def test_without_steps_there_is_nothing_to_spread() -> None:
    assert payments.amounts(100, []) == []
