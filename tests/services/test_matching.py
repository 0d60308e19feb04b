import pytest

from tradesman.services import matching
from tradesman.services.matching import BEGINS, HOLDS, SAME

KNOWN = ["7946", "marion", "martin", "ellis", "elise", "whitaker", "straße"]


@pytest.mark.parametrize(
    ("text", "typed", "expected"),
    [
        ("Marion Ellis", "marion ellis", SAME),
        ("Marion Ellis", "Marion E", BEGINS),
        ("Marion Ellis", "ellis", HOLDS),
        ("Marion Ellis", "ellis mar", HOLDS),
        ("Jürgen Straße", "jurgen strasse", SAME),
        ("Łukasz Dąbrowski", "lukasz da", BEGINS),
        ("Marion Ellis", "arion", None),
        ("Marion Ellis", "marion x", None),
        ("Ellis", "ellis mar", None),
        ("Marion", "", None),
        ("Marion", "?!", None),
    ],
)
def test_a_text_fits_what_was_typed(text: str, typed: str, expected: int | None) -> None:
    assert matching.fit(text, typed) == expected


def test_a_text_with_errors_in_it_comes_behind_all_that_fit() -> None:
    assert matching.forgiving_fit("New enquiry", "enquiry") == HOLDS
    assert matching.forgiving_fit("New enquiry", "enqiury") == HOLDS + 1
    assert matching.forgiving_fit("New enquiry", "kitchen") is None
    assert matching.forgiving_fit("New enquiry", "new kitchen") is None


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("marrion", ["marion"]),
        ("elils", ["ellis"]),
        ("hwitaker", ["whitaker"]),
        ("xhitaker", ["whitaker"]),
        ("marion ellsi", ["marion ellis"]),
        ("mra", []),
        ("7947", []),
        ("kitchen", []),
        ("marion kitchen", []),
        ("", []),
    ],
)
def test_what_may_have_been_meant(typed: str, expected: list[str]) -> None:
    assert matching.readings(typed, KNOWN)[: len(expected)] == expected
    assert bool(matching.readings(typed, KNOWN)) == bool(expected)


def test_two_errors_are_forgiven_in_a_long_word_only_and_only_where_allowed() -> None:
    assert matching.readings("whitkaar", KNOWN) == ["whitaker"]
    assert matching.readings("whitkaar", KNOWN, 1) == []
    assert matching.readings("elxxs", KNOWN) == []


def test_at_most_four_readings_are_given_the_nearest_first() -> None:
    known = [f"mar{letter}on" for letter in "abcdefgh"]
    assert len(matching.readings("marzon", known)) == 4
    assert matching.readings("elise marrion", [*KNOWN, "marron"])[:2] == ["elise marion", "elise marron"]


@pytest.mark.parametrize(
    ("text", "typed", "marked"),
    [
        ("Marion Ellis", "mar", ["Mar"]),
        ("Harker Masonry, March", "mar", ["Mar"]),
        ("Marion Ellis", "ellis mar", ["Mar", "Ellis"]),
        ("Jürgen Straße", "strass", ["Straß"]),
        ("Marion Ellis", "marrion", ["Marion"]),
        ("Marion Ellis", "elils", ["El", "is"]),
        ("020 7946 0958", "79460", ["7946 0"]),
        ("020 7946 0958", "5555", []),
        ("14 Mill Lane", "14 mill", ["14", "Mill"]),
        ("Marion Ellis", "kitchen", []),
        ("", "mar", []),
        ("<b>mar</b>", "mar", ["mar"]),
    ],
)
def test_the_letters_that_were_typed_are_found_again(text: str, typed: str, marked: list[str]) -> None:
    assert [text[start:end] for start, end in matching.spans(text, typed)] == marked
