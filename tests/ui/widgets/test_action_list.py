"""Today's rows are walked and worked by key and by mouse."""

from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tradesman.ui.theme import Theme
from tradesman.ui.widgets.action_list import ActionGroup, ActionList
from tradesman.ui.widgets.action_row import Action, ActionRow
from tradesman.ui.widgets.labels import ElidedLabel

from .conftest import Shown


def action(key: str, name: str) -> Action:
    told = f"{name}, return the call. Enter to call."
    return Action(key, "phone", name, "Return the call", "Lights trip", "By 12:00", "Promised", "Call", "phone", told)


LEAH = replace(action("leah", "Leah Novak"), tone="danger", clock=1.4, urgent=True)
TOM = replace(action("tom", "Tom Whitaker"), tone="warn", clock=0.4)
RUTH = action("ruth", "Ruth Okafor")
GROUPS = (ActionGroup("Now", "2 · oldest first", (LEAH, TOM)), ActionGroup("Today", "1", (RUTH,)))


@pytest.fixture
def actions(theme: Theme, shown: Shown) -> ActionList:
    actions = ActionList(theme, words="What to do")
    actions.set_groups(GROUPS)
    shown(actions)
    return actions


def test_a_row_is_56_high_and_reads_as_a_sentence(actions: ActionList) -> None:
    row = actions.row("leah")
    assert row.height() == 56
    assert row.accessibleName() == "Leah Novak, return the call. Enter to call."
    assert row.snooze.accessibleName() == "Snooze Leah Novak"
    assert row.main.role == "primary"
    assert actions.row("tom").main.role == "plain"


def test_buttons_say_which_row(qtbot: QtBot, actions: ActionList) -> None:
    row = actions.row("tom")
    for button, signal in (
        (row.main, actions.acted),
        (row.snooze, actions.snooze_asked),
        (row.skip, actions.skip_asked),
    ):
        with qtbot.waitSignal(signal) as caught:
            QTest.mouseClick(button, Qt.MouseButton.LeftButton)
        assert caught.args == ["tom"]


def test_a_double_click_opens(qtbot: QtBot, actions: ActionList) -> None:
    with qtbot.waitSignal(actions.opened) as caught:
        QTest.mouseDClick(actions.row("ruth"), Qt.MouseButton.LeftButton)
    assert caught.args == ["ruth"]


def test_up_and_down_cross_the_groups(actions: ActionList) -> None:
    actions.row("leah").setFocus()
    assert actions.current_key() == "leah"
    for key in ("leah", "tom"):
        QTest.keyClick(actions.row(key), Qt.Key.Key_Down)
    assert actions.current_key() == "ruth"
    QTest.keyClick(actions.row("ruth"), Qt.Key.Key_Down)
    assert actions.current_key() == "ruth"
    QTest.keyClick(actions.row("ruth"), Qt.Key.Key_Up)
    assert actions.current_key() == "tom"


def test_left_and_right_walk_the_buttons_and_enter_presses(qtbot: QtBot, actions: ActionList) -> None:
    row = actions.row("leah")
    row.setFocus()
    with qtbot.waitSignal(actions.acted):
        QTest.keyClick(row, Qt.Key.Key_Return)
    QTest.keyClick(row, Qt.Key.Key_Right)
    assert row.main.hasFocus()
    QTest.keyClick(row.main, Qt.Key.Key_Right)
    assert row.snooze.hasFocus()
    with qtbot.waitSignal(actions.snooze_asked):
        QTest.keyClick(row.snooze, Qt.Key.Key_Return)
    QTest.keyClick(row.snooze, Qt.Key.Key_Left)
    assert row.main.hasFocus()


def test_letters_work_the_row(qtbot: QtBot, actions: ActionList) -> None:
    row = actions.row("tom")
    row.setFocus(Qt.FocusReason.TabFocusReason)
    for key, signal in (
        (Qt.Key.Key_D, actions.acted),
        (Qt.Key.Key_S, actions.snooze_asked),
        (Qt.Key.Key_X, actions.skip_asked),
    ):
        with qtbot.waitSignal(signal) as caught:
            QTest.keyClick(row, key)
        assert caught.args == ["tom"]


def test_a_refresh_keeps_the_focus(actions: ActionList) -> None:
    actions.row("tom").setFocus()
    actions.set_groups((ActionGroup("Today", "3", (RUTH, LEAH, TOM)),))
    assert actions.current_key() == "tom"


def test_when_the_row_is_done_the_next_has_the_focus(actions: ActionList) -> None:
    actions.row("tom").setFocus()
    actions.set_groups((ActionGroup("Now", "1", (LEAH,)), ActionGroup("Today", "1", (RUTH,))))
    assert actions.current_key() == "ruth"
    actions.set_groups(())
    assert actions.current_key() == ""


def test_late_and_selected_have_an_edge(theme: Theme, actions: ActionList) -> None:
    def edge(row: ActionRow) -> str:
        return row.grab().toImage().pixelColor(1, 20).name()

    assert edge(actions.row("leah")) == theme.colour("danger").name()
    assert edge(actions.row("ruth")) not in (theme.colour("danger").name(), theme.colour("accent_edge").name())
    actions.row("ruth").setFocus(Qt.FocusReason.TabFocusReason)
    assert edge(actions.row("ruth")) == theme.colour("accent_edge").name()


