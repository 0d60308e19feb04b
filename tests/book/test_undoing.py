"""What stands in the way of taking a step back, and what is stepped over because of it."""

from datetime import datetime
from uuid import UUID

import pytest
from sqlmodel import select

from tradesman.book import history, undoing
from tradesman.book.customer import Customer, Note
from tradesman.book.errors import BookError
from tradesman.book.store import Book
from tradesman.services import customers

SEALED = "A message was sent here."


@pytest.fixture
def ann(book: Book, now: datetime) -> UUID:
    with book.write("Add Ann", now) as session:
        return customers.add(session, "Ann Field", phone="07700 900123").id


@pytest.fixture
def stuck(book: Book, now: datetime, ann: UUID) -> UUID:
    """A note on one customer, then a new one to whom something was sent."""
    with book.write("Note on Ann", now) as session:
        customers.add_note(session, ann, "likes tea")
    with book.write("Add Bob", now) as session:
        bob = customers.add(session, "Bob Hill").id
    with book.write("Sent", now) as session:
        customers.add_note(session, bob, "Hello")
        history.seal(session, SEALED)
    return bob


def notes(book: Book, now: datetime) -> list[str]:
    with book.read(now) as session:
        return sorted(note.words for note in session.exec(select(Note)).all())


def test_what_a_sealed_step_stands_on_is_stepped_over_with_it(book: Book, now: datetime, stuck: UUID) -> None:
    step, _ = book.undo(now)
    assert (step.label, step.over) == ("Note on Ann", f"{SEALED} “Add Bob” stays as well.")
    assert notes(book, now) == ["Hello"]
    step, _ = book.undo(now)
    assert (step.label, step.over) == ("Add Ann", None)
    with book.read(now) as session:
        assert session.get(Customer, stuck) is not None
    with pytest.raises(BookError, match=rf"“Sent” came later and stands on this.*{SEALED} Both stay as they are\.$"):
        book.undo(now)
    assert [book.redo(now)[0].label for _ in range(2)] == ["Add Ann", "Note on Ann"]
    assert notes(book, now) == ["Hello", "likes tea"]


def test_what_stands_on_what_stays_is_stepped_over_too(book: Book, now: datetime, ann: UUID) -> None:
    for name in ("Ann Hill", "Ann Lane"):
        with book.write(name, now) as session:
            session.load(Customer, ann).name = name
    with book.write("Add Bob", now) as session:
        customers.add(session, "Bob Hill")
    with book.write("Sent", now) as session:
        session.load(Customer, ann).name = "Ann Field-Hill"
        history.seal(session, SEALED)
    assert book.undo(now)[0].label == "Add Bob"
    last = book.last_step(now)
    assert last is not None
    assert last.label == "Ann Lane"  # which names what stands on it
    with pytest.raises(BookError, match="“Sent” came later"):
        book.undo(now)


def test_several_that_stay_are_told_at_once(book: Book, now: datetime, stuck: UUID) -> None:
    with book.write("Bob's name", now) as session:
        session.load(Customer, stuck).name = "Bob Lane"
    with book.write("Called again", now) as session:
        session.load(Customer, stuck).name = "Bob Marsh"
        history.seal(session, SEALED)
    step, _ = book.undo(now)
    assert step.label == "Note on Ann"
    assert step.over == f"{SEALED} “Bob's name” and what came with it, 2 steps in all, stay as well."


def test_what_can_be_taken_back_is_not_stepped_over(book: Book, now: datetime, stuck: UUID) -> None:
    with book.write("Note on Bob", now) as session:
        customers.add_note(session, stuck, "has a dog")
    assert book.undo(now)[0].label == "Note on Bob"
    step, _ = book.undo(now)
    assert (step.label, step.over) == ("Note on Ann", f"{SEALED} “Add Bob” stays as well.")


def test_what_was_taken_back_stands_in_nobodys_way_and_is_not_named(book: Book, now: datetime, ann: UUID) -> None:
    with book.write("First", now) as session:
        session.load(Customer, ann).name = "Ann Hill"
    first = book.last_step(now)
    with book.write("Second", now) as session:
        session.load(Customer, ann).name = "Ann Lane"
    with book.write("Third", now) as session:
        session.load(Customer, ann).name = "Ann Marsh"
    book.undo(now)
    assert first is not None
    with pytest.raises(BookError, match="“Second” came later"):
        book.undo(now, first.id)


def test_a_row_that_only_went_to_another_customer_can_be_moved_back(book: Book, now: datetime, ann: UUID) -> None:
    with book.write("Add Bob", now) as session:
        bob = customers.add(session, "Bob Hill").id
    with book.write("Note", now) as session:
        note = customers.add_note(session, ann, "likes tea").id
    with book.write("Move", now) as session:
        session.load(Note, note).customer_id = bob
    with book.write("Words", now) as session:
        session.load(Note, note).words = "likes coffee"
    with book.write("Sent", now) as session:
        history.seal_steps_of(session, note, SEALED)
        history.seal(session, SEALED)
        session.load(Customer, ann).good_to_know = "tea"
    step, _ = book.undo(now)
    assert (step.label, step.over) == ("Move", SEALED)
    with book.read(now) as session:
        kept = session.load(Note, note)
        assert (kept.customer_id, kept.words) == (ann, "likes coffee")


@pytest.mark.usefixtures("stuck")
def test_a_book_of_an_older_shape_is_not_tried_out(book: Book, now: datetime) -> None:
    with book.read(now) as session:
        found = undoing.next_undo(session, 99)
    assert found is not None
    assert found.label == "Add Bob"
