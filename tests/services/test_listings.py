from datetime import date, time, timedelta
from uuid import UUID

import pytest

from tests.owner import Owner
from tradesman.book.customer import Customer
from tradesman.book.followup import Purpose
from tradesman.services import customers, directory, followups, jobs, listings, promises, quotes, visits
from tradesman.services.listings import Group, Order, View
from tradesman.services.next_steps import Coming


def names(owner: Owner, view: View, *, known: bool = False, limit: int = 100) -> list[str]:
    """What a view shows, asked for in windows of three as a table does."""
    groups = owner.ask(listings.groups) if known else None
    shown = owner.ask(listings.listing, view, groups)
    found: list[str] = []
    for offset in range(0, min(shown.count, limit), 3):
        found += [row.name for row in owner.ask(shown.rows, offset, 3)]
    return found


def paid(owner: Owner, customer_id: UUID, price_minor: int) -> None:
    job = owner.do(jobs.done_and_paid, customer_id, "Tap", price_minor, "cash")
    for followup in owner.asked(job.id).values():
        owner.do(followups.skip, followup.id, "Not needed")


@pytest.fixture
def street(owner: Owner) -> dict[str, UUID]:
    """Seven people with something to come, or nothing."""
    made = {name: owner.customer(name) for name in ("Ann", "Ben", "Cat", "Dan", "Eva", "Fay", "Gus")}
    visit = owner.enquiry(made["Dan"], answered_live=True)
    owner.do(visits.book, visit, date(2026, 11, 27), time(9))
    owner.do(promises.make, made["Cat"], "Bring the sample", date(2026, 11, 20), due_at_time=time(17))
    owner.enquiry(made["Eva"])
    owner.now += timedelta(hours=3)
    owner.enquiry(made["Ben"])
    job_id = owner.accepted(owner.given(owner.drafted(owner.enquiry(made["Fay"], answered_live=True))))
    owner.do(jobs.plan, job_id, [date(2026, 12, 7)])
    return made


def test_late_calls_come_first_then_what_is_due_then_the_rest_by_name(owner: Owner, street: dict[str, UUID]) -> None:
    assert names(owner, View()) == ["Eva", "Ben", "Cat", "Fay", "Dan", "Ann", "Gus"]
    steps = {row.name: row.step for row in owner.ask(owner.ask(listings.listing, View()).rows, 0, 9)}
    assert steps["Eva"] is not None
    assert steps["Eva"].late
    assert [step.what if step else None for step in steps.values()] == [
        Purpose.CALL_BACK,
        Purpose.CALL_BACK,
        Coming.PROMISE,
        Purpose.CONFIRM_CHOICE,
        Purpose.CONFIRM_VISIT,
        None,
        None,
    ]


def test_each_order_has_an_opposite_and_who_has_nothing_of_it_stays_last(owner: Owner, street: dict[str, UUID]) -> None:
    assert names(owner, View(order=Order.NEXT, backwards=True))[-3:] == ["Eva", "Ann", "Gus"]
    assert names(owner, View(order=Order.NAME)) == sorted(street)
    assert names(owner, View(order=Order.NAME, backwards=True)) == sorted(street, reverse=True)
    paid(owner, street["Gus"], 9_000)
    assert names(owner, View(order=Order.WORTH)) == ["Fay", "Gus", "Ann", "Ben", "Cat", "Dan", "Eva"]
    assert names(owner, View(order=Order.WORTH, backwards=True)) == ["Gus", "Fay", "Ann", "Ben", "Cat", "Dan", "Eva"]


def test_the_last_contact_is_the_latest_of_all_kinds(owner: Owner, street: dict[str, UUID]) -> None:
    owner.at("2026-11-23")
    owner.do(customers.add_note, street["Ann"], "Rang about the tap")
    assert names(owner, View(order=Order.LAST))[0] == "Ann"
    assert set(names(owner, View(order=Order.LAST))[-2:]) == {"Cat", "Gus"}
    assert names(owner, View(order=Order.LAST, backwards=True))[-3:] == ["Ann", "Cat", "Gus"]
    owner.at("2026-11-24")
    job_id = owner.ask(jobs.of_customer, street["Fay"])[0].id
    owner.completed(job_id, date(2026, 11, 24))
    assert names(owner, View(order=Order.LAST))[0] == "Fay"
    found = owner.ask(directory.row, street["Fay"])
    assert found.last == date(2026, 11, 24)


def test_groups_count_who_is_in_them(owner: Owner, street: dict[str, UUID]) -> None:
    paid(owner, street["Gus"], 9_000)
    paid(owner, street["Gus"], 9_000)
    off = owner.do(jobs.done_and_paid, street["Ann"], "Tap", 5_000, "cash")
    paid(owner, street["Ann"], 5_000)
    lost = owner.given(owner.drafted(owner.enquiry(street["Cat"], answered_live=True)))
    owner.do(quotes.lose, lost, "Too dear")
    owner.do(customers.set_do_not_contact, street["Ben"], leave_alone=True)
    groups = owner.ask(listings.groups)
    by_name = {group: {owner.get(Customer, each).name for each in ids} for group, ids in groups.items()}
    assert off.price_minor == 5_000
    assert by_name == {
        Group.ACTIVE: {"Ben", "Dan", "Eva", "Fay"},
        Group.REPEAT: {"Gus", "Ann"},
        Group.WIN_BACK: {"Cat"},
        Group.CHECK_UP: set(),
        Group.GUARANTEE_ENDS: set(),
        Group.NOT_SEEN: set(),
        Group.LEFT_ALONE: {"Ben"},
    }
    assert names(owner, View(group=Group.ACTIVE)) == ["Eva", "Ben", "Fay", "Dan"]
    assert names(owner, View(group=Group.REPEAT, order=Order.WORTH), known=True) == ["Gus", "Ann"]


