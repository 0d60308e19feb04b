"""NOW is Friday 20 November 2026, 10:00 in Harrow."""

from dataclasses import replace
from datetime import date
from uuid import UUID, uuid4

import pytest

from tests.owner import Owner
from tradesman.book.customer import Customer
from tradesman.book.enquiry import Enquiry, EnquiryKind, Stage
from tradesman.book.errors import BookError
from tradesman.book.guarantee import GuaranteeKind
from tradesman.book.job import Job, JobKind, JobState
from tradesman.services import contacts, customers, deeds, jobs, prices, quotes, scorecard, service_calls
from tradesman.services.service_calls import Cover


def guaranteed(owner: Owner, **fields: object) -> UUID:
    """A job done today with a guarantee of a year, unless said otherwise."""
    quote_id = owner.drafted()
    promised = {"guarantee": "No drips", "guarantee_kind": GuaranteeKind.RESULT, "guarantee_months": 12} | fields
    owner.do(quotes.change_option, quote_id, owner.option(quote_id), **promised)
    return owner.completed(owner.accepted(owner.given(quote_id)))


def came_back(owner: Owner, earlier: UUID) -> UUID:
    customer_id = owner.get(Job, earlier).customer_id
    asked = owner.enquiry(customer_id, "It drips again", kind=EnquiryKind.SERVICE_CALL, answered_live=True)
    return owner.do(jobs.take_on, asked, kind=JobKind.SERVICE_CALL, earlier_job_id=earlier).id


def test_the_earlier_jobs_come_newest_first_without_those_called_off(owner: Owner) -> None:
    first = guaranteed(owner)
    customer_id = owner.get(Job, first).customer_id
    owner.at("2026-11-23")
    second, off = (owner.do(jobs.take_on, owner.enquiry(customer_id, answered_live=True)).id for _ in range(2))
    owner.do(jobs.cancel, off, "No money")
    owner.completed()  # of somebody else
    found = owner.ask(service_calls.earlier_jobs, customer_id)
    assert [job.id for job in found] == [second, first]
    assert [owner.ask(service_calls.cover, job) for job in found] == [None, Cover("No drips", date(2027, 11, 20))]


@pytest.mark.parametrize(
    ("fields", "cover"),
    [
        ({"guarantee_months": None}, Cover("No drips", None)),
        ({"guarantee_kind": None}, Cover("No drips", date(2027, 11, 20))),
        ({"guarantee_kind": GuaranteeKind.ON_TIME}, None),
        ({"guarantee": "  "}, None),
    ],
)
def test_only_a_guarantee_of_the_result_covers_what_fails(
    owner: Owner, fields: dict[str, object], cover: Cover | None
) -> None:
    job = owner.get(Job, guaranteed(owner, **fields))
    assert owner.ask(service_calls.cover, job) == cover


def test_a_term_has_not_begun_before_the_work_is_done(owner: Owner) -> None:
    job = owner.get(Job, guaranteed(owner))
    job.completed_on = None
    assert owner.ask(service_calls.cover, job) == Cover("No drips", None)


@pytest.mark.parametrize(("day", "covered"), [("2027-11-20", True), ("2027-11-21", False)])
def test_the_guarantee_of_the_earlier_job_says_who_bears_it_until_the_owner_does(
    owner: Owner, day: str, covered: bool
) -> None:
    earlier = guaranteed(owner)
    owner.at(day)
    call = came_back(owner, earlier)
    assert owner.ask(service_calls.sheet, call).covered is covered
    owner.do(jobs.put_right, call, "Washer split", None, under_guarantee=not covered)
    assert owner.ask(service_calls.sheet, call).covered is not covered


def test_without_a_known_guarantee_nobody_guesses(owner: Owner) -> None:
    assert owner.ask(service_calls.sheet, came_back(owner, owner.completed())).covered is None


def test_days_to_fix_count_from_the_call_to_the_completion(owner: Owner) -> None:
    call = came_back(owner, guaranteed(owner))
    found = owner.ask(service_calls.sheet, call)
    assert (found.days_to_fix, found.came_in_on, found.customer) == (None, date(2026, 11, 20), "Leah Novak")
    owner.completed(call)
    assert owner.ask(service_calls.sheet, call).days_to_fix == 0
    owner.at("2026-11-24")
    owner.do(jobs.complete, call, on=date(2026, 11, 23))
    assert owner.ask(service_calls.sheet, call).days_to_fix == 3
    owner.do(jobs.complete, call, on=date(2026, 11, 18))  # a slip is no time machine
    assert owner.ask(service_calls.sheet, call).days_to_fix == 0


