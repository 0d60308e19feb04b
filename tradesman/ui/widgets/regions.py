"""Regions: the parts of a window between which F6 goes, as the rail, a page's list and what stands beside it."""

from collections.abc import Callable
from functools import cmp_to_key

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtWidgets import QScrollArea, QWidget

_MARK = "region"


def mark_regions(*widgets: QWidget) -> None:
    """Makes each of these a region; one in which nothing can have the keyboard is passed over."""
    for widget in widgets:
        widget.setProperty(_MARK, True)


def go_on(root: QWidget, *, forward: bool) -> None:
    """Takes the keyboard to the next region of a window or sheet in reading order, or to the one before.

    There it comes to where it was last, or else to the first stop.
    """
    focus = _focus_in(root.window())
    stops = {region: _stop(region) for region in _regions(root)}
    here = next((region for region in _above(focus) if region in stops), focus)
    known = [region for region, stop in stops.items() if stop is not None and region is not here]
    order = sorted(known if here is None else [here, *known], key=cmp_to_key(_before(root)))
    place = order.index(here) if here is not None else -1 if forward else 0
    target = stops.get(order[(place + (1 if forward else -1)) % len(order)]) if order else None
    if target is None:
        return
    target.setFocus(Qt.FocusReason.TabFocusReason if forward else Qt.FocusReason.BacktabFocusReason)
    for area in (one for one in _above(target) if isinstance(one, QScrollArea)):
        area.ensureWidgetVisible(target)


def _focus_in(widget: QWidget) -> QWidget | None:
    """What had the keyboard last in a window or a part of it; Qt's own signature forgets that it may be nothing."""
    return widget.focusWidget()


def _regions(root: QWidget) -> list[QWidget]:
    return [one for one in root.findChildren(QWidget) if one.property(_MARK) and one.isVisible()]


def _above(widget: QWidget | None) -> list[QWidget]:
    """A widget and what it stands in, the nearest first."""
    found = []
    while widget is not None:
        found.append(widget)
        widget = widget.parentWidget()
    return found


def _stop(region: QWidget) -> QWidget | None:
    """Where the keyboard was last in a region, or its first stop."""
    last = _focus_in(region)
    if last is not None and _takes_tab(last):
        return last
    if _takes_tab(region):
        return region
    widget = region.nextInFocusChain()
    while widget is not None and widget is not region:
        if region.isAncestorOf(widget) and _takes_tab(widget):
            return widget
        widget = widget.nextInFocusChain()
    return None


def _takes_tab(widget: QWidget) -> bool:
    tabs = bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus)
    return tabs and widget.focusProxy() is None and widget.isVisible() and widget.isEnabled()


def _before(root: QWidget) -> Callable[[QWidget, QWidget], int]:
    """Compares two widgets by where one reads them: what lies wholly above first, then from left to right."""

    def compare(one: QWidget, other: QWidget) -> int:
        first, second = (QRect(widget.mapTo(root, QPoint(0, 0)), widget.size()) for widget in (one, other))
        if first.bottom() < second.top() or second.bottom() < first.top():
            return first.top() - second.top()
        return first.left() - second.left()

    return compare
