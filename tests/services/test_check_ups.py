"""A check-up that comes again is asked once for a property, after the latest work, whatever happens to that work."""

from datetime import date
from uuid import UUID

import pytest

from tests.owner import Owner
from tradesman.book.customer import Whereabouts
from tradesman.book.followup import FollowUp, FollowUpState, Purpose
from tradesman.services import check_ups, customers, duplicates, followups, jobs, overtaken

OF_FIRST, OF_SECOND = "2027-11-22", "2027-12-06"


@pytest.fixture
def leah(owner: Owner) -> UUID:
    """Her boiler is looked at every year."""
    owner.rule("check_up", wait="12 months", repeats=True)
    return owner.customer()


def work(owner: Owner, customer_id: UUID, day: str) -> UUID:
    owner.at(day)
    return owner.completed(owner.do(jobs.take_on, owner.enquiry(customer_id, answered_live=True)).id)


def due(owner: Owner, *job_ids: UUID) -> list[str | None]:
    return [owner.due(job_id).get("check_up") for job_id in job_ids]


def two_jobs(owner: Owner, leah: UUID) -> tuple[UUID, UUID]:
    found = work(owner, leah, "2026-11-20"), work(owner, leah, "2026-12-04")
    assert due(owner, *found) == [None, OF_SECOND]
    return found


def test_who_may_be_asked_again_is_asked_once(owner: Owner, leah: UUID) -> None:
    first = work(owner, leah, "2026-11-20")
    owner.do(customers.set_do_not_contact, leah, leave_alone=True)
    second = work(owner, leah, "2026-12-04")
    owner.do(customers.set_do_not_contact, leah, leave_alone=False)
    assert due(owner, first, second) == [None, OF_SECOND]
    assert owner.asked(first)[Purpose.CHECK_UP].reason == overtaken.WITH_LATER_WORK


def test_who_came_back_to_the_house_is_asked_once(owner: Owner, leah: UUID) -> None:
    first = work(owner, leah, "2026-11-20")
    owner.do(customers.set_whereabouts, leah, Whereabouts.MOVED)
    second = work(owner, leah, "2026-12-04")
    owner.do(customers.set_whereabouts, leah, Whereabouts.HERE)
    assert due(owner, first, second) == [None, OF_SECOND]


def test_two_records_of_one_house_are_asked_once(owner: Owner, leah: UUID) -> None:
    first, second = work(owner, leah, "2026-11-20"), work(owner, owner.customer("Lea Novak"), "2026-12-04")
    assert due(owner, first, second) == [OF_FIRST, OF_SECOND]
    owner.do(duplicates.merge, leah, owner.get(FollowUp, owner.asked(second)[Purpose.CHECK_UP].id).customer_id)
    assert due(owner, first, second) == [None, OF_SECOND]


def test_where_the_later_work_was_for_another_contractor_that_before_it_is_checked(owner: Owner, leah: UUID) -> None:
    first, second = two_jobs(owner, leah)
    owner.do(jobs.set_subcontracted, second, subcontracted=True)
    assert due(owner, first, second) == [OF_FIRST, None]
    owner.do(jobs.set_subcontracted, second, subcontracted=False)
    assert due(owner, first, second) == [None, OF_SECOND]


def test_a_corrected_day_tells_which_work_was_the_later(owner: Owner, leah: UUID) -> None:
    first, second = two_jobs(owner, leah)
    owner.do(jobs.complete, second, on=date(2026, 11, 19))
    assert due(owner, first, second) == [OF_FIRST, None]
    owner.at("2026-12-07")
    owner.do(jobs.complete, second, on=date(2026, 12, 7))
    assert due(owner, first, second) == [None, "2027-12-07"]
    owner.at("2026-12-08")
    owner.do(jobs.complete, first, on=date(2026, 12, 8))
    assert due(owner, first, second) == ["2027-12-08", None]


def test_what_is_checked_again_follows_its_rule_as_it_is_by_now(owner: Owner, leah: UUID) -> None:
    first, second = two_jobs(owner, leah)
    owner.rule("check_up", wait="6 months")
    owner.do(jobs.set_subcontracted, second, subcontracted=True)
    assert due(owner, first, second) == ["2027-05-20", None]


def test_who_is_left_alone_gets_no_check_up_back(owner: Owner, leah: UUID) -> None:
    first, second = two_jobs(owner, leah)
    owner.do(customers.set_do_not_contact, leah, leave_alone=True)
    owner.do(jobs.set_subcontracted, second, subcontracted=True)
    assert due(owner, first, second) == [None, None]
    owner.do(customers.set_do_not_contact, leah, leave_alone=False)
    assert due(owner, first, second) == [OF_FIRST, None]


def test_what_was_long_ago_is_asked_for_on_the_next_of_its_days(owner: Owner, leah: UUID) -> None:
    first = work(owner, leah, "2026-11-20")
    second = work(owner, leah, "2027-11-01")
    owner.at("2028-03-01")
    owner.do(jobs.set_subcontracted, second, subcontracted=True)
    assert due(owner, first, second) == ["2028-11-20", None]
    rows = [row for row in owner.all(FollowUp) if row.rule_key == "check_up" and row.state == FollowUpState.OPEN]
    assert [row.repetition for row in rows] == [2]
    before = owner.rows()
    owner.do(check_ups.join_all)
    assert owner.rows() == before
    owner.do(followups.do, rows[0].id)
    assert due(owner, first) == ["2029-11-20"]
