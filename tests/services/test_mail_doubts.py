"""What an e-mail says may become untrue while it waits: then it is not sent along with the others."""

from datetime import date, time, timedelta
from uuid import UUID

import pytest

from tests.owner import Owner, set_contact
from tests.services.test_mailing import queued, set_up
from tradesman.book.customer import ContactKind, Whereabouts
from tradesman.book.followup import FollowUp, Purpose
from tradesman.book.outbox import MailState
from tradesman.services import (
    businesses,
    complaints,
    customers,
    duplicates,
    followups,
    holding,
    jobs,
    mail_doubts,
    mailing,
    overtaken,
    quotes,
    visits,
)
from tradesman.services.messages import Occasion


@pytest.fixture(autouse=True)
def _mail_server(owner: Owner) -> None:
    set_up(owner)


def doubt(owner: Owner) -> str:
    (row,) = owner.ask(mailing.rows)
    assert row.may_go_unread == (not row.doubt and not row.barred)
    return row.doubt


def visit(owner: Owner) -> tuple[UUID, FollowUp]:
    """A visit on Monday 7 December, and the question whether it suits, on the Friday before."""
    enquiry = owner.enquiry(answered_live=True)
    booked: UUID = owner.do(visits.book, enquiry, date(2026, 12, 7), time(10)).id
    owner.at("2026-12-04")
    return booked, owner.asked(booked)[Purpose.CONFIRM_VISIT]


def test_what_still_holds_goes_along(owner: Owner) -> None:
    _, asked = visit(owner)
    queued(owner, asked.customer_id, followup_id=asked.id)
    assert doubt(owner) == ""


def test_a_visit_that_was_moved(owner: Owner) -> None:
    booked, asked = visit(owner)
    queued(owner, asked.customer_id, followup_id=asked.id)
    owner.do(visits.move, booked, date(2026, 12, 14), time(10))
    assert doubt(owner) == mail_doubts.DAY_MOVED
    owner.undo()
    assert doubt(owner) == ""
    owner.do(visits.move, booked, date(2026, 12, 7), time(14))  # only the hour
    assert doubt(owner) == mail_doubts.DAY_MOVED


def test_a_visit_that_was_moved_with_nobody_to_ask_about_it(owner: Owner) -> None:
    booked, asked = visit(owner)
    queued(owner, asked.customer_id, followup_id=asked.id)
    owner.rule("confirm_visit", enabled=False)
    owner.do(visits.move, booked, date(2026, 12, 14), time(10))
    assert doubt(owner) == mail_doubts.DAY_MOVED


def test_a_visit_that_is_off_or_has_been(owner: Owner) -> None:
    booked, asked = visit(owner)
    queued(owner, asked.customer_id, followup_id=asked.id)
    owner.do(visits.cancel, booked, "Leah is ill")
    assert doubt(owner) == "The visit is off: Leah is ill"
    owner.undo()
    owner.at("2026-12-08")
    assert doubt(owner) == mail_doubts.DAY_PASSED
    owner.do(visits.arrive, booked)
    assert doubt(owner) == overtaken.VISIT_BEGUN


def test_a_visit_confirmed_in_another_way(owner: Owner) -> None:
    booked, asked = visit(owner)
    queued(owner, asked.customer_id, followup_id=asked.id)
    owner.do(visits.move, booked, date(2026, 12, 7), time(14))
    owner.now += timedelta(hours=1)
    owner.do(visits.confirm, booked)
    assert doubt(owner) == mail_doubts.DONE_SINCE


def test_a_start_that_was_put_off(owner: Owner) -> None:
    job = owner.accepted()
    owner.do(jobs.plan, job, [date(2026, 12, 7)])
    owner.at("2026-12-04")
    asked = owner.asked(job)[Purpose.CONFIRM_START]
    queued(owner, asked.customer_id, followup_id=asked.id)
    assert doubt(owner) == ""
    owner.do(jobs.plan, job, [date(2026, 12, 14)])
    assert doubt(owner) == mail_doubts.DAY_MOVED
    owner.at("2026-12-11")
    again = owner.asked(job)[Purpose.CONFIRM_START]
    owner.do(followups.skip, again.id, "They know")
    assert doubt(owner) == mail_doubts.LEFT_OUT_SINCE


def test_a_quote_whose_prices_hold_longer(owner: Owner) -> None:
    quote = owner.given()
    asked = owner.asked(quote)[Purpose.OFFER_TO_RENEW]
    owner.at(asked.due_on.isoformat())
    queued(owner, asked.customer_id, followup_id=asked.id)
    assert doubt(owner) == ""
    owner.do(quotes.renew, quote, asked.counted_from_on + timedelta(days=30))
    assert doubt(owner) == mail_doubts.DAY_MOVED


def test_a_job_that_was_called_off(owner: Owner) -> None:
    job = owner.accepted()
    asked = owner.asked(job)[Purpose.CONFIRM_CHOICE]
    queued(owner, asked.customer_id, followup_id=asked.id)
    assert doubt(owner) == ""
    owner.do(jobs.cancel, job, "Changed their mind")
    assert doubt(owner) == overtaken.CALLED_OFF


