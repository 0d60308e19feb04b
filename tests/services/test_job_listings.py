from datetime import date, timedelta
from typing import Any
from uuid import UUID

import pytest

from tests.owner import Filled, Owner
from tradesman.book.enquiry import EnquiryKind
from tradesman.book.job import Job, JobKind
from tradesman.services import job_listings, jobs, promises
from tradesman.services.job_listings import Group, Listing, Order, View
from tradesman.services.job_rows import JobRow

WINDOW, MANY = 10, 52


def listed(owner: Owner, **view: Any) -> tuple[Listing, list[JobRow]]:
    with owner.book.read(owner.now) as session:
        found = job_listings.listing(session, View(**view))
        return found, found.rows(session, 0, 100)


def names(owner: Owner, **view: Any) -> list[str]:
    return [row.customer.split()[0] for row in listed(owner, **view)[1]]


def taken_on(owner: Owner, customer: str, title: str, address: str = "3 Mill Lane, Harrow", **rest: Any) -> UUID:
    asked = owner.enquiry(owner.customer(customer, address=address), title, answered_live=True)
    return owner.do(jobs.take_on, asked, price_minor=20_000, **rest).id


def _eight(owner: Owner) -> dict[str, UUID]:
    found = {
        "not_planned": taken_on(owner, "Ann Ash", "Boiler"),
        "planned": taken_on(owner, "Bo Łukasz", "Kitchen tap"),
        "in_progress": taken_on(owner, "Carl Moor", "Boiler", "9 Quay Street, Pinner"),
        "paused": taken_on(owner, "Dee Quist", "Radiators"),
        "completed": taken_on(owner, "Eve Ash", "Boiler"),
        "not_paid": taken_on(owner, "Flo Reed", "Shower"),
        "called_off": taken_on(owner, "Gil Novak", "Bath"),
    }
    owner.do(jobs.plan, found["planned"], [date(2026, 12, 1)], date(2026, 12, 2))
    owner.do(jobs.plan, found["in_progress"], [date(2026, 11, 24), date(2026, 11, 26)], date(2026, 11, 25))
    owner.do(jobs.plan, found["paused"], [date(2026, 11, 23)], date(2026, 11, 24))
    for name in ("in_progress", "paused"):
        owner.do(jobs.start, found[name])
    owner.do(jobs.pause, found["paused"], "A part is missing")
    owner.do(jobs.complete, found["completed"], who="Eve Ash")
    owner.do(jobs.note_paid, found["completed"], "cash")
    owner.do(jobs.complete, found["not_paid"], who="Flo Reed")
    owner.do(jobs.cancel, found["called_off"], "Moved away")
    customer_id = owner.get(Job, found["completed"]).customer_id
    asked = owner.enquiry(customer_id, "It drips again", kind=EnquiryKind.SERVICE_CALL, answered_live=True)
    earlier = {"kind": JobKind.SERVICE_CALL, "earlier_job_id": found["completed"]}
    found["service_calls"] = owner.do(jobs.take_on, asked, **earlier).id
    owner.do(jobs.plan, found["service_calls"], [date(2026, 11, 27)])
    owner.at("2026-11-25")
    return found


@pytest.fixture
def eight(owner: Owner, filled: Filled) -> dict[str, UUID]:
    """A job of each group; seen from Wednesday 25 November."""
    return filled.by(_eight, owner)


def test_each_group_shows_its_own_and_counts_them(owner: Owner, eight: dict[str, UUID]) -> None:
    found, rows = listed(owner)
    assert {row.id for row in rows} == set(eight.values())
    both = {Group.PLANNED: {"planned", "service_calls"}, Group.COMPLETED: {"completed", "not_paid"}}
    assert found.counts == {Group.ALL: 8} | {group: len(both.get(group, {1})) for group in list(Group)[1:]}
    for group in list(Group)[1:]:
        wanted = {eight[name] for name in both.get(group, {group.value})}
        assert ({row.id for row in listed(owner, group=group)[1]}, group) == (wanted, group)


@pytest.mark.parametrize(
    ("price", "kind", "owed"),
    [(20_000, "work", 1), (None, "work", 1), (0, "work", 0), (None, "call", 0), (9_000, "call", 1)],
)
def test_what_costs_nothing_is_not_owed(owner: Owner, price: int | None, kind: str, owed: int) -> None:
    earlier = owner.completed()
    owner.do(jobs.note_paid, earlier, "cash")
    asked = owner.enquiry(answered_live=True)
    rest = {"kind": JobKind.SERVICE_CALL, "earlier_job_id": earlier} if kind == "call" else {}
    job_id = owner.do(jobs.take_on, asked, price_minor=price, **rest).id
    assert listed(owner, group=Group.NOT_PAID)[0].count == 0  # nothing is owed before it is done
    owner.completed(job_id)
    found, rows = listed(owner, group=Group.NOT_PAID)
    assert (found.count, len(rows)) == (owed, owed)
    paid = {row.id: row.paid for row in listed(owner)[1]}
    assert paid == {earlier: True, job_id: False if owed else None}


