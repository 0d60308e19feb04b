from datetime import timedelta
from uuid import UUID

import pytest
from sqlmodel import col, select

from tests.owner import Owner
from tradesman.book.customer import ContactKind, ContactPoint, Customer, Property, Source, ToldApart, Whereabouts
from tradesman.book.enquiry import Enquiry, EnquiryKind
from tradesman.book.errors import BookError
from tradesman.book.followup import FollowUp, FollowUpState, Purpose
from tradesman.book.job import Job
from tradesman.book.message import Way
from tradesman.book.promise import Promise
from tradesman.book.store import Session
from tradesman.book.testimonial import Complaint
from tradesman.services import check_ins, customers, directory, duplicates, followups, messages, thanks
from tradesman.services.messages import Occasion


def made(owner: Owner, name: str, **known: str) -> UUID:
    return owner.do(customers.add, name, **known).id


def names(owner: Owner, customer_id: UUID) -> list[str]:
    return [found.name for found in owner.ask(duplicates.alike, customer_id)]


@pytest.mark.parametrize("phone", ["+44 7700 900161", "0044 (0)7700-900161", "07700900161"])
def test_the_same_number_in_any_writing_is_the_same_person(owner: Owner, phone: str) -> None:
    leah = made(owner, "Leah Novak", phone="07700 900161")
    made(owner, "L. Horak", phone=phone)
    made(owner, "Tom Whitaker", phone="07700 900162")
    assert names(owner, leah) == ["L. Horak"]


def test_a_part_of_a_number_is_another_number(owner: Owner) -> None:
    leah = made(owner, "Leah Novak", phone="900161")
    made(owner, "Tom Whitaker", phone="07700 900161")
    assert names(owner, leah) == []


def test_the_same_address_for_mail_is_the_same_person(owner: Owner) -> None:
    leah = made(owner, "Leah Novak", email="leah@example.org")
    made(owner, "Mrs Novak", email="Leah@Example.org")
    assert names(owner, leah) == ["Mrs Novak"]


@pytest.mark.parametrize(
    ("name", "known", "found"),
    [
        ("Leah Novák", {"address": "3 mill lane, Harrow"}, True),
        ("Novak Leah", {}, True),
        ("Leah Nowak", {"address": "3 Mill Lane, Harrow"}, True),
        ("Leah Novak", {"address": "9 Hill Rise"}, False),  # two of one name live in two houses
        ("Leah Novak", {"phone": "07700 900999"}, False),
        ("Leah Hart", {"address": "3 Mill Lane, Harrow"}, False),
        ("Leah", {}, False),
    ],
)
def test_nearly_the_same_name_counts_where_nothing_speaks_against_it(
    owner: Owner, name: str, known: dict[str, str], found: bool
) -> None:
    leah = made(owner, "Leah Novak", address="3 Mill Lane, Harrow", phone="07700 900161")
    made(owner, name, **known)
    assert names(owner, leah) == ([name] if found else [])


def all_of(session: Session, customer_id: UUID) -> dict[str, int]:
    """How many rows of the parts of a customer there are."""
    counts = {}
    for kind in (ContactPoint, Property, Enquiry, FollowUp, Job):
        column = col(kind.customer_id)
        counts[kind.__name__] = len(session.exec(select(kind).where(column == customer_id)).all())
    return counts