def test_a_complaint_holds_back_what_it_holds_back_in_today(owner: Owner) -> None:
    job = owner.completed()
    asked = owner.asked(job)
    call, thanks = asked[Purpose.THREE_MONTHS], asked[Purpose.THANK_YOU]
    first = queued(owner, call.customer_id, 1, followup_id=call.id)
    second = queued(owner, call.customer_id, 2, followup_id=thanks.id)
    third = queued(owner, call.customer_id, 3, occasion=Occasion.ASK_WORDS)
    complaint = owner.do(complaints.open_one, call.customer_id, "It drips", job).id

    def doubts() -> dict[UUID, str]:
        return {row.id: row.doubt for row in owner.ask(mailing.rows)}

    assert doubts() == {first: holding.UNHAPPY, second: "", third: holding.UNHAPPY}
    owner.do(businesses.change, review_link="https://reviews.example.org")
    assert doubts()[second] == holding.UNHAPPY
    owner.do(complaints.settle, complaint, "A new washer")
    assert set(doubts().values()) == {""}


def test_who_died_is_not_written_to_unread(owner: Owner) -> None:
    asked = owner.asked(owner.completed())[Purpose.THANK_YOU]
    queued(owner, asked.customer_id, 1, followup_id=asked.id)
    queued(owner, asked.customer_id, 2)
    owner.do(customers.set_whereabouts, asked.customer_id, Whereabouts.DIED)
    assert [row.doubt for row in owner.ask(mailing.rows)] == [followups.NOBODY_TO_ASK] * 2


def test_a_doubt_about_what_goes_along_is_one_about_the_mail(owner: Owner) -> None:
    _, asked = visit(owner)
    other = owner.asked(owner.do(visits.book, owner.enquiry(asked.customer_id), date(2026, 12, 7), time(12)).id)
    also = [other[Purpose.CONFIRM_VISIT].id]
    queued(owner, asked.customer_id, followup_id=asked.id, also=also)
    assert doubt(owner) == ""
    owner.do(visits.cancel, other[Purpose.CONFIRM_VISIT].subject_id, "")
    assert doubt(owner) == "The visit is off: Cancelled"


def test_what_is_of_the_moment_is_not_sent_another_day(owner: Owner) -> None:
    queued(owner, owner.customer(), occasion=Occasion.RUNNING_LATE)
    assert doubt(owner) == ""
    owner.now += timedelta(days=1)
    assert doubt(owner) == mail_doubts.DAY_PASSED


def readdressed(owner: Owner, customer: UUID, address: str) -> None:
    owner.do(set_contact, customer, ContactKind.EMAIL, address)


@pytest.mark.parametrize("address", ["leah.novak@example.org", ""])
def test_an_address_that_was_corrected_or_removed(owner: Owner, address: str) -> None:
    customer = owner.customer()
    queued(owner, customer, to="Leah@example.org")
    assert doubt(owner) == ""
    readdressed(owner, customer, address)
    assert doubt(owner) == "Leah@example.org is no longer an address of Leah Novak"
    owner.undo()
    assert doubt(owner) == ""


def test_an_address_that_was_corrected_and_then_removed(owner: Owner) -> None:
    customer = owner.customer()
    queued(owner, customer)
    readdressed(owner, customer, "leah.novak@example.org")
    readdressed(owner, customer, "")
    assert doubt(owner) == mail_doubts.ADDRESS_GONE.format("leah@example.org", "Leah Novak")


def test_an_address_that_was_corrected_before_two_customers_were_made_one(owner: Owner) -> None:
    customer, other = owner.customer(), owner.customer("Leah Nowak")
    queued(owner, other)
    for each in (other, customer):
        readdressed(owner, each, "leah.novak@example.org")
    owner.do(duplicates.merge, customer, other)
    assert doubt(owner) == mail_doubts.ADDRESS_GONE.format("leah@example.org", "Leah Novak")


def test_an_address_that_stays_or_that_was_typed_for_this_mail_alone(owner: Owner) -> None:
    customer = owner.customer()
    queued(owner, customer, 1)
    queued(owner, customer, 2, to="office@example.org")
    owner.do(customers.add_contact, customer, ContactKind.EMAIL, "leah.novak@example.org")
    owner.do(customers.change, customer, name="Leah Horvat")
    other = owner.do(customers.add, "The office", email="office@example.org").id
    readdressed(owner, other, "desk@example.org")
    assert [row.doubt for row in owner.ask(mailing.rows)] == ["", ""]


def test_an_address_that_was_corrected_before_the_mail_was_written(owner: Owner) -> None:
    customer = owner.customer()
    readdressed(owner, customer, "leah.novak@example.org")
    queued(owner, customer)  # to the one before, as the owner typed it
    assert doubt(owner) == ""


def test_who_is_left_alone_is_barred_and_not_doubted(owner: Owner) -> None:
    customer = owner.customer()
    queued(owner, customer)
    owner.do(customers.set_do_not_contact, customer, leave_alone=True)
    (row,) = owner.ask(mailing.rows)
    assert (bool(row.barred), row.doubt, row.state) == (True, "", MailState.WAITING)
