"""What customers say leaves the book as far as each allows, in every kind of file, and what is left out is counted."""

import csv
import io
import json
import os
import re
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from typing import Any
from uuid import UUID

import pypdfium2 as pdfium  # type: ignore[import-untyped]
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtGui import QColor, QImage

from tests import pictures
from tests.owner import Owner
from tests.said_tables import imported, read_back
from tradesman.book import album
from tradesman.book.errors import BookError
from tradesman.book.store import Book
from tradesman.book.testimonial import NameShown, Testimonial
from tradesman.documents import testimonial_picture
from tradesman.exchange import testimonial_exports
from tradesman.exchange.exports import Exported, LeftOut
from tradesman.exchange.testimonial_exports import Kind
from tradesman.services import businesses, customers, jobs, photos, testimonials
from tradesman.services.progress import Progress

FIRST, LAST, STREET, TOWN = "Quirinia", "Zweifelmann", "Mimosenpfad", "Xanten"


@dataclass
class Wall:
    """Writes words down, with consent, and exports them."""

    owner: Owner
    out: Path

    def say(self, words: str, name: NameShown | None = None, *, photo: Path | None = None, **where: bool) -> UUID:
        """Words about a job, released as far as is said."""
        customer = self.owner.do(customers.add, f"{FIRST} {LAST}", address=f"{STREET} 7\n{TOWN}")
        job = self.owner.do(jobs.done_and_paid, customer.id, "Kitchen lights", 5000, "Cash")
        said = self.owner.do(testimonials.take_down, customer.id, words, job.id)
        if photo is not None:
            self.show_photo(said.id, customer.id, photo)
        if name is not None:
            self.owner.do(testimonials.release, said.id, "By e-mail", name, **where)
        return said.id

    def show_photo(self, said_id: UUID, customer_id: UUID, file: Path) -> None:
        """Puts a photo beside the words."""
        name = album.keep(self.owner.book.photos, file)
        kept = self.owner.do(photos.add, customer_id, name)

        def beside(session: Any) -> None:
            session.load(Testimonial, said_id).photo_id = kept.id

        self.owner.do(beside)

    def export(self, kind: Kind, **rest: Any) -> Exported:
        """One file, at a place of its kind."""
        book = self.owner.book
        return self.owner.ask(testimonial_exports.write, self.place(kind), kind, book.photos, **rest)

    def place(self, kind: Kind) -> Path:
        return self.out / f"testimonials.{kind.value}"

    def text(self, kind: Kind) -> str:
        """Every word of a file; those of a PDF as PDFium reads them, which had no part in writing it."""
        content = self.place(kind).read_bytes()
        if kind != Kind.PDF:
            return content.decode("utf-8-sig")
        with closing(pdfium.PdfDocument(content)) as document:
            return "\n".join(_words(page) for page in document)


def _words(page: Any) -> str:
    with closing(page.get_textpage()) as text:
        return str(text.get_text_bounded()).replace("\u200b", "")


@pytest.fixture
def wall(book: Book, now: datetime, tmp_path: Path) -> Wall:
    out = tmp_path / "out"
    out.mkdir()
    return Wall(Owner(book, now), out)


EVERYWHERE: dict[str, Any] = {"on_website": True, "in_print": True, "on_social": True}


@pytest.mark.parametrize(
    ("kind", "written", "elsewhere"),
    [
        (Kind.CSV, ["Site", "Paper", "Both"], {}),
        (Kind.JSON, ["Site", "Paper", "Both"], {}),
        (Kind.MARKDOWN, ["Site", "Paper", "Both"], {}),
        (Kind.HTML, ["Site"], {("print",): 1, ("print", "social"): 1}),
        (Kind.PDF, ["Paper", "Both"], {("website",): 1}),
    ],
)
def test_each_kind_holds_what_may_be_shown_there_and_counts_the_others(
    wall: Wall, kind: Kind, written: list[str], elsewhere: dict[tuple[str, ...], int]
) -> None:
    wall.say("Site", NameShown.FIRST, on_website=True)
    wall.say("Paper", NameShown.FIRST, in_print=True)
    wall.say("Both", NameShown.FIRST, in_print=True, on_social=True)
    wall.say("Private")
    gone = wall.say("Withdrawn", NameShown.FULL, place_shown=True, **EVERYWHERE)
    wall.owner.do(testimonials.withdraw, gone)
    done = wall.export(kind)
    assert (done.written, done.elsewhere) == (len(written), elsewhere)
    assert done.left_out == {"consent withdrawn": 1, "no consent": 1}
    text = wall.text(kind)
    for words in ("Site", "Paper", "Both"):
        assert (words in text) is (words in written)
    assert not {"Private", "Withdrawn", LAST, STREET} & set(re.findall(r"\w+", text))


