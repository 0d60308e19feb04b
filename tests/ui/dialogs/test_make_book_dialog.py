from collections.abc import Callable
from datetime import datetime

import pytest
from pytestqt.qtbot import QtBot

from tests.ui.conftest import Hand
from tradesman import paths
from tradesman.book import store
from tradesman.services import businesses
from tradesman.ui.dialogs.make_book_dialog import MakeBookDialog
from tradesman.ui.theme import Theme


@pytest.mark.parametrize("tax", ["NaN", "sNaN", "Infinity", "20.005", "101", "-1", "twenty", "1e3"])
def test_a_tax_that_is_none_is_said_below_and_kept_as_typed(
    show: Callable[..., Hand], theme: Theme, now: datetime, tax: str
) -> None:
    hand = show()
    dialog = MakeBookDialog(hand.window, theme, lambda: now)
    dialog.open()
    hand.type("name", "Rowan Home Services")
    hand.type("tax", tax)
    hand.press("main")
    assert "Try 20 or 5.5" in dialog.form.box("tax").error
    assert dialog.form.values()["tax"] == tax
    assert not paths.home().exists() or not list(paths.home().glob("*.tradesman"))


@pytest.mark.parametrize(("tax", "rate_bp"), [("20", 2000), ("5.5 %", 550), ("", 0)])
def test_the_tax_of_a_new_book_is_what_was_typed(
    show: Callable[..., Hand], theme: Theme, now: datetime, qtbot: QtBot, tax: str, rate_bp: int
) -> None:
    hand = show()
    dialog = MakeBookDialog(hand.window, theme, lambda: now)
    dialog.open()
    hand.type("name", "Rowan Home Services")
    hand.type("tax", tax)
    with qtbot.waitSignal(dialog.made) as made:
        hand.press("main")
    book = store.open_book(made.args[0], now)
    with book.read(now) as session:
        assert businesses.current(session).tax_bp(businesses.today(session)) == rate_bp
    book.close()
