from datetime import timedelta

import pytest

from tests.owner import Owner
from tradesman.book.enquiry import EnquiryKind, Outcome
from tradesman.book.finding import HowSoon
from tradesman.book.followup import Purpose
from tradesman.book.job import Job
from tradesman.book.quote import AcceptedBy, GivenBy, Quote
from tradesman.services import (
    customer_sheets,
    enquiries,
    findings,
    followups,
    jobs,
    journey,
    partners,
    quotes,
    today,
    visits,
)
from tradesman.services.journey import Journey, StepRow, StepState
from tradesman.services.scorecard import Fault, Step

DONE, TODAY, MISSED, OPEN, NONE = StepState


def of(owner: Owner, customer_id: object) -> Journey:
    found = owner.ask(journey.of_customer, customer_id, owner.ask(today.rows, customer_id))
    assert found is not None
    return found


def states(owner: Owner, customer_id: object) -> list[StepState]:
    return [row.state for row in of(owner, customer_id).steps]


def step(owner: Owner, customer_id: object, which: Step) -> StepRow:
    return of(owner, customer_id).steps[which - 1]


def whose(owner: Owner, job_id: object) -> object:
    return owner.get(Job, job_id).customer_id  # type: ignore[arg-type]


def test_nobody_asked_for_anything_yet(owner: Owner) -> None:
    assert owner.ask(journey.of_customer, owner.customer()) is None


def test_a_call_that_is_owed_is_todays_step_and_late_it_is_missed(owner: Owner) -> None:
    customer_id = owner.customer()
    enquiry_id = owner.enquiry(customer_id)
    assert states(owner, customer_id) == [TODAY, OPEN, OPEN, OPEN, OPEN, OPEN]
    called = step(owner, customer_id, Step.CALLED_BACK)
    assert called.due is not None
    assert called.due.subject_id == enquiry_id
    owner.now += timedelta(hours=2)
    late = step(owner, customer_id, Step.CALLED_BACK)
    assert (late.state, late.fault) == (MISSED, Fault.NOT_CALLED)
    assert late.due is not None  # still to be rung
    owner.do(enquiries.attempt, enquiry_id, Outcome.REACHED, "")
    rung = step(owner, customer_id, Step.CALLED_BACK)
    assert (rung.state, rung.fault, rung.on) == (MISSED, Fault.CALLED_LATE, owner.now.date())
    assert of(owner, customer_id).waited == timedelta(hours=2)


def test_where_two_calls_back_stand_in_one_row_the_step_is_about_its_own(owner: Owner) -> None:
    customer_id = owner.customer()
    late = owner.enquiry(customer_id, came_in_at=owner.now - timedelta(hours=2))
    newest = owner.enquiry(customer_id)
    (row,) = owner.ask(today.rows, customer_id)
    assert (row.subject_id, row.late) == (late, True)
    called = step(owner, customer_id, Step.CALLED_BACK)
    assert called.due is not None
    assert (called.state, called.due.subject_id, called.due.late) == (TODAY, newest, False)


def test_a_visit_of_today_is_todays_step_and_the_quote_by_three_days_after(owner: Owner) -> None:
    customer_id = owner.customer()
    enquiry_id = owner.enquiry(customer_id, answered_live=True)
    day = owner.now.date()
    visit_id = owner.do(visits.book, enquiry_id, day + timedelta(days=3), owner.now.time().replace(hour=14)).id
    ahead = step(owner, customer_id, Step.EXPLAINED)
    assert (ahead.state, ahead.on) == (OPEN, day + timedelta(days=3))
    owner.at("2026-11-23", "13:00")
    assert step(owner, customer_id, Step.EXPLAINED).state == TODAY
    owner.do(visits.arrive, visit_id)
    owner.do(visits.finish, visit_id)
    writing = step(owner, customer_id, Step.EXPLAINED)  # the quote is to be written
    assert writing.state == TODAY
    assert of(owner, customer_id).looked_on == owner.now.date()


