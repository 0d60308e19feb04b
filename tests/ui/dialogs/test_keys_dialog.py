from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from tests.ui.conftest import Hand
from tradesman.ui.commands import Command
from tradesman.ui.dialogs.keys_dialog import KeysDialog
from tradesman.ui.theme import Theme

COMMANDS = [
    Command("New enquiry", "plus", "Ctrl+N", lambda: None),
    Command("Settings", "settings", "", lambda: None),
]


def said(dialog: KeysDialog) -> list[str]:
    return [label.text() for label in dialog.findChildren(QLabel) if label.isVisible()]


def test_the_keys_of_the_page_stand_beside_those_of_the_window(show: Callable[..., Hand], theme: Theme) -> None:
    hand = show()
    dialog = KeysDialog(hand.window, theme, COMMANDS, (("S", "Snooze it"),))
    dialog.open()
    words = said(dialog)
    assert {"On this page", "S", "Snooze it", "Everywhere", "Ctrl N", "New enquiry"} <= set(words)
    assert "Settings" not in words
    hand.press("main", dialog)
    assert hand.no_sheet()


def test_a_page_without_keys_shows_those_of_the_window_alone(show: Callable[..., Hand], theme: Theme) -> None:
    hand = show()
    dialog = KeysDialog(hand.window, theme, COMMANDS, ())
    dialog.open()
    assert "On this page" not in said(dialog)
    hand.qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert hand.no_sheet()


def test_in_a_small_window_the_page_keys_scroll_to_the_last(show: Callable[..., Hand], theme: Theme) -> None:
    hand = show(height=360)
    many = [Command(f"Go to page {number}", "sun", f"Ctrl+{number}", lambda: None) for number in range(20)]
    dialog = KeysDialog(hand.window, theme, many, ())
    dialog.open()
    last = next(label for label in dialog.findChildren(QLabel) if label.text() == "Go to page 19")
    assert last.visibleRegion().isEmpty()
    for _ in range(4):
        hand.qtbot.keyClick(dialog, Qt.Key.Key_PageDown)
    assert not last.visibleRegion().isEmpty()
    for _ in range(4):
        hand.qtbot.keyClick(dialog, Qt.Key.Key_PageUp)
    assert last.visibleRegion().isEmpty()
