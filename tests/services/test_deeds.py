from datetime import UTC, date, datetime, time, timedelta
from typing import Any

import pytest

from tests.owner import Owner
from tradesman.book.customer import Customer, Source
from tradesman.book.enquiry import CameBy, Enquiry, EnquiryKind, Fit, Outcome, RoleKind, Stage, Urgency
from tradesman.book.errors import BookError
from tradesman.book.followup import FollowUpState, Purpose
from tradesman.book.job import Job, JobState
from tradesman.book.partner import Referral
from tradesman.book.store import Book
from tradesman.book.visit import VisitState
from tradesman.services import (
    customers,
    days,
    deeds,
    directory,
    enquiries,
    followups,
    jobs,
    messages,
    overviews,
    partners,
    quotes,
    timelines,
    visits,
)
from tradesman.services.deeds import Intake, Reply, Then

MONDAY = date(2026, 11, 23)


def step(book: Book, now: datetime, deed: Any, *args: Any, **fields: Any) -> Any:
    with book.write("Step", now) as session:
        return deed(session, *args, **fields)


def ask(book: Book, now: datetime, question: Any, *args: Any, **fields: Any) -> Any:
    with book.read(now) as session:
        return question(session, *args, **fields)


@pytest.fixture
def enquiry(book: Book, now: datetime) -> Any:
    return step(book, now, deeds.take, Intake("Leah Novak", "Water", phone="07700 900161", address="19 Tannery Yard"))


def test_take_makes_customer_enquiry_and_answers_in_one_step(book: Book, now: datetime) -> None:
    intake = Intake(
        "Leah Novak",
        "Water on the floor",
        CameBy.WEB,
        urgency=Urgency.DANGER,
        source=Source.INTERNET,
        came_in_at=now - timedelta(hours=2),
        answers=(Reply("Your own house?", "Yes"), Reply("By when?", " ")),
    )
    made = step(book, now, deeds.take, intake)
    case = ask(book, now, overviews.case, made.id)
    assert [(need.question, need.answer, need.flagged) for need in case.enquiry.needs] == [
        ("Your own house?", "Yes", False)
    ]
    assert (case.customer.name, case.customer.source, case.phone, case.place) == (
        "Leah Novak",
        Source.INTERNET,
        "",
        "",
    )
    book.undo(now)
    assert ask(book, now, directory.count) == 0


def test_take_for_a_known_customer_adds_what_is_new(book: Book, now: datetime, enquiry: Any) -> None:
    known = Intake(
        "Leah Novak",
        "The tap again",
        phone="07700900161",
        address="2 Chapel Row",
        source=Source.REFERRED,
        customer_id=enquiry.customer_id,
    )
    again = step(book, now, deeds.take, known)
    case = ask(book, now, overviews.case, again.id)
    assert [point.value for point in case.customer.contacts] == ["07700 900161"]  # the same number, written otherwise
    assert case.place == "2 Chapel Row"
    assert case.customer.source == Source.REFERRED


def test_how_a_known_customer_came_is_noted_once(book: Book, now: datetime, enquiry: Any) -> None:
    known = {"customer_id": enquiry.customer_id, "source": Source.REFERRED, "source_words": "The butcher"}
    step(book, now, deeds.take, Intake("", "Tap", recommended_by_id=enquiry.customer_id, **known))
    step(book, now, deeds.take, Intake("", "Tap", customer_id=enquiry.customer_id, source=Source.OTHER))
    customer = ask(book, now, overviews.case, enquiry.id).customer
    assert (customer.source, customer.source_words) == (Source.REFERRED, "The butcher")
    assert customer.recommended_by_id is None  # nobody recommends herself


def test_who_else_is_involved_may_be_new(book: Book, now: datetime, enquiry: Any) -> None:
    others = (
        (RoleKind.LETS, "Mill Lettings"),
        (RoleKind.PAYS, " Mill Lettings "),
        (RoleKind.ASKED, enquiry.customer_id),
    )
    made = step(book, now, deeds.take, Intake("Tom Whitaker", "No light", greeting="Mr Whitaker", roles=others))
    case = ask(book, now, overviews.case, made.id)
    [agent] = ask(book, now, directory.page, "Mill Lettings")
    assert {role.kind: role.customer_id for role in case.enquiry.roles} == {
        RoleKind.LETS: agent.id,
        RoleKind.PAYS: agent.id,
        RoleKind.ASKED: enquiry.customer_id,
    }
    assert case.customer.greet() == "Mr Whitaker"


