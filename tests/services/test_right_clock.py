"""A clock that was set two years ahead for a day and put right: nothing is lost, nothing is doubled."""

from datetime import date, datetime, time, timedelta

import pytest

from tests.owner import Owner
from tradesman.book.customer import Customer
from tradesman.book.enquiry import Enquiry, Outcome
from tradesman.book.followup import FollowUp, FollowUpState, Purpose
from tradesman.book.quote import Quote
from tradesman.services import businesses, customers, enquiries, followups, jobs, right_clock, visits

AHEAD = timedelta(days=731)


def put_right(owner: Owner) -> None:
    """The clock is right again, a day after it was set ahead, and the book is opened."""
    owner.now -= AHEAD - timedelta(days=1)
    right_clock.settle(owner.book, owner.now)


def test_an_update_done_by_a_clock_that_was_ahead_is_asked_again_next_week(owner: Owner) -> None:
    job_id = owner.accepted()
    owner.now += AHEAD
    owner.do(followups.do, owner.asked(job_id)[Purpose.PROGRESS_UPDATE].id, "Written")
    assert owner.due(job_id)["progress_update"] > "2028"
    put_right(owner)
    update = owner.asked(job_id)[Purpose.PROGRESS_UPDATE]
    assert (update.due_on, update.repetition) == (date(2026, 12, 4), 2)
    before = owner.rows()
    right_clock.settle(owner.book, owner.now)
    assert owner.rows() == before
    owner.do(followups.do, update.id, "Written")
    assert owner.due(job_id)["progress_update"] == "2026-12-11"


def test_who_may_be_asked_again_by_a_clock_that_was_ahead_is_asked_all_of_it(owner: Owner) -> None:
    done, going_on = owner.completed(), owner.accepted()
    before = owner.due(done) | owner.due(going_on)
    people = [one.id for one in owner.all(Customer)]
    for customer_id in people:
        owner.do(customers.set_do_not_contact, customer_id, leave_alone=True)
    owner.now += AHEAD
    for customer_id in people:
        owner.do(customers.set_do_not_contact, customer_id, leave_alone=False)
    assert set(owner.due(going_on).values()) == {"2028-11-24"}
    put_right(owner)
    # The first update gave way to one two years later, which is the second now.
    after = before | {"progress_update": "2026-12-04"}
    assert owner.due(done) | owner.due(going_on) == after
    for leave_alone in (True, False):
        for customer_id in people:
            owner.do(customers.set_do_not_contact, customer_id, leave_alone=leave_alone)
    assert owner.due(done) | owner.due(going_on) == after


def test_a_rule_switched_on_by_a_clock_that_was_ahead_asks_as_if_it_had_been_right(owner: Owner) -> None:
    done, going_on = owner.completed(), owner.accepted()
    before = owner.due(done) | owner.due(going_on)
    for key in ("three_months", "progress_update"):
        owner.rule(key, enabled=False)
    owner.now += AHEAD
    for key in ("three_months", "progress_update"):
        owner.rule(key, enabled=True)
    assert "three_months" not in owner.due(done)
    put_right(owner)
    assert owner.due(done) | owner.due(going_on) == before


def test_what_was_agreed_and_done_by_a_clock_that_was_ahead_is_counted_from_the_day_when_it_is_right(
    owner: Owner,
) -> None:
    owner.now += AHEAD
    done, going_on = owner.completed(), owner.accepted()
    put_right(owner)  # a Saturday
    assert owner.due(done) == {
        "thank_you": "2026-11-23",
        "service_check": "2026-12-07",
        "three_months": "2027-02-22",
        "check_up": "2027-10-21",
    }
    assert owner.due(going_on) == {"confirm_choice": "2026-11-23", "progress_update": "2026-11-30"}
    before = owner.rows()
    owner.do(jobs.complete, done, on=owner.now.date())
    owner.do(jobs.set_subcontracted, going_on, subcontracted=False)
    assert owner.rows() == before


def test_what_was_put_off_by_a_clock_that_was_ahead_shows_and_what_was_put_off_before_does_not(owner: Owner) -> None:
    asked = owner.asked(owner.completed())
    later = owner.now + timedelta(days=1500)
    owner.snooze(asked[Purpose.CHECK_UP].id, later)
    owner.now += AHEAD
    owner.snooze(asked[Purpose.THANK_YOU].id, owner.now + timedelta(days=1))
    put_right(owner)
    assert owner.get(FollowUp, asked[Purpose.THANK_YOU].id).snoozed_until is None
    assert owner.get(FollowUp, asked[Purpose.CHECK_UP].id).snoozed_until == later