@pytest.mark.parametrize(
    ("order", "expected", "backwards"),
    [
        (Order.DAYS, "Bo Eve Carl Dee Gil Flo Eve Ann", "Ann Eve Flo Gil Dee Carl Eve Bo"),
        (Order.FINISH, "Dee Carl Bo Eve Gil Flo Eve Ann", "Bo Carl Dee Eve Gil Flo Eve Ann"),
        (Order.CUSTOMER, "Ann Bo Carl Dee Eve Eve Flo Gil", "Gil Flo Eve Eve Dee Carl Bo Ann"),
    ],
)
def test_they_come_in_the_order_that_is_asked_for(
    owner: Owner, eight: dict[str, UUID], order: Order, expected: str, backwards: str
) -> None:
    assert " ".join(names(owner, order=order)) == expected
    assert " ".join(names(owner, order=order, backwards=True)) == backwards


def test_a_finish_that_was_kept_or_called_off_is_not_waited_for(owner: Owner, eight: dict[str, UUID]) -> None:
    owner.do(jobs.start, eight["planned"])
    owner.do(jobs.complete, eight["planned"], who="Bo")
    owner.do(jobs.cancel, eight["paused"], "No money")
    assert names(owner, order=Order.FINISH)[0] == "Carl"
    assert names(owner, order=Order.FINISH, group=Group.PAUSED) == []


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("ash", {"not_planned", "completed", "service_calls"}),
        ("ASH boil", {"not_planned", "completed"}),
        ("lukasz", {"planned"}),
        ("quay", {"in_progress"}),
        ("quay st boiler", {"in_progress"}),
        ("pinner tap", set()),
        ("d", {"paused"}),  # one letter begins a name only
        ("drips again", {"service_calls"}),
        ("!!", set()),
        ("nobody", set()),
    ],
)
def test_title_customer_and_address_are_found(
    owner: Owner, eight: dict[str, UUID], words: str, expected: set[str]
) -> None:
    assert {row.id for row in listed(owner, words=words)[1]} == {eight[name] for name in expected}


def test_what_was_found_is_counted_by_group_and_picked_from_it(owner: Owner, eight: dict[str, UUID]) -> None:
    found, rows = listed(owner, words="ash", group=Group.COMPLETED)
    assert [row.id for row in rows] == [eight["completed"]]
    assert {group: count for group, count in found.counts.items() if count} == {
        Group.ALL: 3,
        Group.NOT_PLANNED: 1,
        Group.PLANNED: 1,
        Group.COMPLETED: 1,
        Group.SERVICE_CALLS: 1,
    }
    assert names(owner, words="nobody", group=Group.PAUSED) == []


def test_a_large_book_is_counted_only_when_it_is_read(
    owner: Owner, eight: dict[str, UUID], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert not owner.ask(job_listings.listing, View()).slow
    monkeypatch.setattr(job_listings, "MANY", 7)
    with owner.book.read(owner.now) as session:
        found = job_listings.listing(session, View())
        assert (found.slow, found.count) == (True, 0)
        assert len(found.rows(session, 0, 3)) == 3
        assert found.count == 8
        assert not job_listings.listing(session, View(words="ash")).slow


def test_many_are_read_window_by_window_each_once(owner: Owner, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(job_listings, "_BLOCK", 7)  # windows begin and end inside of blocks
    first = owner.get(Job, taken_on(owner, "Ann Ash", "Boiler"))
    rest = first.model_dump(exclude={"id", "title"})
    with owner.book.write("Many", owner.now) as session:
        session.add_all(Job(title=f"{number:02d}", **rest) for number in range(2, MANY + 1))
        session.flush()
        for number, job in enumerate(jobs.of_customer(session, first.customer_id)[:MANY:4]):
            promises.promise_finish(session, first.customer_id, job.id, date(2026, 12, 1) + timedelta(days=number // 3))
    for order in Order:
        for backwards in (False, True):
            with owner.book.read(owner.now) as session:
                found = job_listings.listing(session, View(order=order, backwards=backwards))
                told = [row.id for start in range(0, MANY, WINDOW) for row in found.rows(session, start, WINDOW)]
            assert len(told) == len(set(told)) == found.count == MANY
    with owner.book.read(owner.now) as session:
        found = job_listings.listing(session, View())
        last = found.rows(session, MANY - 3, WINDOW)
        assert [row.id for row in last] == [row.id for row in found.rows(session, 0, MANY)][-3:]
        assert found.rows(session, MANY, WINDOW) == []
