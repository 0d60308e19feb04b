from datetime import date, time, timedelta

import pytest

from tests.owner import Owner
from tradesman.book.customer import ContactKind, Whereabouts
from tradesman.book.enquiry import Enquiry
from tradesman.book.followup import Purpose
from tradesman.book.job import Job
from tradesman.services import customers, directory, enquiries, followups, jobs, quotes, visits
from tradesman.services.decisions import Decision
from tradesman.services.directory import CustomerRow
from tradesman.services.standings import Standing


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
    owner.given(quote_id)
    seen.append(row(owner).standing)
    job_id = owner.accepted(quote_id)
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
        Standing.VISIT_BOOKED,  # a draft is not seen by anybody
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
    assert (found.jobs, found.worth_minor) == (2, 66_000)
    assert found.step is not None
    assert (found.step.what, found.step.on) == (Decision.PLAN_JOB, owner.now.date())
    owner.do(jobs.cancel, job_id, "Sold the house")
    after = row(owner)
    assert (after.jobs, after.worth_minor, owner.get(Job, job_id).price_minor) == (1, 6_000, 60_000)
    owner.do(customers.set_do_not_contact, customer_id, leave_alone=True)
    alone = row(owner)
    assert (alone.do_not_contact, alone.step) == (True, None)


@pytest.mark.parametrize(
    "typed",
    ["+44 20 7946 0958", "0044 20 7946 0958", "020-7946-0958", "02079460958", "7946", "+44 20 79", "(020) 7946"],
)
def test_a_number_is_found_in_any_writing_and_in_part(owner: Owner, typed: str) -> None:
    owner.customer("Leah Novak")
    owner.do(customers.add, "Tom Reed", phone="020 7111 2222")
    assert [found.name for found in owner.ask(directory.page, typed)] == ["Leah Novak"]


def test_names_that_begin_with_it_come_first(owner: Owner) -> None:
    owner.customer("Tom Mill")
    owner.customer("Ann Reed")
    owner.customer("Millie Jones", address="9 Hill Rise")
    assert [found.name for found in owner.ask(directory.page, "mill")] == ["Millie Jones", "Ann Reed", "Tom Mill"]


@pytest.mark.parametrize(
    ("typed", "matched"),
    [
        ("leah", ""),
        ("3 mill", "3 Mill Lane, Harrow"),
        ("7946", "020 7946 0958"),
        ("gnome", "…red and rather ugly gnome"),
        ("spaniel", "…postman's day, and a spaniel"),
        ("corroded", "Corroded flue"),
    ],
)
def test_the_words_that_were_found_are_told(owner: Owner, typed: str, matched: str) -> None:
    customer_id = owner.customer(
        good_to_know="Has a cat called Tiddles who is the worst of the postman's day, and a spaniel"
    )
    enquiry_id = owner.enquiry(customer_id, "Boiler drips")
    owner.do(enquiries.diagnose, enquiry_id, "Corroded flue")
    note = "The key of the shed and the garden is under a very red and rather ugly gnome"
    owner.do(customers.add_note, customer_id, note)
    assert row(owner, typed).matched == matched


def test_a_row_has_the_newest_enquiry_the_first_number_and_the_first_address(owner: Owner) -> None:
    customer_id = owner.customer()
    owner.do(customers.add_contact, customer_id, ContactKind.PHONE, "01234 555666")
    owner.completed(owner.accepted(owner.given(owner.drafted(owner.enquiry(customer_id, answered_live=True)))))
    other = owner.customer("Tom Reed")
    owner.now += timedelta(hours=1)
    owner.enquiry(customer_id, "Another leak")
    found = owner.ask(directory.row, customer_id)
    assert (found.standing, found.phone, found.address) == (Standing.ENQUIRY, "020 7946 0958", "3 Mill Lane, Harrow")
    assert owner.ask(directory.row, other).standing is None
    assert owner.ask(directory.rows, []) == []


def test_moved_away_and_do_not_contact_stand_in_the_row(owner: Owner) -> None:
    customer_id = owner.customer()
    owner.do(customers.set_whereabouts, customer_id, Whereabouts.MOVED)
    assert row(owner).whereabouts == Whereabouts.MOVED


@pytest.mark.parametrize("typed", ["marion mill", "mill marion", "marion 900109", "dormer fyfe", "fyfe m 900"])
def test_words_of_different_kinds_find_one_person(owner: Owner, typed: str) -> None:
    marion = owner.do(customers.add, "Marion Fyfe", phone="07700 900109", address="3 Mill Lane").id
    owner.enquiry(marion, "Dormer window leaks")
    owner.do(customers.add, "Marion Ellis", phone="07700 900110", address="9 Hill Rise")
    assert [row.name for row in owner.ask(directory.page, typed)] == ["Marion Fyfe"]
