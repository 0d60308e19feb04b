"""Guarantees with their teeth, and terms, are kept in the library."""

from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from tests.ui.conftest import Hand
from tradesman.book.guarantee import GuaranteeKind
from tradesman.book.store import Session
from tradesman.services import guarantees, terms
from tradesman.ui.desk import Desk
from tradesman.ui.dialogs.guarantee_dialog import how_long
from tradesman.ui.pages.library_page import LibraryPage
from tradesman.ui.theme import Theme
from tradesman.ui.widgets.labels import Label
from tradesman.ui.widgets.table import Table

Show = Callable[..., Hand]


def written(session: Session) -> None:
    guarantees.add(session, "Seven years", "It holds.", "I mend it for nothing.", months=84)
    guarantees.add(session, "On the day", "I come when I say.", "£50 off.", kind=GuaranteeKind.ON_TIME)
    terms.add(session, "Payment", "Half before, half after.", standard=True)
    terms.add(session, "Access", "Somebody is at home.")


@pytest.fixture
def hand(desk: Desk, theme: Theme, show: Show) -> Hand:
    page = LibraryPage(desk, theme)
    page.tabs.set_value("promises")
    return show(page)


def rows(hand: Hand) -> list[str]:
    table = hand.find(Table, "promises_table")
    return [table.rows.row(number).title for number in range(table.rows.rowCount())]


def seen(hand: Hand, name: str) -> str:
    return hand.find(Label, name).text()


def sees(hand: Hand, name: str) -> bool:
    return any(widget.isVisible() for widget in hand.window.findChildren(QWidget, name))


def test_the_first_guarantee_has_a_promise_and_teeth(hand: Hand, desk: Desk) -> None:
    assert seen(hand, "sub") == "0 guarantees, 0 terms"
    assert not sees(hand, "promise_edit")
    hand.press("act")
    sheet: Any = hand.sheet("guarantee")
    hand.press("main", sheet)
    assert [sheet.form.box(key).error for key in ("title", "promise", "teeth")] == ["This is needed."] * 3
    hand.choose("kind", "On time")
    for field, typed in (("title", "On the day"), ("months", "two"), ("promise", "I come."), ("teeth", "£50 off.")):
        hand.type(field, typed, sheet)
    hand.press("main", sheet)
    assert sheet.form.box("months").error == "A number of months, 24 for two years, or nothing."
    hand.type("months", "24", sheet)
    hand.press("main", sheet)
    (kept,) = desk.ask(guarantees.rows)
    assert (kept.kind, kept.title, kept.months, kept.promise, kept.teeth) == (
        GuaranteeKind.ON_TIME,
        "On the day",
        24,
        "I come.",
        "£50 off.",
    )
    assert seen(hand, "sub") == "1 guarantee, 0 terms"
    assert seen(hand, "promise_second") == "On time, 2 years"
    assert seen(hand, "promise_teeth") == "If it fails: £50 off."


def test_guarantees_and_terms_are_changed_and_taken_out(hand: Hand, desk: Desk, qtbot: QtBot) -> None:
    desk.do(written, label="Written")
    assert rows(hand) == ["On the day", "Seven years", "Payment", "Access"]
    table = hand.find(Table, "promises_table")
    assert [table.rows.data(table.rows.index(row, 2)) for row in range(4)] == ["", "7 years", "", ""]
    badges = [table.rows.columns[3].badge(table.rows.row(row)).text for row in range(4)]  # type: ignore[misc,union-attr]
    assert badges == ["On time", "Result", "Standard terms", "Terms"]
    spoken = table.rows.data(table.rows.index(1, 0), Qt.ItemDataRole.AccessibleTextRole)
    assert spoken == "Seven years, Result, 7 years, It holds. Enter to change."
    table.setFocus()
    table.pick(1)
    qtbot.keyClick(table, Qt.Key.Key_Return)
    sheet: Any = hand.sheet("guarantee")
    hand.type("months", "18", sheet)
    hand.press("main", sheet)
    assert seen(hand, "promise_second") == "Result, 18 months"
    table.pick(2)
    assert seen(hand, "promise_second") == "Taken by each new quote"
    assert not sees(hand, "promise_teeth")
    hand.press("promise_edit")
    sheet = hand.sheet("terms")
    assert sheet.values() == {"title": "Payment", "words": "Half before, half after.", "standard": True}
    sheet.set_values({"standard": False})
    hand.press("main", sheet)
    assert desk.ask(terms.standard) == ""
    assert seen(hand, "promise_second") == "Taken where you choose it"
    for label in ("Terms removed", "Guarantee removed"):
        table.pick(3 if label.startswith("Terms") else 0)
        hand.press("promise_remove")
        assert desk.undo() == label
    assert len(rows(hand)) == 4


def test_terms_are_added(hand: Hand, desk: Desk) -> None:
    hand.press("terms_add")
    sheet = hand.sheet("terms")
    hand.type("title", "Payment", sheet)
    hand.type("words", "Half before.", sheet)
    hand.press("standard", sheet)
    hand.press("main", sheet)
    assert desk.ask(terms.standard) == "Half before."
    hand.press("guarantee_add")
    hand.sheet("guarantee").dismiss()


def test_ctrl_f_leads_to_the_list(hand: Hand, desk: Desk) -> None:
    desk.do(written, label="Written")
    page: Any = hand.window.findChildren(LibraryPage)[0]
    page.focus_search()
    assert hand.find(Table, "promises_table").hasFocus()


def test_a_term_is_said_as_people_do() -> None:
    assert [how_long(months) for months in (None, 1, 6, 12, 18, 24)] == [
        "",
        "1 month",
        "6 months",
        "1 year",
        "18 months",
        "2 years",
    ]
