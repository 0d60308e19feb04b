"""A choice of a few words side by side."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QRectF, QSize, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QSizePolicy, QWidget

from tradesman.ui.theme import Theme
from tradesman.ui.widgets.painted_button import PaintedButton
from tradesman.ui.widgets.text import CENTRE, draw_line, text_width


class Segmented(QWidget):
    """A choice of two to five words side by side; the arrow keys move it."""

    changed = Signal()

    def __init__(
        self, choices: Sequence[tuple[Any, str]], theme: Theme, *, compact: bool = False, name: str = ""
    ) -> None:
        super().__init__()
        self.setObjectName(name)
        self._keys = [key for key, _words in choices]
        self._group = QButtonGroup(self)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        for place, (key, words) in enumerate(choices):
            segment = _Segment(words, theme, place == 0, place == len(choices) - 1)
            segment.compact = compact
            segment.setObjectName(f"{name}-{key}" if name else str(key))
            segment.setAutoExclusive(True)  # the group sees to it; this tells screen readers
            self._group.addButton(segment, place)
            layout.addWidget(segment, 1)
        self._group.idToggled.connect(self._on_toggled)
        self.setFocusProxy(self._group.button(0))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def value(self) -> Any:
        """The key of the chosen segment, None if none is."""
        place = self._group.checkedId()
        return self._keys[place] if place >= 0 else None

    def set_value(self, value: Any) -> None:
        """Choose by key; None or an unknown key chooses nothing."""
        if value in self._keys:
            self._group.button(self._keys.index(value)).setChecked(True)
        elif (chosen := self._group.checkedId()) >= 0:
            self._group.setExclusive(False)
            self._group.button(chosen).setChecked(False)
            self._group.setExclusive(True)

    def fault(self) -> str:
        """A choice is never wrong by itself."""
        return ""

    def set_wrong(self, wrong: bool) -> None:
        """Draw the edge of a fault."""
        for segment in self._group.buttons():
            segment.setProperty("state", "error" if wrong else "")
            segment.update()

    def _on_toggled(self, _place: int, on: bool) -> None:
        if on or self._group.checkedId() < 0:
            self.changed.emit()


class _Segment(PaintedButton):
    """One part of a segmented choice."""

    def __init__(self, words: str, theme: Theme, first: bool, last: bool) -> None:
        super().__init__(theme)
        self._first, self._last = first, last
        self.compact = False
        self.setText(words)
        self.setCheckable(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        theme = self._theme
        height = theme.size("button_compact" if self.compact else "button")
        return QSize(text_width(self.text(), theme.font("small strong")) + 2 * theme.space("s3"), height)

    def paintEvent(self, _event: QPaintEvent) -> None:
        theme = self._theme
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        # Each segment draws its part of one rounded frame: the frame reaches past its inner edges.
        reach = theme.radius("medium") + 2
        frame = QRectF(self.rect()).adjusted(0.5 if self._first else -reach, 0.5, -0.5 if self._last else reach, -0.5)
        wrong = self.property("state") == "error"
        on = self.isChecked()
        fill = "primary" if on else "hover" if self.underMouse() else "surface"
        painter.setPen(QPen(theme.colour("danger" if wrong else "border_strong"), 1))
        painter.setBrush(theme.colour(fill if self.isEnabled() else "surface_alt"))
        painter.drawRoundedRect(frame, theme.radius("medium"), theme.radius("medium"))
        if not self._first:
            painter.drawLine(0, 0, 0, self.height() - 1)
        ink = ("on_primary" if on else "ink") if self.isEnabled() else "disabled"
        font = theme.font("small strong" if on else "small medium")
        draw_line(painter, self.rect(), self.text(), font, theme.colour(ink), CENTRE)
        painter.end()
