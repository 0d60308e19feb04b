"""Writing a message: fields marked and missing ones listed, every way out, and what was sent is kept."""

from collections.abc import Callable
from email import message_from_bytes
from email.policy import SMTP
from pathlib import Path
from typing import Any
from urllib.parse import unquote
from uuid import UUID

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot
from sqlmodel import select

from tests.films import TELLS as FILM_TELLS
from tests.films import film
from tests.owner import Owner
from tests.pictures import TELLS, corners, telling
from tests.ui.conftest import Clock, Hand
from tests.ui.papers import settle, words_of
from tradesman.book import picture_file
from tradesman.book.customer import ContactKind
from tradesman.book.followup import FollowUp, FollowUpState, Purpose
from tradesman.book.message import Message, Way
from tradesman.book.store import Book, Session
from tradesman.documents import drafts
from tradesman.services import (
    answers,
    answers_sent,
    businesses,
    customers,
    followups,
    jobs,
    playbooks,
    rule_changes,
    timelines,
)
from tradesman.services.messages import Occasion
from tradesman.ui.desk import Desk
from tradesman.ui.dialogs.message_dialog import MessageDialog
from tradesman.ui.dialogs.sent_message_dialog import SentMessageDialog
from tradesman.ui.parts.entry_words import told
from tradesman.ui.pickers import Pickers
from tradesman.ui.theme import Theme
from tradesman.ui.widgets.chips import Chip
from tradesman.ui.widgets.labels import ElidedLabel, Label

Show = Callable[..., Hand]


def alma(session: Session) -> UUID:
    customer = customers.add(
        session, "Alma Reyes", phone="07700 900155", email="alma@example.org", address="8 Orchard Close"
    )
    session.flush()
    return customer.id


@pytest.fixture
def customer(desk: Desk) -> UUID:
    found = desk.do(alma, label="Customer")
    assert found is not None
    return found


@pytest.fixture
def opened(desk: Desk, theme: Theme, show: Show, customer: UUID) -> Callable[..., tuple[Hand, MessageDialog]]:
    def open_sheet(occasion: str = Occasion.FREE, **about: Any) -> tuple[Hand, MessageDialog]:
        hand = show()
        sheet = MessageDialog(hand.window, desk, theme, customer, occasion, **about)
        sheet.open()
        return hand, sheet

    return open_sheet


Opened = Callable[..., tuple[Hand, MessageDialog]]


def sent(desk: Desk) -> list[Message]:
    return desk.ask(lambda session: list(session.exec(select(Message)).all()))


def lacking(hand: Hand) -> str:
    return hand.find(Label, "lacking").text()


def can(sheet: MessageDialog, name: str) -> bool:
    button = sheet.findChild(QWidget, name)
    assert button is not None
    return button.isEnabled()


def test_a_message_of_ones_own_begins_where_one_writes(
    opened: Opened, desk: Desk, qtbot: QtBot, customer: UUID, links: list[str]
) -> None:
    hand, sheet = opened()
    assert sheet.words.hasFocus()
    qtbot.keyClicks(sheet.words, "I am on my way.")
    assert sheet.words.value() == "Hello Alma,\n\nI am on my way.\n\nKind regards\nSam Harrow"
    assert sheet.subject.value() == "A word from Harrow Plumbing"
    hand.press("mail")
    assert links[0].startswith("mailto:alma@example.org?subject=A%20word%20from%20Harrow%20Plumbing&body=Hello%20Alma")
    assert "%0D%0AI%20am%20on%20my%20way." in links[0]
    assert "Your mail program has the message" in hand.find(Label, "told").text()
    assert sent(desk) == []  # handed over is not sent
    focused = hand.window.focusWidget()
    qtbot.keyClick(focused, Qt.Key.Key_Return)  # the main button waits for Enter
    (message,) = sent(desk)
    assert (message.customer_id, message.way, message.to) == (customer, Way.EMAIL, "alma@example.org")
    assert (message.subject, message.words) == (sheet.subject.value(), sheet.words.value())
    assert hand.no_sheet()


