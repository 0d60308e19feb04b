from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from sqlmodel import select

from tradesman.book.enquiry import CameBy, Enquiry, Outcome, Stage
from tradesman.book.errors import BookError
from tradesman.book.store import Session
from tradesman.book.visit import Visit
from tradesman.services import customers, enquiries, jobs, today
from tradesman.ui.desk import Desk
from tradesman.ui.dialogs.log_call_dialog import NextStepDialog
from tradesman.ui.kept_drafts import Drafts
from tradesman.ui.pages.today_page import TodayPage
from tradesman.ui.theme import Theme
from tradesman.ui.widgets.action_row import ActionRow
from tradesman.ui.widgets.labels import Label
from tradesman.ui.widgets.switches import CheckField

Show = Callable[..., Any]


def missed(session: Session, *, live: bool = False) -> Enquiry:
    customer = customers.add(session, "Leah Novak", phone="020 7946 0161")
    session.flush()
    came_in = session.now - timedelta(minutes=30)
    return enquiries.log(
        session, customer.id, "Water on the floor", CameBy.MISSED_CALL, came_in_at=came_in, answered_live=live
    )


class Called:
    """Today with one call to return, and a count of the clicks."""

    def __init__(self, desk: Desk, theme: Theme, show: Show) -> None:
        self.desk, self.theme, self.clicks = desk, theme, 0
        self.page = TodayPage(desk, theme)
        self.hand = show(self.page)

    def begin(self, *, live: bool = False) -> None:
        self.desk.do(missed, live=live, label="Enquiry")
        self.hand.click(self.page.findChildren(ActionRow)[0].main)
        self.clicks += 1

    def click(self, name: str) -> None:
        self.hand.press(name, self.hand.sheet())
        self.clicks += 1

    def choose(self, words: str) -> None:
        self.hand.choose("then", words)
        self.clicks += 1

    @property
    def enquiry(self) -> Enquiry:
        return self.desk.ask(lambda session: session.exec(select(Enquiry)).one())

    @property
    def visit(self) -> Visit:
        return self.desk.ask(lambda session: session.exec(select(Visit)).one())


@pytest.fixture
def called(desk: Desk, theme: Theme, show: Show) -> Called:
    return Called(desk, theme, show)


@pytest.mark.parametrize("outcome", [Outcome.NO_ANSWER, Outcome.LEFT_MESSAGE])
def test_an_attempt_is_logged_in_two_clicks(called: Called, outcome: Outcome) -> None:
    called.begin()
    called.click(str(outcome))
    assert called.clicks == 2
    assert called.hand.no_sheet()
    assert [attempt.outcome for attempt in called.enquiry.attempts] == [outcome]


def test_a_word_is_kept_with_the_attempt(called: Called) -> None:
    called.begin()
    called.hand.type("words", "Engaged")
    called.click("no_answer")
    assert called.enquiry.attempts[0].words == "Engaged"


def test_reached_and_a_visit_booked_in_five_clicks(called: Called) -> None:
    called.begin()
    called.click("main")  # reached
    called.choose("Book a visit")
    called.click("slot_0")
    called.click("main")
    assert called.clicks == 5
    assert f"{called.visit.starts:%H:%M}" == "11:00"
    assert called.enquiry.reached_at is not None


def test_a_visit_is_booked_in_four_clicks(called: Called) -> None:
    called.begin(live=True)  # the customer was spoken to already
    called.hand.sheet("next_step")
    called.choose("Book a visit")
    called.click("slot_0")
    called.click("main")
    assert called.clicks == 4
    assert called.enquiry.stage == Stage.VISIT


