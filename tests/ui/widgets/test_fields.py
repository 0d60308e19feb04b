"""Fields give what was typed and say what is wrong with it."""

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tradesman.ui.theme import Theme
from tradesman.ui.widgets.field_box import FieldBox
from tradesman.ui.widgets.fields import ChoiceField, LineField, TextField
from tradesman.ui.widgets.labels import Label
from tradesman.ui.widgets.switches import CheckField, SwitchField

from .conftest import Shown


def test_a_line_is_typed_and_trimmed(qtbot: QtBot, theme: Theme, shown: Shown) -> None:
    field = LineField(theme, placeholder="Name, street, phone", icon="search", keys="Ctrl F", name="search")
    shown(field)
    with qtbot.waitSignal(field.changed):
        QTest.keyClicks(field, "  Leah ")
    assert field.value() == "Leah"
    assert field.fault() == ""
    assert field.height() == 40
    field.set_value(None)
    assert field.value() == ""


def test_tab_leaves_a_text(theme: Theme, shown: Shown) -> None:
    text, after = TextField(theme, lines=2), LineField(theme)
    shown(text, after)
    text.setFocus()
    QTest.keyClicks(text, "Boiler room")
    QTest.keyClick(text, Qt.Key.Key_Tab)
    assert text.value() == "Boiler room"
    assert after.hasFocus()
    text.set_value(None)
    assert text.value() == ""


def test_a_choice_gives_its_key(qtbot: QtBot, theme: Theme, shown: Shown) -> None:
    field = ChoiceField((("phone", "Phone call"), ("web", "Web form")), theme)
    shown(field)
    with qtbot.waitSignal(field.changed):
        QTest.keyClick(field, Qt.Key.Key_Down)
    assert field.value() == "web"
    field.set_value("unknown")
    assert field.value() is None


def test_what_nobody_types_does_not_leave_a_field(theme: Theme, shown: Shown) -> None:
    line, text = LineField(theme), TextField(theme)
    shown(line, text)
    QTest.keyClicks(line, " ")
    line.insert("Le\u202eah\u0007 \u2066")
    text.insertPlainText("\u200f Bo\u2066iler\nro\u202eom\u001b \u00a0here\u0007\n")
    assert line.value() == "Leah"
    assert text.value() == "Boiler\nroom \u00a0here"


def test_a_choice_in_letters_read_leftwards_turns_nothing_beside_it(theme: Theme, shown: Shown) -> None:
    field = ChoiceField((("a", "Letter: 3 רחוב הרצל, 7"), ("b", "E-mail: a\u202e@example.org")), theme)
    shown(field)
    assert [field.itemText(place) for place in range(2)] == [
        "Letter: 3 \u2068רחוב הרצל\u2069, 7",
        "E-mail: a@example.org",
    ]
    assert field.value() == "a"


def test_rolling_past_a_choice_leaves_it_alone(theme: Theme, shown: Shown) -> None:
    field, other = ChoiceField((("a", "A"), ("b", "B")), theme), LineField(theme)
    shown(field, other)

    def roll() -> None:
        middle = QPointF(field.rect().center())
        wheel = QWheelEvent(
            middle,
            QPointF(field.mapToGlobal(middle)),
            QPoint(),
            QPoint(0, -120),
            Qt.MouseButton.NoButton,
            Qt.KeyboardModifier.NoModifier,
            Qt.ScrollPhase.NoScrollPhase,
            False,
        )
        QApplication.sendEvent(field, wheel)

    other.setFocus()
    roll()
    assert field.value() == "a"
    field.setFocus()
    roll()
    assert field.value() == "b"


def test_a_check_box_is_ticked_by_key_and_by_its_words(qtbot: QtBot, theme: Theme, shown: Shown) -> None:
    field = CheckField("They agreed that I pass the number on", theme, fades=True)
    shown(field)
    with qtbot.waitSignal(field.changed):
        QTest.keyClick(field, Qt.Key.Key_Space)
    assert field.value() is True
    QTest.mouseClick(field, Qt.MouseButton.LeftButton, pos=QPoint(150, 16))
    assert field.value() is False
    field.set_value(1)
    assert field.isChecked()
    assert field.height() >= 32


def test_the_words_of_a_check_box_wrap(theme: Theme, qtbot: QtBot) -> None:
    field = CheckField("A sentence about a partner who pays a fee for each job that comes about", theme)
    qtbot.addWidget(field)
    assert field.heightForWidth(160) > field.heightForWidth(900)


