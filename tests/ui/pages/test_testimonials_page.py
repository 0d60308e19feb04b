from datetime import date, datetime
from typing import Any
from uuid import UUID

import pytest
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from tests.owner import Owner
from tests.ui.stage import Stage
from tradesman.book import testimonial as words_of
from tradesman.book.job import Job
from tradesman.book.store import Book
from tradesman.book.testimonial import NameShown
from tradesman.services import customers, jobs, photos, release_forms, testimonials, words_to_come
from tradesman.ui.pages import testimonials_page as wall
from tradesman.ui.parts.disc import Disc
from tradesman.ui.theme import Theme
from tradesman.ui.widgets.card import Separator
from tradesman.ui.widgets.scroll import Scroll


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
    stage.write("on", "21 Nov 2026")
    stage.click("main")
    assert stage.desk.ask(testimonials.rows) == []  # a day to come
    stage.write("on", "18 Nov 2026")
    stage.click("main")
    row = stage.desk.ask(testimonials.rows)[0]
    assert (row.customer, row.testimonial.words) == ("Otto Lang", "Sent me somebody good.")
    assert row.testimonial.said_on == date(2026, 11, 18)
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
    assert load(stage, said_id).consent_at is None  # "3 High Street" has no town to propose
    stage.write("place", "Leeds")
    stage.click("main")
    kept = load(stage, said_id)
    assert kept.place == "Leeds"
    assert (kept.name_shown, kept.place_shown, kept.photo_shown) == (NameShown.FULL, True, False)
    assert (kept.on_website, kept.in_print, kept.consent_how) == (True, False, "On the phone")
    assert stage.words("testimonial_badge_0") == "Name and place"


def test_what_was_given_and_names_somebody_is_told_on_the_card(stage: Stage, said_id: UUID) -> None:
    stage.desk.do(
        testimonials.release,
        said_id,
        "On the phone",
        NameShown.NONE,
        on_website=True,
        incentive="£50 for Mrs Moreau",
        label="Released",
    )
    stage.show(wall.TestimonialsPage)
    assert stage.words("testimonial_notes_0").endswith(
        "Left out until the consent is changed: what was given for it names “Moreau”"
    )


def test_the_wall_ends_where_the_header_ends_with_a_bar_beside_it(stage: Stage, book: Book) -> None:
    with book.write("Words", stage.now) as session:
        otto = customers.add(session, "Otto Lang")
        for number in range(20):
            testimonials.write_down(session, otto.id, f"Good, {number} times. " * 9)
    page = stage.show(wall.TestimonialsPage)
    stage.qtbot.waitUntil(lambda: page.filter.mapTo(page, page.filter.rect().topRight()).x() < page.width() - 19)
    export = stage.find("testimonial_export")
    ends = {part.mapTo(page, part.rect().topRight()).x() for part in (page.filter, export)}
    assert len(ends) == 1
    assert page.findChild(Scroll).verticalScrollBar().isVisible()


def test_consent_is_taken_back(stage: Stage, said_id: UUID) -> None:
    release(stage, said_id)
    stage.show(wall.TestimonialsPage)
    assert stage.words("testimonial_badge_0") == "First name only"
    stage.click("testimonial_more_0")
    stage.take("testimonial_menu", "testimonial_withdraw")
    stage.write("how", "By letter")
    stage.click("main")
    kept = load(stage, said_id)
    assert (kept.withdrawn_at, kept.withdrawn_how, kept.consent_how) == (stage.now, "By letter", "On the phone")
    assert stage.words("testimonial_badge_0") == "Withdrawn"
    assert not stage.sees("testimonial_copy_0")


def test_words_are_shortened(stage: Stage, said_id: UUID) -> None:
    stage.show(wall.TestimonialsPage)
    stage.click("testimonial_more_0")
    stage.take("testimonial_menu", "testimonial_shorten")
    stage.write("short", "Not a crumb.")
    stage.click("main")
    assert load(stage, said_id).shortened == "Not a … crumb."
    assert stage.words("testimonial_words_0") == "Not a … crumb."


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