def test_a_row_is_marked_for_the_keyboard_only(theme: Theme, actions: ActionList) -> None:
    def marked(key: str) -> bool:
        return actions.row(key).grab().toImage().pixelColor(200, 3) == theme.colour("accent_soft")

    QTest.mouseClick(actions.row("ruth"), Qt.MouseButton.LeftButton)
    assert actions.current_key() == "ruth"
    assert not marked("ruth")
    QTest.keyClick(actions.row("ruth"), Qt.Key.Key_Up)
    assert marked("tom")
    actions.row("tom").main.setFocus(Qt.FocusReason.MouseFocusReason)
    assert not marked("tom")
    actions.row("tom").setFocus(Qt.FocusReason.PopupFocusReason)  # a menu that closes
    assert not marked("tom")
    actions.row("tom").snooze.setFocus(Qt.FocusReason.BacktabFocusReason)
    assert marked("tom")


def test_the_first_arrow_shows_where_the_keyboard_is_when_the_page_gave_it(theme: Theme, actions: ActionList) -> None:
    actions.setFocus(Qt.FocusReason.OtherFocusReason)
    row = actions.row("leah")
    assert actions.current_key() == "leah"
    assert not row.by_key
    QTest.keyClick(row, Qt.Key.Key_Down)
    assert (actions.current_key(), row.by_key) == ("leah", True)
    QTest.keyClick(row, Qt.Key.Key_Down)
    assert actions.current_key() == "tom"


@pytest.mark.parametrize("key", [Qt.Key.Key_D, Qt.Key.Key_S, Qt.Key.Key_X])
def test_a_letter_works_no_row_that_is_not_marked(actions: ActionList, key: Qt.Key) -> None:
    heard: list[str] = []
    for signal in (actions.acted, actions.snooze_asked, actions.skip_asked):
        signal.connect(heard.append)
    actions.take_focus(by_key=False)
    row = actions.row("leah")
    QTest.keyClick(row, key)
    assert (heard, row.by_key) == ([], True)
    QTest.keyClick(row, key)
    assert heard == ["leah"]


def test_whoever_comes_by_key_begins_at_the_first_row_and_sees_it(actions: ActionList) -> None:
    actions.row("ruth").setFocus(Qt.FocusReason.MouseFocusReason)
    actions.take_focus(by_key=True)
    assert (actions.current_key(), actions.row("leah").by_key) == ("leah", True)


def test_a_long_name_gives_way_and_leaves_room_for_the_purpose(theme: Theme, shown: Shown) -> None:
    long = "Ms Wilhelmina Featherstonehaugh-Cholmondeley of Little Snoring\n& Sons"
    actions = ActionList(theme)
    actions.set_groups((ActionGroup("Today", "1", (action("long", long), RUTH)),))
    shown(actions)
    row = actions.row("long")
    name, purpose = row.findChildren(ElidedLabel)[:2]
    assert row.minimumSizeHint().width() == actions.row("ruth").minimumSizeHint().width()
    assert row.skip.geometry().right() <= row.rect().right() <= actions.rect().right()
    assert name.toolTip() == long
    assert purpose.width() >= min(purpose.sizeHint().width(), 110)
    ink = theme.colour("ink")
    image = name.grab().toImage()
    assert any(image.pixelColor(x, y) == ink for x in range(image.width()) for y in range(image.height()))


def test_after_a_key_the_next_row_is_marked(actions: ActionList) -> None:
    actions.take_focus(by_key=True)
    QTest.keyClick(actions.row("leah"), Qt.Key.Key_D)
    actions.set_groups((ActionGroup("Now", "1", (TOM,)),))
    assert (actions.current_key(), actions.row("tom").by_key) == ("tom", True)


def test_rows_that_stay_the_same_are_kept_and_tab_follows_the_order(actions: ActionList) -> None:
    leah, ruth = actions.row("leah"), actions.row("ruth")
    late = replace(TOM, when="1 min late")
    actions.set_groups((ActionGroup("Now", "3", (RUTH, late, LEAH)),))
    assert actions.row("ruth") is ruth
    assert actions.row("leah") is leah
    assert actions.row("tom").action is late
    ruth.setFocus()
    walked = []
    for _ in range(9):
        walked.append(actions.current_key())
        focused = actions.window().focusWidget()
        QTest.keyClick(focused, Qt.Key.Key_Tab)
    assert walked == ["ruth"] * 4 + ["tom"] * 4 + ["leah"]


def test_a_row_is_a_button_that_the_mouse_does_not_press(qtbot: QtBot, actions: ActionList) -> None:
    row = actions.row("tom")
    assert QAccessible.queryAccessibleInterface(row).role() == QAccessible.Role.Button
    with qtbot.assertNotEmitted(actions.acted, wait=0):
        QTest.mouseClick(row, Qt.MouseButton.LeftButton, pos=QPoint(row.width() // 2, 4))
    row.take_focus(by_key=True)
    for key in (Qt.Key.Key_Return, Qt.Key.Key_Space):
        with qtbot.waitSignal(actions.acted) as caught:
            QTest.keyClick(row, key)
        assert caught.args == ["tom"]
    QTest.keyClick(row, Qt.Key.Key_Down)
    assert actions.current_key() == "ruth"
