from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QGuiApplication, QWheelEvent
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from tradesman.ui.theme import Theme
from tradesman.ui.widgets.field_box import FieldBox
from tradesman.ui.widgets.fields import ChoiceField, LineField, TextField
from tradesman.ui.widgets.keeper import Keeper


class Desk:
    """Keeps everything but what is too long."""

    def __init__(self) -> None:
        self.kept: list[tuple[str, Any]] = []

    def keep(self, key: str, value: Any, refuse: Callable[[str], None]) -> None:
        if len(str(value)) > 9:
            refuse("Too long. Kept as typed.")
        else:
            self.kept.append((key, value))


@pytest.fixture
def desk() -> Desk:
    return Desk()


@pytest.fixture
def fields(qtbot: QtBot, theme: Theme, desk: Desk) -> dict[str, Any]:
    """A name, an address and a country, shown in a window."""
    made: dict[str, Any] = {
        "name": LineField(theme, name="name"),
        "address": TextField(theme, name="address"),
        "country": ChoiceField([("GB", "Britain"), ("FR", "France"), ("DE", "Germany")], theme, name="country"),
    }
    window = QWidget()
    qtbot.addWidget(window)
    column = QVBoxLayout(window)
    keeper = Keeper(window, desk.keep)
    for key, editor in made.items():
        box = FieldBox(key, editor, theme)
        keeper.watch(key, box, needed=key == "name")
        column.addWidget(box)
    keeper.show({"name": "Sam", "address": "Mill Lane", "country": "GB"})
    made |= {"keeper": keeper, "window": window}  # which would be gone otherwise
    with qtbot.waitExposed(window):
        window.show()
    window.activateWindow()
    qtbot.waitActive(window)
    return made


def write(qtbot: QtBot, field: Any, text: str) -> None:
    field.setFocus()
    field.selectAll()
    qtbot.keyClicks(field, text)


def test_showing_keeps_nothing(fields: dict[str, Any], desk: Desk) -> None:
    assert (fields["name"].value(), fields["country"].value(), desk.kept) == ("Sam", "GB", [])


def test_text_of_several_lines_is_kept_when_it_is_left(qtbot: QtBot, fields: dict[str, Any], desk: Desk) -> None:
    write(qtbot, fields["address"], "Yard")
    assert desk.kept == []
    qtbot.keyClick(fields["address"], Qt.Key.Key_Tab)
    assert desk.kept == [("address", "Yard")]


def test_a_choice_that_is_moved_through_with_keys_is_kept_when_it_is_left(
    qtbot: QtBot, fields: dict[str, Any], desk: Desk
) -> None:
    country = fields["country"]
    country.setFocus()
    qtbot.keyClick(country, Qt.Key.Key_Down)
    qtbot.keyClick(country, Qt.Key.Key_Down)
    assert desk.kept == []
    fields["name"].setFocus()
    assert desk.kept == [("country", "DE")]


def test_a_choice_from_the_open_list_is_kept_at_once(qtbot: QtBot, fields: dict[str, Any], desk: Desk) -> None:
    country = fields["country"]
    qtbot.mouseClick(country, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(country.view().isVisible)
    country.view().setCurrentIndex(country.model().index(1, 0))
    qtbot.keyClick(country.view(), Qt.Key.Key_Return)
    assert desk.kept == [("country", "FR")]


def test_a_wheel_is_many_steps_that_are_kept_as_one(qtbot: QtBot, fields: dict[str, Any], desk: Desk) -> None:
    country = fields["country"]
    country.setFocus()
    turn = QWheelEvent(
        QPointF(5, 5),
        QPointF(country.mapToGlobal(QPoint(5, 5))),
        QPoint(),
        QPoint(0, -120),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(country, turn)
    assert (country.value(), desk.kept) == ("FR", [])
    fields["name"].setFocus()
    assert desk.kept == [("country", "FR")]


def test_what_is_refused_stays_as_typed_until_it_is_another(qtbot: QtBot, fields: dict[str, Any], desk: Desk) -> None:
    name = fields["name"]
    write(qtbot, name, "Sam the Plumber")
    qtbot.keyClick(name, Qt.Key.Key_Return)
    box = name.parentWidget()
    assert (name.value(), box.error) == ("Sam the Plumber", "Too long. Kept as typed.")
    write(qtbot, name, "Sam")
    qtbot.keyClick(name, Qt.Key.Key_Return)
    assert (box.error, desk.kept) == ("", [])


def test_escape_is_the_fields_only_while_it_is_changed(qtbot: QtBot, fields: dict[str, Any], desk: Desk) -> None:
    name = fields["name"]
    write(qtbot, name, "Ann")
    qtbot.keyClick(name, Qt.Key.Key_Escape)
    assert (name.value(), desk.kept) == ("Sam", [])
    heard: list[int] = []
    name.window().keyPressEvent = lambda event: heard.append(event.key())
    qtbot.keyClick(name, Qt.Key.Key_Escape)
    assert heard == [Qt.Key.Key_Escape]


def test_a_field_left_with_the_mouse_is_kept_once_the_button_is_up(
    qtbot: QtBot, fields: dict[str, Any], desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    down = [Qt.MouseButton.LeftButton]
    monkeypatch.setattr(QGuiApplication, "mouseButtons", lambda: down[0])
    write(qtbot, fields["name"], "Ann")
    fields["address"].setFocus()
    assert desk.kept == []
    down[0] = Qt.MouseButton.NoButton
    qtbot.waitUntil(lambda: desk.kept == [("name", "Ann")])
