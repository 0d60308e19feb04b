import pytest

from tradesman.book import contact
from tradesman.book.contact import Doubt


@pytest.mark.parametrize(
    "typed", ["07700 900161", "+44 7700 900161", "0044 7700 900161", "(07700) 900-161", "+44 (0)7700 900161"]
)
def test_one_number_is_one_number_in_every_writing(typed: str) -> None:
    assert contact.national(typed, "GB") == "7700900161"


def test_what_is_no_number_gives_its_digits() -> None:
    assert contact.national("ring 12 twice", "GB") == "12"
    assert contact.national("leah@example.org", "GB") == ""


def test_without_a_country_a_number_that_names_none_is_its_digits() -> None:
    assert contact.national("07700 900161", "") == "07700900161"
    assert contact.national("+44 7700 900161", "") == "7700900161"


@pytest.mark.parametrize(
    ("typed", "country", "doubt"),
    [
        ("07700 900161", "GB", None),
        ("020 7946 0958", "GB", None),
        ("", "GB", None),
        ("07700 900161", "", None),
        ("946 0958", "GB", None),  # without its area code
        ("077", "GB", Doubt.TOO_SHORT),
        ("0", "GB", Doubt.NOT_A_NUMBER),
        ("077009001610770090016107700", "GB", Doubt.TOO_LONG),
        ("ask the neighbour", "GB", Doubt.NOT_A_NUMBER),
        ("+999 12345678", "GB", Doubt.NOT_A_NUMBER),
    ],
)
def test_a_number_that_cannot_be_is_doubted(typed: str, country: str, doubt: Doubt | None) -> None:
    assert contact.doubt_phone(typed, country) is doubt


@pytest.mark.parametrize(
    ("typed", "doubt"),
    [
        ("leah@example.org", None),
        ("leah@bücher.example.org", None),
        (" leah@example.org ", None),
        ("", None),
        ("leah.example.org", Doubt.NO_AT),
        ("@example.org", Doubt.NO_AT),
        ("marion.ellis@example", Doubt.NO_DOMAIN),
        ("leah@example.", Doubt.NO_DOMAIN),
        ("le ah@example.org", Doubt.NOT_AN_ADDRESS),
        ("leah@exa mple.org", Doubt.NOT_AN_ADDRESS),
    ],
)
def test_an_address_that_cannot_be_is_doubted(typed: str, doubt: Doubt | None) -> None:
    assert contact.doubt_email(typed) is doubt
