"""Booking and moving a visit: what stands on the day is said, and what has passed is asked about."""

from collections.abc import Callable
from datetime import date, time
from typing import Any

import pytest

from tests.owner import Owner
from tests.ui.conftest import Hand
from tests.ui.dialogs.test_visit_dialog import agreed
from tradesman.book.store import Book
from tradesman.book.visit import Visit
from tradesman.services import enquiries, jobs, visits
from tradesman.ui.desk import Desk
from tradesman.ui.dialogs.book_visit_dialog import BookVisitDialog, MoveVisitDialog
from tradesman.ui.theme import Theme
from tradesman.ui.widgets.chips import Chip
from tradesman.ui.widgets.labels import Label

Show = Callable[..., Hand]


@pytest.fixture
def visit(desk: Desk) -> Visit:
    made = desk.do(agreed, label="Visit")
    assert made is not None
    return made


@pytest.fixture
def booking(desk: Desk, theme: Theme, show: Show, visit: Visit) -> Hand:
    hand = show()
    BookVisitDialog(hand.window, desk, theme, visit.enquiry_id).open()
    return hand


def times(desk: Desk, visit: Visit) -> list[tuple[date, time]]:
    return [(found.day_on, found.starts) for found in desk.ask(visits.of_enquiry, visit.enquiry_id)]


def seen(hand: Hand, name: str) -> str:
    return " ".join(label.text() for label in hand.sheet().findChildren(Label, name) if label.isVisible())


def test_a_visit_in_the_past_asks_before_it_is_booked(booking: Hand, desk: Desk, visit: Visit) -> None:
    booking.type("day", "19/11")
    booking.type("starts", "9:00")
    assert seen(booking, "warned") == "This has passed."
    booking.press("main")
    assert seen(booking, "error").startswith("Yesterday 09:00 has passed. Nothing was booked yet.")
    assert len(times(desk, visit)) == 1
    booking.type("starts", "8:00")  # another one is asked about anew
    booking.press("main")
    assert len(times(desk, visit)) == 1
    booking.press("main")
    assert times(desk, visit)[0] == (date(2026, 11, 19), time(8))
    assert booking.no_sheet()


def test_a_clash_with_a_visit_and_with_planned_work_is_said(booking: Hand, book: Book, desk: Desk) -> None:
    owner = Owner(book, desk.now)
    owner.do(jobs.plan, owner.accepted(), [desk.today()])
    assert seen(booking, "taken") == ""
    booking.type("day", "today")
    booking.type("starts", "11:30")
    assert seen(booking, "taken") == ("Today: work Leah Novak, 11:00 Leah Novak. A drive is reckoned as 30 min.")
    assert seen(booking, "warned") == (
        "Work is planned for Leah Novak on that day. It clashes with the visit to Leah Novak, 11:00 to 12:00."
    )
    booking.type("starts", "10:30")
    booking.choose("minutes", "30 min")
    assert "clashes" not in seen(booking, "warned")


def test_the_free_times_leave_out_work_and_last_as_long_as_the_visit(
    desk: Desk, theme: Theme, show: Show, book: Book, visit: Visit
) -> None:
    owner = Owner(book, desk.now)
    owner.do(jobs.plan, owner.accepted(), [desk.today()])
    hand = show()
    sheet: Any = BookVisitDialog(hand.window, desk, theme, visit.enquiry_id)
    sheet.open()
    slots = [hand.find(Chip, f"slot_{number}") for number in range(4)]
    words = ["Mon 23 Nov 08:00", "Mon 23 Nov 12:00", "Tue 24 Nov 08:00", "Tue 24 Nov 12:00"]
    assert [slot.accessibleName() for slot in slots] == words
    owner.do(visits.book, visit.enquiry_id, date(2026, 11, 23), time(10))
    hand.choose("minutes", "4 h")
    assert [slot.text() for slot in slots][:2] == ["Mon 23 Nov 12:00", "Tue 24 Nov 08:00"]
    hand.click(slots[0])
    assert seen(hand, "warned") == ""
    hand.press("main")
    assert (date(2026, 11, 23), time(12)) in times(desk, visit)


def test_a_day_off_is_said(booking: Hand) -> None:
    booking.type("day", "21/11")
    assert (seen(booking, "taken"), seen(booking, "warned")) == (
        "Tomorrow: nothing planned yet.",
        "You do not work on that day.",
    )


def test_what_cannot_be_booked_stays(booking: Hand, desk: Desk, visit: Visit) -> None:
    desk.do(enquiries.mark_spam, visit.enquiry_id, label="Spam")
    booking.press("slot_0")
    booking.press("main")
    assert "closed" in seen(booking, "error")


def test_a_visit_does_not_clash_with_itself_when_it_is_moved(
    desk: Desk, theme: Theme, show: Show, visit: Visit
) -> None:
    hand = show()
    sheet: Any = MoveVisitDialog(hand.window, desk, theme, visit.id)
    sheet.open()
    assert (seen(hand, "taken"), seen(hand, "warned")) == ("Today: nothing planned yet.", "")
    hand.type("starts", "15:00")
    hand.press("main")
    assert times(desk, visit) == [(visit.day_on, time(15))]
    assert hand.no_sheet()
