"""Widgets side by side, going on in the next line where the width ends.

A widget and not a layout: the items of a layout written in Python are deleted by Qt behind Python's back.
"""

from collections.abc import Iterable

from PySide6.QtCore import QEvent, QObject, QRect, QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

_RESHAPES = frozenset({QEvent.Type.Show, QEvent.Type.Hide, QEvent.Type.LayoutRequest, QEvent.Type.ShowToParent})


class Flow(QWidget):
    """A line of widgets that breaks; hidden ones take no place."""

    def __init__(self, spacing: int = 8) -> None:
        super().__init__()
        self._spacing = spacing
        self._widgets: list[QWidget] = []
        self._adding = False
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def addWidget(self, widget: QWidget) -> None:
        """Put a widget at the end, as a layout does."""
        self.add_all([widget])

    def add_all(self, widgets: Iterable[QWidget]) -> None:
        """Put many at the end and place them once: placing them anew for each would take a minute for a thousand."""
        self._adding = True
        for widget in widgets:
            widget.setParent(self)
            self._widgets.append(widget)
            widget.installEventFilter(self)
            widget.show()
        self._adding = False
        self._reshape()

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return self._place(width, only_measure=True)

    def sizeHint(self) -> QSize:
        hints = [widget.sizeHint() for widget in self._seen()]
        width = sum(hint.width() for hint in hints) + self._spacing * max(len(hints) - 1, 0)
        return QSize(width, max((hint.height() for hint in hints), default=0))

    def minimumSizeHint(self) -> QSize:
        hints = [widget.sizeHint() for widget in self._seen()]
        return QSize(max((h.width() for h in hints), default=0), max((h.height() for h in hints), default=0))

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.LayoutRequest:
            self._reshape()
        return super().event(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in _RESHAPES:
            self._reshape()
        return False

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place(self.width(), only_measure=False)

    def _seen(self) -> list[QWidget]:
        return [widget for widget in self._widgets if not widget.isHidden()]

    def _reshape(self) -> None:
        if self._adding:
            return
        self.updateGeometry()
        self._place(self.width(), only_measure=False)

    def _place(self, width: int, *, only_measure: bool) -> int:
        left = top = line_height = 0
        for widget in self._seen():
            hint = widget.sizeHint()
            if left and left + hint.width() > width:
                left, top, line_height = 0, top + line_height + self._spacing, 0
            if not only_measure:
                widget.setGeometry(QRect(left, top, hint.width(), hint.height()))
            left += hint.width() + self._spacing
            line_height = max(line_height, hint.height())
        return top + line_height
