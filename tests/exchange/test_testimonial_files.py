"""What is written as text is read by others as it was meant: by an HTML parser, a JSON-LD reader, a Markdown reader."""

import json
import re
from datetime import date
from typing import Any
from xml.etree.ElementTree import Element

import html5lib  # type: ignore[import-untyped]
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from pyld import jsonld  # type: ignore[import-untyped]

from tradesman.book.business import Business
from tradesman.documents import printable
from tradesman.exchange import testimonial_files
from tradesman.services.testimonials import Shown

BUSINESS = Business(
    name="Rowan & Söhne", owner="Sam Rowan", currency="GBP", zone="Europe/London", country="GB", hours={}
)
EVIL = "</script><script>alert(1)</script>\u202egnp.exe\u0007 <!-- & \"quoted\" 'so' --> ]]>"
steady = settings(derandomize=True, deadline=None, max_examples=60, database=None)
TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=60) | st.text(
    "\\`*_{}[]()#+-.!|<>~&:/@=1 \n", max_size=40
)


def shown(words: str = "Not a crumb.", **rest: Any) -> Shown:
    told: dict[str, Any] = {
        "shortened": False,
        "name": "Iris Moreau",
        "place": "3 Mill Lane\nHarrow",
        "job": "Kitchen lights",
        "said_on": date(2026, 8, 3),
        "incentive": "",
        "places": ("website",),
    }
    return Shown(words=words, **told | rest)


def parsed(piece: bytes) -> Element:
    """The piece in the middle of a page, read strictly."""
    page = b"<!DOCTYPE html><html><head><title>x</title></head><body>" + piece + b"</body></html>"
    parser = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False)
    found: Element = parser.parse(page, transport_encoding="latin-1")
    return found


def words_of(element: Element | None) -> str:
    assert element is not None
    return "".join(element.itertext())


def graph(piece: bytes) -> list[dict[str, Any]]:
    """The JSON-LD, expanded by a reader that fetches nothing."""
    script = parsed(piece).find(".//script")
    assert script is not None
    assert script.get("type") == "application/ld+json"

    def load(url: str, _options: dict[str, Any]) -> dict[str, Any]:
        assert url == "https://schema.org"
        context = {"@context": {"@vocab": "https://schema.org/"}}
        return {"contextUrl": None, "documentUrl": url, "document": context, "contentType": "application/ld+json"}

    found: list[dict[str, Any]] = jsonld.expand(json.loads(words_of(script)), {"documentLoader": load})
    return found


def value(node: dict[str, Any], name: str) -> Any:
    return node[f"https://schema.org/{name}"][0].get("@value")


def test_a_figure_says_the_words_and_who_said_them() -> None:
    said = shown("First.\n\nSecond,\nand on.", incentive="£10 off", shortened=True, language="en")
    piece = testimonial_files.page_part(BUSINESS, [said], {})
    piece.decode("ascii")
    page = parsed(piece)
    figure = page.find(".//section/figure")
    assert figure is not None
    assert figure.get("lang") == "en"
    assert [words_of(part) for part in figure.findall("blockquote/p")] == ["First.", "Second,and on."]
    assert len(figure.findall("blockquote/p/br")) == 1
    assert words_of(figure.find("figcaption/cite")) == "Iris Moreau"
    assert words_of(figure.find("figcaption")) == (
        "Iris Moreau, 3 Mill Lane, Harrow, Kitchen lights, 3 August 2026, Shortened, Given for it: £10 off"
    )
    day = figure.find("figcaption/time")
    assert day is not None
    assert day.get("datetime") == "2026-08-03"
    assert page.find(".//img") is None


def test_a_photo_stands_beside_the_words() -> None:
    both = [shown(photo="a.jpg"), shown(photo="")]
    page = parsed(testimonial_files.page_part(BUSINESS, both, {"a.jpg": "testimonial-1.jpg"}))
    (image,) = page.findall(".//figure/img")
    assert (image.get("src"), image.get("alt")) == ("testimonial-1.jpg", "A photo of the work")


def test_search_engines_read_a_review_without_a_rating() -> None:
    piece = testimonial_files.page_part(BUSINESS, [shown(incentive="£10 off"), shown("Other", name="")], {})
    first, second = graph(piece)
    assert first["@type"] == ["https://schema.org/Review"]
    assert (value(first, "reviewBody"), value(first, "datePublished")) == ("Not a crumb.", "2026-08-03")
    assert value(first, "description") == "Given for it: £10 off"
    (author,), (reviewed,) = first["https://schema.org/author"], first["https://schema.org/itemReviewed"]
    assert (author["@type"], value(author, "name")) == (["https://schema.org/Person"], "Iris Moreau")
    assert (reviewed["@type"], value(reviewed, "name")) == (["https://schema.org/LocalBusiness"], "Rowan & Söhne")
    assert set(reviewed) == {"@type", "https://schema.org/name"}
    assert "https://schema.org/author" not in second
    assert b"rating" not in piece.lower()


