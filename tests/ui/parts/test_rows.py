from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QPushButton, QVBoxLayout, QWidget

from tradesman.ui.parts.day_strip import _DayCell
from tradesman.ui.parts.need_chip import NeedChip
from tradesman.ui.parts.partner_choice import Choice, PartnerChoice
from tradesman.ui.parts.partner_item import PartnerItem
from tradesman.ui.parts.rows import RowPool
from tradesman.ui.theme import Theme
from tradesman.ui.widgets.segmented import Segmented


class _Named(QPushButton):
    def show_row(self, row: Any) -> None:
        self.setText(str(row))


def test_tab_follows_the_rows_that_are_seen(qtbot: Any) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    column, rows = QVBoxLayout(window), QVBoxLayout()
    column.addLayout(rows)
    pool: RowPool[str] = RowPool(rows, lambda _number: _Named())
    pool.show(["one"])
    after = QPushButton("after")
    column.addWidget(after)
    pool.show(["one", "two", "three"])
    seen, stop = [], pool.widgets[0]
    for _ in range(4):
        seen.append(stop.text())
        stop = stop.nextInFocusChain()
    assert seen == ["one", "two", "three", "after"]


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space])
@pytest.mark.parametrize("kind", ["partner", "need", "choice", "day", "segment"])
def test_enter_and_space_act_alike(theme: Theme, qtbot: Any, kind: str, key: Qt.Key) -> None:
    makers: dict[str, Callable[[], Any]] = {
        "partner": lambda: PartnerItem(theme, name="x"),
        "need": lambda: NeedChip(theme, name="x"),
        "choice": lambda: PartnerChoice(Choice("Harker", "Masonry"), theme, name="x"),
        "day": lambda: _DayCell(theme, name="x"),
        "segment": lambda: Segmented((("a", "One"), ("b", "Two")), theme),
    }
    made = makers[kind]()
    qtbot.addWidget(made)
    button = made.findChildren(QAbstractButton)[1] if kind == "segment" else made
    with qtbot.waitSignal(button.clicked):
        qtbot.keyClick(button, key)


def test_what_a_partner_does_is_told_whole_where_it_is_cut(theme: Theme, qtbot: Any) -> None:
    words = "Masonry, chimneys, pointing and everything else that is made of stone"
    choice = PartnerChoice(Choice("Harker", words, saves="£40", saves_whom="off"), theme, name="x")
    qtbot.addWidget(choice)
    choice.resize(300, 56)
    choice.show()
    assert choice.toolTip() == words
    choice.resize(1200, 56)
    assert choice.toolTip() == ""
