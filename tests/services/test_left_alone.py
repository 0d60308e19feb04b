from datetime import date, datetime
from uuid import UUID

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.owner import Owner
from tradesman.book import store
from tradesman.book.customer import Customer, Whereabouts
from tradesman.book.followup import Purpose
from tradesman.book.job import Job
from tradesman.services import customers, followups, jobs

AFTER_THE_JOB = {
    "thank_you": "2026-11-23",
    "service_check": "2026-12-04",
    "three_months": "2027-02-22",  # the 20th is a Saturday
    "check_up": "2027-10-20",
}


def test_do_not_contact_closes_what_is_open_and_lifted_it_comes_back(owner: Owner) -> None:
    job_id = owner.completed()
    customer_id = owner.all(Customer)[0].id
    owner.do(customers.set_do_not_contact, customer_id, leave_alone=True)
    assert owner.due(job_id) == {}
    assert owner.asked(job_id)[Purpose.THANK_YOU].reason == followups.DO_NOT_CONTACT
    owner.do(customers.set_do_not_contact, customer_id, leave_alone=False)
    assert owner.due(job_id) == AFTER_THE_JOB


def test_what_a_person_left_alone_would_have_got_is_kept_and_moves_with_the_event(owner: Owner) -> None:
    job_id = owner.accepted()
    customer_id = owner.all(Customer)[0].id
    owner.do(customers.set_do_not_contact, customer_id, leave_alone=True)
    owner.completed(job_id)
    assert owner.due(job_id) == {}
    owner.do(jobs.complete, job_id, on=date(2026, 11, 18))
    assert owner.due(job_id) == {}
    owner.do(customers.set_do_not_contact, customer_id, leave_alone=False)
    assert owner.due(job_id)["three_months"] == "2027-02-18"


def test_what_was_overtaken_meanwhile_does_not_come_back_with_the_contact(owner: Owner) -> None:
    quote_id = owner.given(decision_on=date(2026, 12, 10))
    customer_id = owner.all(Customer)[0].id
    owner.do(customers.set_do_not_contact, customer_id, leave_alone=True)
    job_id = owner.accepted(quote_id)
    owner.do(customers.set_do_not_contact, customer_id, leave_alone=False)
    assert owner.due(quote_id) == {}
    assert owner.asked(quote_id)[Purpose.HIDDEN_SLOT].reason == "The customer said yes"
    assert set(owner.due(job_id)) == {"confirm_choice", "progress_update"}


def test_lifted_after_months_only_what_repeats_asks_again(owner: Owner) -> None:
    job_id = owner.accepted()
    customer_id = owner.all(Customer)[0].id
    owner.do(customers.set_do_not_contact, customer_id, leave_alone=True)
    owner.at("2027-02-02")
    owner.do(customers.set_do_not_contact, customer_id, leave_alone=False)
    assert owner.due(job_id) == {"progress_update": "2027-02-05"}


def test_who_asked_to_be_left_alone_and_rings_is_rung_back(owner: Owner) -> None:
    customer_id = owner.customer()
    owner.do(customers.set_do_not_contact, customer_id, leave_alone=True)
    enquiry_id = owner.enquiry(customer_id)
    assert set(owner.due(enquiry_id)) == {"call_back"}


def test_who_moved_away_gets_no_check_ups_and_back_again_gets_them(owner: Owner) -> None:
    job_id = owner.completed()
    customer_id = owner.all(Customer)[0].id
    owner.do(customers.set_whereabouts, customer_id, Whereabouts.MOVED)
    assert set(owner.due(job_id)) == {"thank_you"}
    owner.do(customers.set_whereabouts, customer_id, Whereabouts.HERE)
    assert owner.due(job_id) == AFTER_THE_JOB


def test_what_comes_due_for_somebody_gone_returns_when_that_was_a_mistake(owner: Owner) -> None:
    job_id = owner.accepted()
    customer_id = owner.all(Customer)[0].id
    owner.do(customers.set_whereabouts, customer_id, Whereabouts.MOVED)
    owner.completed(job_id)
    assert set(owner.due(job_id)) == {"thank_you"}
    owner.do(customers.set_whereabouts, customer_id, Whereabouts.HERE)
    assert owner.due(job_id) == AFTER_THE_JOB


def test_nothing_is_asked_of_the_dead_but_work_goes_on(owner: Owner) -> None:
    quote_id = owner.given(decision_on=date(2026, 12, 10))
    job_id = owner.accepted(owner.given(owner.drafted(owner.enquiry(owner.all(Customer)[0].id, answered_live=True))))
    owner.do(customers.set_whereabouts, owner.all(Customer)[0].id, Whereabouts.DIED)
    assert owner.due(quote_id) == {}
    assert set(owner.due(job_id)) == {"progress_update"}
    owner.completed(job_id)
    assert owner.due(job_id) == {}


def test_lifting_one_reason_does_not_lift_the_other(owner: Owner) -> None:
    job_id = owner.completed()
    customer_id = owner.all(Customer)[0].id
    owner.do(customers.set_do_not_contact, customer_id, leave_alone=True)
    owner.do(customers.set_whereabouts, customer_id, Whereabouts.MOVED)
    owner.do(customers.set_do_not_contact, customer_id, leave_alone=False)
    assert set(owner.due(job_id)) == {"thank_you"}
    owner.do(customers.set_whereabouts, customer_id, Whereabouts.HERE)
    assert owner.due(job_id) == AFTER_THE_JOB


@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(turns=st.lists(st.sampled_from(["alone", "contact", *Whereabouts]), max_size=8))
def test_whatever_is_noted_of_a_person_and_taken_back_the_follow_ups_are_the_same(
    book: store.Book, now: datetime, turns: list[str]
) -> None:
    owner = Owner(book, now)
    job_id = owner.completed()
    before = owner.due(job_id)
    customer_id = _customer_of(owner, job_id)
    for turn in turns:
        if isinstance(turn, Whereabouts):
            owner.do(customers.set_whereabouts, customer_id, turn)
        else:
            owner.do(customers.set_do_not_contact, customer_id, leave_alone=turn == "alone")
    owner.do(customers.set_whereabouts, customer_id, Whereabouts.HERE)
    owner.do(customers.set_do_not_contact, customer_id, leave_alone=False)
    assert owner.due(job_id) == before


def _customer_of(owner: Owner, job_id: UUID) -> UUID:
    return owner.get(Job, job_id).customer_id


def test_left_alone_for_months_twice_there_is_one_update_at_a_time(owner: Owner) -> None:
    job_id = owner.accepted()
    customer_id = owner.all(Customer)[0].id
    for day in ("2027-02-02", "2027-06-01"):
        owner.do(customers.set_do_not_contact, customer_id, leave_alone=True)
        owner.at(day)
        owner.do(customers.set_do_not_contact, customer_id, leave_alone=False)
    assert owner.due(job_id) == {"progress_update": "2027-06-04"}


def test_what_has_long_passed_stays_cancelled_for_somebody_who_has_moved_meanwhile(owner: Owner) -> None:
    job_id = owner.completed()
    customer_id = owner.all(Customer)[0].id
    owner.do(customers.set_do_not_contact, customer_id, leave_alone=True)
    owner.do(customers.set_whereabouts, customer_id, Whereabouts.MOVED)
    owner.at("2027-02-02")
    owner.do(customers.set_do_not_contact, customer_id, leave_alone=False)
    assert owner.due(job_id) == {}
    owner.do(customers.set_whereabouts, customer_id, Whereabouts.HERE)
    assert set(owner.due(job_id)) == {"three_months", "check_up"}
