from datetime import date, datetime
from typing import Any
from uuid import UUID

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.owner import Owner
from tests.statements import statements
from tradesman.book import store
from tradesman.book.customer import ContactKind, Customer, Note
from tradesman.book.errors import BookError
from tradesman.book.followup import FollowUp, Purpose
from tradesman.book.job import Job
from tradesman.book.photo import Photo
from tradesman.book.quote import ShownTestimonial
from tradesman.book.store import Book
from tradesman.book.testimonial import Complaint, Feedback, NameShown
from tradesman.book.testimonial import Testimonial as Said
from tradesman.services import (
    businesses,
    check_ins,
    complaints,
    contacts,
    customers,
    duplicates,
    photos,
    shown_testimonials,
    testimonials,
)


def test_feedback_is_kept_in_the_customers_words(owner: Owner) -> None:
    job_id = owner.completed()
    owner.do(testimonials.record_feedback, job_id, holding=True, score=8, words=" All fine ")
    (kept,) = owner.all(Feedback)
    assert (kept.job_id, kept.holding, kept.score, kept.words, kept.at) == (job_id, True, 8, "All fine", owner.now)
    assert (owner.all(Complaint), Purpose.ASK_WHO_ELSE in owner.asked(job_id)) == ([], False)


@pytest.mark.parametrize("score", [-1, 11])
def test_a_score_goes_from_nought_to_ten(owner: Owner, score: int) -> None:
    with pytest.raises(BookError, match="from 0 to 10"):
        owner.do(testimonials.record_feedback, owner.completed(), score=score)
    assert owner.all(Feedback) == []


@pytest.mark.parametrize(
    ("holding", "score", "complains", "kind"),
    [
        (None, 6, True, False),
        (None, 7, False, False),
        (None, 9, False, True),
        (False, 10, True, False),
        (True, 0, True, False),
    ],
)
def test_a_low_score_or_what_does_not_hold_is_a_complaint_and_nine_or_ten_are_kind_words(
    owner: Owner, holding: bool | None, score: int, complains: bool, kind: bool
) -> None:
    job_id = owner.completed()
    owner.do(testimonials.record_feedback, job_id, holding=holding, score=score)
    assert bool(owner.ask(complaints.open_customers)) == complains
    assert ("ask_who_else" in owner.due(job_id)) == kind


def test_kind_words_and_a_testimonial_ask_whom_else_once_a_week_later(owner: Owner) -> None:
    job_id = owner.completed()
    owner.do(testimonials.record_feedback, job_id, score=9)
    owner.do(testimonials.record_feedback, job_id, score=10)
    owner.do(testimonials.take_down, owner.get(Job, job_id).customer_id, "Best plumber", job_id)
    assert owner.due(job_id)["ask_who_else"] == "2026-11-27"
    assert [row.purpose for row in owner.all(FollowUp)].count(Purpose.ASK_WHO_ELSE) == 1


def test_a_testimonial_without_a_job_asks_whom_else_too(owner: Owner) -> None:
    said = owner.do(testimonials.take_down, owner.customer(), "Best plumber", incentive=" A free service ")
    assert owner.due(said.id) == {"ask_who_else": "2026-11-27"}
    assert owner.get(Said, said.id).incentive == "A free service"
    with pytest.raises(BookError, match="What did the customer say"):
        owner.do(testimonials.take_down, owner.all(Customer)[0].id, " ")


def test_nothing_is_shown_before_consent(owner: Owner) -> None:
    owner.do(testimonials.take_down, owner.customer(), "Best plumber")
    export = owner.ask(testimonials.for_export)
    assert (export.shown, export.without_consent, export.withdrawn) == ((), 1, 0)


def test_consent_says_how_and_where_or_is_none(owner: Owner) -> None:
    said = owner.do(testimonials.take_down, owner.customer(), "Best plumber")
    with pytest.raises(BookError, match="How was consent given"):
        owner.do(testimonials.release, said.id, " ", NameShown.FULL, on_website=True)
    with pytest.raises(BookError, match="Where may it be shown"):
        owner.do(testimonials.release, said.id, "By e-mail", NameShown.FULL, place_shown=True)
    with pytest.raises(BookError, match="No consent was given"):
        owner.do(testimonials.withdraw, said.id)
    assert owner.get(Said, said.id).consent_at is None