def test_an_earlier_job_that_was_erased_is_missed_in_words(owner: Owner) -> None:
    earlier = guaranteed(owner)
    stranger = owner.enquiry(owner.customer("Bo Reed"), "It drips", kind=EnquiryKind.SERVICE_CALL, answered_live=True)
    call = owner.do(jobs.take_on, stranger, kind=JobKind.SERVICE_CALL, earlier_job_id=earlier).id
    owner.do(customers.erase, owner.get(Job, earlier).customer_id)
    found = owner.ask(service_calls.sheet, call)
    assert (found.earlier, found.covered) == (None, None)
    again = owner.enquiry(found.job.customer_id, "Again", kind=EnquiryKind.SERVICE_CALL, answered_live=True)
    with pytest.raises(BookError, match="earlier job is no longer in the book"):
        owner.do(jobs.take_on, again, kind=JobKind.SERVICE_CALL, earlier_job_id=earlier)
    assert owner.get(Enquiry, again).stage == Stage.ENQUIRY


def test_other_work_has_no_sheet_of_a_service_call(owner: Owner) -> None:
    with pytest.raises(BookError, match="Only a service call"):
        owner.ask(service_calls.sheet, owner.completed())
    with pytest.raises(BookError, match="no longer in the book"):
        owner.ask(service_calls.sheet, uuid4())


# Which job is put right


def accepted_again(owner: Owner, customer_id: UUID, **rest: object) -> Job:
    """The job of a quote that was accepted for a service call."""
    asked = owner.enquiry(customer_id, "It drips again", kind=EnquiryKind.SERVICE_CALL, answered_live=True, **rest)
    return owner.get(Job, owner.accepted(owner.given(owner.drafted(asked))))


def test_a_quote_for_a_service_call_makes_one_for_the_newest_job(owner: Owner) -> None:
    owner.completed()  # of somebody else
    customer_id = owner.get(Job, owner.completed()).customer_id
    newest = owner.completed(owner.accepted(owner.given(owner.drafted(owner.enquiry(customer_id, "Shower")))))
    owner.do(jobs.cancel, owner.do(jobs.take_on, owner.enquiry(customer_id, "Bath")).id, "No money")
    made = accepted_again(owner, customer_id)
    assert (made.kind, made.earlier_job_id, made.title) == (JobKind.SERVICE_CALL, newest, "New boiler")
    assert owner.ask(service_calls.sheet, made.id).customer == "Leah Novak"
    assert faults_noticed(owner, owner.completed(made.id)) == []


def faults_noticed(owner: Owner, job_id: UUID) -> list[UUID]:
    """The cases of step 4 of the scorecard about a job: a service call is none."""
    period = scorecard.Period(date(2026, 1, 1), date(2027, 12, 31))
    cases = owner.ask(scorecard.cases, scorecard.Step.NOTICED, period)
    return [case.subject_id for case in cases if case.subject_id == job_id]


def test_the_job_at_the_same_property_is_meant_before_a_newer_one_elsewhere(owner: Owner) -> None:
    customer_id = owner.customer()
    (home,) = owner.get(Customer, customer_id).properties
    sites = [contacts.Site(home.address, id=home.id), contacts.Site("9 Hill Rise")]
    owner.do(contacts.change, customer_id, points=[], sites=sites)
    here, there = (site.id for site in owner.get(Customer, customer_id).properties)
    for property_id in (here, there):
        asked = owner.enquiry(customer_id, answered_live=True, property_id=property_id)
        owner.completed(owner.accepted(owner.given(owner.drafted(asked))))
    first, second = owner.all(Job)
    assert accepted_again(owner, customer_id, property_id=here).earlier_job_id == first.id
    third = accepted_again(owner, customer_id, property_id=there)
    assert third.earlier_job_id == second.id
    owner.do(jobs.put_right, third.id, "Pipe", None, under_guarantee=True, earlier_job_id=first.id)
    assert owner.get(Job, third.id).earlier_job_id == first.id
    choice = owner.ask(service_calls.earlier_than, owner.get(Job, third.id))
    assert [job.id for job in choice][-2:] == [second.id, first.id]
    assert third.id not in {job.id for job in choice}


def test_a_service_call_of_somebody_without_an_earlier_job_is_work_of_its_own(owner: Owner) -> None:
    made = accepted_again(owner, owner.customer())
    assert (made.kind, made.earlier_job_id) == (JobKind.WORK, None)
    assert faults_noticed(owner, owner.completed(made.id)) == [made.id]


def test_a_quote_for_new_work_puts_nothing_right(owner: Owner) -> None:
    customer_id = owner.get(Job, owner.completed()).customer_id
    made = owner.get(Job, owner.accepted(owner.given(owner.drafted(owner.enquiry(customer_id)))))
    assert (made.kind, made.earlier_job_id) == (JobKind.WORK, None)


