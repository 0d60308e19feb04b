"""A line of a card opens something and never cuts what stands at its right."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tradesman.ui.theme import Theme
from tradesman.ui.widgets.card_line import CardLine

from .conftest import Shown


@pytest.mark.parametrize(("behind", "kind"), [("Booked", "info"), ("£1,260.00", ""), ("", "")])
def test_it_reads_as_one_and_opens(qtbot: QtBot, theme: Theme, shown: Shown, behind: str, kind: str) -> None:
    line = CardLine("Ash branch over the garage", behind, theme, kind, name="line")
    shown(line)
    assert line.accessibleName() == ", ".join(part for part in ("Ash branch over the garage", behind) if part)
    with qtbot.waitSignal(line.clicked):
        QTest.mouseClick(line, Qt.MouseButton.LeftButton)
    line.setFocus()
    with qtbot.waitSignal(line.clicked):
        QTest.keyClick(line, Qt.Key.Key_Return)
    line.setFixedWidth(line.minimumSizeHint().width())
    assert not line.grab().isNull()
