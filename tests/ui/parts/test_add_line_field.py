import pytest

from tradesman.ui import format as said
from tradesman.ui.parts.add_line_field import several


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("3x valve", (3000, "", "valve")),
        ("2 × door", (2000, "", "door")),
        ("11 h labour", (11_000, "h", "labour")),
        ("2.5m pipe", (2500, "m", "pipe")),
        ("4 m² tiles", (4000, "m²", "tiles")),
        ("15 mm pipe", (1000, "", "15 mm pipe")),
        ("2 doors", (1000, "", "2 doors")),
        ("11 h", (1000, "", "11 h")),
        ("1,5 h labour", (1000, "", "1,5 h labour")),
        ("0 h labour", (1000, "", "0 h labour")),
        (" valve ", (1000, "", "valve")),
    ],
)
def test_a_quantity_before_the_words_is_understood(typed: str, meant: tuple[int, str, str]) -> None:
    assert several(typed) == meant


def test_with_a_comma_where_people_write_one() -> None:
    said.use_country("DE")
    assert several("1,5 h labour") == (1500, "h", "labour")