def test_reached_by_keyboard(called: Called, qtbot: Any) -> None:
    called.begin()
    sheet = called.hand.sheet("log_call")
    qtbot.keyClick(sheet, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    called.hand.choose("then", "Answered")
    called.hand.type("reason", "Turn the valve")
    qtbot.keyClick(sheet, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert (called.enquiry.stage, called.enquiry.reason) == (Stage.ANSWERED, "Turn the valve")


def test_a_call_may_end_in_a_kind_no(called: Called) -> None:
    called.begin()
    called.click("main")
    called.choose("Decline")
    called.click("main")
    assert called.enquiry.reached_at is not None
    called.hand.sheet("decline")
    called.click("reason_area")
    called.click("main")
    assert called.enquiry.stage == Stage.DECLINED


def test_a_decision_may_be_a_kind_no(called: Called) -> None:
    called.begin(live=True)
    called.choose("Decline")
    called.click("main")
    called.hand.sheet("decline").dismiss()
    assert called.enquiry.stage == Stage.ENQUIRY  # nothing is decided yet


def test_what_cannot_be_logged_stays(called: Called) -> None:
    called.begin()
    called.desk.do(enquiries.mark_spam, called.enquiry.id, label="Spam")
    called.click("main")
    called.choose("Decline")
    called.click("main")
    called.hand.sheet("decline")


def test_a_closed_enquiry_takes_no_visit(called: Called, desk: Desk, theme: Theme) -> None:
    called.begin(live=True)
    sheet = called.hand.sheet("next_step")
    assert isinstance(sheet, NextStepDialog)
    called.desk.do(enquiries.mark_spam, called.enquiry.id, label="Spam")
    called.choose("Book a visit")
    called.click("slot_0")
    called.click("main")
    assert "closed" in sheet._error.text()


def test_tab_goes_as_one_reads(called: Called) -> None:
    called.begin()
    called.click("main")
    called.choose("Book a visit")
    stops = [stop.objectName() for stop in called.hand.sheet()._stops()]
    wanted = ["words", "day", "starts", "slot_0", "slot_1", "no_answer", "left_message", "main"]
    assert [stop for stop in stops if stop in wanted] == wanted


@pytest.mark.parametrize("outcome", [Outcome.NO_ANSWER, Outcome.LEFT_MESSAGE])
def test_who_was_not_reached_can_be_written_to(called: Called, outcome: Outcome, links: list[str]) -> None:
    called.begin()
    assert links == ["tel:+442079460161"]  # the phone first, then the sheet
    called.click("write")
    called.click(str(outcome))
    message: Any = called.hand.sheet("message")
    assert "I have just rung and could not reach you." in message.words.value()
    assert message.to.currentText() == "Text message: 020 7946 0161"
    assert len(called.enquiry.attempts) == 1
    assert called.clicks == 3


def test_who_was_reached_or_is_left_alone_is_not_written_to(called: Called, desk: Desk) -> None:
    called.begin()
    called.click("write")
    called.click("main")
    sheet: Any = called.hand.sheet("log_call")
    assert not sheet._write.isVisible()
    called.choose("Later")
    called.click("main")
    assert called.hand.no_sheet()


def test_an_attempt_that_cannot_be_logged_writes_nothing(called: Called, monkeypatch: pytest.MonkeyPatch) -> None:
    called.begin()
    called.click("write")

    def refuse(*_args: object, **_more: object) -> None:
        raise BookError("No.")

    monkeypatch.setattr("tradesman.ui.dialogs.log_call_dialog.deeds.log_call", refuse)
    called.click("no_answer")
    called.hand.sheet("log_call")


def test_a_visit_in_the_past_asks_before_the_call_is_logged(called: Called) -> None:
    called.begin()
    called.click("main")
    called.choose("Book a visit")
    called.hand.type("day", "19/11")
    called.hand.type("starts", "9:00")
    called.click("main")
    assert called.enquiry.attempts == []
    called.click("main")
    assert called.visit.day_on.isoformat() == "2026-11-19"


# What was noted and not saved


def again(called: Called) -> Any:
    called.hand.click(called.page.findChildren(ActionRow)[0].main)
    return called.hand.sheet("log_call")


def test_what_was_noted_comes_back_with_the_next_step_that_was_chosen(called: Called, clock: Any, qtbot: Any) -> None:
    called.begin()
    called.hand.type("words", "Wants it by Easter")
    called.click("main")  # reached
    called.choose("Book a visit")
    called.hand.type("day", "27/11")
    called.hand.type("starts", "9 somewhen")
    qtbot.keyClick(called.hand.sheet(), Qt.Key.Key_Escape)
    clock.later(minutes=5)
    sheet = again(called)
    assert called.hand.find(Label, "draft_words").text() == "Draft of 10:00 kept"
    values = sheet.values()
    assert (values["words"], values["then"], f"{values['day']}") == ("Wants it by Easter", "visit", "2026-11-27")
    assert sheet.form.box("starts").editor.text() == "9 somewhen"
    called.hand.type("starts", "9:30")
    called.click("main")
    assert f"{called.visit.day_on} {called.visit.starts:%H:%M}" == "2026-11-27 09:30"
    assert called.enquiry.attempts[0].words == "Wants it by Easter"
    assert not called.desk.drafts.newest("")


def test_it_survives_a_crash_and_is_forgotten_with_the_person(called: Called) -> None:
    called.begin()
    called.hand.type("words", "Engaged")
    called.desk.drafts.flush()  # what the moment after the last key does
    key = f"log_call/{called.enquiry.id}"
    kept = Drafts(called.desk.book.folder).get(key)
    assert kept is not None
    assert kept["values"] == {"words": "Engaged"}
    called.desk.drafts.forget(called.enquiry.customer_id)
    assert called.desk.drafts.get(key) is None


def test_one_can_begin_anew(called: Called) -> None:
    called.begin()
    called.hand.type("words", "Engaged")
    called.click("main")
    called.choose("Answered")
    called.hand.type("reason", "Turn the valve")
    called.hand.sheet().dismiss()
    sheet = again(called)
    assert sheet.values()["reason"] == "Turn the valve"
    called.click("draft_discard")
    assert not any(sheet.form.draft().values())
    assert not called.desk.drafts.newest("")
    sheet.dismiss()
    again(called)
    assert not called.hand.window.findChildren(QWidget, "draft_bar")[-1].isVisible()


def test_without_a_word_there_is_no_draft(called: Called) -> None:
    called.begin()
    called.click("main")
    called.hand.sheet().dismiss()
    assert not called.desk.drafts.newest("")


def test_a_draft_that_makes_no_sense_is_forgotten(called: Called) -> None:
    called.desk.do(missed, label="Enquiry")
    key = f"log_call/{called.enquiry.id}"
    for kept in ({"at": "never"}, {"at": "2026-11-20T10:00:00+00:00", "values": 3}):
        called.desk.drafts.keep(key, kept)
        sheet = again(called)
        assert sheet.form.draft() == {}
        assert called.desk.drafts.get(key) is None
        sheet.dismiss()


def test_a_decision_that_was_not_made_is_kept_too(called: Called) -> None:
    called.begin(live=True)
    called.choose("Answered")
    called.hand.type("reason", "Turn the valve")
    called.hand.sheet("next_step").dismiss()
    called.hand.click(called.page.findChildren(ActionRow)[0].main)
    sheet: Any = called.hand.sheet("next_step")
    assert sheet.values()["reason"] == "Turn the valve"
    called.click("main")
    assert called.enquiry.stage == Stage.ANSWERED
    assert not called.desk.drafts.newest("")


# What goes along with the call


def joined(session: Session) -> Enquiry:
    """A call back that is owed, another one, and a thank-you of three days ago."""
    enquiry = missed(session)
    enquiries.log(session, enquiry.customer_id, "A new bath", CameBy.PHONE)
    jobs.done_and_paid(session, enquiry.customer_id, "Tap", 6_000, "Cash")
    return enquiry


def test_one_row_says_all_that_is_due_and_one_call_serves_it(called: Called, clock: Any) -> None:
    called.desk.do(joined, label="Joined")
    clock.now = clock.now.replace(day=23)
    called.page.refresh()
    (row,) = [row for row in called.page.findChildren(ActionRow) if row.isVisible()]
    assert row.action.second == "Also: return the call (A new bath), say thank you. Water on the floor"
    assert "also: return the call (A new bath), say thank you" in row.action.sentence
    called.hand.click(row.main)
    ticks = {tick.objectName(): tick for tick in called.hand.sheet().findChildren(CheckField)}
    assert ticks["also_0"].text() == "The call was about this too: A new bath"
    assert (ticks["also_0"].isVisible(), ticks["also_1"].isVisible()) == (True, False)  # a thank-you needs an ear
    called.click("main")
    assert ticks["also_1"].text() == "Also done: Say thank you: Tap"
    called.click("also_0")
    called.click("also_1")
    called.choose("Answered")
    called.hand.type("reason", "Turn the valve")
    called.click("main")
    assert called.hand.no_sheet()
    rows = called.desk.ask(today.rows)
    assert [(row.decision, row.what) for row in rows] == [("next_step", "A new bath")]


def test_who_was_not_reached_was_rung_for_both_and_not_thanked(called: Called, clock: Any) -> None:
    called.desk.do(joined, label="Joined")
    clock.now = clock.now.replace(day=23)
    called.page.refresh()
    sheet = again(called)
    called.click("also_0")
    sheet.findChild(CheckField, "also_1").setChecked(True)  # ticked, and put out of sight again
    called.click("no_answer")
    made = called.desk.ask(lambda session: [one.attempts for one in session.exec(select(Enquiry)).all()])
    assert sorted(len(attempts) for attempts in made) == [1, 1, 1]  # that of the tap was answered live
    (row,) = called.desk.ask(today.rows)
    assert [part.purpose for part in (row, *row.also)] == ["call_back", "call_back", "thank_you"]


def test_what_was_not_served_is_the_next_row(called: Called, clock: Any) -> None:
    called.desk.do(joined, label="Joined")
    clock.now = clock.now.replace(day=23)
    called.page.refresh()
    again(called)
    called.click("main")
    called.choose("Answered")
    called.hand.type("reason", "Turn the valve")
    called.click("main")
    (row,) = called.desk.ask(today.rows)
    assert (row.what, [other.purpose for other in row.also]) == ("A new bath", ["thank_you"])


def test_a_call_that_is_taken_back_offers_its_words_again(called: Called) -> None:
    called.begin()
    called.hand.type("words", "Rang twice, her sister answered")
    called.click("no_answer")
    assert not called.desk.drafts.newest("")
    assert called.desk.undo() == "Call logged"
    sheet = again(called)
    assert sheet.values()["words"] == "Rang twice, her sister answered"
    sheet.dismiss()
    called.desk.redo()
    assert not called.desk.drafts.newest("")
    assert called.enquiry.attempts[0].words == "Rang twice, her sister answered"


def test_the_draft_of_a_call_ends_with_its_enquiry(called: Called) -> None:
    called.begin()
    called.hand.type("words", "Engaged")
    called.hand.sheet().dismiss()
    called.desk.do(enquiries.decline, called.enquiry.id, "Too far", label="Declined")
    assert not called.desk.drafts.newest("")
    called.desk.undo()
    assert again(called).values()["words"] == "Engaged"
