"""The strip shows which steps were kept."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton
from pytestqt.qtbot import QtBot

from tradesman.ui.theme import Theme
from tradesman.ui.widgets.step_strip import Step, StepStrip

from .conftest import Shown

STEPS = (
    Step("Called back", "in 12 minutes", "20 May", "done"),
    Step("Helped to choose", "they had decided", "", "missed"),
    Step("Great job"),
    Step("Three months on", "", "13 Oct", "today"),
)


@pytest.fixture
def strip(theme: Theme, shown: Shown) -> StepStrip:
    strip = StepStrip(theme, words="The six steps")
    strip.set_steps(STEPS)
    shown(strip)
    return strip


def steps(strip: StepStrip) -> list[QAbstractButton]:
    return [step for step in strip.findChildren(QAbstractButton) if step.isVisible()]


def test_each_step_says_how_it_went(strip: StepStrip) -> None:
    assert [step.accessibleName() for step in steps(strip)] == [
        "Called back, done, in 12 minutes, 20 May",
        "Helped to choose, missed, they had decided",
        "Great job, not yet",
        "Three months on, due today, 13 Oct",
    ]


def test_steps_open_by_mouse_and_key(qtbot: QtBot, strip: StepStrip) -> None:
    with qtbot.waitSignal(strip.step_opened) as caught:
        QTest.mouseClick(steps(strip)[1], Qt.MouseButton.LeftButton)
    assert caught.args == [1]
    with qtbot.waitSignal(strip.step_opened) as caught:
        QTest.keyClick(steps(strip)[3], Qt.Key.Key_Return)
    assert caught.args == [3]


def test_today_is_filled_and_other_steps_replace_these(theme: Theme, strip: StepStrip) -> None:
    middle = steps(strip)[3].grab().toImage().pixelColor(steps(strip)[3].width() // 2, 5)
    assert middle == theme.colour("accent_soft")
    strip.set_steps(STEPS[:2])
    assert len(steps(strip)) == 2


def test_a_step_that_is_not_asked_for_says_so_and_nothing_else(theme: Theme, shown: Shown) -> None:
    strip = StepStrip(theme)
    strip.set_steps((Step("Helped to choose", "not needed here", state="none"),))
    shown(strip)
    assert steps(strip)[0].accessibleName() == "Helped to choose, not needed here"


def test_a_name_without_room_takes_another_line_and_all_grow(strip: StepStrip) -> None:
    tall = strip.sizeHint().height()
    strip.setFixedWidth(400)
    assert strip.sizeHint().height() > tall
    assert len({step.height() for step in steps(strip)}) == 1
    strip.setFixedWidth(1200)
    assert strip.sizeHint().height() == tall


def test_the_same_steps_leave_the_keyboard_where_it_is(strip: StepStrip) -> None:
    steps(strip)[2].setFocus()
    strip.set_steps(STEPS)
    assert steps(strip)[2].hasFocus()