def test_nobody_allows_anything_and_the_piece_is_empty() -> None:
    page = parsed(testimonial_files.page_part(BUSINESS, [], {}))
    assert page.find(".//section") is not None
    assert page.find(".//script") is None


def test_markup_is_shown_as_text_and_turns_nothing_around() -> None:
    piece = testimonial_files.page_part(BUSINESS, [shown(EVIL, name=EVIL, place=EVIL, job=EVIL, incentive=EVIL)], {})
    page = parsed(piece)
    assert len(page.findall(".//script")) == 1
    assert EVIL.replace("\u202e", "").replace("\u0007", "") in words_of(page.find(".//blockquote"))
    assert "\u202e" not in words_of(page)
    assert b"8238" not in piece
    (review,) = graph(piece)
    assert value(review, "reviewBody") == EVIL.replace("\u202e", "").replace("\u0007", "")


@steady
@given(words=TEXTS, name=TEXTS)
@example(words="a\u2029b\x0c", name="\ufeff<b>")
def test_whatever_was_typed_is_read_back_from_html(words: str, name: str) -> None:
    piece = testimonial_files.page_part(BUSINESS, [shown(words, name=name, place="", job=name)], {})
    page = parsed(piece)
    quoted = page.find(".//blockquote")
    assert quoted is not None
    assert "".join(words_of(quoted).split()) == "".join(printable.visible(words).split())
    tags: set[Any] = {element.tag for element in page.iter()}
    assert {tag for tag in tags if isinstance(tag, str)} <= {
        *("html", "head", "title", "body", "section", "figure", "blockquote", "p", "br"),
        *("figcaption", "cite", "bdi", "time", "script"),
    }
    (review,) = graph(piece)
    body = review.get("https://schema.org/reviewBody", [{"@value": ""}])[0]["@value"]
    assert body == printable.visible(words)


# Markdown


def quoted(note: str) -> list[str]:
    """The quotations, as a reader of Markdown shows them."""
    page: Element = html5lib.parse(MarkdownIt("commonmark").enable(["table"]).render(note), namespaceHTMLElements=False)
    return [words_of(part) for part in page.findall(".//blockquote")]


def test_a_note_says_who_where_and_what_was_given() -> None:
    said = shown("First.\nSecond.\n\nThird.", incentive="£10 off", shortened=True, places=("website", "print"))
    note = testimonial_files.markdown(BUSINESS, [said, shown("Other", name="", place="", job="")])
    assert note == (
        "<!-- testimonials as notes -->\n\n# What customers say\n\n> First.\\\n> Second.\n>\n> Third.\n\n"
        "— Iris Moreau, 3 Mill Lane, Harrow · Kitchen lights · 3 August 2026\n\n"
        "Shortened. Given for it: £10 off. May be shown: website, print.\n\n"
        "> Other\n\n— 3 August 2026\n\nMay be shown: website.\n"
    )


def test_a_note_in_german() -> None:
    german = Business(**{**BUSINESS.model_dump(), "language": "de", "country": "DE"})
    assert testimonial_files.markdown(german, []) == f"{testimonial_files.NOTES_MARK}\n\n# Was Kunden sagen\n"
    assert "Darf gezeigt werden: Website" in testimonial_files.markdown(german, [shown()])


MARKUP = (
    "# Heading\n1. one\n- two\n+ three\n* four\n=====\n---\n> five\n    code\n`code` **bold** _so_ [a](http://b.c)"
    " ![i](j.png) <b>tag</b> &amp; ~~gone~~ | a | b |\nwww.example.org http://example.org me@example.org"
)


def test_markup_in_a_note_is_shown_as_text() -> None:
    note = testimonial_files.markdown(BUSINESS, [shown(MARKUP, name="*Ann*")])
    page: Element = html5lib.parse(MarkdownIt("js-default").render(note), namespaceHTMLElements=False)
    assert {element.tag for element in page.iter()} == {"html", "head", "body", "h1", "blockquote", "p", "br"}
    assert quoted(note) == [f"\n{re.sub('(?m)^ +', '', MARKUP)}\n"]
    assert "— *Ann*," in words_of(page)


@steady
@given(words=TEXTS)
def test_whatever_was_typed_is_read_back_from_a_note(words: str) -> None:
    (found,) = quoted(testimonial_files.markdown(BUSINESS, [shown(words)])) or [""]
    assert "".join(found.split()) == "".join(printable.visible(words).split())


@pytest.mark.parametrize(
    ("typed", "seen"),
    [
        ("a\u202eb\u2066c\u200f", "abc"),
        ("a\r\nb\u2028c", "a\nb\nc"),
        ("\u200d👩\u200d🔧", "\u200d👩\u200d🔧"),
        ("\x1b[1m\tx", "[1m x"),
    ],
)
def test_what_cannot_be_seen_is_gone(typed: str, seen: str) -> None:
    assert printable.visible(typed) == seen
