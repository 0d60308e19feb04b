"""What is copied outlives the program, and the program ends well all the same."""

import subprocess
import sys

import pytest
from PySide6.QtGui import QClipboard
from PySide6.QtWidgets import QApplication

from tradesman.ui import clipboard

LEFT = """
from PySide6.QtWidgets import QApplication
from tradesman.ui import clipboard
qt = QApplication([])
clipboard.put("Kind words", "<b>Kind words</b>")
print("left")
"""


def test_words_are_there_as_text_and_as_html_and_as_nothing_else(qapp: QApplication) -> None:
    clipboard.put("Kind & short", "<b>Kind &amp; short</b>")
    found = clipboard.pasted()
    assert (found.text(), found.html()) == ("Kind & short", "<b>Kind &amp; short</b>")
    assert sorted(found.formats()) == ["text/html", "text/plain"]


def test_a_program_ends_well_that_leaves_words_there() -> None:
    """In a program of its own, which would crash on its way out."""
    said = subprocess.run([sys.executable, "-c", LEFT], capture_output=True, text=True, timeout=60, check=False)
    assert (said.stdout.strip(), said.returncode) == ("left", 0)


def test_what_went_with_its_program_is_nothing(qapp: QApplication, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(QClipboard, "mimeData", lambda _self: None)  # as Qt has it then
    assert clipboard.pasted().formats() == []
