"""A plain sheet: every kind of part is on it, an empty one is not, and nothing that was typed breaks it."""

from contextlib import closing
from datetime import UTC, date, datetime
from typing import Any

import pypdfium2 as pdfium  # type: ignore[import-untyped]
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QBuffer
from PySide6.QtGui import QColor, QImage

from tradesman.book.business import Business
from tradesman.book.errors import BookError
from tradesman.documents import sheet_paper
from tradesman.documents.sheet_paper import Facts, Paper, Pictures, Sign, Steps, Table, Words

AT = datetime(2026, 10, 9, 12, tzinfo=UTC)
BUSINESS = Business(
    name="Rowan Home Services", owner="Sam Rowan", currency="GBP", zone="Europe/London", country="GB", hours={}
)
LABELS = ("Signature", "Name", "Date")


def picture() -> bytes:
    image = QImage(40, 30, QImage.Format.Format_RGB32)
    image.fill(QColor("#224466"))
    buffer = QBuffer()
    assert image.save(buffer, "PNG")  # type: ignore[call-overload]
    return bytes(buffer.data().data())


def pages(paper: Paper) -> list[str]:
    with closing(pdfium.PdfDocument(sheet_paper.pdf(paper, AT))) as document:
        return [_words(page) for page in document]


def _words(page: Any) -> str:
    with closing(page.get_textpage()) as text:
        return " ".join(str(text.get_text_bounded()).replace("\u200b", "").split())


def test_every_kind_of_part_is_on_the_sheet() -> None:
    parts = (
        Words("What I found", "The mortar is soft."),
        Facts("Where", [("Address", "27 Station Road"), ("Access", "Ring twice")]),
        Steps("What to look at", ["Chimney", "Flashing"]),
        Table("Slates", ["What", "How much"], [False, True], [["Slates", "120"], ["Nails", "4 kg"]], ["All", "124"]),
        Pictures("Photos", [(picture(), "From the ladder"), (picture(), "")]),
        Sign("I agree.", LABELS, "Ruth Okafor", date(2026, 10, 9), [[[0, 0, 0], [50, 30, 9]]]),
    )
    paper = Paper(
        "For Harker Masonry",
        BUSINESS,
        parts,
        lead="Ruth asked me to pass this on.",
        for_whom="For",
        customer="Harker Masonry",
        address="1 Quarry Lane\n\nAshcombe",
        facts=[("Date", "9 October 2026")],
        page="Page {0} of {1}",
    )
    page = " ".join(pages(paper))
    for words in (
        "Rowan Home Services",
        "For Harker Masonry 1 Quarry Lane Ashcombe",
        "Ruth asked me",
        "What I found The mortar is soft.",
        "Ring twice",
        "Flashing",
        "Nails",
        "4 kg",
        "124",
        "From the ladder",
        "I agree.",
        "Ruth Okafor",
        "9 October 2026",
        "Page 1 of 2",
    ):
        assert words in page, words


def test_an_empty_part_is_left_out_with_its_heading() -> None:
    parts = (
        Words("Nothing said", " "),
        Facts("No facts", []),
        Steps("No steps", []),
        Table("No rows", ["What"], [False], []),
        Pictures("No photos", []),
    )
    (page,) = pages(Paper("Empty", BUSINESS, parts))
    assert "No" not in page.replace("No.", "")


def test_a_long_table_repeats_its_heads_on_every_page() -> None:
    rows = [[f"Slate number {number}", str(number)] for number in range(120)]
    found = pages(Paper("List", BUSINESS, [Table("", ["What is ordered", "How much"], [False, True], rows)]))
    assert len(found) > 2
    assert all("What is ordered" in page for page in found)
    assert sum(page.count("Slate number") for page in found) == 120


def test_the_moment_counts_to_the_second() -> None:
    paper = Paper("Now", BUSINESS, [])
    assert sheet_paper.pdf(paper, AT.replace(microsecond=123_456)) == sheet_paper.pdf(paper, AT)


def test_a_letter_that_no_font_has_is_named() -> None:
    with pytest.raises(BookError, match="cannot be printed"):
        sheet_paper.pdf(Paper("Hot 🜂 water", BUSINESS, []), AT)


@settings(max_examples=25, deadline=None)
@given(st.text(st.characters(max_codepoint=0x17F, exclude_characters="ŉ"), max_size=300))
def test_whatever_is_typed_is_printed_as_text(words: str) -> None:
    parts = (Words(words, words), Facts("", [(words, words)]), Steps("", [words]), Sign(words, LABELS, words))
    made = sheet_paper.pdf(Paper(words, BUSINESS, parts, customer=words, address=words), AT)
    assert made.startswith(b"%PDF")
