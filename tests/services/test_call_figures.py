"""Service calls in figures, counted by hand. NOW is Friday 20 November 2026, 10:00 in Harrow."""

from datetime import date
from typing import Any
from uuid import UUID

from tests.owner import Owner
from tradesman.book.enquiry import EnquiryKind
from tradesman.book.job import Job, JobKind
from tradesman.services import call_figures, jobs, prices
from tradesman.services.scorecard import Period, Share

YEAR = Period(date(2027, 1, 1), date(2027, 12, 31))


def came_back(owner: Owner, day: str, done: str = "", cost: int | None = None, **said: Any) -> UUID:
    """A service call of somebody new for somebody else's job; what is `said` of it is noted once it is done."""
    earlier = owner.completed()
    owner.at(day)
    asked = owner.enquiry(owner.customer(), kind=EnquiryKind.SERVICE_CALL, answered_live=True, came_in_at=owner.now)
    job_id = owner.do(jobs.take_on, asked, kind=JobKind.SERVICE_CALL, earlier_job_id=earlier).id
    if done:
        owner.at(done)
        owner.completed(job_id)
    if said:
        owner.do(jobs.put_right, job_id, "Washer split", cost, **said)
    return job_id


def test_service_calls_are_counted_with_their_days_cost_and_who_bears_them(owner: Owner) -> None:
    none = owner.ask(call_figures.service_calls, YEAR)
    assert (none.number, none.median_days, none.cost_to_me_minor, none.under_guarantee) == (0, None, 0, Share(0, 0))
    assert (none.cases, none.failed, none.fixed_by_me) == ((), (), Share(0, 0))
    came_back(owner, "2026-12-31", "2027-01-02", 9_999, under_guarantee=True, fixed_by_me=True)  # the year before
    came_back(owner, "2027-01-04", "2027-01-05", 4_500, under_guarantee=True, fixed_by_me=True)
    came_back(owner, "2027-02-01", "2027-02-01", 0, under_guarantee=False, fixed_by_me=False)
    mine = came_back(owner, "2027-03-01", "2027-03-11", under_guarantee=True)  # nobody said who put it right
    came_back(owner, "2027-12-31", "2028-01-03")
    owner.do(jobs.cancel, came_back(owner, "2027-05-03"), "It was the neighbour's")
    came_back(owner, "2027-06-01")
    found = owner.ask(call_figures.service_calls, YEAR)
    assert (found.number, found.put_right, found.cost_to_me_minor) == (5, 4, 4_500)
    assert found.median_days is None  # fewer than five were put right
    assert owner.ask(call_figures.service_calls, Period(date(2026, 12, 31), YEAR.last)).median_days == 2
    assert (found.under_guarantee, found.fixed_by_me) == (Share(2, 3), Share(1, 2))
    assert [(case.on.isoformat(), case.days_to_fix, case.cost_to_me_minor) for case in found.cases] == [
        ("2027-01-04", 1, 4_500),
        ("2027-02-01", 0, 0),
        ("2027-03-01", 10, None),
        ("2027-06-01", None, None),
        ("2027-12-31", 3, None),
    ]
    assert [case.under_guarantee for case in found.cases] == [True, False, True, None, None]
    assert [case.fixed_by_me for case in found.cases] == [True, False, None, None, None]
    hers = Period(YEAR.first, YEAR.last, owner.get(Job, mine).customer_id)
    (case,) = owner.ask(call_figures.service_calls, hers).cases
    assert (case.job_id, case.customer_id, case.days_to_fix) == (mine, hers.customer_id, 10)


def test_what_failed_most_often_comes_first_with_its_cases(owner: Owner) -> None:
    tap, valve, pipe = (owner.do(prices.add, words, 4_000).id for words in ("Tap", "valve", "Pipe"))
    first = came_back(owner, "2027-01-04", under_guarantee=True, failed_item_id=tap)
    second = came_back(owner, "2027-02-01", under_guarantee=True, failed_item_id=valve)
    third = came_back(owner, "2027-03-01", under_guarantee=False, failed_item_id=valve)
    came_back(owner, "2027-04-01", under_guarantee=True)  # none of the price book
    owner.do(jobs.cancel, came_back(owner, "2027-05-03", under_guarantee=True, failed_item_id=pipe), "Wrong house")
    found = owner.ask(call_figures.service_calls, YEAR).failed
    assert [(item.item_id, item.words, [case.job_id for case in item.cases]) for item in found] == [
        (valve, "valve", [second, third]),
        (tap, "Tap", [first]),
    ]
    owner.do(prices.remove, valve)
    assert [item.words for item in owner.ask(call_figures.service_calls, YEAR).failed] == ["Tap"]
