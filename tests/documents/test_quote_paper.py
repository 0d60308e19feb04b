"""The printed quote: real PDFs, their words and where they stand, and their pictures against those kept beside."""

import tomllib
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pypdfium2 as pdfium  # type: ignore[import-untyped]
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PySide6.QtGui import QImage

from tests.frozen_paper import CYLINDERS, NEEDS, frozen, line, option
from tradesman import paths
from tradesman.book.errors import BookError
from tradesman.documents import quote_paper
from tradesman.documents.quote_paper import Decision

AT = datetime(2026, 10, 9, 12, tzinfo=UTC)
PICTURES = Path(__file__).parent / "pictures"
PPI = 60
STEPS = [
    {"words": "On acceptance", "share_bp": 3000, "deposit": True},
    {"words": "When the cylinder is in", "share_bp": 4000, "deposit": False},
    {"words": "When it is done", "share_bp": 3000, "deposit": False},
]
HOURS = option("Boiler", [line("Labour", 4_800, 11_000, unit="h"), line("Rail", 900, 2_500, unit="m", extra=True)])
MIXED = option(
    "Heating",
    [
        line("Boiler", 100_000),
        line("Insulation", 20_000, tax_bp=0),
        line("Ladder", 9_999, tax_bp=500),
        line("Old boiler taken in part", -5_000),
        line("Pipe", 1_234, 2_500, unit="m", discount_minor=100),
        line("Gold tap", 8_000, extra=True, tax_bp=500),
    ],
    discount=5_000,
)
BOILER = option("Boiler", [line("Boiler", 123_456, tax_bp=0)])
GERMAN = {"language": "de", "currency": "EUR", "tax_label": "MwSt.", "business": {"country": "DE"}}
DRAWN = {
    "three": frozen(*CYLINDERS, payments=STEPS),
    "german": frozen(*CYLINDERS, payments=STEPS, **GERMAN),
    "one_mixed": frozen(MIXED),
}


def test_quantities_are_printed_with_their_unit() -> None:
    text = whole(frozen(HOURS))
    assert "Labour 11 h 48.00 528.00" in text
    assert "Rail, 2.5 m" in text
    assert "Arbeit 1,5 h" in whole(frozen(option("Kessel", [line("Arbeit", 4_800, 1_500, unit="h")]), **GERMAN))
    three = [option(name, [line("Labour", 4_800, 1_000, unit="h")], best_value=name == "B") for name in "ABC"]
    assert "Labour, 1 h" in whole(frozen(*three))


def pdf(paper: dict[str, Any], **rest: Any) -> pdfium.PdfDocument:
    return pdfium.PdfDocument(quote_paper.pdf(paper, AT, **rest))


def pages(paper: dict[str, Any], **rest: Any) -> list[str]:
    """The words of each page, spaces as they come."""
    with closing(pdf(paper, **rest)) as document:
        return [_words(page) for page in document]


def _words(page: pdfium.PdfPage) -> str:
    with closing(page.get_textpage()) as text:
        return " ".join(str(text.get_text_bounded()).replace("￾", "").replace("\u200b", "").split())


def whole(paper: dict[str, Any], **rest: Any) -> str:
    return " ".join(pages(paper, **rest))


def boxes(page: pdfium.PdfPage) -> Iterator[tuple[float, float, float, float]]:
    """Left, bottom, right and top of what is written, in points."""
    with closing(page.get_textpage()) as text:
        for place in range(text.count_rects()):
            yield text.get_rect(place)


def picture(page: pdfium.PdfPage) -> QImage:
    drawn = page.render(scale=PPI / 72)
    image = QImage(bytes(drawn.buffer), drawn.width, drawn.height, drawn.stride, QImage.Format.Format_BGR888)
    return image.convertToFormat(QImage.Format.Format_Grayscale8)


def _differing(one: QImage, other: QImage) -> float:
    """The share of the points that differ so that it can be seen."""
    here, there = (b"".join(_rows(image)) for image in (one, other))
    return sum(abs(grey - other_grey) > 40 for grey, other_grey in zip(here, there, strict=True)) / len(here)


def _rows(image: QImage) -> Iterator[bytes]:
    """The points of each row; what fills a row up to four bytes is anything."""
    points = bytes(image.constBits())
    for start in range(0, image.height() * image.bytesPerLine(), image.bytesPerLine()):
        yield points[start : start + image.width()]


