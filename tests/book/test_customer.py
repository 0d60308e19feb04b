from datetime import UTC, datetime

import pytest

from tradesman.book.customer import ContactKind, ContactPoint, Customer
from tradesman.book.errors import BookError

SINCE = datetime(2026, 11, 20, 10, tzinfo=UTC)


def customer(greeting: str = "") -> Customer:
    return Customer(name="Leah Novak", since=SINCE, greeting=greeting)


def point(owner: Customer, value: str, kind: ContactKind = ContactKind.PHONE, *, preferred: bool = False) -> None:
    owner.contacts.append(ContactPoint(customer_id=owner.id, kind=kind, value=value, preferred=preferred))


def test_the_preferred_number_comes_first_and_otherwise_the_oldest() -> None:
    leah = customer()
    assert leah.first_contact(ContactKind.PHONE) == ""
    point(leah, "1")
    point(leah, "2")
    point(leah, "leah@example.org", ContactKind.EMAIL, preferred=True)
    assert leah.first_contact(ContactKind.PHONE) == "1"
    point(leah, "3", preferred=True)
    assert (leah.first_contact(ContactKind.PHONE), leah.first_contact(ContactKind.EMAIL)) == ("3", "leah@example.org")


def test_a_customer_is_greeted_as_noted_or_by_the_first_word_of_the_name() -> None:
    assert [customer().greet(), customer("Mrs Novak").greet()] == ["Leah", "Mrs Novak"]


def test_a_name_is_one_line_and_never_empty() -> None:
    leah = customer()
    leah.rename("  Leah\r\nReed\x00\u2028 ")
    with pytest.raises(BookError, match="needs a name"):
        leah.rename(" \x00")
    assert leah.name == "Leah Reed"
