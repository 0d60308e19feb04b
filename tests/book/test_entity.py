"""What stands in the book is text that a person could have typed, and no more of it than can be worked with."""

from datetime import datetime

import pytest

from tradesman.book.checklist import Checklist
from tradesman.book.customer import Customer
from tradesman.book.entity import LONGEST
from tradesman.book.errors import BookError
from tradesman.book.store import Book
from tradesman.services import checklists, customers

TYPED = "Zoë 日本 👩‍👩‍👧 שרה ليلى <b>\tO'Neill\n~"


def test_what_nobody_types_is_left_out_and_all_else_is_kept(book: Book, now: datetime) -> None:
    with book.write("Add", now) as session:
        made = customers.add(session, "\u202eAnn\ud800\0 Fi\x1b\x9beld\x7f\u2067\u200f", good_to_know=TYPED).id
    with book.write("Change", now) as session:
        customers.change(session, made, greeting="one\r\ntwo\rthree\udfff")
    with book.read(now) as session:
        kept = session.load(Customer, made)
    assert (kept.name, kept.greeting, kept.good_to_know) == ("Ann Field", "one\ntwo\nthree", TYPED)


def test_lists_are_as_clean_as_texts(book: Book, now: datetime) -> None:
    with book.write("Add", now) as session:
        made = checklists.add(session, "Boiler\u202e", [("Shut\x1b the\u2066 gas", False), ("שרה", True)]).id
    with book.read(now) as session:
        kept = session.load(Checklist, made)
    assert (kept.name, [step["words"] for step in kept.steps]) == ("Boiler", ["Shut the gas", "שרה"])


def test_a_text_that_is_too_long_is_refused_with_its_limit(book: Book, now: datetime) -> None:
    with book.write("Add", now) as session:
        made = customers.add(session, "Ann Field", good_to_know="x" * LONGEST).id
    with (
        pytest.raises(BookError, match=r"longer than 50,000 characters\. Nothing was changed\. Shorten"),
        book.write("Change", now) as session,
    ):
        customers.change(session, made, name="x" * (LONGEST + 1))
    with book.read(now) as session:
        assert session.load(Customer, made).name == "Ann Field"
