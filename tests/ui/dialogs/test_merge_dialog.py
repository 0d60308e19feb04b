from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from PySide6.QtWidgets import QWidget
from sqlmodel import select

from tests.ui.conftest import Clock, Hand
from tradesman.book.customer import Customer, ToldApart, Whereabouts
from tradesman.book.enquiry import CameBy
from tradesman.services import customers, directory, duplicates, enquiries, jobs, overviews
from tradesman.ui.desk import Desk
from tradesman.ui.dialogs.merge_dialog import MergeDialog
from tradesman.ui.dialogs.message_dialog import MessageDialog
from tradesman.ui.theme import Theme
from tradesman.ui.widgets.labels import Label


def add(desk: Desk, name: str, **known: Any) -> UUID:
    made = desk.do(customers.add, name, label="Customer", **known)
    assert made is not None
    return UUID(str(made.id))


@pytest.fixture
def pair(desk: Desk, clock: Clock) -> tuple[UUID, UUID]:
    """One record of long ago with a job, and a new one with what was asked."""
    old = add(desk, "Leah Novak", phone="07700 900161", address="19 Tannery Yard", good_to_know="Has a dog")
    desk.do(jobs.done_and_paid, old, "Tap", 6_000, "Cash", label="Job")
    clock.now += timedelta(days=400)
    new = add(desk, "L. Novak", phone="+44 7700 900161", email="leah@example.org")
    desk.do(enquiries.log, new, "Boiler drips", CameBy.PHONE, label="Enquiry")
    return old, new


@pytest.fixture
def hand(show: Callable[..., Hand]) -> Hand:
    return show()


def line(hand: Hand, number: int) -> tuple[str, str]:
    left, right = (hand.find(Label, f"merge_{number}_{side}").text() for side in (1, 2))
    return left, right


def test_both_stand_side_by_side(desk: Desk, theme: Theme, hand: Hand, pair: tuple[UUID, UUID]) -> None:
    MergeDialog(hand.window, desk, theme, *pair).open()
    assert [line(hand, number) for number in range(7)] == [
        ("Leah Novak", "L. Novak"),
        ("07700 900161", "+44 7700 900161\nleah@example.org"),
        ("19 Tannery Yard", "—"),
        ("20 Nov 2026", "25 Dec 2027"),
        ("1 job, £60", "—"),
        ("—", "Boiler drips"),
        ("Has a dog", "—"),
    ]


def test_the_one_with_more_stays_unless_the_other_is_chosen(
    desk: Desk, theme: Theme, hand: Hand, pair: tuple[UUID, UUID]
) -> None:
    old, new = pair
    dialog = MergeDialog(hand.window, desk, theme, new, old)
    dialog.open()
    assert dialog.stays.value() == "right"
    hand.press("main", dialog)
    assert hand.no_sheet()
    kept = desk.ask(overviews.of_customer, old).customer
    assert (kept.name, [point.value for point in kept.contacts]) == ("Leah Novak", ["07700 900161", "leah@example.org"])
    assert desk.ask(directory.count) == 1
    assert desk.undo() == "Two customers made one"
    assert desk.ask(directory.count) == 2
    dialog = MergeDialog(hand.window, desk, theme, new, old)
    dialog.open()
    hand.choose("stays", "L. Novak")
    hand.press("main", dialog)
    assert desk.ask(overviews.of_customer, new).customer.name == "L. Novak"


def test_two_of_one_name_are_told_apart_by_their_place(desk: Desk, theme: Theme, hand: Hand) -> None:
    one, other = add(desk, "Leah Novak"), add(desk, "leah novak")
    dialog = MergeDialog(hand.window, desk, theme, one, other)
    dialog.open()
    hand.choose("stays", "leah novak, at the right")
    hand.press("cancel", dialog)
    assert hand.no_sheet()
    assert desk.ask(directory.count) == 2


def test_what_was_drafted_for_the_one_who_goes_is_kept(
    desk: Desk, theme: Theme, hand: Hand, pair: tuple[UUID, UUID]
) -> None:
    old, new = pair
    desk.drafts.keep(f"message/{new}//free", {"words": "On my way"})
    MergeDialog(hand.window, desk, theme, new, old).open()
    hand.press("main")
    assert desk.drafts.get(f"message/{old}//free") == {"words": "On my way"}