@pytest.mark.parametrize(
    ("name_shown", "name"),
    [
        (NameShown.FULL, "Leah Novak"),
        (NameShown.FIRST, "Leah"),
        (NameShown.INITIALS, "L. N."),
        (NameShown.NONE, ""),
    ],
)
def test_name_and_place_are_shown_as_far_as_each_was_allowed(owner: Owner, name_shown: NameShown, name: str) -> None:
    job_id = owner.completed()
    said = owner.do(testimonials.take_down, owner.get(Job, job_id).customer_id, "Best plumber ever", job_id)
    owner.do(testimonials.shorten, said.id, " Best plumber ")
    owner.do(testimonials.release, said.id, "By e-mail", name_shown, on_website=True, on_social=True)
    (shown,) = owner.ask(testimonials.for_export).shown
    assert (shown.name, shown.place, shown.words, shown.shortened, shown.places) == (
        name,
        "",
        "Best plumber",
        True,
        ("website", "social"),
    )
    owner.do(testimonials.release, said.id, "By e-mail", name_shown, place_shown=True, in_print=True)
    (shown,) = owner.ask(testimonials.for_export).shown
    assert (shown.place, shown.places, shown.job, shown.said_on) == (
        "Harrow",  # the town: a street tells the house
        ("print",),
        "New boiler",
        date(2026, 11, 20),
    )


def test_withdrawn_it_is_gone_from_every_later_export_which_says_so(owner: Owner) -> None:
    customer_id = owner.customer()
    kept, withdrawn = (owner.do(testimonials.take_down, customer_id, words) for words in ("Good", "Bad"))
    for said in (kept, withdrawn):
        owner.do(testimonials.release, said.id, "By e-mail", NameShown.FIRST, on_website=True)
    consent = owner.now
    owner.at("2026-12-01")
    owner.do(testimonials.withdraw, withdrawn.id)
    gone = owner.get(Said, withdrawn.id)
    assert (gone.withdrawn_at, gone.consent_at, gone.is_released) == (owner.now, consent, False)
    export = owner.ask(testimonials.for_export)
    assert ([shown.words for shown in export.shown], export.withdrawn, export.without_consent) == (["Good"], 1, 0)
    owner.do(testimonials.release, withdrawn.id, "On the phone", NameShown.FIRST, in_print=True)
    assert len(owner.ask(testimonials.for_export).shown) == 2


def test_an_export_for_one_place_leaves_out_what_is_allowed_elsewhere_and_counts_it(owner: Owner) -> None:
    customer_id = owner.customer()
    site, paper = (owner.do(testimonials.take_down, customer_id, words) for words in ("Site", "Paper"))
    owner.do(testimonials.release, site.id, "By e-mail", NameShown.FIRST, on_website=True)
    owner.do(testimonials.release, paper.id, "By e-mail", NameShown.FIRST, in_print=True)
    export = owner.ask(testimonials.for_export, "website")
    assert ([shown.words for shown in export.shown], export.elsewhere) == (["Site"], {("print",): 1})


def test_the_wall_is_newest_first(owner: Owner) -> None:
    customer_id = owner.customer()
    owner.do(testimonials.take_down, customer_id, "First")
    owner.at("2026-12-01")
    owner.do(testimonials.take_down, customer_id, "Second")
    wall = owner.ask(testimonials.rows)
    assert [(row.testimonial.words, row.customer, row.job, row.place) for row in wall] == [
        ("Second", "Leah Novak", "", "Harrow"),
        ("First", "Leah Novak", "", "Harrow"),
    ]


TURNS = st.lists(st.sampled_from(["take", "release", "withdraw"]), max_size=10)


