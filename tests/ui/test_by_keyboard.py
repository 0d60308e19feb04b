"""From the enquiry to the visit without a mouse: every key goes to where the keyboard is."""

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from tests.ui.person import Person, london
from tradesman.book.enquiry import Enquiry, Stage
from tradesman.book.quote import Quote
from tradesman.book.visit import Visit, VisitState

CTRL = Qt.KeyboardModifier.ControlModifier
FURTHEST = 60  # tabs, after which a field counts as out of reach


class Keys:
    """A person's ten fingers."""

    def __init__(self, qtbot: QtBot, person: Person) -> None:
        self.qtbot, self.person = qtbot, person

    def press(self, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        focus: QWidget | None = self.person.app.window.focusWidget()
        self.qtbot.keyClick(self.person.app.window if focus is None else focus, key, modifier)
        QApplication.processEvents()

    def main(self) -> None:
        """Presses the main button of the sheet, wherever the keyboard is in it."""
        self.press(Qt.Key.Key_Return, CTRL)

    def type(self, words: str) -> None:
        self.qtbot.keyClicks(self.person.app.window.focusWidget(), words)

    def tab_to(self, name: str) -> None:
        """Goes on until the keyboard is there."""
        been = []
        for _ in range(FURTHEST):
            focus: QWidget | None = self.person.app.window.focusWidget()
            been.append("" if focus is None else focus.objectName())
            if been[-1] == name:
                return
            self.press(Qt.Key.Key_Tab)
        pytest.fail(f"{name} is not reached, only {been}")

    def fill(self, **fields: str) -> None:
        for name, words in fields.items():
            self.tab_to(name)
            self.type(words)


@pytest.fixture
def keys(qtbot: QtBot, person: Person) -> Keys:
    return Keys(qtbot, person)


def test_from_the_enquiry_over_the_call_and_the_visit_to_the_quote(
    keys: Keys, person: Person, links: list[str]
) -> None:
    keys.press(Qt.Key.Key_N, CTRL)
    keys.fill(who="Daniel Hart", phone="07700 900118", what="Sockets keep going off")
    keys.tab_to("save")  # Ctrl+Enter would call at once
    keys.press(Qt.Key.Key_Space)
    person.no_sheet()
    [enquiry] = person.book(Enquiry)
    assert enquiry.what == "Sockets keep going off"

    person.wait_until(london(9, 28, 8, 30))
    keys.press(Qt.Key.Key_D)  # shows the row
    keys.press(Qt.Key.Key_D)  # Today has the keyboard, and its first row is the call
    assert links == ["tel:+447700900118"]
    keys.main()  # reached
    keys.tab_to("then-visit")
    keys.press(Qt.Key.Key_Space)
    keys.fill(day="30/9", starts="9:00")
    keys.main()
    person.no_sheet()
    [visit] = person.book(Visit)
    assert (visit.day_on, visit.state) == (date(2026, 9, 30), VisitState.BOOKED)

    person.wait_until(london(9, 29))
    keys.press(Qt.Key.Key_D)  # the visit is to be confirmed
    keys.main()
    person.no_sheet()

    person.wait_until(london(9, 30, 8, 58))
    keys.press(Qt.Key.Key_D)
    keys.tab_to("arrive")
    keys.press(Qt.Key.Key_Space)
    keys.fill(answer_0="They trip in the evening", need_0="No tripping", diagnosis="The fuse board has no RCD.")
    keys.main()
    person.no_sheet()
    [visit] = person.book(Visit)
    [enquiry] = person.book(Enquiry)
    assert (visit.state, enquiry.stage) == (VisitState.DONE, Stage.QUOTED)
    assert [need.label for need in enquiry.needs if need.flagged] == ["No tripping"]
    assert len(person.book(Quote)) == 1