def test_words_leave_in_the_language_of_the_customer(wall: Wall) -> None:
    customer = wall.owner.do(customers.add, f"{FIRST} {LAST}")
    wall.owner.do(customers.change, customer.id, language="de")
    said = wall.owner.do(testimonials.take_down, customer.id, "Kein Krümel Putz.")
    wall.owner.do(testimonials.release, said.id, "By e-mail", NameShown.FIRST, **EVERYWHERE)
    for kind in (Kind.HTML, Kind.CSV):
        wall.export(kind)
    assert '<figure lang="de">' in wall.text(Kind.HTML)
    assert "20. November 2026</time>" in wall.text(Kind.HTML)
    (row,) = csv.DictReader(io.StringIO(wall.text(Kind.CSV), newline=""))
    assert row["language"] == "de"


@pytest.mark.parametrize("kind", Kind)
def test_words_that_tell_a_name_or_a_place_that_is_not_allowed_are_left_out_and_counted(wall: Wall, kind: Kind) -> None:
    wall.say("Fine", NameShown.NONE, **EVERYWHERE)
    wall.say(f"{LAST}’s lamps never shone so", NameShown.FIRST, **EVERYWHERE)
    wall.say(f"The best of {TOWN.upper()}", NameShown.FULL, **EVERYWHERE)
    done = wall.export(kind)
    assert (done.written, done.left_out) == (1, {"words that tell the name or the place": 2})
    assert not {LAST, TOWN.upper()} & set(re.findall(r"\w+", wall.text(kind)))


def test_every_row_of_a_table_says_where_it_may_be_shown(wall: Wall) -> None:
    wall.say("Good", NameShown.FULL, place_shown=True, **EVERYWHERE)
    wall.export(Kind.CSV)
    wall.export(Kind.JSON)
    (row,) = csv.DictReader(io.StringIO(wall.text(Kind.CSV), newline=""))
    assert (row["allowed"], row["name"], row["place"]) == (
        "website; print; social",
        f"{FIRST} {LAST}",
        TOWN,
    )
    (told,) = json.loads(wall.text(Kind.JSON))
    assert (told["allowed"], told["shortened"]) == (["website", "print", "social"], False)
    shown = list(wall.owner.ask(testimonials.for_export).shown)
    assert read_back(wall.place(Kind.CSV)) == imported(wall.place(Kind.CSV)) == shown


CONSENTS = st.fixed_dictionaries(
    {
        "name": st.sampled_from(NameShown) | st.none(),
        "shortened": st.booleans(),
        "withdrawn": st.booleans(),
        "place_shown": st.booleans(),
        "photo_shown": st.booleans(),
        "on_website": st.booleans(),
        "in_print": st.booleans(),
        "on_social": st.booleans(),
    }
)


