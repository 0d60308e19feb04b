from datetime import date, time
from typing import Any
from uuid import uuid4

import pytest

from tradesman.book.followup import Purpose
from tradesman.services.row_facts import Fact, Told
from tradesman.services.today import Group, Kind, TodayRow
from tradesman.ui.parts import fact_words

TODAY = date(2026, 10, 13)  # a Tuesday
FRIDAY = date(2026, 10, 9)


def row(what: str = "Gutters", **rest: Any) -> TodayRow:
    place: dict[str, Any] = {"kind": Kind.CALL, "group": Group.TODAY, "customer_id": uuid4(), "subject_id": uuid4()}
    return TodayRow(**place, customer="Peter Dunmore", phone="", what=what, due_on=TODAY, **rest)


@pytest.mark.parametrize(
    ("fact", "words"),
    [
        (Fact(), ""),
        (Fact(Told.PROMISED, FRIDAY), "You promised on Friday"),
        (Fact(Told.PROMISED, TODAY), "You promised today"),
        (Fact(Told.QUESTIONS, number=8), "8 questions ready"),
        (Fact(Told.QUESTIONS, number=1), "1 question ready"),
        (Fact(Told.QUESTIONS), ""),
        (Fact(Told.SIGNED_OFF, date(2026, 7, 10)), "Signed off on 10 July"),
        (Fact(Told.SIGNED_OFF, date(2026, 10, 12), paid=True), "Signed off yesterday, paid"),
        (Fact(Told.SIGNED_OFF, date(2025, 11, 13)), "Signed off on 13 November 2025"),
        (Fact(Told.COMPLETED, FRIDAY), "Done on Friday"),
        (Fact(Told.COMPLETED, FRIDAY, paid=True), "Done on Friday, paid"),
        (Fact(Told.QUIET), "Hidden slot"),
        (Fact(Told.QUIET, number=1), "Hidden slot: quiet for a day"),
        (Fact(Told.QUIET, number=4), "Hidden slot: quiet for 4 days"),
        (Fact(Told.WAITED), ""),
        (Fact(Told.WAITED, FRIDAY), ""),
        (Fact(Told.WAITED, date(2026, 10, 5)), "One week is up"),
        (Fact(Told.WAITED, date(2026, 9, 1)), "Six weeks are up"),
        (Fact(Told.WAITED, date(2026, 4, 13)), "Six months are up"),
        (Fact(Told.WAITED, date(2025, 4, 13)), "18 months are up"),
        (Fact(Told.PHOTOS), "Draft ready"),
        (Fact(Told.PHOTOS, number=1), "Draft ready, 1 new photo"),
        (Fact(Told.PHOTOS, number=3), "Draft ready, 3 new photos"),
        (Fact(Told.VALID, date(2026, 10, 16)), "Valid until Fri 16 Oct"),
        (Fact(Told.VISIT, date(2026, 10, 14), time(9)), "Visit tomorrow 09:00"),
        (Fact(Told.STARTS, date(2026, 10, 14)), "Starts tomorrow"),
        (Fact(Told.REACHED, None), ""),
    ],
)
def test_what_is_known_is_said_as_people_say_it(fact: Fact, words: str) -> None:
    assert fact_words.said(fact, TODAY) == words


@pytest.mark.parametrize("told", list(Told))
def test_every_fact_has_words(told: Told) -> None:
    fact = Fact(told, date(2026, 9, 1), number=3)
    assert len(fact_words.said(fact, TODAY)) > 8


def test_what_a_row_is_about_says_what_belongs_to_it() -> None:
    quote = Fact(Told.QUIET, price_minor=212_500, currency="GBP", rivals=2)
    assert fact_words.subject(row("Water heater"), quote) == "Water heater, £2,125, two rival bids"
    assert fact_words.subject(row(), Fact(rivals=1)) == "Gutters, one rival bid"
    assert fact_words.subject(row("Dormer re-roof"), Fact(week=2, weeks=2)) == "Dormer re-roof, week 2 of 2"
    assert fact_words.subject(row("Dormer re-roof"), Fact(week=1, weeks=1)) == "Dormer re-roof"
    lost = Fact(Told.WAITED, TODAY, lost_on=date(2026, 4, 2), lost_why="Price")
    assert fact_words.subject(row(), lost) == "Gutters, lost in April: price"
    three = row("Consumer unit upgrade", purpose=Purpose.THREE_MONTHS)
    asked = "Consumer unit upgrade: is it holding? Testimonial"
    assert fact_words.subject(three, Fact(Told.SIGNED_OFF, FRIDAY)) == asked
    assert fact_words.subject(three, Fact()) == "Consumer unit upgrade"


def test_an_address_goes_without_its_town() -> None:
    assert fact_words.subject(row("A leak", place="Flat 2, 5 Weir Street, Ashcombe"), Fact()) == (
        "A leak, Flat 2, 5 Weir Street"
    )
    assert fact_words.street("The old mill") == "The old mill"


def test_markup_is_only_text() -> None:
    assert fact_words.subject(row("<b>x</b>"), Fact()) == "<b>x</b>"