def test_a_missing_field_is_listed_and_nothing_is_sent_until_it_is_typed_over(
    opened: Opened, desk: Desk, qtbot: QtBot, customer: UUID
) -> None:
    desk.do(jobs.done_and_paid, customer, "Outside tap", 9500, "Cash", label="Job")
    hand, sheet = opened(Purpose.CONFIRM_START)
    assert sheet._badge.text() == "1 field missing"
    assert lacking(hand) == "Missing: when. Type over it, or take it out."
    ways = ("copy", "draft", "mail", "text", "main")
    assert not any(can(sheet, way) for way in ways)
    cursor = sheet.words.document().find("[when]")
    sheet.words.setTextCursor(cursor)
    qtbot.keyClicks(sheet.words, "on Monday")
    assert "I will begin the work (“Outside tap”) on Monday." in sheet.words.value()
    assert sheet._badge.text() == "All 3 fields filled"
    assert not sheet._lacking.isVisible()
    assert all(can(sheet, way) for way in ways)
    hand.press("copy")
    assert QGuiApplication.clipboard().text() == sheet.words.value()
    hand.press("main")
    assert sent(desk)[0].way == Way.COPIED


def test_a_missing_field_can_be_taken_out_of_the_subject(opened: Opened, qtbot: QtBot, desk: Desk) -> None:
    desk.do(_subject_with_a_number, label="Words")
    hand, sheet = opened(Purpose.ASK_WHO_ELSE)
    assert lacking(hand) == "Missing: quote number. Type over it, or take it out."
    sheet.to.set_value(1)  # a text message has no subject
    assert sheet._badge.text() == "All 2 fields filled"
    sheet.to.set_value(0)
    assert sheet._badge.text() == "1 field missing"
    hand.type("subject", "Thank you")
    assert not sheet._lacking.isVisible()


def _subject_with_a_number(session: Session) -> None:
    words = "Hello {{ greeting }}\n\n{{ sender }}"
    drafts.change(session, Purpose.ASK_WHO_ELSE, "Quote {{ quote_number }}", words)


def test_without_words_nothing_can_be_sent(opened: Opened, qtbot: QtBot) -> None:
    _, sheet = opened()
    sheet.words.selectAll()
    qtbot.keyClick(sheet.words, Qt.Key.Key_Delete)
    assert not can(sheet, "main")
    assert not can(sheet, "copy")
    assert sheet._badge.text() == "1 field filled"  # the subject
    sheet.to.set_value(1)
    assert not sheet._badge.isVisible()


def test_a_mark_goes_when_its_words_are_changed(opened: Opened, qtbot: QtBot) -> None:
    _, sheet = opened()
    assert sheet.words.filled() == {"greeting", "sender"}
    cursor = sheet.words.document().find("Alma")
    cursor.setPosition(cursor.selectionEnd())
    sheet.words.setTextCursor(cursor)
    qtbot.keyClicks(sheet.words, " and Tom")  # behind it, so it stands
    assert sheet.words.filled() == {"greeting", "sender"}
    sheet.words.setTextCursor(sheet.words.document().find("Alma"))
    qtbot.keyClicks(sheet.words, "Ms Reyes")
    assert sheet.words.filled() == {"sender"}


def test_marks_stand_right_behind_a_picture_letter(
    desk: Desk, theme: Theme, show: Show, customer: UUID, opened: Opened
) -> None:
    desk.do(customers.change, customer, greeting="👷 <b>A</b>", label="Customer")
    _, sheet = opened()
    assert sheet.words.value().startswith("Hello 👷 <b>A</b>,")
    marks = [field.cursor.selectedText() for field in sheet.words._fields]
    assert marks == ["👷 <b>A</b>", "Sam Harrow"]
    formats = sheet.words.document().firstBlock().layout().formats()
    assert [(part.start, part.length) for part in formats] == [(6, 11)]
    assert formats[0].format.background().color() == theme.colour("accent_soft")


def test_other_words_take_the_place_of_a_templates_at_once(opened: Opened) -> None:
    _hand, sheet = opened()
    sheet.template.set_value("left_message")
    assert "I have just rung and could not reach you." in sheet.words.value()
    assert sheet.subject.value() == "I tried to ring you"
    assert not own_kept(sheet)
    assert "recommend" not in sheet.template._keys


def own_kept(sheet: MessageDialog) -> bool:
    """Whether the sheet says that one's own words are kept."""
    banner = sheet.findChild(QWidget, "own_kept")
    assert banner is not None
    return banner.isVisible()


