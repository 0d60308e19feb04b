"""The table fetches what it shows and says what is picked."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tradesman.ui.theme import Theme
from tradesman.ui.widgets.card import Card
from tradesman.ui.widgets.fields import LineField
from tradesman.ui.widgets.table import Table
from tradesman.ui.widgets.table_model import ROW_ROLE, SORT_ROLE, CellBadge, Column, TableModel

from .conftest import Shown


@dataclass(frozen=True)
class Row:
    id: int
    name: str
    worth_minor: int = 0
    again: bool = False
    stage: str = "Enquiry"


def next_words(row: Row) -> str:
    return f"Call {row.name}"


def ban(row: Row) -> str:
    return "ban" if row.id else ""


def danger(row: Row) -> str:
    return "danger" if row.id else "ink"


COLUMNS = (
    Column(
        "name",
        "Name",
        0,
        "name",
        badge=lambda r: CellBadge("repeat", "outline", "repeat-2") if r.again else None,
        text=lambda r: r.name,
    ),
    Column("stage", "Stage", 120, badge=lambda r: CellBadge(r.stage, "warn"), sortable=False),
    Column("next", "Next", 140, text=next_words, icon=ban, tone=danger),
    Column("worth", "Worth", 90, "number", text=lambda r: f"£{r.worth_minor // 100:,}", sort=lambda r: r.worth_minor),
)
ROWS = [Row(1, "Leah Novak", 0), Row(2, "Ruth Okafor", 846000), Row(3, "Daniel Hart", 144500, again=True)]


def sentence(row: Row) -> str:
    return f"{row.name}, {row.stage}. Enter to open."


@pytest.fixture
def table(theme: Theme, shown: Shown) -> Table:
    table = Table(COLUMNS, theme, sentence, lambda row: row.id, words="Customers", name="customers")
    card = Card(theme, padding=1)
    card.body.addWidget(table)
    shown(card)
    table.set_rows(ROWS)
    return table


def at(table: Table, row: int, column: int = 0) -> QPoint:
    return table.visualRect(table.rows.index(row, column)).center()


class Source:
    """A big book that counts how often it is asked."""

    def __init__(self, count: int) -> None:
        self.asked: list[int] = []
        self.count = count

    def fetch(self, offset: int, limit: int) -> Sequence[Row]:
        self.asked.append(offset)
        return [Row(number, f"Customer {number}") for number in range(offset, min(offset + limit, self.count))]


@pytest.mark.usefixtures("qapp")
def test_model_keeps_the_rules_of_qt() -> None:
    model = TableModel(COLUMNS, sentence)
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Warning)
    model.set_rows(ROWS)
    model.set_source(250, Source(250).fetch)
    model.set_rows([])
    assert tester.model() is model


def test_roles(table: Table) -> None:
    model = table.rows
    worth = model.index(1, 3)
    assert worth.data() == "£8,460"
    assert worth.data(SORT_ROLE) == 846000
    assert worth.data(ROW_ROLE) is ROWS[1]
    assert model.index(1, 0).data(SORT_ROLE) == "Ruth Okafor"
    read = Qt.ItemDataRole.AccessibleTextRole
    assert model.index(1, 0).data(read) == "Ruth Okafor, Enquiry. Enter to open."
    assert model.index(1, 1).data(read) == "Stage: Enquiry"
    assert model.index(1, 0).data(Qt.ItemDataRole.DecorationRole) is None
    assert model.headerData(3, Qt.Orientation.Horizontal) == "Worth"
    assert model.headerData(0, Qt.Orientation.Vertical) is None


def test_only_the_pages_in_view_are_fetched(table: Table) -> None:
    source = Source(10_000)
    table.set_source(10_000, source.fetch)
    table.grab()
    assert set(source.asked) == {0}
    table.scrollTo(table.rows.index(5_000, 0))
    table.grab()
    assert set(source.asked) <= {0, 4_975, 5_000}
    assert len(source.asked) == len(set(source.asked))


def test_old_pages_are_forgotten() -> None:
    source = Source(10_000)
    model = TableModel(COLUMNS, sentence)
    model.set_source(10_000, source.fetch)
    for number in range(0, 10_000, 100):
        model.row(number)
    assert len(source.asked) == 100
    model.row(0)
    assert source.asked[-1] == 0
    assert model.row(-1) is None
    assert model.row(10_000) is None


def test_a_short_answer_leaves_empty_rows(table: Table) -> None:
    table.set_source(3, lambda _offset, _limit: ROWS[:1])
    assert table.rows.index(2, 0).data() is None
    assert not table.grab().isNull()


def test_a_click_picks_and_enter_opens(qtbot: QtBot, table: Table) -> None:
    with qtbot.waitSignal(table.row_picked) as picked:
        QTest.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=at(table, 1))
    assert picked.args == [ROWS[1]]
    assert table.picked() is ROWS[1]
    with qtbot.waitSignal(table.row_opened) as opened:
        QTest.keyClick(table, Qt.Key.Key_Return)
    assert opened.args == [ROWS[1]]


def test_a_double_click_opens(qtbot: QtBot, table: Table) -> None:
    QTest.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=at(table, 2))
    with qtbot.waitSignal(table.row_opened) as opened:
        QTest.mouseDClick(table.viewport(), Qt.MouseButton.LeftButton, pos=at(table, 2))
    assert opened.args == [ROWS[2]]


def test_down_picks_the_next(table: Table) -> None:
    table.pick(0)
    QTest.keyClick(table, Qt.Key.Key_Down)
    assert table.picked() is ROWS[1]


def test_letters_fetch_nothing(table: Table) -> None:
    source = Source(10_000)
    table.set_source(10_000, source.fetch)
    table.grab()
    before = list(source.asked)
    QTest.keyClicks(table, "zz")
    assert source.asked == before


def heading_click(table: Table, column: int) -> None:
    heading = table.horizontalHeader()
    place = QPoint(heading.sectionPosition(column) + 20, heading.height() // 2)
    QTest.mouseClick(heading.viewport(), Qt.MouseButton.LeftButton, pos=place)


def test_headings_ask_for_an_order(table: Table) -> None:
    asked: list[tuple[str, bool]] = []
    table.sort_asked.connect(lambda key, up: asked.append((key, up)))
    table.set_sort("worth", ascending=True)
    heading_click(table, 3)
    heading_click(table, 0)
    heading_click(table, 1)
    assert asked == [("worth", False), ("name", True)]
    assert not table.horizontalHeader().grab().isNull()


def test_a_refresh_keeps_what_is_picked(qtbot: QtBot, table: Table) -> None:
    table.pick(1)
    with qtbot.assertNotEmitted(table.row_picked):
        table.set_rows([Row(9, "New first"), *ROWS])
    assert table.picked() is ROWS[1]
    assert table.currentIndex().row() == 2


def test_what_is_gone_is_no_longer_picked(qtbot: QtBot, table: Table) -> None:
    table.pick(1)
    with qtbot.waitSignal(table.row_picked) as picked:
        table.set_rows([ROWS[0]])
    assert picked.args == [None]
    assert table.picked() is None


def test_rows_are_40_high_and_columns_fill_the_width(table: Table) -> None:
    assert table.rowHeight(0) == 40
    assert table.horizontalHeader().length() == table.viewport().width()
    assert table.columnWidth(1) == 120


def test_words_give_way_before_figures_and_badges(table: Table) -> None:
    table.window().resize(500, 640)
    assert table.horizontalHeader().length() <= table.viewport().width()
    assert table.columnWidth(2) < 140
    delegate: Any = table.itemDelegate()
    for number in (1, 3):
        assert not any(delegate.cut_words(number, row, table.columnWidth(number)) for row in ROWS)
    assert delegate.cut_words(2, ROWS[1], 60) == "Call Ruth Okafor"


def test_without_room_for_that_it_scrolls_sideways(table: Table) -> None:
    table.window().resize(300, 640)
    assert table.horizontalHeader().length() > table.viewport().width()
    assert table.horizontalScrollBar().maximum() > 0


def test_a_column_without_room_stands_in_the_second_line_of_another(theme: Theme, shown: Shown) -> None:
    columns = (COLUMNS[0], Column("who", "Partner", 160, text=lambda _row: "Harker Masonry", below="name"), COLUMNS[3])
    table = Table(columns, theme, sentence, lambda row: row.id, words="Referrals", name="referrals")
    card = Card(theme, padding=1)
    card.body.addWidget(table)
    shown(card)
    table.set_rows(ROWS)
    table.window().resize(700, 640)
    assert not table.isColumnHidden(1)
    assert table.rowHeight(0) == 40
    table.window().resize(420, 640)
    assert table.isColumnHidden(1)
    assert table.rowHeight(0) == 56
    delegate: Any = table.itemDelegate()
    assert delegate.cut_words(0, ROWS[0], 40) == "Leah Novak\nHarker Masonry"


def test_a_row_has_a_button_that_goes_first_where_there_is_no_room(theme: Theme, shown: Shown, qtbot: QtBot) -> None:
    button = Column("do", "", 130, action=lambda row: "Remind" if row.worth_minor else "", sortable=False, spare=True)
    table = Table((COLUMNS[0], button), theme, sentence, lambda row: row.id, words="Referrals", name="referrals")
    card = Card(theme, padding=1)
    card.body.addWidget(table)
    shown(card)
    table.set_rows(ROWS)
    table.window().resize(700, 640)
    asked: list[Row] = []
    table.action_asked.connect(asked.append)
    for row in (0, 1):
        place = table.visualRect(table.rows.index(row, 1))
        for x in (place.left() + 2, place.right() - 30):
            qtbot.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(x, place.center().y()))
    assert asked == [ROWS[1]]
    assert table.rows.data(table.rows.index(1, 1)) == "Remind"
    table.window().resize(300, 640)
    assert table.isColumnHidden(1)


Colour = Callable[[int, int], str]


@pytest.fixture
def colour(table: Table) -> Colour:
    def colour(row: int, x: int) -> str:
        place = table.visualRect(table.rows.index(row, 0)).center()
        place.setX(x)
        return table.window().grab().toImage().pixelColor(table.viewport().mapTo(table.window(), place)).name()

    return colour


def test_the_picked_row_has_the_accent_edge(theme: Theme, table: Table, colour: Colour) -> None:
    table.pick(1)
    assert colour(1, 1) == theme.colour("accent_edge").name()
    assert colour(1, 8) == theme.colour("accent_soft").name()
    assert colour(0, 8) == theme.colour("surface").name()


def test_the_row_below_the_mouse_is_lifted(theme: Theme, table: Table, colour: Colour) -> None:
    place, none = QPointF(at(table, 2, 1)), Qt.MouseButton.NoButton
    move = QMouseEvent(QEvent.Type.MouseMove, place, place, none, none, Qt.KeyboardModifier.NoModifier)
    QApplication.sendEvent(table.viewport(), move)
    assert colour(2, 8) == theme.colour("hover").name()
    QApplication.sendEvent(table, QEvent(QEvent.Type.Leave))
    assert colour(2, 8) == theme.colour("surface").name()


def test_the_focus_shows_for_keys_only(theme: Theme, table: Table) -> None:
    def line() -> str:
        place = table.visualRect(table.currentIndex())
        return table.viewport().grab().toImage().pixelColor(60, place.top()).name()

    QTest.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=at(table, 0))
    assert line() == theme.colour("accent_soft").name()
    QTest.keyClick(table, Qt.Key.Key_Down)
    assert line() == theme.colour("focus").name()


def test_tab_picks_the_first_row_and_leaves_in_one_step(theme: Theme, shown: Shown) -> None:
    before, after = LineField(theme), LineField(theme)
    table = Table(COLUMNS, theme, sentence, lambda row: row.id)
    shown(before, table, after)
    table.set_rows(ROWS)
    before.setFocus()
    QTest.keyClick(before, Qt.Key.Key_Tab)
    assert table.picked() is ROWS[0]
    QTest.keyClick(table, Qt.Key.Key_Tab)
    assert after.hasFocus()