def test_merging_brings_everything_together_once(owner: Owner) -> None:
    leah = made(owner, "Leah Novak", address="3 Mill Lane", phone="07700 900161", email="leah@example.org")
    owner.do(customers.change, leah, good_to_know="Has a dog")
    owner.now += timedelta(days=1)
    again = made(owner, "L. Novak", address="3 MILL LANE", phone="+44 7700 900161")
    owner.do(customers.add_contact, again, ContactKind.PHONE, "020 7946 0958", whose="Work")
    owner.do(customers.change, again, good_to_know="Rings early", source=Source.INTERNET, greeting="Leah")
    enquiry_id = owner.enquiry(again)
    friend = made(owner, "Tom Whitaker")
    owner.do(customers.change, friend, recommended_by_id=again)
    owner.do(duplicates.merge, leah, again)
    kept = owner.get(Customer, leah)
    assert (kept.name, kept.greeting, kept.source) == ("Leah Novak", "Leah", Source.INTERNET)
    assert kept.good_to_know == "Has a dog\nRings early"
    assert sorted(point.value for point in kept.contacts) == ["020 7946 0958", "07700 900161", "leah@example.org"]
    assert [site.address for site in kept.properties] == ["3 Mill Lane"]
    asked = owner.get(Enquiry, enquiry_id)
    assert (asked.customer_id, asked.property_id) == (leah, kept.properties[0].id)
    assert owner.get(Customer, friend).recommended_by_id == leah
    with pytest.raises(BookError, match="no longer in the book"):
        owner.get(Customer, again)
    assert owner.ask(directory.count, "900161") == 1


def test_a_complaint_keeps_what_brought_it_and_what_is_promised_when_two_become_one(owner: Owner) -> None:
    leah, again = owner.customer("Leah Novak"), owner.customer("L. Novak")
    enquiry_id = owner.enquiry(again, "It drips", kind=EnquiryKind.COMPLAINT)
    [complaint] = owner.all(Complaint)
    promise = owner.do(check_ins.answer_complaint, complaint.id, "Come by", owner.now.date() + timedelta(days=3))
    owner.do(duplicates.merge, leah, again)
    [complaint] = owner.all(Complaint)
    assert (complaint.customer_id, complaint.enquiry_id) == (leah, enquiry_id)
    kept = owner.get(Promise, promise.id)
    assert (kept.customer_id, kept.complaint_id) == (leah, complaint.id)
    owner.undo()
    assert (owner.all(Complaint)[0].customer_id, owner.get(Promise, promise.id).customer_id) == (again, again)


def test_undo_parts_them_again_and_redo_joins_them(owner: Owner) -> None:
    leah = made(owner, "Leah Novak", address="3 Mill Lane", phone="07700 900161")
    again = owner.customer("L. Novak")
    owner.enquiry(again)
    owner.completed(owner.accepted(owner.given(owner.drafted(owner.enquiry(again)))))
    before = [owner.ask(all_of, leah), owner.ask(all_of, again)]
    owner.do(duplicates.merge, leah, again)
    joined = owner.ask(all_of, leah)
    assert joined["Enquiry"] == 2
    owner.undo()
    assert [owner.ask(all_of, leah), owner.ask(all_of, again)] == before
    owner.book.redo(owner.now)
    assert owner.ask(all_of, leah) == joined


def test_who_asked_to_be_left_alone_stays_left_alone(owner: Owner) -> None:
    leah, again = owner.customer(), owner.customer("L. Novak")
    owner.completed(owner.accepted(owner.given(owner.drafted(owner.enquiry(leah, answered_live=True)))))
    owner.do(customers.set_do_not_contact, again, leave_alone=True)
    owner.do(customers.set_whereabouts, again, Whereabouts.MOVED)
    owner.do(duplicates.merge, leah, again)
    kept = owner.get(Customer, leah)
    assert (kept.do_not_contact, kept.whereabouts) == (True, Whereabouts.MOVED)
    assert {row.state for row in owner.all(FollowUp) if row.customer_id == leah} <= {
        FollowUpState.CANCELLED,
        FollowUpState.DONE,
    }


def test_what_comes_to_somebody_left_alone_is_closed_but_for_the_call_owed(owner: Owner) -> None:
    leah, again = owner.customer(), owner.customer("L. Novak")
    owner.do(customers.set_do_not_contact, leah, leave_alone=True)
    owed = owner.enquiry(again)
    job_id = owner.completed(owner.accepted(owner.given(owner.drafted(owner.enquiry(again, answered_live=True)))))
    assert owner.due(job_id)
    owner.do(duplicates.merge, leah, again)
    assert owner.due(job_id) == {}
    assert set(owner.due(owed)) == {"call_back"}
    assert owner.asked(job_id)[Purpose.THANK_YOU].reason == followups.DO_NOT_CONTACT


