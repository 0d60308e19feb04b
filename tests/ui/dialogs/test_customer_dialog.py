from collections.abc import Callable
from typing import Any
from uuid import UUID

import pytest

from tests.ui.conftest import Hand
from tradesman.book.customer import ContactKind, Customer, Source
from tradesman.book.enquiry import CameBy
from tradesman.services import customers, enquiries, overviews, partners
from tradesman.ui.desk import Desk
from tradesman.ui.dialogs.customer_dialog import CustomerDialog
from tradesman.ui.theme import Theme
from tradesman.ui.widgets.field_box import FieldBox
from tradesman.ui.widgets.labels import Label

Open = Callable[[UUID], CustomerDialog]


@pytest.fixture
def hand(show: Callable[..., Hand]) -> Hand:
    return show()


@pytest.fixture
def leah(desk: Desk) -> UUID:
    known: dict[str, Any] = {"phone": "07700 900161", "email": "leah@example.org", "address": "19 Tannery Yard"}
    made = desk.do(customers.add, "Leah Novak", label="Customer", **known)
    assert made is not None
    return UUID(str(made.id))


@pytest.fixture
def edit(desk: Desk, theme: Theme, hand: Hand) -> Open:
    def opened(customer_id: UUID) -> CustomerDialog:
        dialog = CustomerDialog(hand.window, desk, theme, found(desk, customer_id))
        dialog.open()
        return dialog

    return opened


def found(desk: Desk, customer_id: UUID) -> Customer:
    return desk.ask(overviews.of_customer, customer_id).customer


def save(hand: Hand) -> None:
    hand.press("main", hand.sheet("customer"))


def fault(hand: Hand, field: str) -> str:
    return next(box.error for box in hand.window.findChildren(FieldBox) if box.editor.objectName() == field)


def test_another_number_is_added_and_used_first(desk: Desk, hand: Hand, leah: UUID, edit: Open) -> None:
    edit(leah)
    hand.type("greeting", "Mrs Novak")
    hand.press("add_phone")
    hand.type("point_2", "020 7946 0958")
    hand.type("whose_2", "Her mother")
    hand.type("hours_2", "evenings")
    hand.press("first_2")
    hand.press("add_email")
    hand.type("good_to_know", "Has a dog")
    save(hand)
    kept = found(desk, leah)
    assert kept.first_contact(ContactKind.PHONE) == "020 7946 0958"
    assert [(p.value, p.whose, p.hours) for p in kept.contacts][-1] == ("020 7946 0958", "Her mother", "evenings")
    assert (len(kept.contacts), kept.greet(), kept.good_to_know) == (3, "Mrs Novak", "Has a dog")
    assert desk.undo() == "Customer changed"
    assert len(found(desk, leah).contacts) == 2


def test_the_one_used_first_stands_first_and_can_be_changed(desk: Desk, hand: Hand, leah: UUID, edit: Open) -> None:
    desk.do(customers.add_contact, leah, ContactKind.PHONE, "020 7946 0958", label="Number")
    edit(leah)
    hand.press("first_1")
    save(hand)
    dialog = edit(leah)
    assert dialog.points.points()[0].value == "020 7946 0958"
    hand.press("remove_point_0")
    assert not any(line.first.isVisible() for line in dialog.points._shown)
    save(hand)
    assert [p.value for p in found(desk, leah).contacts if p.kind == ContactKind.PHONE] == ["07700 900161"]


def test_what_cannot_be_is_marked_in_words_and_kept(desk: Desk, hand: Hand, leah: UUID, edit: Open) -> None:
    edit(leah)
    hand.type("point_0", "call the pub")
    hand.type("point_1", "leah.example.org")
    hand.find(CustomerDialog, "customer").setFocus()
    assert fault(hand, "point_0") == "This is not a phone number. Kept as typed."
    assert fault(hand, "point_1") == "The @ is missing. Kept as typed."
    save(hand)
    assert [point.value for point in found(desk, leah).contacts] == ["call the pub", "leah.example.org"]
    edit(leah)
    assert fault(hand, "point_0") == "This is not a phone number. Kept as typed."


