from datetime import datetime
from pathlib import Path
from uuid import UUID

import pytest
from pytestqt.qtbot import QtBot

from tests.owner import Owner
from tests.pictures import picture
from tests.ui.stage import Stage
from tradesman.book.customer import Note
from tradesman.book.job import Job
from tradesman.book.photo import Photo
from tradesman.book.store import Book
from tradesman.book.testimonial import NameShown, Testimonial
from tradesman.services import photos, testimonials
from tradesman.ui.dialogs.consent_dialog import ReleaseDialog
from tradesman.ui.pages.testimonials_page import TestimonialsPage
from tradesman.ui.theme import Theme


@pytest.fixture
def stage(qtbot: QtBot, book: Book, now: datetime, theme: Theme) -> Stage:
    return Stage(qtbot, book, now, theme)


@pytest.fixture
def owner(book: Book, now: datetime) -> Owner:
    return Owner(book, now)


@pytest.fixture
def said_id(owner: Owner) -> UUID:
    job_id = owner.completed()
    customer_id = owner.get(Job, job_id).customer_id
    return owner.do(testimonials.take_down, customer_id, "Very tidy", job_id).id


def opened(stage: Stage, said_id: UUID) -> ReleaseDialog:
    stage.show(TestimonialsPage)
    return ReleaseDialog(stage.window, stage.desk, stage.theme, stage.desk.ask(testimonials.row, said_id))


def test_the_day_may_have_passed_and_not_be_still_to_come(stage: Stage, owner: Owner, said_id: UUID) -> None:
    opened(stage, said_id)
    stage.choose("in_print", value=True)
    stage.write("how", "By letter")
    stage.write("on", "25 Dec 2026")
    stage.click("main")
    assert owner.get(Testimonial, said_id).consent_at is None
    stage.write("on", "18 Nov 2026")
    stage.write("incentive", "£10 off")
    stage.click("main")
    kept = owner.get(Testimonial, said_id)
    assert (owner.wall(kept.consent_at), kept.consent_how, kept.incentive) == (
        "2026-11-18 12:00",
        "By letter",
        "£10 off",
    )
    assert (kept.in_print, kept.on_website, kept.name_shown) == (True, False, NameShown.FIRST)


def test_the_photo_is_one_of_the_job(stage: Stage, owner: Owner, said_id: UUID) -> None:
    said = owner.get(Testimonial, said_id)
    one, two = (owner.do(photos.add, said.customer_id, f"{name}.png", job_id=said.job_id) for name in ("one", "two"))
    opened(stage, said_id)
    assert not stage.sees("consent_photo_0")
    stage.choose("photo_shown", value=True)
    stage.choose("on_website", value=True)
    stage.write("how", "On the phone")
    stage.click("main")
    assert stage.words("error").startswith("Which photo may be shown?")
    stage.click("consent_photo_0")
    stage.click("consent_photo_1")  # one at a time
    stage.click("main")
    kept = owner.get(Testimonial, said_id)
    assert (kept.photo_shown, kept.photo_id in (one.id, two.id)) == (True, True)
    opened(stage, said_id)
    stage.choose("photo_shown", value=False)
    stage.click("main")
    assert owner.get(Testimonial, said_id).photo_id is None


def test_without_a_photo_the_yes_to_one_is_kept(stage: Stage, owner: Owner, said_id: UUID) -> None:
    opened(stage, said_id)
    stage.choose("photo_shown", value=True)
    stage.choose("on_website", value=True)
    stage.write("how", "On the phone")
    stage.click("main")
    kept = owner.get(Testimonial, said_id)
    assert (kept.photo_shown, kept.photo_id) == (True, None)


def test_the_signed_form_is_kept_with_the_consent(
    stage: Stage, owner: Owner, said_id: UUID, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sheet = opened(stage, said_id)
    file = tmp_path / "form.txt"
    file.write_text("not a picture")
    monkeypatch.setattr(sheet._form.pickers, "file", lambda *_asked: file)
    stage.click("signed_form")
    stage.qtbot.waitUntil(lambda: stage.sees("error"))
    assert "not a picture" in stage.words("error")
    monkeypatch.setattr(sheet._form.pickers, "file", lambda *_asked: picture(tmp_path / "form.png"))
    stage.click("signed_form")
    stage.qtbot.waitUntil(lambda: stage.words("signed_form_words").startswith("Attached"))
    stage.choose("on_website", value=True)
    stage.write("how", "On paper")
    stage.click("main")
    kept = owner.get(Testimonial, said_id)
    [photo] = owner.all(Photo)
    assert (kept.consent_photo_id, photo.words, photo.job_id) == (photo.id, "Signed release form", None)
    assert (owner.book.photos / photo.file).is_file()
    opened(stage, said_id)
    assert stage.words("signed_form_words") == "The signed form is here."


def test_given_again_nothing_is_ticked_and_what_was_taken_back_is_noted(
    stage: Stage, owner: Owner, said_id: UUID
) -> None:
    owner.do(testimonials.release, said_id, "By e-mail", NameShown.FULL, on_website=True, place_shown=True)
    owner.do(testimonials.withdraw, said_id, "By letter")
    opened(stage, said_id)
    assert stage.words("shown_as") == "Leah"
    stage.write("how", "On the phone")
    stage.choose("in_print", value=True)
    stage.click("main")
    kept = owner.get(Testimonial, said_id)
    assert (kept.on_website, kept.in_print, kept.withdrawn_at, kept.withdrawn_how) == (False, True, None, "")
    [note] = owner.all(Note)
    assert note.words == (
        "The consent to show “Very tidy” was taken back on 20 November 2026 (By letter), and given again since."
    )
