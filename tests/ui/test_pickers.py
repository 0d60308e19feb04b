from pathlib import Path

import pytest
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QColorDialog, QFileDialog, QWidget
from pytestqt.qtbot import QtBot

from tradesman.ui.pickers import Pickers


@pytest.fixture
def parent(qtbot: QtBot) -> QWidget:
    widget = QWidget()
    qtbot.addWidget(widget)
    return widget


@pytest.mark.parametrize(
    ("answer", "path"),
    [("", None), ("/stick/a.zip", Path("/stick/a.zip")), ("/stick/a", Path("/stick/a.zip"))],
)
def test_a_new_file_gets_the_ending_that_nobody_types(
    parent: QWidget, monkeypatch: pytest.MonkeyPatch, answer: str, path: Path | None
) -> None:
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_args, **_options: (answer, ""))
    assert Pickers().new_file(parent, "Back up", Path("/home/a.zip"), "Backups (*.zip)") == path


def test_nothing_is_replaced_unless_the_system_asked_about_its_name(
    parent: QWidget, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    there = tmp_path / "a.csv"
    there.touch()
    answers, asked = [str(tmp_path / "a"), str(there)], []

    def save(_parent: QWidget, _title: str, proposed: str, _kinds: str, **options: object) -> tuple[str, str]:
        asked.append((Path(proposed), options))
        return answers[len(asked) - 1], ""

    monkeypatch.setattr(QFileDialog, "getSaveFileName", save)
    assert Pickers().any_file(parent, "Where to?", tmp_path / "b.csv", "CSV (*.csv)") == there
    assert asked == [(tmp_path / "b.csv", {}), (there, {})]


@pytest.mark.parametrize(("answer", "path"), [("", None), ("/stick/a", Path("/stick/a"))])
def test_what_is_there_is_taken_as_it_is(
    parent: QWidget, monkeypatch: pytest.MonkeyPatch, answer: str, path: Path | None
) -> None:
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_args: (answer, ""))
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_args: answer)
    assert Pickers().file(parent, "Choose", Path("/stick"), "Backups (*.zip)") == path
    assert Pickers().folder(parent, "Choose", Path("/stick")) == path


@pytest.mark.parametrize(("answer", "colour"), [(QColor(), ""), (QColor("#14553b"), "#14553B")])
def test_a_colour_is_chosen_from_what_it_is(
    parent: QWidget, monkeypatch: pytest.MonkeyPatch, answer: QColor, colour: str
) -> None:
    began: list[str] = []

    def choose(now: QColor, *_asked: object) -> QColor:
        began.append(now.name())
        return answer

    monkeypatch.setattr(QColorDialog, "getColor", choose)
    assert [Pickers().colour(parent, "Choose", now) for now in ("", "#203040")] == [colour, colour]
    assert began == ["#ffffff", "#203040"]