@settings(derandomize=True, deadline=None, max_examples=12, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(consent=CONSENTS)
def test_no_export_holds_what_consent_forbids(wall: Wall, tmp_path: Path, consent: dict[str, Any]) -> None:
    words = f"Words{os.urandom(4).hex()}"
    name, withdrawn, short = consent.pop("name"), consent.pop("withdrawn"), consent.pop("shortened")
    places = {"website": consent["on_website"], "print": consent["in_print"], "social": consent["on_social"]}
    released = name is not None and any(places.values())
    photo = pictures.picture(tmp_path / "shown.png") if consent["photo_shown"] else None
    said_id = wall.say(f"{words} whole", name if released else None, photo=photo, **consent)
    if short:
        wall.owner.do(testimonials.shorten, said_id, words)
    if withdrawn and released:
        wall.owner.do(testimonials.withdraw, said_id)
    for kind in Kind:
        wall.place(kind).unlink(missing_ok=True)
        wall.export(kind)
        place = testimonial_exports.PLACES.get(kind, "")
        allowed = released and not withdrawn and (places[place] if place else True)
        text = wall.text(kind)
        seen = text.split(words)[1].split("Words")[0] if allowed else ""
        assert (words in text) is allowed
        assert allowed <= (short or "whole" in seen)
        if short:
            assert f"{words} whole" not in text
            assert not allowed or kind in (Kind.CSV, Kind.JSON) or "Shortened" in seen
        assert (LAST in seen) is (allowed and name == NameShown.FULL)
        assert (FIRST in seen) is (allowed and name in (NameShown.FULL, NameShown.FIRST))
        assert (TOWN in seen) is (allowed and consent["place_shown"])
        assert STREET not in seen


@pytest.mark.parametrize("title", [f"Lights at {LAST}", f"Lights in {TOWN}", f"{FIRST.lower()}'s lights"])
def test_a_title_of_a_job_that_tells_what_is_not_allowed_stays_in_the_book(wall: Wall, title: str) -> None:
    customer = wall.owner.do(customers.add, f"{FIRST} {LAST}", address=f"{STREET} 7\n{TOWN}")
    job = wall.owner.do(jobs.done_and_paid, customer.id, title, 5000, "Cash")
    said = wall.owner.do(testimonials.take_down, customer.id, "Good", job.id)
    wall.owner.do(testimonials.release, said.id, "By e-mail", NameShown.NONE, on_website=True)
    assert wall.owner.ask(testimonials.for_export).shown[0].job == ""
    wall.owner.do(testimonials.release, said.id, "By e-mail", NameShown.FULL, place_shown=True, on_website=True)
    assert wall.owner.ask(testimonials.for_export).shown[0].job == title


# Photos


def test_a_photo_leaves_where_it_is_allowed_and_tells_nothing(wall: Wall, tmp_path: Path) -> None:
    one = pictures.telling(tmp_path / "one.jpg")
    other = pictures.telling(tmp_path / "other.png", image=pictures.corners(64, 20))
    wall.say("Good", NameShown.FIRST, photo=one, photo_shown=True, **EVERYWHERE)
    wall.say("Bad", NameShown.FIRST, photo=other, **EVERYWHERE)
    assert wall.export(Kind.HTML).told == ()
    (name,) = re.findall('src="(.*?)"', wall.text(Kind.HTML))
    (beside,) = (file for file in wall.out.iterdir() if file.name != "testimonials.html")
    assert beside.name == name
    assert not [mark for mark in pictures.TELLS if mark in beside.read_bytes()]
    assert QImage(str(beside)).size() == pictures.corners().size()
    wall.export(Kind.PDF)
    with closing(pdfium.PdfDocument(wall.place(Kind.PDF))) as document:
        assert [thing.type for thing in document[0].get_objects()].count(pdfium.raw.FPDF_PAGEOBJ_IMAGE) == 1
    assert not [mark for mark in pictures.TELLS if mark in wall.place(Kind.PDF).read_bytes()]


def test_a_photo_that_cannot_leave_is_left_out_and_told(wall: Wall, tmp_path: Path) -> None:
    for number in range(2):
        photo = pictures.claims(tmp_path / f"{number}.png", 20_000, 20_000 + number)
        wall.say("Good", NameShown.FIRST, photo=photo, photo_shown=True, on_website=True)
    done = wall.export(Kind.HTML)
    assert done.written == 2
    assert done.told == tuple(
        f"Photo {number} is no picture, or too large to be read. It was left out." for number in (1, 2)
    )
    assert "<img" not in wall.text(Kind.HTML)
    for file in wall.owner.book.photos.iterdir():
        file.unlink()
    assert all("could not be read: No such file" in told for told in wall.export(Kind.HTML).told)


def test_the_photos_of_what_was_withdrawn_go_with_the_next_export(wall: Wall, tmp_path: Path) -> None:
    files = [pictures.picture(tmp_path / f"{colour}.png", colour) for colour in ("red", "blue", "green")]
    red, _blue, green = (
        wall.say(file.stem, NameShown.FIRST, photo=file, photo_shown=True, on_website=True) for file in files
    )
    wall.export(Kind.HTML)
    found = re.findall(r'src="([^"]*)".*\n.*<p>(\w+)</p>', wall.text(Kind.HTML))
    names = {words: name for name, words in found}
    (wall.out / names["green"]).write_bytes(b"put there by somebody")
    for gone in (red, green):
        wall.owner.do(testimonials.withdraw, gone)
    wall.export(Kind.HTML)
    assert not (wall.out / names["red"]).exists()
    assert (wall.out / names["green"]).read_bytes() == b"put there by somebody"
    assert len(list(wall.out.iterdir())) == 3


# The file itself


@pytest.mark.parametrize("kind", Kind)
def test_an_export_takes_the_place_of_nothing_but_an_earlier_one(wall: Wall, kind: Kind) -> None:
    out = wall.place(kind)
    out.write_bytes(b"a letter")
    with pytest.raises(BookError, match=r"already.* It was not touched"):
        wall.export(kind)
    assert out.read_bytes() == b"a letter"
    out.unlink()
    wall.export(kind)
    first = out.read_bytes()
    wall.say("Good", NameShown.FIRST, **EVERYWHERE)
    if kind == Kind.PDF:  # whose a PDF is cannot be told, so that somebody has to say that it may go
        with pytest.raises(BookError, match="There is something at"):
            wall.export(kind)
        assert out.read_bytes() == first
    wall.export(kind, replace=True)
    assert out.read_bytes() != first


@pytest.mark.parametrize("kind", Kind)
def test_nobody_replaces_a_letter_by_an_export(wall: Wall, kind: Kind) -> None:
    wall.place(kind).write_bytes(b"a letter")
    with pytest.raises(BookError, match=r"no earlier export\. It was not touched\. Choose"):
        wall.export(kind, replace=True)
    assert wall.place(kind).read_bytes() == b"a letter"


@pytest.mark.parametrize(
    ("kind", "words"),
    [
        (Kind.MARKDOWN, "# What customers say\nmy own diary of years\n"),
        (Kind.MARKDOWN, "<!-- testimonials -->\n"),
        (Kind.JSON, "[]"),
        (Kind.JSON, "[]\n"),
    ],
)
def test_what_only_looks_like_an_export_is_not_replaced(wall: Wall, kind: Kind, words: str) -> None:
    wall.place(kind).write_text(words)
    with pytest.raises(BookError, match=r"no earlier export\. It was not touched\. Choose"):
        wall.export(kind, replace=True)
    assert wall.place(kind).read_text() == words


def test_an_empty_list_of_ours_is_json_and_may_be_replaced(wall: Wall) -> None:
    wall.export(Kind.JSON)
    assert json.loads(wall.text(Kind.JSON)) == []
    wall.say("Good", NameShown.FIRST, **EVERYWHERE)
    assert wall.export(Kind.JSON).written == 1
    assert len(json.loads(wall.text(Kind.JSON))) == 1


@pytest.mark.parametrize("kind", Kind)
def test_a_link_is_not_followed_and_nothing_goes_into_a_book(wall: Wall, kind: Kind, tmp_path: Path) -> None:
    (tmp_path / "precious").write_text("mine")
    wall.place(kind).symlink_to(tmp_path / "precious")
    with pytest.raises(BookError, match=r"not an ordinary file\. It was not touched"):
        wall.export(kind)
    assert (tmp_path / "precious").read_text() == "mine"
    book = wall.owner.book
    for place in (book.folder / "out", book.photos / "out"):
        with pytest.raises(BookError, match="inside the book at"):
            wall.owner.ask(testimonial_exports.write, place, kind, book.photos)


@pytest.mark.parametrize("kind", Kind)
def test_a_full_disk_leaves_nothing_behind(
    wall: Wall, kind: Kind, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    photo = pictures.picture(tmp_path / "a.png")
    wall.say("Good", NameShown.FIRST, photo=photo, photo_shown=True, **EVERYWHERE)
    calls: list[int] = []

    def full_disk(handle: int) -> None:
        calls.append(handle)
        if kind != Kind.HTML or len(calls) > 2:  # the photo, its folder, and then the words
            raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full_disk)
    with pytest.raises(BookError, match=r"could not be written: No space left .* Nothing was left behind\. Choose"):
        wall.export(kind)
    assert list(wall.out.iterdir()) == []


def test_another_picture_under_the_name_of_a_photo_is_not_touched(wall: Wall, tmp_path: Path) -> None:
    photo = pictures.picture(tmp_path / "a.png")
    wall.say("Good", NameShown.FIRST, photo=photo, photo_shown=True, on_website=True)
    wall.export(Kind.HTML)
    (beside,) = (file for file in wall.out.iterdir() if file.suffix == ".png")
    wall.place(Kind.HTML).unlink()
    beside.write_bytes(b"mine")
    with pytest.raises(BookError, match="Choose another folder"):
        wall.export(Kind.HTML)
    assert beside.read_bytes() == b"mine"
    assert not wall.place(Kind.HTML).exists()


def test_a_letter_that_no_font_has_leaves_out_its_words_alone(wall: Wall) -> None:
    wall.say("Good 🜂", NameShown.FIRST, **EVERYWHERE)
    wall.say("Better", NameShown.FIRST, **EVERYWHERE)
    done = wall.export(Kind.PDF)
    assert (done.written, done.left_out) == (1, {"a letter that cannot be printed": 1})
    assert "Better" in wall.text(Kind.PDF)


# Pictures


def cards(wall: Wall, progress: Progress | None = None) -> Exported:
    return wall.owner.ask(
        testimonial_exports.cards, wall.out, wall.owner.book.photos, progress or Progress(), colour="#14553B"
    )


def test_every_card_is_a_square_in_the_colour_of_the_business(wall: Wall) -> None:
    wall.say("Good", NameShown.FIRST, on_social=True)
    wall.say("Other", NameShown.FIRST, on_website=True)
    wall.say("Odd 🜂", NameShown.FIRST, on_social=True)
    wall.say("Long " * 200, NameShown.FIRST, on_social=True)
    progress = Progress()
    done = cards(wall, progress)
    assert (done.written, done.elsewhere) == (1, {("website",): 1})
    assert done.left_out == {"a letter that cannot be printed": 1, "too long for a picture": 1}
    assert (progress.done, progress.total) == (3, 3)
    (file,) = wall.out.iterdir()
    image = QImage(str(file))
    assert (image.width(), image.height(), image.pixelColor(5, 5)) == (1080, 1080, QColor("#14553B"))
    assert file.name == f"testimonial-card-{sha256(file.read_bytes()).hexdigest()[:12]}.png"
    assert cards(wall).written == 1
    assert list(wall.out.iterdir()) == [file]


def test_stopped_no_more_cards_are_made_and_none_goes(wall: Wall) -> None:
    wall.say("Good", NameShown.FIRST, on_social=True)
    cards(wall)
    progress = Progress()
    progress.stop()
    assert cards(wall, progress) == Exported(0, {LeftOut.STOPPED: 1})
    assert len(list(wall.out.iterdir())) == 1


def test_the_cards_of_an_earlier_export_go_and_nothing_else(wall: Wall, tmp_path: Path) -> None:
    photo = pictures.picture(tmp_path / "a.png")
    said = [wall.say(words, NameShown.FIRST, on_social=True) for words in ("Good", "Better", "Best")]
    wall.say("Seen", NameShown.FIRST, photo=photo, photo_shown=True, on_website=True)
    wall.export(Kind.HTML)
    others = set(wall.out.iterdir())
    assert len([place for place in others if place.suffix == ".png"]) == 1
    assert (cards(wall).written, cards(wall).taken_away) == (3, 0)
    changed, *_rest = sorted(set(wall.out.iterdir()) - others)
    changed.write_bytes(changed.read_bytes() + b"drawn on")
    mine = wall.out / f"testimonial-card-{'0' * 12}.png"
    mine.write_bytes(b"mine")
    linked = wall.out / f"testimonial-card-{'1' * 12}.png"
    linked.symlink_to(photo)
    others |= {changed, mine, linked}
    for withdrawn in said:
        wall.owner.do(testimonials.withdraw, withdrawn)
    done = cards(wall)
    assert (done.written, done.taken_away, done.left_out) == (0, 2, {"consent withdrawn": 3})
    assert set(wall.out.iterdir()) == others


def test_in_another_colour_a_card_takes_the_place_of_the_earlier_one(wall: Wall) -> None:
    wall.say("Good", NameShown.FIRST, on_social=True)
    cards(wall)
    (earlier,) = wall.out.iterdir()
    folder = wall.owner.book.photos
    done = wall.owner.ask(testimonial_exports.cards, wall.out, folder, Progress(), colour="#402060")
    (later,) = wall.out.iterdir()
    assert (done.written, done.taken_away, later != earlier) == (1, 1, True)


def test_a_disk_that_fills_up_among_the_cards_leaves_no_new_one_and_all_that_was_there(
    wall: Wall, monkeypatch: pytest.MonkeyPatch
) -> None:
    wall.say("Good", NameShown.FIRST, on_social=True)
    cards(wall)
    there = list(wall.out.iterdir())
    wall.say("Better", NameShown.FIRST, on_social=True)
    wall.say("Best", NameShown.FIRST, on_social=True)
    calls: list[int] = []

    def full_disk(handle: int) -> None:
        calls.append(handle)
        if len(calls) > 2:  # a card and its folder
            raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full_disk)
    with pytest.raises(BookError, match=r"No space left .* Nothing was left behind\. Choose"):
        cards(wall)
    assert len(calls) == 3
    assert list(wall.out.iterdir()) == there


