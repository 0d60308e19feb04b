from datetime import date, datetime, time, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.owner import Owner, working_day
from tradesman.book import store
from tradesman.book.customer import Customer
from tradesman.book.enquiry import Enquiry
from tradesman.book.errors import BookError
from tradesman.book.followup import Channel, Event, FollowUp, FollowUpState, Purpose, Rule
from tradesman.services import businesses, followups, jobs, partners, playbooks, quotes, rule_changes, timelines, visits
from tradesman.services import findings as finding_deeds

DONE, OPEN, SKIPPED, CANCELLED = (
    FollowUpState.DONE,
    FollowUpState.OPEN,
    FollowUpState.SKIPPED,
    FollowUpState.CANCELLED,
)
AFTER_THE_JOB = {
    "thank_you": "2026-11-23",
    "service_check": "2026-12-04",
    "three_months": "2027-02-22",  # the 20th is a Saturday
    "check_up": "2027-10-20",
}


def test_a_completed_job_asks_for_the_thank_you_the_check_the_three_months_and_the_year(owner: Owner) -> None:
    assert owner.due(owner.completed()) == AFTER_THE_JOB


def test_planning_the_same_event_again_changes_nothing(owner: Owner) -> None:
    job_id = owner.completed()
    before = owner.rows()
    owner.do(jobs.complete, job_id)
    owner.do(jobs.complete, job_id)
    assert owner.rows() == before


def test_a_completion_corrected_twice_moves_the_same_rows(owner: Owner) -> None:
    job_id = owner.completed()
    ids = {row.id for row in owner.all(FollowUp)}
    owner.do(jobs.complete, job_id, on=date(2026, 11, 18))
    assert owner.due(job_id) == {
        "thank_you": "2026-11-19",
        "service_check": "2026-12-02",
        "three_months": "2027-02-18",
        "check_up": "2027-10-18",
    }
    owner.do(jobs.complete, job_id, on=date(2026, 11, 20))
    assert owner.due(job_id) == AFTER_THE_JOB
    assert {row.id for row in owner.all(FollowUp)} == ids


def test_undoing_a_completion_and_completing_again_gives_the_same_days_once(owner: Owner) -> None:
    job_id = owner.completed()
    owner.undo()
    assert Purpose.THANK_YOU not in owner.asked(job_id)
    assert set(owner.due(job_id)) == {"confirm_choice", "progress_update"}
    owner.completed(job_id)
    assert owner.due(job_id) == AFTER_THE_JOB


def test_closing_and_opening_the_book_changes_no_follow_up(owner: Owner, folder: Path) -> None:
    job_id = owner.completed()
    before = owner.rows()
    owner.book.close()
    again = Owner(store.open_book(folder, owner.now), owner.now)
    again.do(jobs.complete, job_id)
    assert again.rows() == before
    again.book.close()


def test_correcting_a_completion_leaves_alone_what_is_done(owner: Owner) -> None:
    job_id = owner.completed()
    thanks = owner.asked(job_id)[Purpose.THANK_YOU]
    owner.do(followups.do, thanks.id, "Sent")
    owner.do(jobs.complete, job_id, on=date(2026, 11, 18))
    after = owner.asked(job_id)[Purpose.THANK_YOU]
    assert (after.state, after.due_on, after.outcome) == (DONE, thanks.due_on, "Sent")
    assert owner.due(job_id)["service_check"] == "2026-12-02"


def test_moving_the_event_leaves_the_later_of_its_day_and_the_one_until_which_it_was_put_off(owner: Owner) -> None:
    job_id = owner.completed()
    thanks, call = owner.asked(job_id)[Purpose.THANK_YOU], owner.asked(job_id)[Purpose.THREE_MONTHS]
    until = owner.now + timedelta(days=9)
    for asked in (thanks, call):
        owner.snooze(asked.id, until)
    owner.do(jobs.complete, job_id, on=date(2026, 11, 18))
    after = owner.asked(job_id)
    assert (after[Purpose.THANK_YOU].due_on, after[Purpose.THANK_YOU].snoozed_until) == (date(2026, 11, 19), until)
    assert after[Purpose.THREE_MONTHS].snoozed_until is None  # its own day comes later


