"""Entries side by side: none covers another, none is lost, and what stands alone has the whole width."""

from hypothesis import given
from hypothesis import strategies as st

from tradesman.ui.widgets.day_layout import Lane, lanes

SPANS = st.lists(
    st.tuples(st.integers(0, 1440), st.integers(0, 1440)).map(lambda pair: (min(pair), max(pair))), max_size=14
)


def meet(one: tuple[int, int], other: tuple[int, int]) -> bool:
    """Whether two spans want the same minute; one of no length has its first."""
    return one[0] < max(other[1], other[0] + 1) and other[0] < max(one[1], one[0] + 1)


@given(SPANS)
def test_nothing_overlaps_and_nothing_is_lost(spans: list[tuple[int, int]]) -> None:
    found = lanes(spans)
    assert len(found) == len(spans)
    for place, lane in enumerate(found):
        assert lane.number >= 0
        assert lane.number + lane.reach <= lane.count
        beside = [other for other in range(len(spans)) if other != place and meet(spans[place], spans[other])]
        for other in beside:
            assert found[other].count == lane.count
            ends, begins = lane.number + lane.reach, found[other].number + found[other].reach
            assert ends <= found[other].number or begins <= lane.number
        if not beside:
            assert (lane.number, lane.reach) == (0, lane.count)


@given(SPANS, st.randoms(use_true_random=False))
def test_the_order_in_which_they_are_given_makes_no_room(spans: list[tuple[int, int]], chance: object) -> None:
    mixed = list(spans)
    chance.shuffle(mixed)  # type: ignore[attr-defined]
    assert max((lane.count for lane in lanes(spans)), default=0) == max(
        (lane.count for lane in lanes(mixed)), default=0
    )


def test_side_by_side_and_as_wide_as_may_be() -> None:
    assert lanes([]) == []
    assert lanes([(0, 60), (60, 120)]) == [Lane(0, 1), Lane(0, 1)]
    assert lanes([(480, 1020), (540, 600), (570, 630), (700, 760)]) == [
        *(Lane(0, 3), Lane(1, 3), Lane(2, 3)),
        Lane(1, 3, 2),
    ]
