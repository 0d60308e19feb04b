"""The quote editor without a mouse: three options, nine lines from the price book, and how many keys that takes."""

from datetime import datetime
from uuid import UUID

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.ui.stage import Stage
from tradesman.book.enquiry import CameBy
from tradesman.book.quote import Quote
from tradesman.book.store import Book
from tradesman.services import customers, enquiries, prices, quotes
from tradesman.ui.pages.quote_page import QuotePage
from tradesman.ui.theme import Theme

ITEMS = {
    "Vented cylinder": 42000,
    "Unvented cylinder": 84500,
    "Heat pump": 189000,
    "Safety valve": 16500,
    "Labour": 4800,
}
KEYS = 96  # 20 of them are the words of the reason
CTRL, NONE = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.NoModifier


class Keys:
    """Presses keys where the keyboard is, and counts them."""

    def __init__(self, stage: Stage) -> None:
        self.stage, self.count = stage, 0

    def press(self, key: Qt.Key, modifier: Qt.KeyboardModifier = NONE) -> None:
        focus = self.stage.window.focusWidget()
        assert focus is not None
        self.stage.qtbot.keyClick(focus, key, modifier)
        QApplication.processEvents()
        self.count += 1

    def type(self, text: str) -> None:
        focus = self.stage.window.focusWidget()
        assert focus is not None
        self.stage.qtbot.keyClicks(focus, text)
        self.count += len(text)

    def tab_to(self, name: str) -> None:
        for _ in range(40):
            if self.stage.find(name).hasFocus():
                return
            self.press(Qt.Key.Key_Tab)
        raise AssertionError(f"Tab does not reach {name}")


@pytest.fixture
def quote_id(book: Book, now: datetime) -> UUID:
    with book.write("Quote", now) as session:
        for words, price in ITEMS.items():
            prices.add(session, words, price)
        customer = customers.add(session, "Marion Ellis")
        enquiry = enquiries.log(session, customer.id, "Water heater", CameBy.PHONE, answered_live=True)
        enquiries.ask(session, enquiry.id, "Who showers?", "Three of us", "3 showers in a row")
        return quotes.draft(session, enquiry.id, "Replace water heater").id


def test_three_options_and_nine_lines_by_keys_alone(
    qtbot: QtBot, book: Book, now: datetime, theme: Theme, quote_id: UUID
) -> None:
    stage = Stage(qtbot, book, now, theme)
    stage.show(QuotePage, quote_id).take_focus()
    keys = Keys(stage)
    keys.tab_to("quote_add_all")
    keys.press(Qt.Key.Key_Return)
    assert stage.find("option_add_line_0").hasFocus()
    for number, lines in enumerate((("ven", "saf", "6x lab"), ("unv", "saf", "11x lab"), ("hea", "saf", "16x lab"))):
        keys.tab_to(f"option_add_line_{number}")
        for line in lines:
            keys.type(line)
            keys.press(Qt.Key.Key_Return)
        if number == 1:
            keys.press(Qt.Key.Key_B, CTRL)
            keys.type("Hot water for three.")
            keys.press(Qt.Key.Key_Return, CTRL)
    quote = stage.desk.ask(lambda session: session.load(Quote, quote_id))
    assert [[(line.words, line.quantity_thousandths) for line in option.lines] for option in quote.in_order] == [
        [("Vented cylinder", 1000), ("Safety valve", 1000), ("Labour", 6000)],
        [("Unvented cylinder", 1000), ("Safety valve", 1000), ("Labour", 11000)],
        [("Heat pump", 1000), ("Safety valve", 1000), ("Labour", 16000)],
    ]
    assert quote.best_value is not None
    assert quote.best_value.position == 2
    assert stage.failures == []
    assert keys.count == KEYS