def test_what_prepares_an_event_is_not_put_off_past_it_when_that_moves(owner: Owner) -> None:
    visit = owner.do(visits.book, owner.enquiry(answered_live=True), date(2026, 12, 14), time(10)).id
    asked = owner.asked(visit)[Purpose.CONFIRM_VISIT]
    local = owner.ask(businesses.calendar).at_local
    owner.snooze(asked.id, local(date(2026, 12, 14), time(7)))
    owner.do(visits.move, visit, date(2026, 12, 15), time(10))
    assert owner.asked(visit)[Purpose.CONFIRM_VISIT].snoozed_until is None
    owner.snooze(asked.id, local(date(2026, 12, 15), time(7)))
    owner.do(visits.move, visit, date(2026, 12, 9), time(10))
    moved = owner.asked(visit)[Purpose.CONFIRM_VISIT]
    assert (moved.due_on, moved.snoozed_until) == (date(2026, 12, 8), None)


@pytest.mark.parametrize(
    ("done_on", "asked_on"),
    [
        ("2026-11-30", "2027-03-01"),  # February has no 30th: the 28th is a Sunday
        ("2026-11-27", "2027-03-01"),  # a Saturday
        ("2026-12-29", "2027-03-30"),  # the 29th is Easter Monday
        ("2026-12-25", "2027-03-25"),
        ("2026-12-26", "2027-03-30"),  # Good Friday, and then Easter
    ],
)
def test_three_months_are_calendar_months_clamped_and_moved_past_holidays(
    owner: Owner, done_on: str, asked_on: str
) -> None:
    job_id = owner.accepted()
    owner.at(done_on)
    owner.completed(job_id)
    assert owner.due(job_id)["three_months"] == asked_on


def test_two_weeks_that_end_at_christmas_end_after_it(owner: Owner) -> None:
    job_id = owner.accepted()
    owner.at("2026-12-11")
    owner.completed(job_id)
    assert owner.due(job_id)["service_check"] == "2026-12-29"  # the 28th stands for Boxing Day


def test_the_weekly_update_comes_again_until_the_job_is_completed(owner: Owner) -> None:
    job_id = owner.accepted()
    days = []
    for _ in range(3):
        update = owner.asked(job_id)[Purpose.PROGRESS_UPDATE]
        days.append(update.due_on.isoformat())
        owner.at(days[-1])
        owner.do(followups.do, update.id, "Written")
    assert days == ["2026-11-27", "2026-12-04", "2026-12-11"]
    owner.at("2026-12-14")
    owner.completed(job_id)
    last = owner.asked(job_id)[Purpose.PROGRESS_UPDATE]
    assert (last.state, last.reason, last.repetition) == (CANCELLED, "The work is done", 4)


def test_an_update_skipped_or_made_late_leaves_out_the_weeks_that_are_over(owner: Owner) -> None:
    job_id = owner.accepted()
    owner.at("2026-12-16")
    owner.do(followups.skip, owner.asked(job_id)[Purpose.PROGRESS_UPDATE].id, "On holiday")
    update = owner.asked(job_id)[Purpose.PROGRESS_UPDATE]
    assert (update.state, update.due_on.isoformat(), update.repetition) == (OPEN, "2026-12-18", 4)


def test_a_repeating_rule_that_is_switched_off_asks_no_more(owner: Owner) -> None:
    job_id = owner.accepted()
    owner.rule("progress_update", enabled=False)
    update = owner.asked(job_id)[Purpose.PROGRESS_UPDATE]
    assert (update.state, update.reason) == (CANCELLED, followups.RULE_OFF)


def test_a_small_job_uses_only_the_rules_marked_for_it(owner: Owner) -> None:
    job = owner.do(jobs.done_and_paid, owner.customer(), "Tap washer", 6_000, "cash")
    assert set(owner.due(job.id)) == {"thank_you", "three_months"}
    finding = owner.do(finding_deeds.note, job.id, "Damp wall", plain_words="The wall is wet")
    owner.do(finding_deeds.tell, finding.id)
    assert owner.due(finding.id) == {}


