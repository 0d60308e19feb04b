"""The timeline tells what happened and opens where it comes from."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from tradesman.ui.theme import Theme
from tradesman.ui.widgets.timeline import Timeline, TimelineModel
from tradesman.ui.widgets.timeline_delegate import TimelineEntry

from .conftest import Shown

ENTRIES = (
    TimelineEntry("next", "Next", "Ask who else could use a hand", "Waits for an answer", "users", state="next"),
    TimelineEntry(
        "today",
        "Today",
        "Is it holding?",
        "Message ready",
        "shield-check",
        state="today",
        action="Review and send",
        action_icon="send",
    ),
    TimelineEntry(
        "paid",
        "13 July",
        "Thanked by message",
        "Paid in 3 days",
        "heart-handshake",
        "good",
        badge="Paid",
        badge_kind="good",
    ),
    TimelineEntry("2024", "", "2024: outside light, £185", "7 entries", state="fold"),
)


@pytest.fixture
def timeline(theme: Theme, shown: Shown) -> Timeline:
    timeline = Timeline(theme, words="Experience")
    shown(timeline)
    timeline.set_entries(ENTRIES)
    return timeline


@pytest.mark.usefixtures("qapp")
def test_model_keeps_the_rules_of_qt() -> None:
    model = TimelineModel()
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Warning)
    model.set_entries(ENTRIES)
    model.set_entries(())
    assert tester.model() is model


def test_an_entry_reads_as_a_sentence(timeline: Timeline) -> None:
    index = timeline.model().index(2, 0)
    assert index.data() == "Thanked by message"
    assert index.data(Qt.ItemDataRole.AccessibleTextRole) == "13 July, Thanked by message, Paid in 3 days, Paid"


def test_a_click_and_enter_open_the_source(qtbot: QtBot, timeline: Timeline) -> None:
    place = timeline.visualRect(timeline.model().index(2, 0)).center()
    with qtbot.waitSignal(timeline.entry_opened) as caught:
        QTest.mouseClick(timeline.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert caught.args == ["paid"]
    QTest.keyClick(timeline, Qt.Key.Key_Down)
    with qtbot.waitSignal(timeline.entry_opened) as caught:
        QTest.keyClick(timeline, Qt.Key.Key_Return)
    assert caught.args == ["2024"]


def test_today_carries_its_button(qtbot: QtBot, timeline: Timeline) -> None:
    button = timeline.findChild(QPushButton, "act")
    assert isinstance(button, QPushButton)
    with qtbot.waitSignal(timeline.acted) as caught:
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    assert caught.args == ["today"]


def test_today_stands_out(theme: Theme, timeline: Timeline) -> None:
    image = timeline.viewport().grab().toImage()

    def ground(number: int) -> str:
        return image.pixelColor(4, timeline.visualRect(timeline.model().index(number, 0)).center().y()).name()

    assert ground(1) == theme.colour("accent_soft").name()
    assert ground(2) != ground(1)
    assert timeline.visualRect(timeline.model().index(1, 0)).height() == 56
    assert timeline.visualRect(timeline.model().index(2, 0)).height() == 48


def test_an_entry_is_brought_into_view_and_stays_chosen(timeline: Timeline) -> None:
    timeline.show_entry("paid")
    assert timeline.hasFocus()
    assert timeline.currentIndex().row() == 2
    timeline.set_entries(ENTRIES[1:])
    assert timeline.currentIndex().row() == 1
    timeline.show_entry("unknown")
    assert timeline.currentIndex().row() == 0


def test_the_same_entries_leave_the_button_where_it_is(timeline: Timeline) -> None:
    button = timeline.findChild(QPushButton, "act")
    assert isinstance(button, QPushButton)
    button.setFocus()
    timeline.set_entries(ENTRIES)
    assert button.hasFocus()
