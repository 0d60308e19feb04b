"""Prices are raised by a percentage, all at once, and taken back at once."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.owner import Owner
from tradesman.book.errors import BookError
from tradesman.book.pricebook import PriceItem
from tradesman.book.quote import Quote
from tradesman.book.store import Session
from tradesman.services import kits, price_raises, prices, quotes
from tradesman.services.price_index import View
from tradesman.services.price_raises import Raise, Raised
from tradesman.services.progress import Progress


@pytest.mark.parametrize(
    ("rise", "minor", "price"),
    [
        (Raise(450), 2_400, 2_508),
        (Raise(450), 1_011, 1_056),  # 1,056.495
        (Raise(1_000), 5, 6),  # 5.5: a half goes away from zero
        (Raise(1_000), -5, -6),
        (Raise(-200), 10_000, 9_800),
        (Raise(450, 5), 2_400, 2_510),
        (Raise(450, 10), 2_401, 2_510),
        (Raise(450, 100), 2_400, 2_600),
        (Raise(10_000, 100), 2_400, 4_800),
        (Raise(450, 10), -1_000, -1_040),
        (Raise(450, what=Raised.COST), 2_400, 2_400),
    ],
)
def test_a_price_is_rounded_to_the_minor_unit_or_up_to_the_step(rise: Raise, minor: int, price: int) -> None:
    assert rise.price(minor) == price


@settings(derandomize=True, deadline=None, max_examples=300, database=None)
@given(st.integers(-(10**9), 10**9), st.integers(-9_999, 100_000), st.sampled_from([1, 5, 10, 100]))
def test_rounding_up_never_gives_less_and_never_a_whole_step_more(minor: int, bp: int, step: int) -> None:
    plain, stepped = Raise(bp).price(minor), Raise(bp, step).price(minor)
    assert plain <= stepped < plain + step
    assert stepped % step == 0


def three(session: Session) -> None:
    tap = prices.add(session, "Tap", 4_000, cost_minor=3_000, supplier="Pipes")
    prices.add(session, "Pipe", 333, cost_minor=100, supplier="Pipes")
    prices.add(session, "Credit", -500)
    session.flush()
    kits.make(session, "Basin", [(tap.id, 2_000)])


def amounts(owner: Owner) -> dict[str, tuple[int, int]]:
    return {row.words: (row.cost_minor, row.price_minor) for row in owner.ask(prices.find, "")}


def test_what_is_shown_is_raised_and_kits_follow(owner: Owner) -> None:
    owner.do(three)
    rows = owner.ask(price_raises.rows, View(supplier="Pipes"))
    rise = Raise(1_000, what=Raised.BOTH)
    seen = [price_raises.preview(row, rise) for row in rows]
    progress = Progress()
    assert owner.do(price_raises.apply, [row.id for row in rows], rise, progress) == 2
    assert (progress.done, progress.total) == (2, 2)
    after = amounts(owner)
    assert after == {"Tap": (3_300, 4_400), "Pipe": (110, 366), "Credit": (0, -500), "Basin": (6_600, 8_800)}
    assert {change.new.words: (change.new.cost_minor, change.new.price_minor) for change in seen} == {
        words: after[words] for words in ("Tap", "Pipe")
    }
    owner.undo()
    assert amounts(owner) == {"Tap": (3_000, 4_000), "Pipe": (100, 333), "Credit": (0, -500), "Basin": (6_000, 8_000)}


def test_quotes_keep_their_prices(owner: Owner) -> None:
    owner.do(three)
    tap = owner.ask(prices.find, "tap")[0]
    quote_id = owner.drafted()
    option_id = owner.option(quote_id)
    owner.do(quotes.add_from_price_book, quote_id, option_id, tap.id)
    owner.do(price_raises.apply, [tap.id], Raise(5_000))
    line = owner.get(Quote, quote_id).option(option_id).lines[-1]
    assert (line.price_minor, line.item_id) == (4_000, tap.id)


def test_a_kit_has_no_price_of_its_own_to_raise(owner: Owner) -> None:
    owner.do(three)
    basin = owner.ask(prices.find, "basin")[0]
    assert owner.do(price_raises.apply, [basin.id], Raise(1_000)) == 0
    assert owner.get(PriceItem, basin.id).price_minor == 0


def test_what_cannot_be_meant_is_refused_and_nothing_is_changed(owner: Owner) -> None:
    owner.do(three)
    owner.do(prices.add, "Gold", 10**12)
    before = amounts(owner)
    ids = [row.id for row in owner.ask(price_raises.rows, View())]
    stopped = Progress()
    stopped.stop()
    for rise, progress, fault in (
        (Raise(0), None, "By how much"),
        (Raise(-10_000), None, "between"),
        (Raise(100_001), None, "between"),
        (Raise(1_000), None, "“Gold” would be too large"),
        (Raise(1_000), stopped, "Stopped"),
    ):
        with pytest.raises(BookError, match=fault):
            owner.do(price_raises.apply, ids, rise, progress)
    assert amounts(owner) == before