def test_a_job_called_off_makes_nobody_a_repeat_customer(owner: Owner) -> None:
    customer_id = owner.customer()
    paid(owner, customer_id, 5_000)
    job_id = owner.accepted(owner.given(owner.drafted(owner.enquiry(customer_id, answered_live=True))))
    assert owner.ask(listings.groups)[Group.REPEAT] == {customer_id}
    owner.do(jobs.cancel, job_id, "Sold the house")
    assert owner.ask(listings.groups)[Group.REPEAT] == frozenset()


def test_the_search_keeps_order_and_counts_each_group(owner: Owner, street: dict[str, UUID]) -> None:
    shown = owner.ask(listings.listing, View("3 mill"))
    assert shown.count == 7
    assert shown.counts == {
        Group.ALL: 7,
        Group.ACTIVE: 4,
        Group.REPEAT: 0,
        Group.WIN_BACK: 0,
        Group.CHECK_UP: 0,
        Group.GUARANTEE_ENDS: 0,
        Group.NOT_SEEN: 0,
        Group.LEFT_ALONE: 0,
    }
    found = names(owner, View("3 mill"))
    assert (found[:5], set(found[5:])) == (["Eva", "Ben", "Cat", "Fay", "Dan"], {"Ann", "Gus"})
    assert names(owner, View("3 mill", Group.ACTIVE), known=True) == ["Eva", "Ben", "Fay", "Dan"]
    assert names(owner, View("3 mill", order=Order.NAME)) == sorted(street)
    assert names(owner, View("3 mill", order=Order.NAME, backwards=True)) == sorted(street, reverse=True)
    assert names(owner, View("a", order=Order.WORTH)) == ["Ann"]
    assert names(owner, View("nobody")) == []


def test_a_large_group_is_read_along_the_same_order(
    owner: Owner, street: dict[str, UUID], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(listings, "FEW", 2)
    monkeypatch.setattr("tradesman.services.next_steps._BEYOND", 0)
    monkeypatch.setattr(listings, "_AHEAD", 0)
    assert names(owner, View(group=Group.ACTIVE)) == ["Eva", "Ben", "Fay", "Dan"]
    assert names(owner, View(group=Group.ACTIVE, order=Order.LAST))[0] in {"Ben", "Fay"}
    assert names(owner, View()) == ["Eva", "Ben", "Cat", "Fay", "Dan", "Ann", "Gus"]


def many(owner: Owner, count: int) -> list[str]:
    with owner.book.write("Many", owner.now) as session:
        for number in range(count):
            customers.add(session, f"Customer {number % 7} {number:03}")
            session.flush()
    return sorted(f"Customer {number % 7} {number:03}" for number in range(count))


def test_a_long_list_is_whole_and_nobody_stands_in_it_twice(owner: Owner, street: dict[str, UUID]) -> None:
    others = many(owner, 250)
    found = names(owner, View(), limit=300)
    assert found[:5] == ["Eva", "Ben", "Cat", "Fay", "Dan"]
    assert sorted(found[5:]) == sorted([*others, "Ann", "Gus"])
    shown = owner.ask(listings.listing, View())
    assert [row.name for row in owner.ask(shown.rows, shown.count - 1, 5)] == ["Gus"]
    assert owner.ask(shown.rows, shown.count, 5) == []
    falling = names(owner, View(order=Order.NAME, backwards=True), limit=300)
    assert falling == sorted([*others, *street], key=str.lower, reverse=True)


def test_only_so_many_are_looked_at(owner: Owner) -> None:
    many(owner, directory.MOST + 20)
    assert owner.ask(listings.listing, View("c")).count == directory.MOST
    assert owner.ask(directory.count, "c") == directory.MOST


def test_a_chip_finds_its_own_behind_a_hundred_others(owner: Owner) -> None:
    active, repeat = owner.customer("Old Smith"), owner.customer("Zed Smith")
    owner.enquiry(active)
    paid(owner, repeat, 1_000)
    paid(owner, repeat, 1_000)
    with owner.book.write("Many", owner.now) as session:
        for number in range(directory.MOST + 5):
            customers.add(session, f"Smith {number:03}")
    everybody = owner.ask(listings.listing, View("smith"))
    assert everybody.count >= directory.MOST
    assert (everybody.whole, everybody.sure) == (False, frozenset())
    shown = owner.ask(listings.listing, View("smith", Group.ACTIVE))
    assert (shown.count, shown.whole, shown.counts[Group.ACTIVE]) == (1, True, 1)
    assert shown.sure == {Group.ACTIVE}
    assert names(owner, View("smith", Group.ACTIVE)) == ["Old Smith"]
    assert names(owner, View("smith", Group.REPEAT)) == ["Zed Smith"]
    assert names(owner, View("smith", Group.WIN_BACK)) == []
