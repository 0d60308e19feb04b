from datetime import date, time
from typing import Any
from uuid import UUID

import pytest
from sqlmodel import select

from tests.owner import Owner, set_contact
from tradesman.book import history, search
from tradesman.book.customer import ContactKind, Customer, Note, Source, Whereabouts
from tradesman.book.enquiry import Enquiry, EnquiryKind, RoleKind
from tradesman.book.errors import BookError
from tradesman.book.followup import FollowUp
from tradesman.book.promise import Promise
from tradesman.book.store import DATABASE
from tradesman.services import (
    check_ins,
    complaints,
    customers,
    enquiries,
    findings,
    jobs,
    partners,
    promises,
    quotes,
    testimonials,
    visits,
)


def test_a_customer_has_a_name_and_what_is_known(owner: Owner) -> None:
    customer_id = owner.customer(" Leah Novak ", source=Source.REFERRED)
    kept = owner.get(Customer, customer_id)
    assert (kept.name, kept.greet(), kept.source, kept.since) == ("Leah Novak", "Leah", Source.REFERRED, owner.now)
    assert kept.first_contact(ContactKind.PHONE) == "020 7946 0958"
    assert [site.address for site in kept.properties] == ["3 Mill Lane, Harrow"]
    with pytest.raises(BookError, match="needs a name"):
        owner.customer(" ")
    assert len(owner.all(Customer)) == 1


def test_a_spouse_calls_from_another_number(owner: Owner) -> None:
    customer_id = owner.customer()
    owner.do(customers.add_contact, customer_id, ContactKind.PHONE, "07700 900118", whose="Tom", hours="evenings")
    with pytest.raises(BookError, match="no number"):
        owner.do(customers.add_contact, customer_id, ContactKind.PHONE, " ")
    points = owner.get(Customer, customer_id).contacts
    assert [(point.value, point.whose) for point in points if point.kind == ContactKind.PHONE] == [
        ("020 7946 0958", ""),
        ("07700 900118", "Tom"),
    ]


def test_only_what_is_a_customers_can_be_changed(owner: Owner) -> None:
    customer_id = owner.customer()
    owner.do(customers.change, customer_id, name="Leah Reed", greeting=" Mrs Reed ", source=Source.INTERNET)
    kept = owner.get(Customer, customer_id)
    assert (kept.name, kept.greet(), kept.source) == ("Leah Reed", "Mrs Reed", Source.INTERNET)
    with pytest.raises(TypeError):
        owner.do(customers.change, customer_id, do_not_contact=True)
    with pytest.raises(BookError, match="needs a name"):
        owner.do(customers.change, customer_id, name="")


def test_a_note_stands_on_the_timeline_at_its_moment(owner: Owner) -> None:
    note = owner.do(customers.add_note, owner.customer(), " Has a dog ")
    assert (owner.get(Note, note.id).words, owner.get(Note, note.id).at) == ("Has a dog", owner.now)
    with pytest.raises(BookError, match="empty"):
        owner.do(customers.add_note, owner.all(Customer)[0].id, "")


def test_saying_the_same_again_changes_nothing(owner: Owner) -> None:
    owner.completed()
    customer_id = owner.all(Customer)[0].id
    before = owner.rows()
    owner.do(customers.set_do_not_contact, customer_id, leave_alone=False)
    owner.do(customers.set_whereabouts, customer_id, Whereabouts.HERE)
    assert owner.rows() == before


def everything(owner: Owner, name: str) -> UUID:
    """A person with a row of every kind."""
    customer_id = owner.customer(name, address="9 Secret Yard")
    enquiry_id = owner.enquiry(customer_id, "Hidden leak", answered_live=True)
    owner.do(enquiries.ask, enquiry_id, "Where?", "In the vault", "Vault")
    owner.do(visits.book, enquiry_id, date(2026, 12, 1), time(9))
    quote_id = owner.drafted(enquiry_id, (50_000, 60_000, 70_000))
    owner.do(quotes.remove_option, quote_id, owner.option(quote_id, 2))
    owner.do(quotes.add_rival, quote_id, "Rival Bros", 1)
    job_id = owner.accepted(owner.given(quote_id))
    owner.do(jobs.add_to_checklist, job_id, "Vault shut")
    owner.do(promises.make, customer_id, "Vault key back", date(2026, 12, 1), job_id=job_id)
    finding = owner.do(findings.note, job_id, "Mould in the vault")
    partner = owner.do(partners.add, "Dry Walls", "Damp")
    owner.do(partners.introduce, finding.id, partner.id, consent=True)
    owner.do(jobs.complete, job_id, forced_because="Vault stays open")
    owner.do(testimonials.record_feedback, job_id, score=3, words="Vault words")
    owner.do(testimonials.take_down, customer_id, "Vault praise", job_id)
    complaint = owner.do(complaints.open_one, customer_id, "Vault complaint", job_id)
    owner.do(check_ins.answer_complaint, complaint.id, "Vault dry", date(2026, 12, 2), service_call=True)
    owner.enquiry(customer_id, "Vault damp again", kind=EnquiryKind.COMPLAINT)
    owner.do(customers.add_note, customer_id, "Vault note")
    owner.do(set_contact, customer_id, ContactKind.PHONE, "")
    owner.do(set_contact, customer_id, ContactKind.EMAIL, "vault@example.org")
    return customer_id


