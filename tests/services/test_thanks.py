"""Recommendations by customers: who sent whom, and the thank-you that is owed until it is said or left out."""

from datetime import date
from uuid import UUID

import pytest

from tests.owner import Owner
from tradesman.book.customer import Customer, Whereabouts
from tradesman.book.errors import BookError
from tradesman.book.followup import FollowUp, FollowUpState
from tradesman.book.message import Way
from tradesman.services import customer_sheets, customers, messages, thanks, today
from tradesman.services.decisions import Decision
from tradesman.services.messages import Occasion
from tradesman.services.today import Group


@pytest.fixture
def ruth(owner: Owner) -> UUID:
    return owner.customer("Ruth Okafor")


@pytest.fixture
def daniel(owner: Owner, ruth: UUID) -> UUID:
    """Ruth sent him."""
    return owner.customer("Daniel Hart", recommended_by_id=ruth)


def owed(owner: Owner) -> list[tuple[str, str]]:
    return [(row.customer, row.what) for row in owner.ask(today.rows) if row.decision == Decision.THANK]


@pytest.mark.usefixtures("daniel")
def test_today_asks_to_thank_whoever_sent_somebody(owner: Owner, ruth: UUID) -> None:
    (row,) = owner.ask(today.rows)
    assert (row.customer, row.what, row.group, row.due_on) == (
        "Ruth Okafor",
        "Daniel Hart",
        Group.KEEP_IN_TOUCH,
        date(2026, 11, 20),
    )
    assert owner.ask(today.rows, ruth) == [row]
    assert owner.ask(today.rows, row.subject_id) == []


def test_a_message_thanks_for_everybody_that_was_sent(owner: Owner, ruth: UUID, daniel: UUID) -> None:
    owner.customer("Grace Lindqvist", recommended_by_id=ruth)
    assert owed(owner) == [("Ruth Okafor", "Daniel Hart"), ("Ruth Okafor", "Grace Lindqvist")]
    owner.do(messages.note, ruth, "Thank you", Way.TEXT, occasion=Occasion.FREE)
    assert len(owed(owner)) == 2
    owner.do(messages.note, ruth, "Thank you", Way.TEXT, occasion=Occasion.THANK_RECOMMENDER)
    assert owed(owner) == []
    assert owner.get(Customer, daniel).recommender_thanked_at == owner.now


def test_thanked_on_the_phone_and_taken_back(owner: Owner, ruth: UUID, daniel: UUID) -> None:
    assert owner.do(thanks.say, ruth) == 1
    assert (owed(owner), owner.do(thanks.say, ruth)) == ([], 0)
    owner.do(thanks.take_back, ruth, owner.now)
    assert owed(owner) == [("Ruth Okafor", "Daniel Hart")]
    assert owner.get(Customer, daniel).recommender_thanked_at is None


def test_left_out_with_a_reason_it_is_asked_for_no_more_and_is_not_called_thanked(
    owner: Owner, ruth: UUID, daniel: UUID
) -> None:
    with pytest.raises(BookError, match="Why skip"):
        owner.do(thanks.skip, daniel, " ")
    owner.do(thanks.skip, daniel, "No time")
    (kept,) = owner.all(FollowUp)
    assert (kept.state, kept.reason, kept.customer_id, owed(owner)) == (FollowUpState.SKIPPED, "No time", ruth, [])
    assert owner.ask(customer_sheets.sheet, daniel).recommended_by == thanks.Sent(ruth, "Ruth Okafor", None)
    owner.undo()
    assert owed(owner) == [("Ruth Okafor", "Daniel Hart")]


def test_nothing_is_left_out_where_nothing_is_owed(owner: Owner, ruth: UUID, daniel: UUID) -> None:
    with pytest.raises(BookError, match="Nobody is to be thanked"):
        owner.do(thanks.skip, ruth, "No time")
    owner.do(thanks.say, ruth)
    with pytest.raises(BookError, match="Nobody is to be thanked"):
        owner.do(thanks.skip, daniel, "No time")


@pytest.mark.usefixtures("daniel")
def test_who_is_left_alone_or_died_is_not_thanked(owner: Owner, ruth: UUID) -> None:
    owner.do(customers.set_do_not_contact, ruth, leave_alone=True)
    assert owed(owner) == []
    owner.do(customers.set_do_not_contact, ruth, leave_alone=False)
    owner.do(customers.set_whereabouts, ruth, Whereabouts.DIED)
    assert owed(owner) == []
    owner.do(customers.set_whereabouts, ruth, Whereabouts.MOVED)
    assert owed(owner) == [("Ruth Okafor", "Daniel Hart")]


@pytest.mark.usefixtures("daniel")
def test_after_a_year_nobody_is_thanked_any_more(owner: Owner) -> None:
    owner.at("2027-11-19")
    assert len(owed(owner)) == 1
    owner.at("2027-11-21")
    assert owed(owner) == []


def test_both_pages_show_who_recommended_whom(owner: Owner, ruth: UUID, daniel: UUID) -> None:
    assert owner.ask(customer_sheets.sheet, ruth).sent == (thanks.Sent(daniel, "Daniel Hart", None),)
    owner.do(thanks.say, ruth)
    assert owner.ask(customer_sheets.sheet, ruth).sent == (thanks.Sent(daniel, "Daniel Hart", owner.now),)
    assert owner.ask(customer_sheets.sheet, daniel).recommended_by == thanks.Sent(ruth, "Ruth Okafor", owner.now)
    assert owner.ask(customer_sheets.sheet, daniel).sent == ()


def test_another_recommender_is_thanked_anew(owner: Owner, ruth: UUID, daniel: UUID) -> None:
    other = owner.customer("Grace Lindqvist")
    owner.do(thanks.say, ruth)
    owner.do(customers.change, daniel, recommended_by_id=other)
    assert owed(owner) == [("Grace Lindqvist", "Daniel Hart")]
    owner.do(thanks.skip, daniel, "No time")
    owner.do(customers.change, daniel, recommended_by_id=ruth)
    assert owed(owner) == [("Ruth Okafor", "Daniel Hart")]
    owner.do(thanks.skip, daniel, "No time")
    assert owed(owner) == []
