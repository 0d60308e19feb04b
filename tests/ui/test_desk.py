from datetime import datetime, timedelta

import pytest

from tests.owner import Owner
from tradesman.book.customer import Customer
from tradesman.book.errors import BookError
from tradesman.book.followup import Purpose
from tradesman.book.store import Book, Session
from tradesman.services import customers, directory, followups
from tradesman.ui.desk import Desk


@pytest.fixture
def told(book: Book, now: datetime) -> tuple[Desk, dict[str, list[object]]]:
    """A desk, and what it has told so far."""
    desk = Desk(book, lambda: now)
    heard: dict[str, list[object]] = {"changed": [], "stepped": [], "failed": []}
    desk.changed.connect(heard["changed"].append)
    desk.failed.connect(heard["failed"].append)
    desk.stepped.connect(lambda label, step: heard["stepped"].append((label, step)))
    return desk, heard


def test_one_step_is_kept_told_and_named(told: tuple[Desk, dict[str, list[object]]]) -> None:
    desk, heard = told
    made = desk.do(customers.add, "Leah Novak", phone="07700 900161", label="Customer added")
    assert made is not None
    assert [row.name for row in desk.ask(directory.page)] == ["Leah Novak"]
    assert heard["changed"] == [frozenset({"customer", "contact_point"})]
    last = desk.book.last_step(desk.now)
    assert last is not None
    assert heard["stepped"] == [("Customer added", last.id)]


def test_what_cannot_be_done_is_said_and_changes_nothing(told: tuple[Desk, dict[str, list[object]]]) -> None:
    desk, heard = told
    assert desk.do(customers.add, "  ", label="Customer added") is None
    assert heard["failed"] == ["A customer needs a name. Nothing was changed."]
    assert heard["stepped"] == heard["changed"] == []
    assert desk.ask(directory.count) == 0


def test_a_sheet_can_hear_the_sentence_itself(told: tuple[Desk, dict[str, list[object]]]) -> None:
    desk, heard = told
    said: list[str] = []
    desk.do(customers.add, "", label="Customer added", on_error=said.append)
    assert said == ["A customer needs a name. Nothing was changed."]
    assert heard["failed"] == []


def test_a_step_that_changes_nothing_is_no_step(told: tuple[Desk, dict[str, list[object]]]) -> None:
    desk, heard = told
    desk.do(directory.count, label="Counted")
    assert heard["stepped"] == []


def test_undo_and_redo_name_the_step_and_tell_what_changed(told: tuple[Desk, dict[str, list[object]]]) -> None:
    desk, heard = told
    desk.do(customers.add, "Leah Novak", label="Customer added")
    assert desk.undo() == "Customer added"
    assert desk.ask(directory.count) == 0
    assert desk.redo() == "Customer added"
    assert desk.ask(directory.count) == 1
    assert heard["changed"] == [frozenset({"customer"})] * 3


def test_what_stands_in_the_way_of_undo_goes_where_it_was_asked(told: tuple[Desk, dict[str, list[object]]]) -> None:
    desk, heard = told
    faults: list[str] = []
    assert desk.undo(on_error=faults.append) is None
    assert len(faults) == 1
    assert not heard["failed"]


def test_nothing_to_take_back_is_said(told: tuple[Desk, dict[str, list[object]]]) -> None:
    desk, heard = told
    assert desk.redo() is None
    assert heard["failed"] == ["There is nothing to do again."]


def test_a_read_cannot_write(told: tuple[Desk, dict[str, list[object]]]) -> None:
    desk, _ = told

    def sneak(session: Session) -> None:
        session.add(Customer(name="Sneaked in", since=session.now))
        session.flush()

    with pytest.raises(BookError, match="cannot be written to"):
        desk.ask(sneak)
    assert desk.ask(directory.count) == 0


def test_what_cannot_be_taken_back_is_told_without_a_step(told: tuple[Desk, dict[str, list[object]]]) -> None:
    desk, heard = told
    made = desk.do(customers.add, "Leah Novak", label="Customer added")
    assert made is not None
    desk.do(customers.erase, made.id, label="Person erased")
    assert heard["stepped"][1:] == [("Person erased", None)]


def test_a_clock_that_is_put_right_while_the_book_is_open_plans_again_before_the_next_step(
    book: Book, now: datetime
) -> None:
    clock, owner = [now], Owner(book, now)
    desk = Desk(book, lambda: clock[0])
    job_id = owner.accepted()
    clock[0] += timedelta(days=731)
    update = owner.asked(job_id)[Purpose.PROGRESS_UPDATE]
    desk.do(followups.do, update.id, "Written", label="Update sent")
    clock[0] = now + timedelta(days=1)
    changed: list[frozenset[str]] = []
    desk.changed.connect(changed.append)
    desk.do(customers.add, "Tom Whitaker", label="Customer added")
    assert changed == [frozenset({"follow_up"}), frozenset({"customer"})]
    assert owner.due(job_id)["progress_update"] == "2026-12-04"
