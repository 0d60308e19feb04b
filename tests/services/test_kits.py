"""Kits come to the sum of their parts, and a quote takes them as one line or as their parts."""

from datetime import date
from typing import Any
from uuid import UUID

import pytest

from tests.owner import Owner
from tradesman.book.errors import BookError
from tradesman.book.pricebook import KitPart
from tradesman.book.quote import Line, Quote
from tradesman.services import businesses, kits, prices, quotes


@pytest.fixture
def parts(owner: Owner) -> dict[str, UUID]:
    """A tap, a pipe by the metre, and an hour."""
    return {
        "tap": owner.do(prices.add, "Tap", 4_000, cost_minor=2_500, code="TAP", tax_bp=2000).id,
        "pipe": owner.do(prices.add, "Pipe", 333, cost_minor=101, unit="m").id,
        "hour": owner.do(prices.add, "Labour", 4_800, cost_minor=3_000, unit="h").id,
    }


@pytest.fixture
def basin(owner: Owner, parts: dict[str, UUID]) -> UUID:
    """A tap, two and a half metres of pipe, and two hours."""
    wanted = [(parts["tap"], 1_000), (parts["pipe"], 2_500), (parts["hour"], 2_000)]
    return owner.do(kits.make, "Basin, fitted", wanted, code="KIT").id


def worth(owner: Owner, words: str) -> tuple[int, int]:
    (row,) = owner.ask(prices.find, words)
    return row.cost_minor, row.price_minor


def test_a_kit_is_the_sum_of_its_parts_as_they_are_now(owner: Owner, parts: dict[str, UUID], basin: UUID) -> None:
    # 25.00 + 2.525 (2.53) + 60.00, and 40.00 + 8.325 (8.33) + 96.00
    assert worth(owner, "basin") == (8_753, 14_433)
    owner.do(kits.make, "Bathroom", [(basin, 2_000), (parts["tap"], 1_000)])
    assert worth(owner, "bathroom") == (2 * 8_753 + 2_500, 2 * 14_433 + 4_000)
    owner.do(prices.change, parts["hour"], price_minor=5_000)
    assert worth(owner, "basin") == (8_753, 14_833)
    assert worth(owner, "bathroom") == (2 * 8_753 + 2_500, 2 * 14_833 + 4_000)
    owner.undo()
    assert worth(owner, "bathroom") == (2 * 8_753 + 2_500, 2 * 14_433 + 4_000)


def test_no_kit_is_in_itself(owner: Owner, parts: dict[str, UUID], basin: UUID) -> None:
    bathroom = owner.do(kits.make, "Bathroom", [(basin, 1_000)]).id
    house = owner.do(kits.make, "House", [(bathroom, 1_000)]).id
    for part, fault in ((basin, "cannot be part of itself. Nothing"), (house, "part of itself. It is in “House”")):
        with pytest.raises(BookError, match=fault):
            owner.do(kits.set_parts, basin, [(parts["tap"], 1_000), (part, 1_000)])
    assert worth(owner, "basin") == (8_753, 14_433)


def test_a_kit_has_parts_and_how_much_of_them(owner: Owner, parts: dict[str, UUID], basin: UUID) -> None:
    for wanted, fault in (
        ([], "at least one part"),
        ([(parts["tap"], 0)], "How much"),
        ([(parts["tap"], 10**13)], "How much"),
        ([(UUID(int=1), 1_000)], "no longer in the book"),
    ):
        with pytest.raises(BookError, match=fault):
            owner.do(kits.set_parts, basin, wanted)
    with pytest.raises(BookError, match="at least one part"):
        owner.do(kits.make, "Nothing", [])
    assert len(owner.ask(prices.find, "")) == 4
    before = [part.id for part in owner.all(KitPart)]
    same = [(parts["tap"], 1_000), (parts["pipe"], 2_500), (parts["hour"], 2_000)]
    owner.do(kits.change, basin, same, words="Basin")
    assert [part.id for part in owner.all(KitPart)] == before  # nothing is made anew
    owner.do(kits.change, basin, same[:1])
    assert worth(owner, "basin") == (2_500, 4_000)


# In quotes


@pytest.fixture
def place(owner: Owner) -> tuple[UUID, UUID]:
    quote_id = owner.drafted(prices=(1_000,))
    return quote_id, owner.option(quote_id)


def lines(owner: Owner, place: tuple[UUID, UUID]) -> list[dict[str, Any]]:
    keys = ("words", "quantity_thousandths", "unit", "price_minor", "cost_minor", "tax_bp", "item_id")
    found: list[Line] = owner.get(Quote, place[0]).option(place[1]).lines[1:]
    return [{key: getattr(line, key) for key in keys} for line in found]


def test_a_kit_is_copied_into_one_line(owner: Owner, basin: UUID, place: tuple[UUID, UUID]) -> None:
    taken = owner.do(quotes.add_from_price_book, *place, basin, 2_000)
    assert not taken.split
    (line,) = lines(owner, place)
    assert line == {
        "words": "Basin, fitted",
        "quantity_thousandths": 2_000,
        "unit": "",
        "price_minor": 14_433,
        "cost_minor": 8_753,
        "tax_bp": 2000,
        "item_id": basin,
    }


def test_a_kit_is_copied_as_its_parts_when_asked(
    owner: Owner, parts: dict[str, UUID], basin: UUID, place: tuple[UUID, UUID]
) -> None:
    bathroom = owner.do(kits.make, "Bathroom", [(basin, 1_500), (parts["tap"], 1_000)]).id
    taken = owner.do(quotes.add_from_price_book, *place, bathroom, as_parts=True)
    assert not taken.split
    made = lines(owner, place)
    assert [(line["words"], line["quantity_thousandths"], line["item_id"]) for line in made] == [
        ("Tap", 1_500, parts["tap"]),
        ("Pipe", 3_750, parts["pipe"]),
        ("Labour", 3_000, parts["hour"]),
        ("Tap", 1_000, parts["tap"]),
    ]
    owner.do(prices.change, parts["tap"], price_minor=9_999)
    assert lines(owner, place) == made


def test_parts_with_different_tax_rates_are_lines_of_their_own(
    owner: Owner, parts: dict[str, UUID], basin: UUID, place: tuple[UUID, UUID]
) -> None:
    owner.do(businesses.set_tax, 2100, date(2026, 11, 1))  # the tap stays at 20 %, the rest follows
    taken = owner.do(quotes.add_from_price_book, *place, basin)
    assert taken.split
    assert len(taken.lines) == 3
    assert [(line["words"], line["tax_bp"]) for line in lines(owner, place)] == [
        ("Tap", 2000),
        ("Pipe", 2100),
        ("Labour", 2100),
    ]
