"""Questions worth asking, changed by hand and by keys, and asked then at the door."""

from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton
from pytestqt.qtbot import QtBot

from tests.ui.conftest import Hand
from tradesman.services import question_lists, worth_asking
from tradesman.services.question_lists import Where
from tradesman.ui.desk import Desk
from tradesman.ui.pages.followups_page import FollowupsPage
from tradesman.ui.theme import Theme
from tradesman.ui.widgets.labels import Label
from tradesman.ui.widgets.table import Table

Show = Callable[..., Hand]


@pytest.fixture
def hand(desk: Desk, theme: Theme, show: Show) -> Hand:
    page = FollowupsPage(desk, theme)
    page.tabs.set_value("questions")
    desk.changed.connect(page.refresh)
    return show(page)


def table(hand: Hand) -> Table:
    return hand.find(Table, "questions_table")


def shown(hand: Hand) -> list[str]:
    rows = table(hand).rows
    return [rows.row(number).ask for number in range(rows.rowCount())]


def kept(desk: Desk, trade: str = "plumbing", where: Where = Where.VISIT) -> list[str]:
    return [one.ask for one in getattr(desk.ask(worth_asking.lists).trades[trade], where)]


def test_it_opens_with_the_trade_of_the_business(hand: Hand, desk: Desk) -> None:
    assert shown(hand) == kept(desk)
    hand.press("roofing")
    assert shown(hand) == kept(desk, "roofing")
    hand.choose("question_where", "On the phone")
    assert shown(hand) == kept(desk, "roofing", Where.PHONE)
    assert hand.find(Label, "question_ask").text() == shown(hand)[0]


def test_a_question_is_added_and_written_anew(hand: Hand, desk: Desk, qtbot: QtBot) -> None:
    before = kept(desk)
    hand.press("question_add")
    sheet: Any = hand.sheet("question_sheet")
    hand.press("main", sheet)
    assert sheet.form.box("ask").error == "This is needed."
    hand.type("ask", before[0], sheet)
    hand.press("main", sheet)
    assert "already" in hand.find(Label, "error", sheet).text()
    hand.type("ask", "Who lives below?", sheet)
    hand.type("label", "Neighbours spared", sheet)
    hand.type("listen", "a shop", sheet)
    hand.press("main", sheet)
    assert kept(desk) == [*before, "Who lives below?"]
    assert shown(hand) == kept(desk)
    table(hand).pick(len(before))
    qtbot.keyClick(table(hand), Qt.Key.Key_Return)
    sheet = hand.sheet("question_sheet")
    assert sheet.values() == {"ask": "Who lives below?", "label": "Neighbours spared", "listen": "a shop"}
    hand.type("ask", "Who lives below you?", sheet)
    hand.press("main", sheet)
    assert kept(desk)[-1] == "Who lives below you?"


def test_questions_are_put_in_order_with_buttons_and_keys(hand: Hand, desk: Desk, qtbot: QtBot) -> None:
    first, second, third, *rest = kept(desk)
    table(hand).pick(0)
    assert not hand.find(QAbstractButton, "question_up").isEnabled()
    hand.press("question_down")
    assert kept(desk) == [second, first, third, *rest]
    assert table(hand).picked().ask == first  # it stays picked
    qtbot.keyClick(table(hand), Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    assert kept(desk) == [second, third, first, *rest]
    for _step in range(2):
        qtbot.keyClick(table(hand), Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    assert kept(desk) == [first, second, third, *rest]
    assert not hand.find(QAbstractButton, "questions_reset").isEnabled()  # as they came


def test_a_question_is_taken_out_and_the_original_ones_come_back(hand: Hand, desk: Desk, qtbot: QtBot) -> None:
    before = kept(desk)
    table(hand).pick(1)
    hand.press("question_remove")
    qtbot.keyClick(table(hand), Qt.Key.Key_Delete)
    assert len(kept(desk)) == len(before) - 2
    assert desk.undo() == "Question removed"
    assert len(shown(hand)) == len(before) - 1
    assert "1 list your own" in hand.find(Label, "sub").text()
    hand.press("questions_reset")
    assert shown(hand) == before
    assert desk.ask(question_lists.own) == frozenset()
    assert "own" not in hand.find(Label, "sub").text()


def test_a_try_says_which_trade_is_heard_and_what_comes_first(hand: Hand) -> None:
    hand.type("question_try", "A slate has come off the roof")
    assert hand.find(Label, "question_try_trade").text() == "Roofing"
    assert hand.find(Label, "question_tried").text().startswith("What bothers you most about it?\n")
    hand.choose("question_where", "On the phone")
    assert hand.find(Label, "question_tried").text().startswith("Is water coming in now, and where?\n")


def test_an_empty_list_says_so(hand: Hand, desk: Desk) -> None:
    for ask in kept(desk):
        desk.do(question_lists.remove, "plumbing", Where.VISIT, ask, label="Removed")
    assert not any(one.isVisible() for one in hand.window.findChildren(Table, "questions_table"))
    hand.press("question_add")
    sheet = hand.sheet("question_sheet")
    hand.type("ask", "Who lives below?", sheet)
    hand.press("main", sheet)
    assert shown(hand) == ["Who lives below?"]