def test_call_due_follows_hours_and_danger(book: Book, now: datetime) -> None:
    friday = datetime(2026, 11, 20, 16, 45, tzinfo=UTC)
    assert ask(book, now, enquiries.call_due, friday) == datetime(2026, 11, 23, 8, 45, tzinfo=UTC)
    assert ask(book, now, enquiries.call_due, friday, danger=True) == datetime(2026, 11, 23, 8, 45, tzinfo=UTC)


def test_take_paid_needs_what_was_done(book: Book, now: datetime) -> None:
    with pytest.raises(BookError, match="What did you do"):
        step(book, now, deeds.take_paid, Intake("Alma", " "), 9500, "Cash")
    job = step(book, now, deeds.take_paid, Intake("Alma", "Tap"), 9500, "Cash")
    assert (job.state, job.paid_how) == (JobState.COMPLETED, "Cash")


def test_done_and_paid_keeps_all_that_was_typed(owner: Owner) -> None:
    customer_id, agent = owner.customer(address="1 Old Road"), owner.customer("Agent")
    partner = owner.do(partners.add, "Dry Walls", "Damp proofing").id
    intake = Intake(
        "Leah Novak",
        "Socket",
        address="2 New Street",
        kind=EnquiryKind.SERVICE_CALL,
        urgency=Urgency.NOT_WORKING,
        partner_id=partner,
        roles=((RoleKind.PAYS, agent),),
        came_in_at=owner.now - timedelta(hours=2),
        customer_id=customer_id,
        answers=(Reply("Which room?", "The kitchen"),),
    )
    job = owner.do(deeds.take_paid, intake, 9500, " Cash ")
    enquiry = owner.get(Enquiry, job.enquiry_id)
    new = next(site.id for site in owner.get(Customer, customer_id).properties if site.address == "2 New Street")
    assert (job.property_id, enquiry.property_id, job.paid_how) == (new, new, "Cash")
    assert (enquiry.stage, enquiry.answered_live, enquiry.came_in_at) == (Stage.WON, True, intake.came_in_at)
    assert (enquiry.kind, enquiry.urgency) == (EnquiryKind.SERVICE_CALL, Urgency.NOT_WORKING)
    assert [(role.kind, role.customer_id) for role in enquiry.roles] == [(RoleKind.PAYS, agent)]
    assert [need.answer for need in enquiry.needs] == ["The kitchen"]
    assert [(row.partner_id, row.enquiry_id) for row in owner.all(Referral)] == [(partner, enquiry.id)]
    owner.undo()
    assert owner.all(Enquiry) == []


@pytest.mark.parametrize(
    ("then", "rest", "stage"),
    [
        (Then.LATER, {}, Stage.ENQUIRY),
        (Then.VISIT, {"visit_at": (MONDAY, time(9))}, Stage.VISIT),
        (Then.QUOTE, {}, Stage.QUOTED),
        (Then.ANSWER, {"reason": "Turn the valve"}, Stage.ANSWERED),
        (Then.DECLINE, {"reason": "Too far"}, Stage.DECLINED),
    ],
)
def test_log_call_with_what_follows(
    book: Book, now: datetime, enquiry: Any, then: Then, rest: dict[str, Any], stage: Stage
) -> None:
    quote_id = step(book, now, deeds.log_call, enquiry.id, Outcome.REACHED, "Nice", then=then, **rest)
    case = ask(book, now, overviews.case, enquiry.id)
    assert case.enquiry.stage == stage
    assert case.enquiry.reached_at == now
    assert (quote_id is not None) == (then == Then.QUOTE)


def test_not_reached_decides_nothing(book: Book, now: datetime, enquiry: Any) -> None:
    step(book, now, deeds.log_call, enquiry.id, Outcome.NO_ANSWER, then=Then.DECLINE, reason="Too far")
    assert ask(book, now, overviews.case, enquiry.id).enquiry.stage == Stage.ENQUIRY


def joined(book: Book, now: datetime, enquiry: Any) -> tuple[Any, Any, Any]:
    """Another call back and a thank-you to the same person."""
    who = enquiry.customer_id
    other = step(book, now, enquiries.log, who, "A new bath", CameBy.PHONE)
    job = step(book, now, jobs.done_and_paid, who, "Tap", 6_000, "Cash")
    found = {(row.subject_id, row.purpose): row for row in ask(book, now, followups.of_customer, who)}
    return other, found[other.id, Purpose.CALL_BACK], found[job.id, Purpose.THANK_YOU]


