from datetime import date, time, timedelta
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import event

from tests.owner import Owner
from tradesman.book.customer import Customer
from tradesman.book.enquiry import CameBy, Outcome, Urgency
from tradesman.book.finding import HowSoon
from tradesman.book.followup import FollowUp, FollowUpState, Purpose
from tradesman.book.job import Job
from tradesman.book.quote import Quote
from tradesman.book.store import Session
from tradesman.services import (
    businesses,
    customers,
    enquiries,
    findings,
    followups,
    jobs,
    materials,
    partners,
    promises,
    quotes,
    row_facts,
    settled,
    today,
    visits,
)
from tradesman.services.decisions import Decision
from tradesman.services.row_facts import Fact, Told
from tradesman.services.today import Group, Kind, TodayRow


def purposes(rows: list[TodayRow]) -> list[Purpose | None]:
    return [row.purpose for row in rows]


def test_late_calls_come_first_then_calls_by_the_time_they_are_due(owner: Owner) -> None:
    late = owner.enquiry(came_in_at=owner.now - timedelta(hours=2))
    owner.at("2026-11-20", "10:30")
    second = owner.enquiry()
    first = owner.enquiry(came_in_at=owner.now - timedelta(minutes=50))
    rows = owner.ask(today.rows)
    assert [row.subject_id for row in rows] == [late, first, second]
    assert [(row.group, row.late, row.left) for row in rows] == [
        (Group.NOW, True, timedelta(minutes=-90)),
        (Group.NOW, False, timedelta(minutes=10)),
        (Group.NOW, False, timedelta(hours=1)),
    ]
    assert (rows[0].phone, rows[0].came_by, rows[0].came_in_at) == (
        "020 7946 0958",
        CameBy.PHONE,
        owner.now - timedelta(hours=2, minutes=30),
    )


def test_a_call_that_was_due_at_closing_time_is_late_after_it(owner: Owner) -> None:
    owner.at("2026-11-20", "16:00")
    owner.enquiry()
    seen = []
    for wall in ("17:00", "17:30"):
        owner.at("2026-11-20", wall)
        seen.append(owner.ask(today.rows)[0].late)
    assert seen == [False, True]


def test_danger_counts_real_time_while_on_call(owner: Owner) -> None:
    owner.do(businesses.add_on_call, date(2026, 11, 21), date(2026, 11, 21))
    owner.at("2026-11-21", "22:00")
    owner.enquiry(urgency=Urgency.DANGER)
    owner.at("2026-11-21", "22:45")
    assert owner.ask(today.rows)[0].left == timedelta(minutes=15)


def test_danger_that_ran_out_on_call_stays_as_late_as_it_was(owner: Owner) -> None:
    owner.do(businesses.add_on_call, date(2026, 11, 20), date(2026, 11, 20))
    owner.at("2026-11-20", "22:30")
    owner.enquiry(urgency=Urgency.DANGER)
    owner.at("2026-11-21", "09:00")
    assert owner.ask(today.rows)[0].left == timedelta(minutes=-30)


def test_the_day_is_ranked_overdue_by_time_promises_before_messages_and_keep_in_touch_last(owner: Owner) -> None:
    customer_id = owner.customer("Promised Reed")
    thanked, lost = owner.completed(), owner.given()
    owner.do(quotes.lose, lost, "Too dear")
    visited = owner.enquiry(answered_live=True)
    owner.at("2027-01-04", "09:00")
    visit = owner.do(visits.book, visited, date(2027, 1, 4), time(14))
    promised = owner.do(promises.make, customer_id, "Bring the part", date(2027, 1, 4))
    timed = owner.do(promises.make, customer_id, "Ring the supplier", date(2027, 1, 4), due_at_time=time(10))
    called = owner.enquiry()
    rows = owner.ask(today.rows)
    assert [row.subject_id for row in rows] == [called, thanked, timed.id, visit.id, promised.id, lost]
    assert [row.group for row in rows] == [Group.NOW, *[Group.TODAY] * 4, Group.KEEP_IN_TOUCH]
    assert [row.kind for row in rows] == [Kind.CALL, Kind.CALL, Kind.PROMISE, Kind.VISIT, Kind.PROMISE, Kind.CALL]