def test_addresses_come_and_go_unless_there_is_work(desk: Desk, hand: Hand, leah: UUID, edit: Open) -> None:
    edit(leah)
    hand.type("access_0", "Key under the gnome")
    hand.press("add_site")
    hand.type("site_1", "9 Hill Rise")
    save(hand)
    sites = found(desk, leah).properties
    assert [(site.address, site.access) for site in sites] == [
        ("19 Tannery Yard", "Key under the gnome"),
        ("9 Hill Rise", ""),
    ]
    desk.do(enquiries.log, leah, "Leak", CameBy.PHONE, label="Enquiry")
    edit(leah)
    for number in (0, 1):
        hand.press(f"remove_site_{number}")
    save(hand)
    assert "There is work at 19 Tannery Yard" in hand.find(Label, "error").text()
    assert len(found(desk, leah).properties) == 2


def test_who_recommended_them_is_a_customer_a_partner_or_a_name(desk: Desk, hand: Hand, leah: UUID, edit: Open) -> None:
    otto = desk.do(customers.add, "Otto Lang", label="Customer")
    mason = desk.do(partners.add, "Harker Masonry", "Chimneys", label="Partner")
    assert otto is not None
    assert mason is not None
    edit(leah)
    hand.choose("source", "Referred")
    hand.type("sent_by", "otto")
    hand.press("suggestion_0")
    save(hand)
    kept = found(desk, leah)
    assert (kept.source, kept.recommended_by_id, kept.partner_id) == (Source.REFERRED, otto.id, None)
    assert edit(leah).sent_by.value().name == "Otto Lang"
    hand.type("sent_by", "harker")
    hand.press("suggestion_0")
    save(hand)
    kept = found(desk, leah)
    assert (kept.recommended_by_id, kept.partner_id) == (None, mason.id)
    edit(leah)
    hand.type("sent_by", "The vicar")
    save(hand)
    kept = found(desk, leah)
    assert (kept.partner_id, kept.source_words) == (None, "The vicar")


def test_nobody_recommends_oneself(desk: Desk, hand: Hand, leah: UUID, edit: Open) -> None:
    edit(leah)
    hand.choose("source", "Referred")
    hand.type("sent_by", "leah")
    hand.press("suggestion_0")
    save(hand)
    assert found(desk, leah).recommended_by_id is None


def test_an_advert_has_its_name(desk: Desk, hand: Hand, leah: UUID, edit: Open) -> None:
    dialog = edit(leah)
    assert not dialog.rest.box("heard").isVisible()
    hand.choose("source", "Internet")
    hand.type("heard", "The June advert")
    assert not dialog.sent_by.isVisible()
    save(hand)
    assert (found(desk, leah).source, found(desk, leah).source_words) == (Source.INTERNET, "The June advert")
    edit(leah)
    hand.choose("source", "Knows me")
    save(hand)
    assert (found(desk, leah).source, found(desk, leah).source_words) == (Source.KNOWS_ME, "")


def test_a_customer_needs_a_name_and_nothing_else(desk: Desk, hand: Hand, edit: Open, qtbot: Any) -> None:
    made = desk.do(customers.add, "Tom", label="Customer")
    assert made is not None
    dialog = edit(made.id)
    dialog.form.box("name").editor.set_value("")
    save(hand)
    assert fault(hand, "name") == "This is needed."
    hand.type("name", "<b>Tom</b>")
    save(hand)
    kept = found(desk, made.id)
    assert (kept.name, kept.contacts, kept.properties, kept.source) == ("<b>Tom</b>", [], [], None)


def test_somebody_is_written_to_in_another_language(desk: Desk, hand: Hand, leah: UUID, edit: Open) -> None:
    dialog = edit(leah)
    language: Any = dialog.rest.box("language").editor
    offered = [language.itemText(place) for place in range(language.count())]
    assert offered == ["As everybody else", "English", "Deutsch"]
    language.set_value("de")
    save(hand)
    assert found(desk, leah).language == "de"
    assert edit(leah).rest.values()["language"] == "de"
