"""Prices are raised after every old and new one was seen, in one step."""

from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtWidgets import QWidget

from tests.ui.conftest import Hand
from tradesman.book.store import Session
from tradesman.services import price_raises, prices
from tradesman.services.price_index import View
from tradesman.ui.desk import Desk
from tradesman.ui.dialogs.raise_prices_dialog import RaisePricesDialog, read_raise
from tradesman.ui.parts.price_words import PriceWords
from tradesman.ui.theme import Theme
from tradesman.ui.widgets.buttons import Button
from tradesman.ui.widgets.labels import Label
from tradesman.ui.widgets.table import Table

Show = Callable[..., Hand]


def stocked(session: Session) -> None:
    prices.add(session, "Tap", 4_000, code="T1", cost_minor=3_000, supplier="shown")
    prices.add(session, "Pipe", 333, cost_minor=400, supplier="Müller")
    prices.add(session, "Credit", -500)


@pytest.fixture
def opened(desk: Desk, theme: Theme, show: Show) -> Callable[[View], tuple[Hand, Any]]:
    desk.do(stocked, label="Prices")

    def over(view: View) -> tuple[Hand, Any]:
        hand = show()
        RaisePricesDialog(hand.window, desk, theme, PriceWords(desk), view).open()
        return hand, hand.sheet("raise_prices")

    return over


def rows(hand: Hand) -> list[list[str]]:
    model = hand.find(Table, "raise_table").rows
    return [
        [model.data(model.index(row, column)) for column in range(model.columnCount())]
        for row in range(model.rowCount())
    ]


def amounts(desk: Desk) -> dict[str, tuple[int, int]]:
    return {row.words: (row.cost_minor, row.price_minor) for row in desk.ask(prices.find, "")}


def test_old_and_new_prices_are_seen_and_taken_back_in_one_go(opened: Any, desk: Desk) -> None:
    hand, sheet = opened(View())
    assert sheet.form.values()["which"] == "everything"
    assert hand.find(Button, "main", sheet).text() == "Raise 3 items"
    hand.press("main", sheet)
    assert sheet.form.box("percent").error == "This is needed."
    assert rows(hand)[2] == ["Tap", "£30.00", "£40.00", "—", "25%", "25%"]
    hand.type("percent", "4.5", sheet)
    assert rows(hand) == [
        ["Credit", "—", "-£5.00", "-£5.23", "—", "—"],
        ["Pipe", "£4.00", "£3.33", "£3.48", "-20%", "-15%"],
        ["Tap", "£30.00", "£40.00", "£41.80", "25%", "28%"],
    ]
    sheet.form.set_values({"step": 100})
    hand.choose("what", "Both")
    assert rows(hand)[2] == ["Tap", "£30.00 → £31.35", "£40.00", "£42.00", "25%", "25%"]
    table = hand.find(Table, "raise_table")
    tone = table.rows.columns[5].tone
    assert tone is not None
    assert [tone(table.rows.row(number)) for number in range(3)] == ["ink", "danger", "ink"]
    spoken = table._sentence(table.rows.row(2)) if hasattr(table, "_sentence") else sheet._sentence(table.rows.row(2))
    assert spoken == "Tap, from £40.00 to £42.00"
    labels: list[str] = []
    desk.stepped.connect(lambda label, _step: labels.append(label))
    hand.press("main", sheet)
    hand.qtbot.waitUntil(hand.no_sheet)
    assert labels == ["Prices raised by 4.5%"]
    assert amounts(desk) == {"Credit": (0, -500), "Pipe": (418, 400), "Tap": (3_135, 4_200)}
    desk.undo()
    assert amounts(desk) == {"Credit": (0, -500), "Pipe": (400, 333), "Tap": (3_000, 4_000)}


def test_a_supplier_of_any_name_is_chosen_and_prices_are_lowered(opened: Any, desk: Desk) -> None:
    hand, sheet = opened(View(supplier="Müller"))
    which: Any = hand.find(QWidget, "which", sheet)
    assert which.value() == "shown"
    assert [which.itemText(place) for place in range(which.count())] == [
        "The whole price book",
        "What the list shows",
        "Müller",
        "shown",
    ]
    assert [row[0] for row in rows(hand)] == ["Pipe"]
    which.setCurrentIndex(3)
    assert [row[0] for row in rows(hand)] == ["Tap"]
    hand.type("percent", "-10 %", sheet)
    assert hand.find(Button, "main", sheet).text() == "Lower 1 item"
    hand.press("main", sheet)
    hand.qtbot.waitUntil(hand.no_sheet)
    assert amounts(desk)["Tap"] == (3_000, 3_600)
    assert desk.undo() == "Prices lowered by 10%"


def test_without_items_there_is_nothing_to_raise(opened: Any) -> None:
    hand, sheet = opened(View("zzz"))
    assert not hand.find(Button, "main", sheet).isEnabled()
    assert hand.find(Label, "raise_note", sheet).text().startswith("There is no item to raise here.")


def test_what_the_book_refuses_is_said_and_the_sheet_stays(opened: Any, desk: Desk) -> None:
    desk.do(prices.add, "Gold", 10**12, label="Gold")
    hand, sheet = opened(View())
    hand.type("percent", "10", sheet)
    hand.press("main", sheet)
    hand.qtbot.waitUntil(lambda: bool(sheet._error.text()))
    assert sheet._error.text().startswith("The price of “Gold” would be too large")
    assert hand.find(Button, "main", sheet).isEnabled()
    assert amounts(desk)["Tap"] == (3_000, 4_000)


def test_stop_changes_no_price(opened: Any, desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    hand, sheet = opened(View())
    hand.type("percent", "10", sheet)
    raised = price_raises.apply

    def patient(session: Session, ids: Any, rise: Any, progress: Any) -> int:
        progress.begin(len(ids))
        while not progress.stopped:
            pass
        return raised(session, ids, rise, progress)

    monkeypatch.setattr(price_raises, "apply", patient)
    hand.press("main", sheet)
    assert not hand.find(Button, "main", sheet).isEnabled()
    sheet.dismiss()
    assert hand.sheet() is sheet  # a sheet at work stays
    hand.qtbot.waitUntil(lambda: "of 3" in hand.find(Label, "raise_progress_count").text())
    hand.press("raise_progress_stop")
    hand.qtbot.waitUntil(lambda: bool(sheet._error.text()))
    assert sheet._error.text() == "Stopped. No price was changed."
    assert amounts(desk)["Tap"] == (3_000, 4_000)


@pytest.mark.parametrize(
    ("typed", "bp"), [("4.5", 450), ("+3 %", 300), ("−2", -200), ("1000", 100_000), ("-99.99", -9_999), ("0.01", 1)]
)
def test_a_percentage_is_read(typed: str, bp: int) -> None:
    assert read_raise(typed) == bp


@pytest.mark.parametrize("typed", ["", "abc", "0", "1.555", "4,5", "nan", "inf", "1001", "-100", "1e9", "9" * 50])
def test_what_is_no_percentage_is_refused(typed: str) -> None:
    with pytest.raises(ValueError, match="A percentage"):
        read_raise(typed)
