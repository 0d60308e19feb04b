"""What days away put off comes back when they are taken out. NOW is Friday 20 November 2026, 10:00 in Harrow."""

from datetime import date, time
from uuid import UUID

import pytest

from tests.owner import Owner
from tradesman.book.followup import FollowUp, FollowUpState, Purpose
from tradesman.services import businesses, customers, followups, quotes, visits, win_backs


def away(owner: Owner, first: date, last: date) -> UUID:
    return owner.do(businesses.add_days_away, first, last).id


@pytest.mark.parametrize(
    ("first", "last"),
    [
        (date(2026, 11, 24), date(2026, 11, 24)),  # the day it is due
        (date(2026, 11, 23), date(2026, 11, 24)),  # and the one before, of the two that are counted
        (date(2026, 11, 23), date(2026, 12, 11)),
    ],
)
def test_it_is_asked_on_the_day_that_its_rule_gives(owner: Owner, first: date, last: date) -> None:
    quote_id = owner.given()
    before = owner.rows()
    assert owner.due(quote_id)["answer_questions"] == "2026-11-24"
    span = away(owner, first, last)
    assert owner.due(quote_id)["answer_questions"] > "2026-11-24"
    owner.do(businesses.remove_days_away, span)
    assert owner.rows() == before


def test_what_was_planned_while_they_stood_comes_sooner_too(owner: Owner) -> None:
    span = away(owner, date(2026, 11, 23), date(2026, 11, 27))
    quote_id = owner.given()
    assert owner.due(quote_id)["answer_questions"] == "2026-12-01"
    owner.do(businesses.remove_days_away, span)
    assert owner.due(quote_id)["answer_questions"] == "2026-11-24"


def test_where_other_days_away_stand_it_leaves_those(owner: Owner) -> None:
    quote_id = owner.given()
    first, _other = (
        away(owner, date(2026, 11, day), date(2026, 11, until)) for day, until in ((24, 24), (25, 26))
    )  # fmt: skip
    assert owner.due(quote_id)["answer_questions"] == "2026-11-27"
    owner.do(businesses.remove_days_away, first)
    assert owner.due(quote_id)["answer_questions"] == "2026-11-24"


def test_a_day_that_has_been_is_today_or_the_next_that_is_worked(owner: Owner) -> None:
    quote_id = owner.given()
    span = away(owner, date(2026, 11, 23), date(2026, 12, 4))
    owner.at("2026-11-28")  # a Saturday
    owner.do(businesses.remove_days_away, span)
    assert owner.due(quote_id)["answer_questions"] == "2026-11-30"


def test_what_is_late_stays_late(owner: Owner) -> None:
    quote_id = owner.given()
    span = away(owner, date(2026, 11, 23), date(2026, 11, 27))
    owner.at("2026-12-03")
    owner.do(businesses.remove_days_away, span)
    assert owner.due(quote_id)["answer_questions"] == "2026-11-30"


def test_what_prepares_a_visit_comes_nearer_to_it(owner: Owner) -> None:
    visit_id = owner.do(visits.book, owner.enquiry(), date(2026, 12, 1), time(9)).id
    span = away(owner, date(2026, 11, 26), date(2026, 11, 30))
    assert owner.due(visit_id) == {"confirm_visit": "2026-11-25"}
    owner.do(businesses.remove_days_away, span)
    assert owner.due(visit_id) == {"confirm_visit": "2026-11-30"}


def test_what_could_no_longer_be_prepared_is_asked_again(owner: Owner) -> None:
    visit_id = owner.do(visits.book, owner.enquiry(), date(2026, 12, 1), time(9)).id
    span = away(owner, date(2026, 11, 20), date(2026, 12, 1))
    assert owner.due(visit_id) == {}
    owner.do(businesses.remove_days_away, span)
    confirm = owner.asked(visit_id)[Purpose.CONFIRM_VISIT]
    assert (confirm.state, confirm.reason, confirm.due_on) == (FollowUpState.OPEN, "", date(2026, 11, 30))


def test_it_stays_too_near_where_the_visit_has_come_or_nobody_may_be_asked(owner: Owner) -> None:
    passed, barred = (owner.do(visits.book, owner.enquiry(), date(2026, 12, 1), at).id for at in (time(9), time(14)))
    span = away(owner, date(2026, 11, 20), date(2026, 12, 1))
    customer_id = owner.asked(barred)[Purpose.CONFIRM_VISIT].customer_id
    owner.do(customers.set_do_not_contact, customer_id, leave_alone=True)
    owner.at("2026-11-30")
    owner.do(businesses.remove_days_away, span)
    assert owner.due(passed) == {"confirm_visit": "2026-11-30"}
    assert owner.asked(barred)[Purpose.CONFIRM_VISIT].reason == followups.DO_NOT_CONTACT
    owner.undo()
    owner.at("2026-12-01")
    owner.do(businesses.remove_days_away, span)
    assert owner.asked(passed)[Purpose.CONFIRM_VISIT].reason == followups.TOO_NEAR


def test_a_day_that_a_person_chose_stays(owner: Owner) -> None:
    lost, by_hand, sleeps = (owner.given() for _ in range(3))
    owner.do(quotes.lose, lost, "Too dear", win_back_on=date(2026, 11, 27))
    owner.do(quotes.lose, by_hand, "Too dear")
    owner.do(win_backs.ask_again, by_hand, date(2026, 11, 26))
    span = away(owner, date(2026, 11, 23), date(2026, 11, 26))
    asked = owner.asked(sleeps)[Purpose.ANSWER_QUESTIONS]
    until = owner.ask(businesses.calendar).at_local(date(2026, 12, 3), time(8))
    owner.snooze(asked.id, until)
    owner.do(businesses.remove_days_away, span)
    assert (owner.due(lost), owner.due(by_hand)) == ({"win_back": "2026-11-27"}, {"win_back_by_hand": "2026-11-27"})
    assert owner.get(FollowUp, asked.id).snoozed_until == until
