"""Menus are opened from a button and chosen from by key."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tradesman.ui.theme import Theme
from tradesman.ui.widgets.buttons import Button
from tradesman.ui.widgets.menu import Menu

from .conftest import Shown


@pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
def test_a_choice_by_key(qtbot: QtBot, theme: Theme, shown: Shown) -> None:
    button = Button("Export", theme, icon="share")
    shown(button)
    menu = Menu(theme, button, words="Export as")
    menu.add_choice("CSV", "table", "for a spreadsheet")
    pdf = menu.add_choice("PDF", "file-text", name="pdf")
    button.setMenu(menu)
    menu.popup(button.mapToGlobal(QPoint(0, 44)))
    QTest.keyClick(menu, Qt.Key.Key_Down)
    QTest.keyClick(menu, Qt.Key.Key_Down)
    with qtbot.waitSignal(pdf.triggered):
        QTest.keyClick(menu, Qt.Key.Key_Return)
    assert not menu.isVisible()
    assert menu.accessibleName() == "Export as"


def test_no_choice_is_turned_round(theme: Theme, shown: Shown) -> None:
    button = Button("To whom", theme)
    shown(button)
    choice = Menu(theme, button).add_choice("Ring \u202eLeah\u2067 back", hint="Ctrl R")
    assert choice.text() == "Ring Leah back\tCtrl R"
