"""What keys mean in a grid of hours: arrows walk entries and free hours, with Alt they move, with Shift stretch."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent

from tradesman.ui.widgets.entry_block import Block
from tradesman.ui.widgets.grid_measures import DAY

if TYPE_CHECKING:
    from tradesman.ui.widgets.time_grid import TimeGrid

_ARROWS = {Qt.Key.Key_Left: (-1, 0), Qt.Key.Key_Right: (1, 0), Qt.Key.Key_Up: (0, -1), Qt.Key.Key_Down: (0, 1)}
_LEAVES = {Qt.Key.Key_PageUp: -1, Qt.Key.Key_PageDown: 1}
_ALT, _SHIFT, _NONE = Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.NoModifier


def _pressed(event: QKeyEvent) -> tuple[Qt.Key, Qt.KeyboardModifier]:
    return Qt.Key(event.key()), event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier


def walk(grid: "TimeGrid", event: QKeyEvent, block: Block | None) -> bool:
    """Whether a key led on from an entry or a free hour: arrows to what is beside, the page keys to other days."""
    key, modifiers = _pressed(event)
    if modifiers != _NONE:
        return False
    if key in _LEAVES:
        grid.leafed.emit(_LEAVES[key])
    elif key in _ARROWS:
        across, along = _ARROWS[key]
        if across:
            _across(grid, across, block)
        elif along > 0:
            _down(grid, block)
        else:
            _up(grid, block)
    return key in _LEAVES or key in _ARROWS


def press(grid: "TimeGrid", event: QKeyEvent, block: Block) -> bool:
    """Whether a key means something for an entry that has the keyboard."""
    key, modifiers = _pressed(event)
    if key == Qt.Key.Key_Menu or (key == Qt.Key.Key_F10 and modifiers == _SHIFT):
        shown = grid.block(block.key)
        if shown is not None:
            grid.menu_asked.emit(block.key, shown.mapToGlobal(shown.rect().center()))
        return True
    if key in _ARROWS and modifiers in (_ALT, _ALT | _SHIFT):
        grid.move_by_key(block, *_ARROWS[key], stretch=bool(modifiers & _SHIFT))
        return True
    return walk(grid, event, block)


def _down(grid: "TimeGrid", block: Block | None) -> None:
    day, minute = grid.cursor_at
    below = block.ends if block is not None else minute - minute % 60 + 60
    if below < DAY:
        grid.go_to(day, below)


def _up(grid: "TimeGrid", block: Block | None) -> None:
    day, minute = grid.cursor_at
    above = block.begins if block is not None else minute
    if above <= 0:
        return
    hour = (above - 1) // 60 * 60
    ended = [one for one in grid.standing(day, hour, above) if one.ends <= above]
    if ended:
        grid.take(max(ended, key=lambda one: one.ends).key)
    else:
        grid.go_to(day, hour)


def _across(grid: "TimeGrid", across: int, block: Block | None) -> None:
    """To what stands beside at the same time, else to the next day, at its end to other days."""
    day, minute = grid.cursor_at
    if block is not None:
        beside = grid.standing(day, block.begins, block.ends)
        place = beside.index(block) + across
        if 0 <= place < len(beside):
            grid.take(beside[place].key)
            return
    if 0 <= day + across < grid.measures.days:
        grid.go_to(day + across, minute)
    else:
        grid.walked_out.emit(across)
