import pytest

from tests.owner import Owner
from tradesman.book.customer import Customer
from tradesman.book.errors import BookError
from tradesman.services import customers, partners, previews
from tradesman.services.timelines import Happened


def test_a_preview_tells_who_recommended_them_and_who_looks_alike(owner: Owner) -> None:
    leah, otto = owner.customer(), owner.do(customers.add, "Otto Lang").id
    owner.do(customers.add, "L. Novak", phone="020 7946 0958")
    found = owner.ask(previews.preview, leah)
    assert ([twin.name for twin in found.twins], found.sent_by, found.entries) == (["L. Novak"], "", [])
    owner.do(customers.change, leah, recommended_by_id=otto)
    owner.enquiry(leah)
    found = owner.ask(previews.preview, leah)
    assert (found.sent_by, found.sent_by_partner, found.row.name) == ("Otto Lang", False, "Leah Novak")
    assert Happened.ENQUIRY in {entry.happened for entry in found.entries}


def test_a_partner_may_have_recommended_them(owner: Owner) -> None:
    leah, partner = owner.customer(), owner.do(partners.add, "Harker Masonry", "Chimneys")
    owner.do(customers.change, leah, partner_id=partner.id)
    found = owner.ask(previews.preview, leah)
    assert (found.sent_by, found.sent_by_partner) == ("Harker Masonry", True)


def test_a_record_has_what_two_are_told_apart_by(owner: Owner) -> None:
    leah = owner.customer()
    empty = owner.ask(previews.record, leah)
    assert (empty.jobs, empty.worth_minor, empty.open_now) == (0, None, ())
    owner.accepted(owner.given(owner.drafted(owner.enquiry(leah, answered_live=True))))
    owner.enquiry(leah, "Another leak")
    found = owner.ask(previews.record, leah)
    assert (found.jobs, found.worth_minor, found.open_now) == (1, 60_000, ("Another leak", "New boiler"))


def test_who_is_gone_has_no_preview(owner: Owner) -> None:
    leah = owner.customer()
    owner.do(customers.erase, leah)
    assert owner.all(Customer) == []
    with pytest.raises(BookError, match="no longer in the book"):
        owner.ask(previews.preview, leah)
