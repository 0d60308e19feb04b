"""Money is never off by a minor unit, whatever the quantities, rates, discounts and currencies."""

from decimal import Decimal
from fractions import Fraction
from math import floor

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from tradesman.book import money
from tradesman.book.money import Amount, RateTotal, Totals

# The same examples each time, and no judging of time.
steady = settings(derandomize=True, deadline=None, max_examples=60, database=None)

huge = st.integers(-(10**30), 10**30)
minor = st.integers(-(10**12), 10**12)
rates = st.integers(0, 30_000)
lines = st.lists(st.tuples(minor, rates | st.sampled_from([0, 700, 2000])), max_size=12)


def half_away(exact: Fraction) -> int:
    """The reference: round a fraction by its definition."""
    magnitude = floor(abs(exact) + Fraction(1, 2))
    return magnitude if exact >= 0 else -magnitude


class TestRoundHalfAway:
    @pytest.mark.parametrize(
        ("expected", "numerator", "denominator"),
        [(0, 0, 7), (1, 1, 2), (-1, -1, 2), (3, 5, 2), (-3, -5, 2), (2, 249, 100), (-1, 1, -2), (0, 1, 3)],
    )
    def test_a_half_goes_away_from_zero(self, expected: int, numerator: int, denominator: int) -> None:
        assert expected == money.round_half_away(numerator, denominator)

    @steady
    @given(huge, huge.filter(bool))
    def test_it_is_exact_for_numbers_of_any_size_and_sign(self, numerator: int, denominator: int) -> None:
        assert half_away(Fraction(numerator, denominator)) == money.round_half_away(numerator, denominator)

    @steady
    @given(huge, huge.filter(bool))
    def test_the_opposite_amount_rounds_to_the_opposite(self, numerator: int, denominator: int) -> None:
        rounded = money.round_half_away(numerator, denominator)
        assert -rounded == money.round_half_away(-numerator, denominator)
        assert -rounded == money.round_half_away(numerator, -denominator)

    def test_nothing_can_be_divided_by_zero(self) -> None:
        with pytest.raises(ZeroDivisionError):
            money.round_half_away(1, 0)


class TestLineNet:
    @pytest.mark.parametrize(
        ("expected", "quantity", "price", "discount"),
        [
            (12_50, 1_000, 12_50, 0),
            (1_88, 1_500, 1_25, 0),  # 1.875
            (-1_88, -1_500, 1_25, 0),
            (88, 1_500, 1_25, 1_00),
            (0, 333, 1, 0),
            (1, 500, 1, 0),
            (-1, 500, 1, 1),  # -0.5; rounded before the discount it would be 0
        ],
    )
    def test_quantity_times_price_less_discount(self, expected: int, quantity: int, price: int, discount: int) -> None:
        assert expected == money.line_net(quantity, price, discount)

    @steady
    @given(minor, minor, minor)
    def test_it_is_rounded_once_and_at_the_end(self, quantity: int, price: int, discount: int) -> None:
        assert half_away(Fraction(quantity, 1_000) * price - discount) == money.line_net(quantity, price, discount)

    @steady
    @given(minor, minor)
    def test_a_credit_is_the_opposite_of_its_line(self, quantity: int, price: int) -> None:
        assert -money.line_net(quantity, price) == money.line_net(-quantity, price)


