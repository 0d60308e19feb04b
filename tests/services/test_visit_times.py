from datetime import date, time

import pytest

from tests.owner import Owner
from tradesman.services import businesses, jobs, visit_times, visits
from tradesman.services.visit_times import Stands

TUESDAY = date(2026, 11, 24)


def stands(owner: Owner, starts: time | None, minutes: int = 60, **rest: object) -> tuple[Stands, ...]:
    return owner.ask(visit_times.look, TUESDAY, starts, minutes, **rest).stands


@pytest.mark.parametrize(
    ("starts", "minutes", "meets"),
    [(time(9), 60, False), (time(9), 61, True), (time(10, 59), 30, True), (time(11), 30, False), (None, 60, False)],
)
def test_visits_that_share_a_minute_clash(owner: Owner, starts: time | None, minutes: int, meets: bool) -> None:
    owner.do(visits.book, owner.enquiry(), TUESDAY, time(10))
    assert stands(owner, starts, minutes) == (Stands("Leah Novak", time(10), time(11), meets),)


def test_the_visit_that_is_moved_and_what_fell_through_stand_in_nobodys_way(owner: Owner) -> None:
    moved = owner.do(visits.book, owner.enquiry(), TUESDAY, time(10))
    gone = owner.do(visits.book, owner.enquiry(), TUESDAY, time(10))
    owner.do(visits.cancel, gone.id, "Ill")
    assert stands(owner, time(10), visit_id=moved.id) == ()


def test_planned_work_stands_before_the_visits(owner: Owner) -> None:
    owner.do(visits.book, owner.enquiry(), TUESDAY, time(10))
    owner.do(jobs.plan, owner.accepted(), [TUESDAY])
    assert [one.starts for one in stands(owner, time(14))] == [None, time(10)]


def test_what_has_passed_and_days_off_are_told(owner: Owner) -> None:
    owner.at("2026-11-20", "10:00")  # a Friday
    past = {
        (day, starts): owner.ask(visit_times.look, date(2026, 11, day), starts, 60).past
        for day, starts in ((20, time(9, 59)), (20, time(10)), (20, None), (19, None))
    }
    assert list(past.values()) == [True, False, False, True]
    assert [owner.ask(visit_times.look, date(2026, 11, day), None, 60).working for day in (20, 21)] == [True, False]


def test_visits_without_time_to_drive_between_are_told(owner: Owner) -> None:
    owner.do(visits.book, owner.enquiry(), TUESDAY, time(10))
    near = {
        starts: owner.ask(visit_times.look, TUESDAY, starts, 60).near
        for starts in (time(8, 30), time(8, 45), time(9, 30), time(11), time(11, 30))
    }
    assert list(near.values()) == [(), (("Leah Novak", 15),), (), (("Leah Novak", 0),), ()]
    owner.do(businesses.change, travel_minutes=0)
    assert owner.ask(visit_times.look, TUESDAY, time(11), 60).near == ()
