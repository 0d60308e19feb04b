"""The painted parts of the scorecard: what they say to screen readers, and that they can be pressed and paint."""

from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QAbstractButton, QVBoxLayout, QWidget

from tests.ui.conftest import Hand
from tradesman.ui.theme import Theme
from tradesman.ui.widgets.bar_rows import BarLine, BarRows
from tradesman.ui.widgets.count_line import CountLine
from tradesman.ui.widgets.figure_button import FigureButton
from tradesman.ui.widgets.month_bars import MonthBar, MonthBars
from tradesman.ui.widgets.score_row import ScoreLine, ScoreRow
from tradesman.ui.widgets.share_ring import ShareRing

Show = Callable[..., Hand]


def line(percent: int | None, **rest: Any) -> ScoreLine:
    fields: dict[str, Any] = {
        "number": 1,
        "icon": "phone",
        "title": "Returned the call",
        "what": "inside the clock",
        "percent": percent,
        "share": "" if percent is None else f"{percent}%",
        "kept": "3 of 4",
        "trend": (None, None, 80, 85, None, 90, 95, percent),
        "change": "weakest",
        "tone": "accent_text",
        "icon_of_change": "arrow-down",
    }
    return ScoreLine(**fields | rest)


def inked(widget: QWidget, left: int, right: int) -> int:
    """How many colours there are between two places of it."""
    image = widget.grab().toImage()
    return len({image.pixel(x, y) for x in range(left, right, 2) for y in range(0, image.height(), 2)})


@pytest.mark.parametrize("percent", [None, 0, 42, 90, 100])
def test_a_row_is_pressed_by_enter_and_leaves_its_trend_out_where_there_is_no_room(
    theme: Theme, show: Show, percent: int | None
) -> None:
    row = ScoreRow(theme, 90, name="row")
    row.set_line(line(percent), "1. Returned the call: told in full")
    pressed: list[bool] = []
    row.clicked.connect(lambda: pressed.append(True))
    hand = show(row)
    row.setFocus()
    hand.qtbot.keyClick(row, Qt.Key.Key_Return)
    assert (pressed, row.accessibleName()) == ([True], "1. Returned the call: told in full")
    wide = inked(row, 0, row.width())
    hand.window.resize(520, 100)
    assert wide > 2
    assert inked(row, 0, row.width()) > 2


def test_bars_say_what_they_show_and_which_was_pressed(theme: Theme, show: Show) -> None:
    bars = BarRows(theme, name="bar")
    bars.set_lines([BarLine("price", "Price", 4, "4"), BarLine("none", "None", 0, "0", tone="border_strong")])
    pressed: list[str] = []
    bars.pressed.connect(pressed.append)
    hand = show(bars, 300, 200)
    hand.press("bar_1")
    assert pressed == ["none"]
    assert [one.accessibleName() for one in bars.findChildren(QAbstractButton)] == ["Price: 4", "None: 0"]
    bars.set_lines([BarLine("late", "Too late", 2, "2")])
    hand.press("bar_0")
    assert pressed == ["none", "late"]


def test_figures_and_counts_are_said_as_they_stand(theme: Theme, show: Show) -> None:
    figure, first, behind = FigureButton("Win rate", theme), CountLine(theme), CountLine(theme, behind=True)
    figure.set_figure("58%", "+4", "good")
    first.set_count("9", "recommended by a customer")
    behind.set_count("3 days", "To the visit")
    both = QWidget()
    column = QVBoxLayout(both)
    for part in (figure, first, behind):
        column.addWidget(part)
    hand = show(both, 300, 200)
    assert figure.accessibleName() == "Win rate: 58% +4"
    assert (first.words, behind.words) == ("9 recommended by a customer", "To the visit: 3 days")
    assert all(inked(part, 0, part.width()) > 2 for part in (figure, first, behind))
    hand.qtbot.mouseMove(first, QPoint(5, 5))


def test_the_ring_and_the_months_paint_something_and_nothing(theme: Theme, show: Show) -> None:
    ring, months = ShareRing(theme, name="ring"), MonthBars(theme)
    both = QWidget()
    column = QVBoxLayout(both)
    column.addWidget(ring)
    column.addWidget(months)
    show(both, 300, 300)
    ring.set_share(None, "nothing yet")
    months.set_bars((), 0, "", "nothing yet")
    empty = inked(ring, 0, ring.width())
    ring.set_share(41, "17 of 41 jobs")
    months.set_bars(
        [MonthBar("Sept", 0, "September £0"), MonthBar("Oct", 40, "October £40")],
        20,
        "£20",
        "September £0, October £40",
    )
    assert inked(ring, 0, ring.width()) > empty
    assert (ring.accessibleName(), months.accessibleName()) == ("17 of 41 jobs", "September £0, October £40")
    assert inked(months, months.width() // 2, months.width()) > 2
