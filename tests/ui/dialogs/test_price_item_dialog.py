"""An item or a kit is typed in, with what is kept of its price in sight."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from tests.ui.conftest import Hand
from tradesman.book.store import Session
from tradesman.services import businesses, kits, prices
from tradesman.services.price_index import PriceRow
from tradesman.ui.desk import Desk
from tradesman.ui.dialogs.price_item_dialog import PriceItemDialog
from tradesman.ui.parts.price_words import PriceWords
from tradesman.ui.theme import Theme
from tradesman.ui.widgets.labels import Label

Show = Callable[..., Hand]


class Opened:
    """A sheet over an empty window."""

    def __init__(self, hand: Hand, desk: Desk, theme: Theme) -> None:
        self.hand, self.desk, self.theme = hand, desk, theme

    def sheet(self, item_id: UUID | None = None) -> Any:
        PriceItemDialog(self.hand.window, self.desk, self.theme, PriceWords(self.desk), item_id)
        return self.hand.sheet("price_item")

    def seen(self, name: str) -> str:
        return self.hand.find(Label, name).text()

    def sees(self, name: str) -> bool:
        return any(widget.isVisible() for widget in self.hand.window.findChildren(QWidget, name))

    def row(self, words: str) -> PriceRow:
        return self.desk.ask(prices.find, words)[0]


@pytest.fixture
def opened(desk: Desk, theme: Theme, show: Show) -> Opened:
    return Opened(show(), desk, theme)


def stocked(session: Session) -> None:
    prices.add(session, "Tap", 4_000, code="T1", cost_minor=3_000, supplier="Pipes")
    prices.add(session, "Pipe", 333, code="P15", cost_minor=100, unit="m")


def test_an_item_is_added_with_all_it_has(opened: Opened) -> None:
    hand, sheet = opened.hand, opened.sheet()
    assert sheet.form.box("words").editor.hasFocus()
    hand.press("main", sheet)
    assert [sheet.form.box(key).error for key in ("words", "price")] == ["This is needed."] * 2
    for field, typed in (
        ("words", "Mixer tap"),
        ("code", "MX"),
        ("unit", "pc"),
        ("price", "1,250"),
        ("cost", "1,000.50"),
        ("supplier", "Pipes"),
        ("tax", "5.5"),
    ):
        hand.type(field, typed, sheet)
    assert opened.seen("price_keeps") == "You keep £249.50, 20%."
    hand.press("main", sheet)
    assert hand.no_sheet()
    assert opened.row("mixer")[1:8] == ("MX", "Mixer tap", "pc", 100_050, 125_000, 550, "Pipes")
    assert opened.desk.undo() == "Item added"


def test_a_price_that_cannot_be_read_is_marked_and_kept_as_typed(opened: Opened) -> None:
    hand, sheet = opened.hand, opened.sheet()
    for field, typed, fault in (
        ("price", "1.250,00", "This is not an amount"),
        ("cost", "abc", "This is not an amount"),
        ("tax", "120", "between 0 and 100"),
    ):
        hand.type(field, typed, sheet)
        hand.press("main", sheet)
        assert fault in sheet.form.box(field).error
        assert sheet.form.box(field).editor.text() == typed
    assert not opened.sees("price_keeps")
    assert opened.desk.ask(prices.find, "") == []


def test_an_item_is_changed_and_a_code_that_is_taken_is_said(opened: Opened) -> None:
    opened.desk.do(stocked, label="Prices")
    hand, sheet = opened.hand, opened.sheet(opened.row("tap").id)
    assert not opened.sees("kind")
    assert sheet.values() == {
        "kind": "item",
        "words": "Tap",
        "code": "T1",
        "unit": "",
        "price": "40.00",
        "cost": "30.00",
        "supplier": "Pipes",
        "tax": "",
    }
    hand.type("code", "p15", sheet)
    hand.type("price", "20", sheet)
    assert opened.seen("price_keeps") == "You keep -£10.00, -50%."
    hand.press("main", sheet)
    assert opened.seen("error").startswith("The code p15 belongs to “Pipe”.")
    hand.type("code", "T2", sheet)
    hand.type("cost", " ", sheet)
    hand.press("main", sheet)
    assert opened.row("tap")[1:6] == ("T2", "Tap", "", 0, 2_000)


def test_prices_are_typed_as_the_business_enters_them(opened: Opened) -> None:
    opened.desk.do(businesses.change, prices_gross=True, currency="JPY", label="Yen")
    hand, sheet = opened.hand, opened.sheet()
    assert sheet.form.box("price").editor.accessibleName() == "Price for one, tax included"
    hand.type("words", "Tap", sheet)
    hand.type("price", "12.5", sheet)
    hand.press("main", sheet)
    assert "no decimals" in sheet.form.box("price").error
    hand.type("price", "1,200", sheet)
    hand.type("cost", "800", sheet)
    assert opened.seen("price_keeps") == "You keep JP¥200, 20%."
    hand.press("main", sheet)
    assert opened.row("tap").price_minor == 1_200


def test_a_kit_is_put_together_by_typing_alone(opened: Opened, qtbot: QtBot) -> None:
    opened.desk.do(stocked, label="Prices")
    hand, sheet = opened.hand, opened.sheet()
    hand.choose("kind", "Kit of items")
    assert not opened.sees("price")
    hand.type("words", "Basin", sheet)
    hand.press("main", sheet)
    assert any("at least one part" in label.text() for label in sheet.findChildren(Label) if label.isVisible())
    search: Any = hand.find(QWidget, "kit_search")
    assert hand.window.focusWidget() is search
    for typed, quantity in (("ta", "2"), ("p15", "1.5"), ("tap", "3")):
        qtbot.keyClicks(search, typed)
        qtbot.keyClick(search, Qt.Key.Key_Return)
        QApplication.processEvents()
        field: Any = hand.window.focusWidget()
        assert field.objectName().startswith("kit_quantity_")
        qtbot.keyClicks(field, quantity)
        qtbot.keyClick(field, Qt.Key.Key_Return)
        assert hand.window.focusWidget() is search
    assert opened.seen("kit_sum_1") == "£5.00"
    assert opened.seen("kit_total") == "Price £125.00, cost £91.50. It follows the prices of its parts."
    hand.press("main", sheet)
    assert hand.no_sheet()
    basin, tap, pipe = opened.row("basin"), opened.row("tap"), opened.row("pipe")
    assert basin.parts == ((tap.id, 3_000), (pipe.id, 1_500))
    assert basin.price_minor == 12_500
    assert opened.desk.undo() == "Kit added"


def test_a_kit_is_changed(opened: Opened, qtbot: QtBot) -> None:
    opened.desk.do(stocked, label="Prices")
    tap, pipe = opened.row("tap").id, opened.row("pipe").id
    kit = opened.desk.do(kits.make, "Basin", [(tap, 1_000), (pipe, 2_000)], label="Kit")
    assert kit is not None
    hand, sheet = opened.hand, opened.sheet(kit.id)
    assert [opened.seen(f"kit_part_{number}") for number in range(2)] == ["Tap", "Pipe"]
    search = hand.find(QWidget, "kit_search")
    qtbot.keyClicks(search, "basin")
    assert not opened.sees("kit_offers")  # a kit is not offered to itself
    hand.type("kit_search", "zzz")
    hand.type("kit_search", " ")
    hand.press("kit_remove_0")
    hand.type("kit_quantity_0", "much")
    assert opened.seen("kit_sum_0") == "£0.00"
    hand.press("main", sheet)
    assert opened.hand.sheet() is sheet
    hand.type("kit_quantity_0", "4")
    hand.press("main", sheet)
    assert opened.row("basin").parts == ((pipe, 4_000),)
