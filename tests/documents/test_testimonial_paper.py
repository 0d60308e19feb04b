"""Testimonials on paper: what may be printed with what must be known, and the form on which it is allowed."""

from contextlib import closing
from dataclasses import replace
from datetime import date
from typing import Any
from uuid import uuid4

import pypdfium2 as pdfium  # type: ignore[import-untyped]
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.documents.test_sheet_paper import AT, BUSINESS, pages, picture
from tradesman.book.business import Business
from tradesman.book.testimonial import NameShown
from tradesman.documents import testimonial_paper
from tradesman.documents.sheet_paper import Ticks
from tradesman.documents.typesetting import NoLetter
from tradesman.services.release_forms import Agreed, ReleaseForm
from tradesman.services.testimonials import Shown

FORM = ReleaseForm(
    business=Business(**{**BUSINESS.model_dump(), "phone": "020 7946 0958", "email": "sam@rowan.example"}),
    customer_id=uuid4(),
    customer="Leah Novak",
    greeting="Leah",
    address="3 Mill Lane\nHarrow",
    place="Harrow",
    language="",
    words="Not a crumb left behind.",
    shortened="",
    incentive="",
    names=tuple((way, way.of("Leah Novak")) for way in NameShown),
    photos=(),
    agreed=None,
)


def shown(words: str, **rest: Any) -> Shown:
    told: dict[str, Any] = {
        "shortened": False,
        "name": "Iris Moreau",
        "place": "Harrow",
        "job": "Kitchen lights",
    }
    return Shown(words, **told | {"said_on": date(2026, 8, 3), "incentive": "", "places": ("print",)} | rest)


def read(content: bytes) -> list[str]:
    with closing(pdfium.PdfDocument(content)) as document:
        found = []
        for page in document:
            with closing(page.get_textpage()) as text:
                found.append(" ".join(str(text.get_text_bounded()).replace("\u200b", "").split()))
        return found


def test_the_sheet_tells_the_words_who_said_them_and_what_was_given() -> None:
    found = [
        shown("First.", incentive="£10 off", shortened=True, photo="a"),
        shown("Second.", name="", place="", job=""),
    ]
    content, left = testimonial_paper.sheet(BUSINESS, found, {"a": picture()}, AT)
    (page,) = read(content)
    assert left == 0
    assert "“First.” Iris Moreau, Harrow" in page
    assert "Kitchen lights · 3 August 2026 · Shortened · Given for it: £10 off" in page
    assert "“Second.” 3 August 2026" in page
    assert content == testimonial_paper.sheet(BUSINESS, found, {"a": picture()}, AT)[0]


def test_a_business_in_germany_and_one_whose_language_has_no_texts() -> None:
    for language, country, words in (("de", "DE", "Was Kunden sagen"), ("ja", "JP", "What customers say")):
        business = Business(**{**BUSINESS.model_dump(), "language": language, "country": country})
        content, left = testimonial_paper.sheet(business, [shown("Gut.")], {}, AT)
        assert words in read(content)[0]
        assert left == 0


def test_words_with_a_letter_that_no_font_has_are_left_out_and_counted() -> None:
    found = [shown("Hot 🜂 water"), shown("Good", name="🜁 Ann"), shown("Better")]
    content, left = testimonial_paper.sheet(BUSINESS, found, {}, AT)
    assert left == 2
    assert "Better" in read(content)[0]
    with pytest.raises(NoLetter):
        testimonial_paper.sheet(Business(**{**BUSINESS.model_dump(), "name": "🜂"}), found, {}, AT)


@settings(derandomize=True, max_examples=12, deadline=None, database=None)
@given(st.text(st.characters(max_codepoint=0x2100, exclude_categories=["Cs"]), max_size=200))
def test_whatever_was_said_the_sheet_is_made(words: str) -> None:
    content, _left = testimonial_paper.sheet(BUSINESS, [shown(words, name=words, incentive=words)], {}, AT)
    assert content.startswith(b"%PDF")


