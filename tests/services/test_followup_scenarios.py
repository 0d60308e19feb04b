"""What befalls a business of one: a laptop that slept, a clock set wrong, two contacts at once, work for others."""

from datetime import date, time, timedelta
from uuid import UUID

import pytest

from tests.followup_hands import given
from tests.owner import Owner
from tradesman.book.enquiry import Enquiry
from tradesman.book.finding import HowSoon
from tradesman.book.followup import Channel, Event, FollowUp, FollowUpState, Purpose
from tradesman.book.job import Job
from tradesman.book.quote import AcceptedBy, Quote
from tradesman.services import (
    businesses,
    customers,
    enquiries,
    findings,
    followups,
    jobs,
    overtaken,
    piles,
    quotes,
    rule_changes,
    today,
    visits,
)


def shown(owner: Owner) -> set[str]:
    """The rules whose follow-ups Today shows, those that go along among them."""
    rows = owner.ask(today.rows)
    ids = {part.followup_id for row in rows for part in (row, *row.also)}
    return {found.rule_key for found in owner.all(FollowUp) if found.id in ids}


def with_guarantee(owner: Owner) -> UUID:
    """A job whose accepted option gives a guarantee of two years."""
    quote = owner.do(given, owner.customer(), None)
    return owner.do(quotes.accept, quote.id, owner.option(quote.id), AcceptedBy.PHONE, "Leah Novak").id


def test_a_laptop_that_slept_three_weeks_shows_all_that_fell_due_and_writes_nothing(owner: Owner) -> None:
    jobs_done = [owner.completed() for _ in range(6)]
    before = owner.rows()
    owner.at("2026-12-11")
    assert shown(owner) == {"thank_you", "service_check"}
    assert owner.rows() == before
    assert sum(len(owner.due(job_id)) for job_id in jobs_done) == 24
    assert len(owner.ask(piles.pile).rows) == 6  # one contact to each, in one go


def test_a_weekly_update_that_was_slept_through_is_asked_once(owner: Owner) -> None:
    job_id = owner.accepted()
    owner.at("2026-12-18")
    update = owner.asked(job_id)[Purpose.PROGRESS_UPDATE]
    assert (update.due_on, update.repetition) == (date(2026, 11, 27), 1)
    owner.do(followups.do, update.id, "Written")
    assert owner.due(job_id)["progress_update"] == "2026-12-29"  # Christmas Day, and Boxing Day is kept on the 28th
    assert sum(row.rule_key == "progress_update" for row in owner.all(FollowUp)) == 2


def test_a_clock_set_wrong_shows_too_much_and_put_right_shows_what_it_did_before(owner: Owner) -> None:
    job_id = owner.completed()
    before, seen = owner.rows(), shown(owner)
    right = owner.now
    owner.now = right + timedelta(days=3 * 365)
    assert {"thank_you", "service_check", "three_months", "check_up"} <= shown(owner)
    owner.now = right - timedelta(days=3 * 365)
    assert shown(owner) == set()
    owner.now = right
    assert (owner.rows(), shown(owner)) == (before, seen)
    owner.do(jobs.complete, job_id)
    assert owner.rows() == before


def test_signed_off_by_a_clock_years_ahead_and_corrected_the_days_are_right(owner: Owner) -> None:
    job_id, right = with_guarantee(owner), owner.now
    owner.now = right + timedelta(days=3 * 365)
    owner.completed(job_id)
    owner.now = right
    owner.do(jobs.complete, job_id, on=date(2026, 11, 20))
    assert owner.due(job_id) == {
        "thank_you": "2026-11-23",
        "service_check": "2026-12-04",
        "three_months": "2027-02-22",
        "check_up": "2027-10-20",
    }
    assert owner.get(Job, job_id).guarantee_until_on == date(2028, 11, 20)


def test_contacts_to_one_person_within_three_working_days_are_one_row(owner: Owner) -> None:
    customer_id = owner.customer()
    owner.do(jobs.done_and_paid, customer_id, "Tap", 6_000, "cash")  # the thank-you is due on Monday 23 November
    owner.do(visits.book, owner.enquiry(customer_id, answered_live=True), date(2026, 11, 27), time(9))  # Thursday
    owner.at("2026-11-23")
    [row] = owner.ask(today.rows)
    assert [row.purpose, *(other.purpose for other in row.also)] == [Purpose.THANK_YOU, Purpose.CONFIRM_VISIT]
    owner.do(visits.move, owner.all(FollowUp)[-1].subject_id, date(2026, 11, 30), time(9))  # Friday, the fourth day
    [row] = owner.ask(today.rows)
    assert row.also == ()


def test_the_end_of_a_guarantee_is_planned_moved_and_dropped_with_it(owner: Owner) -> None:
    owner.do(rule_changes.add, "Look before it ends", Event.GUARANTEE_ENDS, "-1 month", Channel.CALL)
    job_id = with_guarantee(owner)
    owner.completed(job_id)
    [ends] = [row for row in owner.all(FollowUp) if row.event == Event.GUARANTEE_ENDS]
    assert (ends.title, ends.due_on, ends.counted_from_on) == (
        "Look before it ends",
        date(2028, 10, 20),
        date(2028, 11, 20),
    )
    owner.do(jobs.complete, job_id, on=date(2026, 11, 2))
    assert owner.get(FollowUp, ends.id).due_on == date(2028, 10, 2)
    owner.do(jobs.set_subcontracted, job_id, subcontracted=True)
    assert owner.get(FollowUp, ends.id).reason == overtaken.SUBCONTRACTED
    owner.do(jobs.set_subcontracted, job_id, subcontracted=False)
    assert owner.get(FollowUp, ends.id).state == FollowUpState.OPEN
    owner.undo()
    assert owner.get(FollowUp, ends.id).reason == overtaken.SUBCONTRACTED


