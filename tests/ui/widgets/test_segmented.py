"""A segmented choice has one answer or none."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton
from pytestqt.qtbot import QtBot

from tradesman.ui.theme import Theme
from tradesman.ui.widgets.segmented import Segmented

from .conftest import Shown


@pytest.fixture
def choice(theme: Theme, shown: Shown) -> Segmented:
    choice = Segmented(((1, "Danger now"), (2, "Not working"), (3, "Can wait")), theme)
    shown(choice)
    return choice


def segments(choice: Segmented) -> list[QAbstractButton]:
    return choice.findChildren(QAbstractButton)


def test_nothing_is_chosen_at_first(choice: Segmented) -> None:
    assert choice.value() is None


def test_a_click_chooses(qtbot: QtBot, choice: Segmented) -> None:
    with qtbot.waitSignal(choice.changed):
        QTest.mouseClick(segments(choice)[1], Qt.MouseButton.LeftButton)
    assert choice.value() == 2


def test_arrow_keys_move_the_choice(choice: Segmented) -> None:
    choice.set_value(1)
    segments(choice)[0].setFocus()
    QTest.keyClick(segments(choice)[0], Qt.Key.Key_Right)
    assert choice.value() == 2


def test_none_takes_the_choice_back(choice: Segmented) -> None:
    choice.set_value(3)
    choice.set_value(None)
    assert choice.value() is None


def test_a_fault_shows_at_its_edge(choice: Segmented) -> None:
    middle = segments(choice)[1]
    dot = middle.rect().center()
    dot.setY(0)
    choice.set_wrong(True)
    wrong = middle.grab().toImage().pixelColor(dot)
    choice.set_wrong(False)
    assert middle.grab().toImage().pixelColor(dot) != wrong
    assert choice.fault() == ""