def test_many_words_go_on_over_the_page() -> None:
    content, _left = testimonial_paper.sheet(BUSINESS, [shown("Long words. " * 40) for _ in range(12)], {}, AT)
    assert len(read(content)) > 1


# The form


def test_the_form_names_all_that_is_asked_and_how_to_take_it_back() -> None:
    (page,) = pages(testimonial_paper.release(FORM))
    for words in (
        "May I show your words?",
        "Dear Leah, thank you",
        "“Not a crumb left behind.”",
        "Leah Novak",
        "L. N.",
        "No name",
        "The place: Harrow",
        "A photo of the work",
        "On my website",
        "In print",
        "On social media",
        "What was given for it Nothing.",
        "You can take this back at any time, without a reason. Tell me: 020 7946 0958, sam@rowan.example.",
        "Signature",
    ):
        assert words in page, words
    assert "Shown shorter" not in page


def test_the_form_tells_what_was_given_and_shows_the_short_version_and_the_photo() -> None:
    told = replace(FORM, shortened="Not a crumb.", incentive="£10 off.")
    page = " ".join(pages(testimonial_paper.release(told, [(picture(), "where it was")])))
    assert "Shown shorter “Not a crumb.”" in page
    assert "£10 off. It is told beside your words wherever they are shown." in page
    assert "The photo shown below" in page
    assert "where it was" not in page


def test_a_german_customer_signs_in_german_and_a_place_that_is_not_known_is_filled_in_by_hand() -> None:
    page = " ".join(pages(testimonial_paper.release(replace(FORM, language="de", place=""))))
    assert "Darf ich Ihre Worte zeigen? Guten Tag, Leah" in page
    assert "Der Ort: ____" in page
    assert "jederzeit und ohne Grund widerrufen" in page


TICKED: dict[str, tuple[str, Any]] = {
    "Leah": ("name_shown", NameShown.FIRST),
    "The place: Harrow": ("place_shown", True),
    "On social media": ("on_social", True),
}


def ticks(form: ReleaseForm) -> list[tuple[bool, str]]:
    return [row for part in testimonial_paper.release(form).parts if isinstance(part, Ticks) for row in part.rows]


def test_what_was_agreed_is_ticked_and_nothing_else() -> None:
    agreed = Agreed(**dict(TICKED.values()))
    rows = ticks(replace(FORM, agreed=agreed))
    assert {words for ticked, words in rows if ticked} == set(TICKED)
    assert len(rows) == 9
    assert not any(ticked for ticked, _words in ticks(FORM))


def test_the_first_name_of_who_has_one_only_is_the_whole_name() -> None:
    names = ((NameShown.FULL, "Otto"), (NameShown.INITIALS, "O."), (NameShown.NONE, ""))
    told = replace(FORM, customer="Otto", names=names, agreed=Agreed(NameShown.FIRST))
    assert [words for ticked, words in ticks(told) if ticked] == ["Otto"]


def test_who_is_shown_without_a_name_and_has_no_first_one_is_ticked_without_a_name() -> None:
    names = ((NameShown.FULL, "Mrs Novak"), (NameShown.FIRST, ""), (NameShown.INITIALS, "N."))
    told = replace(FORM, customer="Mrs Novak", names=names, agreed=Agreed(NameShown.NONE))
    (row,) = [words for ticked, words in ticks(told) if ticked]
    assert row not in ("Mrs Novak", "N.")


def test_the_name_that_was_agreed_is_ticked() -> None:
    names = ((NameShown.FULL, "Leah Smith"), (NameShown.FIRST, "Leah"), (NameShown.NONE, ""))
    told = replace(FORM, customer="Lea Kerr", names=names, agreed=Agreed(NameShown.FULL, name="Leah Smith"))
    assert [words for ticked, words in ticks(told) if ticked] == ["Leah Smith"]