def test_promises_come_before_messages_and_calls_before_both(owner: Owner) -> None:
    owner.given()
    thanked = owner.completed()
    owner.at("2026-11-24")
    owner.do(followups.snooze, owner.asked(thanked)[Purpose.THANK_YOU].id, owner.now + timedelta(minutes=1))
    owner.now += timedelta(minutes=1)
    owner.do(promises.make, owner.customer("Tom Reed"), "Bring the part", date(2026, 11, 23))
    rows = owner.ask(today.rows)
    assert [row.kind for row in rows] == [Kind.PROMISE, Kind.MESSAGE, Kind.CALL]
    assert [row.due_on.day for row in rows] == [23, 23, 24]


def test_two_contacts_due_to_one_person_within_three_working_days_are_shown_as_one(owner: Owner) -> None:
    job_id = owner.completed()
    customer_id = owner.get(Job, job_id).customer_id
    quote_id = owner.given(
        owner.drafted(owner.enquiry(customer_id, answered_live=True)), decision_on=date(2026, 12, 15)
    )
    owner.at("2026-11-23")
    (row,) = owner.ask(today.rows)
    assert (row.purpose, purposes(list(row.also))) == (Purpose.THANK_YOU, [Purpose.ANSWER_QUESTIONS])
    assert row.also[0].subject_id == quote_id
    owner.do(followups.do, row.followup_id, "Sent", also=[row.also[0].followup_id])
    assert owner.ask(today.rows) == []


def test_a_call_back_leads_what_is_due_to_the_same_person_and_to_nobody_else(owner: Owner) -> None:
    job_id, other = owner.completed(), owner.completed()
    owner.at("2026-11-23")
    enquiry_id = owner.enquiry(owner.get(Job, job_id).customer_id)
    rows = owner.ask(today.rows)
    assert purposes(rows) == [Purpose.CALL_BACK, Purpose.THANK_YOU]
    assert [purposes(list(row.also)) for row in rows] == [[Purpose.THANK_YOU], []]
    assert [row.subject_id for row in rows] == [enquiry_id, other]
    assert (rows[0].group, rows[0].also[0].subject_id) == (Group.NOW, job_id)


def test_a_call_back_of_tomorrow_leads_what_is_due_today_and_what_comes_within_three_working_days(
    owner: Owner,
) -> None:
    job_id = owner.completed()
    customer_id = owner.get(Job, job_id).customer_id
    for day, wall in (("2026-12-01", "18:00"), ("2026-12-02", "18:00")):
        owner.at(day, wall)
        owner.do(followups.snooze, owner.asked(job_id)[Purpose.THANK_YOU].id, owner.now + timedelta(minutes=1))
        owner.now += timedelta(minutes=1)
        enquiry_id = owner.enquiry(customer_id)
        (row,) = owner.ask(today.rows)
        assert (row.subject_id, row.due_on > owner.now.date()) == (enquiry_id, True)
        # The service check is due on the fourth: near from the first day on.
        assert purposes(list(row.also)) == [Purpose.THANK_YOU, Purpose.SERVICE_CHECK]
        owner.undo()


def test_what_comes_after_three_working_days_does_not_go_along(owner: Owner) -> None:
    job_id = owner.completed()  # the service check is due on 4 December
    customer_id = owner.get(Job, job_id).customer_id
    owner.at("2026-11-23")
    owner.do(followups.do, owner.asked(job_id)[Purpose.THANK_YOU].id)
    for day, along in (("2026-11-30", []), ("2026-12-01", [Purpose.SERVICE_CHECK])):
        owner.at(day)
        owner.enquiry(customer_id)
        (row,) = owner.ask(today.rows)
        assert purposes(list(row.also)) == along
        owner.undo()