def test_the_end_client_of_a_subcontracted_job_is_not_asked_anything(owner: Owner) -> None:
    job_id = owner.do(jobs.take_on, owner.enquiry(answered_live=True), subcontracted=True).id
    owner.completed(job_id)
    finding = owner.do(finding_deeds.note, job_id, "Damp wall", plain_words="The wall is wet")
    partner = owner.do(partners.add, "Dry Walls", "Damp proofing")
    referral = owner.do(partners.introduce, finding.id, partner.id, consent=True)
    assert [owner.due(subject) for subject in (job_id, finding.id, referral.id)] == [{}, {}, {}]


def test_a_job_that_turns_out_to_be_subcontracted_stops_asking_and_back_again_asks(owner: Owner) -> None:
    job_id = owner.completed()
    finding = owner.do(finding_deeds.note, job_id, "Damp wall", plain_words="The wall is wet")
    owner.do(finding_deeds.tell, finding.id)
    owner.do(jobs.set_subcontracted, job_id, subcontracted=True)
    assert owner.due(job_id) == owner.due(finding.id) == {}
    owner.do(jobs.set_subcontracted, job_id, subcontracted=False)
    assert owner.due(job_id) == AFTER_THE_JOB
    assert owner.due(finding.id) == {"finding_outcome": "2026-12-21"}


def test_a_lost_customer_is_won_back_after_six_weeks(owner: Owner) -> None:
    quote_id = owner.given()
    owner.do(quotes.lose, quote_id, "Too dear")
    assert owner.due(quote_id) == {"win_back": "2027-01-04"}  # 1 January is a holiday, then a weekend


def test_a_lost_regular_customer_is_asked_three_times(owner: Owner) -> None:
    customer_id = owner.customer()
    for what in ("Tap", "Sink"):
        owner.do(jobs.done_and_paid, customer_id, what, 6_000, "cash")
    quote_id = owner.given(owner.drafted(owner.enquiry(customer_id, answered_live=True)))
    owner.do(quotes.lose, quote_id, "Too dear")
    assert owner.due(quote_id) == {
        "win_back_early": "2026-12-04",
        "win_back": "2027-01-04",
        "win_back_late": "2027-02-22",
    }


def test_one_completed_job_makes_no_regular(owner: Owner) -> None:
    customer_id = owner.customer()
    owner.do(jobs.done_and_paid, customer_id, "Tap", 6_000, "cash")
    assert not owner.ask(followups.is_regular, customer_id)
    owner.do(jobs.done_and_paid, customer_id, "Sink", 6_000, "cash")
    assert owner.ask(followups.is_regular, customer_id)


def test_what_is_due_before_an_event_too_near_is_asked_today_or_not_at_all(owner: Owner) -> None:
    job_id = owner.accepted()
    owner.do(jobs.plan, job_id, [date(2026, 11, 30)])
    assert owner.due(job_id)["confirm_start"] == "2026-11-27"
    owner.do(jobs.plan, job_id, [date(2026, 11, 23)])
    assert owner.due(job_id)["confirm_start"] == "2026-11-20"
    owner.do(jobs.plan, job_id, [date(2026, 11, 20)])
    assert owner.asked(job_id)[Purpose.CONFIRM_START].reason == followups.TOO_NEAR
    owner.do(jobs.plan, job_id, [date(2026, 12, 1)])
    assert owner.due(job_id)["confirm_start"] == "2026-11-30"


def test_planned_on_a_weekend_for_the_weekend_nothing_is_asked_before(owner: Owner) -> None:
    job_id = owner.accepted()
    owner.at("2026-11-21")
    owner.do(jobs.plan, job_id, [date(2026, 11, 22)])
    assert "confirm_start" not in owner.due(job_id)


def test_a_follow_up_is_done_once_with_what_came_of_it(owner: Owner) -> None:
    thanks = owner.asked(owner.completed())[Purpose.THANK_YOU]
    owner.at("2026-11-23", "09:15")
    owner.do(followups.do, thanks.id, " Sent ")
    done = owner.get(FollowUp, thanks.id)
    assert (done.state, done.outcome, done.settled_at) == (DONE, "Sent", owner.now)
    with pytest.raises(BookError, match="not open any more"):
        owner.do(followups.do, thanks.id)


