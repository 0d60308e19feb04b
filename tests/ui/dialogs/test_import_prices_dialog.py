"""A price list is matched, looked through, taken in, and taken back in one go."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication, QWidget

from tests.ui.conftest import Hand
from tradesman.book.errors import BookError
from tradesman.book.store import Session
from tradesman.exchange import price_imports
from tradesman.services import kits, prices
from tradesman.ui.desk import Desk
from tradesman.ui.dialogs.import_prices_dialog import ImportPricesDialog
from tradesman.ui.parts.price_words import PriceWords
from tradesman.ui.pickers import Pickers
from tradesman.ui.theme import Theme
from tradesman.ui.widgets.buttons import Button
from tradesman.ui.widgets.labels import Label
from tradesman.ui.widgets.table import Table

Show = Callable[..., Hand]
LIST = (
    "Art.-Nr.;Bezeichnung;EK;VK;Farbe\nT1;Tap;30,00;45,00;blue\nP1;Pipe;1,00;3,33;\nB1;Bend;1,50;2,5O;\nE1;Elbow;1;2;\n"
)


class Chosen(Pickers):
    """Somebody who knows where the rows shall go."""

    answer: Path | None = None
    proposed: Path | None = None

    def new_file(self, _parent: QWidget, _title: str, proposed: Path, _kinds: str) -> Path | None:
        self.proposed = proposed
        return self.answer


class Opened:
    """The sheet over an empty window, with a file that was read."""

    def __init__(self, hand: Hand, desk: Desk, theme: Theme, file: Path) -> None:
        self.hand, self.desk, self.file, self.picks = hand, desk, file, Chosen()
        self.labels: list[str] = []
        desk.stepped.connect(lambda label, _step: self.labels.append(label))
        ImportPricesDialog(hand.window, desk, theme, PriceWords(desk), file, self.picks).open()
        self.sheet: Any = hand.sheet("import")
        self.settle()

    def settle(self) -> None:
        """Waits for what runs beside the window."""
        for _ in range(3):
            self.desk.background.wait()
            QApplication.processEvents()

    def rows(self) -> list[tuple[str, ...]]:
        model = self.hand.find(Table, "import_table").rows
        return [
            tuple(model.data(model.index(row, column)) for column in range(model.columnCount()))
            for row in range(model.rowCount())
        ]

    def counts(self) -> list[str]:
        chips = self.sheet.findChildren(QWidget, "import_chips")[0]
        return [chip.accessibleName() for chip in chips.children() if isinstance(chip, QWidget)]

    @property
    def state(self) -> str:
        return self.hand.find(Label, "import_state").text()

    @property
    def main(self) -> Button:
        return self.sheet.findChildren(Button, "main")[0]  # type: ignore[no-any-return]

    def choose(self, column: int, value: Any) -> None:
        field: Any = self.hand.find(QWidget, f"import_column_{column}")
        field.set_value(value)
        self.sheet._pause.stop()
        self.sheet._judge()
        self.settle()


@pytest.fixture
def opened(desk: Desk, theme: Theme, show: Show, tmp_path: Path) -> Callable[..., Opened]:
    def stocked(session: Session) -> None:
        prices.add(session, "Tap", 4_000, code="T1", cost_minor=3_000)
        prices.add(session, "Pipe", 333, code="P1", cost_minor=100)

    desk.do(stocked, label="Prices")

    def over(text: str = LIST, encoding: str = "utf-8") -> Opened:
        file = tmp_path / "list.csv"
        file.write_text(text, encoding, newline="")
        return Opened(show(), desk, theme, file)

    return over


def amounts(desk: Desk) -> dict[str, tuple[int, int]]:
    return {row.words: (row.cost_minor, row.price_minor) for row in desk.ask(prices.find, "", 1_000)}


def test_what_will_happen_is_seen_before_it_does(opened: Callable[..., Opened], desk: Desk) -> None:
    seen = opened()
    assert seen.rows() == [
        ("2", "T1", "Tap", "£30.00", "£45.00", "Changes price"),
        ("3", "P1", "Pipe", "£1.00", "£3.33", "Nothing new"),
        ("4", "B1", "Bend", "—", "—", "“2,5O” is no amount."),
        ("5", "E1", "Elbow", "£1.00", "£2.00", "New"),
    ]
    assert seen.counts() == ["All 4", "New 1", "Changed 1", "Nothing new 1", "To check 1"]
    assert seen.state.startswith("5 columns, semicolon, UTF-8. Nothing is saved yet.")
    table = seen.hand.find(Table, "import_table")
    assert seen.sheet._rows._sentence(table.rows.row(0)) == "Line 2: T1, Tap, Changes price"
    icons = table.rows.columns[5].icon
    assert icons is not None
    assert [icons(table.rows.row(n)) for n in range(4)] == ["pencil", "check", "triangle-alert", "plus"]
    seen.hand.press("faulty")
    assert len(seen.rows()) == 1
    assert seen.main.text() == "Import 2 items"
    assert amounts(desk) == {"Tap": (3_000, 4_000), "Pipe": (100, 333)}


def test_it_is_taken_in_and_the_rows_to_check_are_saved(
    opened: Callable[..., Opened], desk: Desk, tmp_path: Path
) -> None:
    seen = opened()
    seen.hand.press("main", seen.sheet)
    seen.settle()
    assert seen.labels == ["Price list imported"]
    assert amounts(desk) == {"Tap": (3_000, 4_500), "Pipe": (100, 333), "Elbow": (100, 200)}
    assert seen.state.startswith("1 added, 1 changed. 1 row is set aside.")
    assert not seen.main.isVisible()
    seen.hand.press("import_save", seen.sheet)  # nothing was chosen
    assert seen.picks.proposed == tmp_path / "list to check.csv"
    seen.picks.answer = tmp_path / "check.csv"
    seen.hand.press("import_save", seen.sheet)
    seen.settle()
    saved = seen.picks.answer.read_text("utf-8-sig").splitlines()
    assert saved[1] == 'B1,Bend,"1,50","2,5O",,"“2,5O” is no amount."'
    seen.hand.press("cancel", seen.sheet)
    assert seen.hand.no_sheet()
    assert desk.undo() == "Price list imported"
    assert amounts(desk) == {"Tap": (3_000, 4_000), "Pipe": (100, 333)}


def test_a_list_without_faults_closes_by_itself(opened: Callable[..., Opened], desk: Desk) -> None:
    seen = opened("Code,Words,Price\nE1,Elbow,2.00\n", "utf-16")
    assert "comma, UTF-16" in seen.state
    assert seen.main.text() == "Import 1 item"
    seen.hand.press("main", seen.sheet)
    seen.settle()
    assert seen.hand.no_sheet()
    assert amounts(desk)["Elbow"] == (0, 200)


def test_columns_decimals_and_supplier_are_changed_by_hand(opened: Callable[..., Opened], desk: Desk) -> None:
    seen = opened('What,How much\nBend,"1.250"\nElbow,2\n')
    assert seen.state == "Choose which column holds the words, or the code of items that are in the book."
    assert seen.rows() == []
    assert not seen.main.isEnabled()
    seen.choose(0, "code")
    assert seen.state.startswith("Choose what else the file says")
    seen.choose(0, "words")
    seen.choose(1, "price")
    assert [row[4] for row in seen.rows()] == ["£1.25", "£2.00"]
    seen.hand.choose("import_decimals", "1.234,50")
    seen.hand.type("import_supplier", "Moller")
    assert not seen.main.isEnabled()  # until the rows are gone through again
    seen.hand.qtbot.waitUntil(seen.main.isEnabled)
    assert [row[4] for row in seen.rows()] == ["£1,250.00", "£2.00"]
    seen.choose(1, "words")
    first: Any = seen.hand.find(QWidget, "import_column_0")
    assert first.value() is None  # no two columns hold the same
    seen.choose(0, "words")
    seen.choose(1, "price")
    seen.hand.press("main", seen.sheet)
    seen.settle()
    assert {row.supplier for row in desk.ask(prices.find, "bend")} == {"Moller"}


def test_kits_are_told_apart(opened: Callable[..., Opened], desk: Desk) -> None:
    tap = desk.ask(prices.find, "tap")[0].id
    desk.do(kits.make, "Basin", [(tap, 1_000)], code="K1", label="Kit")
    heading = "Code,Words,Unit,Cost,Price,Tax %,Supplier,Parts"
    seen = opened(f"{heading}\nK1,Basin,set,,,,,2 * T1\nK2,Bath,,,,,,3 * P1\nT1,Tap,,30,40,5,X,\n")
    assert [row[5] for row in seen.rows()] == ["Changes unit, parts", "New kit", "Changes supplier, tax"]


def test_a_file_that_is_no_table_is_said(opened: Callable[..., Opened]) -> None:
    seen = opened("")
    assert seen.sheet._error.text() == "There is nothing in list.csv. Nothing was read."
    assert not seen.main.isEnabled()
    seen.sheet._judge()  # there is nothing to look through
    seen.sheet._on_save()


def test_what_the_book_refuses_is_said(
    opened: Callable[..., Opened], desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_args: Any) -> None:
        raise BookError("The disk is full. Nothing was changed.")

    seen = opened()
    monkeypatch.setattr(price_imports, "take_in", refuse)
    seen.hand.press("main", seen.sheet)
    seen.settle()
    assert seen.sheet._error.text() == "The disk is full. Nothing was changed."
    assert seen.main.isEnabled()
    assert len(amounts(desk)) == 2


def test_stopped_it_keeps_what_is_done(
    opened: Callable[..., Opened], desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(price_imports, "_AT_ONCE", 1)
    seen = opened("Code,Words,Price\n" + "".join(f"A{n},Item {n},1\n" for n in range(50)))
    change = price_imports._change

    def slowly(session: Session, some: Any) -> None:
        progress = seen.sheet._step.progress
        while progress.done >= 3 and not progress.stopped:
            pass
        change(session, some)

    monkeypatch.setattr(price_imports, "_change", slowly)
    seen.hand.press("main", seen.sheet)
    seen.hand.qtbot.waitUntil(lambda: "3 of 50" in seen.hand.find(Label, "import_progress_count").text())
    seen.hand.press("import_progress_stop")
    seen.settle()
    assert seen.state == "4 added, 0 changed. 46 were left when you stopped."
    assert len(amounts(desk)) == 6
    desk.undo()
    assert len(amounts(desk)) == 2


def test_what_comes_after_the_sheet_was_closed_is_let_go(desk: Desk, theme: Theme, show: Show, tmp_path: Path) -> None:
    hand = show()
    for text in ("Code,Words,Price\nA1,Pipe,1\n", ""):
        file = tmp_path / "list.csv"
        file.write_text(text)
        sheet = ImportPricesDialog(hand.window, desk, theme, PriceWords(desk), file, Chosen())
        sheet.open()
        sheet.dismiss()
        hand.qtbot.waitUntil(lambda: not hand.window.findChildren(ImportPricesDialog))
        desk.background.wait()
        QApplication.processEvents()
    assert hand.no_sheet()