@pytest.mark.parametrize(
    ("leahs", "others"), [("here", "died"), ("died", "here"), ("moved", "died"), ("died", "moved")]
)
def test_nobody_asks_the_dead_after_a_merge(owner: Owner, leahs: str, others: str) -> None:
    leah, again = owner.customer(), owner.customer("L. Novak")
    owner.do(customers.set_whereabouts, leah, Whereabouts(leahs))
    owner.do(customers.set_whereabouts, again, Whereabouts(others))
    jobs = [
        owner.completed(owner.accepted(owner.given(owner.drafted(owner.enquiry(who, answered_live=True)))))
        for who in (leah, again)
    ]
    owner.do(duplicates.merge, leah, again)
    assert owner.get(Customer, leah).whereabouts == Whereabouts.DIED
    assert [owner.due(job_id) for job_id in jobs] == [{}, {}]


def test_who_recommended_the_other_does_not_recommend_oneself(owner: Owner) -> None:
    leah, again = made(owner, "Leah Novak"), made(owner, "L. Novak")
    owner.do(customers.change, leah, recommended_by_id=again)
    owner.do(duplicates.merge, leah, again)
    assert owner.get(Customer, leah).recommended_by_id is None


def recommended(owner: Owner, name: str) -> tuple[UUID, UUID]:
    """A customer whom a friend sent, and the friend."""
    friend, customer = owner.customer("Tom Friend"), owner.customer(name)
    owner.do(customers.change, customer, recommended_by_id=friend)
    return customer, friend


@pytest.mark.parametrize("both", [False, True])
def test_who_was_thanked_for_the_other_is_not_to_be_thanked_again(owner: Owner, both: bool) -> None:
    gone, friend = recommended(owner, "Leah Novak")
    kept = owner.customer("Leah Novak")
    owner.do(messages.send_noted, friend, "Thank you", Way.COPIED, occasion=Occasion.THANK_RECOMMENDER)
    if both:
        owner.do(customers.change, kept, recommended_by_id=friend)
        assert len(owner.ask(thanks.rows)) == 1
    owner.do(duplicates.merge, kept, gone)
    assert owner.ask(thanks.rows) == []
    owner.undo()
    assert len(owner.ask(thanks.rows)) == both


def test_who_sent_the_one_who_stays_is_still_to_be_thanked(owner: Owner) -> None:
    gone, friend = recommended(owner, "Leah Novak")
    kept, other = recommended(owner, "Leah Novak")
    owner.do(messages.send_noted, friend, "Thank you", Way.COPIED, occasion=Occasion.THANK_RECOMMENDER)
    owner.do(duplicates.merge, kept, gone)
    assert [row.customer_id for row in owner.ask(thanks.rows)] == [other]


def test_a_thank_you_that_was_left_out_stays_left_out(owner: Owner) -> None:
    gone, friend = recommended(owner, "Leah Novak")
    kept = owner.customer("Leah Novak")
    owner.do(customers.change, kept, recommended_by_id=friend)
    for who in (gone, kept):
        owner.do(thanks.skip, who, "They are family")
    owner.do(duplicates.merge, kept, gone)
    assert owner.ask(thanks.rows) == []
    left_out = [row for row in owner.all(FollowUp) if row.rule_key == thanks.SKIPPED]
    assert sorted((row.subject_id, row.repetition) for row in left_out) == [(kept, 0), (kept, 1)]
    owner.undo()
    owner.do(customers.change, kept, recommended_by_id=None)
    owner.do(duplicates.merge, kept, gone)
    assert owner.ask(thanks.rows) == []


def test_the_language_that_only_one_record_knows_is_kept(owner: Owner) -> None:
    kept, gone = owner.customer("Leah Novak"), owner.customer("Leah Novak", language="de")
    owner.do(duplicates.merge, kept, gone)
    assert owner.get(Customer, kept).language == "de"


