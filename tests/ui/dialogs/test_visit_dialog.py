"""At the door: arriving, asking, measuring, photographing, and what follows; nothing typed is lost."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QMimeData, Qt, QUrl
from PySide6.QtGui import QClipboard, QImage
from PySide6.QtWidgets import QApplication, QMenu, QWidget
from pytestqt.qtbot import QtBot
from sqlmodel import select

from tests.pictures import picture
from tests.ui.conftest import Clock, Hand
from tradesman.book.customer import Note
from tradesman.book.enquiry import CameBy, Enquiry
from tradesman.book.message import Message, Way
from tradesman.book.quote import Quote
from tradesman.book.store import Session
from tradesman.book.visit import Visit, VisitState
from tradesman.services import customers, enquiries, photos, timelines, visits
from tradesman.services.timelines import Happened
from tradesman.ui.desk import Desk
from tradesman.ui.dialogs.visit_dialog import DRAFT, VisitDialog
from tradesman.ui.theme import Theme
from tradesman.ui.widgets.labels import Badge, Label
from tradesman.ui.widgets.photo_tile import PhotoTile

Show = Callable[..., Hand]
CTRL = Qt.KeyboardModifier.ControlModifier
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", "qt.gui.imageio", extend=True)


def agreed(session: Session, name: str = "Leah Novak", what: str = "The tap drips", hours: int = 1) -> Visit:
    customer = customers.add(session, name, phone="020 7946 0161", email="leah@example.org", address="3 Mill Lane")
    session.flush()
    enquiry = enquiries.log(session, customer.id, what, CameBy.PHONE, answered_live=True)
    session.flush()
    at = session.now + timedelta(hours=hours)
    return visits.book(session, enquiry.id, at.date(), at.time().replace(second=0, microsecond=0))


class Door:
    """A visit in an hour and its sheet, with a count of what is pressed."""

    def __init__(self, desk: Desk, theme: Theme, hand: Hand, **about: Any) -> None:
        self.desk, self.theme, self.hand, self.presses = desk, theme, hand, 0
        made = desk.do(agreed, label="Visit", **about)
        assert made is not None
        self.id, self.enquiry_id = made.id, made.enquiry_id
        self.sheet = self.open()

    def open(self) -> VisitDialog:
        self.sheet = VisitDialog(self.hand.window, self.desk, self.theme, self.id)
        self.sheet.open()
        QApplication.processEvents()
        return self.sheet

    def click(self, name: str) -> None:
        self.hand.press(name, self.hand.sheet())
        self.presses += 1

    def take(self, menu: str, entry: str) -> None:
        self.hand.take(menu, entry)
        self.presses += 1

    def said(self, name: str) -> str:
        return self.hand.find(QWidget, name).text()  # type: ignore[attr-defined,no-any-return]

    @property
    def visit(self) -> Visit:
        return self.desk.ask(lambda session: session.load(Visit, self.id))

    @property
    def enquiry(self) -> Enquiry:
        return self.desk.ask(lambda session: session.load(Enquiry, self.enquiry_id))

    def all(self, kind: type[Any]) -> list[Any]:
        return self.desk.ask(lambda session: list(session.exec(select(kind)).all()))


@pytest.fixture
def door(desk: Desk, theme: Theme, show: Show) -> Door:
    return Door(desk, theme, show())


# Arriving


def test_arriving_on_time_says_so_and_goes_on_to_the_first_question(door: Door) -> None:
    assert door.hand.window.focusWidget() is door.sheet.head.arrive
    door.click("arrive")
    assert (door.visit.state, door.visit.in_time) == (VisitState.ARRIVED, True)
    assert door.said("state") == "Arrived 10:00, on time"
    assert door.hand.window.focusWidget().objectName() == "answer_0"
    assert not door.sheet.head.arrive.isVisible()


def test_arriving_late_says_by_how_much(door: Door, clock: Clock) -> None:
    assert door.said("state") == "Not confirmed yet"
    clock.later(minutes=72)
    door.sheet.finish()
    door.open()
    assert door.said("state") == "12 min late"
    door.click("arrive")
    assert door.said("state") == "Arrived 11:12, 12 min late"
    assert door.visit.in_time is False


def test_a_visit_forgotten_for_days_is_late_in_days(door: Door, clock: Clock) -> None:
    for days, words in ((1, "1 day late"), (2, "3 days late")):
        clock.later(days=days, hours=1)
        door.sheet.finish()
        door.open()
        assert door.said("state") == words


def test_an_arrival_that_is_taken_back_can_be_noted_again(door: Door) -> None:
    door.click("arrive")
    door.desk.undo()
    assert door.visit.state == VisitState.BOOKED
    assert door.sheet.head.arrive.isVisible()


def test_a_booking_that_is_taken_back_closes_its_sheet(door: Door) -> None:
    door.desk.undo()
    assert door.hand.no_sheet()


def test_what_cannot_be_noted_is_said(door: Door) -> None:
    door.sheet._desk.changed.disconnect(door.sheet._on_changed)  # as if it were done in another window
    door.desk.do(visits.arrive, door.id, label="Arrived")
    door.click("arrive")
    assert "not ahead any more" in door.said("error")


# Before it begins


def test_running_late_is_noted_and_a_text_is_ready_in_two_clicks(door: Door, links: list[str]) -> None:
    door.click("late")
    door.take("late_menu", "late_20")
    assert door.presses == 2
    message: Any = door.hand.sheet("message")
    assert "I am running about 20 minutes late for 11:00 and am on my way." in message.words.value()
    door.click("text")
    assert links[0].startswith("sms:+442079460161?body=Hello%20Leah")
    assert door.all(Message) == []  # a person sends it
    door.click("main")
    [sent] = door.all(Message)
    assert (sent.way, sent.to) == (Way.TEXT, "020 7946 0161")
    assert [note.words for note in door.all(Note)] == ["Running about 20 minutes late for the visit at 11:00"]
    assert door.hand.sheet() is door.sheet


def test_how_late_can_be_typed_in_the_message(door: Door) -> None:
    door.click("late")
    door.take("late_menu", "late_0")
    message: Any = door.hand.sheet("message")
    assert "I am running late for 11:00" in message.words.value()
    assert door.all(Note) == []


def test_the_customer_is_asked_whether_it_suits_and_says_so(door: Door) -> None:
    door.click("confirm")
    door.take("confirm_menu", "confirm_ask")
    message: Any = door.hand.sheet("message")
    assert "Does that still suit you?" in message.words.value()
    message.dismiss()
    door.click("confirm")
    door.take("confirm_menu", "confirm_said")
    assert door.visit.state == VisitState.CONFIRMED
    assert door.said("state") == "Confirmed"
    assert not door.sheet.head.confirm.isVisible()


def test_of_a_visit_on_another_day_nobody_is_late(desk: Desk, theme: Theme, show: Show) -> None:
    door = Door(desk, theme, show(), hours=72)
    head = door.sheet.head
    assert [b.isVisible() for b in (head.late, head.nobody, head.confirm, head.move_away)] == [False, False, True, True]
    assert door.said("when") == "Mon 23 Nov, 10:00 to 11:00"


@pytest.mark.parametrize(("button", "sheet"), [("move_away", "book_visit"), ("nobody", "visit_off"), ("call_off", "")])
def test_what_ends_a_visit_has_a_sheet_of_its_own(door: Door, button: str, sheet: str) -> None:
    name: str = getattr(door.sheet.head, button).objectName()
    door.click(name)
    assert door.hand.sheet(sheet or "visit_off") is not door.sheet


# What is noted


def test_from_the_door_to_the_quote_with_two_needs(door: Door) -> None:
    asked: list[Any] = []
    door.sheet.page_asked.connect(lambda key, _subject: asked.append(key))
    door.click("arrive")
    door.hand.qtbot.keyClicks(door.hand.window.focusWidget(), "The smell")  # the keyboard is there already
    door.click("matters_0")
    door.hand.type("answer_1", "No more queue")
    door.click("matters_1")
    door.hand.type("diagnosis", "The trap is dry")
    door.hand.type("measurements", "Tray 900 × 760 mm")
    door.click("main")
    assert door.presses == 4  # and a click into each of three fields
    needs = [(need.answer, need.label) for need in door.enquiry.needs]
    assert needs == [("The smell", "The worst gone"), ("No more queue", "Better afterwards")]
    assert (door.enquiry.diagnosis, door.visit.measurements) == ("The trap is dry", "Tray 900 × 760 mm")
    assert (door.visit.state, asked, len(door.all(Quote))) == (VisitState.DONE, ["quote"], 1)
    [entry] = [
        one for one in door.desk.ask(timelines.of_customer, door.enquiry.customer_id) if one.happened == Happened.VISIT
    ]
    assert entry.what == "The trap is dry; Tray 900 × 760 mm"


def test_from_the_door_to_the_quote_by_keyboard(door: Door, qtbot: QtBot) -> None:
    keys = 0

    def press(key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        nonlocal keys
        keys += 1
        qtbot.keyClick(door.hand.window.focusWidget(), key, modifier)

    press(Qt.Key.Key_Space)  # I am here
    for answer in ("The smell", "No more queue"):
        qtbot.keyClicks(door.hand.window.focusWidget(), answer)
        press(Qt.Key.Key_Tab)
        press(Qt.Key.Key_Space)  # it matters
        press(Qt.Key.Key_Tab)
        press(Qt.Key.Key_Tab)
    while door.hand.window.focusWidget().objectName() != "diagnosis":
        press(Qt.Key.Key_Tab)
    qtbot.keyClicks(door.hand.window.focusWidget(), "The trap is dry")
    press(Qt.Key.Key_Return, CTRL)
    assert [need.label for need in door.enquiry.needs] == ["The worst gone", "Better afterwards"]
    assert (door.enquiry.diagnosis, len(door.all(Quote))) == ("The trap is dry", 1)
    assert keys <= 24


def test_notes_can_be_kept_without_ending_the_visit(door: Door) -> None:
    door.hand.type("diagnosis", "The trap is dry")
    door.click("keep")
    assert (door.visit.state, door.enquiry.diagnosis) == (VisitState.BOOKED, "The trap is dry")
    door.open()
    door.click("done")
    assert door.visit.state == VisitState.DONE
    assert door.desk.undo() == "Visit done"


def test_an_empty_visit_is_no_step(door: Door) -> None:
    before = door.desk.book.last_step(door.desk.now)
    door.click("keep")
    assert door.hand.no_sheet()
    after = door.desk.book.last_step(door.desk.now)
    assert before is not None
    assert after is not None
    assert after.id == before.id


def test_what_was_typed_comes_back_after_the_sheet_was_left(door: Door, qtbot: QtBot) -> None:
    assert door.said("kept") == "Draft kept if you leave"
    door.hand.type("answer_1", "No more queue")
    door.hand.type("need_1", "Quick mornings")
    door.hand.type("measurements", "Tray 900")
    qtbot.keyClick(door.sheet, Qt.Key.Key_Escape)
    assert door.hand.no_sheet()
    assert door.enquiry.needs == []
    door.open()
    assert door.said("kept") == "These notes are a draft"
    door.click("done")
    assert [(need.answer, need.label) for need in door.enquiry.needs] == [("No more queue", "Quick mornings")]
    assert door.visit.measurements == "Tray 900"
    assert door.desk.drafts.get(f"{DRAFT}/{door.id}") is None


def test_a_draft_is_forgotten_with_the_person_and_one_without_sense_is_left(door: Door) -> None:
    door.hand.type("diagnosis", "The trap")
    door.desk.drafts.forget(door.enquiry.customer_id)
    assert door.desk.drafts.get(f"{DRAFT}/{door.id}") is None
    door.desk.drafts.keep(f"{DRAFT}/{door.id}", {"answers": 3})
    door.sheet.finish()
    door.open()
    assert door.said("kept") == "Draft kept if you leave"


def test_a_budget_that_is_none_is_kept_as_typed(door: Door) -> None:
    door.hand.type("budget", "a lot")
    door.click("main")
    assert door.sheet.notes.form.box("budget").error
    assert door.visit.state == VisitState.BOOKED
    door.hand.type("budget", "1500")
    door.click("main")
    assert door.enquiry.budget_minor == 150_000


def test_a_visit_that_fell_through_meanwhile_is_not_noted(door: Door) -> None:
    door.hand.type("diagnosis", "The trap")
    door.desk.do(visits.cancel, door.id, "Ill", label="Cancelled")
    assert door.said("state") == "Called off"
    door.click("done")
    assert "did not take place" in door.said("error")
    assert door.desk.drafts.get(f"{DRAFT}/{door.id}") is not None


@pytest.mark.parametrize("words", ["🛁" * 10, "<b>x</b><img src=y>", "\u05de\u05d9\u05dd מים", "x" * 10_000])
def test_whatever_is_typed_is_kept_and_shown_as_it_is(desk: Desk, theme: Theme, show: Show, words: str) -> None:
    door = Door(desk, theme, show(), name=words[:40], what=words)
    door.sheet.notes.form.set_values({"diagnosis": words, "measurements": words})
    door.sheet.notes.questions._rows[0].answer.set_value(words)
    door.click("done")
    assert (door.enquiry.diagnosis, door.visit.measurements) == (words, words)
    assert door.enquiry.needs[0].answer == words
    door.open()
    assert door.hand.find(Label, "customer").text() == words[:40]
    assert door.hand.find(Label, "customer").textFormat() == Qt.TextFormat.PlainText
    assert door.sheet.notes.form.values()["diagnosis"] == words


def test_pasted_rich_text_becomes_plain(door: Door, qtbot: QtBot, clipboard: QClipboard) -> None:
    mime = QMimeData()
    mime.setHtml("<b>Dry</b> trap")
    mime.setText("Dry trap")
    clipboard.setMimeData(mime)
    for name in ("diagnosis", "answer_0"):
        field = door.hand.find(QWidget, name)
        field.setFocus()
        qtbot.keyClick(field, Qt.Key.Key_V, CTRL)
    door.click("done")
    assert (door.enquiry.diagnosis, door.enquiry.needs[0].answer) == ("Dry trap", "Dry trap")


# Photos


def kept(door: Door) -> list[str]:
    return [photo.file for photo in door.desk.ask(photos.of_enquiry, door.enquiry_id)]


def tiles(door: Door) -> list[PhotoTile]:
    return [tile for tile in door.sheet.photos.findChildren(PhotoTile) if tile.isVisible()][:-1]


@pytest.mark.parametrize("field", ["diagnosis", "answer_0", "done"])
def test_a_picture_is_pasted_wherever_the_keyboard_is(
    door: Door, qtbot: QtBot, clipboard: QClipboard, field: str
) -> None:
    image = QImage(40, 30, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.red)
    clipboard.setImage(image)
    widget = door.hand.find(QWidget, field)
    widget.setFocus()
    with qtbot.waitSignal(door.sheet.photos.adder.ended):
        qtbot.keyClick(widget, Qt.Key.Key_V, CTRL)
    assert len(kept(door)) == len(tiles(door)) == 1
    qtbot.waitUntil(lambda: tiles(door)[0].shows_picture)
    door.hand.click(tiles(door)[0])
    door.hand.sheet("photo").dismiss()
    assert door.hand.sheet() is door.sheet


def test_files_are_pasted_and_what_is_no_picture_is_named(
    door: Door, qtbot: QtBot, clipboard: QClipboard, tmp_path: Path
) -> None:
    faults: list[str] = []
    door.desk.failed.disconnect()
    door.desk.failed.connect(faults.append)
    other = tmp_path / "list.jpg"
    other.write_text("not a picture")
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(file)) for file in (picture(tmp_path / "a.png"), other)])
    clipboard.setMimeData(mime)
    with qtbot.waitSignal(door.sheet.photos.adder.ended):
        qtbot.keyClick(door.hand.find(QWidget, "diagnosis"), Qt.Key.Key_V, CTRL)
    assert len(kept(door)) == 1
    assert "list.jpg" in faults[0]


def test_the_sheet_closes_while_a_photo_is_still_copied(door: Door, qtbot: QtBot, tmp_path: Path) -> None:
    door.sheet.photos.adder.add([picture(tmp_path / "a.png")])
    door.sheet.finish()
    qtbot.waitUntil(lambda: len(kept(door)) == 1)


# Its size


@pytest.fixture
def largest_text(theme: Theme) -> Any:
    theme.set_text_percent(130)
    yield
    theme.set_text_percent(100)


@pytest.mark.usefixtures("largest_text")
def test_the_largest_text_fits_a_narrow_window(desk: Desk, theme: Theme, show: Show) -> None:
    name = "Dr. Wilhelmina Featherstonehaugh-Cholmondeley of Upper Ashcombe Manor"
    door = Door(desk, theme, show(width=1093, height=614), name=name)
    sheet = door.sheet
    assert sheet._content.minimumSizeHint().width() <= sheet._scroll.viewport().width()
    assert sheet._foot.minimumSizeHint().width() <= sheet.width()
    assert sheet.header.minimumSize().width() <= sheet.width()
    assert sheet._foot.geometry().bottom() < sheet.height() <= 614
    badge = door.hand.find(Badge, "state")
    assert sheet._scroll.viewport().rect().contains(badge.mapTo(sheet._scroll.viewport(), badge.rect().bottomRight()))


def test_a_menu_leaves_nothing_behind(door: Door) -> None:
    door.click("late")
    menu = door.hand.find(QMenu, "late_menu")
    menu.close()
    QApplication.sendPostedEvents(None, 52)  # deferred deletions
    assert door.sheet.findChildren(QMenu, "late_menu") == []
