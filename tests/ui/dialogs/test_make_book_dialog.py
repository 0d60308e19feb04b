from collections.abc import Callable
from datetime import datetime

import pytest
from pytestqt.qtbot import QtBot

from tests.ui.conftest import Hand
from tradesman import paths
from tradesman.book import store
from tradesman.services import businesses, plans
from tradesman.ui.dialogs.make_book_dialog import MakeBookDialog
from tradesman.ui.theme import Theme
from tradesman.ui.widgets.chips import Chip


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


def made_whys(dialog: MakeBookDialog, hand: Hand, qtbot: QtBot, now: datetime) -> list[str]:
    with qtbot.waitSignal(dialog.made) as made:
        hand.press("main")
    book = store.open_book(made.args[0], now)
    with book.read(now) as session:
        found = [why.words for why in plans.whys(session)]
    book.close()
    return found


def test_up_to_three_whys_are_picked_with_one_click_each(
    show: Callable[..., Hand], theme: Theme, now: datetime, qtbot: QtBot
) -> None:
    hand = show()
    dialog = MakeBookDialog(hand.window, theme, lambda: now)
    dialog.open()
    hand.type("name", "Rowan Home Services")
    for number in (3, 0, 1):
        hand.press(f"why_pick_{number}")
    waiting = [chip for chip in dialog.findChildren(Chip) if not chip.isEnabled()]
    assert len(waiting) == 3
    hand.press("why_pick_1")
    assert all(chip.isEnabled() for chip in dialog.findChildren(Chip))
    hand.press("why_pick_2")
    assert made_whys(dialog, hand, qtbot, now) == ["Fewer lost calls", "More recommendations", "Quieter evenings"]


def test_no_why_is_needed(show: Callable[..., Hand], theme: Theme, now: datetime, qtbot: QtBot) -> None:
    hand = show()
    dialog = MakeBookDialog(hand.window, theme, lambda: now)
    dialog.open()
    hand.type("name", "Rowan Home Services")
    assert made_whys(dialog, hand, qtbot, now) == []
