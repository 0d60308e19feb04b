from datetime import date, time, timedelta

from tests.owner import Owner
from tradesman.book.customer import Whereabouts
from tradesman.book.followup import Purpose
from tradesman.book.job import Job
from tradesman.services import ahead, customers, jobs, promises, visits
from tradesman.services.ahead import Ahead, Coming


def test_a_new_book_has_nothing_ahead(owner: Owner) -> None:
    assert owner.ask(ahead.ahead) == Ahead()


def test_the_first_of_all_comes_next(owner: Owner) -> None:
    customer_id = owner.customer("Ruth Okafor")
    owner.do(promises.make, customer_id, "Bring the slate", date(2026, 11, 27))
    found = owner.ask(ahead.ahead).coming
    assert found is not None
    assert (found.what, found.customer, found.on) == (Coming.PROMISE, "Ruth Okafor", date(2026, 11, 27))
    job_id = owner.accepted()
    owner.do(jobs.plan, job_id, [date(2026, 11, 26)])
    assert owner.ask(ahead.ahead).coming.what in (Coming.WORK, Purpose.CONFIRM_CHOICE)  # type: ignore[union-attr]
    owner.do(visits.book, owner.enquiry(), date(2026, 11, 21), time(13, 30))
    found = owner.ask(ahead.ahead).coming
    assert found is not None
    assert (found.what, found.on, found.at) == (Coming.VISIT, date(2026, 11, 21), time(13, 30))


def test_planned_work_comes_next(owner: Owner) -> None:
    job_id = owner.accepted()
    owner.do(jobs.plan, job_id, [date(2026, 11, 21)])
    found = owner.ask(ahead.ahead).coming
    assert found is not None
    assert (found.what, found.customer_id) == (Coming.WORK, owner.get(Job, job_id).customer_id)


def test_a_follow_up_comes_on_its_day_or_when_it_wakes(owner: Owner) -> None:
    thanks = owner.asked(owner.completed())[Purpose.THANK_YOU]
    found = owner.ask(ahead.ahead).coming
    assert found is not None
    assert (found.what, found.on, found.at) == (Purpose.THANK_YOU, date(2026, 11, 23), None)
    owner.at("2026-11-23")
    owner.snooze(thanks.id, owner.now + timedelta(hours=1))
    found = owner.ask(ahead.ahead).coming
    assert found is not None
    assert (found.what, found.on, found.at) == (Purpose.THANK_YOU, date(2026, 11, 23), time(11))


def test_the_one_out_of_touch_the_longest_is_missed(owner: Owner) -> None:
    first = owner.get(Job, owner.completed()).customer_id
    owner.at("2026-12-21")
    second = owner.get(Job, owner.completed()).customer_id
    owner.do(customers.add, "Never worked for")
    owner.at("2027-01-15")
    assert owner.ask(ahead.ahead).missed is None  # nobody is missed after a few weeks
    owner.at("2027-06-01")
    missed = owner.ask(ahead.ahead).missed
    assert missed is not None
    assert (missed.customer_id, missed.last_on) == (first, date(2026, 11, 20))
    owner.do(customers.set_do_not_contact, first, leave_alone=True)
    assert owner.ask(ahead.ahead).missed.customer_id == second  # type: ignore[union-attr]
    owner.do(customers.set_whereabouts, second, Whereabouts.MOVED)
    assert owner.ask(ahead.ahead).missed is None
