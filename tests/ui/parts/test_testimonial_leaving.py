"""What a person presses to let testimonials out of the book, what is written, and what the window says of it."""

import csv
import io
import shutil
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QGuiApplication, QImage
from PySide6.QtWidgets import QMenu, QWidget
from pytestqt.qtbot import QtBot

from tests import pictures
from tests.ui import papers
from tests.ui.stage import Stage
from tradesman.book.store import Book
from tradesman.book.testimonial import NameShown
from tradesman.documents import testimonial_paper
from tradesman.services import businesses, customers, jobs, testimonials
from tradesman.ui import logo
from tradesman.ui.dialogs.paper_dialog import PaperDialog
from tradesman.ui.pages.testimonials_page import TestimonialsPage
from tradesman.ui.pickers import Pickers
from tradesman.ui.theme import Theme


class Choice(Pickers):
    """Somebody who picks these places, and notes what was proposed."""

    def __init__(self, place: Path | None) -> None:
        self.place = place
        self.asked: list[str] = []

    def any_file(self, _parent: QWidget, _title: str, proposed: Path, kinds: str) -> Path | None:
        self.asked.append(f"{proposed.name}, {kinds}")
        return self.place

    def folder(self, _parent: QWidget, title: str, _folder: Path) -> Path | None:
        self.asked.append(title)
        return self.place


@pytest.fixture
def stage(qtbot: QtBot, book: Book, now: Any, theme: Theme) -> Stage:
    return Stage(qtbot, book, now, theme)


@pytest.fixture
def said(stage: Stage) -> dict[str, UUID]:
    """Words for everywhere, for print, of nobody who was asked, and withdrawn."""
    found = {}
    everywhere: dict[str, Any] = {"on_website": True, "in_print": True, "on_social": True}
    with stage.desk.book.write("Words", stage.now) as session:
        for words in ("Withdrawn", "Private", "Printed", "Everywhere"):
            customer = customers.add(session, "Iris Moreau", address="3 High Street", email="iris@example.org")
            jobs.done_and_paid(session, customer.id, "Kitchen lights", 5000, "Cash")
            kept = testimonials.write_down(session, customer.id, f"{words} words.", incentive="£10 off")
            session.flush()
            where: dict[str, Any] = {"in_print": True} if words == "Printed" else everywhere
            if words != "Private":
                testimonials.release(session, kept.id, "On the phone", NameShown.FIRST, **where)
            if words == "Withdrawn":
                testimonials.withdraw(session, kept.id)
            found[words] = kept.id
    return found


def show(stage: Stage, choice: Pickers | None = None) -> TestimonialsPage:
    page: TestimonialsPage = stage.show(lambda desk, theme: TestimonialsPage(desk, theme, choice))
    return page


def take(stage: Stage, entry: str) -> None:
    """Opens the menu below its button and takes an entry."""
    stage.find("testimonial_export").showMenu()
    stage.take("testimonial_export_menu", entry)
    papers.settle(stage.desk)


def told(page: TestimonialsPage) -> str:
    return page._leaving.notice.words


def test_the_menu_says_what_each_is_for_and_how_many_have_consent(stage: Stage, said: dict[str, UUID]) -> None:
    show(stage)
    stage.find("testimonial_export").showMenu()
    menu: QMenu = stage.find("testimonial_export_menu")
    assert stage.words("export_count") == "2 of 4"
    choices = [action.text().split("\t") for action in menu.actions() if action.text()]
    assert choices == [
        ["CSV", "for a spreadsheet"],
        ["JSON", "for another program"],
        ["Markdown", "for notes"],
        ["HTML", "for your website"],
        ["PDF", "to print"],
        ["Image card", "1080 × 1080"],
    ]
    stage.qtbot.keyClick(menu, Qt.Key.Key_Escape)


def test_an_export_without_any_consent_takes_the_place_of_an_earlier_one(
    stage: Stage, said: dict[str, UUID], tmp_path: Path
) -> None:
    page = show(stage, Choice(tmp_path / "a.json"))
    take(stage, "export_json")
    for words in ("Everywhere", "Printed"):
        stage.desk.do(testimonials.withdraw, said[words], label="Taken back")
    take(stage, "export_json")
    assert told(page) == "0 written to a.json. 4 left out: 3 with consent taken back, 1 without consent."
    assert (tmp_path / "a.json").read_text() == "[\n]\n"
    assert stage.words("testimonial_badge_0") == "Withdrawn"


