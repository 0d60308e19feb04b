from datetime import date, time, timedelta

from tests.owner import Owner
from tradesman.book.customer import Customer
from tradesman.book.enquiry import Outcome
from tradesman.book.followup import Purpose
from tradesman.book.job import Job, JobKind
from tradesman.book.message import Way
from tradesman.book.partner import ReferralState
from tradesman.book.testimonial import NameShown
from tradesman.services import (
    complaints,
    customer_sheets,
    customers,
    enquiries,
    findings,
    followups,
    jobs,
    messages,
    partners,
    promises,
    quotes,
    sent_to_me,
    testimonials,
    timelines,
    visits,
)
from tradesman.services.timelines import Entry, Happened


def told(owner: Owner) -> list[Entry]:
    return owner.ask(timelines.of_customer, owner.all(Customer)[0].id)


def words(owner: Owner) -> list[tuple[Happened, str]]:
    return [(entry.happened, entry.what) for entry in told(owner)]


def test_the_way_to_a_visit_reads_from_what_comes_next_down_to_the_first_call(owner: Owner) -> None:
    enquiry_id = owner.enquiry()
    owner.at("2026-11-20", "10:30")
    owner.do(enquiries.attempt, enquiry_id, Outcome.NO_ANSWER, "Rang long")
    owner.at("2026-11-20", "12:30")
    owner.do(enquiries.attempt, enquiry_id, Outcome.REACHED, "Comes on Tuesday")
    owner.do(visits.book, enquiry_id, date(2026, 11, 24), time(9))
    entries = told(owner)
    assert [(entry.happened, entry.what) for entry in entries] == [
        (Happened.VISIT_AHEAD, "The boiler drips"),
        (Happened.NEXT, ""),
        (Happened.CALL, "Comes on Tuesday"),
        (Happened.CALL, "Rang long"),
        (Happened.ENQUIRY, "The boiler drips"),
    ]
    assert (entries[1].purpose, entries[1].on) == (Purpose.CONFIRM_VISIT, date(2026, 11, 23))
    assert (entries[3].more, entries[4].more) == (Outcome.NO_ANSWER, timedelta(minutes=30))


def test_a_service_call_names_the_job_that_it_puts_right(owner: Owner) -> None:
    earlier = owner.completed()
    customer_id = owner.get(Job, earlier).customer_id
    owner.at("2026-12-01")
    asked = owner.enquiry(customer_id, "It drips again", answered_live=True)
    call = owner.do(jobs.take_on, asked, kind=JobKind.SERVICE_CALL, earlier_job_id=earlier).id

    def entry() -> Entry:
        (found,) = [one for one in told(owner) if one.happened == Happened.SERVICE_CALL]
        return found

    assert (entry().what, entry().more, entry().on) == (
        *("It drips again", ("New boiler", "", None)),
        date(2026, 12, 1),
    )
    assert entry().target == ("job", call)
    owner.do(jobs.put_right, call, "Washer split", 4_500, under_guarantee=True)
    assert entry().more == ("New boiler", "Washer split", True)


def test_a_service_call_outlives_the_job_of_somebody_who_was_erased(owner: Owner) -> None:
    asked = owner.enquiry(answered_live=True)
    earlier = owner.completed()
    owner.do(jobs.take_on, asked, kind=JobKind.SERVICE_CALL, earlier_job_id=earlier)
    owner.do(customers.erase, owner.get(Job, earlier).customer_id)
    (entry,) = [one for one in told(owner) if one.happened == Happened.SERVICE_CALL]
    assert entry.more == ("", "", None)


def test_a_call_that_is_owed_is_what_comes_next_and_one_answered_live_is_no_second_entry(owner: Owner) -> None:
    customer_id = owner.customer()
    owner.enquiry(customer_id, "Live", answered_live=True)
    assert words(owner) == [(Happened.ENQUIRY, "Live")]
    owner.now += timedelta(minutes=1)
    owner.enquiry(customer_id, "Missed")
    assert [(entry.happened, entry.purpose) for entry in told(owner)] == [
        (Happened.ENQUIRY, None),
        (Happened.ENQUIRY, None),
        (Happened.NEXT, Purpose.CALL_BACK),
    ]


def test_how_an_enquiry_ended_is_on_the_line(owner: Owner) -> None:
    customer_id = owner.customer()
    for deed, reason in ((enquiries.decline, "Too far away"), (enquiries.answer, "Bleed it")):
        owner.now += timedelta(minutes=1)
        owner.do(deed, owner.enquiry(customer_id, "Radiator", answered_live=True), reason)
    ends = [entry for entry in words(owner) if entry[0] != Happened.ENQUIRY]
    assert ends == [(Happened.ANSWERED, "Bleed it"), (Happened.DECLINED, "Too far away")]