def test_what_seemed_too_late_to_be_prepared_is_prepared(owner: Owner) -> None:
    moved = owner.do(visits.book, owner.enquiry(), date(2026, 12, 1), time(9)).id
    owner.now += AHEAD
    owner.do(visits.move, moved, date(2026, 12, 8), time(9))
    booked = owner.do(visits.book, owner.enquiry(), date(2026, 12, 10), time(9)).id
    assert owner.asked(moved)[Purpose.CONFIRM_VISIT].reason == followups.TOO_NEAR
    put_right(owner)
    assert owner.due(moved) == {"confirm_visit": "2026-12-07"}
    assert owner.due(booked) == {"confirm_visit": "2026-12-09"}


def test_what_returned_by_a_clock_that_was_ahead_leaves_the_days_away(owner: Owner) -> None:
    quote_id = owner.given()
    enquiry_id = owner.get(Quote, quote_id).enquiry_id
    owner.do(enquiries.decline, enquiry_id, "Too far")
    owner.do(businesses.add_days_away, date(2026, 11, 23), date(2026, 11, 27))
    owner.now += AHEAD
    owner.do(enquiries.reopen, enquiry_id)
    assert owner.due(quote_id)["answer_questions"] == "2026-11-24"
    put_right(owner)
    assert owner.due(quote_id)["answer_questions"] == "2026-11-30"


def test_a_call_back_that_a_clock_logged_which_was_ahead_is_owed_from_now(owner: Owner) -> None:
    early = owner.enquiry()
    owner.now += AHEAD
    tried, asked = owner.enquiry(), owner.enquiry()
    live = owner.enquiry(answered_live=True)
    for enquiry_id in (early, tried):
        owner.do(enquiries.attempt, enquiry_id, Outcome.NO_ANSWER)
    put_right(owner)  # a Saturday
    calls = [owner.call_back(enquiry_id) for enquiry_id in (early, tried, asked)]
    due = [owner.wall(call.due_at) for call in calls]
    assert due == ["2026-11-23 10:00", "2026-11-23 10:00", "2026-11-23 09:00"]
    assert {call.due_on for call in calls} == {date(2026, 11, 23)}
    rows = [owner.get(Enquiry, enquiry_id) for enquiry_id in (tried, asked, live)]
    assert {row.came_in_at for row in rows} == {owner.now}
    assert [row.first_attempt_at for row in rows] == [owner.now, None, owner.now]
    assert [row.called_in_time for row in rows] == [True, None, True]
    owner.do(enquiries.attempt, asked, Outcome.REACHED)
    assert owner.call_back(asked).state == FollowUpState.DONE


# What is no clock that was ahead


@pytest.mark.parametrize("back", [timedelta(hours=1), timedelta(days=35), AHEAD, timedelta(days=3653)])
def test_a_clock_that_is_set_back_plans_nothing_again(owner: Owner, back: timedelta) -> None:
    for day in ("2026-10-20", "2026-11-20", "2026-11-27"):
        owner.at(day)
        owner.completed()
    before = owner.rows()
    owner.now -= back
    right_clock.settle(owner.book, owner.now)
    assert owner.rows() == before


def test_a_clock_that_is_set_back_after_a_long_rest_plans_nothing_again(owner: Owner) -> None:
    for day in ("2026-11-20", "2027-03-10"):
        owner.at(day)
        owner.completed()
    before = owner.rows()
    owner.at("2027-01-09")
    right_clock.settle(owner.book, owner.now)
    assert owner.rows() == before


def test_a_laptop_that_slept_for_two_years_was_right(owner: Owner) -> None:
    job_id = owner.accepted()
    owner.now += AHEAD
    owner.do(followups.do, owner.asked(job_id)[Purpose.PROGRESS_UPDATE].id, "Written")
    before = owner.rows()
    owner.now += timedelta(days=1)
    right_clock.settle(owner.book, owner.now)
    assert owner.rows() == before


def test_what_was_planned_again_is_no_step_of_the_owner_s(owner: Owner) -> None:
    job_id = owner.accepted()
    owner.do(customers.add, "Tom Whitaker")
    owner.now += AHEAD
    owner.do(followups.do, owner.asked(job_id)[Purpose.PROGRESS_UPDATE].id, "Written")
    put_right(owner)
    before = owner.rows()
    step, _ = owner.book.undo(owner.now)
    assert step.label == "add"  # what was planned again stays, and so does what it stands on
    assert step.over is not None
    assert "set right after this" in step.over
    assert step.over.endswith("“do” stays as well.")
    assert owner.rows() == before
    assert owner.asked(job_id)[Purpose.PROGRESS_UPDATE].state == FollowUpState.OPEN


def test_a_new_book_and_one_made_by_a_clock_that_was_ahead_are_left_as_they_are(owner: Owner, now: datetime) -> None:
    before = owner.rows()
    for moment in (now, now - AHEAD):
        right_clock.settle(owner.book, moment)
    assert owner.rows() == before
