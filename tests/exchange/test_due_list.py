"""What is due, in words and as data, for material that is not here and what a customer promised."""

from dataclasses import replace
from datetime import date, datetime

from tests.owner import Owner
from tradesman.book.store import Book
from tradesman.exchange import due_list
from tradesman.services import complaints, customers, materials, promises, today
from tradesman.services.decisions import Decision


def test_material_that_is_not_here_is_named(book: Book, now: datetime) -> None:
    owner = Owner(book, now)
    owner.at("2026-11-18")
    job_id = owner.accepted()
    for words in ("Slates", "Lead"):
        owner.do(materials.note, job_id, words, expected_on=date(2026, 11, 19))
    owner.at("2026-11-20")
    row = next(row for row in owner.ask(today.rows) if row.decision == Decision.LATE_MATERIAL)
    said = f"Today - see where the material is for Leah Novak ({row.phone}): New boiler - Slates, Lead"
    assert due_list.in_words(row) == said
    told = due_list.as_json(row)
    assert (told["decision"], told["material"], told["due_on"]) == ("late_material", ["Slates", "Lead"], "2026-11-19")
    assert told["late"] is True


def test_what_a_customer_promised_is_a_reminder(book: Book, now: datetime) -> None:
    owner = Owner(book, now)
    for words, mine in (("Bring the sample", True), ("Empty the loft", False)):
        owner.do(promises.make, owner.customer(), words, date(2026, 11, 20), mine=mine)
    said = [(due_list.in_words(row).split(" (")[0], due_list.as_json(row)["mine"]) for row in owner.ask(today.rows)]
    assert said == [
        ("Today, 2026-11-20 - keep the promise to Leah Novak", True),
        ("Today, 2026-11-20 - remind Leah Novak", False),
    ]


def test_no_line_is_turned_round(book: Book, now: datetime) -> None:
    owner = Owner(book, now)
    owner.do(promises.make, owner.customer(), "Bring the sample", date(2026, 11, 20), mine=True)
    (row,) = owner.ask(today.rows)
    older = replace(row, customer="Leah \u202e\x1b[31mNovak")
    assert due_list.in_words(older).startswith("Today, 2026-11-20 - keep the promise to Leah [31mNovak (")
    assert due_list.as_json(older)["customer"] == "Leah \u202e\x1b[31mNovak"


def test_every_decision_is_said(book: Book, now: datetime) -> None:
    owner = Owner(book, now)
    friend = owner.customer("Ruth Okafor")
    owner.do(complaints.open_one, friend, "It drips")
    owner.do(customers.add, "Daniel Hart", recommended_by_id=friend)
    said = [due_list.in_words(row) for row in owner.ask(today.rows)]
    phone = owner.ask(today.rows)[0].phone
    assert said == [
        f"Today - put it right for Ruth Okafor ({phone}): It drips",
        f"Keep in touch - thank Ruth Okafor ({phone}) for a recommendation: Daniel Hart",
    ]
    assert set(Decision) == set(due_list._DECISIONS)