@pytest.fixture
def asked_id(book: Book, now: datetime) -> UUID:
    """The customer of a job that was done three months ago, to be asked today."""
    owner = Owner(book, now)
    owner.at("2026-08-19")
    job_id = owner.completed()
    return owner.get(Job, job_id).customer_id


def test_whom_to_ask_stands_at_the_front_and_then_is_waited_for(stage: Stage, said_id: UUID, asked_id: UUID) -> None:
    stage.show(wall.TestimonialsPage)
    assert stage.words("sub") == "1"
    assert stage.words("asking_name_0") == "Leah Novak"
    assert stage.words("asking_about_0") == "New boiler, August 2026. Ready to ask since 19 November."
    stage.click("asking_main_0")
    assert "few words" in stage.find("words").value()
    stage.click("copy")
    stage.click("main")
    [waits] = stage.desk.ask(words_to_come.waiting)
    assert (waits.customer_id, stage.desk.ask(words_to_come.to_ask)) == (asked_id, [])
    stage.click("waiting")
    assert stage.words("asking_about_0") == "New boiler. Asked by message on 20 November. Nothing has come yet."
    stage.click("asking_main_0")
    stage.write("words", "Warm at last.")
    stage.click("main")
    kept = stage.desk.ask(testimonials.rows)[0]
    assert (kept.customer, kept.testimonial.words, kept.job) == ("Leah Novak", "Warm at last.", "New boiler")
    assert not stage.sees("asking_0")


def test_ringing_from_the_wall_opens_the_call_sheet(stage: Stage, asked_id: UUID, links: list[str]) -> None:
    stage.show(wall.TestimonialsPage)
    stage.click("asking_other_0")
    assert links == ["tel:+442079460958"]
    assert (stage.words("who"), stage.words("phone")) == ("Leah Novak", "020 7946 0958")


def test_a_text_and_a_place_narrow_the_wall(stage: Stage, said_id: UUID, asked_id: UUID) -> None:
    release(stage, said_id)
    page = stage.show(wall.TestimonialsPage)
    page.focus_search()
    assert stage.window.focusWidget() is page.filter.typed
    stage.write("testimonial_find", "moreau kitch")
    assert stage.sees("testimonial_0")
    assert not stage.sees("asking_0")
    stage.write("testimonial_find", "leed")
    assert not stage.sees("testimonial_0")
    where: dict[str, Any] = {"on_website": True, "place_shown": True, "place": "Leeds"}
    stage.desk.do(testimonials.release, said_id, "On the phone", NameShown.FIRST, label="Released", **where)
    page.refresh()
    assert stage.sees("testimonial_0")
    stage.write("testimonial_find", "boiler")
    assert stage.sees("asking_0")
    assert not stage.sees("testimonial_0")
    stage.write("testimonial_find", "")
    stage.choose("testimonial_where", "in_print")
    assert not stage.sees("testimonial_0")
    stage.click("act")  # show all
    assert stage.sees("testimonial_0")
    stage.choose("testimonial_where", "on_website")
    assert stage.sees("testimonial_0")
    assert not stage.sees("asking_0")


def test_a_shorter_version_is_made_of_what_was_said(stage: Stage, said_id: UUID) -> None:
    stage.show(wall.TestimonialsPage)
    stage.click("testimonial_more_0")
    stage.take("testimonial_menu", "testimonial_shorten")
    stage.write("short", "Best crumb ever.")
    for _ in range(2):
        stage.click("main")
        assert stage.words("error").startswith("Not said like this: best, ever. Nothing was kept.")
        assert load(stage, said_id).shortened == ""
    stage.write("short", "Not a crumb left.")
    stage.click("main")
    assert (load(stage, said_id).shortened, load(stage, said_id).words) == (
        "Not a … crumb left.",
        "Not a single crumb left.",
    )
    assert stage.words("testimonial_words_0") == "Not a … crumb left."


