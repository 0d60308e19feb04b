"""Columns are known by their names, amounts by how they are written."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tradesman.exchange import price_columns
from tradesman.exchange.price_columns import HEADING, Column, read_amount
from tradesman.exchange.tables import Table

C = Column


def table(*heading: str, rows: tuple[tuple[str, ...], ...] = (), separator: str = ",") -> Table:
    return Table(heading, tuple(enumerate(rows, 2)), separator, "utf-8")


@pytest.mark.parametrize(
    ("heading", "mapping"),
    [
        (HEADING, tuple(Column)),
        (("Description", "SKU", "RRP (£)", "Trade price", "Colour"), (C.WORDS, C.CODE, C.PRICE, C.COST, None)),
        (
            ("Artikel-Nr.", "Bezeichnung", "ME", "EK-Preis", "VK", "MwSt"),
            (C.CODE, C.WORDS, C.UNIT, C.COST, C.PRICE, C.TAX),
        ),
        (("RÉFÉRENCE", "Désignation", "Prix d’achat", "Prix"), (C.CODE, C.WORDS, C.COST, C.PRICE)),
        (("Item", "Item no", "Unit price", "Vendor"), (C.WORDS, C.CODE, C.PRICE, C.SUPPLIER)),
        (("Price", "Price", "Parts"), (C.PRICE, None, None)),
        (("Price GBP", "Full description"), (C.PRICE, C.WORDS)),
        (("Column 1", ""), (None, None)),
    ],
)
def test_columns_are_matched_by_their_names(heading: tuple[str, ...], mapping: tuple[Column | None, ...]) -> None:
    assert price_columns.mapped(table(*heading)) == mapping


@pytest.mark.parametrize(
    ("cells", "separator", "comma"),
    [
        (("1.234,50",), ",", True),
        (("1,234.50",), ";", False),
        (("1234,5",), ",", True),
        (("12.50",), ";", False),
        (("1,234", "1.234", "9,5"), ",", True),
        (("1.234.567",), ",", True),
        (("1,234,567",), ";", False),
        (("12", "1,234"), ";", True),
        (("12", "1,234"), ",", False),
        ((), ";", True),
    ],
)
def test_decimals_are_told_by_the_first_amount_that_can_be_read_in_one_way(
    cells: tuple[str, ...], separator: str, comma: bool
) -> None:
    read = table("Words", "Price", rows=(*(("x", cell) for cell in (*cells, "")), ("short",)), separator=separator)
    assert price_columns.writes_commas(read, (C.WORDS, C.PRICE)) == comma


def test_our_own_file_has_dots() -> None:
    own = table(*HEADING, rows=(("", "", "", "1", "1,234", "", "", ""),))
    assert not price_columns.writes_commas(own, tuple(Column))


@pytest.mark.parametrize(
    ("text", "comma", "minor"),
    [
        ("£1,250.00", False, 125_000),
        ("1.250,00 EUR", True, 125_000),
        ("1 234,5", True, 123_450),
        ("1\u202f234,50\u00a0€", True, 123_450),
        ("CHF 1'200.50", False, 120_050),
        ("Rs. 1,000", False, 100_000),
        ("8,90 kr.", True, 890),
        (".5", False, 50),
        ("5.", False, 500),
        ("12.3450", False, 1_235),
        ("-3", False, -300),
        ("−3", False, -300),
        ("-£5.00", False, -500),
        ("$-5.00", False, -500),
        ("12,5-", True, -1_250),
        ("(12.50)", False, -1_250),
        ("+5", False, 500),
        ("1,25", False, None),
        ("1.25", True, None),
        ("12,34,567", False, None),
        ("8.9O", False, None),
        ("12 m", False, None),
        ("(5", False, None),
        ("5..2", False, None),
        ("1e5", False, None),
        ("=1+1", False, None),
        ("abc", False, None),
        ("", False, None),
        (".", False, None),
        ("٣", False, None),
        ("9" * 40, False, None),
        ("9" * 25, False, None),
    ],
)
def test_an_amount_is_read_strictly(text: str, comma: bool, minor: int | None) -> None:
    assert read_amount(text, comma=comma, digits=2) == minor


def test_currencies_without_and_with_three_decimals() -> None:
    assert read_amount("1,250", comma=False, digits=0) == 1_250
    assert read_amount("1.250", comma=False, digits=3) == 1_250
    assert read_amount("1250.5", comma=False, digits=0) == 1_251


@settings(derandomize=True, deadline=None, max_examples=300, database=None)
@given(st.integers(-(10**12), 10**12), st.sampled_from([0, 2, 3]), st.booleans())
def test_what_is_written_is_read(minor: int, digits: int, comma: bool) -> None:
    whole, rest = divmod(abs(minor), 10**digits)
    text = f"{whole:,}" + (f".{rest:0{digits}d}" if digits else "")
    text = text.translate(str.maketrans(",.", ".,")) if comma else text
    assert read_amount("-" * (minor < 0) + text, comma=comma, digits=digits) == minor