def test_one_contact_can_serve_several_follow_ups(owner: Owner) -> None:
    job_id = owner.completed()
    asked = owner.asked(job_id)
    owner.do(followups.do, asked[Purpose.SERVICE_CHECK].id, "All fine", also=[asked[Purpose.THANK_YOU].id])
    assert set(owner.due(job_id)) == {"three_months", "check_up"}


def test_a_call_back_is_not_ticked_off_but_logged(owner: Owner) -> None:
    enquiry_id = owner.enquiry()
    call = owner.call_back(enquiry_id)
    other = owner.asked(owner.completed())[Purpose.THANK_YOU]
    with pytest.raises(BookError, match="Only reaching the customer"):
        owner.do(followups.do, call.id)
    with pytest.raises(BookError, match="Only reaching the customer"):
        owner.do(followups.do, other.id, also=[call.id])
    assert owner.call_back(enquiry_id).state == OPEN
    assert owner.get(FollowUp, other.id).state == OPEN


def test_skipping_takes_a_reason_and_notes_who_wanted_it(owner: Owner) -> None:
    thanks = owner.asked(owner.completed())[Purpose.THANK_YOU]
    with pytest.raises(BookError, match="Why skip"):
        owner.do(followups.skip, thanks.id, " ")
    owner.do(followups.skip, thanks.id, "No more post", customer_asked=True)
    skipped = owner.get(FollowUp, thanks.id)
    assert (skipped.state, skipped.reason, skipped.customer_asked) == (SKIPPED, "No more post", True)


def test_a_late_call_back_is_put_off_twice_and_no_more(owner: Owner) -> None:
    call = owner.call_back(owner.enquiry())
    owner.at("2026-11-20", "12:00")
    for minutes in (10, 20):
        owner.snooze(call.id, owner.now + timedelta(minutes=minutes))
    with pytest.raises(BookError, match="put off twice"):
        owner.snooze(call.id, owner.now + timedelta(minutes=30))
    with pytest.raises(BookError, match="has passed"):
        owner.snooze(call.id, owner.now)
    assert owner.get(FollowUp, call.id).snoozes == 2


def test_a_call_back_is_put_off_until_the_next_opening_at_most(owner: Owner) -> None:
    call = owner.call_back(owner.enquiry())
    owner.snooze(call.id, owner.now + timedelta(days=400))
    assert owner.wall(owner.get(FollowUp, call.id).snoozed_until) == "2026-11-23 08:00"
    thanks = owner.asked(owner.completed())[Purpose.THANK_YOU]
    owner.snooze(thanks.id, owner.now + timedelta(days=400))
    assert owner.get(FollowUp, thanks.id).snoozed_until == owner.now + timedelta(days=400)


def test_what_is_put_off_is_told_until_it_shows_again(owner: Owner) -> None:
    enquiry_id = owner.enquiry()
    call, customer_id = owner.call_back(enquiry_id), owner.get(Enquiry, enquiry_id).customer_id

    def told() -> list[tuple[date, bool]]:
        entries = owner.ask(timelines.of_customer, customer_id)
        return [(entry.on, entry.more) for entry in entries if entry.purpose == Purpose.CALL_BACK]

    assert told() == [(call.due_on, False)]
    owner.snooze(call.id, owner.now + timedelta(days=3))
    assert told() == [(date(2026, 11, 23), True)]
    owner.at("2026-11-23", "08:00")
    assert told() == [(call.due_on, False)]


def test_a_rule_of_the_owner_s_own_is_planned_like_the_others(owner: Owner) -> None:
    owner.do(rule_changes.add, "Send the photos", Event.JOB_COMPLETED, "1 month", Channel.MESSAGE)
    job_id = owner.completed()
    assert sorted(owner.due(job_id).values()) == sorted([*AFTER_THE_JOB.values(), "2026-12-21"])


def test_a_rule_switched_off_plans_nothing_new(owner: Owner) -> None:
    owner.rule("three_months", enabled=False)
    assert "three_months" not in owner.due(owner.completed())