@pytest.mark.parametrize("name", DRAWN)
def test_the_pages_look_as_they_did(name: str) -> None:
    with closing(pdf(DRAWN[name])) as document:
        for number, page in enumerate(document, 1):
            kept = QImage(str(PICTURES / f"{name}-{number}.png")).convertToFormat(QImage.Format.Format_Grayscale8)
            drawn = picture(page)
            assert kept.size() == drawn.size()
            assert _differing(kept, drawn) < 0.004, f"{name}-{number}: draw anew with python -m {__name__}"
        assert not (PICTURES / f"{name}-{len(document) + 1}.png").exists()


def test_three_options_with_all_that_is_said_of_them() -> None:
    said = whole(DRAWN["three"])
    for words in (
        "Rowan Home Services",
        "Marion Ellis",
        "Dear Marion",
        "Here are three ways to do it.",
        "Your three options",
        *NEEDS,
        "£849.60",
        "£1,845.60",
        "£3,189.60",
        "VAT included",
        "2 years, parts and labour",
        "7 years, parts and labour",
        "18 months, parts and labour",
        "Why I would take Better:",
        "I pay you £50 for each day.",
        "Duct through the loft",
        "You can add VAT included A second hot tap £108.00",
        "40% When the cylinder is in £339.84 £738.24 £1,275.84",
        "Deposit 30%.",
        "I am free from 20 October 2026.",
        "You can change your mind within 14 days",
        "Waste is taken away.",
    ):
        assert words in said, words


def test_one_option_has_neither_rank_nor_best_value() -> None:
    said = whole(frozen(option("Like for like", [line("Cylinder", 42_000)], best=True)))
    assert "Your option" in said
    assert not any(word in said for word in ("Best value", "Good", "Why I would"))
    assert "Like for like, £504.00" in said
    assert whole(frozen(CYLINDERS[0])).count("£849.60") == 3


def test_two_options_are_called_two() -> None:
    said = whole(frozen(*CYLINDERS[:2]))
    assert "Your two options" in said
    assert "Here are two ways" in said


def test_a_title_that_is_only_the_rank_is_printed_once() -> None:
    said = pages(frozen(option("Good", [line("A", 1)]), option("Better", [line("B", 2)], best=True)))[1]
    assert "Good: Good" not in said
    assert "Better: Better" not in said


def test_credits_discounts_and_several_rates_are_told_line_by_line() -> None:
    said = pages(DRAWN["one_mixed"])[1]
    for words in (
        "What is included Qty Each VAT Net",
        "Old boiler taken in part 1 −50.00 20% −50.00",
        "Pipe 2.5 m 12.34 (−1.00) 20% 29.85",
        "Insulation 1 200.00 0% 200.00",
        "Discount −£50.00",
        "Net £1,229.84",
        "VAT 5% £4.80",
        "VAT 20% £188.31",
        "Total £1,422.95",
        "Gold tap £84.32",
    ):
        assert words in said, words


def test_prices_entered_gross_say_so_and_have_their_tax_taken_out() -> None:
    said = pages(frozen(MIXED, gross=True))[1]
    for words in ("Each VAT With VAT", "Net £1,068.33", "VAT 5% £4.58", "Total £1,229.84", "Gold tap £80.00"):
        assert words in said, words


@pytest.mark.parametrize(
    ("currency", "country", "language", "total"),
    [
        ("JPY", "JP", "", "¥123,456"),
        ("KWD", "KW", "", "KWD 123.456"),
        ("EUR", "DE", "de", "1.234,56 €"),
        ("EUR", "DE", "", "1.234,56 €"),
        ("EUR", "FR", "", "1 234,56 €"),
        ("USD", "US", "", "$1,234.56"),
        ("CHF", "CH", "de", "CHF 1’234.56"),
        ("GBP", "", "", "£1,234.56"),
    ],
)
def test_amounts_are_written_as_in_the_country(currency: str, country: str, language: str, total: str) -> None:
    paper = frozen(BOILER, currency=currency, language=language, business={"country": country})
    assert total in whole(paper)


def test_where_no_tax_has_a_name_it_is_called_tax() -> None:
    taxed = option("Boiler", [line("Boiler", 100_000, tax_bp=825)])
    said = whole(frozen(taxed, currency="USD", tax_label="", language="", business={"country": "US"}))
    assert "Tax included" in said
    assert "Tax 8.25% $82.50" in said
    assert "October 9, 2026" in said
    assert "No VAT is charged" in whole(frozen(BOILER))


