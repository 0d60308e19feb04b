"""Forms are declared, read and checked."""

import json
from datetime import date, time
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from tradesman.ui.theme import Theme
from tradesman.ui.widgets.dates import TimeField
from tradesman.ui.widgets.form import Field, Form, FormDialog
from tradesman.ui.widgets.labels import Label

from .conftest import Shown


def has_dot(value: Any) -> str:
    return "" if not value or "." in value else "The part after the dot is missing. Kept as typed."


FIELDS = (
    Field("who", "Who?", required=True),
    Field("mail", "E-mail", check=has_dot, half=True),
    Field("how", "How did it come in?", "choice", choices=(("phone", "Phone"), ("web", "Web")), half=True),
    Field("words", "What is wrong?", "text", default="No water"),
    Field("bad", "How bad is it?", "segment", choices=((1, "Danger"), (2, "Can wait")), required=True),
    Field("day", "Day", "date", help="When may you come?"),
    Field("at", "Time", "time"),
    Field("agreed", "They agreed", "check"),
    Field("quiet", "Do not contact", "switch"),
)


@pytest.fixture
def form(theme: Theme, shown: Shown) -> Form:
    form = Form(FIELDS, theme, today=lambda: date(2026, 10, 13))
    shown(form)
    return form


def test_every_kind_of_field_gives_what_it_got(form: Form) -> None:
    values = {
        "who": "Leah Novak",
        "mail": "leah@example.org",
        "how": "web",
        "words": "Water on the floor",
        "bad": 2,
        "day": date(2026, 10, 16),
        "at": time(13, 30),
        "agreed": True,
        "quiet": True,
    }
    form.set_values(values)
    assert form.values() == values


def test_a_heading_stands_above_what_follows_and_halves_begin_anew_below_it(theme: Theme, shown: Shown) -> None:
    fields = [
        Field("one", "One", "check", half=True),
        Field("two", "Two", "check", half=True, heading="Where"),
        Field("three", "Three", "check", half=True),
    ]
    form = Form(fields, theme)
    shown(form)
    [heading] = [label for label in form.findChildren(Label) if label.text() == "Where"]
    one, two, three = (form.box(key).geometry() for key in ("one", "two", "three"))
    assert one.bottom() < heading.y() < heading.geometry().bottom() < two.y()
    assert (two.x(), two.y()) == (one.x(), three.y())


def test_what_stands_in_it_goes_through_a_file_and_comes_back(form: Form) -> None:
    form.set_values({"who": "Leah\u00a0Novak", "how": "web", "words": "", "day": date(2026, 10, 16), "agreed": True})
    at = form.box("at").editor
    assert isinstance(at, TimeField)
    at.setText("half past x")
    before = form.values()
    kept = json.loads(json.dumps(form.draft()))
    assert kept == {
        "who": "Leah\u00a0Novak",
        "how": "web",
        "day": "2026-10-16",
        "at": "half past x",
        "agreed": True,
    }
    form.show_draft({})
    assert form.draft() == {}
    form.show_draft({**kept, "gone": "x"})
    assert form.values() == before
    assert at.text() == "half past x"


def test_defaults_stand_at_first(form: Form) -> None:
    assert form.values()["words"] == "No water"
    assert form.values()["day"] is None


def test_every_fault_is_shown_and_the_first_has_the_focus(form: Form) -> None:
    QTest.keyClicks(form.box("mail").editor, "leah@example")
    QTest.keyClicks(form.box("day").editor, "someday")
    assert not form.check()
    assert form.box("who").error == "This is needed."
    assert form.box("mail").error == "The part after the dot is missing. Kept as typed."
    assert form.box("bad").error == "This is needed."
    assert form.box("day").error == "This is not a day. Try 16/10 or Friday."
    assert form.box("who").editor.hasFocus()
    assert form.box("mail").editor.value() == "leah@example"


@pytest.mark.parametrize(
    ("key", "typed", "fault", "mended"),
    [
        ("day", "31 Feb", "This is not a day. Try 16/10 or Friday.", "28 Feb"),
        ("day", "soonish", "This is not a day. Try 16/10 or Friday.", "fri"),
        ("at", "25:99", "This is not a time. Try 9:30.", "15:59"),
        ("mail", "leah@example", "The part after the dot is missing. Kept as typed.", "leah@example.org"),
    ],
)
def test_what_cannot_be_read_is_marked_when_left(form: Form, key: str, typed: str, fault: str, mended: str) -> None:
    box = form.box(key)
    editor: Any = box.editor
    editor.setFocus()
    QTest.keyClicks(editor, typed)
    QTest.keyClick(editor, Qt.Key.Key_Tab)
    assert (box.error, editor.text()) == (fault, typed)
    editor.setFocus()
    editor.selectAll()
    QTest.keyClicks(editor, mended)
    assert box.error == ""
    assert form.box("who").error == ""  # that it is needed is said when it is sent


def test_hidden_fields_are_not_asked_for(form: Form) -> None:
    form.box("who").hide()
    form.set_values({"bad": 1})
    assert form.check()


def test_halves_stand_side_by_side(form: Form) -> None:
    assert form.box("mail").y() == form.box("how").y()
    assert form.box("mail").width() < form.box("who").width() / 2


def test_a_fault_from_outside(form: Form) -> None:
    form.set_error("mail", "This address bounced.")
    assert form.box("mail").error == "This address bounced."


@pytest.fixture
def dialog(window: QWidget, theme: Theme) -> FormDialog:
    dialog = FormDialog(window, "New promise", theme, FIELDS[:2], "Promise")
    dialog.open()
    return dialog


def test_faults_hold_the_dialog_open(qtbot: QtBot, dialog: FormDialog) -> None:
    who = dialog.form.box("who").editor
    with qtbot.assertNotEmitted(dialog.submitted):
        QTest.keyClick(who, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClicks(who, "Ruth Okafor")
    with qtbot.waitSignal(dialog.submitted) as caught:
        QTest.keyClick(who, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert caught.args == [{"who": "Ruth Okafor", "mail": ""}]
    assert dialog.isVisible()


def test_cancel_leaves(qtbot: QtBot, dialog: FormDialog) -> None:
    dialog.set_values({"who": "Ruth"})
    assert dialog.values()["who"] == "Ruth"
    cancel = dialog.findChild(QWidget, "cancel")
    assert isinstance(cancel, QWidget)
    with qtbot.waitSignal(dialog.closed):
        QTest.mouseClick(cancel, Qt.MouseButton.LeftButton)
