from datetime import date, datetime

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.owner import Owner
from tradesman.book.customer import Customer
from tradesman.book.errors import BookError
from tradesman.book.followup import FollowUp, Purpose
from tradesman.book.job import Job
from tradesman.book.store import Book
from tradesman.book.testimonial import Complaint, Feedback, NameShown
from tradesman.book.testimonial import Testimonial as Said
from tradesman.services import complaints, testimonials


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
        "3 Mill Lane, Harrow",
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
    assert ([shown.words for shown in export.shown], export.elsewhere) == (["Site"], 1)


def test_the_wall_is_newest_first(owner: Owner) -> None:
    customer_id = owner.customer()
    owner.do(testimonials.take_down, customer_id, "First")
    owner.at("2026-12-01")
    owner.do(testimonials.take_down, customer_id, "Second")
    wall = owner.ask(testimonials.rows)
    assert [(row.testimonial.words, row.customer, row.job, row.place) for row in wall] == [
        ("Second", "Leah Novak", "", ""),
        ("First", "Leah Novak", "", ""),
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