def test_a_switch_turns_and_has_a_name(qtbot: QtBot, theme: Theme, shown: Shown) -> None:
    field = SwitchField("Do not contact", theme, shows_words=False)
    shown(field)
    with qtbot.waitSignal(field.changed):
        QTest.keyClick(field, Qt.Key.Key_Space)
    assert field.value() is True
    assert field.accessibleName() == "Do not contact"
    assert field.sizeHint().width() == 40
    field.set_value(False)
    assert not field.isChecked()


@pytest.fixture
def box(theme: Theme, shown: Shown) -> FieldBox:
    box = FieldBox("E-mail", LineField(theme), theme, "For the quote.", optional="if they have one")
    shown(box)
    return box


def below(box: FieldBox) -> Label:
    return box.findChildren(Label)[-1]


def test_a_fault_stands_below_and_keeps_what_was_typed(box: FieldBox) -> None:
    QTest.keyClicks(box.editor, "marion@example")
    box.set_error("The part after the dot is missing. Kept as typed.")
    assert box.editor.value() == "marion@example"
    assert box.error == below(box).text() == "The part after the dot is missing. Kept as typed."
    assert box.editor.accessibleDescription() == box.error
    assert box.editor.property("state") == "error"


def test_typing_on_takes_the_fault_away(box: FieldBox) -> None:
    box.set_error("Missing.")
    QTest.keyClicks(box.editor, "m")
    assert box.error == ""
    assert below(box).text() == "For the quote."
    assert box.editor.property("state") == ""


@pytest.fixture
def price(theme: Theme, shown: Shown) -> FieldBox:
    def check(text: str) -> str:
        return "" if text.isdecimal() else "This is not an amount."

    box = FieldBox("Price", LineField(theme), theme, "Without tax.", check=check)
    shown(box, LineField(theme, name="next"))
    box.editor.setFocus()
    return box


def test_what_cannot_be_read_is_marked_when_the_field_is_left(price: FieldBox) -> None:
    QTest.keyClicks(price.editor, "much")
    assert price.error == ""
    QTest.keyClick(price.editor, Qt.Key.Key_Tab)
    assert price.error == below(price).text() == "This is not an amount."
    assert price.editor.property("state") == "error"
    assert price.editor.value() == "much"


def test_enter_marks_it_too(price: FieldBox) -> None:
    QTest.keyClicks(price.editor, "much")
    QTest.keyClick(price.editor, Qt.Key.Key_Return)
    assert price.error == "This is not an amount."


def test_the_mark_goes_as_soon_as_it_can_be_read(price: FieldBox) -> None:
    QTest.keyClicks(price.editor, "99x")
    QTest.keyClick(price.editor, Qt.Key.Key_Tab)
    price.editor.setFocus()
    QTest.keyClicks(price.editor, "y")
    assert price.error == "This is not an amount."
    for _ in "xy":
        QTest.keyClick(price.editor, Qt.Key.Key_Backspace)
    assert price.error == ""
    assert below(price).text() == "Without tax."


def test_an_empty_field_that_is_left_is_not_wrong(price: FieldBox) -> None:
    QTest.keyClicks(price.editor, "m")
    QTest.keyClick(price.editor, Qt.Key.Key_Backspace)
    QTest.keyClick(price.editor, Qt.Key.Key_Tab)
    assert price.error == ""


def test_nothing_moves_under_a_mouse_that_is_held(qtbot: QtBot, price: FieldBox) -> None:
    QTest.keyClicks(price.editor, "much")
    window = price.window()
    other = window.findChild(LineField, "next")
    assert isinstance(other, LineField)
    place = other.mapTo(window, other.rect().center())
    left = Qt.MouseButton.LeftButton
    QTest.mousePress(window.windowHandle(), left, Qt.KeyboardModifier.NoModifier, place)
    assert other.hasFocus()
    assert price.error == ""
    QTest.mouseRelease(window.windowHandle(), left, Qt.KeyboardModifier.NoModifier, place)
    qtbot.waitUntil(lambda: price.error == "This is not an amount.")


def test_the_label_names_the_editor(box: FieldBox) -> None:
    assert box.editor.accessibleName() == "E-mail"
    buddies = [label.buddy() for label in box.findChildren(Label)]
    assert box.editor in buddies