def test_a_whole_journey(owner: Owner) -> None:
    enquiry_id = owner.enquiry(answered_live=True)
    owner.do(enquiries.diagnose, enquiry_id, "The seal has gone")
    for label in ("Quiet", "Warm by Friday", "No dust"):
        owner.do(enquiries.ask, enquiry_id, f"{label}?", "Yes", label)
    quote_id = owner.drafted(enquiry_id, (50_000, 70_000, 90_000))
    owner.do(quotes.give, quote_id, GivenBy.SENT, decision_on=owner.now.date() + timedelta(days=4))
    customer_id = owner.do(lambda session: session.load(Quote, quote_id)).customer_id
    assert states(owner, customer_id) == [DONE, DONE, DONE, OPEN, OPEN, OPEN]
    deciding = of(owner, customer_id)
    assert (deciding.options, deciding.chosen, deciding.lost) == (3, 0, False)
    option_id = owner.option(quote_id, 1)
    job_id = owner.do(quotes.accept, quote_id, option_id, AcceptedBy.PHONE, "Leah Novak").id
    chosen = of(owner, customer_id)
    assert (chosen.chosen, chosen.chose_best, chosen.job_id) == (2, True, job_id)
    finding_id = owner.do(findings.note, job_id, "Cracked pane", HowSoon.SOON, plain_words="It holds.").id
    partner_id = owner.do(partners.add, "Lowther Glazing", "Glazier").id
    referral_id = owner.do(partners.introduce, finding_id, partner_id, consent=True).id
    owner.do(partners.agree, referral_id)
    owner.completed(job_id)
    done = of(owner, customer_id)
    assert [row.state for row in done.steps] == [DONE] * 5 + [OPEN]
    assert (done.noticed, done.referred, done.taken_up, done.snags) == (1, 1, 1, 0)
    asked = owner.asked(job_id)[Purpose.THREE_MONTHS]
    assert done.steps[-1].on == asked.due_on
    owner.at(asked.due_on.isoformat())
    assert step(owner, customer_id, Step.THREE_MONTHS_ON).state == TODAY
    owner.do(followups.do, asked.id, "It is holding")
    assert states(owner, customer_id) == [DONE] * 6
    assert step(owner, customer_id, Step.THREE_MONTHS_ON).on == owner.now.date()


def test_what_was_missed_has_its_reason(owner: Owner) -> None:
    job_id = owner.completed()  # one option, no needs, nothing noticed
    missed = {row.step: row.fault for row in of(owner, whose(owner, job_id)).steps if row.state == MISSED}
    assert missed[Step.EXPLAINED] == Fault.NO_OPTIONS
    assert missed[Step.HELPED_TO_CHOOSE] == Fault.FEW_NEEDS
    assert missed[Step.NOTICED] == Fault.NOTHING_NOTICED


def test_a_small_job_is_asked_for_less(owner: Owner) -> None:
    customer_id = owner.customer()
    owner.do(jobs.done_and_paid, customer_id, "Outside light", 18_500, "Cash")
    small = of(owner, customer_id)
    assert [row.state for row in small.steps] == [DONE, NONE, NONE, MISSED, DONE, OPEN]
    assert small.small


@pytest.mark.parametrize(
    ("kind", "wanted"),
    [
        (EnquiryKind.QUESTION, [DONE, NONE, NONE, NONE, NONE, NONE]),
        (EnquiryKind.SERVICE_CALL, [DONE, NONE, NONE, NONE, OPEN, NONE]),
    ],
)
def test_a_question_and_a_service_call_are_asked_for_less(
    owner: Owner, kind: EnquiryKind, wanted: list[StepState]
) -> None:
    customer_id = owner.customer()
    owner.enquiry(customer_id, kind=kind, answered_live=True)
    assert states(owner, customer_id) == wanted


def test_after_a_no_nothing_more_is_asked_for(owner: Owner) -> None:
    enquiry_id = owner.enquiry(answered_live=True)
    quote_id = owner.given(owner.drafted(enquiry_id))
    owner.do(quotes.lose, quote_id, "Price")
    customer_id = owner.do(lambda session: session.load(Quote, quote_id)).customer_id
    lost = of(owner, customer_id)
    assert lost.lost
    assert [row.state for row in lost.steps][3:] == [NONE, NONE, NONE]


def test_a_question_that_was_answered_makes_way_for_the_work(owner: Owner) -> None:
    job_id = owner.completed()
    customer_id = owner.get(Job, job_id).customer_id
    owner.now += timedelta(days=7)
    enquiry_id = owner.enquiry(customer_id, kind=EnquiryKind.QUESTION, answered_live=True)
    assert of(owner, customer_id).job_id is None
    owner.do(enquiries.answer, enquiry_id, "Twice a year")
    assert of(owner, customer_id).job_id == job_id


def test_somebody_elses_client_is_not_asked_three_months_on(owner: Owner) -> None:
    job_id = owner.accepted()
    owner.do(lambda session: setattr(session.load(Job, job_id), "subcontracted", True))
    assert states(owner, whose(owner, job_id))[3:] == [OPEN, OPEN, NONE]


def test_the_sheet_has_it_all_in_one_look(owner: Owner) -> None:
    job_id = owner.accepted()
    customer_id = owner.get(Job, job_id).customer_id
    owner.do(findings.note, job_id, "Cracked pane", HowSoon.SOON)
    sheet = owner.ask(customer_sheets.sheet, customer_id)
    assert sheet.journey is not None
    assert [one.finding.what for one in sheet.noticed] == ["Cracked pane"]
    assert (sheet.noticed[0].referral, sheet.bonus_minor, sheet.photos, sheet.currency) == (None, 0, [], "GBP")
    assert sheet.overview.all_jobs[0].id == job_id