def rows_with(owner: Owner, customer_id: UUID) -> list[Any]:
    """Every row of any kind that is this person's."""
    found = []
    for kind in history.kinds().values():
        if "customer_id" in kind.model_fields:
            found += [row for row in owner.all(kind) if getattr(row, "customer_id", None) == customer_id]
    return found


def test_an_erased_person_is_gone_from_rows_search_and_history(owner: Owner) -> None:
    customer_id = everything(owner, "Zebulon Quimby")
    other = owner.completed()
    assert owner.do(customers.erase, customer_id) > 30
    assert rows_with(owner, customer_id) == []
    assert owner.ask(search.find, "Quimby") == []
    assert len(owner.all(Customer)) == 1
    assert set(owner.due(other)) == {"thank_you", "service_check", "three_months", "check_up"}
    owner.book.close()
    whole = (owner.book.folder / DATABASE).read_bytes().lower()
    words = (b"zebulon", b"quimby", b"vault", b"secret yard", b"0958", b"hidden leak", b"rival bros")
    left = [word for word in words if word in whole]
    # The other customer has the same number.
    assert left == [b"0958"]


def test_an_erasure_cannot_be_taken_back_and_neither_can_what_went_before_it(owner: Owner) -> None:
    customer_id = owner.customer()
    owner.do(customers.add_note, customer_id, "Has a dog")
    noted = owner.book.last_step(owner.now)
    owner.do(customers.erase, customer_id)
    assert noted is not None
    for step_id in (None, noted.id):
        with pytest.raises(BookError, match="erased"):
            owner.book.undo(owner.now, step_id)
    assert owner.all(Customer) == []


def test_what_others_share_with_an_erased_person_stays_theirs(owner: Owner) -> None:
    landlord = owner.customer("Greta Stone", address="5 Stone Court")
    tenant = owner.customer("Leah Novak", recommended_by_id=landlord)
    site = owner.get(Customer, landlord).properties[0].id
    enquiry_id = owner.enquiry(tenant, property_id=site)
    owner.do(enquiries.give_role, enquiry_id, landlord, RoleKind.PAYS)
    job_id = owner.accepted(owner.given(owner.drafted(owner.enquiry(landlord, answered_live=True))))
    promise = owner.do(promises.make, tenant, "Key back", date(2026, 12, 1), job_id=job_id)
    owner.do(customers.erase, landlord)
    enquiry = owner.get(Enquiry, enquiry_id)
    assert (enquiry.property_id, enquiry.roles, enquiry.customer_id) == (None, [], tenant)
    assert owner.get(Customer, tenant).recommended_by_id is None
    assert owner.get(Promise, promise.id).job_id is None
    assert set(owner.due(enquiry_id)) == {"call_back"}


def test_erasing_one_leaves_the_history_of_the_other_undoable(owner: Owner) -> None:
    first = owner.customer()
    owner.do(customers.erase, first)
    second = owner.customer("Tom Reed")
    owner.do(customers.add_note, second, "Has a cat")
    owner.undo()
    owner.undo()
    assert owner.all(Customer) == []


def test_no_two_people_share_a_follow_up(owner: Owner) -> None:
    owner.completed()
    owner.completed()
    with owner.book.read(owner.now) as session:
        keys = session.exec(select(FollowUp.rule_key, FollowUp.subject_id, FollowUp.repetition)).all()
    assert len(keys) == len(set(keys))


def test_a_note_is_written_anew_and_taken_off(owner: Owner) -> None:
    note_id = owner.do(customers.add_note, owner.customer(), " Has a dog ").id
    owner.at("2026-11-23")
    owner.do(customers.change_note, note_id, "Has two dogs")
    changed = owner.ask(customers.note, note_id)
    assert (changed.words, changed.at.day) == ("Has two dogs", 20)
    for words, fault in ((" ", "empty"), ("x" * 10_001, "10,001")):
        with pytest.raises(BookError, match=fault):
            owner.do(customers.change_note, note_id, words)
    owner.do(customers.remove_note, note_id)
    assert owner.all(Note) == []
    owner.undo()
    assert [note.words for note in owner.all(Note)] == ["Has two dogs"]