def test_visits_tell_what_was_seen_or_that_nobody_was_there(owner: Owner) -> None:
    enquiry_id = owner.enquiry(answered_live=True)
    seen, missed = (owner.do(visits.book, enquiry_id, date(2026, 11, 23), time(hour)) for hour in (9, 11))
    owner.do(visits.finish, seen.id, "The valve is stuck")
    owner.do(visits.nobody_there, missed.id)
    assert words(owner)[:2] == [
        (Happened.VISIT_FAILED, "Nobody was there"),
        (Happened.VISIT, "The valve is stuck"),
    ]


def test_a_quote_is_told_through_draft_giving_and_decision(owner: Owner) -> None:
    quote_id = owner.drafted(prices=(50_000, 80_000))
    drafted = words(owner)[0]
    owner.now += timedelta(minutes=1)
    owner.given(quote_id)
    given = [entry.happened for entry in told(owner) if entry.target == ("quote", quote_id)]
    owner.now += timedelta(minutes=1)
    owner.do(quotes.accept, quote_id, owner.option(quote_id, 1), "phone", "Leah")
    accepted = [entry for entry in told(owner) if entry.target == ("quote", quote_id)]
    assert drafted == (Happened.QUOTE_DRAFT, "New boiler")
    assert given == [Happened.QUOTE_GIVEN]
    assert [(entry.happened, entry.what) for entry in accepted] == [
        (Happened.QUOTE_ACCEPTED, "Better"),
        (Happened.QUOTE_GIVEN, "New boiler"),
    ]
    assert accepted[0].more == ("New boiler", True)


def test_a_lost_quote_says_why(owner: Owner) -> None:
    owner.do(quotes.lose, owner.given(), "Too dear")
    lost = next(entry for entry in told(owner) if entry.happened == Happened.QUOTE_LOST)
    assert (lost.what, lost.more) == ("New boiler", "Too dear")


def test_a_job_is_told_through_plan_start_and_completion(owner: Owner) -> None:
    job_id = owner.accepted()
    owner.do(jobs.plan, job_id, [date(2026, 11, 24)])
    planned = [entry.on for entry in told(owner) if entry.happened == Happened.JOB_PLANNED]
    owner.at("2026-11-24")
    owner.do(jobs.start, job_id)
    owner.completed(job_id)
    owner.do(jobs.note_paid, job_id, "cash")
    of_job = [(entry.happened, entry.more) for entry in told(owner) if entry.target == ("job", job_id)]
    assert planned == [date(2026, 11, 24)]
    assert of_job == [
        (Happened.JOB_COMPLETED, ("Leah Novak", 60_000, "cash")),
        (Happened.JOB_STARTED, None),
    ]


def test_a_job_called_off_says_why(owner: Owner) -> None:
    owner.do(jobs.cancel, owner.accepted(), "Sold the house")
    off = next(entry for entry in told(owner) if entry.happened == Happened.JOB_CALLED_OFF)
    assert (off.what, off.more) == ("New boiler", "Sold the house")


def test_promises_findings_and_referrals_are_on_the_line(owner: Owner) -> None:
    job_id = owner.completed()
    customer_id = owner.get(Job, job_id).customer_id
    kept, broken = (owner.do(promises.make, customer_id, name, date(2026, 11, 19)) for name in ("Part", "Drawing"))
    owner.do(promises.keep, kept.id)
    owner.do(promises.break_, broken.id, "An hour free")
    finding = owner.do(findings.note, job_id, "Damp wall")
    partner = owner.do(partners.add, "Dry Walls", "Damp", bonus_minor=5_000)
    referral = owner.do(partners.introduce, finding.id, partner.id, consent=True)
    owner.do(partners.finish, referral.id)
    owner.do(partners.settle_bonus, referral.id)
    entries = {entry.happened: (entry.what, entry.more) for entry in told(owner)}
    assert entries[Happened.PROMISE_KEPT] == ("Part", False)
    assert entries[Happened.PROMISE_BROKEN] == ("Drawing", (True, "An hour free"))
    assert entries[Happened.FINDING] == ("Damp wall", owner.now)
    assert entries[Happened.REFERRAL] == ("Dry Walls", ReferralState.BONUS_RECEIVED)
    assert entries[Happened.BONUS] == ("Dry Walls", 5_000)


def test_whom_a_partner_sent_is_told_so_and_what_i_paid_is_no_income(owner: Owner) -> None:
    asked = owner.enquiry(answered_live=True)
    partner = owner.do(partners.add, "Dry Walls", "Damp", fee_minor=5_000)
    referral = owner.do(sent_to_me.receive, asked, partner.id)
    job = owner.do(jobs.take_on, asked, price_minor=60_000)
    owner.do(jobs.complete, job.id)
    owner.do(partners.settle_bonus, referral.id)
    entries = {entry.happened: (entry.what, entry.more) for entry in told(owner)}
    assert entries[Happened.CAME_FROM] == ("Dry Walls", ReferralState.BONUS_RECEIVED)
    assert entries[Happened.BONUS_PAID] == ("Dry Walls", 5_000)
    assert Happened.BONUS not in entries
    assert owner.ask(customer_sheets.sheet, job.customer_id).bonus_minor == 0