def test_a_denial_that_is_left_out_is_asked_about(stage: Stage, said_id: UUID) -> None:
    stage.show(wall.TestimonialsPage)
    stage.click("testimonial_more_0")
    stage.take("testimonial_menu", "testimonial_shorten")
    stage.write("short", "A single crumb left.")
    stage.click("main")
    assert stage.words("error") == (
        "Without “not” it may say the opposite. Nothing was kept yet. Press the button again if it is right like this."
    )
    assert load(stage, said_id).shortened == ""
    stage.click("main")
    assert load(stage, said_id).shortened == "A single crumb left."


@pytest.mark.parametrize(("form", "told"), [("", "agreed to other words"), ("form.jpg", "signed for other words")])
def test_words_that_were_allowed_are_shortened_only_when_that_is_confirmed(
    stage: Stage, said_id: UUID, form: str, told: str
) -> None:
    where: dict[str, Any] = {"on_website": True, "form": form}
    stage.desk.do(testimonials.release, said_id, "On the phone", NameShown.FIRST, label="Released", **where)
    stage.show(wall.TestimonialsPage)
    for short, asks in (("Not a single crumb left.", False), ("Not a crumb left.", True)):
        stage.click("testimonial_more_0")
        stage.take("testimonial_menu", "testimonial_shorten")
        stage.write("short", short)
        stage.click("main")
        if asks:
            assert stage.words("error").startswith(f"The customer {told}: ask again. Nothing was kept yet.")
            assert load(stage, said_id).shortened == ""
            stage.click("main")
    assert load(stage, said_id).shortened == "Not a … crumb left."


def test_what_was_agreed_stands_on_the_card_where_the_record_says_something_else(stage: Stage, said_id: UUID) -> None:
    release(stage, said_id)
    page = stage.show(wall.TestimonialsPage)
    assert stage.words("testimonial_notes_0") == "Given for it: £10 off"
    stage.desk.do(customers.change, load(stage, said_id).customer_id, name="Isa Kerr", label="Name")
    page.refresh()
    assert stage.words("testimonial_notes_0") == "Given for it: £10 off. Agreed as Iris"
    stage.click("testimonial_copy_0")
    assert QGuiApplication.clipboard().text().splitlines()[1] == "Iris, Kitchen lights"


def test_a_photo_that_was_removed_is_in_no_badge(stage: Stage, said_id: UUID) -> None:
    said = load(stage, said_id)
    photo = stage.desk.do(photos.add, said.customer_id, "a.jpg", job_id=said.job_id, label="Photo")
    assert photo is not None
    where: dict[str, Any] = {"on_website": True, "photo_shown": True, "photo_id": photo.id}
    stage.desk.do(testimonials.release, said_id, "On the phone", NameShown.FULL, label="Released", **where)
    page = stage.show(wall.TestimonialsPage)
    assert stage.words("testimonial_badge_0") == "Name and photo"
    stage.desk.do(photos.remove, photo.id, label="Photo removed")
    page.refresh()
    assert stage.words("testimonial_badge_0") == "Name only"
    agreed = stage.desk.ask(release_forms.of, said_id).agreed
    assert agreed is not None
    assert not agreed.photo_shown


def test_the_line_below_the_name_has_the_same_room_above_and_below(stage: Stage, said_id: UUID) -> None:
    stage.show(wall.TestimonialsPage)
    card = stage.find("testimonial_0")
    (line,) = card.findChildren(Separator)
    disc, badge = card.findChild(Disc), stage.find("testimonial_badge_0")
    above = line.mapTo(card, line.rect().topLeft()).y() - disc.mapTo(card, disc.rect().bottomLeft()).y() - 1
    below = badge.mapTo(card, badge.rect().topLeft()).y() - line.mapTo(card, line.rect().bottomLeft()).y() - 1
    assert abs(above - below) <= 2
