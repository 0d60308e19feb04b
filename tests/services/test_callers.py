import pytest
from hypothesis import given
from hypothesis import strategies as st

from tradesman.services.callers import Caller, read


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("Otto Lang", Caller("Otto Lang")),
        ("  Lang, Otto ", Caller("Lang, Otto")),
        ("3M Works, Unit 4", Caller("3M Works, Unit 4")),
        ("007", Caller("007")),
        ("<b>x</b><img src=y>", Caller("<b>x</b><img src=y>")),
        ("مريم 🛠️", Caller("مريم 🛠️")),
        ("07700 900155", Caller("", phone="07700 900155")),
        ("+44 (0)7700-900155", Caller("", phone="+44 (0)7700-900155")),
        ("Otto Lang 07700 900155", Caller("Otto Lang", phone="07700 900155")),
        ("Otto 12.3", Caller("Otto 12.3")),
        ("otto@example.org", Caller("", email="otto@example.org")),
        ("otto@example", Caller("", email="otto@example")),
        ("Otto Lang <otto@example.org>", Caller("Otto Lang", email="otto@example.org")),
        ("Otto Lang, 22 Harbour View, Harrow", Caller("Otto Lang", address="22 Harbour View, Harrow")),
        (
            "Otto Lang\n07700 900155 | otto@example.org; 22a Harbour View",
            Caller("Otto Lang", "07700 900155", "otto@example.org", "22a Harbour View"),
        ),
    ],
)
def test_what_is_typed_is_told_apart(typed: str, said: Caller) -> None:
    assert read(typed) == said


@given(st.text())
def test_nothing_that_was_typed_is_lost(typed: str) -> None:
    said = read(typed)
    together = f"{said.name}{said.phone}{said.email}{said.address}"
    letters = sorted(letter for letter in typed if letter.isalnum())
    assert sorted(letter for letter in together if letter.isalnum()) == letters