def test_a_call_that_reached_them_serves_what_goes_along_in_the_same_step(
    book: Book, now: datetime, enquiry: Any
) -> None:
    other, call, thanks = joined(book, now, enquiry)
    step(book, now, deeds.log_call, enquiry.id, Outcome.REACHED, "Nice", also=[call.id, thanks.id])
    assert ask(book, now, overviews.case, other.id).enquiry.reached_at == now
    assert [ask(book, now, overviews.followup, one.id).followup.state for one in (call, thanks)] == [
        FollowUpState.DONE,
        FollowUpState.DONE,
    ]
    assert ask(book, now, overviews.followup, thanks.id).followup.outcome == "Nice"
    book.undo(now)
    assert ask(book, now, overviews.case, other.id).enquiry.attempts == []
    assert ask(book, now, overviews.followup, thanks.id).followup.state == FollowUpState.OPEN


def test_a_call_that_reached_nobody_was_tried_for_the_other_call_back_and_serves_nothing_else(
    book: Book, now: datetime, enquiry: Any
) -> None:
    other, call, thanks = joined(book, now, enquiry)
    step(book, now, deeds.log_call, enquiry.id, Outcome.NO_ANSWER, also=[call.id, thanks.id])
    for one in (enquiry, other):
        found = ask(book, now, overviews.case, one.id).enquiry
        assert [attempt.outcome for attempt in found.attempts] == [Outcome.NO_ANSWER]
    again = ask(book, now, overviews.followup, call.id).followup
    assert (again.state, again.due_at) == (FollowUpState.OPEN, now + timedelta(hours=2))
    assert ask(book, now, overviews.followup, thanks.id).followup.state == FollowUpState.OPEN


def test_a_visit_needs_its_time(book: Book, now: datetime, enquiry: Any) -> None:
    with pytest.raises(BookError, match="When is the visit"):
        step(book, now, deeds.decide, enquiry.id, Then.VISIT)


def test_note_visit_keeps_first_and_then_changes_answers(book: Book, now: datetime, enquiry: Any) -> None:
    visit = step(book, now, visits.book, enquiry.id, now.date(), time(11))
    said = [Reply("What bothers you?", "The smell", "No smell")]
    assert step(book, now, deeds.note_visit, visit.id, said, "Dry trap", 45_000, finished=False) is None
    found, case = ask(book, now, overviews.visit, visit.id)
    assert found.state == VisitState.BOOKED
    need = case.enquiry.needs[0]
    again = [Reply(need.question, "The noise", "", need.id)]
    quote_id = step(book, now, deeds.note_visit, visit.id, again, "Dry trap", None, write_quote=True)
    found, case = ask(book, now, overviews.visit, visit.id)
    assert found.state == VisitState.DONE
    assert [(need.answer, need.flagged) for need in case.enquiry.needs] == [("The noise", False)]
    assert case.enquiry.budget_minor == 45_000
    assert [quote.id for quote in ask(book, now, quotes.of_enquiry, enquiry.id)] == [quote_id]


@pytest.fixture
def job(book: Book, now: datetime) -> Any:
    return step(book, now, deeds.take_paid, Intake("Alma Reyes", "Tap", phone="07700 900155"), 9500, "Cash")


def due(book: Book, now: datetime, job: Any, purpose: Purpose) -> Any:
    found = ask(book, now, followups.of_customer, job.customer_id)
    return next(row for row in found if row.purpose == purpose)


def test_follow_up_call_that_does_not_reach_comes_back_on_the_next_working_day(
    book: Book, now: datetime, job: Any
) -> None:
    asked = due(book, now, job, Purpose.THREE_MONTHS)
    step(book, now, deeds.log_follow_up, asked.id, Outcome.LEFT_MESSAGE, "Will try again")
    again = due(book, now, job, Purpose.THREE_MONTHS)
    assert (again.state, again.snoozed_until) == (FollowUpState.OPEN, datetime(2026, 11, 23, 8, tzinfo=UTC))
    entries = ask(book, now, timelines.of_customer, job.customer_id)
    assert "Left a message. Will try again" in [entry.what for entry in entries]
    other = due(book, now, job, Purpose.THANK_YOU)
    step(book, now, deeds.log_follow_up, asked.id, Outcome.REACHED, "All well", [other.id])
    assert due(book, now, job, Purpose.THREE_MONTHS).outcome == "All well"
    assert due(book, now, job, Purpose.THANK_YOU).state == FollowUpState.DONE


