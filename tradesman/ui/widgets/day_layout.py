"""How entries of a day stand side by side where they overlap; plain numbers, no painting."""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Lane:
    """The place of an entry across the day's column: which of how many, and over how many of them it reaches."""

    number: int
    count: int
    reach: int = 1


def lanes(spans: Sequence[tuple[int, int]]) -> list[Lane]:
    """A lane for each span of minutes, so that none covers another; what stands alone has the whole width.

    Spans are as given: (begins, ends). A span of no length takes a minute, so that it is seen.
    """
    filled = [(begins, max(ends, begins + 1)) for begins, ends in spans]
    order = sorted(range(len(filled)), key=lambda place: (filled[place][0], -filled[place][1], place))
    found: dict[int, Lane] = {}
    group: list[int] = []
    group_ends = 0
    for place in order:
        if group and filled[place][0] >= group_ends:
            found |= _arranged(group, filled)
            group, group_ends = [], 0
        group.append(place)
        group_ends = max(group_ends, filled[place][1])
    found |= _arranged(group, filled)
    return [found[place] for place in range(len(filled))]


def _arranged(group: Sequence[int], spans: Sequence[tuple[int, int]]) -> dict[int, Lane]:
    """The first free lane for each of a group that hangs together, widened over lanes that stay free beside it."""
    columns: list[list[int]] = []
    at: dict[int, int] = {}
    for place in group:
        free = (number for number, column in enumerate(columns) if spans[column[-1]][1] <= spans[place][0])
        number = next(free, len(columns))
        if number == len(columns):
            columns.append([])
        columns[number].append(place)
        at[place] = number
    return {place: Lane(at[place], len(columns), _reach(place, at[place], columns, spans)) for place in group}


def _reach(place: int, number: int, columns: Sequence[Sequence[int]], spans: Sequence[tuple[int, int]]) -> int:
    begins, ends = spans[place]
    reach = 1
    for column in columns[number + 1 :]:
        if any(spans[other][0] < ends and begins < spans[other][1] for other in column):
            break
        reach += 1
    return reach
