from datetime import datetime

import pytest

from tests.owner import Owner
from tradesman.book.job import Job
from tradesman.book.store import Book
from tradesman.book.testimonial import NameShown
from tradesman.book.testimonial import Testimonial as Said
from tradesman.services import customers, photos, release_forms, testimonials
from tradesman.services.release_forms import Agreed


@pytest.fixture
def owner(book: Book, now: datetime) -> Owner:
    return Owner(book, now)


def test_a_form_says_what_is_asked_for_and_is_ticked_as_the_consent_is(owner: Owner) -> None:
    job_id = owner.completed()
    customer_id = owner.get(Job, job_id).customer_id
    said = owner.do(testimonials.take_down, customer_id, "Best plumber ever", job_id, incentive="£10 off")
    owner.do(testimonials.shorten, said.id, "Best plumber")
    form = owner.ask(release_forms.of, said.id)
    assert (form.customer, form.address, form.place) == ("Leah Novak", "3 Mill Lane, Harrow", "Harrow")
    assert form.agreed is None
    assert (form.words, form.shortened, form.incentive) == ("Best plumber ever", "Best plumber", "£10 off")
    assert dict(form.names) == {
        NameShown.FULL: "Leah Novak",
        NameShown.FIRST: "Leah",
        NameShown.INITIALS: "L. N.",
        NameShown.NONE: "",
    }
    owner.do(testimonials.release, said.id, "By e-mail", NameShown.FIRST, place_shown=True, in_print=True)
    assert owner.ask(release_forms.of, said.id).agreed == Agreed(
        NameShown.FIRST, place_shown=True, in_print=True, place="Harrow", name="Leah"
    )
    now = Agreed(NameShown.NONE, on_website=True)
    form = owner.ask(release_forms.of, said.id, now)
    assert (form.agreed, form.place) == (now, "Harrow")
    assert owner.ask(release_forms.of, said.id, Agreed(NameShown.NONE, place="Leeds")).place == "Leeds"
    owner.do(testimonials.withdraw, said.id)
    assert owner.ask(release_forms.of, said.id).agreed is None


def test_the_photo_that_may_stand_beside_the_words_is_on_the_form(owner: Owner) -> None:
    customer_id = owner.customer()
    photo = owner.do(photos.add, customer_id, "a.jpg")
    said = owner.do(testimonials.take_down, customer_id, "Good")

    def beside(session: object) -> None:
        session.load(Said, said.id).photo_id = photo.id  # type: ignore[attr-defined]

    assert owner.ask(release_forms.of, said.id).photos == ()
    owner.do(beside)
    form = owner.ask(release_forms.of, said.id)
    assert [each.file for each in form.photos] == ["a.jpg"]
    assert form.address == ""


def test_a_name_of_one_word_is_offered_once(owner: Owner) -> None:
    said = owner.do(testimonials.take_down, owner.customer("Otto"), "Good")
    assert owner.ask(release_forms.of, said.id).names == (
        (NameShown.FULL, "Otto"),
        (NameShown.INITIALS, "O."),
        (NameShown.NONE, ""),
    )


def test_the_name_that_was_agreed_is_on_the_form_whatever_the_record_says(owner: Owner) -> None:
    said = owner.do(testimonials.take_down, owner.customer(), "Good")
    owner.do(testimonials.release, said.id, "By e-mail", NameShown.FULL, in_print=True)
    owner.do(customers.change, said.customer_id, name="Lea Kerr")
    form = owner.ask(release_forms.of, said.id)
    assert dict(form.names)[NameShown.FULL] == "Leah Novak"
    assert dict(form.names)[NameShown.FIRST] == "Lea"
    owner.do(testimonials.withdraw, said.id)
    assert dict(owner.ask(release_forms.of, said.id).names)[NameShown.FULL] == "Lea Kerr"