def test_a_table_is_written_and_told(stage: Stage, said: dict[str, UUID], tmp_path: Path, links: list[str]) -> None:
    choice = Choice(tmp_path / "out" / "words.csv")
    (tmp_path / "out").mkdir()
    page = show(stage, choice)
    take(stage, "export_csv")
    assert choice.asked == ["testimonials.csv, CSV (*.csv)"]
    rows = csv.DictReader(io.StringIO((tmp_path / "out" / "words.csv").read_text("utf-8-sig"), newline=""))
    assert [(row["words"], row["name"]) for row in rows] == [("Everywhere words.", "Iris"), ("Printed words.", "Iris")]
    assert told(page) == "2 written to words.csv. 2 left out: 1 with consent taken back, 1 without consent."
    assert not stage.sees("export_progress_words")
    stage.click("act")
    assert links == [(tmp_path / "out").as_uri()]
    shutil.rmtree(tmp_path / "out")
    stage.click("act")
    assert told(page).startswith("The folder could not be opened.")
    stage.click("act")
    assert not stage.sees("testimonial_notice")


def test_html_promises_no_stars_and_says_who_is_for_elsewhere(
    stage: Stage, said: dict[str, UUID], tmp_path: Path
) -> None:
    page = show(stage, Choice(tmp_path / "words.html"))
    take(stage, "export_html")
    assert told(page) == (
        "1 written to words.html. 3 left out: 1 with consent taken back, 1 without consent, 1 for print only."
        " Search engines show no stars for it."
    )
    assert b"Everywhere words." in (tmp_path / "words.html").read_bytes()
    stage.click("close")
    assert not stage.sees("testimonial_notice")


@pytest.mark.parametrize(("entry", "name"), [("export_md", "a.md"), ("export_json", "a.json"), ("export_pdf", "a.pdf")])
def test_each_choice_writes_its_kind(
    stage: Stage, said: dict[str, UUID], tmp_path: Path, entry: str, name: str
) -> None:
    page = show(stage, Choice(tmp_path / name))
    take(stage, entry)
    assert told(page).startswith(f"2 written to {name}. ")
    content = (tmp_path / name).read_bytes()
    assert content.startswith({"md": b"<!-- testimonials as", "json": b"[\n", "pdf": b"%PDF"}[name.partition(".")[2]])


def test_cards_go_into_a_folder_in_the_colour_of_the_logo(stage: Stage, said: dict[str, UUID], tmp_path: Path) -> None:
    file = logo.keep(stage.desk.book.photos, pictures.picture(tmp_path / "logo.png", "#14553b", 120, 60))
    stage.desk.do(businesses.change, logo=file, label="Logo")
    (tmp_path / "Cards").mkdir()
    page = show(stage, Choice(tmp_path / "Cards"))
    stage.find("testimonial_export").showMenu()
    stage.take("testimonial_export_menu", "export_card")
    assert stage.words("export_progress_words") == "Writing"
    papers.settle(stage.desk)
    assert not stage.sees("export_progress_words")
    (card,) = (tmp_path / "Cards").iterdir()
    image = QImage(str(card))
    assert (image.width(), image.height()) == (1080, 1080)
    seen = image.pixelColor(4, 4)
    assert abs(seen.hue() - QColor("#14553b").hue()) < 20
    assert told(page).startswith("1 written to Cards. 3 left out: ")


def test_the_colour_of_the_business_goes_before_that_of_the_logo(
    stage: Stage, said: dict[str, UUID], tmp_path: Path
) -> None:
    file = logo.keep(stage.desk.book.photos, pictures.picture(tmp_path / "logo.png", "#14553b", 120, 60))
    stage.desk.do(businesses.change, logo=file, colour="#402060", label="Colour")
    show(stage, Choice(tmp_path / "one.png"))
    stage.click("testimonial_image_0")
    papers.settle(stage.desk)
    assert QImage(str(tmp_path / "one.png")).pixelColor(4, 4) == QColor("#402060")


def test_one_card_is_written_where_it_may_be_shown(stage: Stage, said: dict[str, UUID], tmp_path: Path) -> None:
    page = show(stage, Choice(tmp_path / "one.png"))
    stage.click("testimonial_image_1")
    assert told(page).startswith("The export was not finished. The consent to these words is for print only.")
    stage.click("testimonial_image_0")
    papers.settle(stage.desk)
    assert told(page) == "1 written to one.png. Nothing was left out."
    assert QImage(str(tmp_path / "one.png")).width() == 1080
    assert not stage.sees("testimonial_image_2")