@settings(max_examples=5, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(turns=TURNS)
def test_an_export_accounts_for_every_testimonial(book: Book, now: datetime, turns: list[str]) -> None:
    owner = Owner(book, now)
    customer_id = owner.customer()
    for number, turn in enumerate(turns):
        said = owner.all(Said)
        if turn == "take" or not said:
            owner.do(testimonials.take_down, customer_id, f"Words {number}")
        elif turn == "release":
            owner.do(testimonials.release, said[number % len(said)].id, "By e-mail", NameShown.NONE, on_website=True)
        elif said[-1].consent_at is not None:
            owner.do(testimonials.withdraw, said[-1].id)
    export = owner.ask(testimonials.for_export)
    counted = len(export.shown) + export.withdrawn + export.without_consent
    released = [said for said in owner.all(Said) if said.is_released]
    assert (counted, len(export.shown)) == (len(owner.all(Said)), len(released))


def taken(owner: Owner, **rest: Any) -> Said:
    job_id = owner.completed()
    customer_id = owner.get(Job, job_id).customer_id
    return owner.do(testimonials.take_down, customer_id, "Very tidy, and quick", job_id, **rest)


def test_consent_has_the_day_on_which_it_was_given(owner: Owner) -> None:
    said = taken(owner, on=date(2026, 11, 17))
    owner.do(testimonials.release, said.id, "By letter", NameShown.FULL, on_website=True, on=date(2026, 11, 18))
    assert owner.wall(owner.get(Said, said.id).consent_at) == "2026-11-18 12:00"
    for deed, fields in (
        (testimonials.release, {"name_shown": NameShown.FULL, "in_print": True}),
        (testimonials.withdraw, {}),
    ):
        with pytest.raises(BookError, match="has not come yet"):
            owner.do(deed, said.id, "By letter", on=date(2026, 11, 21), **fields)
    assert (owner.get(Said, said.id).in_print, owner.get(Said, said.id).withdrawn_at) == (False, None)


def test_consent_is_no_older_than_the_words(owner: Owner) -> None:
    said = taken(owner, on=date(2026, 11, 18))
    assert owner.get(Said, said.id).said_on == date(2026, 11, 18)
    day = date(2026, 11, 17)
    with pytest.raises(BookError, match=r"said on 18 November 2026, and allowed no earlier\. Nothing"):
        owner.do(testimonials.release, said.id, "By letter", NameShown.FULL, on_website=True, on=day)
    assert owner.get(Said, said.id).consent_at is None
    owner.do(testimonials.release, said.id, "By letter", NameShown.FULL, on_website=True, on=date(2026, 11, 18))
    assert owner.get(Said, said.id).is_released


def test_words_are_not_said_on_a_day_to_come(owner: Owner) -> None:
    with pytest.raises(BookError, match="has not come yet"):
        taken(owner, on=date(2026, 11, 21))
    assert owner.all(Said) == []


def test_the_place_is_as_the_owner_has_it_and_no_street_otherwise(owner: Owner) -> None:
    customer_id = owner.customer("Otto Lang", address="7 Kiln Row")
    said = owner.do(testimonials.take_down, customer_id, "Good")
    where = {"on_website": True, "place_shown": True}
    owner.do(testimonials.release, said.id, "By letter", NameShown.FULL, **where)
    assert owner.ask(testimonials.shown, said.id).place == ""  # it may be shown, and no town can be told
    owner.do(testimonials.release, said.id, "By letter", NameShown.FULL, place=" Leeds ", **where)
    assert (owner.ask(testimonials.shown, said.id).place, owner.get(Said, said.id).place) == ("Leeds", "Leeds")
    owner.do(testimonials.release, said.id, "By letter", NameShown.FULL, place="7 Kiln Row", **where)
    assert owner.ask(testimonials.shown, said.id).place == "7 Kiln Row"  # typed, so meant
    owner.do(testimonials.release, said.id, "By letter", NameShown.FULL, on_website=True)
    assert (owner.ask(testimonials.shown, said.id).place, owner.get(Said, said.id).place) == ("", "7 Kiln Row")


@pytest.mark.parametrize(
    ("words", "name_shown", "place_shown", "told"),
    [
        ("NOVAK's boiler is warm", NameShown.NONE, False, "“NOVAK”"),
        ("Leah here, warm, from Harrow", NameShown.FIRST, False, "“Harrow”"),
        ("Leah here, warm, from Harrow", NameShown.INITIALS, True, "“Leah”"),
        ("Mrs Novak is warm in Mill Lane", NameShown.FIRST, True, "“Novak”, “Mill”"),
        ("Leah Novak, Harrow", NameShown.FULL, True, ""),
        ("Warm at last", NameShown.NONE, False, ""),
    ],
)
def test_words_that_tell_more_than_is_allowed_stay_in_the_book_until_they_are_shortened(
    owner: Owner, words: str, name_shown: NameShown, place_shown: bool, told: str
) -> None:
    said = owner.do(testimonials.take_down, owner.customer(), words)
    owner.do(testimonials.release, said.id, "By e-mail", name_shown, on_website=True, place_shown=place_shown)
    export = owner.ask(testimonials.for_export, "website")
    assert (len(export.shown), export.naming) == (int(not told), int(bool(told)))
    if not told:
        return
    with pytest.raises(BookError, match=f"The words name {told}, which the consent leaves out. Nothing was made."):
        owner.ask(testimonials.shown, said.id)
    owner.do(testimonials.shorten, said.id, "warm")
    assert owner.ask(testimonials.for_export).shown[0].words == "warm"
    assert owner.ask(testimonials.shown, said.id).words == "warm"


def test_a_nickname_and_whose_a_number_is_tell_too_and_what_was_given_is_looked_through(owner: Owner) -> None:
    customer_id = owner.customer("Novak Bakery Ltd")
    owner.do(customers.change, customer_id, greeting="Leah")
    owner.do(customers.add_contact, customer_id, ContactKind.PHONE, "07700 900456", whose="Ottilie, work")
    said = [
        owner.do(testimonials.take_down, customer_id, words, incentive=given).id
        for words, given in (("Good work", ""), ("Thanks. Leah", ""), ("Ask Ottilie", ""), ("Fine", "£50 for Leah"))
    ]
    for said_id in said:
        owner.do(testimonials.release, said_id, "By e-mail", NameShown.NONE, on_website=True)
    export = owner.ask(testimonials.for_export)
    assert ([shown.words for shown in export.shown], export.naming) == (["Good work"], 3)
    row = owner.ask(testimonials.row, said[3])
    assert (row.naming(), row.naming(incentive="£50"), row.naming(incentive="£50, Ottilie")) == (
        ("Leah",),
        (),
        ("Ottilie",),
    )


def test_words_are_in_the_language_of_the_customer_or_else_of_the_business(owner: Owner) -> None:
    german = owner.customer("Otto Lang")
    owner.do(customers.change, german, language="de")
    other = owner.customer()
    owner.do(businesses.change, language="fr")
    kept = [owner.do(testimonials.write_down, customer, "Gut").language for customer in (german, other)]
    assert kept == ["de", "fr"]
    job_id = owner.completed()
    owner.do(customers.change, owner.get(Job, job_id).customer_id, language="de")
    owner.do(check_ins.check_in, job_id, check_ins.Said(score=10, words="Alles dicht", may_quote=True))
    assert [said.language for said in owner.all(Said) if said.words == "Alles dicht"] == ["de"]


def test_the_same_words_of_the_same_day_are_kept_once(owner: Owner) -> None:
    customer_id = owner.customer()
    first = owner.do(testimonials.write_down, customer_id, "Good")
    again = owner.do(testimonials.write_down, customer_id, " Good ", incentive="£10 off")
    assert (again.id, [said.incentive for said in owner.all(Said)]) == (first.id, ["£10 off"])
    owner.do(testimonials.write_down, customer_id, "Good", on=date(2026, 11, 19))
    owner.do(testimonials.write_down, owner.customer("Otto Lang"), "Good")
    assert len(owner.all(Said)) == 3


def test_a_consent_that_was_taken_back_is_not_brought_back_by_an_older_one(owner: Owner) -> None:
    said = taken(owner, on=date(2026, 11, 10))
    where = {"on_website": True}
    owner.do(testimonials.release, said.id, "By letter", NameShown.FULL, on=date(2026, 11, 11), **where)
    owner.do(testimonials.withdraw, said.id, "By e-mail", on=date(2026, 11, 18))
    with pytest.raises(BookError, match=r"taken back on 18 November 2026, and given again no earlier\. Nothing was"):
        owner.do(testimonials.release, said.id, "By letter", NameShown.FULL, on=date(2026, 11, 17), **where)
    assert not owner.get(Said, said.id).is_released
    assert owner.all(Note) == []
    owner.do(testimonials.release, said.id, "By letter", NameShown.FULL, on=date(2026, 11, 18), **where)
    assert owner.get(Said, said.id).is_released


def test_a_yes_to_a_photo_is_a_yes_to_one_that_is_there(owner: Owner) -> None:
    said = taken(owner)
    with pytest.raises(BookError, match=r"Which photo may be shown\? Nothing was changed"):
        owner.do(testimonials.release, said.id, "By letter", NameShown.FULL, on_website=True, photo_shown=True)
    assert owner.get(Said, said.id).consent_at is None


@pytest.mark.parametrize("count", [1, 4])
def test_a_wall_of_any_length_is_three_questions(owner: Owner, count: int) -> None:
    for number in range(count):
        said = taken(owner)
        photo = owner.do(photos.add, said.customer_id, f"{number}.jpg", job_id=said.job_id)
        where = {"on_website": True, "photo_shown": True, "place_shown": True}
        owner.do(testimonials.release, said.id, "By letter", NameShown.FULL, photo_id=photo.id, **where)
    with owner.book.read(owner.now) as session:
        businesses.current(session)
        with statements() as asked:
            export = testimonials.for_export(session, "website")
    assert (len(export.shown), {shown.place for shown in export.shown}, len(asked)) == (count, {"Harrow"}, 3)
    assert {shown.photo for shown in export.shown} == {f"{number}.jpg" for number in range(count)}


def test_it_is_taken_back_on_a_day_and_in_a_way_and_not_before_it_was_given(owner: Owner) -> None:
    said = taken(owner)
    owner.at("2026-11-20", "15:00")
    owner.do(testimonials.release, said.id, "By letter", NameShown.FULL, on_website=True)
    with pytest.raises(BookError, match="before it was given"):
        owner.do(testimonials.withdraw, said.id, "By letter", on=date(2026, 11, 19))
    owner.at("2026-11-24")
    owner.do(testimonials.withdraw, said.id, "By e-mail", on=date(2026, 11, 20))  # of the day it was given on
    gone = owner.get(Said, said.id)
    assert (gone.withdrawn_how, gone.withdrawn_at) == ("By e-mail", gone.consent_at)
    owner.do(testimonials.withdraw, said.id, "Again")
    assert owner.get(Said, said.id).withdrawn_how == "By e-mail"


def test_given_again_it_is_kept_that_it_was_taken_back(owner: Owner) -> None:
    said = taken(owner)
    owner.do(testimonials.release, said.id, "By letter", NameShown.FULL, on_website=True)
    owner.do(testimonials.withdraw, said.id, "By e-mail")
    owner.do(testimonials.release, said.id, "On the phone", NameShown.FIRST, on_website=True)
    [note] = owner.all(Note)
    assert note.words.startswith(
        "The consent to show “Very tidy, and quick” was taken back on 20 November 2026 (By e-mail)"
    )
    owner.do(testimonials.release, said.id, "On the phone", NameShown.FULL, on_website=True)
    assert len(owner.all(Note)) == 1


def test_the_photo_is_of_the_same_customer_and_only_where_one_may_be_shown(owner: Owner) -> None:
    said = taken(owner)
    mine = owner.do(photos.add, said.customer_id, "mine.jpg")
    other = owner.do(photos.add, owner.customer("Otto Lang"), "other.jpg")
    where = {"on_website": True, "photo_shown": True}
    with pytest.raises(BookError, match="another customer"):
        owner.do(testimonials.release, said.id, "By letter", NameShown.FULL, photo_id=other.id, **where)
    owner.do(testimonials.release, said.id, "By letter", NameShown.FULL, photo_id=mine.id, **where)
    owner.do(testimonials.release, said.id, "By letter", NameShown.FULL, in_print=True, photo_shown=True)
    assert owner.get(Said, said.id).photo_id == mine.id
    owner.do(testimonials.release, said.id, "By letter", NameShown.FULL, in_print=True)
    assert owner.get(Said, said.id).photo_id is None


def test_the_signed_form_is_noted_once(owner: Owner) -> None:
    said = taken(owner)
    for _ in range(2):
        owner.do(testimonials.release, said.id, "On paper", NameShown.FULL, in_print=True, form="form.jpg")
    [photo] = owner.all(Photo)
    assert (owner.get(Said, said.id).consent_photo_id, photo.file, photo.job_id) == (photo.id, "form.jpg", None)


def test_a_photo_beside_words_may_go_and_a_signed_form_may_not(owner: Owner) -> None:
    said = taken(owner)
    shown = owner.do(photos.add, said.customer_id, "shown.jpg")
    where = {"on_website": True, "photo_shown": True, "photo_id": shown.id, "form": "form.jpg"}
    owner.do(testimonials.release, said.id, "On paper", NameShown.FULL, **where)
    with pytest.raises(BookError, match="signed form"):
        owner.do(photos.remove, owner.get(Said, said.id).consent_photo_id)
    owner.do(photos.remove, shown.id)
    assert owner.get(Said, said.id).photo_id is None
    owner.undo()
    assert owner.get(Said, said.id).photo_id == shown.id


def with_everything(owner: Owner) -> Said:
    """Words with a photo, a signed form and feedback behind them, carried by somebody else's quote."""
    said = taken(owner)
    owner.do(testimonials.record_feedback, said.job_id, score=9, words="Tidy", may_quote=True, who_else="Jane Marsh")
    shown = owner.do(photos.add, said.customer_id, "shown.jpg", job_id=said.job_id)
    where = {"in_print": True, "photo_shown": True, "photo_id": shown.id, "form": "form.jpg"}
    owner.do(testimonials.release, said.id, "On paper", NameShown.FULL, **where)
    quote_id = owner.drafted(owner.enquiry(owner.customer("Otto Lang"), answered_live=True))
    owner.do(shown_testimonials.add, quote_id, said.id)
    return said


def test_erasing_a_person_takes_words_feedback_and_photos_along(owner: Owner) -> None:
    said = with_everything(owner)
    assert owner.ask(photos.only_of, said.customer_id) == ["form.jpg", "shown.jpg"]
    owner.do(customers.erase, said.customer_id)
    assert [owner.all(kind) for kind in (Said, Feedback, Photo, ShownTestimonial)] == [[], [], [], []]
    assert [customer.name for customer in owner.all(Customer)] == ["Otto Lang"]
    owner.book.close()
    whole = (owner.book.folder / store.DATABASE).read_bytes().lower()
    assert [words for words in (b"jane marsh", b"on paper", b"form.jpg") if words in whole] == []


def test_merging_takes_words_feedback_and_photos_over(owner: Owner) -> None:
    said = with_everything(owner)
    kept = owner.customer("Leah Novak-Hill")
    owner.do(duplicates.merge, kept, said.customer_id)
    moved = owner.get(Said, said.id)
    assert (moved.customer_id, moved.is_released, moved.photo_id is not None) == (kept, True, True)
    assert {row.customer_id for row in owner.all(Feedback)} == {row.customer_id for row in owner.all(Photo)} == {kept}
    assert [row.customer for row in owner.ask(testimonials.rows)] == ["Leah Novak-Hill"]
    owner.undo()
    assert owner.get(Said, said.id).customer_id == said.customer_id


def moved(owner: Owner, customer_id: UUID, address: str) -> None:
    """The customer lives elsewhere now, and has no other number than before."""

    def move(session: Any) -> None:
        home = session.load(Customer, customer_id).properties[0]
        contacts.change(session, customer_id, points=[], sites=[contacts.Site(address, "", home.id)])

    owner.do(move)


def test_name_and_place_leave_as_they_were_agreed_whatever_the_record_says_later(owner: Owner) -> None:
    customer_id = owner.customer()
    said = owner.do(testimonials.take_down, customer_id, "Best plumber")
    owner.do(testimonials.release, said.id, "By letter", NameShown.FULL, on_website=True, place_shown=True)
    assert owner.ask(testimonials.row, said.id).agreed_otherwise == ""
    owner.do(customers.change, customer_id, name="Kerr & Novak Ltd, pays late!")
    moved(owner, customer_id, "7 New Street\nYork")
    shown = owner.ask(testimonials.shown, said.id)
    assert (shown.name, shown.place) == ("Leah Novak", "Harrow")
    assert owner.ask(testimonials.row, said.id).agreed_otherwise == "Leah Novak, Harrow"
    kept = owner.customer("Otto Lang")
    owner.do(duplicates.merge, kept, customer_id)
    assert owner.ask(testimonials.for_export).shown[0].name == "Leah Novak"


def test_words_that_name_who_it_was_by_the_consent_stay_in_the_book(owner: Owner) -> None:
    customer_id = owner.customer()
    said = owner.do(testimonials.take_down, customer_id, "Ask Novak of Harrow, 020 7946 0958, says Smith of York")
    owner.do(testimonials.release, said.id, "On paper", NameShown.FIRST, on_website=True)
    before = owner.ask(testimonials.row, said.id).naming()
    assert before == ("Novak", "Harrow", "020 7946 0958")
    owner.do(customers.change, customer_id, name="Leah Smith")
    moved(owner, customer_id, "7 New Street\nYork")
    after = ("Novak", "Harrow", "Smith", "York", "020 7946 0958")
    assert owner.ask(testimonials.row, said.id).naming() == after
    owner.do(testimonials.release, said.id, "On paper", NameShown.FIRST, on_website=True)  # nor are they forgotten then
    assert owner.ask(testimonials.row, said.id).naming() == after
    owner.do(duplicates.merge, owner.do(customers.add, "Otto Lang").id, customer_id)
    assert owner.ask(testimonials.for_export).naming == 1
    assert set(before) < set(owner.ask(testimonials.row, said.id).naming())


def test_a_consent_that_is_changed_keeps_the_name_where_that_is_wanted(owner: Owner) -> None:
    customer_id = owner.customer()
    said = owner.do(testimonials.take_down, customer_id, "Best plumber")

    def release(name: NameShown, **rest: Any) -> str:
        owner.do(testimonials.release, said.id, "By letter", name, on_website=True, **rest)
        return owner.ask(testimonials.shown, said.id).name

    assert release(NameShown.FULL) == "Leah Novak"
    owner.do(customers.change, customer_id, name="Lea Smith")
    assert release(NameShown.FULL, keep_name=True, in_print=True) == "Leah Novak"
    assert release(NameShown.FIRST, keep_name=True) == "Lea"  # the name was not agreed like this
    assert release(NameShown.FULL) == "Lea Smith"
    owner.do(customers.change, customer_id, name="Leah Novak")
    owner.do(testimonials.withdraw, said.id)
    assert release(NameShown.FULL, keep_name=True) == "Leah Novak"  # agreed anew


def test_a_consent_from_before_that_was_kept_follows_the_record(owner: Owner) -> None:
    customer_id = owner.customer()
    said = owner.do(testimonials.take_down, customer_id, "Best plumber, says Novak")

    def release(session: Any) -> None:
        session.load(Said, said.id).release(session.now, "By letter", NameShown.FULL, on_website=True, place_shown=True)

    owner.do(release)
    assert owner.get(Said, said.id).agreed_name is None
    owner.do(customers.change, customer_id, name="Leah Smith")
    (shown,) = owner.ask(testimonials.for_export).shown
    assert (shown.name, shown.place) == ("Leah Smith", "Harrow")
    assert owner.ask(testimonials.row, said.id).agreed_otherwise == ""


def test_erasing_a_person_empties_by_what_they_were_known(owner: Owner) -> None:
    reach = {"phone": "07700 900777", "address": "7 Mimosenpfad\nXanten"}
    customer_id = owner.do(customers.add, "Quirinia Zweifelmann", **reach).id
    said = owner.do(testimonials.take_down, customer_id, "Good")
    owner.do(testimonials.release, said.id, "On paper", NameShown.FULL, on_website=True, place_shown=True)
    owner.do(customers.change, customer_id, name="Somebody Else")
    owner.do(customers.erase, customer_id)
    owner.book.close()
    whole = (owner.book.folder / store.DATABASE).read_bytes().lower()
    told = (b"zweifelmann", b"mimosenpfad", b"xanten", b"900777", b"7700900777", b"somebody")
    assert [words for words in told if words in whole] == []


def test_the_own_number_and_address_leave_in_no_words(owner: Owner) -> None:
    customer_id = owner.do(customers.add, "Leah Novak", phone="07700 900123", email="ln1975@example.org").id
    told = ("Ring +44 (0)7700 900-123", "Ask LN1975@example.org!", "Ring the office on 020 7946 0000")
    for words in told:
        said = owner.do(testimonials.take_down, customer_id, words)
        owner.do(testimonials.release, said.id, "On paper", NameShown.NONE, on_website=True)
    export = owner.ask(testimonials.for_export)
    assert ([shown.words for shown in export.shown], export.naming) == ([told[2]], 2)


def test_a_shorter_version_leaves_words_out_and_says_nothing_else(owner: Owner) -> None:
    said = owner.do(testimonials.take_down, owner.customer(), "He was tidy. Nobody else is better. Ask him")
    with pytest.raises(BookError, match=r"Not said like this: best\. Nothing was kept\. A shorter version only leaves"):
        owner.do(testimonials.shorten, said.id, "He was best")
    assert owner.get(Said, said.id).shortened == ""
    owner.do(testimonials.shorten, said.id, " He was tidy. Ask him ")
    assert owner.get(Said, said.id).shortened == "He was tidy. … Ask him"
    owner.do(testimonials.shorten, said.id, "")
    assert owner.get(Said, said.id).shortened == ""
