import pytest

from tradesman.ui import format as said
from tradesman.ui import words


@pytest.mark.parametrize(
    ("typed", "currency", "minor"),
    [
        ("1,250", "GBP", 125000),
        ("£99.50", "GBP", 9950),
        (" 12 ", "GBP", 1200),
        ("-5", "GBP", -500),
        ("1200", "JPY", 1200),
        ("1.234", "KWD", 1234),
        ("GBP 7", "GBP", 700),
    ],
)
def test_money_is_read_as_people_type_it(typed: str, currency: str, minor: int) -> None:
    assert said.read_money(typed, currency) == minor


@pytest.mark.parametrize(
    "typed", ["", "1,25", "12.345", "1e5", "ten", "NaN", "١٢", "99999999999999", "1 250", "12.5.1"]
)
def test_what_is_no_amount_is_refused_in_words(typed: str) -> None:
    with pytest.raises(ValueError, match=r"amount"):
        said.read_money(typed, "GBP")


def test_an_amount_may_be_left_out() -> None:
    assert said.money_or_none(" ", "GBP") is None
    assert said.money_fault("", "GBP") == ""
    assert said.money_fault("1,25", "GBP").startswith("This is not an amount.")


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("1", (1000, "")),
        ("1.5 h", (1500, "h")),
        ("6h", (6000, "h")),
        ("0.125 m2", (125, "m2")),
        ("1,000", (1000000, "")),
    ],
)
def test_a_quantity_has_a_unit(typed: str, read: tuple[int, str]) -> None:
    assert said.read_quantity(typed) == read


@pytest.mark.parametrize("typed", ["", "h", "0", "-1", "1.0005", "1,5", "99999999999999"])
def test_what_is_no_quantity_is_refused_in_words(typed: str) -> None:
    assert said.fault(said.read_quantity, typed)


def test_a_rate_is_read_with_and_without_its_sign() -> None:
    assert (said.read_percent("20"), said.read_percent("5.5 %")) == (2000, 550)
    assert said.fault(said.read_percent, "101").startswith("A rate")
    assert said.fault(said.read_percent, "1.005").startswith("A rate")


def test_options_are_called_by_their_place() -> None:
    assert [words.tier(place) for place in (1, 2, 3)] == ["Good", "Better", "Best"]
    assert words.option_name(2, "Mains pressure") == "Better: mains pressure"
    assert words.option_name(2, "Better") == "Better"
