from datetime import date, datetime
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
from tradesman.services import customers, photos, testimonials
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
    return owner.do(testimonials.take_down, customer_id, "Very tidy", job_id, on=date(2026, 11, 17)).id


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
    stage.write("on", "16 Nov 2026")
    stage.click("main")
    assert stage.find("on").parentWidget().error == "The words were said on Tuesday 17 November."
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


def test_without_a_photo_there_is_no_yes_to_one(stage: Stage, owner: Owner, said_id: UUID) -> None:
    opened(stage, said_id)
    stage.choose("photo_shown", value=True)
    stage.choose("on_website", value=True)
    stage.write("how", "On the phone")
    stage.click("main")
    assert stage.words("error").startswith("Which photo may be shown?")
    assert owner.get(Testimonial, said_id).consent_at is None
    stage.choose("photo_shown", value=False)
    stage.click("main")
    assert owner.get(Testimonial, said_id).is_released


def test_given_again_it_is_no_older_than_the_day_it_was_taken_back(stage: Stage, owner: Owner, said_id: UUID) -> None:
    owner.do(testimonials.release, said_id, "By letter", NameShown.FULL, on_website=True, on=date(2026, 11, 17))
    owner.do(testimonials.withdraw, said_id, "By letter", on=date(2026, 11, 19))
    opened(stage, said_id)
    stage.choose("in_print", value=True)
    stage.write("how", "By letter")
    stage.write("on", "18 Nov 2026")
    stage.click("main")
    assert stage.find("on").parentWidget().error == "The consent was taken back on Thursday 19 November."
    assert not owner.get(Testimonial, said_id).is_released
    stage.write("on", "19 Nov 2026")
    stage.click("main")
    assert owner.get(Testimonial, said_id).is_released


def test_what_was_given_is_looked_through_as_it_is_typed(stage: Stage, said_id: UUID) -> None:
    opened(stage, said_id)
    assert not stage.sees("release_naming")
    stage.write("incentive", "£50 for Mrs Novak of 3 Mill Lane")
    assert stage.words("release_naming") == "What was given for it names “Novak”, “Mill”."
    assert not stage.sees("release_shorten")  # that is not where it stands


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


def test_the_town_is_proposed_and_what_is_typed_is_what_is_shown(stage: Stage, owner: Owner, said_id: UUID) -> None:
    opened(stage, said_id)
    assert not stage.sees("place")
    stage.choose("on_website", value=True)
    stage.choose("place_shown", value=True)
    assert (stage.find("place").value(), stage.words("shown_as")) == ("Harrow", "Leah, Harrow")
    stage.write("how", "On the phone")
    stage.write("place", "")
    stage.click("main")
    assert stage.find("place").parentWidget().error == "This is needed."
    stage.write("place", "Harrow on the Hill")
    assert stage.words("shown_as") == "Leah, Harrow on the Hill"
    stage.click("main")
    assert owner.ask(testimonials.shown, said_id).place == "Harrow on the Hill"
    opened(stage, said_id)
    stage.choose("place_shown", value=False)
    stage.click("main")
    kept = owner.get(Testimonial, said_id)
    assert (kept.place_shown, kept.place) == (False, "Harrow on the Hill")  # for when it is asked for again


def test_words_that_name_the_customer_are_told_and_can_be_shortened(stage: Stage, owner: Owner) -> None:
    said_id = owner.do(testimonials.take_down, owner.customer(), "Very tidy, says NOVAK in Harrow").id
    opened(stage, said_id)
    assert stage.words("release_naming") == "The words name “NOVAK”, “Harrow”."
    stage.choose("place_shown", value=True)
    assert stage.words("release_naming") == "The words name “NOVAK”."
    stage.choose("name_shown", "full")
    assert not stage.sees("release_naming")
    stage.choose("name_shown", "none")
    stage.choose("on_website", value=True)
    stage.write("how", "On the phone")
    stage.click("main")
    assert stage.words("error").startswith("The words name “NOVAK”. Like this they are left out of every export")
    assert owner.get(Testimonial, said_id).consent_at is None
    stage.click("release_shorten")
    stage.write("short", "Very tidy")
    stage.click("main")
    assert (stage.words("release_words"), stage.sees("release_naming"), stage.sees("error")) == (
        "“Very tidy”",
        False,
        False,
    )
    stage.click("main")
    assert [shown.words for shown in owner.ask(testimonials.for_export).shown] == ["Very tidy"]


def test_released_all_the_same_the_wall_says_that_they_are_left_out(stage: Stage, owner: Owner) -> None:
    said_id = owner.do(testimonials.take_down, owner.customer(), "Novak says thanks").id
    opened(stage, said_id)
    stage.choose("on_website", value=True)
    stage.write("how", "On the phone")
    stage.click("main")
    stage.click("main")  # the owner has read it
    assert owner.get(Testimonial, said_id).is_released
    assert owner.ask(testimonials.for_export).naming == 1
    stage.page.refresh()
    assert stage.words("testimonial_notes_0") == "Left out until it is shortened: the words name “Novak”"


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


def test_the_name_stays_as_it_was_agreed_until_todays_is_wanted(stage: Stage, owner: Owner, said_id: UUID) -> None:
    opened(stage, said_id)
    assert not stage.sees("anew")
    stage.choose("name_shown", "full")
    stage.choose("on_website", value=True)
    stage.write("how", "On the phone")
    stage.click("main")
    owner.do(customers.change, owner.get(Testimonial, said_id).customer_id, name="Lea Smith")
    opened(stage, said_id)
    assert (stage.words("shown_as"), stage.sees("anew")) == ("Leah Novak", True)
    stage.choose("name_shown", "first")
    assert (stage.words("shown_as"), stage.sees("anew")) == ("Lea", False)
    stage.choose("name_shown", "full")
    stage.choose("in_print", value=True)
    stage.click("main")
    kept = owner.get(Testimonial, said_id)
    assert (kept.in_print, owner.ask(testimonials.shown, said_id).name) == (True, "Leah Novak")
    opened(stage, said_id)
    stage.choose("anew", value=True)
    assert stage.words("shown_as") == "Lea Smith"
    stage.click("main")
    assert owner.ask(testimonials.shown, said_id).name == "Lea Smith"
    opened(stage, said_id)
    assert not stage.sees("anew")
