"""Address cards, read back by another program's library."""

from pathlib import Path

import vobject  # type: ignore[import-untyped]
from hypothesis import given, settings
from hypothesis import strategies as st

from tradesman.exchange import address_cards


def test_a_card_is_read_back(tmp_path: Path) -> None:
    content = address_cards.card(
        "Ruth Okafor; Sons", phone="+44 7700 900100", email="ruth@example.org", address="27 Station Road\nAshcombe"
    )
    file = address_cards.save(tmp_path / "ruth.vcf", content)
    found = vobject.readOne(file.read_bytes().decode())
    assert found.fn.value == "Ruth Okafor; Sons"
    assert (found.tel.value, found.email.value) == ("+44 7700 900100", "ruth@example.org")
    assert found.adr.value.street == "27 Station Road\nAshcombe"


@settings(deadline=None, max_examples=60)
@given(st.text(min_size=1, max_size=200))
def test_no_name_breaks_a_card(name: str) -> None:
    content = address_cards.card(f"Ruth {name}", note=name)
    assert all(len(line) <= 75 for line in content.split(b"\r\n"))
    found = vobject.readOne(content.decode())
    assert found.fn.value.startswith("Ruth")
    assert set(found.contents) <= {"version", "n", "fn", "note"}


def test_what_is_not_known_is_not_in_it() -> None:
    assert b"TEL" not in address_cards.card("Ruth")
