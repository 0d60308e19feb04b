"""A printed letter: where the window shows the address, what it says, room to sign, and photos behind it."""

from contextlib import closing
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import pypdfium2 as pdfium  # type: ignore[import-untyped]
import pytest

from tests.documents.test_sheet_paper import BUSINESS, picture
from tradesman.book.business import Business
from tradesman.book.errors import BookError
from tradesman.documents import letter_paper
from tradesman.documents.letter_paper import Letter

AT = datetime(2026, 11, 30, 10, tzinfo=UTC)
MM = 72 / 25.4  # points
WORDS = "Hello Otto,\n\nThank you for asking me.\nWhen may I ring you?\n\nKind regards\nSam Rowan"
LETTER = Letter(
    business=Business(**{**BUSINESS.model_dump(), "address": "4 Station Road\nAshcombe", "paper": "a4"}),
    customer="Otto Lang",
    address="Gartenweg 8, 10115 Berlin",
    on=date(2026, 11, 30),
    subject="Your enquiry",
    words=WORDS,
)


def read(letter: Letter) -> list[str]:
    with closing(pdfium.PdfDocument(letter_paper.pdf(letter, AT))) as document:
        return [str(page.get_textpage().get_text_range()).replace("\r\n", "\n") for page in document]


def place(letter: Letter, words: str) -> tuple[float, float, float]:
    """How far words are from the left and the top, in millimetres, and the height of the page."""
    with closing(pdfium.PdfDocument(letter_paper.pdf(letter, AT))) as document:
        page: Any = document[0]
        text = page.get_textpage()
        found = text.search(words).get_next()
        assert found is not None, words
        left, _bottom, _right, top = text.get_charbox(found[0])
        return left / MM, (page.get_height() - top) / MM, page.get_height() / MM


def test_it_says_to_whom_when_and_what() -> None:
    (page,) = read(LETTER)
    for words in ("Otto Lang", "Gartenweg 8\n", "10115 Berlin", "30 November 2026", "Your enquiry", "Page 1 of 1"):
        assert words in page, words
    assert "Rowan Home Services · 4 Station Road · Ashcombe" in page
    assert "Thank you for asking me.\nWhen may I ring you?" in page


def test_in_a_language_without_texts_of_its_own_nothing_is_in_another() -> None:
    words = "Bonjour Otto,\n\nMerci.\n\nCordialement\nSam Rowan"
    first, photo = read(replace(LETTER, language="fr", subject="Votre demande", words=words, photos=[picture()]))
    assert "30 novembre 2026" in first
    assert "1 / 2" in first
    assert not {"Page", "Photo"} & {*first.split(), *photo.split()}


def test_the_address_stands_in_the_window_and_the_words_below_it() -> None:
    left, top, height = place(LETTER, "Otto Lang")
    assert height == pytest.approx(297, abs=1)
    assert 20 <= left <= 30
    assert 62.7 <= top <= 90  # DIN 5008, form B
    assert place(LETTER, "Hello Otto")[1] > 98.4
    american = replace(
        LETTER, business=Business(**{**LETTER.business.model_dump(), "paper": "letter", "country": "US"})
    )
    left, top, height = place(american, "Otto Lang")
    assert height == pytest.approx(279.4, abs=1)
    assert 52 <= top <= 81
    assert place(american, "Hello Otto")[1] > 81


def test_there_is_room_to_sign_between_the_goodbye_and_the_name() -> None:
    assert place(LETTER, "Sam Rowan")[1] - place(LETTER, "Kind regards")[1] > 16
    without = replace(LETTER, words="Hello Otto,\n\nI come on Monday.")
    assert "I come on Monday." in read(without)[0]


def test_a_letter_in_german() -> None:
    (page,) = read(replace(LETTER, language="de", subject="Ihre Anfrage", words="Guten Tag Otto Lang,\n\nGrüße\nSam"))
    assert "30. November 2026" in page
    assert "Seite 1 von 1" in page
    assert "Grüße" in page


def test_photos_stand_on_pages_of_their_own() -> None:
    pages = read(replace(LETTER, photos=[picture(), picture()]))
    assert len(pages) == 3
    assert "Photo 1" in pages[1]
    assert "Photo 2" in pages[2]
    assert "Page 3 of 3" in pages[2]


def test_a_long_letter_goes_on_and_nothing_of_it_is_lost() -> None:
    words = "\n\n".join(
        f"Paragraph {number} says something that takes a line or two of a page." for number in range(80)
    )
    pages = read(replace(LETTER, words=words, address="\n".join(f"Line {number}" for number in range(12))))
    assert len(pages) > 2
    assert all(f"Paragraph {number} says" in "".join(pages) for number in range(80))


@pytest.mark.parametrize("hostile", ["#panic()", "<b>x</b>", '"); read("/etc/passwd', "$x$", "@import", "\\u{41}"])
def test_what_was_typed_is_never_run(hostile: str) -> None:
    page = "".join(read(replace(LETTER, subject=hostile, words=f"{hostile}\n\nx", customer=hostile, address=hostile)))
    assert page.replace("\n", "").count(hostile) >= 3


def test_turned_round_letters_and_control_characters_are_left_out() -> None:
    (page,) = read(replace(LETTER, subject="Your\u202e enquiry\x00", words="One\x07\n\ntwo\u200f"))
    assert "Your enquiry" in page
    with pytest.raises(BookError, match="cannot be printed"):
        read(replace(LETTER, customer="漢"))


def test_without_subject_and_address_it_is_still_a_letter() -> None:
    (page,) = read(replace(LETTER, subject="", address=""))
    assert "Otto Lang" in page