def test_two_calls_back_to_one_person_are_one_row_led_by_the_more_urgent(owner: Owner) -> None:
    customer_id = owner.customer("Leah Novak")
    later = owner.enquiry(customer_id, "A new bath")
    late = owner.enquiry(customer_id, "Boiler drips", came_in_at=owner.now - timedelta(hours=2))
    (row,) = owner.ask(today.rows)
    assert (row.subject_id, row.late) == (late, True)
    assert [(other.subject_id, other.late) for other in row.also] == [(later, False)]
    owner.do(enquiries.attempt, late, Outcome.REACHED)
    rows = owner.ask(today.rows)
    assert [(one.subject_id, one.purpose, one.decision) for one in rows] == [
        (later, Purpose.CALL_BACK, None),
        (late, None, Decision.NEXT_STEP),
    ]


def test_what_is_left_when_the_call_back_is_put_off_or_made_stands_on_its_own(owner: Owner) -> None:
    job_id = owner.completed()
    owner.at("2026-11-23")
    enquiry_id = owner.enquiry(owner.get(Job, job_id).customer_id)
    owner.do(followups.snooze, owner.call_back(enquiry_id).id, owner.now + timedelta(hours=1))
    assert purposes(owner.ask(today.rows)) == [Purpose.THANK_YOU]
    owner.now += timedelta(hours=1)
    assert purposes(owner.ask(today.rows)) == [Purpose.CALL_BACK]
    owner.do(enquiries.attempt, enquiry_id, Outcome.REACHED)
    assert {row.purpose or row.decision for row in owner.ask(today.rows)} == {Purpose.THANK_YOU, Decision.NEXT_STEP}


def test_the_parts_of_a_row_are_what_is_due_on_its_own(owner: Owner) -> None:
    job_id = owner.completed()
    customer_id = owner.get(Job, job_id).customer_id
    owner.at("2026-12-01")
    owner.enquiry(customer_id)
    owner.enquiry(customer_id)
    (row,) = owner.ask(today.rows)
    on = owner.now.date()
    assert purposes(list(row.parts(on))) == [Purpose.CALL_BACK, Purpose.CALL_BACK, Purpose.THANK_YOU]
    assert purposes(list(row.parts(on + timedelta(days=3))))[-1] == Purpose.SERVICE_CHECK


def test_what_only_comes_due_in_the_next_days_is_not_asked_on_its_own(owner: Owner) -> None:
    owner.completed()
    assert owner.ask(today.rows) == []
    owner.at("2026-11-23")
    assert purposes(owner.ask(today.rows)) == [Purpose.THANK_YOU]


def late_material(owner: Owner, **about: Any) -> list[tuple[list[str], date, UUID]]:
    found = [row for row in owner.ask(today.rows, **about) if row.decision == Decision.LATE_MATERIAL]
    return [([one.words for one in row.material], row.due_on, row.subject_id) for row in found]


def test_material_that_should_be_here_and_is_not_is_asked_for_by_job(owner: Owner) -> None:
    owner.at("2026-11-18")
    job_id, other = owner.accepted(), owner.accepted()
    for of, words, day in ((job_id, "Slates", 19), (job_id, "Lead", 18), (job_id, "Felt", 20), (other, "Sand", 19)):
        thing = owner.do(materials.note, of, words)
        owner.do(materials.order, thing.id, date(2026, 11, day))
    owner.do(materials.note, other, "Nobody knows when")
    assert late_material(owner) == []
    owner.at("2026-11-20")
    slates = owner.ask(materials.of_job, job_id)[0]
    both = [(["Slates", "Lead"], date(2026, 11, 18), job_id), (["Sand"], date(2026, 11, 19), other)]
    assert late_material(owner) == both
    assert late_material(owner, customer_id=owner.get(Job, other).customer_id) == both[1:]
    owner.do(materials.set_arrived, slates.id)
    assert late_material(owner)[0] == (["Lead"], date(2026, 11, 18), job_id)
    owner.do(jobs.cancel, other, "Sold the house")
    assert [row[2] for row in late_material(owner)] == [job_id]


