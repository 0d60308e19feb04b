"""Rows that are shown again instead of being made anew, so that the focus stays where it was."""

from collections.abc import Callable, Sequence
from typing import Any, Generic, TypeVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLayout, QWidget

from tradesman.ui.widgets.flow import Flow
from tradesman.ui.widgets.keys import tab_through

R = TypeVar("R")


class RowPool(Generic[R]):
    """As many widgets in a layout as there are rows; those that are left over wait, hidden.

    What `make` gives shows a row with `show_row`.
    """

    def __init__(self, layout: QLayout | Flow, make: Callable[[int], QWidget]) -> None:
        self._layout, self._make = layout, make
        self.widgets: list[Any] = []
        self.rows: list[R] = []

    def show(self, rows: Sequence[R]) -> None:
        """Shows these rows in this order."""
        holder = self._layout.parentWidget() if isinstance(self._layout, QLayout) else None
        around = holder.layout() if holder is not None else None
        if around is None or not around.isEnabled():
            self._show(rows)
            return
        around.setEnabled(False)  # else everything is laid out anew with each row, which takes seconds for hundreds
        try:
            self._show(rows)
        finally:
            around.setEnabled(True)
            around.invalidate()
            if holder is not None and holder.isVisible():
                around.activate()

    def _show(self, rows: Sequence[R]) -> None:
        self.rows = list(rows)
        while len(self.widgets) < len(rows):
            widget = self._make(len(self.widgets))
            self._layout.addWidget(widget)
            if self.widgets:  # Qt puts what is made later at the end of the window
                tab_through(*_stops(self.widgets[-1])[-1:], *_stops(widget))
            self.widgets.append(widget)
        for number, widget in enumerate(self.widgets):
            if number < len(rows):
                widget.show_row(rows[number])
            widget.setVisible(number < len(rows))
            if number < len(rows) and widget.layout() is not None:
                _forget_sizes(widget.layout())


def _stops(row: QWidget) -> list[QWidget]:
    """Where Tab stops in a row, in the order of making."""
    within = (row, *row.findChildren(QWidget))
    return [one for one in within if one.focusPolicy() & Qt.FocusPolicy.TabFocus and one.focusProxy() is None]


def _forget_sizes(layout: QLayout) -> None:
    """Layouts inside a layout keep the sizes of words that were there before, when the row was not seen."""
    for place in range(layout.count()):
        item = layout.itemAt(place)
        inner = item.layout() if item is not None else None
        if inner is not None:
            _forget_sizes(inner)
    layout.invalidate()


def flush(field: QWidget) -> QHBoxLayout:
    """A layout that puts the icon of a flat field in line with what stands above it."""
    row = QHBoxLayout()
    row.setContentsMargins(-9, 0, 0, 0)
    row.addWidget(field)
    return row