class TestSpread:
    @pytest.mark.parametrize(
        ("expected", "discount", "nets"),
        [
            ([33, 33, 34], 100, [1, 1, 1]),
            ([10_00, -2_00], 8_00, [100_00, -20_00]),  # a credit shrinks by the same tenth
            ([-10, -20], -30, [100, 200]),  # a surcharge
            ([1, 0, 0], 1, [1, 1, 0]),  # what is free stays free
            ([0, 0, 7], 7, [0, 0, 0]),
            ([0, 7, 0], 7, [50, -50, 0]),
            ([7], 7, [0]),
            ([0, 0], 0, [5, 6]),
            ([], 0, []),
        ],
    )
    def test_in_proportion_and_the_last_line_takes_the_remainder(
        self, expected: list[int], discount: int, nets: list[int]
    ) -> None:
        assert expected == money.spread(discount, nets)

    @steady
    @given(huge, st.lists(huge, min_size=1, max_size=20))
    def test_the_shares_sum_to_the_discount(self, discount: int, nets: list[int]) -> None:
        shares = money.spread(discount, nets)
        assert discount == sum(shares)
        assert len(nets) == len(shares)

    @steady
    @given(minor, st.lists(minor, min_size=1, max_size=20))
    def test_all_but_the_last_share_are_the_rounded_proportion(self, discount: int, nets: list[int]) -> None:
        assume(sum(nets) and nets[-1])
        expected = [half_away(Fraction(discount * net, sum(nets))) for net in nets[:-1]]
        assert expected == money.spread(discount, nets)[:-1]

    @steady
    @given(minor, st.lists(minor, min_size=1, max_size=20))
    def test_a_surcharge_is_the_opposite_of_a_discount(self, discount: int, nets: list[int]) -> None:
        assert [-share for share in money.spread(discount, nets)] == money.spread(-discount, nets)

    @steady
    @given(minor, st.lists(minor, min_size=1, max_size=20))
    def test_a_free_line_takes_no_share_unless_all_are_free(self, discount: int, nets: list[int]) -> None:
        assume(any(nets))
        assert all(net or not share for net, share in zip(nets, money.spread(discount, nets), strict=True))

    @steady
    @given(st.lists(minor, min_size=1, max_size=20))
    def test_the_whole_as_a_discount_leaves_nothing_on_any_line(self, nets: list[int]) -> None:
        assume(sum(nets))
        assert nets == money.spread(sum(nets), nets)

    def test_a_discount_on_no_lines_is_refused(self) -> None:
        with pytest.raises(ValueError, match="at least one line"):
            money.spread(1, [])


class TestTotals:
    def test_tax_is_rounded_once_per_rate_and_not_once_per_line(self) -> None:
        found = money.totals([Amount(1_02, 2000), Amount(1_02, 2000), Amount(1_01, 500)], gross=False)
        assert Totals(3_05, 46, 3_51, (RateTotal(500, 1_01, 5), RateTotal(2000, 2_04, 41))) == found

    def test_gross_prices_have_their_tax_taken_out_once_per_rate(self) -> None:
        found = money.totals([(10_00, 2000), (10_00, 2000)], gross=True)
        assert Totals(16_67, 3_33, 20_00, (RateTotal(2000, 16_67, 3_33),)) == found

    def test_a_discount_lowers_the_tax_of_each_rate_in_proportion(self) -> None:
        found = money.totals([(100_00, 2000), (300_00, 0)], gross=False, discount_minor=40_00)
        assert Totals(360_00, 18_00, 378_00, (RateTotal(0, 270_00, 0), RateTotal(2000, 90_00, 18_00))) == found

    @pytest.mark.parametrize("gross", [False, True])
    def test_no_lines_come_to_nothing(self, gross: bool) -> None:
        assert Totals(0, 0, 0, ()) == money.totals([], gross=gross)

    @steady
    @given(lines, st.booleans())
    def test_the_total_is_net_and_tax_and_the_rates_add_up(self, entered: list[tuple[int, int]], gross: bool) -> None:
        found = money.totals(entered, gross=gross)
        assert found.total_minor == found.net_minor + found.tax_minor
        assert found.net_minor == sum(rate.net_minor for rate in found.by_rate)
        assert found.tax_minor == sum(rate.tax_minor for rate in found.by_rate)
        assert [rate.rate_bp for rate in found.by_rate] == sorted({rate_bp for _, rate_bp in entered})

    @steady
    @given(lines.filter(bool), minor)
    def test_where_prices_are_net_the_net_is_the_lines_less_the_discount(
        self, entered: list[tuple[int, int]], discount: int
    ) -> None:
        found = money.totals(entered, gross=False, discount_minor=discount)
        assert sum(amount for amount, _ in entered) - discount == found.net_minor
        for rate in found.by_rate:
            assert half_away(Fraction(rate.net_minor * rate.rate_bp, 10_000)) == rate.tax_minor

    @steady
    @given(lines.filter(bool), minor)
    def test_where_prices_are_gross_the_total_is_the_lines_less_the_discount(
        self, entered: list[tuple[int, int]], discount: int
    ) -> None:
        found = money.totals(entered, gross=True, discount_minor=discount)
        assert sum(amount for amount, _ in entered) - discount == found.total_minor
        for rate in found.by_rate:
            both = rate.net_minor + rate.tax_minor
            assert half_away(both * Fraction(rate.rate_bp, 10_000 + rate.rate_bp)) == rate.tax_minor

    @steady
    @given(lines.flatmap(lambda entered: st.tuples(st.just(entered), st.permutations(entered))), st.booleans())
    def test_the_order_of_the_lines_changes_nothing(
        self, orders: tuple[list[tuple[int, int]], list[tuple[int, int]]], gross: bool
    ) -> None:
        assert money.totals(orders[0], gross=gross) == money.totals(orders[1], gross=gross)

    @steady
    @given(lines, st.booleans())
    def test_a_credit_note_is_the_exact_opposite_of_its_invoice(
        self, entered: list[tuple[int, int]], gross: bool
    ) -> None:
        invoice = money.totals(entered, gross=gross)
        credit = money.totals([(-amount, rate_bp) for amount, rate_bp in entered], gross=gross)
        assert (-invoice.net_minor, -invoice.tax_minor) == (credit.net_minor, credit.tax_minor)

    @steady
    @given(minor, rates)
    def test_a_price_turned_gross_and_back_is_the_same_net(self, net: int, rate_bp: int) -> None:
        there = money.totals([(net, rate_bp)], gross=False)
        assert net == money.totals([(there.total_minor, rate_bp)], gross=True).net_minor

    @pytest.mark.parametrize("gross", [False, True])
    def test_a_rate_below_zero_is_refused(self, gross: bool) -> None:
        with pytest.raises(ValueError, match="below zero"):
            money.totals([(1, -1)], gross=gross)

    def test_a_discount_on_no_lines_is_refused(self) -> None:
        with pytest.raises(ValueError, match="at least one line"):
            money.totals([], gross=False, discount_minor=1)


