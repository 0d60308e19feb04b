import pytest

from tradesman.services import towns


@pytest.mark.parametrize(
    ("address", "town"),
    [
        ("3 Mill Lane, Harrow", "Harrow"),
        ("Mimosenpfad 7\n46509 Xanten", "Xanten"),
        ("46509 Xanten, Mimosenpfad 7", "Xanten"),
        ("6 Cooper’s Yard, Ashcombe AX4 2RN", "Ashcombe"),
        ("Flat 2\n14 Mill Lane\nHarrow\nHA1 2AB\nUnited Kingdom", "Harrow"),
        ("12 High Street, Stanmore, London NW1 3AB", "London"),
        ("7 High St, Bury St Edmunds IP33 1AA", "Bury St Edmunds"),
        ("123 Main St, Springfield, IL 62701", "Springfield"),
        ("1 George St, Sydney NSW 2000", "Sydney"),
        ("10 King St, Toronto, ON M5H 1A1", "Toronto"),
        ("Dorfstraße 1, 8001 Zürich, Schweiz", "Zürich"),
        ("Hauptstr. 5, A-1010 Wien", "Wien"),
        ("Keizersgracht 1, 1015 CJ Amsterdam", "Amsterdam"),
        ("ul. Prosta 5, 00-838 Warszawa", "Warszawa"),
        ("Storgatan 5, 111 22 Stockholm", "Stockholm"),
        ("Rose Cottage, Little Snoring, Norfolk", "Little Snoring"),
        ("3 Mill Lane, Malmesbury, Wiltshire", "Malmesbury"),
        ("Plein 1, 2511 CR The Hague", "The Hague"),
    ],
)
def test_the_town_is_what_is_no_street_no_number_and_no_post_code(address: str, town: str) -> None:
    assert towns.of(address) == town


@pytest.mark.parametrize(
    "address",
    [
        "",
        "Harrow",  # a house, for all that can be told
        "Rose Cottage",
        "3 High Street",
        "Flat 2, Mill Lane",
        "Rose Cottage, Mill Lane",
        "Rose Villa, The Hollies",
        "3 Mill Lane, Norfolk",
        "12345 Broadway",
        "46509 Mimosenpfad",
        "3 Mill Lane Harrow HA1 2AB",
        "Mill Lane 3, 12 Hill Way",
        "4 The Green, Old Harrow Road",
        "Haus 3, Gartenstraße",
        "HA1 2AB",
        ", ; \n",
    ],
)
def test_what_may_be_a_street_is_no_town(address: str) -> None:
    assert towns.of(address) == ""
