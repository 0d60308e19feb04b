from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog, QWidget
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


@pytest.mark.parametrize(("answer", "path"), [("", None), ("/stick/a", Path("/stick/a"))])
def test_what_is_there_is_taken_as_it_is(
    parent: QWidget, monkeypatch: pytest.MonkeyPatch, answer: str, path: Path | None
) -> None:
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_args: (answer, ""))
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_args: answer)
    assert Pickers().file(parent, "Choose", Path("/stick"), "Backups (*.zip)") == path
    assert Pickers().folder(parent, "Choose", Path("/stick")) == path
