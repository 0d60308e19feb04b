"""Money through options, as a customer sees it: in three tax regimes by hand, and whatever the numbers are."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tradesman.book import money
from tradesman.book.entity import new_id
from tradesman.book.errors import BookError
from tradesman.book.money import RateTotal
from tradesman.book.quote import MOST_MINOR, MOST_QUANTITY, Option

steady = settings(derandomize=True, deadline=None, max_examples=60, database=None)

Told = tuple[int, int, int, int]  # quantity in thousandths, price, discount, tax


def option(*lines: Told, discount: int = 0) -> Option:
    made = Option(quote_id=new_id(), position=1, discount_minor=discount)
    for quantity, price, off, tax in lines:
        made.add_line("Line", price, quantity_thousandths=quantity, discount_minor=off, tax_bp=tax)
    return made


# Worked by hand: net, tax, total, and each rate with its net and tax.
WORKED = [
    pytest.param(  # 420.00 + 6 h at 48.00 = 708.00; a fifth is 141.60
        option((1_000, 420_00, 0, 2000), (6_000, 48_00, 0, 2000)),
        False,
        (708_00, 141_60, 849_60, [(2000, 708_00, 141_60)]),
        id="UK, one rate",
    ),
    pytest.param(  # 1,000.00 at 20 %, 333.33 at 5 % (16.6665), 50.00 at 0 %
        option((1_000, 1_000_00, 0, 2000), (1_000, 333_33, 0, 500), (1_000, 50_00, 0, 0)),
        False,
        (1_383_33, 216_67, 1_600_00, [(0, 50_00, 0), (500, 333_33, 16_67), (2000, 1_000_00, 200_00)]),
        id="UK, standard, reduced and zero",
    ),
    pytest.param(  # a tenth off: 300.00 less 30.00, split 20.00 and 10.00; tax 36.00 and 4.50
        option((1_000, 200_00, 0, 2000), (1_000, 100_00, 0, 500), discount=30_00),
        False,
        (270_00, 40_50, 310_50, [(500, 90_00, 4_50), (2000, 180_00, 36_00)]),
        id="UK, discount over two rates",
    ),
    pytest.param(  # three times 1.02 is 3.06, its tax 0.612; line by line it would be 0.60
        option((1_000, 1_02, 0, 2000), (1_000, 1_02, 0, 2000), (1_000, 1_02, 0, 2000)),
        False,
        (3_06, 61, 3_67, [(2000, 3_06, 61)]),
        id="UK, tax once per rate",
    ),
    pytest.param(  # the old boiler is taken in part for 50.00
        option((1_000, 800_00, 0, 2000), (1_000, -50_00, 0, 2000)),
        False,
        (750_00, 150_00, 900_00, [(2000, 750_00, 150_00)]),
        id="UK, credit",
    ),
    pytest.param(  # 1.5 m at 12.35 = 18.525 less 1.00 = 17.525, rounded once to 17.53; 19 % is 3.3307
        option((1_500, 12_35, 1_00, 1900)),
        False,
        (17_53, 3_33, 20_86, [(1900, 17_53, 3_33)]),
        id="DE, part of a metre with a discount",
    ),
    pytest.param(  # 1,190.00 holds 190.00, 107.00 holds 7.00
        option((1_000, 1_190_00, 0, 1900), (1_000, 107_00, 0, 700)),
        True,
        (1_100_00, 197_00, 1_297_00, [(700, 100_00, 7_00), (1900, 1_000_00, 190_00)]),
        id="DE, gross",
    ),
    pytest.param(  # 99.99 at 19 %: 99.99 × 19 / 119 = 15.9647
        option((1_000, 99_99, 0, 1900)), True, (84_03, 15_96, 99_99, [(1900, 84_03, 15_96)]), id="DE, gross, odd"
    ),
    pytest.param(  # 1,297.00 less 97.00: 89.00 (rounded from 88.998) and 8.00; tax of 1,101.00 and 99.00
        option((1_000, 1_190_00, 0, 1900), (1_000, 107_00, 0, 700), discount=97_00),
        True,
        (1_017_73, 182_27, 1_200_00, [(700, 92_52, 6_48), (1900, 925_21, 175_79)]),
        id="DE, gross, discount",
    ),
    pytest.param(  # 1,234.56 at 8.25 % is 101.8512
        option((1_000, 1_234_56, 0, 825)),
        False,
        (1_234_56, 101_85, 1_336_41, [(825, 1_234_56, 101_85)]),
        id="US, sales tax",
    ),
    pytest.param(  # goods are taxed, labour is not: 500.00 at 8.25 % is 41.25
        option((1_000, 500_00, 0, 825), (10_000, 60_00, 0, 0)),
        False,
        (1_100_00, 41_25, 1_141_25, [(0, 600_00, 0), (825, 500_00, 41_25)]),
        id="US, labour is free of it",
    ),
    pytest.param(  # no decimals: 10 % of 123,456 is 12,345.6
        option((1_000, 123_456, 0, 1000)),
        False,
        (123_456, 12_346, 135_802, [(1000, 123_456, 12_346)]),
        id="JP, no decimals",
    ),
]


@pytest.mark.parametrize(("offered", "gross", "expected"), WORKED)
def test_options_come_to_what_was_worked_by_hand(
    offered: Option, gross: bool, expected: tuple[int, int, int, list[tuple[int, int, int]]]
) -> None:
    found = offered.totals(gross=gross)
    net, tax, total, rates = expected
    assert (found.net_minor, found.tax_minor, found.total_minor) == (net, tax, total)
    assert found.by_rate == tuple(RateTotal(*rate) for rate in rates)


# A currency's decimals only move the point: what is typed becomes whole minor units first.
currencies = st.sampled_from(["JPY", "GBP", "KWD"])
prices = st.decimals(-100_000, 100_000, places=3, allow_nan=False)
told = st.tuples(
    st.integers(-20_000, 20_000), prices, st.integers(0, 5_000), st.sampled_from([0, 500, 700, 825, 1900, 2000])
)


def counted(currency: str, lines: list[tuple[int, object, int, int]], discount: int) -> Option:
    digits = money.digits(currency)
    made = []
    for quantity, price, off, tax in lines:
        minor = money.to_minor(price, digits)  # type: ignore[arg-type]
        made.append((quantity, minor, min(off, max(money.line_net(quantity, minor), 0)), tax))
    return option(*made, discount=discount)


@steady
@given(currencies, st.lists(told, min_size=1, max_size=8), st.booleans(), st.integers(0, 100_000))
def test_lines_and_tax_are_the_total_in_every_currency(
    currency: str, lines: list[tuple[int, object, int, int]], gross: bool, discount: int
) -> None:
    made = counted(currency, lines, discount)
    found = made.totals(gross=gross)
    entered = sum(line.amount_minor for line in made.lines) - discount
    assert found.total_minor == found.net_minor + found.tax_minor
    assert (found.total_minor if gross else found.net_minor) == entered
    assert found.tax_minor == sum(rate.tax_minor for rate in found.by_rate)
    assert found.net_minor == sum(rate.net_minor for rate in found.by_rate)


@steady
@given(currencies, st.lists(told, min_size=1, max_size=8), st.booleans(), st.data())
def test_the_order_of_lines_does_not_matter(
    currency: str, lines: list[tuple[int, object, int, int]], gross: bool, data: st.DataObject
) -> None:
    made = counted(currency, lines, 0)
    before = made.totals(gross=gross)
    moved = data.draw(st.sampled_from(made.lines))
    made.move_line(moved.id, data.draw(st.integers(-9, 9)))
    assert made.totals(gross=gross) == before
    assert [line.position for line in made.lines] == list(range(1, len(lines) + 1))
    assert {line.position for line in made.lines if line is moved} <= set(range(1, len(lines) + 1))


@steady
@given(currencies, st.lists(told, min_size=1, max_size=8), st.integers(0, 100_000))
def test_prices_entered_gross_come_back_from_their_net_rate_by_rate(
    currency: str, lines: list[tuple[int, object, int, int]], discount: int
) -> None:
    gross = counted(currency, lines, discount).totals(gross=True)
    for rate in gross.by_rate:
        there = money.totals([(rate.net_minor, rate.rate_bp)], gross=False)
        # Half a unit of the net is lost at most in taking the tax out, and so half a unit of it in putting it back.
        assert abs(there.total_minor - rate.net_minor - rate.tax_minor) <= 1
        again = money.totals([(there.total_minor, rate.rate_bp)], gross=True)
        assert again.net_minor == rate.net_minor


@steady
@given(st.integers(-(10**9), 10**9), st.integers(0, 10_000))
def test_a_percentage_and_what_it_leaves_are_the_whole(minor: int, bp: int) -> None:
    part = money.part_of(minor, bp)
    assert abs(part * 10_000 - minor * bp) <= 5_000
    assert abs(minor - part - money.part_of(minor, 10_000 - bp)) <= 1
    assert money.part_of(-minor, bp) == -part


@pytest.mark.parametrize(
    ("part", "minor", "bp"), [(25, 250, 1000), (1, 5, 1000), (0, 4, 1000), (-1, -5, 1000), (7, 7, 10_000), (0, 7, 0)]
)
def test_a_discount_typed_as_a_percentage_is_kept_as_an_amount(part: int, minor: int, bp: int) -> None:
    assert money.part_of(minor, bp) == part


@pytest.mark.parametrize(
    ("fields", "fault"),
    [
        ({"words": " "}, "needs words"),
        ({"tax_bp": -1}, "between 0 and 100 %"),
        ({"tax_bp": 10_001}, "between 0 and 100 %"),
        ({"price_minor": MOST_MINOR + 1}, "larger than a line can hold"),
        ({"price_minor": -MOST_MINOR - 1}, "larger than a line can hold"),
        ({"quantity_thousandths": MOST_QUANTITY + 1}, "larger than a line can hold"),
        ({"cost_minor": MOST_MINOR + 1}, "larger than a line can hold"),
        ({"price_minor": 500, "discount_minor": -1}, "at most what the line comes to"),
        ({"price_minor": 500, "discount_minor": 501}, "at most what the line comes to"),
        ({"price_minor": -500, "discount_minor": 1}, "at most what the line comes to"),
    ],
)
def test_a_line_that_cannot_be_is_refused_and_nothing_is_added(fields: dict[str, object], fault: str) -> None:
    made = Option(quote_id=new_id(), position=1)
    told_of: dict[str, object] = {"words": "Line", "price_minor": 1, **fields}
    with pytest.raises(BookError, match=fault):
        made.add_line(**told_of)  # type: ignore[arg-type]
    assert made.lines == []