def test_what_a_job_needs_is_asked_for_on_the_working_day_before_it_begins(owner: Owner) -> None:
    owner.at("2026-11-18")
    job_id = owner.accepted()
    thing = owner.do(materials.note, job_id, "Slates")
    brought = owner.do(materials.note, job_id, "Sink", by_customer=True)
    owner.do(jobs.plan, job_id, [date(2026, 11, 23)])
    assert late_material(owner) == []
    owner.at("2026-11-20")  # the Friday before
    assert late_material(owner) == [(["Slates", "Sink"], date(2026, 11, 20), job_id)]
    facts = owner.ask(row_facts.of, owner.ask(today.rows))
    assert facts[job_id] == Fact(Told.STARTS, date(2026, 11, 23))
    owner.do(jobs.start, job_id)  # it goes on without
    assert late_material(owner) == []
    owner.undo()
    for one in (thing, brought):
        owner.do(materials.set_arrived, one.id)
    assert late_material(owner) == []


def test_material_is_found_through_the_open_jobs_in_as_many_questions_for_many_as_for_one(owner: Owner) -> None:
    def questions(session: Session) -> list[tuple[str, Any]]:
        found: list[tuple[str, Any]] = []

        def listen(_connection: object, _cursor: object, statement: str, values: Any, *_more: object) -> None:
            found.append((statement, values))

        event.listen(session.get_bind(), "before_cursor_execute", listen)
        try:
            [material.words for material, _job, customer in materials.awaited(session) if customer.contacts]
        finally:
            event.remove(session.get_bind(), "before_cursor_execute", listen)
        return found

    def plan(session: Session) -> str:
        statement, values = next(asked for asked in questions(session) if "FROM material" in asked[0])
        with session.get_bind().engine.connect() as other:
            rows = other.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", values).all()
        return " ".join(str(row[-1]) for row in rows)

    counts = []
    for number in range(1, 5):
        owner.do(materials.note, owner.accepted(), "Slates", expected_on=date(2026, 11, number))
        counts.append(len(owner.ask(questions)))
    assert counts == counts[:1] * 4
    found = owner.ask(plan)
    assert "SCAN" not in found
    assert "ix_job_state" in found
    assert "ix_material_job_id" in found


def test_a_snoozed_follow_up_hides_until_its_moment(owner: Owner) -> None:
    thanks = owner.asked(owner.completed())[Purpose.THANK_YOU]
    owner.at("2026-11-23")
    owner.snooze(thanks.id, owner.now + timedelta(hours=1))
    hidden = len(owner.ask(today.rows))
    owner.now += timedelta(hours=1)
    assert (hidden, len(owner.ask(today.rows))) == (0, 1)


def test_every_step_that_only_the_owner_can_choose_is_asked_for(owner: Owner) -> None:
    reached = owner.enquiry()
    owner.do(enquiries.attempt, reached, Outcome.REACHED)
    seen = owner.enquiry(answered_live=True)
    visit = owner.do(visits.book, seen, date(2026, 11, 20), time(9))
    owner.do(visits.finish, visit.id)
    draft, job_id = owner.drafted(), owner.accepted()
    asked = {row.subject_id: row.decision for row in owner.ask(today.rows)}
    assert asked == {
        reached: Decision.NEXT_STEP,
        seen: Decision.WRITE_QUOTE,
        draft: Decision.GIVE_QUOTE,
        job_id: Decision.PLAN_JOB,
    }
    owner.do(jobs.plan, job_id, [date(2026, 12, 1)])
    assert job_id not in {row.subject_id for row in owner.ask(today.rows)}


def test_the_draft_of_a_declined_enquiry_asks_for_nothing(owner: Owner) -> None:
    enquiry_id = owner.enquiry(answered_live=True)
    owner.drafted(enquiry_id)
    owner.do(enquiries.decline, enquiry_id, "Too far away")
    assert owner.ask(today.rows) == []