def test_what_stands_with_a_call_that_does_not_reach_waits_with_it(book: Book, now: datetime, job: Any) -> None:
    asked, other = due(book, now, job, Purpose.THREE_MONTHS), due(book, now, job, Purpose.THANK_YOU)
    step(book, now, deeds.log_follow_up, asked.id, Outcome.NO_ANSWER, together=[other.id])
    assert {due(book, now, job, one).snoozed_until for one in (Purpose.THREE_MONTHS, Purpose.THANK_YOU)} == {
        datetime(2026, 11, 23, 8, tzinfo=UTC)
    }
    step(book, now, deeds.log_follow_up, asked.id, Outcome.REACHED, "Well", together=[other.id])
    assert due(book, now, job, Purpose.THANK_YOU).state == FollowUpState.OPEN


def test_overview_leaves_out_what_is_closed(book: Book, now: datetime, enquiry: Any) -> None:
    found = ask(book, now, overviews.of_customer, enquiry.customer_id)
    assert [open_.id for open_ in found.enquiries] == [enquiry.id]
    assert [row.purpose for row in found.rows] == [Purpose.CALL_BACK]
    assert not ask(book, now, overviews.of_customer, enquiry.customer_id, with_due=False).rows
    step(book, now, enquiries.decline, enquiry.id, "Too far")
    assert not ask(book, now, overviews.of_customer, enquiry.customer_id).enquiries


def test_overview_of_a_follow_up(book: Book, now: datetime, job: Any, enquiry: Any) -> None:
    asked = ask(book, now, overviews.followup, due(book, now, job, Purpose.THREE_MONTHS).id)
    assert (asked.customer.name, asked.job.title) == ("Alma Reyes", "Tap")
    call = due(book, now, enquiry, Purpose.CALL_BACK)
    assert ask(book, now, overviews.followup, call.id).job is None


def test_your_day_has_work_first_then_visits_by_time(book: Book, now: datetime, enquiry: Any) -> None:
    step(book, now, visits.book, enquiry.id, now.date(), time(16))
    gone = step(book, now, visits.book, enquiry.id, now.date(), time(9))
    step(book, now, visits.nobody_there, gone.id)
    quote = step(book, now, quotes.draft, enquiry.id, "New trap")

    def planned(session: Any) -> None:
        made = Job(
            customer_id=enquiry.customer_id,
            enquiry_id=enquiry.id,
            quote_id=quote.id,
            title="New trap",
            agreed_on=now.date(),
        )
        session.add(made)
        session.flush()
        jobs.plan(session, made.id, [now.date()])

    step(book, now, planned)
    entries = ask(book, now, days.today)
    assert [(entry.starts, entry.what) for entry in entries] == [(time(8), "New trap"), (time(16), "")]


def test_put_off(book: Book, now: datetime) -> None:
    moments = ask(book, now, days.put_off)
    assert moments.hour == now + timedelta(hours=1)
    assert moments.after_lunch == datetime(2026, 11, 20, 13, tzinfo=UTC)
    assert moments.tomorrow == datetime(2026, 11, 23, 8, tzinfo=UTC)
    late = now + timedelta(hours=5)
    assert ask(book, late, days.put_off).after_lunch is None
    assert ask(book, now, days.next_opening, date(2026, 11, 22)) == datetime(2026, 11, 22, 8, tzinfo=UTC)


def test_facts_of_messages(book: Book, now: datetime, enquiry: Any, job: Any) -> None:
    visit = step(book, now, visits.book, enquiry.id, date(2026, 11, 25), time(9, 30))
    confirm = ask(book, now, followups.of_subject, visit.id)[0]
    said = ask(book, now, messages.facts, confirm.id)
    assert (said.greeting, said.what, said.day, said.starts, said.sender) == (
        "Leah",
        "Water",
        date(2026, 11, 25),
        time(9, 30),
        "Sam Harrow",
    )
    thanks = ask(book, now, messages.facts, due(book, now, job, Purpose.THANK_YOU).id)
    assert (thanks.what, thanks.phone, thanks.email) == ("Tap", "07700 900155", "")
    call = due(book, now, enquiry, Purpose.CALL_BACK)
    assert ask(book, now, messages.facts, call.id).what == "Water"


def test_one_row_of_the_directory(book: Book, now: datetime) -> None:
    made: Customer = step(book, now, customers.add, "Otto Lang", address="22 Harbour View")
    assert ask(book, now, directory.row, made.id).address == "22 Harbour View"


