"""A promise noted on the phone, on a visit and in a message: at once, whatever becomes of the sheet."""

from collections.abc import Callable
from datetime import date, time
from typing import Any
from uuid import UUID

import pytest
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from sqlmodel import select

from tests.owner import Owner
from tests.ui.conftest import Clock, Hand
from tradesman.book.followup import Purpose
from tradesman.book.job import Job
from tradesman.book.promise import Promise
from tradesman.book.store import Book
from tradesman.services import today, visits
from tradesman.services.today import Kind
from tradesman.ui.desk import Desk
from tradesman.ui.dialogs.feedback_dialog import FeedbackDialog
from tradesman.ui.dialogs.follow_up_dialog import FollowUpCallDialog
from tradesman.ui.dialogs.log_call_dialog import LogCallDialog
from tradesman.ui.dialogs.message_dialog import MessageDialog
from tradesman.ui.dialogs.note_dialog import NoteDialog
from tradesman.ui.dialogs.visit_dialog import VisitDialog
from tradesman.ui.theme import Theme
from tradesman.ui.widgets.fields import ChoiceField
from tradesman.ui.widgets.sheet import Sheet

Show = Callable[..., Hand]
Place = tuple[QWidget, Desk, Theme]


@pytest.fixture
def owner(book: Book, clock: Clock) -> Owner:
    return Owner(book, clock.now)


@pytest.fixture
def place(show: Show, desk: Desk, theme: Theme) -> Place:
    return show().window, desk, theme


def on_the_phone(owner: Owner, place: Place) -> Sheet:
    return LogCallDialog(*place, owner.enquiry())


def in_any_call(owner: Owner, place: Place) -> Sheet:
    return NoteDialog(*place, owner.customer())


def in_a_call_that_was_due(owner: Owner, place: Place) -> Sheet:
    asked = owner.asked(owner.given())
    return FollowUpCallDialog(*place, asked[Purpose.ANSWER_QUESTIONS].id)


def when_asked_how_it_was(owner: Owner, place: Place) -> Sheet:
    job_id = owner.completed()
    return FeedbackDialog(*place, job_id, owner.asked(job_id)[Purpose.THREE_MONTHS].id)


def on_a_visit(owner: Owner, place: Place) -> Sheet:
    visit = owner.do(visits.book, owner.enquiry(answered_live=True), date(2026, 11, 20), time(11))
    return VisitDialog(*place, visit.id)


def in_a_message(owner: Owner, place: Place) -> Sheet:
    return MessageDialog(*place, owner.customer())


def promised(desk: Desk) -> list[Promise]:
    return desk.ask(lambda session: list(session.exec(select(Promise).order_by(Promise.id)).all()))  # type: ignore[arg-type]


def promise(hand: Hand, words: str, day: str, *, who: str = "") -> None:
    hand.press("promise_note")
    sheet = hand.sheet("promise")
    if who:
        hand.choose("whose", who)
    hand.type("words", words, sheet)
    hand.type("due_on", day, sheet)
    hand.press("main", sheet)
    QApplication.processEvents()


@pytest.mark.parametrize(
    "sheet_of",
    [on_the_phone, in_any_call, in_a_call_that_was_due, when_asked_how_it_was, on_a_visit, in_a_message],
)
def test_mine_and_the_customers_are_noted(owner: Owner, place: Place, sheet_of: Any, qtbot: Any) -> None:
    window, desk, _theme = place
    hand = Hand(qtbot, window)
    opened = sheet_of(owner, place)
    opened.open()
    stops = [one.objectName() for one in opened._stops()]
    assert stops.index("promise_note") < stops.index("main")  # Tab comes by before it leaves the sheet
    promise(hand, "Send the colour card", "23 Nov")
    promise(hand, "Empty the loft", "24 Nov", who="Leah")
    assert hand.sheet() is opened
    found = [(one.words, one.mine, one.due_on, one.job_id) for one in promised(desk)]
    assert found == [
        ("Send the colour card", True, date(2026, 11, 23), None),
        ("Empty the loft", False, date(2026, 11, 24), None),
    ]
    assert hand.find(QLabel, "promise_noted").text() == (
        "You promised: Send the colour card, by Mon 23 Nov\nPromised you: Empty the loft, by Tue 24 Nov"
    )
    hand.press("cancel", opened)
    assert len(promised(desk)) == 2  # it was said, whatever becomes of the sheet
    due = [(row.what, row.due_on) for row in desk.ask(today.rows) if row.kind == Kind.PROMISE]
    assert due == [("Send the colour card", date(2026, 11, 23))]  # Friday is the working day before


@pytest.fixture
def running(owner: Owner) -> UUID:
    return owner.accepted()


def test_of_an_open_job_unless_said_otherwise(owner: Owner, place: Place, running: UUID, qtbot: Any) -> None:
    window, desk, _theme = place
    hand = Hand(qtbot, window)
    NoteDialog(*place, owner.get(Job, running).customer_id).open()
    promise(hand, "Bring the sample", "23 Nov")
    hand.press("promise_note")
    hand.find(ChoiceField, "job").set_value(None)
    hand.type("words", "Ring about the boiler", hand.sheet("promise"))
    hand.type("due_on", "24 Nov", hand.sheet("promise"))
    hand.press("main", hand.sheet("promise"))
    assert [(one.words, one.job_id) for one in promised(desk)] == [
        ("Bring the sample", running),
        ("Ring about the boiler", None),
    ]


def test_a_day_that_has_passed_is_asked_about_once(owner: Owner, place: Place, qtbot: Any) -> None:
    window, desk, _theme = place
    hand = Hand(qtbot, window)
    NoteDialog(*place, owner.customer()).open()
    promise(hand, "Send the card", "19 Nov 2026")
    sheet = hand.sheet("promise")
    assert not promised(desk)
    assert "This day has passed" in sheet._error.text()
    hand.press("main", sheet)
    assert [one.due_on for one in promised(desk)] == [date(2026, 11, 19)]