def test_a_card_that_cannot_be_read_is_told_in_a_sentence(wall: Wall, monkeypatch: pytest.MonkeyPatch) -> None:
    wall.say("Good", NameShown.FIRST, on_social=True)
    cards(wall)
    read = Path.read_bytes

    def broken(place: Path) -> bytes:
        if place.parent == wall.out:
            raise OSError(5, "Input/output error")
        return read(place)

    monkeypatch.setattr(Path, "read_bytes", broken)
    with pytest.raises(BookError, match=r"could not be read: Input/output error\. It was not touched, and nothing new"):
        cards(wall)
    assert len(list(wall.out.iterdir())) == 1


def test_one_card_needs_consent_for_social_media(wall: Wall, monkeypatch: pytest.MonkeyPatch) -> None:
    printed = wall.say("Good", NameShown.FIRST, in_print=True)
    social = wall.say("Good", NameShown.FIRST, on_social=True)
    out, folder = wall.out / "card.png", wall.owner.book.photos
    with pytest.raises(BookError, match=r"for print only\. Nothing was made"):
        wall.owner.ask(testimonial_exports.card, out, printed, folder)
    wall.owner.do(testimonials.withdraw, printed)
    with pytest.raises(BookError, match="no consent"):
        wall.owner.ask(testimonial_exports.card, out, printed, folder)
    assert not out.exists()
    assert wall.owner.ask(testimonial_exports.card, out, social, folder).written == 1
    assert QImage(str(out)).width() == testimonial_picture.SIDE
    with pytest.raises(BookError, match="There is something at"):
        wall.owner.ask(testimonial_exports.card, out, social, folder)
    assert wall.owner.ask(testimonial_exports.card, out, social, folder, replace=True).written == 1


def test_the_logo_of_the_business_is_on_it(wall: Wall, tmp_path: Path) -> None:
    said = wall.say("Good", NameShown.FIRST, on_social=True)
    logo = album.keep(wall.owner.book.photos, pictures.picture(tmp_path / "logo.png", "magenta", 120, 60))
    wall.owner.do(businesses.change, logo=logo)
    out = wall.out / "card.png"
    wall.owner.ask(testimonial_exports.card, out, said, wall.owner.book.photos)
    image = QImage(str(out))
    assert any(image.pixelColor(x, 960) == QColor("magenta") for x in range(700, 1080, 4))
    (wall.owner.book.photos / logo).unlink()
    done = wall.owner.ask(testimonial_exports.card, wall.out / "bare.png", said, wall.owner.book.photos)
    assert done.told[0].startswith("The logo could not be read")
