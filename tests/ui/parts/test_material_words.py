"""One line says what is needed, how much of it and from whom; and how far it has come."""

from datetime import date, timedelta
from typing import Any
from uuid import uuid4

import pytest

from tradesman.book.material import Material
from tradesman.ui.parts import material_words
from tradesman.ui.parts.material_words import Typed

FRIDAY = date(2026, 11, 20)


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("slates", Typed("slates")),
        ("120 slates", Typed("slates", 120_000)),
        ("1,250 slates from Marley & Co", Typed("slates", 1_250_000, "", "Marley & Co")),
        ("3x valve", Typed("valve", 3_000)),
        ("1.5 m lead", Typed("lead", 1_500, "m")),
        ("2 bags of sand", Typed("sand", 2_000, "bags")),
        ("22 mm pipe", Typed("22 mm pipe")),
        ("2x4 timber", Typed("2x4 timber")),
        ("15mm pipe", Typed("15mm pipe")),
        ("3 m", Typed("m", 3_000)),
        ("from Marley", Typed("from Marley")),
    ],
)
def test_a_line_is_read_gently(typed: str, read: Typed) -> None:
    assert material_words.read_line(typed) == read


@pytest.mark.parametrize("typed", ["0 slates", "-3 slates", "1,5 m lead", "1.2345 m lead", "1..5 slates"])
def test_a_quantity_that_cannot_be_is_said(typed: str) -> None:
    with pytest.raises(ValueError, match="quantity"):
        material_words.read_line(typed)


def made(**fields: Any) -> Material:
    return Material(customer_id=uuid4(), job_id=uuid4(), position=1, words="slates", **fields)


@pytest.mark.parametrize(
    ("fields", "says"),
    [
        ({}, "to order"),
        ({"by_customer": True}, "to bring"),
        ({"by_customer": True, "ordered_on": FRIDAY}, "agreed"),
        ({"ordered_on": FRIDAY}, "ordered"),
        ({"ordered_on": FRIDAY, "expected_on": FRIDAY}, "comes today"),
        ({"ordered_on": FRIDAY, "expected_on": FRIDAY + timedelta(days=6)}, "comes Thu"),
        ({"ordered_on": FRIDAY, "expected_on": FRIDAY + timedelta(days=12)}, "comes 2 Dec"),
        ({"ordered_on": FRIDAY, "expected_on": FRIDAY - timedelta(days=1)}, "late 1 day"),
        ({"ordered_on": FRIDAY, "expected_on": FRIDAY - timedelta(days=2)}, "late 2 days"),
        ({"expected_on": FRIDAY - timedelta(days=2), "arrived_on": FRIDAY}, "arrived today"),
    ],
)
def test_how_far_it_has_come(fields: dict[str, object], says: str) -> None:
    assert material_words.badge(made(**fields), FRIDAY)[0] == says


def test_one_of_a_thing_is_the_thing() -> None:
    assert material_words.line(made()) == "slates"
    assert material_words.line(made(quantity_thousandths=120_000)) == "120 slates"
    assert material_words.line(made(quantity_thousandths=1_500, unit="m")) == "1.5 m slates"
    assert material_words.who(made(by_customer=True, supplier="Marley"), "Ruth") == "Ruth brings it"
