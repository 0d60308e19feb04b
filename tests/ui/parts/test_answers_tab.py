"""Answers to find, keep and copy."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QAbstractButton, QWidget
from pytestqt.qtbot import QtBot

from tests.ui.conftest import Clock, Hand
from tradesman.book.message import Way
from tradesman.book.store import Session
from tradesman.services import answers, answers_sent, customers, messages
from tradesman.ui.desk import Desk
from tradesman.ui.pages.followups_page import FollowupsPage
from tradesman.ui.theme import Theme
from tradesman.ui.widgets.fields import TextField
from tradesman.ui.widgets.labels import Label
from tradesman.ui.widgets.table import Table

Show = Callable[..., Hand]


@pytest.fixture
def page(desk: Desk, theme: Theme) -> FollowupsPage:
    made = FollowupsPage(desk, theme)
    made.tabs.set_value("answers")
    return made


def three(session: Session) -> None:
    answers.add(session, "Why does my light flicker?", "Turn the lamp tighter.")
    answers.add(session, "My tap drips", "It is the washer.")
    answers.add(session, "How often should gutters be cleaned?", "Once a year.")


def questions(hand: Hand) -> list[str]:
    rows = hand.find(Table, "answers_table").rows
    return [rows.row(number).question for number in range(rows.rowCount())]


def seen(hand: Hand, name: str) -> str:
    return hand.find(Label, name).text()


def read(hand: Hand, name: str) -> str:
    return hand.find(TextField, name).value()


def hidden(hand: Hand, name: str) -> bool:
    return not any(widget.isVisible() for widget in hand.window.findChildren(QWidget, name))


def test_without_answers_the_page_says_why_one_writes_them(page: FollowupsPage, desk: Desk, show: Show) -> None:
    hand = show(page)
    assert seen(hand, "sub") == "0 answers"
    hand.press("act")
    sheet: Any = hand.sheet("answer_sheet")
    hand.press("main", sheet)
    assert sheet.form.box("question").error == "This is needed."
    hand.type("question", "My tap drips", sheet)
    hand.type("words", "It is the washer.", sheet)
    hand.press("main", sheet)
    assert [row.question for row in desk.ask(answers.rows)] == ["My tap drips"]
    assert questions(hand) == ["My tap drips"]
    assert seen(hand, "sub") == "1 answer"
    assert seen(hand, "answer_question") == "My tap drips"
    assert seen(hand, "answer_when") == "Looked over today"


def test_an_answer_is_found_by_typing_and_copied(page: FollowupsPage, desk: Desk, show: Show, qtbot: QtBot) -> None:
    desk.do(three, label="Answers")
    hand = show(page)
    assert questions(hand) == ["How often should gutters be cleaned?", "My tap drips", "Why does my light flicker?"]
    page.focus_search()
    search = hand.find(QWidget, "answers_search")
    assert search.hasFocus()
    qtbot.keyClicks(search, "dripping")
    assert questions(hand) == ["My tap drips"]
    assert seen(hand, "answer_question") == "My tap drips"
    hand.press("answer_copy")
    assert QGuiApplication.clipboard().text() == "It is the washer."
    assert seen(hand, "answer_when").startswith("The answer is copied.")
    hand.type("answers_search", "chimney")
    assert seen(hand, "answers_none").startswith("No answer speaks of “chimney”.")
    assert hidden(hand, "answer_copy")
    hand.type("answers_search", "c")
    assert len(questions(hand)) == 3


def test_an_answer_is_changed_and_removed_with_undo(page: FollowupsPage, desk: Desk, show: Show, qtbot: QtBot) -> None:
    desk.do(three, label="Answers")
    hand = show(page)
    table = hand.find(Table, "answers_table")
    table.pick(1)
    table.setFocus()
    qtbot.keyClick(table, Qt.Key.Key_Return)
    sheet: Any = hand.sheet("answer_sheet")
    assert sheet.values() == {"question": "My tap drips", "words": "It is the washer."}
    hand.type("words", "Send me a photo.", sheet)
    hand.press("main", sheet)
    assert read(hand, "answer_words") == "Send me a photo."
    hand.press("answer_edit")
    hand.sheet("answer_sheet").dismiss()
    hand.press("answer_remove")
    assert "My tap drips" not in questions(hand)
    assert desk.undo() == "Answer removed"
    assert "My tap drips" in questions(hand)


def test_what_is_no_longer_there_cannot_be_changed(page: FollowupsPage, desk: Desk, show: Show) -> None:
    desk.do(three, label="Answers")
    hand = show(page)
    hand.press("answer_edit")
    first = desk.ask(answers.rows)[0]
    desk.do(answers.remove, first.id, label="Removed")
    hand.press("main", hand.sheet())
    assert "no longer in the book" in seen(hand, "error")


def test_an_answer_not_looked_over_for_a_year_is_marked_until_it_is_still_right(
    page: FollowupsPage, desk: Desk, show: Show, clock: Clock
) -> None:
    desk.do(three, label="Answers")
    hand = show(page)
    assert hidden(hand, "answer_right")
    clock.later(days=366)
    page.refresh()
    row = hand.find(Table, "answers_table").rows.index(0, 0)
    assert "not looked over for a year" in row.data(Qt.ItemDataRole.AccessibleTextRole)
    hand.press("answer_right")
    assert desk.ask(answers.rows)[0].reviewed_on == desk.today()
    assert hidden(hand, "answer_right")
    assert seen(hand, "answer_when") == "Looked over today"


def test_it_is_said_to_whom_an_answer_went_and_what_it_saved(page: FollowupsPage, desk: Desk, show: Show) -> None:
    desk.do(three, label="Answers")
    hand = show(page)
    hand.find(Table, "answers_table").pick(1)
    whom = hand.find(QAbstractButton, "answer_whom")
    assert (whom.text(), whom.isEnabled()) == ("Not sent yet", False)
    desk.do(sent_twice, label="Sent")
    page.refresh()
    assert whom.text() == "Sent 2 times"
    hand.press("answer_whom")
    sheet = hand.sheet("answer_sent")
    assert seen(hand, "answer_sent_0") == "Leah Novak, today"
    hand.press("saved_0-True", sheet)
    hand.press("saved_1-True", sheet)
    assert seen(hand, "answer_tally") == "Sent 2 times, saved 2 drives"
    hand.press("saved_1-False", sheet)
    assert {row.saved_drive for row in desk.ask(answers_sent.of_answer, tap(desk))} == {True, False}
    assert desk.undo() == "Saved no drive"
    assert seen(hand, "answer_tally") == "Sent 2 times, saved 2 drives"
    hand.press("main", sheet)
    page.refresh()
    assert whom.text() == "Sent 2 times, saved 2 drives"


def tap(desk: Desk) -> UUID:
    return next(row.id for row in desk.ask(answers.rows) if row.question == "My tap drips")


def sent_twice(session: Session) -> None:
    customer = customers.add(session, "Leah Novak", email="leah@example.org")
    answer = next(row for row in answers.rows(session) if row.question == "My tap drips")
    session.flush()
    for _time in range(2):
        messages.send_noted(session, customer.id, answer.words, Way.EMAIL, answers=[answer.id])