def test_without_a_guarantee_its_end_is_asked_of_nobody(owner: Owner) -> None:
    owner.do(rule_changes.add, "Look before it ends", Event.GUARANTEE_ENDS, "-1 month", Channel.CALL)
    owner.completed()
    assert not [row for row in owner.all(FollowUp) if row.event == Event.GUARANTEE_ENDS]


# What one reason after the other holds back


def test_a_decision_that_has_no_day_any_more_does_not_return_with_its_enquiry(owner: Owner) -> None:
    quote_id = owner.given(decision_on=date(2026, 12, 4))
    enquiry_id = owner.get(Quote, quote_id).enquiry_id
    owner.do(quotes.decide_by, quote_id, None)
    owner.do(enquiries.decline, enquiry_id, "Too far")
    owner.do(enquiries.reopen, enquiry_id)
    assert set(owner.due(quote_id)) == {"answer_questions", "offer_to_renew"}
    assert owner.asked(quote_id)[Purpose.HIDDEN_SLOT].reason == overtaken.NO_DATE


def test_what_came_too_late_to_prepare_does_not_return_when_a_person_may_be_asked_again(owner: Owner) -> None:
    enquiry_id = owner.enquiry(answered_live=True)
    visit_id = owner.do(visits.book, enquiry_id, date(2026, 12, 10), time(9)).id
    customer_id = owner.get(Enquiry, enquiry_id).customer_id
    owner.do(customers.set_do_not_contact, customer_id, leave_alone=True)
    owner.do(visits.move, visit_id, date(2026, 11, 20), time(15))
    owner.do(customers.set_do_not_contact, customer_id, leave_alone=False)
    assert owner.due(visit_id) == {}
    owner.do(visits.move, visit_id, date(2026, 12, 1), time(15))
    assert owner.due(visit_id) == {"confirm_visit": "2026-11-30"}


def test_a_finding_told_with_another_urgency_is_asked_about_once_after_work_for_another(owner: Owner) -> None:
    job_id = owner.completed()
    finding = owner.do(findings.note, job_id, "Damp wall", HowSoon.NOW, plain_words="The wall is wet")
    owner.do(findings.tell, finding.id)
    owner.do(findings.change, finding.id, how_soon=HowSoon.SOON)
    for subcontracted in (True, False):
        owner.do(jobs.set_subcontracted, job_id, subcontracted=subcontracted)
    assert owner.due(finding.id) == {"finding_outcome": "2026-12-21"}


@pytest.mark.parametrize("lift_first", [True, False])
def test_left_alone_and_working_for_another_both_hold_it_back(owner: Owner, *, lift_first: bool) -> None:
    job_id = owner.completed()
    customer_id = owner.get(Job, job_id).customer_id
    owner.do(customers.set_do_not_contact, customer_id, leave_alone=True)
    owner.do(jobs.set_subcontracted, job_id, subcontracted=True)
    if lift_first:
        owner.do(customers.set_do_not_contact, customer_id, leave_alone=False)
    else:
        owner.do(jobs.set_subcontracted, job_id, subcontracted=False)
    assert owner.due(job_id) == {}
    if lift_first:
        owner.do(jobs.set_subcontracted, job_id, subcontracted=False)
    else:
        owner.do(customers.set_do_not_contact, customer_id, leave_alone=False)
    assert set(owner.due(job_id)) == {"thank_you", "service_check", "three_months", "check_up"}


def test_what_returns_on_a_day_away_waits_for_the_next_working_day(owner: Owner) -> None:
    job_id = owner.completed()
    customer_id = owner.get(Job, job_id).customer_id
    owner.do(customers.set_do_not_contact, customer_id, leave_alone=True)
    owner.do(businesses.add_days_away, date(2026, 11, 23), date(2026, 11, 27))
    owner.do(customers.set_do_not_contact, customer_id, leave_alone=False)
    assert owner.due(job_id)["thank_you"] == "2026-11-30"


# The owner's own rules


def test_own_rules_about_a_quote_end_with_the_decision(owner: Owner) -> None:
    owner.do(rule_changes.add, "Ring once more", Event.QUOTE_GIVEN, "10 days", Channel.CALL)
    for deed in ("yes", "no"):
        quote_id = owner.given()
        [own] = [row for row in owner.all(FollowUp) if row.subject_id == quote_id and row.purpose == Purpose.OWN]
        if deed == "yes":
            owner.accepted(quote_id)
        else:
            owner.do(quotes.lose, quote_id, "Too dear")
        assert owner.get(FollowUp, own.id).reason == f"The customer said {deed}"


def test_own_rules_before_the_work_end_with_its_beginning_and_those_after_it_stay(owner: Owner) -> None:
    owner.do(rule_changes.add, "Which colours", Event.JOB_PLANNED, "-3 working days", Channel.CALL)
    owner.do(rule_changes.add, "Is all as it should be", Event.JOB_PLANNED, "1 working day", Channel.CALL)
    job_id = owner.accepted()
    owner.do(jobs.plan, job_id, [date(2026, 12, 1)])
    owner.do(jobs.start, job_id)
    own = {row.title: row for row in owner.all(FollowUp) if row.purpose == Purpose.OWN}
    assert own["Which colours"].reason == "The work has begun"
    assert own["Is all as it should be"].state == FollowUpState.OPEN
    owner.completed(job_id)
    assert owner.get(FollowUp, own["Is all as it should be"].id).reason == "The work is done"
