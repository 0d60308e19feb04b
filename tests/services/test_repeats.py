"""Whom to get in touch with again: a check-up is due, a guarantee ends, not seen for long."""

from typing import Any
from uuid import UUID

import pytest

from tests.followup_hands import given
from tests.owner import Owner
from tradesman.book.customer import Whereabouts
from tradesman.book.followup import Channel, Event, Purpose
from tradesman.book.quote import AcceptedBy
from tradesman.services import customers, followups, jobs, listings, quotes, rule_changes
from tradesman.services.listings import Group, View


def who(owner: Owner, group: Group) -> frozenset[UUID]:
    return owner.ask(listings.groups)[group]


@pytest.fixture
def leah(owner: Owner) -> UUID:
    """Her job was signed off on 20 November 2026, with a guarantee of two years."""
    customer_id = owner.customer()
    quote = owner.do(given, customer_id, None)
    job = owner.do(quotes.accept, quote.id, owner.option(quote.id), AcceptedBy.PHONE, "Leah Novak")
    owner.completed(job.id)
    return customer_id


def test_a_check_up_stands_there_two_months_before_it_is_due(owner: Owner, leah: UUID) -> None:
    owner.at("2027-08-20")  # due on 20 October
    assert who(owner, Group.CHECK_UP) == frozenset()
    owner.at("2027-08-23")
    assert who(owner, Group.CHECK_UP) == {leah}


def test_every_year_the_check_up_stands_there_again(owner: Owner, leah: UUID) -> None:
    owner.rule("check_up", wait="12 months", repeats=True)
    job = owner.ask(jobs.of_customer, leah)[0]
    for day, due in (("2027-11-22", "2028-11-20"), ("2028-11-20", "2029-11-20")):
        owner.at(day)
        assert who(owner, Group.CHECK_UP) == {leah}
        owner.do(followups.do, owner.asked(job.id)[Purpose.CHECK_UP].id)
        assert (who(owner, Group.CHECK_UP), owner.due(job.id)["check_up"]) == (frozenset(), due)


@pytest.mark.parametrize(
    ("wait", "fields", "stands"),
    [
        ("12 months", {"repeats": True}, True),
        ("12 months", {"occasion": "check_up"}, True),
        ("12 months", {}, False),
        ("1 months", {"repeats": True}, False),
    ],
)
def test_a_rule_of_one_s_own_that_comes_every_year_is_a_check_up_too(
    owner: Owner, wait: str, fields: dict[str, Any], stands: bool
) -> None:
    owner.rule("check_up", enabled=False)
    owner.do(rule_changes.add, "Service the boiler", Event.JOB_COMPLETED, wait, Channel.CALL, **fields)
    owner.completed()
    owner.at("2027-10-20")
    assert bool(who(owner, Group.CHECK_UP)) is stands


def test_a_guarantee_ends_soon_in_its_last_sixty_days(owner: Owner, leah: UUID) -> None:
    for day, expected in (("2028-09-20", set()), ("2028-09-21", {leah}), ("2028-11-20", {leah}), ("2028-11-21", set())):
        owner.at(day)
        assert who(owner, Group.GUARANTEE_ENDS) == expected


def test_the_end_client_of_another_contractor_is_in_no_list(owner: Owner, leah: UUID) -> None:
    job = owner.ask(jobs.of_customer, leah)[0]
    owner.do(jobs.set_subcontracted, job.id, subcontracted=True)
    owner.at("2028-11-01")
    assert who(owner, Group.GUARANTEE_ENDS) == frozenset()
    owner.at("2029-11-01")
    assert who(owner, Group.NOT_SEEN) == frozenset()


def test_two_years_without_work_are_long_and_a_new_enquiry_ends_them(owner: Owner, leah: UUID) -> None:
    owner.at("2028-11-20")
    assert who(owner, Group.NOT_SEEN) == frozenset()
    owner.at("2028-11-21")
    assert who(owner, Group.NOT_SEEN) == {leah}
    owner.enquiry(leah, answered_live=True)
    assert who(owner, Group.NOT_SEEN) == frozenset()


def test_with_whom_something_is_open_is_not_forgotten(owner: Owner, leah: UUID) -> None:
    owner.at("2026-12-01")
    owner.do(jobs.take_on, owner.enquiry(leah, answered_live=True))
    owner.at("2029-01-10")
    assert who(owner, Group.NOT_SEEN) == frozenset()


def test_who_was_never_a_customer_is_not_missed(owner: Owner) -> None:
    owner.enquiry(answered_live=True)
    owner.at("2029-11-21")
    assert who(owner, Group.NOT_SEEN) == frozenset()


@pytest.mark.parametrize("where", [Whereabouts.MOVED, Whereabouts.DIED, None])
def test_who_is_not_to_be_asked_is_in_no_list(owner: Owner, leah: UUID, where: Whereabouts | None) -> None:
    if where is None:
        owner.do(customers.set_do_not_contact, leah, leave_alone=True)
    else:
        owner.do(customers.set_whereabouts, leah, where)
    for day in ("2027-10-20", "2028-11-01", "2029-11-01"):
        owner.at(day)
        assert not who(owner, Group.CHECK_UP) | who(owner, Group.GUARANTEE_ENDS) | who(owner, Group.NOT_SEEN)


def test_the_list_of_a_group_shows_its_rows(owner: Owner, leah: UUID) -> None:
    owner.at("2028-11-01")
    owner.customer("Tom Whitaker")
    listing = owner.ask(listings.listing, View(group=Group.GUARANTEE_ENDS))
    assert [row.id for row in owner.ask(listing.rows, 0, 10)] == [leah]