@pytest.mark.parametrize(("paper", "size"), [("a4", (595, 842)), ("letter", (612, 792))])
def test_the_page_is_as_large_as_is_usual_in_the_country(paper: str, size: tuple[int, int]) -> None:
    with closing(pdf(frozen(*CYLINDERS, business={"paper": paper}))) as document:
        assert {tuple(round(side) for side in page.get_size()) for page in document} == {size}


def test_a_german_paper_is_german_throughout() -> None:
    said = whole(DRAWN["german"])
    for words in (
        "Guten Tag, Marion",
        "Ihre drei Möglichkeiten",
        "Besser Mein Rat",
        "1.845,60 €",
        "inkl. MwSt.",
        "MwSt. 20 %",
        "7 Jahre, parts and labour",
        "9. Oktober 2026",
        "Ihre Entscheidung",
        "Seite 1 von",
        "Anzahlung 30 %.",
    ):
        assert words in said, words
    english = {"Quote", "Total", "Guarantee", "Signature", "Your decision", "included"}
    assert not [word for word in english if word in said]


def test_every_language_says_all_that_english_says() -> None:
    english = _texts("en")
    languages = [file.stem for file in paths.resource("papers").glob("*.toml")]
    assert {"en", "de"} <= set(languages)
    for language in languages:
        texts = _texts(language)
        assert texts.keys() == english.keys()
        for key, text in texts.items():
            assert sorted(_fields(text)) == sorted(_fields(english[key])), (language, key)


def _texts(language: str) -> dict[str, str]:
    content = tomllib.loads(paths.resource("papers", f"{language}.toml").read_text("utf-8"))
    return dict(_flat("", content))


def _flat(name: str, part: Any) -> Iterator[tuple[str, str]]:
    if isinstance(part, str):
        yield name, part
    for key, each in part.items() if isinstance(part, dict) else enumerate(part) if isinstance(part, list) else ():
        yield from _flat(f"{name}.{key}", each)


def _fields(text: str) -> list[str]:
    return [text[place : place + 3] for place in range(len(text)) if text[place] == "{" and text[place + 1].isdigit()]


@pytest.mark.parametrize(("name", "letter"), [("漢字 Ltd", "漢"), ("Leah 😀", "😀"), ("משה", "ה"), ("محمد", "د")])
def test_a_letter_that_the_font_has_not_is_named(name: str, letter: str) -> None:
    with pytest.raises(BookError, match=f"“{letter}” cannot be printed.*No paper was made"):
        pdf(frozen(CYLINDERS[0], title=name))


def test_letters_of_europe_and_what_typesetters_take_for_orders_come_out_as_they_are() -> None:
    odd = "<b>x</b> #let x = 1 *bold* _it_ $a^2$ `raw` \\ @me ~ [a](b) // /* €½×→ Žofie Łukasz Ωμέγα Иван"
    said = whole(
        frozen(
            option(odd, [line(odd, 100)], words=odd, leaves=odd, guarantee=odd, promise=odd),
            title=odd,
            diagnosis=odd,
            terms=odd,
            customer={"name": odd, "first_name": odd, "address": odd},
            needs=[{"label": odd, "answer": odd}],
        )
    )
    assert said.count(odd) >= 9


def test_letters_that_cannot_be_seen_are_left_out() -> None:
    assert "Leah Novak" in whole(frozen(CYLINDERS[0], title="Le\u202eah\x00 No\u200bvak"))


LONG = "Warmwasserspeicheraustauschvorbereitung"


@pytest.mark.parametrize(
    "paper",
    [
        frozen(*CYLINDERS, title="Replace the heater " * 26),
        frozen(option("W" * 500, [line("W" * 500, 100)], best=True), option("V" * 90, [line("x", 1)]), title="W" * 500),
        frozen(*(option(LONG, [line(LONG, 100)], leaves=LONG) for _ in range(3)), title=LONG * 9, **GERMAN),
        frozen(
            option("Lots", [line("x", 1)], leaves="\n".join(f"Stays {place}" for place in range(90))),
            option("Few", [line("x", 1)], best=True),
        ),
    ],
    ids=["sentence", "letters", "german", "high"],
)
def test_nothing_however_long_runs_over_the_edge(paper: dict[str, Any]) -> None:
    with closing(pdf(paper)) as document:
        for page in document:
            width, height = page.get_size()
            for left, bottom, right, top in boxes(page):
                assert left > 45
                assert right < width - 45 or bottom > height - 50  # what is too long for the head is cut off there
                assert bottom > 20
                assert top < height - 20


