from datetime import date, timedelta

from tests.owner import Owner
from tradesman.book.enquiry import Outcome
from tradesman.book.promise import Promise
from tradesman.book.quote import AcceptedBy
from tradesman.services import enquiries, glance, promises, quotes
from tradesman.services.scorecard import Share, Step


def test_a_new_book_says_nothing_yet(owner: Owner) -> None:
    found = owner.ask(glance.glance)
    assert (found.weakest, found.call_backs[-1], found.all_steps) == (None, None, Share(0, 0))
    assert found.is_empty
    assert found.trend == (None,) * glance.PERIODS


def test_the_last_thirty_days_stand_beside_the_thirty_before(owner: Owner) -> None:
    owner.at("2026-10-12", "09:00")
    for wait in (30, 35, 40, 45, 50):
        owner.at("2026-10-12", "09:00")
        call = owner.enquiry()
        owner.now += timedelta(minutes=wait)
        owner.do(enquiries.attempt, call, Outcome.NO_ANSWER)
    owner.do(quotes.lose, owner.given(), "Too dear")
    owner.at("2026-10-12", "11:00")
    assert owner.ask(glance.glance).call_backs[-1] == timedelta(minutes=40)
    for wait in (10, 20, 30, 100, 110):
        owner.at("2026-11-16", "09:00")
        call = owner.enquiry()
        owner.now += timedelta(minutes=wait)
        owner.do(enquiries.attempt, call, Outcome.NO_ANSWER)
    won = owner.given()
    owner.do(quotes.accept, won, owner.option(won), AcceptedBy.PHONE, "Leah Novak")
    owner.do(quotes.lose, owner.given(), "Too dear")
    owner.enquiry(answered_live=True)
    owner.at("2026-11-20")
    found = owner.ask(glance.glance)
    assert found.call_backs[-2:] == (timedelta(minutes=40), timedelta(minutes=30))
    assert found.wins[-2:] == (Share(0, 1), Share(1, 2))
    # five calls, three of them in time, and three that were answered live, two of which became the quotes
    assert found.in_time == Share(6, 8)
    assert not found.is_empty
    assert found.steps[Step.CALLED_BACK] == found.in_time
    assert found.weakest == Step.CALLED_BACK


def test_promises_of_mine_are_counted_whether_of_a_job_or_not(owner: Owner) -> None:
    customer_id = owner.customer()
    kept = owner.do(promises.make, customer_id, "Ring the supplier", date(2026, 11, 20))
    owner.do(promises.make, customer_id, "Send the plan", date(2026, 11, 19))
    owner.do(promises.make, customer_id, "Decide", date(2026, 11, 19), mine=False)
    owner.do(promises.make, customer_id, "Later", date(2026, 11, 20))
    owner.do(promises.keep, kept.id)
    assert owner.ask(glance.glance).kept[-1] == Share(1, 2)


def test_a_promise_that_was_moved_in_time_is_kept_and_told_apart(owner: Owner) -> None:
    made = owner.do(promises.make, owner.customer(), "Send the plan", date(2026, 11, 19))
    owner.at("2026-11-18")
    owner.do(promises.re_agree, made.id, date(2026, 11, 20))
    owner.at("2026-11-20")
    owner.do(promises.keep, made.id)
    found = owner.ask(glance.glance)
    assert (found.kept[-1], found.moved) == (Share(1, 1), 1)
    assert owner.get(Promise, made.id).first_due_on == date(2026, 11, 19)


def test_where_all_was_kept_no_step_is_the_weakest(owner: Owner) -> None:
    for _ in range(5):
        owner.enquiry(answered_live=True)
    owner.at("2026-11-23")
    found = owner.ask(glance.glance)
    assert (found.in_time, found.weakest) == (Share(5, 5), None)
