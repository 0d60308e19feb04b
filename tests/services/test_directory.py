from datetime import date, time

import pytest

from tests.owner import Owner
from tradesman.book.enquiry import Enquiry
from tradesman.book.followup import Purpose
from tradesman.book.job import Job
from tradesman.services import customers, directory, enquiries, followups, jobs, quotes, visits
from tradesman.services.directory import CustomerRow, Standing


def row(owner: Owner, words: str = "Leah") -> CustomerRow:
    """The only customer found."""
    (found,) = owner.ask(directory.page, words)
    return found


def test_customers_are_listed_by_name_page_by_page(owner: Owner) -> None:
    for name in ("tom reed", "Leah Novak", "Zoe Abbott"):
        owner.customer(name)
    names = [row.name for row in owner.ask(directory.page)]
    assert names == ["Leah Novak", "tom reed", "Zoe Abbott"]
    assert [row.name for row in owner.ask(directory.page, "", 1, 1)] == ["tom reed"]
    assert owner.ask(directory.count) == 3


def test_one_letter_means_the_start_of_the_name_more_mean_anything_known(owner: Owner) -> None:
    owner.customer("Leah Novak")
    owner.customer("Tom Reed", address="1 Lake View")
    assert [row.name for row in owner.ask(directory.page, "l")] == ["Leah Novak"]
    assert [row.name for row in owner.ask(directory.page, "lake")] == ["Tom Reed"]
    assert owner.ask(directory.count, "7946") == 2
    assert owner.ask(directory.count, "nobody") == 0


def test_the_standing_follows_the_journey(owner: Owner) -> None:
    customer_id = owner.customer()
    seen = [row(owner).standing]
    enquiry_id = owner.enquiry(customer_id)
    seen.append(row(owner).standing)
    owner.do(visits.book, enquiry_id, date(2026, 11, 24), time(9))
    seen.append(row(owner).standing)
    quote_id = owner.drafted(enquiry_id)
    seen.append(row(owner).standing)
    job_id = owner.accepted(owner.given(quote_id))
    seen.append(row(owner).standing)
    owner.do(jobs.start, job_id)
    seen.append(row(owner).standing)
    owner.completed(job_id)
    seen.append(row(owner).standing)
    owner.do(followups.do, owner.asked(job_id)[Purpose.THREE_MONTHS].id, "All fine")
    seen.append(row(owner).standing)
    assert seen == [
        None,
        Standing.ENQUIRY,
        Standing.VISIT_BOOKED,
        Standing.QUOTED,
        Standing.SCHEDULED,
        Standing.IN_PROGRESS,
        Standing.DONE,
        Standing.FOLLOWED_UP,
    ]


@pytest.mark.parametrize("closes", ["lost", "declined"])
def test_a_closed_enquiry_shows_how(owner: Owner, closes: str) -> None:
    quote_id = owner.given(owner.drafted(owner.enquiry(owner.customer(), answered_live=True)))
    if closes == "lost":
        owner.do(quotes.lose, quote_id, "Too dear")
    else:
        owner.do(enquiries.decline, owner.all(Enquiry)[0].id, "Too far")
    assert row(owner).standing == (Standing.WIN_BACK if closes == "lost" else Standing.CLOSED)


def test_worth_counts_what_was_not_called_off_and_next_is_what_comes_first(owner: Owner) -> None:
    customer_id = owner.customer()
    owner.do(jobs.done_and_paid, customer_id, "Tap", 6_000, "cash")
    job_id = owner.accepted(owner.given(owner.drafted(owner.enquiry(customer_id, answered_live=True))))
    owner.do(followups.skip, owner.asked(owner.ask(jobs.of_customer, customer_id)[1].id)[Purpose.THANK_YOU].id, "Met")
    found = row(owner)
    assert (found.jobs, found.worth_minor, found.next_purpose, found.next_on) == (
        2,
        66_000,
        Purpose.CONFIRM_CHOICE,
        date(2026, 11, 23),
    )
    owner.do(jobs.cancel, job_id, "Sold the house")
    after = row(owner)
    assert (after.jobs, after.worth_minor, owner.get(Job, job_id).price_minor) == (1, 6_000, 60_000)
    owner.do(customers.set_do_not_contact, customer_id, leave_alone=True)
    alone = row(owner)
    assert (alone.do_not_contact, alone.next_purpose, alone.next_on) == (True, None, None)
