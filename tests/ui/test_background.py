import subprocess
import sys
import threading

import pytest
from pytestqt.qtbot import QtBot

from tradesman import paths
from tradesman.book.errors import BookError
from tradesman.ui.background import Background


@pytest.fixture
def background(qtbot: QtBot) -> Background:
    return Background()


def test_work_is_done_beside_the_window_and_answered_in_it(background: Background, qtbot: QtBot) -> None:
    answers: list[tuple[int, int]] = []
    failures: list[str] = []
    background.run(threading.get_ident, lambda value: answers.append((value, threading.get_ident())), failures.append)
    qtbot.waitUntil(lambda: bool(answers))
    worked, answered = answers[0]
    assert answered == threading.get_ident() != worked


def test_a_known_fault_is_its_sentence(background: Background, qtbot: QtBot) -> None:
    def fail() -> None:
        raise BookError("The disk is full. Nothing was changed.")

    answers: list[str] = []
    background.run(fail, answers.append, answers.append)
    qtbot.waitUntil(lambda: bool(answers))
    assert answers == ["The disk is full. Nothing was changed."]


def test_an_unknown_fault_is_noted_without_its_words(background: Background, qtbot: QtBot) -> None:
    def fail() -> None:
        raise KeyError("Leah Novak")

    answers: list[str] = []
    background.run(fail, answers.append, answers.append)
    qtbot.waitUntil(lambda: bool(answers))
    assert "KeyError" in answers[0]
    assert "Leah" not in answers[0]
    logged = paths.log_file().read_text()
    assert "KeyError" in logged
    assert "Leah" not in logged


def test_waiting_ends_when_the_work_has(background: Background) -> None:
    done = threading.Event()
    background.run(done.set, lambda _value: None, lambda _sentence: None)
    background.wait()
    assert done.is_set()


GONE = """
import time
from PySide6.QtCore import QCoreApplication, QEvent, QObject
from tradesman.ui.background import Background
qt = QCoreApplication([])
owner = QObject()
background = Background(owner)
background.run(lambda: time.sleep(0.2), print, print)
background.run(lambda: print("begun"), print, print)
owner.deleteLater()
QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
print("gone")
"""


def test_it_can_go_while_something_is_being_done() -> None:
    """In a program of its own, which would stand still for ever."""
    said = subprocess.run([sys.executable, "-c", GONE], capture_output=True, text=True, timeout=60, check=False)
    assert (said.stdout, said.returncode) == ("gone\n", 0)