def _lines(count: int) -> list[dict[str, Any]]:
    words = "with so many words that it takes two lines of the page and could be parted, were it not kept together"
    return [line(f"Line {number:03d}a {words} Line {number:03d}b", 1_000 + number) for number in range(count)]


@pytest.mark.parametrize("count", [18, 19, 20, 300])
def test_a_page_never_parts_a_line_or_the_decision(count: int) -> None:
    told = pages(frozen(option("A lot", _lines(count)), payments=STEPS))
    for number in range(count):
        begins = [place for place, page in enumerate(told) if f"Line {number:03d}a" in page]
        ends = [place for place, page in enumerate(told) if f"Line {number:03d}b" in page]
        assert begins == ends
        assert len(begins) == 1
    (decision,) = [page for page in told if "Your decision" in page]
    for words in ("A lot, £", "Signature", "Name"):
        assert words in decision.split("Your decision")[1]
    with_lines = [page for page in told if "Line 0" in page or "Line 1" in page or "Line 2" in page]
    assert all("What is included" in page for page in with_lines)  # headings come again
    assert all(f"page {place} of {len(told)}" in page for place, page in enumerate(told, 1))


@settings(max_examples=12, deadline=None, derandomize=True, database=None)
@given(st.lists(st.integers(1, 30), min_size=1, max_size=3), st.integers(0, 25))
def test_however_many_lines_the_decision_stays_whole(counts: list[int], needs: int) -> None:
    options = [option(f"Way {place}", _lines(count), best=not place) for place, count in enumerate(counts)]
    asked = [{"label": f"Need {number}", "answer": ""} for number in range(needs)]
    told = pages(frozen(*options, needs=asked))
    assert ["Signature" in page for page in told] == ["Your decision" in page for page in told]
    assert sum("Your decision" in page for page in told) == 1


def test_what_was_chosen_and_signed_stands_in_the_block() -> None:
    paper = DRAWN["three"]
    chosen = paper["options"][1]
    extra = next(each["id"] for each in chosen["lines"] if each["extra"])
    strokes = [[[100, 100, 0], [200, 150, 20], [300, 90, 40]], [[320, 100, 60]], []]
    signed = Decision(chosen["id"], frozenset([extra]), "Marion Ellis", date(2026, 10, 14), "signed", strokes)
    said = whole(paper, decision=signed).split("Your decision")[1]
    assert "Better with what you added, £1,953.60" in said
    assert "14 October 2026" in said
    assert said.count("Marion Ellis") == 1
    for by, words in (("phone", "Agreed by phone by Tom on 14 October 2026."), ("email", "Agreed by e-mail by Tom")):
        agreed = Decision(chosen["id"], frozenset(), "Tom", date(2026, 10, 14), by, [])
        assert words in whole(paper, decision=agreed)
    typed = Decision(chosen["id"], frozenset(), "Marion Ellis", date(2026, 10, 14), "signed", [])
    assert "Better, £1,845.60" in whole(paper, decision=typed)


def test_testimonials_say_what_was_given_for_them() -> None:
    said = [
        {"words": "He stuck to it.", "by": "Leah", "incentive": "£20 off"},
        {"words": "Good.", "by": "", "incentive": ""},
    ]
    told = whole(frozen(CYLINDERS[0], testimonials=said))
    assert "“He stuck to it.” Leah · Given for it: £20 off." in told
    assert "“Good.”" in told


def test_a_second_revision_a_guarantee_told_already_and_nothing_asked() -> None:
    told = whole(
        frozen(
            option("Boiler", [line("Boiler", 1)], guarantee="2 years, parts and labour", guarantee_months=24),
            revision=2,
            needs=[],
            diagnosis="",
            withdrawal_days=0,
            free_on=[],
            terms="",
            best_value_reason="",
        )
    )
    assert "Quote 0214, revision 2" in told
    assert told.count("2 years") == 1
    for words in ("What you told me", "What I found", "Terms", "change your mind", "I am free from"):
        assert words not in told


def test_a_paper_frozen_before_amounts_were_told_is_printed_without_them() -> None:
    paper = frozen(*CYLINDERS, payments=STEPS)
    for each in paper["options"]:
        del each["payments"], each["guarantee_months"]
    assert "40% When the cylinder is in 30%" in whole(paper)


def test_the_same_paper_is_the_same_to_the_byte_and_can_be_read_aloud() -> None:
    once, again = (quote_paper.pdf(DRAWN["three"], AT) for _ in range(2))
    assert once == again
    assert b"pdfuaid" in once
    with closing(pdfium.PdfDocument(once)) as document:
        assert document.get_metadata_value("Title") == "Replacing your water heater"