def test_one_customer_is_not_merged_with_itself(owner: Owner) -> None:
    leah = made(owner, "Leah Novak")
    with pytest.raises(BookError, match="one customer already"):
        owner.do(duplicates.merge, leah, leah)


# Told apart


def alike(owner: Owner, count: int) -> list[UUID]:
    """Customers who share a number."""
    return [made(owner, name, phone="07700 900161") for name in ("Ann Novak", "Ben Novak", "Cleo Novak")[:count]]


def test_who_was_told_apart_is_not_offered_again_from_either_side_until_it_is_undone(owner: Owner) -> None:
    ann, ben, cleo = alike(owner, 3)
    owner.do(duplicates.tell_apart, ann, ben)
    assert [names(owner, who) for who in (ann, ben, cleo)] == [
        ["Cleo Novak"],
        ["Cleo Novak"],
        ["Ann Novak", "Ben Novak"],
    ]
    owner.undo()
    assert names(owner, ann) == ["Ben Novak", "Cleo Novak"]
    owner.book.redo(owner.now)
    assert names(owner, ben) == ["Cleo Novak"]


def test_said_twice_it_is_kept_once(owner: Owner) -> None:
    ann, ben = alike(owner, 2)
    first = owner.do(duplicates.tell_apart, ann, ben)
    assert owner.do(duplicates.tell_apart, ben, ann).id == first.id
    assert len(owner.all(ToldApart)) == 1


def test_nobody_is_told_apart_from_oneself(owner: Owner) -> None:
    (ann,) = alike(owner, 1)
    with pytest.raises(BookError, match="one customer already"):
        owner.do(duplicates.tell_apart, ann, ann)
    assert owner.all(ToldApart) == []


@pytest.mark.parametrize("place", [0, 1])
def test_who_is_erased_takes_along_what_told_them_apart(owner: Owner, place: int) -> None:
    pair = alike(owner, 2)
    said = []
    for _ in range(2):
        owner.do(duplicates.tell_apart, *pair)
        said.append(owner.book.last_step(owner.now))
        if len(said) == 1:
            owner.undo()
    owner.do(customers.erase, pair.pop(place))
    assert owner.all(ToldApart) == []
    assert [customer.id for customer in owner.all(Customer)] == pair
    for step in said:
        assert step is not None
        with pytest.raises(BookError, match="erased"):
            owner.book.undo(owner.now, step.id)


def test_two_who_were_told_apart_can_be_merged_all_the_same_and_parted_again(owner: Owner) -> None:
    ann, ben = alike(owner, 2)
    owner.do(duplicates.tell_apart, ben, ann)
    owner.do(duplicates.merge, ann, ben)
    assert owner.all(ToldApart) == []
    owner.undo()
    assert len(owner.all(ToldApart)) == 1
    assert names(owner, ann) == []


def test_whom_either_record_was_told_apart_from_stays_apart_after_a_merge_once(owner: Owner) -> None:
    ann, ben, cleo = alike(owner, 3)
    dora = made(owner, "Dora Novak", phone="07700 900161")
    for one, other in ((ann, cleo), (cleo, ben), (dora, ben)):
        owner.do(duplicates.tell_apart, one, other)
    owner.do(duplicates.merge, ann, ben)
    assert names(owner, ann) == []
    assert {frozenset((row.one_id, row.other_id)) for row in owner.all(ToldApart)} == {
        frozenset((ann, cleo)),
        frozenset((ann, dora)),
    }
    assert len(owner.all(ToldApart)) == 2
    owner.undo()
    assert [names(owner, who) for who in (ann, ben)] == [["Ben Novak", "Dora Novak"], ["Ann Novak"]]


def test_one_person_written_twice_is_found_among_hundreds_of_either_name(owner: Owner) -> None:
    john = made(owner, "John Smith")
    made(owner, "John Albert Smith")
    again = made(owner, "Smith John")
    with owner.book.write("Many", owner.now) as session:
        for number in range(210):
            customers.add(session, f"John Other{number}")
            customers.add(session, f"Smith Else{number}")
    assert names(owner, john) == ["Smith John"]
    assert names(owner, again) == ["John Smith"]
