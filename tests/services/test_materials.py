from datetime import date
from uuid import UUID

import pytest

from tests.owner import Owner
from tradesman.book.errors import BookError
from tradesman.book.quote import AcceptedBy
from tradesman.services import jobs, kits, materials, partners, prices, quotes

MONDAY = date(2026, 11, 23)


def on_list(owner: Owner, job_id: UUID) -> list[str]:
    return [material.words for material in owner.ask(materials.of_job, job_id)]


def test_what_is_ordered_comes_and_may_be_late(owner: Owner) -> None:
    job_id = owner.accepted()
    slate = owner.do(materials.note, job_id, " Slates ", quantity_thousandths=120_000, unit="pcs", supplier="Quarry")
    assert (slate.words, slate.position, slate.ordered_on) == ("Slates", 1, None)
    ordered = owner.do(materials.order, slate.id, MONDAY)
    assert (ordered.ordered_on, ordered.expected_on) == (date(2026, 11, 20), MONDAY)
    assert not ordered.is_late(MONDAY)
    assert ordered.is_late(date(2026, 11, 24))
    owner.at("2026-11-25")
    assert owner.do(materials.set_arrived, slate.id).arrived_on == date(2026, 11, 25)
    with pytest.raises(BookError, match="arrived already"):
        owner.do(materials.order, slate.id)
    assert owner.do(materials.set_arrived, slate.id, arrived=False).is_late(date(2026, 11, 25))
    with pytest.raises(BookError, match="before it is ordered"):
        owner.do(materials.order, slate.id, MONDAY)
    owner.do(materials.remove, slate.id)
    assert on_list(owner, job_id) == []


def test_what_says_nothing_is_refused(owner: Owner) -> None:
    job_id = owner.accepted()
    with pytest.raises(BookError, match="What is needed"):
        owner.do(materials.note, job_id, " ")
    slate = owner.do(materials.note, job_id, "Slates")
    with pytest.raises(BookError, match="How much"):
        owner.do(materials.change, slate.id, quantity_thousandths=0)
    with pytest.raises(TypeError, match="arrived_on"):
        owner.do(materials.change, slate.id, arrived_on=MONDAY)
    assert owner.do(materials.change, slate.id, words="Tiles", by_customer=True).by_customer


def test_a_suppliers_list_holds_what_all_open_jobs_still_need(owner: Owner) -> None:
    first, second, over = owner.accepted(), owner.accepted(), owner.accepted()
    for job_id in (first, second, over):
        owner.do(materials.note, job_id, "Slates", supplier="Quarry")
    owner.do(materials.note, first, "Nails", supplier="Smith")
    owner.do(materials.note, first, "Sink", supplier="Quarry", by_customer=True)
    owner.do(jobs.cancel, over, "They sold the house")
    found = owner.ask(materials.to_order, "Quarry")
    assert {job.id for _material, job in found} == {first, second}
    assert owner.do(materials.order_all, "Quarry", MONDAY) == 2
    assert owner.ask(materials.to_order, "Quarry") == []
    assert [one.expected_on for one in owner.ask(materials.of_job, first)] == [MONDAY, None, None]


def test_the_list_is_filled_from_the_accepted_option(owner: Owner) -> None:
    tap = owner.do(prices.add, "Tap", 4_000, supplier="Smith", unit="pcs").id
    pipe = owner.do(prices.add, "Pipe", 300, supplier="Quarry", unit="m").id
    hour = owner.do(prices.add, "Labour", 4_800, unit="h").id
    kit = owner.do(kits.make, "Basin", [(tap, 1_000), (pipe, 2_500), (hour, 2_000)]).id
    gone = owner.do(prices.add, "Gone", 100, supplier="Smith").id
    quote_id = owner.drafted()
    option_id = owner.option(quote_id)
    for item_id in (kit, tap, gone):
        owner.do(quotes.add_from_price_book, quote_id, option_id, item_id, 2_000)
    owner.do(prices.remove, gone)
    owner.given(quote_id)
    job_id = owner.do(quotes.accept, quote_id, option_id, AcceptedBy.PHONE, "Leah Novak").id
    owner.do(materials.note, job_id, "PIPE")
    (added,) = owner.do(materials.fill, job_id)
    assert (added.words, added.supplier, added.quantity_thousandths, added.unit) == ("Tap", "Smith", 4_000, "pcs")
    assert owner.do(materials.fill, job_id) == []
    assert on_list(owner, job_id) == ["PIPE", "Tap"]


def test_without_a_quote_nothing_is_filled(owner: Owner) -> None:
    assert owner.do(materials.fill, owner.do(jobs.take_on, owner.enquiry(answered_live=True)).id) == []


def test_a_supplier_is_written_as_the_book_knows_it(owner: Owner) -> None:
    job_id = owner.accepted()
    owner.do(prices.add, "Slate", 250, supplier="Marley")
    first = owner.do(materials.note, job_id, "Slates", supplier="marley")
    second = owner.do(materials.note, job_id, "Tiles", supplier="Quarry")
    assert first.supplier == "Marley"
    assert owner.do(materials.change, second.id, supplier="MARLEY").supplier == "Marley"
    assert owner.do(materials.change, second.id, supplier="QUARRY").supplier == "QUARRY"  # nobody else writes it
    assert owner.do(materials.change, second.id, supplier=" ").supplier == ""


def test_from_whom_something_is_to_be_ordered(owner: Owner) -> None:
    job_id, other = owner.accepted(), owner.accepted()
    over = owner.completed()
    for of, words, supplier in ((job_id, "Slates", "Quarry"), (other, "Sand", "Quarry"), (other, "Tap", "Arndt")):
        owner.do(materials.note, of, words, supplier=supplier)
    owner.do(materials.note, job_id, "Sink", by_customer=True, supplier="Arndt")
    owner.do(materials.note, over, "Late", supplier="Over")
    owner.do(materials.note, job_id, "Unsaid")
    assert owner.ask(materials.suppliers) == [("Arndt", 1), ("Quarry", 2)]
    owner.do(materials.order_all, "Quarry", MONDAY)
    assert owner.ask(materials.suppliers) == [("Arndt", 1)]


def test_a_supplier_who_is_a_partner_has_an_address(owner: Owner) -> None:
    owner.do(partners.add, "Quarry", "Stone")
    owner.do(partners.add, "QUARRY", "Slate", email="orders@example.org")
    assert owner.ask(materials.address_of, "quarry") == "orders@example.org"
    assert owner.ask(materials.address_of, "Arndt") == ""


def test_an_order_is_taken_back_until_it_has_arrived(owner: Owner) -> None:
    job_id = owner.accepted()
    slate = owner.do(materials.note, job_id, "Slates", supplier="Quarry")
    owner.do(materials.order, slate.id, MONDAY)
    back = owner.do(materials.take_order_back, slate.id)
    assert (back.ordered_on, back.expected_on) == (None, None)
    owner.do(materials.order, slate.id, MONDAY)
    owner.at("2026-11-24")
    assert [one.words for one in owner.ask(materials.late, job_id)] == ["Slates"]
    owner.do(materials.set_arrived, slate.id)
    assert owner.ask(materials.late, job_id) == []
    with pytest.raises(BookError, match="arrived already"):
        owner.do(materials.take_order_back, slate.id)