def _draw() -> None:
    PICTURES.mkdir(exist_ok=True)
    for name, paper in DRAWN.items():
        with closing(pdf(paper)) as document:
            for number, page in enumerate(document, 1):
                picture(page).save(str(PICTURES / f"{name}-{number}.png"))


if __name__ == "__main__":
    _draw()


def test_a_guarantee_says_whose_it_is_where_options_differ() -> None:
    teeth = "If I am late, I pay you £50."
    same = [option(title, [line("Work", 100)], teeth=teeth) for title in ("One", "Two")]
    assert [each["whose"] for each in quote_paper.data(frozen(*same))["guarantees"]] == [""]
    other = option("Three", [line("Work", 100)], teeth="Another visit is free.")
    found = quote_paper.data(frozen(*same, other))["guarantees"]
    assert [(each["whose"], each["words"]) for each in found] == [
        ("Good, Better", teeth),
        ("Best", "Another visit is free."),
    ]
    assert f"Good, Better: {teeth}" in whole(frozen(*same, other))


def test_what_an_option_leaves_stands_instead_of_the_needs_it_does_not_meet() -> None:
    said = option("Cylinder", [line("Work", 100)], meets=1, leaves="Upstairs stays weak. No bath.")
    [told] = quote_paper.data(frozen(said))["options"]
    assert [(each["words"], each["kept"]) for each in told["checks"]] == [
        (NEEDS[0], True),
        ("Upstairs stays weak", False),
        ("No bath", False),
    ]
    [told] = quote_paper.data(frozen(option("Cylinder", [line("Work", 100)], meets=1)))["options"]
    assert [each["words"] for each in told["checks"] if not each["kept"]] == list(NEEDS[1:])


@pytest.mark.parametrize(
    ("promised", "steps", "said", "not_said"),
    [
        ({"confirms": "message", "weekly": True}, [], ["I text you", "every week", "then you pay."], ["the rest"]),
        ({"confirms": "call", "weekly": False}, [], ["I ring you"], ["I text you", "every week"]),
        ({"confirms": "", "weekly": True}, STEPS, ["every week"], ["I text", "I ring you", "then you pay"]),
        (
            {"confirms": "", "weekly": False},
            [
                {"words": "On acceptance", "share_bp": 3000, "deposit": True},
                {"words": "On completion", "share_bp": 7000, "deposit": False},
            ],
            ["then you pay the rest"],
            ["then you pay."],
        ),
    ],
)
def test_only_what_playbook_and_payments_bear_out_is_promised(
    promised: dict[str, Any], steps: list[dict[str, Any]], said: list[str], not_said: list[str]
) -> None:
    told = whole(frozen(*CYLINDERS, promised=promised, payments=steps))
    assert [words for words in said if words not in told] == []
    assert [words for words in not_said if words in told] == []


def test_the_head_of_the_second_page_shows_letters_whole() -> None:
    """A g reaches as far below the line in the head as a p in the text does; cut off, it would end at the line."""
    scale = 4
    heights = []
    for title in ("ggggg", "nnnnn"):
        with closing(pdf(frozen(*CYLINDERS, title=title))) as document:
            drawn = document[1].render(scale=scale)
            image = QImage(bytes(drawn.buffer), drawn.width, drawn.height, drawn.stride, QImage.Format.Format_BGR888)
            head = image.copy(18 * 72 * scale // 25, 0, 40 * scale, 20 * 72 * scale // 25)
            grey = head.convertToFormat(QImage.Format.Format_Grayscale8)
            inked = [any(point < 128 for point in row) for row in _rows(grey)]
            first = inked.index(True)
            heights.append(inked.index(False, first) - first)
    below = heights[0] - heights[1]
    assert below >= 1.8 * scale


def test_the_best_value_is_told_apart_without_colour() -> None:
    """In grey its frame is thicker and darker than the others', and its badge has a star and words."""
    with closing(pdf(DRAWN["three"])) as document:
        page = document[0]
        grey = picture(page)
        assert "Best value" in _words(page)
        rows_of_points = list(_rows(grey))
        dark = [
            sum(row[place] < 90 for row in rows_of_points[len(rows_of_points) // 2 : -len(rows_of_points) // 5])
            for place in range(grey.width())
        ]
        tall = [place for place, count in enumerate(dark) if count > len(rows_of_points) // 8]
        third = grey.width() // 3
        assert tall
        assert all(third <= place <= 2 * third for place in tall)  # only the one in the middle
