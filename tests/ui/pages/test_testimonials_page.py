import json
from datetime import datetime
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from tests.ui.stage import Stage
from tradesman.book import testimonial as words_of
from tradesman.book.store import Book
from tradesman.book.testimonial import NameShown
from tradesman.exchange.exports import Format
from tradesman.services import customers, jobs, testimonials
from tradesman.ui.pages import testimonials_page as wall
from tradesman.ui.theme import Theme


@pytest.fixture
def stage(qtbot: QtBot, book: Book, now: datetime, theme: Theme) -> Stage:
    return Stage(qtbot, book, now, theme)


@pytest.fixture
def said_id(book: Book, now: datetime) -> UUID:
    with book.write("Words", now) as session:
        customer = customers.add(session, "Iris Moreau", address="3 High Street")
        jobs.done_and_paid(session, customer.id, "Kitchen lights", 5000, "Cash")
        return testimonials.write_down(session, customer.id, "Not a single crumb left.", incentive="£10 off").id


def load(stage: Stage, said_id: UUID) -> words_of.Testimonial:
    return stage.desk.ask(lambda session: session.load(words_of.Testimonial, said_id))


def release(stage: Stage, said_id: UUID) -> None:
    stage.desk.do(testimonials.release, said_id, "On the phone", NameShown.FIRST, on_website=True, label="Released")


def test_words_are_written_down_by_hand(stage: Stage, book: Book) -> None:
    with book.write("Customer", stage.now) as session:
        customers.add(session, "Otto Lang")
    stage.show(wall.TestimonialsPage)
    stage.click("act")
    stage.write("words", "Sent me somebody good.")
    stage.click("main")
    assert stage.desk.ask(testimonials.rows) == []
    assert stage.words("error").startswith("Whose words are they?")
    stage.write("customer", "ott")
    stage.click("suggestion_0")
    stage.click("main")
    row = stage.desk.ask(testimonials.rows)[0]
    assert (row.customer, row.testimonial.words) == ("Otto Lang", "Sent me somebody good.")
    assert stage.words("testimonial_badge_0") == "Not public"


def test_consent_is_given_apart(stage: Stage, said_id: UUID) -> None:
    stage.show(wall.TestimonialsPage)
    stage.click("testimonial_release_0")
    stage.write("how", "On the phone")
    stage.click("main")
    assert stage.words("error").startswith("Where may it be shown?")
    stage.choose("name_shown", "full")
    stage.choose("place_shown", value=True)
    stage.choose("on_website", value=True)
    stage.click("main")
    kept = load(stage, said_id)
    assert (kept.name_shown, kept.place_shown, kept.photo_shown) == (NameShown.FULL, True, False)
    assert (kept.on_website, kept.in_print, kept.consent_how) == (True, False, "On the phone")
    assert stage.words("testimonial_badge_0") == "Name and place"


def test_consent_is_taken_back(stage: Stage, said_id: UUID) -> None:
    release(stage, said_id)
    stage.show(wall.TestimonialsPage)
    assert stage.words("testimonial_badge_0") == "First name only"
    stage.click("testimonial_withdraw_0")
    assert load(stage, said_id).withdrawn_at == stage.now
    assert stage.words("testimonial_badge_0") == "Withdrawn"
    assert not stage.sees("testimonial_copy_0")


def test_words_are_shortened(stage: Stage, said_id: UUID) -> None:
    stage.show(wall.TestimonialsPage)
    stage.click("testimonial_shorten_0")
    stage.write("short", "Not a crumb.")
    stage.click("main")
    assert load(stage, said_id).shortened == "Not a crumb."
    assert stage.words("testimonial_words_0") == "Not a crumb."


def test_one_is_copied_as_far_as_consent_goes(stage: Stage, said_id: UUID) -> None:
    release(stage, said_id)
    stage.show(wall.TestimonialsPage)
    stage.click("testimonial_copy_0")
    copied = QGuiApplication.clipboard().text()
    assert copied == "“Not a single crumb left.”\nIris, Kitchen lights\nGiven for it: £10 off."


def test_the_chips_narrow_the_wall(stage: Stage, said_id: UUID) -> None:
    stage.show(wall.TestimonialsPage)
    stage.click("released")
    assert not stage.sees("testimonial_0")
    stage.click("private")
    assert stage.sees("testimonial_0")


def test_an_export_says_what_was_left_out(stage: Stage, said_id: UUID, tmp_path: Path) -> None:
    release(stage, said_id)
    with stage.desk.book.write("Another", stage.now) as session:
        testimonials.write_down(session, customers.add(session, "Clara Weiss").id, "Quiet fan.")
    out = tmp_path / "out.json"
    asked: list[str] = []

    def choose(_window: QWidget, _title: str, name: str, _kinds: str) -> str:
        asked.append(name)
        return str(out)

    page: Any = stage.show(lambda desk, theme: wall.TestimonialsPage(desk, theme, choose))
    page._on_export(Format.JSON)
    stage.qtbot.waitUntil(lambda: stage.sees("testimonial_notice"))
    assert asked == ["testimonials.json"]
    assert [row["name"] for row in json.loads(out.read_text(encoding="utf-8"))] == ["Iris"]
    assert page._notice.words == "1 written. 1 left out: 1 no consent."
    stage.click("act")
    assert not stage.sees("testimonial_notice")


def test_an_export_that_fails_says_so(stage: Stage, said_id: UUID, tmp_path: Path) -> None:
    missing = tmp_path / "nowhere" / "out.csv"
    page: Any = stage.show(lambda desk, theme: wall.TestimonialsPage(desk, theme, lambda *_: str(missing)))
    page._on_export(Format.CSV)
    stage.qtbot.waitUntil(lambda: stage.sees("testimonial_notice"))
    assert page._notice.words.startswith("Nothing was exported.")
    assert not missing.exists()


def test_nobody_chooses_a_file(stage: Stage, said_id: UUID) -> None:
    page: Any = stage.show(lambda desk, theme: wall.TestimonialsPage(desk, theme, lambda *_: ""))
    page._on_export(Format.CSV)
    page._background.wait()
    assert not stage.sees("testimonial_notice")