def test_two_people_stay_two_and_are_not_offered_again(
    desk: Desk, theme: Theme, hand: Hand, pair: tuple[UUID, UUID]
) -> None:
    old, new = pair
    MergeDialog(hand.window, desk, theme, old, new).open()
    hand.press("apart")
    assert hand.no_sheet()
    assert desk.ask(directory.count) == 2
    assert [desk.ask(duplicates.alike, who) for who in pair] == [[], []]
    assert desk.undo() == "Kept as two people"
    assert [found.id for found in desk.ask(duplicates.alike, old)] == [new]


def test_what_cannot_be_told_apart_is_said(desk: Desk, theme: Theme, hand: Hand, pair: tuple[UUID, UUID]) -> None:
    old, new = pair
    MergeDialog(hand.window, desk, theme, old, new).open()
    desk.do(customers.erase, new, label="Erased")
    hand.press("apart")
    assert "no longer in the book" in hand.find(Label, "error").text()


def test_what_cannot_be_merged_is_said(desk: Desk, theme: Theme, hand: Hand) -> None:
    one, other = add(desk, "Leah Novak"), add(desk, "Leah Novák")
    dialog = MergeDialog(hand.window, desk, theme, one, other)
    dialog.open()
    desk.do(customers.erase, other, label="Erased")
    hand.press("main", dialog)
    assert "no longer in the book" in hand.find(Label, "error").text()
    assert isinstance(desk.ask(overviews.of_customer, one).customer, Customer)


def test_what_was_written_to_either_is_kept_and_undo_parts_it_again(
    desk: Desk, theme: Theme, hand: Hand, pair: tuple[UUID, UUID]
) -> None:
    old, new = pair
    for who, words in ((old, "On my way"), (new, "It drips still")):
        sheet = MessageDialog(hand.window, desk, theme, who)
        sheet.open()
        sheet.words.insertPlainText(words)
        hand.press("cancel", sheet)

    def shown(who: UUID) -> str:
        sheet = MessageDialog(hand.window, desk, theme, who)
        sheet.open()
        said = str(sheet.words.value())
        hand.press("cancel", sheet)
        return said

    MergeDialog(hand.window, desk, theme, new, old).open()
    hand.press("main")
    assert "On my way" in shown(old)
    desk.undo()
    assert ("On my way" in shown(old), "It drips still" in shown(new)) == (True, True)
    desk.redo()
    sheet = MessageDialog(hand.window, desk, theme, old)
    sheet.open()
    hand.press("draft_discard", sheet)
    hand.press("cancel", sheet)
    assert "It drips still" in shown(old)


def test_that_somebody_is_left_alone_or_gone_stands_side_by_side(
    desk: Desk, theme: Theme, hand: Hand, pair: tuple[UUID, UUID]
) -> None:
    old, new = pair
    desk.do(customers.set_do_not_contact, new, leave_alone=True, label="Alone")
    desk.do(customers.set_whereabouts, new, Whereabouts.MOVED, label="Moved")
    MergeDialog(hand.window, desk, theme, old, new).open()
    assert line(hand, 7) == ("—", "Do not contact\nMoved away")


def test_who_was_told_apart_is_made_one_all_the_same(
    desk: Desk, theme: Theme, hand: Hand, pair: tuple[UUID, UUID]
) -> None:
    old, new = pair
    desk.do(duplicates.tell_apart, new, old, label="Apart")
    MergeDialog(hand.window, desk, theme, old, new).open()
    assert "two people" in hand.find(Label, "said_apart").text()
    assert not [one for one in hand.sheet().findChildren(QWidget, "apart") if one.isVisible()]
    hand.press("main")
    assert desk.ask(directory.count) == 1
    assert desk.ask(lambda session: session.exec(select(ToldApart)).all()) == []
    desk.undo()
    assert desk.ask(duplicates.are_apart, old, new)