class TestDecimals:
    @pytest.mark.parametrize(("expected", "currency"), [(0, "JPY"), (2, "EUR"), (2, "GBP"), (3, "KWD")])
    def test_a_currency_has_its_own_number_of_decimals(self, expected: int, currency: str) -> None:
        assert expected == money.digits(currency)

    @pytest.mark.parametrize("code", ["ZZZ", "eur", "", "€"])
    def test_a_code_that_is_no_currency_is_refused(self, code: str) -> None:
        with pytest.raises(ValueError, match="not the code of a currency"):
            money.digits(code)

    @pytest.mark.parametrize(
        ("expected", "amount", "digits"),
        [
            (1234, "12.34", 2),
            (12, "12", 0),
            (12_340, "12.34", 3),
            (101, "1.005", 2),
            (-101, "-1.005", 2),
            (1, "0.5", 0),
            (0, "0", 2),
            (0, "1e-999999999", 2),
            (100_000, "1e3", 2),
        ],
    )
    def test_whole_units_become_minor_units(self, expected: int, amount: str, digits: int) -> None:
        assert expected == money.to_minor(Decimal(amount), digits)

    @pytest.mark.parametrize("amount", ["NaN", "sNaN", "Infinity", "-Infinity", "1e19", "1e999999999"])
    def test_what_no_book_can_hold_is_refused(self, amount: str) -> None:
        with pytest.raises(ValueError, match="not a number that a book can hold"):
            money.to_minor(Decimal(amount), 2)

    @pytest.mark.parametrize(
        ("expected", "minor", "digits"),
        [("12.34", 1234, 2), ("12.00", 1200, 2), ("-0.005", -5, 3), ("7", 7, 0)],
    )
    def test_minor_units_become_whole_units_with_all_their_decimals(
        self, expected: str, minor: int, digits: int
    ) -> None:
        assert expected == str(money.from_minor(minor, digits))

    @steady
    @given(st.integers(-(2**63), 2**63 - 1), st.sampled_from([0, 2, 3]))
    def test_there_and_back_is_the_same_for_all_that_a_book_can_hold(self, minor: int, digits: int) -> None:
        assert minor == money.to_minor(money.from_minor(minor, digits), digits)

    @steady
    @given(st.decimals(-(10**12), 10**12, allow_nan=False), st.sampled_from([0, 2, 3]))
    def test_rounding_is_that_of_all_money(self, amount: Decimal, digits: int) -> None:
        assert half_away(Fraction(amount) * 10**digits) == money.to_minor(amount, digits)

    @steady
    @given(huge)
    def test_no_context_can_shorten_an_amount(self, minor: int) -> None:
        assert Fraction(minor, 100) == Fraction(money.from_minor(minor, 2))
