"""A testimonial as a picture: its size and colours, what stands on it, and what does not fit."""

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtGui import QColor, QImage

from tests.documents.test_sheet_paper import AT, BUSINESS, picture
from tradesman.documents import testimonial_picture
from tradesman.documents.typesetting import NoLetter, TooLong
from tradesman.services.testimonials import Shown


def shown(words: str = "Not a crumb.", **rest: Any) -> Shown:
    told: dict[str, Any] = {"shortened": False, "name": "Iris", "place": "3 Mill Lane\nHarrow", "job": "Kitchen lights"}
    return Shown(words, **told | {"said_on": date(2026, 8, 3), "incentive": "", "places": ("social",)} | rest)


def seen(said: Shown, **rest: Any) -> QImage:
    return QImage.fromData(testimonial_picture.png(BUSINESS, said, AT, **rest))


@pytest.mark.parametrize("colour", ["", "#14553B", "#F2C200"])
def test_it_is_a_square_in_the_colour_of_the_business(colour: str) -> None:
    image = seen(shown(), colour=colour)
    assert (image.width(), image.height()) == (1080, 1080)
    assert image.pixelColor(3, 3) == QColor(colour or testimonial_picture.INK)
    other = seen(shown("Other words"), colour=colour)
    assert image != other


def test_the_photo_and_the_logo_are_in_it() -> None:
    blue = QColor("#224466")
    image = seen(shown(), photo=picture(), logo=picture())
    assert image.pixelColor(900, 200) == blue
    assert any(image.pixelColor(x, 960) == blue for x in range(700, 1000, 10))
    assert seen(shown()).pixelColor(900, 200) == QColor(testimonial_picture.INK)


def test_what_stands_on_it() -> None:
    told = testimonial_picture.data(BUSINESS, shown(shortened=True, incentive="£10 off"))
    assert (told["words"], told["name"], told["about"]) == (
        "“Not a crumb.”",
        "Iris",
        "3 Mill Lane, Harrow · Kitchen lights",
    )
    assert told["notes"] == "Shortened · Given for it: £10 off"
    bare = testimonial_picture.data(BUSINESS, shown(name="", place="", job="", language="de"))
    assert (bare["name"], bare["about"], bare["notes"], bare["lang"]) == ("", "", "", "de")


@pytest.mark.parametrize("photo", [None, picture()])
def test_the_longest_words_fit_and_longer_ones_are_refused(photo: bytes | None) -> None:
    most = testimonial_picture.LONGEST - 2  # the quotation marks
    image = seen(shown(("Wide words " * 100)[: most - 1] + "W", incentive="£10 off the next visit"), photo=photo)
    assert image.height() == 1080
    for words in ("W" * (most + 1), "\n".join("W" * 300)):
        with pytest.raises(TooLong, match="Shorten the words"):
            seen(shown(words), photo=photo)
    with pytest.raises(TooLong):
        seen(shown(incentive="a very long present " * 200), photo=photo)


def test_a_letter_that_no_font_has_is_named() -> None:
    with pytest.raises(NoLetter, match="cannot be printed"):
        seen(shown("Hot 🜂 water"))


def luminance(colour: str) -> float:
    return testimonial_picture._luminance(colour)


@given(st.integers(0, 0xFFFFFF))
def test_on_every_colour_the_words_can_be_read(number: int) -> None:
    told = testimonial_picture.data(BUSINESS, shown(), colour=f"#{number:06X}")
    dark, light = sorted((luminance(told["ground"]), luminance(told["ink"])))
    assert (light + 0.05) / (dark + 0.05) >= 4.5
