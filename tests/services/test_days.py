from datetime import date, time, timedelta

import pytest

from tests.owner import Owner
from tradesman.services import businesses, days, jobs, visits


def said(owner: Owner, **rest: int) -> list[str]:
    return [f"{day:%d %b} {starts:%H:%M}" for day, starts in owner.ask(days.free_times, **rest)]


def test_the_next_free_hours_are_in_the_morning_and_after_noon(owner: Owner) -> None:
    owner.at("2026-11-19", "10:20")  # a Thursday
    assert said(owner) == ["19 Nov 12:00", "20 Nov 08:00", "20 Nov 12:00", "23 Nov 08:00"]
    owner.at("2026-11-19", "09:00")
    assert said(owner, most=2) == ["19 Nov 10:00", "19 Nov 12:00"]


def test_other_visits_take_their_time(owner: Owner) -> None:
    owner.at("2026-11-19", "16:30")
    enquiry_id = owner.enquiry()
    owner.do(visits.book, enquiry_id, date(2026, 11, 20), time(8, 30), minutes=90)
    later = owner.do(visits.book, enquiry_id, date(2026, 11, 20), time(12), minutes=60)
    assert said(owner, most=2) == ["20 Nov 14:00", "23 Nov 08:00"]  # half an hour to drive before and after
    owner.do(visits.cancel, later.id, "")
    assert said(owner, most=2) == ["20 Nov 11:00", "20 Nov 12:00"]
    owner.do(businesses.change, travel_minutes=0)
    assert said(owner, most=1) == ["20 Nov 10:00"]


def test_a_day_of_work_has_no_free_time_until_the_job_is_off(owner: Owner) -> None:
    owner.at("2026-11-19", "10:20")
    job_id = owner.accepted()
    owner.do(jobs.plan, job_id, [date(2026, 11, 19), date(2026, 11, 20)])
    assert said(owner, most=2) == ["23 Nov 08:00", "23 Nov 12:00"]
    owner.do(jobs.cancel, job_id, "Sold the house")
    assert said(owner, most=1) == ["19 Nov 12:00"]


def test_behind_a_long_job_a_free_time_is_still_found(owner: Owner) -> None:
    owner.do(jobs.plan, owner.accepted(), [owner.ask(businesses.today) + timedelta(days=ahead) for ahead in range(30)])
    assert said(owner, most=1) == ["21 Dec 08:00"]


def test_a_long_visit_needs_a_long_gap(owner: Owner) -> None:
    owner.at("2026-11-20", "07:00")
    assert said(owner, minutes=300, most=3) == ["20 Nov 08:00", "20 Nov 12:00", "23 Nov 08:00"]
    assert said(owner, minutes=360, most=2) == ["20 Nov 08:00", "23 Nov 08:00"]


@pytest.mark.parametrize(("minutes", "free"), [(60, ["21 Nov 22:00"]), (120, ["21 Nov 22:00"]), (180, [])])
def test_hours_may_end_at_midnight(owner: Owner, minutes: int, free: list[str]) -> None:
    owner.at("2026-11-21", "12:00")  # a Saturday
    owner.do(businesses.change, hours={"5": [["22:00", "24:00"]]})
    assert said(owner, minutes=minutes, most=1) == free


def test_nobody_visits_on_days_away(owner: Owner) -> None:
    owner.at("2026-11-19", "16:30")
    owner.do(businesses.add_days_away, date(2026, 11, 20), date(2026, 11, 24))
    assert said(owner, most=1) == ["25 Nov 08:00"]


def test_a_book_begins_with_its_first_step(owner: Owner) -> None:
    begun = owner.ask(businesses.today)
    owner.at("2027-03-01")
    assert owner.ask(days.begun) == begun


def test_on_a_free_day_work_has_no_time(owner: Owner) -> None:
    owner.do(jobs.plan, owner.accepted(), [date(2026, 11, 20), date(2026, 11, 21)])
    assert [entry.starts for entry in owner.ask(days.today)] == [time(8)]
    owner.at("2026-11-21")
    assert [entry.starts for entry in owner.ask(days.today)] == [None]