def test_a_second_quote_for_the_same_call_puts_the_same_job_right(owner: Owner) -> None:
    earlier = owner.completed()
    asked = owner.enquiry(owner.get(Job, earlier).customer_id, kind=EnquiryKind.SERVICE_CALL, answered_live=True)
    made = [owner.get(Job, owner.accepted(owner.given(owner.drafted(asked)))) for _ in range(2)]
    assert [job.earlier_job_id for job in made] == [earlier, earlier]


def test_a_call_that_is_done_and_paid_on_the_spot_stays_a_service_call(owner: Owner) -> None:
    earlier = owner.completed()
    intake = deeds.Intake(what="Washer", kind=EnquiryKind.SERVICE_CALL, name="Leah Novak")
    known = replace(intake, customer_id=owner.get(Job, earlier).customer_id)
    done = owner.get(Job, owner.do(deeds.take_paid, known, 0, "Cash").id)
    assert (done.kind, done.earlier_job_id, done.signed_who) == (JobKind.SERVICE_CALL, earlier, "Leah Novak")
    assert (done.state, owner.ask(service_calls.sheet, done.id).days_to_fix) == (JobState.COMPLETED, 0)
    period = scorecard.Period(date(2026, 1, 1), date(2027, 12, 31))
    great = {case.subject_id: case.fault for case in owner.ask(scorecard.cases, scorecard.Step.GREAT_JOB, period)}
    assert great[done.id] is None
    other = owner.get(Job, owner.do(deeds.take_paid, intake, 4_000, "Cash").id)  # somebody new of that name
    assert (other.kind, other.earlier_job_id) == (JobKind.SMALL, None)


def test_what_puts_nothing_right_becomes_other_work_and_back(owner: Owner) -> None:
    call = came_back(owner, guaranteed(owner))
    owner.do(jobs.put_right, call, "Washer", 4_500, under_guarantee=True, fixed_by_me=False)
    owner.do(jobs.puts_nothing_right, call)
    job = owner.get(Job, call)
    assert (job.kind, job.earlier_job_id, job.cause, job.cost_to_me_minor) == (JobKind.WORK, None, "", None)
    assert (job.under_guarantee, job.fixed_by_me, job.failed_item_id) == (None, None, None)
    owner.undo()
    assert (owner.get(Job, call).kind, owner.get(Job, call).fixed_by_me) == (JobKind.SERVICE_CALL, False)


def test_only_an_earlier_job_can_be_put_right(owner: Owner) -> None:
    call = came_back(owner, guaranteed(owner))
    owner.at("2026-11-23")
    later = owner.completed()
    for wrong in (call, later):
        with pytest.raises(BookError, match="not an earlier one"):
            owner.do(jobs.put_right, call, "Washer", None, under_guarantee=True, earlier_job_id=wrong)
    with pytest.raises(BookError, match="no longer in the book"):
        owner.do(jobs.put_right, call, "Washer", None, under_guarantee=True, earlier_job_id=uuid4())
    assert owner.get(Job, call).cause == ""


def test_who_put_it_right_and_what_failed_stand_in_the_sheet(owner: Owner) -> None:
    tap = owner.do(prices.add, "Tap", 4_000).id
    call = came_back(owner, guaranteed(owner))
    assert (owner.get(Job, call).fixed_by_me, owner.ask(service_calls.sheet, call).failed) == (None, "")
    owner.do(jobs.put_right, call, "Washer", None, under_guarantee=True, fixed_by_me=True, failed_item_id=tap)
    found = owner.ask(service_calls.sheet, call)
    assert (found.job.fixed_by_me, found.failed) == (True, "Tap")


def test_a_service_call_has_a_clock_of_its_own(owner: Owner) -> None:
    customer_id = owner.get(Job, owner.completed()).customer_id
    owner.at("2027-01-29", "16:45")  # a Friday
    asked = owner.enquiry(customer_id, "It drips again", kind=EnquiryKind.SERVICE_CALL, came_in_at=owner.now)
    assert owner.wall(owner.get(Enquiry, asked).call_due_at) == "2027-02-01 08:45"
    assert owner.wall(owner.call_back(asked).due_at) == "2027-02-01 08:45"
    monday = scorecard.Period(date(2027, 2, 1), date(2027, 2, 1))
    owner.at("2027-02-01", "09:00")
    (case,) = owner.ask(scorecard.cases, scorecard.Step.CALLED_BACK, monday)
    assert (case.subject_id, case.fault) == (asked, scorecard.Fault.NOT_CALLED)


def test_what_is_only_planned_is_not_put_right(owner: Owner) -> None:
    roof = owner.completed()
    customer_id = owner.get(Job, roof).customer_id
    owner.do(jobs.take_on, owner.enquiry(customer_id, "New kitchen", answered_live=True))
    asked = owner.enquiry(customer_id, kind=EnquiryKind.SERVICE_CALL, answered_live=True)
    with owner.book.read(owner.now) as session:
        found = jobs.put_right_by(session, session.load(Enquiry, asked))
        assert found is not None
        assert found.id == roof