def test_what_the_customer_said_is_on_the_line(owner: Owner) -> None:
    job_id = owner.completed()
    customer_id = owner.get(Job, job_id).customer_id
    owner.do(testimonials.record_feedback, job_id, holding=True, score=8, words="Fine")
    said = owner.do(testimonials.take_down, customer_id, "Best plumber", job_id)
    owner.do(testimonials.release, said.id, "By e-mail", NameShown.FULL, on_website=True)
    complaint = owner.do(complaints.open_one, customer_id, "It drips")
    [unhappy] = [entry for entry in told(owner) if entry.happened == Happened.COMPLAINT]
    assert (unhappy.more, unhappy.target) == (None, ("complaint", complaint.id))
    owner.do(complaints.settle, complaint.id, "New seal")
    owner.do(customers.add_note, customer_id, "Has a dog")
    before = {entry.happened: (entry.what, entry.more) for entry in told(owner)}
    owner.do(testimonials.withdraw, said.id)
    after = {entry.happened: (entry.what, entry.more) for entry in told(owner)}
    assert before[Happened.FEEDBACK] == ("Fine", (True, 8, ""))
    assert before[Happened.COMPLAINT] == ("It drips", owner.now)
    assert before[Happened.SETTLED] == ("New seal", None)
    assert before[Happened.NOTE] == ("Has a dog", None)
    assert (before[Happened.TESTIMONIAL], after[Happened.TESTIMONIAL]) == (
        ("Best plumber", True),
        ("Best plumber", False),
    )
    assert after[Happened.WITHDRAWN] == ("Best plumber", None)


def test_follow_ups_are_told_when_done_or_skipped_and_not_when_overtaken(owner: Owner) -> None:
    job_id = owner.completed()
    asked = owner.asked(job_id)
    owner.do(followups.do, asked[Purpose.THANK_YOU].id, "Sent")
    owner.do(followups.skip, asked[Purpose.SERVICE_CHECK].id, "Seen in town")
    settled = {entry.purpose: (entry.happened, entry.what) for entry in told(owner) if entry.purpose}
    assert settled == {
        Purpose.THANK_YOU: (Happened.FOLLOW_UP, "Sent"),
        Purpose.SERVICE_CHECK: (Happened.SKIPPED, "Seen in town"),
        Purpose.THREE_MONTHS: (Happened.NEXT, ""),
        Purpose.CHECK_UP: (Happened.NEXT, ""),
    }


def test_a_customers_line_holds_nothing_of_another(owner: Owner) -> None:
    owner.completed()
    other = owner.customer("Tom Reed")
    assert owner.ask(timelines.of_customer, other) == []


def test_an_open_promise_stands_on_its_day_with_who_made_it(owner: Owner) -> None:
    customer_id = owner.customer()
    owner.do(promises.make, customer_id, "Bring the sample", date(2026, 11, 27))
    owner.do(promises.make, customer_id, "Clear the loft", date(2026, 11, 25), mine=False)
    open_ones = [(entry.on.day, entry.what, entry.more) for entry in told(owner) if entry.happened in timelines.AHEAD]
    assert open_ones == [(27, "Bring the sample", True), (25, "Clear the loft", False)]


def test_a_guarantee_that_does_not_apply_says_why(owner: Owner) -> None:
    job_id = owner.accepted()
    owner.do(jobs.plan, job_id, [owner.now.date()], owner.now.date())
    (finish,) = owner.ask(promises.of_job, job_id)
    owner.at("2026-11-24")
    owner.do(promises.waive_teeth, finish.id, "Leah was away")
    owner.completed(job_id)
    said = [(entry.what, entry.on, entry.target) for entry in told(owner) if entry.happened == Happened.NO_TEETH]
    assert said == [("Leah was away", owner.now.date(), ("promise", finish.id))]


def test_what_is_asked_again_comes_next_although_a_message_has_asked_before(owner: Owner) -> None:
    visit = owner.do(visits.book, owner.enquiry(answered_live=True), date(2026, 11, 26), time(9))
    asked = owner.asked(visit.id)[Purpose.CONFIRM_VISIT]
    owner.do(messages.send_noted, visit.customer_id, "Until Thursday", Way.EMAIL, followup_id=asked.id)
    assert Happened.NEXT not in {entry.happened for entry in told(owner)}
    owner.do(visits.move, visit.id, date(2026, 11, 27), time(9))
    assert [entry.on for entry in told(owner) if entry.happened == Happened.NEXT] == [date(2026, 11, 26)]


def test_a_note_leads_to_itself(owner: Owner) -> None:
    note = owner.do(customers.add_note, owner.customer(), "Has a dog")
    assert told(owner)[0].target == ("note", note.id)