def test_what_is_known_of_a_caller_is_written_down_whole(owner: Owner) -> None:
    agent, friend = owner.customer("Agent"), owner.customer("Tom Whitaker")
    partner = owner.do(partners.add, "Dry Walls", "Damp proofing").id
    intake = Intake(
        "Leah Novak",
        "It drips again",
        kind=EnquiryKind.SERVICE_CALL,
        phone="07700 900161",
        email="leah@example.org",
        fit=Fit.GOOD,
        source=Source.REFERRED,
        source_words=" Parish paper ",
        recommended_by_id=friend,
        partner_id=partner,
        roles=((RoleKind.PAYS, agent),),
    )
    enquiry = owner.do(deeds.take, intake)
    assert (enquiry.kind, enquiry.fit) == (EnquiryKind.SERVICE_CALL, Fit.GOOD)
    assert [(role.kind, role.customer_id) for role in enquiry.roles] == [(RoleKind.PAYS, agent)]
    customer = owner.get(Customer, enquiry.customer_id)
    assert (customer.source_words, customer.recommended_by_id, customer.partner_id) == ("Parish paper", friend, partner)
    assert [point.value for point in customer.contacts] == ["07700 900161", "leah@example.org"]


def test_a_number_in_another_writing_is_not_added_to_a_known_caller(owner: Owner) -> None:
    known = owner.do(deeds.take, Intake("Leah Novak", "It drips", phone="07700 900161", email="leah@example.org"))
    for phone, email in (("+44 7700 900161", "LEAH@example.org"), ("020 7946 0958", "work@example.org")):
        again = Intake("", "It drips again", phone=phone, email=email, customer_id=known.customer_id)
        owner.do(deeds.take, again)
    customer = owner.get(Customer, known.customer_id)
    assert [point.value for point in customer.contacts] == [
        "07700 900161",
        "leah@example.org",
        "020 7946 0958",
        "work@example.org",
    ]


def test_what_does_not_fit_is_declined_and_sent_on_with_the_customers_yes(owner: Owner) -> None:
    partner = owner.do(partners.add, "Dry Walls", "Damp proofing").id
    enquiry_id = owner.enquiry(what="The cellar is damp", answered_live=True)
    with pytest.raises(BookError, match="has not agreed"):
        owner.do(deeds.decline_kindly, enquiry_id, "Not my trade", partner_id=partner)
    assert owner.get(Enquiry, enquiry_id).stage == Stage.ENQUIRY
    owner.do(deeds.decline_kindly, enquiry_id, "Not my trade", partner_id=partner, consent=True)
    assert owner.get(Enquiry, enquiry_id).stage == Stage.DECLINED
    (row,) = owner.ask(partners.ledger)
    assert (row.partner, row.what) == ("Dry Walls", "The cellar is damp")
    assert Purpose.PARTNER_DID_WELL in owner.asked(row.id)
    owner.undo()
    assert owner.ask(partners.ledger) == []
    owner.do(deeds.decline_kindly, enquiry_id, "Too far")
    assert owner.get(Enquiry, enquiry_id).reason == "Too far"


def test_a_visit_that_fell_through_is_followed_by_another_in_one_step(book: Book, now: datetime, enquiry: Any) -> None:
    first = step(book, now, visits.book, enquiry.id, now.date(), time(11), minutes=90)
    gone = step(book, now, deeds.visit_fell_through, first.id, nobody=True, again_at=(MONDAY, time(9)))
    assert gone.state == VisitState.NOBODY_THERE
    found, again = ask(book, now, visits.of_enquiry, enquiry.id)
    assert (again.day_on, again.starts, again.minutes, again.purpose) == (MONDAY, time(9), 90, found.purpose)
    book.undo(now)
    assert [visit.state for visit in ask(book, now, visits.of_enquiry, enquiry.id)] == [VisitState.BOOKED]


def test_a_visit_is_called_off_with_its_reason(book: Book, now: datetime, enquiry: Any) -> None:
    first = step(book, now, visits.book, enquiry.id, now.date(), time(11))
    gone = step(book, now, deeds.visit_fell_through, first.id, " They are ill ")
    assert (gone.state, gone.words) == (VisitState.CANCELLED, "They are ill")


def test_a_need_without_an_answer_and_what_was_measured_are_kept(book: Book, now: datetime, enquiry: Any) -> None:
    visit = step(book, now, visits.book, enquiry.id, now.date(), time(11))
    said = [deeds.Reply("How long shall it last?", "", "Lasts"), deeds.Reply("", "Nothing was asked", "")]
    step(book, now, deeds.note_visit, visit.id, said, "", measurements="Tray 90 cm", finished=False)
    found, case = ask(book, now, overviews.visit, visit.id)
    assert [(need.question, need.answer, need.label) for need in case.enquiry.needs] == [
        ("How long shall it last?", "", "Lasts")
    ]
    assert found.measurements == "Tray 90 cm"
    step(book, now, deeds.note_visit, visit.id, [], "", finished=False)
    assert ask(book, now, overviews.visit, visit.id)[0].measurements == "Tray 90 cm"