@pytest.mark.parametrize(("day", "shown"), [("2026-11-19", False), ("2026-11-20", True), ("2026-11-21", True)])
def test_a_promise_shows_from_the_working_day_before(owner: Owner, day: str, shown: bool) -> None:
    owner.do(promises.make, owner.customer(), "Bring the part", date(2026, 11, 23))
    owner.at(day)
    assert (len(owner.ask(today.rows)) == 1) == shown


def test_each_row_says_what_it_is_about(owner: Owner) -> None:
    job_id = owner.accepted()
    owner.do(jobs.plan, job_id, [date(2026, 12, 1)])
    finding = owner.do(findings.note, job_id, "Damp wall", HowSoon.NOW, plain_words="Wet")
    partner = owner.do(partners.add, "Dry Walls", "Damp")
    owner.do(partners.introduce, finding.id, partner.id, consent=True)
    booked = owner.enquiry(owner.customer("Tom Reed"), "A new bath", answered_live=True)
    owner.do(visits.book, booked, date(2026, 12, 8), time(9))
    owner.at("2026-12-07")
    rows = owner.ask(today.rows)
    told = {row.purpose: row.what for first in rows for row in (first, *first.also)}
    assert told[Purpose.FINDING_DECIDED] == "Damp wall"
    assert told[Purpose.PARTNER_DID_WELL] == "Dry Walls"
    assert told[Purpose.CONFIRM_START] == "New boiler"
    assert told[Purpose.CONFIRM_VISIT] == "A new bath"


def test_what_was_settled_today_is_told_newest_first(owner: Owner) -> None:
    job_id = owner.completed()
    customer_id = owner.get(Job, job_id).customer_id
    asked = owner.asked(job_id)
    owner.now += timedelta(hours=1)
    owner.do(followups.do, asked[Purpose.THANK_YOU].id, "Sent")
    owner.now += timedelta(hours=1)
    owner.do(followups.skip, asked[Purpose.SERVICE_CHECK].id, "Seen in town")
    owner.now += timedelta(hours=1)
    promise = owner.do(promises.make, customer_id, "Bring the part", date(2026, 11, 20))
    owner.do(promises.keep, promise.id)
    done = owner.ask(settled.rows)
    assert [(row.what, row.skipped) for row in done] == [
        ("Bring the part", False),
        ("Seen in town", True),
        ("Sent", False),
        ("Answered live", False),
        ("New boiler", False),
    ]
    assert owner.ask(settled.count) == 5
    owner.at("2026-11-21")
    assert owner.ask(settled.count) == 0


def test_nobody_left_alone_is_on_the_list(owner: Owner) -> None:
    owner.do(customers.set_do_not_contact, owner.get(Job, owner.completed()).customer_id, leave_alone=True)
    owner.at("2027-03-01")
    assert owner.ask(today.rows) == []
    owner.do(customers.set_do_not_contact, owner.all(Customer)[0].id, leave_alone=False)
    assert purposes(owner.ask(today.rows)) == [Purpose.THREE_MONTHS]


def test_the_open_quote_of_somebody_left_alone_is_a_decision_at_once(owner: Owner) -> None:
    quote_id = owner.given()
    customer_id = owner.get(Quote, quote_id).customer_id
    assert owner.ask(today.rows) == []
    owner.do(customers.set_do_not_contact, customer_id, leave_alone=True)
    rows = owner.ask(today.rows)
    assert [(row.decision, row.subject_id) for row in rows] == [(Decision.RENEW_QUOTE, quote_id)]
    owner.do(enquiries.decline, owner.get(Quote, quote_id).enquiry_id, "They asked to be left alone")
    assert owner.ask(today.rows) == []


def test_an_expired_quote_nobody_asked_about_any_more_wants_a_decision(owner: Owner) -> None:
    quote_id = owner.given()
    owner.now += timedelta(days=60)
    for found in owner.all(FollowUp):
        if found.state == FollowUpState.OPEN:
            owner.do(followups.skip, found.id, "No time")
    rows = owner.ask(today.rows)
    assert [(row.decision, row.subject_id) for row in rows] == [(Decision.RENEW_QUOTE, quote_id)]