def test_every_follow_up_of_a_person_is_told(owner: Owner) -> None:
    owner.completed()
    customer_id = owner.all(Customer)[0].id
    assert len(owner.ask(followups.of_customer, customer_id)) == len(owner.all(FollowUp))


MOVES = st.lists(st.integers(0, 60), min_size=1, max_size=6)


@settings(max_examples=6, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(days=MOVES)
def test_however_often_a_completion_is_corrected_there_is_one_row_per_rule_on_a_working_day(
    book: store.Book, now: datetime, days: list[int]
) -> None:
    owner = Owner(book, now)
    owner.at("2026-09-18")
    job_id = owner.accepted()
    owner.at("2026-11-20")
    for back in days:
        owner.do(jobs.complete, job_id, on=owner.now.date() - timedelta(days=back))
    ours = [row for row in owner.all(FollowUp) if row.subject_id == job_id and row.event == Event.JOB_COMPLETED]
    assert sorted(row.rule_key for row in ours) == ["check_up", "service_check", "thank_you", "three_months"]
    assert all(working_day(row.due_on) for row in ours)
    assert {row.counted_from_on for row in ours} == {owner.now.date() - timedelta(days=days[-1])}


def test_a_wait_of_nothing_in_a_damaged_playbook_asks_once_and_does_not_hang(owner: Owner) -> None:
    job_id = owner.accepted()
    rule = next(rule for rule in owner.ask(playbooks.rules) if rule.key == "progress_update")
    with owner.book.write("Damage", owner.now) as session:
        session.load(Rule, rule.id).wait = "0 days"
    owner.do(followups.do, owner.asked(job_id)[Purpose.PROGRESS_UPDATE].id)
    assert "progress_update" not in owner.due(job_id)


def test_leaving_days_off_again_changes_nothing(owner: Owner) -> None:
    owner.completed()
    owner.do(businesses.add_days_away, date(2026, 11, 23), date(2026, 12, 4))
    before = owner.rows()
    owner.do(followups.leave_days_off)
    assert owner.rows() == before


def test_a_call_back_follows_its_own_clock_when_the_owner_goes_away(owner: Owner) -> None:
    call = owner.call_back(owner.enquiry())
    owner.do(businesses.add_days_away, date(2026, 11, 20), date(2026, 11, 20))
    again = owner.get(FollowUp, call.id)
    assert (again.due_on, owner.wall(again.due_at)) == (date(2026, 11, 23), "2026-11-23 09:00")


def test_what_is_late_or_done_does_not_move(owner: Owner) -> None:
    job_id = owner.completed()
    owner.do(followups.do, owner.asked(job_id)[Purpose.THANK_YOU].id, "Sent")
    owner.at("2026-12-07")
    before = owner.rows()
    owner.do(businesses.add_days_away, date(2026, 11, 23), date(2026, 12, 4))
    assert owner.rows() == before


def test_what_prepares_a_visit_moves_before_it_and_not_behind(owner: Owner) -> None:
    visit_id = owner.do(visits.book, owner.enquiry(), date(2026, 12, 1), time(9)).id
    assert owner.due(visit_id) == {"confirm_visit": "2026-11-30"}
    owner.do(businesses.add_days_away, date(2026, 11, 26), date(2026, 11, 30))
    assert owner.due(visit_id) == {"confirm_visit": "2026-11-25"}
    owner.do(businesses.add_days_away, date(2026, 11, 20), date(2026, 11, 25))
    assert owner.due(visit_id) == {"confirm_visit": "2026-12-01"}  # the day itself is all that is left


def test_what_can_no_longer_be_prepared_is_cancelled(owner: Owner) -> None:
    visit_id = owner.do(visits.book, owner.enquiry(), date(2026, 12, 1), time(9)).id
    owner.do(businesses.add_days_away, date(2026, 11, 20), date(2026, 12, 1))
    confirm = owner.asked(visit_id)[Purpose.CONFIRM_VISIT]
    assert (confirm.state, confirm.reason) == (CANCELLED, followups.TOO_NEAR)
    owner.undo()
    assert owner.due(visit_id) == {"confirm_visit": "2026-11-30"}
