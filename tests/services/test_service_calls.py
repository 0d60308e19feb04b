"""NOW is Friday 20 November 2026, 10:00 in Harrow."""

from datetime import date
from uuid import UUID, uuid4

import pytest

from tests.owner import Owner
from tradesman.book.enquiry import Enquiry, EnquiryKind, Stage
from tradesman.book.errors import BookError
from tradesman.book.guarantee import GuaranteeKind
from tradesman.book.job import Job, JobKind
from tradesman.services import customers, jobs, quotes, service_calls
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