def test_one_is_copied_as_text_and_as_html(stage: Stage, said: dict[str, UUID]) -> None:
    stage.desk.do(testimonials.shorten, said["Everywhere"], "Everywhere.", label="Shortened")
    page = show(stage)
    stage.click("testimonial_copy_0")
    copied = QGuiApplication.clipboard().mimeData()
    assert copied.text() == "“Everywhere.”\nIris, Kitchen lights\nShortened. Given for it: £10 off."
    assert '<blockquote dir="auto"><p>Everywhere.</p></blockquote>' in copied.html()
    assert "Moreau" not in copied.html() + copied.text()
    assert told(page).endswith("It may be shown: website, print and social media.")


def test_what_cannot_be_copied_is_told(stage: Stage, said: dict[str, UUID]) -> None:
    page = show(stage)
    stage.desk.do(customers.change, _whose(stage, said["Everywhere"]), name="Everywhere Moreau", label="Name")
    page.refresh()
    stage.click("testimonial_copy_0")
    assert told(page).startswith("It was not copied. The words name “Everywhere”, which the consent leaves out.")


def _whose(stage: Stage, said_id: UUID) -> UUID:
    return stage.desk.ask(testimonials.row, said_id).testimonial.customer_id


def test_cards_that_are_taken_away_are_told(stage: Stage, said: dict[str, UUID], tmp_path: Path) -> None:
    (tmp_path / "Cards").mkdir()
    page = show(stage, Choice(tmp_path / "Cards"))
    take(stage, "export_card")
    assert "earlier" not in told(page)
    stage.desk.do(testimonials.withdraw, said["Everywhere"], label="Taken back")
    take(stage, "export_card")
    assert told(page).endswith(" 1 for print only. 1 earlier card was taken away.")
    assert list((tmp_path / "Cards").iterdir()) == []


def test_nobody_picks_a_place_and_nothing_happens(stage: Stage, said: dict[str, UUID]) -> None:
    page = show(stage, Choice(None))
    for entry in ("export_csv", "export_card"):
        take(stage, entry)
    stage.click("testimonial_image_0")
    assert told(page) == ""


def test_an_export_that_fails_says_so(stage: Stage, said: dict[str, UUID], tmp_path: Path) -> None:
    missing = tmp_path / "nowhere" / "out.csv"
    page = show(stage, Choice(missing))
    take(stage, "export_csv")
    assert told(page).startswith("The export was not finished.")
    assert "Choose another place, or free some space." in told(page)
    assert not stage.sees("export_progress_words")


def test_before_anything_was_chosen_the_form_to_sign_is_blank(stage: Stage, said: dict[str, UUID]) -> None:
    show(stage)
    stage.click("testimonial_release_2")
    ticked = []
    for _ in range(2):
        stage.click("release_form")
        papers.settle(stage.desk)
        sheet = stage.window.findChildren(PaperDialog)[-1]
        make: Any = sheet._handout.make
        form = make.args[2].args[0]
        ticked.append([name for tick, name in testimonial_paper._name_rows(form, "none") if tick])
        sheet.finish()
        stage.choose("in_print", value=True)
    assert ticked == [[], ["Iris"]]


def test_the_form_to_sign_is_opened_with_what_is_ticked(stage: Stage, said: dict[str, UUID]) -> None:
    show(stage)
    stage.click("testimonial_more_0")
    stage.take("testimonial_menu", "testimonial_release")
    stage.choose("place_shown", value=True)
    stage.click("release_form")
    papers.settle(stage.desk)
    sheet = stage.window.findChild(PaperDialog)
    assert sheet is not None
    assert sheet._made is not None
    words = papers.words_of(sheet._made.content)
    assert "May I show your words?" in words
    assert "Everywhere words." in words
    assert "3 High Street" in words
    sheet.finish()
    stage.click("cancel")
    stage.click("testimonial_more_1")
    stage.take("testimonial_menu", "testimonial_form")
    papers.settle(stage.desk)
    other = stage.window.findChildren(PaperDialog)[-1]
    assert other._made is not None
    assert "Printed words." in papers.words_of(other._made.content)
    letter, whose_id = sheet._handout.letter() if sheet._handout.letter is not None else (None, None)
    assert letter is not None
    assert (letter.to, letter.subject) == ("iris@example.org", "May I show your words?")
    assert whose_id is not None


@pytest.mark.parametrize(
    ("colour", "found"), [("#14553b", True), ("black", False), ("white", False), ("#808080", False), ("#ff8800", True)]
)
def test_a_logo_has_a_colour_or_none(tmp_path: Path, colour: str, found: bool) -> None:
    seen = logo.colour(pictures.picture(tmp_path / "logo.png", colour).read_bytes())
    assert bool(seen) is found
    if found:
        assert abs(QColor(seen).hue() - QColor(colour).hue()) < 12
