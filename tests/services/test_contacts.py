from uuid import UUID

import pytest

from tests.owner import Owner
from tradesman.book.customer import ContactKind, Customer, Source
from tradesman.book.enquiry import Enquiry
from tradesman.book.errors import BookError
from tradesman.services import contacts, partners
from tradesman.services.contacts import Point, Site

PHONE, EMAIL = ContactKind.PHONE, ContactKind.EMAIL


def change(owner: Owner, customer_id: UUID, points: list[Point], sites: list[Site]) -> Customer:
    owner.do(contacts.change, customer_id, points=points, sites=sites)
    return owner.get(Customer, customer_id)


def known(owner: Owner, customer_id: UUID) -> tuple[list[Point], list[Site]]:
    found = owner.get(Customer, customer_id)
    points = [Point(p.kind, p.value, p.whose, p.hours, p.preferred, p.id) for p in found.contacts]
    return points, [Site(site.address, site.access, site.id) for site in found.properties]


def test_numbers_come_change_and_go(owner: Owner) -> None:
    customer_id = owner.customer()
    points, sites = known(owner, customer_id)
    more = [Point(PHONE, " 01234 555666 ", " Work ", "mornings", preferred=True), Point(EMAIL, "")]
    found = change(owner, customer_id, [*points, *more], sites)
    assert [point.value for point in found.contacts] == ["020 7946 0958", "leah@example.org", "01234 555666"]
    assert (found.contacts[2].whose, found.contacts[2].hours) == ("Work", "mornings")
    assert found.first_contact(PHONE) == "01234 555666"
    points, _ = known(owner, customer_id)
    kept = change(owner, customer_id, [Point(PHONE, "1", id=points[0].id)], sites)
    assert [(point.id, point.value) for point in kept.contacts] == [(points[0].id, "1")]
    owner.undo()
    assert len(owner.get(Customer, customer_id).contacts) == 3


def test_addresses_have_words_on_how_to_get_in(owner: Owner) -> None:
    customer_id = owner.customer()
    points, sites = known(owner, customer_id)
    both = [Site("3 Mill Lane", "Key under the gnome", sites[0].id), Site("9 Hill Rise"), Site(" ")]
    found = change(owner, customer_id, points, both)
    assert [(site.address, site.access) for site in found.properties] == [
        ("3 Mill Lane", "Key under the gnome"),
        ("9 Hill Rise", ""),
    ]
    assert found.properties[0].id == sites[0].id
    assert change(owner, customer_id, points, both[:1]).properties[-1].address == "3 Mill Lane"


def test_an_address_with_work_at_it_stays(owner: Owner) -> None:
    customer_id = owner.customer()
    owner.enquiry(customer_id)
    points, sites = known(owner, customer_id)
    with pytest.raises(BookError, match="There is work at 3 Mill Lane"):
        change(owner, customer_id, points, [])
    assert owner.all(Enquiry)[0].property_id == sites[0].id
    change(owner, customer_id, points, [Site("4 Mill Lane", id=sites[0].id)])
    assert owner.get(Customer, customer_id).properties[0].address == "4 Mill Lane"


def test_how_they_came_is_kept_with_the_rest(owner: Owner) -> None:
    customer_id, partner = owner.customer(), owner.do(partners.add, "Harker Masonry", "Chimneys")
    fields = {"source": Source.REFERRED, "partner_id": partner.id, "source_words": " the van "}
    owner.do(contacts.change, customer_id, points=[], sites=[], name="Leah Reed", **fields)
    found = owner.get(Customer, customer_id)
    assert (found.name, found.contacts, found.properties) == ("Leah Reed", [], [])
    assert (found.source, found.partner_id, found.source_words) == (Source.REFERRED, partner.id, "the van")
