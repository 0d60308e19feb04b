"""What a pull means: within the day, on full quarters, never shorter than one."""

from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QPoint

from tradesman.ui.widgets.entry_block import BOTTOM, TOP, WHOLE, Block
from tradesman.ui.widgets.grid_measures import DAY, SNAP, GridMeasures, pull


def block(begins: int, ends: int, day: int = 0) -> Block:
    return Block("one", day, begins, ends, "One", "", "map-pin", "visit", "One")


@given(
    begins=st.integers(0, DAY // SNAP - 1).map(lambda quarter: quarter * SNAP),
    length=st.integers(1, 40).map(lambda quarter: quarter * SNAP),
    minutes=st.integers(-2000, 2000),
    part=st.sampled_from((WHOLE, TOP, BOTTOM)),
)
def test_a_pull_stays_in_the_day(begins: int, length: int, minutes: int, part: str) -> None:
    ends = min(begins + length, DAY)
    found = pull(block(begins, ends), part, minutes)
    assert 0 <= found[0] <= found[1] - SNAP
    assert found[1] <= DAY
    if part == WHOLE:
        assert found[1] - found[0] == ends - begins
    if part == TOP:
        assert found[1] == ends
    if part == BOTTOM:
        assert found[0] == begins


def test_a_small_pull_leaves_odd_minutes_as_they_are() -> None:
    assert pull(block(547, 602), WHOLE, 5) == (547, 602)
    assert pull(block(547, 602), WHOLE, 30) == (570, 625)


@given(st.integers(200, 3000), st.integers(1, 7), st.integers(20, 120))
def test_days_and_minutes_are_found_where_they_stand(width: int, days: int, hour: int) -> None:
    measures = GridMeasures(width, 50, hour, days)
    for day in range(days):
        cell = measures.cell(day, 600, 660)
        assert measures.day_at(cell.center().x()) == day
        assert measures.minute_at(measures.top(600) + 1) in (585, 600)
    assert measures.day_at(-50) == 0
    assert measures.day_at(width + 50) == days - 1
    assert measures.minute_at(-5) == 0
    assert measures.minute_at(measures.height + 100) == DAY - SNAP


def test_a_pull_at_an_edge_stays_on_its_day() -> None:
    measures = GridMeasures(750, 50, 60, 7)
    assert measures.pulled(block(540, 600, 2), BOTTOM, QPoint(300, 60)) == (2, 540, 660)
    assert measures.pulled(block(540, 600, 2), WHOLE, QPoint(300, 60)) == (5, 600, 660)
    assert measures.pulled(block(540, 600, 2), WHOLE, QPoint(3000, 0)) == (6, 540, 600)
