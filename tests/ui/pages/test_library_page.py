"""The library: the price book and what is promised."""

from collections.abc import Callable

from PySide6.QtWidgets import QAbstractButton, QWidget

from tests.ui.conftest import Hand
from tradesman.ui.desk import Desk
from tradesman.ui.pages.library_page import LibraryPage
from tradesman.ui.theme import Theme

Show = Callable[..., Hand]


def test_it_has_what_quotes_are_made_of(desk: Desk, theme: Theme, show: Show) -> None:
    hand = show(LibraryPage(desk, theme))
    tabs = hand.find(QWidget, "library_tab").findChildren(QAbstractButton)
    assert [tab.text() for tab in tabs if tab.isVisible()] == ["Price book", "Guarantees and terms"]
    hand.press("library_tab_promises")
    assert hand.find(QAbstractButton, "guarantee_add").isEnabled()
    assert not any(button.isVisible() for button in hand.window.findChildren(QAbstractButton, "price_add"))