def test_ones_own_words_stay_until_other_words_are_taken_and_ctrl_z_brings_them_back(
    opened: Opened, qtbot: QtBot
) -> None:
    hand, sheet = opened()
    qtbot.keyClicks(sheet.words, "My own words.")
    hand.type("subject", "Mine")
    sheet.template.set_value("left_message")
    assert "My own words." in sheet.words.value()
    assert (sheet.subject.value(), own_kept(sheet)) == ("Mine", True)
    sheet.template.set_value("free")  # those that were changed: there is nothing to take
    assert not own_kept(sheet)
    sheet.template.set_value("left_message")
    hand.press("act", sheet)
    assert "I have just rung and could not reach you." in sheet.words.value()
    assert (sheet.subject.value(), own_kept(sheet)) == ("I tried to ring you", False)
    assert sheet.words.hasFocus()
    qtbot.keyClick(sheet.words, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert "My own words." in sheet.words.value()


# What was written and not sent


def typed(hand: Hand, sheet: MessageDialog, words: str) -> None:
    hand.qtbot.keyClicks(sheet.words, words)


@pytest.mark.parametrize("way", ["esc", "close", "cancel"])
def test_what_was_written_comes_back_however_the_sheet_was_left(
    opened: Opened, qtbot: QtBot, way: str, clock: Any
) -> None:
    hand, sheet = opened()
    typed(hand, sheet, "I am on my way.")
    hand.type("subject", "Today")
    if way == "esc":
        qtbot.keyClick(sheet.words, Qt.Key.Key_Escape)
    else:
        hand.press(way, sheet)
    assert hand.no_sheet()
    clock.later(minutes=5)
    hand, sheet = opened()
    assert sheet.words.value() == "Hello Alma,\n\nI am on my way.\n\nKind regards\nSam Harrow"
    assert sheet.subject.value() == "Today"
    assert hand.find(Label, "draft_words").text() == "Draft of 10:00 kept"
    assert sheet.words.filled() == {"greeting", "sender"}
    hand.press("draft_discard")
    assert sheet.words.value() == "Hello Alma,\n\n\n\nKind regards\nSam Harrow"
    assert sheet.subject.value() == "A word from Harrow Plumbing"
    assert sheet.words.hasFocus()
    sheet.dismiss()
    hand, _sheet = opened()
    assert not hand.window.findChildren(QWidget, "draft_bar")[-1].isVisible()


def test_a_draft_survives_a_crash_with_its_marks(
    opened: Opened, desk: Desk, qtbot: QtBot, customer: UUID, theme: Theme, show: Show
) -> None:
    desk.do(customers.change, customer, greeting="👷 Alma", label="Customer")
    desk.do(jobs.done_and_paid, customer, "Outside tap", 9500, "Cash", label="Job")
    _hand, sheet = opened(Purpose.CONFIRM_START)
    sheet.words.insertPlainText("👍 See you.")  # as a keyboard of pictures does
    desk.drafts.flush()  # what the moment after the last key does
    again = Desk(desk.book, lambda: desk.now)
    sheet = MessageDialog(show().window, again, theme, customer, Purpose.CONFIRM_START)
    sheet.open()
    assert "👍 See you." in sheet.words.value()
    assert sheet.words.value().startswith("Hello 👷 Alma")
    assert (sheet.words.missing(), sheet.words.filled()) == (["when"], {"greeting", "what", "sender"})
    assert not can(sheet, "main")  # what is missing is missing still
    again.deleteLater()


def test_other_words_that_were_made_ones_own_come_back_as_those(opened: Opened, qtbot: QtBot) -> None:
    hand, sheet = opened()
    sheet.template.set_value("left_message")
    typed(hand, sheet, "Please ring.")
    sheet.dismiss()
    _hand, sheet = opened()
    assert sheet.template.value() == "left_message"
    assert "Please ring." in sheet.words.value()
    sheet.template.set_value("free")
    assert own_kept(sheet)


def test_each_subject_and_occasion_has_a_draft_of_its_own(opened: Opened, desk: Desk, customer: UUID) -> None:
    desk.do(jobs.done_and_paid, customer, "Outside tap", 9500, "Cash", label="Job")
    thanks = next(row for row in desk.ask(followups.of_customer, customer) if row.purpose == Purpose.THANK_YOU)
    hand, sheet = opened(Purpose.THANK_YOU, followup_id=thanks.id)
    typed(hand, sheet, "About the tap.")
    sheet.dismiss()
    for occasion, about in ((Occasion.FREE, {}), (Purpose.THANK_YOU, {})):
        _hand, sheet = opened(occasion, **about)
        assert "About the tap." not in sheet.words.value()
        sheet.dismiss()
    _hand, sheet = opened(Purpose.THANK_YOU, followup_id=thanks.id)
    assert "About the tap." in sheet.words.value()


def test_what_was_sent_or_emptied_of_ones_own_is_no_draft(opened: Opened, desk: Desk, qtbot: QtBot) -> None:
    hand, sheet = opened()
    typed(hand, sheet, "x")
    assert desk.drafts.newest("message/")
    qtbot.keyClick(sheet.words, Qt.Key.Key_Backspace)
    assert not desk.drafts.newest("message/")
    typed(hand, sheet, "On my way.")
    hand.press("main")
    assert not desk.drafts.newest("")


def test_what_could_not_be_marked_as_sent_stays_a_draft(opened: Opened, desk: Desk, customer: UUID) -> None:
    hand, sheet = opened()
    typed(hand, sheet, "On my way.")
    desk.do(customers.set_do_not_contact, customer, leave_alone=True, label="Do not contact")
    hand.press("main")
    assert sent(desk) == []
    assert desk.drafts.newest("message/")


@pytest.mark.parametrize(
    "kept",
    [
        {"at": "never"},
        {"at": "2026-11-20T10:00:00+00:00", "subject": "", "words": "x", "spans": [["what"]], "occasion": "free"},
        {"at": "2026-11-20T10:00:00+00:00", "subject": "", "words": "x", "spans": [], "occasion": "gone"},
    ],
)
def test_a_draft_that_makes_no_sense_is_forgotten(
    opened: Opened, desk: Desk, customer: UUID, kept: dict[str, Any]
) -> None:
    desk.drafts.keep(f"message/{customer}//free", kept)
    _hand, sheet = opened()
    assert sheet.words.value() == "Hello Alma,\n\n\n\nKind regards\nSam Harrow"
    assert desk.drafts.get(f"message/{customer}//free") is None


def test_who_is_erased_leaves_no_draft_of_a_message(opened: Opened, desk: Desk, customer: UUID) -> None:
    hand, sheet = opened()
    typed(hand, sheet, "On my way.")
    sheet.dismiss()
    desk.drafts.forget(customer)
    assert not desk.drafts.newest("")


def test_a_text_message(opened: Opened, desk: Desk, links: list[str]) -> None:
    hand, sheet = opened()
    assert not sheet._text.isVisible()
    sheet.to.set_value(1)
    assert [sheet.to.itemText(place) for place in range(3)] == [
        "E-mail: alma@example.org",
        "Text message: 07700 900155",
        "Letter: 8 Orchard Close",
    ]
    assert not sheet.subject.isVisible()
    assert not sheet._mail.isVisible()
    hand.press("text")
    assert links[0].startswith("sms:+447700900155?body=Hello%20Alma")
    assert hand.find(Label, "told").text() == "The message is open. Send it there, then mark it as sent."
    hand.press("main")
    (message,) = sent(desk)
    assert (message.way, message.to, message.subject) == (Way.TEXT, "07700 900155", "")


def test_what_leaves_is_what_the_book_notes(opened: Opened, desk: Desk, links: list[str]) -> None:
    hand, sheet = opened()
    sheet.words.put("I come\u202e at\u2066 nine\u200f.\u0007\u001b")
    sheet.subject.insert("\u202e")
    left = "Hello Alma,\n\nI come at nine.\n\nKind regards\nSam Harrow"
    hand.press("copy")
    assert QGuiApplication.clipboard().text() == left
    hand.press("mail")
    assert unquote(links[0]).partition("body=")[2] == left.replace("\n", "\r\n")
    sheet.to.set_value(1)
    hand.press("text")
    assert unquote(links[1]).partition("body=")[2] == left
    hand.press("main")
    assert [message.words for message in sent(desk)] == [left]


def test_what_hurries_goes_as_a_text_and_a_long_address_pushes_nothing(
    opened: Opened, desk: Desk, customer: UUID
) -> None:
    _, sheet = opened(Occasion.LEFT_MESSAGE)
    assert sheet.to.currentText() == "Text message: 07700 900155"
    narrow = sheet._content.minimumSizeHint().width()
    sheet.finish()
    desk.do(customers.add_contact, customer, ContactKind.EMAIL, f"{'alma' * 40}@example.org", label="Contact")
    _, sheet = opened()
    assert sheet._content.minimumSizeHint().width() == narrow


def test_a_letter_is_made_read_and_noted_as_sent_by_post(opened: Opened, desk: Desk, tmp_path: Path) -> None:
    telling(tmp_path / "roof.jpg")
    (tmp_path / "terms.pdf").write_bytes(b"%PDF-1.7")
    hand, sheet = opened(Purpose.CALL_BACK, files=[tmp_path / "roof.jpg", tmp_path / "terms.pdf"])
    settle(desk)
    sheet.to.set_value(2)
    assert not sheet._mail.isVisible()
    hand.press("letter")
    paper: Any = hand.sheet("paper")
    settle(desk)
    words = words_of(paper._made.content)
    assert "Alma Reyes\r\n8 Orchard Close" in words
    assert "Your enquiry" in words
    assert "Page 2 of 2" in words  # the photo
    assert "Put these in by hand: terms.pdf." in hand.find(Label, "error", paper).text()
    hand.press("main", paper)
    assert sent(desk) == []
    assert "Print it, sign it and post it" in hand.find(Label, "told").text()
    hand.press("main")
    (message,) = sent(desk)
    assert (message.way, message.to, message.occasion) == (Way.LETTER, "8 Orchard Close", Purpose.CALL_BACK)
    assert message.attachments == ["roof.jpg", "terms.pdf"]


def test_a_letter_is_copied(opened: Opened, desk: Desk) -> None:
    hand, sheet = opened()
    sheet.to.set_value(2)
    hand.press("copy")
    hand.press("main")
    assert (sent(desk)[0].way, sent(desk)[0].to) == (Way.LETTER, "8 Orchard Close")


def test_what_was_sent_from_elsewhere_is_marked_at_once(opened: Opened, desk: Desk) -> None:
    hand, _ = opened()
    hand.press("main")
    assert sent(desk)[0].way == Way.EMAIL


def test_somebody_without_an_address(desk: Desk, theme: Theme, show: Show) -> None:
    nobody = desk.do(customers.add, "Otto Lang", label="Customer")
    assert nobody is not None
    hand = show()
    sheet = MessageDialog(hand.window, desk, theme, nobody.id)
    sheet.open()
    assert sheet.to.currentText() == "No address yet, copy the words"
    hand.press("copy")
    hand.press("main")
    assert (sent(desk)[0].way, sent(desk)[0].to) == (Way.COPIED, "")


def test_whose_an_address_is(desk: Desk, theme: Theme, show: Show, customer: UUID) -> None:
    desk.do(customers.add_contact, customer, ContactKind.EMAIL, "tom@example.org", whose="Tom", label="Contact")
    sheet = MessageDialog(show().window, desk, theme, customer)
    assert sheet.to.itemText(1) == "E-mail: tom@example.org, Tom"


def test_no_program_takes_it(opened: Opened, monkeypatch: pytest.MonkeyPatch, desk: Desk) -> None:
    monkeypatch.setattr("tradesman.ui.links.QDesktopServices.openUrl", lambda _url: False)
    hand, _sheet = opened()
    hand.press("mail")
    told = "No program on this computer takes it, or it is too long for a link. Copy the words instead."
    assert hand.find(Label, "told").text() == told
    hand.press("copy")
    hand.press("main")
    assert sent(desk)[0].way == Way.COPIED


# Drafts


def letter(file: Path) -> Any:
    return message_from_bytes(file.read_bytes(), policy=SMTP)


def test_a_long_message_goes_as_a_draft_and_says_so(
    opened: Opened, qtbot: QtBot, links: list[str], tmp_path: Path, customer: UUID, desk: Desk
) -> None:
    desk.do(businesses.change, email="sam@example.org", label="Business")
    hand, sheet = opened()
    sheet.words.put("x" * 2000)
    hand.press("mail")
    file = tmp_path / "home" / "drafts" / f"{customer}.eml"
    assert links == [file.as_uri()]
    assert "as a draft, because it is too long for a link" in hand.find(Label, "told").text()
    read = letter(file)
    assert (read["To"], read["From"], read["X-Unsent"]) == ("alma@example.org", "Sam Harrow <sam@example.org>", "1")
    assert "x" * 2000 in read.get_content()
    hand.press("main")
    assert sent(desk)[0].way == Way.EMAIL


def test_files_go_with_a_draft(
    opened: Opened, qtbot: QtBot, links: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, customer: UUID
) -> None:
    film_file, other = tmp_path / "tap.mov", tmp_path / "list.txt"
    film_file.write_bytes(film())
    other.write_text("list")
    picked = iter([film_file, None, other, other])
    monkeypatch.setattr(Pickers, "file", lambda *_args: next(picked))
    hand, sheet = opened()
    for _ in range(4):
        hand.press("attach")
    qtbot.waitUntil(lambda: sheet.files.ready)
    assert sheet.files.value() == (film_file, other)
    hand.click(hand.find(Chip, "file_1"))
    assert sheet.files.value() == (film_file,)
    hand.press("mail")
    assert "with its files" in hand.find(Label, "told").text()
    (part,) = letter(tmp_path / "home" / "drafts" / f"{customer}.eml").iter_attachments()
    assert (part.get_filename(), part.get_content_type()) == ("tap.mov", "video/quicktime")
    assert [said for said in FILM_TELLS if said in part.get_content()] == []
    assert len(links) == 1


def test_a_film_that_cannot_leave_or_is_gone_is_taken_out_and_said(
    opened: Opened, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "tap.mp4").write_bytes(b"No film at all")
    picked = iter([tmp_path / "tap.mp4", tmp_path / "gone.pdf"])
    monkeypatch.setattr(Pickers, "file", lambda *_args: next(picked))
    hand, sheet = opened()
    for said in ("tap.mp4 is damaged or no film at all. It was left out", "gone.pdf could not be read"):
        hand.press("attach")
        qtbot.waitUntil(lambda: sheet.files.ready)
        assert said in hand.find(Label, "error").text()
        assert sheet.files.value() == ()


def test_photos_go_along_upright_small_and_without_the_place(
    opened: Opened, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, customer: UUID
) -> None:
    large = telling(tmp_path / "roof.jpg", 6, corners(2600, 200))
    kept = telling(tmp_path / f"{'a1' * 32}.png")
    raw = tmp_path / "raw.dng"
    raw.write_bytes(b"II*\0 a raw picture")
    picked = iter([large, kept, raw])
    monkeypatch.setattr(Pickers, "file", lambda *_args: next(picked))
    hand, sheet = opened()
    for _ in range(3):
        hand.press("attach")
    qtbot.waitUntil(lambda: sheet.files.ready)
    assert "raw.dng may tell where it was taken. It was left out" in hand.find(Label, "error").text()
    assert sheet.files.value() == (large, kept)
    hand.press("mail")
    draft = (tmp_path / "home" / "drafts" / f"{customer}.eml").read_bytes()
    parts = list(letter(tmp_path / "home" / "drafts" / f"{customer}.eml").iter_attachments())
    assert [part.get_filename() for part in parts] == ["roof.jpg", "Photo 1.png"]
    for part in parts:
        content = part.get_content()
        assert [said for said in TELLS if said in content or said in draft] == []
    sent_along = picture_file.facts(parts[0].get_content())
    assert sent_along is not None
    assert (sent_along.width, sent_along.height, sent_along.turned) == (153, 2000, 1)


def test_a_draft_is_saved_where_one_picks(
    opened: Opened, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, desk: Desk, links: list[str]
) -> None:
    picked = iter([None, tmp_path / "to alma.eml", tmp_path / "to alma.eml"])
    monkeypatch.setattr(Pickers, "new_file", lambda *_args: next(picked))
    hand, sheet = opened()
    hand.press("draft")
    assert sheet._sent_by is None
    hand.press("draft")
    assert "The draft is saved as to alma.eml." in hand.find(Label, "told").text()
    assert letter(tmp_path / "to alma.eml")["Subject"] == "A word from Harrow Plumbing"
    hand.press("draft")
    assert "already. It was not touched." in hand.find(Label, "error").text()
    hand.press("main")
    assert sent(desk)[0].way == Way.EMAIL
    assert links == []


# Answers


def test_an_answer_is_put_in_with_a_few_keys(opened: Opened, desk: Desk, qtbot: QtBot) -> None:
    desk.do(answers.add, "Why does my light flicker?", "Turn the lamp tighter.", label="Answer")
    desk.do(answers.add, "My tap drips", "It is the washer.", label="Answer")
    hand, sheet = opened(Occasion.DECLINE)
    hand.type("answer", "flick")
    assert [row.suggestion.title for row in sheet.finder.suggestions._rows] == ["Why does my light flicker?"]
    qtbot.keyClick(sheet.finder.field, Qt.Key.Key_Return)
    assert "with it?\n\nTurn the lamp tighter.\n\nKind regards" in sheet.words.value()
    assert sheet.words.hasFocus()
    assert sheet.finder.field.value() == ""
    assert not sheet.finder.suggestions.isVisible()


def test_an_answer_that_was_put_in_is_kept_with_what_was_sent_and_asked_what_it_saved(
    opened: Opened, desk: Desk, theme: Theme, qtbot: QtBot
) -> None:
    desk.do(answers.add, "My tap drips", "It is the washer.", label="Answer")
    hand, sheet = opened()
    hand.type("answer", "tap")
    qtbot.keyClick(sheet.finder.field, Qt.Key.Key_Return)
    sheet.dismiss()  # the draft knows of it
    hand, sheet = opened()
    hand.press("main")
    (message,) = sent(desk)
    (row,) = desk.ask(answers_sent.of_message, message.id)
    assert (row.question, row.customer, row.saved_drive) == ("My tap drips", "Alma Reyes", None)
    shown = SentMessageDialog(hand.window, desk, theme, message.id)
    shown.open()
    hand.press("saved_0-True", shown)
    assert desk.ask(answers_sent.of_message, message.id)[0].saved_drive is True
    assert hand.find(ElidedLabel, "answer_sent_0").text() == "My tap drips"


def test_a_library_that_nobody_looked_over_says_so_where_one_writes(opened: Opened, desk: Desk, clock: Any) -> None:
    desk.do(answers.add, "My tap drips", "It is the washer.", label="Answer")
    clock.later(days=366)
    hand, sheet = opened()
    hand.type("answer", "tap")
    (row,) = sheet.finder.suggestions._rows
    assert row.suggestion.second == "Not looked over for a year. It is the washer."


def test_without_answers_there_is_nothing_to_search(opened: Opened) -> None:
    _, sheet = opened()
    assert not sheet.finder.isVisible()


# Follow-ups, and who is left alone


def test_the_follow_up_is_done_with_it_and_no_undo_is_offered(
    opened: Opened, desk: Desk, customer: UUID, clock: Any
) -> None:
    desk.do(jobs.done_and_paid, customer, "Outside tap", 9500, "Cash", label="Job")
    clock.later(days=3)
    steps: list[tuple[str, object]] = []
    desk.stepped.connect(lambda label, step: steps.append((label, step)))
    thanks = next(row for row in desk.ask(followups.of_customer, customer) if row.purpose == Purpose.THANK_YOU)
    hand, _sheet = opened(Purpose.THANK_YOU, followup_id=thanks.id)
    assert hand.find(Label, "who").text() == "Alma Reyes, Outside tap"
    hand.press("main")
    found = next(row for row in desk.ask(followups.of_customer, customer) if row.id == thanks.id)
    assert (found.state, found.outcome) == (FollowUpState.DONE, "Sent")
    assert steps == [("Message sent", None)]
    (entry,) = [one for one in desk.ask(timelines.of_customer, customer) if one.happened == timelines.Happened.MESSAGE]
    line = told(entry, "GBP")
    assert (line.title, line.second, line.badge) == ("Message sent", "Thank you", "E-mail")


def test_a_follow_up_that_is_done_already_is_said(opened: Opened, desk: Desk, customer: UUID) -> None:
    desk.do(jobs.done_and_paid, customer, "Outside tap", 9500, "Cash", label="Job")
    thanks = next(row for row in desk.ask(followups.of_customer, customer) if row.purpose == Purpose.THANK_YOU)
    hand, _sheet = opened(Purpose.THANK_YOU, followup_id=thanks.id)
    desk.do(followups.do, thanks.id, "Done", label="Done")
    hand.press("main")
    assert "not open any more" in hand.find(Label, "error").text()
    assert sent(desk) == []
    assert not hand.no_sheet()


def test_somebody_who_is_left_alone_cannot_be_written_to(opened: Opened, desk: Desk, customer: UUID) -> None:
    desk.do(customers.set_do_not_contact, customer, leave_alone=True, label="Do not contact")
    hand, sheet = opened()
    assert "Alma Reyes asked not to be contacted." in hand.find(Label, "error").text()
    assert not any(can(sheet, way) for way in ("copy", "draft", "mail", "text", "main"))
    hand.press("cancel")
    assert hand.no_sheet()


# What was sent


def test_what_was_sent_can_be_read_again_and_copied(opened: Opened, desk: Desk, theme: Theme, show: Show) -> None:
    hand, sheet = opened()
    words = sheet.words.value()
    hand.press("main")
    again = SentMessageDialog(hand.window, desk, theme, sent(desk)[0].id)
    again.open()
    assert hand.find(Label, "who").text() == "Alma Reyes"
    assert hand.find(Label, "how").text() == "Today 10:00, E-mail, alma@example.org"
    assert hand.find(Label, "subject").text() == "A word from Harrow Plumbing"
    assert again._words.value() == words
    hand.qtbot.keyClicks(again._words, "x")
    assert again._words.value() == words
    hand.press("main")
    assert QGuiApplication.clipboard().text() == words
    assert hand.find(Label, "told").text() == "The words are copied."


def test_a_text_that_was_sent_has_no_subject(opened: Opened, desk: Desk, theme: Theme) -> None:
    hand, sheet = opened()
    sheet.to.set_value(1)
    hand.press("main")
    again = SentMessageDialog(hand.window, desk, theme, sent(desk)[0].id)
    again.open()
    assert again.findChild(Label, "subject") is None


def test_the_way_that_was_chosen_is_kept_with_the_words(opened: Opened, desk: Desk, qtbot: QtBot) -> None:
    hand, sheet = opened()
    assert sheet.to.currentText() == "E-mail: alma@example.org"
    qtbot.keyClicks(sheet.words, "I am on my way.")
    pick(hand, sheet, "Text message: 07700 900155")
    hand.press("cancel", sheet)
    hand, sheet = opened()
    assert sheet.to.currentText() == "Text message: 07700 900155"
    assert not hand.window.findChildren(QWidget, "subject")[-1].isVisible()
    hand.press("draft_discard")
    pick(hand, sheet, "E-mail: alma@example.org")
    hand.press("cancel", sheet)
    assert not desk.drafts.newest("")  # a way alone is no draft


def pick(hand: Hand, sheet: MessageDialog, words: str) -> None:
    """Takes another way by the keyboard, as one does in a list."""
    sheet.to.setFocus()
    for _ in range(sheet.to.count()):
        if sheet.to.currentText() != words:
            hand.qtbot.keyClick(sheet.to, Qt.Key.Key_Down)
    for _ in range(sheet.to.count()):
        if sheet.to.currentText() != words:
            hand.qtbot.keyClick(sheet.to, Qt.Key.Key_Up)
    assert sheet.to.currentText() == words


# Languages


def test_a_message_is_in_the_customers_language_and_in_another_when_asked(
    opened: Opened, desk: Desk, customer: UUID, qtbot: QtBot
) -> None:
    desk.do(customers.change, customer, language="de", label="German")
    hand, sheet = opened(Purpose.CALL_BACK)
    language = sheet.writing.language
    assert language.currentText() == "Deutsch"
    assert sheet.words.value().startswith("Guten Tag Alma Reyes,\n\nvielen Dank")
    language.set_value("en")
    assert sheet.words.value().startswith("Hello Alma,\n\nThank you")
    assert sheet.subject.value() == "Your enquiry"
    qtbot.keyClicks(sheet.words, "x")
    language.set_value("de")  # own words stay until others are asked for
    assert sheet.words.value().startswith("Hello Alma,")
    sheet.dismiss()
    hand, sheet = opened(Purpose.CALL_BACK)
    assert sheet.writing.language.value() == "en"  # as it was written
    sheet.writing.language.set_value("de")
    hand.press("act")
    assert sheet.words.value().startswith("Guten Tag Alma Reyes,")
    hand.press("main")
    assert sent(desk)[0].words.startswith("Guten Tag Alma Reyes,")


def test_what_is_discarded_gives_way_to_the_words_in_the_customers_language(
    desk: Desk, customer: UUID, qtbot: QtBot, opened: Opened
) -> None:
    _, sheet = opened()
    qtbot.keyClicks(sheet.words, "My own words")
    sheet.dismiss()
    desk.do(customers.change, customer, language="de", label="Language")
    hand, sheet = opened()
    assert sheet.writing.language.value() == "en"  # in which the draft was begun
    hand.press("draft_discard")
    assert sheet.writing.language.value() == "de"
    assert sheet.words.value().startswith("Guten Tag Alma Reyes")


def test_what_was_written_outlives_a_rule_that_is_switched_off_and_on(
    desk: Desk, theme: Theme, show: Show, qtbot: QtBot, book: Book, clock: Clock
) -> None:
    owner = Owner(book, clock.now)
    asked = owner.asked(owner.completed())[Purpose.THANK_YOU]
    (rule,) = [rule for rule in desk.ask(playbooks.rules) if rule.key == "thank_you"]

    def write() -> MessageDialog:
        sheet = MessageDialog(show().window, desk, theme, asked.customer_id, Purpose.THANK_YOU, followup_id=asked.id)
        sheet.open()
        return sheet

    sheet = write()
    qtbot.keyClicks(sheet.words, "My own words. ")
    sheet.dismiss()
    for enabled in (False, True):
        desk.do(rule_changes.change, rule.id, enabled=enabled, label="Rule")
    for alone in (True, False):
        desk.do(customers.set_do_not_contact, asked.customer_id, leave_alone=alone, label="Alone")
    assert owner.get(FollowUp, asked.id).state == FollowUpState.OPEN
    assert "My own words." in write().words.value()
